/** Reads the judged losses of workflows/disclosure/judged.yaml and tells each to the procedure, the clock and the checker of letters. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Finding } from '../../src/letters/check/index.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import { type Change, found } from '../letters/check/letters.ts'
import { factsOf, outcomeOf, type Story, tell } from './story.ts'

/** A shipped letter with the words that cost the case: what staff typed, or what a template of their own would print. */
type LetterChange = {
  template: string
  ask?: Record<string, string>
  data?: Record<string, Record<string, string>>
  /** `[words, other words]`, wherever they stand; `/…/` is a pattern. */
  swap?: [string, string]
  also?: string
  title?: string
  number?: string
  signature?: string
  /** Facts that say something else: by type. */
  facts?: Record<string, object>
  /** Facts that never happened. */
  without?: string[]
  /** What happened before the letter, as in stories.yaml. */
  after?: Story['given']
}

export type Loss = Pick<Story, 'channel' | 'choices'> & {
  id: string
  title: string
  /** What the agency did, as in stories.yaml; what cost the case is the last fact. */
  did?: Story['given']
  letter?: LetterChange
  on: string
  held: string
  article: string
  source: string
  read?: string
  mark: 'V' | 'V2' | 'I'
  product: { refuses?: string; warns?: string; shows?: Record<string, unknown> }
}

export const CATALOGUE = parse(
  readFileSync(new URL('../../workflows/disclosure/judged.yaml', import.meta.url), 'utf8'),
) as { group: string; losses: Loss[] }[]
export const LOSSES = CATALOGUE.flatMap(({ losses }) => losses)

const changeOf = ({ swap, also, title, number, signature, facts, without, after, ask, data }: LetterChange): Change => {
  const pattern = swap && /^\/(.*)\/$/.exec(swap[0])
  const told = (fact: Fact) => ({ ...fact, ...facts?.[fact.type] }) as Fact
  return {
    data: { ...data, ...(ask && { ask }) },
    ...(swap && { swap: [pattern ? new RegExp(pattern[1]!) : swap[0], swap[1]] }),
    facts: (all) => [
      ...all.filter(({ type }) => !without?.includes(type)).map(told),
      ...(after ?? []).flatMap((line) => factsOf(line, 'counter')),
    ],
    letter: (letter) => {
      if (also) letter.blocks.splice(-1, 0, { kind: 'paragraph', text: also })
      letter.title = title ?? letter.title
      letter.number = number ?? letter.number
      letter.signature = signature ?? letter.signature
    },
  }
}

/** What the product says of it on the day: what it refuses, what it warns of, and the dates that it shows. */
function answered(loss: Loss) {
  const { did, letter, on, product } = loss
  if (letter) {
    const findings = found(letter.template, changeOf(letter))
    const usual = new Set(found(letter.template).map(({ rule }) => rule))
    const of = (is: (severity: Finding['severity']) => boolean) =>
      findings.filter(({ rule, severity }) => !usual.has(rule) && is(severity)).map(({ rule }) => rule)
    return { refused: of((s) => s === 'error'), warned: of((s) => s !== 'error'), shown: {} }
  }
  const told = tell({ ...loss, given: did!.slice(0, -1), when: did!.at(-1)! })
  const last = told.refused ? told.last : { ...told.last, on }
  const asked = { ...told, last }
  const { warns } = outcomeOf(asked, ['warns'])
  return {
    refused: told.refused ? [told.refused.code as string] : [],
    warned: (warns ?? []) as string[],
    shown: outcomeOf(asked, Object.keys(product.shows ?? {})),
  }
}

/** The whole of what the entry expects, as one sentence about the product; empty where it holds. */
export function unmet(loss: Loss): string {
  const { refused, warned, shown } = answered(loss)
  const { refuses, warns, shows } = loss.product
  if (refuses) return refused.includes(refuses) ? '' : `not refused as ${refuses}, but [${[...refused, ...warned]}]`
  if (refused.length > 0) return `refused as ${refused}`
  if (warns) return warned.includes(warns) ? '' : `no warning ${warns}, but [${warned}]`
  const differ = Object.entries(shows!).filter(([key, value]) => !contains(shown[key], value))
  return differ.map(([key]) => `${key}: ${JSON.stringify(shown[key])}`).join('; ')
}

const contains = (said: unknown, wanted: unknown): boolean =>
  wanted !== null && typeof wanted === 'object' && !Array.isArray(wanted)
    ? Object.entries(wanted).every(([key, value]) => contains((said as Record<string, unknown> | null)?.[key], value))
    : JSON.stringify(said) === JSON.stringify(wanted)
