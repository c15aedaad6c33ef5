/** What is written into the reading room: published, corrected, withdrawn, published again. Each change keeps what was said. */
import type { Day } from '../../workflows/statute/days.ts'
import { json, type Tx } from '../db/client.ts'
import { bigramsOf, fold } from '../ground/fold.ts'
import { newId } from '../ground/ids.ts'
import { takeNumber } from '../ledger/numbers.ts'
import type { Described } from './described.ts'
import { lockedItem } from './queries.ts'
import type { Answered } from './tables.ts'

/** A file to be published: its content is in the store already. */
export type Content = { name: string; size: number; sha256: string; type: string }
export type Actor = { by: string; at: Date }
/** What was found in the files that are added, with the reason for which it may stand. */
type Looked = { found?: readonly Answered[] | undefined }
/** The decision in a case that an item goes back to. */
type Decided = { caseId: string; position: number }

/** @returns the item's id, which is its address. */
export async function publish(
  tx: Tx,
  agencyId: string,
  says: Described,
  files: readonly Content[],
  { on, by, at, found }: Actor & Looked & { on: Day },
  decided?: Decided,
): Promise<string> {
  const year = Number(on.slice(0, 4))
  const value = await takeNumber(tx, { agencyId: HOUSE, year, kind: 'released' })
  const id = `${year}-${String(value).padStart(4, '0')}`
  const row = { id, uid: newId(at), agencyId, ...says, releasedOn: on, ...decided }
  const { search, pairs } = searchable(says)
  const columns = { ...row, version: 1, updatedAt: at.toISOString(), search, pairs: vectorOf(tx, pairs) }
  await tx`insert into released ${tx(columns as never)}`
  await putFiles(tx, id, files, at)
  await noted(tx, id, { version: 1, act: 'published', why: '', says, by, at, found })
  return id
}

/** Numbers run over the whole house, so that an address needs no agency in it. */
const HOUSE = ''

export type Change = Actor & Looked & { why: string }

/** Other words, other files; an item that was withdrawn is public again, at the address that people have. */
export async function revise(
  tx: Tx,
  id: string,
  says: Described,
  files: { add: readonly Content[]; takeOff: readonly string[] },
  { why, by, at, found }: Change,
  again?: { on: Day } & Partial<Decided>,
): Promise<void> {
  const { version } = await lockedItem(tx, id)
  const { search, pairs } = searchable(says)
  const columns = {
    ...{ ...says, version: version + 1, updatedAt: at.toISOString(), search },
    ...(again && { withdrawnOn: null, withdrawnWhy: null, releasedOn: again.on }),
    ...(again?.position !== undefined && { position: again.position }),
    pairs: vectorOf(tx, pairs),
  }
  // One statement, for each is a version of its own.
  await tx`update released set ${tx(columns as never)} where id = ${id}`
  if (files.takeOff.length > 0) {
    await tx`
      update released_files set taken_off = ${version + 1}
      where released_id = ${id} and id = any(${files.takeOff as string[]}::uuid[]) and taken_off is null`
  }
  await putFiles(tx, id, files.add, at)
  await noted(tx, id, { version: version + 1, act: again ? 'restored' : 'corrected', why, says, by, at, found })
}

/** These files of the item are not to be had any more; what it says stays. */
export async function takeOff(tx: Tx, id: string, files: readonly string[], change: Change): Promise<void> {
  const { title, documentNumber, summary, topic, basis, madeOn } = await lockedItem(tx, id)
  await revise(
    tx,
    id,
    { title, documentNumber, summary, topic, ...(basis && { basis }), madeOn },
    { add: [], takeOff: files },
    change,
  )
}

/** The address answers from now on that this was withdrawn, and why; of one that was withdrawn before, that reason instead. */
export async function withdraw(tx: Tx, id: string, { on, why, by, at }: Change & { on: Day }): Promise<void> {
  const row = await lockedItem(tx, id)
  if (row.withdrawnOn && row.withdrawnWhy === why) return
  const version = row.version + 1
  await tx`
    update released set version = ${version}, withdrawn_on = ${row.withdrawnOn ?? on}, withdrawn_why = ${why}, updated_at = ${at.toISOString()}
    where id = ${id}`
  const { title, documentNumber, summary, topic, basis, madeOn } = row
  await noted(tx, id, {
    ...{ version, act: 'withdrawn', why, by, at },
    says: { title, documentNumber, summary, topic, ...(basis && { basis }), madeOn },
  })
}

function searchable({ title, documentNumber, summary }: Described): { search: string; pairs: string[] } {
  const search = [title, documentNumber ?? '', summary].map(fold).join('\n')
  return { search, pairs: bigramsOf(search) }
}

const vectorOf = (tx: Tx, pairs: readonly string[]) => tx`array_to_tsvector(${pairs as string[]}::text[])`

async function putFiles(tx: Tx, releasedId: string, files: readonly Content[], at: Date): Promise<void> {
  const [last] = await tx<{ position: number }[]>`
    select coalesce(max(position), 0)::int as position from released_files where released_id = ${releasedId}`
  for (const [i, { name, size, sha256, type }] of files.entries()) {
    const row = { releasedId, id: newId(at), position: last!.position + i + 1, name, size, sha256, type }
    await tx`insert into released_files ${tx(row)}`
  }
}

type Noted = Change & { version: number; act: 'published' | 'corrected' | 'withdrawn' | 'restored'; says: Described }

async function noted(tx: Tx, releasedId: string, { says, at, found = [], ...act }: Noted): Promise<void> {
  const row = {
    releasedId,
    ...act,
    says: json(says),
    at: at.toISOString(),
    found: found.length > 0 ? json(found) : null,
  }
  await tx`insert into release_acts ${tx(row)}`
}
