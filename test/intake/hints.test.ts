/** Hints against the judgement of a patient clerk, over requests as people write them; and none of them stands in the way. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { hintsFor } from '../../src/intake/hints.ts'
import { HINT_IDS } from '../../src/web/words/hint-ids.ts'
import { asJson, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

type Row = [title: string, description: string, hints: string, before?: 'before']
const ROWS = parse(readFileSync(new URL('hints.yaml', import.meta.url), 'utf8')) as Row[]

const expected = (hints: string) => HINT_IDS.filter((hint) => hints.split(' ').includes(hint))
const given = ([title, description, , before]: Row) =>
  hintsFor({ title, description, earlier: before ? [`${title}\n${description}`] : [] })

describe('the table', () => {
  test('has two hundred requests and more, no two alike, and every hint several times', () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(200)
    expect(new Set(ROWS.map(([title, description]) => `${title}\n${description}`)).size).toBe(ROWS.length)
    for (const hint of HINT_IDS)
      expect(ROWS.filter(([, , hints]) => hints.split(' ').includes(hint)).length, hint).toBeGreaterThanOrEqual(5)
    for (const [, , hints] of ROWS)
      for (const hint of hints.split(' ').filter(Boolean)) expect(HINT_IDS).toContain(hint)
  })

  test('nine of ten are read as the clerk reads them', () => {
    const wrong = ROWS.filter((row) => given(row).join() !== expected(row[2]).join())
    const named = wrong.map((row) => `${row[0]}: ${given(row).join(' ') || '-'}, not ${row[2] || '-'}`).join('\n')
    expect(1 - wrong.length / ROWS.length, named).toBeGreaterThanOrEqual(0.9)
  })

  test('a clear request is left in peace: of those without a hint, at most one in fifteen gets one', () => {
    const clear = ROWS.filter(([, , hints]) => hints === '')
    const bothered = clear.filter((row) => given(row).length > 0)
    expect(bothered.length / clear.length, bothered.map(([title]) => title).join()).toBeLessThan(1 / 15)
  })
})

describe('reading', () => {
  test.each([
    ['a very long text', '征收补偿方案'.repeat(20_000)],
    ['many brackets', '（1）'.repeat(10_000)],
    ['nothing but blanks', ' '.repeat(50_000)],
    ['one letter', 'a'.repeat(50_000)],
    ['halves of characters', '\ud842'.repeat(1_000)],
  ])('%s ends', (_, description) => {
    expect(Array.isArray(hintsFor({ title: description.slice(0, 200), description }))).toBe(true)
  })

  test('the same request in other spacing is the same', () => {
    const earlier = ['征收补偿方案\n示例路项目2023年的征收补偿方案。']
    const now = { title: '征收补偿方案', description: ' 示例路项目２０２３年的征收补偿方案。', earlier }
    expect(hintsFor(now)).toEqual(['repeated'])
    expect(hintsFor({ ...now, description: '示例路项目2024年的征收补偿方案。' })).toEqual([])
  })
})

describe('a hint', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
  })
  afterAll(() => office.close())

  test('never blocks: the API takes every request of the table', async () => {
    for (const [title, description] of ROWS) {
      const answer = await office.citizen.triesToFile(application({ request: { title, description } }))
      expect([answer.status, title]).toEqual([201, title])
    }
  })

  test('is told to whoever asks, in their language, and nothing is kept', async () => {
    const asks = (body: object) => send(office.app, { method: 'POST', url: '/api/v1/hints', ...asJson(body) })
    const [before] = await office.sql`select count(*)::int as n from cases`
    const answer = await asks({ title: '举报', description: '我要举报，请查处。' })
    expect(answer.status).toBe(200)
    expect(answer.json.hints).toEqual([{ hint: 'petition', text: expect.stringContaining('第三十九条') }])
    expect(answer.json.still).toContain('您仍可以提交')
    const english = await asks({ title: 'Documents', description: 'All documents please.', language: 'en' })
    expect(english.json.hints).toEqual([{ hint: 'vague', text: expect.stringContaining('Article 30') }])
    expect((await asks({ title: '', description: '' })).json.hints).toEqual([])
    expect((await asks({ title: 7 })).status).toBe(422)
    expect(await office.sql`select count(*)::int as n from cases`).toEqual([before])
  })

  test('may be asked for often, not without end', async () => {
    const asks = () =>
      send(office.app, {
        method: 'POST',
        url: '/api/v1/hints',
        remoteAddress: '10.9.9.9',
        ...asJson({ title: '文件', description: '有关文件' }),
      })
    let status = 200
    for (let n = 0; n < 200 && status === 200; n++) status = (await asks()).status
    expect(status).toBe(429)
  })
})
