/** 文号簿: every number of a series in a year, what bears it, and whether the series has a gap. Read only; letters give numbers. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { DocumentKind } from '../ledger/numbers.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import type { RegisteredNumber, RegisterView } from './views.ts'

export type RegisterQuestion = {
  /** One of the agencies that this person sees; by default the person's own. */
  agency?: string | undefined
  year?: number | undefined
  kind?: DocumentKind | undefined
  /** The page after this number, downwards. */
  before?: number | undefined
}

/** A year of a county on one sheet; a ministry turns pages. */
const PAGE = 500
/** Gaps are faults: a few are named, more would be another disaster. */
const NAMED_GAPS = 20

/**
 * One page of up to 500 numbers, highest first; replies of this year unless asked otherwise. `missing` names at most 20.
 * @throws Refusal NOT_FOUND for an agency that the viewer does not see
 */
export async function showRegister(
  house: Pick<House, 'sql' | 'time'>,
  viewer: Viewer,
  ask: RegisterQuestion,
): Promise<RegisterView> {
  const { sql, time } = house
  const agencies = (await allAgencies(sql)).filter(({ id }) => viewer.agencyIds.includes(id))
  const agency = agencies.find(({ id }) => id === (ask.agency ?? viewer.agency.id))
  if (!agency) throw notFound()
  const year = ask.year ?? Number(time.today().slice(0, 4))
  const kind = ask.kind ?? 'reply'
  const series = { agencyId: agency.id, year, kind }
  const [years, standing, rows] = await Promise.all([
    yearsOf(sql, agency.id),
    standingOf(sql, series),
    numbersOf(sql, series, ask.before),
  ])
  const last = rows.at(-1)
  return {
    agency: { id: agency.id, name: agency.name },
    agencies: agencies.map(({ id, name }) => ({ id, name })),
    years: [...new Set([...years, year])].sort((a, b) => b - a),
    year,
    kind,
    ...standing,
    numbers: rows,
    next: last && last.value > 1 && rows.length === PAGE ? last.value : null,
  }
}

type Series = { agencyId: string; year: number; kind: DocumentKind }

async function yearsOf(sql: Sql, agencyId: string): Promise<number[]> {
  const rows = await sql<{ year: number }[]>`
    select distinct year from document_numbers where agency_id = ${agencyId}`
  return rows.map(({ year }) => year)
}

/** How far the series has come by its counter, and which numbers on the way are not in the register. */
async function standingOf(sql: Sql, { agencyId, year, kind }: Series) {
  const [row] = await sql<{ last: number; voided: number; missing: number[] }[]>`
    with given as (
      select n.value, exists (select from letters l where (l.agency_id, l.number) = (n.agency_id, n.number))
        and not exists (
          select from letters l where (l.agency_id, l.number) = (n.agency_id, n.number) and not exists (
            select from voided_letters v where (v.agency_id, v.case_id, v.letter) = (l.agency_id, l.case_id, l.id)))
        as voided
      from document_numbers n where n.agency_id = ${agencyId} and n.year = ${year} and n.kind = ${kind}
    ), reached as (
      select greatest(coalesce((select max(value) from given), 0), coalesce((select value from counters
        where agency_id = ${agencyId} and year = ${year} and kind = ${kind}), 0)) as last
    )
    select last, (select count(*)::int from given where voided) as voided, array(
      select value from generate_series(1, last) value where value not in (select value from given)
      order by value limit ${NAMED_GAPS}) as missing
    from reached`
  return row!
}

type Row = {
  value: number
  number: string
  letter: string
  title: string
  madeOn: Day
  caseId: string
  registration: string | null
  by: string
  voidedOn: Day | null
  voidedBy: string | null
  voidedFor: 'rectified' | 'reopened' | null
  position: number | null
  why: string | null
}

async function numbersOf(sql: Sql, series: Series, before: number | undefined): Promise<RegisteredNumber[]> {
  const { agencyId, year, kind } = series
  const rows = await sql<Row[]>`
    select n.value, n.number, l.id as letter, l.title, l.made_on, c.id as case_id, c.number as registration, made.by,
      r."on" as voided_on, r.by as voided_by, r.type as voided_for, r.position, w.said->>'why' as why
    from (
      select * from document_numbers where agency_id = ${agencyId} and year = ${year} and kind = ${kind}
        and (${before ?? null}::int is null or value < ${before ?? null}) order by value desc limit ${PAGE}
    ) n
    join letters l on (l.agency_id, l.number) = (n.agency_id, n.number)
    join cases c on (c.agency_id, c.id) = (l.agency_id, l.case_id)
    join ledger made on (made.agency_id, made.case_id, made.position) = (l.agency_id, l.case_id, l.position)
    left join voided_letters v on (v.agency_id, v.case_id, v.letter) = (l.agency_id, l.case_id, l.id)
    left join ledger r on (r.agency_id, r.case_id, r.position) = (v.agency_id, v.case_id, v.position)
    left join words w on (w.agency_id, w.case_id, w.position) = (r.agency_id, r.case_id, r.position)
    order by n.value desc, c.number, c.id`
  const names = await namesOf(
    sql,
    rows.flatMap(({ by, voidedBy }) => [by, voidedBy ?? by]),
  )
  const named = (by: string) => names.get(by) ?? by
  return Array.from(Map.groupBy(rows, ({ value }) => value).values(), (bearing): RegisteredNumber => {
    const { value, number, title, madeOn, by } = bearing[0]!
    const files = bearing.map(({ caseId, registration, letter, position, ...row }) => ({
      id: caseId,
      number: registration,
      letter,
      url: `/api/v1/cases/${caseId}/letters/${letter}`,
      void: row.voidedFor && {
        for: row.voidedFor,
        on: row.voidedOn!,
        by: named(row.voidedBy!),
        position: position!,
        why: row.why,
      },
    }))
    const voided = files.every((file) => file.void)
    return { value, number, title, signedOn: madeOn, by: named(by), voided, cases: files }
  })
}
