/** 审核办理: reasons (Art 35), extension (Art 33), fees, search, secrecy review, conference. */
import { DELIVERIES, SECRECY_CONCLUSIONS } from '../../../workflows/disclosure/vocabulary.ts'
import { MOST } from '../../../workflows/statute/fees.ts'
import { daysNow, longest } from '../../ground/law.ts'
import { choice, day, list, text, wholeNumber, yesNo } from '../../web/given.ts'
import { act, choices, field, LONG, NOTE, optionalField, say } from '../act.ts'
import { tooShort } from './correction.ts'

/** Which matter of an application that holds several. */
const matter = optionalField(text(NOTE), '所涉事项', 'text', { help: '申请有几项、只涉及其中一项的，写明是哪一项。' })
const BASIS = { items: '按件计收', pages: '按量计收' }

export const handling = {
  reasonsRequested: act({
    fields: {
      why: field(text(NOTE), '申请数量、频次情况', 'long'),
      answerBy: field(day, '说明理由的期限', 'day'),
      shortReason: tooShort,
    },
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
      basis: field(choice(BASIS), '计收方式', 'choice', {
        choices: choices(BASIS),
        help: '是否收费由机关决定；一件申请只用一种标准。',
      }),
      quantity: field(wholeNumber(1, MOST), '数量（件或者页）', 'number', {
        help: '一件申请含有几项内容的，按最小单位拆分计算件数；页数按A4及以下幅面、单面计一页。',
      }),
      amount: optionalField(wholeNumber(0, 100_000_000), '金额（元）', 'number', {
        help: '不填写的，系统按标准计算；不能高于按标准计算的数额。',
      }),
      reason: optionalField(text(NOTE), '少收的理由', 'long', {
        optional: '金额低于标准的，必填',
        help: '金额低于按标准计算的数额时填写。',
      }),
    },
    written: {
      earlierThisMonth: say('本月此前件数', 'number'),
      delivery: say('提供方式', 'choice', { choices: choices(DELIVERIES) }),
    },
    open: ['basis', 'quantity', 'amount', 'earlierThisMonth', 'delivery'],
    may: ['handler', 'head'],
    makes: 'fee',
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
      pages: optionalField(wholeNumber(1, MOST), '检索到的页数', 'number', {
        help: '按量计收信息处理费的请填写：A4及以下幅面，单面计一页。收费的页数不能多于检索到的页数。',
      }),
      recovery: optionalField(list(50, 300), '遗失信息的查找、恢复', 'lines', {
        optional: '信息遗失的，必填',
        help: '信息曾经存在、现已遗失的，写明向哪些保存单位、档案馆查找过原件和副本，怎样恢复。一行一处。',
      }),
      recoveryApprovedBy: optionalField(text(100), '批准人', 'text', {
        optional: '信息遗失的，必填',
        help: '查找、恢复后仍然没有的，由谁批准答复。',
      }),
      madeBy: optionalField(text(200), '检索到的信息由哪一机关制作或者最初获取', 'text', {
        help: '检索到的不是本机关制作的，写明制作机关；取自其他行政机关的，写明制作或者最初获取的机关（《条例》第十条）。',
      }),
      matter,
    },
    open: ['found', 'pages'],
    may: ['handler'],
  }),
  secrecyReviewed: act({
    fields: {
      conclusion: field(choice(SECRECY_CONCLUSIONS), '审查结论', 'choice', { choices: choices(SECRECY_CONCLUSIONS) }),
      reasons: field(text(LONG), '理由', 'long', {
        help: '国家秘密不得进入本系统：只写文号、密级和存放处，不上传涉密文件。',
      }),
      referredTo: optionalField(text(200), '报请确定的机关', 'text', {
        required: true,
        when: { field: 'conclusion', is: ['undetermined'] },
        help: '有关主管部门或者保密行政管理部门。',
      }),
      matter,
    },
    open: ['conclusion'],
    may: ['handler', 'counsel'],
  }),
  disclosureExamined: act({
    fields: {
      severable: field(yesNo, '能否区分处理', 'yesNo', {
        help: '不予公开的内容能否与可以公开的内容分开（《条例》第三十七条）。',
      }),
      why: field(text(LONG), '区分处理的审查情况', 'long', {
        help: '写明各部分是什么、为什么能或者不能分开。写进答复书。',
      }),
      otherLaw: optionalField(yesNo, '是否有法律、法规、规章规定应当公开', 'yesNo', {
        optional: '过程性信息、行政执法案卷，必填',
        help: '过程性信息、行政执法案卷必须审查（《条例》第十六条第二款）；其他情形有特别规定的，也在这里写明。',
      }),
      lookedIn: optionalField(list(50, 300), '查阅的法律、法规、规章', 'lines', {
        optional: '过程性信息、行政执法案卷，必填',
        help: '一行一部，写全称。写进答复书。',
      }),
      matter,
    },
    open: ['severable', 'otherLaw'],
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
