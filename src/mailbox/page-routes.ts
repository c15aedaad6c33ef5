/** `/mailbox`: what came by mail and what became of it, for registrars; how the mailbox stands, for administrators too. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { asAttachment } from '../files/hand-out.ts'
import { isOpenedKnowingly, openable, scanned } from '../files/scans.ts'
import { sha256 } from '../ground/canonical.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import { boxNamed } from '../ground/imap-set.ts'
import type { Working } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { agenciesAs } from '../people/sight.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { ACTS, agencyOf, decide, theMail, tryAgain } from './act.ts'
import { HEAPS, heapsOf, mailsOf, SHOWN, standingOf } from './list.ts'
import { MailPage } from './pages/mail.tsx'
import { MailboxPage } from './pages/mailbox.tsx'
import { type Said, shownOf } from './sender.ts'

const only =
  (...roles: ('registrar' | 'admin')[]) =>
  async ({ viewer }: FastifyRequest) => {
    if (!hasRole(viewer, ...roles)) throw new Refusal('NOT_YOURS')
  }

type One = { Params: { id: string } }

/** @throws Refusal NOT_YOURS, NOT_FOUND, MAIL_DONE, CSRF */
export async function mailboxPages(app: FastifyInstance, { house }: { house: Working }): Promise<void> {
  const { sql, config } = house
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/mailbox', { preHandler: only('registrar', 'admin') }, async ({ viewer, query }, reply) => {
    const { heap: asked, before, done } = formOf(query)
    const heap = HEAPS.find((one) => one === asked) ?? 'open'
    const reads = agenciesAs(viewer, ['registrar'])
    const [standing, heaps, found] = await Promise.all([
      config.imap && standingOf(house, boxNamed(config.imap)),
      heapsOf(house, agenciesAs(viewer, ['registrar', 'admin'])),
      reads.length > 0 ? mailsOf(house, reads, heap, { before: before && isId(before) ? before : undefined }) : [],
    ])
    const mails = found.slice(0, SHOWN)
    const props = { viewer, csrf: viewer.csrf, heap, heaps, mails, done, standing: standing ?? undefined }
    const next = found.length > SHOWN ? mails.at(-1)!.id : undefined
    return sendPage(
      reply,
      MailboxPage({ ...props, next, isSet: config.imap !== undefined, isRegistrar: reads.length > 0 }),
    )
  })

  app.post('/mailbox/again', { preHandler: only('registrar', 'admin') }, async (request, reply) => {
    const { csrf } = formOf(request.body)
    checkCsrf(request, csrf)
    await tryAgain(house, agenciesAs(request.viewer, ['registrar', 'admin']))
    return reply.redirect('/mailbox?done=again', 303)
  })

  app.get<One>('/mailbox/:id', { preHandler: only('registrar') }, async ({ viewer, params }, reply) => {
    const agencyId = await agencyOf(sql, viewer, params.id)
    const [view] = await mailsOf(house, [agencyId], 'all', { id: params.id })
    if (!view?.isHere) throw notFound()
    const shown = view.said && (await shownIn(view.said, () => theMail(house, viewer, params.id)))
    return sendPage(reply, MailPage({ viewer, csrf: viewer.csrf, view, shown }))
  })

  app.get<One>(
    '/mailbox/:id/source',
    { preHandler: only('registrar'), exposeHeadRoute: false },
    async ({ viewer, params, query }, reply) => {
      const { source } = await theMail(house, viewer, params.id)
      const file = { id: params.id, name: `来件原文-${params.id.slice(0, 8)}.eml`, type: 'message/rfc822', heed: null }
      const content = { sha256: sha256(source), size: source.length }
      await scanned(house, [{ ...file, ...content }]) // of what is with no case nobody has asked the scanner yet
      await openable(sql, content.sha256, isOpenedKnowingly(query))
      return asAttachment(reply, file).header('content-length', source.length).send(source)
    },
  )

  app.post<One>('/mailbox/:id', { preHandler: only('registrar') }, async (request, reply) => {
    const { csrf, act: asked } = formOf(request.body)
    checkCsrf(request, csrf)
    const act = ACTS.find((one) => one === asked)
    if (!act) throw notFound()
    await decide(house, request.viewer, request.params.id, act)
    return reply.redirect(`/mailbox?done=${act}`, 303)
  })
}

/** What a page shows is kept with the row; of mails from before that was kept, the mail is read. */
async function shownIn({ text, isCut = false, pieces = [], more = 0 }: Said, read: () => ReturnType<typeof theMail>) {
  if (text !== undefined) return { text, isCut, pieces, more }
  const { mail } = await read()
  return mail ? shownOf(mail) : null
}
