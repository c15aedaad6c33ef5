/**
 * The whole ledger, part by part in the order of its keys, by several threads where that pays. What has been read is kept as
 * a place, from which an interrupted run goes on. SQL: verification alone asks.
 */
import type { CaseKey } from '../../ground/case-key.ts'
import type { House } from '../../house.ts'
import type { Fault } from '../verify.ts'
import { type Checked, checkPart, faultOfCase, type Part } from './case-check.ts'

/** So many cases see one moment of the database. */
const CASES = 250

export type Place = { done: CaseKey | null; whole: boolean; facts: number; erased: number }
export const BEGINNING: Place = { done: null, whole: false, facts: 0, erased: 0 }

type Checking = Pick<House, 'sql' | 'lawFor' | 'time' | 'keys'>
/** Whoever reads parts: this process, or its threads. `at` at once, each of so many `cases`. */
export type Readers = { at: number; cases?: number; read(part: Part): Promise<Checked> }

export const inThisProcess = (house: Checking): Readers => ({ at: 1, read: (part) => checkPart(house, part) })

/** @param onRead told of the place up to which everything has been read */
export async function checkLedger(
  { sql }: Pick<House, 'sql'>,
  { at, cases = CASES, read }: Readers,
  from: Place,
  onRead: (place: Place) => void,
): Promise<{ facts: number; erased: number; fault?: Fault }> {
  let place = from
  const waiting: { part: Part; checked: Promise<Checked> }[] = []
  /** The first that was begun: what is behind it may have been read already, and counts once this has. */
  const next = async (): Promise<Fault | undefined> => {
    const { part, checked } = waiting.shift()!
    const { facts, erased, fault } = await checked
    place = {
      done: part.to ?? place.done,
      whole: part.to === undefined,
      facts: place.facts + facts,
      erased: place.erased + erased,
    }
    if (!fault) onRead(place)
    return fault
  }
  let after = from.done ?? undefined
  for (let isLast = from.whole; !isLast; ) {
    const to = await endOfPart(sql, cases, after)
    isLast = to === undefined
    const checked = read({ after, to })
    checked.catch(() => {}) // it is awaited in its turn
    waiting.push({ part: { after, to }, checked })
    after = to
    const fault = waiting.length > at ? await next() : undefined
    if (fault) return { ...place, fault }
  }
  while (waiting.length > 0) {
    const fault = await next()
    if (fault) return { ...place, fault }
  }
  return place
}

/** The last case of the next part; undefined where it is the last part, which has whatever is behind every case, too. */
async function endOfPart(sql: House['sql'], cases: number, after: CaseKey | undefined): Promise<CaseKey | undefined> {
  const begins = after ? sql`(agency_id, id) > (${after.agencyId}, ${after.caseId})` : sql`true`
  const [end] = await sql<CaseKey[]>`
    select agency_id, id as case_id from cases where ${begins} order by agency_id, id offset ${cases - 1} limit 1`
  return end
}

/** Cases with facts that came after a run began: once more, in whichever part they stand. */
export async function checkSince(house: Checking, logSize: number): Promise<Fault | undefined> {
  const { sql } = house
  const changed = sql<CaseKey[]>`
    select agency_id, case_id from log where index >= ${logSize} union select agency_id, case_id from unsequenced`.cursor(
    100,
  )
  for await (const cases of changed)
    for (const key of cases) {
      const fault = await sql.begin(async (tx) => {
        await tx`set transaction isolation level repeatable read, read only`
        return faultOfCase(tx, house, key)
      })
      if (fault) return fault as Fault
    }
  return undefined
}
