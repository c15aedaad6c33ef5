/** What was missed by day is made up for by night: a notice that never came, a run that broke off, a suspension that ended. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putInForce, readCalendar } from '../../src/calendar/import.ts'
import { recount, recountByNight } from '../../src/law/recount.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: '2026-12-09' })
})
afterAll(() => office.close())

const inFebruary = Array.from({ length: 7 }, (_, i) => `2027-02-0${i + 1}`)
/** What a notice for 2027 could say, with these days off besides. */
const notice = (...off: string[]) => ({
  year: 2027,
  notice: '国办发明电〔2026〕示例号',
  url: 'https://example.gov.cn/2027',
  off: ['2027-01-01', '2027-05-01', '2027-06-09', ...inFebruary, ...off],
  work: [],
})

/** Another process loads it, and its notice gets lost on the way. */
async function loadedElsewhere(value: object) {
  const arrangement = readCalendar(value, office.house)
  const { year, version } = arrangement
  await office.sql`
    insert into calendars (year, version, arrangement, by, at)
    values (${year}, ${version}, ${JSON.stringify(arrangement)}, 'system', ${office.house.time.now().toISOString()})`
}
const yearsHere = () => office.house.law().calendar.years
const versionHere = () => office.house.law().arrangements.find(({ year }) => year === 2027)?.version
const changesOf = async (id: string) =>
  (await office.registrar.opens(id)).facts.filter((fact: { type: string }) => fact.type === 'calendarChanged')

test('a process whose connection broke while a calendar was loaded reads it when the connection is back', async () => {
  await loadedElsewhere(notice())
  expect(yearsHere().has(2027)).toBe(false)
  const ended = await office.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen %'`
  expect(ended.length).toBeGreaterThan(0)
  await expect.poll(() => yearsHere().has(2027)).toBe(true)
})

test('and goes on listening: the next notice is heard', async () => {
  const arrangement = readCalendar(notice('2027-06-10'), office.house)
  await office.sql.begin((tx) => putInForce(tx, office.house, arrangement, 'system'))
  await expect.poll(versionHere).toBe(2)
})

test('by night the calendars are read again and the cases follow, each with the arrangement that moved it', async () => {
  const { id } = await office.caseUntil('assigned')
  const { dueOn } = await office.registrar.opens(id)
  expect(dueOn).toBe('2027-01-07')
  await loadedElsewhere(notice('2027-01-04', '2027-01-05'))
  expect((await recountByNight(office.house)).map((moved) => moved.case)).toEqual([id])
  expect(versionHere()).toBe(3)
  const named = { by: 'system', year: 2027, version: 3, dueBefore: '2027-01-07', dueAfter: '2027-01-11' }
  expect(await changesOf(id)).toMatchObject([named])
  expect(await recountByNight(office.house)).toEqual([])
  expect(await changesOf(id)).toHaveLength(1)
})

test('a case that is counted again twice at once moves once', async () => {
  const { id } = await office.caseUntil('assigned')
  await loadedElsewhere(notice('2027-01-06'))
  await office.house.reloadLaw()
  const version = versionHere()!
  const before = (await changesOf(id)).length
  await Promise.all([1, 2, 3].map(() => recount(office.house, { year: 2027, version })))
  expect((await changesOf(id)).length - before).toBe(1)
})

test('the applicant’s last day to pay moves too, while the period itself is stopped', async () => {
  office.itIs('2026-12-16')
  const { id } = await office.caseUntil('assigned')
  const fee = { basis: 'items', quantity: 11, amount: 100 }
  await office.handler.records(id, { type: 'feeNotified', ...fee })
  const payBy = async () =>
    (await office.sql`select due_on from deadlines where case_id = ${id} and kind = 'feePayment'`)[0]!.dueOn
  const before = await payBy()
  await loadedElsewhere(notice('2027-01-07', '2027-01-08'))
  await recountByNight(office.house)
  const after = (await office.registrar.opens(id)).clock.feeDueOn
  expect(after > before).toBe(true)
  expect(await payBy()).toBe(after)
})

test('a suspension that ended with its last day is seen on the desk the next morning', async () => {
  office.itIs('2026-11-02')
  const { id } = await office.caseUntil('assigned')
  await office.handler.records(id, { type: 'thirdPartyConsulted', party: '示例公司' })
  await office.handler.records(id, { type: 'thirdPartyReached', consultation: '1' })
  const status = async () => (await office.sql`select status from cases where id = ${id}`)[0]!.status
  expect(await status()).toBe('suspended')
  office.itIs('2026-11-23')
  await recountByNight(office.house)
  expect(await status()).toBe('suspended')
  office.itIs('2026-11-24')
  await recountByNight(office.house)
  expect(await status()).toBe('running')
  expect((await office.registrar.opens(id)).status).toBe('running')
})

test('one case that cannot be counted is named, and keeps no other back', async () => {
  office.itIs('2026-12-09')
  const broken = await office.caseUntil('assigned')
  const sound = await office.caseUntil('assigned')
  await office.sql`
    update cases set context = jsonb_set(context::jsonb, '{clockFacts}', '[{"type": "extended", "on": "never"}]')
    where id = ${broken.id}`
  await loadedElsewhere(notice('2027-01-04'))
  await expect(recountByNight(office.house)).rejects.toThrow(broken.id)
  expect(await changesOf(sound.id)).toHaveLength(1)
})
