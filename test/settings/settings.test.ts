/** What the administrator sets and is told: reminders per agency, open points of law, a year without a notice. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alarmProvisional, sendAlarm } from '../../src/calendar/alarm.ts'
import { CHOICES } from '../../workflows/statute/choices.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ on: '2026-12-09', smtpUrl: server.url })
})
afterAll(async () => {
  await office.close()
  await server.close()
})

async function admin() {
  const signIn = await office.app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ username: 'admin', password: 'Demo-2026-open' }).toString(),
  })
  const cookie = String(signIn.headers['set-cookie']).split(';')[0]!
  const page = await office.app.inject({ url: '/settings', headers: { cookie } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)![1]!
  const sets = (agency: string, days: string, token = csrf) =>
    office.app.inject({
      method: 'POST',
      url: '/settings/reminders',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf: token, agency, days }).toString(),
    })
  return { page, sets }
}

const stepsOf = async (agency: string) =>
  (await office.sql<{ remindBefore: number[] }[]>`select remind_before from agencies where id = ${agency}`)[0]!
    .remindBefore

test('each agency has its own reminders; what cannot be is refused at its field and kept as typed', async () => {
  const { page, sets } = await admin()
  expect(page.body).toContain('5、3、1')
  expect((await sets('yunxi', '10、5，2')).statusCode).toBe(200)
  expect(await stepsOf('yunxi')).toEqual([10, 5, 2])
  expect(await stepsOf('yunxi-zjj')).toEqual([5, 3, 1])
  for (const days of ['', '0', '21', '1 2 3 4 5 6', '<script>']) {
    const refused = await sets('yunxi', days)
    expect([days, refused.statusCode]).toEqual([days, 422])
    expect(refused.body).not.toContain('<script>')
  }
  expect((await sets('nobody', '5')).statusCode).toBe(404)
  expect((await sets('yunxi', '5', 'forged')).statusCode).toBe(403)
  expect(await stepsOf('yunxi')).toEqual([10, 5, 2])
})

test('one agency at a time: the one that is chosen, or whose form was sent', async () => {
  const member = office.staff('admin')
  const shown = ({ text }: { text: string }) => [...text.matchAll(/data-agency="([^"]+)"/g)].map(([, id]) => id)
  expect(shown(await member.gets('/settings'))).toEqual(['yunxi'])
  expect(shown(await member.gets('/settings?agency=yunxi-zjj'))).toEqual(['yunxi-zjj'])
  const sent = { agency: 'yunxi-zjj', days: '4' }
  expect(shown(await member.posts('/settings/reminders', '', sent))).toEqual(['yunxi-zjj'])
  expect((await member.gets('/settings?agency=nobody')).status).toBe(404)
})

test('whose site this is stands at the foot of each public page, in both languages, as soon as it is saved', async () => {
  const member = office.staff('admin')
  const site = {
    host: '云溪区人民政府',
    code: '0000000000',
    icp: '示例ICP备00000000号',
    privacy: '来函请写明。\n第二行。',
  }
  const sent = { agency: 'yunxi', operator: '', police: '', contact: '', accessibility: '', ...site }
  const page = async (url: string) => (await office.app.inject({ url })).body
  for (const url of ['/', '/en/']) expect(await page(url)).not.toContain('ICP备') // and now kept for a while
  expect((await member.gets('/settings')).text).toContain('<a href="#site-title">网站</a>')
  expect((await member.gets('/settings?agency=yunxi-zjj')).text).not.toContain('#site-title')
  const short = await member.posts('/settings/site', '', { ...sent, code: '12345' })
  expect([short.status, short.text.includes('网站标识码是十位字母或者数字')]).toEqual([422, true])
  expect((await member.posts('/settings/site', '', sent)).status).toBe(200)
  await expect.poll(() => office.house.portal.site().icp).toBe(site.icp)
  for (const url of ['/', '/en/']) expect(await page(url), 'no page of before').toContain('示例ICP备00000000号')
  for (const url of ['/', '/en/track', '/released', '/nowhere'])
    await expect.poll(() => page(url)).toContain('示例ICP备00000000号')
  expect(await page('/track')).toContain('主办单位：<span lang="zh-CN">云溪区人民政府</span>')
  expect(await page('/track')).not.toContain('承办单位')
  expect(await page('/privacy')).toContain('<p>第二行。</p>')
  expect(await page('/en/accessibility')).not.toContain('What this office adds')
  expect((await member.gets('/settings')).text).toContain('value="云溪区人民政府"')
  // Not of an agency whose post another one takes in, nor longer than a line.
  expect((await member.posts('/settings/site', '', { ...sent, agency: 'yunxi-zjj' })).status).toBe(404)
  const refused = await member.posts('/settings/site', '', { ...sent, host: '长'.repeat(201) })
  expect([refused.status, refused.text.includes('长'.repeat(201))]).toEqual([422, true])
  // Who changes the agency does not lose it; the change is on record.
  await member.posts('/agencies/yunxi', '', {})
  expect((await office.sql`select site from agencies where id = 'yunxi'`)[0]).toEqual({ site })
})

test('every open point of law is shown with its article', async () => {
  const { page } = await admin()
  expect(page.body.match(/<th scope="row">/g)).toHaveLength(Object.keys(CHOICES).length)
  expect(page.body).toContain('以工作人员记录的确认为准')
})

test('the first case that is counted into an unpublished year alarms the administrator, once', async () => {
  await alarmProvisional(office.house)
  await office.caseUntil('assigned') // due in January 2027
  await alarmProvisional(office.house)
  await alarmProvisional(office.house)
  const jobs = await office.sql<{ payload: { personId: string; year: number } }[]>`
    select payload from graphile_worker._private_jobs
    where task_id = (select id from graphile_worker._private_tasks where identifier = 'alarm')`
  expect(jobs.map(({ payload }) => payload.year)).toEqual([2027])
  await sendAlarm(office.house, jobs[0]!.payload)
  expect(server.mails.map(({ subject }) => subject)).toEqual(['请载入2027年节假日安排'])
})
