/** 遮盖 of the files of a case: what is marked in each, who confirms, what came of it. SQL: files by their ids, beside `ourFiles`, which is SQL. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { record } from '../cases/record.ts'
import { enter, readAs, type Tx } from '../db/client.ts'
import { ourFiles } from '../files/given.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { isId } from '../ground/ids.ts'
import type { House, Recording } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { givenBySignature } from '../ledger/given.ts'
import { type CaseRow, factsOf } from '../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { namesOf } from '../people/queries.ts'
import { writes } from '../people/sight.ts'
import { isRedactable } from '../redacting/kinds.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { choice, given } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { askedIn } from './asked.ts'
import { groundsSaid } from './marks.ts'
import { RedactionListPage } from './pages/list.tsx'
import { RedactionPage } from './pages/redaction.tsx'
import { pictureRoutes } from './picture-routes.ts'
import {
  addMarks,
  begin,
  isReturned,
  lockedRedaction,
  MOVES,
  move,
  movesOf,
  redactionOf,
  redactionsOf,
  takeMark,
  undo,
  type Worked,
} from './redactions.ts'
import { foundIn, type Original, pagesOf, wordsUnder } from './source.ts'
import { earlierNames, wantedOf } from './wanted.ts'

const MOVED = z.object({ move: choice(MOVES), step: z.string().max(9), reason: z.string().trim().max(500).default('') })
const NO_FORM: FormState = { values: {}, errors: [] }
type Case = { Params: { id: string } }
type One = { Params: { id: string; file: string }; Querystring: { page?: string; words?: string } }

/** @throws Refusal NOT_FOUND, NOT_YOURS, CSRF, INVALID, FACT_REFUSED, CHANGED_SINCE_READ, REDACTION_IMPOSSIBLE */
export async function redactionPages(app: FastifyInstance, { house }: { house: House & Recording }): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  const { sql, time } = house
  pictureRoutes(app, house, (viewer, id, file) => redactedFile(viewer, id, file))

  app.get<Case>('/cases/:id/redaction', async ({ viewer, params }, reply) => {
    const row = await theCase(house, viewer, params.id)
    const key = keyOf(row)
    const files = await originalsOf(row)
    const all = await redactionsOf(sql, key)
    const lines = []
    for (const file of files) {
      const one = all.find((each) => each.file === file.id)
      if (all.some(({ result }) => result === file.id)) continue
      const worked = one && (await redactionOf(sql, key, file.id))
      lines.push({
        ...{ file: file.id, name: file.name, size: file.size, canBe: isRedactable(file.type), state: one?.state },
        ...{
          marks: worked?.marks.length ?? 0,
          says: worked ? groundsSaid(worked.marks) : '',
          result: one?.result ?? null,
        },
      })
    }
    const view = { id: row.id, number: row.number ?? row.receipt, lines, mayMark: writes(viewer, row) }
    return sendPage(reply, RedactionListPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.post<One>('/cases/:id/redaction/:file', { config: { heavy: 'letter' } }, async (request, reply) => {
    const { viewer, params } = request
    const row = await theCaseToWrite(house, viewer, params.id)
    checkCsrf(request, formOf(request.body).csrf)
    const original = await originalOf(row, params.file)
    const pages = await pagesOf(house, original)
    await sql.begin((tx) => begin(tx, keyOf(row), original.id, pages, byOf(viewer)))
    return reply.redirect(`/cases/${row.id}/redaction/${original.id}`, 303)
  })

  app.get<One>('/cases/:id/redaction/:file', { config: { heavy: 'letter' } }, async (request, reply) =>
    show(request, reply, NO_FORM),
  )

  app.post<One>('/cases/:id/redaction/:file/marks', { config: { heavy: 'letter' } }, async (request, reply) =>
    change(request, reply, async (row, values) => {
      const worked = await theRedaction(row, request.params.file)
      const asked = askedIn(values, worked.redaction.pages)
      const replaces = values.manner === 'instead'
      const earlier = replaces
        ? await earlierNames(house, row, await originalOf(row, request.params.file), worked, asked)
        : new Map<string, string>()
      return async (tx) => {
        const locked = await lockedRedaction(tx, keyOf(row), request.params.file)
        await addMarks(tx, locked, asked, replaces, earlier, byOf(request.viewer))
      }
    }),
  )

  app.post<One>('/cases/:id/redaction/:file/words', async (request, reply) =>
    change(request, reply, async () => async () => undefined),
  )

  app.post<One>('/cases/:id/redaction/:file/unmark', async (request, reply) =>
    change(request, reply, async (row, { mark = '' }) => async (tx) => {
      await takeMark(tx, await lockedRedaction(tx, keyOf(row), request.params.file), mark, byOf(request.viewer))
    }),
  )

  app.post<One>('/cases/:id/redaction/:file/undo', async (request, reply) =>
    change(request, reply, async (row, { step = '' }) => async (tx) => {
      const locked = await lockedRedaction(tx, keyOf(row), request.params.file)
      await undo(tx, locked, decimal(step) ?? -1, byOf(request.viewer))
    }),
  )

  app.post<One>('/cases/:id/redaction/:file/state', async (request, reply) =>
    change(request, reply, async (row, values) => {
      const asked = given(MOVED, values)
      const original = await originalOf(row, request.params.file)
      return async (tx) => {
        const locked = await lockedRedaction(tx, keyOf(row), request.params.file)
        await requireNotSigned(tx, row, locked)
        const by = byOf(request.viewer)
        await move(tx, locked, asked.move, decimal(asked.step) ?? 0, by)
        if (isReturned(asked.move, locked.redaction, by.by)) await tellReturned(tx, row, original, asked.reason, by)
      }
    }),
  )

  const byOf = ({ username }: { username: string }) => ({ by: `staff:${username}`, at: time.now() })

  async function change(
    request: FastifyRequest<One>,
    reply: FastifyReply,
    asks: (row: CaseRow, values: Record<string, string>) => Promise<(tx: Tx) => Promise<void>>,
  ) {
    const { viewer, params, body } = request
    const row = await theCaseToWrite(house, viewer, params.id)
    const { csrf, page = '1', words = '', ...values } = formOf(body)
    checkCsrf(request, csrf)
    await theRedaction(row, params.file)
    try {
      const act = await asks(row, { ...values, page })
      await sql.begin(async (tx) => {
        await enter(tx, [row.agencyId])
        await act(tx)
      })
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500 || error.status < 409) throw error
      const errors = error.errors.length > 0 ? error.errors : [{ field: '', message: error.sentence }]
      request.query.page = page
      if (words) request.query.words = words
      return show(request, reply, { values, errors }, error.status)
    }
    // A page that looks again by itself does not with a place in its address.
    const place = request.url.endsWith('/state') ? '' : '#marks'
    const more = words ? `&words=${encodeURIComponent(words)}` : ''
    return reply.redirect(`/cases/${row.id}/redaction/${params.file}?page=${decimal(page) ?? 1}${more}${place}`, 303)
  }

  /** Why marks were sent back, for whoever made them. @throws Refusal INVALID where nothing is said */
  async function tellReturned(tx: Tx, row: CaseRow, { name }: Original, reason: string, by: { by: string; at: Date }) {
    if (!reason) throw invalid({ field: 'reason', code: 'MISSING', message: '请写明退回的理由' })
    const text = `区分处理：退回文件“${name}”的标注。理由：${reason}`
    await record(tx, house, keyOf(row), { type: 'noted', on: time.today(), text }, by)
  }

  /** What a signature has let go is changed by nobody any more. @throws Refusal FACT_REFUSED */
  async function requireNotSigned(tx: Tx, row: CaseRow, { redaction }: Worked): Promise<void> {
    if (redaction.result === null) return
    const signed = await givenBySignature(tx, keyOf(row), await factsOf(tx, house.keys, keyOf(row)))
    if (signed.some(({ id }) => id === redaction.result))
      throw new Refusal('FACT_REFUSED', {
        message: '遮盖后的文件已经随签发的答复提供，不能再改动；确需改动的，先更正签发',
      })
  }

  /** Those that may be given, secret ones excepted. */
  async function originalsOf(row: CaseRow): Promise<Original[]> {
    const key = keyOf(row)
    return readAs(house, [row.agencyId], async (inside) => {
      const ours = await ourFiles(inside.sql, house.keys, key, await factsOf(inside.sql, house.keys, key))
      const ids = ours.flatMap(({ id, secret }) => (secret ? [] : [id]))
      return inside.sql<Original[]>`
        select id, name, sha256, type, size from files
        where agency_id = ${key.agencyId} and case_id = ${key.caseId} and id = any(${ids}::uuid[]) order by at, id`
    })
  }

  async function originalOf(row: CaseRow, file: string): Promise<Original> {
    const one = isId(file) ? (await originalsOf(row)).find(({ id }) => id === file) : undefined
    if (!one) throw notFound()
    return one
  }

  async function theRedaction(row: CaseRow, file: string): Promise<Worked> {
    const worked = isId(file) ? await redactionOf(sql, keyOf(row), file) : undefined
    if (!worked) throw notFound()
    return worked
  }

  async function redactedFile(viewer: FastifyRequest['viewer'], id: string, file: string) {
    const row = await theCase(house, viewer, id)
    return { row, original: await originalOf(row, file), worked: await theRedaction(row, file) }
  }

  async function show(request: FastifyRequest<One>, reply: FastifyReply, form: FormState, status = 200) {
    const { viewer, params, query } = request
    const { row, original, worked } = await redactedFile(viewer, params.id, params.file)
    const { redaction, marks, steps } = worked
    const page = Math.min(Math.max(1, decimal(query.page ?? '1') ?? 1), redaction.pages.length)
    const words = [...new Set((query.words ?? '').split(/[\n、，,;；]/).map((one) => one.trim().slice(0, 60)))]
      .filter(Boolean)
      .slice(0, 50)
    const wanted = { ...(await wantedOf(house, row)), words }
    const isOpen = redaction.state === 'open'
    const everything = isOpen ? await foundIn(house, original, wanted) : []
    const under = await wordsUnder(house, original, marks, page)
    const by = `staff:${viewer.username}`
    const people = await namesOf(
      sql,
      [redaction.askedBy, redaction.confirmedBy, ...steps.map((step) => step.by)].flatMap((who) => who ?? []),
    )
    if (redaction.state === 'making') reply.header('refresh', LOOK_AGAIN)
    const view = {
      ...{
        id: row.id,
        number: row.number ?? row.receipt,
        file: original.id,
        name: original.name,
        redaction,
        marks,
        page,
      },
      ...{ under, found: everything, words: words.join('、'), form, people },
      mayWrite: writes(viewer, row) && !row.context.erasedOn,
      moves: movesOf(worked, by),
      mayUndo: steps.length > 0,
    }
    return sendPage(reply, RedactionPage({ viewer, csrf: viewer.csrf, view }), status)
  }
}

/** s; whoever waits sees it go on without a script. */
const LOOK_AGAIN = 3
