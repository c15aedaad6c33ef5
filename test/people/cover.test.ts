/** AB角: who covers a colleague does that colleague's work for some days, and it says so. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/ground/ids.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

async function covers(absent: string, by: string, fromDay: string, toDay: string): Promise<string> {
  const id = newId(office.house.time.now())
  await office.sql`
    insert into covers (id, person_id, covered_by, from_day, to_day, by, at, approved, decided_by, decided_at)
    select ${id}, a.id, b.id, ${fromDay}, ${toDay}, 'staff:admin', ${office.house.time.now().toISOString()}, true, 'system', now()
    from people a, people b where a.username = ${absent} and b.username = ${by}`
  return id
}

test('who covers records what the colleague may, signed 代, from the first day to the last', async () => {
  const { archivist } = office
  const first = await office.caseUntil('submitted')
  const confirmed = { type: 'confirmed', how: 'phone', note: '电话双方确认' }
  expect((await archivist.tries(first.id, confirmed)).status, 'not an archivist’s to do').toBe(403)
  const id = await covers('registrar', 'archivist', MONDAY, '2026-03-04')
  const { json } = await archivist.tries(first.id, confirmed)
  expect(json.facts.at(-1)).toMatchObject({ by: 'staff:archivist', actingFor: 'registrar' })
  const page = await archivist.gets(`/cases/${first.id}`)
  expect(page.text).toContain('示例·档案员（代示例·登记员）')

  const second = await office.caseUntil('submitted')
  await office.sql`update covers set ended_at = now() where id = ${id}`
  expect((await archivist.tries(second.id, confirmed)).status, 'taken back').toBe(403)
  await covers('registrar', 'archivist', '2026-03-03', '2026-03-04')
  expect((await archivist.tries(second.id, confirmed)).status, 'from tomorrow').toBe(403)
  office.itIs('2026-03-04')
  expect((await archivist.tries(second.id, { ...confirmed, on: '2026-03-04' })).status, 'on the last day').toBe(201)
  const third = await office.caseUntil('submitted')
  office.itIs('2026-03-05')
  expect((await archivist.tries(third.id, confirmed)).status, 'the day after').toBe(403)
})

test('what somebody may do by their own role is their own, though they cover another', async () => {
  office.itIs(MONDAY)
  await covers('archivist', 'registrar', MONDAY, MONDAY)
  const { id } = await office.caseUntil('registered')
  const { facts } = await office.registrar.opens(id)
  expect(facts.at(-2)).not.toHaveProperty('actingFor')
})

test('who administers, grants or audits has no other role: the database refuses it', async () => {
  for (const roles of ['{admin,handler}', '{security,auditor}', '{auditor,supervisor}'])
    await expect(office.sql`update people set roles = ${roles} where username = 'head'`, roles).rejects.toThrow(
      'people_separate_duties',
    )
})
