/**
 * What waits for somebody: the cases whose next act is theirs (contract, section 6). Of several roles that may record an act the
 * first in its catalogue is asked, of a reading all of them but who has read already; a case in a colleague's name waits for
 * that colleague, one without a name for all of its unit; nobody is asked to pass or sign their own draft. A draft in approval
 * waits for whoever its chain asks, as far as they reach. What was handed back waits for a head, to be assigned again.
 */
import { WAITS_FOR_READING } from '../../workflows/disclosure/next-step.ts'
import { type FactType, READING_STEPS, type ReadingStep } from '../../workflows/disclosure/vocabulary.ts'
import { ACTS } from '../acts/catalogue.ts'
import { firstOf } from '../acts/may-record.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { isHandedBack } from '../ledger/moved.ts'
import { anyOf } from '../ledger/seen.ts'
import type { Role } from '../people/may.ts'
import type { Seat } from '../people/seats.ts'
import { OF_AGENCY, type Who } from '../people/sight.ts'
import { othersReadFirstInSql } from './first-reader.ts'

/** Roles that judge what somebody else wrote. */
const JUDGES: readonly Role[] = ['counsel', 'signer']

/** Acts of which the draft says whose they are not. */
const ON_A_DRAFT: readonly FactType[] = ['replyReviewed', 'replyApproved', 'replySigned']
const READING_HEAPS = Object.values(WAITS_FOR_READING)

/** For questions where `c` is the case. */
export function waitsForInSql(sql: Sql, who: Who): Fragment {
  const heads = headedBy(who)
  const handedBack = isHandedBack(sql)
  const others = sql`(${waitsAsItStands(sql, who)} and not ${handedBack})`
  return heads.length > 0 ? sql`(${others} or (c.agency_id = any(${heads}) and ${handedBack}))` : others
}

/** Whose cases they assign again. */
const headedBy = ({ seats }: Who): string[] => [
  ...new Set(seats.flatMap(({ roles, agencyIds }) => (roles.includes('head') ? agencyIds : []))),
]

/** Whatever was handed back. */
const waitsAsItStands = (sql: Sql, { seats }: Who): Fragment =>
  anyOf(
    sql,
    seats.flatMap((seat) => [
      ...byPlace(sql, seat),
      ...JUDGES.map((role) => seat.roles.includes(role) && toJudge(sql, seat, role, seats)),
      ...STEPS.map((step) => toRead(sql, seat, step, seats)),
      toApprove(sql, seat, seats[0]!),
    ]),
  )

/**
 * The same as the rows of a case's heap, of the agency `a`, in parts that no case is in twice: what the index `cases_waits` knows
 * by itself, which is nearly all, and what only the case tells, who wrote, passed or read it before. Its context is unpacked once
 * a case, not at each condition.
 */
export function waitsApart(sql: Sql, who: Who, most: number): Fragment {
  const heads = headedBy(who)
  const ofA = sql`c.agency_id = a.id and c.waits is not null`
  const anyWay = waitsAsItStands(sql, who)
  const known = anyOf(
    sql,
    who.seats.flatMap((seat) => byPlace(sql, seat)),
  )
  const acts = ON_A_DRAFT.filter((type) => who.seats.some((seat) => mayBeFor(seat, type)))
  const others = sql`c.waits_for <> all(${ON_A_DRAFT as string[]})`
  const unpacked = (keys: Fragment, are: Fragment) => sql`
    (select c.waits from (
      select c.agency_id, c.waits, c.waits_for, c.unit_id, c.handler_id, jsonb_strip_nulls(jsonb_build_object(${keys})) as context
      from cases c where ${ofA} and ${are} offset 0
    ) c where ${anyWay} limit ${most})`
  return sql`
    (select c.waits from cases c where ${ofA} and ${others} and ${notToRead(sql)} and not ${isHandedBack(sql)} and ${known} limit ${most})
    ${heads.length > 0 ? sql`union all (select 'toAssign' from cases c where ${ofA} and a.id = any(${heads}) and ${isHandedBack(sql)} limit ${most})` : sql``}
    ${acts.length > 0 ? sql`union all ${unpacked(sql`'draft', c.context -> 'draft'`, sql`c.waits_for = any(${acts as string[]})`)}` : sql``}
    union all ${unpacked(
      sql`'readings', c.context -> 'readings', 'releaseProposedBy', c.context -> 'releaseProposedBy'`,
      sql`c.waits = any(${READING_HEAPS}) and ${others}`,
    )}`
}

/** Whether a draft can wait for this seat at all. */
const mayBeFor = ({ roles }: Seat, type: FactType): boolean =>
  roles.some(
    (role) => firstOf(role as Role).includes(type) || (type === 'replyApproved' && APPROVE.includes(role as Role)),
  )

/** What waits for whoever has the role and reaches the case, whatever went before. */
const byPlace = (sql: Sql, seat: Seat): (Fragment | false)[] => [
  ...OF_AGENCY.map((role) => seat.roles.includes(role) && ofAgency(sql, seat, withoutDrafts(role))),
  seat.roles.includes('handler') && inHand(sql, seat),
]
const withoutDrafts = (role: Role) =>
  JUDGES.includes(role) ? firstOf(role).filter((type) => !ON_A_DRAFT.includes(type)) : firstOf(role)

const STEPS = Object.keys(READING_STEPS) as ReadingStep[]
/** What waits for a reading is whose that reading is. */
const notToRead = (sql: Sql) => sql`c.waits <> all(${READING_HEAPS})`

function toRead(sql: Sql, seat: Seat, step: ReadingStep, seats: readonly Seat[]): Fragment | undefined {
  const roles = ACTS.releaseDecided.maySteps![step]!.filter((role) => seat.roles.includes(role))
  const names = seats.map(({ username }) => `staff:${username}`)
  const reached = [
    roles.some((role) => OF_AGENCY.includes(role)) && sql`c.agency_id = any(${[...seat.agencyIds]})`,
    roles.includes('handler') && handled(sql, seat),
  ].filter((one) => one !== false)
  if (reached.length === 0) return undefined
  const others =
    step === 'first'
      ? sql`coalesce(c.context ->> 'releaseProposedBy', '') <> all(${names}) or not ${othersReadFirstInSql(sql)}`
      : sql`not exists (
          select from jsonb_array_elements(c.context -> 'readings') r
          where r ->> 'by' = any(${names}) or r ->> 'for' = any(${names}))`
  return sql`(c.waits = ${WAITS_FOR_READING[step]} and ${anyOf(sql, reached)} and (${others}))`
}

const ofAgency = (sql: Sql, { agencyIds }: Seat, acts: readonly FactType[]): Fragment =>
  sql`(c.waits_for = any(${acts as string[]}) and ${notToRead(sql)} and c.agency_id = any(${[...agencyIds]}))`

/** A draft that somebody else wrote. */
function toJudge(sql: Sql, seat: Seat, role: Role, seats: readonly Seat[]): Fragment {
  const names = seats.map(({ username }) => `staff:${username}`)
  const acts = firstOf(role).filter((type) => ON_A_DRAFT.includes(type))
  return sql`(${ofAgency(sql, seat, acts)} and c.context -> 'draft' ->> 'by' <> all(${names}))`
}

const inHand = (sql: Sql, seat: Seat): Fragment =>
  sql`(c.waits_for = any(${firstOf('handler')}) and ${handled(sql, seat)})`

/**
 * The cases that lie in the hands of whoever sits here: in their name, or in nobody's and with their unit. A colleague who has
 * left has no hands: what bears their name is the unit's again.
 */
export function handled(sql: Sql, { id, agencyId, units }: Seat): Fragment {
  const free = sql`(c.handler_id is null or exists (select from people p where p.id = c.handler_id and p.ended_at is not null))`
  const ofUnit = anyOf(sql, [
    units.length > 0 && sql`c.unit_id = any(${units.map((unit) => unit.id)})`,
    sql`c.unit_id is null and c.agency_id = ${agencyId}`,
  ])
  return sql`(c.handler_id = ${id} or (${free} and ${ofUnit}))`
}

/**
 * Drafts whose next step this seat may take, by its role or by its name; none that the person at the door, or
 * whoever they cover, wrote, reviewed or approved before.
 */
function toApprove(sql: Sql, seat: Seat, own: Seat): Fragment | false {
  const names = [...new Set([own.username, seat.username])].map((username) => `staff:${username}`)
  const next = sql`c.context -> 'draft' -> 'chain' -> coalesce(jsonb_array_length(c.context -> 'draft' -> 'approvals'), 0)`
  const asks = (roles: readonly string[]) =>
    sql`((${next}) ->> 'role' = any(${[...roles]}) or (${next}) -> 'people' ? ${seat.username})`
  const ofAgency = OF_AGENCY.filter((role) => APPROVE.includes(role) && seat.roles.includes(role))
  const reached = [
    ofAgency.length > 0 && sql`(c.agency_id = any(${[...seat.agencyIds]}) and ${asks(ofAgency)})`,
    seat.roles.includes('handler') && sql`(${handledBy(sql, seat)} and ${asks(['handler'])})`,
  ].filter((one) => one !== false)
  if (reached.length === 0) return false
  return sql`(c.waits_for = 'replyApproved' and ${anyOf(sql, reached)} and c.context -> 'draft' ->> 'by' <> all(${names})
    and c.context -> 'draft' ->> 'passedBy' <> all(${names})
    and coalesce(c.context -> 'draft' ->> 'passedFor', '') <> all(${names})
    and not exists (
      select from jsonb_array_elements(coalesce(c.context -> 'draft' -> 'approvals', '[]')) a where a ->> 'by' = any(${names}) or a ->> 'for' = any(${names})))`
}
const APPROVE: readonly Role[] = ACTS.replyApproved.may

/** The cases that a handler reaches, whosever name they bear. */
const handledBy = (sql: Sql, { id, agencyId, units }: Seat): Fragment =>
  anyOf(sql, [
    sql`c.handler_id = ${id}`,
    units.length > 0 && sql`c.unit_id = any(${units.map((unit) => unit.id)})`,
    sql`(c.unit_id is null and c.agency_id = ${agencyId})`,
  ])
