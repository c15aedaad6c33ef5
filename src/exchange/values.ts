/** What of a case the platform may be told, by the names that the table of fields uses. Identity numbers are masked: the service reads no whole one. */
import type { CaseState } from '../../workflows/disclosure/decide.ts'
import { type Applicant, FACTS, type Fact, type FactOf, type FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import type { Outcome } from '../../workflows/words.ts'
import { dayIn } from '../ground/time.ts'
import { instant, type LetterRow } from '../ledger/queries.ts'

/** Their codes for our words, by the list of words that they are of. */
export type Codes = Record<
  'channel' | 'idType' | 'organisationType' | 'form' | 'delivery' | 'outcome',
  Readonly<Record<string, string>>
>

/** A case as it stood after the fact that is told. */
export type Told = {
  codes: Codes
  code: string
  district: string
  department: string
  receipt: string
  number: string | null
  platformNumber: string | null
  unit: string | undefined
  submitted: FactOf<'submitted'>
  submittedAt: string
  /** The fact itself. */
  fact: Fact
  at: string
  n: number
  state: string
  context: CaseState['context']
  dueOn: Day | null
  /** The reply that counts. */
  letter: LetterRow | undefined
}

type Of<K extends Applicant['kind']> = Extract<Applicant, { kind: K }>
const person =
  (part: keyof Of<'person'>) =>
  ({ submitted: { applicant } }: Told) =>
    applicant.kind === 'person' ? applicant[part] : undefined
const organisation =
  (part: keyof Of<'organisation'>) =>
  ({ submitted: { applicant } }: Told) =>
    applicant.kind === 'organisation' ? applicant[part] : undefined
const coded = <W extends string>(codes: Record<string, string>, word: W | undefined | null) =>
  word ? codes[word] : undefined

/** The words of a step that a person wrote for it. */
function says(fact: Fact): string | undefined {
  const { matters, text, why, reason, note, finding } = fact as Partial<Record<string, unknown>>
  const said = Array.isArray(matters) ? matters.join('；') : (text ?? why ?? reason ?? note ?? finding)
  return typeof said === 'string' ? said : undefined
}

type Said = string | number | null | undefined

/** Nothing is told of what is not there: the field is left out. */
export const VALUES = {
  code: ({ code }) => code,
  district: ({ district }) => district,
  department: ({ department }) => department,
  receipt: ({ receipt }) => receipt,
  number: ({ number }) => number,
  platformNumber: ({ platformNumber }) => platformNumber,
  unit: ({ unit }) => unit,
  channel: ({ codes, submitted }) => codes.channel[submitted.channel],
  submittedAt: ({ submittedAt, submitted }) =>
    // Entered later than it came: its day is known, its hour is not.
    dayIn(new Date(submittedAt)) === submitted.on ? instant(submittedAt) : submitted.on,
  'person.name': person('name'),
  'person.idType': ({ codes, ...told }) => coded(codes.idType, person('idType')({ codes, ...told })),
  'person.idNumber': person('idNumber'),
  'person.address': person('address'),
  'person.postcode': person('postcode'),
  'person.phone': person('phone'),
  'person.email': person('email'),
  'organisation.name': organisation('name'),
  'organisation.type': ({ codes, ...told }) =>
    coded(codes.organisationType, organisation('organisationType')({ codes, ...told })),
  'organisation.creditCode': organisation('creditCode'),
  'organisation.representative': organisation('representative'),
  'organisation.contact': organisation('contact'),
  'organisation.address': organisation('address'),
  'organisation.postcode': organisation('postcode'),
  'organisation.phone': organisation('phone'),
  'organisation.email': organisation('email'),
  'agent.name': ({ submitted }) => submitted.agent?.name,
  'request.title': ({ submitted }) => submitted.request.title,
  'request.description': ({ submitted }) => submitted.request.description,
  'request.documentNumber': ({ submitted }) => submitted.request.documentNumber,
  'request.form': ({ codes, submitted }) => coded(codes.form, submitted.request.form),
  'request.delivery': ({ codes, submitted }) => coded(codes.delivery, submitted.request.delivery),
  'step.n': ({ n }) => n,
  'step.state': ({ state }) => state,
  'step.name': ({ fact }) => FACTS[fact.type as FactType].zh,
  'step.says': ({ fact }) => says(fact),
  'step.at': ({ at }) => instant(at),
  'step.on': ({ fact }) => fact.on,
  'step.dueOn': ({ dueOn }) => dueOn,
  outcome: ({ codes, context }) => coded<Outcome>(codes.outcome, context.outcome),
  'letter.number': ({ letter }) => letter?.number,
} as const satisfies Record<string, (told: Told) => Said>
export type Value = keyof typeof VALUES
