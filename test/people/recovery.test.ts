/** Who lost password and authenticator: one administrator proposes, another person approves, and everything begins anew. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../support/house.ts'
import { enrols, GOOD, joins, later, type Visitor, visitorAt } from './visitor.ts'

const PAGE = '/sign-in/recoveries'
let office: Office
const at: Record<string, Visitor> = {}
beforeAll(async () => {
  office = await openOffice()
  for (const [username, role] of [
    ['first', 'admin'],
    ['second', 'admin'],
    ['guard', 'security'],
    ['clerk', 'registrar'],
  ] as const) {
    await joins(office, username, [role])
    at[username] = visitorAt(office.app)
    if (role === 'registrar') await at[username].signsIn(username)
    else await enrols(office, at[username], username)
  }
})
afterAll(() => office.close())

const proposes = (who: string, username: string, why = '手机丢失，当面核实了工作证。') =>
  at[who]!.submits(PAGE, PAGE, { username, why })
const waiting = async (who: string) => /data-recovery="([^"]+)"/.exec((await at[who]!.gets(PAGE)).text)?.[1] ?? ''
const decides = (who: string, id: string, what = 'approval') => at[who]!.submits(PAGE, `${PAGE}/${id}/${what}`)

test.each(['second', 'guard'])(
  '%s approves what the first proposed; the link sets everything anew',
  async (approver) => {
    const username = `lost-${approver}`
    await joins(office, username, ['signer'])
    const lost = visitorAt(office.app)
    const { codes } = await enrols(office, lost, username)
    expect((await proposes('first', username)).status).toBe(303)
    const id = await waiting('first')
    expect((await decides('first', id)).status, 'not by who proposed it').toBe(403)
    expect((await decides('clerk', id)).status).toBe(403)
    expect(await lost.isIn(), 'nothing has changed yet').toBe(true)
    const approved = await decides(approver, id)
    const link = /id="recovery-link">([^<]+)</.exec(approved.text)![1]!
    expect(link).toMatch(/^https:\/\/gk\.example\.gov\.cn\/invitations\/[\w-]{43}$/)
    expect(await lost.isIn()).toBe(false)
    expect((await lost.signsIn(username)).status, 'the old password').toBe(401)
    expect((await decides(approver, id)).status, 'once').toBe(404)
    const path = new URL(link).pathname
    expect((await lost.posts(path, { password: GOOD, again: GOOD })).text, 'the old one is a former one').toContain(
      '最近用过',
    )
    expect((await lost.posts(path, { password: 'Good-2026-new', again: 'Good-2026-new' })).status).toBe(303)
    expect((await lost.signsIn(username, 'Good-2026-new')).headers.location).toBe('/sign-in/authenticator')
    expect((await lost.posts('/sign-in/code', { code: codes[0]! })).headers.location, 'old codes').toBe('/sign-in')
    const [row] = await office.sql`select by, decided_by, approved, why from recoveries where id = ${id}`
    expect(row).toEqual({
      by: 'staff:first',
      decidedBy: `staff:${approver}`,
      approved: true,
      why: '手机丢失，当面核实了工作证。',
    })
  },
)

test('the link is good for a day', async () => {
  await joins(office, 'slow', ['registrar'])
  await proposes('first', 'slow')
  const approved = await decides('second', await waiting('second'))
  const path = new URL(/id="recovery-link">([^<]+)</.exec(approved.text)![1]!).pathname
  const lost = visitorAt(office.app)
  expect((await lost.gets(path)).status).toBe(200)
  later(office, 86_401)
  expect((await lost.gets(path)).status).toBe(404)
  for (const [username, visitor] of Object.entries(at)) {
    await visitor.signsIn(username)
    if (username === 'clerk') continue
    // A day later everybody signs in again, by a code of their own telephone: here by setting it up anew.
    await office.sql`delete from authenticators`
    await enrols(office, visitor, username)
  }
})

test('turned down, or taken back by who proposed it: nothing changes', async () => {
  await joins(office, 'stays', ['registrar'])
  for (const by of ['guard', 'first']) {
    await proposes('first', 'stays')
    expect((await decides(by, await waiting(by), 'refusal')).status).toBe(303)
    expect(await waiting('first')).toBe('')
  }
  expect((await visitorAt(office.app).signsIn('stays')).status).toBe(303)
})

test('nobody proposes for themselves, nor twice, nor for who is not there or of another house', async () => {
  await joins(office, 'once', ['registrar'])
  await proposes('second', 'once')
  for (const username of ['second', 'once', 'nobody', 'registrar', '']) {
    const refused = await proposes('second', username)
    expect([username, refused.status]).toEqual([username, 422])
  }
  expect((await proposes('guard', 'stays')).status, 'the security officer approves, and proposes none').toBe(403)
  expect((await at.clerk!.gets(PAGE)).status).toBe(403)
  await decides('second', await waiting('second'), 'refusal')
})

test('of the person concerned no approval counts, and the table holds to two persons', async () => {
  await proposes('first', 'second')
  const id = await waiting('second')
  expect((await decides('second', id)).status).toBe(403)
  await expect(office.sql`update recoveries set approved = true, decided_by = by where id = ${id}`).rejects.toThrow(
    'recoveries_second_person',
  )
  await decides('first', id, 'refusal')
})
