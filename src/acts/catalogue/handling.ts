/** 审核办理: reasons (Art 35), extension (Art 33), fees, search, secrecy review, conference. */
import { daysNow, longest } from '../../ground/law.ts'
import { choice, day, list, text, wholeNumber, yesNo } from '../../web/given.ts'
import { act, choices, field, LONG, NOTE, optionalField } from '../act.ts'

const BASIS = { items: '按件计收', pages: '按量计收' }

export const handling = {
  reasonsRequested: act({
    fields: { why: field(text(NOTE), '申请数量、频次情况', 'long'), answerBy: field(day, '说明理由的期限', 'day') },
    open: ['answerBy'],
    may: ['handler', 'head'],
    event: 'reasonsRequested',
  }),
  reasonsGiven: act({
    fields: { text: field(text(LONG), '申请人说明的理由', 'long') },
    open: [],
    may: ['registrar', 'handler'],
    outside: 'applicant',
    event: 'reasonsGiven',
    theirs: true,
  }),
  reasonsAssessed: act({
    fields: {
      reasonable: field(yesNo, '理由是否合理', 'yesNo'),
      delayedUntil: optionalField(day, '延迟答复至', 'day', { help: '理由合理但不能按期答复的，确定合理期限。' }),
    },
    open: ['reasonable', 'delayedUntil'],
    may: ['handler', 'head'],
  }),
  extended: act({
    fields: {
      workingDays: field(wholeNumber(1, longest('extension')), '延长的工作日数', 'number', {
        help: `最长${daysNow('extension')}个工作日。`,
      }),
      reason: field(text(NOTE), '延期理由', 'long'),
      approvedBy: field(text(100), '批准人', 'text', { help: '政府信息公开工作机构负责人。' }),
    },
    open: ['workingDays'],
    may: ['head'], // Art 33: approved by the head of the disclosure office
    makes: 'extensionNotice',
    event: 'extended',
  }),
  feeNotified: act({
    fields: {
      basis: field(choice(BASIS), '计收方式', 'choice', { choices: choices(BASIS) }),
      quantity: field(wholeNumber(1, 1_000_000), '数量（件或者页）', 'number'),
      amount: field(wholeNumber(0, 100_000_000), '金额（元）', 'number'),
    },
    open: ['basis', 'quantity', 'amount'],
    may: ['handler', 'head'],
    event: 'feeNotified',
  }),
  feePaid: act({
    fields: { receiptNumber: field(text(100), '财政票据号', 'text') },
    open: [],
    may: ['registrar', 'handler'],
    event: 'feePaid',
    theirs: true,
  }),
  feeLapsed: act({
    fields: { finding: field(text(NOTE), '认定', 'long') },
    open: [],
    may: ['handler', 'head'],
    warning: '认定后申请视为放弃，以“不再处理”答复。',
    event: 'feeLapsed',
  }),
  searched: act({
    fields: {
      places: field(list(50, 300), '检索范围', 'lines', { help: '一行一处：系统、档案目录、机构。' }),
      terms: field(list(50, 100), '关键词', 'lines', { help: '一行一个。' }),
      found: field(yesNo, '是否检索到', 'yesNo'),
      note: field(text(LONG), '检索情况', 'long'),
    },
    open: ['found'],
    may: ['handler'],
  }),
  secrecyReviewed: act({
    fields: { conclusion: field(text(NOTE), '审查结论', 'text'), reasons: field(text(LONG), '理由', 'long') },
    open: [],
    may: ['handler', 'counsel'],
  }),
  conferred: act({
    fields: {
      participants: field(list(50, 300), '参加单位和人员', 'lines'),
      conclusion: field(text(LONG), '会商结论', 'long'),
    },
    open: [],
    may: ['handler', 'head'],
  }),
}
