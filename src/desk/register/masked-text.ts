/**
 * What applicants wrote about themselves in the title and the description of a request: in a register that is masked, the same
 * personal data must not stand two columns further on. Their own name, telephone, address and mail are masked wherever they stand,
 * and whatever reads as an identity number, a number of a bank account, a passport, a telephone or a mail address, be it somebody else's.
 * A name of a third person is not known to be one, and stays.
 */
import { type PersonalKind, replacePersonal } from '../../ground/personal.ts'
import { maskedAddress, maskedEmail, maskedName, maskedPhone } from './masked.ts'

/** Whom the application names, as far as their data is masked. */
export type Named = {
  names: readonly (string | undefined)[]
  phones: readonly (string | undefined)[]
  addresses: readonly (string | undefined)[]
}

/** Shorter words stand in other words: a name of one sign, the last figures of a number. */
const SHORTEST = { name: 2, phone: 5, address: 7 } as const

const signs = (text: string) => text.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}]/gu, '')
/** The first six and the last four, as the column of identity numbers shows them. */
const maskedNumber = (number: string) => {
  const all = signs(number)
  return `${all.slice(0, 6)}${'*'.repeat(all.length - 10)}${all.slice(-4)}`
}
const maskedPassport = (number: string) => `${number.slice(0, 2)}${'*'.repeat(number.length - 4)}${number.slice(-2)}`

const MASKS: Record<PersonalKind, (found: string) => string> = {
  mail: maskedEmail,
  number: maskedNumber,
  dashed: maskedNumber,
  mobile: (number) => maskedPhone(signs(number)),
  landline: maskedPhone,
  passport: maskedPassport,
}

/** @returns the text with all of it masked */
export function maskedText(text: string, { names, phones, addresses }: Named): string {
  const known: [string, (text: string) => string][] = [
    ...words(addresses, SHORTEST.address, maskedAddress),
    ...words(phones, SHORTEST.phone, maskedPhone),
    ...words(names, SHORTEST.name, maskedName),
  ]
  const withoutKnown = known.reduce((left, [word, mask]) => left.replaceAll(word, () => mask(word)), text)
  return replacePersonal(withoutKnown, (found, kind) => MASKS[kind](found))
}

/** Longest first: 欧阳小榆 before 欧阳. What stands for an erased text begins with a bracket, and stays. */
const words = (of: readonly (string | undefined)[], shortest: number, mask: (text: string) => string) =>
  of
    .filter((word): word is string => word !== undefined && [...word].length >= shortest && !word.startsWith('（'))
    .toSorted((a, b) => b.length - a.length)
    .map((word): [string, (text: string) => string] => [word, mask])
