/** What an address of the work ledger asks for, and who may: whoever reads cases reads the tasks of their agencies; its head keeps them. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import { FIRST_YEAR } from '../ground/year.ts'
import type { House } from '../house.ts'
import { hasRole, READERS, type Role } from '../people/may.ts'
import { type Scope, scopeAs } from '../people/scope.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { given, text } from '../web/given.ts'
import { type Task, taskById } from './tasks.ts'

/** Who sets tasks, changes them and takes them over: whoever answers for the disclosure office. */
export const TASK_KEEPERS: readonly Role[] = ['head']

const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const ASKED = z.object({
  year: emptyIsNone(z.string().regex(/^\d{4}$/, { error: '请填写四位年份' })),
  agency: emptyIsNone(text(60)),
})

export const HELP = {
  year: `The year, from ${FIRST_YEAR} to the next one; without it the running one`,
  agency: 'An agency that one serves; `all`: each of them; without it the own one',
}

export type AskedFor = { scope: Scope; year: number }
type Asking = Pick<House, 'sql' | 'time'>

/** @param roles in which they ask @throws Refusal NOT_YOURS, INVALID (year, agency) */
export async function askedFor(
  house: Asking,
  { viewer, query }: Pick<FastifyRequest, 'viewer' | 'query'>,
  roles: readonly Role[] = READERS,
): Promise<AskedFor> {
  const present = Number(house.time.today().slice(0, 4))
  const { year = String(present), agency } = given(ASKED, query)
  if (Number(year) < FIRST_YEAR || Number(year) > present + 1)
    throw invalid({ field: 'year', code: 'UNFIT', message: `应当是${FIRST_YEAR}年至${present + 1}年` })
  return { year: Number(year), scope: await scopeAs(house, viewer, agency, roles) }
}

/** A hook for all of its routes. @throws Refusal NOT_YOURS */
export const readsTasks = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...READERS)) throw new Refusal('NOT_YOURS')
}
/** A hook for what the head alone does. @throws Refusal NOT_YOURS */
export const keepsTasks = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...TASK_KEEPERS)) throw new Refusal('NOT_YOURS')
}

/** The head of the agency. */
export const mayKeep = (viewer: Viewer, { agency }: Pick<Task, 'agency'>): boolean =>
  agenciesAs(viewer, TASK_KEEPERS).includes(agency)
/** Who answers for it, or covers them today; and its keepers. */
export const mayPutDown = (viewer: Viewer, task: Pick<Task, 'agency' | 'ownerId'>): boolean =>
  isOwner(viewer, task) || mayKeep(viewer, task)
const isOwner = ({ seats }: Viewer, { ownerId }: Pick<Task, 'ownerId'>) => seats.some(({ id }) => id === ownerId)

/** A task of an agency that they serve in one of these roles. @throws Refusal NOT_FOUND */
export async function theTask(
  house: Asking,
  viewer: Viewer,
  id: string,
  roles: readonly Role[] = READERS,
): Promise<Task> {
  const task = isId(id) ? await taskById(house.sql, id, house.time.today()) : undefined
  if (!task || !agenciesAs(viewer, roles).includes(task.agency)) throw notFound()
  return task
}

/** A task whose progress they may put down. @throws Refusal NOT_YOURS, NOT_FOUND */
export async function theTaskToPutDown(house: Asking, viewer: Viewer, id: string): Promise<Task> {
  const task = isId(id) ? await taskById(house.sql, id, house.time.today()) : undefined
  if (!hasRole(viewer, ...TASK_KEEPERS) && !(task && isOwner(viewer, task))) throw new Refusal('NOT_YOURS')
  if (!task || !mayPutDown(viewer, task)) throw notFound()
  return task
}
