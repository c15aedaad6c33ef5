/** What changes somebody's way in: asked of who has just signed in, and not on an account that everybody has. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { factorsOf } from './factors.ts'
import { checkCsrf, signedIn, tokenOf } from './guard.ts'
import { isFresh } from './sessions.ts'

export const FACTORS = '/sign-in/factors'

/** Options of such a route. Who signed in some time ago does so once more and comes back. */
export const changing = (house: Pick<House, 'sql' | 'db' | 'time' | 'config'>) => ({
  preHandler: [
    signedIn(house),
    async (request: FastifyRequest, reply: FastifyReply) => {
      checkCsrf(request, formOf(request.body).csrf)
      if ((await factorsOf(house.db, request.viewer.id)).demonstration) throw new Refusal('NOT_YOURS')
      if (!(await isFresh(house, tokenOf(request)!)))
        return reply.redirect(`/sign-in?again=yes&next=${encodeURIComponent(FACTORS)}`, 303)
    },
  ],
})
