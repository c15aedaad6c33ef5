/** Notices that are prepared with a case, read, and approved by another person: for programs. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ANY_FACT } from '../acts/facts.ts'
import { APPROVAL, approve, CHANGE, change, giveBack, prepare, RETURN, takeAway } from '../cases/prepared.ts'
import { readAs } from '../db/client.ts'
import { notFound } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { fileOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import { draftPdf } from '../letters/preview.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { describe, KEY } from '../web/describe-api.ts'
import { given } from '../web/given.ts'
import { once } from '../web/once.ts'
import { caseJson } from './json.ts'
import { noticeJson, type ShownNotice, shownNotices } from './show-notices.ts'

const PREVIEW = z.object({ template: z.string().max(100).optional() })

type Params = { Params: { id: string; notice: string } }

/**
 * `/cases/:id/notices` for staff.
 * @throws Refusal NOT_FOUND for a case outside the viewer's agencies, NOT_YOURS, CSRF, INVALID, KEY_REUSED, what
 * `record()` refuses
 */
export async function noticesApi(
  app: FastifyInstance,
  { house }: { house: Working & Pick<House, 'post'> },
): Promise<void> {
  const { sql } = house
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.addHook('preHandler', async (request) => {
    if (request.method !== 'GET') checkCsrf(request, request.headers['x-csrf-token'])
  })
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })
  const keyOf = ({ headers }: FastifyRequest) => headers['idempotency-key'] as string | undefined
  const theRow = ({ viewer, params }: FastifyRequest<Params>) => theCase(house, viewer, params.id)
  const all = ({ viewer }: FastifyRequest, row: CaseRow) =>
    readAs(house, [row.agencyId], async ({ sql }) =>
      shownNotices(sql, house, await fileOf(sql, house.keys, row), viewer),
    )
  const one = async (request: FastifyRequest, row: CaseRow, id: string): Promise<ShownNotice> => {
    const shown = (await all(request, row)).find((each) => each.id === id)
    if (!shown) throw notFound()
    return shown
  }

  app.get<Params>(
    '/cases/:id/notices',
    { schema: describe(about('Notices that are prepared and not sent: what each says, and what the checker finds')) },
    async (request) => {
      const row = await theRow(request)
      return { notices: (await all(request, row)).map((notice) => noticeJson(row.id, notice)) }
    },
  )

  app.post<Params>(
    '/cases/:id/notices',
    {
      schema: describe({
        ...about('Prepare a notice for another person’s approval; records nothing, takes no number'),
        body: ANY_FACT,
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      const { viewer, body } = request
      const row = await theRow(request)
      const keyed = { scope: `${viewer.id} ${row.id} notices`, key: keyOf(request), request: JSON.stringify(body) }
      const { status, body: id } = await once(house, keyed, 201, (tx) => prepare(tx, house, row, body, viewer))
      // A repeat may come after it was approved: then the first answer's words are gone.
      const shown = (await all(request, row)).find((each) => each.id === id)
      return reply.code(status).send(shown ? noticeJson(row.id, shown) : { id })
    },
  )

  app.get<Params>('/cases/:id/notices/:notice', { schema: describe(about('One prepared notice')) }, async (request) => {
    const row = await theRow(request)
    return noticeJson(row.id, await one(request, row, request.params.notice))
  })

  app.put<Params>(
    '/cases/:id/notices/:notice',
    {
      schema: describe({
        ...about(
          'Other words in its place, by whoever prepared it: the fact, and the version that was changed; it waits again',
        ),
        body: CHANGE.extend({ type: z.string() }),
      }),
    },
    async (request) => {
      const { viewer, params, body } = request
      const row = await theRow(request)
      await sql.begin((tx) => change(tx, house, row, params.notice, body, viewer))
      return noticeJson(row.id, await one(request, row, params.notice))
    },
  )

  app.get<Params>(
    '/cases/:id/notices/:notice/preview',
    {
      config: { heavy: 'letter' },
      schema: describe({
        ...about('PDF of a prepared notice, marked 草稿: the same bytes for the same words'),
        query: { template: 'template id, where it makes two letters; the first unless told' },
      }),
    },
    async (request, reply) => {
      const { template } = given(PREVIEW, request.query)
      const row = await theRow(request)
      const { letters } = await one(request, row, request.params.notice)
      const letter = template ? letters.find((each) => each.template.id === template) : letters[0]
      if (!letter) throw notFound()
      const pdf = await draftPdf(house, letter.letter)
      return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf)
    },
  )

  app.post<Params>(
    '/cases/:id/notices/:notice/approval',
    {
      schema: describe({
        ...about('Approve what was read: the fact is recorded, number and letter come with it'),
        body: APPROVAL,
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      const { viewer, params } = request
      const row = await theRow(request)
      const { status, body } = await approve(
        house,
        row,
        params.notice,
        request.body,
        viewer,
        keyOf(request),
        (tx, file) => caseJson(tx, house, file, viewer),
      )
      return reply.code(status).send(body)
    },
  )

  app.post<Params>(
    '/cases/:id/notices/:notice/return',
    { schema: describe({ ...about('Give it back to whoever prepared it, with the reason'), body: RETURN }) },
    async (request) => {
      const { viewer, params } = request
      const row = await theRow(request)
      await sql.begin((tx) => giveBack(tx, house, row, params.notice, request.body, viewer))
      return noticeJson(row.id, await one(request, row, params.notice))
    },
  )

  app.delete<Params>(
    '/cases/:id/notices/:notice',
    { schema: describe({ ...about('Take it away: nothing of it is kept'), status: 204 }) },
    async (request, reply) => {
      const { viewer, params } = request
      const row = await theRow(request)
      await sql.begin((tx) => takeAway(tx, house, row, params.notice, viewer))
      return reply.code(204).send()
    },
  )
}
