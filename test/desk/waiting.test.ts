/** What waits for me: each act of a case's way lies with the one whose it is, and with nobody else. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { overAll } from '../../src/house.ts'
import { bringUpRows } from '../../src/law/recount.ts'
import {
  ARCHIVED,
  ASSIGNED,
  CONFIRMED,
  CORRECTION,
  DRAFTED,
  FAILED,
  type Office,
  openOffice,
  PASSED,
  SEARCHED,
  SECRECY,
  SERVED,
  SIGNED,
} from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const MEMBERS = ['registrar', 'handler', 'head', 'counsel', 'signer', 'archivist', 'supervisor'] as const
type Member = (typeof MEMBERS)[number]
type Line = { id: string; waitsFor: string; waits: string }

const waitingFor = async (who: Member, query = ''): Promise<Line[]> =>
  (await office[who].gets(`/api/v1/cases?waiting=me${query}`)).json.cases
/** Who finds this case among what waits for them, and for which act. */
async function whoseIs(id: string): Promise<Partial<Record<Member, string>>> {
  const found: Partial<Record<Member, string>> = {}
  for (const who of MEMBERS) {
    const line = (await waitingFor(who)).find((one) => one.id === id)
    if (line) found[who] = line.waitsFor
  }
  return found
}

test('along the way each act waits for one role, and the applicant’s turn for none', async () => {
  const { id } = await office.caseUntil('submitted')
  const way: [by: Member, fact: { type: string }, waits: Awaited<ReturnType<typeof whoseIs>>][] = [
    ['registrar', CONFIRMED, { registrar: 'registered' }],
    ['registrar', { type: 'registered' }, { head: 'assigned' }],
    ['registrar', CORRECTION, {}],
    ['registrar', { type: 'corrected', text: '2025年，见附件。' } as { type: string }, { head: 'assigned' }],
    ['head', ASSIGNED, { handler: 'searched' }],
    ['handler', SEARCHED, { handler: 'secrecyReviewed' }],
    ['handler', SECRECY, { handler: 'replyDrafted' }],
    ['handler', DRAFTED, { counsel: 'replyReviewed' }],
    ['counsel', FAILED, { handler: 'replyDrafted' }],
    ['handler', DRAFTED, { counsel: 'replyReviewed' }],
    ['counsel', PASSED, { signer: 'replySigned' }],
    ['signer', SIGNED, { registrar: 'replyServed' }],
    ['registrar', SERVED, { archivist: 'archived' }],
    ['archivist', ARCHIVED, {}],
  ]
  expect(await whoseIs(id)).toEqual({ registrar: 'confirmed' })
  for (const [by, fact, waits] of way) {
    if (fact.type === 'archived') await office.sends(id)
    await office[by].records(id, fact)
    if (fact.type === 'replyServed' && !('archivist' in (await whoseIs(id)))) {
      // The correction notice lies unsent.
      expect(await whoseIs(id)).toEqual({ registrar: 'sent' })
      await office.sends(id)
    }
    expect([fact.type, await whoseIs(id)]).toEqual([fact.type, waits])
  }
})

test('a case without a named handler waits for all of its unit; one with a name for nobody else', async () => {
  const { id } = await office.caseUntil('registered')
  await office.head.records(id, { type: 'assigned', unit: 'yunxi-gkk' })
  expect(await whoseIs(id)).toEqual({ handler: 'searched' })
  await office.sql`update cases set handler_id = (select id from people where username = 'security') where id = ${id}`
  expect(await whoseIs(id)).toEqual({})
  // A colleague who has left has no hands: the unit's again.
  await office.sql`update people set ended_at = now() where username = 'security'`
  expect(await whoseIs(id)).toEqual({ handler: 'searched' })
  await office.sql`update people set ended_at = null where username = 'security'`
})

test('nobody is asked to pass or to sign their own draft', async () => {
  const { id } = await office.caseUntil('replyDrafted')
  expect(await whoseIs(id)).toMatchObject({ counsel: 'replyReviewed' })
  await office.sql`update cases set context = jsonb_set(context, '{draft,by}', '"staff:counsel"') where id = ${id}`
  expect(await whoseIs(id)).toEqual({})
})

test('the page has each heap with its number, and a heap has its cases alone', async () => {
  const { id } = await office.caseUntil('registered')
  const page = await office.head.gets('/desk?waiting=me')
  const own = await waitingFor('head')
  expect(page.text).toContain(`等我办理<span class="count"> ${own.length}</span>`)
  const toAssign = own.filter(({ waits }) => waits === 'toAssign')
  expect(page.text).toContain(`待分办<span class="count"> ${toAssign.length}</span>`)
  expect(await waitingFor('head', '&waits=toAssign')).toEqual(toAssign)
  expect(toAssign.map((one) => one.id)).toContain(id)
  expect((await office.head.gets('/api/v1/cases?waiting=you')).status).toBe(422)
  // Who records nothing has no heaps.
  expect((await office.supervisor.gets('/desk')).text).not.toContain('等我办理')
})

test('a notice that lies unsent beside what the case waits for is counted for the registrar, with the way to its case', async () => {
  const lines = async (who: Member) => /data-unsent="(\d+)"/.exec((await office[who].gets('/desk')).text)?.[1]
  const before = Number((await lines('registrar')) ?? 0)
  const { id } = await office.caseUntil('assigned', {
    ...application(),
    request: { ...application().request, delivery: 'post' },
  })
  await office.sends(id)
  expect(Number((await lines('registrar')) ?? 0)).toBe(before)
  const extended = { type: 'extended', workingDays: 20, reason: '材料多。', approvedBy: '负责人' }
  await office.head.records(id, extended)
  expect(await whoseIs(id)).toEqual({ handler: 'searched' })
  expect(Number(await lines('registrar'))).toBe(before + 1)
  expect(await lines('handler')).toBeUndefined()
  const list = await office.registrar.gets('/desk?unsent=yes')
  expect(list.text).toContain(id)
  expect(list.text).toContain('有文书待发出')
  const page = (await office.registrar.gets(`/cases/${id}`)).text
  expect(page).toContain('href="#act-sent"')
  await office.sends(id)
  expect((await office.registrar.gets('/desk?unsent=yes')).text).not.toContain(`/cases/${id}`)
  expect(Number((await lines('registrar')) ?? 0)).toBe(before)
})

test('pages of what waits follow one another, each case once', async () => {
  for (let n = 0; n < 3; n++) await office.citizen.files(application())
  const all = (await waitingFor('registrar')).map(({ id }) => id)
  expect(new Set(all).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(3)
})

test('rows that a new program found without what they wait for are replayed at its start', async () => {
  const { id } = await office.caseUntil('searched')
  const stands = () => office.sql`select waits, waits_for from cases where id = ${id}`
  const before = await stands()
  await office.sql`update cases set waits = '?', waits_for = null where id = ${id}`
  expect(await whoseIs(id)).toEqual({})
  await bringUpRows(overAll(office.house))
  expect(await stands()).toEqual(before)
})
