/** An application on paper, by fax, at the counter or spoken, entered by a program or by the page that staff fill. */
import type { FastifyInstance } from 'fastify'
import { ENTERED, readAsItCame } from '../acts/entered.ts'
import { holding, jsonPart, readUploadForm } from '../files/upload-form.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { submit } from '../intake/submit.ts'
import { type CaseRow, caseByReceipt } from '../ledger/queries.ts'
import { checkCsrf, requireServing } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { byOfProgram } from '../people/programs.ts'
import type { Viewer } from '../people/sessions.ts'
import { describe, KEY } from '../web/describe-api.ts'

/**
 * `POST /cases`, within the guard of `caseApi`.
 * @param shown the new case, as whoever entered it may see it
 * @throws Refusal NOT_YOURS, CSRF, INVALID, KEY_REUSED
 */
export function entryRoute(
  app: FastifyInstance,
  house: Pick<House, 'sql' | 'lawFor' | 'blobs' | 'scanner' | 'time' | 'traces' | 'keys'>,
  shown: (row: CaseRow, viewer: Viewer) => Promise<object>,
): void {
  const { sql, time } = house

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
