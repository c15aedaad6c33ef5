/**
 * The log over all facts against itself and the ledger: leaves, nodes, every checkpoint. Read from the first leaf to the last
 * with the roots of the open subtrees in hand, forty at most, however long it is. SQL: verification asks, page by page.
 */
import type { Sql, Tx } from '../../db/client.ts'
import type { CaseKey } from '../../ground/case-key.ts'
import type { House } from '../../house.ts'
import { EMPTY_ROOT, leafOf, type Node, nodeHash } from '../log/merkle.ts'
import { openedByHouse } from '../log/own-notes.ts'
import type { Fault } from '../verify.ts'
import type { Place } from './table-check.ts'

/** A power of two, so that a page ends where subtrees do. */
const PAGE = 4_096

export type Log = {
  size: number
  fault?: Fault /** Of the sizes that were asked for. */
  roots: ReadonlyMap<number, string>
}

/** @param sizes of which the roots are wanted: what witnesses hold */
export async function checkLog(
  house: Pick<House, 'sql' | 'keys'>,
  sizes: ReadonlySet<number>,
  onRead: (leaves: number, of: number) => void = () => {},
): Promise<Log> {
  const { sql } = house
  const [end] = await sql<{ size: string }[]>`select coalesce(max(index) + 1, 0) as size from log`
  const size = Number(end!.size)
  const roots = new Map<number, string>([[0, EMPTY_ROOT]])
  let first: Fault | undefined
  const found = (fault: Fault | undefined) => {
    first ??= fault
  }
  const open: Node[] = []
  for (let from = 0; from < size; from += PAGE) {
    const to = Math.min(from + PAGE, size)
    const [leaves, nodes, signed] = await Promise.all([
      leavesIn(sql, from, to),
      nodesIn(sql, from, to),
      checkpointsIn(sql, from, to),
    ])
    for (let i = from; i < to; i++) {
      const leaf = leaves[i - from]
      if (leaf?.index !== i) {
        found({ what: `the log has a gap at ${i}` })
        return { size, fault: first!, roots }
      }
      const { caseId, position, type, hash } = leaf
      if (leaf.told !== hash) found({ what: 'the log holds another hash for this fact', caseId, position, type })
      for (const node of completed(open, i, leafOf(hash)))
        if (nodes.get(`${node.level}/${node.index}`) !== node.hash)
          found({ what: `the node ${node.level}/${node.index} of the log is not what its leaves come to` })
      const checkpoint = signed.get(i + 1)
      if (!checkpoint && !sizes.has(i + 1) && i + 1 < size) continue
      const root = open.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right))
      if (sizes.has(i + 1)) roots.set(i + 1, root)
      if (!checkpoint) continue
      if (checkpoint.root !== root || !isSigned(house.keys, checkpoint, root))
        found({ what: `the checkpoint of size ${i + 1} does not sign this log` })
    }
    onRead(to, size)
  }
  found(await checkpointFault(sql, size))
  const [unlogged] = await unloggedFacts(sql, 1)
  if (unlogged) found({ what: UNLOGGED, caseId: unlogged.caseId, position: unlogged.position, type: unlogged.type })
  found(await waitingFault({ sql }))
  return { size, ...(first && { fault: first }), roots }
}

/** The subtrees that a leaf completes, leaf first; of those that are open the last ones are joined. */
function completed(open: Node[], index: number, leaf: string): Node[] {
  const done: Node[] = [{ level: 0, index, hash: leaf }]
  for (let node = done[0]!; open.at(-1)?.level === node.level; ) {
    const left = open.pop()!
    node = { level: node.level + 1, index: left.index / 2, hash: nodeHash(left.hash, node.hash) }
    done.push(node)
  }
  open.push(done.at(-1)!)
  return done
}

type Leaf = Place & { index: number; hash: string; told: string | null }

const leavesIn = (sql: Sql, from: number, to: number) => sql<Leaf[]>`
  select log.index::int, log.hash, log.case_id, log.position, coalesce(l.type, '') as type, l.hash as told
  from (select * from log where index >= ${from} and index < ${to}) log left join lateral (
    select hash, type from ledger l
    where (l.agency_id, l.case_id, l.position) = (log.agency_id, log.case_id, log.position) limit 1) l on true
  order by log.index`

/** Those that are completed by the leaves of the page. */
async function nodesIn(sql: Sql, from: number, to: number): Promise<Map<string, string>> {
  const rows = await sql<Node[]>`
    select n.level, n.index::int, n.hash from generate_series(0, 40) as at cross join lateral (
      select * from log_nodes
      where level = at and index >= (${from}::bigint >> at) and index < (${to}::bigint >> at)) n`
  return new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash]))
}

type Signed = { size: string; root: string; note: string }

async function checkpointsIn(sql: Sql, from: number, to: number): Promise<Map<number, Signed>> {
  const rows = await sql<Signed[]>`select size, root, note from checkpoints where size > ${from} and size <= ${to}`
  return new Map(rows.map((row) => [Number(row.size), row]))
}

function isSigned(keys: House['keys'], { size, note }: Signed, root: string): boolean {
  const said = openedByHouse(note, keys)
  return said?.size === Number(size) && said.root === root
}

/** The log never grows without a checkpoint of where it has come to: they are written together. */
async function checkpointFault(sql: Sql, size: number): Promise<Fault | undefined> {
  const [row] = await sql<{ here: boolean; last: string | null; facts: string }[]>`
    select exists (select from checkpoints where size = ${size}) as here, max(size) as last,
      (select coalesce(max(index) + 1, 0) from log) as facts from checkpoints`
  if (row!.last !== null && Number(row!.last) > Number(row!.facts))
    return { what: 'facts that a checkpoint signed are missing from the log' }
  return size > 0 && !row!.here ? { what: `no checkpoint signs the log at its size of ${size}` } : undefined
}

export const UNLOGGED = 'the log lacks this fact, and it does not wait for it'

/**
 * Facts that are neither in the log nor in its queue, for they were taken out. One statement, so that what is taken up
 * meanwhile is in one of the two; the server keeps what it compares on disk.
 */
export const unloggedFacts = (sql: Sql | Tx, most: number) => sql<(CaseKey & Place)[]>`
  select l.agency_id, l.case_id, l.position, l.type from ledger l
  where not exists (select from log where (log.agency_id, log.case_id, log.position) = (l.agency_id, l.case_id, l.position))
    and not exists (select from unsequenced u
      where (u.agency_id, u.case_id, u.position, u.hash) = (l.agency_id, l.case_id, l.position, l.hash))
  limit ${most}`

/** What waits for the log is a fact, and the worker takes it up within seconds: an hour by the clock of the database is long. */
async function waitingFault({ sql }: Pick<House, 'sql'>): Promise<Fault | undefined> {
  const [fault] = await sql<Fault[]>`
    select what, case_id, position, coalesce(type, '') as type from (
      select case when l.hash is null then 'what waits for the log is no fact of the ledger'
        else 'this fact has waited for the log for longer than an hour' end as what, u.*, l.type
      from unsequenced u left join ledger l
        on (l.agency_id, l.case_id, l.position, l.hash) = (u.agency_id, u.case_id, u.position, u.hash)
      where l.hash is null or u.since < clock_timestamp() - interval '1 hour'
      order by u.id limit 1) w`
  return fault
}
