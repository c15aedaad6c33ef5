/** Who there is: agencies, the units inside them, their staff, and who is signed in. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Site } from '../ground/site.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** What letters and guides say of an agency. */
export type AgencyProfile = {
  shortName: string
  /** As English pages and mails call it; without one they call it by its name. */
  englishName?: string
  /** 政府信息公开工作机构. */
  office: string
  /** 机关代字 in document numbers, as in 云政公开〔2026〕1号. */
  mark: string
  address: string
  postcode: string
  phone: string
  fax?: string
  email: string
  hours: string
  /** Who hears a reconsideration, and which court a suit. The remedy engine checks the first. */
  reconsiderationBody: string
  /** Where a reconsideration may be applied for online: told beside the remedies (行政复议法 Art 22 ¶2). */
  reconsiderationOnline?: string
  court: string
  /** How 信息处理费 is paid, printed in its notices: to whom, which account, or where. */
  feePayee?: string
  feeAccount?: string
  feePlace?: string
}

export const agencies = pgTable('agencies', {
  /** Short code, used in addresses and keys. */
  id: text().primaryKey(),
  name: text().notNull(),
  /** As in contract section 5, `agencyKind`. */
  kind: text().notNull(),
  /** The intake office of this agency (扎口); its own id for the office itself. */
  takenInBy: text().notNull(),
  profile: jsonb().notNull().$type<AgencyProfile>(),
  /** Working days before a limit at which handler, head and registrar are reminded. */
  remindBefore: integer().array().notNull().default([5, 3, 1]),
  position: integer().notNull(),
  /** Of the first intake office: whose site this is. Null until it says so. */
  site: jsonb().$type<Site>(),
  /** Whether applicants read the name of whoever handles their case (快递式办理). */
  showsHandler: boolean().notNull().default(false),
})

export const units = pgTable('units', {
  id: text().primaryKey(),
  agencyId: text()
    .notNull()
    .references(() => agencies.id),
  name: text().notNull(),
  position: integer().notNull(),
  /** 撤销: it keeps its name in the cases, and no case is assigned to it any more. */
  closedAt: timestamp({ withTimezone: true, mode: 'string' }),
})

export const people = pgTable(
  'people',
  {
    id: uuid().primaryKey(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    username: text().notNull().unique(),
    name: text().notNull(),
    roles: text().array().notNull(),
    /** argon2id, `$argon2id$…`; null until the person has set one by a one-time link. */
    password: text(),
    email: text(),
    /** Who has left keeps the name in the cases; they sign in no more. */
    endedAt: timestamp({ withTimezone: true, mode: 'string' }),
    /** An account of the demonstration: its password is printed, so rules for passwords and factors say nothing to it. */
    demonstration: boolean().notNull().default(false),
  },
  // 三员分立 (GB/T 22239 8.1.4.2): who administers, grants or audits has no other part in the house.
  (t) => [
    check('people_separate_duties', sql`cardinality(${t.roles}) <= 1 or not ${t.roles} && '{admin,security,auditor}'`),
  ],
)

/** The units that somebody works in: one, or several. */
export const personUnits = pgTable(
  'person_units',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id),
    unitId: text()
      .notNull()
      .references(() => units.id),
  },
  (t) => [primaryKey({ columns: [t.personId, t.unitId] }), index().on(t.unitId)],
)

/**
 * AB角: from a day to a day somebody does another's work besides their own; what they then do is signed 代. It holds once it
 * is approved: by the security officer where it gives the deputy what they do not have.
 */
export const covers = pgTable(
  'covers',
  {
    id: uuid().primaryKey(),
    /** Whose work. */
    personId: uuid()
      .notNull()
      .references(() => people.id),
    /** Who does it. */
    coveredBy: uuid()
      .notNull()
      .references(() => people.id),
    fromDay: date({ mode: 'string' }).notNull(),
    /** Inclusive. */
    toDay: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Null while it waits; what was not approved has ended, too. */
    approved: boolean(),
    /** `staff:NAME`; `system` where nothing is given by it, or nobody is there to decide. */
    decidedBy: text(),
    decidedAt: timestamp({ withTimezone: true, mode: 'string' }),
    /** Taken back before its last day. */
    endedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    index().on(t.coveredBy, t.toDay),
    check(
      'covers_decided',
      sql`num_nulls(${t.approved}, ${t.decidedBy}, ${t.decidedAt}) in (0, 3) and (${t.approved} is distinct from false or ${t.endedAt} is not null)`,
    ),
    check('covers_of_another', sql`${t.personId} <> ${t.coveredBy}`),
    check('covers_days', sql`${t.fromDay} <= ${t.toDay}`),
  ],
)

/** What somebody is to be given: roles and units as they would then be. Append-only. */
export const rightProposals = pgTable(
  'right_proposals',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id),
    position: integer().notNull(),
    roles: text().array().notNull(),
    units: text().array().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    why: text().notNull(),
    /** They leave the office with it (离任). */
    leaves: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.personId, t.position] })],
)

/** What became of it. Append-only; never by who proposed it, nor by whom it concerns, while there is a security officer. */
export const rightDecisions = pgTable(
  'right_decisions',
  {
    personId: uuid().notNull(),
    position: integer().notNull(),
    approved: boolean().notNull(),
    /** `staff:NAME`; `system` where the office has no security officer yet, or where rights were only taken away. */
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    why: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.position] }),
    foreignKey({
      name: 'right_decisions_of_proposal',
      columns: [t.personId, t.position],
      foreignColumns: [rightProposals.personId, rightProposals.position],
    }),
  ],
)

export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the token: a copy of the table opens no door. */
    tokenHash: text().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    csrf: text().notNull(),
    createdAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Whatever happens in it, it ends then. */
    expiresAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** To the minute: a session that nobody uses ends before its time. */
    usedAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    /** Where it was opened, and with which program: by these its owner knows it in a list. */
    address: text().notNull(),
    program: text().notNull(),
    /** What was shown besides the password: `code`, `recoveryCode`, `passkey`, or both to the `provider`; null where nothing was. */
    factor: text(),
    /** When its owner last proved who they are: before it began where the provider knew them already. */
    provedAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [index().on(t.personId)],
)

/** Tries at the door that failed, counted before they are judged. Keys are keyed hashes: what was typed as a name may be a password. */
export const tries = pgTable('tries', {
  key: text().primaryKey(),
  failures: integer().notNull(),
  /** The first of them. */
  since: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  /** Before then the next one is refused unseen. */
  until: timestamp({ withTimezone: true, mode: 'string' }),
  /** So many were, since the first: the audit has no line for each of them. */
  refused: integer().notNull().default(0),
})

/** Who is half-way in, for ten minutes: what they have shown, and what they are to show next. */
export const arrivals = pgTable('arrivals', {
  /** SHA-256 of what their browser brings back. */
  tokenHash: text().primaryKey(),
  /** `code`: to show one; `authenticator`: to set one up first. */
  step: text().notNull(),
  personId: uuid()
    .notNull()
    .references(() => people.id),
  /** The secret of an authenticator that is being set up, encrypted. */
  secret: bytes(),
  /** The page that they were on the way to. */
  next: text().notNull(),
  expiresAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})

/** Who was sent to the identity provider, for ten minutes and once: what it is to bring back. */
export const providerRequests = pgTable('provider_requests', {
  /** SHA-256 of what the browser brings back. */
  tokenHash: text().primaryKey(),
  state: text().notNull(),
  nonce: text().notNull(),
  /** Of PKCE (RFC 7636). */
  verifier: text().notNull(),
  /** The page that they were on the way to. */
  next: text().notNull(),
  expiresAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})

/** Who somebody is at the identity provider: found by name once, and by its own identifier from then on. */
export const providerIdentities = pgTable(
  'provider_identities',
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), unique('provider_identities_one').on(t.issuer, t.personId)],
)

/** Authenticators that make codes (RFC 6238). */
export const authenticators = pgTable('authenticators', {
  personId: uuid()
    .primaryKey()
    .references(() => people.id),
  /** Encrypted for this person. */
  secret: bytes().notNull(),
  /** The half minute whose code was used last: it and earlier ones open nothing any more. */
  lastStep: integer().notNull(),
  at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})

/** What such a device is to sign, for ten minutes and once. */
export const challenges = pgTable('challenges', {
  /** SHA-256 of what the browser brings back. */
  tokenHash: text().primaryKey(),
  challenge: text().notNull(),
  /** Whose device is being registered; null at the door, where the device will tell. */
  personId: uuid().references(() => people.id),
  expiresAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})

/** Devices that sign challenges (WebAuthn): of each its public key. */
export const passkeys = pgTable(
  'passkeys',
  {
    /** As the device calls it, base64url. */
    id: text().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    publicKey: bytes().notNull(),
    /** How often the device says it has signed: a copy of it would fall behind. Many say 0 always. */
    counter: bigint({ mode: 'number' }).notNull(),
    /** The program and system with which it was registered: by these its owner knows it in a list. */
    name: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [index().on(t.personId)],
)

/** Codes for the day the telephone is lost: keyed hashes, each good once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id),
    code: text().notNull(),
    usedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [primaryKey({ columns: [t.personId, t.code] })],
)

/** What was somebody's password before, so that it is not taken again: four of them. */
export const formerPasswords = pgTable(
  'former_passwords',
  {
    personId: uuid()
      .notNull()
      .references(() => people.id),
    password: text().notNull(),
    /** When it was replaced. */
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [index().on(t.personId)],
)

/** Somebody lost their way in, or their password alone: one administrator says so, another person lets them begin anew. */
export const recoveries = pgTable(
  'recoveries',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    why: text().notNull(),
    /** A link for a new password is all that is asked for: factors and sessions stay until it is used. */
    linkOnly: boolean().notNull().default(false),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    approved: boolean(),
    decidedBy: text(),
    decidedAt: timestamp({ withTimezone: true, mode: 'string' }),
  },
  (t) => [
    index().on(t.personId),
    // Two persons, neither of whom it concerns: the page says it, and the table holds it.
    check('recoveries_second_person', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.by} or not ${t.approved}`),
  ],
)

/** One-time links: the first administrator, a new member of staff, a lost password. */
export const invitations = pgTable('invitations', {
  tokenHash: text().primaryKey(),
  personId: uuid()
    .notNull()
    .references(() => people.id),
  expiresAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  usedAt: timestamp({ withTimezone: true, mode: 'string' }),
})

/** Gap-free numbers: one row per agency, year and kind, taken in the transaction that uses it. */
export const counters = pgTable(
  'counters',
  {
    agencyId: text().notNull(),
    year: integer().notNull(),
    kind: text().notNull(),
    value: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.year, t.kind] })],
)

/** The first answer to each Idempotency-Key; a repeat gets it again. */
export const answers = pgTable(
  'answers',
  {
    scope: text().notNull(),
    key: text().notNull(),
    /** SHA-256 of the request: the same key with another request is refused. */
    status: integer().notNull(),
    /** Sealed: the digest of what was asked, and the answer. */
    sealed: bytes().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [unique('answers_key').on(t.scope, t.key)],
)
