/** What people call each field of each fact, and how it is asked. One table serves the forms, the timeline and the errors. */
import { type FactType, OUTCOMES, SERVICES } from '../../workflows/disclosure/vocabulary.ts'
import type { Field } from '../web/shapes.ts'
import { TOPICS } from '../web/words/topics.ts'
import type { RecordableType } from './facts.ts'

type Label = Omit<Field, 'name'> & { name?: never }
const say = (label: string, kind: Field['kind'], more: Partial<Label> = {}): Label => ({
  label,
  kind,
  required: true,
  ...more,
})
const choices = (of: Record<string, string | { zh: string }>) =>
  Object.entries(of).map(([value, label]) => ({ value, label: typeof label === 'string' ? label : label.zh }))

const optional = { required: false }
const which = say('哪一件征求意见', 'text', { ...optional, help: '只有一件未结时不必填写。' })
const party = (who: string) => ({
  party: say(who, 'text'),
  about: say('征求意见的范围和内容', 'long', {
    ...optional,
    help: '写进征求意见书和网上答复页面。不填写的，只写申请公开的信息名称。不得写明申请人。',
  }),
  contact: say('联系人', 'text', optional),
  phone: say('联系电话', 'text', optional),
  email: say('电子邮箱', 'text', { ...optional, help: '填写的，征求意见书同时以电子邮件发送，附网上答复的地址。' }),
  address: say('通信地址', 'text', optional),
  consultation: which,
})
const answer = { consents: say('是否同意公开', 'yesNo'), reasons: say('意见和理由', 'long'), consultation: which }
const files = say('文件', 'files', optional)
const published = { ...optional, when: { field: 'accepted', is: ['true'] } }

export const LABELS: Record<RecordableType, Record<string, Label>> = {
  confirmed: {
    how: say('确认方式', 'choice', {
      choices: choices({ phone: '电话', email: '电子邮件', portal: '网上平台', visit: '当面' }),
    }),
    note: say('确认情况', 'long', { help: '写明与谁、何时、如何确认。' }),
  },
  registered: {},
  assigned: {
    unit: say('承办机构', 'choice'),
    handler: say('承办人', 'choice', optional),
    answerBy: say('内部办理期限', 'day', optional),
  },
  correctionRequested: {
    matters: say('需要补正的事项', 'lines', { help: '一行一项，应当一次性告知全部事项。' }),
    answerBy: say('补正期限', 'day', { help: '合理期限，一般不超过15个工作日。' }),
  },
  corrected: { text: say('补正内容', 'long'), files },
  correctionLapsed: { finding: say('认定', 'long', { help: '写明申请人无正当理由逾期不补正的事实。' }) },
  thirdPartyConsulted: party('第三方'),
  thirdPartyReached: { consultation: which },
  thirdPartyAnswered: answer,
  thirdPartySilent: { consultation: which },
  agencyConsulted: party('其他行政机关'),
  agencyReached: { consultation: which },
  agencyAnswered: answer,
  agencySilent: { consultation: which },
  reasonsRequested: { why: say('申请数量、频次情况', 'long'), answerBy: say('说明理由的期限', 'day') },
  reasonsGiven: { text: say('申请人说明的理由', 'long') },
  reasonsAssessed: {
    reasonable: say('理由是否合理', 'yesNo'),
    delayedUntil: say('延迟答复至', 'day', { ...optional, help: '理由合理但不能按期答复的，确定合理期限。' }),
  },
  extended: {
    workingDays: say('延长的工作日数', 'number', { help: '最长20个工作日。' }),
    reason: say('延期理由', 'long'),
    approvedBy: say('批准人', 'text', { help: '政府信息公开工作机构负责人。' }),
  },
  feeNotified: {
    basis: say('计收方式', 'choice', { choices: choices({ items: '按件计收', pages: '按量计收' }) }),
    quantity: say('数量（件或者页）', 'number'),
    amount: say('金额（元）', 'number'),
  },
  feePaid: { receiptNumber: say('财政票据号', 'text') },
  feeLapsed: { finding: say('认定', 'long') },
  searched: {
    places: say('检索范围', 'lines', { help: '一行一处：系统、档案目录、机构。' }),
    terms: say('关键词', 'lines', { help: '一行一个。' }),
    found: say('是否检索到', 'yesNo'),
    note: say('检索情况', 'long'),
  },
  secrecyReviewed: { conclusion: say('审查结论', 'text'), reasons: say('理由', 'long') },
  conferred: { participants: say('参加单位和人员', 'lines'), conclusion: say('会商结论', 'long') },
  replyDrafted: { outcome: say('办理结果', 'choice', { choices: choices(OUTCOMES) }) },
  replyReviewed: { passed: say('审核是否通过', 'yesNo'), opinion: say('说明', 'long') },
  replySigned: {},
  replyReturned: { why: say('退回理由', 'long') },
  replyServed: {
    how: say('送达方式', 'choice', { choices: choices(SERVICES) }),
    trackingNumber: say('邮件号', 'text', { ...optional, help: '邮寄的，填写邮政挂号或者EMS单号。' }),
  },
  archived: {
    retention: say('保管期限', 'choice', { choices: choices({ 永久: '永久', '30年': '30年', '10年': '10年' }) }),
    volume: say('档号', 'text', optional),
  },
  withdrawn: { why: say('撤回理由', 'long') },
  remedySought: {
    kind: say('类型', 'choice', {
      choices: choices({
        reconsideration: '行政复议',
        litigation: '行政诉讼（未经复议）',
        litigationAfterReconsideration: '行政诉讼（复议后）',
      }),
    }),
    body: say('受理机关', 'text'),
  },
  remedyDecided: {
    result: say('结果', 'choice', { choices: choices({ upheld: '维持', corrected: '纠正', other: '其他' }) }),
  },
  reopened: {
    why: say('依据和理由', 'long'),
    workingDays: say('责令期限（工作日）', 'number', { ...optional, help: '不填写的，按人民法院判决的20个工作日。' }),
  },
  releaseProposed: { why: say('理由', 'long') },
  releaseDecided: {
    accepted: say('是否转为主动公开', 'yesNo', { help: '转为主动公开的，立即在“已公开信息”中公布。' }),
    title: say('公布的标题', 'text', { ...published, help: '不填写的，用申请的信息名称。不得指明申请人。' }),
    documentNumber: say('公布的文号', 'text', published),
    summary: say('内容概述', 'long', { ...published, help: '申请的内容描述不公布，请另行填写。' }),
    topic: say('主题', 'choice', { ...published, choices: choices(TOPICS), value: 'other' }),
    files: say('公布的文件', 'several', published),
  },
  rectified: {
    position: say('更正第几条记录', 'number'),
    why: say('更正理由', 'long'),
    approvedBy: say('批准人', 'text'),
  },
  noted: { text: say('内容', 'long') },
  fileAdded: { files: say('文件', 'files') },
}

/** Labels of fields that only the system writes. */
const SYSTEM: Partial<Record<FactType, Record<string, Label>>> = {
  letterMade: { number: say('文号', 'text') },
  mailSent: { to: say('收件人', 'text'), subject: say('主题', 'text') },
  calendarChanged: {
    year: say('年度', 'text'),
    dueBefore: say('原期限', 'day'),
    dueAfter: say('新期限', 'day'),
  },
  lapseNoticed: { limit: say('期限', 'text'), dueOn: say('届满日', 'day') },
  registered: { number: say('登记编号', 'text') },
  replySigned: { number: say('文号', 'text') },
  replyDrafted: { together: say('一并答复', 'text') },
}

export const labelsOf = (type: FactType): Record<string, Label> => ({
  ...(LABELS as Partial<Record<FactType, Record<string, Label>>>)[type],
  ...SYSTEM[type],
})
