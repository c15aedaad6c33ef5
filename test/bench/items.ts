/** A reading room of 100,000 items: titles, numbers and summaries as a county has them. */
import { join } from 'node:path'
import type { Sql } from '../../src/db/client.ts'
import { seedDistrict } from '../../src/demo/seed-district.ts'
import { bigramsOf, fold } from '../../src/ground/fold.ts'
import { newId } from '../../src/ground/ids.ts'
import type { OpenHouse } from '../../src/open-house.ts'
import { TOPICS } from '../../src/web/words/topics.ts'
import { withoutIndexes } from './indexes.ts'
import { kept } from './kept.ts'
import { CASES, KEPT, madeOnce } from './million.ts'
import { openOffice, startServer } from './office.ts'
import { MATTERS, PAPERS, PLACES, ROADS } from './words.ts'

/** One case in ten leads to something that all may read. */
export const ITEMS = CASES / 10
const BATCH = 2_000

export const manyItems = kept(async () => {
  const server = await startServer(KEPT && join(KEPT, 'room'))
  const office = await openOffice(server, (house) => madeOnce(server, `${ITEMS} items`, () => fill(house)))
  return {
    ...office,
    async close() {
      await office.close()
      await server.stop()
    },
  }
})

async function fill(house: OpenHouse): Promise<void> {
  await seedDistrict(house)
  const { sql } = house
  const agencies = (await sql<{ id: string }[]>`select id from agencies order by position`).map(({ id }) => id)
  await withoutIndexes(sql, 'released', async () => {
    for (let start = 0; start < ITEMS; start += BATCH) await insert(sql, agencies, start)
  })
  await sql`vacuum analyze released`
}

const pick = <T>(of: readonly T[], n: number): T => of[n % of.length]!

async function insert(sql: Sql, agencies: readonly string[], start: number): Promise<void> {
  const rows = Array.from({ length: Math.min(BATCH, ITEMS - start) }, (_, i) => {
    const n = start + i
    const [year, place] = [2008 + (n % 18), `${pick(ROADS, n * 7)}${pick(PLACES, n >> 4)}`]
    const [matter, paper] = [pick(MATTERS, n * 3 + (n >> 5)), pick(PAPERS, n + (n >> 7))]
    const title = `${place}${matter}${paper}（${year}年第${n}号）`
    const number = `云溪发〔${year}〕${n % 900}号`
    const summary = `${place}的${matter}，含${pick(PAPERS, n * 11)}和${pick(PAPERS, n * 13)}，由${pick(ROADS, n * 17)}片区负责实施，${pick(MATTERS, n * 19)}同步推进。`
    const text = [title, number, summary].map(fold).join('\n')
    const on = `${year}-${String((n % 12) + 1).padStart(2, '0')}-15`
    return {
      ...{ id: `${year}-${String(n).padStart(6, '0')}`, uid: newId(new Date(on)), agency: pick(agencies, n >> 3) },
      ...{ title, number, summary, topic: pick(Object.keys(TOPICS), n), on, text, pairs: bigramsOf(text) },
    }
  })
  await sql`
    insert into released (id, uid, agency_id, title, document_number, summary, topic, released_on, version, updated_at, search, pairs)
    select id, uid, agency, title, number, summary, topic, "on", 1, "on", text,
      array_to_tsvector(array(select jsonb_array_elements_text(pairs)))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
      (id text, uid uuid, agency text, title text, number text, summary text, topic text, "on" date, text text, pairs jsonb)`
}
