/** The slip of an application that staff entered: its enquiry code is shown once, to whoever entered it or gave out a new one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sha256 } from '../ground/canonical.ts'
import { Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import type { CaseRow, FactRow } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import type { Viewer } from '../people/sessions.ts'
import { sealCookie, sealedOf } from '../web/cookies.ts'
import { sendPage } from '../web/send-page.ts'
import { readToShow } from './case-page.ts'
import { READ_ALOUD } from './oral.ts'
import { RecordSheetPage } from './pages/record-sheet.tsx'
import { SlipPage } from './pages/slip.tsx'

const NOT_ORAL = {
  message: '口头申请记录只用于当面提出的申请（条例第二十九条）：本件不是当面来件',
  next: '需要书面材料的，打印收件回执或者登记表。来件方式录错的，先更正第1条记录。',
}

/** Whoever entered it said that it was spoken and read aloud. */
const isOral = (entered: FactRow | undefined) =>
  typeof entered?.fact.evidence === 'string' && entered.fact.evidence.includes(READ_ALOUD)

/** For this session, this case and the code that holds now. */
const meant = ({ csrf }: Viewer, { id, context }: CaseRow) => sha256(`${csrf} ${id} ${context.codes ?? 0}`)

/** Leads to the slip, which shows the code in this browser for a quarter of an hour: long enough to print it. */
export function showSlip(house: Pick<House, 'time'>, reply: FastifyReply, viewer: Viewer, row: CaseRow) {
  const path = `/cases/${row.id}/slip`
  sealCookie(house, reply.request, reply, 'slip', meant(viewer, row), { path })
  return reply.redirect(path, 303)
}

const mayRead = async (house: Pick<House, 'sql' | 'time'>, request: FastifyRequest, row: CaseRow): Promise<boolean> =>
  (await sealedOf(house, request, 'slip'))?.value === meant(request.viewer, row)

/** `/cases/:id/slip`, and the sheet on which an oral application is signed (`/cases/:id/record-sheet`), for whoever sees the case. @throws Refusal NOT_FOUND; FACT_REFUSED for a sheet of what was not handed in at the counter */
export function slipRoutes(
  app: FastifyInstance,
  house: Serving & Pick<House, 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'post'>,
): void {
  const { config, keys } = house
  app.get<{ Params: { id: string } }>('/cases/:id/slip', async (request, reply) => {
    const { viewer } = request
    const row = await theCase(house, viewer, request.params.id)
    const { file, shown } = await readToShow(house, row, viewer)
    const { office, phone } = file.agency.profile
    const page = SlipPage({
      viewer,
      csrf: viewer.csrf,
      view: shown,
      office: { name: office, phone },
      submittedOn: row.submittedOn,
      oral: row.channel === 'counter' && isOral(file.facts[0]),
      trackUrl: config.publicUrl && `${config.publicUrl}/track`,
      code: (await mayRead(house, request, row)) ? keys.enquiryCode(row.receipt, row, row.context.codes) : undefined,
    })
    return sendPage(reply.header('cache-control', 'no-store'), page)
  })

  app.get<{ Params: { id: string } }>('/cases/:id/record-sheet', async (request, reply) => {
    const { viewer } = request
    const row = await theCase(house, viewer, request.params.id)
    if (row.channel !== 'counter') throw new Refusal('FACT_REFUSED', NOT_ORAL)
    const { shown } = await readToShow(house, row, viewer)
    const page = RecordSheetPage({ viewer, csrf: viewer.csrf, view: shown, submittedOn: row.submittedOn })
    return sendPage(reply.header('cache-control', 'no-store'), page)
  })
}
