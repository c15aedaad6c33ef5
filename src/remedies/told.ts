/** One 行政复议 or 行政诉讼 in words: what was sought, until when it is answered and why, what came of it. */
import type { CaseContext, Heard } from '../../workflows/disclosure/context.ts'
import { appealable, partyOf, type Remedy, suitsOf } from '../../workflows/disclosure/remedies.ts'
import { answerLimitOf, appealLimitOf, orderedLimitOf } from '../../workflows/disclosure/remedy-limits.ts'
import {
  DISPOSITIONS,
  type Fact,
  type FactOf,
  INSTRUMENTS,
  OUTCOMES,
  PROCEDURES,
  REMEDY_KINDS,
  RESULTS,
} from '../../workflows/disclosure/vocabulary.ts'
import { inForceOn } from '../../workflows/statute/dated.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { toldOf } from '../../workflows/statute/remedies.ts'
import type { AnswerLimit } from '../../workflows/statute/remedy-answers.ts'
import type { LoadedLaw } from '../ground/law.ts'
import { allApplicants, applicantsInALetter } from '../ledger/applicants.ts'

export type ToldRemedy = Omit<Remedy, 'orderedDays'> & {
  /** Its place in the case, from 1. */
  n: number
  kindZh: string
  procedureZh: string | null
  /** The result, with what was decided and by which paper where that is on record. */
  resultZh: string | null
  /** Who brings it: 申请人, a co-applicant or a third party by name. */
  claimantZh: string
  /** 第三人 and 共同被告, as the papers name them. */
  thirdParties: readonly string[]
  coDefendant: string | null
  /** As the facts say; null where their words are erased. */
  body: string | null
  number: string | null
  claims: string | null
  decisionNumber: string | null
  orderedDays: number | null
  /** Of an appeal, what it is against: court and number of the judgment or ruling of first instance. */
  appealed: { body: string | null; number: string | null; decidedOn: Day } | null
  /** Until when it is answered; null where nothing is: the agency's own appeal. */
  answer: AnswerLimit | null
  appeal: AnswerLimit | null
  /** Until when what the decision or judgment orders is done; null where nothing waits to be. */
  ordered: AnswerLimit | null
  /** What is to be minded of it, with the article: a suit that went past the reconsideration that the law asks for first. */
  heed: { says: string; article: string } | null
  /** The answer came after its last day, or has not come and the day is over. */
  late: boolean
}

type Sought = FactOf<'remedySought'>
type Decided = FactOf<'remedyDecided'>

/** All of a case, in their order. @param facts those that count @param today as of when one that is not answered is late */
export function toldRemedies(
  context: Pick<CaseContext, 'remedies' | 'reopenings' | 'consultations'>,
  facts: readonly Heard[],
  law: Pick<LoadedLaw, 'limits' | 'calendar' | 'outcomes' | 'choices'>,
  today: Day,
): ToldRemedy[] {
  const { remedies = [] } = context
  const { sought, decided } = byPlace(facts)
  const suits = suitsOf(remedies)
  const mayAppeal = appealable(context)
  return remedies.map((remedy, i) => {
    const [n, suit] = [i + 1, suits[i]! - 1]
    return {
      ...told(remedy, n, { sought: sought[i], decided: decided.get(n), law, today }),
      // An appeal has the parties of its suit, unless it names others.
      thirdParties: sought[i]?.thirdParties ?? sought[suit]?.thirdParties ?? [],
      coDefendant: sought[i]?.coDefendant ?? sought[suit]?.coDefendant ?? null,
      claimantZh: claimantTold(remedy, context, facts),
      appeal: mayAppeal.includes(n) ? appealLimitOf(remedy, law) : null,
      ordered: orderedLimitOf(context, n, law),
      heed: heedOf(remedy, law),
      appealed: remedy.appealBy ? judged(remedies[suit], sought[suit], decided.get(suit + 1)) : null,
    }
  })
}

/** The facts of each by its place: a result names its remedy where several were open, else there was but one. */
export function byPlace(facts: readonly Fact[]): { sought: Sought[]; decided: Map<number, Decided> } {
  const sought: Sought[] = []
  const decided = new Map<number, Decided>()
  for (const fact of facts) {
    if (fact.type === 'remedySought') sought.push(fact)
    if (fact.type !== 'remedyDecided') continue
    const open = sought.findIndex((_, i) => !decided.has(i + 1))
    decided.set(fact.remedy ?? open + 1, fact)
  }
  return { sought, decided }
}

type On = {
  sought: Sought | undefined
  decided: Decided | undefined
  law: Pick<LoadedLaw, 'limits' | 'calendar'>
  today: Day
}

/** By name where their application or consultation has one; whose words are erased is what they are. */
function claimantTold(
  { claimant = 'applicant' }: Pick<Remedy, 'claimant'>,
  { consultations }: Pick<CaseContext, 'consultations'>,
  facts: readonly Heard[],
): string {
  const party = partyOf({ claimant })
  if (party !== undefined) return consultations.find(({ id }) => id === party)?.party || '第三方'
  const submitted = facts.find((fact): fact is Heard & FactOf<'submitted'> => fact.type === 'submitted')
  if (!submitted?.applicant) return '申请人'
  if (claimant === 'applicant') return applicantsInALetter(submitted)
  const [, id] = claimant.split(':')
  return allApplicants(submitted)[Number(id)]?.name ?? `共同申请人${id}`
}

/**
 * A suit of those who applied, straight to court, against a reply of which the law asks for a reconsideration first. It is
 * recorded all the same: whether to take it up is for the court to say.
 */
function heedOf(remedy: Remedy, law: Pick<LoadedLaw, 'outcomes' | 'choices'>): ToldRemedy['heed'] {
  const { kind, appealBy, against, soughtOn } = remedy
  if (kind !== 'litigation' || appealBy || against === null || partyOf(remedy) !== undefined) return null
  const rule = inForceOn(law.outcomes[against].remedy, soughtOn, 'rule.remedy')
  if (toldOf(rule.kind, against, law.choices(soughtOn)) !== 'first') return null
  const part = against === 'partlyDisclosed' ? '其中不予公开的部分' : `原答复“${OUTCOMES[against].zh}”属于不予公开，`
  return {
    says: `${part}应当先申请行政复议（复议前置），本件没有经过复议。请在答辩状中提出，是否立案、是否驳回起诉由人民法院决定。`,
    article: '行政复议法第二十三条第一款第四项、法释〔2025〕8号第十条',
  }
}

function judged(first: Remedy | undefined, sought: Sought | undefined, decided: Decided | undefined) {
  if (!first?.decidedOn) return null
  return { body: sought?.body ?? null, number: decided?.number ?? null, decidedOn: first.decidedOn }
}

type Told = Omit<ToldRemedy, 'thirdParties' | 'coDefendant' | 'appealed' | 'claimantZh' | 'appeal' | 'ordered' | 'heed'>

function told(remedy: Remedy, n: number, { sought, decided, law, today }: On): Told {
  const answer = answerLimitOf(remedy, law)
  const { kind, procedure, appealBy, answeredOn, decidedOn } = remedy
  return {
    ...remedy,
    n,
    kindZh: `${REMEDY_KINDS[kind]}${appealBy ? '，二审' : ''}`,
    procedureZh: procedure ? PROCEDURES[procedure] : null,
    resultZh: resultTold(remedy),
    body: sought?.body ?? null,
    number: sought?.number ?? null,
    claims: sought?.claims ?? null,
    decisionNumber: decided?.number ?? null,
    orderedDays: decided?.workingDays ?? remedy.orderedDays ?? null,
    answer,
    late:
      answer !== null && (answeredOn ?? decidedOn ?? today) > answer.dueOn && (answeredOn !== undefined || !decidedOn),
  }
}

function resultTold({ result, disposition, instrument }: Remedy): string | null {
  if (!result) return null
  const finer = [instrument && INSTRUMENTS[instrument], disposition && DISPOSITIONS[disposition].zh].filter(Boolean)
  return finer.length > 0 ? `${RESULTS[result]}：${finer.join('，')}` : RESULTS[result]
}
