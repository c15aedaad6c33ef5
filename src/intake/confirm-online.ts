/** 在线确认: the applicant's half of 双方确认 (Art 31), said on the page of the application or by the API. */
import { inChinese } from '../../workflows/statute/days.ts'
import { type CaseRow, instant } from '../ledger/queries.ts'
import { onDayAt } from '../web/parts/format.ts'

/**
 * What an applicant sent, as the fact that is recorded: of a confirmation the way is the portal, whatever it says, and the note
 * tells what makes two sides of it, the arrival that the platform has on record and the applicant's word.
 */
export function asConfirmedHere(sent: unknown, { submittedAt }: Pick<CaseRow, 'submittedAt'>): unknown {
  if (!isConfirmation(sent)) return sent
  const note = `平台已于${onDayAt(instant(submittedAt), inChinese)}收到申请；申请人凭受理编号和查询码在网上确认。`
  return { ...sent, how: 'portal', note: sent.note || note }
}

const isConfirmation = (sent: unknown): sent is { type: 'confirmed'; note?: unknown } =>
  (sent as { type?: unknown } | null)?.type === 'confirmed'
