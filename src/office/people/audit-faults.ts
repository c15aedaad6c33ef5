/** What the audit finds wrong with itself, for who reads it; and a security officer's word that a planted link is known, and why. */
import { randomUUID } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { acknowledge, acknowledgements } from '../../audit/acknowledged.ts'
import { faultsBehind } from '../../audit/by-night.ts'
import { auditChecked } from '../../audit/tables.ts'
import { NOBODYS } from '../../audit/write.ts'
import { notFound, type Refusal } from '../../ground/errors.ts'
import { type House, overAll, type Serving } from '../../house.ts'
import { checkCsrf, signedIn } from '../../people/guard.ts'
import { allAgencies, namesOf } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import { decimal } from '../../web/decimal.ts'
import { describe } from '../../web/describe-api.ts'
import { formOf } from '../../web/form-of.ts'
import { given, text } from '../../web/given.ts'
import { once } from '../../web/once.ts'
import { html } from '../../web/page.tsx'
import { reason } from '../../web/reason.ts'
import type { FormState } from '../../web/shapes.ts'
import { securityOfficers } from './api.ts'
import { readersOnly } from './audit-routes.ts'
import { errorsOf } from './page-routes.ts'
import { AuditFaultsPage, keyOfFault } from './pages/audit-faults.tsx'

const KNOWN = z.strictObject({
  agency: text(60),
  position: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/, { error: '应当是64位十六进制的校验值' }),
  why: reason(500),
})
const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer.' }

/** `/audit/faults`. @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, CSRF, KEY_REUSED */
export async function auditFaultsApi(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'everywhere'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })

  app.get(
    '/audit/faults',
    {
      preHandler: readersOnly,
      schema: describe(
        about('What is wrong with the chains of the audit since they were last whole, and what is known of it'),
      ),
    },
    async ({ viewer }) => faultsOf(house, viewer),
  )

  app.post(
    '/audit/faults',
    {
      preHandler: securityOfficers,
      schema: describe({
        ...about('Acknowledge a link that does not verify, with the reason: it stays, and every report names both'),
        ...{ body: KNOWN, headers: KEY, status: 201 },
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      const { status, body } = await say(house, request.viewer, request.body, keyOf(request))
      return reply.code(status).send(body)
    },
  )
}

/** `/audit/faults` for people: the list, and the security officer's reason. @throws Refusal NOT_YOURS, NOT_FOUND, CSRF, KEY_REUSED */
export async function auditFaultPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db' | 'everywhere'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/audit/faults', { preHandler: readersOnly }, async (request, reply) =>
    show(request, reply, { done: formOf(request.query).done === 'known' }),
  )

  app.post('/audit/faults', { preHandler: securityOfficers }, async (request, reply) => {
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    const { agency = '', hash = '', why } = values
    const position = decimal(values.position ?? '') ?? 0
    try {
      await say(house, request.viewer, { agency, position, hash, why }, values.idempotencyKey || undefined)
      return reply.redirect('/audit/faults?done=known', 303)
    } catch (error) {
      const form = { values, errors: errorsOf(error) }
      return show(request, reply, { about: keyOfFault({ agency, position }), form }, (error as Refusal).status)
    }
  })

  type Shown = { about?: string; form?: FormState; done?: boolean }
  async function show({ viewer }: FastifyRequest, reply: FastifyReply, shown: Shown, status = 200) {
    const { faults, acknowledged } = await faultsOf(house, viewer)
    const agencies = new Map((await allAgencies(house.sql)).map(({ id, name }) => [id, name]))
    const people = await namesOf(
      house.sql,
      acknowledged.map(({ acknowledged: { by } }) => by),
    )
    const { agencyId, at, fault } = auditChecked
    const nights = await house.db
      .select({ agency: agencyId, at, fault })
      .from(auditChecked)
      .where(inArray(agencyId, [...viewer.agencyIds, NOBODYS]))
      .orderBy(agencyId)
    const props = { viewer, csrf: viewer.csrf, faults, acknowledged, nights, agencies, people }
    return reply
      .code(status)
      .type('text/html; charset=utf-8')
      .send(html(AuditFaultsPage({ ...props, ...shown, idempotencyKey: randomUUID() })))
  }
}

/** Puts the reason on record, once for a key. @throws Refusal INVALID; NOT_FOUND where this link is no fault */
async function say(
  house: Pick<House, 'sql' | 'everywhere' | 'time' | 'keys'>,
  viewer: Viewer,
  body: unknown,
  key: string | undefined,
) {
  const { why, ...asked } = given(KNOWN, body)
  const { faults } = await faultsOf(house, viewer)
  const fault = faults.find((one) => Object.entries(asked).every(([name, value]) => one[name as 'hash'] === value))
  const keyed = { scope: `${viewer.id} audit faults`, key, request: JSON.stringify([asked, why]) }
  return once(house, keyed, 201, async (tx) => {
    if (!fault) throw notFound()
    await acknowledge(tx, house, `staff:${viewer.username}`, fault, why)
    return { acknowledged: { ...fault, why } }
  })
}

const keyOf = ({ headers }: FastifyRequest) => headers['idempotency-key'] as string | undefined

/** Of the chains of one's agencies, and of what is nobody's. */
async function faultsOf(house: Pick<House, 'sql' | 'everywhere' | 'keys'>, { agencyIds }: Viewer) {
  const all = overAll(house)
  const known = await acknowledgements(all.sql)
  const chains = []
  for (const agency of [...agencyIds, NOBODYS]) chains.push(await faultsBehind(all, agency, known))
  return {
    faults: chains.flatMap(({ faulty }) => faulty),
    acknowledged: [...known.values()].filter(({ agency }) => agencyIds.includes(agency) || agency === NOBODYS),
  }
}
