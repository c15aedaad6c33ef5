/** 撤回、复议、诉讼、重新办理、转主动公开. */
import { z } from 'zod'
import {
  APPELLANTS,
  DISPOSITIONS,
  INSTRUMENTS,
  LESSON_GROUNDS,
  PROCEDURES,
  PROPOSED_FROM,
  READING_STEPS,
  REMEDY_KINDS,
  RESULTS,
} from '../../../workflows/disclosure/vocabulary.ts'
import { daysNow, longest } from '../../ground/law.ts'
import { PUBLISHERS } from '../../people/may.ts'
import { choice, day, fileIds, list, text, wholeNumber, yesNo } from '../../web/given.ts'
import { TOPICS } from '../../web/words/topics.ts'
import { act, choices, field, NOTE, optionalField, type PayloadField, say, withoutConference } from '../act.ts'

/** 选填 would be half the truth: all four or none. */
const WITH_A_DECISION = '有决定、判决的，四项都填写'

/** Asked where there are several, which the form lists. */
const whichRemedy = optionalField(wholeNumber(1, 999), '哪一件复议、诉讼', 'choice', {
  numeric: true,
  help: '按提起的先后，从1起编号；只有一件的不选。',
})

/** Whose claim it is: those who applied, one of them, or the third party of a consultation. */
const claimant = optionalField(
  z.string().regex(/^(?:applicant|coApplicant:\d{1,2}|consultation:\d{1,4})$/, { error: '请选择所列选项之一' }),
  '提起人',
  'choice',
  { help: '第三方、共同申请人自己提起的，在这里选择；不选的，是申请人。' },
) as PayloadField

/** The choices of what was decided, each with the column of table 4 that it counts in. */
const dispositions = Object.entries(DISPOSITIONS).map(([value, { zh, result }]) => ({
  value,
  label: `${zh}（${RESULTS[result]}）`,
}))

/** By the id of what was found in a file. */
const CONFIRMED = z.record(z.string().regex(/^[\da-f]{12}$/), text(NOTE))

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
      kind: field(choice(REMEDY_KINDS), '类型', 'choice', { choices: choices(REMEDY_KINDS) }),
      claimant,
      body: optionalField(text(200), '受理机关', 'text', {
        optional: '不填写的，按本机关登记的',
        help: '复议机关、人民法院的全称，写进答复书、答辩状。',
      }),
      number: optionalField(text(100), '案号', 'text', { help: '受理、应诉通知书上的案号。' }),
      receivedOn: optionalField(day, '收到副本之日', 'day', {
        help: '复议申请书、起诉状、上诉状副本送达本机关之日；答复、答辩期限自次日起计算。不填写的，自发生日期起算。',
        ofThePast: true,
      }),
      procedure: optionalField(choice(PROCEDURES), '审理程序', 'choice', {
        choices: choices(PROCEDURES),
        help: '行政复议适用简易程序的，答复期限较短（行政复议法第五十四条）。不选的，按普通程序。',
      }),
      answerBy: optionalField(day, '指定的提交日期', 'day', {
        help: '复议机关、人民法院另行指定或者准许延期的，填写最后一日；以此为准。',
      }),
      appealBy: optionalField(choice(APPELLANTS), '上诉人', 'choice', {
        choices: choices(APPELLANTS),
        optional: '二审的填写',
        when: { field: 'kind', is: ['litigation', 'litigationAfterReconsideration'] },
        help: '一审已经记录结果、提起上诉的，选择上诉人。年度报告不另计一件。',
      }),
      remedy: whichRemedy,
      claims: optionalField(text(NOTE), '复议请求、诉讼请求', 'long'),
      thirdParties: optionalField(list(10, 200), '第三人', 'lines', { help: '通知书列明的第三人，一行一个。' }),
      coDefendant: optionalField(text(200), '共同被告', 'text', {
        when: { field: 'kind', is: ['litigationAfterReconsideration'] },
        help: '复议机关维持原答复的，是共同被告（行政诉讼法第二十六条第二款），填写其全称。',
      }),
    },
    open: ['kind', 'receivedOn', 'procedure', 'answerBy', 'appealBy', 'claimant', 'remedy'],
    may: ['counsel', 'registrar'],
  }),
  remedyAnswered: act({ fields: { remedy: whichRemedy }, open: ['remedy'], may: ['counsel', 'registrar'] }),
  remedyPerformed: act({
    fields: {
      remedy: whichRemedy,
      how: field(text(NOTE), '怎样履行', 'long', {
        help: '按复议决定、裁判做了什么，例如已经公开、已经更正；重新答复的，记录“重新办理”，不在这里记录。',
      }),
    },
    open: ['remedy'],
    may: ['counsel', 'head'],
  }),
  remedyDecided: act({
    fields: {
      remedy: whichRemedy,
      result: field(choice(RESULTS), '结果', 'choice', { choices: choices(RESULTS) }),
      disposition: optionalField(choice(DISPOSITIONS), '具体结果', 'choice', {
        choices: dispositions,
        help: '年度报告表四按括号中的结果统计，应当与上面的结果一致。',
      }),
      instrument: optionalField(choice(INSTRUMENTS), '文书种类', 'choice', {
        choices: choices(INSTRUMENTS),
        help: '不服一审判决的15日、不服裁定的10日内上诉（行政诉讼法第八十五条）。不选的，按判决。',
      }),
      number: optionalField(text(100), '决定书、裁判文书文号', 'text'),
      receivedOn: optionalField(day, '本机关收到日期', 'day', {
        help: '责令重新办理的期限、上诉期限自收到的次日起计算。不填写的，自发生日期起算。',
        ofThePast: true,
      }),
      workingDays: optionalField(wholeNumber(1, longest('longestOrdered')), '责令期限（工作日）', 'number', {
        when: { field: 'result', is: ['corrected', 'other'] },
        help: '决定、判决确定了重新办理期限的填写。',
      }),
    },
    open: ['remedy', 'result', 'disposition', 'instrument', 'receivedOn', 'workingDays'],
    may: ['counsel'],
  }),
  lessonDrawn: act({
    fields: {
      ground: field(choice(LESSON_GROUNDS), '被纠正的原因', 'choice', { choices: choices(LESSON_GROUNDS) }),
      text: field(text(NOTE), '经验教训', 'long', {
        help: '哪一步、哪一条没有做到，以后怎样避免。监督人员和法制人员按原因汇总阅读，不写申请人的姓名。',
      }),
    },
    open: ['ground'],
    may: ['counsel', 'head'],
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
    fields: {
      why: field(text(NOTE), '理由', 'long'),
      from: optionalField(choice(PROPOSED_FROM), '来源', 'choice', { choices: choices(PROPOSED_FROM) }),
    },
    written: { inSteps: undefined, chosenOn: undefined },
    open: ['from', 'inSteps', 'chosenOn'],
    may: ['handler', 'head'],
    outside: 'applicant',
  }),
  releaseDecided: act({
    fields: {
      step: optionalField(choice(READING_STEPS), '审核', 'choice', { choices: choices(READING_STEPS) }),
      accepted: field(yesNo, '是否同意转为主动公开', 'yesNo', {
        help: '同意的，立即在“已公开信息”中公布；不同意的，不转主动公开。',
      }),
      opinion: optionalField(text(NOTE), '意见', 'long'),
      withoutConference,
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
      basis: optionalField(text(200), '公开依据', 'text', {
        ...published,
        help: '不填写的，写条例第四十四条；属于法定主动公开内容的，写所属的条、项。',
      }),
      files: optionalField(fileIds, '公布的文件', 'several', published),
      confirmed: { schema: CONFIRMED.optional().describe('查出的内容仍可公布的理由，按编号') },
    },
    written: { looked: undefined, advice: undefined },
    open: ['step', 'accepted', 'topic', 'files', 'looked', 'advice'],
    may: ['head'],
    // Each reading is another person's: of a small office there are enough.
    maySteps: { first: ['handler', 'counsel', 'head'], second: ['counsel', 'head'], final: ['head', 'signer'] },
  }),
  releaseWithdrawn: act({
    fields: {
      why: field(text(300), '对外公布的理由', 'long', {
        help: '原地址此后只显示已经撤下和这一理由。不得含有个人信息。',
      }),
    },
    open: [],
    may: [...PUBLISHERS],
    warning: '撤下后公众不能再看到内容；恢复公开须重新提议并决定。',
  }),
}
