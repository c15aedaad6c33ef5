/** 批量打印: what is ticked on the desk as one PDF, and before it a page that says of each case what is in it. */
import type { FastifyInstance } from 'fastify'
import { tell } from '../audit/write.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House, Serving } from '../house.ts'
import { asPdf } from '../web/as-pdf.ts'
import { formOf } from '../web/form-of.ts'
import { sendPage } from '../web/send-page.ts'
import { sendDeskPage } from './desk-page.ts'
import { backTo } from './in-list.ts'
import { PrintPage } from './pages/print.tsx'
import { MOST_PRINTED, PRINTS, type Print, planned, printed } from './print.ts'

type Query = { Querystring: Record<string, string | undefined> }

function tickedIn(query: unknown): { ids: string[]; what: Print[] } {
  const form = formOf(query)
  const ids = Object.keys(form).flatMap((name) => (name.startsWith('case.') ? [name.slice('case.'.length)] : []))
  return { ids, what: (Object.keys(PRINTS) as Print[]).filter((name) => form[name] === 'yes') }
}

/** @throws Refusal INVALID where nothing, or more than a page of the desk, was ticked */
function askedIn(query: unknown): { ids: string[]; what: Print[] } {
  const { ids, what } = tickedIn(query)
  if (ids.length === 0 || ids.length > MOST_PRINTED)
    throw invalid({ field: 'cases', code: 'MISSING', message: `请在列表中勾选1至${MOST_PRINTED}件` })
  if (what.length === 0) throw invalid({ field: 'what', code: 'MISSING', message: '请选择要打印的内容' })
  return { ids, what }
}

/** The same, with what is wrong in words: the list comes back with them, and with its ticks. */
function orFault(query: unknown): ReturnType<typeof tickedIn> & { fault?: string } {
  try {
    return askedIn(query)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
    return { ...tickedIn(query), fault: error.errors.map(({ message }) => message).join('；') }
  }
}

/** `/desk/print` and `/desk/print.pdf`, within the guard of the desk; each case whose letters are printed is on the audit. */
export function printRoutes(
  app: FastifyInstance,
  house: Serving & Pick<House, 'db' | 'law' | 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'post'>,
): void {
  app.get<Query>('/desk/print', async ({ viewer, query }, reply) => {
    const back = backTo(formOf(query).back)
    const { ids, what, fault } = orFault(query)
    if (fault) {
      const list = { ...formOf(Object.fromEntries(new URLSearchParams(back.split('?')[1]))), act: 'print' }
      const unprinted = { ticks: new Set(ids), what, fault, status: 422 }
      await sendDeskPage(house, reply, viewer, list, undefined, unprinted)
      return reply
    }
    const plans = await planned(house, viewer, ids, what)
    const pdf = plans.some(({ letters, records, addresses }) => letters.length + records.length + addresses.length > 0)
    const again = new URLSearchParams([...ids.map((id) => [`case.${id}`, 'yes']), ...what.map((one) => [one, 'yes'])])
    return sendPage(
      reply,
      PrintPage({ viewer, csrf: viewer.csrf, plans, what, back, ...(pdf && { pdf: `/desk/print.pdf?${again}` }) }),
    )
  })

  app.get<Query>('/desk/print.pdf', { config: { heavy: 'letter' } }, async (request, reply) => {
    const { viewer } = request
    const { ids, what } = askedIn(request.query)
    const plans = await planned(house, viewer, ids, what)
    const pdf = await printed(house, plans, what)
    if (!pdf) throw notFound()
    for (const { row } of plans)
      if (row)
        await tell(house.sql, house, {
          ...{
            by: `staff:${viewer.username}`,
            what: 'letter',
            succeeded: true,
            address: request.ip,
            request: request.id,
          },
          ...{ agencyId: row.agencyId, caseId: row.id, detail: { route: 'GET /desk/print.pdf', status: 200 } },
        })
    return asPdf(reply, '批量打印.pdf').send(pdf)
  })
}
