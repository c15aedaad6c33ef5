/**
 * The archive of each agency: its retention table, lists of destruction, checks of what it keeps and transfers to an archive.
 * What people decided is append-only; how far a job has come is not.
 */
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import type { RetentionClass } from '../ledger/retention.ts'
import { agencies } from '../people/tables.ts'
import type { Report } from './checks/report.ts'
import type { Selection } from './checks/selection.ts'
import type { Handed, PackageDigests } from './transfer/said.ts'

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

/** 四性检测 of some archived cases: what was chosen, how far it is, and what was found. One row a run; a job writes it. */
export const archiveChecks = pgTable(
  'archive_checks',
  {
    agencyId: ofAgency(),
    number: integer().notNull(),
    selection: jsonb().notNull().$type<Selection>(),
    state: text().notNull().$type<'waiting' | 'made' | 'failed'>(),
    /** Cases that are looked at. */
    done: integer().notNull(),
    report: jsonb().$type<Report>(),
    by: text().notNull(),
    at: instant().notNull(),
    madeAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.number] })],
)

/** What no program can judge of a run: a person did, once for each item. */
export const archiveCheckConfirmations = pgTable(
  'archive_check_confirmations',
  {
    agencyId: text().notNull(),
    number: integer().notNull(),
    item: text().notNull(),
    passed: boolean().notNull(),
    ...said,
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.number, t.item] })],
)

/** 移交: the cases of a run without faults, to an archive. */
export const transfers = pgTable(
  'transfers',
  {
    agencyId: ofAgency(),
    number: integer().notNull(),
    /** The run of the four checks on which it rests. */
    checked: integer().notNull(),
    said: jsonb().notNull().$type<Handed>(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.number] })],
)

/** Its cases, each with how many facts it had and the hash of the last one. */
export const transferItems = pgTable(
  'transfer_items',
  {
    agencyId: text().notNull(),
    number: integer().notNull(),
    nth: integer().notNull(),
    caseId: uuid().notNull(),
    reference: text().notNull(),
    facts: integer().notNull(),
    head: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.number, t.nth] }),
    index('transfer_items_case').on(t.agencyId, t.caseId),
  ],
)

/** Its package: how far it is, why there is none, or where it lies. */
export const transferPackages = pgTable(
  'transfer_packages',
  {
    agencyId: text().notNull(),
    number: integer().notNull(),
    state: text().notNull().$type<'waiting' | 'made' | 'failed'>(),
    done: integer().notNull(),
    trouble: text(),
    sha256: text(),
    size: bigint({ mode: 'number' }),
    /** Of the evidence bundles in it, as its form tells them. */
    bytes: bigint({ mode: 'number' }),
    digests: jsonb().$type<PackageDigests>(),
    madeAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.number] })],
)

/** What the archive said to it, once: taken in, but for what it gave back, or refused. */
export const transferAnswers = pgTable(
  'transfer_answers',
  {
    agencyId: text().notNull(),
    number: integer().notNull(),
    accepted: boolean().notNull(),
    on: date().notNull(),
    /** Who received it, and by which paper. */
    receivedBy: text().notNull(),
    document: text().notNull(),
    why: text().notNull(),
    /** Cases that it gave back. */
    returned: jsonb().notNull().$type<string[]>(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.number] })],
)
