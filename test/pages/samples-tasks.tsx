/** 工作台账 as its pages show it: the year's tasks, one of them as its head and as a reader sees it, a new one sent back, the look back. */
import type { VNode } from 'preact'
import type { Viewer } from '../../src/people/sessions.ts'
import type { Change } from '../../src/responsible/changes.ts'
import { ChangesPage } from '../../src/responsible/pages/changes.tsx'
import { TasksPage } from '../../src/tasks/pages/list.tsx'
import { LookBackPage } from '../../src/tasks/pages/look-back.tsx'
import { NewTaskPage } from '../../src/tasks/pages/new.tsx'
import { TaskPage } from '../../src/tasks/pages/task.tsx'
import { type Task, tally } from '../../src/tasks/tasks.ts'
import type { Frame, TaskView } from '../../src/tasks/views.ts'

const EMPTY = { values: {}, errors: [] }
const AT = '2026-03-18T01:30:00.000Z'

const task: Task = {
  ...{ id: '0190a5b0-0000-7000-8000-0000000000a1', n: 2, agency: 'qingchuan', agencyName: '青川区人民政府办公室' },
  ...{
    year: 2026,
    title: '修订政府信息公开指南',
    demand: '对照条例第十二条修订，\n经审定后公布。',
    source: '青政办〔2026〕3号第四条',
  },
  ...{ unit: '政务公开科', ownerId: 'u1', ownerUsername: 'handler', owner: { name: '李明', hasLeft: false } },
  ...{ dueOn: '2026-06-30', measure: null, target: null, figure: null, droppedWhy: null, carriedFrom: null },
  progress: { says: '已经形成征求意见稿。', evidence: '征求意见函', link: '', done: false, on: '2026-03-10' },
  ...{ state: 'underWay', late: false },
}
const measured: Task = {
  ...{
    ...task,
    id: '0190a5b0-0000-7000-8000-0000000000a2',
    title: '没有逾期答复',
    measure: 'late',
    target: 0,
    figure: 1,
  },
  ...{
    dueOn: '2026-03-01',
    progress: null,
    owner: { name: '王芳', hasLeft: true },
    state: 'undone',
    carriedFrom: task.id,
  },
}
const done: Task = { ...task, id: '0190a5b0-0000-7000-8000-0000000000a3', title: '培训两期', state: 'done', late: true }
const dropped: Task = {
  ...{ ...task, id: '0190a5b0-0000-7000-8000-0000000000a4', title: '公开目录', state: 'dropped', owner: undefined },
  ...{ droppedWhy: '并入公开指南的修订。', progress: null },
}
const tasks = [measured, task, done, dropped]

export function taskPagesOf({ viewer, csrf }: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const frame: Frame = {
    ...{ viewer, csrf, today: '2026-03-18', year: 2026, years: [2027, 2026, 2025, 2024], agency: 'qingchuan' },
    ...{ name: '青川区人民政府办公室', mayKeep: true },
    choices: [
      { agency: 'qingchuan', name: '青川区人民政府办公室' },
      { agency: 'zjj', name: '青川区住房和城乡建设局' },
      { agency: 'all', name: '全部机关合计' },
    ],
  }
  const people = { handler: '李明', counsel: '王芳' }
  const list = { tasks, tally: tally(tasks), state: undefined, done: 'carried' }
  const version = {
    ...{
      title: task.title,
      demand: task.demand,
      source: task.source,
      unit: task.unit,
      owner: '李明',
      dueOn: task.dueOn,
    },
    ...{ measure: null, target: null, droppedWhy: null, by: '周敏', at: AT },
  }
  const view: TaskView = {
    ...{
      task,
      behind: undefined,
      people,
      mayKeep: true,
      mayPutDown: true,
      about: undefined,
      form: EMPTY,
      key: 'k',
      done: 'set',
    },
    versions: [
      { ...version, n: 2 },
      { ...version, n: 1, measure: 'late', target: 0 },
    ],
    progress: [
      {
        n: 2,
        says: '已经形成征求意见稿。\n正在征求意见。',
        evidence: '征求意见函',
        link: 'https://www.example.gov.cn/1',
        done: false,
        by: '李明',
        at: AT,
      },
      { n: 1, says: '已经开始。', evidence: '', link: '', done: false, by: '李明', at: AT },
    ],
  }
  const back = (field: string, message: string) => ({ values: { [field]: '' }, errors: [{ field, message }] })
  return {
    tasks: <TasksPage frame={frame} view={list} />,
    'tasks, of all agencies': (
      <TasksPage
        frame={{ ...frame, agency: 'all', mayKeep: false }}
        view={{ ...list, state: 'undone', tasks: [measured] }}
      />
    ),
    'tasks, none': (
      <TasksPage frame={frame} view={{ tasks: [], tally: tally([]), state: undefined, done: undefined }} />
    ),
    'tasks, a new one sent back': (
      <NewTaskPage frame={frame} view={{ people, form: back('title', '请填写'), key: 'k' }} />
    ),
    task: <TaskPage frame={frame} view={view} />,
    'task, judged by a figure': (
      <TaskPage
        frame={frame}
        view={{ ...view, task: measured, behind: '/supervision/cases', done: undefined, progress: [] }}
      />
    ),
    'task, sent back': (
      <TaskPage frame={frame} view={{ ...view, about: 'task', form: back('dueOn', '请填写日期'), done: undefined }} />
    ),
    'task, its progress sent back': (
      <TaskPage frame={frame} view={{ ...view, about: 'progress', form: back('says', '请填写'), done: undefined }} />
    ),
    'task, dropped': <TaskPage frame={frame} view={{ ...view, task: dropped, done: 'dropped' }} />,
    'task, read': (
      <TaskPage
        frame={{ ...frame, mayKeep: false }}
        view={{ ...view, mayKeep: false, mayPutDown: false, done: undefined }}
      />
    ),
    'tasks, looked back': (
      <LookBackPage
        frame={frame}
        view={{
          tasks: [
            { ...measured, isCarried: false },
            { ...task, isCarried: true },
          ],
          form: back('tasks', '请至少选择一项'),
        }}
      />
    ),
    'tasks, looked back, nothing left': (
      <LookBackPage frame={{ ...frame, mayKeep: false }} view={{ tasks: [], form: EMPTY }} />
    ),
  }
}

/** 变动报备: what waits, what was reported and what need not be; none; a form that came back; as a supervisor reads it. */
export function responsiblePagesOf({ viewer, csrf }: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const change: Change = {
    ...{
      id: 3,
      agency: 'qingchuan',
      agencyName: '青川区人民政府办公室',
      what: 'head',
      personName: '周敏',
      begins: true,
    },
    ...{ before: null, after: null, at: AT, report: null },
  }
  const contact: Change = {
    ...{ ...change, id: 2, what: 'contact', personName: null, begins: null },
    ...{ before: { phone: '0000-0000001' }, after: { phone: '0000-0000002' } },
    report: {
      to: '示例市政务公开办公室',
      on: '2026-03-10',
      document: '青政公开函〔2026〕1号',
      why: null,
      by: 'staff:head',
      at: AT,
    },
  }
  const needless: Change = {
    ...{ ...change, id: 1, what: 'registrar', begins: false },
    report: { to: null, on: null, document: '', why: '当天恢复。', by: 'staff:head', at: AT },
  }
  const view = {
    ...{ changes: [change, contact, needless], next: 1, waits: 1, waiting: false, mayReport: true, form: EMPTY },
    ...{ names: new Map([['staff:head', '周敏']]), today: '2026-03-18', done: 'reported' },
  }
  const frame = { viewer, csrf, agency: 'qingchuan', name: '青川区人民政府办公室', choices: [] }
  const back = {
    values: { reported: 'yes', on: '2026-03-18' },
    errors: [
      { field: 'changes', message: '请至少选择一项变动' },
      { field: 'to', message: '请填写' },
    ],
  }
  return {
    'responsible changes': <ChangesPage {...frame} view={view} />,
    'responsible changes, none wait': (
      <ChangesPage {...frame} view={{ ...view, changes: [], next: null, waiting: true, done: undefined }} />
    ),
    'responsible changes, sent back': <ChangesPage {...frame} view={{ ...view, form: back, done: undefined }} />,
    'responsible changes, read': <ChangesPage {...frame} view={{ ...view, mayReport: false, done: undefined }} />,
  }
}
