/** The account in the browser: asking for a code, entering it, the list, leaving. Works without a script. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clock as clockOf } from '../../workflows/statute/clock.ts'
import { nextForApplicant } from '../cases/next-for-applicant.ts'
import { add, applicationsOf, contactOf, isOf } from '../citizens/gathered.ts'
import { tokenFor } from '../citizens/quiet.ts'
import { type Account, accountOf, close, open, remove, stay } from '../citizens/sessions.ts'
import { readAs } from '../db/client.ts'
import { formAgain, keepsForm, sentForm } from '../files/form-again.ts'
import { tidyReceipt } from '../ground/ids.ts'
import { tidyMail } from '../ground/tidy.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { movedTo } from '../ledger/moved.ts'
import { type CaseRow, isForApplicant, lettersOf } from '../ledger/queries.ts'
import { caseOpenedBy } from '../ledger/the-case.ts'
import { opensAs, opensNothing } from '../people/outsiders.ts'
import { partyOf } from '../people/passkeys.ts'
import { goesOut } from '../sending/goes-out.ts'
import { ENGLISH } from '../sending/in-english.ts'
import { COOKIES, endCookie, sealCookie, sealedOf } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { sameSite } from '../web/same-site.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { tellOnce, toldHere, toldOfAccount } from '../web/told-once.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { codeFits, sendCode } from './codes.ts'
import { dataRoutes } from './data-routes.ts'
import { identitiesOf } from './identities.ts'
import { noticesRoutes } from './notices-routes.ts'
import { AccountPage, staysUntil } from './pages/account.tsx'
import { AddressPage, CodePage, DeletedPage } from './pages/entering.tsx'
import { passkeyRoutes } from './passkey-routes.ts'
import { devicesOf } from './passkeys.ts'
import { providerRoutes } from './provider-routes.ts'
import type { ApplicationView } from './views.ts'

const NOTHING: FormState = { values: {}, errors: [] }
const MAIL = /^[^\s<>(),;:"@\p{Cc}]{1,64}@[^\s<>(),;:"@\p{Cc}]{1,255}$/u

/** From one address of the network: mails are not sent, and codes not tried, more often than this. */
const ASKS = { preHandler: sameSite, config: { rateLimit: { max: 10, timeWindow: '10 minutes' } } }
const TRIES = { preHandler: sameSite, config: { rateLimit: { max: 30, timeWindow: '10 minutes' } } }
const STAYS = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/**
 * The pages of one language for the account: entering by a code, the applications, leaving, deletion.
 * @throws Refusal CSRF for a form of another site
 */
export async function accountPages(app: FastifyInstance, { house, words }: { house: House; words: Words }) {
  const say = words.account
  const at = (path: string) => words.root + path
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })

  app.get('/account', async (request, reply) => {
    const account = await accountOf(house, request, reply)
    const { again } = formOf(request.query)
    if (!account && (await toldHere(house, request, reply, 'deleted')))
      return sendPage(reply, DeletedPage({ visit: visitOf(request, words, 'account') }))
    const said = await toldOfAccount(house, request, reply)
    const form = await formAgain(house, request, 'account', again === '1')
    if (account) return list(request, reply, account, form, 200, said)
    return sendPage(reply, await address(request, form && form.values.type === undefined ? form : NOTHING, said))
  })

  app.post('/account', ASKS, async (request, reply) => {
    const email = tidyMail(formOf(request.body).email ?? '')
    const wrong = async (message: string) => {
      const form = { values: { email }, errors: [{ field: 'email', message }] }
      const isKept = await keepsForm(house, request, reply, 'account', form)
      return isKept ? again(reply, 'account') : sendPage(reply, await address(request, form), 422)
    }
    if (!MAIL.test(email)) return wrong(say.badEmail)
    const sent = await sendCode(house, email, words.lang === 'en' ? ENGLISH.mails.accountCode : undefined)
    if (sent === 'refused') return wrong(say.refusedEmail)
    sealCookie(house, request, reply, 'account-code', `${sent.browser} ${email}`)
    await sentForm(house, request, reply, 'account/code')
    return reply.redirect(at('account/code'), 303)
  })

  app.get('/account/code', async (request, reply) => {
    if (!(await waiting(house, request))) return reply.redirect(at('account'), 303)
    const form = await formAgain(house, request, 'account/code', formOf(request.query).again === '1')
    return sendPage(reply, code(request, form ?? NOTHING))
  })

  app.post('/account/code', TRIES, async (request, reply) => {
    const pending = await waiting(house, request)
    if (!pending) return reply.redirect(at('account'), 303)
    if (!(await codeFits(house, pending.browser, pending.email, formOf(request.body).code ?? ''))) {
      const form = { values: {}, errors: [{ field: 'code', message: say.wrong }] }
      const isKept = await keepsForm(house, request, reply, 'account/code', form)
      return isKept ? again(reply, 'account/code') : sendPage(reply, code(request, form), 422)
    }
    await sentForm(house, request, reply, 'account/code')
    await endCookie(house, request, reply, 'account-code')
    await open(house, request, reply, pending.email)
    return reply.redirect(at('account'), 303)
  })

  app.post('/account/applications', TRIES, async (request, reply) => {
    const account = await accountOf(house, request, reply)
    const { receipt: typed = '', enquiryCode = '' } = formOf(request.body)
    if (!account) return later(request, reply, { type: 'add', receipt: typed })
    const receipt = tidyReceipt(typed)
    const row = await caseOpenedBy(house, receipt, enquiryCode)
    if (!row) {
      await opensNothing(house.sql, request, receipt)
      const errors = [{ field: 'receipt', message: words.track.wrong }]
      return comesBack(request, reply, account, { values: { type: 'add', receipt: typed }, errors }, 404)
    }
    await sentForm(house, request, reply, 'account')
    await add(house.sql, account, row)
    return reply.redirect(at('account'), 303)
  })

  app.post('/account/sign-out', { preHandler: sameSite }, async (request, reply) => {
    await sentForm(house, request, reply, 'account')
    await close(house, request, reply)
    return reply.redirect(at('account'), 303)
  })

  app.post('/account/stay', { preHandler: sameSite, config: STAYS }, async (request, reply) => {
    const until = await stay(house, request, reply)
    // The script stays on the page, and writes there what it is answered.
    if (request.headers.accept !== 'application/json') return reply.redirect(at('account'), 303)
    return until ? reply.type('text/plain; charset=utf-8').send(staysUntil(words, until)) : reply.code(409).send()
  })

  app.post('/account/delete', { preHandler: sameSite }, async (request, reply) => {
    const account = await accountOf(house, request)
    if (!account) return reply.redirect(at('account'), 303)
    if (formOf(request.body).confirm !== 'yes') {
      const errors = [{ field: 'confirm', message: say.deleteFirst }]
      return comesBack(request, reply, account, { values: { type: 'delete' }, errors }, 422)
    }
    await sentForm(house, request, reply, 'account')
    await remove(house, request, reply, account.id)
    tellOnce(house, request, reply, 'deleted')
    return reply.redirect(at('account'), 303)
  })

  noticesRoutes(app, house, words)
  passkeyRoutes(app, house, words)
  providerRoutes(app, house, words)
  dataRoutes(app, house, words)

  const again = (reply: FastifyReply, path: string) => reply.redirect(at(`${path}?again=1#errors`), 303)
  /** Nobody is signed in any more: what was typed waits until somebody is. */
  async function later(request: FastifyRequest, reply: FastifyReply, values: FormState['values']) {
    await keepsForm(house, request, reply, 'account', { values, errors: [] })
    return reply.redirect(at('account'), 303)
  }
  async function comesBack(
    request: FastifyRequest,
    reply: FastifyReply,
    account: Account,
    form: FormState,
    status: number,
  ) {
    const isKept = await keepsForm(house, request, reply, 'account', form)
    return isKept ? again(reply, 'account') : list(request, reply, account, form, status)
  }

  const address = async (request: FastifyRequest, form: FormState, said?: string) =>
    AddressPage({
      ...{ visit: visitOf(request, words, 'account'), form, mailWaits: !(await goesOut(house)) },
      passkeys: partyOf(house, request) !== null,
      provider: house.config.citizenOidc !== undefined,
      said,
    })
  const code = (request: FastifyRequest, form: FormState) =>
    CodePage({ visit: visitOf(request, words, 'account/code'), form })

  async function list(
    request: FastifyRequest,
    reply: FastifyReply,
    account: Account,
    form?: FormState,
    status = 200,
    said?: string,
  ): Promise<FastifyReply> {
    const { opened, waiting } = await applicationsOf(house.db, house.keys, account)
    for (const row of opened) opensAs(request, 'applicant', keyOf(row))
    // Of an application that was only added, nobody here has shown to be the applicant.
    const last = opened.find((row) => account.email === null || isOf(house.keys, account, row))
    const asked = [...new Set(opened.map(({ agencyId }) => agencyId))]
    const { applications, contact } = await readAs(house, asked, async (house) => ({
      applications: await Promise.all(opened.map((row) => shown(house, row))),
      contact: await contactOf(house.sql, house.keys, account, last),
    }))
    const page = AccountPage({
      ...{ visit: visitOf(request, words, 'account'), email: account.email, applications, contact },
      waiting: waiting.map(({ receipt, submittedAt }) => ({ receipt, on: dayIn(new Date(submittedAt)) })),
      ...(account.email !== null && { choose: at(`notices/${tokenFor(house, account.email)}`) }),
      devices: await devicesOf(house.sql, account.id),
      mayRegister: partyOf(house, request) !== null,
      provider: house.config.citizenOidc && { linked: (await identitiesOf(house, account.id)) > 0 },
      said,
      form,
      until: new Date(house.time.now().getTime() + COOKIES.account.seconds * 1_000),
    })
    return sendPage(reply, page, status)
  }
}

/** The address waits in the browser that asked: which one it is stands nowhere else. */
async function waiting(
  house: Pick<House, 'sql' | 'time'>,
  request: FastifyRequest,
): Promise<{ browser: string; email: string } | undefined> {
  const [browser = '', email = ''] = (await sealedOf(house, request, 'account-code'))?.value.split(' ') ?? []
  return browser && email ? { browser, email } : undefined
}

async function shown(house: Pick<House, 'sql' | 'lawFor' | 'time'>, row: CaseRow): Promise<ApplicationView> {
  const clock = clockOf(
    { channel: row.channel, facts: row.context.clockFacts, asOf: house.time.today() },
    house.lawFor(row.agencyId),
  )
  const key = { agencyId: row.agencyId, caseId: row.id }
  const letters = await lettersOf(house.sql, key)
  const moved = row.step === 'setAside' ? await movedTo(house.sql, key) : undefined
  return {
    receipt: row.receipt,
    number: row.number,
    title: row.title,
    stage: row.stage,
    status: clock.status,
    dueOn: clock.dueOn,
    carefulDueOn: clock.careful.dueOn,
    settledOn: clock.settledOn,
    left: clock.workingDays.left,
    nextStep: nextForApplicant(row, clock, moved),
    ...(moved && { moved: moved.agency }),
    letters: letters
      .filter((letter) => isForApplicant(letter, row) && letter.voidedBy === null)
      .map(({ id, title }) => ({ title, url: `/api/v1/applications/${row.receipt}/letters/${id}` })),
  }
}
