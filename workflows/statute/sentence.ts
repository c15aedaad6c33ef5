/**
 * Sentences as data: a sentence names its entry in a catalogue, where the Chinese and the English stand side by side, and
 * brings what fills the blanks. The Chinese is made here, when somebody reads it; the English by the pages, from the same
 * entry. A blank `{due:day}` of the Chinese names its kind, which tells the compiler what may fill it:
 *
 * - `day`, `date`: a day, as number or as YYYY-MM-DD, with its weekday or without
 * - `number`: a whole number in figures; `numeral`: in words, up to ten
 * - `sentence`: another sentence, or null for none
 * - `fact`: a fact by its type; `stage`: a stage by its name
 * - `name`: a name that stands in the law's own data, as holidays and bodies; its English is known by name
 * - `words`: what somebody wrote or gave; it stays as it is
 *
 * The English takes up the same blanks, in ICU MessageFormat, so that a number may choose singular or plural.
 */
import { FACTS, type FactType, STAGES, type Stage } from '../words.ts'
import { type Day, dayOf, inChinese, inChineseWithWeekday, isCommon } from './days.ts'

/** One sentence in both languages. The Chinese is the authoritative one; English is given where a page shows it. */
export type Entry = { readonly zh: string; readonly en?: string }
export type Catalogue = Readonly<Record<string, Entry>>

export type Sentence = {
  /** The key of the entry: stable, programs may rely on it. */
  readonly says: string
  readonly entry: Entry
  readonly with: Filling
  /** In Chinese. */
  readonly text: string
}

export type Value = number | string | Sentence | null
export type Filling = Readonly<Record<string, Value>>

/** What may fill a blank of each kind. */
type Kinds = {
  day: number | Day
  date: number | Day
  number: number
  numeral: number
  sentence: Sentence | null
  fact: FactType
  stage: Stage
  name: string
  words: string
}
type Kind = keyof Kinds

/** The blanks of a Chinese sentence, each with what may fill it; a kind that there is not accepts nothing. */
export type Blanks<Text extends string> = Text extends `${string}{${infer Name}:${infer Is}}${infer Rest}`
  ? { [N in Name]: Is extends Kind ? Kinds[Is] : never } & Blanks<Rest>
  : unknown

/** The blanks as an argument, which a sentence without any does not take. */
export type Given<Text extends string> = unknown extends Blanks<Text> ? [] : [blanks: Blanks<Text>]

const BLANK = /\{(\w+):(\w+)\}/

/** A text cut at its blanks: `fixed[0]`, a blank, `fixed[1]`, a blank … */
export type Cut = { fixed: readonly string[]; blanks: readonly { name: string; kind: Kind }[] }

/** @throws Error where the text has a blank of a kind that there is not */
export function cut(text: string): Cut {
  const parts = text.split(BLANK)
  const fixed = parts.filter((_, i) => i % 3 === 0)
  const blanks = fixed.slice(1).map((_, i) => ({ name: parts[3 * i + 1]!, kind: parts[3 * i + 2] as Kind }))
  for (const { kind } of blanks) if (!Object.hasOwn(IN_CHINESE, kind)) throw new Error(`No such blank: ${kind}`)
  return { fixed, blanks }
}

/** A text per day number, kept once made: the same few thousand days come back in every case. */
const withWeekday: string[] = []
const without: string[] = []

function kept(texts: string[], make: (day: Day) => string, day: number | Day): string {
  if (typeof day === 'string') return make(day)
  const text = make(dayOf(day))
  if (isCommon(day)) texts[day] = text
  return text
}

/** 六个月, as statutes write it. */
const inWords = (n: number): string => '〇一二三四五六七八九十'[n] ?? String(n)

const IN_CHINESE: { [K in Kind]: (value: Kinds[K]) => string } = {
  day: (value) => withWeekday[value as number] ?? kept(withWeekday, inChineseWithWeekday, value),
  date: (value) => without[value as number] ?? kept(without, inChinese, value),
  number: String,
  numeral: inWords,
  sentence: (value) => value?.text ?? '',
  fact: (value) => FACTS[value].zh,
  stage: (value) => STAGES[value],
  name: (value) => value,
  words: (value) => value,
}

/** A text ready to be filled: each blank with what makes its words. Most are days, which are looked up on the spot. */
type Form = {
  first: string
  rest: readonly { name: string; isDay: boolean; make: (value: Value) => string; after: string }[]
}

function formOf(zh: string): Form {
  const { fixed, blanks } = cut(zh)
  const rest = blanks.map(({ name, kind }, i) => ({
    name,
    isDay: kind === 'day',
    make: IN_CHINESE[kind] as (value: Value) => string,
    after: fixed[i + 1]!,
  }))
  return { first: fixed[0]!, rest }
}

/** By entry: each is cut once, when it is first said. */
const forms = new Map<Entry, Form>()

/** The Chinese of an entry with its blanks filled. */
export function inChineseWords(entry: Entry, filling: Filling): string {
  let form = forms.get(entry)
  if (form === undefined) {
    form = formOf(entry.zh)
    forms.set(entry, form)
  }
  const { rest } = form
  let text = form.first
  for (let i = 0; i < rest.length; i++) {
    const { name, isDay, make, after } = rest[i]!
    const value = filling[name]!
    text += ((isDay && withWeekday[value as number]) || make(value)) + after
  }
  return text
}

const NONE: Filling = {}

/** A sentence that stands by itself. In JSON, and where it is put into a text, it is its Chinese. */
class Phrase implements Sentence {
  readonly says: string
  readonly entry: Entry
  readonly with: Filling

  constructor(says: string, entry: Entry, filling: Filling) {
    this.says = says
    this.entry = entry
    this.with = filling
  }
  get text(): string {
    return inChineseWords(this.entry, this.with)
  }
  toString(): string {
    return this.text
  }
  toJSON(): string {
    return this.text
  }
}

/** A sentence of an entry that stands in no catalogue of ours: in the statute's YAML. */
export const sentenceOf = (says: string, entry: Entry, filling: Filling = NONE): Sentence =>
  new Phrase(says, entry, filling)

/** The same sentence, whose Chinese is another text: that of a letter. Its English stays. */
export const inTheseWords = ({ says, entry, with: filling }: Sentence, text: string): Sentence =>
  Object.defineProperty(new Phrase(says, entry, filling), 'text', { value: text })

/** How sentences of a catalogue are made: by key, with exactly the blanks that their Chinese has. */
export function speaking<const C extends Catalogue>(catalogue: C) {
  return <K extends keyof C & string>(says: K, ...[blanks]: Given<C[K]['zh']>): Sentence =>
    new Phrase(says, catalogue[says]!, (blanks as Filling | undefined) ?? NONE)
}
