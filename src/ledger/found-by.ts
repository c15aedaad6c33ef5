/**
 * How a case is found by what its row keeps sealed: blind indexes, each with a letter for what it is of. Telephones, numbers
 * and mail addresses have few values that could be tried one by one: without the key nobody can. Each is of one agency: whoever
 * reads the rows of two does not learn that one person asked both.
 */
import type { Applicant, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { Keys } from '../ground/keys.ts'
import { dialable, tidyMail, tidyNumber, tidyPhone } from '../ground/tidy.ts'
import { allApplicants } from './applicants.ts'

/** The applicant of a case; a number, a telephone or a mail address that belongs to it; where mails about it go. */
type Kind = 'applicant' | 'number' | 'phone' | 'mail' | 'told'
const MARK: Record<Kind, string> = { applicant: 'a', number: 'n', phone: 'p', mail: 'm', told: 't' }
/** Known from the first fact alone: identity numbers are put away with it, and nobody here reads them again. */
const KEPT = [MARK.applicant, MARK.number]

type Blind = Pick<Keys, 'blind'>
type Submitted = Pick<FactOf<'submitted'>, 'applicant' | 'coApplicants' | 'agent'>

/** @param scope the agency; empty where the whole house is meant */
const indexes = (keys: Blind, scope: string, kind: Kind, value: string): string[] =>
  keys.blind(`${scope} ${kind} ${value}`).map((index) => `${MARK[kind]}${index}`)

/** Digits alone; the mainland's own prefix says nothing. */
const digitsOf = (phone: string) =>
  phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '')
export const comparedMail = (mail: string) => tidyMail(mail).toLowerCase()

/** Under which indexes this applicant stands with an agency; none of whoever gave no number, for they are nobody else's namesake. */
export function applicantIndexes(keys: Blind, agencyId: string, applicant: Applicant): string[] {
  const number = numberOf(applicant)
  if (!number) return []
  const kind = applicant.kind === 'person' ? `person:${applicant.idType}` : 'organisation'
  return indexes(keys, agencyId, 'applicant', `${kind}:${number}`)
}

const numberOf = (one: Applicant | undefined) =>
  one?.kind === 'organisation' ? one.creditCode : isMasked(one) ? undefined : one?.idNumber
/** Of a case that was sent on from another agency: of a masked number nothing can be found. A proof alone also stands beside a whole one. */
const isMasked = (one: { idNumber?: string } | undefined): boolean =>
  one?.idNumber !== undefined && 'idProof' in one && one.idNumber.includes('*')

/**
 * Every index of an application to an agency, with its identity numbers as they came.
 * @param earlier numbers that stood there before they were put right
 */
export function foundBy(
  keys: Blind,
  agencyId: string,
  submitted: Submitted,
  told: string | null,
  earlier: readonly string[] = [],
): string[] {
  const numbers = [
    ...allApplicants(submitted).map(numberOf),
    isMasked(submitted.agent) ? undefined : submitted.agent?.idNumber,
    ...earlier,
  ].filter((n) => n !== undefined)
  return [
    ...applicantIndexes(keys, agencyId, submitted.applicant),
    ...unlike(numbers.map(tidyNumber)).flatMap((number) => indexes(keys, agencyId, 'number', number)),
    ...reachedBy(keys, agencyId, submitted, told),
  ]
}

/**
 * The same after a number of the applicant was put right: whoever applies stands under the right one alone; looked for, the case is found by
 * the right one and by what was there before.
 */
export function foundByNumber(
  keys: Blind,
  { agencyId, foundBy }: { agencyId: string; foundBy: readonly string[] },
  applicant: Applicant,
): string[] {
  const number = numberOf(applicant)
  const mine = number === undefined ? [] : indexes(keys, agencyId, 'number', tidyNumber(number))
  const others = foundBy.filter((index) => index[0] !== MARK.applicant)
  return unlike([...applicantIndexes(keys, agencyId, applicant), ...mine, ...others])
}

/** The same after the contact data changed: what is known from the first fact alone stays. */
export const foundByAfter = (
  keys: Blind,
  { agencyId, foundBy }: { agencyId: string; foundBy: readonly string[] },
  submitted: Submitted,
  told: string | null,
): string[] => [...foundBy.filter((index) => KEPT.includes(index[0]!)), ...reachedBy(keys, agencyId, submitted, told)]

function reachedBy(keys: Blind, agencyId: string, { agent, ...together }: Submitted, told: string | null): string[] {
  const all = allApplicants(together)
  const phones = [...all, ...(agent ? [agent] : [])].flatMap(({ phone }) => phonesIn(phone))
  const mails = all.flatMap(({ email }) => (email ? [comparedMail(email)] : []))
  return [
    ...unlike(phones).flatMap((phone) => indexes(keys, agencyId, 'phone', phone)),
    ...unlike(mails).flatMap((mail) => indexes(keys, agencyId, 'mail', mail)),
    ...(told ? toldAt(keys, told) : []),
  ]
}

/** What somebody may be looked for by: each number by itself, and all as they stand, where there is an extension. */
const phonesIn = (phone: string | undefined) =>
  phone ? [...dialable(tidyPhone(phone)), phone].map(digitsOf).filter(Boolean) : []

const unlike = (values: readonly string[]) => [...new Set(values)]

/**
 * Of the cases whose mails go to this address. The one index of the whole house, by its purpose: an account gathers what was
 * filed with its address, whichever agency it went to, and says so to whoever opens it.
 */
export const toldAt = (keys: Blind, address: string): string[] => indexes(keys, '', 'told', comparedMail(address))

/** Those among the indexes of a case that stand for its applicant. */
export const ofApplicant = ({ foundBy }: { foundBy: readonly string[] }): string[] =>
  foundBy.filter((index) => index.startsWith(MARK.applicant))

/**
 * The cases that stand under any of these indexes, for a `from`. Looked up by them alone before anything else is asked: the
 * server takes them for one case in two hundred, and of a million would read a whole agency's besides (160 ms, not 0.1).
 */
export const casesUnder = (sql: Sql | Tx, indexes: readonly string[]) =>
  sql`(select * from cases where found_by && ${indexes as string[]} offset 0)`

/** Whether the same person or organisation applies in both. */
export const isSameApplicant = (one: { foundBy: readonly string[] }, other: { foundBy: readonly string[] }): boolean =>
  ofApplicant(one).some((index) => other.foundBy.includes(index))

/**
 * The indexes that somebody may mean who types this into a search; none where it is no telephone, number or address.
 * @param agencyIds those whose cases are searched: of each its own
 */
export const indexesMeant = (keys: Blind, agencyIds: readonly string[], typed: string): string[] =>
  agencyIds.flatMap((agencyId) => meantAt(keys, agencyId, typed))

function meantAt(keys: Blind, agencyId: string, typed: string): string[] {
  const text = typed.normalize('NFKC').trim()
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return indexes(keys, agencyId, 'mail', comparedMail(text))
  const [number, phone] = [tidyNumber(text), digitsOf(text)]
  return [
    ...(/^(?=.*\d{5})[0-9A-Z]{6,20}$/.test(number) ? indexes(keys, agencyId, 'number', number) : []),
    ...(/^[\d\s()+-]+$/.test(text) && phone.length >= 7 ? indexes(keys, agencyId, 'phone', phone) : []),
  ]
}
