/** Which limits run in a case now. Derived from the clock, never from a status. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { releaseLimit } from '../../workflows/disclosure/readings.ts'
import { remedyLimits } from '../../workflows/disclosure/remedy-limits.ts'
import type { Clock, Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'

export type Limit = { kind: string; zh: string; dueOn: Day; because: string; provisional: boolean }

/**
 * The limits that run, nearest first. The reply is due by the careful reading: whoever keeps that day is in time by either.
 * While nobody has confirmed receipt, that reading alone gives it a day.
 */
export function limitsOf(context: CaseContext, clock: Clock, law: Law): Limit[] {
  const limits: Limit[] = []
  const limit = (kind: string, dueOn: Day | null | undefined, because: string) => {
    if (dueOn) limits.push({ kind, zh: zhOf(kind), dueOn, because, provisional: clock.provisional })
  }
  if (clock.status === 'awaitingConfirmation') {
    const firstWorkingDay = law.calendar.plus(context.submittedOn, 1).on
    limit('confirmation', firstWorkingDay, '条例第三十一条')
  }
  const counts = clock.status === 'running' || clock.status === 'suspended'
  if (counts || clock.status === 'awaitingConfirmation' || clock.carefulRuns)
    limit('reply', clock.careful.dueOn, '条例第三十三条第二款')
  if (counts && !context.correction) limit('correctionNotice', clock.correctionNoticeDueOn, '条例第三十条')
  if (clock.status === 'waiting' && context.correction && !context.corrected) {
    limit('correctionAnswer', context.correction.answerBy, '条例第三十条')
  }
  if (clock.status === 'waiting' && context.fee) limit('feePayment', clock.feeDueOn, '国办函〔2020〕109号第六条')
  if (context.unitAnswerBy && context.signedOn === null && clock.status !== 'closed') {
    limit('unitAnswer', context.unitAnswerBy, '本机关内部办理要求')
  }
  clock.consultations.forEach((consultation, i) => {
    const open = context.consultations[i]?.state === 'sent' || context.consultations[i]?.state === 'reached'
    const because = consultation.type === 'thirdParty' ? '条例第三十二条' : '条例第三十四条'
    if (open) limit(`consultation:${i + 1}`, consultation.answerDueOn, because)
  })
  for (const { kind, n, dueOn, article, provisional } of remedyLimits(context, law))
    limits.push({ kind: `${kind}:${n}`, zh: zhOf(kind), dueOn, because: article, provisional })
  const release = releaseLimit(context, law)
  if (release) limits.push({ ...release, kind: 'release', zh: zhOf('release'), because: release.article })
  return limits.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
}

/** What a limit is called; consultations and remedies are numbered: `consultation:2`. */
export const zhOf = (kind: string): string => NAMES[kind.split(':')[0]!] ?? kind
/** What an agency owes in a reconsideration or a suit; each kind is followed by the place of its remedy: `appealAnswer:1`. */
export const ANSWER_LIMITS: readonly string[] = ['reconsiderationAnswer', 'litigationAnswer', 'appealAnswer']
const NAMES: Record<string, string> = {
  confirmation: '双方确认',
  reply: '答复',
  correctionNotice: '补正告知',
  correctionAnswer: '申请人补正',
  consultation: '征求意见答复',
  feePayment: '申请人缴费',
  unitAnswer: '内部办理',
  reconsiderationAnswer: '答复（复议）',
  litigationAnswer: '答辩和举证（诉讼）',
  appealAnswer: '答辩（二审）',
  appeal: '上诉',
  ordered: '履行复议决定、裁判',
  release: '转主动公开决定',
}

/** How the kind of a limit begins that is of a reconsideration or a suit: a pattern for questions in SQL. */
export const OF_REMEDY = '^(reconsiderationAnswer|litigationAnswer|appealAnswer|appeal|ordered):'

/** Does it only end what the office may do, as asking for a correction, or appealing? Most cases never need it. */
export const isRight = (kind: string) => kind === 'correctionNotice' || kind.startsWith('appeal:')

/**
 * Is its passing a fact in law? Not a limit that the office set for itself (it runs on whatever the statutory clock
 * does), nor a right; nor the decision on a proposal, for which the law has no days before it is made.
 */
export const isDuty = (kind: string) => kind !== 'unitAnswer' && kind !== 'release' && !isRight(kind)

/** The desk leads with the law's dates. */
export const leadsDesk = (limit: Limit) => isDuty(limit.kind)
