/** Places in the office for tests that ask without a database. */
import type { Seat } from '../../src/people/seats.ts'
import type { Place } from '../../src/people/sight.ts'

/** Of somebody with this role alone, in the intake office. */
export const seatOf = (role: string, more: Partial<Seat> = {}): Seat => ({
  ...{ id: role, username: role, name: role, roles: [role], units: [] },
  ...{ agencyId: 'yunxi', agencyIds: ['yunxi'] },
  ...more,
})

/** A case of that office which nobody was given. */
export const UNASSIGNED: Place = { agencyId: 'yunxi', unitId: null, handlerId: null }
