/** Which limits run in a case now. Derived from the clock, never from a status. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import type { Clock, Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'

export type Limit = { kind: string; zh: string; dueOn: Day; because: string; provisional: boolean }

/** The limits that run, nearest first. `correctionNotice` is a right that ends, not a duty: it never leads the desk. */
export function limitsOf(context: CaseContext, clock: Clock, law: Law): Limit[] {
  const limits: Limit[] = []
  const limit = (kind: string, zh: string, dueOn: Day | null, because: string) => {
    if (dueOn) limits.push({ kind, zh, dueOn, because, provisional: clock.provisional })
  }
  if (clock.status === 'awaitingConfirmation') {
    const firstWorkingDay = law.calendar.plus(context.submittedOn, 1).on
    limit('confirmation', '双方确认', firstWorkingDay, '条例第三十一条')
  }
  if (clock.status === 'running' || clock.status === 'suspended') {
    limit('reply', '答复', clock.dueOn, '条例第三十三条第二款')
    if (!context.correction) limit('correctionNotice', '补正告知', clock.correctionNoticeDueOn, '条例第三十条')
  }
  if (clock.status === 'waiting' && context.correction && !context.corrected) {
    limit('correctionAnswer', '申请人补正', context.correction.answerBy, '条例第三十条')
  }
  clock.consultations.forEach((consultation, i) => {
    const open = context.consultations[i]?.state === 'sent' || context.consultations[i]?.state === 'reached'
    const because = consultation.type === 'thirdParty' ? '条例第三十二条' : '条例第三十四条'
    if (open) limit(`consultation:${i + 1}`, '征求意见答复', consultation.answerDueOn, because)
  })
  return limits.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
}

export const leadsDesk = (limit: Limit) => limit.kind !== 'correctionNotice'
