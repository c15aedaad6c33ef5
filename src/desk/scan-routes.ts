/** What a registrar looks at while they type it off: the pages of the scan that waits with their form. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { MOST_PAGES, pagesToShow, pageToShow, scanWaiting } from '../files/waiting-content.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { decimal } from '../web/decimal.ts'
import { sendPage } from '../web/send-page.ts'
import { ScanPage } from './pages/scan.tsx'

type Guard = (request: FastifyRequest) => Promise<void>
type Scan = { Params: { id: string } }
type Page = { Params: { id: string; n: string } }

/** A picture that speaks to nobody, whatever lies in it. */
const ALONE = "default-src 'none'; sandbox"

/** `/cases/uploads/:id` and its pages, of the files that this person put in and did not file. @throws Refusal NOT_FOUND */
export function scanRoutes(app: FastifyInstance, house: Pick<House, 'config' | 'sql' | 'keys'>, guard: Guard): void {
  const preHandler = guard

  app.get<Scan>('/cases/uploads/:id', { preHandler }, async ({ viewer, params: { id } }, reply) => {
    const scan = await scanWaiting(house, id, viewer.id)
    const pages = await pagesToShow(scan)
    return sendPage(reply, ScanPage({ viewer, csrf: viewer.csrf, id, name: scan.name, pages }))
  })

  app.get<Scan>('/cases/uploads/:id/pages', { preHandler }, async ({ viewer, params: { id } }) => ({
    pages: await pagesToShow(await scanWaiting(house, id, viewer.id)),
  }))

  app.get<Page>(
    '/cases/uploads/:id/pages/:n',
    { preHandler, config: { heavy: 'letter' } },
    async ({ viewer, params }, reply) => {
      const n = decimal(params.n)
      if (n === undefined || n < 1 || n > MOST_PAGES) throw notFound()
      const { type, content } = await pageToShow(await scanWaiting(house, params.id, viewer.id), n)
      return reply
        .header('content-security-policy', ALONE)
        .header('cache-control', 'private, max-age=600')
        .type(type)
        .send(content)
    },
  )
}
