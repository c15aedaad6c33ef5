/** Pages of working together with whatever may stand on them. */
import type { VNode } from 'preact'
import { AttendedPage } from '../../src/cooperation/pages/attended.tsx'
import { CooperationPage } from '../../src/cooperation/pages/cooperation.tsx'
import { HelpPage } from '../../src/cooperation/pages/help.tsx'
import { SentPage } from '../../src/cooperation/pages/sent.tsx'
import { WaitingPage, type WaitingView } from '../../src/cooperation/pages/waiting.tsx'
import type { Cooperation } from '../../src/cooperation/read.ts'
import type { Viewer } from '../../src/people/sessions.ts'

const AT = '2026-03-10T02:00:00.000Z'
const FILES = [{ id: 'f1', name: '征收补偿会议纪要（2019年第3次）.pdf', size: 120_000 }]
const OF_CASE = { agencyId: 'qingchuan', caseId: 'c1', number: '青依申〔2026〕3号', title: '征收补偿方案' }

const open: Cooperation['assistances'][number] = {
  ...{ position: 7, dueOn: '2026-03-12', askedUntil: '2026-03-17', ended: null, at: AT, by: '示例·承办人' },
  ...{
    says: '请查找2019年征收补偿方案的会议纪要。',
    isOverdue: true,
    files: FILES,
    unit: '综合科',
    person: '示例·综合科承办人',
  },
  ...{
    mayDecide: true,
    warning: '答复协办的期限（2026年3月17日）晚于答复申请人的期限（2026年3月16日）。协办不延长答复期限。',
  },
  steps: [{ kind: 'moreTime', until: '2026-03-17', at: AT, by: '示例·综合科承办人', says: '档案在外借。', files: [] }],
}
const answered: Cooperation['assistances'][number] = {
  ...{
    ...open,
    position: 4,
    askedUntil: null,
    ended: 'answered',
    isOverdue: false,
    person: null,
    files: [],
    mayDecide: false,
    warning: null,
  },
  steps: [{ kind: 'answered', until: null, at: AT, by: '示例·督查科承办人', says: '查到1份，附后。', files: FILES }],
}
const seat = { givenAt: AT, mayGive: true, entered: '' }
const conference: Cooperation['conferences'][number] = {
  ...{
    n: 1,
    at: AT,
    by: '示例·承办人',
    agenda: '评估报告能否公开？',
    concluded: null,
    conclusion: '',
    mayConclude: true,
  },
  seats: [
    { ...seat, n: 1, called: '示例·综合科承办人（业务）', says: '区分处理后可以公开。' },
    { ...seat, n: 2, called: '李律师（外聘法律顾问）', entered: '，由示例·承办人代录', says: '同意。' },
    { ...seat, n: 4, called: '王律师（外聘法律顾问）', says: null, givenAt: null },
    { ...seat, n: 3, called: '示例·法制员（法制）', says: null, mayGive: false },
  ],
}
const all: Cooperation = {
  ...{
    id: 'c1',
    number: OF_CASE.number,
    title: OF_CASE.title,
    today: '2026-03-16',
    due: '2026-03-30',
    suggested: '2026-03-23',
  },
  assistances: [answered, open],
  conferences: [
    { ...conference, concluded: 12, conclusion: '区分处理后公开。', mayConclude: false, seats: [] },
    { ...conference, n: 2 },
  ],
  moves: [
    {
      position: 9,
      kind: 'handedBack',
      at: AT,
      by: '示例·承办人',
      settled: 'open',
      says: '属于综合科职责。',
      unit: '公开科',
      other: null,
    },
    {
      position: 3,
      kind: 'came',
      at: AT,
      by: '示例·登记员',
      settled: 'assigned',
      says: '送错机关。',
      unit: null,
      other: { case: 'c2', agency: '青川区教育局' },
    },
  ],
  remarks: [
    {
      id: 'r1',
      at: AT,
      by: '示例·承办人',
      says: '@示例·法制员 请看一下口径。',
      mentions: [{ name: '示例·法制员', readAt: AT }],
    },
    { id: 'r2', at: AT, by: '示例·承办人', says: null, mentions: [] },
  ],
  may: {
    ask: true,
    convene: true,
    handBack: true,
    keep: true,
    reassign: true,
    transfer: true,
    sendBack: true,
    remark: true,
  },
  choices: {
    units: [{ id: 'u2', name: '综合科' }],
    ownUnit: { id: 'u1', name: '公开科' },
    handlers: [{ id: 'p2', name: '示例·综合科承办人', units: ['u2'] }],
    people: [{ id: 'p2', name: '示例·综合科承办人', unit: '综合科' }],
    readers: [{ id: 'p3', name: '示例·法制员' }],
    files: [{ id: 'f1', name: FILES[0]!.name }],
    agencies: [{ id: 'qingchuan-jyj', name: '青川区教育局' }],
  },
}
const none: Cooperation = {
  ...{ ...all, suggested: undefined, due: null, assistances: [], conferences: [], moves: [], remarks: [] },
  may: {
    ask: true,
    convene: false,
    handBack: false,
    keep: false,
    reassign: false,
    transfer: false,
    sendBack: false,
    remark: false,
  },
  choices: { ...all.choices, units: [] },
}
const request = { title: '征收补偿方案', description: '2019年示例路危旧房改造征收补偿方案及会议纪要。' }
const help = {
  ...{ id: 'c1', number: OF_CASE.number, request, mayAnswer: true, seesCase: false },
  assistance: { ...open, askedUntil: null },
}
const waiting: WaitingView = {
  help: [
    {
      ...{ ...OF_CASE, position: 7, unitId: 'u2', personId: null, dueOn: '2026-03-12', askedUntil: null, files: [] },
      ...{ by: 'staff:handler', at: AT, ended: null, unitName: '综合科', personName: null },
    },
  ],
  asked: [],
  ended: [],
  back: [],
  which: {},
  invited: [{ ...OF_CASE, n: 1, by: 'staff:handler', at: AT }],
  mentioned: [{ ...OF_CASE, by: 'staff:handler', at: AT }],
  trace: [
    {
      ...{
        ...OF_CASE,
        position: 9,
        kind: 'reassigned',
        unitId: 'u1',
        handlerId: null,
        otherAgency: null,
        otherCase: null,
      },
      ...{ by: 'staff:head', at: AT, seen: true, settled: 11, from: '公开科', to: '综合科', otherName: null },
    },
  ],
  names: new Map([['staff:handler', '示例·承办人']]),
  today: '2026-03-16',
}
const back = (act: string, field: string) => ({ act, form: { values: {}, errors: [{ field, message: '请填写' }] } })

export function cooperationPagesOf(signed: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const handed = { ...waiting.trace[0]!, kind: 'handedBack' as const, settled: null }
  return {
    'cooperation of a case': <CooperationPage {...signed} view={all} key_="k" />,
    'cooperation of a case, none': <CooperationPage {...signed} view={none} key_="k" />,
    'cooperation of a case, sent back': (
      <CooperationPage {...signed} view={all} key_="k" back={back('assistances', 'says')} />
    ),
    'cooperation of a case, help after the reply is due': (
      <CooperationPage {...signed} view={all} key_="k" back={back('assistances', 'confirm')} />
    ),
    'cooperation of a case, conclusion sent back': (
      <CooperationPage {...signed} view={all} key_="k" back={back('conferences/2/conclusion', 'conclusion')} />
    ),
    'cooperation of a case, form gone': (
      <CooperationPage {...signed} view={none} key_="k" back={back('transfer', 'why')} />
    ),
    'what waits of working together, none of a kind': (
      <WaitingPage {...signed} view={{ ...waiting, trace: [], which: { kind: 'came' } }} />
    ),
    'help asked for': <HelpPage {...signed} view={help} key_="k" />,
    'help asked for, sent back': <HelpPage {...signed} view={help} key_="k" back={back('answer', 'says')} />,
    'help asked for, answered': (
      <HelpPage
        {...signed}
        view={{
          ...help,
          mayAnswer: false,
          seesCase: true,
          assistance: answered,
          request: { title: '', description: '' },
        }}
        key_="k"
        back={back('answer', 'says')}
      />
    ),
    'a conference': <AttendedPage {...signed} view={{ ...help, conference }} key_="k" />,
    'a conference, gone': (
      <AttendedPage
        {...signed}
        view={{
          ...help,
          seesCase: true,
          conference: {
            ...conference,
            agenda: '',
            concluded: 12,
            seats: [{ ...seat, n: 1, called: '（姓名已经销毁）（业务）', says: null, mayGive: false }],
          },
        }}
        key_="k"
        back={back('opinion-1', 'says')}
      />
    ),
    'what waits of working together': <WaitingPage {...signed} view={waiting} />,
    'what waits of working together, of a head': (
      <WaitingPage
        {...signed}
        view={{
          ...{ ...waiting, help: [], invited: [], mentioned: [], back: [handed] },
          asked: [
            { ...waiting.help[0]!, askedUntil: '2026-03-17' },
            { ...waiting.help[0]!, position: 8, dueOn: '2026-03-20' },
          ],
          ended: [
            { ...waiting.help[0]!, ended: 'answered' },
            { ...waiting.help[0]!, position: 8, ended: 'handedBack' },
          ],
          which: { kind: 'handedBack' },
          next: `${AT}_00000000-0000-7000-8000-000000000001_9`,
          trace: [
            handed,
            { ...handed, position: 3, kind: 'sent', otherName: '青川区教育局' },
            { ...handed, position: 4, kind: 'came', otherName: '青川区教育局', seen: false },
            { ...handed, position: 5, kind: 'keptAfterAll' },
          ],
        }}
      />
    ),
    'sent to another agency': (
      <SentPage
        {...signed}
        view={{
          before: '20260302-00001-000001',
          sent: { case: 'c2', receipt: '20260302-00002-000002', enquiryCode: 'ABCD2345EF' },
        }}
      />
    ),
  }
}
