/** Opening a given file as it leaves, or left: for staff, each look recorded. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { readAs } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { type GivenFile, givenByDraft, givenBySignature } from '../ledger/given.ts'
import { factsOf } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import { describe } from '../web/describe-api.ts'
import { recordLook } from './given.ts'
import { asAttachment } from './hand-out.ts'
import { isOpenedKnowingly, openable, sealed, UNSCANNED } from './scans.ts'

/** Below the routes of evidence, which have asked who is there. */
export function givenFilesApi(app: FastifyInstance, house: Pick<House, 'sql' | 'time' | 'blobs' | 'keys'>): void {
  app.get<{ Params: { id: string; file: string } }>(
    '/cases/:id/given/:file',
    {
      // Whoever asks for its length has not opened it.
      exposeHeadRoute: false,
      schema: describe({
        summary: 'A file that the reply gives, as it leaves; who opened it and when is recorded',
        tag: 'staff',
        query: UNSCANNED,
        secured: true,
      }),
    },
    async ({ viewer, params, query }, reply) => {
      const row = await theCase(house, viewer, params.id)
      const key = keyOf(row)
      const file = await readAs(house, [row.agencyId], async (house) => {
        const signed = await givenBySignature(house.sql, key, await factsOf(house.sql, house.keys, key))
        const all = [...signed, ...(await givenByDraft(house.sql, row))]
        const file = all.find(({ id }) => id === params.file)
        if (!file) throw notFound()
        await openable(house.sql, file.original, isOpenedKnowingly(query))
        await recordLook(house, row, file.id, `staff:${viewer.username}`)
        return file
      })
      return sendGiven(reply, house, file)
    },
  )
}

/** As an attachment: what is given is opened by the reader's own program, and never run inside our pages. */
export const sendGiven = async (
  reply: FastifyReply,
  { blobs }: Pick<House, 'blobs'>,
  { name, type, size, sha256, virus }: GivenFile,
) => {
  if (virus) throw sealed([virus])
  return asAttachment(reply, { name, type })
    .header('content-length', size)
    .send(await blobs.get(sha256))
}
