/** Identity numbers leave a fact before it is written: masked in the words, sealed in a row of their own. */
import type { Applicant, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Keys } from '../ground/keys.ts'

type Whose = 'applicant' | 'agent' | `coApplicant${number}`
/** Whose number it is; one that was put right later stands beside the first, with the position of the fact that did. */
export type Encrypted = { whose: Whose | `${Whose} ${number}`; sealed: Buffer }

/** Whose number a row keeps, and since which position of the ledger. */
export function whoseNumber(whose: string): { whose: string; since: number } {
  const [who = '', position] = whose.split(' ')
  return { whose: who, since: Number(position ?? 1) }
}

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
  const hide = <T extends { idNumber?: string }>(whose: Whose, of: T): T => {
    const { idNumber } = of
    // Of a case that another agency sent on the number came masked, with its proof: it lies sealed with the case there.
    if (idNumber === undefined || 'idProof' in of) return of
    encrypted.push({ whose, sealed: keys.seal('identities', [agencyId, caseId, whose], idNumber) })
    return { ...of, idNumber: mask(idNumber), idProof: keys.lookup(`${whose} ${idNumber}`) }
  }
  const hidden = (whose: Whose, one: Applicant) => (one.kind === 'person' ? hide(whose, one) : one)
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

/**
 * A correction of the application that gives the applicant's number anew: masked, with its proof and sealed, as the first one was.
 * @param position that the correction takes on the ledger
 * @returns the fact as it is where it gives none
 */
export function sealCorrectedIdentity(
  fact: FactOf<'rectified'>,
  keys: Pick<Keys, 'seal' | 'lookup'>,
  { agencyId, caseId }: CaseKey,
  position: number,
): { fact: FactOf<'rectified'>; applicant?: Applicant; encrypted?: Encrypted } {
  const applicant = (fact.replacement as Partial<Submitted> | undefined)?.applicant
  if (applicant?.kind !== 'person' || applicant.idNumber === undefined || 'idProof' in applicant) return { fact }
  const { idNumber } = applicant
  const whose = `applicant ${position}` as const
  const masked = { ...applicant, idNumber: mask(idNumber), idProof: keys.lookup(`applicant ${idNumber}`) }
  return {
    fact: { ...fact, replacement: { ...fact.replacement, applicant: masked } },
    applicant,
    encrypted: { whose, sealed: keys.seal('identities', [agencyId, caseId, whose], idNumber) },
  }
}
