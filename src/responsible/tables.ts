/** 变动报备: who answers for disclosure, and how the office is reached, as it changed; what of it was reported, to whom and when. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** What a change is of: the head (公开机构负责人), a registrar (登记员), how the office is reached. */
export type ChangedOf = 'head' | 'registrar' | 'contact'

/**
 * Written by triggers on `people` and `agencies` (migration 0094), whichever way the change came: a form, an import, the command
 * line. Append-only. Without references: the agency of the first start goes when another is there.
 */
export const responsibleChanges = pgTable(
  'responsible_changes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    agencyId: text().notNull(),
    what: text().notNull().$type<ChangedOf>(),
    personId: uuid(),
    /** As the person was called then. */
    personName: text(),
    /** Whether the person began or ended; null of a contact. */
    begins: boolean(),
    /** Of a contact: what differs, by its field. */
    before: jsonb().$type<Record<string, string | null>>(),
    after: jsonb().$type<Record<string, string | null>>(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
  },
  (t) => [index('responsible_changes_agency').on(t.agencyId, t.id)],
)

/** That a change was reported, or why it is not: once, and never changed. */
export const responsibleReports = pgTable(
  'responsible_reports',
  {
    changeId: bigint({ mode: 'number' })
      .primaryKey()
      .references(() => responsibleChanges.id),
    /** The authority that it was reported to; null where it is not reported. */
    reportedTo: text(),
    reportedOn: date({ mode: 'string' }),
    /** 报备的文号、方式. */
    document: text().notNull(),
    /** Why it is not reported. */
    why: text(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    check(
      'responsible_reports_one_way',
      sql`num_nulls(${t.reportedTo}, ${t.reportedOn}) in (0, 2) and (${t.why} is null) = (${t.reportedTo} is not null)`,
    ),
  ],
)
