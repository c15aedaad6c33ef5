/** The monthly return as its pages show it: open, reported, late, of a district; the cases of a figure; its settings. */
import type { VNode } from 'preact'
import type { Viewer } from '../../src/people/sessions.ts'
import { checksOf } from '../../src/reports/monthly/checks.ts'
import { shippedDefinition } from '../../src/reports/monthly/definition.ts'
import { figuresOf } from '../../src/reports/monthly/figures.ts'
import type { Monthly } from '../../src/reports/monthly/monthly.ts'
import { BehindPage } from '../../src/reports/monthly/pages/cases.tsx'
import { DefinitionPage, type DefinitionView } from '../../src/reports/monthly/pages/definition.tsx'
import { MonthlyPage } from '../../src/reports/monthly/pages/monthly.tsx'
import type { BehindView, MonthlyFrame, MonthlyView } from '../../src/reports/monthly/show.ts'

const definition = shippedDefinition()
const COUNTED: Record<string, number> = {
  ...{ received: 12, 'received.online': 9, 'received.post': 3, 'received.person': 10, 'received.organisations': 2 },
  ...{ carriedIn: 4, results: 11, 'results.3.1': 5, 'results.3.3': 4, 'results.3.3.6': 4, 'results.3.4': 2 },
  ...{ 'outcome.notHeld': 2, waiting: 5, 'results.late': 1 },
}
const counted = (_: string, measure: string) => COUNTED[measure] ?? 0
const kept = { agencyId: 'qingchuan', district: false }
const spans = { month: counted, quarter: counted, halfYear: counted, year: counted }
const entry = {
  ...kept,
  month: '2026-06',
  code: '13',
  n: 1,
  content: '12',
  by: 'staff:head',
  at: '2026-07-01T02:00:00Z',
}
const fields = figuresOf(definition, kept, '2026-06', spans, [entry])
const monthly: Monthly = {
  ...{ month: '2026-06', agency: 'qingchuan', name: '青川区人民政府办公室', asOf: '2026-06-30', fields },
  ...{ due: '2026-07-05', status: 'draft', late: false, reported: null, ...checksOf(fields, definition) },
  entered: [{ code: '13', value: '12', by: 'staff:head', at: '2026-07-01T02:00:00.000Z' }],
  analysis: {
    text: '2026年6月收到申请12件（比上年同期增加3件），办结11件（与上年同期相同），其中超过法定期限1件。\n期末未办结5件。',
    source: 'drafted',
  },
  moved: [],
}
const reported = { n: 1, by: 'staff:head', at: '2026-07-06T02:00:00.000Z', digest: 'ab12'.repeat(16) }
const LINE = { at: '2026-07-01T02:00:00.000Z', by: '示例主任', what: '13 主动公开政府信息：12', why: '' }
const MOVED = [{ code: '0301', label: '予以公开', column: 'month' as const, reported: 5, now: 6 }]
const EMPTY = { values: {}, errors: [] }
const view: MonthlyView = {
  ...{ monthly, mayKeep: true, isOver: true, since: undefined, history: [], saved: [LINE], pushes: undefined },
  places: [{ part: '分析说明', what: '手机号码', around: '请致电13912345678查询' }],
  form: EMPTY,
}
const standing = { due: '2026-07-05', fields }
const district: Monthly = {
  ...{ ...monthly, agency: 'all', name: '全部机关合计', status: 'late', late: true },
  agencies: [
    { ...standing, agency: 'qingchuan', name: '青川区人民政府办公室', status: 'reported', late: true, reported },
    {
      ...standing,
      agency: 'qingchuan-zjj',
      name: '青川区住房和城乡建设局',
      status: 'late',
      late: true,
      reported: null,
    },
  ],
}
const behind: BehindView = {
  ...{ field: fields[0]!, of: 'month', total: 12, frozen: true, cursor: undefined },
  cases: [
    {
      ...{ id: '0190a5b0-0000-7000-8000-000000000001', number: '2026-0007', receipt: '20260602-00000-000000' },
      ...{ title: '青川路片区危旧房改造项目征收补偿方案', applicantName: '张三' },
      agency: { code: 'qingchuan', name: '青川区人民政府办公室' },
      ...{ receivedOn: '2026-06-02', resultOn: '2026-06-19', outcome: 'processInformation' },
      days: ['2026-06-19'],
    },
  ],
  next: '2026-06-02_0190a5b0-0000-7000-8000-000000000001',
}
const settings: DefinitionView = {
  ...{ definition, isDistrict: false, isOwn: false, history: [{ ...LINE, what: '第1次设置' }], form: EMPTY },
  ...{ about: undefined, saved: true },
}

export const monthlyPagesOf = ({ viewer, csrf }: { viewer: Viewer; csrf: string }): Record<string, VNode> => {
  const frame: MonthlyFrame = {
    ...{ viewer, csrf, month: '2026-06', months: ['2026-07', '2026-06', '2026-05'], agency: 'qingchuan' },
    name: '青川区人民政府办公室',
    choices: [
      { agency: 'qingchuan', name: '青川区人民政府办公室' },
      { agency: 'all', name: '全部机关合计' },
    ],
  }
  const pushes = [
    { n: 1, attempt: 2, outcome: 'taken' as const, answer: 'HZ-1', at: '2026-07-06T02:10:00Z' },
    { n: 1, attempt: 1, outcome: 'failed' as const, answer: '503 系统维护', at: '2026-07-06T02:00:00Z' },
  ]
  const refused = [{ ...pushes[1]!, outcome: 'refused' as const, answer: '422 指标 0901 未登记' }]
  return {
    monthly: <MonthlyPage frame={frame} view={view} />,
    'monthly-running': <MonthlyPage frame={frame} view={{ ...view, isOver: false, mayKeep: false }} />,
    'monthly-faulty': (
      <MonthlyPage
        frame={frame}
        view={{
          ...view,
          monthly: {
            ...monthly,
            ...{ status: 'late', late: true },
            ...checksOf(
              fields.map((field) => (field.code === '0301' ? { ...field, month: 6 } : field)),
              definition,
            ),
          },
          form: { values: { 'of.14': '三' }, errors: [{ field: 'of.14', message: '应当是整数，例如12' }] },
        }}
      />
    ),
    'monthly-reported': (
      <MonthlyPage
        frame={frame}
        view={{
          ...view,
          monthly: { ...monthly, status: 'reported', late: true, reported, moved: MOVED },
          pushes,
          history: [LINE],
        }}
      />
    ),
    'monthly-push-refused': (
      <MonthlyPage
        frame={frame}
        view={{ ...view, monthly: { ...monthly, status: 'reported', reported }, pushes: refused }}
      />
    ),
    'monthly-district': <MonthlyPage frame={frame} view={{ ...view, monthly: district }} />,
    'monthly-cases': <BehindPage frame={frame} view={behind} />,
    'monthly-cases-none': <BehindPage frame={frame} view={{ ...behind, cases: [], next: null, total: 0 }} />,
    'monthly-settings': <DefinitionPage frame={frame} view={settings} />,
    'monthly-settings-faulty': (
      <DefinitionPage
        frame={frame}
        view={{
          ...{ ...settings, saved: false, isDistrict: true, about: 'added' },
          form: { values: { code: '01' }, errors: [{ field: 'code', message: '01：代码重复' }] },
        }}
      />
    ),
  }
}
