/** The catalogue of the archive, for who keeps it and who answers for it. */
import type { FastifyInstance } from 'fastify'
import type { House, Serving } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { agenciesAs } from '../people/sight.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { catalogueAsked, showCatalogue } from './catalogue.ts'
import { CATALOGUE_READERS, frameFor, only } from './frame.ts'
import { CataloguePage } from './pages/catalogue.tsx'

/** `/archive`. @throws Refusal NOT_YOURS, NOT_FOUND for an agency that they do not serve */
export async function archivePages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', only(CATALOGUE_READERS))

  app.get('/archive', async (request, reply) => {
    const frame = await frameFor(house, request, CATALOGUE_READERS)
    const view = await showCatalogue(house, frame.agency.id, catalogueAsked(formOf(request.query)))
    const mayCheck = agenciesAs(frame.viewer, ['archivist']).includes(frame.agency.id)
    return sendPage(reply, CataloguePage({ frame, view, mayCheck }))
  })
}
