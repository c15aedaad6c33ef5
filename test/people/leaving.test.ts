/** Who is away is covered; who leaves hands over what is open, in one step or not at all. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { asJson, send } from '../support/api.ts'
import { DRAFTED, MONDAY, type Office, openOffice, PASSED, SEARCHED, SIGNED } from '../support/house.ts'
import type { Member } from '../support/people.ts'
import { codes, settles, staffIn, standing } from './colleagues.ts'

let office: Office
let admin: Member
let ids: Record<string, string>

beforeAll(async () => {
  office = await openOffice()
  admin = office.staff('admin')
  ids = await staffIn(office)
})
afterAll(() => office.close())

const change = (username: string, asked: object, how = {}) =>
  admin.patches(`/api/v1/people/${ids[username]}`, asked, how)
const heldBy = async (id: string) =>
  (await office.sql`select id from cases where handler_id = ${id} order by id`).map((row) => row.id)

describe('leaving', () => {
  let leaver: Member & { id: string }
  let numbers: string[]
  let cases: string[]

  beforeAll(async () => {
    leaver = await settles(office, 'leaver', ['handler'], 'yunxi', ['yunxi-gkk'])
    ids.leaver = leaver.id
    cases = []
    // In every state in which a case may lie in somebody's hands.
    for (const until of [
      'assigned',
      'secrecyReviewed',
      'replyDrafted',
      'replyReviewed',
      'replySigned',
      'replyServed',
    ]) {
      const { id } = await office.caseUntil('registered')
      await office.head.records(id, { type: 'assigned', unit: 'yunxi-gkk', handler: 'leaver', answerBy: '2026-03-12' })
      if (until !== 'assigned') await office.goes(id, 'assigned', until)
      cases.push(id)
    }
    const gone = await office.caseUntil('archived')
    expect(await heldBy(ids.handler!)).toContain(gone.id)
    numbers = (await office.sql`select number from cases where handler_id = ${leaver.id}`).map((row) => row.number)
  })

  test('with open cases: refused until it is said who takes them; the numbers are told, nothing else of them', async () => {
    const before = await standing(office)
    const answer = await change('leaver', { ended: true })
    expect(codes(answer)).toEqual([['handOver', 'HANDOVER_MISSING']])
    for (const number of numbers) expect(answer.json.errors[0].message).toContain(number)
    expect(codes(await change('leaver', { ended: true, handOver: 'registrar' }))).toEqual([
      ['handOver', 'NO_SUCH_HANDLER'],
    ])
    expect(codes(await change('leaver', { ended: true, handOver: 'leaver' }))).toEqual([
      ['handOver', 'NO_SUCH_HANDLER'],
    ])
    expect(codes(await change('leaver', { roles: ['archivist'] })), 'nor does who only stops handling').toEqual([
      ['handOver', 'HANDOVER_MISSING'],
    ])
    expect(await standing(office)).toBe(before)
    expect((await heldBy(leaver.id)).toSorted()).toEqual(cases.toSorted())
    const page = await admin.gets(`/people/${leaver.id}`)
    for (const number of numbers) expect(page.text).toContain(number)
    expect(page.text, 'an administrator reads no case').not.toContain('年度财政预算执行情况')
  })

  test('one step: each case is assigned to the colleague, on record; sessions, links and covers end', async () => {
    await change('leaver', { cover: { by: 'archivist', from: MONDAY, to: '2026-03-20' } })
    await change('registrar', { cover: { by: 'leaver', from: MONDAY, to: '2026-03-20' } })
    await leaver.gets('/api/v1/cases')
    await settles(office, 'heir', ['handler'], 'yunxi', ['yunxi-zhk'])
    const { status, json } = await change('leaver', { ended: true, handOver: 'heir', why: '调离' })
    expect(status).toBe(200)
    expect(json).toMatchObject({ ended: true, roles: [], units: [], cover: null })
    expect(json.handedOver.toSorted()).toEqual(numbers.toSorted())
    const heir = (await staffIn(office)).heir!
    expect((await heldBy(heir)).toSorted()).toEqual(cases.toSorted())
    for (const id of cases) {
      const { facts } = await office.head.opens(id)
      const assigned = facts.findLast((fact: { type: string }) => fact.type === 'assigned')
      expect(assigned).toMatchObject({ by: 'staff:admin', unit: 'yunxi-gkk', handler: heir, answerBy: '2026-03-12' })
    }
    expect(await office.sql`select 1 from sessions where person_id = ${leaver.id}`).toHaveLength(0)
    expect(await office.sql`select 1 from covers where ended_at is null`).toHaveLength(0)
    const again = await send(office.app, {
      method: 'POST',
      url: '/api/v1/sessions',
      ...asJson({ username: 'leaver', password: PASSWORD }),
    })
    expect(again.status).toBe(401)
    await office.staff('heir').records(cases[0]!, SEARCHED)
    expect(
      (await office.head.tries(cases[0]!, { type: 'assigned', unit: 'yunxi-gkk', handler: 'leaver' })).json.errors[0]
        .code,
    ).toBe('NO_SUCH_HANDLER')
    expect((await change('leaver', { roles: ['handler'] })).json.code, 'who has left is brought back first').toBe(
      'FACT_REFUSED',
    )
  })

  test('brought back: the rights of before are proposed again, and the security officer decides', async () => {
    const back = await change('leaver', { ended: false })
    expect(back.json).toMatchObject({ ended: false, roles: [], waits: 'security' })
    const [waiting] =
      await office.sql`select roles, units, "by" from right_proposals where person_id = ${leaver.id} and position = 3`
    expect(waiting, 'those of before, though nobody had proposed them').toEqual({
      roles: ['handler'],
      units: ['yunxi-gkk'],
      by: 'staff:admin',
    })
    const invited = await admin.posts('/api/v1/people', '', {
      username: 'returner',
      name: '示例·归队',
      roles: ['handler'],
      units: ['yunxi-dck'],
    })
    ids.returner = invited.json.id
    const decide = (position: number) =>
      office.staff('security').posts(`/api/v1/rights/${ids.returner}/${position}`, '', { approved: true, why: '可以' })
    await decide(1)
    await change('returner', { ended: true })
    const again = await change('returner', { ended: false })
    expect(again.json).toMatchObject({ ended: false, roles: [], waits: 'security' })
    expect((await decide(3)).status).toBe(201)
    const [row] = await office.sql`select roles, ended_at from people where id = ${ids.returner!}`
    expect(row).toEqual({ roles: ['handler'], endedAt: null })
  })

  test('left to their units where that is chosen', async () => {
    const other = await settles(office, 'leaver-2', ['handler'], 'yunxi', ['yunxi-gkk'])
    ids['leaver-2'] = other.id
    const { id } = await office.caseUntil('registered')
    await office.head.records(id, { type: 'assigned', unit: 'yunxi-gkk', handler: 'leaver-2' })
    expect((await change('leaver-2', { ended: true, handOver: null })).status).toBe(200)
    const [row] = await office.sql`select handler_id, unit_id from cases where id = ${id}`
    expect(row).toEqual({ handlerId: null, unitId: 'yunxi-gkk' })
  })
})

describe('covers', () => {
  test('only by a colleague of the agency or of its intake office, for days to come, and duties stay apart', async () => {
    await settles(office, 'jyj-head', ['head'], 'yunxi-jyj')
    const jyj = await staffIn(office)
    ids = { ...ids, ...jyj }
    const before = await standing(office)
    const cover = async (who: string, by: string, from = MONDAY, to = '2026-03-06') =>
      codes(await change(who, { cover: { by, from, to } }))
    expect(await cover('head', 'jyj-head')).toEqual([['cover.by', 'OF_ANOTHER_AGENCY']])
    expect(await cover('head', 'nobody')).toEqual([['cover.by', 'NO_SUCH_PERSON']])
    expect(await cover('head', 'head')).toEqual([['cover.by', 'UNFIT']])
    expect(await cover('head', 'auditor')).toEqual([['cover.by', 'EXCLUSIVE_DUTIES']])
    expect(await cover('auditor', 'head')).toEqual([['cover.by', 'EXCLUSIVE_DUTIES']])
    expect(await cover('head', 'counsel', '2026-02-27')).toEqual([['cover.from', 'IN_THE_PAST']])
    expect(await cover('head', 'counsel', MONDAY, '2026-02-28')).toEqual([['cover.to', 'UNFIT']])
    expect(codes(await change('head', { cover: { by: 'counsel' } }))).toEqual([
      ['cover.from', 'MISSING'],
      ['cover.to', 'MISSING'],
    ])
    expect(await standing(office)).toBe(before)
    expect(await cover('jyj-head', 'head'), 'the intake office covers its agencies').toEqual([])
    await change('jyj-head', { cover: null })
  })

  test('two who are covered by a third at the same time: all three together', async () => {
    await settles(office, 'nobody-yet', [])
    await settles(office, 'auditor-2', ['auditor'])
    ids = { ...ids, ...(await staffIn(office)) }
    expect((await change('auditor-2', { cover: { by: 'nobody-yet', from: MONDAY, to: '2026-03-06' } })).status).toBe(
      200,
    )
    const also = (from: string, to: string) => change('counsel', { cover: { by: 'nobody-yet', from, to } })
    expect(codes(await also('2026-03-06', '2026-03-09'))).toEqual([['cover.by', 'EXCLUSIVE_DUTIES']])
    expect((await also('2026-03-09', '2026-03-10')).status, 'one after the other').toBe(200)
    expect(codes(await change('nobody-yet', { roles: ['handler'] })), 'rights that would break a cover').toEqual([
      ['roles', 'EXCLUSIVE_DUTIES'],
    ])
    for (const who of ['auditor-2', 'counsel']) expect((await change(who, { cover: null })).status).toBe(200)
  })

  test('in 代, too, nobody reviews or signs what they drafted themselves', async () => {
    const { id } = await office.caseUntil('secrecyReviewed')
    for (const who of ['counsel', 'signer'])
      expect((await change(who, { cover: { by: 'handler', from: MONDAY, to: MONDAY } })).status).toBe(200)
    await office.handler.records(id, DRAFTED)
    expect((await office.handler.opens(id)).may).not.toContain('replyReviewed')
    expect((await office.handler.tries(id, PASSED)).json).toMatchObject({ status: 409, code: 'OWN_DRAFT' })
    await office.counsel.records(id, PASSED)
    expect((await office.handler.tries(id, SIGNED)).json).toMatchObject({ status: 409, code: 'OWN_DRAFT' })
    await office.signer.records(id, SIGNED)
    const other = await office.caseUntil('secrecyReviewed')
    await (await settlesAs('drafter')).records(other.id, DRAFTED)
    const reviewed = await office.handler.records(other.id, PASSED)
    expect(reviewed.facts.at(-1), 'another’s draft').toMatchObject({ by: 'staff:handler', actingFor: 'counsel' })
    for (const who of ['counsel', 'signer']) await change(who, { cover: null })
  })
  const settlesAs = (username: string) => settles(office, username, ['handler'], 'yunxi', ['yunxi-gkk'])

  test('the head of every page says whose work is done, and until when; the security officer may end it', async () => {
    await change('head', { cover: { by: 'counsel', from: MONDAY, to: '2026-03-04' } })
    expect((await office.counsel.gets('/desk')).text).toContain('代示例·公开办主任（至2026年3月4日）')
    const security = office.staff('security')
    const page = (await security.gets('/approvals')).text
    const id = /\/approvals\/covers\/([0-9a-f-]{36})\/end/.exec(page)![1]
    const end = await security.posts(`/approvals/covers/${id}/end`, '', {})
    expect(end.status).toBe(303)
    expect((await office.counsel.gets('/desk')).text).not.toContain('代示例')
    expect((await office.head.posts(`/approvals/covers/${id}/end`, '', {})).status).toBe(403)
  })
})

test('a unit without anybody who handles cases is assigned nothing; with a named handler it is', async () => {
  const { id } = await office.caseUntil('registered')
  await office.sql`insert into units values ('yunxi-empty', 'yunxi', '新设科', 9)`
  const before = await office.standing(id)
  const answer = await office.head.tries(id, { type: 'assigned', unit: 'yunxi-empty' })
  expect(codes(answer)).toEqual([['unit', 'UNIT_WITHOUT_HANDLERS']])
  expect(await office.standing(id)).toBe(before)
  const page = (await office.head.gets(`/cases/${id}`)).text
  expect(page).toContain('新设科（没有承办人）')
  expect(page).toMatch(/政府信息公开科（承办人\d名）/)
  await office.head.records(id, { type: 'assigned', unit: 'yunxi-empty', handler: 'handler' })
})
