/** What programs record in a case: a fact, with its files or without, and files that later facts name. */
import type { FastifyInstance } from 'fastify'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { ANY_FACT, withFiles } from '../acts/facts.ts'
import { requireTheirs } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import { asTold } from '../files/heeded.ts'
import { scanned } from '../files/scans.ts'
import { holding, jsonPart, readUploadForm } from '../files/upload-form.ts'
import { keepContent, putOnFile, someTaken } from '../files/uploads.ts'
import { invalid } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf } from '../people/guard.ts'
import { describe, KEY } from '../web/describe-api.ts'
import { once } from '../web/once.ts'
import { caseJson } from './json.ts'

/**
 * `POST /cases/:id/facts` and `/files`, within the guard of `caseApi`.
 * @throws Refusal NOT_FOUND for a case that they do not see, NOT_YOURS, CSRF, INVALID, KEY_REUSED
 */
export function factRoutes(app: FastifyInstance, house: Working & Pick<House, 'post'>): void {
  const { time } = house

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
        someTaken(input, form)
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
