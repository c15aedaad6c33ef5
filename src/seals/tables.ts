/**
 * Seals of agencies: each version as it was uploaded, what a second person decided of it and of revoking it; what was sealed
 * with which; and the time stamps that came later. All append-only.
 */
import {
  boolean,
  customType,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { agencies } from '../people/tables.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = () => timestamp({ withTimezone: true, mode: 'string' }).notNull()

/**
 * The highest version that a second person approved is in force, unless it is revoked: an earlier one never comes back by
 * itself.
 */
export const agencySeals = pgTable(
  'agency_seals',
  {
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    version: integer().notNull(),
    /** Which SealProvider reads the store: `pkcs12`. */
    provider: text().notNull(),
    /** Key store and its password, encrypted with the house's key. */
    encrypted: bytes('sealed').notNull(),
    subject: text().notNull(),
    issuer: text().notNull(),
    serial: text().notNull(),
    notBefore: instant(),
    notAfter: instant(),
    /** SHA-256 of the certificate; null for what was installed before it was kept. */
    fingerprint: text(),
    /** The subjects above it that are in the store, its issuer first. */
    chain: text().array().notNull().default([]),
    selfSigned: boolean().notNull().default(false),
    /** SHA-256 of the PNG in the store of files; null where letters are signed without a picture. */
    picture: text(),
    diameter: integer().notNull(),
    /** Address of the time stamp authority. */
    authority: text(),
    by: text().notNull(),
    at: instant(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.version] })],
)

/** That a version is to end, and why: asked by one person, in force once another approved it. */
export const agencySealRevocations = pgTable(
  'agency_seal_revocations',
  {
    agencyId: text().notNull(),
    version: integer().notNull(),
    /** Counts from 1 for each version. */
    request: integer().notNull(),
    reason: text().notNull(),
    by: text().notNull(),
    at: instant(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.version, t.request] })],
)

/** What a second person decided, once. Who uploaded or asked cannot decide, by trigger. */
export const agencySealDecisions = pgTable(
  'agency_seal_decisions',
  {
    agencyId: text().notNull(),
    version: integer().notNull(),
    /** 0 for the installation, else the revocation of this number. */
    request: integer().notNull(),
    approved: boolean().notNull(),
    by: text().notNull(),
    at: instant(),
    why: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.version, t.request] }),
    foreignKey({
      name: 'agency_seal_decisions_of_version',
      columns: [t.agencyId, t.version],
      foreignColumns: [agencySeals.agencyId, agencySeals.version],
    }),
  ],
)

/** Which letter carries which version. */
export const sealedLetters = pgTable(
  'sealed_letters',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    letter: uuid().notNull(),
    /** Of `agency_seals`. */
    version: integer().notNull(),
    /** Of the bytes before they were signed: what an ECDSA signature, which is never made twice, can be proven on. */
    unsignedSha256: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.letter] })],
)

/** The letter as it was issued stays; a copy of it carries the stamp. */
export const letterTimestamps = pgTable(
  'letter_timestamps',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    letter: uuid().notNull(),
    authority: text().notNull(),
    /** What the authority states. */
    stampedAt: instant(),
    token: bytes().notNull(),
    /** Of the copy, in the store of files. */
    sha256: text().notNull(),
    at: instant(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.letter] })],
)
