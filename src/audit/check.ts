/** The audit against itself: every chain from its first line, every line in its chain or waiting for it, every signed head. SQL: read page by page. */
import { openedByOffice } from '../ground/checkpoint.ts'
import type { House } from '../house.ts'
import { type Acknowledged, type Acknowledgements, acknowledgements, type FaultyLink, keyOf } from './acknowledged.ts'
import { BEGINNING, chainedAgencies, hashIfAny, type LineRow, originOf } from './chain.ts'

export type AuditFault = { what: string; agency: string; line?: string; position?: number }
export type AuditVerdict = {
  lines: number
  unchained: number
  /**
   * Lines that say they are older than the database knows: a clock was set back, or somebody wrote an instant of before. No
   * fault, for it could never be mended; each line has both instants.
   */
  backdated?: { lines: number; first: AuditFault }
  /** The first of them. */
  fault?: AuditFault
  /** Those of each chain, and of what no chain leads to, up to ten of a kind; one of them hides no other. */
  faults?: AuditFault[]
  /** So many more. */
  unlisted?: number
  /** Faulty links that a security officer knows of, each with who said so and why: no fault any more, and never left out. */
  acknowledged?: Acknowledged[]
}

type Link = { id: string; position: string; hash: string }
/** A line of a chain up to which it has been read. */
export type Place = { position: number; hash: string }
type Before = Place & { at: number; toldAt: number | undefined }
/** So many links at a time. */
const PAGE = 2_000
/** Two machines of one house, and a line that waits for its statement, are nearer to each other than this. */
const SLIP = 300_000 // ms
/** Lines of before, which the database gave no instant of its own. */
const SLIP_BEFORE = 3_600_000 // ms

type Checking = Pick<House, 'sql' | 'keys'>
/** `end`: up to where the chain is whole. */
export type Found = {
  count: number
  end: Place
  backdated: AuditFault[]
  /** Of the listed faults those of a link, as they may be acknowledged. */
  faulty: FaultyLink[]
  acknowledged: Acknowledged[]
} & Faults
type Faults = { faults: AuditFault[]; unlisted: number }
/** So many of a kind are listed. */
const LISTED = 10

/** @param house over all agencies. A fault is never thrown. */
export async function checkAudit(house: Checking): Promise<AuditVerdict> {
  const chains: Found[] = []
  const known = await acknowledgements(house.sql)
  for (const agency of await agenciesWithChain(house.sql)) {
    chains.push(await oneChain(house, agency, { known }))
  }
  const [waiting] = await house.sql<{ n: number }[]>`select count(*)::int as n from audit_unchained`
  const found: Faults[] = [...chains, ...(await looseFaults(house))]
  const faults = found.flatMap((one) => one.faults)
  const unlisted = found.reduce((sum, one) => sum + one.unlisted, 0)
  const backdated = chains.flatMap((one) => one.backdated)
  const acknowledged = chains.flatMap((one) => one.acknowledged)
  return {
    lines: chains.reduce((sum, { count }) => sum + count, 0),
    unchained: waiting!.n,
    ...(backdated.length > 0 && { backdated: { lines: backdated.length, first: backdated[0]! } }),
    ...(faults.length > 0 && { fault: faults[0]!, faults }),
    ...(unlisted > 0 && { unlisted }),
    ...(acknowledged.length > 0 && { acknowledged }),
  }
}

export async function agenciesWithChain(sql: House['sql']): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`${chainedAgencies(sql)} select id from agency where id is not null`
  return rows.map(({ id }) => id)
}

/**
 * From behind a place on, else from the first line. Each page by its keys: a join of three tables is planned by what the
 * planner last knew of them, which may be nothing. Behind a fault it goes on from the hash that is there: anybody who can add a
 * link could else hide what is behind it.
 */
export async function oneChain(
  { sql, keys }: Checking,
  agency: string,
  { after, known }: { after?: Place | undefined; known: Acknowledgements },
): Promise<Found> {
  let before: Before = { position: 0, hash: BEGINNING, ...after, at: 0, toldAt: undefined }
  const [backdated, faults]: [AuditFault[], AuditFault[]] = [[], []]
  const [faulty, acknowledged]: [FaultyLink[], Acknowledged[]] = [[], []]
  let [count, unlisted, end]: [number, number, Place | undefined] = [0, 0, undefined]
  for (let links: Link[] = []; ; ) {
    links = await sql<Link[]>`
      select id, position, encode(hash, 'hex') as hash from audit_chain
      where agency_id = ${agency} and position > ${before.position} order by position limit ${PAGE}`
    if (links.length === 0) return { count, end: end ?? before, backdated, faults, unlisted, faulty, acknowledged }
    const rows = await sql<(LineRow & { id: string })[]>`
      select * from audit_lines where agency_id = ${agency} and id = any(${links.map(({ id }) => id)})`
    const heads = await sql<{ size: string; note: string }[]>`
      select size, note from audit_heads
      where agency_id = ${agency} and size between ${links[0]!.position} and ${links.at(-1)!.position}`
    const lineOf = new Map(rows.map((row) => [row.id, row]))
    const noteOf = new Map(heads.map(({ size, note }) => [size, note]))
    for (const { id, hash, position: place } of links) {
      const [position, line, note] = [Number(place), lineOf.get(id), noteOf.get(place)]
      const named = (what: string): AuditFault => ({ what, agency, line: id, position })
      const isSigned = note === undefined || signs(note, { origin: originOf(agency), position, hash }, keys)
      const fault = faultOf({ id, hash, position }, line, before, isSigned)
      const link = fault ? { what: fault, agency, line: id, position, hash } : undefined
      const word = link && known.get(keyOf(link))
      if (link && word) acknowledged.push(word)
      else if (link) {
        end ??= before
        if (faults.length < LISTED) {
          faults.push(named(link.what))
          faulty.push(link)
        } else unlisted++
      }
      const at = line ? Date.parse(line.at) : Number.NaN
      const toldAt = line?.toldAt ? Date.parse(line.toldAt) : undefined
      if (isBackdated({ at, toldAt }, before)) backdated.push(named('the line says that it is older than it is'))
      before = { position, hash, ...(Number.isNaN(at) ? { at: before.at, toldAt: before.toldAt } : { at, toldAt }) }
      count++
    }
  }
}

/** What is wrong with one link, against the one before it. */
function faultOf(
  { id, hash, position }: Place & { id: string },
  line: LineRow | undefined,
  before: Place,
  isSigned: boolean,
): string | undefined {
  if (position !== before.position + 1) return 'a line is missing from the chain before this one'
  if (!line) return 'the line of this place in the chain is missing'
  if (hashIfAny(line, position, before.hash) !== hash) return 'the line was changed, or stands in another place'
  if (!isSigned) return 'what was signed is not this chain'
  // Both are made of one instant of one clock, whatever it shows. What is no instant is no number here.
  const slip = Math.abs(Date.parse(line.at) - Number.parseInt(id.slice(0, 13).replace('-', ''), 16))
  return slip <= SLIP_BEFORE ? undefined : 'the instant of the line is not that of its id'
}

/** Against the line before it: the clock of the house went back, beside that of the database where both are known. */
function isBackdated({ at, toldAt }: Pick<Before, 'at' | 'toldAt'>, before: Before): boolean {
  if (toldAt === undefined || before.toldAt === undefined) return at < before.at - SLIP_BEFORE
  return at - toldAt < before.at - before.toldAt - SLIP
}

const signs = (note: string, end: { origin: string; position: number; hash: string }, keys: House['keys']) =>
  note.startsWith(`${end.origin}\n${end.position}\n`) && openedByOffice(note, keys, [end.origin])?.root === end.hash

/**
 * Lines that wait and that the chain cannot take up.
 * @param agency left out: of all
 */
export async function asideFaults({ sql }: Pick<House, 'sql'>, agency?: string): Promise<Faults> {
  const found: Faults = { faults: [], unlisted: 0 }
  const waiting = sql<(LineRow & { id: string })[]>`
    select l.* from audit_unchained u join audit_lines l using (agency_id, id)
    ${agency === undefined ? sql`` : sql`where u.agency_id = ${agency}`} order by u.agency_id, u.id`.cursor(PAGE)
  for await (const lines of waiting)
    for (const line of lines) {
      if (hashIfAny(line, 1, BEGINNING)) continue
      const what = 'the line cannot be taken into the chain: its content has no form that could be hashed'
      if (found.faults.length < LISTED) found.faults.push({ what, agency: line.agencyId, line: line.id })
      else found.unlisted++
    }
  return found
}

/** What no chain leads to: each in one statement, so that lines which are told meanwhile are no fault. */
async function looseFaults({ sql }: Pick<House, 'sql'>): Promise<Faults[]> {
  type Row = AuditFault & { n: number }
  const listed = (rows: readonly Row[]): Faults => ({
    faults: rows.map(({ n, ...fault }) => fault),
    unlisted: (rows[0]?.n ?? 0) - rows.length,
  })
  const cut = await sql<Row[]>`
    select 'lines that were signed are missing from the end of the chain' as what, agency_id as agency,
      size::int as position, (count(*) over ())::int as n
    from audit_heads h where not exists (
      select from audit_chain c where c.agency_id = h.agency_id and c.position = h.size)
    order by agency_id, size limit ${LISTED}`
  const loose = await sql<Row[]>`
    select 'the line stands in no chain and waits for none' as what, agency_id as agency, id as line,
      (count(*) over ())::int as n
    from audit_lines l
    where not exists (select from audit_chain c where c.agency_id = l.agency_id and c.id = l.id)
      and not exists (select from audit_unchained u where u.agency_id = l.agency_id and u.id = l.id) limit ${LISTED}`
  const gone = await sql<Row[]>`
    select 'a line that waits for the chain is missing' as what, agency_id as agency, id as line,
      (count(*) over ())::int as n
    from audit_unchained u
    where not exists (select from audit_lines l where l.agency_id = u.agency_id and l.id = u.id) limit ${LISTED}`
  const late = await sql<AuditFault[]>`
    select 'lines wait for the chain longer than an hour: does the worker run?' as what, agency_id as agency, id as line
    from audit_unchained where since < clock_timestamp() - interval '1 hour' order by since limit 1`
  return [listed(cut), listed(loose), listed(gone), await asideFaults({ sql }), { faults: late, unlisted: 0 }]
}
