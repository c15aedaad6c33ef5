/** What an address of 抽查 asks for, and who may: heads check, supervisors read, whoever handles a drawn case answers. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { hasRole, type Role } from '../people/may.ts'
import { allAgencies } from '../people/queries.ts'
import { type Scope, scopeAs } from '../people/scope.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { given, text } from '../web/given.ts'
import { agencyDrawn, type Checked, checkedCase } from './checked.ts'
import { type Draw, drawById, theDraw } from './draws.ts'
import { CHECKERS, mayAnswer } from './who.ts'

export const CHECK_READERS: readonly Role[] = ['head', 'supervisor']
/** Handlers read what was found of their own cases. */
const ALL: readonly Role[] = ['head', 'supervisor', 'handler']

const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const ASKED = z.object({ agency: emptyIsNone(text(60)) })
export const HELP = { agency: 'The office that checks; without it the own one' }

/** @param roles in which they ask @throws Refusal NOT_YOURS, INVALID (agency) */
export async function askedFor(
  house: Pick<House, 'sql'>,
  { viewer, query }: Pick<FastifyRequest, 'viewer' | 'query'>,
  roles: readonly Role[] = ALL,
): Promise<Scope> {
  return scopeAs(house, viewer, given(ASKED, query).agency, roles)
}

/** Whose cases an office draws from: its own, and those of the agencies that it takes in for, as far as whoever draws serves them. */
export const drawnFrom = (house: Pick<House, 'sql'>, viewer: Viewer, agencyId: string): Promise<string[]> =>
  belowOf(house, viewer, [agencyId], CHECKERS)
/** The same agencies for whoever reads what is owed. */
export const owingOf = (house: Pick<House, 'sql'>, viewer: Viewer, agencyIds: readonly string[]): Promise<string[]> =>
  belowOf(house, viewer, agencyIds, ALL)

async function belowOf({ sql }: Pick<House, 'sql'>, viewer: Viewer, of: readonly string[], roles: readonly Role[]) {
  const mine = agenciesAs(viewer, roles)
  return (await allAgencies(sql))
    .filter(({ id, takenInBy }) => (of.includes(id) || of.includes(takenInBy)) && mine.includes(id))
    .map(({ id }) => id)
}

/** A hook for all of its routes. @throws Refusal NOT_YOURS */
export const readsSpotChecks = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...ALL)) throw new Refusal('NOT_YOURS')
}
/** A hook for a draw as a whole. @throws Refusal NOT_YOURS */
export const readsDraws = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...CHECK_READERS)) throw new Refusal('NOT_YOURS')
}
/** A hook for what the head alone does. @throws Refusal NOT_YOURS */
export const checks = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...CHECKERS)) throw new Refusal('NOT_YOURS')
}
/** A hook for answering. @throws Refusal NOT_YOURS */
export const answers = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, 'head', 'handler')) throw new Refusal('NOT_YOURS')
}

export type TheCase = { draw: Draw; one: Checked }

/**
 * A drawn case: of a draw that they read, or one that they answer for.
 * @throws Refusal NOT_FOUND
 */
export async function theDrawnCase(
  house: Pick<House, 'sql' | 'time'>,
  viewer: Viewer,
  { draw: drawId, id }: { draw: string; id: string },
  as: 'reader' | 'checker' | 'answerer',
): Promise<TheCase> {
  const draw = as === 'checker' ? await theDraw(house, viewer, drawId, CHECKERS) : await anyDraw(house, drawId)
  const agencyId = await agencyDrawn(house.sql, draw.id, id)
  const one = agencyId && (await checkedCase(house.sql, draw.id, agencyId, id, house.time.today()))
  if (!one) throw notFound()
  const isReader = agenciesAs(viewer, CHECK_READERS).includes(draw.agencyId)
  const isAllowed = as === 'checker' || mayAnswer(viewer, one) || (as === 'reader' && isReader)
  if (!isAllowed) throw notFound()
  return { draw, one }
}

async function anyDraw({ sql }: Pick<House, 'sql'>, id: string): Promise<Draw> {
  const found = isId(id) ? await drawById(sql, id) : undefined
  if (!found) throw notFound()
  return found
}
