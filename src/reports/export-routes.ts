/**
 * The annual report as files, for whoever reads `/reports/annual`: whole as `/reports/annual.docx`, `.html`, `.pdf`, its tables
 * 3 and 4 as `.xlsx`, `.csv`. A final one as it was frozen; of any other title and name say that it is a draft, and as of when.
 */
import type { FastifyInstance } from 'fastify'
import { inChinese } from '../../workflows/statute/days.ts'
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import { onDayAt } from '../web/parts/format.ts'
import { HELP, reportAsked, versionAsked } from './annual-api.ts'
import { frozenAs } from './annual-final.ts'
import { readsReports, type Scope, scopeOf } from './annual-scope.ts'
import { frozenReport, wholeReport } from './annual-whole.ts'
import { reportCsv, reportDocx, reportHtml, reportXlsx } from './export/files.ts'
import { type ReportToWrite, titleOf } from './export/official.ts'
import { reportPdf } from './export/pdf.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const TYPES = {
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  docx: `${OFFICE}.wordprocessingml.document`,
  csv: 'text/csv; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
} as const
type Ending = keyof typeof TYPES
const WHOLE: readonly Ending[] = ['docx', 'html', 'pdf']

const VERSION_HELP = {
  ...HELP,
  version:
    'The number of an act in the history of the report that froze it: as it was frozen then, though opened again since',
}

/** @throws Refusal NOT_YOURS, INVALID (year, agency, version) */
export async function annualExports(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'fonts' | 'time'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsReports)
  const make: Record<Ending, (report: ReportToWrite) => Buffer | Promise<Buffer>> = {
    xlsx: (report) => Buffer.from(reportXlsx(report)),
    docx: (report) => Buffer.from(reportDocx(report)),
    csv: (report) => Buffer.from(reportCsv(report)),
    html: (report) => Buffer.from(reportHtml(report)),
    pdf: async (report) => (await reportPdf(report, { fonts: house.fonts, at: house.time.now() })).bytes,
  }
  /** The name of the file says which it is: the one in force may say otherwise. */
  const versionOf = async (scope: Scope, year: number, version: number) => {
    const frozen = await frozenAs(house.sql, scope.kept, year, version)
    if (!frozen) throw invalid({ field: 'version', code: 'UNFIT', message: '没有这一次定稿' })
    return {
      report: frozenReport(scope, year, frozen),
      of: `（${onDayAt(frozen.at, inChinese)}定稿）`.replaceAll(':', '：'),
    }
  }

  for (const ending of Object.keys(TYPES) as Ending[])
    app.get(
      `/reports/annual.${ending}`,
      {
        config: { heavy: 'letter' },
        schema: describe({
          summary: `${WHOLE.includes(ending) ? 'The annual report, all six chapters,' : 'Tables 3 and 4 of the annual report'} as ${ending.toUpperCase()}, in the official layout`,
          ...{ tag: 'staff', query: VERSION_HELP, answers: TYPES[ending], secured: true },
        }),
      },
      async ({ viewer, query }, reply) => {
        const today = house.time.today()
        const { year, agency } = reportAsked(query, today)
        const scope = await scopeOf(house, viewer, agency)
        const version = versionAsked(query)
        const { report: asked, of } = version
          ? await versionOf(scope, year, version)
          : { report: await wholeReport(house.sql, scope, year, today), of: '' }
        return reply
          .type(TYPES[ending])
          .header(
            'content-disposition',
            `attachment; filename*=UTF-8''${encodeURIComponent(`${titleOf(asked)}${of}.${ending}`)}`,
          )
          .send(await make[ending](asked))
      },
    )
}
