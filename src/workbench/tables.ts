/** An agency's own wording of a shipped template: each version as it was written, and what was decided about it. */
import { date, foreignKey, integer, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { agencies } from '../people/tables.ts'

/** Immutable, by trigger. Whoever changes a word makes the next version. */
export const templateVersions = pgTable(
  'template_versions',
  {
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    template: text().notNull(),
    /** Goes on from the shipped one: where that is 1, the agency's first is 2. */
    version: integer().notNull(),
    title: text().notNull(),
    /** As it was edited, with `{{> clause}}`. */
    source: text().notNull(),
    /** With the clauses put in as they read on that day: what letters are made from. */
    resolved: text().notNull(),
    /** sha256 over `resolved`; letters name it. */
    digest: text().notNull(),
    /** The version it was made from; null for the shipped one. */
    basedOn: integer(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    why: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.template, t.version] })],
)

/** What happened to a version, each at most once. Append-only; who wrote or submitted a version cannot approve it, by trigger. */
export const templateActs = pgTable(
  'template_acts',
  {
    agencyId: text().notNull(),
    template: text().notNull(),
    /** Orders the acts on all versions of this template: of two approved versions, the later approval holds. */
    position: integer().notNull(),
    version: integer().notNull(),
    /** submitted, approved, returned or withdrawn. */
    act: text().notNull().$type<'submitted' | 'approved' | 'returned' | 'withdrawn'>(),
    /** Approved: in force from this day. Withdrawn: no longer from this day. */
    day: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    why: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.template, t.position] }),
    unique('template_acts_once').on(t.agencyId, t.template, t.version, t.act),
    foreignKey({
      name: 'template_acts_of_version',
      columns: [t.agencyId, t.template, t.version],
      foreignColumns: [templateVersions.agencyId, templateVersions.template, templateVersions.version],
    }),
  ],
)
