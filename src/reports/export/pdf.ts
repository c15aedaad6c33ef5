/** The whole report as PDF/A, typeset as our letters and volumes are. */
import { type Bound, bindVolume, type FontSet, type VolumeBlock } from '../../documents/index.ts'
import { blocksOf, type ReportToWrite, titleOf } from './official.ts'

/** @param at is written into the file as the time of making; the same report and time, the same bytes. @throws DocumentFault */
export function reportPdf(report: ReportToWrite, { fonts, at }: { fonts: FontSet; at: Date }): Promise<Bound> {
  const title = titleOf(report)
  return bindVolume(
    {
      ...{ title, author: report.agency, at, conformance: 'A' as const },
      parts: [{ key: 'report', blocks: volumeBlocksOf(report) }],
      head: title,
      foot: `${report.year}年度${report.draftOf ? '　草稿' : ''}`,
    },
    fonts,
  )
}

/** A heading stands on one page with its table. */
function volumeBlocksOf(report: ReportToWrite): VolumeBlock[] {
  const blocks = blocksOf(report)
  return blocks.flatMap((block, i): VolumeBlock[] => {
    const before = blocks[i - 1]
    if (block.kind === 'table')
      return [{ kind: 'grid', heading: before?.kind === 'heading' ? before.text : '', table: block.table }]
    return blocks[i + 1]?.kind === 'table' ? [] : [block]
  })
}
