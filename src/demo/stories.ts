/** How far the demonstration cases have come: each a row of facts on working days after the submission. */
import type { Channel, Fact, Outcome, Request } from '../../workflows/disclosure/vocabulary.ts'
import {
  ADVERTISEMENT,
  COSTS,
  GIVEN,
  HOUSEHOLDS,
  INTERNAL,
  LONG,
  NOT_THERE,
  OF_THE_SCHOOLS,
  OPEN,
  POLLUTION,
  RIVER,
  SECRET,
  type Subject,
  UNCLEAR,
  UNFINISHED,
} from './subjects.ts'

type Told = Partial<Omit<Fact, 'type' | 'on'>> & Record<string, unknown>
/** Working days after submission, who records it, what happened. */
export type Step = [after: number, by: string, type: Fact['type'], told?: Told]

export type Story = {
  channel: Channel
  /** How many working days ago it was submitted. */
  ago: number
  about: Subject
  /** Where the letter depends on how it was asked for. */
  wants?: Pick<Request, 'form' | 'delivery'>
  steps: Step[]
}
/** The steps of a case that is about this. */
type Course = (about: Subject) => Step[]

const PLACES = ['公文管理系统', '档案室2019年至2026年目录', '综合科']
const FOUND = '按题名和关键词逐一检索，在公文管理系统中检索到所申请的信息。'
const confirmed: Step = [
  1,
  'registrar',
  'confirmed',
  { how: 'phone', note: '与申请人电话确认收到申请，申请人表示知悉。' },
]
const registered = (after: number): Step => [after, 'registrar', 'registered']
const assigned = (after: number): Step => [after, 'head', 'assigned', { unit: 'yunxi-gkk', handler: 'handler' }]
export const searched = (after: number, found: boolean, { asked, terms = [asked[0]], note = FOUND }: Subject): Step => [
  after,
  'handler',
  'searched',
  { places: PLACES, terms, found, note },
]
const reviewed: Step = [
  7,
  'handler',
  'secrecyReviewed',
  { conclusion: 'mayDisclose', reasons: '不涉及国家秘密、商业秘密和个人隐私。' },
]
const reviewedHouseholds: Step = [
  7,
  'handler',
  'secrecyReviewed',
  {
    conclusion: 'mayDisclose',
    reasons: '不涉及国家秘密、商业秘密；身份证件号码、银行账号属于个人隐私，遮盖后可以公开。',
  },
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
/** Asked, reached, refused for these reasons; what was held of them. */
const refused = (reasons: string, why: string, held: { reasonable: boolean; publicInterest: boolean }): Step[] => [
  [5, 'handler', 'thirdPartyConsulted', { party: '云溪示例化工有限公司', interest: 'tradeSecret' }],
  [6, 'registrar', 'thirdPartyReached'],
  [7, 'registrar', 'thirdPartyAnswered', { consents: false, reasons }],
  [7, 'handler', 'thirdPartyAssessed', { ...held, why }],
]
/** What the letter says of its own request. */
function fieldsOf(outcome: Outcome, { says = '' }: Subject): Record<string, string> {
  if (outcome === 'disclosed') return { content: says }
  if (outcome === 'partlyDisclosed') return HOUSEHOLD_FIELDS
  if (outcome === 'notThisAgency')
    return { reasons: says, responsibleAgency: '云溪区教育局', responsibleContact: '0000-0000004' }
  if (outcome === 'stateSecret') return { reasons: says, marking: '秘密', period: '10年' }
  return says ? { reasons: says } : {}
}
const HOUSEHOLD_FIELDS = {
  given: '分户补偿结果中被征收人的姓名，被征收房屋的坐落、建筑面积，以及补偿金额。',
  paper: '分户补偿结果（遮盖处理后）的复印件1份，共31页，随本答复书邮寄。',
  formReason: '分户补偿结果只有纸质档案，没有电子文档；全部扫描并逐页遮盖后再转为电子文档，成本过高。',
  withheld: '被征收人的身份证件号码、银行账号属于个人隐私，公开会对其合法权益造成损害。',
  ground: '《条例》第十五条',
  noConsultationReason:
    '没有征求被征收人的意见：需要遮盖的只是身份证件号码、银行账号，公开必然损害其权益，对是否遮盖没有需要征求的意见。',
}
/** The seed puts files on the case and names them instead. */
const PUT_BY_THE_SEED = ['']
export const drafted = (after: number, outcome: Outcome, about: Subject): Step => [
  after,
  'handler',
  'replyDrafted',
  { outcome, fields: fieldsOf(outcome, about), ...(outcome === 'disclosed' && { files: PUT_BY_THE_SEED }) },
]
const FAILED = { passed: false, opinion: '请核对登记编号、收到日期和申请人的姓名，核对后再报。' }
const PASSED = { passed: true, opinion: '事实清楚，依据准确，同意。' }
/** The paper that is given names the office as its author: whoever reviews it has seen that. */
const SEEN = { opinion: '事实清楚，依据准确，所附文件的作者为本机关，同意。', acknowledged: true }
const failed = (after: number): Step => [after, 'counsel', 'replyReviewed', FAILED]
export const passed = (after: number, outcome: Outcome): Step => [
  after,
  'counsel',
  'replyReviewed',
  { ...PASSED, ...(outcome === 'disclosed' && SEEN) },
]
export const signed = (after: number): Step => [after, 'signer', 'replySigned']
export const served = (after: number, how: 'portal' | 'post' = 'portal'): Step => [
  after,
  'registrar',
  'replyServed',
  how === 'post' ? { how, trackingNumber: 'XA00000000000' } : { how },
]
const archived = (after: number): Step => [after, 'archivist', 'archived', { retention: '10年' }]
const correction = (after: number, { matters = [] }: Subject): Step => [
  after,
  'registrar',
  'correctionRequested',
  { matters, answerIn: 15 },
]

/** 转主动公开, after the answer. */
const released: Step[] = [
  [18, 'handler', 'releaseProposed', { why: '同一信息已有多人申请。' }],
  [
    20,
    'head',
    'releaseDecided',
    {
      ...{ accepted: true, summary: '依申请公开后转为主动公开，供公众查阅。', topic: 'environment' },
      files: PUT_BY_THE_SEED,
    },
  ],
]
export const opened = (channel: Channel): Step[] =>
  channel === 'online' ? [confirmed, registered(1)] : [registered(1)]
export const handled = (channel: Channel): Step[] => [...opened(channel), assigned(2)]
/** What says that the information is not here, or that none was asked for. */
const NOTHING_FOUND: readonly Outcome[] = ['notHeld', 'notThisAgency', 'petition', 'advice', 'stillUnclear']
/** The whole way with one outcome, and what it needs on file. */
function answered(channel: Channel, outcome: Outcome, ...needs: Step[]): Course {
  const found = !NOTHING_FOUND.includes(outcome)
  return (about) => [
    ...handled(channel),
    searched(5, found, about),
    ...needs,
    drafted(8, outcome, about),
    failed(9),
    drafted(10, outcome, about),
    passed(11, outcome),
    signed(12),
    served(13, channel === 'post' ? 'post' : 'portal'),
    archived(15),
  ]
}
const disclosed = answered('online', 'disclosed', reviewed)

/**
 * Facts that lie in the future are left out: the same story, at different ages, shows every stage.
 * @param about in turn; after the last comes the first again
 */
const aged = (ages: number[], channel: Channel, about: readonly Subject[], steps: Course): Story[] =>
  ages.map((ago, i) => {
    const subject = about[i % about.length]!
    return { channel, ago, about: subject, steps: steps(subject) }
  })
/** The same from the nth subject on, so that neighbours on a list differ. */
const from = (n: number, all: readonly Subject[]) => [...all.slice(n), ...all.slice(0, n)]

const KEPT = '测算表记载本公司的成本构成，从未对外公开，本公司的保密制度已经一并提交，不同意公开。'
const PROTECTED = '第三方提出，测算表记载其成本构成，从未对外公开，并提交了保密制度。该理由合理。'
const FOLLOWED = { reasonable: true, publicInterest: false }
const BARE = '第三方只表示不同意，没有说明属于商业秘密，也没有说明公开会造成什么损害。'
const OVERRIDDEN = { reasonable: false, publicInterest: false }
/** Whoever asked for the households' results asked for an electronic document, by post where there is none. */
const BY_POST = { form: 'electronic', delivery: 'post' } as const

export const STORIES: Story[] = [
  ...aged([0, 0, 1, 2, 4], 'online', OPEN, () => []),
  ...aged([0, 1], 'online', from(5, OPEN), () => [confirmed]),
  ...aged([1, 2], 'counter', from(7, OPEN), () => opened('counter')),
  ...aged([1, 3], 'online', from(9, OPEN), () => opened('online')),
  ...aged([3, 6, 12, 16, 19, 20, 21, 24], 'online', from(1, OPEN), () => handled('online')),
  ...aged([4, 9], 'post', from(9, OPEN), () => handled('post')),
  ...aged([5, 8], 'fax', from(2, OPEN), () => [confirmed, registered(1), assigned(2)]),
  ...aged([6, 10], 'online', UNCLEAR, (about) => [...opened('online'), correction(3, about)]),
  ...aged([14, 21], 'online', from(1, UNCLEAR), (about) => [
    ...opened('online'),
    correction(3, about),
    [8, 'applicant', 'corrected', { text: about.corrected }],
    assigned(9),
  ]),
  ...aged([18, 23], 'online', LONG, ({ longer }) => [
    ...handled('online'),
    [15, 'head', 'extended', { workingDays: 10, reason: longer, approvedBy: '示例·公开办主任' }],
  ]),
  ...aged([6, 8, 9, 11, 12, 13, 14, 17], 'online', GIVEN, disclosed),
  ...aged([7, 10, 12, 16, 30], 'online', NOT_THERE, answered('online', 'notHeld')),
  ...aged([9, 13, 18], 'counter', OF_THE_SCHOOLS, answered('counter', 'notThisAgency')),
  ...aged([8, 11, 13, 40], 'post', INTERNAL, answered('post', 'internalAffairs', examined)),
  ...aged([30, 36], 'online', from(2, UNCLEAR), (about) => [
    ...opened('online'),
    correction(3, about),
    [20, 'handler', 'correctionLapsed', { finding: '申请人收到补正告知后，无正当理由逾期未补正。' }],
    drafted(21, 'correctionLapsed', about),
    passed(22, 'correctionLapsed'),
    signed(23),
    served(24),
    archived(26),
  ]),
  ...aged([5, 15], 'online', from(4, OPEN), () => [
    ...handled('online'),
    [3, 'applicant', 'withdrawn', { why: '已经从其他渠道获得。' }],
  ]),
  ...aged([45], 'online', GIVEN, disclosed),
  ...aged([50], 'online', GIVEN, (about) => [...disclosed(about), ...released]),
  ...aged([55, 60], 'online', from(1, GIVEN), disclosed),
  // What withholds, and whose refusal is followed or not: one of each.
  ...aged(
    [15],
    'post',
    [POLLUTION],
    answered('post', 'disclosed', ...refused('不同意公开。', BARE, OVERRIDDEN), reviewed),
  ),
  ...aged([9, 32], 'post', UNFINISHED, answered('post', 'processInformation', examined)),
  ...aged([11], 'counter', [SECRET], answered('counter', 'stateSecret', secret, examined)),
  ...aged([13], 'counter', [HOUSEHOLDS], answered('counter', 'partlyDisclosed', reviewedHouseholds, severable)).map(
    (story) => ({ ...story, wants: BY_POST }),
  ),
  ...aged([14], 'post', [COSTS], answered('post', 'thirdPartyRights', ...refused(KEPT, PROTECTED, FOLLOWED), examined)),
  ...aged([5], 'counter', [RIVER], () => [
    ...handled('counter'),
    [3, 'handler', 'agencyConsulted', { party: '云溪区水务局', coMaker: false }],
    [4, 'registrar', 'agencyReached'],
  ]),
  ...aged([3], 'email', [ADVERTISEMENT], () => [
    [1, 'registrar', 'setAside', { why: '商业广告，没有申请公开任何信息。' }],
  ]),
]
