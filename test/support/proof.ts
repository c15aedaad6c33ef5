/**
 * How much of the same is tried. `npm test` must answer within minutes, at each change: of many variants of one proof it
 * tries a sample, each kind at least once. `npm run proof` tries all of them, and by the ten thousand what `npm test` tries
 * by the hundred. The sample moves from run to run, so that what a change broke beside it shows in one of the next;
 * `SAMPLE`, which the run says at its beginning, repeats it.
 */
import { TestRunner } from 'vitest'

export const PROOF = Boolean(process.env.PROOF)

/** The number of this run's sample; vitest.config.ts draws it where none is given. */
export const SAMPLE = Number(process.env.SAMPLE ?? 0)

/** How often, in `npm test` and in `npm run proof`. */
export const times = (usually: number, inProof: number): number => (PROOF ? inProof : usually)

/** All of them in `npm run proof`; in `npm test` every so-manyth, one at least, others with each sample. */
export const some = <const T>(all: readonly T[], everyNth: number): T[] => {
  const step = Math.min(everyNth, all.length)
  return all.filter((_, i) => PROOF || i % step === SAMPLE % step)
}

/**
 * One of each kind, and every so-manyth of the others, in their order: where each kind must be seen at each change, and its
 * variants in turn.
 * @param kindOf what the kinds are told apart by
 */
export function someOfEach<const T>(all: readonly T[], everyNth: number, kindOf: (one: T) => string): T[] {
  const kinds = Map.groupBy(all, kindOf)
  const chosen = new Set([...kinds.values()].flatMap((kind) => some(kind, everyNth)))
  return all.filter((one) => chosen.has(one))
}

/**
 * Whether it is the turn of this one, among so many that take turns: for a proof that takes long, and whose kind other tests
 * try at each change.
 * @param turn from 0, so that two of a file need not come in the same run
 */
export const itsTurn = (turn: number, of: number): boolean => PROOF || SAMPLE % of === turn % of

/** Ends the running test here where it is not its turn; the end of the run says how many that were. */
export function inTurn(turn: number, of: number): void {
  if (!itsTurn(turn, of)) TestRunner.getCurrentTest()!.context.skip('takes turns from sample to sample')
}

/** `npm test` tries the same each time; a failure of a proof prints the seed that repeats it. */
export const seeded = (seed: number): { seed?: number } => (PROOF ? {} : { seed })
