/** Many hands at once, and hands that let go: numbers without gaps, one act once, and after a rollback nothing. */
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Application } from '../../src/acts/application.ts'
import { record } from '../../src/cases/record.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { submit } from '../../src/intake/submit.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { CONFIRMED, type Office, openOffice, SIGNED } from '../support/house.ts'
import { application } from '../support/people.ts'
import { times } from '../support/proof.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const many = <T>(n: number, act: (i: number) => Promise<T>) => Promise.all(Array.from({ length: n }, (_, i) => act(i)))
const by = () => ({ by: 'staff:registrar', at: office.house.time.now() })
const keyOf = (caseId: string) => ({ agencyId: 'yunxi', caseId })

test('two clerks at once: one registers, the other is told why not', async () => {
  const { id } = await office.caseUntil('confirmed')
  const answers = await many(2, () => office.registrar.tries(id, { type: 'registered' }))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  const refused = answers.find(({ status }) => status === 409)!.json
  expect(refused).toMatchObject({ code: 'FACT_NOT_ALLOWED', article: expect.any(String) })
  expect(refused.allowed).toContain('assigned')
  const { facts, letters } = await office.registrar.opens(id)
  expect(facts.filter((fact: { type: string }) => fact.type === 'registered')).toHaveLength(1)
  expect(letters).toHaveLength(1)
})

test('twelve registered at once: twelve numbers in a row, each once', async () => {
  const cases = await many(12, () => office.caseUntil('confirmed'))
  const before = await counter('registration')
  const shown = await many(12, (i) => office.registrar.records(cases[i]!.id, { type: 'registered' }))
  const expected = Array.from({ length: 12 }, (_, i) => `2026-${String(before + i + 1).padStart(4, '0')}`)
  expect(shown.map(({ number }) => number).sort()).toEqual(expected)
})

test('eight signed at once, with rollbacks between: document numbers without a gap', async () => {
  const cases = await many(8, () => office.caseUntil('replyReviewed'))
  const before = await counter('reply')
  await many(8, async (i) => {
    const act = office.house.sql.begin(async (tx) => {
      await record(tx, office.house, keyOf(cases[i]!.id), { ...SIGNED, on: '2026-03-02' } as Fact, {
        ...by(),
        by: 'staff:signer',
      })
      if (i % 2 === 1) throw new Error('the power failed')
    })
    await (i % 2 === 1 ? expect(act).rejects.toThrow('the power failed') : act)
  })
  for (const i of [1, 3, 5, 7]) await office.signer.records(cases[i]!.id, SIGNED)
  const numbers = await office.sql<{ number: string }[]>`
    select number from letters where kind = 'reply' order by regexp_replace(number, '^.*〕|号', '', 'g')::int`
  expect(numbers.slice(before).map(({ number }) => number)).toEqual(
    Array.from({ length: 8 }, (_, i) => `云政依复〔2026〕${before + i + 1}号`),
  )
})

const counter = async (kind: string) =>
  (await office.sql`select value from counters where agency_id = 'yunxi' and kind = ${kind}`)[0]?.value ?? 0

test('each agency and each year counts for itself', async () => {
  const { registrar } = office
  const other = await office.caseUntil('registered', application({ agency: 'yunxi-jyj' }))
  expect((await registrar.opens(other.id)).number).toBe('2026-0001')
  office.itIs('2027-01-04')
  const { id } = await office.caseUntil('registered')
  expect((await registrar.opens(id)).number).toBe('2027-0001')
  office.itIs('2026-03-02')
})

describe('a rollback', () => {
  test('leaves no fact, no row, no number, no letter, no mail to send', async () => {
    const { id } = await office.caseUntil('confirmed', application({ applicant: { email: 'zhangsan@example.cn' } }))
    const before = await office.standing(id)
    const act = office.house.sql.begin(async (tx) => {
      await record(tx, office.house, keyOf(id), { type: 'registered', on: '2026-03-02' }, by())
      throw new Error('the power failed')
    })
    await expect(act).rejects.toThrow('the power failed')
    expect(await office.standing(id)).toBe(before)
  })

  test('of a submission leaves nothing', async () => {
    const { id } = await office.caseUntil('submitted')
    const before = await office.standing(id)
    const bad = { ...application(), agency: 'atlantis' } as Application
    const submission = {
      application: bad,
      channel: 'online' as const,
      on: '2026-03-02',
      files: [],
      refused: [],
      key: 'k',
      caller: () => 'a test',
    }
    await expect(submit(office.house, { ...submission, actor: by() })).rejects.toMatchObject({ code: 'INVALID' })
    const mailed = { ...bad, applicant: { ...bad.applicant, email: 'a@example.cn' } } as Application
    await expect(submit(office.house, { ...submission, application: mailed, actor: by() })).rejects.toThrow()
    expect(await office.standing(id)).toBe(before)
  })

  test('where a letter cannot be made: the fact that asked for it is not recorded', async () => {
    const { id } = await office.caseUntil('confirmed')
    const before = await office.standing(id)
    const broken = {
      ...office.house,
      blobs: { ...office.house.blobs, put: () => Promise.reject(new Error('disk full')) },
    }
    const act = office.house.sql.begin((tx) =>
      record(tx, broken, keyOf(id), { type: 'registered', on: '2026-03-02' }, by()),
    )
    await expect(act).rejects.toThrow('disk full')
    expect(await office.standing(id)).toBe(before)
  })
})

test('acts and questions share the connections: what was committed is there, and no connection is left inside an act', async () => {
  const { sql } = office
  await sql`create table noticed (n int)`
  let committed = 0
  const failed: string[] = []
  await many(400, async (i) => {
    await setTimeout((i * 7) % 23) // in no order, so that acts come upon connections that are answering questions
    if (i % 2 === 1) return void (await sql`select pg_sleep(0.002)`)
    await sql
      .begin(async (tx) => {
        await tx`insert into noticed values (${i})`
        await tx`select 1`
      })
      .then(
        () => committed++,
        (fault: Error) => failed.push(fault.message),
      )
  })
  expect(new Set(failed)).toEqual(new Set())
  const [there] = await sql`
    select (select count(*)::int from noticed) as kept, count(*)::int as left_open
    from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`
  expect(there).toEqual({ kept: committed, leftOpen: 0 })
  await sql`drop table noticed`
})

test('a rush at the door: whatever was answered is kept, and no connection is left inside a transaction', async () => {
  const { citizen, sql } = office
  const known = await citizen.files()
  const [before] = await sql`select count(*)::int as n from cases`
  const callers = times(200, 4_000)
  const answers = await many(callers, async (i) => {
    await setTimeout((i * 7) % 23)
    return i % 2 === 0
      ? citizen.triesToFile(application({ applicant: { email: 'zhangsan@example.cn' } }), { key: `rush ${i}` })
      : citizen.looksAt(known)
  })
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 200]))
  const there = await sql`
    select (select count(*)::int from cases) as cases, count(*)::int as left_open
    from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`
  expect(there[0]).toEqual({ cases: before!.n + callers / 2, leftOpen: 0 })
})

test('twenty hands on one case: every act is recorded or refused, the chain has no gap', async () => {
  const { id } = await office.caseUntil('assigned')
  const answers = await many(20, (i) =>
    i % 4 === 0
      ? office.handler.tries(id, { type: 'noted', text: `备注${i}` })
      : i % 4 === 1
        ? office.head.tries(id, { type: 'extended', workingDays: 5, reason: '数量较多。', approvedBy: '示例' })
        : i % 4 === 2
          ? office.registrar.tries(id, CONFIRMED)
          : office.head.tries(id, { type: 'assigned', unit: 'yunxi-gkk' }),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5 + 1 + 0 + 5)
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
  const { facts } = await office.handler.opens(id)
  expect(facts.map((fact: { position: number }) => fact.position)).toEqual(facts.map((_: unknown, i: number) => i + 1))
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
