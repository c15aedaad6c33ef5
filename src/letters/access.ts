/**
 * The number and the code that open a consultation to whoever was asked: given with the letter, guessed by nobody. SQL:
 * facts ask in their transaction, and a party's page at each step.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { isReceipt, newReceipt, tidyReceipt } from '../ground/ids.ts'
import type { CodedBy, Keys } from '../ground/keys.ts'

/** 答复编号: told apart from a receipt number at sight, and checked like one. */
const MARK = 'Z'

export type Access = CaseKey &
  CodedBy & { consultation: string; number: string; openedAt: string | null; language?: string | null }
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

type Coded = Pick<Access, 'number' | 'keys' | 'code'>
const secretOf = ({ number }: Coded) => `answer ${number}`
/** Derived, so that it is stored nowhere; the word before the number keeps it apart from every enquiry code. */
export const answerCode = (keys: Keys, access: Coded): string => keys.enquiryCode(secretOf(access), access)

/** The same as it is kept where the key that it follows from is to go. */
export const keptAnswerCode = (keys: Keys, access: Coded): Buffer => keys.keepCode(secretOf(access), access, 0)

/** The access that number and code open, compared in constant time; an unknown number and a wrong code look alike. */
export async function accessOpenedBy(
  sql: Sql | Tx,
  keys: Keys,
  number: string,
  code: string,
): Promise<Access | undefined> {
  const access = isNumber(number) ? await accessByNumber(sql, number) : undefined
  return access && keys.enquiryCodeFits(secretOf(access), access, code) ? access : undefined
}

/**
 * Names the next consultation of a case and opens an access to it, in the transaction of its fact. The name is never
 * given again: with a name that came twice, an old letter would open the new one.
 */
export async function openAccess(
  tx: Tx,
  { ids: [keys] }: Pick<Keys, 'ids'>,
  { agencyId, caseId }: CaseKey,
  known: readonly string[],
  on: string,
) {
  const before = await tx<{ consultation: string }[]>`
    select consultation from consultation_accesses where agency_id = ${agencyId} and case_id = ${caseId}`
  const consultation = nextName([...known, ...before.map((access) => access.consultation)])
  const number = MARK + newReceipt(on)
  await tx`insert into consultation_accesses ${tx({ agencyId, caseId, consultation, number, keys })}`
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

/**
 * The right code was given. When that was first proves nothing in law; staff see that the letter was read. @param language of the
 * page: later mails are said in it
 */
export const markOpened = (sql: Sql | Tx, number: string, at: Date, language?: 'zh' | 'en') => sql`
  update consultation_accesses set opened_at = coalesce(opened_at, ${at.toISOString()}),
    language = case ${language ?? null}::text when 'en' then 'en' when 'zh' then null else language end
  where number = ${number}`
