/**
 * What witnesses hold of this log against the log itself: the files of a folder or a bucket, cosignatures that were kept, what an auditor
 * has saved; and the cosigners are asked. SQL: verification alone asks.
 */
import { checkpoint as checkpointOf } from '../../ground/checkpoint.ts'
import { cosignedBy, treeIn } from '../../ground/signed-note.ts'
import type { House } from '../../house.ts'
import { EMPTY_ROOT } from '../log/merkle.ts'
import { openedByHouse, originsOf } from '../log/own-notes.ts'
import type { Fault } from '../verify.ts'
import type { Log } from '../whole/log-check.ts'
import { Contradiction, give } from './give.ts'
import { type Held, heldAt, heldIn } from './held.ts'
import { hadBy } from './witnesses.ts'

/** That a witness holds this root of this size. */
type Claim = { whose: string; where: string; size: number; root: string }
/** `agrees`: null where it could not be read or asked. `size`: the furthest checkpoint that it was seen to hold. */
export type Witnessed = { witness: string; agrees: boolean | null; size: number | null; says?: string }
export type Claims = { claims: Claim[]; read: Witnessed[]; fault?: Fault }

type Asking = Pick<House, 'sql' | 'keys' | 'config' | 'post'>

/** What they hold, before the log is read. @param paths what an auditor names @throws Error where one of these holds none */
export async function claimsHeld(house: Asking, paths: readonly string[]): Promise<Claims> {
  const origins = originsOf(house.keys)
  const places: { witness: string; read(): Promise<Held[]> }[] = house.config.witnesses.flatMap((one) => {
    if (one.kind === 'folder') return [{ witness: one.name, read: () => heldAt(one.folder, origins) }]
    return one.kind === 'bucket' ? [{ witness: one.name, read: () => heldIn(one.set, origins) }] : []
  })
  const named = paths.map((path) => ({ witness: path, read: () => heldAt(path, origins) }))
  const found: Claims = { claims: await cosignaturesKept(house), read: [] }
  const [{ signed } = { signed: false }] = await house.sql<{ signed: boolean }[]>`
    select exists (select from checkpoints) as signed`
  for (const { witness, read } of [...places, ...named]) {
    const held = await read().catch((error: Error & { why?: string }) => new Error(error.why ?? error.message))
    if (paths.includes(witness) && (held instanceof Error || held.length === 0))
      throw new Error(held instanceof Error ? held.message : `${witness} holds no checkpoint of this log`)
    if (held instanceof Error) {
      found.read.push({ witness, agrees: null, size: null, says: `读不出来（${held.message}）` })
      continue
    }
    const claims = held.map(({ where, note }): Claim => {
      const { size, root } = treeIn(note)!
      if (!openedByHouse(note, house.keys))
        found.fault ??= {
          what: 'a checkpoint that a witness holds is not signed by the key of this house',
          file: where,
        }
      return { whose: witness, where, size, root }
    })
    found.claims.push(...claims)
    const size = claims.reduce((most, claim) => Math.max(most, claim.size), 0)
    const missing = ((await hadBy(house.sql)).get(witness)?.size ?? 0) > size
    const isEmpty = signed && claims.length === 0
    found.read.push({
      ...{ witness, agrees: missing ? false : isEmpty ? null : true, size },
      ...(missing
        ? { says: '送过的检查点已经不在其中' }
        : isEmpty && { says: '其中没有检查点（共享文件夹没有挂载，或者不是原来的桶？）' }),
    })
  }
  return found
}

/** Of cosigners, as they were kept: only what the witness signed counts. */
async function cosignaturesKept({ sql, config, keys }: Asking): Promise<Claim[]> {
  const claims: Claim[] = []
  for (const one of config.witnesses) {
    if (one.kind !== 'cosigner') continue
    const rows = await sql<{ size: string; root: string; proof: string }[]>`
      select size, root, proof from witnessed where witness = ${one.name}`
    for (const { size, root, proof } of rows) {
      const said = `${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`
      if (originsOf(keys).some((origin) => cosignedBy(`${origin}\n${said}`, proof, one.verifier)))
        claims.push({ whose: one.name, where: one.name, size: Number(size), root })
    }
  }
  return claims
}

/** Each is how the log began, and is among its checkpoints. */
export async function claimFault(
  { sql }: Pick<House, 'sql'>,
  claims: readonly Claim[],
  log: Log,
): Promise<Fault | undefined> {
  const sizes = [...new Set(claims.map(({ size }) => size))]
  const kept = new Set(
    (await sql<{ size: string }[]>`select size from checkpoints where size = any(${sizes}::bigint[])`).map(({ size }) =>
      Number(size),
    ),
  )
  const inOrder = claims.toSorted((a, b) => a.size - b.size)
  for (const { size, root, where } of inOrder) {
    if (size > log.size)
      return { what: `facts that a witness holds are missing from the log: it has ${log.size} of ${size}`, file: where }
    const own = log.roots.get(size)
    if (own !== undefined && own !== root)
      return { what: `the log is not the one that a witness holds at ${size} facts`, file: where }
  }
  const gone = inOrder.find(({ size }) => !kept.has(size))
  return gone && { what: `a witness holds a checkpoint that is missing here: of size ${gone.size}`, file: gone.where }
}

/** Cosigners are given the newest checkpoint: whoever signed another log says so. Mails cannot be asked. */
export async function askWitnesses(house: Asking): Promise<{ read: Witnessed[]; fault?: Fault }> {
  const [last] = await house.sql<{ size: string; root: string; note: string }[]>`
    select size, root, note from checkpoints order by size desc limit 1`
  const had = await hadBy(house.sql)
  const read: Witnessed[] = []
  let fault: Fault | undefined
  for (const one of house.config.witnesses) {
    if (one.kind === 'mail')
      read.push({ witness: one.name, agrees: null, size: null, says: '邮件不能读回，请用 --witness 指定保存的邮件' })
    if (one.kind !== 'cosigner') continue
    // Of an empty log, too: a witness that knows it says how far it had come.
    const checkpoint = last
      ? { ...last, size: Number(last.size) }
      : { size: 0, root: EMPTY_ROOT, note: checkpointOf(0, EMPTY_ROOT, house.keys) }
    try {
      await give(house, one, checkpoint, had.get(one.name)?.size ?? 0)
      read.push({ witness: one.name, agrees: true, size: checkpoint.size })
    } catch (error) {
      const says = (error as Error).message
      const contradicts = error instanceof Contradiction
      if (contradicts) fault ??= { what: `a witness holds another log: ${says}`, file: one.name }
      read.push({ witness: one.name, agrees: contradicts ? false : null, size: null, says })
    }
  }
  return { read, ...(fault && { fault }) }
}
