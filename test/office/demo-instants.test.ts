/** The demonstration, started before the office opens: nothing in it was recorded later than now. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seed } from '../../src/demo/seed.ts'
import { settableTime } from '../../src/ground/time.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('no fact has an instant that lies ahead', async () => {
  const now = new Date('2026-03-02T00:20:00+08:00')
  await seed({ ...office.house, time: settableTime(now) })
  const [{ facts, today, ahead } = { facts: 0, today: 0, ahead: -1 }] = await office.sql<Record<string, number>[]>`
    select count(*)::int as facts, (count(*) filter (where "on" = '2026-03-02'))::int as today,
      (count(*) filter (where at > ${now.toISOString()}))::int as ahead from ledger`
  expect(facts).toBeGreaterThan(400)
  expect(today).toBeGreaterThan(10)
  expect(ahead).toBe(0)
})
