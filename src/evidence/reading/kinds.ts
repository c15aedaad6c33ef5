/**
 * What each fact proves before a court or a review body, and by which article: the table behind 证据清单. A fact of the
 * vocabulary that it lacks does not compile. `null`: it proves nothing by itself; it stands in the ledger all the same.
 */
import {
  CHANNELS,
  type Fact,
  type FactOf,
  type FactType,
  READING_STEPS,
  RESULTS,
  type SERVICES,
  type SecrecyConclusion,
} from '../../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../../workflows/statute/days.ts'
import { titleOf } from '../../ledger/applicants.ts'

/** In the order in which a court reads: as the case went, from the application to what came of it. */
export const GROUPS = {
  standing: '主体与职权',
  receipt: '申请与收到',
  correction: '补正',
  reasons: '说明理由',
  fee: '收费',
  search: '检索',
  consultation: '征求意见',
  examination: '审查',
  extension: '延期',
  reply: '答复',
  service: '送达',
  afterwards: '后续程序',
} as const
export type Group = keyof typeof GROUPS

export const SOURCES = {
  applicant: '申请人提交',
  agency: '本机关制作',
  kept: '本机关保存',
  thirdParty: '第三方提出',
  otherAgency: '被征求意见机关出具',
  post: '邮政企业出具',
  signed: '受送达人签收',
  entrusted: '受委托机关出具',
  system: '系统自动记录',
  body: '复议机关或者人民法院出具',
} as const
export type Source = keyof typeof SOURCES

export type Proof = { proves: string; article: string }
export type Kind = {
  group: Group
  /** What its record is called; where a letter of its own says it all, there is none. */
  record?: string
  /** What it is called where staff typed in what somebody else had written: no original of theirs. */
  typed?: string
  /** Who made what the record tells, and the files that it names. */
  source: Source
  is: (fact: Fact) => Proof
}

const always = (proves: string, article: string) => () => ({ proves, article })
/** A proposition, not a question: it follows from what the fact says. */
const says =
  <T extends FactType>(_type: T, article: string, proves: (fact: FactOf<T>) => string) =>
  (fact: Fact): Proof => ({ proves: proves(fact as FactOf<T>), article })
const kind = (group: Group, source: Source, is: Kind['is'], record?: string, typed?: string): Kind => ({
  ...{ group, source, is },
  ...(record && { record }),
  ...(typed && { typed }),
})

const RECEIVED_BY_ITSELF = ['counter', 'post']
/** Handed in or signed for, the application is its own receipt (Art 31). */
const submitted = (fact: Fact): Proof => {
  const { on, channel, request } = fact as FactOf<'submitted'>
  const asked = `申请人以${CHANNELS[channel]}方式申请公开“${titleOf(request)}”`
  return RECEIVED_BY_ITSELF.includes(channel)
    ? { proves: `${asked}，本机关于${inChinese(on)}收到申请`, article: '条例第二十九条、第三十一条' }
    : { proves: `${asked}，提出的时间为${inChinese(on)}`, article: '条例第二十九条' }
}

const searched = (fact: Fact): Proof =>
  fact.type === 'searched' && !fact.found
    ? { proves: '本机关已经检索，没有检索到所申请公开的信息', article: '条例第三十六条第（四）项' }
    : { proves: '本机关已经检索，查得所申请公开的信息', article: '条例第三十六条' }

/** Silence of co-makers is consent (Art 34); what it takes to ask others is not counted (Art 33 ¶3). */
const agencyAsked = (proves: string | ((fact: Fact) => string)) => (fact: Fact) => ({
  proves: typeof proves === 'string' ? proves : proves(fact),
  article:
    fact.type === 'agencyConsulted' && !fact.coMaker
      ? '条例第十一条、第三十三条第三款'
      : '条例第三十三条第三款、第三十四条',
})

const opinion = (who: string, { consents, extent }: Pick<FactOf<'thirdPartyAnswered'>, 'consents' | 'extent'>) => {
  if (consents) return `${who}同意公开`
  return extent === 'partly' ? `${who}部分同意、部分不同意公开及其理由` : `${who}不同意公开及其理由`
}

/** What was found of a refusal, and of the public interest (Art 15, 32). */
function weighed({ reasonable, publicInterest }: FactOf<'thirdPartyAssessed'>): string {
  const reasons = `第三方不同意公开的理由${reasonable ? '合理' : '不合理'}`
  if (publicInterest) return `${reasons}，不公开可能对公共利益造成重大影响`
  return reasonable ? `${reasons}，不公开不会对公共利益造成重大影响` : reasons
}

const REVIEWED = {
  mayDisclose: '拟公开的信息经保密审查不涉及国家秘密，可以公开',
  stateSecret: '所申请的信息经保密审查属于国家秘密，不得公开',
  undetermined: '所申请的信息是否属于国家秘密不能确定，已报请有权机关确定',
} as const satisfies Record<SecrecyConclusion, string>

/** Art 37 asks whether the rest can be given; Art 16 ¶2 whether another law demands the whole. */
function examined(fact: Fact): Proof {
  const { severable, otherLaw } = fact as FactOf<'disclosureExamined'>
  const parts = severable ? '不予公开的内容能够作区分处理' : '不予公开的内容不能作区分处理'
  if (otherLaw === undefined) return { proves: parts, article: '条例第十七条、第三十七条' }
  const law = `${otherLaw ? '有' : '没有'}法律、法规、规章规定应当公开`
  return { proves: `${parts}，${law}`, article: '条例第十六条第二款、第十七条、第三十七条' }
}

const ART_30 = '条例第三十条'
const ART_32 = '条例第三十二条'
const ART_35 = '条例第三十五条'
const ART_36 = '条例第三十六条'
const ART_45 = '条例第四十五条'

/** Of service it speaks of three ways: handed over, entrusted, posted; of what goes online it does not. */
const NOTICE_235 = '国办公开办函〔2016〕235号'
const WAYS: Partial<Record<keyof typeof SERVICES, string>> = {
  counter: `${NOTICE_235}第一条、第四条`,
  entrusted: `${NOTICE_235}第一条、第四条`,
  post: `${NOTICE_235}第一条、第二条、第四条`,
}
/** What a letter rests on, and what its way rests on where a document speaks of that. */
export const servedUnder = (duty: string, how: keyof typeof SERVICES | undefined): string =>
  [duty, how && WAYS[how]].filter(Boolean).join('、')

export const KINDS = {
  submitted: kind('receipt', 'applicant', submitted, '政府信息公开申请', '申请登记信息'),
  confirmed: kind(
    'receipt',
    'agency',
    says('confirmed', '条例第三十一条', ({ on }) => `双方于${inChinese(on)}确认，该日为收到申请之日`),
    '双方确认记录',
  ),
  registered: kind('receipt', 'agency', always('申请已经登记', ART_45), '政府信息公开申请登记表'),
  setAside: kind(
    'receipt',
    'agency',
    says('setAside', '条例第二十九条', ({ on }) => `${inChinese(on)}起作为无效件，没有作为申请办理`),
    '无效件记录',
  ),
  restored: kind(
    'receipt',
    'agency',
    says('restored', '条例第二十九条', ({ on }) => `${inChinese(on)}恢复办理，期限自收到申请之日照常计算`),
    '恢复办理记录',
  ),
  assigned: kind('receipt', 'agency', always('申请已经交由承办机构办理', '条例第四条、第四十五条'), '分办记录'),
  contactChanged: kind('receipt', 'applicant', always('申请人变更联系方式', '条例第二十九条'), '变更联系方式记录'),
  correctionRequested: kind(
    'correction',
    'agency',
    always('申请内容不明确，本机关一次性告知补正事项和补正期限', ART_30),
  ),
  corrected: kind(
    'correction',
    'applicant',
    says('corrected', ART_30, ({ on }) => `申请人于${inChinese(on)}补正，答复期限自收到补正之日起计算`),
    '补正内容',
    '补正登记信息（据申请人补正材料录入）',
  ),
  correctionLapsed: kind('correction', 'agency', always('申请人无正当理由逾期不补正', ART_30), '逾期未补正认定记录'),
  reasonsRequested: kind('reasons', 'agency', always('申请的数量、频次明显超过合理范围，本机关要求说明理由', ART_35)),
  reasonsGiven: kind(
    'reasons',
    'applicant',
    always('申请人已经说明理由', ART_35),
    '申请人说明的理由',
    '申请人说明理由记录',
  ),
  reasonsAssessed: kind(
    'reasons',
    'agency',
    says('reasonsAssessed', ART_35, ({ reasonable, delayedUntil }) => {
      if (!reasonable) return '申请人说明的理由不合理'
      return delayedUntil ? `申请人说明的理由合理，延迟答复至${inChinese(delayedUntil)}` : '申请人说明的理由合理'
    }),
    '申请理由审查记录',
  ),
  feeNotified: kind(
    'fee',
    'agency',
    says('feeNotified', '条例第四十二条、国办函〔2020〕109号第四条', ({ basis, quantity, amount }) => {
      const by = basis === 'items' ? `按件计收，${quantity}件` : `按量计收，${quantity}页`
      return `信息处理费${by}，金额${amount}元`
    }),
  ),
  feePaid: kind(
    'fee',
    'agency',
    says('feePaid', '国办函〔2020〕109号第六条', ({ on }) => `申请人于${inChinese(on)}缴费`),
    '缴费记录',
  ),
  feeLapsed: kind('fee', 'agency', always('申请人逾期未缴费', '国办函〔2020〕109号第六条'), '逾期未缴费认定记录'),
  thirdPartyConsulted: kind('consultation', 'agency', always('本机关书面征求第三方意见', ART_32)),
  thirdPartyReached: kind(
    'consultation',
    'agency',
    says('thirdPartyReached', ART_32, ({ on }) => `第三方于${inChinese(on)}收到征求意见书`),
    '征求意见书送达记录',
  ),
  thirdPartyAnswered: kind(
    'consultation',
    'thirdParty',
    says('thirdPartyAnswered', ART_32, (fact) => opinion('第三方', fact)),
    '第三方意见',
    '第三方意见记录',
  ),
  thirdPartySilent: kind('consultation', 'agency', always('第三方逾期未提出意见', ART_32), '第三方逾期未答复记录'),
  thirdPartyAssessed: kind(
    'consultation',
    'agency',
    says('thirdPartyAssessed', '条例第十五条、第三十二条', weighed),
    '第三方理由审查记录',
  ),
  agencyConsulted: kind('consultation', 'agency', agencyAsked('本机关征求其他机关意见')),
  agencyReached: kind(
    'consultation',
    'agency',
    agencyAsked(({ on }) => `其他机关于${inChinese(on)}收到征求意见书`),
    '征求意见书送达记录',
  ),
  agencyAnswered: kind(
    'consultation',
    'otherAgency',
    agencyAsked((fact) => opinion('被征求意见的机关', fact as FactOf<'agencyAnswered'>)),
    '其他机关意见',
    '其他机关意见记录',
  ),
  agencySilent: kind('consultation', 'agency', agencyAsked('其他机关逾期未提出意见'), '其他机关逾期未答复记录'),
  extended: kind(
    'extension',
    'agency',
    always('延期经政府信息公开工作机构负责人同意', '条例第三十三条第二款'),
    '延期审批记录',
  ),
  obstacle: kind('extension', 'agency', always('发生不可抗力或者其他障碍及其起止', '条例第三十三条'), '障碍情况记录'),
  searched: kind('search', 'agency', searched, '检索记录'),
  secrecyReviewed: kind(
    'examination',
    'agency',
    says('secrecyReviewed', '条例第十七条', ({ conclusion }) => REVIEWED[conclusion]),
    '保密审查记录',
  ),
  disclosureExamined: kind('examination', 'agency', examined, '公开审查记录'),
  conferred: kind('examination', 'agency', always('公开前已经与有关机关、机构会商', '条例第十一条'), '会商记录'),
  replyDrafted: null,
  replyReviewed: kind('reply', 'agency', always('答复作出前已经法制审核并通过', ART_45), '法制审核记录'),
  replyApproved: kind(
    'reply',
    'agency',
    always('答复作出前已经本机关规定的环节审批并通过', '党政机关公文处理工作条例第二十二条'),
    '审批记录',
  ),
  replySigned: kind('reply', 'agency', always('答复由有权签发的人员签发', ART_45), '签发记录'),
  replyReturned: null,
  replyServed: kind('service', 'agency', (fact) => ({
    proves: '答复书已经送达申请人',
    article: servedUnder(ART_36, (fact as FactOf<'replyServed'>).how),
  })),
  sent: kind('service', 'agency', always('文书已经发出', ART_45)),
  received: kind('service', 'agency', always('文书已经收到', ART_45)),
  mailSent: kind('service', 'system', always('文书已经以电子邮件发出', ART_45), '电子邮件通知记录'),
  withdrawn: kind('afterwards', 'applicant', always('申请人撤回申请', '条例第二十九条'), '撤回申请记录'),
  remedySought: kind('afterwards', 'body', always('申请行政复议或者提起行政诉讼', '条例第五十一条'), '复议、诉讼记录'),
  remedyDecided: kind(
    'afterwards',
    'body',
    says('remedyDecided', '条例第五十一条', ({ result }) => `行政复议、行政诉讼的结果：${RESULTS[result]}`),
    '复议、诉讼结果记录',
  ),
  remedyAnswered: kind(
    'afterwards',
    'agency',
    always('答复、答辩和证据已经提交', '行政复议法第四十八条、行政诉讼法第六十七条'),
    '答复、答辩提交记录',
  ),
  remedyPerformed: kind(
    'afterwards',
    'agency',
    always('复议决定、裁判已经履行', '行政复议法第七十七条、行政诉讼法第九十四条'),
  ),
  lessonDrawn: null,
  reopened: kind('afterwards', 'agency', always('依照决定或者裁判重新办理', '条例第五十一条'), '重新办理记录'),
  releaseProposed: null,
  releaseDecided: kind(
    'afterwards',
    'agency',
    says('releaseDecided', '条例第四十四条', ({ accepted, step, advice }) => {
      if (advice) return '就所申请的信息转为主动公开提出的初审意见'
      if (accepted && step && step !== 'final') return `所申请的信息转为主动公开，${READING_STEPS[step]}同意`
      return accepted ? '所申请的信息已经纳入主动公开的范围' : '所申请的信息没有纳入主动公开的范围'
    }),
    '转主动公开决定记录',
  ),
  releaseWithdrawn: kind(
    'afterwards',
    'agency',
    always('已经公开的信息撤下及其理由', '条例第六条'),
    '撤下公开信息记录',
  ),
  rectified: kind('afterwards', 'agency', always('记录的更正及其批准', ART_45), '更正记录'),
  archived: null,
  noted: null,
  // Its files are: they are named one by one.
  fileAdded: kind('afterwards', 'agency', always('附卷材料', ART_45)),
  // Which exhibits are not shown in an open hearing, the closed annex lists.
  evidenceClosed: null,
  codeReissued: null,
  sensitivityMarked: null,
  sensitivityLifted: null,
  letterMade: null,
  calendarChanged: null,
  choiceChanged: null,
  lapseNoticed: null,
  transferred: null,
  wordsErased: null,
} satisfies Record<FactType, Kind | null>

/** Recorded by staff or a program of the office, and not by whoever it speaks of, or by the system. */
export const isStaff = (by: string): boolean => by.startsWith('staff:') || by.startsWith('token:')
/** Staff recorded what somebody else had said or written: theirs is the paper, ours the record. */
export const isTyped = (fact: Fact, by: string): boolean =>
  isStaff(by) && THEIRS.includes((KINDS[fact.type] as Kind | null)?.source)
const THEIRS: readonly (Source | undefined)[] = ['applicant', 'thirdParty', 'otherAgency', 'body']
