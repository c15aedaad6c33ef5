/** How the applicant is reached now, for the form that changes it; and what the last change was, said once it is made. */
import { type Addressee, DELIVERIES } from '../../workflows/disclosure/vocabulary.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { applicantCalled, currentSubmission, firstServed } from '../ledger/contact.ts'
import { countingFacts } from '../ledger/queries.ts'

const FIELDS = ['phone', 'email', 'address', 'postcode', 'delivery'] as const
/** By the names of the form's fields; the ways of delivery in their Chinese words. */
export type Contact = Partial<Record<(typeof FIELDS)[number], string>>

const inWords = (of: { [name in keyof Contact]?: string | undefined }): Contact =>
  Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = of[name]
      if (!value) return []
      return [[name, name === 'delivery' ? DELIVERIES[value as keyof typeof DELIVERIES] : value]]
    }),
  )

/** Of whoever is served first: theirs are the data that a change replaces. */
export function contactNow({ facts }: Pick<CaseFile, 'facts'>): Contact {
  const submitted = currentSubmission(facts)
  const who: Addressee = firstServed(submitted)
  const { phone, email, address, postcode } = applicantCalled(submitted, who) ?? {}
  return inWords({ phone, email, address, postcode, delivery: submitted.request?.delivery })
}

/** What the last change named; empty where there was none. */
export function lastChange({ facts }: Pick<CaseFile, 'facts'>): Contact {
  const last = countingFacts(facts).findLast(({ type }) => type === 'contactChanged')
  return last?.type === 'contactChanged' ? inWords(last) : {}
}
