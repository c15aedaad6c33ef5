/** Takes committed facts up into the log over all cases and signs the result. One process at a time; never on a request's way. */
import { json, type Tx } from '../../db/client.ts'
import { requireLastKey } from '../../db/keys-in-use.ts'
import { checkpoint } from '../../ground/checkpoint.ts'
import { type House, overAll } from '../../house.ts'
import { completedBy, leafOf, type Node, peaks, rootOf } from './merkle.ts'

/** Any constant; only the sequencer uses it. */
const LOCK = 6962
/** So many at a time, so that a lock is held for less than a second. */
const BATCH = 5_000

type Waiting = { id: string; agencyId: string; caseId: string; position: number; hash: string }
/** What waits, and where those that wait after it are looked for. */
type Queue = { waiting: Waiting[]; goesOnAfter?: string }
type Taken = { count: number; goesOnAfter?: string }

/** @returns how many facts were taken up; 0 when none waits or another process is at it. @throws Refusal KEY_HANDED_OVER */
export async function sequence(house: Pick<House, 'sql' | 'everywhere' | 'time' | 'keys'>): Promise<number> {
  const { sql } = overAll(house)
  let total = 0
  let after: string | undefined = '0'
  while (after !== undefined) {
    const from: string = after
    const take = async (queue: typeof asItWaits) =>
      (await sql.begin((tx) => sequenceBatch(tx, house, () => queue(tx, from)))) as Taken
    const taken: Taken = await take(asItWaits).catch((refused) => {
      if (!isUnfit(refused)) throw refused
      return take(lookedThrough)
    })
    total += taken.count
    after = taken.goesOnAfter
  }
  return total
}

/**
 * The database takes a batch up only where each of it is a fact of the ledger, and none is in the log (`sequence_log`): to ask
 * it the same before would be to look each fact up twice. So the queue is looked through where it has refused one.
 */
const isUnfit = (error: unknown) => ['23505', '23514'].includes((error as { code?: string }).code ?? '')

async function asItWaits(tx: Tx, after: string): Promise<Queue> {
  const waiting = await tx<Waiting[]>`
    select id, agency_id, case_id, position, hash from unsequenced where id > ${after} order by id limit ${BATCH}`
  return { waiting, ...goesOn(waiting) }
}

const goesOn = (queue: readonly { id: string }[]) => queue.length === BATCH && { goesOnAfter: queue.at(-1)!.id }

/**
 * Step by step through the indexes: a join might read all of the queue and all of the ledger, a minute a batch. What waits
 * and is no fact of the ledger stays in the queue, where verification finds it, and is passed by. What the log has
 * already (`known`) leaves the queue. `told`: the ledger says the same.
 */
async function lookedThrough(tx: Tx, after: string): Promise<Queue> {
  const queue = await tx<(Waiting & { known: boolean; told: boolean })[]>`
    select u.id, u.agency_id, u.case_id, u.position, u.hash, log.index is not null as known, l.hash is not null as told
    from (select * from unsequenced where id > ${after} order by id limit ${BATCH}) u
    left join lateral (
      select index from log where (log.agency_id, log.case_id, log.position) = (u.agency_id, u.case_id, u.position) limit 1
    ) log on true
    left join lateral (
      select hash from ledger l
      where (l.agency_id, l.case_id, l.position) = (u.agency_id, u.case_id, u.position) and l.hash = u.hash limit 1
    ) l on true
    order by u.id`
  const known = queue.filter((fact) => fact.known).map(({ id }) => id)
  if (known.length > 0) await tx`select leave_queue(${known}::bigint[])`
  // A fact that waits twice is taken up once; the next run finds it in the log.
  const once = new Map<string, Waiting>()
  for (const fact of queue) {
    const place = `${fact.agencyId} ${fact.caseId} ${fact.position}`
    if (fact.told && !fact.known && !once.has(place)) once.set(place, fact)
  }
  return { waiting: [...once.values()], ...goesOn(queue) }
}

async function sequenceBatch(tx: Tx, house: Pick<House, 'time' | 'keys'>, look: () => Promise<Queue>): Promise<Taken> {
  await tx`select pg_advisory_xact_lock(${LOCK})`
  const { waiting, ...further } = await look()
  if (waiting.length === 0) return { count: 0, ...further }
  await requireLastKey(tx, house.keys)

  const [last] = await tx<{ size: string }[]>`select coalesce(max(index) + 1, 0) as size from log`
  const before = Number(last!.size)
  const nodes = await complete(tx, before)
  const at = (level: number, index: number) => nodes.get(`${level}/${index}`)!
  const newNodes: Node[] = []
  waiting.forEach((fact, i) => {
    for (const node of completedBy(before + i, leafOf(fact.hash), at)) {
      nodes.set(`${node.level}/${node.index}`, node.hash)
      newNodes.push(node)
    }
  })
  const size = before + waiting.length
  const root = rootOf(size, at)
  const head = { root, note: checkpoint(size, root, house.keys), at: house.time.now().toISOString() }
  // A function of the owner, which lets the log go on by its next places alone and takes the facts out of their queue.
  await tx`select sequence_log(${waiting.map(({ id }) => id)}::bigint[], ${json(newNodes)}::jsonb, ${json(head)}::jsonb)`
  return { count: waiting.length, ...further }
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
