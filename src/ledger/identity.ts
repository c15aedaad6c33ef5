/** Identity numbers leave a fact before it is written: masked in the words, encrypted in a row of their own. */
import { randomUUID } from 'node:crypto'
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

/** A mistyped number is a person's as well. */
const maskedNumbers = (unfit: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(unfit).map(([field, value]) => [field, field.endsWith('.idNumber') ? mask(value) : value]),
  )

/** Whoever gave no number is nobody else's namesake: no other application is found under this key. */
function identityOf(applicant: Applicant): string {
  if (applicant.kind === 'organisation')
    return applicant.creditCode ? `organisation:${applicant.creditCode}` : `unknown:${randomUUID()}`
  const { idType, idNumber } = applicant
  return idNumber ? `person:${idType}:${idNumber}` : `unknown:${randomUUID()}`
}

/** The fact with masked numbers and keyed proofs of them, the encrypted numbers, and the key that finds the same applicant. */
export function encryptIdentities(
  fact: Submitted,
  keys: Keys,
): { fact: Submitted; encrypted: Encrypted[]; applicantKey: string } {
  const { applicant, coApplicants, agent, unfit } = fact
  const applicantKey = keys.lookup(identityOf(applicant))
  const encrypted: Encrypted[] = []
  const hide = <T extends { idNumber?: string }>(whose: Encrypted['whose'], of: T): T => {
    const { idNumber } = of
    if (idNumber === undefined) return of
    encrypted.push({ whose, sealed: keys.encrypt(idNumber) })
    return { ...of, idNumber: mask(idNumber), idProof: keys.lookup(`${whose} ${idNumber}`) }
  }
  const hidden = (whose: Encrypted['whose'], one: Applicant) => (one.kind === 'person' ? hide(whose, one) : one)
  return {
    applicantKey,
    encrypted,
    fact: {
      ...fact,
      ...(unfit && { unfit: maskedNumbers(unfit) }),
      applicant: hidden('applicant', applicant),
      ...(coApplicants && { coApplicants: coApplicants.map((one, i) => hidden(`coApplicant${i + 1}`, one)) }),
      ...(agent && { agent: hide('agent', agent) }),
    },
  }
}
