/**
 * What the house says, in the language of the page. A sentence with blanks brings its catalogue's entry, where Chinese and
 * English stand side by side. A text without blanks is its own key: titles, labels, names and faults of fields are looked up
 * whole in tables of the same kind; articles of law, of which there are more than a table could hold, are read by their
 * parts. What people wrote stays as they wrote it; what has no English stays Chinese, and nothing is lost.
 */

import type { Day } from '../../../workflows/statute/days.ts'
import { dayOf } from '../../../workflows/statute/days.ts'
import { cut, type Entry, type Filling, type Sentence, type Value } from '../../../workflows/statute/sentence.ts'
import { FACTS, type FactType, STAGES, type Stage } from '../../../workflows/words.ts'
import { cite } from './en-articles.ts'
import { TEXTS } from './en-texts.ts'
import { english, type Message } from './message.ts'
import type { Words } from './zh.ts'

export const CHINESE = /\p{Script=Han}/u

/** The text or sentence in the language of these words. */
export function say(words: Words, what: string | Sentence): string {
  if (words.lang !== 'en') return typeof what === 'string' ? what : what.text
  return typeof what === 'string' ? textInEnglish(what) : sentenceInEnglish(what, words)
}

const textInEnglish = (text: string): string =>
  Object.hasOwn(TEXTS, text) ? TEXTS[text]! : CHINESE.test(text) ? (cite(text) ?? text) : text

type Blanks = ReturnType<typeof cut>['blanks']
/** By entry: each is read once, when it is first said. */
const read = new Map<Entry, { blanks: Blanks; fill: Message }>()

function sentenceInEnglish({ entry, text, with: filling }: Sentence, words: Words): string {
  if (entry.en === undefined) return text
  let known = read.get(entry)
  if (!known) {
    known = { blanks: cut(entry.zh).blanks, fill: english(entry.en) }
    read.set(entry, known)
  }
  return known.fill(inWords(known.blanks, filling, words) as never)
}

const inWords = (blanks: Blanks, filling: Filling, words: Words): Record<string, string | number> =>
  Object.fromEntries(blanks.map(({ name, kind }) => [name, inWord(kind, filling[name]!, words)]))

function inWord(kind: Blanks[number]['kind'], value: Value, words: Words): string | number {
  switch (kind) {
    case 'day':
      return words.dayLong(dayIn(value))
    case 'date':
      return words.day(dayIn(value))
    case 'number':
    case 'numeral':
      return value as number
    case 'sentence':
      return value === null ? '' : say(words, value as Sentence)
    case 'fact':
      return textInEnglish(FACTS[value as FactType].zh)
    case 'stage':
      return textInEnglish(STAGES[value as Stage])
    case 'name':
      return textInEnglish(value as string)
    case 'words':
      return value as string
  }
}

const dayIn = (value: Value): Day => (typeof value === 'number' ? dayOf(value) : (value as Day))
