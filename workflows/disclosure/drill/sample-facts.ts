/** A fact of each type with everything that its payload asks for, all of it made up, so that stories and drills say only what matters. */

import { type Day, plusDays } from '../../statute/days.ts'
import { outcomeOf } from '../answers.ts'
import type { Heard } from '../context.ts'
import type { FactType, Item } from '../vocabulary.ts'

const APPLICANT = {
  kind: 'person',
  name: '示例申请人',
  idType: 'passport',
  idNumber: 'E00000000',
  phone: '00000000000',
}
const REQUEST = { title: '示例文件', description: '示例文件全文', form: 'paper', delivery: 'portal' }

/** Who records a fact where nothing else is said: nobody reviews or signs their own draft. */
const BY: Partial<Record<FactType, string>> = {
  submitted: 'applicant',
  corrected: 'applicant',
  withdrawn: 'applicant',
  reasonsGiven: 'applicant',
  replyReviewed: 'counsel',
  replyApproved: 'head',
  replySigned: 'signer',
  letterMade: 'system',
  mailSent: 'system',
  calendarChanged: 'system',
  choiceChanged: 'system',
  lapseNoticed: 'system',
  transferred: 'system',
  wordsErased: 'system',
}

/** A reasonable period for the applicant, where the story does not name its last day. */
const LATER = 21

const payload: Partial<Record<FactType, (on: Day) => object>> = {
  submitted: () => ({ channel: 'counter', applicant: APPLICANT, request: REQUEST }),
  confirmed: () => ({ how: 'phone', note: '与申请人电话确认。' }),
  setAside: () => ({ why: '商业广告，没有申请公开任何信息。' }),
  restored: () => ({ why: '来信中提出了公开信息的请求。' }),
  assigned: () => ({ unit: '政策法规科' }),
  correctionRequested: (on) => ({ matters: ['请写明起止年份'], answerBy: plusDays(on, LATER) }),
  corrected: () => ({ text: '2023年至2025年。' }),
  correctionLapsed: () => ({ finding: '无正当理由逾期不补正。' }),
  thirdPartyConsulted: () => ({ party: '示例公司' }),
  thirdPartyAnswered: () => ({ consents: true, reasons: '同意。' }),
  thirdPartyAssessed: () => ({ reasonable: true, publicInterest: false, why: '公开会损害其竞争地位。' }),
  agencyConsulted: () => ({ party: '示例局', coMaker: true }),
  agencyAnswered: () => ({ consents: true, reasons: '同意。' }),
  reasonsRequested: (on) => ({ why: '三个月内120件。', answerBy: plusDays(on, LATER) }),
  reasonsGiven: () => ({ text: '用于研究。' }),
  reasonsAssessed: () => ({ reasonable: false }),
  extended: () => ({ workingDays: 10, reason: '需要逐页区分处理。', approvedBy: '公开办主任' }),
  feeNotified: () => ({ basis: 'items', quantity: 12, amount: 200 }),
  feePaid: () => ({ receiptNumber: '00000001' }),
  feeLapsed: () => ({ finding: '逾期未缴费。' }),
  searched: () => ({ places: ['公文系统', '档案室目录'], terms: ['示例'], found: true, note: '逐一检索。' }),
  secrecyReviewed: () => ({ conclusion: 'mayDisclose', reasons: '不涉及国家秘密。' }),
  disclosureExamined: () => ({
    severable: false,
    why: '逐页审查，各页内容不能分开。',
    otherLaw: false,
    lookedIn: ['示例办法'],
  }),
  conferred: () => ({ participants: ['示例局'], conclusion: '存在风险。' }),
  replyDrafted: () => ({ outcome: 'notThisAgency', fields: {} }),
  replyReviewed: () => ({ passed: true, opinion: '同意。' }),
  replyApproved: () => ({ step: '公开机构负责人审批', passed: true, opinion: '同意。' }),
  replyReturned: () => ({ why: '请补充。' }),
  replyServed: () => ({ how: 'portal' }),
  sent: () => ({ letter: '00000000-0000-4000-8000-000000000000', how: 'post', trackingNumber: 'XA00000000000' }),
  received: () => ({ letter: '00000000-0000-4000-8000-000000000000', evidence: '回执在卷。' }),
  archived: () => ({ retention: '10年' }),
  withdrawn: () => ({ why: '不再需要。' }),
  remedySought: () => ({ kind: 'reconsideration', body: '示例区人民政府' }),
  remedyAnswered: () => ({}),
  remedyDecided: () => ({ result: 'upheld' }),
  remedyPerformed: () => ({ how: '已经按决定公开。' }),
  lessonDrawn: () => ({ ground: 'facts', text: '检索记录不全。' }),
  reopened: () => ({ why: '自行纠正。' }),
  releaseProposed: () => ({ why: '多人申请。' }),
  releaseDecided: () => ({ accepted: false }),
  releaseWithdrawn: () => ({ why: '文件已经废止。' }),
  rectified: () => ({ position: 2, why: '误记。', approvedBy: '公开办主任' }),
  obstacle: (on) => ({ from: on, why: '暴雨停电。' }),
  contactChanged: () => ({ phone: '00000000001' }),
  sensitivityMarked: () => ({ kind: '突发公共卫生事件', why: '申请内容涉及疫情处置。' }),
  sensitivityLifted: () => ({ why: '经核对不涉及。' }),
  codeReissued: () => ({ to: '申请人本人，核对了身份证。' }),
  noted: () => ({ text: '备注。' }),
  fileAdded: () => ({ files: ['00000000-0000-4000-8000-000000000000'] }),
  evidenceClosed: () => ({
    ...{ files: ['00000000-0000-4000-8000-000000000000'], kind: 'tradeSecret', why: '载有第三方的成本数据。' },
  }),
  letterMade: () => ({
    letter: '00000000-0000-4000-8000-000000000000',
    template: 'x',
    version: 1,
    digest: 'x',
    sha256: 'x',
    fonts: 'x',
  }),
  mailSent: () => ({ to: 'a@example.cn', subject: 'x', messageId: 'x', proof: 'x' }),
  calendarChanged: () => ({ year: 2027, version: 1 }),
  choiceChanged: () => ({ choice: 'consultationFrom', proposal: 1 }),
  lapseNoticed: (on) => ({ limit: 'reply', dueOn: on }),
  transferred: () => ({
    transfer: 1,
    digest: 'x',
    archive: '示例区档案馆',
    receivedBy: '示例·接收人',
    document: '交接登记表',
  }),
  wordsErased: (on) => ({
    decision: { list: 1, digest: 'x', approvedBy: ['staff:head', 'staff:security'] },
    ...{ positions: [1], hashes: [], kept: 'x', retention: '10年', keptUntil: on },
  }),
}

/** The fact with what `told` says of it, the rest filled in; recorded by whoever usually records it, unless told `by`. */
export const sampleFact = (type: FactType, on: Day, told: object = {}): Heard =>
  ({
    ...{ type, on, by: BY[type] ?? 'handler', ...payload[type]?.(on), ...told },
    ...(type === 'replyDrafted' && draft(told)),
  }) as Heard

/** As the house completes it: of several matters one outcome. Given on paper, unless the story says otherwise. */
const draft = ({ items, fields }: { items?: Item[]; fields?: object }) =>
  items ? { outcome: outcomeOf(items), fields: {} } : { fields: { paper: '复印件1份。', ...fields } }
