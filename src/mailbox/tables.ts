/** Mails that came to the mailbox, each once, and how the mailbox itself stands. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { agencies } from '../people/tables.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = () => timestamp({ withTimezone: true, mode: 'string' })

/**
 * `taken`: in the house, and nothing has become of it yet; `filed`: it opened a case; `attached`: on file of a case; `proposed`:
 * a registrar decides what it is, and whether it belongs to the case that it seems to belong to; `returned`: a bounce of a mail of ours; `aside`: no application.
 */
export const STATES = ['taken', 'filed', 'attached', 'proposed', 'returned', 'aside'] as const
export type MailState = (typeof STATES)[number]

/** Why it lies where it lies. */
export const WHYS = [
  'tooLarge',
  'automatic',
  'list',
  'own',
  'duplicate',
  'unknownBounce',
  'delayed',
  'sender',
  'closed',
  'byHand',
  'noSender',
  'machine',
  'bounce',
  'sameId',
  'address',
] as const
export type Why = (typeof WHYS)[number]

/** One row a mail. What it says lies in the store of files, as it came; who sent it is sealed. Walled off by agency. */
export const mails = pgTable(
  'mails',
  {
    id: uuid().primaryKey(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    box: text().notNull(),
    uidValidity: text().notNull(),
    uid: bigint({ mode: 'number' }).notNull(),
    size: integer().notNull(),
    /** Of its bytes, as they came; null where it was left in the mailbox, or its words were erased. */
    sha256: text(),
    /** Sealed: who sent it, when it says that it was, and the beginning of what it says. Null as above, before it was read, and where nobody could read it. */
    sealed: bytes(),
    /** SHA-256 of its Message-ID, which whoever writes a mail chooses. */
    idDigest: text(),
    /** SHA-256 of sender, subject, text and attachments: the same sent again. Null until somebody has tried to read it. */
    contentDigest: text(),
    /** When the mail server had it. */
    arrivedAt: instant().notNull(),
    takenAt: instant().notNull(),
    state: text().notNull().$type<MailState>(),
    why: text().$type<Why>(),
    /** The case that it opened, belongs to, or seems to belong to. */
    caseId: uuid(),
    /** How often it was tried to read it and then, from nought again, to sort it. */
    tries: integer().notNull(),
    /** What the last try failed by; null where none failed. */
    fault: text(),
    /** Who decided, where a person did. */
    by: text(),
    doneAt: instant(),
  },
  (t) => [
    unique('mails_once').on(t.box, t.uidValidity, t.uid),
    uniqueIndex('mails_bytes').on(t.box, t.sha256).where(sql`sha256 is not null`),
    index('mails_message').on(t.agencyId, t.idDigest).where(sql`id_digest is not null`),
    index('mails_content').on(t.agencyId, t.contentDigest).where(sql`content_digest is not null`),
    index('mails_arrived').on(t.agencyId, t.arrivedAt, t.id),
    index('mails_open').on(t.agencyId, t.arrivedAt, t.id).where(sql`state in ('taken', 'proposed')`),
    index('mails_of_case').on(t.agencyId, t.caseId).where(sql`case_id is not null`),
    check('mails_state', sql`${t.state} in ('taken', 'filed', 'attached', 'proposed', 'returned', 'aside')`),
    check('mails_case', sql`(${t.state} in ('filed', 'attached', 'returned')) <= (${t.caseId} is not null)`),
  ],
)

/** How the mailbox stands: which process watches it, when it last looked, what was the matter. Nobody's words. */
export const mailboxes = pgTable('mailboxes', {
  box: text().primaryKey(),
  /** Drawn by the process that watches; nobody else looks before `heldUntil`. */
  heldBy: text().notNull(),
  heldUntil: instant().notNull(),
  /** When all that lay there had been taken. */
  lookedAt: instant(),
  fault: text(),
  faultAt: instant(),
})
