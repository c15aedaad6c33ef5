/** What a rule is, what it reads, and what it says. A letter is read once; every rule reads the same reading. */
import type { CaseContext } from '../../../workflows/disclosure/context.ts'
import type { Fact, FactOf, FactType, Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../../workflows/statute/clock.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import { limitOn } from '../../../workflows/statute/limits.ts'
import type { Letter, LetterData, Template } from '../../documents/index.ts'
import type { LoadedLaw } from '../../ground/law.ts'
import type { AgencyProfile } from '../../people/tables.ts'
import type { Outdated } from '../outdated.ts'
import type { Answered } from '../several.ts'
import type { Line } from './tokens.ts'

/** `error` stops the signature, `warning` asks for a second look, `hint` is advice. */
export type Severity = 'error' | 'warning' | 'hint'

export type Finding = {
  rule: string
  severity: Severity
  article: string
  /** What is wrong. */
  says: string
  /** What to do about it. */
  remedy: string
  /** Index into `textOf(letter)`. */
  line?: number
}

type CheckedAgency = { name: string; kind: string; profile: AgencyProfile }

/** A composed letter and all that its words must agree with. `facts` are the ones that count. */
export type CheckSubject = {
  letter: Letter
  template: Template
  data: LetterData
  outcome: Outcome | null
  /** Where the letter answers several matters: each with the template of its outcome. */
  items?: readonly Answered[]
  agency: CheckedAgency
  context: CaseContext
  clock: Clock
  law: LoadedLaw
  facts: readonly Fact[]
  /** Letters on file that name a day of receipt which no longer holds. */
  outdated?: readonly Pick<Outdated, 'title' | 'number' | 'receivedOn'>[]
  on: Day
}

export type CaseFile = Pick<CheckSubject, 'agency' | 'context' | 'clock' | 'facts' | 'outdated'>

export type Reading = Omit<CheckSubject, keyof CaseFile | 'items'> & {
  /** The one matter that is read, of several. */
  matter?: string
  /** The lines of `textOf(letter)`, with the applicant's own words covered: nobody answers for those. */
  lines: readonly Line[]
  /** None where a template is read before any case. */
  file: CaseFile | null
}

export type Fault = { says: string; remedy: string; line?: number | undefined }

export type Rule = {
  id: string
  severity: Severity
  article: string
  zh: string
  applies(reading: Reading): boolean
  check(reading: Reading): Fault[]
}

/** A rule that reads the words alone: asked of templates and of letters. */
export const rule = (of: Rule): Rule => of

/** A rule that holds the words against the case: asked of letters alone. */
export const caseRule = ({
  check,
  applies,
  ...of
}: Omit<Rule, 'check'> & { check(reading: Reading, file: CaseFile): Fault[] }): Rule => ({
  ...of,
  applies: (reading) => reading.file !== null && applies(reading),
  check: (reading) => (reading.file ? check(reading, reading.file) : []),
})

export const last = <T extends FactType>({ facts }: Pick<CaseFile, 'facts'>, type: T): FactOf<T> | undefined =>
  facts.findLast((fact) => fact.type === type) as FactOf<T> | undefined

export const isReply = ({ template }: Reading): boolean => template.kind === 'reply'
export const isLetter = ({ letter }: Reading): boolean => letter.format === 'letter'
/** Written to the applicant. */
export const toApplicant = ({ template }: Reading): boolean => template.kind === 'reply' || template.kind === 'notice'
/** What leaves the house: not the forms of the file. */
export const isOutgoing = ({ template }: Reading): boolean => template.kind !== 'internal' && template.kind !== 'remedy'
export const hasOutcome =
  (...outcomes: Outcome[]) =>
  ({ template, outcome }: Reading): boolean =>
    template.kind === 'reply' && outcome !== null && outcomes.includes(outcome)

export const isOne =
  (...ids: string[]) =>
  ({ template }: Reading) =>
    ids.includes(template.id)

/** The days that a limit gave on the day of the letter; for an earlier letter those that it gave first. */
export function daysOf({ law, on }: Pick<Reading, 'law' | 'on'>, id: string): number {
  const first = law.limits.flatMap((limit) => (limit.id === id ? limit.inForce : [])).toSorted()[0] ?? on
  return limitOn(law.limits, id, on < first ? first : on).days
}

/** The letter of several matters before there are any: the remedies come with them. */
const isFrame = ({ template, file }: Reading) => template.remedy === 'ofEach' && file === null

/** Letters that decide, so that a remedy must be told: every reply, and the few notices that say so themselves. */
export const decides = (reading: Reading) =>
  (isReply(reading) && !isFrame(reading)) ||
  (isOutgoing(reading) && !isReply(reading) && reading.template.remedy !== 'none')

/** Withheld under Arts 14 to 16, with the articles that each rests on. */
export const GROUNDS: Partial<Record<Outcome, number>> = {
  stateSecret: 14,
  prohibitedByLaw: 14,
  safetyAndStability: 14,
  thirdPartyRights: 15,
  internalAffairs: 16,
  processInformation: 16,
  enforcementFile: 16,
}
export const WITHHELD = Object.keys(GROUNDS) as Outcome[]
export const isWithheld = hasOutcome(...WITHHELD)

/** What was filled into a blank, or the empty text. */
export const filled = ({ data }: Pick<Reading, 'data'>, group: string, name: string): string =>
  data[group]?.[name]?.trim() ?? ''
