/**
 * AB角: for some days one person does another's work, too. Where that gives the deputy what they do not have, it is a grant,
 * and waits for the security officer. Each step is on record for the auditor.
 */
import type { Day } from '../../workflows/statute/days.ts'
import type { Fragment, Tx } from '../db/client.ts'
import { changesOwnRights } from '../db/held-rights.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House } from '../house.ts'
import { recordChange } from './changes.ts'
import { areExclusive, type Decision, hasRole, type Role } from './may.ts'
import { securityOfficerFor } from './officers.ts'
import type { Viewer } from './sessions.ts'
import { takesTurn } from './turns.ts'

export type Cover = { by: string; from: Day; to: Day }
type Absent = { id: string; username: string; agencyId: string; roles: readonly Role[]; units: readonly string[] }

/**
 * From a day to a day `cover.by` (username or id) does this person's work, once it is approved; it then takes the place of
 * what was arranged before. A later proposal takes the place of one that waits.
 * @param by `staff:NAME`
 * @returns `security` where a security officer is to decide
 * @throws Refusal INVALID: NO_SUCH_PERSON, OF_ANOTHER_AGENCY, ONESELF, EXCLUSIVE_DUTIES, IN_THE_PAST, UNFIT
 */
export async function setCover(
  tx: Tx,
  house: Pick<House, 'time'>,
  absent: Absent,
  { by: named, from, to }: Cover,
  by: string,
): Promise<'security' | null> {
  const today = house.time.today()
  if (from < today) throw invalid({ field: 'cover.from', code: 'IN_THE_PAST', message: '代理的开始日期不能早于今天' })
  if (to < from) throw invalid({ field: 'cover.to', code: 'UNFIT', message: '代理的结束日期不能早于开始日期' })
  const deputy = await deputyNamed(tx, absent, named)
  if (by === `staff:${deputy.username}`)
    throw invalid({ field: 'cover.by', code: 'ONESELF', message: '不能由自己代理他人：请由另一位系统管理员设置' })
  const officer = await securityOfficerFor(tx, absent.agencyId, [absent.id, deputy.id])
  const waits = givesMore(absent, deputy) && officer
  await endCovers(tx, house, { of: absent.id, waiting: waits }, by)
  const at = house.time.now().toISOString()
  const id = newId(house.time.now())
  const decision = waits ? [null, null, null] : [true, 'system', at]
  await tx`
    insert into covers (id, person_id, covered_by, from_day, to_day, "by", at, approved, decided_by, decided_at)
    values (${id}, ${absent.id}, ${deputy.id}, ${from}, ${to}, ${by}, ${at}, ${decision[0]!}, ${decision[1]!}, ${decision[2]!})`
  await requireCoversFit(tx, today, { personId: deputy.id, roles: deputy.roles }, 'cover.by')
  const after = { coveredBy: deputy.username, from, to, state: waits ? WAITS : IN_FORCE }
  await recordChange(tx, house, { ...about(absent), before: null, after }, by)
  return waits ? 'security' : null
}

const [WAITS, IN_FORCE] = ['coverWaits', 'coverInForce']
const about = ({ agencyId, username }: { agencyId: string; username: string }) => ({
  ...{ agencyId, what: 'cover' as const, subject: username },
})

/** Whether the deputy would be anything that they are not by themselves: another agency is another place, and units are of handlers. */
const givesMore = (absent: Absent, deputy: Deputy) =>
  absent.agencyId !== deputy.agencyId ||
  absent.roles.some((role) => !deputy.roles.includes(role)) ||
  (absent.roles.includes('handler') && absent.units.some((unit) => !deputy.units.includes(unit)))

/**
 * The security officer's word on a cover that waits; approved, it takes the place of what was arranged before.
 * @param read what was decided: read once it is theirs to decide
 * @throws Refusal NOT_FOUND for one of another agency; FACT_REFUSED where it is decided, ended or over; NOT_YOURS for who
 *   arranged it, is covered or covers; INVALID where it no longer fits
 */
export async function decideCover(
  tx: Tx,
  house: Pick<House, 'time'>,
  id: string,
  read: () => Decision,
  viewer: Pick<Viewer, 'id' | 'username' | 'roles' | 'agencyIds'>,
): Promise<Decision> {
  if (!hasRole(viewer, 'security')) throw new Refusal('NOT_YOURS')
  await takesTurn(tx, await whoseCover(tx, id))
  const [cover] = await tx<CoverRow[]>`
    select c.person_id, c.covered_by, c.by, c.to_day, c.approved is null and c.ended_at is null as waits,
      absent.username, absent.agency_id, deputy.roles
    from covers c join people absent on absent.id = c.person_id join people deputy on deputy.id = c.covered_by
    where c.id = ${id} and absent.agency_id = any(${viewer.agencyIds}) for update of c`
  if (!cover) throw notFound()
  const decision = read()
  const { approved, why } = decision
  const today = house.time.today()
  if (!cover.waits || cover.toDay < today)
    throw new Refusal('FACT_REFUSED', { message: '这一代理已经决定、撤回或者过期，请刷新页面查看' })
  const by = `staff:${viewer.username}`
  if (cover.by === by || [cover.personId, cover.coveredBy].includes(viewer.id))
    throw new Refusal('NOT_YOURS', {
      message: '不能决定涉及自己的代理，也不能决定自己的提议。请由另一位安全管理员决定',
    })
  if (approved) await endCovers(tx, house, { of: cover.personId, except: id }, by)
  const at = house.time.now().toISOString()
  await tx`
    update covers set approved = ${approved}, decided_by = ${by}, decided_at = ${at},
      ended_at = ${approved ? null : at} where id = ${id}`
  if (approved) await requireCoversFit(tx, today, { personId: cover.coveredBy, roles: cover.roles })
  const change = { before: { state: WAITS }, after: { state: approved ? IN_FORCE : 'coverRefused', why } }
  await recordChange(tx, house, { ...about(cover), ...change }, by)
  return decision
}

const whoseCover = async (tx: Tx, id: string): Promise<string[]> =>
  (await tx<{ personId: string }[]>`select person_id from covers where id = ${id}`).map(({ personId }) => personId)

type CoverRow = {
  personId: string
  coveredBy: string
  by: string
  toDay: Day
  waits: boolean
  username: string
  agencyId: string
  roles: Role[]
}

type Which = {
  of: string
  /** Of those whose work they do, too. */
  andTheirs?: boolean
  /** Those alone that wait. */
  waiting?: boolean
  except?: string
}

/** Takes back whatever still runs, waits or is to come of this person. @param by `staff:NAME` */
export async function endCovers(
  tx: Tx,
  house: Pick<House, 'time'>,
  { of, andTheirs = false, waiting = false, except }: Which,
  by: string,
): Promise<void> {
  await ended(
    tx,
    house,
    tx`c.to_day >= ${house.time.today()} and (c.person_id = ${of} or (${andTheirs} and c.covered_by = ${of}))
      and (c.approved is null or not ${waiting}) and c.id is distinct from ${except ?? null}::uuid`,
    by,
  )
}

/** Ends one cover in the agencies of this viewer. False where there is none. */
export async function endCover(
  tx: Tx,
  house: Pick<House, 'time'>,
  id: string,
  { username, agencyIds }: Pick<Viewer, 'username' | 'agencyIds'>,
): Promise<boolean> {
  return ended(tx, house, tx`c.id = ${id} and absent.agency_id = any(${agencyIds})`, `staff:${username}`)
}

async function ended(tx: Tx, house: Pick<House, 'time'>, which: Fragment, by: string): Promise<boolean> {
  const theirs = await tx<{ personId: string }[]>`
    select c.person_id from covers c join people absent on absent.id = c.person_id where c.ended_at is null and ${which}`
  if (theirs.length === 0) return false
  await takesTurn(
    tx,
    theirs.map(({ personId }) => personId),
  )
  const gone = await tx<
    { username: string; agencyId: string; coveredBy: string; deputy: string; approved: boolean | null }[]
  >`
    update covers c set ended_at = ${house.time.now().toISOString()} from people absent, people deputy
    where absent.id = c.person_id and deputy.id = c.covered_by and c.ended_at is null and ${which}
    returning absent.username, absent.agency_id, deputy.username as covered_by, deputy.id as deputy, c.approved`
  for (const { approved, coveredBy, deputy, ...absent } of gone) {
    changesOwnRights(deputy)
    const before = { coveredBy, state: approved ? IN_FORCE : WAITS }
    await recordChange(tx, house, { ...about(absent), before, after: null }, by)
  }
  return gone.length > 0
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

type Deputy = { id: string; username: string; agencyId: string; roles: Role[]; units: string[] }

async function deputyNamed(tx: Tx, absent: { id: string; agencyId: string }, named: string): Promise<Deputy> {
  const meant = await tx<{ id: string }[]>`select id from people where username = ${named} or id::text = ${named}`
  await takesTurn(
    tx,
    meant.map(({ id }) => id),
  )
  const [deputy] = await tx<(Deputy & { isNear: boolean })[]>`
    select p.id, p.username, p.agency_id, p.roles, p.agency_id in (a.id, a.taken_in_by) as is_near,
      array(select unit_id from person_units where person_id = p.id) as units
    from people p join agencies a on a.id = ${absent.agencyId}
    where (p.username = ${named} or p.id::text = ${named}) and p.ended_at is null for update of p`
  const fault = (code: string, message: string) => invalid({ field: 'cover.by', code, message })
  if (!deputy) throw fault('NO_SUCH_PERSON', '没有这位在任人员，请从列表中选择')
  if (deputy.id === absent.id) throw fault('UNFIT', '代理人应当是另一个人')
  if (!deputy.isNear) throw fault('OF_ANOTHER_AGENCY', '代理人应当是本机关或者其统一受理机关的人员')
  return deputy
}
