/** Open statistics: nothing is public before the head publishes a year; then as it was published, with small numbers suppressed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  for (let i = 0; i < 3; i++) await office.caseUntil(i === 0 ? 'replyServed' : 'registered')
})
afterAll(() => office.close())

const publishes = (published: boolean, who = office.head, year = 2026) =>
  who.posts('/api/v1/open-figures?agency=yunxi', '', { year, published, why: '按照工作要点公布。' })
const reads = async () => (await send(office.app, { url: '/api/v1/figures' })).json.figures as Figures[]
type Figures = {
  year: number
  agencies: { code: string }[]
  tables: { table: string; kinds: string[]; cells: (number | null)[][]; sums: (number | null)[]; totals: number[] }[]
}

test('nothing is public by itself; a year that runs cannot be published', async () => {
  expect(await reads()).toEqual([])
  expect((await send(office.app, { url: '/figures' })).text).toContain('还没有公布统计数据')
  expect((await send(office.app, { url: '/en/figures' })).text).toContain('No statistics have been published')
  expect((await publishes(true)).json.errors).toMatchObject([{ field: 'year', code: 'UNFIT' }])
})

test('what the head publishes is read by anybody: totals as in table 3, small numbers and what would tell them suppressed', async () => {
  office.itIs('2027-01-05')
  for (const who of [office.supervisor, office.handler]) expect((await publishes(true, who)).status).toBe(403)
  const done = await publishes(true)
  expect(done.status, done.text).toBe(201)
  expect((await publishes(true)).json.code).toBe('FACT_REFUSED')
  const [figures] = await reads()
  const channel = figures!.tables.find(({ table }) => table === 'channel')!
  const at = figures!.agencies.findIndex(({ code }) => code === 'yunxi')
  expect(channel.totals[at]).toBe(3)
  expect(channel.cells[at]![channel.kinds.indexOf('online')]).toBeNull()
  expect(channel.sums[channel.kinds.indexOf('online')]).toBeNull()
  const report = (await office.head.gets('/api/v1/reports/annual?year=2026&agency=yunxi')).json
  expect(channel.totals[at]).toBe(report.table3.find(({ row }: { row: string }) => row === '1').total)
  const page = (await send(office.app, { url: '/figures?year=2026' })).text
  expect(page).toContain('2026年统计数据')
  expect(page).toContain('＊')
  const home = async (url: string) => (await send(office.app, { url })).text
  expect(await home('/')).toContain('<a href="/figures">')
  expect(await home('/en/')).toContain('<a href="/en/figures">')
  const csv = (await send(office.app, { url: '/api/v1/figures.csv?year=2026' })).text
  expect(csv).toContain('2026,yunxi,')
  expect(csv).toContain(',*\r\n')
})

test('it stays as it was published though cases change, until it is taken back', async () => {
  const before = await reads()
  await office.sql`update cases set received_on = '2025-12-01' where stage = 'register'`
  expect(await reads()).toEqual(before)
  expect((await publishes(false)).status).toBe(201)
  expect(await reads()).toEqual([])
  expect((await publishes(false)).json.code).toBe('FACT_REFUSED')
  const lines = await office.sql<{ detail: { after: object } }[]>`
    select detail from audit_lines where what = 'openFigures' order by at, id`
  expect(lines.map(({ detail }) => detail.after)).toMatchObject([{ published: true }, { published: false }])
  await expect(office.sql`update open_figures set published = true`).rejects.toThrow()
  const page = await office.head.gets('/open-figures?agency=yunxi&year=2026')
  expect(page.text).toContain('没有公布')
})

test('published once, it is published again as it was, whatever counts now: old and new beside each other would tell small figures', async () => {
  const changed = await publishes(true)
  expect([changed.status, changed.json.code]).toEqual([409, 'FACT_REFUSED'])
  expect(changed.text).toContain('只能恢复公布原来的数字')
  const page = await office.head.gets('/open-figures?agency=yunxi&year=2026')
  expect(page.text).toContain('恢复公布2026年的数据')
  const back = await office.head.posts('/open-figures?agency=yunxi', '', {
    ...{ year: '2026', published: 'yes', again: 'yes', why: '恢复公布。' },
  })
  expect(back.status, back.text).toBe(303)
  const [first, , again] = await office.sql<{ content: object }[]>`select content from open_figures order by n`
  expect(again!.content).toEqual(first!.content)
  expect((await office.head.gets('/open-figures?agency=yunxi&year=2026')).text).not.toContain('先撤下再公布')
})

test('whoever stands in the table of an office publishes none of their own, nor the other way round, taken back or not', async () => {
  const bureau = (year: number) =>
    office.head.posts('/api/v1/open-figures?agency=yunxi-zjj', '', { year, published: true, why: '单独公布。' })
  const own = await bureau(2026)
  expect([own.status, own.json.code]).toEqual([409, 'FACT_REFUSED'])
  expect(own.text).toContain('办理记录')
  const { id } = await office.caseUntil('registered', application({ agency: 'yunxi-zjj' }))
  await office.sql`update cases set received_on = '2026-11-02' where id = ${id}`
  expect((await bureau(2026)).text).toContain('公布的表中')
  await office.sql`update cases set received_on = '2025-11-02' where id = ${id}`
  expect((await bureau(2025)).status).toBe(201)
  await office.head.posts('/api/v1/open-figures?agency=yunxi-zjj', '', { year: 2025, published: false, why: '撤下。' })
  const both = await publishes(true, office.head, 2025)
  expect([both.status, both.json.code]).toEqual([409, 'FACT_REFUSED'])
  expect(both.text).toContain('已经单独公布过2025年的数据')
})

test('a year without a record has no figures', async () => {
  const done = await publishes(true, office.head, 2019)
  expect([done.status, done.text.includes('系统中没有2019年的办理记录')]).toEqual([409, true])
})
