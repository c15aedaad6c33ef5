/** 文号簿, and the same of 登记编号: every number of a series in a year, what bears it, and whether the series has a gap. Read only. */
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Db, readAs, type Sql } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import type { NumberKind } from '../ledger/number-formats.ts'
import { cases, ledger, words } from '../ledger/tables.ts'
import { openedWords } from '../ledger/words.ts'
import { documentNumbers, letters, voidedLetters } from '../letters/tables.ts'
import { NUMBER_READERS } from '../people/may.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import type { RegisteredNumber, RegisterView } from './views.ts'

export type RegisterQuestion = {
  /** One of the agencies that this person sees; by default the person's own. */
  agency?: string | undefined
  year?: number | undefined
  kind?: NumberKind | undefined
  /** The page after this number, downwards. */
  before?: number | undefined
}

/** A year of a county on one sheet; a ministry turns pages. */
const PAGE = 500
/** Gaps are faults: a few are named, more would be another disaster. */
const NAMED_GAPS = 20

/**
 * One page of up to 500 numbers, highest first; replies of this year unless asked otherwise. `missing` names at most 20.
 * @throws Refusal NOT_FOUND for an agency that they do not serve
 */
export async function showRegister(
  house: Pick<House, 'sql' | 'db' | 'time' | 'keys'>,
  viewer: Viewer,
  ask: RegisterQuestion,
): Promise<RegisterView> {
  const { sql, time } = house
  const agencies = (await allAgencies(sql)).filter(({ id }) => agenciesAs(viewer, NUMBER_READERS).includes(id))
  const agency = agencies.find(({ id }) => id === (ask.agency ?? viewer.agency.id))
  if (!agency) throw notFound()
  const year = ask.year ?? Number(time.today().slice(0, 4))
  const kind = ask.kind ?? 'reply'
  const series = { agencyId: agency.id, year, kind }
  const { years, standing, rows } = await readAs(house, [agency.id], async (house) => ({
    years: await yearsOf(house.db, agency.id),
    standing: await standingOf(house.sql, series),
    rows: await (kind === 'registration' ? registrationsOf : numbersOf)(house, series, ask.before),
  }))
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

type Series = { agencyId: string; year: number; kind: NumberKind }

async function yearsOf(db: Db, agencyId: string): Promise<number[]> {
  const { year } = documentNumbers
  const rows = await db.selectDistinct({ year }).from(documentNumbers).where(eq(documentNumbers.agencyId, agencyId))
  return rows.map((row) => row.year)
}

/** How far the series has come by its counter, and which numbers on the way are not in the register. SQL: a series is made to find the gaps. */
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

const inSeries = ({ agencyId, year, kind }: Series, before: number | undefined) =>
  and(
    eq(documentNumbers.agencyId, agencyId),
    eq(documentNumbers.year, year),
    eq(documentNumbers.kind, kind),
    before === undefined ? undefined : lt(documentNumbers.value, before),
  )

/** What bears each number, and what made it void; a letter for several applications has a row for each. */
async function bearersOf({ db, keys }: Pick<House, 'db' | 'keys'>, series: Series, before: number | undefined) {
  const n = db
    .select({ agencyId: documentNumbers.agencyId, value: documentNumbers.value, number: documentNumbers.number })
    .from(documentNumbers)
    .where(inSeries(series, before))
    .orderBy(desc(documentNumbers.value))
    .limit(PAGE)
    .as('n')
  const [l, c, v, w] = [letters, cases, voidedLetters, words]
  const [made, r] = [alias(ledger, 'made'), alias(ledger, 'r')]
  const rows = await db
    .select({
      ...{ value: n.value, number: n.number, letter: l.id, title: l.title, madeOn: l.madeOn },
      ...{ caseId: c.id, registration: c.number, by: made.by },
      ...{
        voidedOn: r.on,
        voidedBy: r.by,
        voidedFor: sql<'rectified' | 'reopened' | null>`${r.type}`,
        position: r.position,
      },
      ...{ agencyId: n.agencyId, sealed: w.sealed },
    })
    .from(n)
    .innerJoin(l, and(eq(l.agencyId, n.agencyId), eq(l.number, n.number)))
    .innerJoin(c, and(eq(c.agencyId, l.agencyId), eq(c.id, l.caseId)))
    .innerJoin(made, and(eq(made.agencyId, l.agencyId), eq(made.caseId, l.caseId), eq(made.position, l.position)))
    .leftJoin(v, and(eq(v.agencyId, l.agencyId), eq(v.caseId, l.caseId), eq(v.letter, l.id)))
    .leftJoin(r, and(eq(r.agencyId, v.agencyId), eq(r.caseId, v.caseId), eq(r.position, v.position)))
    .leftJoin(w, and(eq(w.agencyId, r.agencyId), eq(w.caseId, r.caseId), eq(w.position, r.position)))
    .orderBy(desc(n.value), asc(c.number), asc(c.id))
  return rows.map(({ agencyId, sealed, ...row }) => {
    const words = openedWords(keys, { agencyId, caseId: row.caseId, position: row.position ?? 0 }, sealed)
    return { ...row, why: (words?.said.why as string | undefined) ?? null }
  })
}

/** 登记编号: which case bears each, registered when and by whom. */
async function registrationsOf({ sql, db }: Pick<House, 'sql' | 'db'>, series: Series, before: number | undefined) {
  const [n, c, r] = [documentNumbers, cases, ledger]
  const rows = await db
    .selectDistinctOn([n.value], {
      ...{ value: n.value, number: n.number, title: c.title, caseId: c.id, signedOn: r.on, by: r.by },
    })
    .from(n)
    .innerJoin(c, and(eq(c.agencyId, n.agencyId), eq(c.number, n.number)))
    .innerJoin(r, and(eq(r.agencyId, c.agencyId), eq(r.caseId, c.id), eq(r.type, 'registered')))
    .where(inSeries(series, before))
    .orderBy(desc(n.value), asc(r.position))
    .limit(PAGE)
  const names = await namesOf(
    sql,
    rows.map(({ by }) => by),
  )
  return rows.map(({ caseId, by, ...row }): RegisteredNumber => {
    const file = { id: caseId, number: row.number, letter: null, url: `/cases/${caseId}`, void: null }
    return { ...row, by: names.get(by) ?? by, voided: false, cases: [file] }
  })
}

async function numbersOf(house: Pick<House, 'sql' | 'db' | 'keys'>, series: Series, before: number | undefined) {
  const rows = await bearersOf(house, series, before)
  const names = await namesOf(
    house.sql,
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
