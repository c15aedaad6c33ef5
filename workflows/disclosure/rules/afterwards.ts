/** 复议、诉讼 (Art 51), 重新办理, 转主动公开 (Art 44): what may follow a reply, or its absence. */
import type { Law } from '../../statute/clock.ts'
import type { Day } from '../../statute/days.ts'
import type { CaseContext } from '../context.ts'
import { dates, notBefore, of, onDay, type Rule } from './rule.ts'

const endedOn = (context: CaseContext) => context.servedOn ?? context.withdrawnOn

/**
 * The period was over on this day, or when the case began to wait for the applicant. Counted with care: from submission
 * where nobody has confirmed receipt.
 */
function unanswered(context: CaseContext, law: Law, on: Day): boolean {
  const clock = dates(context, law, on)
  const due = clock?.dueOn ?? clock?.safeDueOn
  if (!clock || !due) return false
  const waits = clock.status === 'waiting' ? context.clockFacts.findLast(({ type }) => WAITS.includes(type))?.on : on
  return (waits ?? on) > due && on > due
}
const WAITS = ['correctionRequested', 'feeNotified']

export const REMEDY_SOUGHT: Rule[] = [
  {
    // 法释〔2025〕8号 Art 10 ¶2 (2) (3): notices on the way are not heard alone; silence beyond the period is.
    code: 'REMEDY_BEFORE_REPLY',
    article: '条例第五十一条、法释〔2025〕8号第十条',
    says: '尚未答复，答复期限也未届满，没有可以申请复议或者提起诉讼的行为。请核对日期。',
    kept: (context, fact, law, today) => {
      const ended = endedOn(context)
      const on = fact?.on ?? today
      if (!on) return ended !== null
      return (ended !== null && on >= ended) || unanswered(context, law, on)
    },
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, (day) => `答复期限为${day}。`),
  },
  {
    // One at a time: while one body has it the other may not, and a result does not say whose it is.
    code: 'REMEDY_OPEN',
    article: '行政诉讼法第四十四条',
    says: '已有复议或者诉讼尚未审结。请先记录其结果；另有第三人提起的，请作为“附卷”或者“备注”。',
    kept: (context) => context.openRemedies === 0,
  },
  {
    code: 'RECONSIDERATION_NOT_DECIDED',
    article: '行政复议法第三十四条、行政诉讼法第四十五条',
    says: '没有已经审结的行政复议，不是“复议后起诉”。复议不予受理、驳回或者逾期不作决定的，请先记录复议结果。',
    kept: of('remedySought', (context, fact) => fact.kind !== 'litigationAfterReconsideration' || context.reconsidered),
  },
]

export const REMEDY_DECIDED: Rule[] = [
  {
    code: 'NO_OPEN_REMEDY',
    article: '条例第五十一条',
    says: '没有等待结果的复议或者诉讼。请先记录“复议、诉讼”。',
    kept: (context) => context.openRemedies > 0,
  },
  {
    code: 'DECIDED_BEFORE_SOUGHT',
    article: '条例第五十一条',
    says: '结果的日期早于申请复议或者提起诉讼之日。请核对日期。',
    kept: notBefore((context) => context.remedy?.soughtOn),
    because: (context) => onDay(context.remedy?.soughtOn, (day) => `复议或者诉讼于${day}提起。`),
  },
]

const REOPENING = '条例第五十一条、法释〔2025〕8号第十一条'

export const REOPENED: Rule[] = [
  {
    code: 'NOTHING_TO_REOPEN',
    article: REOPENING,
    says: '答复尚未送达，也没有责令答复的复议决定或者判决，没有可以重新办理的。请继续办理。',
    kept: (context) => context.servedOn !== null || !!context.remedy?.decidedOn,
  },
  {
    code: 'REOPENED_BEFORE_END',
    article: REOPENING,
    says: '重新办理之日早于原答复送达之日或者复议、诉讼结果之日。请核对日期。',
    kept: notBefore((context) => context.servedOn ?? context.remedy?.decidedOn),
    because: (context) => onDay(context.servedOn ?? context.remedy?.decidedOn, (day) => `原程序于${day}办结。`),
  },
]

const RELEASE = '条例第四十四条'

export const RELEASE_PROPOSED: Rule[] = [
  {
    code: 'RELEASE_NOT_DISCLOSED',
    article: RELEASE,
    says: '只有可以公开的政府信息才能转为主动公开，本件没有予以公开或者部分公开。',
    kept: ({ outcome }) => outcome === 'disclosed' || outcome === 'partlyDisclosed',
  },
  {
    code: 'RELEASE_ALREADY_PROPOSED',
    article: RELEASE,
    says: '已经提议转主动公开，等待决定；已经决定转为主动公开的，不再提议。',
    kept: (context) => !context.releaseProposed && !context.released,
  },
  {
    code: 'RELEASE_BEFORE_REPLY',
    article: RELEASE,
    says: '提议日期早于答复送达之日。请核对日期。',
    kept: notBefore((context) => context.servedOn),
    because: (context) => onDay(context.servedOn, (day) => `答复于${day}送达。`),
  },
]

export const RELEASE_DECIDED: Rule[] = [
  {
    code: 'RELEASE_NOT_PROPOSED',
    article: RELEASE,
    says: '没有等待决定的转主动公开提议。',
    kept: (context) => context.releaseProposed,
  },
  {
    code: 'RELEASE_DECIDED_EARLY',
    article: RELEASE,
    says: '决定日期早于提议日期。请核对日期。',
    kept: notBefore((context) => context.releaseProposedOn),
    because: (context) => onDay(context.releaseProposedOn, (day) => `${day}提议转主动公开。`),
  },
]
