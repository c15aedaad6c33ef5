/** `/guides`: the guide of an agency and its questions, kept by staff; each change approved by another person. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readAs } from '../db/client.ts'
import { diffLines } from '../ground/diff.ts'
import type { House } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { namesOf } from '../people/queries.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { ELEMENTS, GUIDE, type GuideContent, lacking, sharedOf } from './content.ts'
import { dueOf } from './due.ts'
import { decideGuide, GUIDE_EDITORS, linesOf, proposeGuide, publishedIn, waitingIn } from './guide.ts'
import { ELEMENT_LABELS } from './labels.ts'
import { GuideEditPage } from './pages/guide.tsx'
import { questionRoutes } from './question-routes.ts'
import { suggested } from './samples.ts'
import { withWaiting } from './waiting.ts'
import { agencyNamed, cameBack } from './whose.ts'

const NO_FORM: FormState = { values: {}, errors: [] }
const DECIDED = z.object({
  state: z.enum(['approved', 'withdrawn'], { error: '请选择' }),
  why: text(500, 0).default(''),
})
/** A guide as lines, for the comparison. */
export const asLines = (content: Partial<GuideContent>): string =>
  ELEMENTS.flatMap((name) => {
    const [first = '', ...more] = (content[name] ?? '').split('\n')
    return [`${ELEMENT_LABELS[name]}：${first}`, ...more]
  }).join('\n')

type Staff = Pick<House, 'config' | 'sql' | 'law' | 'time'>

/** @throws Refusal NOT_YOURS, NOT_FOUND, INVALID, CSRF, FACT_REFUSED */
export async function guidePages(app: FastifyInstance, { house }: { house: Staff }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/guides', async (request, reply) => show(request, reply, formOf(request.query).agency, {}))

  app.post('/guides', async (request, reply) => {
    const { csrf, agency: named = '-', from, ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    const { agency } = await agencyNamed(house, request.viewer, named, GUIDE_EDITORS)
    try {
      const content = given(GUIDE, values)
      const proposed = { agencyId: agency.id, content, from: decimal(from ?? '') ?? 0 }
      await house.sql.begin((tx) => proposeGuide(tx, house, proposed, request.viewer))
      return reply.redirect(`/guides?agency=${agency.id}&saved=proposed`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return show(request, reply, agency.id, { form, from: decimal(from ?? '') }, status)
    }
  })

  app.post('/guides/decision', async (request, reply) => {
    const { csrf, agency: named = '-', ...values } = formOf(request.body)
    checkCsrf(request, csrf)
    const { agency } = await agencyNamed(house, request.viewer, named, GUIDE_EDITORS)
    try {
      const decided = { ...given(DECIDED, values), n: decimal(values.n ?? '') ?? 0 }
      await house.sql.begin((tx) => decideGuide(tx, house, agency.id, decided, request.viewer))
      return reply.redirect(`/guides?agency=${agency.id}&saved=${decided.state}`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error)
      return show(request, reply, agency.id, { refused: form }, status)
    }
  })

  questionRoutes(app, house)

  type Shown = { form?: FormState; from?: number | undefined; refused?: FormState }
  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    named: string | undefined,
    shown: Shown,
    status = 200,
  ) {
    const { viewer } = request
    const { agency, agencies } = await agencyNamed(house, viewer, named, GUIDE_EDITORS)
    const lines = await linesOf(house.sql, agency.id)
    const published = publishedIn(lines)
    const inForce = published.at(-1)?.content
    const last = waitingIn(lines)
    const names = await namesOf(house.sql, last ? [last.by] : [])
    const waits = last && {
      ...last,
      writer: names.get(last.by) ?? last.by,
      own: last.by === `staff:${viewer.username}`,
      lines: diffLines(asLines(inForce ?? {}), asLines(last.content)),
    }
    const own = sharedOf(agency.profile)
    // Letters say the telephone of the profile: the form begins with it, and with what waits where something does.
    const values = { ...(inForce ?? suggested()), ...own, fax: own.fax || inForce?.fax || '', ...last?.content }
    const view = {
      ...{ agency, agencies: await withWaiting(house.sql, 'guides', agencies), published, waits },
      lacking: lacking(inForce ?? {}),
      due: await readAs(house, [agency.id], (reading) => dueOf({ ...house, sql: reading.sql }, agency)),
      from: shown.from ?? lines[0]?.n ?? 0,
      form: shown.form ?? { values, errors: [] },
      isWritten: shown.form !== undefined,
      saved: formOf(request.query).saved,
      refused: shown.refused ?? NO_FORM,
    }
    return sendPage(reply, GuideEditPage({ viewer, csrf: viewer.csrf, view }), status)
  }
}
