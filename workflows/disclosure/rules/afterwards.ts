/** 复议、诉讼 (Art 51), 重新办理, 转主动公开 (Art 44): what may follow a reply, or its absence. */
import type { Law } from '../../statute/clock.ts'
import type { Day } from '../../statute/days.ts'
import type { CaseContext } from '../context.ts'
import { sentence } from '../sentences.ts'
import { dates, notBefore, of, onDay, type Rule } from './rule.ts'

const endedOn = (context: CaseContext) => context.servedOn ?? context.withdrawnOn

/**
 * The period was over on this day, or when the case began to wait for the applicant. Counted with care, for a suit is not ours to refuse.
 */
function unanswered(context: CaseContext, law: Law, on: Day): boolean {
  const clock = dates(context, law, on)
  if (!clock) return false
  const due = clock.careful.dueOn
  const waits =
    clock.status === 'waiting' && !clock.carefulRuns
      ? context.clockFacts.findLast(({ type }) => WAITS.includes(type))?.on
      : on
  return (waits ?? on) > due && on > due
}
const WAITS = ['correctionRequested', 'feeNotified']

export const REMEDY_SOUGHT: Rule[] = [
  {
    // 法释〔2025〕8号 Art 10 ¶2 (2) (3): notices on the way are not heard alone; silence beyond the period is.
    code: 'REMEDY_BEFORE_REPLY',
    article: '条例第五十一条、法释〔2025〕8号第十条',
    kept: (context, fact, law, today) => {
      const ended = endedOn(context)
      const on = fact?.on ?? today
      if (!on) return ended !== null
      return (ended !== null && on >= ended) || unanswered(context, law, on)
    },
    because: (context, fact, law) => onDay(dates(context, law, fact.on)?.dueOn, 'day.due'),
  },
  {
    // One at a time: while one body has it the other may not, and a result does not say whose it is.
    code: 'REMEDY_OPEN',
    article: '行政诉讼法第四十四条',
    kept: (context) => context.openRemedies === 0,
  },
  {
    code: 'RECONSIDERATION_NOT_DECIDED',
    article: '行政复议法第三十四条、行政诉讼法第四十五条',
    kept: of('remedySought', (context, fact) => fact.kind !== 'litigationAfterReconsideration' || context.reconsidered),
  },
]

export const REMEDY_DECIDED: Rule[] = [
  {
    code: 'NO_OPEN_REMEDY',
    article: '条例第五十一条',
    kept: (context) => context.openRemedies > 0,
  },
  {
    code: 'DECIDED_BEFORE_SOUGHT',
    article: '条例第五十一条',
    kept: notBefore((context) => context.remedy?.soughtOn),
    because: (context) => onDay(context.remedy?.soughtOn, 'day.remedySought'),
  },
]

const REOPENING = '条例第五十一条、法释〔2025〕8号第十一条'

export const REOPENED: Rule[] = [
  {
    code: 'NOTHING_TO_REOPEN',
    article: REOPENING,
    kept: (context) => context.servedOn !== null || !!context.remedy?.decidedOn,
  },
  {
    code: 'REOPENED_BEFORE_END',
    article: REOPENING,
    kept: notBefore((context) => context.servedOn ?? context.remedy?.decidedOn),
    because: (context) => onDay(context.servedOn ?? context.remedy?.decidedOn, 'day.remedyEnded'),
  },
  {
    // Only a decision or judgment gives a new period; an agency does not give itself one.
    code: 'PERIOD_WITHOUT_DECISION',
    article: REOPENING,
    kept: of('reopened', (_context, { workingDays, decision }) => workingDays === undefined || decision !== undefined),
  },
  {
    code: 'DECISION_RECEIVED_EARLY',
    article: REOPENING,
    kept: of('reopened', (_context, { decision }) => !decision || decision.receivedOn >= decision.on),
    because: (_context, fact) => (fact.type === 'reopened' ? onDay(fact.decision?.on, 'day.decisionMade') : null),
  },
  {
    // What annuls a reply cannot have been decided before there was that reply.
    code: 'DECISION_BEFORE_REPLY',
    article: REOPENING,
    kept: of('reopened', ({ signedOn }, { decision }) => !decision || !signedOn || decision.on >= signedOn),
    because: ({ signedOn }, fact) => {
      const on = fact.type === 'reopened' ? fact.decision?.on : undefined
      return on && signedOn ? sentence('decision.days', { on, signed: signedOn }) : null
    },
  },
  {
    code: 'DECISION_NOT_YET_RECEIVED',
    article: REOPENING,
    kept: of('reopened', (_context, { decision, on }) => !decision || decision.receivedOn <= on),
    because: (_context, fact) =>
      fact.type === 'reopened' ? onDay(fact.decision?.receivedOn, 'day.decisionReceived') : null,
  },
]

const RELEASE = '条例第四十四条'

export const RELEASE_PROPOSED: Rule[] = [
  {
    code: 'RELEASE_NOT_DISCLOSED',
    article: RELEASE,
    kept: ({ outcome }) => outcome === 'disclosed' || outcome === 'partlyDisclosed',
  },
  {
    code: 'RELEASE_ALREADY_PROPOSED',
    article: RELEASE,
    kept: (context) => !context.releaseProposed && !context.released,
  },
  {
    code: 'RELEASE_BEFORE_REPLY',
    article: RELEASE,
    kept: notBefore((context) => context.servedOn),
    because: (context) => onDay(context.servedOn, 'day.served'),
  },
]

export const RELEASE_DECIDED: Rule[] = [
  {
    code: 'RELEASE_NOT_PROPOSED',
    article: RELEASE,
    kept: (context) => context.releaseProposed,
  },
  {
    code: 'RELEASE_DECIDED_EARLY',
    article: RELEASE,
    kept: notBefore((context) => context.releaseProposedOn),
    because: (context) => onDay(context.releaseProposedOn, 'day.releaseProposed'),
  },
]
