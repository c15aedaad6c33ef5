/**
 * 初审、复审、终审 of what is published without a case, and of what is put right: nothing of it is public before three persons have
 * agreed, by the rule of the readings in a case (`cases/first-reader.ts`): whoever proposed it does not read first, unless nobody
 * else can. SQL: an act asks in its transaction.
 */
import type { ReadingStep } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { ACTS } from '../acts/catalogue.ts'
import { enter, isDuplicate, json, type Sql, type Tx } from '../db/client.ts'
import { requireNoSecret } from '../files/secret.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { Role } from '../people/may.ts'
import { agenciesAs, type Seated } from '../people/sight.ts'
import type { Described } from './described.ts'
import { type Actor, type Content, publish, revise } from './publish.ts'
import { oneAtATime } from './stop.ts'
import type { Answered, ChangeKind, ChangeReading } from './tables.ts'

export type ChangeRow = {
  id: string
  agencyId: string
  agencyName: string
  kind: ChangeKind
  releasedId: string | null
  version: number | null
  says: Described
  takeOff: string[]
  found: Answered[]
  why: string
  by: string
  at: string
  readings: ChangeReading[]
  ended: 'done' | 'refused' | null
  endedBy: string | null
  endedWhy: string | null
  endedAt: string | null
  /** Somebody else than whoever proposed it may read it first. */
  othersReadFirst: boolean
}

const ORDER: readonly ReadingStep[] = ['first', 'second', 'final']

/** The reading that a change waits for; undefined of one that has ended. */
export const stepOf = ({ ended, readings }: Pick<ChangeRow, 'ended' | 'readings'>): ReadingStep | undefined =>
  ended ? undefined : ORDER[readings.length]

/** Who reads at this step, as the readings of a case have it. */
export const readersAt = (step: ReadingStep): readonly Role[] => ACTS.releaseDecided.maySteps![step]!

/** May this person give the reading that is waited for? Nobody reads twice, nor first what they proposed where somebody else can. */
export function mayReadChange(who: Seated & { username: string }, change: ChangeRow): boolean {
  const step = stepOf(change)
  const name = `staff:${who.username}`
  return (
    step !== undefined &&
    !(step === 'first' && change.by === name && change.othersReadFirst) &&
    !change.readings.some(({ by }) => by === name) &&
    agenciesAs(who, readersAt(step)).includes(change.agencyId)
  )
}

export type Proposed = {
  agencyId: string
  kind: ChangeKind
  /** The item and the version that the change rests on; none of a new one. */
  item?: { id: string; version: number }
  says: Described
  add: readonly Content[]
  takeOff: readonly string[]
  found: readonly Answered[]
  why: string
}

/** @returns the id of the change @throws Refusal FACT_REFUSED where another change of the item waits */
export async function propose(tx: Tx, of: Proposed, { by, at }: Actor): Promise<string> {
  const id = newId(at)
  try {
    await tx`
      insert into release_changes (id, agency_id, kind, released_id, version, says, take_off, found, why, "by", at, readings)
      values (${id}, ${of.agencyId}, ${of.kind}, ${of.item?.id ?? null}, ${of.item?.version ?? null}, ${json(of.says)}::jsonb,
        ${of.takeOff as string[]}::uuid[], ${json(of.found)}::jsonb, ${of.why}, ${by}, ${at.toISOString()}, '[]')`
  } catch (error) {
    if (!isDuplicate(error, 'release_changes_open')) throw error
    throw new Refusal('FACT_REFUSED', { message: '这一信息已有一项改动等待审核，请先审核' })
  }
  for (const [i, { name, size, sha256, type }] of of.add.entries())
    await tx`insert into release_change_files ${tx({ changeId: id, id: newId(at), position: i + 1, name, size, sha256, type })}`
  return id
}

const columns = (sql: Sql | Tx) =>
  sql`c.id, c.agency_id, a.name as agency_name, c.kind, c.released_id, c.version, c.says, c.take_off, c.found, c.why, c."by",
    c.at, c.readings, c.ended, c.ended_by, c.ended_why, c.ended_at,
    exists (select from people p where p.ended_at is null and 'staff:' || p.username <> c."by"
      and p.roles && ${readersAt('first') as string[]}::text[] and p.agency_id in (a.id, a.taken_in_by)) as others_read_first`

/** Those of these agencies, what waits before what has ended, the latest first. */
export const changesOf = (sql: Sql | Tx, agencyIds: readonly string[], most = 100) => sql<ChangeRow[]>`
  select ${columns(sql)} from release_changes c join agencies a on a.id = c.agency_id
  where c.agency_id = any(${agencyIds as string[]}) order by c.ended is not null, c.at desc, c.id desc limit ${most}`

/** How many wait for this person to read; no further than anybody counts. */
export async function changesAwaited(sql: Sql, who: Seated & { username: string }): Promise<number> {
  const agencies = agenciesAs(who, [...new Set(ORDER.flatMap(readersAt))])
  if (agencies.length === 0) return 0
  const open = await sql<ChangeRow[]>`
    select ${columns(sql)} from release_changes c join agencies a on a.id = c.agency_id
    where c.agency_id = any(${agencies as string[]}) and c.ended is null limit ${MOST_AWAITED}`
  return open.filter((change) => mayReadChange(who, change)).length
}
const MOST_AWAITED = 1_000

/** @throws Refusal NOT_FOUND */
export async function changeById(sql: Sql | Tx, id: string): Promise<ChangeRow> {
  const [row] = await sql<ChangeRow[]>`
    select ${columns(sql)} from release_changes c join agencies a on a.id = c.agency_id where c.id = ${id}`
  if (!row) throw notFound()
  return row
}

/** The change of this item that waits to be read, if there is one. */
export async function openChangeOf(sql: Sql | Tx, item: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    select id from release_changes where released_id = ${item} and ended is null`
  return row?.id
}

export type ChangeFile = Content & { id: string }

/** The files that it would add, in their order. */
export const filesOfChange = (sql: Sql | Tx, id: string) => sql<ChangeFile[]>`
  select id, name, size, sha256, type from release_change_files where change_id = ${id} order by position`

/**
 * One reading. The last one that agrees publishes, in its transaction.
 * @returns the item, once it is public
 * @throws Refusal NOT_YOURS; FACT_REFUSED where it was read or has ended meanwhile; FILES_STATE_SECRET; INVALID without an opinion
 */
export async function readChange(
  tx: Tx,
  who: Seated & { username: string },
  id: string,
  said: { step: string; accepted: boolean; opinion: string },
  { by, at, on }: Actor & { on: Day },
): Promise<string | undefined> {
  await tx`select from release_changes where id = ${id} for update`
  const change = await changeById(tx, id)
  const step = stepOf(change)
  if (step !== said.step) throw new Refusal('FACT_REFUSED', { message: '这一改动已经审核或者结束，请刷新后再办理' })
  if (!mayReadChange(who, change))
    throw new Refusal('NOT_YOURS', { message: '提出的人不作初审，同一人不审核两次；请由其他人审核' })
  if (!said.opinion.trim()) throw invalid({ field: 'opinion', code: 'MISSING', message: '请写明意见' })
  if (!said.accepted) {
    await tx`
      update release_changes set ended = 'refused', ended_by = ${by}, ended_why = ${said.opinion}, ended_at = ${at.toISOString()}
      where id = ${id}`
    return undefined
  }
  const add = await filesOfChange(tx, id)
  await enter(tx, [change.agencyId])
  await oneAtATime(tx, change.agencyId)
  await requireNoSecret(tx, { agencyId: change.agencyId }, add)
  const reading: ChangeReading = { step, by, at: at.toISOString(), opinion: said.opinion }
  const readings = [...change.readings, reading]
  if (step !== 'final') {
    await tx`update release_changes set readings = ${json(readings)}::jsonb where id = ${id}`
    return undefined
  }
  const released = await carriedOut(tx, change, add, { by, at, on })
  await tx`
    update release_changes set readings = ${json(readings)}::jsonb, released_id = ${released}, ended = 'done',
      ended_by = ${by}, ended_at = ${at.toISOString()} where id = ${id}`
  return released
}

/** @throws Refusal FACT_REFUSED where the item was changed since it was proposed: what was read is no longer what would stand */
async function carriedOut(
  tx: Tx,
  { kind, agencyId, releasedId, version, says, takeOff, found, why }: ChangeRow,
  add: readonly Content[],
  { by, at, on }: Actor & { on: Day },
): Promise<string> {
  if (kind === 'published') return publish(tx, agencyId, says, add, { on, by, at, found })
  const [item] = await tx<{ version: number }[]>`select version from released where id = ${releasedId} for update`
  if (item!.version !== version)
    throw new Refusal('FACT_REFUSED', { message: '这一信息在提出以后另有改动。请不同意这一项，按现在的内容重新提出' })
  const again = kind === 'restored' ? { on } : undefined
  await revise(tx, releasedId!, says, { add, takeOff }, { why, by, at, found }, again)
  return releasedId!
}
