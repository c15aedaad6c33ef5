/** 演练: judged losses and the office's own cases replayed day by day, as pages and as a copy to hand out. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { theCase } from '../ledger/the-case.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import { DRILLED, hasRole } from '../people/may.ts'
import { asPdf } from '../web/as-pdf.ts'
import { sendPage } from '../web/send-page.ts'
import { retellCase } from './own-case.ts'
import { DrillPage } from './pages/drill.tsx'
import { DrillsPage } from './pages/list.tsx'
import { OwnDrillPage } from './pages/own-case.tsx'
import { drillPdf, ownDrillPdf } from './print.ts'
import { drillGroups, showDrill } from './show.ts'

type Params = { Params: { id: string } }

/** The staff pages `/drills`, `/drills/:id` and its PDF. @throws Refusal NOT_YOURS, NOT_FOUND */
export async function drillPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'fonts' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async ({ viewer }: FastifyRequest) => {
    if (!hasRole(viewer, ...DRILLED)) throw new Refusal('NOT_YOURS')
  })

  app.get('/drills', async ({ viewer }, reply) =>
    sendPage(reply, DrillsPage({ viewer, csrf: viewer.csrf, groups: drillGroups() })),
  )

  app.get<Params>('/drills/:id', async ({ viewer, params }, reply) => {
    const view = showDrill(params.id)
    if (!view) throw notFound()
    return sendPage(reply, DrillPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.get<Params>('/drills/:id.pdf', { config: { heavy: 'letter' } }, async ({ viewer, params }, reply) => {
    const view = showDrill(params.id)
    if (!view) throw notFound()
    const { bytes } = await drillPdf(view, { fonts: house.fonts, at: house.time.now(), author: viewer.agency.name })
    return asPdf(reply, `演练-${view.id}.pdf`).send(bytes)
  })
}

/** `/cases/:id/drill` and its PDF, for whoever sees the case. @throws Refusal NOT_FOUND, NOT_YOURS */
export async function ownDrillPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'lawFor' | 'fonts'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get<Params>('/cases/:id/drill', async ({ viewer, params }, reply) => {
    const view = await retellCase(house, await theCase(house, viewer, params.id))
    return sendPage(reply, OwnDrillPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.get<Params>('/cases/:id/drill.pdf', { config: { heavy: 'letter' } }, async ({ viewer, params }, reply) => {
    const view = await retellCase(house, await theCase(house, viewer, params.id))
    const { bytes } = await ownDrillPdf(view, { fonts: house.fonts, at: house.time.now(), author: viewer.agency.name })
    return asPdf(reply, `案件重放-${view.number}.pdf`).send(bytes)
  })
}
