/** What was asked for in a year, request by request: title and text as they are searched, without numbers and names. */

import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { type Sql, within } from '../db/client.ts'
import { fold } from '../ground/fold.ts'
import type { Period } from '../ground/year.ts'
import type { House } from '../house.ts'
import { isApplication } from '../ledger/aside.ts'
import { peopleIn } from '../released/people-of.ts'
import { receivedIn } from './figures.ts'

export type Request = { agencyId: string; id: string; countedAs: Outcome | null; text: string }
/** `names`: of all whom the application names, folded; `own`: of the agency that is asked, the longest first. */
export type Named = Request & { names: readonly string[]; own: readonly string[] }
type Row = Omit<Request, 'text'> & { receipt: string; title: string; search: string }

/** So many at a time: others are answered between them, some ten milliseconds later at most. */
const AT_ONCE = 250
/** Of the whole installation so many are looked at, to know how common a word is anyway. */
const SAMPLE = 20_000

/** SQL: a cursor. Visits each request received in the year, of the agencies, in no order. */
export async function eachRequest(
  sql: Sql,
  agencyIds: readonly string[],
  period: Period,
  visit: (request: Request) => void,
): Promise<void> {
  const rows = sql<Row[]>`
    select c.agency_id, c.id, c.counted_as, c.title, c.search from cases c
    where c.agency_id = any(${agencyIds as string[]}) and ${receivedIn(sql, period)}`
  for await (const some of rows.cursor(AT_ONCE))
    for (const { title, search, ...row } of some) visit({ ...row, text: requestIn(search, title) })
}

const ownNames = (...names: (string | null)[]): string[] =>
  names.flatMap((name) => (name ? [fold(name)] : [])).sort((a, b) => b.length - a.length)

/** The same with whom each names: their words are opened for it, which only a question of its own (`keywords`) is worth. */
export async function eachNamed(
  { sql, keys }: Pick<House, 'sql' | 'keys'>,
  agencyIds: readonly string[],
  period: Period,
  visit: (request: Named) => void,
): Promise<void> {
  await within(sql, agencyIds, async (tx) => {
    const rows = tx<(Row & { sealed: Buffer | null; agency: string; short: string | null })[]>`
      select c.agency_id, c.id, c.counted_as, c.receipt, c.title, c.search, w.sealed, a.name as agency, a.profile ->> 'shortName' as short
      from cases c join agencies a on a.id = c.agency_id
      left join words w on w.agency_id = c.agency_id and w.case_id = c.id and w.position = 1
      where c.agency_id = any(${agencyIds as string[]}) and ${receivedIn(sql, period)}`
    for await (const some of rows.cursor(AT_ONCE))
      for (const { receipt, title, search, sealed, agency, short, ...row } of some) {
        const { names } = peopleIn(keys, { ...row, sealed })
        visit({
          ...row,
          text: requestIn(search, title),
          names: [...names, ...namesIn(search, receipt, title)],
          own: ownNames(agency, short),
        })
      }
  })
}

/**
 * SQL: a sample of pages. Requests of all agencies and years but those asked for: all of them, or of a large installation about
 * twenty thousand, the same ones again while nothing changes.
 */
export async function eachOther(
  sql: Sql,
  agencyIds: readonly string[],
  { from, to }: Period,
  visit: (text: string) => void,
): Promise<void> {
  const [size] = await sql<
    [{ n: number }]
  >`select greatest(reltuples, 0)::int as n from pg_class where oid = 'cases'::regclass`
  const percent = size.n > SAMPLE ? (100 * SAMPLE) / size.n : 100
  const rows = sql<{ title: string; search: string }[]>`
    select c.title, c.search from cases c tablesample system (${percent}) repeatable (1)
    where ${isApplication(sql)} and not (c.agency_id = any(${agencyIds as string[]})
      and coalesce(c.received_on, c.counted_on, c.submitted_on) between ${from} and ${to})`
  for await (const some of rows.cursor(AT_ONCE)) for (const { title, search } of some) visit(requestIn(search, title))
}

/** Behind the lines of numbers and names, from the one that the title stands in; nothing where the request says nothing. */
export function requestIn(search: string, title: string): string {
  const lines = search.split('\n')
  const first = titleAt(lines, title)
  return first < 0 ? '' : lines.slice(first).join('\n')
}

/** The lines between the receipt number and the title: applicants, as they are searched. */
export function namesIn(search: string, receipt: string, title: string): string[] {
  const lines = search.split('\n')
  const last = titleAt(lines, title)
  return lines
    .slice(lines.indexOf(fold(receipt)) + 1, last < 0 ? undefined : last)
    .filter((name) => [...name].length > 1)
}

function titleAt(lines: readonly string[], title: string): number {
  const begins = fold(title.replace(/……$/, ''))
  return lines.findIndex((line) => begins !== '' && line.startsWith(begins))
}
