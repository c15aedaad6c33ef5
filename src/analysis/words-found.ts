/** The keywords of a year, found by reading its requests twice: which pairs of characters stand out, and what they are part of. */
import { setImmediate } from 'node:timers/promises'
import type { Period } from '../ground/year.ts'
import type { House } from '../house.ts'
import { grown, holds } from './joined.ts'
import { held, hold, type Keyword, keywordsOf, pairsIn, pairsToJoin, runsIn } from './keywords.ts'
import { othersThan } from './others.ts'
import { eachNamed, type Named } from './requests.ts'

type Asking = Pick<House, 'sql' | 'keys'>

/** `compared`: how many other requests they were weighed against. */
export type Words = { keywords: Keyword[]; compared: number }

/** @param today of which day the other requests are looked at */
export async function wordsOf(
  house: Asking,
  agencyIds: readonly string[],
  period: Period,
  today: string,
): Promise<Words> {
  const year = held()
  const [others] = await Promise.all([
    othersThan(house.sql, agencyIds, period, today),
    eachNamed(house, agencyIds, period, (request) => hold(year, runsOf(request))),
  ])
  const holding = new Map<string, string[][]>(pairsToJoin(year, others).map((pair) => [pair, []]))
  await eachNamed(house, agencyIds, period, (request) => {
    const runs = runsOf(request)
    for (const pair of pairsIn(runs)) holding.get(pair)?.push(runs)
  })
  const words = new Map<string, number>()
  for (const [pair, requests] of holding) {
    const { word, n } = grown(pair, requests)
    words.set(word, n)
    await setImmediate() // whoever else asks is answered between two words
  }
  const found = [...words].map(([word, n]) => ({ word, n }))
  return { keywords: keywordsOf(found, year, others), compared: others.requests }
}

/** The cases of whose requests this is a keyword: none of them because of a name. */
export async function idsWith(
  house: Asking,
  agencyIds: readonly string[],
  period: Period,
  word: string,
): Promise<string[]> {
  const ids: string[] = []
  await eachNamed(house, agencyIds, period, (request) => {
    if (holds(runsOf(request), word)) ids.push(request.id)
  })
  return ids
}

const runsOf = ({ text, names, own }: Named) => runsIn(text, names, own)
