/** The file of a case as evidence: single files, and the whole as one archive. */
import { Readable } from 'node:stream'
import { and, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { readAs } from '../db/client.ts'
import { recordLook } from '../files/given.ts'
import { givenFilesApi } from '../files/given-routes.ts'
import { asAttachment } from '../files/hand-out.ts'
import { identityDocumentApi } from '../files/identity-document-routes.ts'
import { isOpenedKnowingly, openable, UNSCANNED } from '../files/scans.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House, Serving } from '../house.ts'
import { theCase } from '../ledger/the-case.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import { SealFault } from '../seals/fault.ts'
import { stamperFor } from '../seals/stamp-bytes.ts'
import { describe } from '../web/describe-api.ts'
import { goneOf } from '../web/gone.ts'
import { audienceNamed, partiesOnFile } from './audience/parties.ts'
import { bundle } from './bundle/bundle.ts'
import { files } from './tables.ts'

const isStampAsked = (asked: unknown) => asked === 'yes'
const NO_AUTHORITY = invalid({
  field: 'stamp',
  code: 'UNFIT',
  message: '没有设置时间戳服务（TIMESTAMP_AUTHORITIES），导出的证据卷不带时间戳',
})

/**
 * The evidence bundle and single files of a case for staff, and pictures of identity documents.
 * @throws Refusal INVALID for an audience that is none, STAMP_FAILED, NOT_FOUND for a case or file outside the viewer's agencies, NOT_YOURS
 */
export async function evidenceApi(
  app: FastifyInstance,
  {
    house,
  }: { house: Serving & Pick<House, 'db' | 'everywhere' | 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'scanner'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  identityDocumentApi(app, house)
  givenFilesApi(app, house)

  app.get<{ Params: { id: string }; Querystring: { audience?: unknown; stamp?: unknown } }>(
    '/cases/:id/evidence',
    {
      config: { heavy: 'bundle' },
      schema: describe({
        summary: 'The evidence bundle (ZIP), verifiable offline',
        tag: 'staff',
        query: {
          audience:
            'court (all of it, where it is left out); applicant, coApplicant:1 … or consultation:1 … for a copy without what is somebody else’s',
          stamp: 'yes for a time stamp over the statement (statement.tsr) by the authority that is configured',
        },
        secured: true,
      }),
    },
    async (request, reply) => {
      const row = await theCase(house, request.viewer, request.params.id)
      const audience = audienceNamed(request.query.audience, await partiesOnFile(house, row))
      const stamp = isStampAsked(request.query.stamp) ? await stamperFor(house, row.agencyId) : undefined
      if (isStampAsked(request.query.stamp) && !stamp) throw NO_AUTHORITY
      const how = { audience, signal: goneOf(reply), ...(stamp && { stamp }) }
      const { size, content } = await bundle(house, row, how).catch((error: unknown) => {
        throw error instanceof SealFault ? new Refusal('STAMP_FAILED', { more: { why: error.message } }) : error
      })
      const name = `${row.number ?? row.receipt}${audience === 'court' ? '' : `-供${audience.name}`}`
      return reply
        .type('application/zip')
        .header('content-length', size)
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(`${audience === 'court' ? '证据卷' : '证据副本'}-${name}.zip`)}`,
        )
        .send(Readable.from(content(), { objectMode: false }))
    },
  )

  app.get<{ Params: { id: string; file: string } }>(
    '/cases/:id/files/:file',
    {
      schema: describe({
        summary: 'One file of a case; never one with a virus',
        tag: 'staff',
        query: UNSCANNED,
        secured: true,
      }),
    },
    async (request, reply) => {
      const row = await theCase(house, request.viewer, request.params.id)
      if (!isId(request.params.file)) throw notFound()
      const file = await readAs(house, [row.agencyId], async (house) => {
        const [file] = await house.db
          .select({ name: files.name, type: files.type, sha256: files.sha256 })
          .from(files)
          .where(and(eq(files.agencyId, row.agencyId), eq(files.caseId, row.id), eq(files.id, request.params.file)))
        if (!file || row.context.erasedOn) throw notFound()
        await openable(house.sql, file.sha256, isOpenedKnowingly(request.query))
        const { draft } = row.context
        if (draft?.files?.includes(request.params.file))
          await recordLook(house, row, request.params.file, `staff:${request.viewer.username}`)
        return file
      })
      // As an attachment: what a citizen uploaded is never run inside our pages.
      return asAttachment(reply, file).send(await house.blobs.get(file.sha256))
    },
  )
}
