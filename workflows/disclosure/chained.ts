/**
 * 审批: where a reviewed draft stands in its chain, who has passed it, and which step comes next. The chain is the draft's own: what
 * the agency chooses later is for later drafts.
 */
import type { ChainStep } from '../statute/chain.ts'
import type { Day } from '../statute/days.ts'
import type { FactOf } from './vocabulary.ts'

/** A step that was passed, by whom, in whose place (代) and when. */
export type Approval = { step: string; by: string; for?: string; on: Day }

/** What a draft remembers of its chain; nothing where it has none. `passedBy`: who reviewed it; `passedFor`: in whose place. */
export type Chained = {
  chain?: readonly ChainStep[]
  passedBy?: string
  passedFor?: string
  approvals?: readonly Approval[]
}

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

/** The word for legal review, where a draft that goes back names a place. */
export const TO_REVIEW = 'review'

/**
 * Where a draft goes that is given back: the place of an earlier step from 0, `review`, or `handler`; undefined for what is no
 * earlier place of it.
 */
export function goesBackTo(
  { draft }: Drafted,
  { returnTo }: { returnTo?: string },
): number | 'review' | 'handler' | undefined {
  if (returnTo === undefined) return 'handler'
  if (!isChained({ draft }) || draft?.passedBy === undefined) return undefined
  if (returnTo === TO_REVIEW) return 'review'
  const at = (draft.approvals ?? []).findIndex(({ step }) => step === returnTo)
  return at < 0 ? undefined : at
}

/** The earlier steps to which the draft may go back, by name, in their order. */
export const earlierSteps = ({ draft }: Drafted): string[] => (draft?.approvals ?? []).map(({ step }) => step)

/** Is a draft passed on by its review to those who approve it? */
export const isChained = ({ draft }: Drafted): boolean => (draft?.chain?.length ?? 0) > 0

/**
 * Whether somebody has reviewed this draft or approved it, with their own eyes or by whoever stood in for them: each is another
 * person's.
 */
export const hasPassedIt = ({ draft }: Drafted, by: string): boolean =>
  draft?.passedBy === by ||
  draft?.passedFor === by ||
  (draft?.approvals ?? []).some((one) => one.by === by || one.for === by)

/** Who acts by a fact, and in whose place (代): a colleague's eyes are not lent to whoever asked for them. */
export const actingIn = ({ by, actingFor }: { by: string; actingFor?: string }): string[] =>
  actingFor ? [by, `staff:${actingFor}`] : [by]

/** The day of the last step, or of the review before the first. */
export const passedOn = ({ draft, reviewedOn }: Drafted & { reviewedOn: Day | null }): Day | null =>
  draft?.approvals?.at(-1)?.on ?? reviewedOn

/** The draft after its review; one without a chain remembers nobody. */
export function reviewed<D extends Drafted>(
  { draft }: D,
  { passed, by, actingFor }: FactOf<'replyReviewed'> & { by: string },
): Partial<Pick<D, 'draft'>> {
  if (!isChained({ draft })) return {}
  return { draft: { ...unpassed(draft!), ...(passed && { passedBy: by, ...placeOf('passedFor', actingFor) }) } }
}

/** The case after a step; one that does not pass takes the review with it. */
export function approved<D extends Drafted>(
  { draft }: D,
  { step, passed, by, on, actingFor, returnTo }: FactOf<'replyApproved'> & { by: string },
): Partial<Pick<D, 'draft'> & { reviewedOn: Day | null }> {
  if (!draft) return {}
  if (!passed) return backAt(draft, goesBackTo({ draft }, { ...(returnTo && { returnTo }) }))
  const approval = { step, by, on, ...placeOf('for', actingFor) }
  return { draft: { ...draft, approvals: [...(draft.approvals ?? []), approval] } }
}

/** The case after a draft was given back by counsel or the signer; the handler's draft is theirs again as it is. */
export function returned<D extends Drafted>(
  { draft }: D,
  fact: FactOf<'replyReturned'>,
): Partial<Pick<D, 'draft'> & { reviewedOn: Day | null }> {
  return draft && fact.returnTo !== undefined ? backAt(draft, goesBackTo({ draft }, fact)) : {}
}

/** What was passed before the step to which it goes back stands; all after it is asked again. */
function backAt<T extends Chained>(draft: T, at: ReturnType<typeof goesBackTo>): { draft: T; reviewedOn?: null } {
  if (typeof at !== 'number') return { draft: unpassed(draft), reviewedOn: null }
  return { draft: { ...draft, approvals: (draft.approvals ?? []).slice(0, at) } }
}

const placeOf = (name: 'for' | 'passedFor', actingFor: string | undefined) =>
  actingFor ? { [name]: `staff:${actingFor}` } : {}

function unpassed<T extends Chained>(draft: T): T {
  const { passedBy: _, passedFor: _for, approvals: __, ...rest } = draft
  return rest as T
}
