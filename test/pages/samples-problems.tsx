/** Pages of 依法行政问题 with whatever may stand on them. */
import type { VNode } from 'preact'
import type { Viewer } from '../../src/people/sessions.ts'
import { ProblemListPage } from '../../src/problems/pages/list.tsx'
import { ProblemsPage } from '../../src/problems/pages/problems.tsx'

export function problemPagesOf({ viewer, csrf }: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const names = new Map([
    ['staff:handler', '示例·承办人'],
    ['staff:keeper', '示例·档案员'],
  ])
  const one = {
    ...{ agencyId: 'qingchuan', caseId: 'c1', position: 9, toAgency: 'qingchuan', toUnit: 'records' },
    ...{ dueOn: '2026-03-20', by: 'staff:handler', at: '2026-03-17T02:00:00.000Z' },
    ...{ answer: null, answeredBy: null, answeredAt: null },
  }
  const answered = {
    ...{ ...one, position: 7, answer: 8, answeredBy: 'staff:keeper', answeredAt: '2026-03-18T02:00:00.000Z' },
  }
  const listed = {
    number: '青依申〔2026〕3号',
    agencyName: '青川区人民政府办公室',
    department: '青川区人民政府办公室档案室',
  }
  const said = { department: listed.department, says: '批复原件没有按期归档。', answered: '已经补归档。' }
  const view = {
    ...{ id: 'c1', number: listed.number, names, today: '2026-03-23', key: 'k', seesIt: true, mayHandOver: true },
    ...{ about: undefined, form: { values: {}, errors: [] } },
    departments: [['qingchuan', '青川区人民政府办公室'] as [string, string]],
    problems: [
      { ...answered, ...said, mayAnswer: false },
      { ...one, ...said, answered: '', mayAnswer: true },
    ],
  }
  const back = { values: { says: '' }, errors: [{ field: 'says', message: '请填写' }] }
  const list = { viewer, csrf, names, today: '2026-03-23', now: '2026-03-23T02:05:00.000Z' }
  return {
    'problems of a case': <ProblemsPage {...{ viewer, csrf, view }} />,
    'problems of a case, none': <ProblemsPage {...{ viewer, csrf }} view={{ ...view, problems: [] }} />,
    'problems of a case, sent back': <ProblemsPage {...{ viewer, csrf }} view={{ ...view, form: back }} />,
    'problems of a case, of the department': (
      <ProblemsPage {...{ viewer, csrf }} view={{ ...view, seesIt: false, mayHandOver: false, about: 9, form: back }} />
    ),
    'open problems': <ProblemListPage {...list} problems={[{ ...one, ...listed }]} state="open" />,
    'open problems, none': <ProblemListPage {...list} problems={[]} state="open" />,
    'answered problems': <ProblemListPage {...list} problems={[{ ...answered, ...listed }]} state="answered" />,
  }
}
