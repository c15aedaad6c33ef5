/** The demonstration and the service for real use keep apart: neither starts on the other's database. */
import { afterEach, describe, expect, test } from 'vitest'
import { refuseDemonstration, refuseRealData } from '../../src/demo/apart.ts'
import { PASSWORD } from '../../src/demo/district.ts'
import { seedDistrict } from '../../src/demo/seed-district.ts'
import { newId } from '../../src/ground/ids.ts'
import { firstAdministrator } from '../../src/people/first-administrator.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { type Office, openOffice } from '../support/house.ts'
import { DISTRICT, firstDay } from './newcomers.ts'

let office: Office
afterEach(() => office.close())

/** The house as it is refused: closed by then, once. */
function watched() {
  let closed = 0
  const house = { ...office.house, close: async () => void closed++ }
  return { house, closed: () => closed }
}
const refusal = async (act: (house: Office['house']) => Promise<void>) => {
  const { house, closed } = watched()
  const message = await act(house).then(
    () => null,
    (error: Error) => error.message,
  )
  expect(closed()).toBe(message === null ? 0 : 1)
  return message
}

describe('start', () => {
  test('refuses the accounts of the demonstration by name, whatever became of their passwords', async () => {
    office = await openOffice()
    const all = await refusal(refuseDemonstration)
    expect(all).toMatch(/demonstration accounts.*admin, archivist, auditor, counsel/)
    expect(all).toMatch(/DATA_DIR=var\/office npm start/)
    await office.sql`update people set password = ${await hashPassword('Another-2026-one')}`
    expect(await refusal(refuseDemonstration)).toMatch(/signer/)
    await office.sql`update people set ended_at = now() where username <> 'signer'`
    expect(await refusal(refuseDemonstration)).toMatch(/: signer\./)
    await office.sql`update people set ended_at = now()`
    expect(await refusal(refuseDemonstration)).toBeNull()
  })

  test("refuses a colleague with the demonstration's password, and takes one of that name with another", async () => {
    office = await firstDay()
    const password = await hashPassword(PASSWORD)
    const person = { id: newId(new Date()), agencyId: 'office', username: 'signer', name: '示例', roles: ['signer'] }
    await office.sql`insert into people ${office.sql({ ...person, password })}`
    expect(await refusal(refuseDemonstration)).toMatch(/: signer\./)
    await office.sql`update people set password = ${await hashPassword('Another-2026-one')} where username = 'signer'`
    expect(await refusal(refuseDemonstration)).toBeNull()
  })
})

describe('demo', () => {
  test('starts on an empty database and on its own, with what was added to it', async () => {
    office = await openOffice({ district: false })
    expect(await refusal(refuseRealData)).toBeNull()
    await seedDistrict(office.house)
    await office.sql`insert into units (id, agency_id, name, position) values ('mine', 'yunxi', '科', 99)`
    expect(await refusal(refuseRealData)).toBeNull()
  })

  test('refuses an office from its first start on', async () => {
    office = await openOffice({ district: false })
    await firstAdministrator(office.house)
    expect(await refusal(refuseRealData)).toMatch(/1 people.*DATA_DIR=var\/demo npm run demo/)
  })

  test('refuses an office that has been named', async () => {
    const named = await firstDay()
    office = named
    await named.admin.adds('/agencies', DISTRICT)
    expect(await refusal(refuseRealData)).toMatch(/holds the data of an office \(云溪区人民政府; 1 people\)/)
  })
})
