/** Who there is, as those see it who look after the people of an office: rights, what waits, covers, who has left. */
import { and, asc, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
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
export type CoverRow = { id: string; by: string; byName: string; from: Day; to: Day }
export type Proposal = {
  position: number
  roles: Role[]
  units: string[]
  by: string
  at: string
  why: string
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
  /** Those who do this person's work, now or later. */
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
    })
    .from(covers)
    .innerJoin(people, eq(people.id, covers.coveredBy))
    .where(and(inArray(covers.personId, [...ids]), isNull(covers.endedAt), gte(covers.toDay, today)))
    .orderBy(asc(covers.fromDay))

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

/** Covers that run or are to come, of people of these agencies. */
export async function coversIn(db: Db, agencyIds: readonly string[], today: Day) {
  const absent = await db
    .select({ id: people.id, name: people.name, username: people.username })
    .from(people)
    .where(inArray(people.agencyId, [...agencyIds]))
  const names = new Map(absent.map((person) => [person.id, person]))
  const rows = await coversFor(db, [...names.keys()], today)
  return rows.map(({ personId, ...cover }) => ({ ...cover, of: names.get(personId)! }))
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
