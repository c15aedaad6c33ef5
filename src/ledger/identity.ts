/** Identity numbers leave a fact before it is written: masked in the words, encrypted in a row of their own. */
import type { Applicant, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Keys } from '../ground/keys.ts'

export type Encrypted = { whose: 'applicant' | 'agent' | `coApplicant${number}`; sealed: Buffer }

/** First six and last four of a resident number; of others the first and the last character. */
export function mask(number: string): string {
  const characters = [...number] // code points: half of a rare one cannot be stored
  const [head, tail] = characters.length >= 15 ? [6, 4] : characters.length > 2 ? [1, 1] : [0, 0]
  const hidden = characters.length - head - tail
  return [...characters.slice(0, head), '*'.repeat(hidden), ...characters.slice(head + hidden)].join('')
}

type Submitted = FactOf<'submitted'>

/** The fact with masked numbers and keyed proofs of them, the encrypted numbers, and the key that finds the same applicant. */
export function encryptIdentities(
  fact: Submitted,
  keys: Keys,
): { fact: Submitted; encrypted: Encrypted[]; applicantKey: string } {
  const { applicant, coApplicants, agent } = fact
  const identity = applicant.kind === 'person' ? `${applicant.idType}:${applicant.idNumber}` : applicant.creditCode
  const applicantKey = keys.lookup(`${applicant.kind}:${identity}`)
  const encrypted: Encrypted[] = []
  const hide = <T extends { idNumber: string }>(whose: Encrypted['whose'], of: T): T => {
    encrypted.push({ whose, sealed: keys.encrypt(of.idNumber) })
    return { ...of, idNumber: mask(of.idNumber), idProof: keys.lookup(`${whose} ${of.idNumber}`) }
  }
  const hidden = (whose: Encrypted['whose'], one: Applicant) => (one.kind === 'person' ? hide(whose, one) : one)
  return {
    applicantKey,
    encrypted,
    fact: {
      ...fact,
      applicant: hidden('applicant', applicant),
      ...(coApplicants && { coApplicants: coApplicants.map((one, i) => hidden(`coApplicant${i + 1}`, one)) }),
      ...(agent && { agent: hide('agent', agent) }),
    },
  }
}
