/** What staff see of letters: their numbers, one made again, and several applications that one could answer. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fromFactForm } from '../acts/fact-form.ts'
import { requireTheirs } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import { draftTogether } from '../cases/together-draft.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { readsNumbers, registerAsked } from './api.ts'
import { draftingItems } from './items.ts'
import { actOfItems, draftFrom, rowsIn } from './items-form.ts'
import { joinable } from './joinable.ts'
import { showRegister } from './number-register.ts'
import { ItemsPage } from './pages/items.tsx'
import { NumbersPage } from './pages/numbers.tsx'
import { ReprintPage } from './pages/reprint.tsx'
import { chosen, TogetherPage } from './pages/together.tsx'
import { reprint } from './reprint.ts'

/**
 * The staff pages `/numbers` and `/cases/:id/together`, and the reprint of a letter. A refused joint draft comes back on
 * its page with the status of the refusal. @throws Refusal NOT_YOURS, NOT_FOUND, CSRF
 */
export async function replyPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))

  app.get('/numbers', { preHandler: readsNumbers }, async ({ viewer, query }, reply) => {
    const view = await showRegister(house, viewer, registerAsked(query))
    return sendPage(reply, NumbersPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.get<{ Params: { id: string } }>('/cases/:id/together', { preHandler: readsCasesOnly }, async (request, reply) =>
    togetherPage(request, reply),
  )

  app.post<{ Params: { id: string } }>(
    '/cases/:id/together',
    { preHandler: readsCasesOnly },
    async (request, reply) => {
      const { viewer, params } = request
      const values = formOf(request.body)
      checkCsrf(request, values.csrf)
      const row = await theCaseToWrite(house, viewer, params.id)
      const actor = { by: `staff:${viewer.username}`, at: house.time.now() }
      try {
        await draftTogether(house, row, fromTogetherForm(values), actor, values.idempotencyKey || undefined, viewer)
        return reply.redirect(`/cases/${row.id}`, 303)
      } catch (error) {
        if (!(error instanceof Refusal) || error.status >= 500) throw error
        const errors = error.errors.length > 0 ? error.errors : [{ field: 'cases', message: error.sentence }]
        return togetherPage(request, reply, { values, errors }, error.status)
      }
    },
  )

  app.get<{ Params: { id: string } }>('/cases/:id/items', { preHandler: readsCasesOnly }, async (request, reply) =>
    itemsPage(request, reply, {}),
  )

  app.post<{ Params: { id: string } }>('/cases/:id/items', { preHandler: readsCasesOnly }, async (request, reply) => {
    const { viewer, params } = request
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    // One matter more, or other outcomes: nothing is recorded yet.
    if (values.step) return itemsPage(request, reply, values, [], 200, values.step === 'more' ? 1 : 0)
    const row = await theCaseToWrite(house, viewer, params.id)
    const actor = { by: `staff:${viewer.username}`, at: house.time.now() }
    try {
      requireTheirs(viewer, DRAFTING, row)
      const fact = readFact(draftFrom(values), house, 'withEvidence')
      const keyed = { scope: `${viewer.id} ${row.id}`, key: values.idempotencyKey || undefined }
      await accept(house, row, fact, [], actor, keyed, viewer, async () => ({ id: row.id }))
      return reply.redirect(`/cases/${row.id}/draft`, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error
      const errors = error.errors.length > 0 ? error.errors : [{ field: 'items', message: error.sentence }]
      return itemsPage(request, reply, values, errors, error.status)
    }
  })

  async function itemsPage(
    { viewer, params }: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    values: Record<string, string>,
    errors: FormState['errors'] = [],
    status = 200,
    more = 0,
  ) {
    const row = await theCase(house, viewer, params.id)
    const draft = await draftingItems(house, row, viewer)
    const act = draft && actOfItems(draft, rowsIn(values) + more, values)
    const form = { values, errors }
    const page = ItemsPage({ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), of: row, act, form })
    return sendPage(reply, page, status)
  }

  async function togetherPage(
    { viewer, params }: FastifyRequest<{ Params: { id: string } }>,
    reply: FastifyReply,
    form?: FormState,
    status = 200,
  ) {
    const view = await joinable(house, await theCase(house, viewer, params.id), viewer)
    const page = TogetherPage({ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), view, form })
    return sendPage(reply, page, status)
  }

  app.get<{ Params: { id: string; letter: string } }>(
    '/cases/:id/letters/:letter/reprint',
    { preHandler: readsCasesOnly },
    async ({ viewer, params }, reply) => {
      const row = await theCase(house, viewer, params.id)
      const answer = await reprint(house, { agencyId: row.agencyId, caseId: row.id }, params.letter)
      return sendPage(reply, ReprintPage({ viewer, csrf: viewer.csrf, of: row, reprint: answer }))
    },
  )
}

const DRAFTING = { type: 'replyDrafted' }

/** The boxes that were ticked, and the draft. */
function fromTogetherForm(values: Record<string, string>): object {
  const { type: _, ...draft } = fromFactForm({ ...values, type: 'replyDrafted' }, [])
  const ticked = Object.keys(values).filter((name) => name.startsWith(chosen('')))
  return { ...draft, cases: ticked.map((name) => name.slice(chosen('').length)) }
}
