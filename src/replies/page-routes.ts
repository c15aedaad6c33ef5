/** What staff see of letters: their numbers, one made again, and several applications that one could answer. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { chosen as chosenIn } from '../acts/fact-form.ts'
import { EVIDENCE_FILES, factWithFiles, withProofs } from '../acts/facts.ts'
import { requireTheirs } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import { keptDraft, lastDraftIn } from '../cases/kept-drafts.ts'
import { returnedIn } from '../cases/returned.ts'
import { draftTogether } from '../cases/together-draft.ts'
import { type Tx, within } from '../db/client.ts'
import { readPageForm, shownByControl } from '../files/page-form.ts'
import { claimBasket, takeBasket, waitingUnder } from '../files/pending.ts'
import { noneRefused } from '../files/uploads.ts'
import { Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { draftIn, keyOf } from '../ledger/case-file.ts'
import { type CaseRow, factsOf } from '../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import type { Viewer } from '../people/sessions.ts'
import { cameBack } from '../web/came-back.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { readsNumbers, registerAsked } from './api.ts'
import { draftingItems } from './items.ts'
import { actOfItems, draftFrom, rowsIn, valuesOf, written } from './items-form.ts'
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
export async function replyPages(
  app: FastifyInstance,
  { house }: { house: Working & Pick<House, 'db'> },
): Promise<void> {
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
      await theCaseToWrite(house, viewer, params.id) // before any file is taken in
      const posted = await readPageForm(house, request, viewer.id)
      const row = await theCaseToWrite(house, viewer, params.id)
      const { fields, at } = posted
      checkCsrf(request, fields.csrf)
      const shown = shownByControl(posted)
      const actor = { by: `staff:${viewer.username}`, at }
      try {
        noneRefused(posted.refused)
        const { files, ids } = await takeBasket(house, posted.basket, at)
        const draft = fromTogetherForm(shown.values, { files, ids })
        const uploads = { files, taken: (tx: Tx) => claimBasket(tx, posted.basket, at) }
        await draftTogether(house, row, draft, actor, fields.idempotencyKey || undefined, viewer, uploads)
        return reply.redirect(`/cases/${row.id}`, 303)
      } catch (error) {
        const { form, status } = cameBack(shown.values, error, 'cases')
        return togetherPage(request, reply, { ...shown, errors: form.errors }, status)
      }
    },
  )

  app.get<{ Params: { id: string } }>('/cases/:id/items', { preHandler: readsCasesOnly }, async (request, reply) => {
    const row = await theCase(house, request.viewer, request.params.id)
    const { before, kept } = await drafted(row, request.viewer)
    const values = kept?.form === 'items' ? kept.values : before ? valuesOf(before) : {}
    const uploads = kept?.form === 'items' ? await waitingUnder(house, kept.uploads, request.viewer.id) : undefined
    return itemsPage(request, reply, row, { values, uploads, errors: [] })
  })

  app.post<{ Params: { id: string } }>('/cases/:id/items', { preHandler: readsCasesOnly }, async (request, reply) => {
    const { viewer, params } = request
    requireTheirs(viewer, DRAFTING, await theCaseToWrite(house, viewer, params.id)) // before any file is taken in
    const posted = await readPageForm(house, request, viewer.id)
    const row = await theCaseToWrite(house, viewer, params.id)
    requireTheirs(viewer, DRAFTING, row)
    const { fields, basket, at } = posted
    checkCsrf(request, fields.csrf)
    const { values: sent, uploads } = shownByControl(posted, underItsMatter)
    const { step, ...shown } = sent
    if (step && posted.refused.length === 0)
      return itemsPage(request, reply, row, { values: shown, uploads, errors: [] }, 200, step === 'more' ? 1 : 0)
    const values = written(shown)
    try {
      noneRefused(posted.refused)
      const act = await draftingItems(house, row, viewer)
      if (!act) throw new Refusal('NOT_YOURS')
      const draft = draftFrom(values, act)
      const proofs = chosenIn(values, EVIDENCE_FILES)
      const named = new Set([...draft.items.flatMap(({ files = [] }) => files), ...proofs])
      const { files, ids } = await takeBasket(house, basket, at, (id) => named.has(id))
      const items = draft.items.map((item) => ({
        ...item,
        ...(item.files && { files: item.files.map((id) => ids.get(id) ?? id) }),
      }))
      const fact = readFact(withProofs({ ...draft, items }, values, { ids }), house, 'withEvidence')
      const keyed = { scope: `${viewer.id} ${row.id}`, key: fields.idempotencyKey || undefined }
      await accept(house, row, fact, files, { by: `staff:${viewer.username}`, at }, keyed, viewer, async (tx) => {
        await claimBasket(tx, basket, at)
        return { id: row.id }
      })
      return reply.redirect(`/cases/${row.id}/draft`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error, 'type')
      return itemsPage(request, reply, row, { values, uploads, errors: form.errors }, status)
    }
  })

  async function itemsPage(
    { viewer }: FastifyRequest,
    reply: FastifyReply,
    row: CaseRow,
    form: FormState,
    status = 200,
    more = 0,
  ) {
    const { values } = form
    const draft = await draftingItems(house, row, viewer)
    const { returned, kept, after } = await drafted(row, viewer)
    const act = draft && actOfItems(draft, rowsIn(values) + more, values)
    const asked = new Set(act?.fields.map(({ name }) => name))
    // What was refused of no single field is said of the whole form.
    const errors = form.errors.map((error) => (asked.has(error.field) ? error : { ...error, field: 'type' }))
    const page = ItemsPage({
      ...{ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), of: row, act },
      form: { ...form, errors },
      ...{ returned, kept: { id: row.id, form: 'items', at: kept?.form === 'items' ? kept.at : undefined, after } },
    })
    return sendPage(reply, page, status)
  }

  /** The last draft, with which opinion it came back, and what this person has kept of the next one. */
  const drafted = (row: CaseRow, viewer: Viewer) =>
    within(house.sql, [row.agencyId], async (tx) => {
      const facts = await factsOf(tx, house.keys, keyOf(row))
      const kept = await keptDraft(tx, house.keys, keyOf(row), `staff:${viewer.username}`)
      return { before: draftIn(facts), returned: await returnedIn(tx, facts), kept, after: lastDraftIn(facts) }
    })

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

/** The boxes that were ticked, and the draft with the files that came with it. */
function fromTogetherForm(values: Record<string, string>, came: Parameters<typeof factWithFiles>[1]): object {
  const { type: _, ...draft } = factWithFiles({ ...values, type: 'replyDrafted' }, came)
  const ticked = Object.keys(values).filter((name) => name.startsWith(chosen('')))
  return { ...draft, cases: ticked.map((name) => name.slice(chosen('').length)) }
}

/** A file that waits is held under the matter for which it was chosen. */
const underItsMatter = (control: string) => control.replace(/uploads$/, 'files')
