/** `npm run proof` tries more of the same: what `npm test` tries by the hundred, it tries by the ten thousand. */
export const PROOF = Boolean(process.env.PROOF)

/** How often, in `npm test` and in `npm run proof`. */
export const times = (usually: number, inProof: number): number => (PROOF ? inProof : usually)

/** All of them in `npm run proof`; in `npm test` every so-manyth, the first among them. */
export const some = <T>(all: readonly T[], everyNth: number): T[] => all.filter((_, i) => PROOF || i % everyNth === 0)

/** `npm test` tries the same each time; a failure of a proof prints the seed that repeats it. */
export const seeded = (seed: number): { seed?: number } => (PROOF ? {} : { seed })
