/**
 * What of an application no font has: known as soon as it is taken in, and said to whoever wrote it, on the receipt and to
 * staff, before a letter with 〓 in it is made. The record keeps it as it was written.
 */
import { type FontSet, printable } from '../documents/index.ts'
import type { Words } from '../web/words/zh.ts'

/** An application as it is typed, or as it was recorded. */
type Written = Partial<Record<'applicant' | 'coApplicants' | 'agent' | 'request', unknown>>

/** Each such character once, in the order of the application. */
export const unprintedOf = (fonts: FontSet, { applicant, coApplicants, agent, request }: Written): string[] =>
  fonts.missing(textsIn([applicant, coApplicants, agent, request]).map(printable).join(''))

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

type Kind = keyof Words['filing']['unprinted']['kinds']
const KINDS: [Kind, RegExp][] = [
  ['han', /\p{Script=Han}/u],
  ['mongolian', /\p{Script=Mongolian}/u],
  ['dai', /[\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Myanmar}]/u],
  ['thai', /\p{Script=Thai}/u],
  ['emoji', /\p{Extended_Pictographic}/u],
]
const kindOf = (character: string): Kind => KINDS.find(([, of]) => of.test(character))?.[0] ?? 'other'

/** So many of each kind are named by their numbers in Unicode: a reader may not see the sign itself. */
const NAMED = 3
const codeOf = (character: string) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

/** The characters by kind, with their numbers: 蒙古文5种（U+182E、U+1823、U+1829等）. */
export function unprintedInWords({ filing, tracking }: Words, characters: readonly string[]): string {
  const { kinds, some, more } = filing.unprinted
  return [...Map.groupBy(characters, kindOf)]
    .map(([kind, of]) => {
      const codes = of.slice(0, NAMED).map(codeOf).join(tracking.and)
      return some({ kind: kinds[kind], n: of.length, codes: of.length > NAMED ? more({ codes }) : codes })
    })
    .join(tracking.and)
}

/** The sentence for whoever wrote it, and for the receipt; nothing where all can be printed. */
export const unprintedNote = (words: Words, characters: readonly string[]): string | undefined =>
  characters.length === 0 ? undefined : words.filing.unprinted.note({ what: unprintedInWords(words, characters) })
