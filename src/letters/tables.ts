/** Letters made, and every version of a template that a letter was ever made from. */
import { sql } from 'drizzle-orm'
import { customType, date, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** Immutable: an issued letter names the digest, and can be made again from this row. */
export const templates = pgTable('templates', {
  digest: text().primaryKey(),
  id: text().notNull(),
  version: integer().notNull(),
  title: text().notNull(),
  kind: text().notNull(),
  inForce: date({ mode: 'string' }).notNull(),
  source: text().notNull(),
})

export const letters = pgTable(
  'letters',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    id: uuid().notNull(),
    template: text().notNull(),
    digest: text().notNull(),
    title: text().notNull(),
    kind: text().notNull(),
    /** 文号; null for letters that carry none. */
    number: text(),
    /** Sealed: everything that filled the blanks. With the template's digest, the letter again. */
    sealed: bytes().notNull(),
    madeOn: date({ mode: 'string' }).notNull(),
    /** The instant written into the file, so that its bytes can be made again. */
    issuedAt: text().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
    fonts: text().notNull(),
    /** Position of the fact that it follows. */
    position: integer().notNull(),
    /** To whom it goes: one of those who are consulted; null for the applicant, and for the file. */
    consultation: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.id] }),
    index('letters_number').on(t.agencyId, t.number),
    // By content: one letter may answer several cases.
    index('letters_content').on(t.sha256),
  ],
)

/** 文号簿 and 登记编号: every number that was given, once and for ever; what bears it is asked of `letters` and `cases`. Append-only. */
export const documentNumbers = pgTable(
  'document_numbers',
  {
    agencyId: text().notNull(),
    year: integer().notNull(),
    /** The series that it counts in: `registration`, `reply` or `notice`. */
    kind: text().notNull(),
    value: integer().notNull(),
    /** As it is printed. */
    number: text().notNull(),
    /** 机关代字 of a 文号: it belongs to this agency for ever. Null for 登记编号, and for what two agencies gave before. */
    mark: text(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.year, t.kind, t.value] }),
    uniqueIndex('document_numbers_number').on(t.agencyId, t.number),
    uniqueIndex('document_numbers_of_one_agency').on(t.number).where(sql`${t.mark} is not null`),
  ],
)

/** 作废: letters that no longer count, by the fact that made them void. What the facts come to, as the case row is. */
export const voidedLetters = pgTable(
  'voided_letters',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    letter: uuid().notNull(),
    /** Position of the fact: a rectification, or the reopening of the case. */
    position: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.letter] })],
)
