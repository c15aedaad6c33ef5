/** Who sees what, and in whose hands what lies: agencies, units, own drafts, and those who see no case at all. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { newId } from '../../src/ground/ids.ts'
import { seenAgenciesInSql, seenBy, seenInSql } from '../../src/ledger/seen.ts'
import { cases } from '../../src/ledger/tables.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { type Place, sees } from '../../src/people/sight.ts'
import {
  ASSIGNED,
  CONFIRMED,
  DRAFTED,
  MONDAY,
  type Office,
  openOffice,
  PASSED,
  SEARCHED,
  SIGNED,
} from '../support/house.ts'
import { application, type Member, needs, residentNumber } from '../support/people.ts'
import { seatOf } from '../support/seat.ts'

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

describe('a handler', () => {
  let stranger: Member
  beforeAll(async () => {
    stranger = await joins('zhk-handler', ['handler'], 'yunxi', 'yunxi-zhk')
  })
  const listed = async (who: Member, query = '') =>
    (await who.gets(`/api/v1/cases${query}`)).json.cases.map((c: { id: string }) => c.id)

  test('sees the cases of its unit, those in its name, and those of its agency that no unit has', async () => {
    const { id } = await office.caseUntil('registered')
    expect((await stranger.opens(id)).id, 'in nobody’s hands yet').toBe(id)
    expect(await listed(stranger)).toContain(id)
    await office.head.records(id, ASSIGNED)
    expect((await stranger.gets(`/api/v1/cases/${id}`)).status, 'with another unit').toBe(404)
    expect(await listed(stranger)).not.toContain(id)
    await office.head.records(id, { type: 'assigned', unit: 'yunxi-zhk' })
    await stranger.records(id, SEARCHED)
    expect((await office.handler.tries(id, SEARCHED)).status, 'no longer theirs').toBe(404)
    await office.head.records(id, { type: 'assigned', unit: 'yunxi-zhk', handler: 'handler' })
    await office.handler.records(id, SEARCHED)
    expect(await listed(office.handler)).toContain(id)
    expect(await listed(stranger), 'still with its unit').toContain(id)
  })

  test('of the intake office sees no case of a department that was not given to them', async () => {
    const { id, receipt } = await office.caseUntil('registered', application({ agency: 'yunxi-jyj' }))
    expect((await office.handler.gets(`/api/v1/cases/${id}`)).status).toBe(404)
    expect(await listed(office.handler, `?q=${receipt}`)).toEqual([])
    await office.head.records(id, { type: 'assigned', unit: 'yunxi-jyj-bgs', handler: 'handler' })
    expect((await office.handler.opens(id)).agency.id).toBe('yunxi-jyj')
    expect(await listed(office.handler, `?q=${receipt}`)).toEqual([id])
  })

  test('of several units sees the cases of each; who covers a handler sees theirs as well', async () => {
    const both = await joins('both-handler', ['handler'], 'yunxi', 'yunxi-zhk')
    await office.sql`
      insert into person_units select id, 'yunxi-dck' from people where username = 'both-handler'`
    const cover = await joins('zjj-handler', ['handler'], 'yunxi-zjj', 'yunxi-zjj-bgs')
    for (const unit of ['yunxi-zhk', 'yunxi-dck']) {
      const { id } = await office.caseUntil('registered')
      await office.head.records(id, { type: 'assigned', unit })
      await both.records(id, SEARCHED)
      expect((await cover.gets(`/api/v1/cases/${id}`)).status).toBe(404)
      await office.sql`
        insert into covers (id, person_id, covered_by, from_day, to_day, by, at, approved, decided_by, decided_at)
        select gen_random_uuid(), a.id, b.id, ${MONDAY}, ${MONDAY}, 'staff:admin', ${`${MONDAY}T00:00:00Z`}, true, 'system', now()
        from people a, people b where a.username = 'both-handler' and b.username = 'zjj-handler'`
      expect((await cover.records(id, SEARCHED)).facts.at(-1)).toMatchObject({ actingFor: 'both-handler' })
      await office.sql`update covers set ended_at = now()`
    }
  })

  test('of another unit finds no way in: as if the case were not there, and nothing changes', async () => {
    const files = [{ name: '附卷.txt', content: '附卷的材料' }]
    const { id, receipt } = await office.caseUntil('replyDrafted')
    const [file] = needs(await office.handler.adds(id, files), 201, 'files').json.files
    const { letters, number } = await office.handler.opens(id)
    const unknown = newId(office.house.time.now())
    const before = await office.standing(id)
    const case_ = (which: string) => [
      `/api/v1/cases/${which}`,
      `/api/v1/cases/${which}/evidence`,
      `/api/v1/cases/${which}/fee?quantity=1`,
      `/api/v1/cases/${which}/letters/${letters[0].id}`,
      `/api/v1/cases/${which}/letters/${letters[0].id}/reprint`,
      `/api/v1/cases/${which}/letters/${letters[0].id}/timestamped`,
      `/api/v1/cases/${which}/files/${file.id}`,
      `/api/v1/cases/${which}/given/${file.id}`,
      `/api/v1/cases/${which}/together`,
      `/api/v1/letters/preview?template=disclosed&case=${which}`,
      `/cases/${which}`,
      `/cases/${which}/draft`,
      `/cases/${which}/items`,
      `/cases/${which}/together`,
      `/cases/${which}/packing-list`,
      `/cases/${which}/slip`,
      `/cases/${which}/letters/${letters[0].id}/reprint`,
      `/templates/disclosed/versions/shipped/preview.pdf?case=${encodeURIComponent(which === id ? number : '2026-9999')}`,
    ]
    const there = case_(id)
    for (const [i, url] of case_(unknown).entries()) {
      const [theirs, nobodys] = [await stranger.gets(there[i]!), await stranger.gets(url)]
      expect([there[i], theirs.status]).toEqual([there[i], 404])
      const hidden = (text: string) => text.replaceAll(id, '…').replaceAll(unknown, '…')
      expect(hidden(theirs.text), `${url} tells nothing`).toBe(hidden(nobodys.text))
    }
    expect((await stranger.tries(id, { type: 'noted', text: '甲' })).status).toBe(404)
    expect((await stranger.tries(id, { type: 'noted' })).status, 'before the payload').toBe(404)
    expect((await stranger.adds(id, files)).status).toBe(404)
    const posts = (way: string, content: unknown) => stranger.posts(`/api/v1/cases/${id}/${way}`, 'fact', content)
    expect((await posts('together', { ...DRAFTED, cases: [unknown] })).status).toBe(404)
    expect((await posts(`papers/${unknown}`, {})).status).toBe(404)
    for (const q of [receipt, number]) expect(await listed(stranger, `?q=${q}`)).toEqual([])
    for (const query of ['?stage=reply', '?unit=yunxi-gkk', '?handler=handler', '?outcome=disclosed'])
      expect(await listed(stranger, query), query).not.toContain(id)
    expect((await stranger.gets('/desk')).text).not.toContain(id)
    expect((await stranger.gets(`/desk?q=${receipt}`)).text).not.toContain(id)
    expect((await stranger.gets(`/templates/disclosed/versions/shipped?case=${number}`)).text).not.toContain(id)
    for (const url of ['/api/v1/numbers', '/numbers', '/supervision', '/releases'])
      expect([url, (await stranger.gets(url)).status]).toEqual([url, 403])
    expect(await office.standing(id)).toBe(before)
  })

  test('does not draw a case of another unit into a joint draft, nor hear of it', async () => {
    const applicant = { idNumber: residentNumber(777) }
    const { id: ours } = await office.caseUntil('secrecyReviewed', application({ applicant }))
    const { id: theirs } = await office.caseUntil('registered', application({ applicant }))
    const others = async () => (await office.handler.gets(`/api/v1/cases/${ours}/together`)).json.others
    expect(await others()).toMatchObject([{ id: theirs }])
    await office.head.records(theirs, { type: 'assigned', unit: 'yunxi-zhk' })
    await stranger.records(theirs, SEARCHED)
    expect(await others()).toEqual([])
    expect((await office.handler.gets(`/cases/${ours}`)).text).not.toContain('together')
    const fee = (await office.handler.gets(`/api/v1/cases/${ours}/fee?basis=items&quantity=1`)).json
    expect(fee.counted, 'counted for the fee, and not named').toEqual([])
    const before = await office.standing(theirs)
    const { type: _, ...draft } = DRAFTED
    const joint = { ...draft, cases: [theirs] }
    const answer = await office.handler.posts(`/api/v1/cases/${ours}/together`, 'fact', joint)
    expect(answer.json.errors).toMatchObject([{ field: 'cases', code: 'NO_SUCH_CASE' }])
    expect(await office.standing(theirs)).toBe(before)
  })
})

test('what one may do in an office, one may not do in another by covering somebody there', async () => {
  const clerk = await joins('wjj-registrar', ['registrar'], 'yunxi-wjj', 'yunxi-wjj-bgs')
  await joins('wjj-handler', ['handler'], 'yunxi-jyj', 'yunxi-jyj-bgs')
  const { id } = await office.caseUntil('submitted', application({ agency: 'yunxi-jyj' }))
  await office.sql`
    insert into covers (id, person_id, covered_by, from_day, to_day, by, at, approved, decided_by, decided_at)
    select gen_random_uuid(), a.id, b.id, ${MONDAY}, ${MONDAY}, 'staff:admin', ${`${MONDAY}T00:00:00Z`}, true, 'system', now()
    from people a, people b where a.username = 'wjj-handler' and b.username = 'wjj-registrar'`
  const { may } = await clerk.opens(id)
  expect(may, 'a handler’s, not a registrar’s').not.toContain('confirmed')
  expect((await clerk.tries(id, CONFIRMED)).json.code).toBe('NOT_YOURS')
})

test('a registrar enters applications for the agencies that the office takes in for, and for no other', async () => {
  const clerk = await joins('zjj-registrar', ['registrar'], 'yunxi-zjj', 'yunxi-zjj-bgs')
  for (const body of [{ ...application({ agency: 'yunxi-jyj' }), channel: 'counter' }, { agency: 'yunxi' }])
    expect((await clerk.triesToEnter(body)).json).toMatchObject({ status: 403, code: 'NOT_YOURS' })
  await clerk.enters({ ...application({ agency: 'yunxi-zjj' }), channel: 'counter' })
  await office.registrar.enters({ ...application({ agency: 'yunxi-zjj' }), channel: 'counter' })
})

test('who supervises and handles reads every case, and writes in their own', async () => {
  const two = await joins('supervisor-handler', ['supervisor', 'handler'], 'yunxi', 'yunxi-zhk')
  const { id } = await office.caseUntil('assigned')
  const { may } = await two.opens(id)
  expect(may).toEqual([])
  expect((await two.tries(id, { type: 'noted', text: '甲' })).status).toBe(403)
  expect((await two.adds(id, [{ name: 'a.txt', content: 'a' }])).status).toBe(403)
  await office.head.records(id, { type: 'assigned', unit: 'yunxi-zhk' })
  await two.records(id, { type: 'noted', text: '甲' })
})

test('lists and single cases agree: whatever seats somebody has, the SQL finds what the rule allows', async () => {
  const { db, sql } = office.house
  const people = await sql<{ id: string }[]>`select id from people where username in ('handler', 'zhk-handler')`
  const rows = await sql<(Place & { id: string })[]>`select id, agency_id, unit_id, handler_id from cases`
  expect(rows.length).toBeGreaterThan(8)
  const agencies = ['yunxi', 'yunxi-zjj', 'yunxi-jyj', 'nowhere']
  const roles = [
    [],
    ['handler'],
    ['registrar'],
    ['handler', 'counsel'],
    ['supervisor'],
    ['admin'],
    ['archivist', 'handler'],
  ]
  const units = [[], ['yunxi-gkk'], ['yunxi-zhk', 'yunxi-jyj-bgs']].map((ids) => ids.map((id) => ({ id, name: id })))
  const pick = <T>(of: readonly T[], n: number) => of[n % of.length]!
  const seat = (n: number) =>
    seatOf('', {
      ...{ id: pick([...people.map(({ id }) => id), newId(new Date())], n >> 3), roles: pick(roles, n) },
      ...{ units: pick(units, n >> 1), agencyId: pick(agencies, n >> 2) },
      agencyIds: [pick(agencies, n >> 2), ...(n % 2 ? [pick(agencies, n >> 4)] : [])],
    })
  for (let n = 0; n < 300; n++) {
    const who = { seats: n % 3 ? [seat(n)] : [seat(n), seat(n * 7 + 3)] }
    const visible = rows.filter((row) => sees(who, row))
    const allowed = visible.map(({ id }) => id)
    const found = await db.select({ id: cases.id }).from(cases).where(seenBy(who))
    const asked = await sql<{ id: string }[]>`select c.id from cases c where ${seenInSql(sql, who)}`
    for (const these of [found, asked])
      expect(these.map(({ id }) => id).sort(), JSON.stringify(who)).toEqual(allowed.sort())
    // Lists ask agency by agency: one that is left out would hide its cases from them.
    const named = await sql<{ id: string }[]>`select a.id from agencies a where ${seenAgenciesInSql(sql, who)}`
    const ids = named.map(({ id }) => id)
    for (const { agencyId } of visible) expect(ids, JSON.stringify(who)).toContain(agencyId)
  }
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
