/** Searches a second among 100,000 published items, beside the same question asked by ILIKE without an index. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from '../../src/db/client.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { seedDistrict } from '../../src/demo/seed.ts'
import { readConfig } from '../../src/ground/config.ts'
import { newId } from '../../src/ground/ids.ts'
import { openHouse } from '../../src/open-house.ts'
import { fold, pairsOf } from '../../src/released/fold.ts'
import { search } from '../../src/released/queries.ts'
import { TOPICS } from '../../src/web/words/topics.ts'

const ITEMS = 100_000
const BATCH = 2_000
const ROUNDS = 5
/** Two to eight signs: a word, a road with its matter, part of a 文号, what stands nowhere. */
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

export async function benchSearch() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'))
  const server = await startEmbedded({ dir: join(folder, 'postgres') })
  const house = await openHouse(readConfig({ DATA_DIR: folder, DATABASE_URL: server.url }))
  const { sql } = house
  try {
    await seedDistrict(house)
    await fill(sql)
    const ours = (q: string) => search(sql, { q })
    const theirs = (q: string) => byScan(sql, q)
    // Two programs that disagree would not be worth timing.
    for (const q of QUESTIONS) {
      const [mine, scanned] = [(await ours(q)).rows.length, (await theirs(q)).length]
      if (Math.min(mine, 20) !== Math.min(scanned, 20)) throw new Error(`“${q}”: ${mine} found, ${scanned} by scanning`)
    }
    const rates: { ours: number; theirs: number }[] = []
    for (let round = 0; round < ROUNDS; round++) rates.push({ ours: await rate(ours), theirs: await rate(theirs) })
    const value = median(rates.map((one) => one.ours))
    const baselineValue = median(rates.map((one) => one.theirs))
    return {
      bench: 'search' as const,
      value: Number(value.toFixed(1)),
      unit: 'searches/s' as const,
      baseline: `the same ${QUESTIONS.length} questions by ILIKE over all ${ITEMS} items` as const,
      baselineValue: Number(baselineValue.toFixed(1)),
      ratio: Number((value / baselineValue).toFixed(2)),
    }
  } finally {
    await house.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a search without an index of its own comes to. */
const byScan = (sql: Sql, q: string) => {
  const words = q.split(' ').map((word) => `%${fold(word)}%`)
  return sql`
    select r.*, a.name as agency_name from released r join agencies a on a.id = r.agency_id
    where r.withdrawn_on is null and r.search ilike all(${words}::text[])
    order by r.released_on desc, r.id desc limit 21`
}

async function rate(ask: (q: string) => Promise<unknown>): Promise<number> {
  const started = performance.now()
  for (const q of QUESTIONS) await ask(q)
  return QUESTIONS.length / ((performance.now() - started) / 1000)
}

const ROADS = [
  '梨花',
  '竹林',
  '青石',
  '柳荫',
  '桂香',
  '梧桐',
  '清水',
  '松涛',
  '望江',
  '石桥',
  '荷塘',
  '枫林',
  '杏坛',
  '榆钱',
  '芦苇',
  '樟树',
]
const MATTERS = [
  '危旧房改造',
  '河道整治',
  '加装电梯',
  '学区划分',
  '停车收费',
  '土地出让',
  '设备采购',
  '垃圾分类',
  '排污口排查',
  '征收补偿',
]
const PAPERS = ['方案', '批复', '通知', '验收报告', '预算', '决算', '补贴标准', '公示', '合同', '汇总表']
const pick = <T>(of: readonly T[], n: number): T => of[n % of.length]!

/** Titles, numbers and summaries as a county has them, the index built when all are there. */
async function fill(sql: Sql): Promise<void> {
  await sql`drop index released_pairs`
  const topics = Object.keys(TOPICS)
  for (let start = 0; start < ITEMS; start += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, i) => {
      const n = start + i
      const [year, place] = [2008 + (n % 18), `${pick(ROADS, n * 7)}${pick(['路', '街', '巷'], n >> 4)}`]
      const [matter, paper] = [pick(MATTERS, n * 3 + (n >> 5)), pick(PAPERS, n + (n >> 7))]
      const title = `${place}${matter}${paper}（${year}年第${n}号）`
      const number = `云溪发〔${year}〕${n % 900}号`
      const summary = `${place}的${matter}，含${pick(PAPERS, n * 11)}和${pick(PAPERS, n * 13)}，由${pick(ROADS, n * 17)}片区负责实施，${pick(MATTERS, n * 19)}同步推进。`
      const text = [title, number, summary].map(fold).join('\n')
      const on = `${year}-${String((n % 12) + 1).padStart(2, '0')}-15`
      const id = `${year}-${String(n).padStart(6, '0')}`
      return {
        id,
        uid: newId(new Date(on)),
        title,
        number,
        summary,
        topic: pick(topics, n),
        on,
        text,
        pairs: pairsOf(text),
      }
    })
    await sql`
      insert into released (id, uid, agency_id, title, document_number, summary, topic, released_on, version, updated_at, search, pairs)
      select id, uid, 'yunxi', title, number, summary, topic, "on", 1, "on", text,
        array_to_tsvector(array(select jsonb_array_elements_text(pairs)))
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r
        (id text, uid uuid, title text, number text, summary text, topic text, "on" date, text text, pairs jsonb)`
  }
  await sql`create index released_pairs on released using gin (pairs)`
  await sql`analyze released`
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!
