/** Takes committed facts up into the log over all cases and signs the result. One process at a time; never on a request's way. */
import { json, type Tx } from '../db/client.ts'
import { checkpoint } from '../ground/checkpoint.ts'
import type { House } from '../house.ts'
import { completedBy, leafHash, type Node, peaks, rootOf } from './merkle.ts'

/** Any constant; only the sequencer uses it. */
const LOCK = 6962
/** So many at a time, so that a lock is held for less than a second. */
const BATCH = 5_000

type Waiting = { id: number; agencyId: string; caseId: string; position: number; hash: string }

/** @returns how many facts were taken up; 0 when none waits or another process is at it. */
export async function sequence(house: Pick<House, 'sql' | 'time' | 'keys'>): Promise<number> {
  let total = 0
  for (let taken = BATCH; taken === BATCH; total += taken) {
    taken = (await house.sql.begin((tx) => sequenceBatch(tx, house))) as number
  }
  return total
}

async function sequenceBatch(tx: Tx, house: Pick<House, 'time' | 'keys'>): Promise<number> {
  await tx`select pg_advisory_xact_lock(${LOCK})`
  const waiting = await tx<Waiting[]>`
    with taken as (delete from unsequenced where id in (select id from unsequenced order by id limit ${BATCH}) returning *)
    select * from taken order by id`
  if (waiting.length === 0) return 0

  const [last] = await tx<{ size: string }[]>`select coalesce(max(index) + 1, 0) as size from log`
  const before = Number(last!.size)
  const nodes = await complete(tx, before)
  const at = (level: number, index: number) => nodes.get(`${level}/${index}`)!
  const newNodes: Node[] = []
  waiting.forEach((fact, i) => {
    for (const node of completedBy(before + i, leafHash(Buffer.from(fact.hash, 'hex')), at)) {
      nodes.set(`${node.level}/${node.index}`, node.hash)
      newNodes.push(node)
    }
  })
  const size = before + waiting.length
  const root = rootOf(size, at)
  const leaves = waiting.map(({ agencyId, caseId, position, hash }, i) => ({
    index: before + i,
    agencyId,
    caseId,
    position,
    hash,
  }))
  await tx`
    insert into log (index, agency_id, case_id, position, hash)
    select index, "agencyId", "caseId", position, hash
    from jsonb_to_recordset(${json(leaves)}::jsonb) as l (index bigint, "agencyId" text, "caseId" uuid, position int, hash text)`
  await tx`
    insert into log_nodes (level, index, hash)
    select level, index, hash from jsonb_to_recordset(${json(newNodes)}::jsonb) as n (level int, index bigint, hash text)`
  await tx`
    insert into checkpoints ${tx({ size, root, note: checkpoint(size, root, house.keys), at: house.time.now().toISOString() })}`
  return waiting.length
}

/** The complete subtrees that the next leaf may be joined to. */
async function complete(tx: Tx, size: number): Promise<Map<string, string>> {
  const wanted = peaks(size)
  if (wanted.length === 0) return new Map()
  const nodes = await tx<Node[]>`
    select n.level, n.index::int, n.hash from log_nodes n
    join jsonb_to_recordset(${json(wanted)}::jsonb) as w (level int, index bigint) on n.level = w.level and n.index = w.index`
  return new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))
}
