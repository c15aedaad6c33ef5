/** Between the last time that a right is asked for and the commit of what is done by it nobody loses it: whoever takes it away waits, or was first. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tx } from '../../src/db/client.ts'
import { holdingNothing, holdRights } from '../../src/db/held-rights.ts'
import { inTurn as inTurnOf, takesTurn } from '../../src/people/turns.ts'
import { approvedToken, programAt } from '../outward/programs.ts'
import { asJson, send } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { waitingForLocks } from '../support/waiting.ts'

const NOTED = { type: 'noted', text: '补记。' }

let office: Office
let id: string
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  id = (await office.caseUntil('assigned')).id
})
afterAll(() => office.close())

const facts = async () => (await office.sql`select count(*)::int as n from ledger`)[0]!.n as number
const oneWaits = () => expect.poll(() => waitingForLocks(office.sql), { timeout: 30_000 }).not.toEqual([])

/** Waiting for their turn, as whoever takes away and whoever comes behind them do. */
const inLine = async () =>
  (
    await office.sql`
      select count(*)::int as n from pg_locks join pg_database d on d.oid = database and d.datname = current_database()
      where locktype = 'advisory' and not granted`
  )[0]!.n as number
const allWait = (n: number) => expect.poll(inLine, { timeout: 30_000 }).toBe(n)

/** Of somebody who has signed in, and does not sign in again. */
async function noting(who: string) {
  const authorization = `Bearer ${await office.staff(who).signsIn()}`
  const { payload, headers } = asJson(NOTED)
  const url = `/api/v1/cases/${id}/facts`
  return () => send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })
}

/** `change` is made and not yet committed when `act` begins; then it is. */
async function taking(change: (tx: Office['sql']) => Promise<unknown>, act: () => Promise<{ status: number }>) {
  let acted: Promise<{ status: number }> | undefined
  await office.sql.begin(async (tx) => {
    await change(tx as unknown as Office['sql'])
    acted = act()
    await oneWaits()
  })
  return acted!
}

test.each<[string, string, (tx: Office['sql']) => Promise<unknown>, number]>([
  ['a role', 'handler', (tx) => tx`update people set roles = '{auditor}' where username = 'handler'`, 403],
  [
    'a session',
    'handler',
    (tx) => tx`delete from sessions where person_id = (select id from people where username = 'handler')`,
    401,
  ],
  ['the office', 'handler', (tx) => tx`update people set ended_at = now() where username = 'handler'`, 401],
])(
  '%s that is taken away first: what is done by it is refused, and nothing is recorded',
  async (_, who, change, status) => {
    const [before] = await office.sql`select roles, ended_at from people where username = ${who}`
    const notes = await noting(who)
    const count = await facts()
    const done = await taking(change, notes)
    expect(done.status).toBe(status)
    expect(await facts()).toBe(count)
    await office.sql`update people set roles = ${`{${before!.roles.join()}}`}::text[], ended_at = null where username = ${who}`
  },
)

test('a role that is taken away first: nothing of a draft is kept by it, either', async () => {
  const authorization = `Bearer ${await office.staff('handler').signsIn()}`
  const { payload, headers } = asJson({ form: 'one', values: { outcome: 'disclosed' } })
  const keeps = () =>
    send(office.app, {
      ...{ method: 'PUT' as const, url: `/api/v1/cases/${id}/kept-draft?after=0`, payload },
      headers: { ...headers, authorization },
    })
  const { status } = await taking((tx) => tx`update people set roles = '{auditor}' where username = 'handler'`, keeps)
  const kept = await office.sql`select 1 from kept_drafts`
  expect([status, kept.length]).toEqual([403, 0])
  await office.sql`update people set roles = '{handler}' where username = 'handler'`
  expect((await keeps()).status).toBe(200)
})

test('a role is not taken away while a fact is recorded by it: the fact is first', async () => {
  const notes = await noting('handler')
  const count = await facts()
  let taken = false
  let [recorded, taking]: Promise<unknown>[] = []
  await office.sql.begin(async (tx) => {
    await tx`select 1 from cases where id = ${id} for update`
    recorded = notes()
    await oneWaits()
    taking = office.sql
      .begin((other) => other`update people set roles = '{auditor}' where username = 'handler'`)
      .then(() => {
        taken = true
      })
    await expect.poll(async () => (await waitingForLocks(office.sql)).length, { timeout: 30_000 }).toBeGreaterThan(1)
    await sleep(0)
    expect(taken).toBe(false)
  })
  expect(await recorded).toMatchObject({ status: 201 })
  await taking
  expect([await facts(), taken]).toEqual([count + 1, true])
  await office.sql`update people set roles = '{handler}' where username = 'handler'`
})

test('a cover that ends first signs nothing any more', async () => {
  const [deputy] = await office.sql`select id from people where username = 'signer'`
  const [absent] = await office.sql`select id from people where username = 'registrar'`
  const [today, now] = [office.house.time.today(), office.house.time.now().toISOString()]
  await office.sql`
    insert into covers (id, person_id, covered_by, from_day, to_day, "by", at, approved, decided_by, decided_at)
    values (gen_random_uuid(), ${absent!.id}, ${deputy!.id}, ${today}, ${today}, 'staff:admin', ${now}, true, 'staff:security', ${now})`
  const notes = await noting('signer')
  const { status } = await taking(
    (tx) => tx`update covers set ended_at = now() where covered_by = ${deputy!.id}`,
    notes,
  )
  expect(status).toBe(403)
})

test('a token that is revoked first enters no application', async () => {
  const { id: token, token: secret } = await approvedToken(office, ['register'])
  const count = await facts()
  const { status } = await taking(
    (tx) => tx`update access_tokens set revoked_at = now(), revoked_by = 'staff:admin' where id = ${token}`,
    () => programAt(office, secret).posts('/api/v1/cases', { ...application(), channel: 'counter', on: MONDAY }),
  )
  expect([status, await facts()]).toEqual([401, count])
})

/**
 * Somebody who never stops writing: one fact is being recorded while `takes` is asked for, and the next one comes before the first has ended.
 * @returns how the first, the taking and the next ended
 */
async function inTurn(acts: () => Promise<{ status: number }>, takes: () => Promise<{ status: number }>) {
  const asked: Promise<{ status: number }>[] = []
  await office.sql.begin(async (tx) => {
    await tx`select 1 from cases where id = ${id} for update`
    asked.push(acts())
    await oneWaits()
    asked.push(takes())
    await allWait(1)
    asked.push(acts())
    await allWait(2)
  })
  return (await Promise.all(asked)).map(({ status }) => status)
}

describe('whoever writes again and again does not hold off who takes it away: what comes behind that is refused', () => {
  const personOf = async (who: string) =>
    (await office.sql<{ id: string }[]>`select id from people where username = ${who}`)[0]!.id

  test('a role', async () => {
    const [notes, person] = [await noting('registrar'), await personOf('registrar')]
    const takes = () => office.staff('admin').patches(`/api/v1/people/${person}`, { roles: [], why: '调离岗位。' })
    expect(await inTurn(notes, takes)).toEqual([201, 200, 403])
    await office.sql`update people set roles = '{registrar}' where id = ${person}`
  })

  test('the office, and with it the session', async () => {
    const [notes, person] = [await noting('registrar'), await personOf('registrar')]
    const takes = () => office.staff('admin').patches(`/api/v1/people/${person}`, { ended: true, why: '离任。' })
    expect(await inTurn(notes, takes)).toEqual([201, 200, 401])
    await office.sql`update people set roles = '{registrar}', ended_at = null where id = ${person}`
  })

  test('a session', async () => {
    const authorization = `Bearer ${await office.staff('handler').signsIn()}`
    const sends = (url: string, body: unknown) => {
      const { payload, headers } = asJson(body)
      return send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })
    }
    const leaves = () => send(office.app, { method: 'DELETE', url: '/api/v1/sessions', headers: { authorization } })
    expect(await inTurn(() => sends(`/api/v1/cases/${id}/facts`, NOTED), leaves)).toEqual([201, 204, 401])
  })

  test('a cover', async () => {
    const [deputy, absent] = [await personOf('signer'), await personOf('registrar')]
    const [today, now] = [office.house.time.today(), office.house.time.now().toISOString()]
    await office.sql`
      insert into covers (id, person_id, covered_by, from_day, to_day, "by", at, approved, decided_by, decided_at)
      values (gen_random_uuid(), ${absent}, ${deputy}, ${today}, ${today}, 'staff:admin', ${now}, true, 'staff:security', ${now})`
    const notes = await noting('signer')
    const takes = () => office.staff('admin').patches(`/api/v1/people/${absent}`, { cover: null })
    expect(await inTurn(notes, takes)).toEqual([201, 200, 403])
  })

  test('a token', async () => {
    const { id: token, token: secret } = await approvedToken(office, ['register'])
    const program = programAt(office, secret)
    const enters = () => program.posts('/api/v1/cases', { ...application(), channel: 'counter', on: MONDAY })
    const revokes = () => office.staff('admin').deletes(`/api/v1/tokens/${token}`)
    const asked: Promise<{ status: number }>[] = []
    await office.sql.begin(async (tx) => {
      await tx`lock table ledger in share row exclusive mode`
      asked.push(enters())
      await oneWaits()
      asked.push(revokes())
      await allWait(1)
      asked.push(enters())
      await allWait(2)
    })
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([201, 204, 401])
  })
})

test('a transaction that waits for another one of the same request does not wait behind who waits for both', async () => {
  const { id: whose } = (await office.sql<{ id: string }[]>`select id from people where username = 'handler'`)[0]!
  const { sql } = office.house
  await holdingNothing(async () => {
    holdRights(whose, async (tx) => void (await tx`with ${inTurnOf(tx, [whose])} select count(*) from turns`))
    let taken: Promise<unknown> | undefined
    await sql.begin(async () => {
      taken = office.sql.begin((tx) => takesTurn(tx as unknown as Tx, [whose]))
      await allWait(1)
      expect(await sql.begin((inner) => inner`select 1 as done`)).toHaveLength(1)
    })
    await taken
  })
})
