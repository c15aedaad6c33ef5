/** Opening the picture of an identity document: an act, not an address, because each look is recorded. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readAs } from '../db/client.ts'
import type { House } from '../house.ts'
import { theCase } from '../ledger/the-case.ts'
import { checkCsrf } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { asAttachment } from './hand-out.ts'
import { lookAtIdentityDocument } from './identity-documents.ts'
import { isOpenedKnowingly, UNSCANNED } from './scans.ts'

type Which = { Params: { id: string; paper: string } }

/** From the page of the case, whose routes have asked who is there. */
export function identityDocumentPages(app: FastifyInstance, house: Pick<House, 'sql' | 'time' | 'keys'>): void {
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
