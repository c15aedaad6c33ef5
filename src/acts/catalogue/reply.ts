/** 拟稿、审核、签发、送达、归档. */
import { z } from 'zod'
import { OUTCOMES, SERVICES } from '../../../workflows/disclosure/vocabulary.ts'
import { choice, fileIds, text, wholeNumber, yesNo } from '../../web/given.ts'
import { act, choices, field, type Label, LONG, NOTE, optionalField, override, say, withoutConference } from '../act.ts'

/** A blank may be empty while the draft is written; what the letter lacks is named then. */
const blank = z.string().transform((value) => value.replace(/\r\n?/g, '\n').trim())
const RETENTION = { 永久: '永久', '30年': '30年', '10年': '10年' }

/** The heading of its answer: what it asks for in short. */
const MATTER = 200

const texts = z.record(text(60), blank.pipe(text(LONG, 0)))
/** One matter of several, with its own answer. */
const item = z.strictObject({
  matter: text(MATTER),
  outcome: choice(OUTCOMES),
  fields: texts,
  files: fileIds.optional(),
})

/** By its name, or by its place: 1 is the first. */
const step = z.union([text(60), wholeNumber(1, 99).transform(String)], { error: '请写明环节的名称，或者是第几步' })

/** `review`, or a step as above; to whoever drafts it where this is left out. */
const returnTo = (more: Partial<Label> = {}) => optionalField(step, '退到哪里', 'choice', more)

const letter = field(z.uuid({ error: '不是文书编号' }), '文书', 'choice')
const trackingNumber = optionalField(text(60), '邮件号', 'text', {
  required: true,
  when: { field: 'how', is: ['post'] },
  help: '邮政挂号或者EMS单号。直接送达、委托送达的，在“依据”中写明或者附上签收凭证。',
})
const addressee = optionalField(
  z.string().regex(/^(applicant|coApplicant:[1-9]\d?)$/, { error: '应当是申请人，或者共同申请人之一' }),
  '受送达人',
  'choice',
)

/** Which draft was read: a page sends it, and nobody types it. */
const draftRead = { schema: wholeNumber(1, 1_000_000).optional() }
const DRAFT_READ = say('所看的拟稿', 'number')

/** Asked where something is given. */
const DISCLOSING = { field: 'outcome', is: ['disclosed', 'partlyDisclosed'] }

export const reply = {
  replyDrafted: act({
    fields: {
      outcome: field(choice(OUTCOMES).optional(), '办理结果', 'choice', { choices: choices(OUTCOMES) }),
      fields: { schema: texts.optional() },
      files: optionalField(fileIds, '提供的文件', 'several', { when: DISCLOSING }),
      items: { schema: z.array(item).min(1).max(50).optional() },
    },
    written: { together: say('一并答复', 'text'), earlier: undefined, chain: undefined },
    open: ['outcome', 'files', 'together', 'chain'],
    may: ['handler'],
    enters: 'reply',
  }),
  replyReviewed: act({
    fields: {
      passed: field(yesNo, '审核是否通过', 'yesNo'),
      opinion: field(text(LONG), '说明', 'long'),
      draft: draftRead,
      acknowledged: { schema: yesNo.optional() },
    },
    written: { draft: DRAFT_READ, digest: undefined, opened: undefined },
    open: ['passed', 'draft', 'acknowledged', 'opened'],
    may: ['counsel'],
  }),
  replyApproved: act({
    fields: {
      step: field(step, '审批环节', 'choice'),
      passed: field(yesNo, '审批是否通过', 'yesNo'),
      opinion: field(text(LONG), '意见', 'long'),
      returnTo: returnTo({ when: { field: 'passed', is: ['false'] } }),
      draft: draftRead,
    },
    written: { draft: DRAFT_READ, digest: undefined, opened: undefined },
    open: ['step', 'passed', 'returnTo', 'draft', 'opened'],
    may: ['head', 'signer', 'counsel', 'handler'],
    byChain: true,
  }),
  replySigned: act({
    fields: { draft: draftRead, withoutConference, ...override },
    written: {
      draft: DRAFT_READ,
      number: say('文号', 'text'),
      overridden: undefined,
      given: undefined,
      opened: undefined,
    },
    open: ['draft', 'number', 'overridden', 'given', 'opened'],
    may: ['signer'],
    warning: '签发后文书编号并固定，不能修改或者撤回。',
    event: 'replySigned',
  }),
  replyReturned: act({
    fields: { why: field(text(NOTE), '退回理由', 'long'), returnTo: returnTo() },
    open: ['returnTo'],
    may: ['counsel', 'signer'],
    enters: 'review',
  }),
  replyServed: act({
    fields: {
      how: field(choice(SERVICES), '送达方式', 'choice', { choices: choices(SERVICES) }),
      trackingNumber,
      addressee,
    },
    open: ['how', 'addressee'],
    may: ['registrar'],
    event: 'replyServed',
  }),
  sent: act({
    fields: {
      letter,
      how: field(choice(SERVICES), '送达方式', 'choice', { choices: choices(SERVICES) }),
      trackingNumber,
      addressee,
    },
    open: ['letter', 'how', 'addressee'],
    may: ['registrar', 'handler'],
  }),
  received: act({
    fields: { letter, addressee },
    open: ['letter', 'addressee'],
    may: ['registrar', 'handler'],
  }),
  archived: act({
    fields: {
      retention: field(text(60), '保管期限', 'choice', { choices: choices(RETENTION) }),
      volume: optionalField(text(60), '档号', 'text'),
    },
    open: ['retention'],
    may: ['archivist'],
    warning: '归档后证据卷封存，不再办理。以后复议、诉讼的，仍可以记录和答复。',
    event: 'archived',
    enters: 'archive',
  }),
}
