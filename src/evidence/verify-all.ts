/** The whole ledger against itself, the case rows, every stored file, and the signed log. */

import type { Heard } from '../../workflows/disclosure/context.ts'
import { replay } from '../../workflows/disclosure/decide.ts'
import { canonical } from '../cases/canonical.ts'
import { join } from '../cases/words.ts'
import type { House } from '../house.ts'
import { opened, verifierKey } from './checkpoint.ts'
import { completedBy, leafHash, rootOf } from './merkle.ts'
import { entryFault, type Fault, type Verdict } from './verify.ts'

type Row = Parameters<typeof entryFault>[0]
type CaseHead = { id: string; length: number; head: string; state: unknown; context: unknown }

export async function verifyAll(house: House): Promise<Verdict> {
  const ledger = await ledgerFault(house)
  const blobs = await blobFault(house)
  const firstFault = ledger.fault ?? blobs.fault ?? (await logFault(house))
  return { ok: !firstFault, entries: ledger.count, files: blobs.count, ...(firstFault && { firstFault }) }
}

async function ledgerFault(house: House): Promise<{ count: number; fault?: Fault }> {
  let count = 0
  let before: Row | undefined
  let facts: Heard[] = []
  const whole = () => (before ? caseFault(house, before, facts) : Promise.resolve(undefined))
  const rows = house.sql<Row[]>`
    select l.agency_id, l.case_id, l.position, l.type, l."on", l.open, l.words, l.by, l.at, l.previous_hash, l.hash, w.salt, w.said
    from ledger l left join words w using (agency_id, case_id, position)
    order by l.agency_id, l.case_id, l.position`.cursor(500)
  for await (const batch of rows) {
    for (const stored of batch) {
      const row = { ...stored, at: new Date(stored.at).toISOString() }
      const sameCase = before?.caseId === row.caseId
      if (!sameCase) {
        const fault = await whole()
        if (fault) return { count, fault }
        facts = []
      }
      const fault = entryFault(row, sameCase ? before : undefined)
      if (fault) return { count, fault }
      facts.push({ ...join(row), by: row.by } as Heard)
      before = row
      count++
    }
  }
  const fault = await whole()
  return { count, ...(fault && { fault }) }
}

/** The case row says what its facts come to, and ends where they end. */
async function caseFault(house: House, last: Row, facts: Heard[]): Promise<Fault | undefined> {
  const at = { caseId: last.caseId, position: last.position, type: last.type }
  const [row] = await house.sql<CaseHead[]>`
    select id, length, head, state, context from cases where agency_id = ${last.agencyId} and id = ${last.caseId}`
  if (!row) return { what: 'the case of this fact is missing', ...at }
  if (row.length !== last.position || row.head !== last.hash)
    return { what: 'the case row does not end with its last fact', ...at }
  const replayed = replay(facts, house.law())
  if (canonical(replayed.state) !== canonical(row.state) || canonical(replayed.context) !== canonical(row.context)) {
    return { what: 'the case row is not what its facts come to', ...at }
  }
  return undefined
}

async function blobFault(house: House): Promise<{ count: number; fault?: Fault }> {
  const stored = await house.sql<{ sha256: string; name: string; caseId: string; position: number | null }[]>`
    select sha256, name, case_id, null::int as position from files
    union all select sha256, title, case_id, position from letters`
  for (const [count, { sha256, name, caseId, position }] of stored.entries()) {
    try {
      await house.blobs.read(sha256)
    } catch (error) {
      const fact = position === null ? {} : { position: position + 1, type: 'letterMade' }
      return { count, fault: { what: (error as Error).message, file: name, caseId, ...fact } }
    }
  }
  return { count: stored.length }
}

/** The leaves are the ledger's hashes, and every checkpoint signs the root that they give. */
async function logFault(house: House): Promise<Fault | undefined> {
  const [odd] = await house.sql<{ caseId: string; position: number; type: string }[]>`
    select log.case_id, log.position, l.type from log left join ledger l using (agency_id, case_id, position)
    where l.hash is distinct from log.hash limit 1`
  if (odd) return { what: 'the log holds another hash for this fact', ...odd }
  const signed = await house.sql<
    { size: string; root: string; note: string }[]
  >`select size, root, note from checkpoints order by size`
  const known = new Map<string, string>()
  const at = (level: number, index: number) => known.get(`${level}/${index}`)!
  const key = verifierKey(house.keys)
  let size = 0
  let next = 0
  for await (const batch of house.sql<{ hash: string }[]>`select hash from log order by index`.cursor(1_000)) {
    for (const { hash } of batch) {
      for (const node of completedBy(size, leafHash(Buffer.from(hash, 'hex')), at))
        known.set(`${node.level}/${node.index}`, node.hash)
      size++
      const checkpoint = signed[next]
      if (checkpoint && Number(checkpoint.size) === size) {
        const said = opened(checkpoint.note, key)
        if (said?.root !== rootOf(size, at)) return { what: `the checkpoint of size ${size} does not sign this log` }
        next++
      }
    }
  }
  return next < signed.length ? { what: 'facts that a checkpoint signed are missing from the log' } : undefined
}
