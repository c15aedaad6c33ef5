/** A case and its facts. The ledger is the truth; the case row is what it comes to, kept for lists. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import type { CaseState } from '../../workflows/disclosure/decide.ts'
import type { Waits } from '../../workflows/disclosure/next-step.ts'
import type { Remedy } from '../../workflows/disclosure/remedies.ts'
import type { Channel, FactType, Outcome, Stage } from '../../workflows/disclosure/vocabulary.ts'
import type { Clock } from '../../workflows/statute/clock.ts'
import { agencies } from '../people/tables.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** As a reader of Chinese looks words up, and numbers as numbers (migration 0116). */
const asRead = (column: string) => sql.raw(`${column} collate "as_read"`)

export const cases = pgTable(
  'cases',
  {
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    id: uuid().notNull(),
    receipt: text().notNull(),
    /** 登记编号, given by `registered`. */
    number: text(),
    workflow: text().notNull(),
    state: jsonb().notNull().$type<CaseState['state']>(),
    context: jsonb().notNull().$type<CaseContext>(),
    /** Position and hash of the last fact. */
    length: integer().notNull(),
    head: text().notNull(),
    stage: text().notNull().$type<Stage>(),
    /** 承办 or 答复 step inside the stage, as the workflow names it; feeds worklists. */
    step: text().notNull(),
    channel: text().notNull().$type<Channel>(),
    submittedOn: date({ mode: 'string' }).notNull(),
    submittedAt: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    receivedOn: date({ mode: 'string' }),
    dueOn: date({ mode: 'string' }),
    /** By the reading least favourable to the agency; while nobody has confirmed receipt, from submission. */
    carefulDueOn: date({ mode: 'string' }),
    provisional: boolean().notNull(),
    status: text().notNull().$type<Clock['status']>(),
    settledOn: date({ mode: 'string' }),
    /** Whether the last reply came late, by either reading of the clock; null where there is none, and until an old row was replayed. */
    late: boolean(),
    lateCarefully: boolean(),
    /** The nearest open limit and what it is for; null when nothing runs. */
    nextDueOn: date({ mode: 'string' }),
    nextDueFor: text(),
    outcome: text().$type<Outcome>(),
    unitId: text(),
    handlerId: uuid(),
    draftedBy: uuid(),
    title: text().notNull(),
    applicantName: text().notNull(),
    /** Column of table 3: person, business, research, welfare, legal, other. */
    applicantColumn: text().notNull(),
    /** Sealed: where mails about the case go. */
    email: bytes(),
    /** Blind indexes, by which the case is found again: the applicant, numbers, telephones, mail addresses (`found-by.ts`). */
    foundBy: text().array().notNull(),
    /** The key of the ring from which the enquiry code follows; the code itself, sealed, where that key may be gone. */
    keys: text().notNull(),
    code: bytes(),
    /** Receipt, number, name, title and text, folded, for one search field; their pairs of characters (`search.ts`). */
    search: text().notNull(),
    pairs: integer().array().notNull(),
    /** Marks of what letters and notes say (`said.ts`); null until an old row was read. */
    said: integer().array(),
    /** Of the annual report (table 3): the result that counts, and its day; null while there is none (`counted.ts`). */
    countedOn: date({ mode: 'string' }),
    countedAs: text().$type<Outcome>(),
    /** In which heap of the desk it lies, and the act that it waits for; null where nobody in the office has to do anything. */
    waits: text().$type<Waits>(),
    waitsFor: text().$type<FactType>(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    uniqueIndex('cases_receipt').on(t.receipt),
    uniqueIndex('cases_number').on(t.agencyId, t.number),
    // The desk: what is open, nearest statutory date first. The numbers over it are counted here without looking at a case.
    index('cases_desk')
      .on(
        ...([t.agencyId, t.nextDueOn, t.id, t.stage, t.status, t.provisional, t.unitId, t.handlerId] as const),
        ...([t.channel, t.outcome, t.submittedOn] as const),
      )
      .where(sql`stage <> 'archive'`),
    index('cases_open_submitted').on(t.agencyId, t.submittedOn, t.id).where(sql`stage <> 'archive'`),
    index('cases_stage').on(t.agencyId, t.stage, t.nextDueOn, t.id),
    index('cases_stage_submitted').on(t.agencyId, t.stage, t.submittedOn, t.id),
    index('cases_outcome').on(t.agencyId, t.outcome, t.nextDueOn, t.id).where(sql`outcome is not null`),
    index('cases_unconfirmed').on(t.agencyId, t.id).where(sql`status = 'awaitingConfirmation'`),
    // What was answered in a year, and how much of it late.
    index('cases_settled').on(t.agencyId, t.settledOn, t.late, t.lateCarefully).where(sql`settled_on is not null`),
    // Rows of before there was such a column, which are replayed (`bringUpRows`): soon none.
    index('cases_unjudged').on(t.agencyId, t.id).where(sql`settled_on is not null and late is null`),
    // How many are archived, for whoever sees some of an agency's: counted without looking at a case.
    index('cases_archived').on(t.agencyId, t.unitId, t.handlerId).where(sql`stage = 'archive'`),
    // The archive by the way in which applications came: some have been used by nobody in years.
    index('cases_archived_channel').on(t.agencyId, t.channel, t.nextDueOn, t.id).where(sql`stage = 'archive'`),
    // Table 3 of a year: what had its result then, and what waits for it; counted without looking at a case.
    index('cases_counted').on(t.agencyId, t.countedOn, t.receivedOn, t.countedAs, t.applicantColumn),
    // What waits for somebody, nearest date first: by the act, whose it is, and in whose hands.
    index('cases_waits')
      .on(t.agencyId, t.nextDueOn, t.id, t.waitsFor, t.unitId, t.handlerId, t.waits)
      .where(sql`waits is not null`),
    // What was ever proposed to be published, the latest last.
    index('cases_release')
      .on(t.agencyId, sql`(context ->> 'releaseProposedOn')`, t.id)
      .where(sql`(context ->> 'releaseProposedOn') is not null`),
    index('cases_handler').on(t.agencyId, t.handlerId, t.nextDueOn, t.id),
    // By each column that lists show, the open ones apart from the archive.
    ...(['number', 'title', 'applicant_name'] as const).flatMap((column) => [
      index(`cases_open_by_${column}`)
        .on(t.agencyId, asRead(column), t.id, t.nextDueOn, t.stage, t.status)
        .where(sql`stage <> 'archive'`),
      index(`cases_archived_by_${column}`).on(t.agencyId, asRead(column), t.id).where(sql`stage = 'archive'`),
    ]),
    // By whoever handles them, nearest date first.
    index('cases_open_by_handler').on(t.agencyId, t.handlerId, t.nextDueOn, t.id).where(sql`stage <> 'archive'`),
    index('cases_archived_by_handler').on(t.agencyId, t.handlerId, t.nextDueOn, t.id).where(sql`stage = 'archive'`),
    index('cases_found_by').using('gin', t.foundBy),
    // Apart, so that the open ones are found without the archive: a fiftieth of an old office's. Each agency's pairs are its
    // own (`pairs_in`): a word that stands in every second case of forty agencies is looked up among those of one.
    index('cases_pairs_open').using('gin', sql`pairs_in(agency_id, pairs)`).where(sql`stage <> 'archive'`),
    index('cases_pairs_archived').using('gin', sql`pairs_in(agency_id, pairs)`).where(sql`stage = 'archive'`),
    index('cases_said_open').using('gin', sql`pairs_in(agency_id, said)`).where(sql`stage <> 'archive'`),
    index('cases_said_archived').using('gin', sql`pairs_in(agency_id, said)`).where(sql`stage = 'archive'`),
    index('cases_unsaid').on(t.agencyId, t.id).where(sql`said is null`),
  ],
)

/** Append-only, by trigger and by hash. `open` holds no word that can name a person. */
export const ledger = pgTable(
  'ledger',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    position: integer().notNull(),
    type: text().notNull(),
    on: date({ mode: 'string' }).notNull(),
    open: jsonb().notNull().$type<Record<string, unknown>>(),
    /** Salted commitment to the words of this fact; null when it has none. */
    words: text(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.position] }),
    // Whose content was erased: of a million cases few, and each check of a stored file asks.
    index('ledger_erased').on(t.agencyId, t.caseId).where(sql`type = 'wordsErased'`),
    // Few cases have any: the register asks each whether its first fact still says what was asked for.
    index('ledger_changed').on(t.agencyId, t.caseId).where(sql`type in ('contactChanged', 'rectified')`),
  ],
)

/** What was said: names, texts, addresses, sealed with their salt. Retention may erase a row; the ledger's commitment stays and tells nothing. */
export const words = pgTable(
  'words',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    position: integer().notNull(),
    sealed: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.position] })],
)

/** SHA-256 of what the marks of a case make a state secret: what the other agencies of its office ask (`secret_elsewhere`). */
export const secretContents = pgTable(
  'secret_contents',
  {
    /** `?` where the sweep of a new program has not read the facts yet (`bringUpRows`). */
    content: text().notNull(),
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.content, t.agencyId, t.caseId] }),
    index('secret_contents_of_case').on(t.agencyId, t.caseId),
  ],
)

/** Identity numbers, sealed, apart from everything else. The words hold the masked form. */
export const identities = pgTable(
  'identities',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Whose; after a blank the position of the fact that put it right. */
    whose: text().notNull(),
    sealed: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.caseId, t.whose] })],
)

/** Facts that the log over all cases has not yet taken up. Emptied by the sequencing job, through a function of the owner. */
export const unsequenced = pgTable('unsequenced', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  agencyId: text().notNull(),
  caseId: uuid().notNull(),
  position: integer().notNull(),
  hash: text().notNull(),
  /** By the clock of the database. */
  since: timestamp({ withTimezone: true, mode: 'string' }).notNull().default(sql`clock_timestamp()`),
})

/**
 * 行政复议、行政诉讼 of all cases, as their facts have them: for the register and for table 4. Dates and choices alone; case
 * number and body stay among the words of their fact.
 */
export const remedies = pgTable(
  'remedies',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Its place in the case, from 1. */
    n: integer().notNull(),
    /** Of an appeal the place of its suit; else its own. */
    suit: integer().notNull(),
    kind: text().notNull().$type<Remedy['kind']>(),
    appealBy: text().$type<NonNullable<Remedy['appealBy']>>(),
    procedure: text().$type<NonNullable<Remedy['procedure']>>(),
    soughtOn: date({ mode: 'string' }).notNull(),
    receivedOn: date({ mode: 'string' }),
    answerBy: date({ mode: 'string' }),
    answeredOn: date({ mode: 'string' }),
    decidedOn: date({ mode: 'string' }),
    result: text().$type<NonNullable<Remedy['result']>>(),
    decisionReceivedOn: date({ mode: 'string' }),
    against: text().$type<Outcome>(),
    failedOn: text().$type<NonNullable<Remedy['failedOn']>>(),
    claimant: text().$type<NonNullable<Remedy['claimant']>>(),
    round: integer(),
    appealOf: integer(),
    disposition: text().$type<NonNullable<Remedy['disposition']>>(),
    instrument: text().$type<NonNullable<Remedy['instrument']>>(),
    decidedIn: integer(),
    orderedDays: integer(),
    performedOn: date({ mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.n] }),
    // The register's order.
    index('remedies_sought').on(t.agencyId, t.soughtOn, t.caseId, t.n),
    index('remedies_open').on(t.agencyId, t.soughtOn, t.caseId, t.n).where(sql`decided_on is null`),
    index('remedies_lost').on(t.agencyId, t.soughtOn, t.caseId, t.n).where(sql`result = 'corrected'`),
  ],
)

/** How an agency writes its numbers, from a day on; the later line of a day holds. Append-only. */
export const numberFormats = pgTable(
  'number_formats',
  {
    /** Sorts by when it was set. */
    id: uuid().primaryKey(),
    agencyId: text()
      .notNull()
      .references(() => agencies.id),
    /** `registration`, `reply` or `notice`. */
    kind: text().notNull(),
    format: text().notNull(),
    fromDay: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
    why: text().notNull(),
  },
  (t) => [index('number_formats_in_force').on(t.agencyId, t.kind, t.fromDay)],
)

/**
 * 归档号簿: the 件号 that each archived case has, counted for an agency, a year and a retention class without a gap. Of a case
 * that was archived again under another class or year the last one holds, and the others are never given again. Append-only.
 */
export const archiveItems = pgTable(
  'archive_items',
  {
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** Of the fact that gave it: an archiving, or a rectification of one. */
    position: integer().notNull(),
    /** 年度: that in which the case was brought to its end. */
    year: integer().notNull(),
    retention: text().notNull(),
    /** 件号. */
    value: integer().notNull(),
    archivedOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.caseId, t.position] }),
    uniqueIndex('archive_items_number').on(t.agencyId, t.year, t.retention, t.value),
    // What may be destroyed: of a class, the oldest first.
    index('archive_items_period').on(t.agencyId, t.retention, t.archivedOn, t.caseId),
  ],
)

/** 上级平台编号: under which number of 23 digits the platform above knows a case, and who gave the case to whom. Append-only. */
export const platformNumbers = pgTable(
  'platform_numbers',
  {
    number: text().primaryKey(),
    agencyId: text().notNull(),
    caseId: uuid().notNull(),
    /** `in`: the platform handed the application over; `out`: it numbered what we told it. */
    came: text().notNull().$type<'in' | 'out'>(),
    at: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  },
  (t) => [
    uniqueIndex('platform_numbers_case').on(t.agencyId, t.caseId),
    check('platform_numbers_digits', sql`${t.number} ~ '^[0-9]{23}$'`),
  ],
)
