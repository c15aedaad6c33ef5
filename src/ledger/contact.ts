/** How those who apply are reached now: as the application says, and as it was changed since. The ledger keeps both. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import { reachOf } from '../../workflows/disclosure/service.ts'
import type { Addressee, Applicant, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Keys } from '../ground/keys.ts'
import { applicantsInAList, titleOf } from './applicants.ts'
import { comparedMail, foundByAfter } from './found-by.ts'
import { type CaseRow, countingFacts, type FactRow } from './queries.ts'

type Submitted = FactOf<'submitted'>

/** The application with the contact data that hold now. They are those of whoever is served first. */
export function asChanged(facts: readonly Heard[]): Heard & Submitted {
  const said = facts[0] as Heard & Submitted
  return facts.reduce<typeof said>((now, fact) => (fact.type === 'contactChanged' ? changed(now, fact) : now), said)
}

/** The same of a ledger; rectified facts do not speak. */
export const currentSubmission = (facts: readonly FactRow[]): Submitted => asChanged(countingFacts(facts))

function changed<T extends Submitted>(submitted: T, fact: FactOf<'contactChanged'>): T {
  const { phone, email, address, postcode, delivery } = fact
  const given = Object.fromEntries(
    Object.entries({ phone, email, address, postcode }).filter(([, value]) => value !== undefined),
  )
  const at = placeOf(firstServed(submitted))
  return {
    ...submitted,
    ...(at < 0
      ? { applicant: { ...submitted.applicant, ...given } }
      : { coApplicants: submitted.coApplicants!.map((one, i) => (i === at ? { ...one, ...given } : one)) }),
    ...(delivery && { request: { ...submitted.request, delivery } }),
  }
}

/** Who is told by mail, and served first: the first applicant, or whoever receives for all. */
export const firstServed = (submitted: Submitted): Addressee => reachOf(submitted).served[0]!

/** Among those who apply with the first, from 0; -1 for the first. */
const placeOf = (who: Addressee): number => (who === 'applicant' ? -1 : Number(who.split(':')[1]) - 1)

/** One of those who apply. */
export const applicantCalled = ({ applicant, coApplicants = [] }: Submitted, who: Addressee): Applicant | undefined =>
  who === 'applicant' ? applicant : coApplicants[placeOf(who)]

/** Where mails about the case go; null where no address is on record. */
export const mailAddressOf = (submitted: Submitted): string | null =>
  applicantCalled(submitted, firstServed(submitted))?.email ?? null

type Place = Pick<CaseRow, 'agencyId' | 'id'>

/** The address as the case's row keeps it. */
export const sealedAddress = (keys: Pick<Keys, 'seal'>, { agencyId, id }: Place, address: string | null) =>
  address === null ? null : keys.seal('emails', [agencyId, id], address)

/** Where mails about a case go, by its row; null where no address is on record. @throws Unopened */
export const mailAddressIn = (keys: Pick<Keys, 'open'>, row: Place & Pick<CaseRow, 'email'>): string | null =>
  row.email && keys.open('emails', [row.agencyId, row.id], row.email).toString('utf8')

/**
 * Whether mails about this case go there. By the sealed address, which opens in this row alone: an index can be copied from one
 * row to another without any key.
 */
export const isToldAt = (keys: Pick<Keys, 'open'>, row: Place & Pick<CaseRow, 'email'>, address: string): boolean =>
  comparedMail(mailAddressIn(keys, row) ?? '') === comparedMail(address)

/** The row with the names, the address, and what it is found by, as its facts have them now. */
export function withContact(keys: Pick<Keys, 'seal' | 'blind'>, row: CaseRow, facts: readonly FactRow[]): CaseRow {
  const submitted = currentSubmission(facts)
  const address = mailAddressOf(submitted)
  const found = foundByAfter(keys, row, submitted, address)
  const said = { title: titleOf(submitted.request), applicantName: applicantsInAList(submitted) }
  return { ...row, ...said, email: sealedAddress(keys, row, address), foundBy: found }
}
