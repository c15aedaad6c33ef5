/**
 * The rows of the register, agency by agency, some hundred at a time in the order of submission, each page a question of its own, so that whoever
 * fetches it slowly holds no connection. What was said comes from the application as it stands now. Identity numbers are
 * those of the words, masked: the whole ones are put away where the service reads none (db/rights.ts). SQL: cursors and JSON paths, for which the builder has no words.
 */
import type { FactOf, Outcome, RemedyKind, Stage } from '../../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import type { Channel } from '../../../workflows/words.ts'
import { type Sql, type Tx, within } from '../../db/client.ts'
import type { Keys } from '../../ground/keys.ts'
import type { House } from '../../house.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import { GONE } from '../../ledger/gone.ts'
import { factsOfEach } from '../../ledger/queries.ts'
import { join } from '../../ledger/split.ts'
import { openedWords } from '../../ledger/words.ts'
import { agenciesAsked, casesAfter } from '../desk.ts'
import { cursorAt, withinAgency } from '../order.ts'
import type { DeskQuestion } from '../question.ts'

type Submitted = FactOf<'submitted'>
export type RegisterRow = {
  agencyId: string
  id: string
  number: string | null
  receipt: string
  /** Of 23 digits, where the case is exchanged with a platform above. */
  platformNumber: string | null
  agency: string
  applicantColumn: string
  submitted: Submitted
  channel: Channel
  submittedOn: Day
  /** As table 3 counts it: of a case that was withdrawn before its receipt was confirmed, the day of the withdrawal. */
  receivedOn: Day | null
  registeredOn: Day | null
  unit: string | null
  handler: string | null
  stage: Stage
  /** Ended by the applicant, and not yet archived: nobody replies. */
  isWithdrawn: boolean
  dueOn: Day | null
  /** Types of the facts that moved dates. */
  moves: readonly string[]
  fee: number | null
  outcome: Outcome | null
  replyNumber: string | null
  signedOn: Day | null
  settledOn: Day | null
  servedOn: Day | null
  /** Replied late by the clock, or without a reply after its day. What waits for the applicant, or ended without a reply, is not late. */
  isLate: boolean
  remedies: readonly RemedyKind[]
  released: boolean
}

/** Rows of a page of a thousand, with all that is made of them, were the most of the memory that the register took. */
const PAGE = 250

export type RegisterQuestion = Omit<DeskQuestion, 'cursor' | 'limit'>

/**
 * The next page is read while whoever asks works on the one in hand: the database and this process have a core each. A page is
 * emptied when the next one is asked for: so nothing that still knows of an answered statement holds its rows until V8 looks
 * through all of its heap, which it does when that has doubled.
 * @param agencyIds whose cases the viewer may see at all: behind the wall nobody else's are read
 */
export async function* registerRows(...asked: Parameters<typeof pagesOf>): AsyncGenerator<RegisterRow[]> {
  const pages = pagesOf(...asked)
  const begin = () => {
    const page = pages.next()
    page.catch(() => {}) // it is awaited in its turn
    return page
  }
  try {
    for (let next = begin(); ; ) {
      const { done, value } = await next
      if (done) return
      next = begin()
      yield value
      value.length = 0
    }
  } finally {
    await pages.return(undefined)
  }
}

async function* pagesOf(
  house: Pick<House, 'sql' | 'keys' | 'law'>,
  agencyIds: readonly string[],
  ask: RegisterQuestion,
): AsyncGenerator<RegisterRow[]> {
  const taking = taker()
  for (const { id: agency } of await agenciesAsked(house.sql, ask)) {
    let cursor: string | undefined
    do {
      const { calendar } = house.law()
      const page = await casesAfter(house.sql, calendar, { ...ask, agency, cursor }, PAGE)
      if (page.length === 0) break
      yield await within(house.sql, agencyIds, (tx) => rowsOf(tx, house, ask.today, page, taking))
      cursor = page.length === PAGE ? cursorAt(page.at(-1)!, withinAgency(ask.sort ?? 'submitted')) : undefined
    } while (cursor)
  }
}

/** Takes the rows of one statement after the other: a statement itself keeps none. */
function taker() {
  let rows: Kept[] = []
  return {
    take: (row: Kept) => void rows.push(row),
    /** All since the last time. */
    taken() {
      const all = rows
      rows = []
      return all
    },
  }
}
type Taker = ReturnType<typeof taker>

type Place = { agencyId: string; id: string }
type Kept = Omit<RegisterRow, 'submitted'> & {
  on: Day
  open: object
  sealed: Buffer | null
  /** The application was changed or put right since: all its facts say how it stands. */
  isChanged: boolean
}

async function rowsOf(
  sql: Sql | Tx,
  { keys }: Pick<House, 'keys'>,
  today: Day,
  page: readonly Place[],
  { take, taken }: Taker = taker(),
): Promise<RegisterRow[]> {
  taken() // of a statement that failed half-way
  await keptRows(sql, today, page).forEach(take)
  const rows = taken()
  const changed = rows.filter(({ isChanged }) => isChanged)
  const facts = changed.length > 0 ? await factsOfEach(sql, keys, changed) : []
  const now = new Map(changed.map(({ id }, i) => [id, currentSubmission(facts[i]!)]))
  return rows.map(({ on, open, sealed, isChanged: _, ...row }) => ({
    ...row,
    submitted: now.get(row.id) ?? submissionOf(keys, row, { on, open, sealed }),
  }))
}

/** The row of one case, whatever list it is in. Read behind the wall. */
export async function registerRow(
  sql: Sql | Tx,
  house: Pick<House, 'keys'>,
  today: Day,
  { agencyId, id }: Place,
): Promise<RegisterRow | undefined> {
  const [row] = await rowsOf(sql, house, today, [{ agencyId, id }])
  return row
}

/**
 * In the order of the page. The context of a case is unpacked once: by `->` it was for each column, which took half of the
 * statement. Whether the application changed since has an index of its own.
 */
const keptRows = (sql: Sql | Tx, today: Day, page: readonly Place[]) => sql<Kept[]>`
  select c.agency_id, c.id, c.number, c.receipt,
    (select number from platform_numbers p where (p.agency_id, p.case_id) = (c.agency_id, c.id)) as platform_number, a.name as agency, c.applicant_column, c.channel, c.submitted_on,
    coalesce(c.received_on, c.counted_on) as received_on, x."registeredOn" as registered_on, u.name as unit, p.name as handler, c.stage, c.step = 'withdrawn' as is_withdrawn, c.due_on,
    coalesce(jsonb_path_query_array(x."clockFacts", '$[*].type'), '[]') as moves, (x.fee->>'amount')::float8 as fee,
    c.outcome, x."signedOn" as signed_on, c.settled_on, x."servedOn" as served_on,
    coalesce(c.late, c.due_on < ${today}::date and c.status in ('running', 'suspended'), false) as is_late,
    coalesce(jsonb_path_query_array(x.remedies, '$[*].kind'), '[]') as remedies, coalesce(x.released, false) as released,
    (select t.number from letters t where t.agency_id = c.agency_id and t.case_id = c.id and t.kind = 'reply'
      and not exists (select from voided_letters v where (v.agency_id, v.case_id, v.letter) = (t.agency_id, t.case_id, t.id))
      order by t.position desc limit 1) as reply_number,
    l."on", l.open, w.sealed,
    exists (select from ledger o where o.agency_id = c.agency_id and o.case_id = c.id and o.position > 1
      and o.type in ('contactChanged', 'rectified')) as is_changed
  from unnest(${page.map(({ agencyId }) => agencyId)}::text[], ${page.map(({ id }) => id)}::uuid[])
    with ordinality as k (agency_id, id, nth)
  join cases c on c.agency_id = k.agency_id and c.id = k.id
  join agencies a on a.id = c.agency_id
  join ledger l on l.agency_id = c.agency_id and l.case_id = c.id and l.position = 1
  left join words w on w.agency_id = c.agency_id and w.case_id = c.id and w.position = 1
  left join units u on u.id = c.unit_id
  left join people p on p.id = c.handler_id
  cross join lateral jsonb_to_record(c.context) as x ("registeredOn" text, "clockFacts" jsonb, fee jsonb, "signedOn" text,
    "servedOn" text, remedies jsonb, released boolean)
  order by k.nth`

function submissionOf(
  keys: Keys,
  { agencyId, id }: Place,
  { on, open, sealed }: Pick<Kept, 'on' | 'open' | 'sealed'>,
): Submitted {
  const said = openedWords(keys, { agencyId, caseId: id, position: 1 }, sealed)?.said ?? GONE.submitted ?? null
  return join({ type: 'submitted', on, open, said }) as Submitted
}
