/** Keeping what is written of a draft, for whoever writes it: by a script while they write, by a button without one. */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LONG } from '../acts/act.ts'
import { requireTheirs } from '../acts/may-record.ts'
import { forgetDraft, type KeptDraft, keepDraft } from '../cases/kept-drafts.ts'
import { mayNow } from '../cases/offer.ts'
import { within } from '../db/client.ts'
import { readPageForm, shownByControl } from '../files/page-form.ts'
import { isToken } from '../files/pending.ts'
import { noneRefused } from '../files/uploads.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import type { Viewer } from '../people/sessions.ts'
import { describe } from '../web/describe-api.ts'
import { choice, given } from '../web/given.ts'

type Params = { Params: { id: string } }

const FORMS = { one: '整件答复', items: '分项答复' }
/** A form of fifty matters has some thousand fields. */
const MOST_FIELDS = 2_000
const KEPT = z.strictObject({
  form: choice(FORMS),
  values: z
    .record(z.string().max(200), z.string().max(LONG))
    .refine((values) => Object.keys(values).length <= MOST_FIELDS, { error: '填写项过多' }),
  uploads: z.string().refine(isToken, { error: '不是文件的编号' }).optional(),
})

/** @throws Refusal NOT_FOUND, NOT_YOURS, CSRF, INVALID; FACT_REFUSED where the case can hear no draft now */
export async function keptDraftApi(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.put<Params>(
    '/cases/:id/kept-draft',
    {
      schema: describe({
        summary: 'Keep what is written of a draft, for its writer alone; records nothing',
        tag: 'staff',
        body: KEPT,
        answers: '{"at"}',
        secured: true,
      }),
    },
    async (request) => {
      const { viewer, params, body } = request
      const row = await theCaseToWrite(house, viewer, params.id)
      checkCsrf(request, request.headers['x-csrf-token'])
      requireDrafting(house, row, viewer)
      return { at: await keep(house, row, viewer, given(KEPT, body) as KeptDraft) }
    },
  )
}

/** The same by the button of the form; what was kept is thrown away by another. */
export async function keptDraftPages(app: FastifyInstance, { house }: { house: House }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.post<Params>('/cases/:id/kept-draft', async (request, reply) => {
    const { viewer, params } = request
    const row = await theCaseToWrite(house, viewer, params.id)
    requireTheirs(viewer, DRAFTING, row)
    const form = await readPageForm(house, request, viewer.id)
    checkCsrf(request, form.fields.csrf)
    requireDrafting(house, row, viewer)
    noneRefused(form.refused)
    const { keep: kept, discard, ...values } = shownByControl(form).values
    const isOfItems = (kept ?? discard) === 'items'
    if (discard !== undefined)
      await within(house.sql, [row.agencyId], (tx) => forgetDraft(tx, keyOf(row), `staff:${viewer.username}`))
    else await keep(house, row, viewer, { form: isOfItems ? 'items' : 'one', values, uploads: form.token })
    return reply.redirect(isOfItems ? `/cases/${row.id}/items` : `/cases/${row.id}#act-replyDrafted`, 303)
  })
}

const DRAFTING = { type: 'replyDrafted' }

function requireDrafting(house: Pick<House, 'lawFor' | 'time'>, row: CaseRow, viewer: Viewer): void {
  requireTheirs(viewer, DRAFTING, row)
  if (!mayNow(row, viewer, house.lawFor(row.agencyId), house.time.today()).includes('replyDrafted'))
    throw new Refusal('FACT_REFUSED')
}

/** @returns when, RFC 3339 */
async function keep(
  { sql, keys, time }: Pick<House, 'sql' | 'keys' | 'time'>,
  row: CaseRow,
  viewer: Viewer,
  draft: KeptDraft,
): Promise<string> {
  const at = time.now()
  await within(sql, [row.agencyId], (tx) => keepDraft(tx, keys, keyOf(row), `staff:${viewer.username}`, draft, at))
  return at.toISOString()
}
