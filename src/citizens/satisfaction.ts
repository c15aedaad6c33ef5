/** One answer a case, from the day of the reply; changeable for thirty days. Summaries count and name nobody. */
import type { Sql } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'

/** Days for which an answer may be changed. */
const CHANGEABLE = 30
const DAY = 86_400_000
const SHANGHAI = 28_800_000

export const LONGEST_SAID = 500

type Answer = { step: number; said: string | null; at: string }
export type Answered = { step: number; said: string; until: string }

/** Asked once there is a reply. */
export const isAskedAbout = ({ context }: Pick<CaseRow, 'context'>) => context.servedOn !== null

/** `open`: may be answered or changed now. SQL: the tracking page asks it each time. */
export async function satisfactionOf(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { agencyId, caseId }: CaseKey,
): Promise<{ answered: Answered | null; open: boolean }> {
  const [row] = await sql<Answer[]>`
    select step, said, at from satisfaction where agency_id = ${agencyId} and case_id = ${caseId}`
  if (!row) return { answered: null, open: true }
  const until = Date.parse(row.at) + CHANGEABLE * DAY
  return {
    answered: {
      step: row.step,
      said: row.said ?? '',
      until: new Date(until + SHANGHAI).toISOString().slice(0, 10),
    },
    open: time.now().getTime() < until,
  }
}

/** The first answer, or a change of it while it may be changed. False when it may not. */
export async function answerSatisfaction(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { agencyId, caseId }: CaseKey,
  { step, said }: { step: number; said: string },
): Promise<boolean> {
  const now = time.now()
  const since = new Date(now.getTime() - CHANGEABLE * DAY).toISOString()
  const at = now.toISOString()
  const rows = await sql`
    insert into satisfaction (agency_id, case_id, step, said, at, changed_at)
    values (${agencyId}, ${caseId}, ${step}, ${said || null}, ${at}, ${at})
    on conflict (agency_id, case_id) do update
      set step = excluded.step, said = excluded.said, changed_at = excluded.changed_at
      where satisfaction.at > ${since}
    returning 1 as kept`
  return rows.length === 1
}

export type SatisfactionNumbers = { agencyId: string; name: string; answers: number; steps: number[] }

/** Per agency: how many answered, and how many chose each step, best first. SQL: the page of supervision waits for it. */
export const satisfactionNumbers = (sql: Sql, agencyIds: readonly string[]) => sql<SatisfactionNumbers[]>`
  select a.id as agency_id, a.name, count(s.step)::int as answers,
    array[count(*) filter (where s.step = 5), count(*) filter (where s.step = 4), count(*) filter (where s.step = 3),
      count(*) filter (where s.step = 2), count(*) filter (where s.step = 1)]::int[] as steps
  from agencies a left join satisfaction s on s.agency_id = a.id
  where a.id = any(${agencyIds as string[]}) group by a.id, a.name, a.position order by a.position`
