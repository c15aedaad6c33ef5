/**
 * 审批: where a reviewed draft stands in its chain, who has passed it, and which step comes next. The chain is the draft's own: what
 * the agency chooses later is for later drafts.
 */
import type { ChainStep } from '../statute/chain.ts'
import type { Day } from '../statute/days.ts'
import type { FactOf } from './vocabulary.ts'

/** A step that was passed, by whom and when. */
export type Approval = { step: string; by: string; on: Day }

/** What a draft remembers of its chain; nothing where it has none. `passedBy`: who reviewed it. */
export type Chained = { chain?: readonly ChainStep[]; passedBy?: string; approvals?: readonly Approval[] }

type Drafted = { draft: Chained | null }

/** The step that a reviewed draft waits for, with its place from 1; null where it has no chain, or is through it. */
export function nextApproval({ draft }: Drafted): { step: ChainStep; n: number; of: number } | null {
  const { chain = [], approvals = [], passedBy } = draft ?? {}
  const step = passedBy === undefined ? undefined : chain[approvals.length]
  return step ? { step, n: approvals.length + 1, of: chain.length } : null
}

/** The name of a step that is told by its place, from 1; any other word as it is. */
export function stepNamed({ draft }: Drafted, told: string): string {
  const n = /^[1-9]\d?$/.test(told) ? Number(told) : 0
  return draft?.chain?.[n - 1]?.name ?? told
}

/** Is a draft passed on by its review to those who approve it? */
export const isChained = ({ draft }: Drafted): boolean => (draft?.chain?.length ?? 0) > 0

/** Whether somebody has reviewed this draft or approved it: each is another person's. */
export const hasPassedIt = ({ draft }: Drafted, by: string): boolean =>
  draft?.passedBy === by || (draft?.approvals ?? []).some((one) => one.by === by)

/** Who acts by a fact, and in whose place (代): a colleague's eyes are not lent to whoever asked for them. */
export const actingIn = ({ by, actingFor }: { by: string; actingFor?: string }): string[] =>
  actingFor ? [by, `staff:${actingFor}`] : [by]

/** The day of the last step, or of the review before the first. */
export const passedOn = ({ draft, reviewedOn }: Drafted & { reviewedOn: Day | null }): Day | null =>
  draft?.approvals?.at(-1)?.on ?? reviewedOn

/** The draft after its review; one without a chain remembers nobody. */
export function reviewed<D extends Drafted>(
  { draft }: D,
  { passed, by }: FactOf<'replyReviewed'> & { by: string },
): Partial<Pick<D, 'draft'>> {
  if (!isChained({ draft })) return {}
  return { draft: { ...unpassed(draft!), ...(passed && { passedBy: by }) } }
}

/** The case after a step; one that does not pass takes the review with it. */
export function approved<D extends Drafted>(
  { draft }: D,
  { step, passed, by, on }: FactOf<'replyApproved'> & { by: string },
): Partial<Pick<D, 'draft'> & { reviewedOn: Day | null }> {
  if (!draft) return {}
  if (!passed) return { draft: unpassed(draft), reviewedOn: null }
  return { draft: { ...draft, approvals: [...(draft.approvals ?? []), { step, by, on }] } }
}

function unpassed<T extends Chained>(draft: T): T {
  const { passedBy: _, approvals: __, ...rest } = draft
  return rest as T
}
