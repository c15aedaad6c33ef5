/** The applications of an account: filed with its address, or added with their two numbers. */
import { asc, desc, eq, or, sql } from 'drizzle-orm'
import type { Db, Sql } from '../db/client.ts'
import { type CaseRow, factsOf, submission } from '../ledger/queries.ts'
import { cases } from '../ledger/tables.ts'
import type { Account } from './sessions.ts'
import { accountCases } from './tables.ts'

/** Nobody reads a longer list; the newest stand first. */
const MOST = 200

/** The newest 200 cases of an account: those with its mail address, and those that were added to it. */
export function applicationsOf(db: Db, { id, email }: Account): Promise<CaseRow[]> {
  const added = db
    .select({ agencyId: accountCases.agencyId, caseId: accountCases.caseId })
    .from(accountCases)
    .where(eq(accountCases.accountId, id))
  const filed = eq(sql`lower(${cases.email})`, email)
  return db
    .select()
    .from(cases)
    .where(or(filed, sql`(${cases.agencyId}, ${cases.id}) in ${added}`))
    .orderBy(desc(cases.submittedAt), asc(cases.id))
    .limit(MOST)
}

/** Does this account follow the application? SQL: the tracking page asks it each time. */
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
