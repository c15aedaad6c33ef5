/** Opening the picture of an identity document: an act, not an address, because each look is recorded. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readAs } from '../db/client.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { theCase } from '../ledger/the-case.ts'
import { checkCsrf } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { asAttachment } from './hand-out.ts'
import { lookAtIdentityDocument, maySeePapers } from './identity-documents.ts'
import { readPageForm } from './page-form.ts'
import { bringPapersAgain } from './paper-again.ts'
import { isOpenedKnowingly, UNSCANNED } from './scans.ts'

type Which = { Params: { id: string; paper: string } }

/** From the page of the case, whose routes have asked who is there. */
export function identityDocumentPages(
  app: FastifyInstance,
  house: Pick<House, 'config' | 'sql' | 'blobs' | 'scanner' | 'time' | 'keys'>,
): void {
  app.post<{ Params: { id: string } }>('/cases/:id/papers', async (request, reply) => {
    const theirs = async () => {
      const row = await theCase(house, request.viewer, request.params.id)
      if (!maySeePapers(request.viewer, row)) throw new Refusal('NOT_YOURS')
      return row
    }
    await theirs() // before any file is taken in
    const posted = await readPageForm(house, request, request.viewer.id)
    const row = await theirs()
    checkCsrf(request, posted.fields.csrf)
    await bringPapersAgain(house, row, posted)
    return reply.redirect(`/cases/${row.id}#papers-title`, 303)
  })

  app.post<Which>('/cases/:id/papers/:paper', async (request, reply) => {
    checkCsrf(request, formOf(request.body).csrf)
    return opened(house, request, reply)
  })
}

/** The same for programs. */
export function identityDocumentApi(app: FastifyInstance, house: Pick<House, 'sql' | 'time' | 'keys'>): void {
  app.post<Which>(
    '/cases/:id/papers/:paper',
    {
      schema: describe({
        summary: 'Open the picture of an identity document; who did and when is recorded',
        tag: 'staff',
        query: UNSCANNED,
        secured: true,
      }),
    },
    async (request, reply) => {
      checkCsrf(request, request.headers['x-csrf-token'])
      return opened(house, request, reply)
    },
  )
}

async function opened(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  { viewer, params: { id, paper }, query }: FastifyRequest<Which>,
  reply: FastifyReply,
) {
  const row = await theCase(house, viewer, id)
  const { name, type, content } = await readAs(house, [row.agencyId], (house) =>
    lookAtIdentityDocument(house, row, paper, viewer, isOpenedKnowingly(query)),
  )
  // As an attachment: what a citizen uploaded is never run inside our pages.
  return asAttachment(reply, { name, type }).send(content)
}
