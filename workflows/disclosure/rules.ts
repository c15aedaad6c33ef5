/** The preconditions of each fact: what the law asks for before it may be recorded, and which article refuses. */
import { clock, type Law } from '../statute/clock.ts'
import { type CaseContext, type Heard, openConsultation } from './context.ts'
import { CONFIRMED_CHANNELS, type FactType, type Outcome, SYSTEM_FACTS } from './vocabulary.ts'

export type Rule = {
  code: string
  article: string
  /** Why it is refused, and what to do, in Chinese. */
  says: string
  /** True when the rule is kept. Without a fact, only what the case already is can be judged. */
  kept: (context: CaseContext, fact: Heard | undefined, law: Law) => boolean
}

const dates = (context: CaseContext, fact: Heard, law: Law) =>
  clock({ channel: context.channel, facts: context.clockFacts, asOf: fact.on }, law)

const received = (context: CaseContext, law: Law) =>
  context.confirmed || !CONFIRMED_CHANNELS.includes(context.channel) || law.choices.platformReceiptConfirms

const RECEIPT_KNOWN: Rule = {
  code: 'RECEIPT_NOT_CONFIRMED',
  article: '条例第三十一条',
  says: '收到申请之日尚未确定。请先与申请人确认，并记录“双方确认”。',
  kept: (context, _fact, law) => received(context, law),
}

const NOT_BEFORE_SUBMISSION: Rule = {
  code: 'BEFORE_SUBMISSION',
  article: '条例第三十一条',
  says: '发生日期早于申请提交日期。请核对日期。',
  kept: (context, fact) => !fact || fact.on >= context.submittedOn,
}

const NOT_BEFORE_RECEIPT: Rule = {
  code: 'BEFORE_RECEIPT',
  article: '条例第三十三条',
  says: '发生日期早于收到申请之日。请核对日期。',
  kept: (context, fact) => {
    const confirmed = context.clockFacts.find((f) => f.type === 'confirmed')
    return !fact || !confirmed || fact.on >= confirmed.on
  },
}

const CONSULTATION_NAMED: Rule = {
  code: 'CONSULTATION_NOT_NAMED',
  article: '条例第三十二条、第三十四条',
  says: '没有对应的未结征求意见，或者有多件未结。请指明是哪一件（consultation）。',
  kept: (context, fact) => !fact || openConsultation(context, fact) !== undefined,
}

const isOpen = (context: CaseContext, kind: 'thirdParty' | 'agency') =>
  context.consultations.some((c) => c.kind === kind && (c.state === 'sent' || c.state === 'reached'))

const consultationOpen = (kind: 'thirdParty' | 'agency'): Rule => ({
  code: 'NO_OPEN_CONSULTATION',
  article: kind === 'thirdParty' ? '条例第三十二条' : '条例第三十四条',
  says: '没有等待答复的征求意见。',
  kept: (context) => isOpen(context, kind),
})

const CONSULTATION_LIMIT_PASSED: Rule = {
  code: 'CONSULTATION_LIMIT_NOT_PASSED',
  article: '条例第三十二条、第三十四条',
  says: '被征求意见方的15个工作日答复期限尚未届满，或者尚未记录征求意见书送达之日。',
  kept: (context, fact, law) => {
    if (!fact) return true
    const meant = openConsultation(context, fact)
    if (!meant) return true
    const due = dates(context, fact, law).consultations[context.consultations.indexOf(meant)]?.answerDueOn
    return !!due && fact.on > due
  },
}

/** What must be on file before an outcome may be drafted (statute/outcomes.yaml says the same to people). */
const ON_FILE: Partial<Record<Outcome, Rule>> = {
  notHeld: {
    code: 'SEARCH_NOT_RECORDED',
    article: '条例第三十六条第（四）项',
    says: '信息不存在须经检索。请先记录“检索”：地点、关键词和结果。',
    kept: (context) => context.searched,
  },
  correctionLapsed: {
    code: 'CORRECTION_NOT_LAPSED',
    article: '条例第三十条',
    says: '没有逾期不补正的认定。请先记录“逾期不补正”。',
    kept: (context) => context.lapsed === 'correction',
  },
  feeLapsed: {
    code: 'FEE_NOT_LAPSED',
    article: '国办函〔2020〕109号',
    says: '没有逾期未缴费的认定。请先记录“逾期未缴费”。',
    kept: (context) => context.lapsed === 'fee',
  },
  stillUnclear: {
    code: 'NEVER_CORRECTED',
    article: '条例第三十条',
    says: '申请人尚未补正过，不能以补正后仍不明确答复。',
    kept: (context) => context.corrected,
  },
  excessive: {
    code: 'REASONS_NOT_ASSESSED',
    article: '条例第三十五条',
    says: '须先要求申请人说明理由，并认定理由不合理。',
    kept: (context) => context.reasons === 'unreasonable',
  },
  safetyAndStability: {
    code: 'NOT_CONFERRED',
    article: '条例第十四条、第十一条',
    says: '危及“三安全一稳定”须先会商并形成风险评估。请先记录“会商”。',
    kept: (context) => context.conferred,
  },
  thirdPartyRights: {
    code: 'THIRD_PARTY_NOT_CONSULTED',
    article: '条例第三十二条',
    says: '须先书面征求第三方意见，或者在拟稿中写明不征求的理由（noConsultationReason）。',
    kept: (context, fact) =>
      context.consultations.some((c) => c.kind === 'thirdParty') ||
      (fact?.type === 'replyDrafted' && !!fact.fields.noConsultationReason?.trim()),
  },
}
const SECRECY: Rule = {
  code: 'SECRECY_NOT_REVIEWED',
  article: '条例第十七条',
  says: '公开前须经保密审查。请先记录“保密审查”。',
  kept: (context) => context.secrecyReviewed,
}
const DISCLOSING: readonly Outcome[] = ['disclosed', 'partlyDisclosed']

/** What an outcome waits for, as rules. Pages ask it to offer only outcomes that may be drafted. */
export function missingFor(outcome: Outcome, context: CaseContext, law: Law, fact?: Heard): Rule[] {
  const rules = [ON_FILE[outcome], DISCLOSING.includes(outcome) ? SECRECY : undefined]
  return rules.filter((rule) => rule !== undefined).filter((rule) => !rule.kept(context, fact, law))
}

export const RULES: Partial<Record<FactType, Rule[]>> = {
  confirmed: [
    {
      code: 'NO_CONFIRMATION_NEEDED',
      article: '条例第三十一条',
      says: '当面提交和邮寄签收的申请以提交、签收之日为收到之日，不需要双方确认；已确认的不重复确认。',
      kept: (context) => CONFIRMED_CHANNELS.includes(context.channel) && !context.confirmed,
    },
  ],
  registered: [RECEIPT_KNOWN, NOT_BEFORE_RECEIPT],
  correctionRequested: [
    RECEIPT_KNOWN,
    NOT_BEFORE_RECEIPT,
    {
      code: 'CORRECTION_ONCE',
      article: '条例第三十条',
      says: '补正应当一次性告知，已经告知过补正。',
      kept: (context) => context.correction === null,
    },
    {
      code: 'CORRECTION_PERIOD_ENDED',
      article: '条例第三十条',
      says: '补正期限应当晚于告知之日。',
      kept: (_context, fact) => fact?.type !== 'correctionRequested' || fact.answerBy > fact.on,
    },
    {
      code: 'CORRECTION_NOTICE_LATE',
      article: '条例第三十条',
      says: '已超过收到申请之日起7个工作日。确需补正的，请在“依据”中写明逾期理由。',
      kept: (context, fact, law) => {
        if (fact?.type !== 'correctionRequested' || fact.evidence?.length) return true
        const due = dates(context, fact, law).correctionNoticeDueOn
        return due === null || fact.on <= due
      },
    },
  ],
  corrected: [
    {
      code: 'CORRECTED_BEFORE_NOTICE',
      article: '条例第三十条',
      says: '收到补正之日早于补正告知之日。请核对日期。',
      kept: (context, fact) => !fact || !context.correction || fact.on >= context.correction.requestedOn,
    },
  ],
  correctionLapsed: [
    {
      code: 'CORRECTION_PERIOD_RUNNING',
      article: '条例第三十条',
      says: '补正期限尚未届满。',
      kept: (context, fact) => !fact || !context.correction || fact.on > context.correction.answerBy,
    },
  ],
  thirdPartyConsulted: [RECEIPT_KNOWN, NOT_BEFORE_RECEIPT],
  agencyConsulted: [RECEIPT_KNOWN, NOT_BEFORE_RECEIPT],
  thirdPartyReached: [consultationOpen('thirdParty'), CONSULTATION_NAMED],
  thirdPartyAnswered: [consultationOpen('thirdParty'), CONSULTATION_NAMED],
  thirdPartySilent: [consultationOpen('thirdParty'), CONSULTATION_NAMED, CONSULTATION_LIMIT_PASSED],
  agencyReached: [consultationOpen('agency'), CONSULTATION_NAMED],
  agencyAnswered: [consultationOpen('agency'), CONSULTATION_NAMED],
  agencySilent: [consultationOpen('agency'), CONSULTATION_NAMED, CONSULTATION_LIMIT_PASSED],
  reasonsRequested: [
    RECEIPT_KNOWN,
    {
      code: 'REASONS_ONCE',
      article: '条例第三十五条',
      says: '已经要求申请人说明理由。',
      kept: (context) => context.reasons === null,
    },
  ],
  reasonsGiven: [
    {
      code: 'REASONS_NOT_REQUESTED',
      article: '条例第三十五条',
      says: '没有等待说明的理由。',
      kept: (context) => context.reasons === 'requested',
    },
  ],
  reasonsAssessed: [
    {
      code: 'REASONS_NOT_REQUESTED',
      article: '条例第三十五条',
      says: '须先要求申请人说明理由，且尚未审查。',
      kept: (context) => context.reasons === 'requested' || context.reasons === 'given',
    },
  ],
  extended: [
    RECEIPT_KNOWN,
    NOT_BEFORE_RECEIPT,
    {
      code: 'EXTENDED_ONCE',
      article: '条例第三十三条第二款',
      says: '只能延期一次。',
      kept: (context) => !context.extended,
    },
    {
      code: 'EXTENDED_AFTER_EXPIRY',
      article: '条例第三十三条第二款',
      says: '答复期限已经届满，不能再延期。',
      kept: (context, fact, law) => {
        if (!fact) return true
        const due = dates(context, fact, law).dueOn
        return due === null || fact.on <= due
      },
    },
  ],
  feeNotified: [
    RECEIPT_KNOWN,
    {
      code: 'FEE_ONCE',
      article: '国办函〔2020〕109号第三条',
      says: '一件申请只能按一种标准收费一次。',
      kept: (context) => context.fee === null,
    },
    {
      code: 'FEE_AFTER_EXPIRY',
      article: '国办函〔2020〕109号',
      says: '收费通知应当在申请处理期限内发出，期限已经届满。',
      kept: (context, fact, law) => {
        if (!fact) return true
        const due = dates(context, fact, law).dueOn
        return due === null || fact.on <= due
      },
    },
  ],
  replyDrafted: [
    RECEIPT_KNOWN,
    {
      code: 'CONSULTATION_OPEN',
      article: '条例第三十二条、第三十四条',
      says: '还有征求意见未收到答复。请等待答复或者记录逾期未答复。',
      kept: (context) => !isOpen(context, 'thirdParty') && !isOpen(context, 'agency'),
    },
  ],
  replySigned: [
    {
      code: 'OWN_DRAFT',
      article: '条例第四十五条',
      says: '不能签发本人拟的稿。请由其他签发人签发。',
      kept: (context, fact) => !fact || context.draft?.by !== fact.by,
    },
  ],
  replyReviewed: [
    {
      code: 'OWN_DRAFT',
      article: '条例第四十五条',
      says: '不能审核本人拟的稿。请由其他法制人员审核。',
      kept: (context, fact) => !fact || context.draft?.by !== fact.by,
    },
  ],
  replyServed: [
    {
      code: 'SERVED_BEFORE_SIGNED',
      article: '国办公开办函〔2016〕235号',
      says: '送达日期早于签发日期。请核对日期。',
      kept: (context, fact) => !fact || context.signedOn === null || fact.on >= context.signedOn,
    },
  ],
  remedyDecided: [
    {
      code: 'NO_OPEN_REMEDY',
      article: '条例第五十一条',
      says: '没有等待结果的复议或者诉讼。',
      kept: (context) => context.openRemedies > 0,
    },
  ],
  releaseProposed: [
    {
      code: 'RELEASE_ALREADY_PROPOSED',
      article: '条例第四十四条',
      says: '已经提议转主动公开，等待决定。',
      kept: (context) => !context.releaseProposed,
    },
  ],
  releaseDecided: [
    {
      code: 'RELEASE_NOT_PROPOSED',
      article: '条例第四十四条',
      says: '没有等待决定的转主动公开提议。',
      kept: (context) => context.releaseProposed,
    },
  ],
}

/** The rules that this fact breaks; empty when it is lawful here. */
export function broken(type: FactType, context: CaseContext, law: Law, fact?: Heard): Rule[] {
  const everywhere = SYSTEM_FACTS.includes(type) ? [] : [NOT_BEFORE_SUBMISSION]
  const own = [...everywhere, ...(RULES[type] ?? [])].filter((rule) => !rule.kept(context, fact, law))
  return fact?.type === 'replyDrafted' ? [...own, ...missingFor(fact.outcome, context, law, fact)] : own
}
