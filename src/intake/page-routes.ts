/** What a citizen sees, once for each language: what informs, the form, the way of an application. */
import type { FastifyInstance } from 'fastify'
import { fingerprint } from '../ground/checkpoint.ts'
import type { House } from '../house.ts'
import { pageCache } from '../web/page-cache.ts'
import { sendHtml } from '../web/send-page.ts'
import type { GuideView } from '../web/shapes.ts'
import { visitOf } from '../web/visit.ts'
import type { Words } from '../web/words/zh.ts'
import { agencyViews } from './agency-views.ts'
import { formRoutes } from './form-routes.ts'
import { GuidePage } from './pages/guide.tsx'
import { HomePage } from './pages/home.tsx'
import { StatementPage } from './pages/statement.tsx'
import { paperRoutes } from './paper-routes.ts'
import { practiceRoutes } from './practice-routes.ts'
import { receiptRoutes } from './receipt-routes.ts'
import { terminalRoutes } from './terminal-routes.ts'
import { trackingRoutes } from './tracking-routes.ts'

/** The national line of government services. */
const HOTLINE = '12345'

/** A change in an agency's profile shows after so many milliseconds. */
const AS_OLD_AS = 2_000

/**
 * `proofPage`: SHA-256 of the page that proves a bundle; `areFiguresPublished`: whether there is anything under `/figures`; `guideOf`:
 * what an agency says in a guide of its own.
 */
type Options = {
  house: House
  words: Words
  proofPage(): string
  areFiguresPublished(): Promise<boolean>
  guideOf(agencyId: string): Promise<GuideView | undefined>
}

/**
 * The citizen pages of one language: home, guide, form, receipt, tracking. Registered once for each of `LANGUAGES`.
 */
export async function intakePages(app: FastifyInstance, { house, words, proofPage, ...others }: Options) {
  const { areFiguresPublished, guideOf } = others
  const cached = pageCache(AS_OLD_AS, 100)
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })

  app.get('/', async (request, reply) => {
    const visit = visitOf(request, words, '')
    const readingRoom = `${words.root}released`
    const closed = !(await house.portal.isOpen())
    const render = async () => {
      const [agencies, areThere] = [await agencyViews(house), await areFiguresPublished()]
      const figures = areThere ? `${words.root}figures` : undefined
      return HomePage({ visit, agencies, phone12345: HOTLINE, readingRoom, closed, figures })
    }
    return sendHtml(reply, await cached({ name: closed ? 'home-closed' : 'home', visit, render }))
  })

  app.get<{ Querystring: { agency?: string } }>('/guide', async (request, reply) => {
    const code = /^[\w-]{1,60}$/.exec(request.query.agency ?? '')?.[0]
    const visit = visitOf(request, words, code ? `guide?agency=${code}` : 'guide')
    const render = async () => {
      const agencies = await agencyViews(house)
      const agency = agencies.find((a) => a.code === code) ?? agencies[0]
      const signedBy = fingerprint(house.keys.verifier)
      const own = agency && (await guideOf(agency.code))
      return GuidePage({ visit, agencies, agency, own, signedBy, proofPage: proofPage() })
    }
    return sendHtml(reply, await cached({ name: 'guide', visit, render }))
  })

  for (const name of ['privacy', 'accessibility'] as const)
    app.get(`/${name}`, async (request, reply) => {
      const visit = visitOf(request, words, name)
      return sendHtml(reply, await cached({ name, visit, render: () => StatementPage({ visit, name }) }))
    })

  formRoutes(app, house, words)
  practiceRoutes(app, house, words)
  receiptRoutes(app, house, words)
  paperRoutes(app, house, words)
  trackingRoutes(app, house, words)
  terminalRoutes(app, house, words)
}
