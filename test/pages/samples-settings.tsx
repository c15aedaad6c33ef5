/** The settings of an office, and one open point of law: to be proposed, looked over, decided on, and sent back. */
import type { VNode } from 'preact'
import type { Moved } from '../../src/law/recount.ts'
import { DEFAULT_FORMATS, NUMBER_KINDS, type NumberKind } from '../../src/ledger/number-formats.ts'
import { ChoicePage } from '../../src/settings/pages/choice.tsx'
import { SettingsPage } from '../../src/settings/pages/settings.tsx'
import type { ChoiceView, Frame, ProposalView } from '../../src/settings/views.ts'
import {
  alternativesOf,
  CHOICES,
  type ChoiceName,
  choiceInWords,
  DEFAULT_CHOICES,
} from '../../workflows/statute/choices.ts'
import { agencies, empty, viewer } from './samples.ts'

const ours = agencies.map(({ code: id, name }) => ({ id, name }))
const frame: Frame = { viewer, csrf: 'csrf-token', today: '2026-03-18', agency: ours[0]!, agencies: ours }

const view = (name: ChoiceName, proposals: ProposalView[] = []): ChoiceView => ({
  name,
  question: CHOICES[name].question,
  article: CHOICES[name].article,
  judgedOn: CHOICES[name].judgedOn,
  alternatives: alternativesOf(name).map((one) => {
    const isDefault = one.value === DEFAULT_CHOICES[name]
    return { ...one, isDefault, holds: isDefault }
  }),
  now: { value: DEFAULT_CHOICES[name], zh: choiceInWords(name, DEFAULT_CHOICES[name]), since: null },
  next: name === 'feeWait' ? [{ zh: '照常计算', from: '2026-04-01' }] : [],
  waiting: proposals.some(({ decision }) => decision === null),
  proposals,
})

const moves: Moved[] = [
  {
    case: 'c1',
    agencyId: 'a1',
    receipt: '20260212-0417-83916',
    number: '2026-0009',
    dueBefore: '2026-03-26',
    dueAfter: '2026-03-27',
    provisionalBefore: false,
    provisionalAfter: false,
  },
]
const proposal: ProposalView = {
  position: 2,
  value: 'dayOfDispatch',
  zh: '发出之日',
  from: '2026-03-19',
  by: '示例·系统管理员',
  at: '2026-03-18T01:30:00.000Z',
  why: '与全市口径一致。',
  decision: null,
  forYou: true,
  moves,
}
const refused: ProposalView = {
  ...proposal,
  position: 1,
  decision: {
    approved: false,
    before: '发出的次日',
    by: '示例·公开办主任',
    at: '2026-03-17T01:30:00.000Z',
    why: '再议。',
  },
}
const { kind: _kind, code: _code, name: _name, ...office } = agencies[0]!
const profile = {
  ...office,
  shortName: '青川区政府办',
  mark: '青政公开',
  reconsiderationBody: '青川市人民政府',
  court: '',
}
const fault = (field: string, message: string) => ({ values: {}, errors: [{ field, message }] })
const numbers = (Object.keys(NUMBER_KINDS) as NumberKind[]).map((kind) => ({
  ...{ kind, name: NUMBER_KINDS[kind], format: DEFAULT_FORMATS[kind], since: null, next: '青政公开〔2026〕8号' },
  changes:
    kind === 'reply'
      ? [
          {
            ...{ format: '{机关代字}公开〔{年}〕{序号}号', from: '2026-04-01', by: 'staff:admin' },
            ...{ at: '2026-03-17T01:30:00.000Z', why: '与公文统一。' },
          },
        ]
      : [],
}))
const point = { ...frame, mayPropose: true, form: empty }

export const settingsPages: Record<string, VNode> = {
  settings: (
    <SettingsPage
      {...frame}
      set={ours.map(({ id, name }) => ({ id, name, remindBefore: [5, 3, 1], profile, showsHandler: true }))}
      numbers={new Map(ours.map(({ id }) => [id, numbers]))}
      choices={(Object.keys(CHOICES) as ChoiceName[]).map((name) => view(name, name === 'feeMonth' ? [proposal] : []))}
      site={{ host: '青川区人民政府' }}
      form={fault('days', '请填写1至5个数字')}
      about={`reminders-${ours[1]!.id}`}
    />
  ),
  'settings-read': <SettingsPage {...frame} set={[]} numbers={new Map()} choices={[view('feeMonth')]} form={empty} />,
  choice: <ChoicePage {...point} choice={view('consultationFrom', [refused])} />,
  'choice-steps': (
    <ChoicePage
      {...point}
      choice={{
        ...view('replyChain'),
        stuck: '“分管领导审批”没有人可以审批，请先安排人员，或者换审批人',
        approvers: [
          { username: 'wang', name: '示例·王某', roles: ['handler'], units: [{ id: 'u1', name: '政策法规科' }] },
          { username: 'head', name: '示例·公开办主任', roles: ['head', 'signer'], units: [] },
        ],
      }}
      form={{ ...fault('value', '第1行没有冒号，请写作“名称：审批人”'), values: { value: '分管领导审批 head' } }}
      about="proposal"
    />
  ),
  'choice-amount-refused': (
    <ChoicePage
      {...point}
      choice={view('leastToAnswer')}
      form={fault('value', '请填写范围以内的数')}
      about="proposal"
    />
  ),
  'choice-looked-over': (
    <ChoicePage
      {...point}
      choice={view('consultationFrom')}
      preview={{ value: 'dayOfDispatch', from: '2026-03-19', why: '与全市口径一致。', moves }}
    />
  ),
  'choice-to-decide': (
    <ChoicePage {...point} mayPropose={false} choice={view('consultationFrom', [proposal, refused])} />
  ),
  'choice-not-confirmed': (
    <ChoicePage
      {...point}
      choice={view('consultationFrom', [proposal])}
      form={fault('confirm', '请确认后再提交')}
      about="approval"
    />
  ),
  'choice-decided': (
    <ChoicePage {...point} choice={view('consultationFrom', [refused])} decided={{ approved: false, moved: 0 }} />
  ),
}
