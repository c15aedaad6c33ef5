/** Large type and high contrast, with and without a script: the choice is kept in the browser for a year. */
import type { FastifyInstance } from 'fastify'
import { formOf } from './form-of.ts'
import { sameSite } from './same-site.ts'
import { LOOK_COOKIE } from './visit.ts'

const A_YEAR = 31_536_000

/**
 * POST /look with `large` and `contrast` (`on` or `off`) and `back`: sets or clears the cookie, then 303 to `back`, or
 * home where `back` leads off this site. The form must come from this site, else 403 (CSRF).
 */
export async function lookRoutes(app: FastifyInstance): Promise<void> {
  app.post('/look', { preHandler: sameSite, schema: { hide: true } }, async (request, reply) => {
    const { large, contrast, back = '/' } = formOf(request.body)
    const flags = [large === 'on' && 'large', contrast === 'on' && 'contrast'].filter(Boolean).join('-')
    const cookie = { path: '/', sameSite: 'lax', httpOnly: true } as const
    if (flags) reply.setCookie(LOOK_COOKIE, flags, { ...cookie, maxAge: A_YEAR })
    else reply.clearCookie(LOOK_COOKIE, cookie)
    return reply.redirect(isHere(back) ? back : '/', 303)
  })
}

/** A path of this site: nobody is sent elsewhere by a form that they did not write. */
const isHere = (path: string) => /^\/(?![/\\])[\x21-\x7e]*$/.test(path)
