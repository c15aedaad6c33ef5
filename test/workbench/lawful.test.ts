/** A template with an error of law would put it into every letter: it can be written, and is neither submitted nor approved. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedSource } from '../../src/letters/templates/shipped.ts'
import { type Office, openOffice } from '../support/house.ts'
import { needs } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const WRONG = '参照法释〔2011〕17号和《条例》第五十七条的规定，特此说明。'
const RIGHT = '参照法释〔2025〕8号的规定，特此说明。'
const saying = (words: string) => shippedSource('internalAffairs').replace('{{> contact}}', `${words}\n\n{{> contact}}`)

type Who = 'counsel' | 'head'
const act = (who: Who, n: number, noun: string, more: object = {}) =>
  office[who].posts(`/templates/internalAffairs/versions/${n}/${noun}`, '', { why: '核对。', confirm: 'yes', ...more })
const page = async (who: Who | 'handler', url: string) => needs(await office[who].gets(url), 200, `${who} ${url}`).text
const write = async (words: string) => {
  const body = { source: saying(words), why: '补充依据。', from: 'shipped' }
  const answer = await office.counsel.posts('/templates/internalAffairs/versions', '', body)
  return Number(needs(answer, 303, 'counsel could not write').headers.location!.toString().split('/').at(-1))
}

const NAMED = ['必须改正：法释〔2011〕17号自2025年6月1日起废止', '引用的“第五十七条”不存在']

test('while it is written, each finding is named', async () => {
  const ask = async (source: string) =>
    needs(await office.counsel.posts('/api/v1/templates/check', '', { template: 'internalAffairs', source }), 200, 'x')
      .json
  const { faults, findings } = await ask(saying(WRONG))
  expect(faults).toEqual([])
  expect(findings.map(({ rule, severity }: Record<string, string>) => `${severity} ${rule}`)).toEqual([
    'error ARTICLE_EXISTS',
    'error LAW_REPEALED',
  ])
  expect((await ask(saying(RIGHT))).findings).toEqual([])
})

test('it is kept, and shown with its errors; it is not submitted, and nothing has changed', async () => {
  const n = await write(WRONG)
  for (const url of [`/templates/internalAffairs/versions/${n}`, `/templates/internalAffairs/edit?from=${n}`]) {
    const shown = await page('counsel', url)
    expect(shown, url).toContain('必须改正：')
    expect(shown, url).toContain('法释〔2011〕17号自2025年6月1日起废止')
  }
  const refused = await act('counsel', n, 'submission')
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('起草中')
  for (const words of NAMED) expect(refused.text).toContain(words)
})

test('what was submitted before the law changed is not approved, and nobody can override it', async () => {
  const n = await write(`${WRONG}补充。`)
  await office.sql`
    insert into template_acts (agency_id, template, position, version, act, day, by, at, why)
    values ('yunxi', 'internalAffairs', 1, ${n}, 'submitted', '2026-03-02', 'staff:counsel', now(), '以前提交的')`
  const refused = await act('head', n, 'approval', { day: '2026-03-10', override: 'yes' })
  expect(refused.status).toBe(409)
  for (const words of NAMED) expect(refused.text).toContain(words)
  expect(office.house.templatesFor('yunxi', '2026-03-10').get('internalAffairs')!.source).not.toContain('2011')
  needs(await act('head', n, 'return', { why: '改引现行规定。' }), 303, 'head could not return')
})

test('put right, it is submitted; who may approve it is told, and approves', async () => {
  const n = await write(RIGHT)
  const waits = '个文书模板版本等待您审核'
  expect(await page('head', '/desk')).not.toContain(waits)
  needs(await act('counsel', n, 'submission'), 303, 'counsel could not submit')
  expect(await page('head', '/desk')).toContain(`有 1 ${waits}`)
  expect(await page('head', '/templates')).toContain('有 1 个版本等待您审核')
  for (const who of ['counsel', 'handler'] as const) {
    expect(await page(who, '/desk'), who).not.toContain(waits)
    expect(await page(who, '/templates'), who).not.toContain('等待您审核：')
  }
  needs(await act('head', n, 'approval', { day: '2026-03-10' }), 303, 'head could not approve')
  expect(await page('head', '/desk')).not.toContain(waits)
})
