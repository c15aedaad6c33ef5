/** Searches a second among 100,000 published items, beside the same questions asked by ILIKE without an index. */
import type postgres from 'postgres'
import { fold } from '../../src/ground/fold.ts'
import { type Asked, CONNECTIONS, rawConnections, toProduct, toSql } from './asked.ts'
import { ITEMS, manyItems } from './items.ts'
import { median, moreIsBetter, type Result } from './result.ts'

const ROUNDS = 3
const PAGE = 20
/** Two to eight characters: a word, a road with its matter, part of a 文号, what stands nowhere. */
const QUESTIONS = [
  '排污',
  '梨花路危旧房',
  '补偿方案',
  '云溪发〔2023〕417号',
  '加装电梯补贴',
  '竹林街 学区',
  '柳',
  '飞碟降落',
]

type Rated = { seconds: number; waits: readonly number[] }

export async function benchSearch(): Promise<Result> {
  const office = await manyItems()
  const raw = rawConnections(office.house.databaseUrl)
  try {
    const asked: Asked = {
      questions: QUESTIONS.map((q) => ({
        path: `/api/v1/released?q=${encodeURIComponent(q)}`,
        raw: async (sql) => ({ ids: (await byScan(sql, q)).map(({ id }) => id) }),
      })),
      idsIn: (body) => (JSON.parse(body) as { released: { id: string }[] }).released.map(({ id }) => id),
    }
    // Best first and newest first are two orders: as many must be found.
    for (const { path, raw: ask } of asked.questions) {
      const found = asked.idsIn((await office.app.inject({ url: path })).body).length
      const scanned = Math.min(PAGE, (await ask(raw)).ids.length)
      if (found !== scanned) throw new Error(`${path}: ${found} found, ${scanned} by scanning`)
    }
    const [ours, theirs] = [[], []] as [Rated[], Rated[]]
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await toProduct(office, asked))
      theirs.push(await toSql(raw, asked))
    }
    const rate = (all: Rated[]) => median(all.map(({ seconds, waits }) => waits.length / seconds))
    return moreIsBetter({
      bench: 'search',
      value: rate(ours),
      unit: 'searches/s',
      baseline: `the same ${QUESTIONS.length} questions by ILIKE over all ${ITEMS} items, ${CONNECTIONS} connections`,
      baselineValue: rate(theirs),
    })
  } finally {
    await raw.end()
  }
}

/** What a search without an index of its own comes to. */
const byScan = (sql: postgres.Sql, q: string) => {
  const words = q.split(' ').map((word) => `%${fold(word)}%`)
  return sql<{ id: string }[]>`
    select r.*, a.name as agency_name from released r join agencies a on a.id = r.agency_id
    where r.withdrawn_on is null and r.search ilike all(${words}::text[])
    order by r.released_on desc, r.id desc limit ${PAGE + 1}`
}
