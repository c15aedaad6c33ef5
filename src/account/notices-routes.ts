/** Which mails an address gets: by the link in the mail, without signing in; mail programs stop them with one click (RFC 8058). */
import type { FastifyInstance } from 'fastify'
import { choose, isQuiet, keyIn } from '../citizens/quiet.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { tellOnce, toldHere } from '../web/told-once.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { NoticesPage } from './pages/notices.tsx'

type Of = { Params: { token: string } }

const OFTEN = { config: { rateLimit: { max: 60, timeWindow: '1 minute' } } }

/** `/notices/:token` in one language, 60 a minute. @throws Refusal NOT_FOUND for a token that is not ours */
export function noticesRoutes(app: FastifyInstance, house: Pick<House, 'sql' | 'time' | 'keys'>, words: Words): void {
  app.get<Of>('/notices/:token', OFTEN, async (request, reply) => {
    const { token } = request.params
    const key = keyIn(house, token)
    if (!key) throw notFound()
    const visit = visitOf(request, words, `notices/${token}`)
    const quiet = await isQuiet(house.sql, key)
    return sendPage(reply, NoticesPage({ visit, token, quiet, done: await toldHere(house, request, reply, 'chosen') }))
  })

  // The token proves the address: a mail program has neither cookie nor origin, so this form asks for none.
  app.post<Of>('/notices/:token', OFTEN, async (request, reply) => {
    const { token } = request.params
    const key = keyIn(house, token)
    if (!key) throw notFound()
    const form = formOf(request.body)
    const oneClick = form['List-Unsubscribe'] === 'One-Click'
    await choose(house, key, oneClick || form.choice !== 'all')
    if (oneClick) return reply.code(200).send('')
    tellOnce(house, request, reply, 'chosen')
    return reply.redirect(`${words.root}notices/${token}`, 303)
  })
}
