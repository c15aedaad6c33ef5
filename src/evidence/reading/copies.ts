/** The reading copies on record: asking for one, how far it is, and the last that was made. */
import { and, asc, eq } from 'drizzle-orm'
import { type Db, readAs, within } from '../../db/client.ts'
import type { Place } from '../../documents/index.ts'
import type { House } from '../../house.ts'
import { enqueueOnceInTurn } from '../../jobs/enqueue.ts'
import { keyOf } from '../../ledger/case-file.ts'
import { isClosedSince } from '../../ledger/closed-files.ts'
import type { CaseRow } from '../../ledger/queries.ts'
import { ledger } from '../../ledger/tables.ts'
import { readingCopies } from '../tables.ts'
import { refuseErased } from './on-file.ts'

export type MadeCopy = {
  /** Of the last fact in it. */
  position: number
  sha256: string
  size: number
  pages: number
  places: Record<string, Place>
  madeAt: string
  /** Nothing was recorded since. */
  current: boolean
}
export type CopyState = {
  state: 'none' | 'waiting' | 'making' | 'made' | 'failed'
  done: number
  /** Null before the pages are counted. */
  total: number | null
  made: MadeCopy | null
}

/**
 * One that shows what was marked since as not to be shown in an open hearing is none: nobody is given it, and it is made again where
 * somebody asks. @throws Refusal NOT_FOUND for a case whose content was destroyed
 */
export async function copyOf(house: Pick<House, 'sql' | 'db'>, row: CaseRow): Promise<CopyState> {
  refuseErased(row)
  const { agencyId, caseId } = keyOf(row)
  const { copy, isWithheld } = await readAs(house, [agencyId], async ({ db }) => {
    const [copy] = await db
      .select()
      .from(readingCopies)
      .where(and(eq(readingCopies.agencyId, agencyId), eq(readingCopies.caseId, caseId)))
    const isOld = copy?.position != null && copy.position < row.length
    return { copy, isWithheld: isOld && isClosedSince(await openIn(db, row), copy.position!) }
  })
  if (!copy) return { state: 'none', done: 0, total: null, made: null }
  if (isWithheld) {
    const { done, total } = copy
    return { state: copy.state === 'made' ? 'none' : (copy.state as CopyState['state']), done, total, made: null }
  }
  const { state, done, total, position, sha256, size, pages, places, madeAt } = copy
  const made = sha256 && {
    ...{ position: position!, sha256, size: size!, pages: pages!, places: places!, madeAt: madeAt! },
    current: position === row.length,
  }
  return { state: state as CopyState['state'], done, total, made: made || null }
}

/**
 * Asks for one of what is on file now, unless the last one is that: the job, one at a time for all cases, makes it. Asked for
 * again while it waits, it is made once. @throws Refusal NOT_FOUND for a case whose content was destroyed
 */
export async function askForCopy(house: Pick<House, 'sql'>, row: CaseRow): Promise<void> {
  refuseErased(row)
  const { agencyId, caseId } = keyOf(row)
  await within(house.sql, [agencyId], async (tx) => {
    const [asked] = await tx`
      insert into reading_copies as c (agency_id, case_id, state, done) values (${agencyId}, ${caseId}, 'waiting', 0)
      on conflict (agency_id, case_id) do update
        set state = case when c.state = 'making' then c.state else 'waiting' end,
          done = case when c.state = 'making' then c.done else 0 end,
          total = case when c.state = 'making' then c.total end
        where c.position is distinct from ${row.length}
      returning state`
    if (asked) await enqueueOnceInTurn(tx, 'readingCopy', { agencyId, caseId }, caseId)
  })
}

/** What the ledger keeps openly of each fact. */
function openIn(db: Db, row: CaseRow) {
  const { agencyId, caseId } = keyOf(row)
  const { position, type, open } = ledger
  return db
    .select({ position, type, open })
    .from(ledger)
    .where(and(eq(ledger.agencyId, agencyId), eq(ledger.caseId, caseId)))
    .orderBy(asc(position))
}
