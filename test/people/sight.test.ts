/** Who sees what, and in whose hands what lies: agencies, units, own drafts, and those who see no case at all. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { newId } from '../../src/ground/ids.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { DRAFTED, type Office, openOffice, PASSED, SEARCHED, SIGNED } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
let password: string
beforeAll(async () => {
  office = await openOffice()
  password = await hashPassword(PASSWORD)
})
afterAll(() => office.close())

/** Someone new, in an agency and a unit, with these roles. */
async function joins(username: string, roles: string[], agencyId = 'yunxi', unitId: string | null = null) {
  const id = newId(office.house.time.now())
  await office.sql`
    insert into people ${office.sql({ id, agencyId, username, name: username, roles, password, demonstration: true })}`
  if (unitId) await office.sql`insert into person_units ${office.sql({ personId: id, unitId })}`
  return office.staff(username)
}

const WAYS_IN = (id: string) => [
  '/api/v1/cases',
  `/api/v1/cases/${id}`,
  `/api/v1/cases/${id}/evidence`,
  `/api/v1/letters/preview?template=disclosed&case=${id}`,
  '/desk',
  `/cases/${id}`,
  `/cases/${id}/draft`,
]

describe('administrators of any kind see no case', () => {
  test.each(['admin', 'security', 'auditor'])('%s', async (name) => {
    const { id, receipt } = await office.caseUntil('registered')
    const member = office.staff(name)
    for (const url of WAYS_IN(id).filter((way) => way !== '/desk'))
      expect([url, (await member.gets(url)).status]).toEqual([url, 403])
    expect((await member.gets('/desk')).text, 'a desk of another kind, or none').not.toContain(receipt)
    const before = await office.standing(id)
    expect((await member.tries(id, { type: 'noted', text: '甲' })).status).toBe(403)
    expect((await member.adds(id, [{ name: 'a.txt', content: 'a' }])).status).toBe(403)
    expect((await member.triesToEnter({ ...application(), channel: 'counter' })).status).toBe(403)
    expect(await office.standing(id)).toBe(before)
    expect(
      (await member.gets('/api/v1/cases/00000000-0000-7000-8000-000000000000')).status,
      'nor whether it exists',
    ).toBe(403)
  })
})

test('a supervisor sees every agency and changes nothing', async () => {
  const { supervisor } = office
  for (const agency of ['yunxi', 'yunxi-jyj']) {
    const { id } = await office.caseUntil('registered', application({ agency }))
    const { letters, may } = await supervisor.opens(id)
    expect(may).toEqual([])
    expect((await supervisor.gets(letters[0].url)).status).toBe(200)
    const before = await office.standing(id)
    expect((await supervisor.tries(id, { type: 'noted', text: '甲' })).status).toBe(403)
    expect((await supervisor.adds(id, [{ name: 'a.txt', content: 'a' }])).status).toBe(403)
    expect((await supervisor.triesToEnter({ ...application(), channel: 'counter' })).status).toBe(403)
    expect(await office.standing(id)).toBe(before)
  }
})

test('the intake office sees the departments’ cases; a department sees its own', async () => {
  const clerk = await joins('jyj-registrar', ['registrar', 'handler'], 'yunxi-jyj', 'yunxi-jyj-bgs')
  const [ours, theirs] = [
    await office.caseUntil('registered'),
    await office.caseUntil('registered', application({ agency: 'yunxi-jyj' })),
  ]
  expect((await office.registrar.opens(theirs.id)).agency.id).toBe('yunxi-jyj')
  expect((await clerk.opens(theirs.id)).agency.id).toBe('yunxi-jyj')
  for (const url of [`/api/v1/cases/${ours.id}`, `/api/v1/cases/${ours.id}/evidence`, `/cases/${ours.id}`])
    expect([url, (await clerk.gets(url)).status]).toEqual([url, 404])
  expect((await clerk.tries(ours.id, { type: 'noted', text: '甲' })).status).toBe(404)
  const listed = (await clerk.gets('/api/v1/cases')).json.cases.map((c: { id: string }) => c.id)
  expect(listed).toContain(theirs.id)
  expect(listed).not.toContain(ours.id)
  expect((await clerk.gets('/api/v1/units')).json).toEqual({ units: [{ id: 'yunxi-jyj-bgs', name: '教育局办公室' }] })
  expect((await clerk.gets(`/api/v1/cases?q=${ours.receipt}`)).json.cases).toEqual([])
})

test('a handler acts in the cases of its unit, or in those that are its own', async () => {
  const stranger = await joins('zhk-handler', ['handler'], 'yunxi', 'yunxi-zhk')
  const { id } = await office.caseUntil('assigned')
  const before = await office.standing(id)
  expect((await stranger.tries(id, SEARCHED)).json.code).toBe('NOT_YOURS')
  expect((await stranger.opens(id)).may).not.toContain('searched')
  expect(await office.standing(id)).toBe(before)
  await office.head.records(id, { type: 'assigned', unit: 'yunxi-zhk' })
  await stranger.records(id, SEARCHED)
  expect((await office.handler.tries(id, SEARCHED)).status).toBe(403)
  await office.head.records(id, { type: 'assigned', unit: 'yunxi-zhk', handler: 'handler' })
  await office.handler.records(id, SEARCHED)
})

test('nobody reviews or signs their own draft, whatever their roles', async () => {
  const one = await joins('one-for-all', ['handler', 'counsel', 'signer'], 'yunxi', 'yunxi-gkk')
  const { id } = await office.caseUntil('secrecyReviewed')
  const drafted = await one.records(id, DRAFTED)
  expect(drafted.may).not.toContain('replyReviewed')
  const before = await office.standing(id)
  const review = await one.tries(id, PASSED)
  expect(review.json).toMatchObject({ status: 409, code: 'OWN_DRAFT' })
  expect(await office.standing(id)).toBe(before)
  const passed = await office.counsel.records(id, PASSED)
  expect(passed.stage).toBe('reply')
  expect((await one.opens(id)).may).not.toContain('replySigned')
  const signature = await one.tries(id, SIGNED)
  expect(signature.json).toMatchObject({ status: 409, code: 'OWN_DRAFT' })
  await office.signer.records(id, SIGNED)
})

test('one may review what another drafted, and draft again what oneself reviewed', async () => {
  const two = await joins('handler-counsel', ['handler', 'counsel'], 'yunxi', 'yunxi-gkk')
  const { id } = await office.caseUntil('replyDrafted')
  await two.records(id, { ...PASSED, passed: false })
  await two.records(id, DRAFTED)
  expect((await two.tries(id, PASSED)).json.code).toBe('OWN_DRAFT')
  await office.counsel.records(id, PASSED)
})

test('a person without roles sees nothing', async () => {
  const nobody = await joins('no-roles', [])
  const { id } = await office.caseUntil('submitted')
  for (const url of WAYS_IN(id).filter((way) => way !== '/desk'))
    expect([url, (await nobody.gets(url)).status]).toEqual([url, 403])
  expect((await nobody.gets('/desk')).headers.location).toBe('/profile')
})
