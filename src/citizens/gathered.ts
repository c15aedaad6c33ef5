/** The applications of an account: filed with its address, or added with their two numbers. */
import type { Sql } from '../db/client.ts'
import { type CaseRow, factsOf, submission } from '../ledger/queries.ts'
import type { Account } from './sessions.ts'

/** Nobody reads a longer list; the newest stand first. */
const MOST = 200

/** The newest 200 cases of an account: those with its mail address, and those that were added to it. */
export const applicationsOf = (sql: Sql, { id, email }: Account) => sql<CaseRow[]>`
  select * from cases c
  where lower(c.email) = ${email}
    or (c.agency_id, c.id) in (select agency_id, case_id from account_cases where account_id = ${id})
  order by c.submitted_at desc, c.id limit ${MOST}`

/** Whether the case with this receipt number is on the account's list. */
export async function gathers(sql: Sql, { id, email }: Account, receipt: string): Promise<boolean> {
  const rows = await sql`
    select 1 as own from cases c where c.receipt = ${receipt} and (
      lower(c.email) = ${email}
      or exists (select from account_cases g where g.account_id = ${id} and (g.agency_id, g.case_id) = (c.agency_id, c.id)))`
  return rows.length > 0
}

/** Puts a case on the account's list, as often as asked; whether the citizen may see it is the caller's question. */
export async function add(sql: Sql, { id }: Account, row: Pick<CaseRow, 'agencyId' | 'id'>): Promise<void> {
  await sql`
    insert into account_cases (account_id, agency_id, case_id) values (${id}, ${row.agencyId}, ${row.id})
    on conflict do nothing`
}

/** Name and contact as in the last application, as fields of the form. Identity numbers are encrypted and stay so. */
export async function contactOf(
  sql: Sql,
  account: Account,
  last: CaseRow | undefined,
): Promise<Record<string, string>> {
  const own = { email: account.email }
  if (!last) return own
  const { applicant } = submission(await factsOf(sql, { agencyId: last.agencyId, caseId: last.id }))
  if (!applicant?.name) return own // its words were erased when their time was over
  const { kind, name, phone, address, postcode } = applicant
  const organisation =
    applicant.kind === 'organisation'
      ? {
          organisationType: applicant.organisationType,
          creditCode: applicant.creditCode,
          representative: applicant.representative,
          contact: applicant.contact,
        }
      : { employer: applicant.employer }
  const fields = { kind, name, phone, address, postcode, ...organisation, ...own }
  return Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, string] => Boolean(pair[1])))
}
