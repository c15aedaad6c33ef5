/** Keeping what is written of a draft, for whoever writes it: by a script while they write, by a button without one. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { LONG } from '../acts/act.ts'
import { requireTheirs } from '../acts/may-record.ts'
import { forgetDraft, type KeptDraft, keepDraft, lastDraftOf } from '../cases/kept-drafts.ts'
import { mayNow } from '../cases/offer-may.ts'
import { enter, type Sql, type Tx } from '../db/client.ts'
import { readPageForm, shownByControl } from '../files/page-form.ts'
import { isToken } from '../files/pending.ts'
import { noneRefused } from '../files/uploads.ts'
import { Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { type CaseRow, caseById } from '../ledger/queries.ts'
import { found, theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import type { Viewer } from '../people/sessions.ts'
import { describe } from '../web/describe-api.ts'
import { choice, given } from '../web/given.ts'
import { sharedCounts } from '../web/shared-counts.ts'

type Params = { Params: { id: string }; Querystring: { after?: string } }

const FORMS = { one: '整件答复', items: '分项答复' }
/** A form of fifty matters has some thousand fields. */
const MOST_FIELDS = 2_000
/** A script keeps at most every two seconds, and mostly once in fifteen. */
const MOST_A_MINUTE = 20
const MINUTE = 60_000 // ms
/** Some sixty thousand Chinese characters: more than any reply has. */
const LARGEST = 200_000 // bytes
const KEPT = z.strictObject({
  form: choice(FORMS),
  values: z
    .record(z.string().max(200), z.string().max(LONG))
    .refine((values) => Object.keys(values).length <= MOST_FIELDS, { error: '填写项过多' }),
  uploads: z.string().refine(isToken, { error: '不是文件的编号' }).optional(),
})

/** @throws Refusal NOT_FOUND, NOT_YOURS, CSRF, INVALID, TOO_MANY, FORM_TOO_LARGE; FACT_REFUSED where the case can hear no draft now */
export async function keptDraftApi(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'lawFor'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.addHook('preHandler', notTooOften(app, house))
  app.put<Params>(
    '/cases/:id/kept-draft',
    {
      bodyLimit: LARGEST,
      config: { repeats: true },
      schema: describe({
        summary: 'Keep what is written of a draft, for its writer alone; records nothing',
        tag: 'staff',
        query: { after: 'position of the last draft (replyDrafted) that the writer has seen; left out: none' },
        body: KEPT,
        answers: '{"at"}',
        secured: true,
      }),
    },
    async (request) => {
      const { viewer, params, query, body } = request
      const row = await theCaseToWrite(house, viewer, params.id)
      checkCsrf(request, request.headers['x-csrf-token'])
      requireDrafting(house, row, viewer)
      return { at: await keep(house, row, viewer, { ...given(KEPT, body), after: afterOf(query) } as KeptDraft) }
    },
  )
}

/** The same by the button of the form; what was kept is thrown away by another. */
export async function keptDraftPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'lawFor'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.addHook('preHandler', notTooOften(app, house))
  app.post<Params>('/cases/:id/kept-draft', async (request, reply) => {
    const { viewer, params, query } = request
    requireTheirs(viewer, DRAFTING, await theCaseToWrite(house, viewer, params.id)) // before any file is taken in
    const form = await readPageForm(house, request, viewer.id)
    const row = await theCaseToWrite(house, viewer, params.id)
    checkCsrf(request, form.fields.csrf)
    requireDrafting(house, row, viewer)
    noneRefused(form.refused)
    const { keep: kept, discard, ...values } = shownByControl(form).values
    const isOfItems = (kept ?? discard) === 'items'
    if (discard !== undefined)
      await writing(house.sql, row, (tx) => forgetDraft(tx, keyOf(row), `staff:${viewer.username}`))
    else
      await keep(house, row, viewer, {
        form: isOfItems ? 'items' : 'one',
        values,
        uploads: form.token,
        after: afterOf(query),
      })
    return reply.redirect(isOfItems ? `/cases/${row.id}/items` : `/cases/${row.id}#act-replyDrafted`, 303)
  })
}

/** Of one person, whichever cases they write in. @throws Refusal TOO_MANY with the seconds until the minute is over */
function notTooOften(app: FastifyInstance, house: Pick<House, 'sql' | 'keys'>) {
  const counts = sharedCounts(house)
  app.addHook('onClose', () => counts.close())
  return async ({ viewer }: FastifyRequest) => {
    const { current, ttl } = counts.add(`kept drafts ${viewer.id}`, MINUTE)
    if (current > MOST_A_MINUTE) throw new Refusal('TOO_MANY', { more: { retryAfter: Math.ceil(ttl / 1_000) } })
  }
}

const afterOf = ({ after = '' }: { after?: string }) => (/^\d{1,9}$/.test(after) ? Number(after) : 0)

/** Begun as whatever writes: the rights of the writer are asked for once more in it, and held until it ends. */
const writing = (sql: Sql, { agencyId }: Pick<CaseRow, 'agencyId'>, work: (tx: Tx) => Promise<unknown>) =>
  sql.begin(async (tx) => {
    await enter(tx, [agencyId])
    await work(tx)
  })

const DRAFTING = { type: 'replyDrafted' }

function requireDrafting(house: Pick<House, 'lawFor' | 'time'>, row: CaseRow, viewer: Viewer): void {
  requireTheirs(viewer, DRAFTING, row)
  if (!mayNow(row, viewer, house.lawFor(row.agencyId), house.time.today()).includes('replyDrafted'))
    throw new Refusal('FACT_REFUSED')
}

/**
 * Looks at the case as no fact changes it meanwhile: what was sent before a draft was recorded may arrive after it.
 * @returns when, RFC 3339
 * @throws Refusal FACT_REFUSED where the case hears no draft of this person any more, or another was recorded since their page was made
 */
async function keep(
  house: Pick<House, 'sql' | 'keys' | 'time' | 'lawFor'>,
  { agencyId, id }: CaseRow,
  viewer: Viewer,
  draft: KeptDraft,
): Promise<string> {
  const { sql, keys, time } = house
  if (Buffer.byteLength(JSON.stringify(draft.values)) > LARGEST)
    throw new Refusal('FORM_TOO_LARGE', { message: '填写的内容过多，没有暂存' })
  const key = { agencyId, caseId: id }
  const at = time.now()
  await writing(sql, { agencyId }, async (tx) => {
    // SQL: drizzle has no lock that waits for a fact alone.
    await tx`select from cases where agency_id = ${agencyId} and id = ${id} for share`
    requireDrafting(house, found(await caseById(tx, [agencyId], id)), viewer)
    const last = await lastDraftOf(tx, key)
    if ((draft.after ?? 0) < last.position)
      throw new Refusal('FACT_REFUSED', { message: '打开本页以后已经拟稿，没有暂存。请刷新后再修改' })
    await keepDraft(tx, keys, key, `staff:${viewer.username}`, draft, at)
  })
  return at.toISOString()
}
