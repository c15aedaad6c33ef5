/**
 * Sentences with blanks and plurals, in ICU MessageFormat: `By {day}` has a blank, and
 * `{n, plural, =0 {no files} one {{n} file} other {{n} files}}` chooses by a number. The text itself tells the compiler
 * its blanks: a call that forgets one, or gives a day for a number, does not compile.
 */
import { type Formatters, IntlMessageFormat } from 'intl-messageformat'

/** Blanks that hold a number, by name. All others hold text. */
export const NUMBERS = ['n', 'used', 'allowed'] as const

/** What opens after `one `, `other ` or `=0 ` is a branch of a plural and no blank. */
type Branch = `${string}${'one' | 'other' | `=${number}`} `
type Names<Text extends string> = Text extends `${infer Before}{${infer After}`
  ? Before extends Branch
    ? Names<After>
    : After extends `${infer Inside}}${infer Rest}`
      ? Inside extends `${infer Name}, plural,${infer Branches}`
        ? Name | Names<`${Branches}}${Rest}`>
        : Inside | Names<Rest>
      : never
  : never

type Blanks<Text extends string> = {
  [Name in Names<Text>]: Name extends (typeof NUMBERS)[number] ? number : string
}
/** The filled sentence; `text` is the sentence as it is written in the dictionary. */
export type Message<Text extends string = string> = ((blanks: Blanks<Text>) => string) & { text: string }

/** The library would find the plural rules of a language by JSON at every call, which doubles what a sentence costs. */
function formattersOf(locale: string): Formatters {
  const rules = new Intl.PluralRules(locale)
  return {
    getPluralRules: () => rules,
    getNumberFormat: (...args) => new Intl.NumberFormat(...args),
    getDateTimeFormat: (...args) => new Intl.DateTimeFormat(...args),
  }
}

/** Each sentence is compiled at its first use and kept: all at once would cost every start tens of milliseconds. */
function messagesIn(locale: string) {
  const options = { ignoreTag: true, formatters: formattersOf(locale) }
  return <const Text extends string>(text: Text): Message<Text> => {
    let compiled: IntlMessageFormat | undefined
    const fill = (blanks: Blanks<Text>) => {
      compiled ??= new IntlMessageFormat(text, locale, undefined, options)
      return compiled.format(blanks) as string
    }
    return Object.assign(fill, { text })
  }
}

/** A sentence of the Chinese dictionary. */
export const chinese = messagesIn('zh-CN')
/** A sentence of the English dictionary. */
export const english = messagesIn('en')
