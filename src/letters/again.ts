/**
 * 重新作出 (行政复议法第六十四条, 行政诉讼法第七十一条): what was annulled, by what decision, and what has been put on file since.
 * Pure: read by the letter, which names decision and earlier reply, and by the checker.
 */
import { type Answer, answersOf } from '../../workflows/disclosure/answers.ts'
import type { Fact, FactOf, FactType } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'

export type Again = {
  /** The reply that went before; none where the decision orders a first one. */
  earlier: { answers: Pick<Answer, 'matter' | 'outcome'>[]; number: string | undefined } | null
  decision: FactOf<'reopened'>['decision']
  /** Was the earlier reply annulled or put right by others, and not for procedure alone? Then it may not be made again as it was. */
  annulled: boolean
  /** Facts about the substance that the earlier reply did not know. */
  isNew: boolean
}

/** What may change facts or reasons: a search, an examination, what others said, what the applicant made clear. */
const OF_SUBSTANCE: readonly FactType[] = [
  ...(['corrected', 'searched', 'secrecyReviewed', 'disclosureExamined', 'conferred'] as const),
  ...(['thirdPartyConsulted', 'thirdPartyAnswered', 'thirdPartyAssessed', 'agencyAnswered'] as const),
  'reasonsAssessed',
]

/** Of the facts that count, the last reopening that rests on a remedy; null where there is none. */
export function againIn(facts: readonly Fact[]): Again | null {
  const at = facts.findLastIndex(({ type }) => type === 'reopened')
  const reopened = facts[at]
  if (reopened?.type !== 'reopened') return null
  const before = facts.slice(0, at)
  const signed = before.findLastIndex(({ type }) => type === 'replySigned')
  const corrected = before
    .slice(signed + 1)
    .some((fact) => fact.type === 'remedyDecided' && fact.result === 'corrected')
  const { decision, procedureOnly = false } = reopened
  if (!decision && !corrected) return null
  const draft = before.slice(0, Math.max(signed, 0)).findLast(({ type }) => type === 'replyDrafted')
  const letter = before.slice(signed + 1).find(({ type }) => type === 'letterMade')
  return {
    earlier:
      draft?.type === 'replyDrafted'
        ? { answers: answersOf(draft), number: letter?.type === 'letterMade' ? letter.number : undefined }
        : null,
    decision,
    annulled: !procedureOnly,
    isNew: facts.slice(at + 1).some(({ type }) => OF_SUBSTANCE.includes(type)),
  }
}

/** The earlier reply and the decision as one sentence for the letter; nothing where no decision is on record. */
export function againSentence(facts: readonly Fact[]): string | undefined {
  const again = againIn(facts)
  if (!again?.decision) return undefined
  const { body, number, on, receivedOn } = again.decision
  const reply = again.earlier?.number ? `对该申请，本机关曾以${again.earlier.number}答复；` : '对该申请，'
  return `${reply}${body}于${inChinese(on)}作出${number}，本机关于${inChinese(receivedOn)}收到，现依照该文书重新作出答复。`
}
