/**
 * Versions and acts, as pages and letters ask for them. SQL: what an act asks too, in its transaction, under the lock
 * of the template.
 */
import { and, asc, eq, or } from 'drizzle-orm'
import type { Db, Sql, Tx } from '../db/client.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { seenBy } from '../ledger/seen.ts'
import { cases } from '../ledger/tables.ts'
import type { Who } from '../people/sight.ts'
import type { Version, VersionAct } from './standing.ts'
import { templateActs, templateVersions } from './tables.ts'

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

/** Every version of the agency, and below the acts on them: what the list of templates shows. */
export const everyVersion = (db: Db, agencyId: string): Promise<(Version & { template: string })[]> => {
  const { template, version, title, digest, basedOn, by, at, why } = templateVersions
  return db
    .select({ template, version, title, digest, basedOn, by, at, why })
    .from(templateVersions)
    .where(eq(templateVersions.agencyId, agencyId))
    .orderBy(asc(template), asc(version))
}

/** Every act of the agency on any template, in the order of recording for each. */
export const everyAct = (db: Db, agencyId: string): Promise<(VersionAct & { template: string })[]> => {
  const { template, position, version, act, day, by, at, why } = templateActs
  return db
    .select({ template, position, version, act, day, by, at, why })
    .from(templateActs)
    .where(eq(templateActs.agencyId, agencyId))
    .orderBy(asc(template), asc(position))
}

/** A case of this agency that they see, by 登记编号 or receipt, as someone types it. */
export async function caseByNumber(db: Db, who: Who, agencyId: string, number: string): Promise<CaseRow | undefined> {
  const isIt = or(eq(cases.number, number), eq(cases.receipt, number))
  const [row] = await db
    .select()
    .from(cases)
    .where(and(eq(cases.agencyId, agencyId), isIt, seenBy(who)))
    .limit(1)
  return row
}

type NamedCase = { id: string; number: string | null; receipt: string; applicantName: string; title: string }

/** Names and titles of open cases, in batches: a province has a hundred thousand. SQL: drizzle has no cursor. */
export const namesOfOpenCases = (sql: Sql, agencyIds: readonly string[]) =>
  sql<NamedCase[]>`
    select id, number, receipt, applicant_name, title from cases
    where agency_id = any(${agencyIds as string[]}) and stage <> 'archive' order by submitted_on, id`.cursor(1_000)
