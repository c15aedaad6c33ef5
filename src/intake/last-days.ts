/** Where an applicant may turn who does not accept the reply, with the last days reckoned for the letter that was served. */
import type { Clock } from '../../workflows/statute/clock.ts'
import { type Day, dayNumber, inChinese } from '../../workflows/statute/days.ts'
import { type AgencyKind, remedy, remedyParagraph } from '../../workflows/statute/remedies.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Agency } from '../people/queries.ts'
import type { LastDays, Until } from './views.ts'

/** A last day with the calendar days from today to it. */
export const untilOf = (by: Day, today: Day): Until => ({ by, left: dayNumber(by) - dayNumber(today) })

type Where = Pick<CaseRow, 'context'>

/**
 * Last days of reconsideration and of a direct suit, by the articles in workflows/statute/remedies.yaml; null until the
 * reply has been served. Calendar days left are counted from `today`.
 */
export function lastDaysOf({ context }: Where, { kind, profile }: Agency, law: LoadedLaw, today: Day): LastDays | null {
  const { outcome, servedOn } = context
  if (!outcome || !servedOn) return null
  const reckoned = remedy({ outcome, agencyKind: kind as AgencyKind, servedOn }, law)
  const { reconsiderationFirst: first, reconsiderBy, sueBy, provisional } = reckoned
  return {
    servedOn,
    first,
    reconsider: { ...untilOf(reconsiderBy, today), body: profile.reconsiderationBody },
    sue: sueBy === null ? null : { ...untilOf(sueBy, today), court: profile.court },
    provisional,
  }
}

/** The paragraph of the letter with its last days; or, while an answer is overdue, that they may turn to others. */
export function remedyFor(
  { context }: Where,
  clock: Clock,
  { kind, profile }: Agency,
  law: LoadedLaw,
  today: Day,
): string | null {
  const { outcome, servedOn } = context
  if (outcome && servedOn) {
    const names = { body: profile.reconsiderationBody, court: profile.court }
    const reply = { outcome, agencyKind: kind as AgencyKind }
    const { text } = remedyParagraph(reply, servedOn, law, names)
    const { reconsiderBy, sueBy } = remedy({ ...reply, servedOn }, law)
    const days = [`申请行政复议最迟${inChinese(reconsiderBy)}`, sueBy && `提起行政诉讼最迟${inChinese(sueBy)}`]
    return `${text}（以${inChinese(servedOn)}收到文书计算：${days.filter(Boolean).join('，')}。）`
  }
  const late = clock.status === 'running' && clock.dueOn !== null && clock.dueOn < today
  return late ? OVERDUE : null
}

/** 法释〔2025〕8号 Art 2 ¶2: no reply in time may be taken to review or to court, either. */
const OVERDUE =
  '答复期限已经届满。行政机关没有按期答复的，您可以依法申请行政复议或者向人民法院提起行政诉讼（法释〔2025〕8号第二条第二款），也可以向其上级行政机关或者政府信息公开工作主管部门投诉（条例第五十一条）。'
