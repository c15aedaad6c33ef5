/** Pages of supervision with whatever may stand on them. */
import type { VNode } from 'preact'
import type { Viewer } from '../../src/people/sessions.ts'
import type { CourseLine } from '../../src/supervision/figures.ts'
import { CoursePage } from '../../src/supervision/pages/course.tsx'
import { CourseCasesPage } from '../../src/supervision/pages/course-cases.tsx'
import { UrgingListPage } from '../../src/supervision/pages/urging-list.tsx'
import { UrgingsPage } from '../../src/supervision/pages/urgings.tsx'

const NOW = '2026-03-23T02:05:00.000Z'
const line = (key: string, name: string, more: Partial<CourseLine> = {}): CourseLine => ({
  ...{ key, name, answered: 12, returned: 2, returns: 3, reviewed: 11, firstTime: 9, confirmed: 10 },
  days: { register: 1.2, assign: 0.3, draft: 8.5, review: 2.1, sign: 1, serve: 0.5, confirm: 1.4 },
  ...more,
})
const none = line('qingchuan-zjj', '青川区住房和城乡建设局', {
  ...{ answered: 1, returned: 0, returns: 0, reviewed: 0, firstTime: 0, confirmed: 0 },
  days: { register: null, assign: null, draft: null, review: null, sign: 3, serve: 0, confirm: null },
})
const asked = { agencyIds: ['qingchuan'], year: 2026, agency: 'qingchuan', unit: undefined, ground: undefined }

export function supervisionPagesOf({ viewer, csrf }: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const view = {
    ...{
      asked,
      all: line('*', '合计'),
      agencies: [line('qingchuan', '青川区人民政府办公室')],
      units: [line('u1', '政务公开科')],
    },
    grounds: [line('notHeld', '信息不存在')],
    choices: [
      { agency: 'qingchuan', name: '青川区人民政府办公室' },
      { agency: 'qingchuan-zjj', name: '青川区住房和城乡建设局' },
    ],
    years: [2026, 2025],
    waiting: 0,
    now: NOW,
  }
  const days = { register: 1, assign: 0, draft: 9, review: 2, sign: null, serve: 1, confirm: null }
  const cases = [
    {
      ...{ id: 'c1', number: '青依申〔2026〕3号', agencyName: '青川区人民政府办公室', unitName: '政务公开科' },
      ...{ settledOn: '2026-03-20', outcome: 'notHeld', returns: 2, firstTime: false, ...days },
    },
    {
      ...{ id: 'c2', number: '青依申〔2026〕4号', agencyName: '青川区人民政府办公室', unitName: null },
      ...{ settledOn: '2026-03-21', outcome: null, returns: 0, firstTime: null, ...days },
    },
  ]
  const listed = { viewer, csrf, asked: { ...asked, ground: 'notHeld' as const }, page: 1, now: NOW }
  const urged = {
    ...{ agencyId: 'qingchuan', caseId: 'c1', position: 9, dueOn: '2026-03-20', by: 'staff:supervisor' },
    ...{ at: '2026-03-17T02:00:00.000Z', answer: null, answeredBy: null, answeredAt: null },
    ...{ issuer: 'qingchuan', year: 2026, serial: 7 },
  }
  const answered = {
    ...{
      ...urged,
      position: 7,
      serial: null,
      year: null,
      answer: 8,
      answeredBy: 'staff:handler',
      answeredAt: '2026-03-18T02:00:00.000Z',
    },
    ...{ says: '请说明办理情况。', answered: '正在检索。', mayAnswer: false },
  }
  const names = new Map([['staff:supervisor', '示例·监督员']])
  const urgings = {
    ...{ id: 'c1', number: '青依申〔2026〕3号', title: '征收补偿方案', names, today: '2026-03-23', key: 'k' },
    ...{ urgings: [answered, { ...urged, says: '', answered: '', mayAnswer: true }], mayUrge: true },
    ...{ about: undefined, form: { values: {}, errors: [] } },
  }
  const open = { ...urged, number: '青依申〔2026〕3号', title: '征收补偿方案', agencyName: '青川区人民政府办公室' }
  const answer = { answer: 8, answeredBy: 'staff:handler', answeredAt: '2026-03-21T02:00:00.000Z' }
  const list = { viewer, csrf, names, today: '2026-03-23', now: NOW, agency: undefined, choices: view.choices }
  const back = { values: { says: '' }, errors: [{ field: 'says', message: '请填写' }] }
  return {
    'urgings of a case': <UrgingsPage {...{ viewer, csrf }} view={urgings} />,
    'urgings of a case, none': <UrgingsPage {...{ viewer, csrf }} view={{ ...urgings, urgings: [], mayUrge: false }} />,
    'urgings of a case, sent back': <UrgingsPage {...{ viewer, csrf }} view={{ ...urgings, about: 9, form: back }} />,
    'urgings of a case, urging sent back': <UrgingsPage {...{ viewer, csrf }} view={{ ...urgings, form: back }} />,
    'open urgings': (
      <UrgingListPage {...list} urgings={[{ ...open, unitId: null, handlerId: null }]} state="open" supervises />
    ),
    'open urgings, none': <UrgingListPage {...list} choices={[]} urgings={[]} state="open" supervises={false} />,
    'answered urgings': (
      <UrgingListPage
        {...list}
        urgings={[{ ...open, ...answer, unitId: null, handlerId: null }]}
        state="answered"
        supervises
      />
    ),
    'answered urgings, none': <UrgingListPage {...list} urgings={[]} state="answered" agency="qingchuan" supervises />,
    'how cases went': <CoursePage viewer={viewer} csrf={csrf} view={view} />,
    'how cases went, all': (
      <CoursePage
        {...{ viewer, csrf }}
        view={{ ...view, asked: { ...asked, agency: undefined }, agencies: [...view.agencies, none] }}
      />
    ),
    'how cases went, none': (
      <CoursePage
        {...{ viewer, csrf }}
        view={{ ...view, all: undefined, agencies: [], units: [], grounds: [], choices: [] }}
      />
    ),
    'how cases went, not reckoned': (
      <CoursePage
        {...{ viewer, csrf }}
        view={{ ...view, all: undefined, agencies: [], units: [], grounds: [], choices: [], waiting: 19 }}
      />
    ),
    'how cases went, some not reckoned': <CoursePage viewer={viewer} csrf={csrf} view={{ ...view, waiting: 3 }} />,
    'cases that went so': <CourseCasesPage {...listed} figure="draft" cases={cases} hasMore />,
    'cases that went so, none': <CourseCasesPage {...listed} figure="returned" cases={[]} hasMore={false} />,
  }
}
