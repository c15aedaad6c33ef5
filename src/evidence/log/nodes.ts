/** Nodes of the log as they are kept. SQL: jobs and verification ask; the wanted ones are many, and go in as one parameter. */
import { json, type Sql, type Tx } from '../../db/client.ts'
import type { Node, NodeAt } from './merkle.ts'

/** What is reckoned from nodes that are kept: `work` is done twice, first to learn which ones it asks for. */
export async function fromNodes<T>(sql: Sql | Tx, work: (at: NodeAt) => T): Promise<T> {
  const wanted = new Map<string, { level: number; index: number }>()
  work((level, index) => {
    wanted.set(`${level}/${index}`, { level, index })
    return ''
  })
  const nodes = await sql<Node[]>`
    select n.level, n.index::int, n.hash from log_nodes n
    join jsonb_to_recordset(${json([...wanted.values()])}::jsonb) as w (level int, index bigint)
      on n.level = w.level and n.index = w.index`
  const hashes = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))
  return work((level, index) => {
    const hash = hashes.get(`${level}/${index}`)
    if (hash === undefined) throw new Error(`the log lacks the node ${level}/${index}`)
    return hash
  })
}
