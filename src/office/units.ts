/** The only writers of units (承办机构). SQL: all of it in the transaction of a change. */
import { z } from 'zod'
import type { Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import { text, wholeNumber, yesNo } from '../web/given.ts'
import { code } from './agency.ts'

const NAME = 60
const MOST = 500
const NAMED = 5

export const UNIT = z.strictObject({ agency: code.optional(), id: code.optional(), name: text(NAME) })
/** `position`: its place among the units of its agency, from 1. */
export const UNIT_CHANGE = z.strictObject({
  name: text(NAME).optional(),
  position: wholeNumber(1, MOST).optional(),
  closed: yesNo.optional(),
})
export type UnitChange = z.infer<typeof UNIT_CHANGE>

export type Unit = { id: string; agencyId: string; name: string; closed: boolean }

/** Every unit of these agencies, the closed ones last. */
export const everyUnit = (tx: Tx, agencyIds: readonly string[]) => tx<Unit[]>`
  select id, agency_id, name, closed_at is not null as closed from units where agency_id = any(${[...agencyIds]})
  order by closed_at is not null, position, id`

/**
 * Adds a unit, after those that are there. Without an id it gets the next one of its agency: `yunxi-3`.
 * @throws Refusal INVALID where id or name belongs to another
 */
export async function addUnit(
  tx: Tx,
  house: Pick<House, 'time'>,
  agencyId: string,
  { id, name }: { id?: string | undefined; name: string },
  by: string,
): Promise<Unit> {
  const units = await lockedUnits(tx)
  const own = units.filter((unit) => unit.agencyId === agencyId)
  const ids = new Set(units.map((unit) => unit.id))
  let n = own.length + 1
  while (ids.has(`${agencyId}-${n}`)) n++
  const unit: Unit = { id: id ?? `${agencyId}-${n}`, agencyId, name, closed: false }
  if (ids.has(unit.id)) throw invalid({ field: 'id', code: 'TAKEN', message: '编号已经用于另一承办机构，请改用另一个' })
  refuseSameName(own, unit)
  await tx`
    insert into units (id, agency_id, name, position)
    values (${unit.id}, ${agencyId}, ${name}, (select coalesce(max(position), 0) + 1 from units))`
  const after = { name, closed: false }
  await recordChange(tx, house, { agencyId, what: 'unit', subject: unit.id, before: null, after }, by)
  return unit
}

/**
 * Renames, moves, closes or opens again. A unit that is closed keeps its name in its cases.
 * @throws Refusal NOT_FOUND; INVALID; UNIT_IN_USE, which names the cases that are not archived
 */
export async function changeUnit(
  tx: Tx,
  house: Pick<House, 'time'>,
  id: string,
  { name, position, closed }: UnitChange,
  by: string,
): Promise<Unit> {
  const units = await lockedUnits(tx)
  const before = units.find((unit) => unit.id === id)
  if (!before) throw notFound()
  const own = units.filter(({ agencyId }) => agencyId === before.agencyId)
  const unit = { ...before, name: name ?? before.name, closed: closed ?? before.closed }
  refuseSameName(own, unit)
  if (unit.closed && !before.closed) await refuseInUse(tx, unit)
  const closedAt = unit.closed ? house.time.now().toISOString() : null
  await tx`
    update units set name = ${unit.name}, closed_at = case when ${unit.closed === before.closed} then closed_at
      else ${closedAt}::timestamptz end where id = ${id}`
  if (position !== undefined) {
    const others = own.filter((other) => other.id !== id).map((other) => other.id)
    const order = others.toSpliced(position - 1, 0, id)
    await tx`
      update units set position = place from unnest(${order}::text[]) with ordinality as put(unit, place)
      where id = put.unit`
  }
  const place = own.findIndex((other) => other.id === id) + 1
  const told = (one: Unit, position: number) => ({ name: one.name, closed: one.closed, position })
  await recordChange(
    tx,
    house,
    {
      ...{ agencyId: unit.agencyId, what: 'unit', subject: id },
      ...{ before: told(before, place), after: told(unit, position ?? place) },
    },
    by,
  )
  return unit
}

async function lockedUnits(tx: Tx): Promise<Unit[]> {
  await tx`lock table units in share row exclusive mode` // two at once would take one id
  return tx<Unit[]>`
    select id, agency_id, name, closed_at is not null as closed from units order by closed_at is not null, position, id`
}

function refuseSameName(own: readonly Unit[], { id, name }: Unit): void {
  if (own.some((other) => other.id !== id && other.name === name && !other.closed))
    throw invalid({ field: 'name', code: 'TAKEN', message: '本机关已有同名的承办机构，请改用另一个名称' })
}

async function refuseInUse(tx: Tx, { id, agencyId }: Unit): Promise<void> {
  const cases = await tx<{ name: string }[]>`
    select coalesce(number, receipt) as name from cases
    where agency_id = ${agencyId} and unit_id = ${id} and stage <> 'archive' order by submitted_on, receipt`
  if (cases.length === 0) return
  const named = cases.slice(0, NAMED).map(({ name }) => name)
  const list = named.join('、') + (cases.length > NAMED ? `等${cases.length}件` : '')
  throw new Refusal('UNIT_IN_USE', {
    message: `承办机构还有没有归档的申请，没有撤销：${list}`,
    more: { cases: cases.map(({ name }) => name) },
  })
}
