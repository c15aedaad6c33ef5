/** `/terminal`: staff make the device at which they sit a public terminal, or take that back. It is said to this browser alone. */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { checkCsrf, signedIn, tokenOf } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { signOut } from '../people/sessions.ts'
import { dropCookie, isTerminal, keepCookie } from '../web/cookies.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { WIPE } from '../web/terminal.ts'
import { TerminalPage } from './pages/terminal.tsx'

/** @throws Refusal NOT_YOURS, CSRF */
export async function terminalPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async ({ viewer }) => {
    if (!hasRole(viewer, 'registrar', 'head', 'admin')) throw new Refusal('NOT_YOURS')
  })

  app.get('/terminal', (request, reply) => {
    const { viewer } = request
    const isOn = isTerminal(request)
    return sendPage(reply, TerminalPage({ viewer, csrf: viewer.csrf, isOn }))
  })

  app.post('/terminal', async (request, reply) => {
    const { csrf, on } = formOf(request.body)
    checkCsrf(request, csrf)
    if (on !== 'yes') {
      dropCookie(request, reply, 'terminal')
      return reply.redirect('/terminal', 303)
    }
    // Begins clean: the session of whoever set it up goes from the device, too.
    await signOut(house, tokenOf(request)!)
    dropCookie(request, reply, 'ysqgk')
    keepCookie(request, reply, 'terminal', 'on')
    return reply.redirect(`/${WIPE}`, 303)
  })
}
