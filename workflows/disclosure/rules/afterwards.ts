/** 重新办理, 转主动公开 (Art 44): what may follow a reply. */
import { actingIn } from '../chained.ts'
import { hasReadIt, isInOrder, nextReading } from '../readings.ts'
import { sentence } from '../sentences.ts'
import type { Outcome } from '../vocabulary.ts'
import { notBefore, of, onDay, type Rule } from './rule.ts'

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
const READINGS = '条例第十七条'

/**
 * What was given (Art 44), and what was withheld and may be opened by now (Art 18). A state secret is declassified first, by whoever
 * classified it; of a reply that withheld nothing there is nothing to publish.
 */
const MAY_BE_OPENED: readonly Outcome[] = [
  ...(['disclosed', 'partlyDisclosed', 'prohibitedByLaw', 'safetyAndStability', 'thirdPartyRights'] as const),
  ...(['internalAffairs', 'processInformation', 'enforcementFile'] as const),
]

export const RELEASE_PROPOSED: Rule[] = [
  {
    code: 'RELEASE_NOT_DISCLOSED',
    article: RELEASE,
    kept: ({ outcome }) => outcome !== null && MAY_BE_OPENED.includes(outcome),
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
  {
    // What is published is read by three persons where the agency has chosen so (Art 17).
    code: 'READING_OUT_OF_ORDER',
    article: READINGS,
    kept: of('releaseDecided', (context, { step }, law) => isInOrder(context, step, law)),
    because: (context, _fact, law) => {
      const next = nextReading(context, law)
      return next ? sentence(`reading.${next}`) : null
    },
  },
  {
    code: 'READING_BY_THE_SAME',
    article: READINGS,
    kept: of('releaseDecided', (context, fact) => !actingIn(fact).some((by) => hasReadIt(context, by))),
  },
  {
    code: 'READING_TOO_EARLY',
    article: READINGS,
    kept: notBefore(({ readings = [] }) => readings.at(-1)?.on),
    because: ({ readings = [] }) => onDay(readings.at(-1)?.on, 'day.read'),
  },
]

export const RELEASE_WITHDRAWN: Rule[] = [
  {
    code: 'RELEASE_NOT_PUBLISHED',
    article: '条例第六条、第十四条',
    kept: (context) => context.released,
  },
]
