/** What the web side counts, for all its processes together. */
import { customType, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = () => timestamp({ withTimezone: true, mode: 'string' })

/** Signed cookies whose browser has left before their time was over. */
export const endedCookies = pgTable('ended_cookies', {
  /** Random; shared by the cookies that took one another's place. */
  id: text().primaryKey(),
  until: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
})

/** Requests to a limited route from one network, in one window of time. */
export const visits = pgTable(
  'visits',
  {
    /** A keyed hash of route and network: an address is personal data. */
    key: text().notNull(),
    endsAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    n: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.endsAt] })],
)

/** What citizens wrote into a form and have not sent for good: theirs alone, sealed, swept after `until`. */
export const keptForms = pgTable(
  'kept_forms',
  {
    /** Keyed hash of the browser's token and of the place that the form belongs to. */
    id: text().primaryKey(),
    /** Keyed hash of the browser's token: it may write at so many places, and leaves all of them at once. Null for what only says what became of a draft. */
    browser: text(),
    /** Keyed hash of the network and the kind of form: one may leave so many and no more. */
    visitor: text().notNull(),
    /** The basket of its files, as the table of uploads names it: they wait as long as the form does. */
    basket: text(),
    /** Keyed hash of the code that opens it on another device, once. */
    code: text().unique('kept_forms_code'),
    codeUntil: instant(),
    sealed: bytes().notNull(),
    at: instant().notNull(),
    until: instant().notNull(),
  },
  (t) => [
    index('kept_forms_visitor').on(t.visitor, t.at),
    index('kept_forms_browser').on(t.browser, t.at),
    index('kept_forms_basket').on(t.basket),
    index('kept_forms_until').on(t.until),
  ],
)
