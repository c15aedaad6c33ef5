/** The facts of a case as they stand in the log, and each one's way up to the root that the office signed. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { type Db, json } from '../../db/client.ts'
import type { CaseKey } from '../../ground/case-key.ts'
import type { Keys } from '../../ground/keys.ts'
import type { House } from '../../house.ts'
import type { Entry } from '../../ledger/hashed.ts'
import { ledger, words } from '../../ledger/tables.ts'
import { openedWords } from '../../ledger/words.ts'
import { inclusionProof, type Node } from '../log/merkle.ts'
import { checkpoints, log } from '../tables.ts'

/** One line of facts.jsonl: the ledger's entry, its hash, the words and the salt that open its commitment. */
export type FactInBundle = Entry & {
  hash: string
  salt: string | null
  said: Record<string, unknown> | null
  index: number
}

/** One line of proofs.jsonl: the way of the fact of the same line up to the root. */
export type ProofInBundle = { index: number; proof: string[] }

/** First to last, each with its place in the log. */
export async function factsInLog(db: Db, keys: Keys, { agencyId, caseId }: CaseKey): Promise<FactInBundle[]> {
  const [l, w] = [ledger, words]
  const rows = await db
    .select({
      ...{ agencyId: l.agencyId, caseId: l.caseId, position: l.position, type: l.type, on: l.on, open: l.open },
      ...{ words: l.words, by: l.by, at: l.at, previousHash: l.previousHash, hash: l.hash },
      ...{ sealed: w.sealed, index: log.index },
    })
    .from(l)
    .leftJoin(w, and(eq(w.agencyId, l.agencyId), eq(w.caseId, l.caseId), eq(w.position, l.position)))
    .innerJoin(log, and(eq(log.agencyId, l.agencyId), eq(log.caseId, l.caseId), eq(log.position, l.position)))
    .where(and(eq(l.agencyId, agencyId), eq(l.caseId, caseId)))
    .orderBy(asc(l.position))
  return rows.map(({ sealed, index, ...entry }) => {
    const { salt, said } = openedWords(keys, entry, sealed) ?? { salt: null, said: null }
    return { ...entry, at: new Date(entry.at).toISOString(), salt, said, index }
  })
}

type Signed = { size: number; root: string; note: string; at: string }

/** Each fact's way up to the root that the last checkpoint signs. */
export async function proofs(
  house: Pick<House, 'sql' | 'db'>,
  facts: readonly FactInBundle[],
): Promise<Signed & { proofs: ProofInBundle[] }> {
  const { size, root, note, at: day } = checkpoints
  const [last] = await house.db.select({ size, root, note, at: day }).from(checkpoints).orderBy(desc(size)).limit(1)
  const needed = new Map<string, { level: number; index: number }>()
  const ask = (level: number, index: number) => {
    needed.set(`${level}/${index}`, { level, index })
    return '' // only the question matters in this pass
  }
  for (const fact of facts) inclusionProof(fact.index, last!.size, ask)
  // SQL: the wanted nodes are many, and go in as one parameter.
  const nodes = await house.sql<Node[]>`
    select n.level, n.index::int, n.hash from log_nodes n
    join jsonb_to_recordset(${json([...needed.values()])}::jsonb) as w (level int, index bigint)
      on n.level = w.level and n.index = w.index`
  const hashes = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))
  const at = (level: number, i: number) => hashes.get(`${level}/${i}`)!
  return {
    ...last!,
    proofs: facts.map((fact) => ({ index: fact.index, proof: inclusionProof(fact.index, last!.size, at) })),
  }
}
