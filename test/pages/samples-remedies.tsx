/** The register of reconsiderations and suits, and its lessons, as their pages show them. */
import type { VNode } from 'preact'
import { loadLaw } from '../../src/ground/law.ts'
import { CaseRemediesPage } from '../../src/remedies/pages/case.tsx'
import { RemedyDocumentPage } from '../../src/remedies/pages/document.tsx'
import { LessonsPage } from '../../src/remedies/pages/lessons.tsx'
import { RemediesPage } from '../../src/remedies/pages/register.tsx'
import type { LessonsView, RegisterView } from '../../src/remedies/views.ts'
import { answerLimit, orderedLimit } from '../../workflows/statute/remedy-answers.ts'

const NONE = { upheld: 0, corrected: 0, other: 0, pending: 0, total: 0 }
const law = loadLaw()
const line = {
  ...{ caseId: '0190a5b0-0000-7000-8000-000000000001', case: '2026-0007', agency: '青川区人民政府办公室' },
  ...{ title: '青川路片区危旧房改造项目征收补偿方案', n: 1, procedureZh: null, claims: null },
  ...{ decisionNumber: null, appealed: null, orderedDays: null, appeal: null, against: 'notHeld' as const },
  ...{ claimantZh: '张三', thirdParties: [], coDefendant: null, ordered: null, heed: null },
}
export const remediesView: RegisterView = {
  ask: { state: 'open' },
  year: '2026',
  agencies: [
    { id: 'qingchuan', name: '青川区人民政府办公室' },
    { id: 'zhujian', name: '青川区住房和城乡建设局' },
  ],
  table4: {
    reconsideration: { ...NONE, upheld: 2, pending: 1, total: 3 },
    litigation: { ...NONE, corrected: 1, total: 1 },
    litigationAfterReconsideration: NONE,
  },
  lines: [
    {
      ...{ ...line, kind: 'reconsideration', kindZh: '行政复议', body: '青川区人民政府', number: '青府复〔2026〕9号' },
      ...{ soughtOn: '2026-03-11', receivedOn: '2026-03-12', late: false, resultZh: null },
      answer: answerLimit({ kind: 'reconsideration', receivedOn: '2026-03-12' }, law),
    },
    {
      ...{
        ...line,
        n: 2,
        kind: 'litigation',
        kindZh: '行政诉讼（未经复议），二审',
        body: '示例市中级人民法院',
        number: null,
      },
      ...{ soughtOn: '2026-02-02', appealBy: 'other', late: true, result: 'corrected', resultZh: '纠正' },
      ...{ answeredOn: '2026-03-02', decidedOn: '2026-03-16' },
      answer: answerLimit({ kind: 'litigation', appeal: true, receivedOn: '2026-02-02' }, law),
    },
    {
      ...{ ...line, n: 3, kind: 'litigation', kindZh: '行政诉讼（未经复议）', body: null, number: null },
      ...{ claimant: 'consultation:1', claimantZh: '示例路项目建设有限公司', thirdParties: ['张三'] },
      heed: { says: '应当先申请行政复议。', article: '行政复议法第二十三条第一款第四项' },
      ordered: orderedLimit('2026-03-12', 15, law),
      ...{ soughtOn: '2026-01-05', late: true, resultZh: null },
      answer: answerLimit({ kind: 'litigation', receivedOn: '2026-01-05' }, law),
    },
  ],
  next: '2026-01-05_0190a5b0-0000-7000-8000-000000000001_3',
}
export const lessonsView: LessonsView = {
  ground: 'facts',
  counts: { facts: 2, late: 1 },
  unlearned: 1,
  lessons: [
    {
      ...{ caseId: line.caseId, case: '2026-0007', agency: line.agency, on: '2026-03-17', against: '政府信息不存在' },
      text: '主要事实不清、证据不足：检索范围没有涵盖档案馆，检索记录没有写关键词。',
    },
  ],
}

const documents = [{ id: 'powerOfAttorney', title: '授权委托书' }]
export const caseRemedies = {
  ...{ caseId: line.caseId, case: '2026-0007', title: line.title, mayMake: true },
  remedies: remediesView.lines.map((remedy) => ({ ...remedy, documents })),
  lacking: [{ what: '签收凭证', of: '《政府信息公开申请答复书》，张三' }],
  next: '请在2026年3月26日以前提交行政复议答复书、证据和依据，并记录。',
}
export const documentView = {
  ...{ caseId: line.caseId, case: '2026-0007', n: 1, kindZh: '行政复议' },
  template: {
    ...{ id: 'powerOfAttorney', title: '授权委托书', articles: ['行政诉讼法第三十一条'] },
    asks: {
      principal: { label: '法定代表人（主要负责人）', help: '姓名和职务', required: true, long: false },
      agents: { label: '受委托人', help: '一行一人', required: false, long: true },
    },
  },
}
const lackingForm = { values: { date: '2026-03-18' }, errors: [{ field: 'principal', message: '请填写' }] }

type Signed = Omit<Parameters<typeof RemedyDocumentPage>[0], 'view' | 'form'>

export const remedyPagesOf = (signed: Signed): Record<string, VNode> => ({
  remedies: <RemediesPage {...signed} view={remediesView} />,
  'remedies-none': <RemediesPage {...signed} view={{ ...remediesView, ask: {}, lines: [], next: null }} />,
  'case-remedies': <CaseRemediesPage {...signed} view={caseRemedies} />,
  'remedy-document': <RemedyDocumentPage {...signed} view={documentView} form={lackingForm} />,
  lessons: <LessonsPage {...signed} view={lessonsView} />,
  'lessons-none': <LessonsPage {...signed} view={{ ground: null, counts: {}, unlearned: 0, lessons: [] }} />,
})
