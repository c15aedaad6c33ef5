/** 定期分析 as its pages show it: figures with charts, the cases of one, subjects, the report fresh and left behind, the work lists. */
import type { VNode } from 'preact'
import type { Analysis } from '../../src/analysis/analysis.ts'
import { analysisDraft } from '../../src/analysis/draft.ts'
import { piecesOf, valuesOf } from '../../src/analysis/linked.ts'
import { AgainPage } from '../../src/analysis/pages/again.tsx'
import { AnalysisPage } from '../../src/analysis/pages/analysis.tsx'
import { ListPage } from '../../src/analysis/pages/cases.tsx'
import { DraftPage } from '../../src/analysis/pages/draft.tsx'
import { SubjectsPage } from '../../src/analysis/pages/subjects.tsx'
import { WithheldListPage } from '../../src/analysis/pages/withheld.tsx'
import { WorkPage } from '../../src/analysis/pages/work.tsx'
import { nameable, readable } from '../../src/analysis/readable.ts'
import type { AnalysisView, DraftView, Frame, ListView, SubjectsView, WorkView } from '../../src/analysis/views.ts'
import type { WithheldPage } from '../../src/analysis/withheld.ts'
import { doubted } from './samples-desk.ts'

const CASE = '0190a5b0-0000-7000-8000-000000000001'
const EMPTY = { values: {}, errors: [] }
const RECEIVED = [4, 2, 7, 5, 6, 3, 8, 4, 5, 6, 9, 1]

const analysis: Analysis = {
  ...{ year: 2025, agency: 'qingchuan', asOf: '2025-12-31', received: 60, concluded: 56 },
  months: RECEIVED.map((received, i) => ({ month: i + 1, received, concluded: RECEIVED[(i + 11) % 12]! })),
  outcomes: [
    { outcome: 'disclosed', n: 25 },
    { outcome: 'notHeld', n: 12 },
    { outcome: 'partlyDisclosed', n: 9 },
    { outcome: 'processInformation', n: 6 },
    { outcome: 'petition', n: 4 },
  ],
  columns: [
    { column: 'person', n: 54 },
    { column: 'legal', n: 6 },
  ],
  time: { answered: 54, late: 2, extended: 7, consulted: 5, median: 14, p90: 28 },
  repeated: { applicants: 3, cases: 9 },
  reversals: [
    { against: 'notHeld', upheld: 1, corrected: 2, other: 0 },
    { against: null, upheld: 0, corrected: 1, other: 1 },
  ],
  subjects: [
    { kind: 'topic', name: '征地拆迁', n: 21, given: 8 },
    { kind: 'topic', name: '规划建设', n: 9, given: 2 },
    { kind: 'topic', name: '行政执法', n: 0, given: 0 },
  ],
  keywords: [
    { word: '征收', n: 14, weight: 22.4 },
    { word: '补偿', n: 12, weight: 18.1 },
  ],
  compared: 1_280,
}
const none: Analysis = {
  ...analysis,
  ...{ received: 0, concluded: 0, months: [], outcomes: [], columns: [], reversals: [], subjects: [], keywords: [] },
  ...{ repeated: { applicants: 0, cases: 0 }, compared: 0 },
  time: { answered: 0, late: 0, extended: 0, consulted: 0, median: null, p90: null },
}
const view: AnalysisView = {
  analysis,
  repeated: [{ caseId: CASE, name: '张三', agency: '青川区人民政府办公室', n: 4 }],
}
const list: ListView = {
  ...{
    of: 'topic.征地拆迁',
    title: '主题：征地拆迁',
    total: 2,
    next: `2025-03-01_${CASE}`,
    cursor: undefined,
    form: EMPTY,
  },
  placing: { kind: 'topic', name: '征地拆迁' },
  cases: [
    {
      ...{ id: CASE, agencyId: 'qingchuan', agencyName: '青川区人民政府办公室', number: '2025-0007' },
      ...{ receipt: '20250102-00000-000000', title: '青川路片区征收补偿方案', applicantName: '张三' },
      ...{ since: '2025-01-02', countedOn: '2025-01-28', countedAs: 'disclosed' as const },
      ...{ settledOn: '2025-01-28', dueOn: '2025-01-30' },
    },
    {
      ...{ id: `${CASE.slice(0, -1)}2`, agencyId: 'zhujian', agencyName: '青川区住房和城乡建设局', number: null },
      ...{ receipt: '20250203-00000-000000', title: '安置房交付安排', applicantName: '示例律师事务所' },
      ...{ since: '2025-02-03', countedOn: null, countedAs: null, settledOn: null, dueOn: '2025-03-05' },
    },
  ],
}
const subjects: SubjectsView = {
  subjects: [{ kind: 'topic', name: '征地拆迁', words: ['征地', '征收'] }],
  history: [{ at: '2026-01-12T02:00:00.000Z', by: '示例主任', what: '主题“征地拆迁”：征地、征收' }],
  form: EMPTY,
}
const content = analysisDraft(analysis, '青川区人民政府办公室')
const names = nameable(analysis, content)
const draft: DraftView = {
  title: '青川区人民政府办公室2025年政府信息公开申请分析报告',
  isFresh: true,
  lines: piecesOf(content, valuesOf(analysis)),
  places: [{ part: '报告文字', what: '申请人、代理人的姓名或者名称', around: '其中张三提出的申请' }],
  history: [],
  figures: [...names].map(([name, { now }]) => ({ name, now })),
  form: { values: { text: readable(content, names), from: '0' }, errors: [] },
}
const withheld: WithheldPage = {
  ...{ total: 2, left: 1, next: `2025-03-01_${CASE}` },
  cases: [
    {
      ...{ id: CASE, agencyName: '青川区人民政府办公室', number: '2025-0007', receipt: '20250102-00000-000000' },
      ...{ title: '青川路片区征收补偿方案', outcome: 'partlyDisclosed', on: '2025-01-28' },
      ...{ result: 'open', lookedAt: '2026-01-12T02:00:00.000Z' },
    },
    {
      ...{ id: `${CASE.slice(0, -1)}2`, agencyName: '青川区住房和城乡建设局', number: null },
      ...{ receipt: '20250203-00000-000000', title: '安置房交付安排', outcome: 'processInformation' as const },
      ...{ on: '2025-02-28', result: null, lookedAt: null },
    },
  ],
}
const again = {
  ...{ id: CASE, number: '2025-0007', title: '青川路片区征收补偿方案', outcome: 'partlyDisclosed' as const },
  ...{ on: '2025-01-28', mayLook: true, isReleased: false, form: EMPTY, idempotencyKey: 'key-1' },
  reviews: [{ n: 1, result: 'open' as const, position: 14, by: '示例承办人', at: '2026-01-12T02:00:00.000Z' }],
}
const work: WorkView = {
  ...{ withheld: 15, atLeast: 3, often: analysis.subjects.slice(0, 1) },
  byOutcome: [
    { outcome: 'partlyDisclosed', zh: '部分公开', n: 9 },
    { outcome: 'processInformation', zh: '不予公开：过程性信息', n: 6 },
  ],
}

export const analysisPagesOf = ({ viewer, csrf }: Pick<Frame, 'viewer' | 'csrf'>): Record<string, VNode> => {
  const frame: Frame = {
    ...{ viewer, csrf, year: 2025, years: [2026, 2025], agency: 'qingchuan', name: '青川区人民政府办公室' },
    choices: [
      { agency: 'qingchuan', name: '青川区人民政府办公室' },
      { agency: 'all', name: '全部机关合计' },
    ],
    mayKeep: true,
  }
  const values = { kind: 'topic', name: '轨道交通', words: '浮' }
  return {
    analysis: <AnalysisPage frame={frame} view={view} />,
    'analysis-none': <AnalysisPage frame={frame} view={{ analysis: none, repeated: [] }} />,
    'analysis-cases': <ListPage frame={frame} view={list} />,
    'analysis-cases-none': (
      <ListPage
        frame={frame}
        view={{
          ...{ ...list, cases: [], total: 0, next: null },
          form: {
            values: { case: '2025-0008' },
            errors: [{ field: 'case', message: '没有这个编号的申请，请核对登记编号或者受理编号' }],
          },
        }}
      />
    ),
    'analysis-subjects': <SubjectsPage frame={frame} view={subjects} />,
    'analysis-subjects-refused': (
      <SubjectsPage
        frame={frame}
        view={{
          ...{ ...subjects, subjects: [], history: [] },
          form: { values, errors: [{ field: 'words', message: '“浮”只有一个字，请写两个字以上' }] },
        }}
      />
    ),
    'analysis-report': <DraftPage frame={frame} view={draft} />,
    'analysis-report-moved': (
      <DraftPage
        frame={{ ...frame, mayKeep: false }}
        view={{
          ...{ ...draft, isFresh: false, history: subjects.history },
          lines: piecesOf(content, valuesOf({ ...analysis, received: 61 })),
        }}
      />
    ),
    'analysis-withheld': <WithheldListPage frame={frame} page={withheld} onlyLeft={false} cursor={undefined} />,
    'analysis-withheld-doubted': (
      <WithheldListPage
        {...{ frame, page: withheld, onlyLeft: false, cursor: undefined }}
        doubted={[
          {
            ...{ id: 'c9', receipt: '20260303-00000-000000', agencyName: '青川区人民政府办公室', title: '来信一封' },
            aside: doubted,
          },
        ]}
      />
    ),
    'analysis-withheld-none': (
      <WithheldListPage
        frame={{ ...frame, choices: [] }}
        page={{ cases: [], total: 2, left: 0, next: null }}
        onlyLeft
        cursor={undefined}
      />
    ),
    'looked-again': <AgainPage {...{ viewer, csrf, view: again }} />,
    'look-again-nothing': <AgainPage {...{ viewer, csrf, view: { ...again, outcome: null, on: null, reviews: [] } }} />,
    'look-again': (
      <AgainPage
        {...{ viewer, csrf }}
        view={{
          ...{ ...again, reviews: [] },
          form: { values: { why: '无' }, errors: [{ field: 'result', message: '请选择所列选项之一' }] },
        }}
      />
    ),
    'analysis-work': <WorkPage frame={frame} view={work} />,
    'analysis-work-none': <WorkPage frame={frame} view={{ withheld: 0, byOutcome: [], often: [], atLeast: 5 }} />,
  }
}
