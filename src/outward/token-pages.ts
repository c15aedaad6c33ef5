/** `/tokens`: the programs that the office lets in, on a page for its administrators and security officers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { SCOPES, type Scope } from '../people/programs.ts'
import { allAgencies, namesOf } from '../people/queries.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { html } from '../web/page.tsx'
import type { FormState } from '../web/shapes.ts'
import { TokensPage } from './pages/tokens.tsx'
import { tokenKeepers, tokenMakers } from './token-api.ts'
import { tokensOf } from './token-list.ts'
import { decideToken, lastDayFrom, type Made, makeToken, NEW_TOKEN, revokeToken, TOKEN_DECIDED } from './tokens.ts'

type One = { Params: { id: string } }

/** @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED, CSRF */
export async function tokenPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'db' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', tokenKeepers)

  app.get('/tokens', async (request, reply) => show(request, reply, { done: formOf(request.query).done }))

  app.post('/tokens', { preHandler: tokenMakers(house) }, async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    try {
      const asked = given(NEW_TOKEN, wanted(values))
      const made = await house.sql.begin((tx) => makeToken(tx, house, asked, request.viewer))
      return await show(request, reply.header('cache-control', 'no-store'), { made })
    } catch (error) {
      return show(request, reply, { about: 'new', form: { values, errors: errorsOf(error) } }, 422)
    }
  })

  app.post<One>('/tokens/:id/decision', async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const { viewer, params } = request
    if (!hasRole(viewer, 'security')) throw new Refusal('NOT_YOURS')
    if (!isId(params.id)) throw notFound()
    const word = () => given(TOKEN_DECIDED, { approved: values.approved === 'yes', why: values.why })
    try {
      const { approved } = await house.sql.begin((tx) => decideToken(tx, house, params.id, word, viewer))
      return reply.redirect(`/tokens?done=${approved ? 'approved' : 'refused'}`, 303)
    } catch (error) {
      return show(request, reply, { about: params.id, form: { values, errors: errorsOf(error) } }, 422)
    }
  })

  app.post<One>('/tokens/:id/revocation', async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    const { viewer, params } = request
    if (!isId(params.id)) throw notFound()
    await house.sql.begin((tx) => revokeToken(tx, house, params.id, viewer))
    return reply.redirect('/tokens?done=revoked', 303)
  })

  type Shown = { about?: string; form?: FormState; done?: string | undefined; made?: Made }
  async function show({ viewer }: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) {
    const today = house.time.today()
    const tokens = await tokensOf(house.db, viewer.agencyIds, today)
    const people = tokens.flatMap(({ by, decidedBy, revokedBy }) => [by, decidedBy ?? '', revokedBy ?? ''])
    const names = await namesOf(house.sql, people)
    const agencies = (await allAgencies(house.sql)).filter(({ id }) => viewer.agencyIds.includes(id))
    const props = { viewer, csrf: viewer.csrf, tokens, names, agencies, last: lastDayFrom(today), ...shown }
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(html(TokensPage(props)))
  }
}

const SCOPE_NAMES = Object.keys(SCOPES) as Scope[]

/** The form's fields as a program would send them. */
const wanted = ({ name, agency, until, perMinute = '', purpose, ...ticked }: Record<string, string>) => ({
  ...{ name, until, purpose },
  ...(agency && { agency }),
  ...(perMinute && { perMinute: decimal(perMinute) ?? Number.NaN }),
  scopes: SCOPE_NAMES.filter((scope) => ticked[`scopes.${scope}`] === 'yes'),
})

/** What is wrong with the form; other refusals have a page of their own. */
function errorsOf(error: unknown): FormState['errors'] {
  if (error instanceof Refusal && error.code === 'INVALID') return error.errors
  throw error
}
