/** 帮助: a page for each role, the handbook bound to be printed, the practice space, and the way from any page to its step. */
import type { FastifyInstance } from 'fastify'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { asPdf } from '../web/as-pdf.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { guideOf, helpFor, type Language } from './handbook.ts'
import { GuidePage, HelpPage } from './pages/guide.tsx'
import { PracticePage } from './pages/practice.tsx'
import { handbookPdf } from './print.ts'

const languageOf = (query: unknown): Language => (formOf(query).lang === 'en' ? 'en' : 'zh')

/** The staff pages `/help`, `/help/:role`, `/help/practice` and `/help/handbook.pdf`, for whoever is signed in. @throws Refusal NOT_FOUND */
export async function helpPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'fonts' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/help', async ({ viewer, query }, reply) => {
    const { from } = formOf(query)
    if (from !== undefined) return reply.redirect(helpFor(viewer.roles, from), 303)
    return sendPage(reply, HelpPage({ viewer, csrf: viewer.csrf, lang: languageOf(query) }))
  })

  app.get('/help/practice', async ({ viewer, query }, reply) =>
    sendPage(
      reply,
      PracticePage({ viewer, csrf: viewer.csrf, lang: languageOf(query), practice: house.config.practice ?? false }),
    ),
  )

  app.get('/help/handbook.pdf', { config: { heavy: 'letter' } }, async ({ viewer, query }, reply) => {
    const lang = languageOf(query)
    const { bytes } = await handbookPdf(lang, { fonts: house.fonts, at: house.time.now(), author: viewer.agency.name })
    return asPdf(reply, lang === 'en' ? 'handbook.pdf' : '工作手册.pdf').send(bytes)
  })

  app.get<{ Params: { role: string } }>('/help/:role', async ({ viewer, params, query }, reply) => {
    const guide = guideOf(params.role)
    if (!guide) throw notFound()
    return sendPage(reply, GuidePage({ viewer, csrf: viewer.csrf, lang: languageOf(query), guide }))
  })
}
