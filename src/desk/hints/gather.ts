/**
 * 阅读提示 of one case: what its words suggest, what the same applicant asked before, how many this month, what is like it, and what
 * is public already. Asked when somebody opens it, each by an index, and never at each look at the case. SQL: a page waits for it.
 */

import { OUTCOMES, type Outcome, STAGES, type Stage } from '../../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../../db/client.ts'
import { readAs } from '../../db/client.ts'
import type { House } from '../../house.ts'
import { keyOf } from '../../ledger/case-file.ts'
import { casesUnder, ofApplicant } from '../../ledger/found-by.ts'
import { type CaseRow, factsOf, submission } from '../../ledger/queries.ts'
import { seenInSql } from '../../ledger/seen.ts'
import { agencyById } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import { search } from '../../released/search.ts'
import { deskPage } from '../desk.ts'
import { type ReadingHint, readingHints, wordsOfMatter } from './patterns.ts'

/** A case that is shown beside. */
export type Beside = { id: string; number: string; title: string; on: string; stands: string; same: boolean }
export type HintsView = {
  id: string
  title: string
  number: string
  hints: ReadingHint[]
  /** The same applicant's other cases that this viewer sees, the latest first; how many there are. */
  earlier: { cases: Beside[]; count: number }
  /** Others like it, and the words by which they were found. */
  similar: { cases: Beside[]; words: string }
  /** The how manieth application of the applicant this is in its calendar month. */
  nth: number
  released: { id: string; title: string; on: string }[]
}

const SHOWN = 10
const FEW = 5
type Row = {
  id: string
  number: string | null
  receipt: string
  title: string
  on: string
  stage: Stage
  outcome: Outcome | null
}

/** @returns what is suggested of this case to this viewer; cases that they do not see are counted nowhere but in the month */
export function hintsOf(
  house: Pick<House, 'sql' | 'law' | 'time' | 'keys' | 'readers'>,
  row: CaseRow,
  viewer: Viewer,
): Promise<HintsView> {
  return readAs(house, [row.agencyId], (inside) => gather({ ...house, ...inside }, row, viewer))
}

async function gather(
  { sql, keys, law, time, readers }: Pick<House, 'sql' | 'law' | 'time' | 'keys' | 'readers'>,
  row: CaseRow,
  viewer: Viewer,
): Promise<HintsView> {
  const today = time.today()
  const { request } = submission(await factsOf(sql, keys, keyOf(row)))
  const asked = { title: request.title ?? row.title, description: request.description ?? '' }
  const matter = wordsOfMatter(asked.title)
  const agency = await agencyById(sql, row.agencyId)
  const theirs = await ofSameApplicant(sql, row, viewer)
  const like = matter
    ? await deskPage(sql, law().calendar, {
        ...{ who: viewer, agencyIds: [row.agencyId], today, q: matter, sort: '-submitted', limit: FEW + theirs.length },
      })
    : { rows: [] }
  const inRoom = matter ? await search(readers.sql, { q: matter }, undefined, FEW) : undefined
  const released = inRoom && !inRoom.nearest ? inRoom.rows : []
  const known = new Set([row.id, ...theirs.map(({ id }) => id)])
  const same = theirs.filter(({ title }) => title === row.title)
  return {
    ...{ id: row.id, title: row.title, number: row.number ?? row.receipt },
    hints: readingHints(asked, agency?.name ?? '', await sameWords(sql, keys, row, same)),
    earlier: { cases: theirs.slice(0, SHOWN).map((one) => beside(one, row)), count: theirs.length },
    similar: {
      cases: like.rows
        .filter(({ id }) => !known.has(id))
        .slice(0, FEW)
        .map((one) => beside({ ...one, on: '', outcome: null }, row)),
      words: matter,
    },
    nth: 1 + (await beforeInMonth(sql, row)),
    released: released.map(({ id, title, releasedOn }) => ({ id, title, on: releasedOn })),
  }
}

const beside = ({ id, number, receipt, title, on, stage, outcome }: Row, row: CaseRow): Beside => ({
  ...{ id, number: number ?? receipt, title, on, same: title === row.title },
  stands: outcome ? OUTCOMES[outcome].zh : STAGES[stage],
})

/** More than anybody looks through. */
const MOST = 200

const ofSameApplicant = (sql: Sql | Tx, row: CaseRow, viewer: Viewer) => sql<Row[]>`
  select c.id, c.number, c.receipt, c.title, c.submitted_on as "on", c.stage, c.outcome
  from ${casesUnder(sql, ofApplicant(row))} c
  where c.agency_id = ${row.agencyId} and c.id <> ${row.id} and c.step <> 'setAside' and ${seenInSql(sql, viewer)}
  order by c.submitted_at desc limit ${MOST}`

/** Of the applicant's applications of that calendar month those before this one, by the day on which they came; 无效件 are none. */
async function beforeInMonth(sql: Sql | Tx, row: CaseRow): Promise<number> {
  const [counted] = await sql<{ n: number }[]>`
    select count(*)::int as n from ${casesUnder(sql, ofApplicant(row))} c
    where c.agency_id = ${row.agencyId} and c.step <> 'setAside'
      and to_char(c.submitted_on, 'YYYY-MM') = ${row.submittedOn.slice(0, 7)}
      and (c.submitted_on, c.id) < (${row.submittedOn}::date, ${row.id}::uuid)`
  return counted!.n
}

/** The words of the few that bear the same title: whether all of them are the same, their title does not say. */
async function sameWords(
  sql: Sql | Tx,
  keys: House['keys'],
  { agencyId }: CaseRow,
  rows: readonly Row[],
): Promise<string[]> {
  const texts: string[] = []
  for (const { id } of rows.slice(0, FEW)) {
    const { request } = submission(await factsOf(sql, keys, { agencyId, caseId: id }))
    texts.push(`${request.title}\n${request.description}`)
  }
  return texts
}
