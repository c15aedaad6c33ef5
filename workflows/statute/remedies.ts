/** Where an applicant turns who does not accept the reply, by when, and the paragraph that tells them so (复议法 Art 23 ¶2). */
import { OUTCOMES, type Outcome } from '../words.ts'
import type { Choices, ChoicesInForce } from './choices.ts'
import { type Dated, inForceOn } from './dated.ts'
import { type Day, dayNumber, isDay, plusDays, plusMonths } from './days.ts'
import { ClockFault } from './fault.ts'
import type { OutcomeRules, RemedyKind } from './outcomes.ts'
import { type Entry, type Sentence, sentenceOf, type Value } from './sentence.ts'
import { sentence } from './sentences.ts'
import type { Calendar } from './working-days.ts'

/** What an agency is in the ranks of government: it decides who hears a reconsideration. */
export const AGENCY_KINDS = {
  countyGovernment: '县级人民政府',
  countyDepartment: '县级人民政府的工作部门',
  township: '乡、镇人民政府',
  subdistrict: '街道办事处',
  cityGovernment: '市级人民政府',
  cityDepartment: '市级人民政府的工作部门',
  provincialGovernment: '省级人民政府',
  provincialDepartment: '省级人民政府的工作部门',
  stateCouncilDepartment: '国务院部门',
  verticalAgency: '实行垂直领导的机关（海关、金融、外汇、税务、国家安全等）',
  justiceDepartment: '司法行政部门',
  departmentBranch: '部门的派出机构',
  cityDepartmentBranch: '直辖市、设区的市的部门按照行政区划设立的派出机构',
  authorisedBody: '法律、法规授权的组织',
} as const
export type AgencyKind = keyof typeof AGENCY_KINDS

type ReconsiderationBody =
  | 'sameLevelGovernment'
  | 'nextHigherGovernment'
  | 'establishingGovernment'
  | 'managingGovernment'
  | 'higherDepartment'
  | 'sameLevelGovernmentOrHigherDepartment'
  | 'sameLevelOrLocalGovernment'
  | 'itself'

/** What the letter tells: `cautioned` is either way, with the caution that the court decides whether it takes the suit. */
export type ToldRemedy = RemedyKind | 'cautioned'

type RemedyTexts = Record<ToldRemedy | 'partly' | 'final' | 'channel', Entry>

/** The blanks that the texts may have, each with its kind. */
export const REMEDY_BLANKS = {
  body: 'name',
  court: 'name',
  reconsiderDays: 'number',
  sueMonths: 'numeral',
  sueDays: 'number',
  onlineChannel: 'words',
  channel: 'sentence',
} as const

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
  choices: ChoicesInForce
}

/** The names that a letter prints in place of the general words. */
export type RemedyNames = { body?: string; court?: string; onlineChannel?: string }

export type RemedyParagraph = {
  kind: ToldRemedy
  /** Of a reply that discloses a part: for the part that is withheld. */
  reconsiderationFirst: boolean
  reconsiderationBody: ReconsiderationBody
  /** The rule that makes it so, for the desk; the letter prints `text` alone. */
  article: string
  text: string
  /** The same for pages, which say it in their language. */
  sentence: Sentence
}

export type Remedy = Omit<RemedyParagraph, 'kind' | 'sentence'> & {
  reconsiderBy: Day
  /** The last day of a direct suit, of a partly disclosed reply against the part that is given; null where there is none. */
  sueBy: Day | null
  /** A last day falls into a year whose holiday notice is not loaded. */
  provisional: boolean
}

type Asked = { outcome: Outcome; agencyKind: AgencyKind }

/** The paragraph for a letter of this day. It names periods, not dates: nobody knows yet when the letter will arrive. */
export function remedyParagraph(asked: Asked, on: Day, law: RemedyLaw, names: RemedyNames = {}): RemedyParagraph {
  const { outcome, agencyKind } = asked
  if (typeof outcome !== 'string' || !Object.hasOwn(OUTCOMES, outcome))
    throw new ClockFault('UNKNOWN_OUTCOME', sentence('fault.unknownOutcome'))
  const regime = inForceOn(law.remedies, on, 'rule.remedy')
  if (typeof agencyKind !== 'string' || !Object.hasOwn(regime.bodies, agencyKind))
    throw new ClockFault('UNKNOWN_AGENCY_KIND', sentence('fault.unknownAgencyKind'))
  const rule = inForceOn(law.outcomes[outcome].remedy, on, 'rule.remedy')
  const kind = toldOf(rule.kind, outcome, law.choices(on))
  const { body, name, final } = regime.bodies[agencyKind]
  const { texts } = regime
  const { onlineChannel } = names
  const filling: Record<keyof typeof REMEDY_BLANKS, Value> = {
    body: names.body ?? name,
    court: names.court ?? '有管辖权的人民法院',
    reconsiderDays: regime.reconsiderDays,
    sueMonths: regime.sueMonths,
    sueDays: regime.sueDaysAfterReconsideration,
    onlineChannel: onlineChannel ?? '',
    channel: onlineChannel ? sentenceOf('remedy.channel', texts.channel, { onlineChannel }) : null,
  }
  const which = kind === 'first' && outcome === 'partlyDisclosed' ? 'partly' : kind
  const ways = sentenceOf(`remedy.${which}`, texts[which], filling)
  const told = final ? sentence('remedy.withRuling', { ways, ruling: sentenceOf('remedy.final', texts.final) }) : ways
  return {
    kind,
    reconsiderationFirst: kind === 'first',
    reconsiderationBody: body,
    article: rule.article,
    sentence: told,
    text: told.text,
  }
}

const OF_REFUSED_SUITS: Record<Choices['suitRefusedByCourt'], ToldRemedy> = {
  caution: 'cautioned',
  offer: 'either',
  omit: 'reconsiderationOnly',
}

/** What a letter tells of the ways that the law gives: where that is open, as the agency has chosen. */
export function toldOf(kind: RemedyKind, outcome: Outcome, choices: Choices): ToldRemedy {
  if (outcome === 'partlyDisclosed' && kind === 'first' && !choices.partlyDisclosedFirst) return 'either'
  return kind === 'reconsiderationOnly' ? OF_REFUSED_SUITS[choices.suitRefusedByCourt] : kind
}

/** The paragraph with its last days, for an applicant who received the letter on `servedOn`. */
export function remedy(asked: Asked & { servedOn: Day }, law: RemedyLaw): Remedy {
  const { servedOn } = asked
  if (!isDay(servedOn)) throw new ClockFault('BAD_DAY', sentence('fault.servedOn'))
  const { kind, reconsiderationFirst, reconsiderationBody, text, article } = remedyParagraph(asked, servedOn, law)
  const regime = inForceOn(law.remedies, servedOn, 'rule.remedy')
  const reconsider = rolled(plusDays(servedOn, regime.reconsiderDays), law.calendar)
  const atOnce = kind === 'either' || kind === 'cautioned' || asked.outcome === 'partlyDisclosed'
  const sue = atOnce ? rolled(plusMonths(servedOn, regime.sueMonths), law.calendar) : null
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
export function rolled(day: Day, calendar: Calendar): { on: Day; provisional: boolean } {
  const on = calendar.isWorkingDay(day) ? day : calendar.plus(day, 1).on
  return { on, provisional: calendar.isProvisional(dayNumber(day) - 1, dayNumber(on)) }
}

const HIGHER = /上一?级(?:行政)?(?:主管)?(?:部门|机关)|上级行政机关/
/** Bodies that are a government, whichever of several. */
const GOVERNMENTS: readonly string[] = [
  'sameLevelGovernment',
  'sameLevelOrLocalGovernment',
  'nextHigherGovernment',
  'establishingGovernment',
]
const DEPARTMENT = /(?:局|厅|委员会|委|部|署|办公室|办|总队|支队)$/

/** 住房和城乡建设局 is one body: 和 divides nothing. */
const offeredIn = (to: string): string[] => to.split(/或者|或|、|；|以及/).filter((one) => one !== '')

function isWrong(to: string, body: ReconsiderationBody, own: string): boolean {
  const self = to === own || to === '本机关'
  const government = /政府$/.test(to)
  if (body === 'itself') return !self
  if (body === 'higherDepartment') return self || government
  return (
    self ||
    (body !== 'sameLevelGovernmentOrHigherDepartment' && HIGHER.test(to)) ||
    (GOVERNMENTS.includes(body) && (DEPARTMENT.test(to) || !government))
  )
}

/**
 * Judges by names alone. Each body that is offered: the right one at the end of a list makes the others no better.
 * @param named the body, or several with 或者 between
 * @returns the first that cannot hear a reconsideration of what this agency did, and what the law calls the right one;
 * undefined where none is wrong, or where the kind of the agency is not known
 */
export function unfitBody(
  named: string,
  agency: { kind: string; name: string },
  { bodies }: Pick<RemedyRegime, 'bodies'>,
): { named: string; right: string } | undefined {
  if (!Object.hasOwn(bodies, agency.kind)) return undefined
  const { body, name } = bodies[agency.kind as AgencyKind]
  const wrong = offeredIn(named).find((one) => isWrong(one, body, agency.name))
  return wrong === undefined ? undefined : { named: wrong, right: name }
}
