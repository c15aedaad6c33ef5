/** What happens to a case reaches the platform above once and in its order: down, slow, refused, doubled, with its answer lost. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { sweepExchange } from '../../src/exchange/collect.ts'
import { exchange, waitAfter } from '../../src/exchange/send.ts'
import { overAll } from '../../src/house.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application, organisation } from '../support/people.ts'
import { platformNumber, SECRET, type StandIn, startStandIn } from './stand-in.ts'

let platform: StandIn
let office: Office
beforeAll(async () => {
  platform = await startStandIn()
  const settings = { EXCHANGE_URL: platform.url, EXCHANGE_SECRET: SECRET }
  office = await openOffice({ oneFont: true, settings })
  await sweeps() // from here on it listens
})
afterAll(async () => {
  await office.close()
  await platform.close()
})
beforeEach(() => {
  platform.received.length = 0
  platform.is('well')
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

/** What the ten minutes bring, and the job that follows. */
async function sweeps() {
  await sequence(office.house)
  await sweepExchange(overAll(office.house))
  await office.theJobsRun()
}
/** What waits for its next try is due now. */
const isDue = () => office.sql`update exchange_messages set next_at = '2026-01-01' where state = 'waiting'`
const messages = (id: string) => office.sql<
  { n: number; kind: string; state: string; tries: number; answer: string }[]
>`
  select n, kind, state, tries, answer from exchange_messages where case_id = ${id} order by n`
const states = async (id: string) => (await messages(id)).map(({ kind, state }) => `${kind} ${state}`)
const of = (receipt: string) => platform.received.filter(({ body }) => body.区县系统申请编号 === receipt)

test('each case and step goes over, signed, by the names and codes of the table, and the number is kept', async () => {
  const { id, receipt } = await office.caseUntil('registered')
  await office.head.records(id, { type: 'assigned', unit: 'yunxi-gkk', handler: 'handler' })
  await sweeps()
  expect(await states(id)).toEqual(['application taken', 'step taken', 'step taken', 'step taken'])
  const sent = of(receipt)
  expect(sent.every(({ signed }) => signed)).toBe(true)
  expect(sent.map(({ path, body }) => [path, body.同步代码, body.状态代码])).toEqual([
    ['/exchange/applications', 'Ad', undefined],
    ['/exchange/steps', 'Bd', '2'],
    ['/exchange/steps', 'Bd', '3'],
    ['/exchange/steps', 'Bd', '6'],
  ])
  expect(sent[0]!.body).toMatchObject({
    ...{ 部门编号: 'yunxi', 申请方式: '5', '申请人（个人）姓名': '张三', 证件名称: '1', 政府信息的载体形式: '1' },
    ...{ 证件号码: expect.stringMatching(/^990000\*{8}\d{3}[\dX]$/), 申请提交时间: '2026-03-02T01:30:00.000Z' },
  })
  const { number, platformNumber: theirs } = (await office.registrar.opens(id)) as {
    number: string
    platformNumber: string
  }
  expect(theirs).toBe(platform.numbers.get(receipt))
  expect(sent[2]!.body).toMatchObject({ 统一编号: theirs, 登记编号: number, 步骤: 3, 承诺日期: '2026-03-30' })
  expect(sent[1]!.body.登记编号).toBeUndefined() // it had none then
})

test('an organisation, its correction and its reply: the letter and the outcome are told, files and drafts are not', async () => {
  const { id, receipt, enquiryCode } = await office.caseUntil('registered', organisation())
  await office.registrar.records(id, CORRECTION)
  await office.citizen.tries({ receipt, enquiryCode }, { type: 'corrected', text: '补充：2025年。' })
  await office.goes(id, 'registered', 'replyServed')
  await sweeps()
  const sent = of(receipt)
  expect(sent.map(({ body }) => `${body.同步代码}${body.状态代码 ?? ''}`)).toEqual([
    ...['Ad', 'Bd2', 'Bd3', 'Dd7', 'Dd8', 'Bd6', 'Bd15', 'Cd16'],
  ])
  expect(sent[0]!.body).toMatchObject({
    '申请人（法人或者其他组织）名称': '示例律师事务所',
    '申请人（法人或者其他组织）类型': '4',
  })
  expect(sent[0]!.body['申请人（个人）姓名']).toBeUndefined()
  expect(sent[3]!.body.处理意见).toBe('请写明所需信息的起止年份；请补充文号或者项目名称')
  expect(sent.at(-1)!.body).toMatchObject({ 办理结果: '3.1.2', 文号: expect.stringContaining('2026') })
  expect(sent.at(-2)!.body.办理结果).toBeUndefined() // of a step only what is in its table
})

test('down: each try waits longer than the last, nothing overtakes it, and it is taken by the same key', async () => {
  const { id, receipt } = await office.caseUntil('confirmed')
  platform.is('down')
  await sweeps()
  await isDue()
  await sweeps()
  expect((await messages(id)).map(({ state, tries }) => [state, tries])).toEqual([
    ['waiting', 2],
    ['waiting', 0],
  ])
  const [wait] = await office.sql`
    select extract(epoch from next_at - ${office.house.time.now().toISOString()}::timestamptz)::int as seconds
    from exchange_messages where case_id = ${id} and n = 1`
  expect(wait!.seconds).toBe(waitAfter(2) / 1_000)
  expect([waitAfter(1), waitAfter(2), waitAfter(40)]).toEqual([60_000, 120_000, 21_600_000])
  platform.is({ status: 503, body: '系统维护' })
  await isDue()
  await sweeps()
  platform.is('well')
  await isDue()
  await sweeps()
  expect(await states(id)).toEqual(['application taken', 'step taken'])
  expect(
    new Set(
      of(receipt)
        .slice(0, -1)
        .map(({ key }) => key),
    ).size,
  ).toBe(1)
  expect(await office.sql`select outcome from exchange_tries where case_id = ${id} and n = 1 order by attempt`).toEqual(
    ['failed', 'failed', 'failed', 'taken'].map((outcome) => ({ outcome })),
  )
})

test('where three in a row do not get through, the rest is left for the next round', async () => {
  const ids = await Promise.all([1, 2, 3, 4, 5].map(async () => (await office.caseUntil('submitted')).id))
  platform.is('down')
  await sweeps()
  expect(platform.received).toHaveLength(3)
  platform.is('well')
  await isDue()
  await sweeps()
  for (const id of ids) expect(await states(id)).toEqual(['application taken'])
})

test('recorded there, and the answer lost: it says that it has it, and that counts once', async () => {
  const { id, receipt } = await office.caseUntil('submitted')
  platform.is('lost')
  await sweeps()
  expect(await states(id)).toEqual(['application waiting'])
  platform.is('well')
  await isDue()
  await sweeps()
  const [first, second] = of(receipt)
  expect([first!.key, first!.body]).toEqual([second!.key, second!.body])
  expect((await messages(id))[0]).toMatchObject({ state: 'taken', answer: expect.stringMatching(/^回执 HZ-/) })
})

test('refused: the case waits for a person with what it said, masked; other cases go on', async () => {
  const { id } = await office.caseUntil('confirmed')
  platform.is({ status: 422, body: '{"error":"申请人张三的电话 13800000000 有误"}' })
  await sweeps()
  platform.is('well')
  await isDue()
  const other = await office.caseUntil('submitted')
  await sweeps()
  expect(await states(id)).toEqual(['application refused', 'step waiting'])
  expect((await messages(id))[0]!.answer).toMatch(/^422 /)
  expect((await messages(id))[0]!.answer).not.toMatch(/张三|13800000000/)
  expect(await states(other.id)).toEqual(['application taken'])
})

test('a number that is none, is another one, or is another case’s is named, never taken', async () => {
  const { id } = await office.caseUntil('submitted')
  platform.is(() => ({ platformNumber: '12345' }))
  await sweeps()
  expect((await messages(id))[0]).toMatchObject({ state: 'conflict', answer: '平台给出的编号不是23位数字：12345' })
  const second = await office.caseUntil('submitted')
  const [taken] = await office.sql`select number from platform_numbers limit 1`
  platform.is(() => ({ platformNumber: taken!.number }))
  await sweeps()
  expect((await messages(second.id))[0]!.answer).toBe(`平台给出的编号 ${taken!.number} 已经是另一件的编号`)
  const third = await office.caseUntil('submitted')
  platform.is('well')
  await sweeps()
  await office.registrar.records(third.id, { type: 'confirmed', how: 'phone', note: '电话确认。' })
  platform.is(() => ({ platformNumber: platformNumber(9_999) }))
  await sweeps()
  const [, step] = await messages(third.id)
  expect(step).toMatchObject({
    state: 'conflict',
    answer: expect.stringContaining(`${platformNumber(9_999)} 与本件已有的`),
  })
})

test('slow, it is given up and tried again; where the worker stops, at once', async () => {
  const { id } = await office.caseUntil('submitted')
  await sequence(office.house)
  await sweepExchange(overAll(office.house))
  platform.is('never')
  await exchange(office.house, {}, false, AbortSignal.timeout(300))
  expect((await messages(id))[0]).toMatchObject({ state: 'waiting', tries: 1 })
})

test('it listens from the first sweep on: what was there before goes over with its next step, the application first', async () => {
  const { id } = await office.caseUntil('submitted')
  await sequence(office.house)
  await office.sql`delete from log_readers`
  await sweeps()
  expect(await messages(id)).toEqual([])
  await office.registrar.records(id, { type: 'confirmed', how: 'phone', note: '电话确认。' })
  await sweeps()
  expect(await states(id)).toEqual(['application taken', 'step taken'])
})

test('of a case whose words were destroyed before it was sent nothing goes over', async () => {
  const { id, receipt } = await office.citizen.files(application()).then(async (filed) => ({
    ...filed,
    id: await office.registrar.finds(filed),
  }))
  await sequence(office.house)
  await sweepExchange(overAll(office.house))
  await office.sql`update cases set context = context || '{"erasedOn": "2026-03-02"}' where id = ${id}`
  await office.theJobsRun()
  expect(await states(id)).toEqual(['application gone'])
  expect(of(receipt)).toEqual([])
})
