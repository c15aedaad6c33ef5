/** Setting a task, changing it, putting down how far it is, taking over what was left undone: each a line, and one of the audit. */
import { type Day, isDay } from '../../workflows/statute/days.ts'
import type { Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import { READERS } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { MEASURES, type MeasureName } from './measures.ts'
import type { ProgressGiven, TaskGiven } from './shapes.ts'

/** What a version of a task says. */
type Said = Omit<TaskGiven, 'measure' | 'target' | 'owner'> & {
  measure: MeasureName | null
  target: number | null
  /** The user name of who answers for it. */
  owner: string | null
  ownerId: string | null
  droppedWhy: string | null
}
type Kept = Said & { agencyId: string; year: number; carriedFrom: string | null }
type Acting = Pick<House, 'time'>

/** Of one agency and year: more is no plan, and each page reads all of them. */
const MOST = 200
/** Who can be named: whoever works for the agency, or in its intake office, and reads cases; nobody else sees the task. */
const fits = (tx: Tx, agencyId: string) => tx`
  p.agency_id in (select unnest(array[a.id, a.taken_in_by]) from agencies a where a.id = ${agencyId}) and p.ended_at is null
  and p.roles && ${[...READERS]}::text[]`

/**
 * Sets a task of an agency and a year.
 * @returns its id
 * @throws Refusal INVALID: owner (NO_SUCH_PERSON), dueOn (UNFIT), target (UNFIT, MISSING), title (TOO_MANY)
 */
export async function setTask(
  tx: Tx,
  house: Acting,
  { agencyId, year }: { agencyId: string; year: number },
  given: TaskGiven,
  viewer: Pick<Viewer, 'username'>,
  carriedFrom: string | null = null,
): Promise<string> {
  await tx`select from agencies where id = ${agencyId} for update`
  const [{ n } = { n: 0 }] = await tx<{ n: number }[]>`
    select count(distinct id)::int as n from work_tasks where agency_id = ${agencyId} and year = ${year}`
  if (n >= MOST) throw invalid({ field: 'title', code: 'TOO_MANY', message: `一个年度最多${MOST}项任务` })
  const id = newId(house.time.now())
  const said = await saidOf(tx, agencyId, year, given)
  await append(tx, house, id, 1, null, { ...said, agencyId, year, carriedFrom, droppedWhy: null }, viewer)
  return id
}

/**
 * Changes a task, or drops it with a reason; where nothing differs nothing is written.
 * @param from the version that the writer had before them
 * @throws Refusal NOT_FOUND; INVALID as `setTask`, and `title` (CHANGED_MEANWHILE) where somebody has changed it meanwhile
 */
export async function changeTask(
  tx: Tx,
  house: Acting,
  id: string,
  change: { from: number; given?: TaskGiven; droppedWhy?: string | null },
  viewer: Pick<Viewer, 'username'>,
): Promise<void> {
  const last = await lockTask(tx, id)
  if (last.n !== change.from)
    throw invalid({
      ...{ field: 'title', code: 'CHANGED_MEANWHILE' },
      message: '其他人刚刚修改过这项任务，没有覆盖。请对照修改记录重新填写',
    })
  const said = change.given ? await saidOf(tx, last.agencyId, last.year, change.given) : last
  const droppedWhy = change.droppedWhy === undefined ? last.droppedWhy : change.droppedWhy
  await append(tx, house, id, last.n + 1, last, { ...last, ...said, droppedWhy }, viewer)
}

/**
 * Puts down how far a task is.
 * @throws Refusal NOT_FOUND; FACT_REFUSED for one that was dropped
 */
export async function putDown(
  tx: Tx,
  house: Acting,
  id: string,
  { done, says, evidence, link }: ProgressGiven,
  viewer: Pick<Viewer, 'username'>,
): Promise<void> {
  const task = await lockTask(tx, id)
  if (task.droppedWhy !== null) throw new Refusal('FACT_REFUSED', { message: '这项任务已经取消，不再填写进展' })
  const by = `staff:${viewer.username}`
  const [{ n } = { n: 1 }] = await tx<{ n: number }[]>`
    select 1 + coalesce(max(n), 0)::int as n from work_progress where task_id = ${id}`
  await tx`insert into work_progress ${tx({
    ...{ taskId: id, n, done, says, evidence, link, by, at: house.time.now().toISOString() },
  })}`
  const after = { progress: says, isDone: done, evidence, evidenceLink: link }
  await recordChange(
    tx,
    house,
    { agencyId: task.agencyId, what: 'task', subject: subjectOf(task), before: null, after },
    by,
  )
}

/**
 * 回头看: takes tasks that were left undone over into a year, each once, with the same words and the day a year later.
 * @returns how many were taken over; those that stand there already are left out
 * @throws Refusal INVALID (title) where the year has too many
 */
export async function carryOver(
  tx: Tx,
  house: Acting,
  tasks: readonly { id: string; agency: string }[],
  year: number,
  viewer: Pick<Viewer, 'username'>,
): Promise<number> {
  let count = 0
  for (const { id, agency: agencyId } of tasks) {
    const last = await lockTask(tx, id)
    const [there] = await tx`
      select 1 as there from work_tasks where agency_id = ${agencyId} and year = ${year} and carried_from = ${id} limit 1`
    if (there) continue
    const { title, demand, source, unit, ownerId, measure, target } = last
    const [owner] = ownerId
      ? await tx<{ username: string }[]>`select username from people p where id = ${ownerId} and ${fits(tx, agencyId)}`
      : []
    const given: TaskGiven = {
      ...{
        title,
        demand,
        source,
        unit,
        dueOn: sameDayIn(last.dueOn, year + Number(last.dueOn.slice(0, 4)) - last.year),
      },
      ...(owner && { owner: owner.username }),
      ...(measure && target !== null && { measure, target }),
    }
    await setTask(tx, house, { agencyId, year }, given, viewer, id)
    count++
  }
  return count
}

/** 29 February of a year that has none is the last day of the month. */
export const sameDayIn = (day: Day, year: number): Day => {
  const same = `${year}-${day.slice(5)}`
  return isDay(same) ? same : `${year}-02-28`
}

async function saidOf(
  tx: Tx,
  agencyId: string,
  year: number,
  { measure, target, owner, ...words }: TaskGiven,
): Promise<Omit<Said, 'droppedWhy'>> {
  if (words.dueOn < `${year}-01-01` || words.dueOn > `${year + 1}-12-31`)
    throw invalid({ field: 'dueOn', code: 'UNFIT', message: `应当在${year}年1月1日至${year + 1}年12月31日之间` })
  if (measure && target === undefined)
    throw invalid({ field: 'target', code: 'MISSING', message: '选择了数字的，请填写目标' })
  if (measure && target !== undefined && target > MEASURES[measure].most)
    throw invalid({
      field: 'target',
      code: 'UNFIT',
      message: `目标最大${MEASURES[measure].most}${MEASURES[measure].unit}`,
    })
  const [person] = owner
    ? await tx<{ id: string }[]>`select p.id from people p where p.username = ${owner} and ${fits(tx, agencyId)}`
    : []
  if (owner && !person)
    throw invalid({
      field: 'owner',
      code: 'NO_SUCH_PERSON',
      message: '本机关和收件机关没有这位能够查看办件的在任人员；系统管理员、安全管理员和审计员看不到任务',
    })
  return {
    ...words,
    measure: measure ?? null,
    target: measure ? target! : null,
    owner: owner ?? null,
    ownerId: person?.id ?? null,
  }
}

async function lockTask(tx: Tx, id: string): Promise<Kept & { n: number }> {
  // Lines are never changed, so that none can be locked: the agency stands for them, as for what else is kept in lines.
  const [first] = await tx`
    select 1 as there from agencies where id = (select agency_id from work_tasks where id = ${id} and n = 1) for update`
  if (!first) throw notFound()
  const [last] = await tx<(Kept & { n: number })[]>`
    select t.n, t.agency_id, t.year, t.title, t.demand, t.source, t.unit, p.username as owner, t.owner_id, t.due_on, t.measure,
      t.target, t.dropped_why, t.carried_from
    from work_tasks t left join people p on p.id = t.owner_id where t.id = ${id} order by t.n desc limit 1`
  return last!
}

const subjectOf = ({ year, title }: Pick<Kept, 'year' | 'title'>) => `${year}年 ${title}`

const spoken = (kept: Kept | null) => {
  if (!kept) return null
  const { title, demand, source, unit, owner, dueOn, measure, target, droppedWhy } = kept
  return { title, demand, source, unit, owner, dueOn, measure, target, droppedWhy }
}

async function append(
  tx: Tx,
  house: Acting,
  id: string,
  n: number,
  before: Kept | null,
  after: Kept,
  { username }: Pick<Viewer, 'username'>,
): Promise<void> {
  if (before && JSON.stringify(spoken(before)) === JSON.stringify(spoken(after))) return
  const by = `staff:${username}`
  const { agencyId, year, carriedFrom, title, demand, source, unit, ownerId, dueOn, measure, target, droppedWhy } =
    after
  const row = {
    id,
    n,
    agencyId,
    year,
    carriedFrom,
    title,
    demand,
    source,
    unit,
    ownerId,
    dueOn,
    measure,
    target,
    droppedWhy,
  }
  await tx`insert into work_tasks ${tx({ ...row, by, at: house.time.now().toISOString() })}`
  const change = {
    agencyId,
    what: 'task' as const,
    subject: subjectOf(after),
    before: spoken(before),
    after: spoken(after),
  }
  await recordChange(tx, house, change, by)
}
