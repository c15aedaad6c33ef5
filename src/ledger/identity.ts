/** Identity numbers leave a fact before it is written: masked in the words, sealed in a row of their own. */
import type { Applicant, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { CaseKey } from '../ground/case-key.ts'
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

/** The fact with masked numbers and keyed proofs of them, and the sealed numbers. */
export function sealIdentities(
  fact: Submitted,
  keys: Keys,
  { agencyId, caseId }: CaseKey,
): { fact: Submitted; encrypted: Encrypted[] } {
  const { applicant, coApplicants, agent, unfit } = fact
  const encrypted: Encrypted[] = []
  const hide = <T extends { idNumber?: string }>(whose: Encrypted['whose'], of: T): T => {
    const { idNumber } = of
    // Of a case that another agency sent on the number came masked, with its proof: it lies sealed with the case there.
    if (idNumber === undefined || 'idProof' in of) return of
    encrypted.push({ whose, sealed: keys.seal('identities', [agencyId, caseId, whose], idNumber) })
    return { ...of, idNumber: mask(idNumber), idProof: keys.lookup(`${whose} ${idNumber}`) }
  }
  const hidden = (whose: Encrypted['whose'], one: Applicant) => (one.kind === 'person' ? hide(whose, one) : one)
  return {
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
