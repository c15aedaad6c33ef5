/** Filing an application in the browser: the form on one page, looking it over, submitting it. Every posting leads to a page that can be opened again. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { APPLICATION, MOST_TOGETHER } from '../acts/application.ts'
import { type PageForm, readPageForm } from '../files/page-form.ts'
import { isToken, newToken, takeBasket } from '../files/pending.ts'
import type { RefusedFile } from '../files/uploads.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { callerOf } from '../web/caller.ts'
import { sealedOf } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { DRAFT, endForm, whatBecame } from '../web/kept-forms.ts'
import { sendsCookies } from '../web/once-by-address.ts'
import { pageCache } from '../web/page-cache.ts'
import { sameSite } from '../web/same-site.ts'
import { sendHtml, sendPage } from '../web/send-page.ts'
import { toldHere } from '../web/told-once.ts'
import { visitOf } from '../web/visit.ts'
import { sentence } from '../web/words/sentences.ts'
import type { Words } from '../web/words/zh.ts'
import { fromApplicationForm, toFormErrors } from './application-form.ts'
import { type Draft, draftFrom, draftOf, isElsewhere, newDraft, typedIn } from './draft.ts'
import { draftRoutes } from './draft-routes.ts'
import { filedJustNow } from './filed-just-now.ts'
import { filingLimit, formLimit } from './filing-limit.ts'
import { type Filing, formPages } from './form-pages.ts'
import { jointAt, jointIn, renumbered } from './joint-fields.ts'
import { ApplyPage } from './pages/apply.tsx'
import { FiledPage } from './pages/draft-pages.tsx'
import { showCode } from './receipt-code.ts'
import { sayRefused, showsReceipt } from './receipt-routes.ts'
import { stepRoutes } from './step-routes.ts'
import { askedIn, firstFaulty } from './steps.ts'
import { KeyReused, submit } from './submit.ts'
import { follow, mayFollow } from './tracked.ts'
import { uploadRoutes } from './upload-routes.ts'
import { pathTo, type Where } from './where.ts'

/** A new form is the same for everybody but for its key and its token, which are put in afterwards. */
const SAME_FOR = 2_000 // ms
/** A second click on the button comes as soon as this, and is answered as the first; who reloads later is asked for the code. */
const DOUBLED = 10_000 // ms
const KEY = 'the-key-of-this-form'
const TOKEN = 'the-token-of-this-form'

/**
 * The pages of one language that file an application: `/apply`, its five steps, `/apply/review`, `POST /applications`, the draft
 * behind them, and the uploads that wait with it. A form with faults leads back to itself, filled in, and so does one whose
 * key was filed with other words.
 * @throws Refusal CSRF for a form of another site
 */
export function formRoutes(app: FastifyInstance, house: Filing, words: Words): void {
  const { time } = house
  const cached = pageCache(SAME_FOR, 100)
  const pages = formPages(house, words)
  const { whileOpen, onceHere, shows, ended, answers, offered } = pages
  const posting = { config: formLimit(house), preHandler: [sameSite, whileOpen] }
  uploadRoutes(app, house)
  stepRoutes(app, house, words, pages)
  draftRoutes(app, house, words)

  app.get<{ Querystring: Record<string, string | undefined> }>(
    '/apply',
    { preHandler: [whileOpen, onceHere] },
    async (request, reply) => {
      const query = formOf(request.query)
      // Words from a search that found nothing: this form is one person's, and not kept.
      const asked = askedIn(query)
      const { agency, title } = asked
      const one = query.page === 'one'
      const draft = await draftOf(house, request)
      // What was begun in steps goes on there, where it was left.
      if (draft?.stepwise && !one) {
        const left = pathTo({ page: draft.left ?? 1 })
        return reply.redirect(`${words.root}${left}${queryOf(draft.left === 'review' ? {} : asked)}`, 303)
      }
      const became = draft ? {} : await ended(request, reply)
      const discarded = !draft && (await toldHere(house, request, reply, 'discarded'))
      const said = { ...became, discarded, lost: !draft && query.lost === '1' && !sendsCookies(request) }
      if (draft || title || said.discarded || said.lost || said.elsewhere) {
        const where: Where = { page: 'form', checked: query.checked === '1', back: query.return === 'review' }
        return shows(request, reply, where, draft ?? newDraft(), { ...said, asked, one })
      }
      const path = `apply${queryOf({ ...asked, ...(one && { page: 'one' }) })}`
      const visit = { ...visitOf(request, words, path), saves: `${words.root}apply` }
      const render = async () => {
        const uploads = { token: TOKEN, waiting: [] }
        const form = { values: agency ? { agency } : {}, errors: [] }
        return ApplyPage({ visit, form, uploads, idempotencyKey: KEY, one, steps: 1, ...(await offered()) })
      }
      const page = await cached({ name: 'apply', visit, render })
      return sendHtml(reply, page.replace(KEY, randomUUID()).replace(TOKEN, newToken()))
    },
  )

  app.get('/apply/review', { preHandler: [whileOpen, onceHere] }, async (request, reply) => {
    const draft = await draftOf(house, request)
    if (draft) return shows(request, reply, { page: 'review' }, draft)
    const filed = await sealedOf(house, request, 'filed')
    if (filed) return sendPage(reply, FiledPage({ visit: visitOf(request, words), receipt: filed.value }))
    const became = await whatBecame(house, request)
    if (became && 'elsewhere' in became) return reply.redirect(`${words.root}apply`, 303)
    return reply.redirect(`${words.root}apply?lost=1`, 303)
  })

  /** One more block for a joint applicant, or one less; kept for the other language, or to be changed: nothing is judged yet. */
  app.post('/apply', posting, async (request, reply) => {
    const posted = await readPageForm(house, request)
    if (await isElsewhere(house, request, posted)) return reply.redirect(`${words.root}apply`, 303)
    const { add, removeCo, go, here } = posted.fields
    const before = await draftOf(house, request)
    // What comes from elsewhere, as name and contact from an account, is added to what is there.
    const typed = { ...(!isToken(posted.fields.basket) && before?.values), ...typedIn(posted.fields) }
    const values = renumbered(typed, { empty: 'kept', ...(removeCo && { without: removeCo }) })
    const isAdded = add && jointIn(values) < MOST_TOGETHER
    if (isAdded) values[`${jointAt(jointIn(values) + 1)}kind`] = 'person'
    const at = isAdded ? `${jointAt(jointIn(values))}kind` : add || removeCo ? 'coApplicants' : undefined
    const draft = {
      ...draftFrom(posted, values, before),
      ...(isToken(posted.fields.basket) && { stepwise: false }),
    }
    return answers(request, reply, { page: 'form', at }, draft, { language: go === 'language', here: here === '1' })
  })

  app.post('/apply/review', posting, async (request, reply) => {
    const posted = await readPageForm(house, request)
    if (await isElsewhere(house, request, posted)) return reply.redirect(`${words.root}apply`, 303)
    const values = renumbered(typedIn(posted.fields), { empty: 'dropped' })
    const draft = { ...draftFrom(posted, values, await draftOf(house, request)), stepwise: false }
    return answers(request, reply, { page: 'review' }, draft, { here: posted.fields.here === '1' })
  })

  app.post(
    '/applications',
    { config: filingLimit(house), preHandler: [sameSite, whileOpen] },
    async (request, reply) => {
      const posted = await readPageForm(house, request)
      if (await isElsewhere(house, request, posted)) return reply.redirect(`${words.root}apply`, 303)
      const { at, basket, refused } = posted
      const here = posted.fields.here === '1'
      // The page of the receipt finds what it shows by a cookie: to whoever keeps none it is the answer itself.
      const isCookieless = here && !sendsCookies(request)
      const values = renumbered(posted.fields, { empty: 'dropped' })
      const before = await draftOf(house, request)
      const draft = draftFrom(posted, typedIn(values), before)
      const done = async (receipt: string, refusedFiles?: readonly RefusedFile[]) => {
        if (isCookieless) return showsReceipt(house, request, reply, words, receipt, refusedFiles)
        if (!before || before.key === draft.key) await endForm(house, request, reply, DRAFT, receipt)
        await showCode(house, request, reply, receipt)
        return reply.redirect(`${words.root}receipt`, 303)
      }
      try {
        const application = given(APPLICATION, fromApplicationForm(values))
        if (!(await house.portal.isOpen(application.agency)))
          throw invalid({ field: 'agency', code: 'UNFIT', message: words.filing.notOpen.title })
        const brought = await takeBasket(house, basket, at)
        if (Number(values.waiting ?? 0) > brought.files.length + brought.papers.length)
          throw invalid({ field: 'files', code: 'MISSING', message: words.filing.gone })
        const justNow = await filedJustNow(house, request, application, brought)
        if (justNow !== undefined) return done(justNow)
        const { answer, repeated } = await submit(house, {
          application,
          channel: 'online',
          on: time.today(),
          language: words.lang === 'en' ? 'en' : 'zh',
          ...brought,
          basket,
          refused,
          actor: { by: 'applicant', at },
          key: draft.key,
          // A form is one browser's: its token is, and a repeat may come by another network.
          caller: () => (isToken(posted.fields.basket) ? `form ${basket}` : callerOf(house, request)),
        })
        // Whoever has the form of somebody else, and posts it again, has not filed it, and is asked for the code.
        // A second click comes with the draft that was there before the first; a draft that was made up of it afterwards is no proof.
        const isOurs = before?.key === draft.key && before.at <= new Date(answer.submittedAt)
        const isDoubled = isCookieless && at.getTime() - Date.parse(answer.submittedAt) < DOUBLED
        if (repeated && !isOurs && !isDoubled && !(await hasFiled(request, answer.receipt)))
          return reply.redirect(`${words.root}track/${answer.receipt}`, 303)
        await follow(house, request, reply, answer.receipt)
        if (answer.refusedFiles) sayRefused(house, request, reply, words, answer.refusedFiles)
        return done(answer.receipt, answer.refusedFiles)
      } catch (error) {
        if (error instanceof KeyReused) return asAnother(request, reply, posted, draft, error.receipt)
        if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
        const errors = toFormErrors(error.errors)
        const page = draft.stepwise ? firstFaulty(errors) : 'form'
        return answers(request, reply, { page, checked: true }, { ...draft, errors }, { here })
      }
    },
  )

  /** Did this browser file it? It follows it, or has the token of its draft still, as the answer did not reach it. */
  async function hasFiled(request: FastifyRequest, receipt: string): Promise<boolean> {
    const became = await whatBecame(house, request)
    return (became && 'receipt' in became && became.receipt === receipt) || mayFollow(house, request, receipt)
  }

  /** Whoever went back and changed the words has not lost them: under another key they are another application. */
  function asAnother(request: FastifyRequest, reply: FastifyReply, posted: PageForm, draft: Draft, filedAs: string) {
    const areGone = Number(posted.fields.waiting ?? 0) > posted.waiting.length
    return answers(
      request,
      reply,
      { page: 'review' },
      {
        ...draft,
        ...{ key: randomUUID(), filedAs },
        ...(areGone && { refused: [...(draft.refused ?? []), { message: sentence('file.filed') }] }),
      },
      { here: posted.fields.here === '1' },
    )
  }
}

/** As an address bears it, `?` before it; nothing where there is nothing. */
function queryOf(asked: Record<string, string | undefined>): string {
  const query = new URLSearchParams(Object.entries(asked).filter((one): one is [string, string] => !!one[1])).toString()
  return query && `?${query}`
}
