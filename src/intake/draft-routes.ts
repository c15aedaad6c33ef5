/** The draft behind the form: kept while it is written, gone on with on another device, thrown away. */
import type { FastifyInstance } from 'fastify'
import { readPageForm } from '../files/page-form.ts'
import { basketOf, removeWaiting } from '../files/pending.ts'
import { formOf } from '../web/form-of.ts'
import { codeGiven, DRAFT, endForm, giveCode, keepForm, takeOver } from '../web/kept-forms.ts'
import { sameSite } from '../web/same-site.ts'
import { sendPage } from '../web/send-page.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { draftFrom, draftOf, filesOf, isWritten, typedIn } from './draft.ts'
import type { Filing } from './form-pages.ts'
import { renumbered } from './joint-fields.ts'
import { DiscardPage, DraftCodePage } from './pages/draft-pages.tsx'
import { merged, stepIn } from './steps.ts'

/** Kept at each pause of a writer; several write behind one address. */
const OFTEN = { rateLimit: { max: 240, timeWindow: '1 minute' } }
/** A code has 49 bits, holds an hour and opens once: with so many tries nobody meets one. */
const TRIES = { rateLimit: { max: 20, timeWindow: '10 minutes' } }

/**
 * `POST /apply/kept` (240 a minute), `/apply/code`, `POST /apply/continue` (20 in ten minutes), `/apply/discard`, in one language.
 * @throws Refusal CSRF for a form of another site
 */
export function draftRoutes(app: FastifyInstance, house: Filing, words: Words): void {
  const home = (reply: { redirect(to: string, status: number): unknown }, path: string) =>
    reply.redirect(words.root + path, 303)

  // For the script of the form: it sends what is typed, and no files.
  app.post('/apply/kept', { preHandler: sameSite, config: OFTEN }, async (request, reply) => {
    const posted = await readPageForm(house, request)
    const before = await draftOf(house, request)
    const typed = typedIn(posted.fields)
    const step = stepIn(posted.fields.step ?? '')
    const values = renumbered(step ? merged(before?.values ?? {}, step, typed) : typed, { empty: 'kept' })
    const draft = { ...draftFrom(posted, values, before), ...(step && { stepwise: true }) }
    // What was told of the last posting stands until the next.
    const told = { errors: before?.errors, refused: before?.refused, filedAs: before?.filedAs }
    if (!before && !isWritten(draft) && posted.waiting.length === 0) return reply.code(204).send()
    const isKept = await keepForm(house, request, reply, DRAFT, { ...draft, ...told }, basketOf(house, draft.token))
    return reply.code(isKept ? 204 : 507).send()
  })

  app.get<{ Querystring: { wrong?: string } }>('/apply/code', async (request, reply) => {
    const isKept = (await draftOf(house, request)) !== undefined
    const { wrong } = request.query
    const errors =
      wrong === 'code'
        ? [{ field: 'code', message: words.drafts.code.wrong }]
        : wrong === 'replaces'
          ? [{ field: 'replaces', message: words.drafts.code.confirm }]
          : []
    const given = await codeGiven(house, request)
    const form = { values: {}, errors }
    return sendPage(reply, DraftCodePage({ visit: visitOf(request, words), isKept, given, form }))
  })

  app.post('/apply/code', { preHandler: sameSite, config: TRIES }, async (request, reply) => {
    await giveCode(house, request)
    return home(reply, 'apply/code')
  })

  app.post('/apply/continue', { preHandler: sameSite, config: TRIES }, async (request, reply) => {
    const { code = '', replaces } = formOf(request.body)
    if (replaces !== 'yes' && (await draftOf(house, request))) return home(reply, 'apply/code?wrong=replaces#errors')
    if (!(await takeOver(house, request, reply, code))) return home(reply, 'apply/code?wrong=code#errors')
    return home(reply, 'apply')
  })

  app.get('/apply/discard', async (request, reply) =>
    (await draftOf(house, request))
      ? sendPage(reply, DiscardPage({ visit: visitOf(request, words) }))
      : home(reply, 'apply'),
  )

  app.post('/apply/discard', { preHandler: sameSite }, async (request, reply) => {
    const draft = await draftOf(house, request)
    if (draft) {
      const files = await filesOf(house, draft)
      await removeWaiting(
        house,
        basketOf(house, draft.token),
        files.map(({ id }) => id),
      )
      await endForm(house, request, reply, DRAFT)
    }
    return home(reply, 'apply?discarded=1')
  })
}
