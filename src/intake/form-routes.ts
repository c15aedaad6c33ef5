/** Filing an application in the browser: the form, the form that came back, looking it over, submitting it. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { APPLICATION, MOST_TOGETHER } from '../acts/application.ts'
import { type PageForm, readPageForm } from '../files/page-form.ts'
import { isToken, newToken, takeBasket } from '../files/pending.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { unprintedNote, unprintedOf } from '../letters/unprinted.ts'
import { goesOut } from '../sending/goes-out.ts'
import { callerOf } from '../web/caller.ts'
import { formOf } from '../web/form-of.ts'
import { given } from '../web/given.ts'
import { pageCache } from '../web/page-cache.ts'
import { sameSite } from '../web/same-site.ts'
import { sendHtml, sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { visitOf } from '../web/visit.ts'
import { sentence } from '../web/words/sentences.ts'
import type { Words } from '../web/words/zh.ts'
import { agencyViews } from './agency-views.ts'
import { fromApplicationForm, toFormErrors } from './application-form.ts'
import { earlierOf } from './earlier.ts'
import { filedJustNow } from './filed-just-now.ts'
import { filingLimit, formLimit } from './filing-limit.ts'
import { hintsFor } from './hints.ts'
import { jointAt, jointIn, renumbered } from './joint-fields.ts'
import { ApplyPage } from './pages/apply.tsx'
import { NotOpenPage } from './pages/not-open.tsx'
import { ReviewPage } from './pages/review.tsx'
import { showCode } from './receipt-code.ts'
import { sayRefused } from './receipt-routes.ts'
import { KeyReused, submit } from './submit.ts'
import { follow } from './tracked.ts'
import { uploadRoutes } from './upload-routes.ts'

/** A new form is the same for everybody but for its key and its token, which are put in afterwards. */
const SAME_FOR = 2_000 // ms
const KEY = 'the-key-of-this-form'
const TOKEN = 'the-token-of-this-form'

/**
 * The pages of one language that file an application: `/apply`, `/apply/review`, `POST /applications`, and the uploads
 * that wait for them. A form with faults comes back filled in, with 422, and so does one whose key was filed with other words.
 * @throws Refusal CSRF for a form of another site
 */
export function formRoutes(
  app: FastifyInstance,
  house: Pick<
    House,
    'config' | 'sql' | 'db' | 'lawFor' | 'blobs' | 'scanner' | 'post' | 'time' | 'keys' | 'portal' | 'traces' | 'fonts'
  >,
  words: Words,
): void {
  const { time } = house
  const cached = pageCache(SAME_FOR, 100)
  uploadRoutes(app, house)
  /** While nobody could handle it, nothing is asked for: how to apply otherwise is said instead. */
  const whileOpen = async (request: FastifyRequest, reply: FastifyReply) => {
    if (await house.portal.isOpen()) return
    const agencies = (await agencyViews(house)).filter(({ address }) => address !== '')
    return sendPage(reply, NotOpenPage({ visit: visitOf(request, words, 'apply'), agencies }), 503)
  }
  const openAgencies = async () => (await agencyViews(house)).filter(({ code }) => house.portal.shows(code))
  /** What each form offers, whatever was typed into it. */
  const offered = async () => ({
    agencies: await openAgencies(),
    most: MOST_TOGETHER,
    mailWaits: !(await goesOut(house)),
  })

  app.get<{ Querystring: Record<string, string | undefined> }>(
    '/apply',
    { preHandler: whileOpen },
    async (request, reply) => {
      const query = formOf(request.query)
      const agency = /^[\w-]{1,60}$/.exec(query.agency ?? '')?.[0]
      // Words from a search that found nothing: this form is one person's, and not kept.
      const title = (query.title ?? '')
        .replace(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, 200)
        .toWellFormed()
      if (title) {
        const values = { title, ...(agency && { agency }) }
        const visit = visitOf(request, words, `apply?${new URLSearchParams(values)}`)
        const uploads = { token: newToken(), waiting: [] }
        const form = { values, errors: [] }
        const page = ApplyPage({ visit, form, uploads, idempotencyKey: randomUUID(), ...(await offered()) })
        return sendPage(reply, page)
      }
      const visit = visitOf(request, words, agency ? `apply?agency=${agency}` : 'apply')
      const render = async () => {
        const form: FormState = { values: agency ? { agency } : {}, errors: [] }
        const uploads = { token: TOKEN, waiting: [] }
        return ApplyPage({ visit, form, uploads, idempotencyKey: KEY, ...(await offered()) })
      }
      const page = await cached({ name: 'apply', visit, render })
      return sendHtml(reply, page.replace(KEY, randomUUID()).replace(TOKEN, newToken()))
    },
  )

  const shows = async (
    request: FastifyRequest,
    reply: FastifyReply,
    posted: PageForm,
    values: Record<string, string>,
    errors: FormState['errors'] = [],
  ) => {
    const page = ApplyPage({
      visit: visitOf(request, words, 'apply'),
      form: { values, errors },
      idempotencyKey: keyOf(posted),
      uploads: posted,
      blocks: jointIn(values),
      ...(await offered()),
    })
    return sendPage(reply, page, errors.length > 0 ? 422 : 200)
  }

  /** Back from the review, or with one more block for a joint applicant, or one less: nothing is judged yet. */
  app.post('/apply', { config: formLimit(house), preHandler: [sameSite, whileOpen] }, async (request, reply) => {
    const posted = await readPageForm(house, request)
    const { add, removeCo, ...fields } = posted.fields
    const values = renumbered(fields, { empty: 'kept', ...(removeCo && { without: removeCo }) })
    if (add && jointIn(values) < MOST_TOGETHER) values[`${jointAt(jointIn(values) + 1)}kind`] = 'person'
    return shows(request, reply, posted, values)
  })

  app.post('/apply/review', { config: formLimit(house), preHandler: [sameSite, whileOpen] }, async (request, reply) => {
    const posted = await readPageForm(house, request)
    const values = renumbered(posted.fields, { empty: 'dropped' })
    try {
      const application = given(APPLICATION, fromApplicationForm(values))
      const { agencies, mailWaits } = await offered()
      const agency = agencies.find(({ code }) => code === application.agency)
      if (!agency)
        throw invalid({ field: 'agency', code: 'NO_SUCH_AGENCY', message: '没有这个行政机关，请从列表中选择' })
      const { title, description } = application.request
      const page = ReviewPage({
        visit: visitOf(request, words, 'apply'),
        application,
        agency,
        fields: carriedOn(values, posted),
        uploads: posted,
        hints: hintsFor({ title, description, earlier: await earlierOf(house, application) }),
        mailWaits,
        unprinted: unprintedNote(words, unprintedOf(house.fonts, application)),
      })
      return sendPage(reply, page)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
      return shows(request, reply, posted, values, toFormErrors(error.errors))
    }
  })

  app.post(
    '/applications',
    { config: filingLimit(house), preHandler: [sameSite, whileOpen] },
    async (request, reply) => {
      const posted = await readPageForm(house, request)
      const { at, basket, refused } = posted
      const values = renumbered(posted.fields, { empty: 'dropped' })
      try {
        const application = given(APPLICATION, fromApplicationForm(values))
        if (!(await house.portal.isOpen(application.agency)))
          throw invalid({ field: 'agency', code: 'UNFIT', message: words.filing.notOpen.title })
        const brought = await takeBasket(house, basket, at)
        if (Number(values.waiting ?? 0) > brought.files.length + brought.papers.length)
          throw invalid({ field: 'files', code: 'MISSING', message: words.filing.gone })
        const before = await filedJustNow(house, request, application, brought)
        if (before !== undefined) {
          await showCode(house, request, reply, before)
          return reply.redirect(`${words.root}receipt`, 303)
        }
        const { answer } = await submit(house, {
          application,
          channel: 'online',
          on: time.today(),
          language: words.lang === 'en' ? 'en' : 'zh',
          ...brought,
          basket,
          refused,
          actor: { by: 'applicant', at },
          key: keyOf(posted),
          // A form is one browser's: its token is, and a repeat may come by another network.
          caller: () => (isToken(posted.fields.basket) ? `form ${basket}` : callerOf(house, request)),
        })
        await follow(house, request, reply, answer.receipt)
        await showCode(house, request, reply, answer.receipt)
        if (answer.refusedFiles) sayRefused(house, request, reply, words, answer.refusedFiles)
        return reply.redirect(`${words.root}receipt`, 303)
      } catch (error) {
        if (error instanceof KeyReused) return showsAnother(request, reply, posted, values, error.receipt)
        if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
        return shows(request, reply, posted, values, toFormErrors(error.errors))
      }
    },
  )

  /** Whoever went back and changed the words has not lost them: under another key they are another application. */
  function showsAnother(
    request: FastifyRequest,
    reply: FastifyReply,
    posted: PageForm,
    values: Record<string, string>,
    receipt: string,
  ) {
    const another = { ...posted, fields: { ...posted.fields, idempotencyKey: randomUUID() } }
    return shows(request, reply, another, values, [
      { field: 'title', message: sentence('filing.filedAs', { receipt }) },
      ...(Number(values.waiting ?? 0) > posted.waiting.length
        ? [{ field: 'files', message: sentence('file.filed') }]
        : []),
    ])
  }
}

const keyOf = ({ fields }: PageForm) => {
  fields.idempotencyKey = fields.idempotencyKey?.slice(0, 100) || randomUUID()
  return fields.idempotencyKey
}

/** What the review hands on: all that was typed, and what names this form. */
function carriedOn(values: Record<string, string>, posted: PageForm): Record<string, string> {
  const own = Object.entries(values).filter(([name]) => !/^(remove-|waiting$|basket$|idempotencyKey$)/.test(name))
  return { ...Object.fromEntries(own), idempotencyKey: keyOf(posted), basket: posted.token }
}
