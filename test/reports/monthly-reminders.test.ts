/** Who has not reported a month is told of it, one mail a day at most, on working days, and of what is reported no more. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { shippedDefinition } from '../../src/reports/monthly/definition.ts'
import { remindOfReturns } from '../../src/reports/monthly/reminders.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ on: '2026-03-02', smtpUrl: server.url })
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
  const n = await remindOfReturns(office.house)
  await office.theJobsRun()
  return { n, mails: server.mails.map(({ subject, text, to }) => `${to?.[0]?.address} ${subject}\n${text}`) }
}
const FILLED = Object.fromEntries(
  shippedDefinition()
    .fields.filter(({ fill }) => !fill)
    .map(({ code }) => [`of.${code}`, '0']),
)
const posts = (what: string, values: object, agency = 'yunxi') =>
  office.head.posts(`/reports/monthly/${what}?month=2026-03&agency=${agency}`, '', values)

test('nobody is reminded until it is set since when returns are asked for', async () => {
  expect(await told('2026-04-09')).toEqual({ n: 0, mails: [] })
  await office.head.signsIn()
  for (const agency of ['yunxi', 'yunxi-zjj'])
    expect((await posts('fields/due', { dueDay: '10', remindBefore: '3', since: '2026-03' }, agency)).status).toBe(303)
})

test('from three days before on, each working day once, of everything together', async () => {
  expect((await told('2026-04-06')).n).toBe(0)
  const first = await told('2026-04-07')
  expect(first.n).toBe(1)
  expect(first.mails).toHaveLength(1)
  expect(first.mails[0]).toContain('请按期报送本期月度数据')
  expect(first.mails[0]).toMatch(/2026年3月　2026年4月10日（星期五）以前　还有3天[\s\S]*2026年3月　2026年4月10日/)
  expect(first.mails[0]).toContain('https://gk.example.gov.cn/reports/monthly')
  server.mails.length = 0
  expect(await told('2026-04-07')).toEqual({ n: 0, mails: [] })
  expect((await told('2026-04-11')).n).toBe(0) // a Saturday
  const late = await told('2026-04-13')
  expect(late.mails[0]).toContain('月度报送有2份逾期')
  expect(late.mails[0]).toContain('已经逾期3天')
})

test('of what is reported no more; and the page says who is late', async () => {
  await office.head.signsIn()
  const page = (await office.head.gets('/reports/monthly?month=2026-03&agency=all')).text
  expect(page).toContain('data-agency="yunxi-zjj" data-status="late"')
  for (const agency of ['yunxi', 'yunxi-zjj']) {
    expect((await posts('entries', FILLED, agency)).status).toBe(303)
    expect((await posts('reported', { handedIn: 'yes' }, agency)).status).toBe(303)
  }
  expect(await told('2026-04-14')).toEqual({ n: 0, mails: [] })
  // In May the month of April is due.
  expect((await told('2026-05-08')).mails[0]).toContain('2026年4月')
})
