/** A word that a room is full of: found in the years in which its page lies, in the same order and number as by reading everything. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish, withdraw } from '../../src/released/publish.ts'
import type { Topic } from '../../src/web/words/topics.ts'
import { send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'

type Item = { id: string; title: string; number: string; summary: string; topic: Topic; agency: string; on: string }
const YEARS = [2022, 2023, 2024, 2025]
const OF_A_YEAR = 30

let office: Office
const items: Item[] = []
const asked: string[] = []
beforeAll(async () => {
  office = await openOffice({ ownPools: true })
  // Of each year half say it in the title, a third of the others in the 文号, the rest in the summary; two words are apart.
  for (const year of YEARS)
    for (let n = 0; n < OF_A_YEAR; n++)
      items.push(
        await put({
          title: n % 2 ? `第${n}号公报（${n % 4 === 1 ? '湖区' : '河段'}）` : `第${n}号${n % 4 ? '河段' : '湖区'}材料`,
          number: n % 6 === 0 ? `云公报〔${year}〕${n}号` : '',
          summary: n % 5 ? '随公报一并公开。' : '公报，湖区。',
          topic: n % 3 ? 'land' : 'budget',
          agency: n % 4 ? 'yunxi' : 'yunxi-jyj',
          on: `${year}-0${1 + (n % 9)}-10`,
        }),
      )
  office.house.readers.sql.options.debug = (_, query) => void asked.push(query)
})
afterAll(() => office.close())

async function put({ title, number, summary, topic, agency, on }: Omit<Item, 'id'>): Promise<Item> {
  const id = await office.sql.begin((tx) =>
    publish(tx, agency, { title, documentNumber: number || null, summary, topic, madeOn: null }, [], {
      ...{ on, by: 'staff:registrar', at: new Date(`${on}T10:00:00+08:00`) },
    }),
  )
  return { id, title, number, summary, topic, agency, on }
}

type Query = { q: string; agency?: string; topic?: string; from?: string; to?: string }

/** Best first, by reading every item. */
function expected({ q, agency, topic, from = '', to = '9' }: Query): string[] {
  const words = q.split(' ')
  const scoreOf = ({ title, number, summary }: Item) =>
    words.reduce((sum, word) => {
      const score = title.includes(word) ? 3 : number.includes(word) ? 2 : summary.includes(word) ? 1 : Number.NaN
      return sum + score
    }, 0)
  return items
    .map((item) => ({ ...item, score: scoreOf(item) }))
    .filter((item) => item.score > 0 && (!agency || item.agency === agency) && (!topic || item.topic === topic))
    .filter(({ on }) => from <= on && on <= to)
    .sort((a, b) => b.score - a.score || (b.on + b.id).localeCompare(a.on + a.id))
    .map(({ id }) => id)
}

const ask = async (query: Record<string, string>) =>
  (await send(office.app, { url: `/api/v1/released?${new URLSearchParams(query)}` })).json

/** Every page of it, one after the other. */
async function found(query: Query): Promise<string[]> {
  const ids: string[] = []
  let cursor = ''
  do {
    const page = await ask({ ...query, ...(cursor && { cursor }) })
    ids.push(...page.released.map(({ id }: { id: string }) => id))
    cursor = page.next ?? ''
  } while (cursor)
  return ids
}

test.each<Query>([
  { q: '公报' },
  { q: '公报 湖区' },
  { q: '河段' },
  { q: '公报', agency: 'yunxi-jyj' },
  { q: '公报', topic: 'budget' },
  { q: '公报', from: '2023-01-01', to: '2023-12-31' },
  { q: '公报', from: '2022-05-20', to: '2024-04-01', topic: 'land' },
  { q: '第7号公报' },
])('every page of %o', async (query) => {
  const ids = expected(query)
  expect(ids.length).toBeGreaterThan(0)
  expect(await found(query)).toEqual(ids)
})

test('its first pages read their own years alone, once it is counted', async () => {
  await ask({ q: '公报' })
  asked.length = 0
  const { next } = await ask({ q: '公报' })
  await ask({ q: '公报', cursor: next })
  expect(asked.filter((query) => /from released r/.test(query))).toEqual([
    expect.stringMatching(/r\.released_on between/),
    expect.stringMatching(/r\.released_on between/),
  ])
  expect(asked.filter((query) => /r\.pairs @@/.test(query))).toEqual([])
})

test('the numbers are counted once, and anew as soon as anything is published, changed or withdrawn', async () => {
  const totalOf = async () =>
    Number(/找到 (\d+) 条/.exec((await send(office.app, { url: `/released?q=${encodeURI('公报')}` })).text)![1])
  const counts = () => asked.filter((query) => /group by 1, 2, 3, 4/.test(query)).length
  expect(await totalOf()).toBe(items.length)
  asked.length = 0
  expect(await totalOf()).toBe(items.length)
  expect(counts()).toBe(0)
  const { title, number, summary, topic, agency } = items[0]!
  const added = await put({ title, number, summary, topic, agency, on: '2025-10-10' })
  expect(await totalOf()).toBe(items.length + 1)
  expect(await found({ q: '公报', from: '2025-10-10' })).toEqual([added.id])
  const change = { on: '2025-10-11', why: '重复', by: 'staff:registrar', at: new Date('2025-10-11T10:00:00+08:00') }
  await office.sql.begin((tx) => withdraw(tx, added.id, change))
  expect(await totalOf()).toBe(items.length)
  expect(await found({ q: '公报', from: '2025-10-10' })).toEqual([])
  expect(counts()).toBe(2)
})
