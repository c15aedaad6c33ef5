/** Large type and high contrast, with and without a script: the choice is kept in the browser for a year. */
import type { FastifyInstance } from 'fastify'
import { dropCookie, keepCookie } from './cookies.ts'
import { formOf } from './form-of.ts'
import { sameSite } from './same-site.ts'

/**
 * POST /look with `large` and `contrast` (`on` or `off`) and `back`: sets or clears the cookie, then 303 to `back`, or
 * home where `back` leads off this site. The form must come from this site, else 403 (CSRF).
 */
export async function lookRoutes(app: FastifyInstance): Promise<void> {
  app.post('/look', { preHandler: sameSite, schema: { hide: true } }, async (request, reply) => {
    const { large, contrast, back = '/' } = formOf(request.body)
    const flags = [large === 'on' && 'large', contrast === 'on' && 'contrast'].filter(Boolean).join('-')
    if (flags) keepCookie(request, reply, 'look', flags)
    else dropCookie(request, reply, 'look')
    return reply.redirect(isHere(back) ? back : '/', 303)
  })
}

/** A path of this site: nobody is sent elsewhere by a form that they did not write. */
const isHere = (path: string) => /^\/(?![/\\])[\x21-\x7e]*$/.test(path)
