/** The annual report as its pages show it: running, final, with an identity that does not hold; the cases of a figure; the texts. */
import type { VNode } from 'preact'
import { noFigures } from '../../src/reports/annual-rows.ts'
import { table2Cells } from '../../src/reports/format-2019.ts'
import { brokenIdentities, checksOf } from '../../src/reports/identities.ts'
import { AnnualPage } from '../../src/reports/pages/annual.tsx'
import { CellPage } from '../../src/reports/pages/cases.tsx'
import { FinalPage } from '../../src/reports/pages/final.tsx'
import { TextsPage } from '../../src/reports/pages/texts.tsx'
import { type Figures, ROW_CODES, ROWS, type Row } from '../../src/reports/shape.ts'
import type { AnnualView, CellView, ReportFrame, TextsView } from '../../src/reports/views.ts'

const figures = (person: number, legal = 0): Figures => ({ ...noFigures(), person, legal, total: person + legal })
const CELLS: Partial<Record<Row, Figures>> = {
  ...{ '1': figures(54, 6), '2': figures(3), '3.1': figures(22, 3), '3.2': figures(6, 1), '3.3.6': figures(4) },
  ...{
    '3.4.1': figures(9, 1),
    '3.5.1': figures(5),
    '3.6.1': figures(2),
    '3.6.3': figures(3),
    '3.7': figures(51, 5),
    '4': figures(6, 1),
  },
}
const table3 = ROW_CODES.map((row) => ({ row, label: ROWS[row], ...(CELLS[row] ?? noFigures()) }))
const NONE = { upheld: 0, corrected: 0, other: 0, pending: 0, total: 0 }
const table4 = {
  reconsideration: { ...NONE, upheld: 2, pending: 1, total: 3 },
  litigation: { ...NONE, corrected: 1, total: 1 },
  litigationAfterReconsideration: NONE,
}
const lastYear = ROW_CODES.map((row) => ({ row, label: ROWS[row], ...(row === '4' ? figures(4) : noFigures()) }))
const report = {
  ...{ year: 2025, agency: 'qingchuan', asOf: '2025-12-31', table3, table4, final: null },
  ...{ checks: checksOf({ table3, table4 }), broken: brokenIdentities({ table3, table4 }) },
}
const broken = {
  checks: checksOf({ table3, table4 }, lastYear),
  broken: brokenIdentities({ table3, table4 }, lastYear),
}
const FEES = { notified: 1, notifiedAmount: 200, paid: 1, paidAmount: 200 }
const TEXTS = {
  one: '2025年共收到申请60件。\n全年没有超期答复。',
  five: '',
  six: '',
  table2: { 'normative.made': '3' },
}
const WRITTEN = {
  ...{ one: TEXTS.one, five: '答复说理还不充分。', six: '2025年没有收取信息处理费。' },
  table2: Object.fromEntries(table2Cells(2025).map((cell) => [cell, '0'])),
}
const MOVED = [
  { id: '0190a5b0-0000-7000-8000-000000000001', number: '2024-0107', receipt: '20241202-00000-000000', waits: false },
  { id: '0190a5b0-0000-7000-8000-000000000002', number: null, receipt: '20241203-00000-000000', waits: true },
]
const LINE = { at: '2026-01-12T02:00:00.000Z', by: '示例主任', what: '定稿，校验值ab12cd34ef56……', why: '' }
const EMPTY = { values: {}, errors: [] }

const view: AnnualView = {
  ...{
    report,
    before: CELLS,
    due: {
      on: '2026-01-31',
      daysLeft: 19,
      article: '条例第四十九条',
      what: '向政府信息公开工作主管部门提交并向社会公布',
    },
  },
  ...{
    movedCases: [],
    unreceived: 2,
    isKnown: true,
    hasBegun: true,
    sameAsOf: null,
    mayKeep: true,
    isOver: true,
    movedSince: false,
    texts: TEXTS,
    fees: FEES,
    history: [],
    form: EMPTY,
  },
}
const cell: CellView = {
  ...{
    row: '3.3.6',
    column: 'person',
    total: 4,
    moved: false,
    cursor: undefined,
    next: '2025-03-02_0190a5b0-0000-7000-8000-000000000001',
  },
  cases: [
    {
      ...{ id: '0190a5b0-0000-7000-8000-000000000001', number: '2025-0007', receipt: '20250302-00000-000000' },
      ...{ title: '青川路片区危旧房改造项目征收补偿方案', applicantName: '张三', column: 'person' },
      agency: { code: 'qingchuan', name: '青川区人民政府办公室' },
      ...{ receivedOn: '2025-03-02', resultOn: '2025-03-19', outcome: 'processInformation' },
      because: '2025年3月19日以“不予公开：过程性信息”答复送达，计入“（三）不予公开6.属于四类过程性信息”。',
    },
  ],
}
const texts: TextsView = {
  ...{
    before: { ...TEXTS, six: '没有收取信息处理费。' },
    fees: FEES,
    isFinal: false,
    places: [],
    history: [{ ...LINE, what: '一、总体情况：2025年共收到申请60件。' }],
  },
  suggestion: '2025年发出收费通知1件，金额200元；其中已经缴纳1件，200元。',
  form: {
    values: { one: '2025年', 'normative.made': '三' },
    errors: [{ field: 'normative.made', message: '应当是整数，例如12' }],
  },
}

const PLACES = [{ part: '一、总体情况', what: '申请人、代理人的姓名或者名称', around: '其中张三申请公开的征' }]

type Signed = Pick<ReportFrame, 'viewer' | 'csrf'>

export const reportPagesOf = ({ viewer, csrf }: Signed): Record<string, VNode> => {
  const frame: ReportFrame = {
    ...{ viewer, csrf, year: 2025, years: [2026, 2025], agency: 'qingchuan', name: '青川区人民政府办公室' },
    choices: [
      { agency: 'qingchuan', name: '青川区人民政府办公室' },
      { agency: 'all', name: '全部机关合计' },
    ],
  }
  const final = { by: 'staff:head', at: '2026-01-12T02:00:00.000Z', digest: 'ab12'.repeat(16) }
  return {
    report: <AnnualPage frame={frame} view={view} />,
    'report-running': (
      <AnnualPage
        frame={frame}
        view={{ ...view, isOver: false, before: {}, texts: { ...TEXTS, one: '', table2: {} } }}
      />
    ),
    'report-unknown': <AnnualPage frame={frame} view={{ ...view, isKnown: false }} />,
    'report-broken': (
      <AnnualPage
        frame={frame}
        view={{
          ...{ ...view, movedCases: MOVED, report: { ...report, ...broken }, due: { ...view.due, daysLeft: -3 } },
          form: { values: {}, errors: [{ field: '', message: '年度报告的勾稽关系不成立，没有定稿' }] },
        }}
      />
    ),
    'report-final': (
      <AnnualPage frame={frame} view={{ ...view, report: { ...report, final }, movedSince: true, history: [LINE] }} />
    ),
    'report-reopened': (
      <AnnualPage
        frame={frame}
        view={{
          ...view,
          history: [
            { ...LINE, what: '重新打开', why: '表四漏报一件。' },
            { ...LINE, version: 1 },
          ],
        }}
      />
    ),
    'report-before-the-first': <AnnualPage frame={frame} view={{ ...view, hasBegun: false }} />,
    'report-final-same': <FinalPage frame={frame} view={{ ...view, texts: WRITTEN, sameAsOf: LINE.at }} places={[]} />,
    'report-final-asked': <FinalPage frame={frame} view={{ ...view, texts: WRITTEN }} places={PLACES} />,
    'report-final-lacking': <FinalPage frame={frame} view={view} places={[]} />,
    'report-cases': <CellPage frame={frame} view={cell} />,
    'report-cases-none': <CellPage frame={frame} view={{ ...cell, cases: [], total: 0, next: null, moved: true }} />,
    'report-texts': <TextsPage frame={frame} view={texts} mayKeep />,
    'report-texts-final': <TextsPage frame={frame} view={{ ...texts, isFinal: true, form: EMPTY }} mayKeep={false} />,
  }
}
