/** Access tokens for programs of the office itself: who has one, making, deciding, revoking. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House, Serving } from '../house.ts'
import { checkCsrf, requireServing, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { once } from '../web/once.ts'
import { tokensOf } from './token-list.ts'
import { decideToken, type Made, makeToken, NEW_TOKEN, revokeToken, TOKEN_DECIDED } from './tokens.ts'

const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer, of a new token without the token itself.' }
const SHOWN_ONCE = '令牌只在设置时显示一次。没有保存的，请撤销后另行设置'
type One = { Params: { id: string } }

/** A hook for whoever looks after tokens: administrators make them, security officers approve, both revoke. */
export const tokenKeepers = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, 'admin', 'security')) throw new Refusal('NOT_YOURS')
}
/** A hook for making one: an administrator, of the agency that the form names. @throws Refusal NOT_YOURS */
export const tokenMakers = (house: Pick<House, 'sql'>) => async (request: FastifyRequest) => {
  if (!hasRole(request.viewer, 'admin')) throw new Refusal('NOT_YOURS')
  await requireServing(house, request.viewer, ['admin'], formOf(request.body).agency)
}

/**
 * `/tokens`, of the agency of whoever asks and of those that it takes in for.
 * @throws Refusal NOT_YOURS, NOT_FOUND, FACT_REFUSED, INVALID, CSRF, KEY_REUSED
 */
export async function tokenApi(app: FastifyInstance, { house }: { house: Serving & Pick<House, 'db'> }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', tokenKeepers)
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })
  const keyedBy = ({ viewer, headers }: FastifyRequest, request: string) => ({
    ...{ scope: `${viewer.id} tokens`, request },
    key: headers['idempotency-key'] as string | undefined,
  })

  app.get(
    '/tokens',
    { schema: describe({ ...about('Access tokens of programs, the latest first'), answers: '{"tokens":[…]}' }) },
    async ({ viewer }) => ({ tokens: await tokensOf(house.db, viewer.agencyIds, house.time.today()) }),
  )

  app.post(
    '/tokens',
    {
      preHandler: tokenMakers(house),
      schema: describe({
        ...about('Make an access token: told once; it waits for a security officer where there is one'),
        ...{ body: NEW_TOKEN, headers: KEY, status: 201 },
        answers: '{"id","name","token","until","waits"?}; repeated: "message" in place of "token"',
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const asked = given(NEW_TOKEN, request.body)
      const keyed = keyedBy(request, JSON.stringify(asked))
      // Kept nowhere, not even with the key of the request: whoever lost it makes another one.
      let token: string | undefined
      const { status, body } = await once<Omit<Made, 'token'>>(house, keyed, 201, async (tx) => {
        const { token: shown, ...made } = await makeToken(tx, house, asked, request.viewer)
        token = shown
        return made
      })
      const { id, name, until, waits } = body
      const said = { id, name, until, ...(waits && { waits }) }
      return secret(reply)
        .code(status)
        .send(token ? { ...said, token } : { ...said, message: SHOWN_ONCE })
    },
  )

  app.post<One>(
    '/tokens/:id',
    {
      schema: describe({
        ...about('Approve or refuse an access token that waits'),
        ...{ body: TOKEN_DECIDED, headers: KEY, status: 201 },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer, params } = request
      if (!hasRole(viewer, 'security')) throw new Refusal('NOT_YOURS')
      if (!isId(params.id)) throw notFound()
      const keyed = keyedBy(request, `${params.id} ${JSON.stringify(request.body)}`)
      const { status, body } = await once(house, keyed, 201, async (tx) => ({
        token: params.id,
        ...(await decideToken(tx, house, params.id, () => given(TOKEN_DECIDED, request.body), viewer)),
      }))
      return reply.code(status).send(body)
    },
  )

  app.delete<One>(
    '/tokens/:id',
    { schema: describe({ ...about('Revoke an access token: it opens nothing from now on'), status: 204 }) },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { viewer, params } = request
      if (!isId(params.id)) throw notFound()
      await house.sql.begin((tx) => revokeToken(tx, house, params.id, viewer))
      return reply.code(204).send()
    },
  )
}

/** What holds a token is kept by nobody on the way. */
const secret = (reply: FastifyReply) => reply.header('cache-control', 'no-store')
