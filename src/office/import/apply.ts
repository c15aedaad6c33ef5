/** Puts a file into the office: all of it, or nothing. SQL: all of it in one transaction. */
import { casesHeldBy } from '../../cases/hand-over.ts'
import type { Tx } from '../../db/client.ts'
import { canonical, sha256 } from '../../ground/canonical.ts'
import { type FieldError, invalid } from '../../ground/errors.ts'
import type { House } from '../../house.ts'
import { setDetails } from '../../people/details.ts'
import { PLACEHOLDER } from '../../people/first-administrator.ts'
import { proposeRights } from '../../people/grant.ts'
import { newLink } from '../../people/links.ts'
import { addPerson } from '../../people/newcomers.ts'
import { allAgencies } from '../../people/queries.ts'
import { addAgency, changeAgency, marksUsed } from '../agencies.ts'
import type { GivenAgency } from '../agency.ts'
import { MOVED_BY, mayMove } from '../may.ts'
import { list } from '../people/change.ts'
import { addUnit, changeUnit, everyUnit } from '../units.ts'
import { type Before, type PersonBefore, type Plan, planOf } from './plan.ts'
import { fault, type Rows } from './rows.ts'

type Lawful = Pick<House, 'law' | 'time'>

export type Link = { username: string; name: string; path: string }
export type Applied = { plan: Plan; links: Link[]; waiting: string[] }

/** Who imports: the operator of the machine, or an administrator for their own agency and those it takes in for. */
export type Importer =
  | { by: 'system' }
  | { by: `staff:${string}`; agencyIds: readonly string[]; own: string | undefined }

/**
 * What the file would change.
 * @throws Refusal INVALID with every fault of the file
 */
export async function lookAt(tx: Tx, house: Lawful, rows: Rows, importer: Importer): Promise<Plan> {
  const before = await standing(tx)
  const plan = planOf(rows, before, house)
  refuseForeign(plan, before, importer)
  await refuseOrphans(tx, plan)
  return plan
}

/**
 * Applies it. New people get a one-time link each, unless their rights wait for a security officer.
 * @throws Refusal INVALID as `lookAt`
 */
export async function applyRows(tx: Tx, house: Lawful, rows: Rows, importer: Importer): Promise<Applied> {
  await tx`select pg_advisory_xact_lock(hashtextextended('office import', 0))`
  const free = await isFirst(tx)
  const plan = await lookAt(tx, house, rows, importer)
  const how = { by: importer.by, why: '从文件导入', free }
  // Those that take in for themselves first: the others name them.
  const inOrder = plan.agencies.toSorted((a, b) => rank(a.after) - rank(b.after))
  for (const { before, given, after } of inOrder) {
    if (!before) await addAgency(tx, house, given as GivenAgency, importer.by)
    else if (canonical(before) !== canonical(after)) await changeAgency(tx, house, after.id, given, importer.by)
  }
  for (const { before, after } of plan.units) {
    if (!before) await addUnit(tx, house, after.agencyId, after, importer.by)
    else if (before.name !== after.name) await changeUnit(tx, house, after.id, { name: after.name }, importer.by)
  }
  const links: Link[] = []
  const waiting: string[] = []
  // The security officer comes last: the first one would have to approve the others.
  for (const { before, after } of plan.people.toSorted((a, b) => officer(a.after) - officer(b.after))) {
    if (!before) {
      const { id, waits } = await addPerson(tx, house, after, how)
      if (waits) waiting.push(after.username)
      else
        links.push({
          username: after.username,
          name: after.name,
          path: await newLink(tx, house, id, { by: importer.by }),
        })
      continue
    }
    await setDetails(tx, house, before.id, { name: after.name, email: after.email }, importer.by)
    if (isSame(before.roles, after.roles) && isSame(before.units, after.units)) continue
    if (await proposeRights(tx, house, before.id, after, how)) waiting.push(after.username)
  }
  return { plan, links, waiting }
}

/** Tells two looks at a file apart: the office may have changed between them. */
export const digestOf = ({ changes }: Plan): string => sha256(canonical(changes))

const rank = ({ id, takenInBy }: { id: string; takenInBy: string }) => (id === takenInBy ? 0 : 1)
const officer = ({ roles }: { roles: readonly string[] }) => (roles.includes('security') ? 1 : 0)
const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((one) => b.includes(one))

async function standing(tx: Tx): Promise<Before> {
  const agencies = await allAgencies(tx)
  const people = await tx<PersonBefore[]>`
    select id, username, name, email, agency_id, roles, ended_at is not null as ended,
      array(select unit_id from person_units where person_id = p.id order by unit_id) as units from people p`
  const units = await everyUnit(
    tx,
    agencies.map(({ id }) => id),
  )
  return { agencies, units, people, marks: await marksUsed(tx) }
}

/** Nobody is there but the first administrator. */
async function isFirst(tx: Tx): Promise<boolean> {
  const [there] = await tx<{ n: number }[]>`select count(*)::int as n from people`
  return there!.n <= 1
}

/** What is another office's is not changed from here; the first administrator of an empty house sets up all of it. */
function refuseForeign(plan: Plan, before: Before, importer: Importer): void {
  if (importer.by === 'system') return
  const { agencyIds, own } = importer
  if (before.agencies.find(({ id }) => id === own)?.name === PLACEHOLDER) return
  const mine = (agencyId: string) => agencyIds.includes(agencyId)
  const owns = before.agencies.some(({ id, takenInBy }) => id === own && takenInBy === own)
  const added = plan.agencies.filter(({ before }) => !before).map(({ after }) => after)
  const foreign = [
    ...plan.agencies
      .filter(({ before, after }) => (before ? !mine(after.id) : !owns || after.takenInBy !== own))
      .map(({ after }) => after.id),
    ...[...plan.units.map(({ after }) => after.agencyId), ...plan.people.map(({ after }) => after.agencyId)].filter(
      (id) => !mine(id) && !added.some((agency) => agency.id === id),
    ),
  ]
  const moved = plan.agencies.filter(({ before, after }) => before && !mayMove(own, before, after.takenInBy))
  if (moved.length > 0) throw invalid(...moved.map(({ at }) => fault(at('takenInBy'), 'OF_ANOTHER_AGENCY', MOVED_BY)))
  if (foreign.length === 0) return
  const message = `${[...new Set(foreign)].join('、')}不由本机关统一收件，不能从这里变更；请在服务器上用 office import 导入`
  throw invalid(fault('file', 'NO_SUCH_AGENCY', message))
}

/** Who handles no more hands over what is open, which a file cannot say: each case is assigned on record, on the page. */
async function refuseOrphans(tx: Tx, { people }: Plan): Promise<void> {
  const faults: FieldError[] = []
  for (const { before, after, at } of people) {
    if (!before?.roles.includes('handler') || after.roles.includes('handler')) continue
    const held = await casesHeldBy(tx, before.id)
    if (held.length === 0) continue
    const message = `还有${held.length}件未办结的申请由${after.name}承办，请先在“人员”页面选择接手的承办人，再导入：${list(held)}`
    faults.push(fault(at('roles'), 'HANDOVER_MISSING', message))
  }
  if (faults.length > 0) throw invalid(...faults)
}
