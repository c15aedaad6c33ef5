/** The checklist of the set-up, its first agency and its test message. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { PLACEHOLDER } from '../people/first-administrator.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { agencyById } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { formOf } from '../web/form-of.ts'
import { given, mailAddress } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { addFor } from './agencies.ts'
import { AGENCY } from './agency.ts'
import { administratorsOnly, officesOnly } from './may.ts'
import { SetupPage } from './pages/setup.tsx'
import { sampleOf, samplePdf } from './sample.ts'
import { stepsOf } from './steps.ts'
import { sendTestMail } from './test-mail.ts'

const TEST = z.object({ email: mailAddress })
const SELDOM = { rateLimit: { max: 10, timeWindow: '1 minute' } }
/** What the first administrator need not think about: an agency alone takes in for itself. */
const FIRST: FormState = { values: { code: 'office' }, errors: [] }

/**
 * `/setup` for administrators.
 * @throws Refusal NOT_YOURS, CSRF
 */
export async function setupPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'law' | 'templatesFor' | 'fonts' | 'post' | 'sms' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', administratorsOnly)

  app.get('/setup', async (request, reply) => show(reply, request.viewer, {}))

  app.get('/setup/sample', async (request, reply) => {
    const pdf = await samplePdf(house, (await agencyById(house.sql, request.viewer.agency.id))!)
    return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf)
  })

  app.post('/setup/agency', { preHandler: officesOnly(house) }, async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    try {
      const asked = given(AGENCY, values)
      await house.sql.begin((tx) => addFor(tx, house, request.viewer, asked))
      return reply.redirect('/setup', 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return show(reply, request.viewer, { form: { values, errors: error.errors } }, 422)
    }
  })

  app.post('/setup/mail', { config: SELDOM }, async (request, reply) => {
    const { csrf, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    try {
      const { email } = given(TEST, values)
      return await show(reply, request.viewer, {
        sent: await sendTestMail(house, request.viewer, email),
        mail: { values, errors: [] },
      })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return show(reply, request.viewer, { mail: { values, errors: error.errors } }, 422)
    }
  })

  type Shown = Partial<Pick<Parameters<typeof SetupPage>[0], 'form' | 'mail' | 'sent'>>
  async function show(reply: FastifyReply, viewer: Viewer, shown: Shown, status = 200) {
    const agency = (await agencyById(house.sql, viewer.agency.id))!
    const named = agency.name !== PLACEHOLDER
    const [me] = await house.sql<{ email: string | null }[]>`select email from people where id = ${viewer.id}` // SQL: one row
    const props = {
      viewer,
      csrf: viewer.csrf,
      ...(await stepsOf(house, agency)),
      isAddressed: house.config.publicUrl !== undefined,
      sample: sampleOf(house, agency),
      mail: { values: { email: me?.email ?? '' }, errors: [] },
      ...shown,
      form: named ? undefined : (shown.form ?? FIRST),
    }
    return sendPage(reply, SetupPage(props), status)
  }
}
