/** The draft behind the form: kept while it is written, gone on with on another device, thrown away. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Tx } from '../db/client.ts'
import { type PageForm, readPageForm } from '../files/page-form.ts'
import { basketOf, removeWaiting } from '../files/pending.ts'
import { codeGiven, giveCode, isShared, takeOver } from '../web/draft-code.ts'
import { formOf } from '../web/form-of.ts'
import { DRAFT, endForm, keepForm, tokenOf, whatBecame } from '../web/kept-forms.ts'
import { sameSite } from '../web/same-site.ts'
import { sendPage } from '../web/send-page.ts'
import { tellOnce } from '../web/told-once.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { type Draft, draftFrom, draftOf, filesOf, isElsewhere, isWritten, renewed, typedIn } from './draft.ts'
import type { Filing } from './form-pages.ts'
import { renumbered } from './joint-fields.ts'
import { DiscardPage, DraftCodePage } from './pages/draft-pages.tsx'
import { merged, stepIn } from './steps.ts'
import { wasFiled } from './submit.ts'

/** Kept at each pause of a writer; several write behind one address. */
const OFTEN = { rateLimit: { max: 240, timeWindow: '1 minute' } }
/** A code has 49 bits, holds an hour and opens once: with so many tries nobody meets one. */
const TRIES = { rateLimit: { max: 20, timeWindow: '10 minutes' } }

/**
 * `POST /apply/kept` (240 a minute), `/apply/code`, `POST /apply/continue` (20 in ten minutes), `/apply/discard`, in one language.
 * What is kept of a form that was filed, thrown away or taken to another device is nothing: 410. On a shared device no code is
 * given or taken.
 * @throws Refusal CSRF for a form of another site
 */
export function draftRoutes(app: FastifyInstance, house: Filing, words: Words): void {
  const home = (reply: { redirect(to: string, status: number): unknown }, path: string) =>
    reply.redirect(words.root + path, 303)

  // For the script of the form: it sends what is typed, and no files.
  app.post('/apply/kept', { preHandler: sameSite, config: OFTEN }, async (request, reply) => {
    const posted = await readPageForm(house, request)
    const before = await draftOf(house, request)
    // What a page still sends after its draft has ended revives nothing.
    if (await hasEnded(request, posted, before)) return reply.code(410).send()
    const typed = typedIn(posted.fields)
    const step = stepIn(posted.fields.step ?? '')
    const values = renumbered(step ? merged(before?.values ?? {}, step, typed) : typed, { empty: 'kept' })
    const draft = { ...draftFrom(posted, values, before), stepwise: step !== undefined, ...(step && { left: step }) }
    // What was told of the last posting stands until the next.
    const told = { errors: before?.errors, refused: before?.refused, filedAs: before?.filedAs }
    if (!before && !isWritten(draft) && posted.waiting.length === 0) return reply.code(204).send()
    const isKept = await keepForm(house, request, reply, DRAFT, { ...draft, ...told }, basketOf(house, draft.token))
    return reply.code(isKept ? 204 : 507).send()
  })

  app.get<{ Querystring: { wrong?: string } }>('/apply/code', async (request, reply) => {
    const isKept = await isWorthACode(request)
    const { wrong } = request.query
    const errors =
      wrong === 'code'
        ? [{ field: 'code', message: words.drafts.code.wrong }]
        : wrong === 'replaces'
          ? [{ field: 'replaces', message: words.drafts.code.confirm }]
          : []
    const given = await codeGiven(house, request)
    const form = { values: {}, errors }
    return sendPage(
      reply,
      DraftCodePage({ visit: visitOf(request, words), isKept, isShared: isShared(request), given, form }),
    )
  })

  app.post('/apply/code', { preHandler: sameSite, config: TRIES }, async (request, reply) => {
    if (!isShared(request) && (await isWorthACode(request))) await giveCode(house, request)
    return home(reply, 'apply/code')
  })

  app.post('/apply/continue', { preHandler: sameSite, config: TRIES }, async (request, reply) => {
    if (isShared(request)) return home(reply, 'apply/code')
    const { code = '', replaces } = formOf(request.body)
    if (replaces !== 'yes' && (await draftOf(house, request))) return home(reply, 'apply/code?wrong=replaces#errors')
    const renew = (tx: Tx, draft: Draft) => renewed(house, tx, draft)
    if (!(await takeOver(house, request, reply, code, renew))) return home(reply, 'apply/code?wrong=code#errors')
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
      tellOnce(house, request, reply, 'discarded')
      const files = await filesOf(house, draft)
      await removeWaiting(
        house,
        basketOf(house, draft.token),
        files.map(({ id }) => id),
      )
      await endForm(house, request, reply, DRAFT)
    }
    return home(reply, draft?.stepwise ? 'apply/1' : 'apply')
  })

  /** Was the posted form filed, thrown away, or taken to another device? A browser that was never given a token begins. */
  async function hasEnded(request: FastifyRequest, posted: PageForm, before: Draft | undefined): Promise<boolean> {
    const { idempotencyKey } = posted.fields
    if (idempotencyKey && (await wasFiled(house, `form ${posted.basket}`, idempotencyKey))) return true
    if (before || tokenOf(request, DRAFT) === undefined) return false
    const became = await whatBecame(house, request)
    return became && 'elsewhere' in became ? isElsewhere(house, request, posted) : true
  }

  /** Somebody wrote something or chose files: whoever leaves an empty form to the next does not read what that one writes. */
  async function isWorthACode(request: FastifyRequest): Promise<boolean> {
    const draft = await draftOf(house, request)
    return draft !== undefined && (isWritten(draft) || (await filesOf(house, draft)).length > 0)
  }
}
