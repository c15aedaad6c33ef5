/**
 * Keywords: pairs of characters that stand in more requests of a year than the other requests of the installation would let
 * expect, by Dunning's log-likelihood ratio (G²) of how many requests hold each. What stands in nearly every application
 * (申请公开, 信息, the little words) is taken out first, and so are pairs that fewer than three requests hold.
 */
import { bigramsOf } from '../ground/fold.ts'

export type Keyword = { word: string; n: number; weight: number }

/** In how many requests each pair stands. */
export type Held = { requests: number; pairs: Map<string, number> }
export const held = (): Held => ({ requests: 0, pairs: new Map() })

const LEAST = 3
const MOST = 30
const HAN = /^\p{Script=Han}{2}$/u
/** Words of every application, and characters that join words. */
const AROUND =
  /申请人|申请|公开|政府信息|信息|材料|文件|资料|情况|内容|相关|有关|关于|以及|依法|根据|提供|获取|查询|复印件|复印|本人|我们|[的了和与及或在是有为等对将其该个之于被把向从你他们我请此各第年月日号由至并所以]/gu

/** Counts one request: each of its pairs once. */
export function hold(all: Held, text: string): void {
  all.requests++
  for (const pair of pairsIn(text)) all.pairs.set(pair, (all.pairs.get(pair) ?? 0) + 1)
}

/** The pairs of a request, each once. */
export const pairsIn = (text: string): string[] => bigramsOf(text.replace(AROUND, ' ')).filter((pair) => HAN.test(pair))

/** The weightiest first, thirty at most. @param others nothing to compare with: by how many requests hold them */
export function keywordsOf(year: Held, others: Held): Keyword[] {
  return [...year.pairs]
    .filter(([, n]) => n >= LEAST)
    .map(([word, n]) => ({ word, n, weight: weightOf(n, year.requests, others.pairs.get(word) ?? 0, others.requests) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || b.n - a.n || (a.word < b.word ? -1 : 1))
    .slice(0, MOST)
    .map((one) => ({ ...one, weight: Math.round(one.weight * 10) / 10 }))
}

/** G² of two shares, nought where the year's is not the larger one; alone, the number itself. */
export function weightOf(n: number, of: number, m: number, ofOthers: number): number {
  if (ofOthers === 0) return n
  const share = (n + m) / (of + ofOthers)
  if (n / of <= share) return 0
  const part = (seen: number, expected: number) => (seen === 0 ? 0 : seen * Math.log(seen / expected))
  return (
    2 *
    (part(n, of * share) +
      part(of - n, of * (1 - share)) +
      part(m, ofOthers * share) +
      part(ofOthers - m, ofOthers * (1 - share)))
  )
}
