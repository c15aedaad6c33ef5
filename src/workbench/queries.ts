/** Versions and acts, as pages and letters ask for them. */
import type { Sql, Tx } from '../db/client.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Version, VersionAct } from './standing.ts'

export type TemplateKey = { agencyId: string; template: string }

/** The agency's own versions of one template, lowest number first; without their source. */
export const versionsOf = (sql: Sql | Tx, { agencyId, template }: TemplateKey) => sql<Version[]>`
  select version, title, digest, based_on, by, at, why from template_versions
  where agency_id = ${agencyId} and template = ${template} order by version`

/** What was decided about the versions of one template, in the order of recording. */
export const actsOf = (sql: Sql | Tx, { agencyId, template }: TemplateKey) => sql<VersionAct[]>`
  select position, version, act, day, by, at, why from template_acts
  where agency_id = ${agencyId} and template = ${template} order by position`

/** `source` as it was written, `resolved` with its clauses put in; undefined for an unknown version. */
export async function sourceOfVersion(sql: Sql | Tx, { agencyId, template }: TemplateKey, version: number) {
  const [row] = await sql<{ source: string; resolved: string }[]>`
    select source, resolved from template_versions
    where agency_id = ${agencyId} and template = ${template} and version = ${version}`
  return row
}

/** Every version of the agency with the acts on it: what the list of templates shows. */
export const everyVersion = (sql: Sql | Tx, agencyId: string) => sql<(Version & { template: string })[]>`
  select template, version, title, digest, based_on, by, at, why from template_versions
  where agency_id = ${agencyId} order by template, version`

/** Every act of the agency on any template, in the order of recording for each. */
export const everyAct = (sql: Sql | Tx, agencyId: string) => sql<(VersionAct & { template: string })[]>`
  select template, position, version, act, day, by, at, why from template_acts
  where agency_id = ${agencyId} order by template, position`

/** A case of this agency, by 登记编号 or receipt, as someone types it. */
export async function caseByNumber(sql: Sql, agencyId: string, number: string): Promise<CaseRow | undefined> {
  const [row] = await sql<CaseRow[]>`
    select * from cases where agency_id = ${agencyId} and (number = ${number} or receipt = ${number}) limit 1`
  return row
}

type NamedCase = { id: string; number: string | null; receipt: string; applicantName: string; title: string }

/** Names and titles of open cases, in batches: a province has a hundred thousand. */
export const namesOfOpenCases = (sql: Sql, agencyIds: readonly string[]) =>
  sql<NamedCase[]>`
    select id, number, receipt, applicant_name, title from cases
    where agency_id = any(${agencyIds as string[]}) and stage <> 'archive' order by submitted_on, id`.cursor(1_000)
