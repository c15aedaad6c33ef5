/** Cases as other programs see them (contract, section 6). */

import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { WAITS } from '../../workflows/disclosure/next-step.ts'
import { CHANNELS, type Fact, OUTCOMES, STAGES } from '../../workflows/disclosure/vocabulary.ts'
import { ENTERED, readAsItCame } from '../acts/entered.ts'
import { ANY_FACT, withFiles } from '../acts/facts.ts'
import { requireTheirs } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import { countedLink } from '../cases/offer.ts'
import { proposedFee } from '../cases/propose-fee.ts'
import { readAs } from '../db/client.ts'
import { asTold } from '../files/heeded.ts'
import { scanned } from '../files/scans.ts'
import { holding, jsonPart, readUploadForm } from '../files/upload-form.ts'
import { keepContent, putOnFile } from '../files/uploads.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { submit } from '../intake/submit.ts'
import { fileOf } from '../ledger/case-file.ts'
import { indexesMeant } from '../ledger/found-by.ts'
import { type CaseRow, caseByReceipt } from '../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, requireServing, signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { byOfProgram } from '../people/programs.ts'
import type { Viewer } from '../people/sessions.ts'
import { changesAwaited } from '../released/changes.ts'
import { describe } from '../web/describe-api.ts'
import { formOf } from '../web/form-of.ts'
import { choice, commonDay, given, text } from '../web/given.ts'
import { once } from '../web/once.ts'
import { deskPage } from './desk.ts'
import { caseJson } from './json.ts'
import { SORTS } from './question.ts'

const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const LIST = z.object({
  stage: optional(choice(STAGES)),
  unit: optional(text(60)),
  handler: optional(text(60)),
  agency: optional(text(60)),
  due: optional(choice({ overdue: 1, today: 1, soon: 1, week: 1 })),
  channel: optional(choice(CHANNELS)),
  on: optional(commonDay),
  from: optional(commonDay),
  to: optional(commonDay),
  outcome: optional(choice(OUTCOMES)),
  q: optional(text(200, 0)),
  sort: optional(z.enum(SORTS)),
  waiting: optional(choice({ me: 1 })),
  waits: optional(choice(WAITS)),
  aside: optional(choice({ yes: 1 })),
  cursor: optional(z.string()),
})

const KEY = { 'idempotency-key': 'Any text; a repeat gets the first answer.' }

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

  app.get(
    '/cases',
    {
      config: { heavy: 'search' },
      schema: describe({
        summary: 'Cases, nearest statutory date first',
        tag: 'staff',
        query: LIST_HELP,
        secured: true,
      }),
    },
    async (request) => {
      const ask = given(LIST, request.query)
      const { calendar } = house.law()
      const today = time.today()
      const { rows, next } = await deskPage(sql, calendar, {
        ...{ who: request.viewer, today, ...ask, waiting: ask.waiting === 'me' },
        aside: ask.aside && ('only' as const),
        found: indexesMeant(house.keys, request.viewer.agencyIds, ask.q ?? ''),
      })
      return {
        cases: rows.map(
          ({
            id,
            number,
            receipt,
            title,
            applicantName,
            stage,
            status,
            dueOn,
            carefulDueOn,
            provisional,
            nextDueOn,
            nextDueFor,
            unit,
            handler,
            agency,
            waits,
            waitsFor,
          }) => ({
            id,
            number,
            receipt,
            title,
            applicantName,
            stage,
            status,
            dueOn,
            carefulDueOn,
            provisional,
            left: dueOn && calendar.between(today, dueOn),
            nextDueOn,
            nextDueFor,
            unit,
            handler,
            agency,
            waits,
            waitsFor,
          }),
        ),
        next,
        ...(ask.waiting === 'me' && { releaseChanges: await changesAwaited(sql, request.viewer) }),
      }
    },
  )

  app.post(
    '/cases',
    {
      schema: describe({
        summary: 'Enter a paper, fax, counter or oral application',
        tag: 'staff',
        body: ENTERED,
        part: 'application',
        headers: KEY,
        status: 201,
        secured: true,
      }),
    },
    async (request, reply) => {
      if (!hasRole(request.viewer, 'registrar')) throw new Refusal('NOT_YOURS')
      const at = time.now()
      const { program } = request
      const { answer } = await holding(house, async (house, shelf) => {
        const form = await readUploadForm(request, shelf, at, house.keys, undefined, 'staff')
        if (!hasRole(request.viewer, 'registrar')) throw new Refusal('NOT_YOURS')
        const body = jsonPart(request.isMultipart(), form.fields, 'application', request.body)
        checkCsrf(request, request.headers['x-csrf-token'] ?? form.fields.csrf)
        const entered = await readEntered(body, house, request.viewer)
        return submit(house, {
          ...entered,
          files: form.files,
          papers: form.papers,
          refused: form.refused,
          actor: { by: program ? byOfProgram(program) : `staff:${request.viewer.username}`, at },
          key: request.headers['idempotency-key'] as string | undefined,
          caller: () => request.viewer.id,
        })
      })
      const row = await caseByReceipt(sql, answer.receipt)
      request.itsCase = row!.id
      if (program) return reply.code(201).send(answer) // it hands the code on, and reads no case
      return reply.code(201).send({ ...answer, ...(await shown(row!, request.viewer)) })
    },
  )

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

  app.post<{ Params: { id: string } }>(
    '/cases/:id/facts',
    {
      schema: describe({
        summary: 'Record one fact',
        tag: 'staff',
        body: ANY_FACT,
        part: 'fact',
        headers: KEY,
        status: 201,
        secured: true,
      }),
    },
    async (request, reply) => {
      const { viewer } = request
      await theCaseToWrite(house, viewer, request.params.id) // before any file is taken in
      const at = time.now()
      return holding(house, async (house, shelf) => {
        const form = await readUploadForm(request, shelf, at, undefined, undefined, 'staff')
        const row = await theCaseToWrite(house, viewer, request.params.id)
        checkCsrf(request, request.headers['x-csrf-token'] ?? form.fields.csrf)
        const { files, refused } = form
        const input = withFiles(jsonPart(request.isMultipart(), form.fields, 'fact', request.body), files)
        requireTheirs(viewer, input, row)
        const fact = readFact(input, house, 'withEvidence')
        const actor = { by: `staff:${viewer.username}`, at }
        const keyed = { scope: `${viewer.id} ${row.id}`, key: request.headers['idempotency-key'] as string | undefined }
        const { status, body } = await accept(house, row, fact, files, actor, keyed, viewer, async (tx, file) => ({
          ...(await caseJson(tx, house, file, viewer)),
          ...(refused.length > 0 && { refused }),
        }))
        return reply.code(status).send({ ...body, ...newCode(house, fact, body, row) })
      })
    },
  )

  app.post<{ Params: { id: string } }>(
    '/cases/:id/files',
    {
      schema: {
        ...describe({
          summary: 'Add files (multipart) to a case, to be named by facts',
          tag: 'staff',
          headers: KEY,
          status: 201,
          secured: true,
        }),
        consumes: ['multipart/form-data'],
      },
    },
    async (request, reply) => {
      const { viewer } = request
      await theCaseToWrite(house, viewer, request.params.id) // before any file is taken in
      const at = time.now()
      return holding(house, async (house, shelf) => {
        const { files, refused, fields } = await readUploadForm(request, shelf, at, undefined, undefined, 'staff')
        const row = await theCaseToWrite(house, viewer, request.params.id)
        checkCsrf(request, request.headers['x-csrf-token'] ?? fields.csrf)
        if (files.length === 0) {
          throw invalid(
            ...(refused.length > 0
              ? refused.map((f) => ({ field: 'file', code: f.code, message: f.message }))
              : [{ field: 'file', code: 'MISSING', message: '请选择文件' }]),
          )
        }
        const infected = await scanned(house, files)
        const keyed = {
          scope: `${viewer.id} ${row.id} files`,
          key: request.headers['idempotency-key'] as string | undefined,
          request: files.map((f) => f.sha256).join(),
        }
        const { status, body } = await once(house, keyed, 201, async (tx) => {
          await putOnFile(tx, { agencyId: row.agencyId, caseId: row.id }, files, `staff:${viewer.username}`, at)
          await keepContent(house.blobs, files)
          const told = [...refused, ...infected]
          return { files: files.map(asTold), ...(told.length > 0 && { refused: told }) }
        })
        return reply.code(status).send(body)
      })
    },
  )
}

/** A code is shown, never kept: what is remembered for a repeat says how often one was given out, and it is derived again. */
const newCode = (
  { keys }: Pick<House, 'keys'>,
  { type }: Fact,
  { receipt, facts }: Awaited<ReturnType<typeof caseJson>>,
  by: CaseRow,
) =>
  type === 'codeReissued' && {
    enquiryCode: keys.enquiryCode(receipt, by, facts.filter((fact) => fact.type === 'codeReissued').length),
  }

const LIST_HELP = {
  stage: Object.keys(STAGES).join(', '),
  unit: 'unit id',
  handler: 'username or id',
  due: 'overdue, today, soon, week (until Sunday)',
  agency: 'code of an agency',
  channel: Object.keys(CHANNELS).join(', '),
  on: 'due on this day',
  from: 'submitted on this day or later',
  to: 'submitted on this day or before',
  outcome: 'as in contract section 4',
  q: 'finds receipt, number, name, title and text; an identity number, a telephone or a mail address whole',
  sort: SORTS.join(', '),
  waiting:
    '`me`: what this person must act on; `releaseChanges` counts what they read at /releases/changes, beside cases',
  waits: Object.keys(WAITS).join(', '),
  aside: '`yes`: what was set aside (无效件) and nothing else; no other list has it, a search does',
  cursor: '`next` of the page before',
}

const FEE_HELP = {
  basis: 'items, pages; without it by items where that gives a fee',
  quantity: 'items or pages',
  amount: 'the sum that is to be asked, should it differ',
  reason: 'of a lower sum',
  on: 'day of the notice; without it today',
}

/**
 * An application that staff enter: how it came, and the day, which may lie before today where the paper shows it.
 * @throws Refusal NOT_YOURS for an agency that they do not take in for; INVALID
 */
export async function readEntered(body: unknown, house: Pick<House, 'sql' | 'time'>, viewer: Viewer) {
  await requireServing(house, viewer, ['registrar'], (body as { agency?: unknown } | null)?.agency)
  const entered = readAsItCame(body)
  const { on = house.time.today(), handover } = entered
  if (on > house.time.today()) throw invalid({ field: 'on', code: 'IN_FUTURE', message: '收到日期不能晚于今天' })
  if (handover && (handover.reachedOn < on || handover.reachedOn > house.time.today())) {
    const message = '送达公开工作机构之日应当在收到之日以后、今天以前'
    throw invalid({ field: 'handover.reachedOn', code: 'UNFIT', message })
  }
  return { ...entered, on }
}
