/**
 * What the facts can fill a field with, by name. Cases are counted by the same columns as table 3 of the annual report
 * (`counted_on`, `counted_as`), so that the months of a year come to its tables; fees by the day of their notice and suits by
 * the rules of table 4, as chapter 6 and table 4 of that report count them. Pure.
 */
import { CHANNELS, type Channel, OUTCOMES, type Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import type { ApplicantColumn } from '../../ledger/applicants.ts'
import { outcomesOf } from '../annual-rows.ts'
import {
  APPLICANTS,
  CATEGORIES,
  type Category,
  COLUMNS,
  PROCEEDINGS,
  type Proceeding,
  RESULT_ROWS,
  RESULTS,
  type Result,
  rowInWords,
} from '../shape.ts'

/** Which applications: those of a span that it received, took over, settled, or left waiting. */
export type OfCases = {
  of: 'cases'
  which: 'received' | 'carriedIn' | 'results' | 'waiting'
  channel?: Channel
  columns?: readonly ApplicantColumn[]
  outcomes?: readonly Outcome[]
  late?: true
}
/** Facts that happened in the span, by their type. */
export type OfFacts = { of: 'facts'; type: 'correctionRequested' | 'extended' | 'thirdPartyConsulted' }
export type OfFees = { of: 'fees'; which: 'notified' | 'notifiedAmount' | 'paid' | 'paidAmount' }
/** Sought in the span; with a result: those whose last decision of the span had it. */
export type OfRemedies = { of: 'remedies'; kind: Proceeding; result?: 'upheld' | 'corrected' | 'other' }
export type OfReleased = { of: 'released' }
export type Counting = OfCases | OfFacts | OfFees | OfRemedies | OfReleased

export type Measure = {
  /** How it is chosen from a list. */
  zh: string
  counting: Counting
  /** Its months need not add up to its year: what waits at an end, a fee that is paid later, a suit that is appealed. */
  apart?: true
}

const ORGANISATIONS = APPLICANTS.filter((column) => column !== 'person') as ApplicantColumn[]
const cases = (which: OfCases['which'], more: Partial<OfCases> = {}): OfCases => ({ of: 'cases', which, ...more })

/** The rows that a category holds, 3.3 among them those of 不予公开. */
const outcomesIn = (category: string): Outcome[] =>
  RESULT_ROWS.filter((row) => row.startsWith(`${category}.`)).flatMap(outcomesOf)

const received: [string, Measure][] = [
  ['received', { zh: '收到申请', counting: cases('received') }],
  ...Object.entries(CHANNELS).map(([channel, zh]): [string, Measure] => [
    `received.${channel}`,
    { zh: `收到申请：${zh}`, counting: cases('received', { channel: channel as Channel }) },
  ]),
  ...APPLICANTS.map((column): [string, Measure] => [
    `received.${column === 'other' ? 'otherOrganisations' : column}`,
    {
      zh: `收到申请：${column === 'other' ? '其他组织' : COLUMNS[column]}`,
      counting: cases('received', { columns: [column as ApplicantColumn] }),
    },
  ]),
  [
    'received.organisations',
    { zh: '收到申请：法人或者其他组织', counting: cases('received', { columns: ORGANISATIONS }) },
  ],
]

const results: [string, Measure][] = [
  ['results', { zh: '办结', counting: cases('results') }],
  ...(['3.1', '3.2'] as const).map((row): [string, Measure] => [
    `results.${row}`,
    { zh: `办结：${rowInWords(row)}`, counting: cases('results', { outcomes: outcomesOf(row) }) },
  ]),
  ...Object.entries(CATEGORIES).map(([category, zh]): [string, Measure] => [
    `results.${category as Category}`,
    { zh: `办结：${zh}`, counting: cases('results', { outcomes: outcomesIn(category) }) },
  ]),
  ...RESULT_ROWS.filter((row) => row.length > 3).map((row): [string, Measure] => [
    `results.${row}`,
    { zh: `办结：${rowInWords(row)}`, counting: cases('results', { outcomes: outcomesOf(row) }) },
  ]),
  ...(Object.keys(OUTCOMES) as Outcome[]).map((outcome): [string, Measure] => [
    `outcome.${outcome}`,
    { zh: `办结：结果为“${OUTCOMES[outcome].zh}”`, counting: cases('results', { outcomes: [outcome] }) },
  ]),
  ['results.late', { zh: '办结：超过法定期限', counting: cases('results', { late: true }) }],
]

const DECIDED = ['upheld', 'corrected', 'other'] as const satisfies readonly Result[]
const remedies = Object.entries(PROCEEDINGS).flatMap(([kind, zh]): [string, Measure][] => [
  [`remedies.${kind}`, { zh: `收到${zh}`, counting: { of: 'remedies', kind: kind as Proceeding } }],
  ...DECIDED.map((result): [string, Measure] => [
    `remedies.${kind}.${result}`,
    {
      ...{ zh: `${zh}审结：${RESULTS[result]}`, apart: true },
      counting: { of: 'remedies', kind: kind as Proceeding, result },
    },
  ]),
])

/** Every measure by its name. */
export const MEASURES: Readonly<Record<string, Measure>> = Object.fromEntries([
  ...received,
  ['carriedIn', { zh: '上期结转', counting: cases('carriedIn'), apart: true }],
  ...results,
  ['waiting', { zh: '期末未办结', counting: cases('waiting'), apart: true }],
  ['corrections', { zh: '告知补正', counting: { of: 'facts', type: 'correctionRequested' } }],
  ['extensions', { zh: '延长答复期限', counting: { of: 'facts', type: 'extended' } }],
  ['consultations', { zh: '征求第三方意见', counting: { of: 'facts', type: 'thirdPartyConsulted' } }],
  ['released', { zh: '转为主动公开', counting: { of: 'released' } }],
  ...remedies,
  ['fees.notified', { zh: '信息处理费：发出通知（件）', counting: { of: 'fees', which: 'notified' } }],
  ['fees.notifiedAmount', { zh: '信息处理费：通知的金额（元）', counting: { of: 'fees', which: 'notifiedAmount' } }],
  ['fees.paid', { zh: '信息处理费：已经缴纳（件）', counting: { of: 'fees', which: 'paid' }, apart: true }],
  [
    'fees.paidAmount',
    { zh: '信息处理费：已经缴纳的金额（元）', counting: { of: 'fees', which: 'paidAmount' }, apart: true },
  ],
] as [string, Measure][])

/** Measures that may be added up count different things: none of them twice. What is no measure is nobody's twin. */
export function overlap(names: readonly string[]): boolean {
  const all = names.filter((name) => Object.hasOwn(MEASURES, name)).map((name) => MEASURES[name]!.counting)
  return all.some((one, i) => all.some((other, k) => k > i && both(one, other)))
}

/** May something be counted by both? What is of different kinds cannot be added up either. */
function both(one: Counting, other: Counting): boolean {
  if (one.of === 'remedies' && other.of === 'remedies') {
    if ((one.result === undefined) !== (other.result === undefined)) return true
    return one.kind === other.kind && one.result === other.result
  }
  if (one.of !== 'cases' || other.of !== 'cases')
    return one.of !== 'facts' || other.of !== 'facts' || one.type === other.type
  if (one.which !== other.which) return true
  const apart = <T>(a: readonly T[] | undefined, b: readonly T[] | undefined) =>
    a !== undefined && b !== undefined && !a.some((each) => b.includes(each))
  const of = (channel: Channel | undefined) => (channel ? [channel] : undefined)
  return !(
    apart(of(one.channel), of(other.channel)) ||
    apart(one.columns, other.columns) ||
    apart(one.outcomes, other.outcomes)
  )
}
