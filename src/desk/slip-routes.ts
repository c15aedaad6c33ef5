/** The slip of an application that staff entered: its enquiry code is shown once, to whoever entered it or gave out a new one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressOf } from '../ground/config.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { theCase } from '../ledger/the-case.ts'
import type { Viewer } from '../people/sessions.ts'
import { sendPage } from '../web/send-page.ts'
import { readToShow } from './case-page.ts'
import { SlipPage } from './pages/slip.tsx'

const COOKIE = 'slip'
/** Long enough to print it. */
const SHOWN_FOR = 900 // seconds

/** For this person, this case and the code that holds now. */
const meant = (viewer: Viewer, { id, context }: CaseRow) => [viewer.id, id, context.codes ?? 0].join(' ')

/** Leads to the slip, which shows the code in this browser for a quarter of an hour. */
export function showSlip(reply: FastifyReply, viewer: Viewer, row: CaseRow) {
  reply.setCookie(COOKIE, meant(viewer, row), {
    path: `/cases/${row.id}/slip`,
    httpOnly: true,
    sameSite: 'lax',
    secure: reply.request.protocol === 'https',
    signed: true,
    maxAge: SHOWN_FOR,
  })
  return reply.redirect(`/cases/${row.id}/slip`, 303)
}

function mayRead(request: FastifyRequest, row: CaseRow): boolean {
  const cookie = request.cookies[COOKIE]
  const unsigned = cookie ? request.unsignCookie(cookie) : undefined
  return unsigned?.valid === true && unsigned.value === meant(request.viewer, row)
}

/** `/cases/:id/slip` for whoever sees the case. @throws Refusal NOT_FOUND */
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
      trackUrl: `${addressOf(config, config.port)}/track`,
      code: mayRead(request, row) ? keys.enquiryCode(row.receipt, row.context.codes) : undefined,
    })
    return sendPage(reply.header('cache-control', 'no-store'), page)
  })
}
