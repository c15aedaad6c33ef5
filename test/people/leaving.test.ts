/** Who is away is covered; who leaves hands over what is open, in one step or not at all. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { asJson, type Json, send } from '../support/api.ts'
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
/** Arranged by the administrator, and approved where it waits. */
const isCovered = async (username: string, cover: object) => {
  const answer = await change(username, { cover })
  if (answer.json.waits) {
    const { covers } = (await office.staff('security').gets('/api/v1/rights')).json
    const { id } = covers.find(({ person, waits }: Json) => person.username === username && waits)
    const decision = { approved: true, why: '已核对' }
    expect((await office.staff('security').posts(`/api/v1/covers/${id}`, '', decision)).status).toBe(201)
  }
  return answer
}
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
    await isCovered('leaver', { by: 'archivist', from: MONDAY, to: '2026-03-20' })
    await isCovered('registrar', { by: 'leaver', from: MONDAY, to: '2026-03-20' })
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
      expect((await isCovered(who, { by: 'handler', from: MONDAY, to: MONDAY })).status).toBe(200)
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
    await isCovered('head', { by: 'counsel', from: MONDAY, to: '2026-03-04' })
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

describe('a cover that gives what the deputy does not have', () => {
  const security = () => office.staff('security')
  const waiting = async () =>
    (await security().gets('/api/v1/rights')).json.covers.filter(({ waits }: Json) => waits === 'security')
  const decides = (id: string, approved = true, who = security()) =>
    who.posts(`/api/v1/covers/${id}`, '', { approved, why: '已核对工作安排' })
  const [from, to] = [MONDAY, '2026-03-20']
  const audit = async (subject: string) =>
    (await office.staff('auditor').gets('/api/v1/audit')).json.entries.filter(
      (entry: Json) => entry.what === 'cover' && entry.subject === subject,
    )
  let deputy: Member & { id: string }
  beforeAll(async () => {
    deputy = await settles(office, 'deputy', ['archivist'])
  })

  test('waits for the security officer, gives nothing before, and is on record at each step', async () => {
    const { json } = await change('registrar', { cover: { by: 'deputy', from, to } })
    expect(json).toMatchObject({ waits: 'security', cover: { by: 'deputy', from, to, waits: 'security' } })
    const { id: caseId } = await office.caseUntil('submitted')
    const confirmed = { type: 'confirmed', how: 'phone', note: '电话双方确认' }
    expect((await deputy.tries(caseId, confirmed)).status).toBe(403)
    const [cover] = await waiting()
    expect(cover).toMatchObject({
      by: 'staff:admin',
      gives: { roles: ['registrar'] },
      cover: { by: 'deputy', from, to },
    })
    expect((await security().gets('/approvals')).text).toContain(
      '代理：示例·deputy（deputy）代示例·登记员（registrar）',
    )
    expect((await decides(cover.id)).json).toEqual({ cover: cover.id, approved: true, why: '已核对工作安排' })
    expect((await deputy.tries(caseId, confirmed)).json.facts.at(-1)).toMatchObject({ actingFor: 'registrar' })
    expect((await decides(cover.id)).json.code, 'decided').toBe('FACT_REFUSED')
    await change('registrar', { cover: null })
    expect((await deputy.gets(`/api/v1/cases/${caseId}`)).json.may).not.toContain('registered')
    const said = (await audit('registrar')).slice(0, 3).map(({ by, before, after }: Json) => ({ by, before, after }))
    expect(said).toEqual([
      { by: 'staff:admin', before: { coveredBy: 'deputy', state: 'coverInForce' }, after: null },
      {
        by: 'staff:security',
        before: { state: 'coverWaits', why: null },
        after: { state: 'coverInForce', why: '已核对工作安排' },
      },
      { by: 'staff:admin', before: null, after: { coveredBy: 'deputy', from, to, state: 'coverWaits' } },
    ])
    expect((await office.staff('auditor').gets('/audit')).text).toContain('安排代理 registrar')
  })

  test('refused, taken back, replaced or over: it gives nothing', async () => {
    for (const ends of ['refused', 'taken back', 'replaced', 'over']) {
      await change('registrar', { cover: { by: 'deputy', from, to: ends === 'over' ? MONDAY : to } })
      const [{ id }] = await waiting()
      if (ends === 'refused') expect((await decides(id, false)).status).toBe(201)
      if (ends === 'taken back') await change('registrar', { cover: null })
      if (ends === 'replaced') await change('registrar', { cover: { by: 'counsel', from, to } })
      if (ends === 'over') office.itIs('2026-03-03')
      expect([ends, (await decides(id)).json.code]).toEqual([ends, 'FACT_REFUSED'])
      expect((await deputy.gets('/desk')).text).not.toContain('代示例·登记员')
      office.itIs(MONDAY)
      await change('registrar', { cover: null })
    }
  })

  test('what was arranged before goes on until another is approved', async () => {
    await isCovered('registrar', { by: 'deputy', from, to })
    await change('registrar', { cover: { by: 'counsel', from, to } })
    expect((await deputy.gets('/desk')).text).toContain('代示例·登记员')
    const [{ id }] = await waiting()
    await decides(id)
    expect((await deputy.gets('/desk')).text).not.toContain('代示例·登记员')
    expect((await office.counsel.gets('/desk')).text).toContain('代示例·登记员')
    await change('registrar', { cover: null })
  })

  test('nobody decides on their own, and the table holds it, too', async () => {
    const other = await settles(office, 'security-2', ['security'], 'yunxi-jyj')
    await change('security', { cover: { by: 'security-2', from, to } }).then(({ json }) =>
      expect(codes({ json }), 'of a neighbour').toEqual([['cover.by', 'OF_ANOTHER_AGENCY']]),
    )
    const { json } = await admin.patches(`/api/v1/people/${other.id}`, { cover: { by: 'security', from, to } })
    expect(json.waits, 'both who could decide are concerned').toBeUndefined()
    await admin.patches(`/api/v1/people/${other.id}`, { cover: null })
    const third = await settles(office, 'security-3', ['security'])
    await admin.patches(`/api/v1/people/${other.id}`, { cover: { by: 'security', from, to } })
    const [{ id }] = await waiting()
    expect((await decides(id)).json.code, 'the deputy').toBe('NOT_YOURS')
    for (const who of ['admin', 'head', 'auditor'])
      expect((await decides(id, true, office.staff(who))).status).toBe(403)
    const forced = (by: string) => office.sql`
      update covers set approved = true, decided_by = ${by}, decided_at = now() where id = ${id}`
    for (const by of ['staff:security', 'staff:security-2', 'staff:admin'])
      await expect(forced(by), by).rejects.toThrow('cannot decide')
    expect((await decides(id, true, third)).status).toBe(201)
    await admin.patches(`/api/v1/people/${other.id}`, { cover: null })
    for (const { id } of [other, third]) await office.sql`update people set ended_at = now() where id = ${id}`
  })

  test('who has no role and covers a department’s administrator administers the department alone', async () => {
    await settles(office, 'zjj-admin', ['admin'], 'yunxi-zjj')
    const plain = await settles(office, 'plain', [])
    ids = { ...ids, ...(await staffIn(office)) }
    expect((await isCovered('zjj-admin', { by: 'plain', from, to })).status).toBe(200)
    const seen = (await plain.gets('/api/v1/people')).json.people.map(({ agency }: Json) => agency.code)
    expect(new Set(seen)).toEqual(new Set(['yunxi-zjj']))
    expect((await plain.gets('/people')).text).toContain('zjj-admin')
    expect((await plain.patches(`/api/v1/people/${ids.handler}`, { name: '乙' })).status).toBe(404)
    expect((await plain.patches('/api/v1/agencies/yunxi', { phone: '0000-0000001' })).status).toBe(404)
    expect((await plain.posts('/api/v1/agencies', '', {})).status).toBe(403)
    expect((await plain.patches('/api/v1/agencies/yunxi-zjj', { takenInBy: 'yunxi-zjj' })).status).toBe(403)
    expect((await plain.patches('/api/v1/agencies/yunxi-zjj', { phone: '0000-0000001' })).status).toBe(200)
    expect((await plain.gets('/api/v1/units')).status, 'their own, as everybody').toBe(200)
    await change('zjj-admin', { cover: null })
  })

  test('gives nothing new: it holds at once, and is on record', async () => {
    await settles(office, 'registrar-2', ['registrar', 'archivist'])
    const { json } = await change('registrar', { cover: { by: 'registrar-2', from, to } })
    expect(json.waits).toBeUndefined()
    expect((await audit('registrar'))[0]).toMatchObject({ after: { coveredBy: 'registrar-2', state: 'coverInForce' } })
    expect(await waiting()).toEqual([])
    await change('registrar', { cover: null })
  })

  test('in the browser: the form comes back without a reason, and says what was done', async () => {
    await change('registrar', { cover: { by: 'deputy', from, to } })
    const [{ id }] = await waiting()
    const page = await security().gets('/approvals')
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
    const empty = await security().posts(`/approvals/covers/${id}`, '', { csrf, approved: 'yes', why: '' })
    expect([empty.status, empty.text.includes(`${id}-why`)]).toEqual([422, true])
    const done = await security().posts(`/approvals/covers/${id}`, '', { csrf, approved: 'no', why: '本人在岗' })
    expect(done.headers.location).toBe('/approvals?done=coverRefused')
    expect((await admin.gets(`/people/${ids.registrar}`)).text).not.toContain('id="cover-end"')
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
