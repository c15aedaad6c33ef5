/** The pages of the four checks: beginning a run, its report, what a person confirms, and the transfer that rests on it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { checkCsrf, signedIn } from '../people/guard.ts'
import { agenciesAs } from '../people/sight.ts'
import { asPdf } from '../web/as-pdf.ts'
import { cameBack } from '../web/came-back.ts'
import { decimal } from '../web/decimal.ts'
import { formOf } from '../web/form-of.ts'
import { choice, given, text } from '../web/given.ts'
import { sendPage } from '../web/send-page.ts'
import type { FormState } from '../web/shapes.ts'
import { yearsAndClasses } from './catalogue.ts'
import { ITEM_CODES } from './checks/items.ts'
import { reportPdf } from './checks/report-pdf.ts'
import { beginRun, confirm, oneRun, runsOf } from './checks/runs.ts'
import { keptShortly } from './checks/selection.ts'
import { CATALOGUE_READERS, frameFor, only } from './frame.ts'
import { keptOf } from './kept.ts'
import { xmlOf } from './metadata/element.ts'
import { metadataOf } from './metadata/of-case.ts'
import { CheckPage } from './pages/check.tsx'
import { ChecksPage } from './pages/checks.tsx'
import { at } from './pages/parts.tsx'
import { tickedIn } from './ticked.ts'
import { proposeTransfer } from './transfer/propose.ts'

type Params = { Params: { n: string } }
const NOTHING: FormState = { values: {}, errors: [] }
/** Whoever waits sees it go on without a script. */
export const LOOK_AGAIN = 3 // s

const YES_NO = { yes: '合格', no: '不合格' }
const WORD = { passed: choice(YES_NO), why: text(500) }
const HANDED = z.object({
  ...{ archive: text(100), work: text(200), description: text(1_000) },
  ...{ medium: text(100), carriers: text(100, 0) },
})

/** `/archive/checks`, `/archive/metadata`. @throws Refusal NOT_YOURS, NOT_FOUND, CSRF */
export async function checkPages(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'db' | 'fonts'> },
): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', only(CATALOGUE_READERS))

  app.get('/archive/checks', (request, reply) => showAll(request, reply))

  app.post('/archive/checks', async (request, reply) => {
    const { agency, values } = await acting(request)
    try {
      const cases = tickedIn(values)
      const asked = {
        ...(/^\d{4}$/.test(values.year ?? '') && { year: Number(values.year) }),
        ...(values.retention && { retention: values.retention }),
        ...(values.which === 'ticked' && { cases }),
      }
      const number = await house.sql.begin((tx) => beginRun(tx, house, agency.id, asked, request.viewer))
      return reply.redirect(at(`/archive/checks/${number}`, agency.id), 303)
    } catch (error) {
      return showAll(request, reply, cameBack(values, error))
    }
  })

  app.get<Params>('/archive/checks/:n', (request, reply) => showOne(request, reply))

  app.get<Params>('/archive/checks/:n/report.pdf', { config: { heavy: 'bundle' } }, async (request, reply) => {
    const { agency } = await frameFor(house, request, CATALOGUE_READERS)
    const run = await oneRun(house, agency.id, numberIn(request))
    if (!run.report || !run.madeAt) throw notFound()
    const { bytes } = await reportPdf(agency.name, run, house.fonts, new Date(run.madeAt))
    return asPdf(reply, `四性检测报告-第${run.number}号.pdf`).send(bytes)
  })

  app.post<Params>('/archive/checks/:n/confirmations', async (request, reply) => {
    const { agency, values } = await acting(request)
    // One item alone is the form of all with nothing else in it.
    const { item, passed = '', why = '' } = values
    if (item !== undefined) Object.assign(values, { [`passed.${item}`]: passed, [`why.${item}`]: why })
    try {
      const said = confirmedTogether(values)
      const key = { agencyId: agency.id, number: numberIn(request) }
      const all = said.map(({ passed, ...one }) => ({ ...one, passed: passed === 'yes' }))
      await confirm(house, key, all, request.viewer)
      return reply.redirect(at(`/archive/checks/${key.number}`, agency.id), 303)
    } catch (error) {
      return showOne(request, reply, { ...cameBack(values, error), about: 'confirm' })
    }
  })

  app.post<Params>('/archive/checks/:n/transfer', async (request, reply) => {
    const { agency, values } = await acting(request)
    try {
      const said = given(HANDED, values)
      const key = { agencyId: agency.id, checked: numberIn(request) }
      const number = await house.sql.begin((tx) => proposeTransfer(tx, house, key, said, request.viewer))
      return reply.redirect(at(`/archive/transfers/${number}`, agency.id), 303)
    } catch (error) {
      return showOne(request, reply, { ...cameBack(values, error), about: 'transfer' })
    }
  })

  app.get<{ Params: { id: string } }>('/archive/metadata/:id', async (request, reply) => {
    const { agency } = await frameFor(house, request, CATALOGUE_READERS)
    const kept = await keptOf(house, agency.id, request.params.id)
    if (!kept) throw notFound()
    return reply
      .type('application/xml; charset=utf-8')
      .header(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(`元数据-${kept.stamp.reference}.xml`)}`,
      )
      .send(xmlOf(metadataOf(kept)))
  })

  /** The archivist's own: with the form that came. @throws Refusal NOT_YOURS, NOT_FOUND, CSRF */
  async function acting(request: FastifyRequest) {
    if (!agenciesAs(request.viewer, ['archivist']).length) throw new Refusal('NOT_YOURS')
    const { agency } = await frameFor(house, request, ['archivist'])
    const values = formOf(request.body)
    checkCsrf(request, values.csrf)
    return { agency, values }
  }

  type Back = { form: FormState; status: number; about?: string | undefined }

  async function showAll(request: FastifyRequest, reply: FastifyReply, back: Back = { form: NOTHING, status: 200 }) {
    const frame = await frameFor(house, request, CATALOGUE_READERS)
    const { years, classes } = await yearsAndClasses(house, frame.agency.id)
    const runs = await runsOf(house, frame.agency.id)
    const mayBegin = agenciesAs(frame.viewer, ['archivist']).includes(frame.agency.id)
    return sendPage(reply, ChecksPage({ frame, runs, years, classes, mayBegin, form: back.form }), back.status)
  }

  async function showOne(
    request: FastifyRequest<Params>,
    reply: FastifyReply,
    back: Back = { form: NOTHING, status: 200 },
  ) {
    const frame = await frameFor(house, request, CATALOGUE_READERS)
    const run = await oneRun(house, frame.agency.id, numberIn(request))
    if (run.state === 'waiting') reply.header('refresh', LOOK_AGAIN)
    const mayAct = agenciesAs(frame.viewer, ['archivist']).includes(frame.agency.id)
    const short = mayAct && run.verdict === 'pass' ? await keptShortly(house, frame.agency.id, run.selection) : 0
    return sendPage(reply, CheckPage({ frame, run, mayAct, short, form: back.form, about: back.about }), back.status)
  }
}

/**
 * The items of the one form that have a conclusion or a word; those that are left empty wait.
 * @throws Refusal INVALID that names what lacks of one that was begun, or where none was
 */
function confirmedTogether(values: Record<string, string>) {
  const begun = ITEM_CODES.filter((code) => values[`passed.${code}`] || values[`why.${code}`]?.trim())
  if (begun.length === 0)
    throw invalid({ field: 'type', code: 'MISSING', message: '没有填写任何一项的结论，请至少确认一项' })
  const fields = begun.flatMap((code) => [[`passed.${code}`, WORD.passed] as const, [`why.${code}`, WORD.why] as const])
  const said = given(z.object(Object.fromEntries(fields)), values) as Record<string, string>
  return begun.map((item) => ({ item, passed: said[`passed.${item}`]!, why: said[`why.${item}`]! }))
}

/** @throws Refusal NOT_FOUND for what is no number */
export function numberIn({ params }: FastifyRequest<Params>): number {
  const number = decimal(params.n)
  if (number === undefined) throw notFound()
  return number
}
