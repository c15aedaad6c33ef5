/** Following an application: the two numbers open it, and the applicant does there what may be done. */

import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fromFactForm } from '../acts/fact-form.ts'
import { withFiles } from '../acts/facts.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import { requireApplicants } from '../cases/brought-again.ts'
import { isConfirmed } from '../cases/offer-may.ts'
import { within } from '../db/client.ts'
import { formAgain, keepsForm, sentForm } from '../files/form-again.ts'
import { readPageForm, shownAgain } from '../files/page-form.ts'
import { claimBasket, takeBasket } from '../files/pending.ts'
import { noneRefused } from '../files/uploads.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { tidyReceipt } from '../ground/ids.ts'
import type { House, Working } from '../house.ts'
import { fileOf, keyOf } from '../ledger/case-file.ts'
import { movedTo } from '../ledger/moved.ts'
import { caseByReceipt } from '../ledger/queries.ts'
import { caseOpenedBy, found } from '../ledger/the-case.ts'
import { opensAs, opensNothing } from '../people/outsiders.ts'
import { COOKIES } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { isAnswered } from '../web/once.ts'
import { html } from '../web/page.tsx'
import { pageCache } from '../web/page-cache.ts'
import { onDayAt } from '../web/parts/format.ts'
import { sameSite } from '../web/same-site.ts'
import { sendHtml, sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { tellOnce, toldHere } from '../web/told-once.ts'
import { visitOf } from '../web/visit.ts'
import { type Words, zh } from '../web/words/zh.ts'
import { afterwardsRoutes } from './afterwards-routes.ts'
import { besideOf } from './beside.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { asConfirmedHere } from './confirm-online.ts'
import { contactNow, lastChange } from './contact-now.ts'
import { doneAs, justDone } from './just-done.ts'
import { TrackPage } from './pages/track.tsx'
import { TrackingPage } from './pages/tracking.tsx'
import { sentRoutes } from './sent-routes.ts'
import { showTracking } from './show-tracking.ts'
import { follow, followsUntil, hasFollowed, leave, mayFollow, stay } from './tracked.ts'

const NOTHING: FormState = { values: {}, errors: [] }
/** Who follows a case looks again and again: while its ledger has the same head, the page is the same but for its key. */
const SAME_FOR = 2_000 // ms
/** Stands for the key of a form until the page is sent; nobody can have written it. */
const KEY = randomUUID()
/** The same for the end of the time that this browser has. */
const [UNTIL_AT, UNTIL] = [randomUUID(), randomUUID()]

type Of = { Params: { receipt: string } }
const OFTEN = { preHandler: sameSite, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } }
/** Kept at each pause of a writer. */
const KEPT = { rateLimit: { max: 240, timeWindow: '1 minute' } }
/** The law asks for no reason to withdraw; the record says that none was given. */
const withReason = (fields: Record<string, string>): Record<string, string> =>
  fields.type === 'withdrawn' && !fields.why?.trim() ? { ...fields, why: zh.account.following.noReason } : fields

/** Where the page of an application stands, below the root of a language. */
const at = (receipt: string) => `track/${encodeURIComponent(receipt)}`

/**
 * The pages of one language that follow an application: `/track` (30 tries a minute), `/track/:receipt`, its forms and `/moved`,
 * `/track/leave`, after which this browser follows none.
 * What the law refuses comes back on the page with its status. @throws Refusal CSRF for a form of another site
 */
export function trackingRoutes(app: FastifyInstance, house: Working & Pick<House, 'sms' | 'post'>, words: Words): void {
  const { sql, time } = house
  const cached = pageCache(SAME_FOR, 200)

  app.get('/track', async (request, reply) => {
    const { again } = formOf(request.query)
    const left = await toldHere(house, request, reply, 'left')
    const form = again === '1' ? await formAgain(house, request, 'track', true) : undefined
    return sendPage(reply, TrackPage({ visit: visitOf(request, words), form: form ?? NOTHING, left }))
  })

  app.post(
    '/track',
    { preHandler: sameSite, config: { rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const values = formOf(request.body)
      const receipt = tidyReceipt(values.receipt ?? '')
      if (!(await caseOpenedBy(house, receipt, values.enquiryCode ?? ''))) {
        await opensNothing(sql, request, receipt)
        // Which of the two is wrong nobody is told: it is said once, where one begins to type again.
        const errors = [{ field: 'receipt', message: words.track.wrong }]
        const form = { values: { receipt: values.receipt ?? '' }, errors }
        if (await keepsForm(house, request, reply, 'track', form))
          return reply.redirect(`${words.root}track?again=1#receipt`, 303)
        return sendPage(reply, TrackPage({ visit: visitOf(request, words), form }), 404)
      }
      await sentForm(house, request, reply, 'track')
      await follow(house, request, reply, receipt)
      return reply.redirect(`${words.root}track/${receipt}`, 303)
    },
  )

  app.post('/track/leave', { preHandler: sameSite }, async (request, reply) => {
    await leave(house, request, reply)
    tellOnce(house, request, reply, 'left')
    return reply.redirect(`${words.root}track`, 303)
  })

  app.get<{ Params: { receipt: string } }>('/track/:receipt', async (request, reply) => {
    const { receipt } = request.params
    const written = await formAgain(house, request, at(receipt), formOf(request.query).again === '1')
    if (await mayFollow(house, request, receipt)) return tracking(request, reply, receipt, written)
    const form = { values: { receipt }, errors: [] }
    return sendPage(reply, TrackPage({ visit: visitOf(request, words), form, isOver: written !== undefined }))
  })

  app.post<Of>('/track/:receipt/stay', OFTEN, async (request, reply) => {
    const stays = await stay(house, request, reply)
    // The script stays on the page.
    if (request.headers.accept === 'application/json') return reply.code(stays ? 204 : 409).send()
    return reply.redirect(`${words.root}${at(request.params.receipt)}`, 303)
  })

  // For the script of the page: what is written and not sent yet. Without files, of what this browser follows, or has begun to write.
  app.post<Of>('/track/:receipt/kept', { preHandler: sameSite, config: KEPT }, async (request, reply) => {
    const values = formOf(request.body)
    const { receipt } = request.params
    const before = await formAgain(house, request, at(receipt), true)
    if (!before && !(await mayFollow(house, request, receipt))) return reply.code(409).send()
    const uploads = before?.values.type === values.type ? before?.uploads : undefined
    const isKept = await keepsForm(house, request, reply, at(receipt), { values, errors: [], uploads })
    return reply.code(isKept ? 204 : 507).send()
  })

  // Whoever follows the one may follow what it became at another agency: it is the same application.
  app.get<{ Params: { receipt: string } }>('/track/:receipt/moved', async (request, reply) => {
    const { receipt } = request.params
    if (!(await mayFollow(house, request, receipt))) return reply.redirect(`${words.root}track`, 303)
    const row = found(await caseByReceipt(sql, receipt))
    const moved = row.step === 'setAside' ? await movedTo(sql, keyOf(row)) : undefined
    if (moved) await follow(house, request, reply, moved.receipt)
    return reply.redirect(`${words.root}track/${moved?.receipt ?? receipt}`, 303)
  })

  app.post<Of>('/track/:receipt/facts', OFTEN, async (request, reply) => {
    const { receipt } = request.params
    const form = await readPageForm(house, request)
    if (!(await mayFollow(house, request, receipt)))
      return again(request, reply, receipt, { ...shownAgain(form), errors: [] }, 401)
    const { at: now, basket } = form
    try {
      const row = found(await caseByReceipt(sql, receipt))
      if (!isConfirmed(form.fields))
        throw invalid({ field: 'confirm', code: 'NOT_CONFIRMED', message: '请确认后再提交' })
      noneRefused(form.refused)
      const keyed = { scope: `applicant ${row.id}`, key: form.fields.idempotencyKey || undefined }
      // What was done answers its repeat, though it could not be done a second time.
      if (!(await isAnswered(house, keyed))) await requireApplicants(house, form.fields, row)
      const { files } = await takeBasket(house, basket, now)
      const sent = asConfirmedHere(withFiles(fromFactForm(withReason(form.fields), []), files), row)
      const fact = readFact(sent, house, 'never')
      await accept(house, row, fact, files, { by: 'applicant', at: now }, keyed, 'applicant', async (tx) => {
        await claimBasket(tx, basket, now)
        return { receipt }
      })
      await sentForm(house, request, reply, at(receipt))
      return reply.redirect(`${words.root}track/${receipt}?done=${doneAs(fact.type)}`, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error
      const errors = error.errors.length > 0 ? error.errors : [{ field: 'type', message: error.sentence }]
      return again(request, reply, receipt, { ...shownAgain(form), errors }, error.status)
    }
  })

  /** The page again with the form as it was posted: at its own address, to which its numbers are asked for first where time is over. Of who never followed it nothing is kept. */
  async function again(
    request: FastifyRequest,
    reply: FastifyReply,
    receipt: string,
    form: FormState,
    status: number,
  ): Promise<FastifyReply> {
    const { type = '' } = form.values
    const place = /^\w+$/.test(type) ? `#act-${type}` : ''
    const isTheirs = status !== 401 || (await hasFollowed(house, request, receipt))
    if (isTheirs && (await keepsForm(house, request, reply, at(receipt), form)))
      return reply.redirect(`${words.root}${at(receipt)}?again=1${place}`, 303)
    if (status === 401) return reply.redirect(`${words.root}track`, 303)
    return tracking(request, reply, receipt, form, status)
  }

  async function tracking(
    request: FastifyRequest,
    reply: FastifyReply,
    receipt: string,
    form?: FormState,
    status = 200,
  ) {
    const row = found(await caseByReceipt(sql, receipt))
    opensAs(request, 'applicant', keyOf(row))
    const beside = await besideOf(house, row, words)
    const visit = visitOf(request, words, at(receipt))
    const done = await justDone(house, row, formOf(request.query).done)
    const changed = done === 'contactChanged'
    const until = await followsUntil(house, request, receipt)
    const session = until && { at: UNTIL_AT, until: UNTIL, hold: COOKIES.followed.seconds * 1_000 }
    const render = async (idempotencyKey: string) => {
      const { view, ...reached } = await within(sql, [row.agencyId], async (tx) => {
        const file = await fileOf(tx, house.keys, row)
        const view = await showTracking(tx, house, file)
        return { view, contact: contactNow(file), ...(changed && { changed: lastChange(file) }) }
      })
      return TrackingPage({ visit, view, csrf: '', form, idempotencyKey, done, session, ...reached, ...beside })
    }
    const filledIn = (page: string) =>
      page
        .replaceAll(KEY, randomUUID())
        .replaceAll(UNTIL_AT, until ? onDayAt(until.toISOString(), words.day) : '')
        .replaceAll(UNTIL, String(until?.getTime()))
    if (form) return sendHtml(reply, filledIn(html(await render(randomUUID()))), status)
    const name = [row.id, row.head, time.today(), String(done), String(until !== undefined), JSON.stringify(beside)]
    const page = await cached({ name: name.join(' '), visit, render: () => render(KEY) })
    return sendHtml(reply, filledIn(page))
  }

  afterwardsRoutes(app, house, words, again)
  calendarRoutes(app, house, words)
  sentRoutes(app, house, words)
}
