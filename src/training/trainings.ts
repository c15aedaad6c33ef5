/**
 * 年度轮训 (Art 48): what was held in a year, who came, how many hours, and who has not been trained yet. SQL: sums over people of
 * whom some came to nothing, which the builder has no words for; the rest writes.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'

export type Training = {
  id: string
  agencyId: string
  agencyName: string
  heldOn: Day
  title: string
  content: string
  trainer: string
  halves: number
  cancelledWhy: string | null
  attended: number
}
/** One person of the year. */
export type Trained = {
  id: string
  name: string
  agencyName: string
  roles: string[]
  times: number
  halves: number
  last: Day | null
}
export type TrainingGiven = { heldOn: Day; title: string; content: string; trainer: string; hours: string }

const within = (year: number) => [`${year}-01-01`, `${year}-12-31`] as const

/** What was held in this year, the latest first; what was put down by mistake too. */
export function trainingsOf(sql: Sql, agencyIds: readonly string[], year: number): Promise<Training[]> {
  const [from, to] = within(year)
  return sql<Training[]>`
    select t.id, t.agency_id, a.name as agency_name, t.held_on, t.title, t.content, t.trainer, t.halves, t.cancelled_why,
      (select count(*)::int from training_people p where p.training_id = t.id and p.attended) as attended
    from trainings t join agencies a on a.id = t.agency_id
    where t.agency_id = any(${agencyIds as string[]}) and t.held_on between ${from} and ${to}
    order by t.held_on desc, t.id desc`
}

/** @throws Refusal NOT_FOUND outside these agencies */
export async function theTraining(sql: Sql, id: string, agencyIds: readonly string[]): Promise<Training> {
  const [row] = await sql<Training[]>`
    select t.id, t.agency_id, a.name as agency_name, t.held_on, t.title, t.content, t.trainer, t.halves, t.cancelled_why,
      (select count(*)::int from training_people p where p.training_id = t.id and p.attended) as attended
    from trainings t join agencies a on a.id = t.agency_id
    where t.id = ${id} and t.agency_id = any(${agencyIds as string[]})`
  if (!row) throw notFound()
  return row
}

/** Who is in the office, and how much each was trained in this year, who was not at all first. */
export function trainedIn(
  sql: Sql,
  of: { agencyIds: readonly string[] } | { personId: string },
  year: number,
): Promise<Trained[]> {
  const [from, to] = within(year)
  const who = 'personId' in of ? sql`p.id = ${of.personId}` : sql`p.agency_id = any(${of.agencyIds as string[]})`
  return sql<Trained[]>`
    select p.id, p.name, a.name as agency_name, p.roles, count(t.id)::int as times, coalesce(sum(t.halves), 0)::int as halves,
      max(t.held_on) as last
    from people p join agencies a on a.id = p.agency_id
    left join training_people r on r.person_id = p.id and r.attended
    left join trainings t on t.id = r.training_id and t.cancelled_why is null and t.held_on between ${from} and ${to}
    where ${who} and p.ended_at is null
    group by p.id, a.id order by count(t.id), a.position, p.name`
}

/** What this person came to in the year, the latest first. */
export function attendedBy(
  sql: Sql,
  personId: string,
  year: number,
): Promise<Pick<Training, 'id' | 'heldOn' | 'title' | 'halves'>[]> {
  const [from, to] = within(year)
  return sql<Pick<Training, 'id' | 'heldOn' | 'title' | 'halves'>[]>`
    select t.id, t.held_on, t.title, t.halves from trainings t join training_people p on p.training_id = t.id
    where p.person_id = ${personId} and p.attended and t.cancelled_why is null and t.held_on between ${from} and ${to}
    order by t.held_on desc`
}

export type Attendance = { id: string; name: string; roles: string[]; attended: boolean }

/** Who of the agency came to it, and who did not; whoever left since only where they came. */
export const attendanceOf = (
  sql: Sql | Tx,
  { id, agencyId }: Pick<Training, 'id' | 'agencyId'>,
): Promise<Attendance[]> => sql<Attendance[]>`
  select p.id, p.name, p.roles, coalesce(r.attended, false) as attended from people p
  left join training_people r on r.person_id = p.id and r.training_id = ${id}
  where p.agency_id = ${agencyId} and (p.ended_at is null or r.attended) order by p.name`

type By = { username: string }
type Acting = Pick<House, 'time'>
const subjectOf = ({ heldOn, title }: { heldOn: Day; title: string }) => `${heldOn} ${title}`

/** @throws Refusal INVALID (heldOn): nothing is held on a later day */
export async function holdTraining(
  tx: Tx,
  house: Acting,
  agencyId: string,
  given: TrainingGiven,
  { username }: By,
): Promise<string> {
  const { heldOn, title, content, trainer, hours } = given
  if (heldOn > house.time.today())
    throw invalid({ field: 'heldOn', code: 'IN_FUTURE', message: '培训的日期不能晚于今天；办过以后再登记' })
  const by = `staff:${username}`
  const id = newId(house.time.now())
  const halves = Math.round(Number(hours) * 2)
  await tx`insert into trainings ${tx({
    ...{ id, agencyId, heldOn, title, content, trainer, halves, by, at: house.time.now().toISOString() },
  })}`
  const change = {
    agencyId,
    what: 'training',
    subject: subjectOf(given),
    before: null,
    after: { heldOn, hours },
  } as const
  await recordChange(tx, house, change, by)
  return id
}

/**
 * Who came, all of them at once.
 * @param came ids of people of its agency; others are refused
 * @throws Refusal FACT_REFUSED for one that was cancelled; INVALID (NO_SUCH_PERSON)
 */
export async function putAttendance(
  tx: Tx,
  house: Acting,
  training: Training,
  came: readonly string[],
  { username }: By,
): Promise<void> {
  if (training.cancelledWhy !== null) throw cancelled()
  const all = await attendanceOf(tx, training)
  if (came.some((id) => !all.some((one) => one.id === id)))
    throw invalid({ field: '', code: 'NO_SUCH_PERSON', message: '所选的人员中有的不在本机关，请刷新页面' })
  for (const { id } of all)
    await tx`
      insert into training_people ${tx({ trainingId: training.id, personId: id, attended: came.includes(id) })}
      on conflict (training_id, person_id) do update set attended = excluded.attended`
  const [before, after] = [{ attended: training.attended }, { attended: came.length }]
  const { agencyId } = training
  await recordChange(
    tx,
    house,
    { agencyId, what: 'training', subject: subjectOf(training), before, after },
    `staff:${username}`,
  )
}

/** Put down by mistake: it counts no more, and stays to be seen. @throws Refusal FACT_REFUSED where it is cancelled already */
export async function cancelTraining(
  tx: Tx,
  house: Acting,
  training: Training,
  why: string,
  { username }: By,
): Promise<void> {
  const [row] =
    await tx`update trainings set cancelled_why = ${why} where id = ${training.id} and cancelled_why is null returning 1`
  if (!row) throw cancelled()
  const { agencyId } = training
  const change = {
    agencyId,
    what: 'training',
    subject: subjectOf(training),
    before: { cancelledWhy: null },
    after: { cancelledWhy: why },
  } as const
  await recordChange(tx, house, change, `staff:${username}`)
}

const cancelled = () => new Refusal('FACT_REFUSED', { message: '这次培训已经撤销，不再更改' })
