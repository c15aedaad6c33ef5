/**
 * How much of the same is tried. `npm test` must answer within minutes, at each change: of many variants of one proof it
 * tries a sample, each kind at least once. `npm run proof` tries all of them, and by the ten thousand what `npm test` tries
 * by the hundred. The sample moves from day to day, so that what a change broke beside it shows on one of the next, and two
 * runs of one day try the same; `SAMPLE`, which the run says at its beginning, repeats it.
 */
import { test } from 'vitest'

export const PROOF = Boolean(process.env.PROOF)

/** The number of this run's sample: vitest.config.ts gives that of the day where none is set. */
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

/** `test` where it is the turn of this one; nothing, and no line in the count, where it is not. */
export const inTurn = (turn: number, of: number): typeof test => (itsTurn(turn, of) ? test : NOT_NOW)
const NOT_NOW = (() => {}) as unknown as typeof test

/** `npm test` tries the same each time; a failure of a proof prints the seed that repeats it. */
export const seeded = (seed: number): { seed?: number } => (PROOF ? {} : { seed })
