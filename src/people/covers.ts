/** AB角: for some days one person does another's work, too. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Tx } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { areExclusive, type Role } from './may.ts'

export type Cover = { by: string; from: Day; to: Day }

/**
 * From a day to a day `cover.by` (username or id) does this person's work; it takes the place of what was arranged before.
 * @throws Refusal INVALID: NO_SUCH_PERSON, OF_ANOTHER_AGENCY, ONESELF, EXCLUSIVE_DUTIES, IN_THE_PAST, UNFIT
 */
export async function setCover(
  tx: Tx,
  house: Pick<House, 'time'>,
  absent: { id: string; agencyId: string },
  { by: named, from, to }: Cover,
  by: string,
): Promise<void> {
  const today = house.time.today()
  if (from < today) throw invalid({ field: 'cover.from', code: 'IN_THE_PAST', message: '代理的开始日期不能早于今天' })
  if (to < from) throw invalid({ field: 'cover.to', code: 'UNFIT', message: '代理的结束日期不能早于开始日期' })
  const deputy = await deputyNamed(tx, absent, named)
  if (by === `staff:${deputy.username}`)
    throw invalid({ field: 'cover.by', code: 'ONESELF', message: '不能由自己代理他人：请由另一位系统管理员设置' })
  await endCovers(tx, house, { of: absent.id })
  await tx`
    insert into covers (id, person_id, covered_by, from_day, to_day, "by", at)
    values (${newId(house.time.now())}, ${absent.id}, ${deputy.id}, ${from}, ${to}, ${by}, ${house.time.now().toISOString()})`
  await requireCoversFit(tx, today, { personId: deputy.id, roles: deputy.roles }, 'cover.by')
}

/** Takes back whatever still runs or is to come: of this person, and of those whose work they do where `and` says so. */
export async function endCovers(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  { of, andTheirs = false }: { of: string; andTheirs?: boolean },
): Promise<void> {
  await tx`
    update covers set ended_at = ${time.now().toISOString()} where ended_at is null and to_day >= ${time.today()}
    and (person_id = ${of} or (${andTheirs} and covered_by = ${of}))`
}

/** Ends one cover in the agencies of this viewer. False where there is none. */
export async function endCover(
  tx: Tx,
  { time }: Pick<House, 'time'>,
  id: string,
  { agencyIds }: { agencyIds: readonly string[] },
): Promise<boolean> {
  const ended = await tx`
    update covers set ended_at = ${time.now().toISOString()} where id = ${id} and ended_at is null
    and person_id in (select id from people where agency_id = any(${agencyIds as string[]})) returning id`
  return ended.length === 1
}

/**
 * Whoever would have these roles has, together with all those whose work they do at a time, no duties that exclude one
 * another; the same holds for their deputies.
 * @throws Refusal INVALID EXCLUSIVE_DUTIES
 */
export async function requireCoversFit(
  tx: Tx,
  today: Day,
  { personId, roles }: { personId: string; roles: readonly Role[] },
  field = 'roles',
): Promise<void> {
  const together = await tx<{ roles: Role[] }[]>`
    with running as (
      select c.person_id, c.covered_by, c.from_day, c.to_day,
        case when c.person_id = ${personId} then ${roles as string[]}::text[] else absent.roles end as theirs,
        case when c.covered_by = ${personId} then ${roles as string[]}::text[] else deputy.roles end as own
      from covers c join people absent on absent.id = c.person_id join people deputy on deputy.id = c.covered_by
      where c.ended_at is null and c.to_day >= ${today})
    select array(select distinct unnest(one.own || one.theirs || other.theirs)) as roles
    from running one join running other on other.covered_by = one.covered_by
      and one.from_day <= other.to_day and other.from_day <= one.to_day
    where one.covered_by = ${personId} or ${personId} in (one.person_id, other.person_id)`
  if (!together.some((each) => areExclusive(each.roles))) return
  const message =
    field === 'roles'
      ? '有代理关系正在或者将要施行，合在一起的岗位互相排斥。请先结束代理'
      : '系统管理员、安全管理员、审计员不能代理其他岗位，也不能由其他岗位代理'
  throw invalid({ field, code: 'EXCLUSIVE_DUTIES', message })
}

type Deputy = { id: string; username: string; agencyId: string; roles: Role[] }

async function deputyNamed(tx: Tx, absent: { id: string; agencyId: string }, named: string): Promise<Deputy> {
  const [deputy] = await tx<(Deputy & { isNear: boolean })[]>`
    select p.id, p.username, p.agency_id, p.roles, p.agency_id in (a.id, a.taken_in_by) as is_near
    from people p join agencies a on a.id = ${absent.agencyId}
    where (p.username = ${named} or p.id::text = ${named}) and p.ended_at is null for update of p`
  const fault = (code: string, message: string) => invalid({ field: 'cover.by', code, message })
  if (!deputy) throw fault('NO_SUCH_PERSON', '没有这位在任人员，请从列表中选择')
  if (deputy.id === absent.id) throw fault('UNFIT', '代理人应当是另一个人')
  if (!deputy.isNear) throw fault('OF_ANOTHER_AGENCY', '代理人应当是本机关或者其统一受理机关的人员')
  return deputy
}
