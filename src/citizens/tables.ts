/** The optional account: an e-mail address that proved itself by a code, and the applications that it gathers. */
import {
  bigint,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = () => timestamp({ withTimezone: true, mode: 'string' })
const ofAccount = () =>
  uuid()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

export const accounts = pgTable('accounts', {
  id: uuid().primaryKey(),
  /** Sealed, in small letters: people do not mind case in addresses. Null where an identity provider opened it. */
  email: bytes(),
  /** Its blind index, by the first key of the ring when it was written. */
  foundBy: text().unique('accounts_found_by'),
  createdAt: instant().notNull(),
})

/** A code on its way. It belongs to the browser that asked for it; of browser, address and code only keyed hashes are kept. */
export const accountCodes = pgTable(
  'account_codes',
  {
    browser: text().primaryKey(),
    address: text().notNull(),
    code: text().notNull(),
    tries: integer().notNull().default(0),
    at: instant().notNull(),
  },
  (t) => [index('account_codes_address').on(t.address, t.at)],
)

export const accountSessions = pgTable('account_sessions', {
  /** SHA-256 of the token in the cookie. */
  token: text().primaryKey(),
  accountId: ofAccount(),
  seenAt: instant().notNull(),
})

/** Applications whose enquiry code was shown or entered once in the account: it opens no other. */
export const accountCases = pgTable(
  'account_cases',
  { accountId: ofAccount(), agencyId: text().notNull(), caseId: uuid().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.agencyId, t.caseId] })],
)

/** Devices of a citizen that open their account (WebAuthn). */
export const accountPasskeys = pgTable(
  'account_passkeys',
  {
    /** As the device calls it. */
    id: text().primaryKey(),
    accountId: ofAccount(),
    publicKey: bytes().notNull(),
    counter: bigint({ mode: 'number' }).notNull(),
    name: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('account_passkeys_of').on(t.accountId)],
)

/** Whom the citizens' identity provider knows by which account: a blind index of issuer and subject, never the words. */
export const accountIdentities = pgTable(
  'account_identities',
  { foundBy: text().primaryKey(), accountId: ofAccount(), at: instant().notNull() },
  (t) => [index('account_identities_of').on(t.accountId)],
)

/** How content applicants were: one answer a case, theirs to change for a while. */
export const satisfaction = pgTable(
  'satisfaction',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** 1 非常不满意 … 5 非常满意. */
    step: smallint().notNull(),
    said: text(),
    at: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId] })],
)
