/** 上级平台编号: the number of 23 digits by which the platform above knows a case. SQL: facts and jobs ask in their transaction. */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'

/** Has it the form of one: 23 digits, as a text, for no number of a program holds so many. */
export const isPlatformNumber = (text: unknown): text is string => typeof text === 'string' && /^\d{23}$/.test(text)

/** The number of a case; null where it has none. */
export async function platformNumberOf(sql: Sql | Tx, { agencyId, caseId }: CaseKey): Promise<string | null> {
  const [row] = await sql<{ number: string }[]>`
    select number from platform_numbers where agency_id = ${agencyId} and case_id = ${caseId}`
  return row?.number ?? null
}

/** Keeps a number with its case. @returns false where the case has another number, or the number is another case's */
export async function keepPlatformNumber(
  tx: Tx | Sql,
  { agencyId, caseId }: CaseKey,
  number: string,
  came: 'in' | 'out',
  at: Date,
): Promise<boolean> {
  await tx`
    insert into platform_numbers (number, agency_id, case_id, came, at)
    values (${number}, ${agencyId}, ${caseId}, ${came}, ${at.toISOString()}) on conflict do nothing`
  return (await platformNumberOf(tx, { agencyId, caseId })) === number
}

/** The case that the platform knows by this number. */
export async function caseOfPlatform(sql: Sql | Tx, number: string): Promise<CaseKey | undefined> {
  const [row] = await sql<CaseKey[]>`select agency_id, case_id from platform_numbers where number = ${number}`
  return row
}
