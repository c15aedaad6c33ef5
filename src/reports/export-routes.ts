/**
 * The annual report as files: `/reports/annual.xlsx`, `.csv`, `.pdf`, `.docx`, `.html`. Whose tables they are, and who may
 * read them, says whoever registers these routes: the same as for `/reports/annual`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { reportCsv, reportDocx, reportHtml, reportXlsx } from './export/files.ts'
import { type ReportToWrite, titleOf } from './export/official.ts'
import { reportPdf } from './export/pdf.ts'

type Options = {
  house: House
  /** A hook that refuses whoever does not read reports. */
  reads(request: FastifyRequest): Promise<void>
  /** The report that a request asks for, with the agency's name. @throws Refusal */
  report(request: FastifyRequest): Promise<ReportToWrite>
  /** What narrows it, for the description. */
  query: Record<string, string>
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const TYPES = {
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  docx: `${OFFICE}.wordprocessingml.document`,
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
} as const
type Ending = keyof typeof TYPES

/** @throws Refusal of `reads` and `report` */
export async function annualExports(app: FastifyInstance, { house, reads, report, query }: Options): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', reads)
  const make: Record<Ending, (report: ReportToWrite) => Buffer | Promise<Buffer>> = {
    xlsx: (report) => Buffer.from(reportXlsx(report)),
    docx: (report) => Buffer.from(reportDocx(report)),
    csv: (report) => Buffer.from(reportCsv(report)),
    html: (report) => Buffer.from(reportHtml(report)),
    pdf: async (report) => (await reportPdf(report, { fonts: house.fonts, at: house.time.now() })).bytes,
  }
  for (const ending of Object.keys(TYPES) as Ending[])
    app.get(
      `/reports/annual.${ending}`,
      {
        config: { heavy: 'letter' },
        schema: describe({
          summary: `Tables 3 and 4 of the annual report as ${ending.toUpperCase()}, in the official layout`,
          ...{ tag: 'staff', query, answers: TYPES[ending], secured: true },
        }),
      },
      async (request, reply) => {
        const asked = await report(request)
        return reply
          .type(TYPES[ending])
          .header(
            'content-disposition',
            `attachment; filename*=UTF-8''${encodeURIComponent(`${titleOf(asked)}.${ending}`)}`,
          )
          .send(await make[ending](asked))
      },
    )
}
