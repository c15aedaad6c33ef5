/** What a citizen sees, once for each language: what informs, the form, the way of an application. */
import type { FastifyInstance } from 'fastify'
import type { House } from '../house.ts'
import { sendPage } from '../web/send-page.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { agencyViews } from './agency-views.ts'
import { formRoutes } from './form-routes.ts'
import { GuidePage } from './pages/guide.tsx'
import { HomePage } from './pages/home.tsx'
import { trackingRoutes } from './tracking-routes.ts'

/** The national line of government services. */
const HOTLINE = '12345'

export async function intakePages(app: FastifyInstance, { house, words }: { house: House; words: Words }) {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })

  app.get('/', async (request, reply) =>
    sendPage(
      reply,
      HomePage({ visit: visitOf(request, words), agencies: await agencyViews(house), phone12345: HOTLINE }),
    ),
  )

  app.get<{ Querystring: { agency?: string } }>('/guide', async (request, reply) => {
    const agencies = await agencyViews(house)
    const agency = agencies.find((a) => a.code === request.query.agency) ?? agencies[0]
    return sendPage(reply, GuidePage({ visit: visitOf(request, words), agencies, agency }))
  })

  formRoutes(app, house, words)
  trackingRoutes(app, house, words)
}
