/** 初审、复审、终审: where a proposal to publish stands, who has read it, and which reading comes next (Arts 17 and 44). */
import type { ChoicesInForce } from '../statute/choices.ts'
import type { Day } from '../statute/days.ts'
import { limitOn } from '../statute/limits.ts'
import type { Law } from '../statute/terms.ts'
import type { FactOf, ReadingStep } from './vocabulary.ts'

/** A reading that agreed. `for`: in whose place (代) it was given. */
export type Reading = { step: ReadingStep; by: string; for?: string; on: Day }

/** What a case remembers of its release. `readings`: of the last proposal, where it was read in steps. */
export type Release = {
  releaseProposed: boolean
  releaseProposedOn: Day | null
  released: boolean
  readings?: readonly Reading[]
  /** Who proposed it, where it is read in steps: whoever else can reads it first. */
  releaseProposedBy?: string
  /** When it was proposed, where that is later than the day that it bears: by what was chosen then it is read. */
  releaseChosenOn?: Day | null
  /** What had been published was taken down. */
  releaseWithdrawnOn?: Day
}

const ORDER: readonly ReadingStep[] = ['first', 'second', 'final']

/**
 * The reading that a proposal waits for; null where one decision is enough, or nothing is proposed. What the agency chose on
 * the day of the proposal, or of its recording where that was later, holds for all of it; one that was begun in steps goes on
 * in steps.
 */
export function nextReading(
  { releaseProposed, releaseProposedOn, releaseChosenOn, readings = [] }: Release,
  { choices }: { choices: ChoicesInForce },
): ReadingStep | null {
  if (!releaseProposed || !releaseProposedOn) return null
  const inSteps = readings.length > 0 || choices(releaseChosenOn ?? releaseProposedOn).releaseReadings === 'three'
  return inSteps ? (ORDER[readings.length] ?? null) : null
}

/** May the fact that decides be this step? Where one decision is enough, three readings may be begun all the same. */
export function isInOrder(release: Release, step: ReadingStep | undefined, law: { choices: ChoicesInForce }): boolean {
  const next = nextReading(release, law)
  if (next !== null) return step === next
  // The last reading alone is no decision by whoever decides alone.
  return step === undefined || step === 'first'
}

/** The end of a proposal: what is refused, and what the last reading or the one decision accepts. An advice ends nothing. */
export const isLast = ({ accepted, step, advice }: Pick<Decided, 'accepted' | 'step' | 'advice'>): boolean =>
  !advice && (!accepted || step === undefined || step === 'final')
type Decided = FactOf<'releaseDecided'>

/** Whether somebody has read it, with their own eyes or by whoever stood in for them. */
export const hasReadIt = ({ readings = [] }: Pick<Release, 'readings'>, by: string): boolean =>
  readings.some((one) => one.by === by || one.for === by)

/** The case after a proposal: nobody has read it. */
export const proposed = (
  { readings, releaseProposedBy, releaseChosenOn }: Release,
  { on, by, inSteps, chosenOn }: FactOf<'releaseProposed'> & { by: string },
): Partial<Release> => ({
  releaseProposed: true,
  releaseProposedOn: on,
  ...(readings && { readings: [] }),
  ...((inSteps || releaseProposedBy !== undefined) && { releaseProposedBy: by }),
  ...((chosenOn || releaseChosenOn) && { releaseChosenOn: chosenOn ?? null }),
})

/** The case after a reading or a decision. */
export function decided({ readings = [] }: Release, fact: FactOf<'releaseDecided'> & { by: string }): Partial<Release> {
  const { accepted, step, by, on, actingFor } = fact
  const reading = step && accepted && { step, by, ...(actingFor && { for: `staff:${actingFor}` }), on }
  const read = reading ? { readings: [...readings, reading] } : {}
  return isLast(fact) ? { releaseProposed: false, released: accepted, ...read } : read
}

/** Where a release stands, as lists call it; the readings by the one that is waited for. */
export const RELEASE_STATES = {
  proposed: '待决定',
  first: '初审',
  second: '复审',
  final: '终审',
  released: '已公开',
  refused: '不转主动公开',
  withdrawn: '已撤下',
} as const
export type ReleaseState = keyof typeof RELEASE_STATES

/** Undefined where nothing was ever proposed. */
export function releaseState(release: Release, law: { choices: ChoicesInForce }): ReleaseState | undefined {
  const { releaseProposed, releaseProposedOn, released, releaseWithdrawnOn } = release
  if (!releaseProposedOn) return undefined
  if (releaseProposed) return nextReading(release, law) ?? 'proposed'
  if (released) return 'released'
  return releaseWithdrawnOn ? 'withdrawn' : 'refused'
}

/** By when an open proposal is decided: the days that Art 26 gives for publication, from the proposal. Null where none is open. */
export function releaseLimit(
  { releaseProposed, releaseProposedOn }: Release,
  { limits, calendar }: Pick<Law, 'limits' | 'calendar'>,
): { dueOn: Day; article: string; provisional: boolean } | null {
  if (!releaseProposed || !releaseProposedOn) return null
  const { days, article } = limitOn(limits, 'release', releaseProposedOn)
  const { on, provisional } = calendar.plus(releaseProposedOn, days)
  return { dueOn: on, article, provisional }
}
