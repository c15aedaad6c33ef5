/** Webhooks: who sets them up; what is told, signed and without persons; down, slow, refused, redirected; where none may lead. */
import dns from 'node:dns'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { record } from '../../src/cases/record.ts'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { overAll } from '../../src/house.ts'
import { sweepWebhooks } from '../../src/outward/hook-collect.ts'
import { waitAfter, webhooks } from '../../src/outward/hook-send.ts'
import { codes } from '../people/colleagues.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, type Member } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { isSigned, type Receiver, startReceiver } from './receiver.ts'

let receiver: Receiver
let mails: MailServer
let office: Office
let admin: Member
let security: Member
beforeAll(async () => {
  receiver = await startReceiver()
  mails = await startMailServer()
  office = await openOffice({ oneFont: true, smtpUrl: mails.url, settings: { WEBHOOK_NETWORKS: '127.0.0.1' } })
  admin = office.staff('admin')
  security = office.staff('security')
  await office.sql`update people set email = 'admin@example.gov.cn' where username = 'admin'`
  await sweeps() // from here on it listens
})
afterAll(async () => {
  await office.close()
  await receiver.close()
  await mails.close()
})
beforeEach(() => {
  receiver.received.length = 0
  receiver.is('well')
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

const ALL = ['case.filed', 'case.stage', 'reply.served', 'case.overdue']
const NEW = { name: '门户网站', events: ALL, purpose: '门户网站显示进度。' }
const makes = (more: object = {}) => admin.posts('/api/v1/webhooks', '', { ...NEW, url: receiver.url, ...more })
const APPROVED = { approved: true, why: '已核对。' }

/** One in force; the others have ended, so that a test hears its own alone. */
async function inForce(more: object = {}): Promise<{ id: string; secret: string }> {
  await office.sql`update webhooks set ended_at = now(), ended_by = 'system' where ended_at is null`
  const { id, secret } = (await makes(more)).json
  expect((await security.posts(`/api/v1/webhooks/${id}`, '', APPROVED)).status).toBe(201)
  return { id, secret }
}

/** What the ten minutes bring, and the job that follows. */
async function sweeps() {
  await sequence(office.house)
  await sweepWebhooks(overAll(office.house))
  await office.theJobsRun()
}
const isDue = () => office.sql`update webhook_messages set next_at = '2026-01-01' where state = 'waiting'`
const messages = (hook: string) => office.sql<{ id: string; event: string; state: string; tries: number }[]>`
  select id, event, state, tries from webhook_messages where webhook_id = ${hook} order by id`
const answers = async (hook: string) =>
  (
    await office.sql<{ answer: string }[]>`
      select answer from webhook_tries t join webhook_messages m on m.id = t.message_id
      where webhook_id = ${hook} order by t.at, m.id, attempt`
  ).map(({ answer }) => answer)
const told = () => receiver.received.map(({ json }) => [json.type, json.data.stage])

describe('from making to ending', () => {
  test('it waits for the security officer; its secret is shown once, and kept sealed', async () => {
    const key = { key: 'webhook made twice' }
    const [made, again] = [
      await admin.posts('/api/v1/webhooks', '', { ...NEW, name: '一次说清', url: receiver.url }, key),
      await admin.posts('/api/v1/webhooks', '', { ...NEW, name: '一次说清', url: receiver.url }, key),
    ]
    expect([made.status, made.headers['cache-control'], made.json.waits]).toEqual([201, 'no-store', 'security'])
    const { id, secret } = made.json
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
    expect(again.json).toMatchObject({ id, message: expect.stringContaining('只在设置时显示一次') })
    expect(again.text).not.toContain(secret)
    const [row] = await office.sql`select w::text as whole from webhooks w where id = ${id}`
    expect(row!.whole).not.toContain(Buffer.from(secret.slice(6), 'base64').toString('hex'))
    expect((await security.gets('/approvals')).text).toContain('项对外通知等待批准')
    expect((await admin.posts(`/api/v1/webhooks/${id}`, '', APPROVED)).status).toBe(403)
    await office.citizen.files()
    await sweeps()
    expect(receiver.received, 'before it is approved').toEqual([])
    expect((await security.posts(`/api/v1/webhooks/${id}`, '', APPROVED)).status).toBe(201)
    expect((await security.posts(`/api/v1/webhooks/${id}`, '', APPROVED)).json.code).toBe('FACT_REFUSED')
    await office.citizen.files()
    await sweeps()
    expect(told()).toEqual([['case.filed', 'receive']])
    expect((await admin.deletes(`/api/v1/webhooks/${id}`)).status).toBe(204)
    expect((await admin.posts(`/api/v1/webhooks/${id}/again`, '', {})).json.code).toBe('FACT_REFUSED')
    await office.citizen.files()
    await sweeps()
    expect(receiver.received, 'once it has ended').toHaveLength(1)
    const states = await office.sql`
      select by, detail -> 'after' ->> 'state' as state, detail::text as said from audit_lines
      where what = 'webhook' and subject = '一次说清' order by id`
    expect(states.map(({ by, state }) => [by, state])).toEqual([
      ['staff:admin', 'webhookWaits'],
      ['staff:security', 'webhookInForce'],
      ['staff:admin', 'webhookEnded'],
    ])
    expect(states[0]!.said).not.toContain('of-the-receiver')
  })

  test('what it is does not change, not even by whoever holds the database’s account', async () => {
    const { id } = await inForce()
    const { sql } = office.house
    await expect(sql`update webhooks set url = 'https://example.cn/' where id = ${id}`).rejects.toThrow('webhook')
    await expect(sql`update webhooks set approved = false where id = ${id}`).rejects.toThrow('webhook')
    await expect(sql`delete from webhooks where id = ${id}`).rejects.toThrow()
  })

  test('on the page: set up, approved, its log read, sent again, ended', async () => {
    const form = { name: '热线', url: receiver.url, 'events.case.filed': 'yes', purpose: '热线查询。', agency: 'yunxi' }
    expect((await admin.posts('/webhooks', '', { ...form, url: 'http://10.0.0.1/' })).status).toBe(422)
    const made = await admin.posts('/webhooks', '', form)
    expect(made.text).toContain('whsec_')
    const [{ id }] = (await office.sql`select id from webhooks order by at desc, id desc limit 1`) as unknown as [
      { id: string },
    ]
    await security.posts(`/webhooks/${id}/decision`, '', { approved: 'yes', why: '已核对。' })
    receiver.is({ status: 500, body: 'out of order' })
    const { receipt } = await office.citizen.files()
    await sweeps()
    const page = (await admin.gets('/webhooks')).text
    expect(page).toContain(receipt)
    expect(page).toContain('500 out of order')
    receiver.is('well')
    const again = await admin.posts(`/webhooks/${id}/again`, '', {})
    expect([again.status, again.headers.location]).toEqual([303, '/webhooks?done=again'])
    await office.theJobsRun()
    expect((await messages(id)).map(({ state }) => state)).toEqual(['taken'])
    expect((await security.posts(`/webhooks/${id}/end`, '', {})).status).toBe(303)
    expect((await office.head.gets('/webhooks')).status).toBe(403)
  })
})

describe('what is told', () => {
  test('filed, each stage, the reply: signed, by numbers and days, without a person or a word', async () => {
    const { id: hook, secret } = await inForce()
    const { id, receipt } = await office.caseUntil('submitted')
    await sweeps()
    const mine = () => receiver.received.filter(({ json }) => json.data.case === id)
    expect(mine()).toHaveLength(1)
    expect(mine()[0]!.json).toEqual({
      type: 'case.filed',
      timestamp: '2026-03-02T01:30:00.000Z',
      data: {
        ...{ agency: 'yunxi', case: id, receipt, number: null, stage: 'receive', on: '2026-03-02' },
        dueOn: expect.toSatisfy((day: unknown) => day === null || /^\d{4}-\d\d-\d\d$/.test(String(day))),
      },
    })
    await office.goes(id, 'submitted', 'registered')
    await sweeps()
    await office.goes(id, 'registered', 'replyServed')
    await sweeps()
    const types = mine().map(({ json }) => json.type)
    expect(types[0]).toBe('case.filed')
    expect(types).toContain('case.stage')
    expect(types).toContain('reply.served')
    const stages = mine().filter(({ json }) => json.type === 'case.stage')
    for (const { json } of stages) expect(json.data.before).not.toBe(json.data.stage)
    expect(mine().every((one) => isSigned(one, secret))).toBe(true)
    expect(new Set(mine().map((one) => one.id)).size).toBe(mine().length)
    const keys = new Set(mine().flatMap(({ json }) => Object.keys(json.data)))
    expect([...keys].sort()).toEqual(['agency', 'before', 'case', 'dueOn', 'number', 'on', 'receipt', 'stage'])
    const { applicant, title, description } = JSON.parse(JSON.stringify(application()))
    const whole = mine()
      .map(({ body }) => body)
      .join()
    for (const word of [applicant?.name, title, description].filter(Boolean)) expect(whole).not.toContain(word)
    expect(/\p{Script=Han}/u.test(whole)).toBe(false)
    expect((await messages(hook)).every(({ state }) => state === 'taken')).toBe(true)
    await sweeps()
    expect(mine(), 'once').toHaveLength(types.length)
  })

  test('a limit that passed, by its kind and its day; of the events that were asked for alone', async () => {
    const { id: hook } = await inForce({ events: ['case.overdue'] })
    const { id } = await office.caseUntil('registered')
    const fact = { type: 'lapseNoticed', on: '2026-03-02', limit: 'reply', dueOn: '2026-02-27' } as const
    await office.house.everywhere.sql.begin((tx) =>
      record(tx, office.house, { agencyId: 'yunxi', caseId: id }, fact, { by: 'system', at: office.house.time.now() }),
    )
    await sweeps()
    expect((await messages(hook)).map(({ event }) => event)).toEqual(['case.overdue'])
    expect(receiver.received[0]!.json.data).toMatchObject({ case: id, limit: 'reply', dueOn: '2026-02-27' })
  })

  test('of another agency nothing', async () => {
    const { id } = await inForce()
    await office.sql`update webhooks set ended_at = now(), ended_by = 'system' where id = ${id}`
    const row = (
      await office.sql`select url, events, purpose, secret, "by", at from webhooks where id = ${id}`
    )[0] as Record<string, never>
    const other = '0190163d-8694-739b-aea5-966c26f8ad91'
    const alone = {
      id: other,
      agencyId: 'yunxi-jyj',
      name: '教育局',
      approved: true,
      decidedBy: 'system',
      decidedAt: row.at,
    }
    await office.sql`insert into webhooks ${office.sql({ ...row, ...alone } as never)}`
    await office.citizen.files()
    await sweeps()
    expect(await messages(other)).toEqual([])
  })
})

describe('what does not get through', () => {
  test.each([
    ['it is gone', 'down' as const, /hang up|ECONNRESET/],
    ['it refuses', { status: 422, body: '{"error":"no"}' }, /^422/],
    ['it fails', { status: 503 }, /^503$/],
  ])('%s: tried again, the same id and body, signed anew', async (_, mood, answer) => {
    const { id, secret } = await inForce()
    receiver.is(mood)
    await office.citizen.files()
    await sweeps()
    expect(await messages(id)).toMatchObject([{ state: 'waiting', tries: 1 }])
    expect((await answers(id))[0]).toMatch(answer)
    await sweeps()
    expect(receiver.received, 'not before its time').toHaveLength(1)
    receiver.is('well')
    await isDue()
    await sweeps()
    expect(await messages(id)).toMatchObject([{ state: 'taken', tries: 2 }])
    const [first, second] = receiver.received
    expect([second!.id, second!.body]).toEqual([first!.id, first!.body])
    expect(isSigned(second!, secret)).toBe(true)
  })

  test('one that says nothing keeps no other waiting; cut off by the end of the worker, it was no try', async () => {
    const { id } = await inForce({ events: ['case.filed'] })
    const other = await startReceiver()
    const { id: beside } = (await makes({ url: other.url, events: ['case.filed'] })).json
    await security.posts(`/api/v1/webhooks/${beside}`, '', APPROVED)
    receiver.is('never')
    await office.citizen.files()
    await office.citizen.files()
    await sequence(office.house)
    await sweepWebhooks(overAll(office.house))
    const stop = new AbortController()
    const job = webhooks(office.house, {}, false, stop.signal)
    await expect.poll(() => [receiver.received.length, other.received.length]).toEqual([1, 2])
    stop.abort()
    await job
    expect(await messages(id)).toMatchObject([{ state: 'waiting', tries: 0 }, { state: 'waiting' }])
    receiver.is('well')
    await office.theJobsRun()
    await other.close()
  })

  test('who sends us elsewhere is not followed', async () => {
    const elsewhere = await startReceiver()
    const { id } = await inForce()
    receiver.is({ status: 307, location: elsewhere.url })
    await office.citizen.files()
    await sweeps()
    expect(elsewhere.received).toEqual([])
    expect(await answers(id)).toEqual(['307（不跟随转向）'])
    await elsewhere.close()
  })

  test('three in a row, and the rest waits for the next round', async () => {
    const { id } = await inForce({ events: ['case.filed'] })
    receiver.is('down')
    for (let i = 0; i < 5; i++) await office.citizen.files()
    await sweeps()
    expect(receiver.received).toHaveLength(3)
    expect((await messages(id)).map(({ tries }) => tries)).toEqual([1, 1, 1, 0, 0])
  })

  test('later each time: minutes, then six hours; given up after two days, until somebody sends it again', async () => {
    expect([1, 2, 9, 10, 15].map((n) => waitAfter(n) / 60_000)).toEqual([1, 2, 256, 360, 360])
    const { id } = await inForce({ events: ['case.filed'] })
    receiver.is('down')
    await office.citizen.files()
    await sweeps()
    await office.sql`update webhook_messages set tries = 15 where webhook_id = ${id}`
    await isDue()
    await sweeps()
    const [message] = await messages(id)
    expect(message).toMatchObject({ state: 'failed', tries: 16 })
    receiver.is('well')
    const path = `/api/v1/webhooks/${id}/again`
    expect((await admin.posts(path, '', { message: message!.id })).json).toEqual({ again: 1 })
    await office.theJobsRun()
    expect(await messages(id)).toMatchObject([{ state: 'taken' }])
    expect((await admin.posts(path, '', {})).json, 'nothing is left').toEqual({ again: 0 })
    expect((await admin.posts(path, '', { message: id })).status).toBe(404)
    expect((await security.posts(path, '', {})).status).toBe(403)
  })

  test('after a day of failures it is off, and its administrators are told; on again, it has missed nothing', async () => {
    const { id } = await inForce({ events: ['case.filed'] })
    mails.mails.length = 0
    receiver.is('down')
    await office.citizen.files()
    await sweeps()
    await office.sql`update webhooks set failing_since = failing_since - interval '23 hours 59 minutes' where id = ${id}`
    await isDue()
    await sweeps()
    expect((await admin.gets('/api/v1/webhooks')).json.webhooks[0]).toMatchObject({ id, state: 'inForce' })
    await office.sql`update webhooks set failing_since = failing_since - interval '1 minute' where id = ${id}`
    await isDue()
    await sweeps()
    expect((await admin.gets('/api/v1/webhooks')).json.webhooks[0]).toMatchObject({ id, state: 'off' })
    expect(mails.mails.map(({ subject, to }) => [subject, to?.[0]?.address])).toEqual([
      ['对外通知“门户网站”已经暂停', 'admin@example.gov.cn'],
    ])
    receiver.received.length = 0
    receiver.is('well')
    await office.citizen.files()
    await isDue()
    await sweeps()
    expect(receiver.received, 'while it is off').toEqual([])
    expect((await admin.posts(`/api/v1/webhooks/${id}/again`, '', {})).json).toEqual({ again: 2 })
    await office.theJobsRun()
    expect(told()).toEqual([
      ['case.filed', 'receive'],
      ['case.filed', 'receive'],
    ])
    expect((await admin.gets('/api/v1/webhooks')).json.webhooks[0]).toMatchObject({
      state: 'inForce',
      failingSince: null,
    })
    const { messages: log } = (await admin.gets('/api/v1/webhooks')).json.webhooks[0]
    expect(
      log.flatMap(({ tries }: { tries: { taken: boolean }[] }) => tries.filter(({ taken }) => taken)),
    ).toHaveLength(2)
  })

  test('what is older than ninety days is forgotten', async () => {
    const { id } = await inForce({ events: ['case.filed'] })
    await office.citizen.files()
    await sweeps()
    await office.sql`update webhook_messages set made_at = made_at - interval '91 days' where webhook_id = ${id}`
    await sweeps()
    expect(await messages(id)).toEqual([])
  })
})

describe('where none may lead', () => {
  const inside = '不能发往内部网络的地址'
  test.each([
    ['no address', 'portal', '请填写以 https://'],
    ['over http', 'http://example.cn/hook', '请填写以 https://'],
    ['a file', 'file:///etc/passwd', '请填写以 https://'],
    ['a password', 'https://user:secret@93.184.215.14/', '用户名、口令'],
    ['a fragment', 'https://93.184.215.14/#part', '“#”'],
    ['private', 'https://10.0.0.8/', inside],
    ['metadata', 'https://169.254.169.254/latest', inside],
    ['loopback beside the one that is open', 'https://127.0.0.2/', inside],
    ['loopback as one number', 'https://2130706434/', inside],
    ['loopback in octal', 'http://0177.0.0.2/', inside],
    ['IPv6 loopback', 'https://[::1]/', inside],
    ['IPv4 in IPv6', 'https://[::ffff:10.0.0.8]/', inside],
  ])('%s is refused when it is set', async (_, url, message) => {
    const answer = await makes({ url })
    expect([answer.status, codes(answer)]).toEqual([422, [['url', 'UNFIT']]])
    expect(answer.text).toContain(message)
  })

  test('a public address is taken, and so is a name that leads to one', async () => {
    expect((await makes({ url: 'https://93.184.215.14/hook' })).status).toBe(201)
    const leads = vi.spyOn(dns, 'lookup')
    try {
      leadsTo(leads, '93.184.215.14')
      expect((await makes({ url: 'https://hook.example.cn/' })).status).toBe(201)
      leadsTo(leads, '93.184.215.14', '10.0.0.8')
      expect(codes(await makes({ url: 'https://hook.example.cn/' })), 'one that leads both ways').toEqual([
        ['url', 'UNFIT'],
      ])
    } finally {
      leads.mockRestore()
    }
  })

  test('a name that leads inside by the time of sending reaches nothing', async () => {
    const leads = vi.spyOn(dns, 'lookup')
    try {
      leadsTo(leads, '127.0.0.1')
      const { id } = await inForce({ url: `http://localhost:${receiver.port}/hook`, events: ['case.filed'] })
      leadsTo(leads, '127.0.0.2')
      await office.citizen.files()
      await sweeps()
      expect(receiver.received).toEqual([])
      expect(await answers(id)).toEqual(['地址不在公共网络，也不在允许的内部网段'])
      leadsTo(leads, '127.0.0.1')
      await isDue()
      await sweeps()
      expect(receiver.received).toHaveLength(1)
    } finally {
      leads.mockRestore()
    }
  })

  test('a network that is open no more is judged at each sending', async () => {
    const { id } = await inForce({ events: ['case.filed'] })
    const { config } = office.house
    const before = config.webhookNetworks
    config.webhookNetworks = []
    await office.citizen.files()
    await sweeps()
    config.webhookNetworks = before
    expect(receiver.received).toEqual([])
    expect(await answers(id)).toEqual(['地址不在公共网络，也不在允许的内部网段'])
  })
})

/** From now on each name leads to these addresses; other names of the process (the mail server) are numbers. */
const leadsTo = (leads: ReturnType<typeof vi.spyOn>, ...addresses: string[]) =>
  leads.mockImplementation(((_: string, __: object, done: (error: null, found: object[]) => void) =>
    done(
      null,
      addresses.map((address) => ({ address, family: 4 })),
    )) as never)
