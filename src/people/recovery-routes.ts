/** The page of administrators on which two of them let somebody begin anew. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { addressOf } from '../ground/config.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { html } from '../web/page.tsx'
import { onDayAt } from '../web/parts/format.ts'
import type { FormState } from '../web/shapes.ts'
import { zh } from '../web/words/zh.ts'
import { checkCsrf, signedIn } from './guard.ts'
import { hasRole } from './may.ts'
import { RecoveriesPage } from './pages/recoveries.tsx'
import { namesOf } from './queries.ts'
import { approverOf, decide, mayDecide, mayPropose, openRecoveries, propose } from './recovery.ts'

const PROPOSAL = z.object({ username: text(100), why: text(500) })
const PATH = '/sign-in/recoveries'
const NOTHING: FormState = { values: {}, errors: [] }

/** `/sign-in/recoveries`. */
export function recoveryRoutes(app: FastifyInstance, house: Pick<House, 'config' | 'sql' | 'db' | 'time'>): void {
  const administrators = {
    preHandler: [
      signedIn(house),
      async (request: FastifyRequest) => {
        if (!mayDecide(request.viewer)) throw new Refusal('NOT_YOURS')
        if (request.method === 'POST') checkCsrf(request, formOf(request.body).csrf)
      },
    ],
  }

  async function show(request: FastifyRequest, reply: FastifyReply, form: FormState, status = 200, link?: string) {
    const { viewer } = request
    const rows = await openRecoveries(house.db, viewer.agencyIds)
    const names = await namesOf(
      house.sql,
      rows.map(({ by }) => by),
    )
    const isOfficer = hasRole(viewer.seats[0]!, 'security')
    const officers = await Promise.all(
      rows.map(async (row) => row.linkOnly && !isOfficer && (await approverOf(house.sql, row)) === 'security'),
    )
    const open = rows.map((row, i) => ({
      ...row,
      officers: officers[i]!,
      byName: names.get(row.by) ?? row.by,
      at: onDayAt(row.at, zh.day),
      forYou: row.by !== `staff:${viewer.username}` && row.username !== viewer.username && !officers[i],
    }))
    const shown = html(RecoveriesPage({ viewer, csrf: viewer.csrf, open, mayPropose: mayPropose(viewer), form, link }))
    return reply.code(status).type('text/html; charset=utf-8').send(shown)
  }

  app.get(PATH, administrators, async (request, reply) => show(request, reply, NOTHING))

  app.post(PATH, administrators, async (request, reply) => {
    const values = formOf(request.body)
    try {
      await propose(house, request.viewer, given(PROPOSAL, values))
      return reply.redirect(PATH, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.errors.length === 0) throw error
      const { username = '', why = '' } = values
      return show(request, reply, { values: { username, why }, errors: error.errors }, error.status)
    }
  })

  app.post<{ Params: { id: string } }>(`${PATH}/:id/approval`, administrators, async (request, reply) => {
    const link = await decide(house, request.viewer, idOf(request), true)
    return show(request, reply, NOTHING, 200, addressOf(house.config, house.config.port) + link)
  })

  app.post<{ Params: { id: string } }>(`${PATH}/:id/refusal`, administrators, async (request, reply) => {
    await decide(house, request.viewer, idOf(request), false)
    return reply.redirect(PATH, 303)
  })
}

function idOf(request: FastifyRequest<{ Params: { id: string } }>): string {
  if (!z.uuid().safeParse(request.params.id).success) throw notFound()
  return request.params.id
}
