/** The public API: file an application, follow it, do what an applicant may do (contract, section 6). */

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { APPLICATION } from '../acts/application.ts'
import { ANY_FACT, withFiles } from '../acts/facts.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import { requireApplicants } from '../cases/brought-again.ts'
import { type Tx, within } from '../db/client.ts'
import { recordDownload } from '../files/given.ts'
import { sendGiven } from '../files/given-routes.ts'
import { holding, jsonPart, readUploadForm } from '../files/upload-form.ts'
import { someTaken } from '../files/uploads.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isReceipt } from '../ground/ids.ts'
import type { House, Working } from '../house.ts'
import { type CaseFile, fileOf, keyOf } from '../ledger/case-file.ts'
import { givenToApplicant, namingSecrets } from '../ledger/given.ts'
import { type CaseRow, caseByReceipt, factsOf, isForApplicant, lettersOf } from '../ledger/queries.ts'
import { caseOpenedBy, found } from '../ledger/the-case.ts'
import { requireServing } from '../people/guard.ts'
import { opensAs, opensNothing } from '../people/outsiders.ts'
import { viewerOfProgram } from '../people/programs.ts'
import { namedAgencies } from '../people/queries.ts'
import { callerOf } from '../web/caller.ts'
import { describe } from '../web/describe-api.ts'
import { given } from '../web/given.ts'
import { isAnswered } from '../web/once.ts'
import { sentence } from '../web/words/sentences.ts'
import { asConfirmedHere } from './confirm-online.ts'
import { filingLimit } from './filing-limit.ts'
import { hintRoutes } from './hint-routes.ts'
import { openedByApplicant } from './opened.ts'
import { showTracking } from './show-tracking.ts'
import { submit } from './submit.ts'
import { mayFollow } from './tracked.ts'
import type { TrackingView } from './views.ts'

const KEY = {
  'idempotency-key':
    'Any text; a repeat by the same program from the same network gets the first answer; of 20 characters and more, drawn at random, the same application from anywhere.',
}
const CODE = { 'enquiry-code': 'Given once, at submission' }
/** Guessing 49 bits at this rate takes longer than any file is kept. */
const GUESSES = { rateLimit: { max: 120, timeWindow: '1 minute' } }

/**
 * The public JSON routes, without an account: `/applications`, `/agencies` and `/hints`.
 * @throws Refusal NOT_OPEN while nobody could handle an application; NOT_FOUND for an unknown receipt, a wrong enquiry code, or a letter that is not the applicant's
 */
export async function intakeApi(
  app: FastifyInstance,
  { house }: { house: Working & Pick<House, 'portal'> },
): Promise<void> {
  const { sql, time } = house
  hintRoutes(app)

  app.post(
    '/applications',
    {
      config: filingLimit(house),
      preHandler: () => requireOpen(house),
      schema: describe({
        summary: 'File an application',
        tag: 'public',
        body: APPLICATION,
        part: 'application',
        headers: KEY,
        status: 201,
      }),
    },
    async (request, reply) => {
      const at = time.now()
      const { program } = request
      const { answer } = await holding(house, async (house, shelf) => {
        const form = await readUploadForm(request, shelf, at, house.keys)
        const body = jsonPart(request.isMultipart(), form.fields, 'application', request.body)
        const application = given(APPLICATION, body)
        await requireOpen(house, application.agency)
        if (program) await requireServing(house, viewerOfProgram(program), ['registrar'], application.agency)
        return submit(house, {
          application,
          channel: 'online',
          on: time.today(),
          files: form.files,
          papers: form.papers,
          refused: form.refused,
          actor: { by: 'applicant', at },
          key: request.headers['idempotency-key'] as string | undefined,
          caller: () => program?.id ?? callerOf(house, request),
        })
      })
      if (program) request.itsCase = (await caseByReceipt(sql, answer.receipt))?.id ?? null
      return reply.code(201).send(answer)
    },
  )

  app.get<{ Params: { receipt: string } }>(
    '/applications/:receipt',
    {
      config: GUESSES,
      schema: describe({
        summary: 'Follow an application; `moved`: the agency that handles it since and the receipt number there',
        tag: 'public',
        headers: CODE,
      }),
    },
    async (request) => {
      const row = await ownCase(house, request, request.params.receipt)
      const show = async (tx: Tx) => showTracking(tx, house, await fileOf(tx, house.keys, row))
      return trackingJson(await within(sql, [row.agencyId], show))
    },
  )

  app.post<{ Params: { receipt: string } }>(
    '/applications/:receipt/facts',
    {
      config: GUESSES,
      schema: describe({
        summary: 'What the applicant may do',
        tag: 'public',
        body: ANY_FACT,
        part: 'fact',
        headers: { ...KEY, ...CODE },
        status: 201,
      }),
    },
    async (request, reply) => {
      const row = await ownCase(house, request, request.params.receipt)
      const at = time.now()
      const { status, body: answer } = await holding(house, async (house, shelf) => {
        const form = await readUploadForm(request, shelf, at)
        const { files, refused } = form
        const body = withFiles(jsonPart(request.isMultipart(), form.fields, 'fact', request.body), files)
        const keyed = { scope: `applicant ${row.id}`, key: request.headers['idempotency-key'] as string | undefined }
        // What was done answers its repeat, though it could not be done a second time.
        if (!(await isAnswered(house, keyed))) await requireApplicants(house, body, row)
        someTaken(body, form)
        const fact = readFact(asConfirmedHere(body, row), house, 'never')
        const show = async (tx: Tx, file: CaseFile) => ({
          ...trackingJson(await showTracking(tx, house, file)),
          ...(refused.length > 0 && { refused }),
        })
        return accept(house, row, fact, files, { by: 'applicant', at }, keyed, 'applicant', show)
      })
      return reply.code(status).send(answer)
    },
  )

  app.get<{ Params: { receipt: string; letter: string } }>(
    '/applications/:receipt/letters/:letter',
    { config: GUESSES, schema: describe({ summary: 'A letter as PDF', tag: 'public', headers: CODE }) },
    async (request, reply) => {
      const row = await ownCase(house, request, request.params.receipt)
      const { letters, stopped } = await within(sql, [row.agencyId], async (tx) => {
        const letters = await lettersOf(tx, keyOf(row))
        const facts = await factsOf(tx, house.keys, keyOf(row))
        return { letters, stopped: await namingSecrets(tx, keyOf(row), facts, letters) }
      })
      const letter = letters.find((l) => l.id === request.params.letter && isForApplicant(l, row))
      if (!letter || row.context.erasedOn) throw notFound()
      if (stopped.has(letter.id)) throw new Refusal('FILE_STOPPED', { message: sentence('letter.stopped') })
      // Whoever enters a paper application is given its code to hand on: a look of staff proves nothing of the applicant,
      // nor does a program that fetches what its people may never open.
      if (!request.staff && !request.program) await openedByApplicant(house, row, letter.id)
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(`${letter.title}.pdf`)}`)
        .send(await house.blobs.get(letter.sha256))
    },
  )

  app.get<{ Params: { receipt: string; file: string } }>(
    '/applications/:receipt/files/:file',
    {
      config: GUESSES,
      schema: describe({
        summary: 'A file that the reply gives; each download is recorded',
        tag: 'public',
        headers: CODE,
      }),
    },
    async (request, reply) => {
      const row = await ownCase(house, request, request.params.receipt)
      const read = async (tx: Tx) => givenToApplicant(tx, row, await factsOf(tx, house.keys, keyOf(row)))
      const given = await within(sql, [row.agencyId], read)
      if (given.stopped.includes(request.params.file))
        throw new Refusal('FILE_STOPPED', { message: sentence('file.stopped', { n: 1 }) })
      const file = given.files.find(({ id }) => id === request.params.file)
      if (!file) throw notFound()
      if (!request.staff && !request.program) await recordDownload(house, keyOf(row), file)
      return sendGiven(reply, house, file)
    },
  )

  app.get(
    '/agencies',
    { schema: describe({ summary: 'Who can be asked; the intake office comes first', tag: 'public' }) },
    async () => ({
      agencies: (await namedAgencies(sql)).map(({ id, name, kind }) => ({ code: id, name, kind })),
    }),
  )
}

async function requireOpen({ portal }: Pick<House, 'portal'>, agencyId?: string): Promise<void> {
  if (!(await portal.isOpen(agencyId))) throw new Refusal('NOT_OPEN')
}

/** The case of this receipt, for whoever knows its enquiry code. An unknown receipt and a wrong code look alike. */
async function ownCase(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  request: FastifyRequest,
  receipt: string,
): Promise<CaseRow> {
  const code = request.headers['enquiry-code']
  const byCode = typeof code === 'string'
  if (!byCode && (!isReceipt(receipt) || !(await mayFollow(house, request, receipt)))) throw notFound()
  const opened = byCode ? await caseOpenedBy(house, receipt, code) : await caseByReceipt(house.sql, receipt)
  if (!opened) await opensNothing(house.sql, request, receipt)
  const row = found(opened)
  opensAs(request, 'applicant', keyOf(row))
  return row
}

function trackingJson({
  receipt,
  number,
  title,
  agency,
  submittedAt,
  stage,
  stages,
  nextStep,
  clock,
  letters,
  files,
  stopped,
  infected,
  heeded,
  may,
  asked,
  remedy,
  lastDays,
  answers,
  together,
  moved,
}: TrackingView) {
  return {
    receipt,
    number,
    title,
    agency,
    submittedAt,
    stage,
    stages: stages.filter((s) => s.on !== null).map(({ stage, on, by }) => ({ stage, on, by })),
    nextStep,
    ...(moved && { moved }),
    clock,
    may: may.map((act) => act.type),
    letters: letters.map(({ id, title, number, url, madeOn, sha256, voided }) => ({
      id,
      title,
      number,
      url,
      madeOn,
      sha256,
      ...(voided && { voided }),
    })),
    files: files.map(({ id, name, size, sha256, type, url }) => ({ id, name, size, sha256, type, url })),
    ...(stopped.length > 0 && {
      stopped: stopped.map((id) => ({ id, message: sentence('file.stopped', { n: 1 }) })),
    }),
    ...(infected.length > 0 && {
      infected: infected.map((one) => ({ ...one, message: sentence('file.infected', one) })),
    }),
    ...(heeded.length > 0 && { heeded }),
    ...(answers && { answers }),
    remedy,
    ...(Object.keys(asked).length > 0 && { asked }),
    ...(lastDays && { lastDays }),
    ...(together && { together }),
  }
}
