/**
 * What applicants, and those who are consulted, read of a case that their code or their account has opened: a line of the
 * audit like what staff read. What they do there is a fact of the case already.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { whatIsAsked } from '../audit/what.ts'
import type { Line } from '../audit/write.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { isId } from '../ground/ids.ts'
import { networkOf } from '../ground/network.ts'
import type { House } from '../house.ts'

export type Outsider = CaseKey & { by: 'applicant' | 'consulted' }

declare module 'fastify' {
  interface FastifyRequest {
    /** At a door of the public: the case that a code or an account has opened, and to whom. Set by `opensAs`. */
    outsider: Outsider | null
  }
}

/** The case is open to whoever asks: the audit tells that they read it. */
export function opensAs(request: FastifyRequest, by: Outsider['by'], { agencyId, caseId }: CaseKey): void {
  request.outsider = { by, agencyId, caseId }
}

/**
 * Whoever follows a case looks again and again, and a program could fill a disk with that: of the same look from the same
 * network the first of ten minutes is a line, and says how many there were since the one before. In memory, of each process.
 */
const SAME_LOOK = 600_000 // ms
const MOST_LOOKS = 10_000

/** @returns what makes the line of a request; undefined for what is no reading, or was told just now */
export function looksOf(time: House['time']): (request: FastifyRequest, reply: FastifyReply) => Line | undefined {
  const told = new Map<string, { since: number; again: number }>()
  return (request, reply) => {
    const { method, outsider } = request
    if (!outsider || (method !== 'GET' && method !== 'HEAD')) return undefined
    const route = request.routeOptions.url ?? ''
    const what = whatIsAsked(method, route)
    const { by, agencyId, caseId } = outsider
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
    told.delete(key)
    told.set(key, { since: now, again: 0 })
    if (told.size > MOST_LOOKS) told.delete(told.keys().next().value!)
    const detail = { route: `${method} ${route}`, status, ...(before?.again && { again: before.again }) }
    return { by, what, agencyId, caseId, subject, succeeded: status < 400, detail, address, request: request.id }
  }
}
