/** The work ledger: a head plans a year, whoever answers for a task says how far it is, figures judge, and a year later one looks back. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sheetsOf } from '../../src/workbooks/read.ts'
import { type Office, openOffice } from '../support/house.ts'
import { reminded } from '../support/reminders.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url, oneFont: true })
  await office.sql`update people set email = username || '@example.gov.cn' where username in ('handler', 'head')`
})
afterAll(async () => {
  await office.close()
  await server.close()
})
beforeEach(() => {
  server.mails.length = 0
})

const PLAN = {
  title: '修订公开指南',
  demand: '修订并公布。\n与目录一致。',
  unit: '政务公开科',
  dueOn: '2026-06-30',
  year: 2026,
}
const sets = async (more: object = {}): Promise<string> => {
  const answer = await office.head.posts('/api/v1/tasks', '', { ...PLAN, ...more })
  expect(answer.status, answer.text).toBe(201)
  return answer.json.id
}
const reads = async (id: string) => (await office.head.gets(`/api/v1/tasks/${id}`)).json
const faults = (answer: { json: { errors: { field: string; code: string }[] } }) =>
  answer.json.errors.map(({ field, code }) => [field, code])

test('a task is set, changed by whoever has read it last, dropped and asked for again; every version stays', async () => {
  const id = await sets({ owner: 'handler', source: '云政办〔2026〕3号第四条' })
  expect(await reads(id)).toMatchObject({
    version: 1,
    agency: 'yunxi',
    state: 'notBegun',
    late: false,
    unit: '政务公开科',
  })
  const { title: _, ...rest } = PLAN
  const changed = await office.head.patches(`/api/v1/tasks/${id}`, { ...rest, title: '修订公开指南和目录', from: 1 })
  expect(changed.status, changed.text).toBe(200)
  const stale = await office.head.patches(`/api/v1/tasks/${id}`, { ...PLAN, from: 1 })
  expect([stale.status, faults(stale)]).toEqual([422, [['title', 'CHANGED_MEANWHILE']]])
  const dropped = await office.head.posts(`/api/v1/tasks/${id}/dropped`, '', {
    from: 2,
    dropped: true,
    why: '并入目录的修订。',
  })
  expect(dropped.json).toMatchObject({ state: 'dropped', droppedWhy: '并入目录的修订。' })
  const late = await office.head.posts(`/api/v1/tasks/${id}/progress`, '', { says: '已经完成。', done: true })
  expect([late.status, late.json.code]).toEqual([409, 'FACT_REFUSED'])
  await office.head.posts(`/api/v1/tasks/${id}/dropped`, '', { from: 3, dropped: false, why: '仍需单独修订。' })
  const { state, versions } = await reads(id)
  expect(state).toBe('notBegun')
  expect(versions.map(({ n, title }: { n: number; title: string }) => [n, title])).toEqual([
    [4, '修订公开指南和目录'],
    [3, '修订公开指南和目录'],
    [2, '修订公开指南和目录'],
    [1, '修订公开指南'],
  ])
  const lines = await office.sql`
    select subject, by, detail -> 'after' as after from audit_lines where what = 'task' order by id`
  expect(lines.map(({ after }) => after)).toEqual([
    expect.objectContaining({ title: '修订公开指南', owner: 'handler', dueOn: '2026-06-30' }),
    { title: '修订公开指南和目录', source: '', owner: null },
    { droppedWhy: '并入目录的修订。' },
    { droppedWhy: null },
  ])
  await expect(office.sql`update work_tasks set title = '' where id = ${id}`).rejects.toThrow()
})

test('whoever answers for it puts its progress down, with the proof; nobody else but the head', async () => {
  const id = await sets({ title: '培训', owner: 'handler' })
  const said = {
    says: '办了两期，参加86人。',
    evidence: '云公开办〔2026〕5号',
    link: 'https://www.example.gov.cn/1.html',
    done: true,
  }
  expect((await office.counsel.posts(`/api/v1/tasks/${id}/progress`, '', said)).status).toBe(403)
  const put = await office.handler.posts(`/api/v1/tasks/${id}/progress`, '', said)
  expect([put.status, put.json.state]).toEqual([201, 'done'])
  expect((await reads(id)).history).toMatchObject([{ ...said, by: expect.stringMatching(/^[^:]+$/) }])
  const bad = await office.handler.posts(`/api/v1/tasks/${id}/progress`, '', { says: '见附件', link: '//example.cn' })
  expect(faults(bad)).toEqual([['link', 'UNFIT']])
  const page = await office.handler.gets(`/tasks/${id}`)
  expect(page.text).toContain('href="https://www.example.gov.cn/1.html"')
  expect(page.text).toContain('已完成')
  expect(page.text, 'the handler answers for it').toContain('填写进展')
  expect((await office.counsel.gets(`/tasks/${id}`)).text).not.toContain('填写进展')
})

test.each([
  ['a person of nowhere', { owner: 'nobody-here' }, [['owner', 'NO_SUCH_PERSON']]],
  ['an administrator, who could not open it', { owner: 'admin' }, [['owner', 'NO_SUCH_PERSON']]],
  ['a security officer', { owner: 'security' }, [['owner', 'NO_SUCH_PERSON']]],
  ['an auditor', { owner: 'auditor' }, [['owner', 'NO_SUCH_PERSON']]],
  ['a day of another year', { dueOn: '2025-12-31' }, [['dueOn', 'UNFIT']]],
  ['a figure without a target', { measure: 'late' }, [['target', 'MISSING']]],
  ['a share above the whole', { measure: 'inTime', target: 101 }, [['target', 'UNFIT']]],
  ['a figure that there is not', { measure: 'happiness', target: 1 }, [['measure', 'UNFIT']]],
])('%s is refused by name', async (_, more, expected) => {
  const answer = await office.head.posts('/api/v1/tasks', '', { ...PLAN, ...more })
  expect([answer.status, faults(answer)]).toEqual([422, expected])
})

test('a task is changed to nobody who could not open it', async () => {
  const id = await sets({ title: '换岗的任务', owner: 'counsel' })
  const changed = await office.head.patches(`/api/v1/tasks/${id}`, { ...PLAN, owner: 'admin', from: 1 })
  expect([changed.status, faults(changed)]).toEqual([422, [['owner', 'NO_SUCH_PERSON']]])
  expect(await reads(id)).toMatchObject({ version: 1, owner: expect.stringMatching(/./) })
  await office.head.posts(`/api/v1/tasks/${id}/dropped`, '', { from: 1, dropped: true, why: '只是试验。' })
})

test('the repeat of a request sets nothing twice', async () => {
  const key = { key: 'set once' }
  const [one, two] = [
    await office.head.posts('/api/v1/tasks', '', { ...PLAN, title: '一次' }, key),
    await office.head.posts('/api/v1/tasks', '', { ...PLAN, title: '一次' }, key),
  ]
  expect(one.json).toEqual(two.json)
})

test('figures of the year fill a task by themselves: what was answered in time, what was made final and reported', async () => {
  const [inTime, late, annual, lost] = [
    await sets({ title: '按期答复', measure: 'inTime', target: 95, dueOn: '2026-12-31' }),
    await sets({ title: '没有逾期', measure: 'late', target: 0, dueOn: '2026-12-31' }),
    await sets({ title: '年度报告定稿', measure: 'annualFinal', target: 1, dueOn: '2026-03-31' }),
    await sets({ title: '没有被纠正', measure: 'lost', target: 0, dueOn: '2026-12-31' }),
  ]
  expect(await reads(inTime!)).toMatchObject({ figure: null, state: 'underWay' })
  expect(await reads(annual!)).toMatchObject({ figure: 0, state: 'underWay' })
  await office.caseUntil('replyServed')
  expect(await reads(inTime!)).toMatchObject({ figure: 100, state: 'underWay', of: '按期答复率', in: '%' })
  await office.sql`update cases set late = true where settled_on is not null`
  expect(await reads(inTime!)).toMatchObject({ figure: 0 })
  expect(await reads(late!)).toMatchObject({ figure: 1 })
  expect(await reads(lost!)).toMatchObject({ figure: 0 })
  const made = { agencyId: 'yunxi', district: false, year: 2025, n: 1, act: 'final', content: '{}', digest: '' }
  const by = { by: 'staff:head', at: '2026-03-02T02:00:00Z', why: '', previousHash: '', hash: 'a' }
  await office.sql`insert into annual_reports ${office.sql({ ...made, ...by })}`
  expect(await reads(annual!)).toMatchObject({ figure: 1, state: 'done', late: false })
  const page = await office.head.gets(`/tasks/${late}`)
  expect(page.text).toContain('/supervision/cases?of=late&amp;agency=yunxi&amp;year=2026')
  expect((await office.handler.gets(`/tasks/${late}`)).text).not.toContain('/supervision/cases')
})

test('the list counts how many stand how, and is handed out as a workbook and as CSV without a formula', async () => {
  await sets({ title: '=1+1', unit: '甲' })
  const { tally, tasks } = (await office.supervisor.gets('/api/v1/tasks?year=2026&agency=yunxi')).json
  expect(tally.total).toBe(tasks.length)
  const page = await office.head.gets('/tasks?year=2026&agency=yunxi')
  expect(page.text).toContain(`全部 ${tally.total}`)
  expect(page.text).toContain(`未开始 ${tally.notBegun}`)
  const csv = (await office.head.gets('/api/v1/tasks.csv?year=2026')).text
  expect(csv).toContain("'=1+1")
  const book = await office.head.gets('/api/v1/tasks.xlsx?year=2026')
  const [{ rows } = { rows: [] }] = sheetsOf(book.bytes)
  expect(Object.values(rows[1]!.cells)).toContain('责任单位')
  expect(rows).toHaveLength(tasks.length + 2)
  const all = await office.head.gets('/tasks?year=2026&agency=all')
  expect(all.text).toContain('选择一个机关后可以设置任务')
})

test('on the first working day of a week, and the day before its last, in the digest; of what is done nothing', async () => {
  const told = async (on: string) => {
    office.itIs(on)
    const mails = (await reminded(office, server)).map(({ subject, text, to }) => `${to} ${subject}\n${text}`)
    return mails.filter((mail) => mail.includes('工作台账'))
  }
  const id = await sets({ title: '公布目录', owner: 'handler', dueOn: '2026-03-20' })
  expect(await told('2026-03-03'), 'a Tuesday').toEqual([])
  const monday = await told('2026-03-09')
  expect(monday.filter((mail) => mail.startsWith('handler@'))).toEqual([
    expect.stringMatching(/工作台账有1项任务即将到期[\s\S]*公布目录　2026年3月20日（星期五）以前　还有11天/),
  ])
  expect(await told('2026-03-09'), 'once a day').toEqual([])
  expect((await told('2026-03-19')).join()).toContain('还有1天')
  const late = await told('2026-03-23')
  expect(late.join()).toContain('工作台账有1项任务逾期未完成')
  await office.handler.posts(`/api/v1/tasks/${id}/progress`, '', { says: '已经公布。', done: true })
  expect((await told('2026-03-30')).join()).not.toContain('公布目录')
  expect(await reads(id)).toMatchObject({ state: 'done', late: true })
  office.itIs('2026-03-02')
})

test('a year later what was left undone is ticked and taken over once, a year later, with its origin', async () => {
  office.itIs('2027-01-11')
  for (const who of [office.head, office.handler, office.supervisor]) await who.signsIn()
  const { tasks } = (await office.head.gets('/api/v1/tasks/look-back?year=2027&agency=yunxi')).json
  const left = tasks.find(({ title }: { title: string }) => title === '修订公开指南和目录')
  expect(left).toMatchObject({ state: 'undone', isCarried: false })
  expect(tasks.map(({ title }: { title: string }) => title)).not.toContain('培训')
  const nothing = await office.head.posts('/tasks/look-back?year=2027&agency=yunxi', '', {})
  expect([nothing.status, nothing.text.includes('请至少选择一项')]).toEqual([422, true])
  const carries = () => office.head.posts('/tasks/look-back?year=2027&agency=yunxi', '', { [`task.${left.id}`]: 'yes' })
  expect((await carries()).status).toBe(303)
  expect((await carries()).status).toBe(303)
  const now = (await office.head.gets('/api/v1/tasks?year=2027&agency=yunxi')).json.tasks
  expect(now).toMatchObject([
    { title: '修订公开指南和目录', dueOn: '2027-06-30', carriedFrom: left.id, state: 'notBegun' },
  ])
  const page = await office.head.gets('/tasks/look-back?year=2027&agency=yunxi')
  expect(page.text).toContain('已列入')
})
