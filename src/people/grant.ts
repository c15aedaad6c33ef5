/**
 * The only way rights change: somebody proposes them, another person decides, and then they hold. No other program writes
 * `people.roles` or `person_units`.
 */
import type { Tx } from '../db/client.ts'
import { changesOwnRights } from '../db/held-rights.ts'
import { type FieldError, invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { recordChange } from './changes.ts'
import { requireCoversFit } from './covers.ts'
import { leave } from './leaving.ts'
import { areExclusive, type Decision, hasRole, type Role } from './may.ts'
import { securityOfficerFor } from './officers.ts'
import type { Viewer } from './sessions.ts'
import { takesTurn } from './turns.ts'

export type Rights = { roles: readonly Role[]; units: readonly string[] }
type Holder = { id: string; username: string; agencyId: string; roles: Role[]; units: string[]; endedAt: string | null }
/** `security` where a security officer is to decide. */
export type Waits = 'security' | null

/** Who watches over an administrator: were these taken away at once, an administrator would be rid of them (三员分立). */
const WATCHING: readonly Role[] = ['security', 'auditor']

/** Rights are few and change seldom: one change at a time, so that two administrators cannot remove each other. */
const lock = (tx: Tx) => tx`select pg_advisory_xact_lock(hashtextextended('rights', 0))`

/**
 * What somebody is to be given. It holds at once where it only takes away (but not from who watches), where no security
 * officer is there to decide, or where `free` says so (the first import of an office); else it waits for one. A later
 * proposal takes the place of one that waits.
 * @param how `by`: `staff:NAME`, or `system` for the command line; `field`: what is at fault where somebody is the last one;
 *   `leaves`: they leave with it (`leave`), which the caller sees to where nothing waits
 * @throws Refusal INVALID: ONESELF, EXCLUSIVE_DUTIES, NO_SUCH_UNIT, OF_ANOTHER_AGENCY, LAST_ADMINISTRATOR, LAST_SECURITY_OFFICER
 */
export async function proposeRights(
  tx: Tx,
  house: Pick<House, 'time'>,
  personId: string,
  rights: Rights,
  how: { by: string; why: string; free?: boolean; field?: string; leaves?: boolean },
): Promise<Waits> {
  const { by, why, free = false, field = 'roles', leaves = false } = how
  await takesTurn(tx, [personId])
  await lock(tx)
  const holder = await holderOf(tx, personId)
  if (by === `staff:${holder.username}`) throw invalid(oneself(field))
  const wanted = { roles: [...new Set(rights.roles)].toSorted(), units: [...new Set(rights.units)].toSorted() }
  await requireFit(tx, house, holder, wanted, field)
  const at = house.time.now().toISOString()
  await tx`
    insert into right_decisions (person_id, position, approved, "by", at, why)
    select person_id, position, false, 'system', ${at}, '另有新的提议，这一提议不再需要决定' from right_proposals p
    where person_id = ${personId} and not exists
      (select from right_decisions d where d.person_id = p.person_id and d.position = p.position)`
  if (isSame(holder, wanted)) return null
  await recordPresent(tx, holder, at)
  const [{ position } = { position: 1 }] = await tx<{ position: number }[]>`
    insert into right_proposals (person_id, position, roles, units, "by", at, why, leaves)
    select ${personId}, coalesce(max(position), 0) + 1, ${wanted.roles}, ${wanted.units}, ${by}, ${at}, ${why}, ${leaves}
    from right_proposals where person_id = ${personId} returning position`
  const { username: subject, agencyId } = holder
  const present = { roles: holder.roles, units: holder.units, why: null }
  await recordChange(tx, house, { agencyId, what: 'rights', subject, before: present, after: { ...wanted, why } }, by)
  const adds = !isWithin(wanted.roles, holder.roles) || !isWithin(wanted.units, holder.units)
  const unwatches = WATCHING.some((role) => holder.roles.includes(role) && !wanted.roles.includes(role))
  const asks = adds || unwatches
  if (asks && !free && (await securityOfficerFor(tx, holder.agencyId, [personId]))) return 'security'
  const because = !asks ? '只减少权限' : free ? '首次导入' : '本机关尚无安全管理员'
  await decided(tx, { personId, position }, { approved: true, why: because }, 'system', at)
  await decisionOnRecord(tx, house, holder, { approved: true, why: because }, 'system')
  await apply(tx, personId, wanted)
  return null
}

/**
 * The security officer's word on a proposal; approved rights hold at once, and who was to leave has left.
 * @param read what was decided: read once it is theirs to decide
 * @throws Refusal NOT_FOUND for a person of another agency; FACT_REFUSED where it is decided; NOT_YOURS for who proposed it, or
 *   whom it concerns; INVALID where it no longer fits
 */
export async function decideRights(
  tx: Tx,
  house: Pick<House, 'time'>,
  key: { personId: string; position: number },
  read: () => Decision,
  viewer: Pick<Viewer, 'id' | 'username' | 'roles' | 'agencyIds'>,
): Promise<Decision> {
  if (!hasRole(viewer, 'security')) throw new Refusal('NOT_YOURS')
  await takesTurn(tx, [key.personId])
  await lock(tx)
  const [proposal] = await tx<(Rights & { by: string; leaves: boolean; agencyId: string; isDecided: boolean })[]>`
    select r.roles, r.units, r."by", r.leaves, p.agency_id, d.person_id is not null as is_decided
    from right_proposals r join people p on p.id = r.person_id
    left join right_decisions d on d.person_id = r.person_id and d.position = r.position
    where r.person_id = ${key.personId} and r.position = ${key.position}`
  if (!proposal || !viewer.agencyIds.includes(proposal.agencyId)) throw notFound()
  const decision = read()
  const { approved, why } = decision
  if (proposal.isDecided) throw new Refusal('FACT_REFUSED', { message: '这一提议已经决定，请刷新页面查看' })
  const by = `staff:${viewer.username}`
  if (proposal.by === by || key.personId === viewer.id)
    throw new Refusal('NOT_YOURS', { message: '不能决定自己的权限，也不能决定自己的提议。请由另一位安全管理员决定' })
  const holder = await holderOf(tx, key.personId)
  if (approved && holder.endedAt)
    throw new Refusal('FACT_REFUSED', { message: '这位人员已经离任，不能批准。请退回，恢复以后另行提议' })
  if (approved) await requireFit(tx, house, holder, proposal)
  await decided(tx, key, { approved, why }, by, house.time.now().toISOString())
  await decisionOnRecord(tx, house, holder, { approved, why }, by)
  if (approved) await apply(tx, key.personId, proposal)
  if (approved && proposal.leaves) await leave(tx, house, key.personId, by)
  return decision
}

/** Rights that came before they were proposed (the first administrator's) are on record with the first change of them. */
async function recordPresent(tx: Tx, { id, roles, units }: Holder, at: string): Promise<void> {
  if (roles.length === 0) return
  const why = '开始记录以前已有的权限'
  const [first] = await tx`
    insert into right_proposals (person_id, position, roles, units, "by", at, why)
    select ${id}, 1, ${roles}, ${units}, 'system', ${at}, ${why}
    where not exists (select from right_proposals where person_id = ${id}) returning position`
  if (first) await decided(tx, { personId: id, position: 1 }, { approved: true, why }, 'system', at)
}

/** A change that somebody asks for about themselves. */
export const oneself = (field: string): FieldError => ({
  field,
  code: 'ONESELF',
  message: '不能变更自己的权限和状态。请由另一位系统管理员办理',
})

async function holderOf(tx: Tx, personId: string): Promise<Holder> {
  const [holder] = await tx<Holder[]>`
    select id, username, agency_id, roles, ended_at,
      array(select unit_id from person_units where person_id = p.id order by unit_id) as units
    from people p where id = ${personId} for update`
  if (!holder) throw notFound()
  return holder
}

async function requireFit(
  tx: Tx,
  house: Pick<House, 'time'>,
  holder: Holder,
  wanted: Rights,
  field = 'roles',
): Promise<void> {
  if (areExclusive(wanted.roles))
    throw invalid({
      field: 'roles',
      code: 'EXCLUSIVE_DUTIES',
      message: '系统管理员、安全管理员、审计员应当由专人担任，不能兼任其他岗位',
    })
  await requireUnits(tx, holder.agencyId, wanted.units)
  for (const [role, code, message] of LAST)
    if (holder.roles.includes(role) && !wanted.roles.includes(role) && (await isLast(tx, holder, role)))
      throw invalid({ field, code, message })
  await requireCoversFit(tx, house.time.today(), { personId: holder.id, roles: wanted.roles })
}

const LAST: [role: Role, code: string, message: string][] = [
  ['admin', 'LAST_ADMINISTRATOR', '这是最后一位系统管理员。请先邀请另一位'],
  ['security', 'LAST_SECURITY_OFFICER', '这是最后一位安全管理员。请先邀请另一位，再变更'],
]

/** Would an agency that this person serves in the role be left without anybody in it? */
async function isLast(tx: Tx, { id, agencyId }: Holder, role: Role): Promise<boolean> {
  const [left] = await tx`
    select 1 as left_alone from agencies a where ${agencyId} in (a.id, a.taken_in_by) and not exists (
      select from people p where p.agency_id in (a.id, a.taken_in_by) and ${role} = any(p.roles)
        and p.ended_at is null and p.id <> ${id}) limit 1`
  return left !== undefined
}

async function requireUnits(tx: Tx, agencyId: string, wanted: readonly string[]): Promise<void> {
  if (wanted.length === 0) return
  const known = await tx<{ id: string; agencyId: string }[]>`
    select id, agency_id from units where id = any(${wanted as string[]}) and closed_at is null`
  const unknown = wanted.filter((id) => !known.some((unit) => unit.id === id))
  if (unknown.length > 0)
    throw invalid({ field: 'units', code: 'NO_SUCH_UNIT', message: `没有这个承办机构：${unknown.join('、')}` })
  if (known.some((unit) => unit.agencyId !== agencyId))
    throw invalid({ field: 'units', code: 'OF_ANOTHER_AGENCY', message: '承办机构应当属于这位人员的机关' })
}

const decided = (
  tx: Tx,
  { personId, position }: { personId: string; position: number },
  { approved, why }: Decision,
  by: string,
  at: string,
) => tx`
  insert into right_decisions (person_id, position, approved, "by", at, why)
  values (${personId}, ${position}, ${approved}, ${by}, ${at}, ${why})`

const decisionOnRecord = (
  tx: Tx,
  house: Pick<House, 'time'>,
  { username: subject, agencyId }: Holder,
  { approved, why }: Decision,
  by: string,
) =>
  recordChange(
    tx,
    house,
    {
      ...{ agencyId, what: 'rights' as const, subject, before: { state: 'rightsWait', why: null } },
      after: { state: approved ? 'rightsInForce' : 'rightsRefused', why },
    },
    by,
  )

async function apply(tx: Tx, personId: string, { roles, units }: Rights): Promise<void> {
  changesOwnRights(personId)
  await tx`update people set roles = ${roles as string[]} where id = ${personId}`
  await tx`delete from person_units where person_id = ${personId} and unit_id <> all(${units as string[]})`
  await tx`
    insert into person_units (person_id, unit_id) select ${personId}, unnest(${units as string[]}::text[]) on conflict do nothing`
}

const isWithin = (some: readonly string[], all: readonly string[]) => some.every((one) => all.includes(one))
const isSame = (holder: Holder, wanted: Rights) =>
  isWithin(wanted.roles, holder.roles) &&
  isWithin(holder.roles, wanted.roles) &&
  isWithin(wanted.units, holder.units) &&
  isWithin(holder.units, wanted.units)
