/** What the doctor says, for the administrator. */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { tryAgain, waitingJobs } from '../jobs/given-up.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { examine } from './doctor.ts'
import type { Finding } from './finding.ts'
import { DoctorPage } from './pages/doctor.tsx'

/** Each look asks the mail server. */
const SELDOM = { rateLimit: { max: 10, timeWindow: '1 minute' } }

/**
 * `/doctor` for administrators, and trying again what was given up.
 * @throws Refusal NOT_YOURS, CSRF
 */
export async function doctorPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'everywhere' | 'time'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))

  app.get('/doctor', { schema: { hide: true }, config: SELDOM }, async (request, reply) => {
    const { viewer } = request
    if (!hasRole(viewer, 'admin')) throw new Refusal('NOT_YOURS')
    const { config, everywhere } = house
    const findings: Finding[] = []
    for await (const finding of examine({ config, sql: everywhere.sql, now: () => new Date() })) findings.push(finding)
    const now = {
      up: Math.round(process.uptime() / 60),
      ...app.tally.lastHour(),
      memory: Math.round(process.memoryUsage.rss() / 1_048_576),
      waiting: await waitingJobs(everywhere.sql),
    }
    const { tried } = formOf(request.query)
    return sendPage(reply, DoctorPage({ viewer, csrf: viewer.csrf, findings, now, tried }))
  })

  app.post('/doctor/jobs', { schema: { hide: true } }, async (request, reply) => {
    if (!hasRole(request.viewer, 'admin')) throw new Refusal('NOT_YOURS')
    checkCsrf(request, formOf(request.body).csrf)
    return reply.redirect(`/doctor?tried=${await tryAgain(house.everywhere.sql)}`, 303)
  })
}
