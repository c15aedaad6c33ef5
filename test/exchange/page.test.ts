/** The page of the exchange: what stands still, with its answer; sent again by hand; what was not taken in; a day compared. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { sweepExchange } from '../../src/exchange/collect.ts'
import { remindOfExchange } from '../../src/exchange/stands-still.ts'
import { overAll } from '../../src/house.ts'
import { examine } from '../../src/upkeep/doctor.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type Member, residentNumber } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { platformAt, platformNumber, SECRET, type StandIn, startStandIn } from './stand-in.ts'

let platform: StandIn
let server: MailServer
let office: Office
let admin: Member
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  platform = await startStandIn()
  server = await startMailServer()
  office = await openOffice({
    oneFont: true,
    settings: { SMTP_URL: server.url, EXCHANGE_URL: platform.url, EXCHANGE_SECRET: SECRET },
  })
  admin = office.staff('admin')
  await sweeps()
})
afterAll(async () => {
  await office.close()
  await platform.close()
  await server.close()
})

async function sweeps() {
  await sequence(office.house)
  await sweepExchange(overAll(office.house))
  await office.theJobsRun()
}
const page = async (query = '') => (await admin.gets(`/exchange${query}`)).text
const heaps = async () => (await admin.gets('/api/v1/exchange')).json.counts

test('refused, it stands there with its answer until it is sent again; the rest of its case follows', async () => {
  platform.is({ status: 422, body: '{"error":"department 7 is closed"}' })
  const { id, receipt } = await office.caseUntil('confirmed')
  await sweeps()
  expect(await heaps()).toEqual({ stopped: 1, failed: 0, waiting: 1 })
  const shown = await page()
  expect(shown).toContain(receipt)
  expect(shown).toContain('422')
  expect(shown).not.toContain('示例路') // no administrator reads a case here
  expect(await page('?heap=waiting')).toContain('双方确认')
  platform.is('well')
  const sent = await admin.posts('/exchange/again', '', { case: id, n: '1', heap: 'stopped' })
  expect([sent.status, sent.headers.location]).toEqual([303, '/exchange?heap=stopped&done=again'])
  await office.theJobsRun()
  expect(await heaps()).toEqual({ stopped: 0, failed: 0, waiting: 0 })
  expect((await admin.posts('/api/v1/exchange/again', '', { case: id, n: 1 })).status).toBe(404) // it is taken
  expect((await office.head.gets('/exchange')).status).toBe(403)
})

test('what stands still is mailed to administrators once on a working day, and is a line of the doctor', async () => {
  const line = async () => {
    const { config } = office.house
    for await (const finding of examine({
      config,
      sql: office.house.everywhere.sql,
      now: () => office.house.time.now(),
    }))
      if (finding.check === 'exchange') return finding
    return undefined
  }
  const told = async () => {
    server.mails.length = 0
    const n = await remindOfExchange(overAll(office.house))
    await office.theJobsRun()
    return { n, mails: server.mails.map(({ subject, text }) => ({ subject, text })) }
  }
  expect(await told()).toEqual({ n: 0, mails: [] })
  expect((await line())!.level).toBe('ok')
  platform.is({ status: 422, body: '{}' })
  const { id } = await office.caseUntil('submitted')
  await sweeps()
  const { n, mails } = await told()
  expect(n).toBe(mails.length)
  expect(mails[0]).toMatchObject({
    subject: '逐件交换有1条没有送到上级平台',
    text: expect.stringContaining('/exchange'),
  })
  expect(await line()).toMatchObject({ level: 'warning', says: expect.stringContaining('1条') })
  office.itIs('2026-03-07') // a Saturday
  expect((await told()).n).toBe(0)
  office.itIs('2026-03-02')
  platform.is('well')
  await admin.posts('/exchange/again', '', { case: id, n: '1', heap: 'stopped' })
  await office.theJobsRun()
  expect((await told()).n).toBe(0)
})

test('what failed is sent again at once, all of it', async () => {
  platform.is('down')
  await office.caseUntil('submitted')
  await office.caseUntil('submitted')
  await sweeps()
  expect((await heaps()).failed).toBe(2)
  expect(await page('?heap=failed')).toContain('以后再试')
  platform.is('well')
  expect((await admin.posts('/api/v1/exchange/again', '', {})).json).toEqual({ again: 2 })
  await office.theJobsRun()
  expect((await heaps()).failed).toBe(0)
})

test('what came and was not taken in is listed by its reason', async () => {
  const answer = await platformAt(office).hands({
    ...{ 统一编号: platformNumber(800), 部门编号: 'nobody', 所需政府信息的名称: '道路规划' },
    申请提交时间: '2026-03-02T09:00:00+08:00',
  })
  expect(answer.status).toBe(422)
  const shown = await page()
  expect(shown).toContain(platformNumber(800))
  expect(shown).toContain('没有这个部门编号')
})

test('a day is compared: what differs is said, and what the platform did not tell is no difference', async () => {
  expect(await page('?day=2026-03-02')).toContain('data-theirs="no"')
  const [row] = await office.sql`
    select count(*) filter (where kind = 'application')::int as applications, count(*) filter (where kind <> 'application')::int as steps
    from exchange_messages where state = 'taken'`
  const none = { applications: 0, steps: 0 }
  platform.days.set('2026-03-02', { sent: none, received: { ...row, steps: row!.steps + 1 } })
  const shown = await page('?day=2026-03-02')
  expect(shown.match(/data-same="相符"/g)).toHaveLength(3)
  expect(shown.match(/data-same="不符"/g)).toHaveLength(1)
})

test('what was refused once and recorded later is listed no more; another content under its number is', async () => {
  const above = platformAt(office)
  const body = {
    ...{ 统一编号: platformNumber(801), 部门编号: 'yunxi', 所需政府信息的名称: '道路规划' },
    ...{ 所需信息的内容描述: '示例路的道路规划。', 申请提交时间: '2026-03-02T09:00:00+08:00' },
    ...{ '申请人（个人）姓名': '李四', 证件名称: '1', 证件号码: residentNumber(801), 联系电话: '0000-1000009' },
    ...{ 政府信息的载体形式: '2', 获取信息方式: '1' },
  }
  const listed = async () =>
    (await admin.gets('/api/v1/exchange')).json.refused
      .filter(({ number }: { number: string }) => number === platformNumber(801))
      .map(({ code }: { code: string }) => code)
  expect((await above.hands({ ...body, 证件名称: '7' })).status).toBe(422)
  expect(await listed()).toEqual(['INVALID'])
  const open = vi.spyOn(office.house.portal, 'isOpen').mockResolvedValue(false)
  const early = await above.hands(body)
  open.mockRestore()
  expect([early.status, early.json.code]).toEqual([503, 'NOT_OPEN'])
  expect((await listed()).sort()).toEqual(['INVALID', 'NOT_OPEN'])
  const taken = await above.hands(body)
  expect(taken.status, taken.text).toBe(201)
  expect(await listed()).toEqual([])
  expect((await above.hands({ ...body, 所需政府信息的名称: '另一份' })).status).toBe(409)
  expect(await listed()).toEqual(['EXCHANGE_CONFLICT'])
})

test('without a platform the page says so, offers nothing, and sends nothing', async () => {
  const plain = await openOffice({ oneFont: true })
  try {
    const its = plain.staff('admin')
    const shown = (await its.gets('/exchange?day=2026-03-02')).text
    expect(shown).toContain('data-set="no"')
    expect(shown).not.toContain('没有收入的') // no empty tables of what is not done
    expect(shown).not.toContain('再次发送</button>')
    expect((await its.posts('/exchange/again', '', {})).status).toBe(409)
    await sweepExchange(overAll(plain.house))
    expect(await plain.sql`select 1 from log_readers`).toHaveLength(0)
  } finally {
    await plain.close()
  }
})
