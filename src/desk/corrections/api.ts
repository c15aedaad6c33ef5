/** 更正 for programs, as on the page: what follows is read first, then it is asked for; the head decides. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  APPROVAL,
  approveCorrection,
  askCorrection,
  askedCorrection,
  digestOf,
  mayAsk,
  REFUSAL,
  readCorrection,
  readsWhole,
  refuseCorrection,
  takeCorrectionAway,
} from '../../cases/asked-corrections.ts'
import { within } from '../../db/client.ts'
import { Refusal } from '../../ground/errors.ts'
import type { Working } from '../../house.ts'
import { fileOf } from '../../ledger/case-file.ts'
import type { CaseRow } from '../../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../../people/guard.ts'
import { describe, KEY } from '../../web/describe-api.ts'
import { once } from '../../web/once.ts'
import { shownCorrection } from './show.ts'
import { correctionRefs } from './waiting.ts'

type Params = { Params: { id: string; correction: string } }

/** As it is described; `readCorrection` reads it. */
const ASKED = z.object({
  position: z.int(),
  why: z.string(),
  /** Left out, the record is struck. */
  replacement: z.record(z.string(), z.unknown()).optional(),
  evidence: z.array(z.string()).optional(),
  /** `read` of the answer that showed what follows. */
  read: z.string().optional(),
})

const READ_ANEW = '本件在您查看更正的后果以后有变动，没有提请。请核对现在的内容后再提请'

/**
 * `/cases/:id/corrections` for staff.
 * @throws Refusal NOT_FOUND, NOT_YOURS, CSRF, INVALID, KEY_REUSED, CHANGED_SINCE_READ, FACT_REFUSED, the code of the rule where the record would not be lawful then
 */
export async function correctionsApi(app: FastifyInstance, { house }: { house: Working }): Promise<void> {
  const { sql } = house
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)
  app.addHook('preHandler', async (request) => {
    if (request.method !== 'GET') checkCsrf(request, request.headers['x-csrf-token'])
  })
  const about = (summary: string) => ({ summary, tag: 'staff', secured: true })
  const keyOf = ({ headers }: FastifyRequest) => headers['idempotency-key'] as string | undefined
  const toDecide = ({ viewer, params }: FastifyRequest<Params>) => theCaseToWrite(house, viewer, params.id)
  const listed = ({ viewer }: FastifyRequest, row: CaseRow) =>
    within(sql, [row.agencyId], async (tx) => correctionRefs(tx, house, await fileOf(tx, house.keys, row), viewer))

  app.get<Params>(
    '/cases/:id/corrections',
    { schema: describe(about('Corrections of the record that were asked for and are not recorded')) },
    async (request) => ({
      corrections: await listed(request, await theCase(house, request.viewer, request.params.id)),
    }),
  )

  app.post<Params>(
    '/cases/:id/corrections',
    {
      schema: describe({
        ...about(
          'Correct a record: without `read` 200 with what follows and nothing is kept; with it 201, and the head decides',
        ),
        body: ASKED,
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      const { viewer, params, body } = request
      const row = await theCaseToWrite(house, viewer, params.id)
      if (!mayAsk(viewer, row)) throw new Refusal('NOT_YOURS')
      const { read, ...asked } = (body ?? {}) as Record<string, unknown>
      const said = readCorrection(asked)
      const digest = digestOf(said, row)
      if (read === undefined) {
        const shown = await within(sql, [row.agencyId], async (tx) =>
          shownCorrection(tx, house, await fileOf(tx, house.keys, row), said, {
            by: `staff:${viewer.username}`,
            isWhole: true,
          }),
        )
        return reply.code(200).send({ ...shown, read: digest })
      }
      const keyed = {
        scope: `${viewer.id} ${row.id} corrections`,
        key: keyOf(request),
        request: JSON.stringify(body),
      }
      const { status, body: id } = await once(house, keyed, 201, (tx) => {
        if (read !== digest) throw new Refusal('CHANGED_SINCE_READ', { message: READ_ANEW })
        return askCorrection(tx, house, row, said, viewer)
      })
      return reply.code(status).send({ id })
    },
  )

  app.get<Params>(
    '/cases/:id/corrections/:correction',
    {
      schema: describe(
        about('One of them: what the record says, what it would say, what follows; `digest` for whoever may approve'),
      ),
    },
    async ({ viewer, params }) => {
      const row = await theCase(house, viewer, params.id)
      return within(sql, [row.agencyId], async (tx) => {
        const one = await askedCorrection(tx, house.keys, row, params.correction)
        const file = await fileOf(tx, house.keys, row)
        const [ref] = (await correctionRefs(tx, house, file, viewer)).filter(({ id }) => id === one.id)
        const isWhole = readsWhole(viewer, one, row)
        const shown = await shownCorrection(tx, house, file, one, { by: one.askedBy, isWhole }).catch(refusal)
        // A digest of a whole number is as good as the number to whoever tries all days of birth.
        return { ...ref, ...shown, ...(isWhole && { digest: digestOf(one, row) }) }
      })
    },
  )

  app.post<Params>(
    '/cases/:id/corrections/:correction/approval',
    {
      schema: describe({
        ...about('Approve what was read: it is recorded as of today'),
        body: APPROVAL,
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      const { viewer, params, body } = request
      const row = await toDecide(request)
      await approveCorrection(house, row, { id: params.correction, position: undefined }, body, viewer, keyOf(request))
      return reply.code(201).send({ id: row.id })
    },
  )

  app.post<Params>(
    '/cases/:id/corrections/:correction/return',
    { schema: describe({ ...about('Do not approve it, with the reason'), body: REFUSAL }) },
    async (request) => {
      const { viewer, params, body } = request
      const row = await toDecide(request)
      const which = { id: params.correction, position: undefined }
      await sql.begin((tx) => refuseCorrection(tx, house, row, which, body, viewer))
      return { corrections: await listed(request, row) }
    },
  )

  app.delete<Params>(
    '/cases/:id/corrections/:correction',
    { schema: describe({ ...about('Take it away, by whoever asked for it'), status: 204 }) },
    async (request, reply) => {
      const row = await toDecide(request)
      await sql.begin((tx) => takeCorrectionAway(tx, house, row, request.params.correction, request.viewer))
      return reply.code(204).send()
    },
  )
}

/** Why the case does not hear it any more: it waits until somebody takes it away. */
function refusal(error: unknown): { refusedBy: { code: string; message: string } } {
  if (!(error instanceof Refusal)) throw error
  return { refusedBy: { code: error.code, message: String(error.sentence) } }
}
