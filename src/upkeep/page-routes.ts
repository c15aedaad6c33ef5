/** What the doctor says, for the administrator. */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { sendPage } from '../web/send-page.ts'
import { examine } from './doctor.ts'
import type { Finding } from './finding.ts'
import { DoctorPage } from './pages/doctor.tsx'

/** Each look asks the mail server. */
const SELDOM = { rateLimit: { max: 10, timeWindow: '1 minute' } }

/**
 * `/doctor` for administrators.
 * @throws Refusal NOT_YOURS
 */
export async function doctorPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('preHandler', signedIn(house))

  app.get('/doctor', { schema: { hide: true }, config: SELDOM }, async (request, reply) => {
    const { viewer } = request
    if (!hasRole(viewer, 'admin')) throw new Refusal('NOT_YOURS')
    const { config, everywhere } = house
    const findings: Finding[] = []
    for await (const finding of examine({ config, sql: everywhere.sql, now: () => new Date() })) findings.push(finding)
    return sendPage(reply, DoctorPage({ viewer, csrf: viewer.csrf, findings }))
  })
}
