/** Signing in for programs. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { notFound } from '../ground/errors.ts'
import type { Serving } from '../house.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { fromOf } from './from.ts'
import { signedIn, tokenOf } from './guard.ts'
import { unitsOf } from './queries.ts'
import { signOut } from './sessions.ts'
import { signIn } from './sign-in.ts'

export const CREDENTIALS = z.object({ username: text(100), password: z.string({ error: '请填写' }).min(1).max(200) })
const WITH_CODE = CREDENTIALS.extend({ code: text(40).optional() })

/** Routes of the API: sign in, sign out, the units of one's own agency. */
export async function peopleApi(app: FastifyInstance, { house }: { house: Serving }): Promise<void> {
  app.post(
    '/sessions',
    { schema: describe({ summary: 'Sign in', tag: 'staff', body: WITH_CODE, status: 201 }) },
    async (request, reply) => {
      const { token, expiresAt } = await signIn(house, fromOf(request), given(WITH_CODE, request.body))
      return reply.code(201).send({ token, expiresAt })
    },
  )

  app.delete(
    '/sessions',
    {
      preHandler: signedIn(house),
      schema: describe({ summary: 'Sign out', tag: 'staff', status: 204, secured: true }),
    },
    async (request, reply) => {
      await signOut(house, tokenOf(request)!)
      return reply.code(204).send()
    },
  )

  app.get(
    '/units',
    {
      preHandler: signedIn(house),
      schema: describe({
        summary: 'The units that are open, of your agency or of one whose cases you see',
        tag: 'staff',
        query: { agency: 'code; without it your own' },
        secured: true,
      }),
    },
    async (request) => {
      const { viewer } = request
      const { agency = viewer.agency.id } = formOf(request.query)
      if (agency !== viewer.agency.id && !viewer.agencyIds.includes(agency)) throw notFound()
      return { units: await unitsOf(house.sql, agency) }
    },
  )
}
