/**
 * 协同办理: who of the office was asked to help with a case, who conferred about it, where it was handed on and back, and what colleagues
 * said to each other. Words with legal effect stand in the ledger, as notes; here stands which note is which. Words that are no
 * evidence are sealed in `internal_words`, and go with the content of their case.
 */
import { sql } from 'drizzle-orm'
import { customType, date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = () => timestamp({ withTimezone: true, mode: 'string' })
const day = () => date({ mode: 'string' })

/** How an assistance ends. */
export const ENDINGS = ['answered', 'handedBack', 'withdrawn'] as const
export type Ending = (typeof ENDINGS)[number]
/** What is done about one after it was asked for: each a note of the case. */
export type StepKind = Ending | 'moreTime' | 'timeGiven' | 'timeRefused'

/** 协办: what one unit asks of another about a case; the note at `position` says it. */
export const assistances = pgTable(
  'assistances',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    position: integer().notNull(),
    unitId: text().notNull(),
    /** Of that unit one person alone, where somebody is named. */
    personId: uuid(),
    dueOn: day().notNull(),
    /** Until when more time is asked for, while nobody has decided on it. */
    askedUntil: day(),
    /** Files of the case that the unit is handed. */
    files: uuid().array().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
    ended: text().$type<Ending>(),
    /** When whoever asked saw what came of it. */
    readAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.position] }),
    index('assistances_open').on(t.agencyId, t.unitId).where(sql`ended is null`),
    index('assistances_unread')
      .on(t.agencyId, t.by)
      .where(sql`ended in ('answered', 'handedBack') and read_at is null`),
  ],
)

/** Its answers, requests for time, and ends; the note at `position` says each. Append-only. */
export const assistanceSteps = pgTable(
  'assistance_steps',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    position: integer().notNull(),
    /** The assistance, by its position. */
    of: integer().notNull(),
    kind: text().notNull().$type<StepKind>(),
    until: day(),
    files: uuid().array().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.position] })],
)

export const MOVE_KINDS = ['handedBack', 'keptAfterAll', 'reassigned', 'sent', 'came', 'returned', 'cameBack'] as const
export type MoveKind = (typeof MOVE_KINDS)[number]

/** 退回分办、改派、移送: the trace that stays with whoever had the case before; the note at `position` says why. */
export const caseMoves = pgTable(
  'case_moves',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    position: integer().notNull(),
    kind: text().notNull().$type<MoveKind>(),
    /** Within an agency: who had it. */
    unitId: text(),
    handlerId: uuid(),
    /** Between agencies: the case on the other side. */
    otherAgency: text(),
    otherCase: uuid(),
    by: text().notNull(),
    at: instant().notNull(),
    /** Of what was handed back: the assignment that followed, by a trigger of the ledger; of what was sent: that it came back. */
    settled: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.position] }),
    index('case_moves_open').on(t.agencyId).where(sql`kind = 'handedBack' and settled is null`),
    index('case_moves_of_unit').on(t.agencyId, t.unitId, t.at).where(sql`unit_id is not null`),
    index('case_moves_between').on(t.agencyId, t.at).where(sql`other_case is not null`),
  ],
)

/** 内部沟通: no evidence and no fact; what it says is sealed. */
export const remarks = pgTable(
  'remarks',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    id: uuid().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.id] })],
)

/** Who is to read it. */
export const remarkMentions = pgTable(
  'remark_mentions',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    remarkId: uuid().notNull(),
    personId: uuid().notNull(),
    readAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.remarkId, t.personId] }),
    index('remark_mentions_unread').on(t.agencyId, t.personId).where(sql`read_at is null`),
  ],
)

/** 会商 of a case; open until its convenor concludes, which is the fact `conferred`. */
export const conferences = pgTable(
  'conferences',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    n: integer().notNull(),
    by: text().notNull(),
    at: instant().notNull(),
    /** Positions of the note that keeps the opinions, and of the fact that concludes. */
    minutes: integer(),
    concluded: integer(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.n] })],
)

export type Capacity = 'business' | 'legal' | 'counsel'

/** Who was invited: somebody of the office, or by name whoever is not (`internal_words`). */
export const conferenceSeats = pgTable(
  'conference_seats',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    conference: integer().notNull(),
    n: integer().notNull(),
    personId: uuid(),
    capacity: text().notNull().$type<Capacity>(),
    givenBy: text(),
    givenAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.conference, t.n] }),
    index('conference_seats_open').on(t.agencyId, t.personId).where(sql`given_at is null and person_id is not null`),
  ],
)

/** Words of these that no ledger has: what a remark says, agendas, opinions before the conclusion. Sealed, behind the wall. */
export const internalWords = pgTable(
  'internal_words',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** `remark ID`, `conference N`, `opinion N M`. */
    of: text().notNull(),
    sealed: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.of] })],
)
