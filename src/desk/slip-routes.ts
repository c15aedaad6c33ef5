/** The slip of an application that staff entered: its enquiry code is shown once, to whoever entered it or gave out a new one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sha256 } from '../ground/canonical.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import type { Viewer } from '../people/sessions.ts'
import { sealCookie, sealedOf } from '../web/cookies.ts'
import { sendPage } from '../web/send-page.ts'
import { readToShow } from './case-page.ts'
import { RecordSheetPage } from './pages/record-sheet.tsx'
import { SlipPage } from './pages/slip.tsx'

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

/** `/cases/:id/slip`, and the sheet on which an oral application is signed (`/cases/:id/record-sheet`), for whoever sees the case. @throws Refusal NOT_FOUND */
export function slipRoutes(app: FastifyInstance, house: House): void {
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
      trackUrl: config.publicUrl && `${config.publicUrl}/track`,
      code: (await mayRead(house, request, row)) ? keys.enquiryCode(row.receipt, row, row.context.codes) : undefined,
    })
    return sendPage(reply.header('cache-control', 'no-store'), page)
  })

  app.get<{ Params: { id: string } }>('/cases/:id/record-sheet', async (request, reply) => {
    const { viewer } = request
    const row = await theCase(house, viewer, request.params.id)
    const { shown } = await readToShow(house, row, viewer)
    const page = RecordSheetPage({ viewer, csrf: viewer.csrf, view: shown, submittedOn: row.submittedOn })
    return sendPage(reply.header('cache-control', 'no-store'), page)
  })
}
