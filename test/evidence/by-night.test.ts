/** Each night case rows are held against their ledger: those that changed, and all others in turn. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkByNight } from '../../src/evidence/by-night.ts'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

async function night() {
  const said: string[] = []
  const stderr = vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
  await sequence(office.house)
  const differences = await checkByNight(office.house).finally(() => stderr.mockRestore())
  return { cases: differences.map(({ caseId }) => caseId), said }
}
const health = async () => {
  const { statusCode, body } = await office.app.inject({ url: '/health/ready' })
  return { statusCode, ...JSON.parse(body) }
}

test('where all is well nothing is said, in an office with a case at every stage', async () => {
  for (const until of ['submitted', 'assigned', 'replySigned', 'archived']) await office.caseUntil(until)
  expect(await night()).toEqual({ cases: [], said: [] })
  expect(await health()).toMatchObject({ statusCode: 200, ready: true, night: 'ok', jobs: 'ok' })
})

test('a row that was changed past its ledger is found, named, and told to the operator until it is right again', async () => {
  const { id } = await office.caseUntil('replyServed')
  await office.sql`update cases set outcome = 'notHeld' where id = ${id}`
  const { cases, said } = await night()
  expect(cases).toEqual([id])
  expect(said).toEqual([expect.stringMatching(`${id}.*outcome`)])
  expect(await health()).toMatchObject({ ready: true, night: expect.stringMatching(/^1 case rows differ/) })
  expect((await night()).cases).toEqual([id])

  await office.sql`update cases set outcome = 'disclosed' where id = ${id}`
  expect((await night()).cases).toEqual([])
  expect((await health()).night).toBe('ok')
})

test.each([
  ['its words', "search = ''"],
  ['their pairs', "pairs = '{}'"],
  ['the title alone', "search = replace(search, '危旧房', '')"],
  ['its next date', 'next_due_on = null'],
])('a case that somebody hid, of which %s is gone, is found; all its facts stand', async (_, gone) => {
  const { id } = await office.caseUntil('assigned')
  await office.sql`create table kept as select search, pairs, next_due_on from cases where id = ${id}`
  await office.sql.unsafe(`update cases set ${gone} where id = $1`, [id])
  const { cases, said } = await night()
  expect(cases).toEqual([id])
  expect(said).toEqual([expect.stringMatching(`${id}.*the case is hidden from`)])
  await office.sql`update cases set search = k.search, pairs = k.pairs, next_due_on = k.next_due_on from kept k where id = ${id}`
  await office.sql`drop table kept`
  expect((await night()).cases).toEqual([])
})

test('limits that were taken out of their table are found', async () => {
  const { id } = await office.caseUntil('assigned')
  await office.sql`create table kept as select * from deadlines where case_id = ${id}`
  await office.sql`delete from deadlines where case_id = ${id}`
  expect((await night()).cases).toEqual([id])
  await office.sql`insert into deadlines select * from kept`
  await office.sql`drop table kept`
  expect((await night()).cases).toEqual([])
})

test('a fact that was taken out of the queue of the log is found the same night', async () => {
  const { id } = await office.caseUntil('submitted')
  await office.sql`create table kept as table unsequenced`
  await office.sql`delete from unsequenced`
  const { cases, said } = await night()
  expect(cases).toEqual([id])
  expect(said).toEqual([expect.stringMatching(`${id}.*the log lacks this fact.*"fact":1`)])
  await office.sql`insert into unsequenced overriding system value select * from kept`
  await office.sql`drop table kept`
  expect(await night()).toEqual({ cases: [], said: [] })
})

test('nights that did not come are told, and jobs that were given up', async () => {
  office.itIs('2026-03-05')
  expect((await health()).night).toContain('last held against their ledger at 2026-03-02')
  await office.sql`select graphile_worker.add_job('storeBundle', '{}'::json, max_attempts => 1)`
  await office.theJobsRun()
  expect((await health()).jobs).toBe('given up: storeBundle (1)')
})

test('every case comes in turn; one with a new fact comes the same night', async () => {
  const { id } = await office.caseUntil('submitted')
  // Four hundred and fifty rows before it that no ledger knows: two hundred are looked at each night.
  await office.sql`
    insert into cases select (jsonb_populate_record(c, jsonb_build_object(
      'id', '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'), 'receipt', 'row ' || n))).*
    from cases c, generate_series(1, 450) n where c.id = ${id}`
  await office.sql`truncate night_checks`
  await office.sql`insert into night_checks (at, cases, log_size) select now(), 0, count(*) from ledger`
  await office.sql`update cases set title = '另一个标题' where id = ${id}`
  const found = async () => (await night()).cases
  expect(await found()).toHaveLength(200)
  expect(await found()).toHaveLength(400)

  await office.sql`truncate night_checks, differing_cases`
  await office.sql`insert into night_checks (at, cases, log_size) select now(), 0, count(*) from ledger`
  await office.registrar.records(id, { type: 'noted', text: '备注。' })
  const changed = await found()
  expect(changed).toHaveLength(201)
  expect(changed).toContain(id)
  await found()
  expect(await found()).toHaveLength(451)
})
