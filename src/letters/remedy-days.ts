/** Until when one of those who apply may seek a remedy, counted from the day on which they are proven to have the reply. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { receivedBy, replyIn } from '../../workflows/disclosure/service.ts'
import type { Addressee, Outcome } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { type AgencyKind, remedy } from '../../workflows/statute/remedies.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { Agency } from '../people/queries.ts'
import { onceForAll } from './several.ts'

/** Reconsideration and a direct suit, each with its last day. */
export type RemedyWay = {
  /** Reconsideration comes first; a suit follows its decision. */
  first: boolean
  reconsiderBy: Day
  /** Of a direct suit; null where there is none. */
  sueBy: Day | null
}

/** Of several matters the whole has the day of the last suit that is open; `ofMatters`: each way with those to which it is open. */
export type RemedyDays = RemedyWay & {
  receivedOn: Day
  ofMatters?: (RemedyWay & { numbers: number[] })[]
  provisional: boolean
}

/** The day on which one of those who must be served is proven to have received the reply; null until then. */
export function replyReceivedOn(context: CaseContext, who: Addressee = context.reach.served[0]!): Day | null {
  const reply = replyIn(context)
  return reply ? receivedBy(reply, who) : null
}

/**
 * The last days by the articles in workflows/statute/remedies.yaml; null until the reply is proven to have arrived.
 * @param who of joint applicants, each of whom has days of their own; left out, the first who must be served
 */
export function remedyDaysOf(
  { context }: { context: CaseContext },
  { kind }: Pick<Agency, 'kind'>,
  law: LoadedLaw,
  who?: Addressee,
): RemedyDays | null {
  const receivedOn = replyReceivedOn(context, who)
  const outcomes = outcomesIn(context)
  if (!context.outcome || !receivedOn || outcomes.length === 0) return null
  const agencyKind = kind as AgencyKind
  const reckoned = outcomes.map((outcome) => remedy({ outcome, agencyKind, servedOn: receivedOn }, law))
  const ways = onceForAll(
    reckoned.map((one) => [one]),
    ({ text, reconsiderBy, sueBy }) => `${text} ${reconsiderBy} ${sueBy}`,
  ).map(({ is, numbers }) => ({
    first: is.reconsiderationFirst,
    reconsiderBy: is.reconsiderBy,
    sueBy: is.sueBy,
    numbers,
  }))
  const { numbers: _, ...whole } = ways.find(({ sueBy }) => sueBy !== null) ?? ways[0]!
  return {
    receivedOn,
    ...whole,
    ...(context.draft?.items && { first: ways.some(({ first }) => first), ofMatters: ways }),
    provisional: reckoned.some(({ provisional }) => provisional),
  }
}

/** How each matter was answered that has remedies of its own; of a simple reply the one outcome. */
export const outcomesIn = ({ draft, outcome }: CaseContext): readonly Outcome[] =>
  draft?.items?.map((item) => item.outcome) ?? (outcome ? [outcome] : [])
