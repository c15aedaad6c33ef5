/**
 * Text messages go only to those who asked for them, about one application, at a number that they gave. SQL: jobs ask,
 * and the tracking page each time.
 */
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'

/** The eleven digits, or undefined for another number. Numbers of the mainland: 1, then 3 to 9, and nine more; 86 before it, spaces and dashes are put aside. */
export function mainlandMobile(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s\-()]/g, '')
  return /^(?:\+?86|0086)?(1[3-9]\d{9})$/.exec(digits)?.[1]
}

/** 138****0001: enough to know one's own number by. */
export const hidden = (mobile: string): string => `${mobile.slice(0, 3)}****${mobile.slice(-4)}`

/** z***@example.cn: the same for an address. */
export const hiddenAddress = (email: string): string => email.replace(/^(.).*@/u, '$1***@')

/** The number that text messages about this case go to; undefined where nobody asked for them. */
export async function mobileOf(
  { sql, keys }: Pick<House, 'sql' | 'keys'>,
  { agencyId, caseId }: CaseKey,
): Promise<string | undefined> {
  const [row] = await sql<{ mobile: Buffer }[]>`
    select mobile from sms_consents where agency_id = ${agencyId} and case_id = ${caseId}`
  return row && keys.open('mobiles', [agencyId, caseId], row.mobile).toString('utf8')
}

/** From now on, at this number. */
export async function consent(
  { sql, time, keys }: Pick<House, 'sql' | 'time' | 'keys'>,
  { agencyId, caseId }: CaseKey,
  mobile: string,
): Promise<void> {
  const sealed = keys.seal('mobiles', [agencyId, caseId], mobile)
  const since = time.now().toISOString()
  await sql`
    insert into sms_consents (agency_id, case_id, mobile, since) values (${agencyId}, ${caseId}, ${sealed}, ${since})
    on conflict (agency_id, case_id) do update set mobile = excluded.mobile, since = excluded.since`
}

/** From now on none; one that waits is not sent any more. */
export async function withdrawConsent({ sql }: Pick<House, 'sql'>, { agencyId, caseId }: CaseKey): Promise<void> {
  await sql`delete from sms_consents where agency_id = ${agencyId} and case_id = ${caseId}`
}
