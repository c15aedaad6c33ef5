/** Limits that come near are told once to each who must know; passed ones become facts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepDeadlines } from '../../src/deadlines/sweep.ts'
import { type Office, openOffice } from '../support/house.ts'
import { reminded } from '../support/reminders.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url })
})
afterAll(async () => {
  await office.close()
  await server.close()
})

const sent = () => reminded(office, server)

/** The line about a limit of this case, which is not that of what waits. */
const limitOf = (number: string) => new RegExp(`^${number} .*(?:个工作日|今天是最后一天)`, 'm')

test('five, three and one working days before, on the last day, and every working day after; nobody twice, however many sweep', async () => {
  office.itIs('2026-03-02')
  const { id } = await office.caseUntil('assigned') // due 2026-03-30
  const { number } = await office.registrar.opens(id)
  const told: Record<string, number> = {}
  for (const day of ['03-20', '03-23', '03-24', '03-25', '03-26', '03-27', '03-28', '03-30', '03-31', '04-01']) {
    office.itIs(`2026-${day}`)
    await Promise.all([sweepDeadlines(office.house), sweepDeadlines(office.house), sweepDeadlines(office.house)])
    const mails = await sent()
    const those = mails.filter(({ text }) => limitOf(number).test(text))
    if (those.length > 0) told[day] = those.length
    for (const mail of mails) {
      expect(`${mail.subject}${mail.text}`).not.toContain('张三')
    }
  }
  // handler, head and registrar: three mails a time; Saturday the 28th is silent.
  expect(told).toEqual({ '03-23': 3, '03-25': 3, '03-27': 3, '03-30': 3, '03-31': 3, '04-01': 3 })
})

test('a passed limit is a fact, recorded once; the finding is left to a person', async () => {
  const { cases } = (await office.registrar.gets('/api/v1/cases?due=overdue')).json
  const { facts, stage } = await office.registrar.opens(cases[0].id)
  expect(facts.filter((fact: { type: string }) => fact.type === 'lapseNoticed')).toMatchObject([
    { limit: 'reply', dueOn: '2026-03-30', by: 'system' },
  ])
  expect(stage).toBe('review')
})

test('a statutory suspension does not silence the date that the office set its unit', async () => {
  office.itIs('2026-04-07')
  const { id } = await office.caseUntil('registered')
  await office.head.records(id, { type: 'assigned', unit: 'yunxi-gkk', handler: 'handler', answerBy: '2026-04-15' })
  await office.handler.records(id, { type: 'thirdPartyConsulted', party: '示例公司' })
  office.itIs('2026-04-14')
  expect((await office.registrar.opens(id)).status).toBe('suspended')
  const { number } = await office.registrar.opens(id)
  const mails = await sent()
  expect(mails.some((mail) => mail.text.includes(number) && mail.text.includes('内部办理'))).toBe(true)
  office.itIs('2026-04-16')
  await sweepDeadlines(office.house)
  const { facts } = await office.registrar.opens(id)
  expect(facts.some((fact: { type: string }) => fact.type === 'lapseNoticed')).toBe(false) // no limit of the law
})

test('until receipt is confirmed the reply has its careful day: reminded of, shown, and on record when it passes', async () => {
  office.itIs('2026-08-03')
  const { id, receipt } = await office.caseUntil('submitted')
  const [limit] = await office.sql`select due_on from deadlines where case_id = ${id} and kind = 'reply'`
  const { clock } = await office.registrar.opens(id)
  expect([clock.status, clock.dueOn, clock.careful.dueOn]).toEqual(['awaitingConfirmation', null, limit!.dueOn])
  office.itIs(limit!.dueOn)
  const mail = (await sent()).find(({ text }) => text.includes(receipt))
  expect(mail!.text).toMatch(/答复 {2}2026年8月31日（星期一）（从严计算；尚未与申请人确认） {2}今天是最后一天/)
  await office.registrar.signsIn()
  expect((await office.registrar.gets(`/desk?q=${receipt}`)).text).toContain('答复从严 8月31日')
  office.itIs('2026-09-01')
  await sweepDeadlines(office.house)
  const { facts } = await office.registrar.opens(id)
  expect(facts.findLast((fact: { limit?: string }) => fact.limit === 'reply')).toMatchObject({
    type: 'lapseNoticed',
    dueOn: limit!.dueOn,
  })
})

test('where the two readings part, the mail to staff names both', async () => {
  office.itIs('2026-08-03')
  const { id } = await office.caseUntil('submitted')
  office.itIs('2026-08-05')
  await office.goes(id, 'submitted', 'assigned')
  const { number, clock } = await office.registrar.opens(id)
  expect([clock.careful.dueOn, clock.dueOn]).toEqual(['2026-08-31', '2026-09-02'])
  office.itIs('2026-08-31')
  const mail = (await sent()).find(({ text }) => text.includes(number))
  expect(mail!.text).toContain('2026年8月31日（星期一）（从严计算；从宽2026年9月2日（星期三））')
})

test('supervision counts what came late by either reading', async () => {
  office.itIs('2026-08-03')
  const { id } = await office.caseUntil('submitted')
  office.itIs('2026-08-05')
  await office.goes(id, 'submitted', 'replySigned')
  const late = async () => {
    await office.supervisor.signsIn()
    const { text } = await office.supervisor.gets('/supervision')
    const row = /<tr data-agency="yunxi">.*?<\/tr>/s.exec(text)![0]
    return [...row.matchAll(/data-label="(?:其中逾期|从严计算逾期)"><a[^>]*>(\d+)/g)].map(([, n]) => Number(n))
  }
  const before = await late()
  office.itIs('2026-09-01')
  await office.registrar.records(id, { type: 'replyServed', how: 'portal' })
  expect(await late()).toEqual([before[0], before[1]! + 1])
})

test('an agency may set its own steps', async () => {
  await office.sql`update agencies set remind_before = '{10}' where id = 'yunxi'`
  office.itIs('2026-06-01')
  const { id } = await office.caseUntil('assigned') // due 2026-06-30, over 端午
  const { number } = await office.registrar.opens(id)
  const told: string[] = []
  for (const day of ['2026-06-12', '2026-06-15', '2026-06-16', '2026-06-25']) {
    office.itIs(day)
    if ((await sent()).some(({ text }) => limitOf(number).test(text))) told.push(day)
  }
  expect(told).toEqual(['2026-06-15'])
})

test('the supervisor sees each agency’s numbers and what is late', async () => {
  await office.supervisor.signsIn()
  const page = await office.supervisor.gets('/supervision')
  expect(page.status).toBe(200)
  expect(page.text).toContain('云溪区住房和城乡建设局')
  expect(page.text).toContain('超过法定期限，须督办')
  await office.handler.signsIn()
  expect((await office.handler.gets('/supervision')).status).toBe(403)
})
