/** The applications of an account: those whose enquiry code was shown or entered in it once, and those filed with its address that wait for that. */
import { arrayOverlaps, asc, desc, eq, getTableColumns, or, sql } from 'drizzle-orm'
import type { Db, Sql } from '../db/client.ts'
import type { Keys } from '../ground/keys.ts'
import { isToldAt } from '../ledger/contact.ts'
import { toldAt } from '../ledger/found-by.ts'
import { type CaseRow, factsOf, submission } from '../ledger/queries.ts'
import { cases } from '../ledger/tables.ts'
import type { Account } from './sessions.ts'
import { accountCases } from './tables.ts'

/** Nobody reads a longer list; the newest stand first. */
const MOST = 200

/** `waiting`: filed with its mail address, and the enquiry code was neither shown nor entered in the account: it opens none of them. */
export type Gathered = { opened: CaseRow[]; waiting: CaseRow[] }

/** The newest 200 cases of an account. */
export async function applicationsOf(db: Db, keys: Keys, { id, email }: Account): Promise<Gathered> {
  const added = db
    .select({ agencyId: accountCases.agencyId, caseId: accountCases.caseId })
    .from(accountCases)
    .where(eq(accountCases.accountId, id))
  const isAdded = sql<boolean>`(${cases.agencyId}, ${cases.id}) in ${added}`
  const rows = await db
    .select({ ...getTableColumns(cases), isAdded })
    .from(cases)
    .where(email === null ? isAdded : or(arrayOverlaps(cases.foundBy, toldAt(keys, email)), isAdded))
    .orderBy(desc(cases.submittedAt), asc(cases.id))
    .limit(MOST)
  return {
    opened: rows.filter(({ isAdded }) => isAdded),
    waiting: rows.filter(({ isAdded, ...row }) => !isAdded && email !== null && isToldAt(keys, row, email)),
  }
}

/** Does this account open the application? SQL: the tracking page asks it each time. */
export async function gathers(sql: Sql, { id }: Account, receipt: string): Promise<boolean> {
  const [row] = await sql`
    select 1 as opened from cases c join account_cases g
      on g.account_id = ${id} and (g.agency_id, g.case_id) = (c.agency_id, c.id)
    where c.receipt = ${receipt}`
  return row !== undefined
}

/** Whether what was filed or entered at this browser is of the person whose account is open here: it may be somebody else's. */
export const isOf = (keys: Keys, { email }: Account, row: Pick<CaseRow, 'agencyId' | 'id' | 'email'>): boolean =>
  email !== null && isToldAt(keys, row, email)

/** Puts a case on the account's list, as often as asked; whether the citizen may see it is the caller's question. */
export async function add(sql: Sql, { id }: Account, row: Pick<CaseRow, 'agencyId' | 'id'>): Promise<void> {
  await sql`
    insert into account_cases (account_id, agency_id, case_id) values (${id}, ${row.agencyId}, ${row.id})
    on conflict do nothing`
}

/** Name and contact as in the last application, as fields of the form. Identity numbers are encrypted and stay so. */
export async function contactOf(
  sql: Sql,
  keys: Keys,
  account: Account,
  last: CaseRow | undefined,
): Promise<Record<string, string>> {
  const own: Record<string, string> = account.email === null ? {} : { email: account.email }
  if (!last) return own
  const { applicant } = submission(await factsOf(sql, keys, { agencyId: last.agencyId, caseId: last.id }))
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
