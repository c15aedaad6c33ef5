/** What the pages about people are filled with. */
import type { FastifyRequest } from 'fastify'
import { casesHeldBy } from '../../cases/hand-over.ts'
import { notFound } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { areExclusive, ROLES } from '../../people/may.ts'
import { allAgencies, handlersOf, namesOf, unitsOf } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import { coversIn, type Proposal, type ProposalRow, proposalsOf, staffOf } from '../../people/staff-list.ts'
import type { CoverView, Frame, PersonView, Waiting } from './views.ts'

type Asking = Pick<House, 'sql' | 'db' | 'time'>

export const momentOf = ({ time }: Pick<House, 'time'>) => ({ today: time.today(), now: time.now() })

/**
 * @param code of one of the viewer's agencies, by default their own, or the first of those that they cover somebody in
 * @throws Refusal NOT_FOUND
 */
export async function frameOf(house: Asking, { viewer }: FastifyRequest, code?: string): Promise<Frame> {
  const agencies = (await allAgencies(house.sql))
    .filter(({ id }) => viewer.agencyIds.includes(id))
    .map(({ id, name }) => ({ code: id, name }))
  const named = (wanted: string) => agencies.find((one) => one.code === wanted)
  const agency = code ? named(code) : (named(viewer.agency.id) ?? agencies[0])
  if (!agency) throw notFound()
  const units = await unitsOf(house.sql, agency.code)
  return { viewer, csrf: viewer.csrf, today: house.time.today(), agency, agencies, units }
}

/** @throws Refusal NOT_FOUND for somebody of another agency */
export async function personView(house: Asking, viewer: Viewer, id: string): Promise<PersonView> {
  const moment = momentOf(house)
  const [person] = await staffOf(house.db, viewer.agencyIds, { ...moment, id })
  if (!person) throw notFound()
  const near = await nearAgencies(house, person.agency.code)
  const [history, held, handlers, all] = await Promise.all([
    proposalsOf(house.db, viewer.agencyIds, { personId: id }),
    casesHeldBy(house.sql, id),
    handlersOf(house.sql, near),
    staffOf(house.db, near, moment),
  ])
  const deputies = all.filter(
    (one) =>
      one.id !== id && one.id !== viewer.id && one.endedAt === null && !areExclusive([...one.roles, ...person.roles]),
  )
  return {
    person,
    namesakes: all.filter((one) => one.id !== id && one.name === person.name).map(({ username }) => username),
    history: await named(house, history),
    held,
    colleagues: handlers
      .filter((one) => one.id !== id)
      .map(({ username, name, unitIds }) => ({ username, name, note: unitNames(all, username, unitIds) })),
    deputies: deputies.map(({ username, name, roles }) => ({
      username,
      name,
      note: roles.map((role) => ROLES[role]).join('、') || username,
    })),
  }
}

const unitNames = (all: Awaited<ReturnType<typeof staffOf>>, username: string, unitIds: readonly string[]) => {
  const units = all.find((one) => one.username === username)?.units ?? []
  const names = units.filter(({ id }) => unitIds.includes(id)).map(({ name }) => name)
  return names.join('、') || username
}

/** An agency and its intake office: colleagues and deputies come from there. */
async function nearAgencies({ sql }: Asking, code: string): Promise<string[]> {
  const agency = (await allAgencies(sql)).find(({ id }) => id === code)
  return [...new Set([code, agency?.takenInBy ?? code])]
}

/** Those who proposed and decided by their names. */
async function named<T extends Proposal>({ sql }: Asking, rows: readonly T[]): Promise<T[]> {
  const names = await namesOf(
    sql,
    rows.flatMap(({ by, decision }) => [by, ...(decision ? [decision.by] : [])]),
  )
  const nameOf = (by: string) => names.get(by) ?? by
  return rows.map((row) => ({
    ...row,
    by: nameOf(row.by),
    decision: row.decision && { ...row.decision, by: nameOf(row.decision.by) },
  }))
}

/** The proposals about the people of this viewer's agencies, told as changes. */
export async function waitingView(house: Asking, viewer: Viewer): Promise<Waiting[]> {
  const rows = await proposalsOf(house.db, viewer.agencyIds)
  const units = new Map<string, string>()
  for (const id of viewer.agencyIds) for (const unit of await unitsOf(house.sql, id)) units.set(unit.id, unit.name)
  const unitNamed = (id: string) => units.get(id) ?? id
  const shown = await named(house, rows)
  return rows.map((row, i) => ({
    ...asChange(row, unitNamed),
    ...{ by: shown[i]!.by, at: row.at, why: row.why, leaves: row.leaves, decision: shown[i]!.decision },
    forYou: row.decision === null && row.person.id !== viewer.id && row.by !== `staff:${viewer.username}`,
  }))
}

/** Covers that run, wait or are to come. */
export async function coversView(house: Asking, viewer: Viewer): Promise<CoverView[]> {
  const covers = await coversIn(house.db, viewer.agencyIds, house.time.today())
  const names = await namesOf(
    house.sql,
    covers.map(({ arrangedBy }) => arrangedBy),
  )
  return covers.map((cover) => ({
    ...cover,
    arrangedBy: names.get(cover.arrangedBy) ?? cover.arrangedBy,
    forYou: cover.waits && !cover.concerns.includes(viewer.id) && cover.arrangedBy !== `staff:${viewer.username}`,
  }))
}

function asChange({ person, position, roles, units }: ProposalRow, unitNamed: (id: string) => string) {
  const without = <T>(all: readonly T[], some: readonly T[]) => all.filter((one) => !some.includes(one))
  const told = (part: { roles: readonly (typeof roles)[number][]; units: readonly string[] }) => ({
    roles: part.roles,
    units: part.units.map(unitNamed),
  })
  const { id, username, name, agency } = person
  return {
    person: { id, username, name, agency },
    position,
    wanted: told({ roles, units }),
    now: told(person),
    adds: told({ roles: without(roles, person.roles), units: without(units, person.units) }),
    takes: told({ roles: without(person.roles, roles), units: without(person.units, units) }),
  }
}
