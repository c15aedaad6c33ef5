/** What a forger changes of a bundle by hand: a line, a file, a tag, a list. */
import { canonical } from '../../../src/ground/canonical.ts'
import { type Fact, factsIn, type Json, type OpenBag, openBag, packed } from '../bags.ts'
import { genuine } from './genuine.ts'

/** The place in the ledger of the nth fact of this type in the genuine bundle. */
export const positionOf = (type: string, nth = 0) =>
  factsIn(openBag(genuine)).filter((fact) => fact.type === type)[nth]!.position
/** A file of the payload as text. */
export const text = (bag: OpenBag, name: string) => bag.payload.get(name)!.toString()
/** The facts, those of this type changed. */
export const change = (bag: OpenBag, type: string, how: (fact: Fact) => Json) =>
  factsIn(bag).map((fact) => (fact.type === type ? how(fact) : fact))
/** The bundle with one line of its facts changed; `n` counts from 1. */
export const line = (bag: OpenBag, n: number, how: (line: string) => string) => {
  const lines = text(bag, 'facts.jsonl').split('\n')
  lines[n - 1] = how(lines[n - 1]!)
  bag.payload.set('facts.jsonl', Buffer.from(lines.join('\n')))
  return packed(bag)
}
/** The nth name in the payload that begins so. */
export const named = (bag: OpenBag, begin: string, nth = 0) =>
  [...bag.payload.keys()].filter((name) => name.startsWith(begin))[nth]!
/** Each under the name of the other. */
export const exchange = (of: Map<string, Buffer>, a: string, b: string) => {
  const [first, second] = [of.get(a)!, of.get(b)!]
  of.set(a, second)
  of.set(b, first)
}
/** The bundle with one of its tag files changed, and nothing else made anew. */
export const tagChanged = (bag: OpenBag, name: string, how: (text: string) => string) => {
  bag.tags.set(name, Buffer.from(how(bag.tags.get(name)!.toString())))
  return packed(bag)
}
/** The list of files, changed. */
export const files = (bag: OpenBag, how: (list: Json[]) => Json[]) => {
  bag.payload.set('files.json', Buffer.from(`${canonical(how(JSON.parse(text(bag, 'files.json'))))}\n`))
  return bag
}
