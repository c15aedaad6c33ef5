/** Begins a transfer: the cases of a run of the four checks without a fault, to an archive; a job makes the package. */
import { enter, json, type Tx } from '../../db/client.ts'
import { Refusal } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { enqueueOnceInTurn } from '../../jobs/enqueue.ts'
import type { Viewer } from '../../people/sessions.ts'
import { agenciesAs } from '../../people/sight.ts'
import { bind } from '../bind.ts'
import { runIn } from '../checks/runs.ts'
import type { Handed } from './said.ts'
import { hasLater, standingOf } from './transfers.ts'

const refused = (message: string) => new Refusal('NOT_DUE', { message })

/**
 * @param checked the run on which it rests
 * @returns its number @throws Refusal NOT_YOURS, NOT_FOUND; NOT_DUE where the run has a fault, waits for a person, or a case of it
 * has changed since or is with an archive already
 */
export async function proposeTransfer(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  { agencyId, checked }: { agencyId: string; checked: number },
  said: Handed,
  viewer: Viewer,
): Promise<number> {
  if (!agenciesAs(viewer, ['archivist']).includes(agencyId)) throw new Refusal('NOT_YOURS')
  await enter(tx, [agencyId])
  await tx`select pg_advisory_xact_lock(hashtext('transfers ' || ${agencyId}))`
  const run = await runIn(tx, agencyId, checked)
  if (run.verdict === 'fail') throw refused('四性检测有不合格的项目，没有提出移交。请处理后重新检测')
  if (run.verdict !== 'pass') throw refused('四性检测还没有完成，或者还有待人工确认的项目，没有提出移交')
  const ids = run.selection.cases.map(({ id }) => id)
  // By what each case had when it was looked at, never by instants: a clock that was set, or a fact of today, may be ahead of the run.
  const facts = tx`(${json(run.report?.facts ?? {})}::jsonb ->> c.id::text)::int`
  const rows = await tx<{ id: string; length: number; head: string; isKept: boolean; later: boolean }[]>`
    select c.id, c.length, c.head, c.stage = 'archive' and c.context ->> 'erasedOn' is null as is_kept,
      ${facts} is null or ${hasLater(tx, facts, { agencyId: tx`c.agency_id`, caseId: tx`c.id` })} as later
    from cases c where c.agency_id = ${agencyId} and c.id = any(${ids}::uuid[])`
  const now = new Map(rows.map((row) => [row.id, row]))
  const changed = run.selection.cases.filter(({ id }) => !now.get(id)?.isKept || now.get(id)?.later)
  if (changed.length > 0)
    throw refused(`检测以后又有新的记录，请重新检测：${changed.map(({ reference }) => reference).join('；')}`)
  const standing = await standingOf(tx, agencyId, ids)
  const away = run.selection.cases.flatMap(({ id, reference }) => {
    const one = standing.get(id)
    return one && !(one.acceptedOn && one.later) ? [`${reference}（第${one.number}号）`] : []
  })
  if (away.length > 0) throw refused(`已在移交中或者已经移交：${away.join('；')}`)
  const [last] = await tx<{ number: number }[]>`
    select number from transfers where agency_id = ${agencyId} order by number desc limit 1`
  const number = (last?.number ?? 0) + 1
  const [by, at] = [`staff:${viewer.username}`, time.now().toISOString()]
  await tx`
    insert into transfers (agency_id, number, checked, said, "by", at)
    values (${agencyId}, ${number}, ${checked}, ${json(said)}::jsonb, ${by}, ${at})`
  await tx`
    insert into transfer_items ${tx(
      run.selection.cases.map(({ id, reference }, i) => {
        const { length: facts, head } = now.get(id)!
        return { agencyId, number, nth: i + 1, caseId: id, reference, facts, head }
      }),
    )}`
  await tx`
    insert into transfer_packages (agency_id, number, state, done) values (${agencyId}, ${number}, 'waiting', 0)`
  await bind(tx, { time }, 'transfer', { agencyId, number }, by)
  await enqueueOnceInTurn(tx, 'packTransfer', { agencyId, number }, `${agencyId} ${number}`)
  return number
}
