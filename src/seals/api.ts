/** The copy of an issued letter that carries its time stamp. */
import type { FastifyInstance } from 'fastify'
import { within } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { codedLetters, handsOutLetters } from '../ledger/coded-letters.ts'
import { lettersOf } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { stampOf } from './stamp.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * GET /cases/:id/letters/:letter/timestamped, for staff who may see the case.
 * @throws Refusal NOT_FOUND, NOT_YOURS for a letter whose code still opens an answer, to whoever does not hand it out
 */
export async function sealApi(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'db' | 'lawFor' | 'blobs' | 'time'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get<{ Params: { id: string; letter: string } }>(
    '/cases/:id/letters/:letter/timestamped',
    {
      schema: describe({
        summary: 'An issued letter with the time stamp over its signature; 404 while there is none',
        tag: 'staff',
        secured: true,
      }),
    },
    async (request, reply) => {
      const { id, letter } = request.params
      const row = await theCase(house, request.viewer, id)
      const key = { agencyId: row.agencyId, caseId: row.id, letter }
      const stamp = UUID.test(letter) ? await stampOf(house.db, key) : undefined
      if (!stamp || row.context.erasedOn) throw notFound()
      const letters = await within(house.sql, [row.agencyId], (tx) => lettersOf(tx, key))
      if (codedLetters(house, row, letters).has(letter) && !handsOutLetters(request.viewer, row))
        throw new Refusal('NOT_YOURS')
      return reply.type('application/pdf').send(await house.blobs.get(stamp.sha256))
    },
  )
}
