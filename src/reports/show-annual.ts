/** What the pages of a report show, gathered: the tables with those of the year before, what was done to it, the cases of a figure. */
import type { Sql } from '../db/client.ts'
import { canonical } from '../ground/canonical.ts'
import type { House } from '../house.ts'
import { type ReportEntry, reportEntries } from '../ledger/frozen-reports.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import type { FormState } from '../web/shapes.ts'
import { judgedReport } from './annual.ts'
import { hadBegun, unreceivedIn } from './annual-beside.ts'
import { movedSince } from './annual-carried.ts'
import { type Cell, casesOfCell } from './annual-cases.ts'
import { countTable3 } from './annual-count.ts'
import { dueOf } from './annual-due.ts'
import { feesOf } from './annual-fees.ts'
import { type Content, frozenIn, frozenOf } from './annual-final.ts'
import { type Kept, REPORT_KEEPERS, type Scope } from './annual-scope.ts'
import { tablesNow } from './annual-tables.ts'
import { savedTexts, textsIn } from './annual-texts.ts'
import { FIRST_YEAR, isOver, periodOf } from './annual-year.ts'
import type { Row } from './shape.ts'
import type { AnnualView, CellView, HistoryLine, ReportFrame } from './views.ts'

type Asking = Pick<House, 'sql' | 'time'>
/** So many years stand in the head of a page. */
const YEARS = 5

/** Years to choose from: the running one and those before, and the one that is shown. */
export function frameOf({ time }: Pick<House, 'time'>, viewer: Viewer, scope: Scope, year: number): ReportFrame {
  const running = Number(time.today().slice(0, 4))
  const years = Array.from({ length: YEARS }, (_, i) => running - i).filter((one) => one >= FIRST_YEAR)
  return {
    ...{ viewer, csrf: viewer.csrf, year, years: years.includes(year) ? years : [...years, year] },
    ...{ agency: scope.agency, name: scope.name, choices: scope.choices },
  }
}

/** May they save, finalise and open again? The head answers for the report of their own agencies. */
export const mayKeep = (viewer: Viewer, kept: Kept | null): boolean =>
  kept !== null && agenciesAs(viewer, REPORT_KEEPERS).includes(kept.agencyId)

/** The report of a year with everything around it. */
export async function showAnnual(
  { sql, time }: Asking,
  viewer: Viewer,
  scope: Scope,
  year: number,
  form: FormState = { values: {}, errors: [] },
): Promise<AnnualView> {
  const today = time.today()
  const period = periodOf(year, today)
  const key = scope.kept && { ...scope.kept, year }
  const lastDayBefore = `${year - 1}-12-31`
  const [entries, before, now, saved, feesNow, unreceived, hasBegun, hadBegunBefore] = await Promise.all([
    key ? reportEntries(sql, key) : [],
    frozenOf(sql, scope.kept, year - 1),
    tablesNow(sql, scope.agencyIds, period),
    key ? savedTexts(sql, key) : [],
    feesOf(sql, scope.agencyIds, period),
    unreceivedIn(sql, scope.agencyIds, period),
    hadBegun(sql, scope.agencyIds, period.to),
    hadBegun(sql, scope.agencyIds, lastDayBefore),
  ])
  const last = entries.findLast(({ act }) => act === 'final')
  const lastFrozen = last && frozenIn(last)
  const frozen = last === entries.at(-1) ? lastFrozen : undefined
  const report = await judgedReport(sql, scope, period, { frozen, before, tables: frozen?.tables ?? now })
  const { table3, table4 } = report
  const texts = frozen?.tables.texts ?? textsIn(saved)
  const fees = frozen?.tables.fees ?? feesNow
  const carried = report.broken.some(({ rule }) => rule === 'carriedOver') && before?.tables.carriedOut
  const counted = hadBegunBefore && year > FIRST_YEAR
  const lastYear =
    before?.tables.table3 ?? (counted ? await countTable3(sql, scope.agencyIds, periodOf(year - 1, today)) : [])
  const isSame = lastFrozen && said(lastFrozen.tables) === said({ table3, table4, texts, fees })
  return {
    ...{ report, form, fees, texts },
    before: Object.fromEntries(lastYear.map((row) => [row.row, row])) as Partial<Record<Row, never>>,
    due: dueOf({ district: scope.kind === null, kind: scope.kind }, year, today),
    unreceived,
    movedCases: carried ? await movedSince(sql, viewer, scope.agencyIds, carried, lastDayBefore) : [],
    isKnown: hasBegun || saved.length > 0 || entries.length > 0 || !isOver({ year }, today),
    hasBegun: hasBegun || !isOver({ year }, today),
    mayKeep: mayKeep(viewer, scope.kept),
    isOver: isOver({ year }, today),
    movedSince: frozen !== undefined && canonical(now) !== canonical({ table3, table4 }),
    sameAsOf: !frozen && isSame ? lastFrozen.at : null,
    history: await actsOf(sql, entries),
  }
}

/** What the head would freeze again, without the day and the cases behind it. */
const said = ({ table3, table4, texts, fees }: Pick<Content, 'table3' | 'table4' | 'texts' | 'fees'>) =>
  canonical({ table3, table4, texts, fees })

async function actsOf(sql: Sql, entries: readonly ReportEntry[]): Promise<HistoryLine[]> {
  const names = await namesOf(
    sql,
    entries.map(({ by }) => by),
  )
  return entries
    .map(({ at, by, act, why, digest, n }) => ({
      ...{ at: new Date(at).toISOString(), by: names.get(by) ?? by, why, ...(act === 'final' && { version: n }) },
      what: act === 'final' ? `定稿，校验值${digest.slice(0, 12)}……` : '重新打开',
    }))
    .toReversed()
}

/** One figure's cases. */
export async function showCell(
  { sql, time }: Asking,
  viewer: Viewer,
  scope: Scope,
  year: number,
  cell: Cell,
  cursor: string | undefined,
): Promise<CellView> {
  const period = periodOf(year, time.today())
  const [page, frozen, now] = await Promise.all([
    casesOfCell(sql, viewer, scope.agencyIds, period, cell, cursor),
    frozenOf(sql, scope.kept, year),
    countTable3(sql, scope.agencyIds, period),
  ])
  const figure = (table: typeof now) => table.find(({ row }) => row === cell.row)![cell.column]
  const total = frozen ? figure(frozen.tables.table3) : figure(now)
  return { ...cell, ...page, cursor, total, moved: total !== figure(now) }
}
