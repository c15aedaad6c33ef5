/** 云溪区 without a single case: its agencies, units and staff. */
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { hashPassword, OF_A_PUBLIC_ONE } from '../people/passwords.ts'
import { AGENCIES, OFFICE, PASSWORD, STAFF, UNIT_HANDLERS, UNITS } from './district.ts'

/** Agencies, units and staff. Safe to run again: what is there stays. */
export async function seedDistrict({ sql, time }: Pick<House, 'sql' | 'time'>): Promise<void> {
  // Of an earlier version they do not yet bear the mark.
  const ours = STAFF.map(({ username }) => username)
  await sql`update people set demonstration = true where agency_id = ${OFFICE} and username = any(${ours})`
  const [there] = await sql`select 1 as there from people where username = 'auditor'`
  if (there) return
  const password = await hashPassword(PASSWORD, OF_A_PUBLIC_ONE)
  await sql.begin(async (tx) => {
    for (const agency of AGENCIES) {
      await tx`insert into agencies ${tx({ ...agency, profile: JSON.stringify(agency.profile) })} on conflict do nothing`
    }
    for (const unit of UNITS) await tx`insert into units ${tx(unit)} on conflict do nothing`
    for (const { units, ...person } of [...STAFF, ...UNIT_HANDLERS]) {
      const id = newId(time.now())
      await tx`insert into people ${tx({ id, ...person, password, demonstration: true })}`
      for (const unitId of units) await tx`insert into person_units ${tx({ personId: id, unitId })}`
    }
  })
}
