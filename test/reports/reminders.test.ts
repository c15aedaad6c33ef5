/** 31 January and 31 March: whoever answers for the report is told in time, once, and not of what is final or was never asked for. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dueOf } from '../../src/reports/annual-due.ts'
import { remindOfReports } from '../../src/reports/annual-reminders.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { WRITTEN } from './made.ts'

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ on: '2025-12-01', smtpUrl: server.url })
  await office.sql`update agencies set kind = 'countyDepartment' where id = 'yunxi'`
  await office.caseUntil('confirmed')
  await office.theJobsRun()
})
afterAll(async () => {
  await office.close()
  await server.close()
})
beforeEach(() => {
  server.mails.length = 0
})

const told = async (on: string) => {
  office.itIs(on)
  const n = await remindOfReports(office.house)
  await office.theJobsRun()
  return { n, mails: server.mails.map(({ subject, text }) => `${subject}\n${text}`) }
}

test('ten working days before, three before, and on Mondays after; each once', async () => {
  expect((await told('2026-01-05')).n).toBe(0)
  const first = await told('2026-01-19')
  expect(first.n).toBe(1)
  expect(first.mails).toHaveLength(1)
  expect(first.mails[0]).toContain('2025年政府信息公开工作年度报告还没有定稿')
  expect(first.mails[0]).toContain(
    '2026年1月31日（星期六）以前向政府信息公开工作主管部门提交并向社会公布（条例第四十九条），还有12天',
  )
  expect(first.mails[0]).toContain('/reports?year=2025&agency=yunxi')
  expect((await told('2026-01-20')).n).toBe(0)
  expect((await told('2026-01-28')).n).toBe(1)
  expect((await told('2026-02-03')).n).toBe(0)
  server.mails.length = 0
  expect((await told('2026-02-09')).mails[0]).toContain('已经逾期9天')
})

test('of the district by 31 March; and of a final one no more', async () => {
  const both = await told('2026-03-23')
  expect(both.n).toBe(2)
  expect(both.mails.some((mail) => mail.includes('汇总的本地区') && mail.includes('agency=all'))).toBe(true)
  await office.head.signsIn()
  for (const agency of ['yunxi', 'all']) {
    expect((await office.head.posts(`/reports/texts?year=2025&agency=${agency}`, '', WRITTEN)).status).toBe(303)
    expect((await office.head.posts(`/reports/final?year=2025&agency=${agency}`, '', {})).status).toBe(303)
  }
  expect((await told('2026-03-30')).n).toBe(0)
})

test('a government of a county publishes by 31 March, a department submits by 31 January, a township as departments do', () => {
  const due = (kind: string | null, district = false) => dueOf({ kind, district }, 2025, '2026-01-01')
  expect(due('countyGovernment')).toMatchObject({ on: '2026-03-31', what: '向社会公布' })
  expect(due('countyDepartment')).toMatchObject({ on: '2026-01-31', daysLeft: 30 })
  expect(due('countyDepartment').what).toContain('提交')
  expect(due('township').on).toBe('2026-01-31')
  expect(due(null, true).on).toBe('2026-03-31')
})
