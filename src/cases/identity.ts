/** Identity numbers leave a fact before it is written: masked in the words, sealed in a row of their own. */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Keys } from '../keys.ts'

export type Sealed = { whose: 'applicant' | 'agent'; sealed: Buffer }

/** First six and last four of a resident number; of others the first and the last character. */
export const mask = (number: string): string =>
  number.length >= 15
    ? number.slice(0, 6) + '*'.repeat(number.length - 10) + number.slice(-4)
    : number.length > 2
      ? number[0] + '*'.repeat(number.length - 2) + number.at(-1)
      : '*'.repeat(number.length)

type Submitted = FactOf<'submitted'>

/** The fact with masked numbers and keyed proofs of them, the sealed numbers, and the key that finds the same applicant. */
export function sealIdentities(
  fact: Submitted,
  keys: Keys,
): { fact: Submitted; sealed: Sealed[]; applicantKey: string } {
  const { applicant, agent } = fact
  const identity = applicant.kind === 'person' ? `${applicant.idType}:${applicant.idNumber}` : applicant.creditCode
  const applicantKey = keys.lookup(`${applicant.kind}:${identity}`)
  const sealed: Sealed[] = []
  const hide = <T extends { idNumber: string }>(whose: Sealed['whose'], of: T): T => {
    sealed.push({ whose, sealed: keys.seal(of.idNumber) })
    return { ...of, idNumber: mask(of.idNumber), idProof: keys.lookup(`${whose} ${of.idNumber}`) }
  }
  return {
    applicantKey,
    sealed,
    fact: {
      ...fact,
      applicant: applicant.kind === 'person' ? hide('applicant', applicant) : applicant,
      ...(agent && { agent: hide('agent', agent) }),
    },
  }
}
