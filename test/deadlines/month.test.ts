/**
 * A month of reminders, hour by hour: each person by the way that they chose, once a day, never at night; what the digest says waits for
 * them is what their desk shows. What is told is held against what the house shows, by another way than the product's own questions.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { USUAL as ROW } from '../../src/deadlines/own-settings.ts'
import { sweepDeadlines } from '../../src/deadlines/sweep.ts'
import { tellStaff } from '../../src/deadlines/tell-staff.ts'
import { sendBy } from '../../src/deadlines/ways.ts'
import type { settableTime } from '../../src/ground/time.ts'
import { type Day, plusDays } from '../../workflows/statute/days.ts'
import { type Receiver, startReceiver } from '../outward/receiver.ts'
import { type Gateway, startGateway } from '../support/gateway.ts'
import { ASSIGNED, type Office, openOffice } from '../support/house.ts'
import type { Member } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

const MOBILE = '13800000001'
let mails: MailServer
let gateway: Gateway
let robot: Receiver
let office: Office
beforeAll(async () => {
  ;[mails, gateway, robot] = await Promise.all([startMailServer(), startGateway(), startReceiver()])
  office = await openOffice({
    ...{ smtpUrl: mails.url, smsUrl: gateway.url, oneFont: true },
    settings: { WEBHOOK_NETWORKS: '127.0.0.1' },
  })
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterAll(async () => {
  await office.close()
  await Promise.all([mails.close(), gateway.close(), robot.close()])
})

const USUAL = { mobile: '', hook: '', hour: '8', quietFrom: '20', quietTo: '8' }
const sets = (who: Member, more: object) => who.posts('/reminders', '', { ...USUAL, way: 'mail', ...more })

/** It is this hour of this day, in Asia/Shanghai. */
const at = (day: Day, hour: number, minute = 0) => {
  const two = (n: number) => String(n).padStart(2, '0')
  const time = office.house.time as ReturnType<typeof settableTime>
  time.set(new Date(`${day}T${two(hour)}:${two(minute)}:00+08:00`))
}

type Arrived = { who: string; by: 'mail' | 'sms' | 'webhook'; text: string }
/** What the ten minutes bring to staff. */
async function arrives(): Promise<Arrived[]> {
  await sweepDeadlines(office.house)
  if ((await tellStaff(office.house)) === 0) return []
  for (const all of [mails.mails, gateway.received, robot.received]) all.length = 0
  await office.theJobsRun()
  return [
    ...mails.mails
      .filter(({ subject }) => subject?.startsWith('政府信息公开：'))
      .map(({ to, subject, text }) => ({
        ...{ who: to![0]!.address!.split('@')[0]!, by: 'mail' as const, text: `${subject}\n${text}` },
      })),
    ...gateway.received.map(({ body }) => ({ who: body.to, by: 'sms' as const, text: body.text })),
    ...robot.received.map(({ json }) => ({ who: 'robot', by: 'webhook' as const, text: json.text.content })),
  ]
}

describe('one’s own settings', () => {
  test('a robot needs a host that an administrator allowed; its address is sealed and not shown again', async () => {
    const hook = robot.url
    const offered = async () => [
      (await office.handler.gets('/profile')).text.includes('邮件、短信、工作群的机器人'),
      (await office.handler.gets('/reminders')).text.includes('value="webhook"'),
    ]
    expect(await offered()).toEqual([false, false])
    expect((await office.handler.gets('/profile')).text).toContain('：邮件、短信，每日汇总')
    expect((await office.handler.gets('/reminders')).text).toContain('先请本机关或者受理机关的系统管理员允许')
    const asked = { way: 'webhook', hook }
    const refused = await sets(office.handler, asked)
    expect([refused.status, refused.text.includes('没有允许发往这一域名')]).toEqual([422, true])
    expect((await office.handler.posts('/reminders/hosts', '', { host: '127.0.0.1' })).status).toBe(403)
    const admin = office.staff('admin')
    expect((await admin.posts('/reminders/hosts', '', { host: 'https://a.cn/x' })).status).toBe(422)
    expect((await admin.posts('/reminders/hosts', '', { host: '127.0.0.1' })).status).toBe(303)
    expect(await offered()).toEqual([true, true])
    expect((await sets(office.handler, asked)).status).toBe(303)
    const [row] = await office.sql`select o::text as whole from own_reminders o`
    expect(row!.whole).not.toContain('of-the-receiver')
    const page = await office.handler.gets('/reminders')
    expect(page.text).toContain('现在发往127.0.0.1')
    expect(page.text).not.toContain('of-the-receiver')
    const lines = await office.sql`select what, subject from audit_lines where what = 'reminderHost'`
    expect(lines).toMatchObject([{ subject: '127.0.0.1' }])
  })

  test('what is lacking is said: a number, an hour in the quiet hours', async () => {
    const without = await sets(office.counsel, { way: 'sms' })
    expect([without.status, without.text.includes('请填写手机号')]).toEqual([422, true])
    const quiet = await sets(office.counsel, { hour: '21' })
    expect([quiet.status, quiet.text.includes('在免打扰的时段内')]).toEqual([422, true])
    expect((await sets(office.signer, { hour: '10' })).status).toBe(303)
  })

  test('a mobile number is proven by a code before anything else goes there; each change leaves a line', async () => {
    gateway.received.length = mails.mails.length = 0
    const asked = { way: 'sms', mobile: MOBILE }
    expect((await sets(office.counsel, asked)).headers.location).toBe('/reminders?done=code')
    await office.theJobsRun()
    const code = /验证码(\d{6})/.exec(gateway.received[0]!.body.text)![1]!
    expect((await office.counsel.gets('/reminders')).text).toContain('还没有验证')
    // Nothing but the code goes to it: a reminder goes by mail, which says why and has no code.
    const settings = { ...ROW, way: 'sms', mobile: MOBILE } as const
    const what = { id: '1', subject: '提醒', text: '提醒', short: '提醒' }
    const to = { agencyId: 'yunxi', email: null, settings }
    await expect(sendBy(office.house, 'sms', to, what)).rejects.toThrow('手机号还没有用验证码确认')
    const other = code === '000000' ? '000001' : '000000'
    const wrong = await sets(office.counsel, { way: 'sms', code: other })
    expect([wrong.status, wrong.text.includes('验证码不对')]).toEqual([422, true])
    expect((await sets(office.counsel, { way: 'sms', code })).headers.location).toBe('/reminders?done=proven')
    expect((await office.counsel.gets('/reminders')).text).toContain('已经验证')
    const lines = await office.sql`
      select detail from audit_lines where what = 'person' and subject = 'counsel' and "by" = 'staff:counsel'`
    expect(lines).toHaveLength(2)
    expect(lines.map(({ detail }) => detail.after)).toEqual(
      expect.arrayContaining([{ remindWay: '短信', remindMobile: '尾号0001' }, { remindMobile: '尾号0001，已验证' }]),
    )
    expect(JSON.stringify(lines)).not.toContain(MOBILE)
  })

  test('a code is good for five tries; the next test brings another one', async () => {
    const { head } = office
    gateway.received.length = 0
    await sets(head, { way: 'sms', mobile: '13800000002' })
    await office.theJobsRun()
    const codeIn = (n: number) => /验证码(\d{6})/.exec(gateway.received[n]!.body.text)![1]!
    const first = codeIn(0)
    const other = first === '000000' ? '000001' : '000000'
    for (let n = 0; n < 5; n++) expect((await sets(head, { way: 'sms', code: other })).status).toBe(422)
    expect((await sets(head, { way: 'sms', code: first })).status).toBe(422)
    await head.posts('/reminders/test', '', {})
    await office.theJobsRun()
    expect((await sets(head, { way: 'sms', code: codeIn(1) })).status).toBe(303)
    expect((await sets(head, {})).status).toBe(303) // by mail again
    const lines = await office.sql`select detail from audit_lines where what = 'person' and subject = 'handler'`
    expect(lines.map(({ detail }) => detail.after)).toEqual([{ remindWay: '机器人', remindRobot: '127.0.0.1' }])
    expect(JSON.stringify(lines)).not.toContain('of-the-receiver')
  })

  test('a test goes by the chosen way, so often a day', async () => {
    gateway.received.length = 0
    // The code of this morning was the first of five.
    for (let n = 0; n < 4; n++) expect((await office.counsel.posts('/reminders/test', '', {})).status).toBe(303)
    expect((await office.counsel.posts('/reminders/test', '', {})).status).toBe(429)
    await office.theJobsRun()
    expect(gateway.received.map(({ body }) => [body.to, body.text.includes('测试')])).toEqual(
      Array.from({ length: 4 }, () => [MOBILE, true]),
    )
    expect((await office.counsel.gets('/reminders')).text).toContain('已由短信发出')
  })
})

test('over a month each due act reaches its person once a day, none by two ways, nothing at night', async () => {
  const people: Record<string, { member: Member; by: Arrived['by']; hour: number }> = {
    registrar: { member: office.registrar, by: 'mail', hour: 8 },
    head: { member: office.head, by: 'mail', hour: 8 },
    signer: { member: office.signer, by: 'mail', hour: 10 },
    robot: { member: office.handler, by: 'webhook', hour: 8 },
    [MOBILE]: { member: office.counsel, by: 'sms', hour: 8 },
  }
  // In each week something happens in the afternoon.
  const cases: string[] = []
  const happens: Record<string, () => Promise<unknown>> = {
    '2026-03-03': async () => cases.push((await office.caseUntil('assigned')).id),
    '2026-03-05': async () => {
      const { id } = await office.caseUntil('registered')
      // No name: it waits for all of the unit.
      await office.head.records(id, { type: 'assigned', unit: 'yunxi-gkk' })
      cases.push(id)
    },
    '2026-03-10': async () => cases.push((await office.caseUntil('replyDrafted')).id),
    '2026-03-17': async () => cases.push((await office.caseUntil('replyReviewed')).id),
    '2026-03-24': async () => office.caseUntil('submitted'),
    '2026-03-31': async () => office.caseUntil('registered'),
  }
  let [days, said, endings] = [0, 0, 0]
  for (let day: Day = '2026-03-03'; day <= '2026-04-03'; day = plusDays(day, 1)) {
    const told: (Arrived & { hour: number })[] = []
    const last = new Set<string>()
    for (const hour of [0, 7, 8, 10, 17, 21]) {
      at(day, hour)
      if (hour === 17) await happens[day]?.()
      at(day, hour, 5)
      const shown = hour === 8 || hour === 10 ? await desks(people) : undefined
      if (hour === 8) for (const one of await endingOn(day)) last.add(one)
      const earlier = [...told]
      for (const one of await arrives()) {
        told.push({ ...one, hour })
        const saysAll = /等您办理的共(\d+)件|(\d+)件等您办理/.exec(one.text)
        const theirs = shown?.[one.who]
        if (theirs && people[one.who]!.hour === hour)
          expect(Number(saysAll?.[1] ?? saysAll?.[2] ?? 0), `${day} ${one.who}`).toBe(theirs.length)
        // By now each of them was named today: here, or in what was urgent this morning.
        if (theirs && people[one.who]!.hour === hour && one.by !== 'sms')
          for (const number of theirs) expect(textsOf(told, one.who), `${day} ${one.who}`).toContain(number)
      }
      // Whoever has something waiting is told of it at their hour, on each working day.
      if (shown && office.house.law().calendar.isWorkingDay(day))
        for (const [who, { by, hour: theirs }] of Object.entries(people))
          if (theirs === hour && shown[who]!.some((number) => by === 'sms' || !textsOf(earlier, who).includes(number)))
            expect(
              told.filter((one) => one.who === who && one.hour === hour),
              `${day} ${who}`,
            ).toHaveLength(1)
    }
    days += told.length > 0 ? 1 : 0
    for (const number of last)
      for (const who of ['registrar', 'head'])
        expect(
          told.filter((one) => one.who === who && one.text.includes(number) && one.text.includes('今天是最后一天')),
          `${day} ${who} ${number}`,
        ).toHaveLength(1)
    endings += last.size
    for (const [who, { by }] of Object.entries(people)) {
      const theirs = told.filter((one) => one.who === who)
      expect(
        theirs.every((one) => one.by === by),
        `${day} ${who}`,
      ).toBe(true)
      const lines = theirs.flatMap(({ text }) => text.match(/^\S+ {2}\S+/gm) ?? [])
      expect(new Set(lines).size, `${day} ${who}: ${lines}`).toBe(lines.length)
      if (by === 'mail') said += lines.length
    }
    expect(
      told.filter(({ hour }) => hour < 8 || hour >= 20),
      day,
    ).toEqual([])
    for (const { text } of told) expect(text).not.toMatch(/张三|征收补偿/)
  }
  expect(days).toBeGreaterThan(20)
  expect(said).toBeGreaterThan(50)
  expect(endings).toBeGreaterThan(0)
  for (const who of Object.values(people)) await who.member.signsIn()
})

const textsOf = (told: readonly Arrived[], who: string) =>
  told.flatMap((one) => (one.who === who ? [one.text] : [])).join('\n')

/** The numbers of the cases of which a limit ends on this day; of asking for a correction the end is no duty, but is told. */
const endingOn = async (day: Day): Promise<string[]> =>
  (
    await office.sql<{ number: string }[]>`
      select distinct coalesce(c.number, c.receipt) as number from deadlines d join cases c on c.id = d.case_id where d.due_on = ${day}`
  ).map(({ number }) => number)

/** The numbers of what waits for each, as the API lists it. */
async function desks(people: Record<string, { member: Member }>): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const [who, { member }] of Object.entries(people)) {
    await member.signsIn()
    const { cases } = (await member.gets('/api/v1/cases?waiting=me')).json
    all[who] = cases.map(({ number, receipt }: { number: string | null; receipt: string }) => number ?? receipt)
  }
  return all
}

test('what is urgent and came after the digest goes at once, or in the morning; its person reads it once', async () => {
  at('2026-04-08', 9)
  await arrives()
  const { id } = await office.caseUntil('registered')
  at('2026-04-09', 8, 30)
  await arrives()
  at('2026-04-09', 15)
  await office.head.records(id, { ...ASSIGNED, answerBy: '2026-04-09' })
  at('2026-04-09', 15, 10)
  const { number } = await office.registrar.opens(id)
  const atOnce = await arrives()
  expect(atOnce.filter(({ who }) => who === 'robot').map(({ text }) => text.includes(`${number}  内部办理`))).toEqual([
    true,
  ])
  at('2026-04-09', 15, 20)
  expect(await arrives()).toEqual([])
  // The next one comes at ten in the evening.
  at('2026-04-09', 22)
  expect(await arrives()).toEqual([])
})

test('a way that fails falls back to mail, once, and both are shown', async () => {
  await office.sql`update own_reminders set hour = 8`
  at('2026-04-10', 8)
  robot.is({ status: 200, body: '{"errcode":93000,"errmsg":"invalid webhook url"}' })
  const told = (await arrives()).filter(({ who }) => who === 'robot' || who === 'handler')
  expect(told.map(({ by }) => by).toSorted()).toEqual(['mail', 'webhook'])
  await office.handler.signsIn()
  const page = (await office.handler.gets('/reminders')).text
  expect(page).toMatch(/已由邮件发出（机器人没有成功：机器人没有接收：200[^）]*93000/)
  robot.is('well')
})

test('who covers somebody reads what waits for them; who has nothing to do reads nothing', async () => {
  at('2026-04-13', 7)
  const { id } = await office.caseUntil('replyDrafted')
  await office.sql`
    insert into covers (id, person_id, covered_by, from_day, to_day, "by", at, approved, decided_by, decided_at)
    select gen_random_uuid(), p.id, d.id, '2026-04-13', '2026-04-14', 'staff:admin', now(), true, 'system', now()
    from people p, people d where p.username = 'counsel' and d.username = 'archivist'`
  await office.sql`update people set email = 'archivist@example.cn' where username = 'archivist'`
  const { number } = await office.registrar.opens(id)
  at('2026-04-13', 8)
  const told = await arrives()
  expect(told.find(({ who }) => who === 'archivist')?.text).toContain(number)
  expect(told.map(({ who }) => who)).not.toContain('admin')
})
