/** The report of a run of the four checks as a PDF: every item with what was checked, what was found and the verdict; then each fault by its case. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { type Bound, bindVolume, type Column, type FontSet, type TableRow } from '../../documents/index.ts'
import { onDayAt, size } from '../../web/parts/format.ts'
import { type Judged, totalInWords, verdictInWords } from './report.ts'
import type { RunView } from './runs.ts'
import { selectionInWords } from './selection.ts'

const ITEM_COLUMNS: readonly Column[] = [
  { head: '项目', mm: 34 },
  { head: '检测内容', mm: 50 },
  { head: '检测结果', mm: 64 },
  { head: '结论', mm: 20, middle: true },
]
const FAULT_COLUMNS: readonly Column[] = [
  { head: '档号', mm: 46 },
  { head: '项目', mm: 36 },
  { head: '发现', mm: 86 },
]

/** @param at written into the file @throws DocumentFault */
export function reportPdf(agency: string, run: RunView, fonts: FontSet, at: Date): Promise<Bound> {
  const { number, items, report } = run
  return bindVolume(
    {
      ...{ title: `电子档案四性检测报告 ${number}`, author: agency, at, conformance: 'A' },
      ...{ head: `${agency}　四性检测第${number}号`, foot: '依据《文书类电子档案检测一般要求》（DA/T 70—2018）检测。' },
      parts: [
        {
          key: 'report',
          blocks: [
            { kind: 'title', text: '电子档案四性检测报告' },
            {
              kind: 'pairs',
              rows: [
                ['立档单位', agency],
                ['检测范围', selectionInWords(run.selection)],
                ['检测数量', `${report?.cases ?? 0}件，${report?.files ?? 0}个文件，${size(report?.bytes ?? 0)}`],
                ['检测时间', run.madeAt ? onDayAt(run.madeAt, inChinese) : '—'],
                ['提出人', run.by],
                ['结论', run.verdict ? totalInWords(run.verdict, items) : '—'],
              ],
            },
            { kind: 'room', lines: 1 },
            { kind: 'table', columns: ITEM_COLUMNS, rows: itemRows(items) },
            ...(items.some(({ findings }) => findings.length > 0)
              ? ([
                  { kind: 'heading', text: '逐件列明的问题' },
                  { kind: 'table', columns: FAULT_COLUMNS, rows: faultRows(items) },
                ] as const)
              : []),
            { kind: 'note', text: NOTE },
          ],
        },
      ],
    },
    fonts,
  )
}

const NOTE =
  '“待人工确认”的项目系统不能检测，或者检测到的情况需要人工判断；有人确认以后才作出结论，结论为“人工确认”。PDF 是否符合 PDF/A 的全部要求不在检测范围内。'

const itemRows = (items: readonly Judged[]): TableRow[] =>
  items.flatMap(({ of, code, name, checked, verdict, ...item }, i) => [
    ...(items[i - 1]?.of === of ? [] : [{ group: of }]),
    { cells: [`${code} ${name}`, checked, resultOf(item), verdictInWords({ verdict, ...item })] },
  ])

const resultOf = ({ found, confirmation }: Pick<Judged, 'found' | 'confirmation'>) =>
  confirmation
    ? `${found}。${confirmation.by}于${onDayAt(confirmation.at, inChinese)}确认${confirmation.passed ? '合格' : '不合格'}：${confirmation.why}`
    : found

const faultRows = (items: readonly Judged[]): TableRow[] =>
  items.flatMap(({ code, name, findings }) =>
    findings.map(({ reference, found }) => ({ cells: [reference, `${code} ${name}`, found] })),
  )
