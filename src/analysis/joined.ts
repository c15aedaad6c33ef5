/**
 * Words out of pairs of characters: a pair that nearly always stands in something longer is not shown by itself. 造项 stands in
 * 改造项目 and nowhere else, so that is the word; 补偿 stands here in 征收补偿 and there in 经济补偿, and stays what it is. Pure.
 */

/** In so many of the requests that hold it the same character stands beside it: then it belongs to the word. */
const NEARLY_ALWAYS = 0.9
/** Requests of one hand share whole sentences. */
const LONGEST = 40

export type Joined = { word: string; n: number }

/** Does the request hold the word? @param runs its stretches of characters (`runsIn`) */
export const holds = (runs: readonly string[], word: string): boolean => runs.some((run) => run.includes(word))

/** What a pair is part of, with how many requests hold that. @param holding the stretches of each request that holds the pair */
export function grown(pair: string, holding: readonly (readonly string[])[]): Joined {
  let [word, left] = [pair, holding]
  while ([...word].length < LONGEST) {
    const longer = withNeighbour(word, left)
    if (longer === undefined) break
    left = left.filter((runs) => holds(runs, longer))
    word = longer
  }
  return { word, n: left.length }
}

/** With the character that nearly always stands before or behind it, the likelier one. */
function withNeighbour(word: string, holding: readonly (readonly string[])[]): string | undefined {
  const counts = new Map<string, number>()
  for (const runs of holding)
    for (const longer of longerIn(runs, word)) counts.set(longer, (counts.get(longer) ?? 0) + 1)
  const [best] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return best && best[1] >= NEARLY_ALWAYS * holding.length ? best[0] : undefined
}

/** By one character, each once. */
function longerIn(runs: readonly string[], word: string): Set<string> {
  const longer = new Set<string>()
  for (const run of runs)
    for (let at = run.indexOf(word); at >= 0; at = run.indexOf(word, at + 1)) {
      const before = [...run.slice(Math.max(0, at - 2), at)].at(-1)
      const [behind] = run.slice(at + word.length, at + word.length + 2)
      if (before !== undefined) longer.add(before + word)
      if (behind !== undefined) longer.add(word + behind)
    }
  return longer
}
