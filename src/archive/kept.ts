/** What is kept of an archived case, read at once: from it alone metadata, checks and packages follow. SQL: jobs ask, across tables of several rooms. */
import { readAs, type Sql } from '../db/client.ts'
import type { House } from '../house.ts'
import { type ArchiveStamp, archiveItemOf, retentionOf, stampedBy } from '../ledger/archive-items.ts'
import { type CaseFile, fileOf, keyOf } from '../ledger/case-file.ts'
import { type CaseRow, caseById, type FileRow, filesOf, type LetterRow, lettersOf } from '../ledger/queries.ts'
import type { RetentionClass } from '../ledger/retention.ts'
import { ROLES } from '../people/may.ts'
import { namesOf, rolesOf } from '../people/queries.ts'

/** The bundle as it was sealed, and the fact that it seals. */
export type Sealed = { position: number; sha256: string; size: number; at: string }

export type Kept = {
  file: CaseFile
  letters: readonly LetterRow[]
  files: readonly FileRow[]
  stamp: ArchiveStamp
  /** 件号 as a number, and the classes of the table in force. */
  item: { year: number; retention: string; value: number; archivedOn: string }
  classes: readonly RetentionClass[]
  /** The last one; undefined as long as its job waits. */
  sealed: Sealed | undefined
  /** Of the last reading copy, whichever facts it holds. */
  copy: { sha256: string; size: number; pages: number; position: number } | undefined
  /** Who recorded, by name and by post. */
  people: ReadonlyMap<string, { name: string; post: string }>
}

type Reads = Pick<House, 'sql' | 'db' | 'keys'>

/** @returns undefined for a case that is in no archive, or whose content was destroyed @throws Unopened */
export async function keptOf(house: Reads, agencyId: string, caseId: string): Promise<Kept | undefined> {
  const row = await caseById(house.sql, [agencyId], caseId)
  return row && isKept(row) ? readAs(house, [agencyId], ({ sql }) => read(sql, house.keys, row)) : undefined
}

/** It is in the archive with its content. */
export const isKept = ({ stage, context }: Pick<CaseRow, 'stage' | 'context'>): boolean =>
  stage === 'archive' && !context.erasedOn

async function read(sql: Sql, keys: House['keys'], row: CaseRow): Promise<Kept | undefined> {
  const key = keyOf(row)
  const { agencyId, caseId } = key
  const item = await archiveItemOf(sql, key)
  if (!item) return undefined
  const table = await retentionOf(sql, agencyId)
  const [sealed] = await sql<Sealed[]>`
    select position, sha256, size, at from seals where agency_id = ${agencyId} and case_id = ${caseId}
    order by position desc limit 1`
  const [copy] = await sql<NonNullable<Kept['copy']>[]>`
    select sha256, size, pages, position from reading_copies
    where agency_id = ${agencyId} and case_id = ${caseId} and sha256 is not null`
  const file = await fileOf(sql, keys, row)
  const by = file.facts.map((fact) => fact.by)
  const [names, roles] = [await namesOf(sql, by), await rolesOf(sql, by)]
  return {
    ...{ file, item, classes: table.classes, sealed, copy },
    stamp: await stampedBy(sql, key, item, table, copy?.pages),
    letters: await lettersOf(sql, key),
    files: await filesOf(sql, key),
    people: new Map(
      by.map((who) => [
        who,
        { name: names.get(who) ?? who, post: (roles.get(who) ?? []).map((role) => ROLES[role]).join('、') },
      ]),
    ),
  }
}
