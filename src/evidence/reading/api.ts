/** What people read of a case as evidence: 证据清单 with 法律依据目录, as data and as a PDF, and the reading copy. */
import type { FastifyInstance } from 'fastify'
import type { House, Serving } from '../../house.ts'
import { theCase } from '../../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../../people/guard.ts'
import { asPdf } from '../../web/as-pdf.ts'
import { describe } from '../../web/describe-api.ts'
import { askForCopy, type CopyState, copyOf } from './copies.ts'
import { evidenceList, evidenceListPdf, titleOf } from './evidence-list.ts'
import { exhibitsOf } from './exhibits.ts'
import { onFile } from './on-file.ts'
import { sealedOf } from './sealed.ts'

type Params = { Params: { id: string } }

/** @throws Refusal NOT_FOUND for a case outside the viewer's agencies, NOT_YOURS, CSRF */
export async function readingApi(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db' | 'lawFor' | 'templatesFor' | 'fonts' | 'blobs'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })

  app.get<Params>(
    '/cases/:id/evidence-list',
    // All that is on file is read and opened for it, as for the bundle.
    {
      config: { heavy: 'bundle' },
      schema: describe(about('The list of evidence (证据清单) and the law in force, as data')),
    },
    async (request) => {
      const on = await onFile(house, await theCase(house, request.viewer, request.params.id))
      return evidenceList(on, exhibitsOf(on))
    },
  )

  app.get<Params>(
    '/cases/:id/evidence-list.pdf',
    {
      config: { heavy: 'bundle' },
      schema: describe(about('The same to be printed, with the pages of the reading copy where it is made (PDF/A-2a)')),
    },
    async (request, reply) => {
      const row = await theCase(house, request.viewer, request.params.id)
      const on = await onFile(house, row)
      const { made } = await copyOf(house, row)
      const { bytes } = await evidenceListPdf(on, {
        ...{ fonts: house.fonts, sealed: sealedOf(on) },
        copy: made?.current ? made : null,
      })
      return asPdf(reply, `证据清单-${titleOf(on)}.pdf`).send(bytes)
    },
  )

  app.post<Params>(
    '/cases/:id/reading-copy',
    { schema: describe({ ...about('Ask for a reading copy of what is on file now'), status: 202 }) },
    async (request, reply) => {
      const row = await theCase(house, request.viewer, request.params.id)
      checkCsrf(request, request.headers['x-csrf-token'])
      await askForCopy(house, row)
      return reply.code(202).send(copyJson(await copyOf(house, row)))
    },
  )

  app.get<Params>(
    '/cases/:id/reading-copy/state',
    { schema: describe(about('How far the reading copy is, and the last one that was made')) },
    async (request) => copyJson(await copyOf(house, await theCase(house, request.viewer, request.params.id))),
  )

  app.get<Params>(
    '/cases/:id/reading-copy',
    { schema: describe(about('The last reading copy that was made (PDF/A-2b); 303 to its state where there is none')) },
    async (request, reply) => {
      const row = await theCase(house, request.viewer, request.params.id)
      const { made } = await copyOf(house, row)
      if (!made) return reply.redirect(`/api/v1/cases/${row.id}/reading-copy/state`, 303)
      return asPdf(reply, `阅读本-${row.number ?? row.receipt}.pdf`)
        .header('content-length', made.size)
        .send(await house.blobs.get(made.sha256))
    },
  )
}

/** Without its places, which are of use to the list alone. */
const copyJson = ({ state, done, total, made }: CopyState) => {
  const { places: _, ...shown } = made ?? { places: null }
  return { state, done, total, made: made && shown }
}
