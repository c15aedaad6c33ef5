/**
 * The chain of the audit, one for each agency: the hash of a line covers the line, its position and the hash before it. A
 * job takes lines up in the order of their ids and signs where the chain has come to; no request waits for it.
 */
import { json, type Sql, snakeCased, type Tx } from '../db/client.ts'
import { requireLastKey } from '../db/keys-in-use.ts'
import { canonical, sha256 } from '../ground/canonical.ts'
import { checkpoint } from '../ground/checkpoint.ts'
import { report } from '../ground/log.ts'
import type { House } from '../house.ts'

/** Any constant; only the chain uses it. */
const LOCK = 22_239
/** So many at a time, so that a lock is held for less than a second. */
const BATCH = 2_000
/** A head is signed again once the last one is so old: every minute would be a gigabyte a year for forty agencies. */
const SIGN_EVERY = 600_000 // ms

/** A line as it is hashed and given out: what it does not have is left out. */
export type Entry = {
  agencyId: string
  id: string
  at: string
  /** By the clock of the database; lines of before have none. */
  toldAt?: string
  by: string
  what: string
  caseId?: string
  subject?: string
  succeeded: boolean
  detail?: Record<string, unknown>
  address?: string
  request?: string
  words?: string
}
/** The row as the database gives it. */
export type LineRow = { [K in keyof Required<Entry>]: Required<Entry>[K] | null } & { agencyId: string; at: string }

/** The first line of a chain follows this. */
export const BEGINNING = ''

/** The line as it is hashed. */
export function entryOf(row: LineRow): Entry {
  const { agencyId, id, at, toldAt, by, what, caseId, subject, succeeded, detail, address, request, words } = row
  const all = { agencyId, id, by, what, caseId, subject, succeeded, detail, address, request, words }
  const said = Object.entries(all).filter(([, value]) => value !== null)
  const told = toldAt && { toldAt: instantOf(toldAt) }
  return { ...Object.fromEntries(said), at: instantOf(at), ...told } as Entry
}

/** As it stands where it is none that we could write: whoever writes to the table itself may have written `infinity`. */
export const instantOf = (at: string) => (isInstant(at) ? new Date(at).toISOString() : at)
/** `infinity`, and years that no calendar of ours has, are none. */
export const isInstant = (at: string) => !Number.isNaN(Date.parse(at))

/** SHA-256 over the canonical JSON (RFC 8785) of line, position and previous hash. */
export const lineHash = (entry: Entry, position: number, previousHash: string): string =>
  sha256(canonical({ ...entry, position, previousHash }))

/** Undefined for a line that has no such form, as one whose details nest too deep: it must not stop the others. */
export function hashIfAny(line: LineRow, position: number, previousHash: string): string | undefined {
  try {
    return lineHash(entryOf(line), position, previousHash)
  } catch {
    return undefined
  }
}

/** Whose chain a signed head is of: the first line of its note. */
export const originOf = (agencyId: string) => `ysqgk/audit/${agencyId}`

type Chaining = Pick<House, 'sql' | 'time' | 'keys'>

/** @param house over all agencies @returns how many lines were taken up */
export async function chainAudit(house: Chaining): Promise<number> {
  let [total, aside] = [0, 0]
  for (let last: Last | undefined = { agencyId: '', id: LEAST }; last; ) {
    const batch: Batch = await house.sql.begin((tx) => chainBatch(tx, house, last!))
    total += batch.taken
    aside += batch.read - batch.taken
    last = batch.read === BATCH ? batch.last : undefined
  }
  if (aside > 0) report(`Lines of the audit that cannot be taken into its chain: ${aside}; verify --all names them`)
  return total
}

type Last = { agencyId: string; id: string }
type Batch = { taken: number; read: number; last: Last | undefined }
const LEAST = '00000000-0000-0000-0000-000000000000'

/** Behind the last line of the batch before: one that cannot be taken up keeps its place in the queue, and holds up no other. */
async function chainBatch(tx: Tx, house: Chaining, after: Last): Promise<Batch> {
  await tx`select pg_advisory_xact_lock(${LOCK})`
  // What waits without its line stays in the queue, where verification finds it.
  const lines = await tx<LineRow[]>`
    select l.* from (
      select agency_id, id from audit_unchained u join audit_lines using (agency_id, id)
      where (u.id, u.agency_id) > (${after.id}, ${after.agencyId})
        and not exists (select from audit_chain c where c.agency_id = u.agency_id and c.id = u.id)
      order by id, agency_id limit ${BATCH}
    ) waiting join audit_lines l using (agency_id, id) order by l.id, l.agency_id`
  const agencies = [...new Set(lines.map(({ agencyId }) => agencyId))]
  const ends = await tx<{ agencyId: string; position: string; hash: string }[]>`
    select agency_id, position, encode(hash, 'hex') as hash from unnest(${agencies}::text[]) a cross join lateral (
      select * from audit_chain where agency_id = a order by position desc limit 1) c`
  const end = new Map(ends.map(({ agencyId, position, hash }) => [agencyId, { position: Number(position), hash }]))
  const links = lines.flatMap((line) => {
    const { agencyId, id } = line as Last
    const before = end.get(agencyId) ?? { position: 0, hash: BEGINNING }
    const position = before.position + 1
    const hash = hashIfAny(line, position, before.hash)
    if (!hash) return []
    end.set(agencyId, { position, hash })
    return [{ agencyId, position, id, hash }]
  })
  // A function of the owner, which lets each chain go on by its next place alone and takes the lines out of their queue.
  await tx`select chain_audit(${json(links.map((link) => snakeCased(link)))}::jsonb)`
  await sign(tx, house)
  return { taken: links.length, read: lines.length, last: lines.at(-1) as Last | undefined }
}

/** Those that have a chain, as `agency` with its `id`: each by one step through the index. SQL: recursive. */
export const chainedAgencies = (sql: Sql | Tx) => sql`
  with recursive agency as (
    select min(agency_id) as id from audit_chain
    union all select (select min(agency_id) from audit_chain where agency_id > agency.id) from agency where id is not null
  )`

/** Signs every chain that has grown since its last head, where that is old enough. */
async function sign(tx: Tx, { time, keys }: Chaining): Promise<void> {
  const now = time.now()
  const old = new Date(now.getTime() - SIGN_EVERY).toISOString()
  const grown = await tx<{ agencyId: string; position: string; hash: string }[]>`
    ${chainedAgencies(tx)}
    select c.agency_id, c.position, encode(c.hash, 'hex') as hash from agency
    cross join lateral (select * from audit_chain where agency_id = agency.id order by position desc limit 1) c
    left join lateral (select size, at from audit_heads where agency_id = agency.id order by size desc limit 1) h on true
    where h.size is null or h.size < c.position and (h.at <= ${old} or h.at > ${now.toISOString()})`
  if (grown.length === 0) return
  await requireLastKey(tx, keys)
  const heads = grown.map(({ agencyId, position, hash }) => ({
    ...{ agencyId, size: Number(position), at: now.toISOString() },
    note: checkpoint(Number(position), hash, keys, originOf(agencyId)),
  }))
  await tx`select sign_audit(${json(heads.map((head) => snakeCased(head)))}::jsonb)`
}
