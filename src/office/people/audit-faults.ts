/** What the audit finds wrong with itself, for who reads it; and a security officer's word that a planted link is known, and why. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { acknowledge, acknowledgements } from '../../audit/acknowledged.ts'
import { faultsBehind } from '../../audit/by-night.ts'
import { NOBODYS } from '../../audit/write.ts'
import { notFound } from '../../ground/errors.ts'
import { type House, overAll } from '../../house.ts'
import { checkCsrf, signedIn } from '../../people/guard.ts'
import type { Viewer } from '../../people/sessions.ts'
import { describe } from '../../web/describe-api.ts'
import { given, text } from '../../web/given.ts'
import { once } from '../../web/once.ts'
import { reason } from '../../web/reason.ts'
import { securityOfficers } from './api.ts'
import { readersOnly } from './audit-routes.ts'

const KNOWN = z.strictObject({
  agency: text(60),
  position: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/, { error: '应当是64位十六进制的校验值' }),
  why: reason(500),
})
const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer.' }

/** `/audit/faults`. @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, CSRF, KEY_REUSED */
export async function auditFaultsApi(app: FastifyInstance, { house }: { house: House }): Promise<void> {
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
      const { viewer } = request
      const { why, ...asked } = given(KNOWN, request.body)
      const { faults } = await faultsOf(house, viewer)
      const fault = faults.find((one) => Object.entries(asked).every(([name, value]) => one[name as 'hash'] === value))
      const keyed = { scope: `${viewer.id} audit faults`, key: keyOf(request), request: JSON.stringify([asked, why]) }
      const { status, body } = await once(house, keyed, 201, async (tx) => {
        if (!fault) throw notFound()
        await acknowledge(tx, house, `staff:${viewer.username}`, fault, why)
        return { acknowledged: { ...fault, why } }
      })
      return reply.code(status).send(body)
    },
  )
}

const keyOf = ({ headers }: FastifyRequest) => headers['idempotency-key'] as string | undefined

/** Of the chains of one's agencies, and of what is nobody's. */
async function faultsOf(house: House, { agencyIds }: Viewer) {
  const all = overAll(house)
  const known = await acknowledgements(all.sql)
  const chains = []
  for (const agency of [...agencyIds, NOBODYS]) chains.push(await faultsBehind(all, agency, known))
  return {
    faults: chains.flatMap(({ faulty }) => faulty),
    acknowledged: [...known.values()].filter(({ agency }) => agencyIds.includes(agency) || agency === NOBODYS),
  }
}
