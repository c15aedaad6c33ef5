/** Runs of the four checks: beginning one, what it found, and what a person says of the items that no program can check. SQL: asked in transactions. */
import { enter, json, readAs, type Sql, type Tx } from '../../db/client.ts'
import { invalid, notFound, Refusal } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { enqueueOnceInTurn } from '../../jobs/enqueue.ts'
import { closedIn, nameUnder } from '../../ledger/closed-files.ts'
import { factsOfMarked } from '../../ledger/marked-cases.ts'
import { namesOf } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import { agenciesAs } from '../../people/sight.ts'
import { bind } from '../bind.ts'
import { type Confirmation, type Judged, judged, type Report, type Verdict, verdictOf } from './report.ts'
import { type Asked, chosen, type Selection } from './selection.ts'

/**
 * Begins a run; a job makes it.
 * @returns its number @throws Refusal NOT_YOURS, INVALID for a selection that comes to nothing or to too much
 */
export async function beginRun(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  agencyId: string,
  asked: Asked,
  viewer: Viewer,
): Promise<number> {
  if (!agenciesAs(viewer, ['archivist']).includes(agencyId)) throw new Refusal('NOT_YOURS')
  await enter(tx, [agencyId])
  const selection = await chosen(tx, agencyId, asked)
  await tx`select pg_advisory_xact_lock(hashtext('archive_checks ' || ${agencyId}))`
  const [last] = await tx<{ number: number }[]>`
    select number from archive_checks where agency_id = ${agencyId} order by number desc limit 1`
  const number = (last?.number ?? 0) + 1
  const at = time.now().toISOString()
  await tx`
    insert into archive_checks (agency_id, number, selection, state, done, "by", at)
    values (${agencyId}, ${number}, ${json(selection)}::jsonb, 'waiting', 0, ${`staff:${viewer.username}`}, ${at})`
  await enqueueOnceInTurn(tx, 'checkArchive', { agencyId, number }, `${agencyId} ${number}`)
  return number
}

export type RunLine = {
  number: number
  selection: Selection
  state: 'waiting' | 'made' | 'failed'
  done: number
  by: string
  at: string
  madeAt: string | null
  verdict: Verdict | null
}
export type RunView = RunLine & { report: Report | null; items: readonly Judged[] }

type Row = Omit<RunLine, 'verdict'> & { report: Report | null }
const LATEST = 20

/** The latest first. */
export function runsOf(house: Pick<House, 'sql'>, agencyId: string): Promise<RunLine[]> {
  return readAs(house, [agencyId], async ({ sql }) => {
    // Of a report the verdict: what was found of which item, without some thousand sentences.
    const rows = await sql<Row[]>`
      select number, selection, state, done, "by", at, made_at, jsonb_set(report, '{findings}', coalesce((
        select jsonb_agg(jsonb_build_object('item', f -> 'item', 'verdict', f -> 'verdict'))
        from jsonb_array_elements(report -> 'findings') f), '[]')) as report
      from archive_checks where agency_id = ${agencyId} order by number desc limit ${LATEST}`
    const names = await namesOf(
      sql,
      rows.map(({ by }) => by),
    )
    const said = await confirmationsOf(sql, agencyId)
    return rows.map(({ report, ...row }) => ({
      ...row,
      by: names.get(row.by) ?? row.by,
      verdict: report && verdictOf(judged(report, said.get(row.number) ?? [])),
    }))
  })
}

/** One run with its items judged. @throws Refusal NOT_FOUND */
export function oneRun(house: Pick<House, 'sql'>, agencyId: string, number: number): Promise<RunView> {
  return readAs(house, [agencyId], ({ sql }) => runIn(sql, agencyId, number))
}

/** The same for whoever has a connection already. @throws Refusal NOT_FOUND */
export async function runIn(sql: Sql | Tx, agencyId: string, number: number): Promise<RunView> {
  const [row] = await sql<Row[]>`
    select number, selection, state, done, report, "by", at, made_at from archive_checks
    where agency_id = ${agencyId} and number = ${number}`
  if (!row) throw notFound()
  const said = (await confirmationsOf(sql, agencyId, number)).get(number) ?? []
  const names = await namesOf(sql, [row.by, ...said.map(({ by }) => by)])
  const named = said.map((one) => ({ ...one, by: names.get(one.by) ?? one.by, at: new Date(one.at).toISOString() }))
  const items = row.report ? await calledByName(sql, agencyId, judged(row.report, named)) : []
  return {
    ...row,
    at: new Date(row.at).toISOString(),
    madeAt: row.madeAt && new Date(row.madeAt).toISOString(),
    by: names.get(row.by) ?? row.by,
    items,
    verdict: row.report && verdictOf(items),
  }
}

/**
 * Each finding of a file begins with the name by which people know it; one whose file was destroyed has its digest alone. The report
 * goes to an archive: of a state secret it has no name.
 */
async function calledByName(sql: Sql | Tx, agencyId: string, items: readonly Judged[]): Promise<readonly Judged[]> {
  const ids = items.flatMap(({ findings }) => findings.flatMap(({ file }) => file ?? []))
  if (ids.length === 0) return items
  const rows = await sql<{ id: string; caseId: string; name: string; sha256: string }[]>`
    select id, case_id, name, sha256 from files where agency_id = ${agencyId} and id = any(${[...new Set(ids)]}::uuid[])`
  const marked = await factsOfMarked(sql, agencyId, [...new Set(rows.map(({ caseId }) => caseId))])
  const closed = new Map([...marked].map(([caseId, facts]) => [caseId, closedIn(facts)]))
  const names = new Map(rows.map((row) => [row.id, nameUnder(closed.get(row.caseId)?.(row)?.kind, row.name)]))
  return items.map((item) => ({
    ...item,
    findings: item.findings.map((one) => {
      const name = one.file && names.get(one.file)
      return name ? { ...one, found: `“${name}”：${one.found}` } : one
    }),
  }))
}

async function confirmationsOf(sql: Sql | Tx, agencyId: string, number?: number): Promise<Map<number, Confirmation[]>> {
  const rows = await sql<(Confirmation & { number: number })[]>`
    select number, item, passed, "by", at, why from archive_check_confirmations
    where agency_id = ${agencyId} ${number === undefined ? sql`` : sql`and number = ${number}`} order by item`
  return Map.groupBy(rows, (row) => row.number)
}

export type Said = { item: string; passed: boolean; why: string }

/**
 * A person says what no program can: once for each item of a run; of several at once, all of them or none.
 * @throws Refusal NOT_YOURS, NOT_FOUND; INVALID for an item that nobody has to confirm, or that somebody has
 */
export async function confirm(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { agencyId, number }: { agencyId: string; number: number },
  all: readonly Said[],
  viewer: Viewer,
): Promise<void> {
  if (!agenciesAs(viewer, ['archivist']).includes(agencyId)) throw new Refusal('NOT_YOURS')
  await sql.begin(async (tx) => {
    await tx`select from archive_checks where agency_id = ${agencyId} and number = ${number} for update`
    const { items } = await runIn(tx, agencyId, number)
    const unfit = (message: string) => invalid({ field: 'type', code: 'UNFIT', message })
    for (const { item } of all) {
      const asked = items.find(({ code }) => code === item)
      const named = asked ? `${item} ${asked.name}：` : ''
      if (!asked?.asks) throw unfit(`${named}这一项不需要人工确认`)
      if (asked.confirmation) throw unfit(`${named}这一项已经确认，不能更改；情况有变化的，请重新检测`)
    }
    const [by, at] = [`staff:${viewer.username}`, time.now().toISOString()]
    await tx`
      insert into archive_check_confirmations ${tx(all.map((said) => ({ agencyId, number, ...said, by, at })))}`
    for (const { item } of all) await bind(tx, { time }, 'confirmation', { agencyId, number, item }, by)
  })
}
