/**
 * The report of the analysis as DOCX: its text with the numbers that it names, and the tables behind it. It lists no applicants; of a
 * name that somebody wrote into the text the page of the report tells before this is fetched.
 */
import type { FastifyInstance } from 'fastify'
import type { House, Serving } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { describe } from '../web/describe-api.ts'
import type { PlacedTable } from '../workbooks/placed.ts'
import { type WordBlock, wordFile } from '../workbooks/word-file.ts'
import type { Analysis } from './analysis.ts'
import { askedFor, HELP, readsAnalysis } from './asked.ts'
import { titleOf } from './draft.ts'
import { APPLICANT_ZH } from './figures.ts'
import { KINDS } from './kinds.ts'
import { outcomeZh, plainOf } from './linked.ts'
import { draftNow } from './show.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** `/reports/analysis.docx`. @throws Refusal NOT_YOURS, INVALID (year, agency) */
export async function analysisExports(
  app: FastifyInstance,
  { house }: { house: Serving & Pick<House, 'law'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))
  app.addHook('preHandler', readsAnalysis)

  app.get(
    '/reports/analysis.docx',
    {
      config: { heavy: 'letter' },
      schema: describe({
        summary:
          'The report (定期分析报告) as DOCX: the text as it was saved last, or as the figures say it, with tables; lists no applicants',
        ...{ tag: 'staff', query: HELP, answers: DOCX, secured: true },
      }),
    },
    async (request, reply) => {
      const asked = await askedFor(house, request)
      const { analysis, content } = await draftNow(house, asked)
      const title = titleOf(asked.scope.name, asked.year)
      return reply
        .type(DOCX)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.docx`)}`)
        .send(Buffer.from(wordFile(blocksOf(title, content, analysis))))
    },
  )
}

const HEADING = /^[一二三四五六七八九十]{1,3}、/

function blocksOf(title: string, content: string, analysis: Analysis): WordBlock[] {
  const text = plainOf(content)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): WordBlock => ({ kind: HEADING.test(line) ? 'heading' : 'paragraph', text: line }))
  const tables: [string, PlacedTable][] = [
    [
      '附表一　各月收到和办结',
      listed(
        ['月份', '收到', '办结'],
        [
          ...analysis.months.map(({ month, received, concluded }) => [`${month}月`, received, concluded]),
          ['合计', analysis.received, analysis.concluded],
        ],
      ),
    ],
    [
      '附表二　办理结果',
      listed(
        ['结果', '件数'],
        analysis.outcomes.map(({ outcome, n }) => [outcomeZh(outcome), n]),
      ),
    ],
    [
      '附表三　申请人',
      listed(
        ['申请人', '件数'],
        analysis.columns.map(({ column, n }) => [APPLICANT_ZH[column], n]),
      ),
    ],
    [
      '附表四　主题和区域',
      listed(
        ['类别', '名称', '件数'],
        analysis.subjects.map(({ kind, name, n }) => [KINDS[kind], name, n]),
      ),
    ],
    [
      '附表五　复议、诉讼结果',
      listed(
        ['原答复', '维持', '纠正', '其他'],
        analysis.reversals.map((row) => [outcomeZh(row.against), row.upheld, row.corrected, row.other]),
      ),
    ],
  ]
  return [
    { kind: 'title', text: title },
    ...text,
    ...tables.flatMap(([heading, table]): WordBlock[] => [
      { kind: 'heading', text: heading },
      { kind: 'table', table },
    ]),
  ]
}

function listed(heads: readonly string[], rows: readonly (string | number)[][]): PlacedTable {
  const cell = (row: number, column: number, text: string | number, kind: 'head' | 'label' | 'figure') => ({
    ...{ row, column, rows: 1, columns: 1, text, kind },
  })
  return {
    widths: heads.map(() => 1),
    cells: [
      ...heads.map((text, i) => cell(0, i, text, 'head')),
      ...rows.flatMap((row, r) =>
        row.map((text, i) => cell(r + 1, i, text, typeof text === 'number' ? 'figure' : 'label')),
      ),
    ],
  }
}
