/** The register of reconsiderations and suits (复议诉讼台账), and what was learned of those that were lost. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { showLessons } from './lessons.ts'
import { LessonsPage } from './pages/lessons.tsx'
import { RemediesPage } from './pages/register.tsx'
import { REMEDY_READERS, registerAsked, showRegister } from './register.ts'

/** The staff pages `/remedies` and `/remedies/lessons`, of the agencies that one answers for. @throws Refusal NOT_YOURS */
export async function remedyPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db' | 'lawFor'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', async ({ viewer }: FastifyRequest) => {
    if (!hasRole(viewer, ...REMEDY_READERS)) throw new Refusal('NOT_YOURS')
  })

  app.get('/remedies', async ({ viewer, query }, reply) => {
    const view = await showRegister(house, viewer, registerAsked(formOf(query)))
    return sendPage(reply, RemediesPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.get('/remedies/lessons', async ({ viewer, query }, reply) => {
    const view = await showLessons(house, viewer, formOf(query).ground)
    return sendPage(reply, LessonsPage({ viewer, csrf: viewer.csrf, view }))
  })
}
