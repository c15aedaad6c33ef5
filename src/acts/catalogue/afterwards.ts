/** 撤回、复议、诉讼、重新办理、转主动公开. */
import { z } from 'zod'
import { daysNow, longest } from '../../ground/law.ts'
import { choice, day, fileIds, text, wholeNumber, yesNo } from '../../web/given.ts'
import { TOPICS } from '../../web/words/topics.ts'
import { act, choices, field, NOTE, optionalField, say } from '../act.ts'

/** 选填 would be half the truth: all four or none. */
const WITH_A_DECISION = '有决定、判决的，四项都填写'

const KIND = {
  reconsideration: '行政复议',
  litigation: '行政诉讼（未经复议）',
  litigationAfterReconsideration: '行政诉讼（复议后）',
}
const RESULT = { upheld: '维持', corrected: '纠正', other: '其他' }
/** Asked where the decision is to publish; without them the request's own title and 文号. */
const published = { when: { field: 'accepted', is: ['true'] } }

export const afterwards = {
  withdrawn: act({
    fields: { why: field(text(NOTE), '撤回理由', 'long') },
    open: [],
    may: ['registrar'],
    outside: 'applicant',
    warning: '撤回后本件不再处理，不能恢复。',
    event: 'withdrawn',
    enters: 'reply',
    theirs: true,
  }),
  remedySought: act({
    fields: {
      kind: field(choice(KIND), '类型', 'choice', { choices: choices(KIND) }),
      body: field(text(200), '受理机关', 'text'),
    },
    open: ['kind'],
    may: ['counsel', 'registrar'],
  }),
  remedyDecided: act({
    fields: { result: field(choice(RESULT), '结果', 'choice', { choices: choices(RESULT) }) },
    open: ['result'],
    may: ['counsel'],
  }),
  reopened: act({
    fields: {
      why: field(text(NOTE), '依据和理由', 'long'),
      decision: {
        schema: z.strictObject({ body: text(200), number: text(100), on: day, receivedOn: day }).optional(),
        parts: {
          body: say('责令重新处理的机关', 'text', {
            required: false,
            optional: WITH_A_DECISION,
            help: '有复议决定、判决的，四项都填写；没有的都不填写，原答复期限不变。',
          }),
          number: say('决定书、判决书文号', 'text', { required: false, optional: WITH_A_DECISION }),
          on: say('作出日期', 'day', { required: false, optional: WITH_A_DECISION }),
          receivedOn: say('本机关收到日期', 'day', {
            required: false,
            optional: WITH_A_DECISION,
            help: '期限自收到的次日起计算，不论何时记录。',
          }),
        },
      },
      procedureOnly: optionalField(yesNo, '仅因程序违法被撤销', 'yesNo', {
        help: '仅因程序违法被撤销的，可以作出与原答复相同的答复（法释〔2018〕1号第九十条）。',
      }),
      workingDays: optionalField(wholeNumber(1, longest('longestOrdered')), '责令期限（工作日）', 'number', {
        help: `决定、判决没有确定期限的，不填写，按${daysNow('reopened')}个工作日。`,
      }),
    },
    open: ['workingDays', 'procedureOnly', 'decision.receivedOn'],
    may: ['counsel', 'head'],
    event: 'reopened',
    enters: 'review',
  }),
  releaseProposed: act({
    fields: { why: field(text(NOTE), '理由', 'long') },
    open: [],
    may: ['handler', 'head'],
  }),
  releaseDecided: act({
    fields: {
      accepted: field(yesNo, '是否转为主动公开', 'yesNo', { help: '转为主动公开的，立即在“已公开信息”中公布。' }),
      title: optionalField(text(300), '公布的标题', 'text', {
        ...published,
        help: '不填写的，用申请的信息名称。不得指明申请人。',
      }),
      documentNumber: optionalField(text(100), '公布的文号', 'text', published),
      summary: optionalField(text(NOTE), '内容概述', 'long', {
        ...published,
        help: '申请的内容描述不公布，请另行填写。',
      }),
      topic: optionalField(choice(TOPICS), '主题', 'choice', {
        ...published,
        choices: choices(TOPICS),
        value: 'other',
      }),
      files: optionalField(fileIds, '公布的文件', 'several', published),
    },
    open: ['accepted', 'topic', 'files'],
    may: ['head'],
  }),
}
