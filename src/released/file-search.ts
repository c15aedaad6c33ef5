/** The search of one text for people, in steps: each is bounded, and others are answered between two of them. */
import { setImmediate as turn } from 'node:timers/promises'
import { fold } from '../ground/fold.ts'
import type { FoundKind } from './found.ts'
import { isResident, plain, type Secrets, withoutBetween } from './look-over.ts'
import { MOST_TEXT } from './read-in-steps.ts'

/** Whom the case names besides those who apply: those who were consulted, and how they are reached. */
export type Others = { names: string[]; contacts: string[]; own: string[] }

const NUMBERS: Partial<Record<FoundKind, RegExp>> = {
  identityNumber:
    /(?<![\da-z])(?:\d{17}[\dx]|\d{15})(?![\da-z])|(?:护照|通行证)(?:号码|号|编号)?[是为:]?[a-z]{1,2}\d{7,9}/g,
  bankCard: /(?<!\d)62\d{14,17}(?!\d)/g,
  mobile: /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/g,
  telephone: /(?<!\d)\(?0\d{2,3}\)?-?[2-8]\d{6,7}(?!\d)/g,
  address: /\d{1,4}(?:号楼|栋|幢|单元|座)[^\n]{0,12}?\d{1,5}(?:室|户|房)/g,
}
const EMAIL = /(?<![a-z\d._%+-])[a-z\d._%+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,4}/g

/** Characters of one step. */
const STEP = 16 * 1024
/** What stands beside a step and may belong to a hit: the longest, a mail address, is shorter. */
const BESIDE = 512

/**
 * Each text in two readings: words as they stand, for numbers beside each other are two; and all of a line together.
 * @returns whether all of it was searched
 */
export async function search(
  text: string,
  secrets: Secrets,
  others: Others,
  add: (kind: FoundKind, what: string, n?: number) => void,
): Promise<boolean> {
  await turn()
  const { spaced, joined, isWhole } = await readingsOf(text)
  const whole = joined.replaceAll('\n', '')
  const literal: [FoundKind, readonly string[]][] = [
    ['name', secrets.names],
    ['contact', [...secrets.contacts, ...others.contacts]],
    ['thirdParty', others.names],
  ]
  for (const [kind, words] of literal)
    for (const word of new Set(words.map(plain))) {
      const n = word ? timesIn(whole, word) : 0
      if (n > 0) add(kind, word, n)
      await turn()
    }
  for (const [kind, pattern] of Object.entries(NUMBERS) as [FoundKind, RegExp][]) {
    const seen = new Map<string, number>()
    for (const reading of [spaced, joined]) {
      const here = new Map<string, number>()
      for await (const hit of hitsIn(reading, pattern)) {
        const bare = withoutBetween(hit)
        if (kind === 'identityNumber' && /^[\dx]+$/.test(bare) && !isResident(bare)) continue
        if (others.own.includes(bare)) continue
        here.set(bare, (here.get(bare) ?? 0) + 1)
      }
      for (const [hit, n] of here) seen.set(hit, Math.max(n, seen.get(hit) ?? 0))
    }
    for (const [hit, n] of seen) add(kind, hit, n)
  }
  for await (const hit of hitsIn(spaced, EMAIL)) if (!others.own.includes(withoutBetween(hit))) add('email', hit)
  return isWhole
}

/** Line by line: as it is compared, and without anything between its words. */
async function readingsOf(text: string): Promise<{ spaced: string; joined: string; isWhole: boolean }> {
  let [spaced, joined] = ['', '']
  for (const piece of piecesOf(text)) {
    // A few characters come to eighteen when they are folded.
    if (spaced.length > MOST_TEXT) return { spaced, joined, isWhole: false }
    const lines = piece.split('\n').map(fold)
    spaced += lines.join('\n') + (piece.endsWith(' ') ? ' ' : '')
    joined += lines.map(withoutBetween).join('\n')
    await turn()
  }
  return { spaced, joined, isWhole: true }
}

/** Whole lines where they are short enough, whole words otherwise. */
function* piecesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    let piece = text.slice(from, from + STEP)
    if (from + STEP < text.length) {
      const end = piece.lastIndexOf('\n') + 1 || piece.lastIndexOf(' ') + 1
      if (end > 0) piece = piece.slice(0, end)
      else if (/[\ud800-\udbff]$/.test(piece)) piece += text[from + STEP]
    }
    yield piece
    from += piece.length
  }
}

async function* hitsIn(reading: string, pattern: RegExp): AsyncGenerator<string> {
  for (let from = 0; from < reading.length; from += STEP) {
    const start = Math.max(0, from - BESIDE)
    for (const { 0: hit, index } of reading.slice(start, from + STEP + BESIDE).matchAll(pattern))
      if (start + index >= from && start + index < from + STEP) yield hit
    await turn()
  }
}

function timesIn(text: string, word: string): number {
  let n = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) n++
  return n
}
