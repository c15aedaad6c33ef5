/** Tables 3 and 4 of a report as PDF/A, typeset as our letters and volumes are. */
import { type Bound, bindVolume, type FontSet } from '../../documents/index.ts'
import { CHAPTERS, type ReportToWrite, table3Layout, table4Layout, titleOf } from './official.ts'

/** @param at is written into the file as the time of making; the same report and time, the same bytes. @throws DocumentFault */
export function reportPdf(report: ReportToWrite, { fonts, at }: { fonts: FontSet; at: Date }): Promise<Bound> {
  const title = titleOf(report)
  const blocks = [
    { kind: 'title' as const, text: title },
    { kind: 'grid' as const, heading: CHAPTERS.table3, table: table3Layout(report.table3) },
    { kind: 'grid' as const, heading: CHAPTERS.table4, table: table4Layout(report.table4) },
  ]
  return bindVolume(
    {
      ...{ title, author: report.agency, at, conformance: 'A' as const },
      parts: [{ key: 'tables', blocks }],
      head: title,
      foot: `${report.year}年度`,
    },
    fonts,
  )
}
