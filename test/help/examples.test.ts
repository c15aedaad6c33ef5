/** 案例分析: the judged losses by outcome, and the office's own, without names, approved by somebody else of legal staff. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lossesAsExamples } from '../../src/drill/as-examples.ts'
import { OUTCOMES } from '../../workflows/disclosure/vocabulary.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const EXAMPLE = {
  ...{ outcome: 'notHeld', title: '只查了电子系统就答复不存在', facts: '某人申请多年前的批复，承办人只查了公文系统。' },
  ...{ comment: '没有查纸质档案，检索义务没有尽到。', lesson: '先问清年代，再定检索范围。' },
  article: '条例第三十六条第（四）项',
}

test('every judged loss is an example with a comment and a lesson; most say how the case was answered', () => {
  const all = lossesAsExamples()
  expect(all.length).toBeGreaterThan(20)
  for (const { title, comment, lesson, article, outcome } of all) {
    for (const text of [title, comment, lesson, article]) expect(text.trim()).not.toBe('')
    if (outcome) expect(Object.keys(OUTCOMES)).toContain(outcome)
  }
  expect(all.filter(({ outcome }) => outcome).length).toBeGreaterThan(5)
})

test('an example is written, stays with its writer and legal staff until another of them approves it, and is found by outcome and words', async () => {
  const { handler, counsel, registrar } = office
  const made = await handler.posts('/examples', '', EXAMPLE)
  expect(made.status, made.text).toBe(303)
  const at = String(made.headers.location)
  expect((await registrar.gets(at)).status).toBe(404)
  expect((await counsel.gets('/examples')).text).toContain('等待批准')
  const waits = '有 1 个案例等待您批准'
  expect((await counsel.gets('/desk')).text).toContain(waits)
  for (const who of [handler, office.head]) expect((await who.gets('/desk')).text).not.toContain('等待您批准')
  const approved = await counsel.posts(`${at}/decision`, '', { state: 'approved' })
  expect(approved.status, approved.text).toBe(303)
  expect((await registrar.gets(at)).text).toContain('data-state="approved"')
  expect((await counsel.gets('/desk')).text).not.toContain('等待您批准')
  const found = async (query: string) => (await registrar.gets(`/examples?${query}`)).text.includes(`href="${at}"`)
  expect(await found('outcome=notHeld&q=' + encodeURIComponent('纸质档案'))).toBe(true)
  expect(await found('outcome=disclosed')).toBe(false)
  expect(await found('q=' + encodeURIComponent('没有这个词'))).toBe(false)
  // Changed, it waits again; what somebody else changed meanwhile is not overwritten.
  const changed = await handler.posts(at, '', { ...EXAMPLE, lesson: '查纸质目录。', from: '2' })
  expect(changed.status, changed.text).toBe(303)
  for (const from of ['2', '100', '999999999', '99999999999', ''])
    expect((await handler.posts(at, '', { ...EXAMPLE, from })).status, from).toBe(422)
  // Until it is approved everybody else reads what was: in the list, and on its page.
  const read = await registrar.gets(at)
  expect([read.status, read.text.includes('先问清年代'), read.text.includes('查纸质目录')]).toEqual([200, true, false])
  expect(read.text).toContain('另有修改等待批准')
  expect(await found('outcome=notHeld')).toBe(true)
  expect((await handler.gets(at)).text).toContain('查纸质目录')
  // Refused, the words that were approved stand; refused once more, they are taken out.
  expect((await counsel.posts(`${at}/decision`, '', { state: 'withdrawn', why: '不妥' })).status).toBe(303)
  expect((await registrar.gets(at)).text).toContain('先问清年代')
  expect((await handler.gets(at)).text).toContain('修改没有批准')
  expect((await handler.posts(at, '', { ...EXAMPLE, lesson: '查目录。', from: '4' })).status).toBe(303)
  expect((await counsel.posts(`${at}/decision`, '', { state: 'approved' })).status).toBe(303)
  expect((await registrar.gets(at)).text).toContain('查目录。')
  expect((await counsel.posts(`${at}/decision`, '', { state: 'approved' })).status).toBe(409)
  expect((await counsel.posts(`${at}/decision`, '', { state: 'withdrawn' })).status).toBe(303)
  expect((await registrar.gets(at)).status).toBe(404)
  expect(await found('outcome=notHeld')).toBe(false)
  expect((await counsel.posts(`${at}/decision`, '', { state: 'withdrawn' })).status).toBe(409)
})

test('a name of whoever applied is told, to be changed or confirmed as none of a person', async () => {
  await office.caseUntil('submitted')
  const [{ name }] = await office.sql<[{ name: string }]>`
    select applicant_name as name from cases where agency_id = 'yunxi' and length(applicant_name) > 1 limit 1`
  const facts = `${[...name].join(' ')}申请多年前的批复。`
  const refused = await office.handler.posts('/examples', '', { ...EXAMPLE, facts })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain(`写有申请人的姓名、名称：${name}`)
  expect(refused.text).toContain('name="namesKept"')
  expect(refused.text).toContain('先问清年代') // what was typed is kept
  expect((await office.handler.posts('/examples', '', { ...EXAMPLE, facts, namesKept: 'yes' })).status).toBe(303)
  const [{ n }] = await office.sql<[{ n: number }]>`select count(*)::int as n from example_cases where facts = ${facts}`
  expect(n, 'once').toBe(1)
})

test('whoever is named by a number is not published, and nobody approves their own', async () => {
  const named = await office.handler.posts('/examples', '', {
    ...EXAMPLE,
    facts: '张三，电话 13800000000，申请某批复。',
  })
  expect([named.status, named.text.includes('不能公开')]).toEqual([422, true])
  expect(named.text).toContain('先问清年代') // what was typed is kept
  const own = await office.counsel.posts('/examples', '', EXAMPLE)
  expect((await office.counsel.gets('/desk')).text).not.toContain('有 2 个案例')
  const refused = await office.counsel.posts(`${own.headers.location}/decision`, '', { state: 'approved' })
  expect([refused.status, refused.text.includes('由另一位法制审核员批准')]).toEqual([409, true])
  // Not after somebody else has refused it, either: it is still their own.
  await office.sql`
    insert into example_cases select (jsonb_populate_record(e, '{"n": 2, "state": "withdrawn", "by": "staff:other"}')).*
    from example_cases e where id = ${String(own.headers.location).split('/').at(-1)!} and n = 1`
  const again = await office.counsel.posts(`${own.headers.location}/decision`, '', { state: 'approved' })
  expect([again.status, again.text.includes('由另一位法制审核员批准')]).toEqual([409, true])
  expect((await office.registrar.posts('/examples', '', EXAMPLE)).status).toBe(403)
})
