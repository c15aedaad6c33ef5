/**
 * 复议诉讼台账: what was brought against the agencies that somebody answers for, the latest first, a page of each from its index.
 * SQL: see `desk/question.ts`; the words of a line are read from its case, for the table has none.
 */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { REMEDY_KINDS, type RemedyKind } from '../../workflows/disclosure/vocabulary.ts'
import { type Day, isCommonDay } from '../../workflows/statute/days.ts'
import { type Fragment, readAs, type Sql } from '../db/client.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { ANSWER_LIMITS } from '../ledger/limits.ts'
import { countingFacts, factsOfEach } from '../ledger/queries.ts'
import { allOf, seenInSql } from '../ledger/seen.ts'
import { table4 } from '../ledger/table4.ts'
import type { Role } from '../people/may.ts'
import { allAgencies } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { toldRemedies } from './told.ts'
import { type RegisterLine, type RegisterQuestion, type RegisterView, STATES, type State } from './views.ts'

/** Who answers for what is brought against the agency, and who supervises. */
export const REMEDY_READERS: readonly Role[] = ['counsel', 'head', 'registrar', 'supervisor']

const PAGE = 30

/** What an address may ask; anything else is left out. */
export function registerAsked(query: Record<string, string | undefined>): RegisterQuestion {
  const { agency, kind, state, cursor } = query
  return {
    ...(agency && { agency }),
    ...(kind && Object.hasOwn(REMEDY_KINDS, kind) && { kind: kind as RemedyKind }),
    ...(state && Object.hasOwn(STATES, state) && { state: state as State }),
    ...(cursor && { cursor }),
  }
}

type Row = {
  agencyId: string
  caseId: string
  n: number
  soughtOn: Day
  caseNumber: string | null
  receipt: string
  title: string
  agency: string
  /** What its case remembers of all of them. */
  remembered: Pick<CaseContext, 'remedies' | 'reopenings' | 'consultations'>
}

/** One page of the register, with table 4 of this year above it. */
export async function showRegister(
  house: Pick<House, 'sql' | 'db' | 'lawFor' | 'time' | 'keys'>,
  viewer: Viewer,
  ask: RegisterQuestion,
): Promise<RegisterView> {
  const mine = agenciesAs(viewer, REMEDY_READERS)
  const agencies = (await allAgencies(house.sql)).filter(({ id }) => mine.includes(id))
  const asked = agencies.filter(({ id }) => !ask.agency || id === ask.agency).map(({ id }) => id)
  const today = house.time.today()
  const year = today.slice(0, 4)
  const rows = await pageOf(house.sql, viewer, asked, ask, today)
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  return {
    ask,
    year,
    agencies: agencies.map(({ id, name }) => ({ id, name })),
    table4: await table4(house.sql, asked, { from: `${year}-01-01`, to: today }),
    lines: await linesOf(house, page, today),
    next: rows.length > PAGE && last ? `${last.soughtOn}_${last.caseId}_${last.n}` : null,
  }
}

function pageOf(sql: Sql, viewer: Viewer, agencyIds: readonly string[], ask: RegisterQuestion, today: Day) {
  const where = allOf(sql, [
    sql`r.agency_id = a.id`,
    ask.kind && sql`r.kind = ${ask.kind}`,
    ask.state && STATE[ask.state](sql, today),
    after(sql, ask.cursor),
    seenInSql(sql, viewer),
  ])
  return sql<Row[]>`
    select k.*, a.name as agency from agencies a cross join lateral (
      select r.agency_id, r.case_id, r.n, r.sought_on, c.number as case_number, c.receipt, c.title,
        jsonb_build_object('remedies', coalesce(c.context -> 'remedies', '[]'), 'reopenings', c.context -> 'reopenings',
          'consultations', c.context -> 'consultations') as remembered from remedies r
      join cases c on c.agency_id = r.agency_id and c.id = r.case_id
      where ${where} order by r.sought_on desc, r.case_id desc, r.n desc limit ${PAGE + 1}
    ) k where a.id = any(${agencyIds as string[]}) order by k.sought_on desc, k.case_id desc, k.n desc limit ${PAGE + 1}`
}

/** Its answer is still to be given: its limit runs. */
const awaited = (sql: Sql): Fragment =>
  sql`r.decided_on is null and r.answered_on is null and r.appeal_by is distinct from 'agency'`
const STATE: Record<State, (sql: Sql, today: Day) => Fragment> = {
  open: (sql) => sql`r.decided_on is null`,
  waiting: (sql) => awaited(sql),
  overdue: (sql, today) => sql`${awaited(sql)} and exists (select from deadlines d
    where d.agency_id = r.agency_id and d.case_id = r.case_id and split_part(d.kind, ':', 1) = any(${ANSWER_LIMITS as string[]})
      and split_part(d.kind, ':', 2) = r.n::text and d.due_on < ${today})`,
  ordered: (sql) => sql`exists (select from deadlines d
    where d.agency_id = r.agency_id and d.case_id = r.case_id and d.kind = 'ordered:' || r.n)`,
  corrected: (sql) => sql`r.result = 'corrected'`,
}

function after(sql: Sql, cursor: string | undefined): Fragment | undefined {
  const [, on, id, n] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})_(\d{1,4})$/.exec(cursor ?? '') ?? []
  if (!on || !id || !n || !isCommonDay(on) || !isId(id)) return undefined
  return sql`(r.sought_on, r.case_id, r.n) < (${on}::date, ${id}::uuid, ${Number(n)}::int)`
}

/** The lines with the words of their facts: the cases of a page are read together, as those of their agencies. */
async function linesOf(
  house: Pick<House, 'sql' | 'db' | 'lawFor' | 'keys'>,
  rows: readonly Row[],
  today: Day,
): Promise<RegisterLine[]> {
  const agencies = [...new Set(rows.map(({ agencyId }) => agencyId))]
  if (agencies.length === 0) return []
  return readAs(house, agencies, async ({ sql }) => {
    const cases = [
      ...new Map(
        rows.map(({ agencyId, caseId, remembered }) => [caseId, { agencyId, id: caseId, remembered }]),
      ).values(),
    ]
    const facts = await factsOfEach(sql, house.keys, cases)
    const told = new Map(
      cases.map(({ agencyId, id, remembered }, i) => [
        id,
        toldRemedies(
          { ...remembered, reopenings: remembered.reopenings ?? 0 },
          countingFacts(facts[i]!),
          house.lawFor(agencyId),
          today,
        ),
      ]),
    )
    return rows.flatMap(({ caseId, n, caseNumber, receipt, title, agency }): RegisterLine[] => {
      const remedy = told.get(caseId)?.[n - 1]
      return remedy ? [{ ...remedy, caseId, case: caseNumber ?? receipt, title, agency }] : []
    })
  })
}
