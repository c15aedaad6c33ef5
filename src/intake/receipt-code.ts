/** The enquiry code is shown once: on the receipt, to the browser that filed, until it goes on to another page. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { cookieOf, endCookie, sealCookie, sealedOf } from '../web/cookies.ts'

type Asking = Pick<House, 'sql' | 'time'>

/** From now on and for a quarter of an hour, for this application alone. */
export async function showCode(house: Asking, request: FastifyRequest, reply: FastifyReply, receipt: string) {
  await endCookie(house, request, reply, 'filed')
  sealCookie(house, request, reply, 'filed', receipt)
}

/** A code that was given out anew is shown to whoever gave it out, and to nobody who knew the one before. */
export const maySeeCode = async (house: Asking, request: FastifyRequest, row: CaseRow): Promise<boolean> =>
  row.context.codes === undefined && (await sealedOf(house, request, 'filed'))?.value === row.receipt

/** The receipt itself, its file and its other language; where Back leads from it, which says that it was filed; what every page fetches beside itself. */
const STAYS = /^(\/en)?\/(receipt(\.pdf)?|apply\/(review|:step))$|^\/(assets|api|health|look)\b/

/** Whoever opens another page of this house has left the receipt: its code is not shown again, reloaded or gone back to. */
export function leaveReceipt(app: FastifyInstance, house: Asking): void {
  app.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url
    if (cookieOf(request, 'filed') && request.method === 'GET' && route !== undefined && !STAYS.test(route))
      endCookie(house, request, reply, 'filed').then(() => done(), done)
    else done()
  })
}
