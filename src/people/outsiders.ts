/**
 * What applicants, and those who are consulted, read of a case that their code or their account has opened: a line of the
 * audit like what staff read. What they do there is a fact of the case already. So is who comes to a case with a code that
 * does not fit: its agency sees that somebody guesses. SQL: the tables are declared above.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { whatIsAsked } from '../audit/what.ts'
import type { Line } from '../audit/write.ts'
import type { Sql } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { isId } from '../ground/ids.ts'
import { networkOf } from '../ground/network.ts'
import type { House } from '../house.ts'

/** `nobody`: with a code that does not fit. */
export type Outsider = CaseKey & { by: 'applicant' | 'consulted' | 'nobody' }

declare module 'fastify' {
  interface FastifyRequest {
    /** At a door of the public: the cases that a code or an account has opened, and to whom. Set by `opensAs`. */
    outsiders: readonly Outsider[] | null
  }
}

/** The case is open to whoever asks: the audit tells that they read it. */
export function opensAs(request: FastifyRequest, by: Outsider['by'], { agencyId, caseId }: CaseKey): void {
  request.outsiders = [...(request.outsiders ?? []), { by, agencyId, caseId }]
}

/** What may be a receipt or answer number. */
const NUMBER = /^[\w-]{1,60}$/

/** The case that has this receipt number, or whose consultation has this answer number. */
export async function caseNamed(sql: Sql, named: string): Promise<CaseKey | undefined> {
  const [key] = await sql<CaseKey[]>`
    select agency_id, id as case_id from cases where receipt = ${named}
    union all select agency_id, case_id from consultation_accesses where number = ${named}`
  return key
}

/**
 * The code fits nothing that is called so. Of what there is not there is no line: nobody fills the audit with numbers that they
 * make up. Staff and programs have their own line, whatever they are answered.
 */
export async function opensNothing(sql: Sql, request: FastifyRequest, named: string): Promise<void> {
  const key = NUMBER.test(named) ? await caseNamed(sql, named) : undefined
  if (key && !request.staff && !request.program) request.outsiders = [{ by: 'nobody', ...key }]
}

/**
 * Whoever follows a case looks again and again, and a program could fill a disk with that: of the same look from the same
 * network the first of ten minutes is a line, and says how many there were since the one before. In memory, of each process.
 */
const SAME_LOOK = 600_000 // ms
const MOST_LOOKS = 10_000
/** Of one case so many lines an hour, from however many networks: what comes beyond is counted, too. */
const LINES_AN_HOUR = 200
const HOUR = 3_600_000 // ms

/** In `detail.reason`: why nothing was opened. */
export const CODE_UNFIT = 'CODE_UNFIT'

/** @returns what makes the lines of a request: one for each case, none for what is no reading, or was told just now */
export function looksOf(time: House['time']): (request: FastifyRequest, reply: FastifyReply) => Line[] {
  const told = new Map<string, { since: number; again: number }>()
  const ofCases = new Map<string, { since: number; lines: number; left: number }>()
  return (request, reply) => (request.outsiders ?? []).flatMap((outsider) => lookOf(outsider, request, reply) ?? [])

  function lookOf({ by, agencyId, caseId }: Outsider, request: FastifyRequest, reply: FastifyReply): Line | undefined {
    const { method } = request
    const inVain = by === 'nobody'
    if (!inVain && method !== 'GET' && method !== 'HEAD') return undefined
    const route = request.routeOptions.url ?? ''
    const what = inVain ? 'case' : whatIsAsked(method, route)
    const { statusCode: status } = reply
    // What there is not has no name of its own: else each id that somebody makes up would be a line, and nothing deletes them.
    const subject = status === 404 ? undefined : Object.values(request.params as Record<string, string>).find(isId)
    const address = networkOf(request.ip)
    const now = time.now().getTime()
    const key = [by, caseId, what, subject, status, address].join(' ')
    const before = told.get(key)
    if (before && Math.abs(now - before.since) < SAME_LOOK) {
      before.again++
      return undefined
    }
    const left = leftOf(`${by} ${caseId}`, now)
    if (left === undefined) return undefined
    put(told, key, { since: now, again: 0 })
    const again = (before?.again ?? 0) + left
    const detail = {
      ...{ route: `${method} ${route}`, status },
      ...(inVain && { reason: CODE_UNFIT }),
      ...(again > 0 && { again }),
    }
    const succeeded = !inVain && status < 400
    return { by, what, agencyId, caseId, subject, succeeded, detail, address, request: request.id }
  }

  /** @returns how many had no line since the last one that had; undefined where this one has none */
  function leftOf(key: string, now: number): number | undefined {
    const before = ofCases.get(key)
    const sameHour = before && Math.abs(now - before.since) < HOUR
    if (sameHour && before.lines >= LINES_AN_HOUR) {
      before.left++
      return undefined
    }
    put(ofCases, key, { since: sameHour ? before.since : now, lines: (sameHour ? before.lines : 0) + 1, left: 0 })
    return before?.left ?? 0
  }
}

/** As the newest; of too many the oldest goes. */
function put<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > MOST_LOOKS) map.delete(map.keys().next().value!)
}
