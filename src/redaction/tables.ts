/**
 * 区分处理 of the files of a case: how far each is, each change of its marks, each file that came of it. Places, grounds and people; what
 * stands under a mark is in the file alone.
 */
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Verdict } from '../redacting/verify.ts'
import type { KeptMark, State } from './marks.ts'

export const redactions = pgTable(
  'redactions',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Of the case: what is redacted. */
    file: uuid().notNull(),
    state: text().notNull().$type<State>(),
    /** Of the last change of the marks. */
    step: integer().notNull(),
    /** Size of each page, in points; none before it was opened. */
    pages: jsonb().notNull().$type<{ width: number; height: number }[]>(),
    askedBy: text(),
    confirmedBy: text(),
    /** Pages that are made, while it is being made. */
    done: integer().notNull().default(0),
    /** What the last try came to: why nothing was made, or what the proof says. */
    why: text(),
    verdict: jsonb().$type<Verdict>(),
    /** Of the case: the file that stands for it now. */
    result: uuid(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.file] })],
)

/** Each change of the marks. Append-only: undoing one is another one. */
export const redactionSteps = pgTable(
  'redaction_steps',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    file: uuid().notNull(),
    step: integer().notNull(),
    added: jsonb().notNull().$type<KeptMark[]>(),
    removed: jsonb().notNull().$type<string[]>(),
    /** The step that it takes back. */
    undoes: integer(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.file, t.step] })],
)

/** Each file that was made and proven, of which marks, confirmed by whom. Append-only. */
export const redactionResults = pgTable(
  'redaction_results',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    file: uuid().notNull(),
    /** Of the case: what came of it. */
    result: uuid().notNull(),
    step: integer().notNull(),
    verdict: jsonb().notNull().$type<Verdict>(),
    confirmedBy: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.result] }),
    index('redaction_results_of').on(t.agencyId, t.caseId, t.file),
  ],
)
