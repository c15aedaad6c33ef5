/** The first look of a morning over all limits: what has come near, what is over; lapses were noticed before. */
import type postgres from 'postgres'
import { sweepDeadlines } from '../../src/deadlines/sweep.ts'
import type { House } from '../../src/house.ts'
import { plusDays } from '../../workflows/statute/days.ts'
import { rawConnections } from './asked.ts'
import { manyCases } from './million.ts'
import { lessIsBetter, median, type Result } from './result.ts'

const ROUNDS = 5
const WANTED = 1_000 // ms
/** Nobody is reminded earlier. */
const FURTHEST = 20 // working days

export async function benchSweep(): Promise<Result[]> {
  const { house } = await manyCases()
  const morning = onAWorkingDay(house)
  const raw = rawConnections(house.databaseUrl)
  try {
    const today = morning.time.today()
    await lapsesWereNoticed(raw, today)
    const product = () => sweepDeadlines(morning)
    const sql = () => sweep(raw, morning)
    const [ours, theirs] = [[], []] as [number[], number[]]
    for (let round = 0; round <= ROUNDS; round++) {
      const mine = await timed(raw, today, product)
      const best = await timed(raw, today, sql)
      if (mine.said !== best.said) throw new Error(`The product reminds of ${mine.said}, the SQL of ${best.said}`)
      if (round === 0) continue // warm
      ours.push(mine.took)
      theirs.push(best.took)
    }
    const line = { bench: 'sweep', value: median(ours), unit: 'ms' }
    return [
      lessIsBetter({ ...line, baseline: 'the best raw SQL that says the same', baselineValue: median(theirs) }),
      lessIsBetter({ ...line, baseline: 'asked', baselineValue: WANTED }),
    ]
  } finally {
    await nothingWasSaid(raw, '1970-01-01')
    await raw.end()
  }
}

/** Who is over the limit is reminded on working days. */
function onAWorkingDay(house: House): House {
  const { calendar } = house.law()
  let day = house.time.today()
  while (!calendar.isWorkingDay(day)) day = plusDays(day, 1)
  const now = new Date(`${day}T08:00:00+08:00`)
  return { ...house, time: { now: () => now, today: () => day } }
}

const lapsesWereNoticed = (sql: postgres.Sql, today: string) => sql`
  insert into reminders (agency_id, case_id, kind, due_on, mark, "on")
  select agency_id, case_id, kind, due_on, 'lapse', ${plusDays(today, -1)} from deadlines where due_on < ${today}
  on conflict do nothing`

/** The morning before anybody was reminded. */
async function nothingWasSaid(sql: postgres.Sql, since: string): Promise<void> {
  await sql`delete from reminders where "on" >= ${since}`
}

/** How long it took, and what was said, as a digest. */
async function timed(sql: postgres.Sql, today: string, work: () => Promise<unknown>) {
  await nothingWasSaid(sql, today)
  await sql`vacuum analyze reminders`
  const started = performance.now()
  await work()
  const took = performance.now() - started
  const [reminders] = await sql<{ said: string }[]>`
    select count(*) || ' ' || md5(string_agg(concat_ws(' ', agency_id, case_id, kind, due_on, mark), ',' order by case_id, kind, mark)) as said
    from reminders where "on" = ${today}`
  return { took, said: reminders!.said }
}

/** One statement: the marks by a table of the days to come, and the reminders. */
async function sweep(sql: postgres.Sql, { law, time }: House): Promise<void> {
  const { calendar } = law()
  const today = time.today()
  const horizon = calendar.plus(today, FURTHEST).on
  const days: string[] = []
  for (let day = today; day <= horizon; day = plusDays(day, 1)) days.push(day)
  const left = days.map((day) => calendar.between(today, day))
  await sql`
    with coming as (select * from unnest(${days}::date[], ${left}::int[]) as d (day, days)),
    near as (
      select d.agency_id, d.case_id, d.kind, d.due_on,
        case when d.due_on = ${today} then 'before:0'
          when d.due_on > ${today} then 'before:' || (select min(n) from unnest(a.remind_before) n where coming.days <= n)
          when d.kind <> 'correctionNotice' then 'overdue:' || ${today}::text end as mark
      from deadlines d join agencies a on a.id = d.agency_id left join coming on coming.day = d.due_on
      where d.due_on <= ${horizon}
    )
    insert into reminders (agency_id, case_id, kind, due_on, mark, "on", at)
    select agency_id, case_id, kind, due_on, mark, ${today}, ${time.now().toISOString()} from near where mark is not null
    on conflict do nothing`
}
