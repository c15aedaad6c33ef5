/**
 * The number and the code that open a consultation to whoever was asked: given with the letter, guessed by nobody. SQL:
 * facts ask in their transaction, and a party's page at each step.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { isReceipt, newReceipt, tidyReceipt } from '../ground/ids.ts'
import type { Keys } from '../ground/keys.ts'

/** 答复编号: told apart from a receipt number at sight, and checked like one. */
const MARK = 'Z'

export type Access = CaseKey & { consultation: string; number: string; openedAt: string | null }
export type Consulted = FactOf<'thirdPartyConsulted'> | FactOf<'agencyConsulted'>

/** Whether the fact puts a question to somebody outside: a third party (Art. 32) or another agency (Art. 34). */
export const isConsulted = (fact: { type: string }): fact is Consulted =>
  fact.type === 'thirdPartyConsulted' || fact.type === 'agencyConsulted'

/** As people type it: without the letter, without dashes, in full-width characters. */
export const tidyNumber = (typed: string): string => {
  const plain = typed.normalize('NFKC').trim().toUpperCase()
  return MARK + tidyReceipt(plain.startsWith(MARK) ? plain.slice(MARK.length) : plain)
}

/** Whether this is a 答复编号 in its grouped form, with the right check digit. */
export const isNumber = (text: string) => text.startsWith(MARK) && isReceipt(text.slice(MARK.length))

const secret = (number: string) => `answer ${number}`
/** Derived, so that it is stored nowhere; the word before the number keeps it apart from every enquiry code. */
export const answerCode = (keys: Keys, number: string): string => keys.enquiryCode(secret(number))
/** Whether this code opens the consultation with this number; compared in constant time. */
export const answerCodeFits = (keys: Keys, number: string, code: string): boolean =>
  isNumber(number) && keys.enquiryCodeFits(secret(number), code)

/**
 * Names the next consultation of a case and opens an access to it, in the transaction of its fact. The name is never
 * given again: with a name that came twice, an old letter would open the new one.
 */
export async function openAccess(tx: Tx, { agencyId, caseId }: CaseKey, known: readonly string[], on: string) {
  const before = await tx<{ consultation: string }[]>`
    select consultation from consultation_accesses where agency_id = ${agencyId} and case_id = ${caseId}`
  const consultation = nextName([...known, ...before.map((access) => access.consultation)])
  const number = MARK + newReceipt(on)
  await tx`insert into consultation_accesses ${tx({ agencyId, caseId, consultation, number })}`
  return consultation
}

/** The name after all of these. */
export const nextName = (known: readonly string[]): string =>
  String(1 + Math.max(0, ...known.map((name) => Number.parseInt(name, 10) || 0)))

/** By 答复编号, as tidyNumber gives it. */
export async function accessByNumber(sql: Sql | Tx, number: string): Promise<Access | undefined> {
  const [access] = await sql<Access[]>`select * from consultation_accesses where number = ${number}`
  return access
}

/** Every access of a case, by the number that names its consultation. */
export const accessesOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Access[]>`
  select * from consultation_accesses where agency_id = ${agencyId} and case_id = ${caseId}
  order by length(consultation), consultation`

/** The first time that the right code was given. It proves nothing in law; staff see that the letter was read. */
export const markOpened = (sql: Sql | Tx, number: string, at: Date) => sql`
  update consultation_accesses set opened_at = ${at.toISOString()} where number = ${number} and opened_at is null`
