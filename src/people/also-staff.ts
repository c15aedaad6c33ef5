/**
 * Staff at a door of the public, with the code of a case: their session says who they are, and the audit tells of them. SQL:
 * the tables are declared above.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { tokenOf } from './guard.ts'
import { caseNamed } from './outsiders.ts'
import { viewerOf } from './sessions.ts'

/**
 * A hook for the routes of the public: where one names a case by receipt or number, and the request carries a session. What
 * staff send without it, from another device, cannot be told from the applicant's.
 */
export const alsoStaff =
  (house: Asking) => (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void) => {
    const { receipt, number } = request.params as Record<string, string | undefined>
    const named = receipt ?? number
    const token = named && !request.program && tokenOf(request)
    if (token) knowStaff(house, request, named, token).then(() => done(), done)
    else done()
  }

type Asking = Pick<House, 'sql' | 'time' | 'config'>

async function knowStaff(house: Asking, request: FastifyRequest, named: string, token: string): Promise<void> {
  const viewer = await viewerOf(house, token)
  if (!viewer) return
  request.staff = viewer
  request.itsCase = (await caseNamed(house.sql, named))?.caseId ?? null
}
