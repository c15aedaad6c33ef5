/** A wrong fact is rectified by another: both stay, the case is what it would have been. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const RECTIFIED = { type: 'rectified', why: '日期录入有误。', approvedBy: '示例·公开办主任' }
const position = (facts: { type: string; position: number }[], type: string) =>
  facts.findLast((f) => f.type === type)!.position

test('an extension that was recorded by mistake is struck: the date is as before, and another may be recorded', async () => {
  const { id } = await office.caseUntil('assigned')
  const before = (await office.head.opens(id)).clock.dueOn
  const EXTENDED = { type: 'extended', workingDays: 20, reason: '需要征求意见。', approvedBy: '示例·公开办主任' }
  const extended = await office.head.records(id, EXTENDED)
  expect(extended.clock.dueOn > before).toBe(true)
  const struck = await office.head.records(id, { ...RECTIFIED, position: position(extended.facts, 'extended') })
  expect(struck.clock.dueOn).toBe(before)
  expect(struck.facts.map((f: { type: string }) => f.type)).toContain('extended') // still visible
  const again = await office.head.records(id, { ...EXTENDED, workingDays: 5 })
  expect(again.clock.workingDays.allowed).toBe(25)
})

test('a wrong day is replaced, and everything that follows is reckoned from the right one', async () => {
  office.itIs('2026-03-02')
  const { id } = await office.caseUntil('submitted')
  office.itIs('2026-03-05')
  await office.registrar.records(id, { type: 'confirmed', how: 'phone', note: '电话确认。' })
  const { facts } = await office.registrar.records(id, { type: 'registered' })
  const at = position(facts, 'confirmed')
  const mended = await office.head.records(id, {
    ...RECTIFIED,
    position: at,
    replacement: { on: '2026-03-04', how: 'phone', note: '电话确认于三月四日，通话记录附卷。', evidence: '通话记录' },
  })
  expect(mended.clock).toMatchObject({ receivedOn: '2026-03-04', dueOn: '2026-04-01' })
  expect(mended.number).toMatch(/^2026-\d{4}$/)
})

test('what would leave an unlawful case is refused, named, and changes nothing', async () => {
  office.itIs('2026-03-09')
  const { id } = await office.caseUntil('replyDrafted')
  const { facts } = await office.head.opens(id)
  const before = await office.standing(id)
  const refusals: [object, number, string][] = [
    [{ position: position(facts, 'confirmed') }, 409, 'RECEIPT_NOT_CONFIRMED'],
    [{ position: position(facts, 'letterMade') }, 409, 'RECTIFIES_SYSTEM'],
    [{ position: 99 }, 409, 'RECTIFIED_POSITION'],
    [{ position: 0 }, 422, 'INVALID'],
    [{ position: 1 }, 409, 'SUBMISSION_STANDS'],
    [{ position: 1, replacement: { applicant: {} } }, 422, 'INVALID'],
    [{ position: position(facts, 'searched'), replacement: { places: [] } }, 422, 'INVALID'],
    [{ position: position(facts, 'assigned'), replacement: { type: 'letterMade' } }, 409, 'REPLACEMENT_TYPE'],
  ]
  for (const [more, status, code] of refusals) {
    const answer = await office.head.tries(id, { ...RECTIFIED, ...more })
    expect([answer.status, answer.json.code, more]).toEqual([status, code, more])
  }
  expect((await office.handler.tries(id, { ...RECTIFIED, position: 5 })).status).toBe(403)
  expect(await office.standing(id)).toBe(before)
})

test('the channel of a paper application is corrected in its first fact', async () => {
  office.itIs('2026-03-10')
  const { id } = await office.registrar.enters({ ...application(), channel: 'letter', on: '2026-03-10' })
  expect((await office.head.opens(id)).clock).toMatchObject({ status: 'awaitingConfirmation', receivedOn: null })
  const mended = await office.head.records(id, { ...RECTIFIED, position: 1, replacement: { channel: 'post' } })
  expect(mended).toMatchObject({ channel: 'post', clock: { status: 'running', receivedOn: '2026-03-10' } })
  expect(mended.request.title).toBe('示例路危旧房改造征收补偿方案')
})

describe('the registration is struck', () => {
  const registered = async () => {
    office.itIs('2026-03-11')
    const { id } = await office.caseUntil('confirmed', application({ applicant: { email: 'zhang@example.cn' } }))
    await office.theJobsRun()
    const { facts } = await office.registrar.records(id, { type: 'registered' })
    return { id, strike: { ...RECTIFIED, position: position(facts, 'registered') } }
  }
  const mailed = async (id: string) =>
    (await office.head.opens(id)).facts.flatMap((fact: { type: string; letter?: string }) =>
      fact.type === 'mailSent' && fact.letter ? [fact.letter] : [],
    )

  test('while its receipt is on its way: nobody is mailed a void letter, and it is registered again under its number', async () => {
    const { id, strike } = await registered()
    const struck = await office.head.records(id, strike)
    expect(struck).toMatchObject({ stage: 'receive', letters: [{ voided: true }] })
    await office.theJobsRun()
    expect(await mailed(id)).toEqual([])
    const again = await office.registrar.records(id, { type: 'registered' })
    expect(again).toMatchObject({ stage: 'register', number: struck.number })
    await office.theJobsRun()
    expect(await mailed(id)).toEqual([again.letters.at(-1).id])
  })

  test('once its receipt went out and was opened: what is on record of its way does no harm', async () => {
    const { id, strike } = await registered()
    await office.theJobsRun()
    const { letters } = await office.head.opens(id)
    await office.registrar.tries(id, { type: 'received', letter: letters[0].id, evidence: '回执在卷。' })
    expect(await office.head.records(id, strike)).toMatchObject({ stage: 'receive', letters: [{ voided: true }] })
    expect((await office.registrar.records(id, { type: 'registered' })).stage).toBe('register')
  })

  test('while the worker is at it: both are done, in whatever order', async () => {
    const { id, strike } = await registered()
    const [answer] = await Promise.all([office.head.tries(id, strike), office.theJobsRun()])
    expect([answer.status, answer.json.code]).toEqual([201, undefined])
    expect((await office.head.opens(id)).stage).toBe('receive')
  })
})

test('the ledger, replayed with its rectifications, is what the rows say', async () => {
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
