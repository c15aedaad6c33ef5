/**
 * What the archive said to a transfer, as the archivist has it on paper: taken in, but for cases that it gave back, or refused.
 * Each case that it took in has the fact `transferred`, for it changes who keeps the archive (档案法第十五条); a refusal changes
 * nothing in law, and stands with the transfer alone.
 */
import { enter, json, type Tx } from '../../db/client.ts'
import { invalid, Refusal } from '../../ground/errors.ts'
import { dayIn } from '../../ground/time.ts'
import type { House } from '../../house.ts'
import { enqueueOnceInTurn } from '../../jobs/enqueue.ts'
import type { Viewer } from '../../people/sessions.ts'
import { agenciesAs } from '../../people/sight.ts'
import { bind } from '../bind.ts'
import type { Answer } from './said.ts'
import { transferIn } from './transfers.ts'

/**
 * Recorded once. @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED where there is no package yet or an answer already; INVALID for a
 * day before the transfer or after today, where every case was given back, where one was not in which a file was marked since as not
 * to be shown, or for a refusal or a return without its reason
 */
export async function answerTransfer(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  { agencyId, number }: { agencyId: string; number: number },
  { accepted, on, receivedBy, document, why, returned }: Omit<Answer, 'by' | 'at'>,
  viewer: Viewer,
): Promise<void> {
  if (!agenciesAs(viewer, ['archivist']).includes(agencyId)) throw new Refusal('NOT_YOURS')
  await enter(tx, [agencyId])
  await tx`select pg_advisory_xact_lock(hashtext('transfers ' || ${agencyId}))`
  const transfer = await transferIn(tx, agencyId, number)
  if (transfer.made.state !== 'made')
    throw new Refusal('FACT_REFUSED', { message: '移交包还没有制作完成，不能记录接收' })
  if (transfer.answer) throw new Refusal('FACT_REFUSED', { message: '已经记录档案馆的答复，不能更改' })
  const unfit = (field: string, message: string) => invalid({ field, code: 'UNFIT', message })
  if (on < dayIn(new Date(transfer.at)) || on > time.today()) throw unfit('on', '日期应当在提出移交之日至今天之间')
  const back = accepted ? transfer.items.filter(({ caseId }) => returned.includes(caseId)) : []
  const kept = transfer.items.filter(
    ({ caseId }) => transfer.closedSince.includes(caseId) && !returned.includes(caseId),
  )
  if (accepted && kept.length > 0) {
    const which = kept.map(({ reference }) => reference).join('、')
    throw unfit('returned', `${which}在移交包制作以后有文件标注为不公开质证，不能接收：请档案馆退回，重新检测后移交`)
  }
  if (accepted && back.length === transfer.items.length) throw unfit('returned', '全部退回的，请选择“不予接收”')
  if (!accepted && why === '') throw unfit('why', '不予接收的，请写明档案馆的理由')
  if (back.length > 0 && why === '') throw unfit('why', '有退回的，请写明理由')
  const by = `staff:${viewer.username}`
  await tx`
    insert into transfer_answers (agency_id, number, accepted, "on", received_by, document, why, returned, "by", at)
    values (${agencyId}, ${number}, ${accepted}, ${on}, ${receivedBy}, ${document}, ${why},
      ${json(back.map(({ caseId }) => caseId))}::jsonb, ${by}, ${time.now().toISOString()})`
  await bind(tx, { time }, 'answer', { agencyId, number }, by)
  if (accepted) await enqueueOnceInTurn(tx, 'recordTransfer', { agencyId, number }, `${agencyId} ${number}`)
}
