/** The archive of each agency: its retention table and lists of destruction. All of it append-only. */
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { RetentionClass } from '../ledger/retention.ts'
import { agencies } from '../people/tables.ts'

const instant = () => timestamp({ withTimezone: true, mode: 'string' })
const ofAgency = () =>
  text()
    .notNull()
    .references(() => agencies.id)
const said = { by: text().notNull(), at: instant().notNull(), why: text().notNull() }

/** 归档范围和保管期限表 as the archivist proposed it, with the 全宗号; in force once another person approved it. */
export const retentionTables = pgTable(
  'retention_tables',
  {
    agencyId: ofAgency(),
    version: integer().notNull(),
    /** 全宗号; empty where the archive has given none. */
    fonds: text().notNull(),
    classes: jsonb().notNull().$type<RetentionClass[]>(),
    /** The approval of the archive authority, as it is cited. */
    basis: text().notNull(),
    ...said,
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.version] })],
)

/** Each proposal is decided once, by somebody else. */
export const retentionDecisions = pgTable(
  'retention_decisions',
  { agencyId: text().notNull(), version: integer().notNull(), approved: boolean().notNull(), ...said },
  (t) => [primaryKey({ columns: [t.agencyId, t.version] })],
)

/** 销毁清册: which cases are to be destroyed, as one canonical text whose SHA-256 each destruction names. It stays for ever. */
export const destructionLists = pgTable(
  'destruction_lists',
  {
    agencyId: ofAgency(),
    number: integer().notNull(),
    content: text().notNull(),
    digest: text().notNull(),
    ...said,
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.number] })],
)

/** Its cases, for looking them up. */
export const destructionItems = pgTable(
  'destruction_items',
  { agencyId: text().notNull(), number: integer().notNull(), caseId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.number, t.caseId] }),
    index('destruction_items_case').on(t.agencyId, t.caseId),
  ],
)

/** Two approve it, each for their own office: `head` and `security`. One refusal ends it. */
export const destructionDecisions = pgTable(
  'destruction_decisions',
  {
    agencyId: text().notNull(),
    number: integer().notNull(),
    seat: text().notNull().$type<'head' | 'security'>(),
    approved: boolean().notNull(),
    ...said,
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.number, t.seat] })],
)

/** Cases of an approved list that could not be destroyed, and why; gone again once they were. */
export const destructionTroubles = pgTable(
  'destruction_troubles',
  {
    agencyId: text().notNull(),
    number: integer().notNull(),
    caseId: uuid().notNull(),
    what: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.number, t.caseId] })],
)

/** What a destruction leaves to be removed from the store of files: written with the fact, gone once it was done. */
export const blobsToErase = pgTable(
  'blobs_to_erase',
  { blob: text().notNull(), agencyId: text().notNull(), caseId: uuid().notNull(), since: instant().notNull() },
  (t) => [primaryKey({ columns: [t.blob, t.agencyId, t.caseId] })],
)
