/** What the platform above hands over is recorded once: repeated, racing, out of order, forged, unfit. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { sweepExchange } from '../../src/exchange/collect.ts'
import { overAll } from '../../src/house.ts'
import { send } from '../support/api.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { residentNumber } from '../support/people.ts'
import { platformAt, platformNumber, SECRET, type StandIn, startStandIn } from './stand-in.ts'

let standIn: StandIn
let office: Office
let platform: ReturnType<typeof platformAt>
beforeAll(async () => {
  standIn = await startStandIn()
  const OLD = 'o'.repeat(32)
  office = await openOffice({ settings: { EXCHANGE_URL: standIn.url, EXCHANGE_SECRET: `${SECRET},${OLD}` } })
  platform = platformAt(office)
})
afterAll(async () => {
  await office.close()
  await standIn.close()
})

let numbers = 0
const handed = (more: object = {}) => ({
  ...{ 同步代码: 'Ad', 统一编号: platformNumber(++numbers), 部门编号: 'yunxi', 区县编号: '000000', 申请方式: '5' },
  ...{ '申请人（个人）姓名': '李四', 证件名称: '1', 证件号码: residentNumber(500 + numbers), 联系电话: '0000-1000009' },
  ...{
    申请提交时间: '2026-02-27T16:20:00+08:00',
    所需政府信息的名称: '道路规划',
    所需信息的内容描述: '示例路的道路规划。',
  },
  ...{ 政府信息的载体形式: '2', 获取信息方式: '1', 所需政府信息的用途: '了解情况', ...more },
})
const caseOf = async (number: string) => {
  const { cases } = (await office.registrar.gets(`/api/v1/cases?q=${number}`)).json
  expect(cases).toHaveLength(1)
  return office.registrar.opens(cases[0].id)
}
const cases = async () => (await office.sql`select 1 from cases`).length
const faults = (answer: { json: { errors: { field: string; code: string }[] } }) =>
  answer.json.errors.map(({ field, code }) => `${field} ${code}`)

test('an application opens a case on the day that the platform had it, found by its number, followed by its code', async () => {
  const body = handed()
  const answer = await platform.hands(body)
  expect([answer.status, answer.json.platformNumber]).toEqual([201, body.统一编号])
  const opened = await caseOf(body.统一编号)
  expect(opened).toMatchObject({
    ...{ receipt: answer.json.receipt, platformNumber: body.统一编号, channel: 'online', submittedOn: '2026-02-27' },
    applicant: { kind: 'person', name: '李四', idType: 'residentId' },
    request: { title: '道路规划', form: 'electronic', delivery: 'portal' },
  })
  expect(opened.facts[0]).toMatchObject({ by: 'applicant', evidence: expect.stringContaining(body.统一编号) })
  expect((await office.citizen.looksAt(answer.json)).status).toBe(200)
  const page = (await office.registrar.gets(`/cases/${opened.id}`)).text
  expect(page).toContain(`data-platform-number="${body.统一编号}"`)
  const register = (await office.registrar.gets('/api/v1/cases.csv')).text
  expect(register).toContain(body.统一编号)
})

test('repeated it is the same, racing too; under another content it is refused, named, and counted', async () => {
  const body = handed()
  const before = await cases()
  const answers = await Promise.all([1, 2, 3, 4].map(() => platform.hands(body)))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201])
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect((await platform.hands(body)).json).toEqual(answers[0]!.json)
  expect(await cases()).toBe(before + 1)
  for (let i = 0; i < 2; i++) {
    const other = await platform.hands({ ...body, 所需政府信息的名称: '另一份' })
    expect([other.status, other.json.code]).toEqual([409, 'EXCHANGE_CONFLICT'])
  }
  const [refused] = await office.sql`select n, code, times::int from exchange_refused where number = ${body.统一编号}`
  expect(refused).toEqual({ n: 0, code: 'EXCHANGE_CONFLICT', times: 2 })
})

test('only the platform: another secret, our own direction, an old hour, a changed body, another path, no https', async () => {
  const body = handed()
  const before = await cases()
  const late = new Date(office.house.time.now().getTime() - 301_000)
  const ways = [
    { secret: 'x'.repeat(32) },
    { direction: 'to-platform' },
    { at: late },
    { signedBody: JSON.stringify({ ...body, 部门编号: 'zjj' }) },
  ]
  for (const how of ways) {
    const { json } = await platform.hands(body, how)
    expect([json.status, json.code]).toEqual([401, 'NOT_SIGNED_IN'])
    expect(json.next).toContain('exchange-signature') // a program does not sign in
    expect(json.next).not.toContain('登录')
  }
  expect((await platform.hands(body, { host: 'office.invalid' })).status).toBe(403)
  const bare = await send(office.app, {
    method: 'POST',
    url: '/api/exchange/v1/applications',
    payload: body,
    headers: { host: 'gk.example.gov.cn' },
  })
  expect(bare.status).toBe(401)
  expect(await cases()).toBe(before)
  // While the secret is being replaced both are good.
  expect((await platform.hands(body, { secret: 'o'.repeat(32) })).status).toBe(201)
})

test('what does not fit is named by the platform’s own name for it; nothing is guessed, nothing recorded', async () => {
  const before = await cases()
  const tries = async (more: object) => faults(await platform.hands(handed(more)))
  expect(await tries({ 统一编号: '123' })).toEqual(['统一编号 UNFIT'])
  expect(await tries({ 证件名称: '7', 部门编号: undefined })).toEqual(['证件名称 UNFIT', '部门编号 MISSING'])
  expect(await tries({ 部门编号: 'nobody' })).toEqual(['部门编号 NO_SUCH_AGENCY'])
  expect(await tries({ 申请提交时间: '2026-03-03T09:00:00+08:00' })).toEqual(['申请提交时间 IN_FUTURE'])
  expect(await tries({ 申请提交时间: '2008-04-30T09:00:00+08:00' }), 'before the Regulations').toEqual([
    '申请提交时间 UNFIT',
  ])
  expect(await tries({ 申请提交时间: '2026-03-02' })).toEqual(['申请提交时间 UNFIT'])
  for (const never of ['2026-02-30T10:00:00Z', '2026-02-29T10:00:00+08:00', '2026-02-27T24:00:00Z', '2026-02-27T Z'])
    expect(await tries({ 申请提交时间: never }), never).toEqual(['申请提交时间 UNFIT'])
  for (const field of ['证件名称', '政府信息的载体形式', '申请方式', '所需政府信息的名称', '申请提交时间'])
    for (const value of [['1'], { 1: 1 }]) expect(await tries({ [field]: value })).toContain(`${field} UNFIT`)
  expect(await tries({ 部门编号: ['yunxi'] })).toEqual(['部门编号 UNFIT'])
  expect(await tries({ 备用字段: 'x' })).toEqual(['备用字段 UNKNOWN_FIELD'])
  expect(await tries({ '申请人（法人或者其他组织）名称': '示例公司' })).toEqual([
    '申请人（法人或者其他组织）名称 UNFIT',
  ])
  expect(await tries({ 所需政府信息的名称: 'x'.repeat(201) })).toEqual(['所需政府信息的名称 UNFIT'])
  for (const body of ['[1]', '{"a":'.repeat(80), 'null', '{"统一编号":"\\u0000"}'])
    expect((await platform.hands(body)).status, body.slice(0, 20)).toBe(400)
  expect(await cases()).toBe(before)
})

test('its applicant’s steps are recorded in their order, each once; what the procedure refuses is said by its rule', async () => {
  const body = handed()
  await platform.hands(body)
  const { id } = await caseOf(body.统一编号)
  await office.goes(id, 'submitted', 'registered')
  const step = (n: number, more: object = {}) => ({
    ...{ 统一编号: body.统一编号, 步骤: n, 状态: '补正', 处理意见: '补充：2025年的规划。' },
    ...{ 处理时间: '2026-03-02T09:00:00+08:00', ...more },
  })
  expect((await platform.steps(step(2))).json).toMatchObject({ status: 409, code: 'EXCHANGE_EARLY', awaited: 1 })
  const early = await platform.steps(step(1))
  expect(early.status).toBe(409) // nobody asked for a correction: the rule says so
  expect(early.json.allowed).toContain('assigned')
  await office.registrar.records(id, CORRECTION)
  const answers = await Promise.all([1, 2, 3].map(() => platform.steps(step(1))))
  expect(answers.map(({ status }) => status).sort()).toEqual(expect.arrayContaining([201]))
  expect((await platform.steps(step(1))).status).toBe(200)
  const facts = (await office.registrar.opens(id)).facts.filter(({ type }: { type: string }) => type === 'corrected')
  expect(facts).toHaveLength(1)
  expect(facts[0]).toMatchObject({ by: 'applicant', text: '补充：2025年的规划。' })
  expect((await platform.steps(step(1, { 处理意见: '别的内容' }))).json.code).toBe('EXCHANGE_CONFLICT')
  expect(faults(await platform.steps(step(2, { 状态: '办结' })))).toEqual(['状态 UNFIT'])
  expect(faults(await platform.steps(step(2, { 状态: ['撤回'] })))).toEqual(['状态 UNFIT'])
  expect(faults(await platform.steps(step(2, { 状态: undefined })))).toEqual(['状态 MISSING'])
  expect(faults(await platform.steps(step(2, { 处理时间: '2026-02-30T10:00:00Z' })))).toEqual(['处理时间 UNFIT'])
  expect(faults(await platform.steps(step(2, { 处理意见: '' })))).toEqual(['处理意见 MISSING'])
  expect((await platform.steps({ ...step(1), 统一编号: platformNumber(9_000) })).status).toBe(404)
  // What it told us is not told back; what was done here is.
  await sequence(office.house)
  await office.sql`update log_readers set next = 0`
  await sweepExchange(overAll(office.house))
  await office.sql`update log_readers set next = 0`
  await sweepExchange(overAll(office.house))
  const told =
    await office.sql`select l.type from exchange_messages m join ledger l using (agency_id, case_id, position) where case_id = ${id}`
  expect(new Set(told.map(({ type }) => type))).toEqual(new Set(['confirmed', 'registered', 'correctionRequested']))
})

test('of a case that was filed here the platform is not the applicant', async () => {
  const { id } = await office.caseUntil('confirmed')
  const number = platformNumber(7_000)
  const now = office.house.time.now().toISOString()
  await office.sql`insert into platform_numbers (number, agency_id, case_id, came, at) values (${number}, 'yunxi', ${id}, 'out', ${now})`
  const answer = await platform.steps({
    统一编号: number,
    步骤: 1,
    状态: '撤回',
    处理意见: '不再需要。',
    处理时间: now,
  })
  expect([answer.status, answer.json.code]).toEqual([403, 'NOT_YOURS'])
  const again = await platform.hands(handed({ 统一编号: number }))
  expect([again.status, again.json.code]).toEqual([409, 'EXCHANGE_CONFLICT'])
})

test('it asks how many went over on a day', async () => {
  const { json } = await platform.asks('/days/2026-03-02', '', { method: 'GET' })
  const [{ n }] = (await office.sql`select count(*)::int as n from exchange_received where n = 0`) as unknown as [
    { n: number },
  ]
  expect(json).toMatchObject({ day: '2026-03-02', received: { applications: n, steps: 1 } })
  expect((await platform.asks('/days/yesterday', '', { method: 'GET' })).status).toBe(404)
})

test('without a platform there is no such door', async () => {
  const plain = await openOffice({ oneFont: true })
  try {
    expect((await platformAt(plain).hands(handed())).status).toBe(404)
  } finally {
    await plain.close()
  }
})
