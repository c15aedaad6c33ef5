/** The page on which a reading copy is asked for, waited for and fetched. */
import type { FastifyInstance } from 'fastify'
import type { House } from '../../house.ts'
import { theCase } from '../../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../../people/guard.ts'
import { formOf } from '../../web/form-of.ts'
import { sendPage } from '../../web/send-page.ts'
import { askForCopy, copyOf } from './copies.ts'
import { isUnderWay, ReadingCopyPage } from './pages/reading-copy.tsx'

type Params = { Params: { id: string } }

/** Whoever waits sees it go on without a script. */
const LOOK_AGAIN = 3 // s

/** `/cases/:id/reading-copy`. @throws Refusal NOT_FOUND for a case outside the viewer's agencies, NOT_YOURS, CSRF */
export async function readingPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'db' | 'time'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get<Params>('/cases/:id/reading-copy', async (request, reply) => {
    const { viewer } = request
    const row = await theCase(house, viewer, request.params.id)
    const copy = await copyOf(house, row)
    if (isUnderWay(copy)) reply.header('refresh', LOOK_AGAIN)
    const view = { id: row.id, number: row.number ?? row.receipt, copy, records: row.length }
    return sendPage(reply, ReadingCopyPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.post<Params>('/cases/:id/reading-copy', async (request, reply) => {
    const row = await theCase(house, request.viewer, request.params.id)
    checkCsrf(request, formOf(request.body).csrf)
    await askForCopy(house, row)
    return reply.redirect(`/cases/${row.id}/reading-copy`, 303)
  })
}
