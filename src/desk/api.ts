/** Cases as other programs see them (contract, section 6). */

import type { FastifyInstance } from 'fastify'
import { countedLink } from '../cases/offer-fee.ts'
import { proposedFee } from '../cases/propose-fee.ts'
import { readAs } from '../db/client.ts'
import type { House } from '../house.ts'
import { fileOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import { readsCasesOnly, signedIn } from '../people/guard.ts'
import type { Viewer } from '../people/sessions.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { entryRoute } from './entry-api.ts'
import { factRoutes } from './facts-api.ts'
import { caseJson } from './json.ts'
import { listRoute } from './list-api.ts'

/**
 * The JSON routes of cases for staff: list, entry, one case, facts, files.
 * @throws Refusal NOT_FOUND for a case that they do not see, NOT_YOURS, CSRF, INVALID, KEY_REUSED
 */
export async function caseApi(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  const { sql, time } = house
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  const shown = (row: CaseRow, viewer: Viewer) =>
    readAs(house, [row.agencyId], async ({ sql }) => caseJson(sql, house, await fileOf(sql, house.keys, row), viewer))
  listRoute(app, house)
  entryRoute(app, house, shown)

  app.get<{ Params: { id: string } }>(
    '/cases/:id',
    {
      schema: describe({
        summary: 'One case: clock, facts, letters, files, and what may be recorded',
        tag: 'staff',
        secured: true,
      }),
    },
    async ({ viewer, params }) => shown(await theCase(house, viewer, params.id), viewer),
  )

  app.get<{ Params: { id: string } }>(
    '/cases/:id/fee',
    {
      schema: describe({
        summary: 'The fee that the rates give for a notice that is being written; records nothing',
        tag: 'staff',
        query: FEE_HELP,
        answers: '{"basis","amount","lower","says","counted":[{"id","number","title","items","url","label"}]}',
        secured: true,
      }),
    },
    async ({ viewer, params, query }) => {
      const row = await theCase(house, viewer, params.id)
      const { quantity = '', ...asked } = formOf(query)
      const fee = await proposedFee(sql, row, house.lawFor(row.agencyId), time.today(), viewer, {
        ...asked,
        quantity,
      })
      const { basis, amount, lower, says, counted } = fee
      return { basis, amount, lower, says, counted: counted.map((one) => ({ ...one, ...countedLink(one) })) }
    },
  )

  factRoutes(app, house)
}

const FEE_HELP = {
  basis: 'items, pages; without it by items where that gives a fee',
  quantity: 'items or pages',
  amount: 'the sum that is to be asked, should it differ',
  reason: 'of a lower sum',
  on: 'day of the notice; without it today',
}
