/** Letters: the issued ones as they were issued, drafts marked as such, and the templates. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Addressee } from '../../workflows/disclosure/vocabulary.ts'
import { approvalSheet } from '../cases/approval-sheet.ts'
import { DRAFT_TOGETHER, draftTogether } from '../cases/together-draft.ts'
import { readAs, within } from '../db/client.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
import { codedLetters, handsOutLetters } from '../ledger/coded-letters.ts'
import { NUMBER_KINDS } from '../ledger/number-formats.ts'
import { lettersOf } from '../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { previewOfCase, previewOfSample } from '../letters/preview.ts'
import { serviceRecordPdf } from '../letters/service-record.ts'
import { letterWithoutCode } from '../letters/without-code.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import { hasRole, NUMBER_READERS } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { decimal } from '../web/decimal.ts'
import { describe } from '../web/describe-api.ts'
import { choice, given } from '../web/given.ts'
import { joinable } from './joinable.ts'
import { type RegisterQuestion, showRegister } from './number-register.ts'
import { ofdOf } from './ofd.ts'
import { reprint } from './reprint.ts'

const PREVIEW = z.object({ template: z.string({ error: '请指明模板' }).max(100), case: z.string().max(60).optional() })

const whole = (min: number, max: number, say: string) =>
  z.preprocess(
    (value) => (value === '' || value === undefined ? undefined : (decimal(value) ?? value)),
    z.int({ error: say }).min(min, { error: say }).max(max, { error: say }).optional(),
  )
const REGISTER = z.object({
  agency: z.string().max(60).optional(),
  year: whole(2019, 9999, '请填写四位年份'),
  kind: z.preprocess((value) => value || undefined, choice(NUMBER_KINDS).optional()),
  before: whole(1, 1e9, '应当是文号的序号'),
})
/** The query of the register. @throws Refusal INVALID for a year before 2019, an unknown kind or a bad cursor */
export const registerAsked = (query: unknown): RegisterQuestion => given(REGISTER, query)

/** A hook for the register. */
export const readsNumbers = async ({ viewer }: FastifyRequest) => {
  if (!hasRole(viewer, ...NUMBER_READERS)) throw new Refusal('NOT_YOURS')
}

/**
 * A letter of a case that this person may see.
 * @returns `isCoded`: a code stands in it that still answers, and this person does not hand it out
 * @throws Refusal NOT_FOUND, also where the letter was destroyed with its case
 */
async function theLetter(
  house: Pick<House, 'sql' | 'lawFor' | 'time'>,
  viewer: Viewer,
  { id, letter: name }: { id: string; letter: string },
) {
  const row = await theCase(house, viewer, id)
  const letters = await within(house.sql, [row.agencyId], (tx) => lettersOf(tx, keyOf(row)))
  const letter = letters.find((one) => one.id === name)
  if (!letter || row.context.erasedOn) throw notFound()
  return { row, letter, isCoded: codedLetters(house, row, letters).has(letter.id) && !handsOutLetters(viewer, row) }
}

/**
 * JSON and PDF of letters for staff: issued ones, previews, reprints, joint drafts, the register of numbers, templates.
 * @throws Refusal NOT_FOUND for a case that they do not see, or a letter of another, NOT_YOURS, CSRF
 */
export async function replyApi(app: FastifyInstance, { house }: { house: Working & Pick<House, 'db'> }): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get<{ Params: { id: string; letter: string } }>(
    '/cases/:id/letters/:letter',
    {
      schema: describe({
        summary:
          'An issued letter as PDF; one that asks somebody, while it is unanswered, as a copy without the answer code for whoever does not hand it out',
        tag: 'staff',
        secured: true,
      }),
    },
    async ({ viewer, params }, reply) => {
      const { row, letter, isCoded } = await theLetter(house, viewer, params)
      const pdf = isCoded
        ? await readAs(house, [row.agencyId], (house) => letterWithoutCode(house, { ...keyOf(row), letter: letter.id }))
        : await house.blobs.get(letter.sha256)
      if (!pdf) throw new Refusal('NOT_YOURS')
      const name = `${letter.title}${isCoded ? '（略去答复码的副本）' : ''}.pdf`
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(name)}`)
        .send(pdf)
    },
  )

  app.get<{ Params: { id: string; letter: string } }>(
    '/cases/:id/letters/:letter/reprint',
    {
      schema: describe({
        summary: 'Makes a letter again from what is kept, and compares it with the file on record byte for byte',
        tag: 'staff',
        secured: true,
      }),
    },
    async ({ viewer, params }) => {
      const row = await theCase(house, viewer, params.id)
      return reprint(house, keyOf(row), params.letter)
    },
  )

  app.get<{ Params: { id: string; letter: string } }>(
    '/cases/:id/letters/:letter/ofd',
    {
      schema: describe({
        summary: 'An issued letter as OFD (GB/T 33190), which names the PDF as its original',
        tag: 'staff',
        secured: true,
      }),
    },
    async ({ viewer, params }, reply) => {
      const { row, letter, isCoded } = await theLetter(house, viewer, params)
      if (isCoded) throw new Refusal('NOT_YOURS')
      const { title, bytes } = await ofdOf(house, keyOf(row), letter.id)
      return reply
        .type('application/ofd')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.ofd`)}`)
        .send(bytes)
    },
  )

  app.get<{ Params: { id: string; letter: string }; Querystring: { addressee?: string } }>(
    '/cases/:id/letters/:letter/service-record',
    {
      schema: describe({
        summary: 'The record of service of a letter (送达回证) as PDF, filled from what is on the ledger',
        tag: 'staff',
        query: { addressee: 'applicant, coApplicant:1 …; the first who must be served where it is left out' },
        secured: true,
      }),
    },
    async ({ viewer, params, query }, reply) => {
      const row = await theCase(house, viewer, params.id)
      const pdf = await serviceRecordPdf(house, row, params.letter, query.addressee as Addressee | undefined)
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent('送达回证.pdf')}`)
        .send(pdf)
    },
  )

  app.get<{ Params: { id: string } }>(
    '/cases/:id/approval-sheet',
    {
      config: { heavy: 'letter' },
      schema: describe({
        summary:
          'The approval sheet (呈批单) of the draft as PDF: what is proposed, and each opinion with name and day',
        tag: 'staff',
        secured: true,
      }),
    },
    async ({ viewer, params }, reply) => {
      const pdf = await approvalSheet(house, await theCase(house, viewer, params.id))
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent('呈批单.pdf')}`)
        .send(pdf)
    },
  )

  app.get<{ Params: { id: string } }>(
    '/cases/:id/together',
    {
      schema: describe({
        summary: 'Open applications of the same applicant, and why each can or cannot be answered with this one',
        tag: 'staff',
        secured: true,
      }),
    },
    async ({ viewer, params }) => {
      const { act, ...view } = await joinable(house, await theCase(house, viewer, params.id), viewer)
      return { ...view, mayDraft: act !== null }
    },
  )

  app.post<{ Params: { id: string } }>(
    '/cases/:id/together',
    {
      schema: describe({
        summary:
          'One draft for this application and others of the same applicant (一并答复): in every case, or in none',
        tag: 'staff',
        body: DRAFT_TOGETHER,
        headers: { 'idempotency-key': 'Any text; a repeat gets the first answer.' },
        status: 201,
        secured: true,
      }),
    },
    async (request, reply) => {
      const { viewer, params, headers, body } = request
      checkCsrf(request, headers['x-csrf-token'])
      const row = await theCaseToWrite(house, viewer, params.id)
      const actor = { by: `staff:${viewer.username}`, at: house.time.now() }
      const key = headers['idempotency-key'] as string | undefined
      const answer = await draftTogether(house, row, body, actor, key, viewer)
      return reply.code(answer.status).send(answer.body)
    },
  )

  app.get(
    '/numbers',
    {
      preHandler: readsNumbers,
      schema: describe({
        summary: 'The register of numbers (文号簿, 登记编号): every number of a series, and whether one is missing',
        tag: 'staff',
        query: {
          year: 'this year unless told',
          kind: 'reply (unless told), notice, or registration',
          agency: 'one of those that you see; your own unless told',
          before: 'the numbers below this one: `next` of the page before',
        },
        secured: true,
      }),
    },
    async ({ viewer, query }) => {
      const { agencies: _, ...view } = await showRegister(house, viewer, registerAsked(query))
      return { ...view, complete: view.missing.length === 0 }
    },
  )

  app.get(
    '/letters/preview',
    {
      config: { heavy: 'letter' },
      schema: describe({
        summary: 'PDF of an unissued letter, marked 草稿',
        tag: 'staff',
        query: { template: 'template id', case: 'case id; without it the sample' },
        secured: true,
      }),
    },
    async (request, reply) => {
      const { template, case: id } = given(PREVIEW, request.query)
      const pdf = id
        ? await previewOfCase(house, await theCase(house, request.viewer, id), template)
        : await previewOfSample(house, request.viewer.agency.id, template)
      return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf)
    },
  )

  app.get(
    '/templates',
    { schema: describe({ summary: 'The templates in force', tag: 'staff', secured: true }) },
    async ({ viewer }) => ({
      templates: [...house.templatesFor(viewer.agency.id, house.time.today()).values()].map(
        ({ id, title, kind, version, inForce }) => ({
          id,
          title,
          kind,
          version,
          inForce,
        }),
      ),
    }),
  )
}
