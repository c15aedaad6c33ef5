/** Who there is, as those see it who look after the people of an office: rights, what waits, covers, who has left. */
import { and, asc, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Day } from '../../workflows/statute/days.ts'
import type { Db } from '../db/client.ts'
import type { Role } from './may.ts'
import {
  agencies,
  covers,
  invitations,
  people,
  personUnits,
  rightDecisions,
  rightProposals,
  sessions,
  units,
} from './tables.ts'

export type Unit = { id: string; name: string }
/** `waits`: for a security officer, and does not hold before. */
export type CoverRow = { id: string; by: string; byName: string; from: Day; to: Day; waits: boolean }
export type Proposal = {
  position: number
  roles: Role[]
  units: string[]
  by: string
  at: string
  why: string
  /** They leave the office with it. */
  leaves: boolean
  decision: { approved: boolean; by: string; at: string; why: string } | null
}
export type StaffRow = {
  id: string
  username: string
  name: string
  email: string | null
  agency: { code: string; name: string }
  roles: Role[]
  units: Unit[]
  endedAt: string | null
  /** A password is set: who was invited and has not come yet has none. */
  hasPassword: boolean
  /** A link that was not used yet, and until when it can be. */
  linkUntil: string | null
  /** Rights that wait for a security officer. */
  waiting: boolean
  /** Those who do this person's work, now or later; those that wait last. */
  covers: CoverRow[]
}

/**
 * The staff of these agencies by agency and name, who has left last. Or one person of them.
 * @param today covers that are over are left out
 */
export async function staffOf(
  db: Db,
  agencyIds: readonly string[],
  { today, now, id }: { today: Day; now: Date; id?: string },
): Promise<StaffRow[]> {
  const mine = and(inArray(people.agencyId, [...agencyIds]), id ? eq(people.id, id) : undefined)
  const rows = await db
    .select({
      id: people.id,
      username: people.username,
      name: people.name,
      email: people.email,
      agency: { code: agencies.id, name: agencies.name },
      roles: people.roles,
      endedAt: people.endedAt,
      hasPassword: sql<boolean>`${people.password} is not null`,
    })
    .from(people)
    .innerJoin(agencies, eq(agencies.id, people.agencyId))
    .where(mine)
    .orderBy(sql`${people.endedAt} is not null`, asc(agencies.position), asc(people.username))
  const ids = rows.map((row) => row.id)
  const [unitRows, coverRows, waiting, links] = await Promise.all([
    unitsFor(db, ids),
    coversFor(db, ids, today),
    waitingFor(db, ids),
    linksFor(db, ids, now),
  ])
  return rows.map((row) => ({
    ...row,
    roles: row.roles as Role[],
    units: unitRows.filter((unit) => unit.personId === row.id).map(({ id, name }) => ({ id, name })),
    linkUntil: links.find((link) => link.personId === row.id)?.expiresAt ?? null,
    waiting: waiting.includes(row.id),
    covers: coverRows.filter((cover) => cover.personId === row.id).map(({ personId: _, ...cover }) => cover),
  }))
}

const unitsFor = (db: Db, ids: readonly string[]) =>
  db
    .select({ personId: personUnits.personId, id: units.id, name: units.name })
    .from(personUnits)
    .innerJoin(units, eq(units.id, personUnits.unitId))
    .where(inArray(personUnits.personId, [...ids]))
    .orderBy(asc(units.position))

const coversFor = (db: Db, ids: readonly string[], today: Day) =>
  db
    .select({
      personId: covers.personId,
      id: covers.id,
      by: people.username,
      byName: people.name,
      from: covers.fromDay,
      to: covers.toDay,
      waits: sql<boolean>`${covers.approved} is null`,
    })
    .from(covers)
    .innerJoin(people, eq(people.id, covers.coveredBy))
    .where(and(inArray(covers.personId, [...ids]), isNull(covers.endedAt), gte(covers.toDay, today)))
    .orderBy(sql`${covers.approved} is null`, asc(covers.fromDay))

async function waitingFor(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ personId: rightProposals.personId })
    .from(rightProposals)
    .leftJoin(rightDecisions, ofProposal)
    .where(and(inArray(rightProposals.personId, [...ids]), isNull(rightDecisions.at)))
  return rows.map(({ personId }) => personId)
}

const ofProposal = and(
  eq(rightDecisions.personId, rightProposals.personId),
  eq(rightDecisions.position, rightProposals.position),
)

const linksFor = (db: Db, ids: readonly string[], now: Date) =>
  db
    .select({ personId: invitations.personId, expiresAt: invitations.expiresAt })
    .from(invitations)
    .where(
      and(
        inArray(invitations.personId, [...ids]),
        isNull(invitations.usedAt),
        gte(invitations.expiresAt, now.toISOString()),
      ),
    )
    .orderBy(desc(invitations.expiresAt))

export type ProposalRow = Proposal & {
  person: { id: string; username: string; name: string; agency: string; roles: Role[]; units: string[] }
}

/** Proposals about people of these agencies: those that wait first, then the latest; of one person where `personId` says so. */
export async function proposalsOf(
  db: Db,
  agencyIds: readonly string[],
  { personId, most = 200 }: { personId?: string; most?: number } = {},
): Promise<ProposalRow[]> {
  const rows = await db
    .select({
      position: rightProposals.position,
      roles: rightProposals.roles,
      units: rightProposals.units,
      by: rightProposals.by,
      at: rightProposals.at,
      why: rightProposals.why,
      leaves: rightProposals.leaves,
      decision: {
        approved: rightDecisions.approved,
        by: rightDecisions.by,
        at: rightDecisions.at,
        why: rightDecisions.why,
      },
      person: {
        id: people.id,
        username: people.username,
        name: people.name,
        agency: agencies.name,
        roles: people.roles,
        units: sql<string[]>`array(select unit_id from person_units w where w.person_id = ${people.id})`,
      },
    })
    .from(rightProposals)
    .innerJoin(people, eq(people.id, rightProposals.personId))
    .innerJoin(agencies, eq(agencies.id, people.agencyId))
    .leftJoin(rightDecisions, ofProposal)
    .where(and(inArray(people.agencyId, [...agencyIds]), personId ? eq(rightProposals.personId, personId) : undefined))
    .orderBy(sql`${rightDecisions.at} is not null`, desc(rightProposals.at), desc(rightProposals.position))
    .limit(most)
  return rows as ProposalRow[]
}

export type CoverIn = CoverRow & {
  of: { id: string; username: string; name: string }
  /** What it gives the deputy: roles, and a handler's units, that they do not have themselves. */
  gives: { roles: Role[]; units: string[] }
  arrangedBy: string
  at: string
  /** Whom it concerns: their own word does not count. */
  concerns: string[]
}

/** Covers that run, wait or are to come, of people of these agencies. */
export async function coversIn(db: Db, agencyIds: readonly string[], today: Day): Promise<CoverIn[]> {
  const [absent, deputy] = [alias(people, 'absent'), alias(people, 'deputy')]
  const unitNames = (of: typeof absent | typeof deputy) =>
    sql`array(select u.name from person_units w join units u on u.id = w.unit_id where w.person_id = ${of.id} order by u.position)`
  const rows = await db
    .select({
      id: covers.id,
      by: deputy.username,
      byName: deputy.name,
      from: covers.fromDay,
      to: covers.toDay,
      waits: sql<boolean>`${covers.approved} is null`,
      of: { id: absent.id, username: absent.username, name: absent.name },
      roles: absent.roles,
      units: sql<string[]>`${unitNames(absent)}`,
      ownRoles: deputy.roles,
      ownUnits: sql<string[]>`${unitNames(deputy)}`,
      elsewhere: sql<boolean>`${absent.agencyId} <> ${deputy.agencyId}`,
      arrangedBy: covers.by,
      at: covers.at,
      coveredBy: covers.coveredBy,
    })
    .from(covers)
    .innerJoin(absent, eq(absent.id, covers.personId))
    .innerJoin(deputy, eq(deputy.id, covers.coveredBy))
    .where(and(inArray(absent.agencyId, [...agencyIds]), isNull(covers.endedAt), gte(covers.toDay, today)))
    .orderBy(asc(covers.fromDay))
  return rows.map(({ roles, units, ownRoles, ownUnits, elsewhere, coveredBy, ...cover }) => ({
    ...cover,
    gives: {
      roles: (roles as Role[]).filter((role) => elsewhere || !ownRoles.includes(role)),
      units: units.filter((unit) => roles.includes('handler') && (elsewhere || !ownUnits.includes(unit))),
    },
    concerns: [cover.of.id, coveredBy],
  }))
}

/** How many active administrators look after this agency, and how many security officers. */
export async function keepersOf(db: Db, agencyId: string): Promise<{ administrators: number; officers: number }> {
  const [row] = await db
    .select({
      administrators: sql<number>`count(*) filter (where 'admin' = any(${people.roles}))::int`,
      officers: sql<number>`count(*) filter (where 'security' = any(${people.roles}))::int`,
    })
    .from(people)
    .innerJoin(
      agencies,
      and(eq(agencies.id, agencyId), sql`${people.agencyId} in (${agencies.id}, ${agencies.takenInBy})`),
    )
    .where(isNull(people.endedAt))
  return row!
}

export type SessionRow = { id: string; createdAt: string; expiresAt: string; address: string; program: string }

/** Enough of a session's hash to name it in a list; it opens nothing. */
const SESSION_NAME = 16
const sessionColumns = {
  id: sql<string>`left(${sessions.tokenHash}, ${sql.raw(String(SESSION_NAME))})`,
  createdAt: sessions.createdAt,
  expiresAt: sessions.expiresAt,
  address: sessions.address,
  program: sessions.program,
}

/** The sessions of one person that have not run out, the latest first. */
export const sessionsOf = (db: Db, personId: string, now: Date): Promise<SessionRow[]> =>
  db
    .select(sessionColumns)
    .from(sessions)
    .where(and(eq(sessions.personId, personId), gte(sessions.expiresAt, now.toISOString())))
    .orderBy(desc(sessions.createdAt))

/** The same for everybody in these agencies. */
export const sessionsIn = (db: Db, agencyIds: readonly string[], now: Date) =>
  db
    .select({ ...sessionColumns, name: people.name, username: people.username })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(inArray(people.agencyId, [...agencyIds]), gte(sessions.expiresAt, now.toISOString())))
    .orderBy(desc(sessions.createdAt))
