/**
 * Keywords: words that stand in more requests of a year than the other requests of the installation would let expect, by
 * Dunning's log-likelihood ratio (G²) of how many requests hold each. Found as pairs of characters, which are joined where they
 * stand together (`joined.ts`). What stands in nearly every application (申请公开, 信息, the little words) is taken out first, and
 * so are names of whoever applies, and what fewer than three requests hold.
 */
import { bigramsOf } from '../ground/fold.ts'

export type Keyword = { word: string; n: number; weight: number }

/** In how many requests each pair stands. */
export type Held = { requests: number; pairs: Map<string, number> }
export const held = (): Held => ({ requests: 0, pairs: new Map() })

const LEAST = 3
const MOST = 30
/** So many pairs are joined: several come to one word. */
const JOINED = 4 * MOST
const HAN = /^\p{Script=Han}$/u
/** Words of every application, those that only lead to what is asked for, and characters that join words. */
const AROUND =
  /申请人|申请|公开|政府信息|信息|材料|文件|资料|情况|内容|相关|有关|关于|以及|依法|根据|提供|获取|查询|复印件|复印|本人|我们|人民政府|所有|全部|详细|具体|以下|下列|上述|请求|希望|需要|想要|了解|是否|如何|怎样|哪些|什么|目前|现在|近年来|近年|以来|期间|进行|名称|文号|书面|扫描件|复制件|一份|[本我][省市区县镇]|贵局|贵单位|贵机关|[的了和与及或在是有为等对将其该个之于被把向从你他们我请此各第年月日号由至并所以]/gu

/** Counts one request: each of its pairs once. */
export function hold(all: Held, runs: readonly string[]): void {
  all.requests++
  for (const pair of pairsIn(runs)) all.pairs.set(pair, (all.pairs.get(pair) ?? 0) + 1)
}

/**
 * The stretches of a request in which any two neighbours may be of one word.
 * @param text folded
 * @param names of the people of this case, folded: neither they nor two characters of them stand in any stretch
 * @param own names of the agency that is asked, folded: every request may name it, and its words are words all the same
 */
export function runsIn(text: string, names: readonly string[] = [], own: readonly string[] = []): string[] {
  const bare = [...own, ...names].reduce((left, name) => left.replaceAll(name, ' '), text).replace(AROUND, ' ')
  const characters = [...bare]
  const inNames = new Set(names.flatMap(bigramsOf))
  const isNamed = (at: number) => inNames.has(`${characters[at]}${characters[at + 1]}`)
  // What is left of a name is no part of a word: of 示例路, where 示例 is one, 例路 is none.
  const kept = characters.map((one, at) => (HAN.test(one) && !isNamed(at) && !(at > 0 && isNamed(at - 1)) ? one : ' '))
  return kept
    .join('')
    .split(' ')
    .filter((run) => [...run].length > 1)
}

/** The pairs of a request, each once. */
export const pairsIn = (runs: readonly string[]): string[] =>
  bigramsOf(runs.join(' ')).filter((pair) => [...pair].length === 2)

/** The weightiest pairs of characters, first the weightiest: those of which words are made. */
export const pairsToJoin = (year: Held, others: Held): string[] =>
  [...year.pairs]
    .filter(([, n]) => n >= LEAST)
    .map(([word, n]) => weighed({ word, n }, year, others))
    .filter(({ weight }) => weight > 0)
    .sort(weightiest)
    .slice(0, JOINED)
    .map(({ word }) => word)

/**
 * The weightiest first, thirty at most.
 * @param words each once. Of the others only pairs are known: a word stands in no more of them than its rarest pair does
 * @param others nothing to compare with: by how many requests hold them
 */
export const keywordsOf = (words: readonly Omit<Keyword, 'weight'>[], year: Held, others: Held): Keyword[] =>
  words
    .filter(({ n }) => n >= LEAST)
    .map((word) => weighed(word, year, others))
    .filter(({ weight }) => weight > 0)
    .sort(weightiest)
    .slice(0, MOST)
    .map((one) => ({ ...one, weight: Math.round(one.weight * 10) / 10 }))

const weightiest = (a: Keyword, b: Keyword) => b.weight - a.weight || b.n - a.n || (a.word < b.word ? -1 : 1)

function weighed({ word, n }: Omit<Keyword, 'weight'>, year: Held, others: Held): Keyword {
  const elsewhere = Math.min(
    ...bigramsOf(word).flatMap((pair) => ([...pair].length === 2 ? [others.pairs.get(pair) ?? 0] : [])),
  )
  return { word, n, weight: weightOf(n, year.requests, elsewhere, others.requests) }
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
