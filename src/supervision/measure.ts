/**
 * By night: the courses of cases that were answered since last year began and have a fact more than when they were reckoned last; what
 * is no longer answered loses its row; then what they come to. The facts of many cases are read in one question. SQL: a job over every agency.
 */
import type { Sql } from '../db/client.ts'
import type { Keys } from '../ground/keys.ts'
import { report } from '../ground/log.ts'
import { type House, overAll } from '../house.ts'
import { countingFacts, factsOfEach } from '../ledger/queries.ts'
import { type Course, courseOf } from './course.ts'
import { sumUpCourses } from './sums.ts'

/** Cases whose facts are read together: some thousand facts. */
const BATCH = 200

type Behind = {
  agencyId: string
  id: string
  length: number
  settledOn: string
  unitId: string | null
  outcome: string | null
}

type Row = Omit<Behind, 'id'> & { caseId: string } & Course

/** @returns how many cases were reckoned */
export async function measureCourses(
  house: Pick<House, 'everywhere' | 'sql' | 'db' | 'time' | 'keys'>,
): Promise<number> {
  const { sql, keys, time } = overAll(house)
  const since = `${Number(time.today().slice(0, 4)) - 1}-01-01`
  await sql`
    delete from case_courses k using cases c where (c.agency_id, c.id) = (k.agency_id, k.case_id) and c.settled_on is null`
  // One pass: a batch that is asked for anew would look at all that is done already.
  const behind = sql<Behind[]>`
    select c.agency_id, c.id, c.length, c.settled_on, c.unit_id, c.outcome from cases c
    left join case_courses k on (k.agency_id, k.case_id) = (c.agency_id, c.id)
    where c.settled_on >= ${since} and k.length is distinct from c.length`.cursor(BATCH)
  let count = 0
  for await (const batch of behind) {
    const rows = await coursesOf(sql, keys, batch)
    if (rows.length === 0) continue
    await sql`
      insert into case_courses ${sql(rows)} on conflict (agency_id, case_id) do update set
        length = excluded.length, settled_on = excluded.settled_on, unit_id = excluded.unit_id, outcome = excluded.outcome,
        register = excluded.register, assign = excluded.assign, draft = excluded.draft, review = excluded.review,
        sign = excluded.sign, serve = excluded.serve, returns = excluded.returns, first_time = excluded.first_time,
        confirm = excluded.confirm`
    count += rows.length
  }
  await sumUpCourses(sql)
  return count
}

/** A case whose facts cannot be read is reported and has no row: all others have theirs, for the batch is halved until it stands alone. */
async function coursesOf(sql: Sql, keys: Pick<Keys, 'open'>, batch: readonly Behind[]): Promise<Row[]> {
  try {
    const facts = await factsOfEach(sql, keys, batch)
    return batch.map(({ id, ...row }, i) => ({ ...row, caseId: id, ...courseOf(countingFacts(facts[i]!)) }))
  } catch (error) {
    const [first] = batch
    if (batch.length === 1) report('The course of a case cannot be reckoned', error, { case: first!.id })
    if (batch.length <= 1) return []
    const half = Math.ceil(batch.length / 2)
    return [...(await coursesOf(sql, keys, batch.slice(0, half))), ...(await coursesOf(sql, keys, batch.slice(half)))]
  }
}
