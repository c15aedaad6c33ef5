/** Nobody is laid open by what we publish: each text is looked over for identity numbers, telephones and the applicant. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { FieldError } from '../ground/errors.ts'
import { fold } from '../ground/fold.ts'
import { writtenAs } from '../ground/tidy.ts'
import { type FactRow, submission } from '../ledger/queries.ts'

/** What must not be told of an applicant and those who act for one. */
export type Secrets = { names: string[]; contacts: string[] }
export const NOBODY: Secrets = { names: [], contacts: [] }

/** Of a case, whose application may have been put right: what was mistyped may name somebody, too. */
export function secretsIn(facts: readonly FactRow[]): Secrets {
  const [first, now] = [facts[0]!.fact as Partial<FactOf<'submitted'>>, submission(facts)].map(secretsOf)
  const both = (of: keyof Secrets) => [...new Set([...first![of], ...now![of]])]
  return { names: both('names'), contacts: both('contacts') }
}

/** A submission whose words were erased names nobody any more. */
export function secretsOf({ applicant, coApplicants = [], agent }: Partial<FactOf<'submitted'>>): Secrets {
  const all = applicant ? [applicant, ...coApplicants] : []
  const people = all.flatMap((one) => (one.kind === 'organisation' ? [one.representative, one.contact] : []))
  const names = [...all.map(({ name }) => name), agent?.name, ...people]
  const contacts = [
    ...all.flatMap(({ phone, email, address }) => [...writtenAs(phone), email, address]),
    ...writtenAs(agent?.phone),
  ]
  const plainOnes = (of: (string | undefined)[]) => of.filter((text) => text !== undefined).map(plain)
  return {
    // A name of one character is part of too many words.
    names: plainOnes(names).filter((name) => [...name].length > 1),
    contacts: plainOnes(contacts).filter((contact) => contact.length >= 6),
  }
}

/** Dots and dashes as keyboards, fonts and word processors have them, and characters that nobody sees. */
const BETWEEN = /[\s.·•‧∙⋅・_\p{Pd}\u2212\u2043\u02d7\u2500\u2501\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/gu
/** Blanks, dots and dashes hide a number or a name from a rule, not from a reader. */
export const withoutBetween = (folded: string): string => folded.replace(BETWEEN, '')
/** A text as titles and files are searched: of one width and case, and nothing between its characters. */
export const plain = (text: string): string => withoutBetween(fold(text))

const isDate = (digits: string) => {
  const [month, day] = [Number(digits.slice(-4, -2)), Number(digits.slice(-2))]
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}
/** 18 characters with a day of birth in the middle, or the 15 of before 1999. A mistyped number is a person's as well. */
export const isResident = (number: string) =>
  number.length === 18
    ? /^(19|20)/.test(number.slice(6)) && isDate(number.slice(6, 14))
    : /^[1-9]/.test(number) && isDate(number.slice(6, 12))
const RESIDENT = /(?<![\da-z])(?:\d{17}[\dx]|\d{15})(?![\da-z])/g
const PASSPORT = /(?:护照|通行证|证件)(?:号码|号|编号)?[是为:()]?[a-z]{1,2}\d{7,9}/
const MOBILE = /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/

/** What is wrong with this text, and what to do; nothing for most. */
function fault(text: string, { names, contacts }: Secrets): string | undefined {
  const bare = plain(text)
  if ([...bare.matchAll(RESIDENT)].some(([number]) => isResident(number)) || PASSPORT.test(bare))
    return '含有身份证件号码，不能公开。请删去号码'
  if (MOBILE.test(bare)) return '含有手机号码，不能公开。请删去号码；联系方式只写本机关对外公布的电话'
  if (names.some((name) => bare.includes(name)))
    return '含有申请人的姓名或者名称，不能公开。请另行填写不指明申请人的内容'
  if (contacts.some((contact) => bare.includes(contact))) return '含有申请人的联系方式，不能公开。请删去'
  return undefined
}

/** A place in a text that may lay somebody open: in which part, what it reads as, and the words around it. */
export type Place = { part: string; what: string; around: string }

/** So many characters before and behind are shown, for a person to find the place. */
const AROUND = 6

/**
 * The same of texts that people answer for themselves, such as a report: told with the place, and nothing is refused.
 * @param texts by the names of their parts
 */
export function placesIn(texts: Readonly<Record<string, string>>, { names, contacts }: Secrets): Place[] {
  return Object.entries(texts).flatMap(([part, text]) => {
    const bare = plain(text)
    const known = (what: string, words: readonly string[]) =>
      [...new Set(words)].flatMap((word) => {
        const at = bare.indexOf(word)
        return at < 0 ? [] : [{ what, at, length: word.length }]
      })
    const read = (what: string, pattern: RegExp, fits: (hit: string) => boolean = () => true) =>
      [...bare.matchAll(pattern)].flatMap(({ 0: hit, index }) =>
        fits(hit) ? [{ what, at: index, length: hit.length }] : [],
      )
    const found = [
      ...read('身份证件号码', RESIDENT, isResident),
      ...read('身份证件号码', new RegExp(PASSPORT, 'g')),
      ...read('手机号码', new RegExp(MOBILE, 'g')),
      ...known('申请人、代理人的姓名或者名称', names),
      ...known('申请人的联系方式', contacts),
    ]
    return found.map(({ what, at, length }) => ({
      ...{ part, what },
      around: bare.slice(Math.max(0, at - AROUND), at + length + AROUND),
    }))
  })
}

/** Every field that lays someone open, by its name. */
export function lookOver(fields: Record<string, string | null | undefined>, secrets: Secrets): FieldError[] {
  return Object.entries(fields).flatMap(([field, text]) => {
    const message = text ? fault(text, secrets) : undefined
    return message ? [{ field, code: 'PERSONAL_DATA', message }] : []
  })
}
