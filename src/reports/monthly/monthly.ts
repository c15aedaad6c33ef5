/**
 * The return of a month (月度报送), of an agency or of a district: counted from the facts and from what was entered, or as it was
 * frozen when it was reported. SQL: the transaction that reports asks the same.
 */
import type { Day } from '../../../workflows/statute/days.ts'
import type { Sql, Tx } from '../../db/client.ts'
import { dayIn } from '../../ground/time.ts'
import type { ReturnEntry } from '../../ledger/frozen-reports.ts'
import { hadBegun } from '../annual-beside.ts'
import type { Kept, Scope } from '../annual-scope.ts'
import { type Comparison, monthlyDraft } from './analysis.ts'
import { type Broken, type Check, checksOf } from './checks.ts'
import { countedIn, type Figures, happenedIn } from './counted.ts'
import type { Definition } from './definition.ts'
import { ANALYSIS, type Entry, enteredIn, entryOf } from './entered.ts'
import { type FieldFigure, figuresOf, type Spans, summed } from './figures.ts'
import { definitionsIn } from './in-force.ts'
import { dueOn, EVERY, type Every, isAsked, type Month, plusMonths, spanOf, yearTo } from './months.ts'

/** What a reported return says, frozen. */
export type Content = {
  month: Month
  asOf: Day
  fields: FieldFigure[]
  checks: Check[]
  broken: Broken[]
  analysis: string
  /** Of a district: which of its agencies had reported. */
  agencies?: { agency: string; name: string; reported: boolean }[]
}
export type Reported = { n: number; by: string; at: string; digest: string }
/** `late`: past its day and not reported, or reported after it. */
export type Standing = {
  due: Day
  status: 'draft' | 'reported' | 'late'
  late: boolean
  reported: Reported | null
}
export type AgencyReturn = Standing & { agency: string; name: string; fields: FieldFigure[] }
/** `now`: what the facts and entries give, whatever was reported. */
type Counted = AgencyReturn & { now: FieldFigure[] }
/** A counted figure that is another one by now than it was reported. */
export type Moved = { code: string; label: string; column: 'month' | 'year'; reported: number; now: number }

export type Monthly = Standing & {
  month: Month
  agency: string
  name: string
  asOf: Day
  fields: FieldFigure[]
  checks: Check[]
  broken: Broken[]
  entered: { code: string; value: string; by: string; at: string }[]
  analysis: { text: string; source: 'drafted' | 'entered' }
  /** Of a reported one: what was put right since. */
  moved: Moved[]
  /** Of a district. */
  agencies?: AgencyReturn[]
}

/** @param today YYYY-MM-DD: a running month is counted up to it */
export async function monthlyReturn(sql: Sql | Tx, scope: Scope, month: Month, today: Day): Promise<Monthly> {
  const kept: Kept = scope.kept ?? { agencyId: '', district: true }
  const keepers = [...new Set([...scope.agencyIds, kept.agencyId])]
  const [definitions, entries, frozen] = await Promise.all([
    definitionsIn(sql),
    enteredIn(sql, keepers, month),
    frozenIn(sql, keepers, [month, plusMonths(month, -1)]),
  ])
  const isOne = !kept.district
  const own = { definition: definitions(kept), frozen: frozenOf(frozen, kept, month) }
  const begun = await hadBegun(sql, scope.agencyIds, spanOf('month', month, today).to)
  const agencies = await agencyReturns(sql, scope, definitions, month, today, begun, entries, frozen)
  // A sum is that of what its agencies have reported; of one agency what was reported is beside what is known now.
  const now = isOne
    ? agencies[0]!.now
    : summed(
        own.definition,
        month,
        agencies.map((one) => one.fields),
      )
  const fields = own.frozen?.content.fields ?? now
  const before = month.endsWith('-01') ? undefined : frozenOf(frozen, kept, plusMonths(month, -1))
  const judged = own.frozen?.content ?? checksOf(fields, own.definition, before?.content.fields)
  const written = entryOf(entries, kept, month, ANALYSIS)?.content
  const text =
    own.frozen?.content.analysis ?? written ?? monthlyDraft(month, await comparedIn(sql, scope.agencyIds, month, today))
  return {
    ...{
      month,
      agency: scope.agency,
      name: scope.name,
      ...standingOf(own.definition, month, today, begun, own.frozen?.entry),
    },
    asOf: own.frozen?.content.asOf ?? spanOf('month', month, today).to,
    ...{ fields, checks: judged.checks, broken: judged.broken },
    entered: entries
      .filter((one) => one.agencyId === kept.agencyId && one.district === kept.district && one.month === month)
      .filter(({ code, content }) => content !== '' && code !== ANALYSIS)
      .map(({ code, content, by, at }) => ({ code, value: content, by, at: new Date(at).toISOString() })),
    analysis: { text, source: written === undefined ? 'drafted' : 'entered' },
    moved: own.frozen ? movedSince(own.frozen.content.fields, now) : [],
    ...(!isOne && { agencies: agencies.map(({ now: _, ...one }) => one) }),
  }
}

const movedSince = (reported: readonly FieldFigure[], now: readonly FieldFigure[]): Moved[] =>
  reported.flatMap(({ code, label, source, ...before }) =>
    (['month', 'year'] as const).flatMap((column): Moved[] => {
      const [was, is] = [before[column], now.find((one) => one.code === code)?.[column] ?? null]
      if (source !== 'facts' || was === null || is === null || was === is) return []
      return [{ code, label, column, reported: was, now: is }]
    }),
  )

/** Of each agency of the scope, whether it has reported, and its figures: as reported, else as they stand. */
async function agencyReturns(
  sql: Sql | Tx,
  { agencyIds, choices }: Scope,
  definitions: (kept: Kept) => Definition,
  month: Month,
  today: Day,
  begun: boolean,
  entries: readonly Entry[],
  frozen: readonly ReturnEntry[],
): Promise<Counted[]> {
  const all = agencyIds.map((agencyId) => ({ agencyId, district: false }))
  const measures = [...new Set(all.flatMap((kept) => definitions(kept).fields.flatMap(({ fill = [] }) => fill)))]
  const spans = await spansOf(sql, agencyIds, month, today, measures)
  return all.map((kept) => {
    const definition = definitions(kept)
    const reported = frozenOf(frozen, kept, month)
    const now = figuresOf(definition, kept, month, spans, entries)
    return {
      agency: kept.agencyId,
      name: choices.find(({ agency }) => agency === kept.agencyId)?.name ?? kept.agencyId,
      ...standingOf(definition, month, today, begun, reported?.entry),
      ...{ fields: reported?.content.fields ?? now, now },
    }
  })
}

async function spansOf(
  sql: Sql | Tx,
  agencyIds: readonly string[],
  month: Month,
  today: Day,
  measures: readonly string[],
): Promise<Spans> {
  const none: Figures = () => 0
  const happened = await happenedIn(sql, agencyIds, yearTo(month, today), measures)
  const counted = (every: Every) =>
    isAsked(every, month) ? countedIn(sql, agencyIds, spanOf(every, month, today), measures, happened) : none
  const [year, ...each] = await Promise.all([
    countedIn(sql, agencyIds, yearTo(month, today), measures, happened),
    ...(Object.keys(EVERY) as Every[]).map(counted),
  ])
  const [ofMonth, ofQuarter, ofHalfYear] = each as [Figures, Figures, Figures]
  return { year, month: ofMonth, quarter: ofQuarter, halfYear: ofHalfYear }
}

/** The last acts on these returns. */
export const frozenIn = (sql: Sql | Tx, keepers: readonly string[], months: readonly Month[]) => sql<ReturnEntry[]>`
  select distinct on (agency_id, district, month) * from monthly_returns
  where agency_id = any(${keepers as string[]}) and month = any(${months as string[]})
  order by agency_id, district, month, n desc`

function frozenOf(all: readonly ReturnEntry[], { agencyId, district }: Kept, month: Month) {
  const entry = all.find((one) => one.agencyId === agencyId && one.district === district && one.month === month)
  return entry?.act === 'final' ? { entry, content: JSON.parse(entry.content) as Content } : undefined
}

/**
 * @param begun had the office an application by the end of the month? Where no month is set from which on returns are asked for,
 *   none is late of the time before
 * @param entry where it was reported
 */
function standingOf(
  { dueDay, since }: Pick<Definition, 'dueDay' | 'since'>,
  month: Month,
  today: Day,
  begun: boolean,
  entry?: ReturnEntry,
): Standing {
  const due = dueOn(month, dueDay)
  if (entry) {
    const { n, by, digest } = entry
    const at = new Date(entry.at).toISOString()
    return { due, status: 'reported', late: dayIn(new Date(at)) > due, reported: { n, by, at, digest } }
  }
  const late = today > due && (since ? month >= since : begun)
  return { due, status: late ? 'late' : 'draft', late, reported: null }
}

const COMPARED = ['received', 'results', 'results.late', 'waiting']
const CORRECTED = ['reconsideration', 'litigation', 'litigationAfterReconsideration'].map(
  (kind) => `remedies.${kind}.corrected`,
)

/** This month and the year so far beside the same days of last year. */
async function comparedIn(sql: Sql | Tx, agencyIds: readonly string[], month: Month, today: Day) {
  const compared = async (span: { from: Day; to: Day }) => {
    const figures = await countedIn(sql, agencyIds, span, [...COMPARED, ...CORRECTED])
    const sum = (...names: string[]) =>
      agencyIds.reduce((all, id) => all + names.reduce((one, name) => one + figures(id, name), 0), 0)
    const [received, results, late, waiting] = COMPARED.map((name) => sum(name)) as [number, number, number, number]
    return { received, results, late, waiting, corrected: sum(...CORRECTED) }
  }
  const beside = async (span: { from: Day; to: Day }): Promise<Comparison> => {
    const before = { from: yearBefore(span.from), to: yearBefore(span.to) }
    const [now, lastYear] = await Promise.all([compared(span), compared(before)])
    return { now, lastYear }
  }
  const span = spanOf('month', month, today)
  const [ofMonth, ofYear, known] = await Promise.all([
    beside(span),
    beside(yearTo(month, today)),
    hadBegun(sql, agencyIds, yearBefore(span.to)),
  ])
  return { month: ofMonth, year: ofYear, known }
}

/** The same day a year before; the 29th of February has none. */
function yearBefore(day: Day): Day {
  const year = Number(day.slice(0, 4)) - 1
  return `${year}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`
}
