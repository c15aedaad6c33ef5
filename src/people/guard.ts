/** Who is at the door: a bearer token for programs, a cookie with CSRF protection for browsers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { holdRights } from '../db/held-rights.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { cookieOf, keepCookie } from '../web/cookies.ts'
import { type Role, readsCases } from './may.ts'
import { type Program, viewerOfProgram } from './programs.ts'
import { agencyById } from './queries.ts'
import { type Session, type Viewer, viewerOf } from './sessions.ts'
import { agenciesAs } from './sight.ts'
import { requireStillTheirs } from './still-theirs.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `signedIn`; routes behind it may rely on it. */
    viewer: Viewer
    /** Reads session and rights again, into the same `viewer`, or the token of a program: for whoever has read a body that took its time. */
    viewerAgain: (() => Promise<void>) | null
    byCookie: boolean
    /** At a door of the public: who is signed in all the same. Set by `alsoStaff`. */
    staff: Viewer | null
    /** Which program asks, by an access token whose scope has this route. Set by `outward/door.ts`. */
    program: Program | null
  }
}

/** Gives each request its empty `viewer`, `viewerAgain`, `byCookie`, `staff` and `program`; once an application, before any route with `signedIn`. */
export function decorateViewer(app: FastifyInstance): void {
  app.decorateRequest('viewer', null as unknown as Viewer)
  app.decorateRequest('viewerAgain', null)
  app.decorateRequest('byCookie', false)
  app.decorateRequest('staff', null)
  app.decorateRequest('program', null)
}

/** The session goes into the browser, for as long as it lasts at most. */
export const keepSession = (
  { config }: Pick<House, 'config'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { token }: Session,
) => keepCookie(request, reply, 'ysqgk', token, { seconds: config.sessions.hours * 3_600 })

const bearer = (request: FastifyRequest) => /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
/** The session that a request carries; whether it is open, `viewerOf` says. */
export const tokenOf = (request: FastifyRequest): string | undefined => bearer(request) ?? cookieOf(request, 'ysqgk')

/** Whether somebody is signed in, whatever the route. */
export async function isStaff(
  house: Pick<House, 'sql' | 'time' | 'config'>,
  request: FastifyRequest,
): Promise<boolean> {
  const token = tokenOf(request)
  return token !== undefined && (await viewerOf(house, token)) !== undefined
}

/** A hook for routes that staff alone may use, and programs where their door let them pass. */
export const signedIn = (house: Pick<House, 'sql' | 'time' | 'config'>) => async (request: FastifyRequest) => {
  if (request.program) {
    request.viewer = viewerOfProgram(request.program)
    request.byCookie = false
    return
  }
  const token = tokenOf(request)
  const viewer = token ? await viewerOf(house, token) : undefined
  if (!viewer) throw new Refusal('NOT_SIGNED_IN')
  request.viewer = viewer
  if (request.routeOptions.url) viewer.page = request.routeOptions.url
  request.viewerAgain = async () => {
    const now = await viewerOf(house, token!)
    if (!now) throw new Refusal('NOT_SIGNED_IN')
    Object.assign(viewer, now)
  }
  holdRights(viewer.id, (tx) => requireStillTheirs(tx, house, viewer, token!))
  request.byCookie = bearer(request) === undefined // a header of another scheme proves nothing
}

/** A hook for routes that show cases. */
export const readsCasesOnly = async (request: FastifyRequest) => {
  if (!readsCases(request.viewer)) throw new Refusal('NOT_YOURS')
}

const CODE = /^[\w-]{1,60}$/

/**
 * Rights before payloads: a form that names an agency of this house which they do not serve in one of these roles is
 * refused before anything else of it is read. A code that is nobody's is left to whoever reads the form.
 * @throws Refusal NOT_YOURS
 */
export async function requireServing(
  { sql }: Pick<House, 'sql'>,
  viewer: Viewer,
  roles: readonly Role[],
  agency: unknown,
): Promise<void> {
  if (typeof agency !== 'string' || !CODE.test(agency) || agenciesAs(viewer, roles).includes(agency)) return
  if (await agencyById(sql, agency)) throw new Refusal('NOT_YOURS')
}

/** A form of a signed-in browser carries the session's token; another site cannot know it. */
export function checkCsrf(request: FastifyRequest, csrf: unknown): void {
  if (request.byCookie && csrf !== request.viewer.csrf) throw new Refusal('CSRF')
}
