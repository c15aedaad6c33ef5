/** How far the demonstration cases have come: each a row of facts on working days after the submission. */
import type { Channel, Fact, Outcome } from '../../workflows/disclosure/vocabulary.ts'

type Told = Partial<Omit<Fact, 'type' | 'on'>> & Record<string, unknown>
/** Working days after submission, who records it, what happened. */
export type Step = [after: number, by: string, type: Fact['type'], told?: Told]

export type Story = {
  channel: Channel
  /** How many working days ago it was submitted. */
  ago: number
  steps: Step[]
}

const SEARCHED = {
  places: ['公文管理系统', '档案室2019年至2026年目录', '综合科'],
  terms: ['征收补偿', '方案'],
  note: '按文号、题名和关键词逐一检索，并向经办科室核实。',
}
const confirmed: Step = [
  1,
  'registrar',
  'confirmed',
  { how: 'phone', note: '与申请人电话确认收到申请，申请人表示知悉。' },
]
const registered = (after: number): Step => [after, 'registrar', 'registered']
const assigned = (after: number): Step => [after, 'head', 'assigned', { unit: 'yunxi-gkk', handler: 'handler' }]
const searched = (after: number, found: boolean): Step => [after, 'handler', 'searched', { ...SEARCHED, found }]
const reviewed: Step = [
  7,
  'handler',
  'secrecyReviewed',
  { conclusion: 'mayDisclose', reasons: '不涉及国家秘密、商业秘密和个人隐私。' },
]
/** Of what is withheld whole: that nothing of it can be given for itself, and where another law was looked for. */
const examined: Step = [
  7,
  'handler',
  'disclosureExamined',
  {
    severable: false,
    why: '逐页审查，各页都是同一内容的组成部分，删去后没有可以单独提供的内容。',
    otherLaw: false,
    lookedIn: ['《重大行政决策程序暂行条例》', '《示例省行政程序规定》'],
  },
]
const severable: Step = [
  7,
  'handler',
  'disclosureExamined',
  { severable: true, why: '分户补偿结果中的身份证件号码、银行账号可以逐项遮盖，遮盖后不影响其余内容。' },
]
const secret: Step = [
  7,
  'handler',
  'secrecyReviewed',
  { conclusion: 'stateSecret', reasons: '密级、保密期限已经标明，仍在保密期限内，原件存机要室。' },
]
/** Asked, reached, refused; what was held of the reasons. */
const refused = (why: string, held: { reasonable: boolean; publicInterest: boolean }): Step[] => [
  [5, 'handler', 'thirdPartyConsulted', { party: '云溪示例化工有限公司' }],
  [6, 'registrar', 'thirdPartyReached'],
  [7, 'registrar', 'thirdPartyAnswered', { consents: false, reasons: '不同意公开。' }],
  [7, 'handler', 'thirdPartyAssessed', { ...held, why }],
]
const FIELDS: Partial<Record<Outcome, Record<string, string>>> = {
  internalAffairs: { reasons: '该会议记录属于本机关内部工作流程方面的信息，不对外产生直接影响。' },
  processInformation: {
    reasons: '所申请的是示例路改造方案第二稿，形成于方案拟订过程中，路线尚未确定，公开会使沿线居民误认为已经决定。',
  },
  stateSecret: {
    reasons: '该预案由上级主管部门确定为国家秘密，标有密级和保密期限，现仍在保密期限内。',
    marking: '秘密',
    period: '10年',
  },
  partlyDisclosed: {
    given: '分户补偿结果中被征收房屋的坐落、建筑面积、补偿金额。',
    paper: '分户补偿结果（遮盖处理后）的复印件1份，共31页，随本答复书交付。',
    formReason: '分户补偿结果只有纸质档案，没有电子文档；全部扫描并逐页遮盖后再转为电子文档，成本过高。',
    withheld: '被征收人的身份证件号码、银行账号属于个人隐私，公开会对其合法权益造成损害。',
    ground: '《条例》第十五条',
    noConsultationReason:
      '没有征求被征收人的意见：需要遮盖的只是身份证件号码、银行账号，公开必然损害其权益，对是否遮盖没有需要征求的意见。',
  },
  thirdPartyRights: { reasons: '测算表记载未公开的成本构成，公开会使竞争对手据以推知报价，损害其竞争地位。' },
  disclosed: { content: '提供的是所申请文件的全文。' },
  notThisAgency: { responsibleAgency: '云溪区教育局', responsibleContact: '0000-0000004' },
}
/** The seed puts files on the case and names them instead. */
const PUT_BY_THE_SEED = ['']
const drafted = (after: number, outcome: Outcome): Step => [
  after,
  'handler',
  'replyDrafted',
  { outcome, fields: FIELDS[outcome] ?? {}, ...(outcome === 'disclosed' && { files: PUT_BY_THE_SEED }) },
]
const FAILED = { passed: false, opinion: '请补充检索范围的说明。' }
const PASSED = { passed: true, opinion: '事实清楚，依据准确，同意。' }
/** The paper that is given names the office as its author: whoever reviews it has seen that. */
const SEEN = { opinion: '事实清楚，依据准确，所附文件的作者为本机关，同意。', acknowledged: true }
const failed = (after: number): Step => [after, 'counsel', 'replyReviewed', FAILED]
const passed = (after: number, outcome: Outcome): Step => [
  after,
  'counsel',
  'replyReviewed',
  { ...PASSED, ...(outcome === 'disclosed' && SEEN) },
]
const signed = (after: number): Step => [after, 'signer', 'replySigned']
const served = (after: number, how: 'portal' | 'post' = 'portal'): Step => [
  after,
  'registrar',
  'replyServed',
  how === 'post' ? { how, trackingNumber: 'XA00000000000' } : { how },
]
const archived = (after: number): Step => [after, 'archivist', 'archived', { retention: '10年' }]
const correction = (after: number): Step => [
  after,
  'registrar',
  'correctionRequested',
  { matters: ['所需信息的时间范围不明确，请写明起止年份', '请补充文号或者项目名称，以便检索'], answerIn: 15 },
]

/** 转主动公开, after the answer. */
const released: Step[] = [
  [18, 'handler', 'releaseProposed', { why: '同一信息已有多人申请。' }],
  [
    20,
    'head',
    'releaseDecided',
    { accepted: true, summary: '依申请公开后转为主动公开，供公众查阅。', topic: 'environment' },
  ],
]
const opened = (channel: Channel): Step[] => (channel === 'online' ? [confirmed, registered(1)] : [registered(1)])
const handled = (channel: Channel): Step[] => [...opened(channel), assigned(2)]
/** What says that the information is not here, or that none was asked for. */
const NOTHING_FOUND: readonly Outcome[] = ['notHeld', 'notThisAgency', 'petition', 'advice', 'stillUnclear']
/** The whole way with one outcome, and what it needs on file. */
function answered(channel: Channel, outcome: Outcome, ...needs: Step[]): Step[] {
  const found = !NOTHING_FOUND.includes(outcome)
  return [
    ...handled(channel),
    searched(5, found),
    ...needs,
    drafted(8, outcome),
    failed(9),
    drafted(10, outcome),
    passed(11, outcome),
    signed(12),
    served(13, channel === 'post' ? 'post' : 'portal'),
    archived(15),
  ]
}

/** Facts that lie in the future are left out: the same story, at different ages, shows every stage. */
const aged = (ages: number[], channel: Channel, steps: Step[]): Story[] => ages.map((ago) => ({ channel, ago, steps }))

const PROTECTED = '第三方提出，测算表记载其成本构成，从未对外公开，并提交了保密制度。该理由合理。'
const FOLLOWED = { reasonable: true, publicInterest: false }
const BARE = '第三方只表示不同意，没有说明属于商业秘密，也没有说明公开会造成什么损害。'
const OVERRIDDEN = { reasonable: false, publicInterest: false }

export const STORIES: Story[] = [
  ...aged([0, 0, 1, 2, 4], 'online', []),
  ...aged([0, 1], 'online', [confirmed]),
  ...aged([1, 2], 'counter', opened('counter')),
  ...aged([1, 3], 'online', opened('online')),
  ...aged([3, 6, 12, 16, 19, 20, 21, 24], 'online', handled('online')),
  ...aged([4, 9], 'post', handled('post')),
  ...aged([5, 8], 'fax', [confirmed, registered(1), assigned(2)]),
  ...aged([6, 10], 'online', [...opened('online'), correction(3)]),
  ...aged([14, 21], 'online', [
    ...opened('online'),
    correction(3),
    [8, 'applicant', 'corrected', { text: '时间范围为2023年1月至2025年12月，项目名称为示例路危旧房改造。' }],
    assigned(9),
  ]),
  ...aged([18, 23], 'online', [
    ...handled('online'),
    [
      15,
      'head',
      'extended',
      { workingDays: 10, reason: '信息数量较多，需要逐页区分处理。', approvedBy: '示例·公开办主任' },
    ],
  ]),
  ...aged([6, 8, 9, 11, 12, 13, 14, 17], 'online', answered('online', 'disclosed', reviewed)),
  ...aged([7, 10, 12, 16, 30], 'online', answered('online', 'notHeld')),
  ...aged([9, 13, 18], 'counter', answered('counter', 'notThisAgency')),
  ...aged([8, 11, 13, 40], 'post', answered('post', 'internalAffairs', examined)),
  ...aged([30, 36], 'online', [
    ...opened('online'),
    correction(3),
    [20, 'handler', 'correctionLapsed', { finding: '申请人收到补正告知后，无正当理由逾期未补正。' }],
    drafted(21, 'correctionLapsed'),
    passed(22, 'correctionLapsed'),
    signed(23),
    served(24),
    archived(26),
  ]),
  ...aged([5, 15], 'online', [...handled('online'), [3, 'applicant', 'withdrawn', { why: '已经从其他渠道获得。' }]]),
  ...aged([45], 'online', answered('online', 'disclosed', reviewed)),
  ...aged([50], 'online', [...answered('online', 'disclosed', reviewed), ...released]),
  ...aged([55, 60], 'online', answered('online', 'disclosed', reviewed)),
  // What withholds, and whose refusal is followed or not: one of each.
  ...aged([15], 'post', answered('post', 'disclosed', ...refused(BARE, OVERRIDDEN), reviewed)),
  ...aged([9, 32], 'post', answered('post', 'processInformation', examined)),
  ...aged([11], 'counter', answered('counter', 'stateSecret', secret, examined)),
  ...aged([13], 'counter', answered('counter', 'partlyDisclosed', reviewed, severable)),
  ...aged([14], 'post', answered('post', 'thirdPartyRights', ...refused(PROTECTED, FOLLOWED), examined)),
  ...aged([5], 'counter', [
    ...handled('counter'),
    [3, 'handler', 'agencyConsulted', { party: '云溪区水务局', coMaker: false }],
    [4, 'registrar', 'agencyReached'],
  ]),
]
