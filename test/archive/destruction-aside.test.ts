/** 无效件 do not stand for ever: nobody archives them, their period runs from that day, and a list takes their content like that of others. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { classOfAside, SHIPPED_CLASSES } from '../../src/ledger/retention.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(() => office.close())

const MARK = '白鹭洲家电大酬宾'
const ASIDE = { type: 'setAside', why: `商业广告（${MARK}），没有申请公开任何信息。` }

const setAside = async () => {
  office.itIs(MONDAY)
  const { id, receipt } = await office.registrar.enters({
    ...{ ...application({ request: { title: MARK, description: '全场五折。' } }), channel: 'counter', on: MONDAY },
  })
  await office.registrar.adds(id, [{ name: '广告.txt', content: MARK }])
  await office.registrar.records(id, ASIDE)
  return { id, receipt } as { id: string; receipt: string }
}
const propose = (id: string) =>
  office.archivist.posts('/archive/destructions', '', {
    ...{ agency: 'yunxi', why: '保管期限届满。', [`case.${id}`]: 'yes' },
  })
const due = async () => {
  await office.archivist.signsIn() // years go by
  return (await office.archivist.gets('/archive/destructions?agency=yunxi')).text
}
const approves = async (who: string, n: number) => {
  await office.staff(who).signsIn()
  const word = { agency: 'yunxi', why: '已经核对。', confirm: 'yes' }
  return (await office.staff(who).posts(`/archive/destructions/${n}/approval`, '', word)).status
}

test('kept by the class of this name, else by the shortest; where all last for ever, by none', () => {
  const own = { name: '无效件', years: 3, basis: '本机关' }
  const forEver = { name: '永久', years: null, basis: '本机关' }
  expect(classOfAside(SHIPPED_CLASSES)?.name).toBe('10年')
  expect(classOfAside([...SHIPPED_CLASSES, own])).toBe(own)
  expect(classOfAside([forEver])).toBeUndefined()
})

test('before its period has ended, and once it was restored, it stands on no list and is refused by name', async () => {
  const { id, receipt } = await setAside()
  expect(await due()).not.toContain(`data-due="${id}"`)
  const early = await propose(id)
  expect(early.status).toBe(409)
  expect(early.text).toContain(receipt)
  expect(early.text).toContain('保管期限10年至2036年3月2日届满，尚未届满')
  await office.registrar.records(id, { type: 'restored', why: '第二页是一份申请。' })
  office.itIs('2036-03-03')
  expect(await due()).not.toContain(`data-due="${id}"`)
  expect((await propose(id)).text).toContain('没有归档')
})

test('then it is proposed, approved by two, and its content is gone: nothing more is recorded, and everything verifies', async () => {
  const { id, receipt } = await setAside()
  office.itIs('2036-03-03')
  expect(await due()).toContain(`data-due="${id}"`)
  expect((await propose(id)).status).toBe(303)
  expect(await due()).not.toContain(`data-due="${id}"`)
  expect([await approves('head', 1), await approves('security', 1)]).toEqual([303, 303])
  await office.theJobsRun()

  const [row] = await office.sql`select title, applicant_name, stage, step, said from cases where id = ${id}`
  expect(row).toMatchObject({ title: '（内容已销毁）', applicantName: '（内容已销毁）', step: 'setAside', said: [] })
  expect(await office.sql`select from words where case_id = ${id}`).toHaveLength(0)
  const [list] = await office.sql<{ content: string }[]>`select content from destruction_lists where number = 1`
  expect(JSON.parse(list!.content).cases).toMatchObject([
    { reference: `无效件 ${receipt}`, retention: '10年', archivedOn: MONDAY, keptUntil: '2036-03-02' },
  ])
  await office.registrar.signsIn()
  for (const url of [`/cases/${id}`, '/desk?aside=yes', `/desk?q=${receipt}`, `/api/v1/cases/${id}`]) {
    const answer = await office.registrar.gets(url)
    expect([url, answer.status, answer.text.includes('白鹭洲')]).toEqual([url, 200, false])
  }
  expect((await office.registrar.gets(`/cases/${id}`)).text).toContain('第1号销毁清册')
  expect((await office.registrar.gets(`/cases/${id}`)).text).not.toContain('data-doubt')
  const refused = await office.registrar.tries(id, { type: 'restored', why: '误设。' })
  expect([refused.status, refused.json.code]).toEqual([409, 'CONTENT_ERASED'])
  await office.theJobsRun()
  expect((await verifyAll(office.house)).firstFault).toBeUndefined()
})

test('what a remedy asks for is done first', async () => {
  const { id } = await setAside()
  office.itIs('2026-04-20')
  await office.counsel.records(id, { type: 'remedySought', kind: 'reconsideration', body: '示例市人民政府' })
  office.itIs('2036-06-02')
  await office.archivist.signsIn()
  expect((await propose(id)).text).toContain('有尚未审结的复议、诉讼')
})
