/**
 * 复议、诉讼 of a case: its page, and the documents for court and review body, read and changed as text before they are made.
 * What is made is put on file as the agency's paper: it is printed, sealed and handed in outside this house.
 */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nextForStaff } from '../../workflows/disclosure/next-step.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { dayNumber, isDay } from '../../workflows/statute/days.ts'
import { mayRecord } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import { compose, DocumentFault, type Letter, renderPdf, type Template } from '../documents/index.ts'
import { pagesFrom } from '../evidence/reading/evidence-list.ts'
import { exhibitsOf } from '../evidence/reading/exhibits.ts'
import { lackingIn } from '../evidence/reading/lacking.ts'
import { type OnFile, onFile } from '../evidence/reading/on-file.ts'
import { readingCopy } from '../evidence/reading/reading-copy.ts'
import { isTaken, takeFile } from '../files/uploads.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { randomPiece } from '../ground/random.ts'
import type { House, Working } from '../house.ts'
import { countingFacts } from '../ledger/queries.ts'
import { theCase, theCaseToWrite } from '../ledger/the-case.ts'
import { checkCsrf, readsCasesOnly, signedIn } from '../people/guard.ts'
import type { Viewer } from '../people/sessions.ts'
import type { Held } from '../remedies/course-told.ts'
import {
  articlesFor,
  blanksFor,
  documentsFor,
  type ExhibitLine,
  suggestionsFor,
  typedIn,
} from '../remedies/documents.ts'
import { CaseRemediesPage } from '../remedies/pages/case.tsx'
import { RemedyDocumentPage } from '../remedies/pages/document.tsx'
import { type ToldRemedy, toldRemedies } from '../remedies/told.ts'
import { cameBack } from '../web/came-back.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'

type Params = { Params: { id: string; n: string; document: string } }
type Values = Record<string, string>
type About = { on: OnFile; remedy: ToldRemedy; template: Template; held: Held }

/** `/cases/:id/remedies` and its documents. @throws Refusal NOT_YOURS, NOT_FOUND, CSRF */
export async function caseRemedyPages(
  app: FastifyInstance,
  { house }: { house: Working & Pick<House, 'db'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsCasesOnly)

  app.get<{ Params: { id: string } }>('/cases/:id/remedies', async ({ viewer, params }, reply) => {
    const row = await theCase(house, viewer, params.id)
    const on = await onFile(house, row)
    const { law, file, files, service } = on
    const today = house.time.today()
    const templates = house.templatesFor(row.agencyId, today)
    const named = (id: string) => ({ id, title: templates.get(id)?.title ?? id })
    const view = {
      caseId: row.id,
      case: row.number ?? row.receipt,
      title: row.title,
      remedies: toldIn(on, today).map((remedy) => ({ ...remedy, documents: documentsFor(remedy).map(named) })),
      lacking: lackingIn({ facts: file.facts, files, service, consultations: row.context.consultations }),
      next: nextForStaff(row, clock({ channel: row.channel, facts: row.context.clockFacts, asOf: today }, law), law)
        .says,
      mayMake: mayRecord(viewer, 'remedyAnswered', row),
    }
    return sendPage(reply, CaseRemediesPage({ viewer, csrf: viewer.csrf, view }))
  })

  app.get<Params>('/cases/:id/remedies/:n/:document', async (request, reply) => {
    const about = await aboutOf(house, request)
    const values = { ...suggestionsFor(about.remedy, about.held), date: house.time.today() }
    return documentPage(reply, request.viewer, about, { values, errors: [] })
  })

  app.post<Params>('/cases/:id/remedies/:n/:document', { config: { heavy: 'letter' } }, async (request, reply) => {
    const { viewer, params } = request
    const row = await theCaseToWrite(house, viewer, params.id)
    const about = await aboutOf(house, request)
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    try {
      const letter = await composed(house, about, values)
      const pdf = (draft: boolean) =>
        renderPdf(
          // What is put on file is no one’s to make again from what they guess of it.
          draft ? letter : { ...letter, nonce: randomPiece(16).toString('hex') },
          house.fonts,
          { issuedAt: draft ? null : house.time.now(), draft },
        )
      if (values.preview) {
        const { bytes } = await pdf(true)
        return reply.type('application/pdf').header('content-disposition', 'inline').send(bytes)
      }
      const at = house.time.now()
      const name = `${letter.title}-${row.number ?? row.receipt}.pdf`
      const file = await takeFile(house.blobs, name, Readable.from([(await pdf(false)).bytes]), at, 'staff')
      if (!isTaken(file)) throw new Error(`Our own ${name} was refused: ${file.code}`)
      const added = readFact({ type: 'fileAdded', files: [file.id] }, house, 'never')
      // Ours, and made for the proceeding: no exhibit of the next list (evidence/reading/of-the-act.ts).
      const fact = { ...added, pleading: about.template.id } as Fact
      const keyed = { scope: `${viewer.id} ${row.id}`, key: values.idempotencyKey || undefined }
      await accept(house, row, fact, [file], { by: `staff:${viewer.username}`, at }, keyed, viewer, async () => ({
        id: row.id,
      }))
      return reply.redirect(`/cases/${row.id}/remedies`, 303)
    } catch (error) {
      const { form, status } = cameBack(values, error, 'date')
      return documentPage(reply, viewer, about, form, status)
    }
  })
}

const toldIn = ({ file, law }: OnFile, today: string) =>
  toldRemedies(file.row.context, countingFacts(file.facts), law, today)

/** The remedy and the document that an address names. @throws Refusal NOT_FOUND, NOT_YOURS */
async function aboutOf(
  house: Pick<House, 'sql' | 'db' | 'lawFor' | 'templatesFor' | 'time' | 'keys'>,
  { viewer, params }: FastifyRequest<Params>,
): Promise<About> {
  const row = await theCase(house, viewer, params.id)
  if (!mayRecord(viewer, 'remedyAnswered', row)) throw new Refusal('NOT_YOURS')
  const on = await onFile(house, row)
  const today = house.time.today()
  const remedy = toldIn(on, today)[(decimal(params.n) ?? 0) - 1]
  const template = house.templatesFor(row.agencyId, today).get(params.document)
  if (!remedy || !template || !documentsFor(remedy).includes(template.id)) throw notFound()
  const { file, told, letters, words, service, law } = on
  const dates = clock({ channel: row.channel, facts: row.context.clockFacts, asOf: today }, law)
  return { on, remedy, template, held: { file, told, letters, words, service, clock: dates, law } }
}

/** Days: a document bears a day about today, never one that a slip of the pen made. */
const NEAR = 366

/** The document with what was typed. @throws Refusal INVALID naming each field that lacks */
async function composed(
  house: Pick<House, 'db' | 'fonts' | 'blobs' | 'time'>,
  { on, remedy, template, held }: About,
  values: Values,
): Promise<Letter> {
  const day = values.date ?? ''
  if (!isDay(day) || Math.abs(dayNumber(day) - dayNumber(house.time.today())) > NEAR)
    throw invalid({ field: 'date', code: 'UNFIT', message: '请填写落款日期' })
  const exhibits = template.id === 'evidenceCatalogue' ? await exhibitLines(house, on) : []
  const ask = Object.fromEntries(
    Object.keys(template.asks).map((name) => [name, typedIn(template, name, values[name])]),
  )
  try {
    return compose(template, { ...blanksFor(remedy, held, exhibits, day), ask })
  } catch (error) {
    if (!(error instanceof DocumentFault) || error.code !== 'BLANK_EMPTY') throw error
    const fields = Object.keys(template.asks).filter((name) => template.asks[name]!.required && !ask[name])
    if (fields.length === 0) throw invalid({ field: 'date', code: 'MISSING', message: error.message })
    throw invalid(...fields.map((field) => ({ field, code: 'MISSING', message: '请填写' })))
  }
}

/** The list of evidence with the pages of the reading copy, which is bound for it. */
async function exhibitLines(house: Pick<House, 'db' | 'fonts' | 'blobs'>, on: OnFile): Promise<ExhibitLine[]> {
  const { places } = await readingCopy(house, on)
  return exhibitsOf(on).map(({ number, name, source, proves, article, key }) => {
    const place = places.get(key)
    return {
      number,
      name,
      source,
      proves: `${proves}（${article}）`,
      pages: place ? pagesFrom(place.from, place.to) : '—',
    }
  })
}

function documentPage(
  reply: FastifyReply,
  viewer: Viewer,
  { on, remedy, template }: About,
  form: FormState,
  status = 200,
) {
  const { row } = on.file
  const { id, title, asks } = template
  const articles = articlesFor(remedy, template)
  const view = {
    ...{ caseId: row.id, case: row.number ?? row.receipt, n: remedy.n, kindZh: remedy.kindZh },
    template: { id, title, articles, asks },
  }
  const page = RemedyDocumentPage({ viewer, csrf: viewer.csrf, idempotencyKey: randomUUID(), view, form })
  return sendPage(reply, page, status)
}
