/** What people read of a case as evidence: 证据清单 with 法律依据目录, as data and as a PDF. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { House } from '../../house.ts'
import { theCase } from '../../ledger/the-case.ts'
import { readsCasesOnly, signedIn } from '../../people/guard.ts'
import { describe } from '../../web/describe-api.ts'
import { evidenceList, evidenceListPdf, titleOf } from './evidence-list.ts'
import { exhibitsOf } from './exhibits.ts'
import { onFile } from './on-file.ts'
import { readingCopy } from './reading-copy.ts'
import { sealedOf } from './sealed.ts'

type Params = { Params: { id: string } }

/** @throws Refusal NOT_FOUND for a case outside the viewer's agencies, NOT_YOURS */
export async function readingApi(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get<Params>(
    '/cases/:id/evidence-list',
    {
      // All that is on file is read and opened for it, as for the bundle.
      config: { heavy: 'bundle' },
      schema: describe({
        summary: 'The list of evidence (证据清单) and the law in force, as data',
        tag: 'staff',
        secured: true,
      }),
    },
    async (request) => {
      const on = await onFile(house, await theCase(house, request.viewer, request.params.id))
      return evidenceList(on, exhibitsOf(on))
    },
  )

  app.get<Params>(
    '/cases/:id/evidence-list.pdf',
    {
      // It names pages of the reading copy, which is bound for it.
      config: { heavy: 'bundle' },
      schema: describe({
        summary: 'The same to be printed, with the pages of the reading copy (PDF/A-2a)',
        tag: 'staff',
        secured: true,
      }),
    },
    async (request, reply) => {
      const on = await onFile(house, await theCase(house, request.viewer, request.params.id))
      const { places, pages: total } = await readingCopy(house, on)
      const { bytes } = await evidenceListPdf(on, {
        ...{ fonts: house.fonts, sealed: await sealedOf(house, on) },
        pages: { of: (key) => places.get(key), total },
      })
      return asPdf(reply, `证据清单-${titleOf(on)}.pdf`).send(bytes)
    },
  )

  app.get<Params>(
    '/cases/:id/reading-copy',
    {
      config: { heavy: 'bundle' },
      schema: describe({ summary: 'All that is on file, to be read (PDF/A-2b)', tag: 'staff', secured: true }),
    },
    async (request, reply) => {
      const on = await onFile(house, await theCase(house, request.viewer, request.params.id))
      const { bytes } = await readingCopy(house, on)
      return asPdf(reply, `阅读本-${titleOf(on)}.pdf`).send(bytes)
    },
  )
}

const asPdf = (reply: FastifyReply, name: string) =>
  reply.type('application/pdf').header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
