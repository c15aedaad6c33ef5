/** A place in the office: somebody's roles and units, their own or those of a colleague whom they cover (AB角). */
import type { Day } from '../../workflows/statute/days.ts'

export type Seat = {
  /** The person whose place it is. */
  id: string
  username: string
  name: string
  roles: readonly string[]
  units: readonly { id: string; name: string }[]
  /** The agency that the place belongs to. */
  agencyId: string
  /** That agency, and those that it is the intake office of. */
  agencyIds: readonly string[]
  /** Of one that is covered: the last day. */
  until?: Day
}
