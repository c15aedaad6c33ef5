/** What the reading room asks, of a word, a sentence and what comes near, goes by an index, however many items there are. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { search } from '../../src/released/search.ts'
import { fillRoom } from '../release/ten-thousand.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
const sent: { query: string; parameters: unknown[] }[] = []
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  await fillRoom(office.sql, 4_000)
  for (const table of ['released', 'released_pair_counts']) await office.sql.unsafe(`vacuum analyze ${table}`)
  office.house.sql.options.debug = (_, query, parameters) =>
    void sent.push({ query, parameters: parameters as unknown[] })
}, 60_000)
afterAll(() => office.close())

test.each([
  ['the newest', {}],
  ['a word', { q: '老旧小区改造' }],
  ['a word that hardly any item holds', { q: '营养膳食 梨花路' }],
  ['what goes by other names', { q: '拆迁' }],
  ['a sentence', { q: '老小区装电梯政府补多少钱' }],
  ['what no item holds', { q: '校车路线有没有变化 火星' }],
  ['a sentence, of one agency', { q: '垃圾分类怎么罚款', agency: 'yunxi' }],
] as const)('%s', async (_, question) => {
  sent.length = 0
  await search(office.house.sql, question)
  const asked = sent.splice(0).filter(({ query }) => /^\s*(?:select|with)/.test(query) && /\breleased\b/.test(query))
  expect(asked.length).toBeGreaterThan(0)
  for (const { query, parameters } of asked) {
    const rows = await office.sql.unsafe<{ 'QUERY PLAN': string }[]>(`explain ${query}`, parameters as never[])
    const plan = rows.map((row) => Object.values(row)[0]).join('\n')
    expect(plan, query).not.toMatch(/Seq Scan on released(?:_pair_counts)?\b/)
  }
})
