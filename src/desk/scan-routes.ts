/** What a registrar looks at while they type it off: the pages of the scan that waits with their form. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { asAttachment } from '../files/hand-out.ts'
import { MOST_PAGES, pagesToShow, pageToShow, scanWaiting } from '../files/waiting-content.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { decimal } from '../web/decimal.ts'
import { sendPage } from '../web/send-page.ts'
import { ScanPage } from './pages/scan.tsx'
import { unshown } from './unshown.ts'

type Guard = (request: FastifyRequest) => Promise<void>
type Scan = { Params: { id: string } }
type Page = { Params: { id: string; n: string } }

/** A picture that speaks to nobody, whatever lies in it. */
const ALONE = "default-src 'none'; sandbox"

/** `/cases/uploads/:id`, its pages and its content, of the files that this person put in and did not file. @throws Refusal NOT_FOUND */
export function scanRoutes(app: FastifyInstance, house: Pick<House, 'config' | 'sql' | 'keys'>, guard: Guard): void {
  const preHandler = guard

  app.get<Scan>('/cases/uploads/:id', { preHandler }, async ({ viewer, params: { id } }, reply) => {
    const scan = await scanWaiting(house, id, viewer.id)
    return sendPage(reply, ScanPage({ viewer, csrf: viewer.csrf, id, name: scan.name, ...(await toldOf(scan)) }))
  })

  app.get<Scan>('/cases/uploads/:id/pages', { preHandler }, async ({ viewer, params: { id } }) =>
    toldOf(await scanWaiting(house, id, viewer.id)),
  )

  /** As it came, for what no browser shows. */
  app.get<Scan>('/cases/uploads/:id/content', { preHandler }, async ({ viewer, params: { id } }, reply) => {
    const scan = await scanWaiting(house, id, viewer.id)
    return asAttachment(reply, scan).header('cache-control', 'private, no-store').send(scan.content)
  })

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

/** How many of its pages are shown, or why none is. */
async function toldOf(scan: Awaited<ReturnType<typeof scanWaiting>>): Promise<{ pages: number; why?: string }> {
  const { pages, why } = await pagesToShow(scan)
  return { pages, ...(why && { why: unshown(why, scan.type) }) }
}
