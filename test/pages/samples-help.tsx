/** Help as its pages show it: roles, one role in both languages, the practice space, hints, wording, examples, training. */
import type { VNode } from 'preact'
import type { HintsView } from '../../src/desk/hints/gather.ts'
import { HintsPage } from '../../src/desk/pages/hints.tsx'
import { WordingPage } from '../../src/desk/pages/wording.tsx'
import type { Own } from '../../src/examples/examples.ts'
import { ExampleFormPage, ExamplePage, ExamplesPage } from '../../src/examples/pages/examples.tsx'
import { guideOf } from '../../src/help/handbook.ts'
import { GuidePage, HelpPage } from '../../src/help/pages/guide.tsx'
import { PracticePage } from '../../src/help/pages/practice.tsx'
import type { Viewer } from '../../src/people/sessions.ts'
import { NewTrainingPage, OwnTrainingPage, TrainingPage, TrainingsPage } from '../../src/training/pages/training.tsx'

const EMPTY = { values: {}, errors: [] }
const ID = '0190a5b0-0000-7000-8000-0000000000a1'
const AT = '2026-03-18T01:30:00.000Z'

const own: Own = {
  ...{
    id: ID,
    n: 1,
    agencyId: 'qingchuan',
    outcome: 'notHeld',
    state: 'submitted',
    why: '',
    by: 'staff:handler',
    at: AT,
    author: 'staff:handler',
    last: { n: 1, state: 'submitted' },
    stands: false,
  },
  ...{ title: '只查了电子系统就答复不存在', facts: '某人申请多年前的批复。', comment: '没有查纸质档案。' },
  ...{ lesson: '先问清年代，再定检索范围。', article: '条例第三十六条第（四）项' },
}
const shipped = {
  ...{
    id: 'J01',
    group: '一、收件与日期',
    outcome: null,
    title: '登记之日当作收到之日',
    comment: '逾期答复，确认违法。',
  },
  ...{ lesson: '以系统确认提交成功之日起算。', article: '条例第三十三条', source: '指导案例26号' },
}
const training = {
  ...{ id: ID, agencyId: 'qingchuan', agencyName: '青川区人民政府办公室', heldOn: '2026-03-02', title: '条例解读' },
  ...{ content: '第三章和败诉案例。', trainer: '法制科', halves: 3, cancelledWhy: null, attended: 1 },
}
const people = [
  { id: 'p1', name: '李明', agencyName: training.agencyName, roles: ['handler'], times: 0, halves: 0, last: null },
  { id: 'p2', name: '王芳', agencyName: training.agencyName, roles: ['head'], times: 1, halves: 3, last: '2026-03-02' },
]
const scope = {
  ...{ agency: 'qingchuan', name: training.agencyName, agencyIds: ['qingchuan'], kind: null },
  ...{ kept: { agencyId: 'qingchuan', district: false }, choices: [] },
}
const beside = { id: ID, number: '2026-0003', title: '征收补偿方案', on: '2026-03-02', stands: '予以公开', same: true }
const hints: HintsView = {
  ...{ id: ID, title: '示例路改造施工合同', number: '2026-0007', nth: 3 },
  hints: [{ about: 'thirdParty', says: '可能涉及企业的商业秘密。', article: '条例第三十二条', because: ['施工合同'] }],
  earlier: { cases: [beside], count: 12 },
  similar: { cases: [{ ...beside, on: '' }], words: '示例路改造 施工合同' },
  released: [{ id: '2026-0007', title: '示例路改造工程合同公示', on: '2026-01-05' }],
}
const wording = {
  ...{ id: ID, number: '2026-0007', outcome: 'notHeld' as const },
  templates: [{ id: 'notHeld', title: '政府信息不存在告知书', asks: [{ label: '理由', help: '写明怎样检索。' }] }],
  earlier: [{ id: ID, number: '2026-0003', title: '示例批复', said: [{ label: '理由', text: '经检索未找到。' }] }],
}

export function helpPagesOf(signed: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const list = { own: [own], shipped: [shipped], mayWrite: true }
  const refused = {
    values: {
      outcome: own.outcome,
      title: own.title,
      comment: own.comment,
      lesson: own.lesson,
      facts: '电话 13800000000',
    },
    errors: [{ field: 'facts', message: '含有手机号码，不能公开' }],
  }
  const year = { title: '轮训', year: 2026, present: 2026, scope, trainings: [training], people, mayKeep: true }
  const attendance = people.map(({ id, name, roles }) => ({ id, name, roles, attended: id === 'p2' }))
  return {
    help: <HelpPage {...signed} lang="zh" />,
    'help-role': <GuidePage {...signed} lang="zh" guide={guideOf('handler')!} />,
    'help-role-english': <GuidePage {...signed} lang="en" guide={guideOf('registrar')!} />,
    'help-practice': <PracticePage {...signed} lang="zh" practice={false} />,
    'help-practice-inside': <PracticePage {...signed} lang="zh" practice />,
    'case-hints': <HintsPage {...signed} view={hints} />,
    'case-hints-none': (
      <HintsPage
        {...signed}
        view={{
          ...hints,
          hints: [],
          nth: 1,
          earlier: { cases: [], count: 0 },
          similar: { cases: [], words: '' },
          released: [],
        }}
      />
    ),
    'case-wording': <WordingPage {...signed} view={wording} />,
    'case-wording-none': <WordingPage {...signed} view={{ ...wording, outcome: undefined }} />,
    examples: <ExamplesPage {...signed} view={list} />,
    'examples-none': <ExamplesPage {...signed} view={{ own: [], shipped: [], q: '飞碟', mayWrite: false }} />,
    example: <ExamplePage {...signed} view={{ own, by: '李明', form: EMPTY, mayDecide: true, mayChange: true }} />,
    'example-changed': (
      <ExamplePage
        {...signed}
        view={{
          own: { ...own, n: 3, stands: true, last: { n: 4, state: 'submitted' } },
          by: '李明',
          form: EMPTY,
          mayDecide: true,
          mayChange: false,
        }}
      />
    ),
    'example-refused': (
      <ExamplePage {...signed} view={{ own, by: '李明', form: refused, mayDecide: false, mayChange: true }} />
    ),
    'example-new': <ExampleFormPage {...signed} form={EMPTY} />,
    training: <TrainingsPage {...signed} view={year} />,
    'training-none': <TrainingsPage {...signed} view={{ ...year, trainings: [], mayKeep: false }} />,
    'training-own': <OwnTrainingPage {...signed} year={2026} present={2026} attended={[training]} />,
    'training-new': <NewTrainingPage {...signed} scope={scope} form={EMPTY} today="2026-03-18" />,
    'training-one': <TrainingPage {...signed} view={{ training, attendance, form: EMPTY, mayKeep: true }} />,
    'training-read': (
      <TrainingPage
        {...signed}
        view={{ training: { ...training, cancelledWhy: '登记了两次。' }, attendance, form: EMPTY, mayKeep: false }}
      />
    ),
  }
}
