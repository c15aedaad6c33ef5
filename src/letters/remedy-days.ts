/** Until when one of those who apply may seek a remedy, counted from the day on which they are proven to have the reply. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import { receivedBy, replyIn } from '../../workflows/disclosure/service.ts'
import type { Addressee } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { type AgencyKind, remedy } from '../../workflows/statute/remedies.ts'
import type { LoadedLaw } from '../ground/law.ts'
import type { Agency } from '../people/queries.ts'

export type RemedyDays = {
  receivedOn: Day
  /** Reconsideration comes first; a suit follows its decision. */
  first: boolean
  reconsiderBy: Day
  /** Of a direct suit; null where there is none. */
  sueBy: Day | null
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
  const { outcome } = context
  const receivedOn = replyReceivedOn(context, who)
  if (!outcome || !receivedOn) return null
  const reckoned = remedy({ outcome, agencyKind: kind as AgencyKind, servedOn: receivedOn }, law)
  const { reconsiderationFirst: first, reconsiderBy, sueBy, provisional } = reckoned
  return { receivedOn, first, reconsiderBy, sueBy, provisional }
}
