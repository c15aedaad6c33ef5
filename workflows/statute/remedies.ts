/** Where an applicant turns who does not accept the reply, by when, and the paragraph that tells them so (复议法 Art 23 ¶2). */
import { OUTCOMES, type Outcome } from '../words.ts'
import { type Dated, inForceOn } from './dated.ts'
import { type Day, dayNumber, isDay, plusDays, plusMonths } from './days.ts'
import { ClockFault } from './fault.ts'
import type { OutcomeRules, RemedyKind } from './outcomes.ts'
import type { Choices } from './terms.ts'
import type { Calendar } from './working-days.ts'

export type AgencyKind =
  | 'countyDepartment'
  | 'township'
  | 'subdistrict'
  | 'countyGovernment'
  | 'cityDepartment'
  | 'cityGovernment'
  | 'provincialDepartment'
  | 'provincialGovernment'
  | 'stateCouncilDepartment'
  | 'verticalAgency'
  | 'justiceDepartment'
  | 'departmentBranch'
  | 'authorisedBody'

type ReconsiderationBody =
  | 'sameLevelGovernment'
  | 'nextHigherGovernment'
  | 'establishingGovernment'
  | 'managingGovernment'
  | 'higherDepartment'
  | 'sameLevelGovernmentOrHigherDepartment'
  | 'itself'

type RemedyTexts = Record<RemedyKind | 'partly' | 'final' | 'channel', string>

/** A regime of remedies: 2019, 2024 (复议法 2023), 2025-06 (法释〔2025〕8号). */
export type RemedyRegime = Dated & {
  article: string
  reconsiderDays: number
  sueMonths: number
  sueDaysAfterReconsideration: number
  /** `final`: who reviews its own act may be taken to the State Council instead of a court. */
  bodies: Record<AgencyKind, { body: ReconsiderationBody; name: string; final?: boolean }>
  texts: RemedyTexts
}

export type RemedyLaw = {
  remedies: readonly RemedyRegime[]
  outcomes: OutcomeRules
  calendar: Calendar
  choices: Choices
}

/** The names that a letter prints in place of the general words. */
export type RemedyNames = { body?: string; court?: string; onlineChannel?: string }

export type RemedyParagraph = {
  kind: RemedyKind
  reconsiderationFirst: boolean
  reconsiderationBody: ReconsiderationBody
  /** The rule that makes it so, for the desk; the letter prints `text` alone. */
  article: string
  text: string
}

export type Remedy = Omit<RemedyParagraph, 'kind'> & {
  reconsiderBy: Day
  /** The last day of a direct suit; null where there is none. */
  sueBy: Day | null
  /** A last day falls into a year whose holiday notice is not loaded. */
  provisional: boolean
}

type Asked = { outcome: Outcome; agencyKind: AgencyKind }

/** The paragraph for a letter of this day. It names periods, not dates: nobody knows yet when the letter will arrive. */
export function remedyParagraph(asked: Asked, on: Day, law: RemedyLaw, names: RemedyNames = {}): RemedyParagraph {
  const { outcome, agencyKind } = asked
  if (typeof outcome !== 'string' || !Object.hasOwn(OUTCOMES, outcome))
    throw new ClockFault('UNKNOWN_OUTCOME', '办理结果（outcome）无法识别。')
  const regime = inForceOn(law.remedies, on, '救济途径')
  if (typeof agencyKind !== 'string' || !Object.hasOwn(regime.bodies, agencyKind))
    throw new ClockFault('UNKNOWN_AGENCY_KIND', '行政机关类型（agencyKind）无法识别。')
  const rule = inForceOn(law.outcomes[outcome].remedy, on, '救济途径')
  const kind = chosen(rule.kind, outcome, law.choices)
  const { body, name, final } = regime.bodies[agencyKind]
  const { texts } = regime
  const blanks: Record<string, string> = {
    body: names.body ?? name,
    court: names.court ?? '有管辖权的人民法院',
    reconsiderDays: String(regime.reconsiderDays),
    sueMonths: inWords(regime.sueMonths),
    sueDays: String(regime.sueDaysAfterReconsideration),
    onlineChannel: names.onlineChannel ?? '',
  }
  const channel = names.onlineChannel ? fill(texts.channel, blanks) : ''
  const template = kind === 'first' && outcome === 'partlyDisclosed' ? texts.partly : texts[kind]
  const text = fill(template, { ...blanks, channel }) + (final ? fill(texts.final, blanks) : '')
  return { kind, reconsiderationFirst: kind === 'first', reconsiderationBody: body, article: rule.article, text }
}

function chosen(kind: RemedyKind, outcome: Outcome, choices: Choices): RemedyKind {
  if (outcome === 'partlyDisclosed' && !choices.partlyDisclosedFirst) return 'either'
  if (kind === 'reconsiderationOnly' && choices.suitRefusedByCourt === 'offer') return 'either'
  return kind
}

/** Each blank is filled once, left to right: a name that looks like a blank stays a name. */
const fill = (text: string, blanks: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank)

/** 六个月, as statutes write it. */
const inWords = (n: number): string => '〇一二三四五六七八九十'[n] ?? String(n)

/** The paragraph with its last days, for an applicant who received the letter on `servedOn`. */
export function remedy(asked: Asked & { servedOn: Day }, law: RemedyLaw): Remedy {
  const { servedOn } = asked
  if (!isDay(servedOn)) throw new ClockFault('BAD_DAY', 'servedOn 不是真实存在的日期。')
  const { kind, reconsiderationFirst, reconsiderationBody, text, article } = remedyParagraph(asked, servedOn, law)
  const regime = inForceOn(law.remedies, servedOn, '救济途径')
  const reconsider = rolled(plusDays(servedOn, regime.reconsiderDays), law.calendar)
  const sue = kind === 'either' ? rolled(plusMonths(servedOn, regime.sueMonths), law.calendar) : null
  return {
    reconsiderationFirst,
    reconsiderationBody,
    reconsiderBy: reconsider.on,
    sueBy: sue?.on ?? null,
    text,
    article,
    provisional: reconsider.provisional || (sue?.provisional ?? false),
  }
}

/** The last day of a calendar period rolls over days that are not worked (民法典第二百零三条). */
function rolled(day: Day, calendar: Calendar): { on: Day; provisional: boolean } {
  const on = calendar.isWorkingDay(day) ? day : calendar.plus(day, 1).on
  return { on, provisional: calendar.isProvisional(dayNumber(day) - 1, dayNumber(on)) }
}
