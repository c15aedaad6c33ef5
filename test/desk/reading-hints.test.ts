/** 阅读提示: how often the words are read as whoever handles the request would; and the page that shows it all, with its reasons. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readingHints, wordsOfMatter } from '../../src/desk/hints/patterns.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

type Row = [title: string, description: string, about: string]
const ROWS = parse(readFileSync(new URL('reading-hints.yaml', import.meta.url), 'utf8')) as Row[]
const ABOUT = ['thirdParty', 'otherAgency'] as const
const AGENCY = '云溪区人民政府'
const given = ([title, description]: Row) => readingHints({ title, description }, AGENCY).map(({ about }) => about)

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test.each(ABOUT)('%s is suggested as whoever handles it would think of it', (about) => {
  const is = (row: Row) => row[2].split(' ').includes(about)
  const says = (row: Row) => given(row).includes(about)
  const right = ROWS.filter((row) => is(row) && says(row)).length
  const missed = ROWS.filter((row) => is(row) && !says(row))
  const wrong = ROWS.filter((row) => !is(row) && says(row))
  const quiet = ROWS.length - right - missed.length - wrong.length
  console.log(
    `${about}: ${right} suggested rightly, ${quiet} rightly not, ${wrong.length} wrongly (${wrong.map(([title]) => title).join('、')}), ${missed.length} missed (${missed.map(([title]) => title).join('、')})`,
  )
  expect(right / (right + missed.length)).toBeGreaterThanOrEqual(0.9)
  expect(right / (right + wrong.length)).toBeGreaterThanOrEqual(0.9)
})

test('each suggestion says what it rests on, with an article; the own business of an agency is nobody else’s', () => {
  const [hint] = readingHints({ title: '', description: '示例路改造工程的施工合同' }, AGENCY).filter(
    ({ about }) => about === 'thirdParty',
  )
  expect([hint!.because, hint!.article]).toEqual([['施工合同'], '条例第十五条、第三十二条'])
  const asked = { title: '学区划分', description: '2026年中小学学区划分方案。' }
  const whose = (agency: string) => readingHints(asked, agency).some(({ about }) => about === 'otherAgency')
  expect([whose(AGENCY), whose('云溪区教育局')]).toEqual([true, false])
})

test('the words of a matter are those that name it', () => {
  expect(wordsOfMatter('申请公开示例路改造工程的施工合同和验收报告')).toBe('示例路改造工程 施工合同 验收报告')
  expect(wordsOfMatter('有关材料')).toBe('')
})

test('the page brings together what the applicant asked before, what is like it, the count of the month and what it rests on', async () => {
  const { request, ...rest } = application()
  const asks = (title: string, more: object = {}) =>
    office.caseUntil('submitted', {
      ...rest,
      ...more,
      request: { ...request, title, description: `申请公开${title}的施工合同。` },
    })
  const first = await asks('清水桥加固工程')
  const second = await asks('清水桥加固工程')
  const page = (await office.registrar.gets(`/cases/${second.id}/hints`)).text
  expect(page).toContain(`data-beside="${first.id}"`)
  expect(page).toContain('标题相同')
  expect(page).toContain('data-nth="2"')
  expect(page).toContain('data-hint="thirdParty"')
  expect(page).toContain('因为写有：施工合同')
  expect(page).toContain('data-hint="repeated"')
  // On the case itself stands what its own words suggest, and the way there.
  const onCase = (await office.registrar.gets(`/cases/${second.id}`)).text
  expect(onCase).toMatch(/href="\/cases\/[^"]*\/hints" data-hints="\d"/)
  expect((await office.staff('admin').gets(`/cases/${second.id}/hints`)).status).toBe(403)
})

test('beside a draft stand what its letter asks for, and how the agency said it before', async () => {
  const before = await office.caseUntil('archived')
  const { id } = await office.caseUntil('assigned')
  const page = (await office.handler.gets(`/cases/${id}/wording?outcome=disclosed`)).text
  expect(page).toContain('data-template="disclosed"')
  expect(page).toContain(`data-earlier="${before.id}"`)
  expect(page).toContain('有关批复的复印件1份')
  expect((await office.handler.gets(`/cases/${id}/wording`)).text).toContain('请选择办理结果')
  expect((await office.handler.gets(`/cases/${id}`)).text).toContain(`/cases/${id}/wording`)
})
