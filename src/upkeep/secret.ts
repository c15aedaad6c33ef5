/** The keys of the house in a folder of their own: who finds a backup must not find the keys beside it. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { keepFirst, replaceFile } from '../ground/durable.ts'
import { keptRing, type Ring, ringText, type Secret } from '../ground/key-ring.ts'
import type { Keys } from '../ground/keys.ts'
import { SECRET_FILE } from '../ground/secrets.ts'
import { areOneHouse, keepSigners, keptSigners } from '../ground/signing-key.ts'
import { UpkeepFault } from './fault.ts'

/** Where the keys of a backup lie unless somebody says otherwise: beside it, to be carried away. */
export const besideOf = (dir: string): string => `${resolve(dir)}.keys`

/** @throws UpkeepFault KEYS_INSIDE the folder of the backup */
export function requireApart(dir: string, keysDir: string): void {
  const way = relative(resolve(dir), resolve(keysDir))
  if (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
    throw new UpkeepFault('KEYS_INSIDE', `${keysDir} 在备份的文件夹之内`)
}

export type Held = { secrets: Ring; keys: Pick<Keys, 'signers'> }

/** @throws UpkeepFault KEYS_OF_ANOTHER where the keys of another house are kept there */
export function requireRoomFor(keysDir: string, { secrets, keys }: Held, withSecrets = true): void {
  const [ring, signers] = [withSecrets ? keptSecrets(keysDir) : undefined, keptSigners(keysDir)]
  const isOther = ring?.some(({ id, secret }) => secrets.some((own) => own.id === id && own.secret !== secret))
  // After a rotation they have no name in common, and signing keys of one house all the same.
  const isStrange = ring && !signers && !ring.some(({ id }) => secrets.some((own) => own.id === id))
  if (isOther || isStrange || (signers && !areOneHouse(signers, keys.signers)))
    throw new UpkeepFault('KEYS_OF_ANOTHER', `${keysDir} 中已有另一个密钥`)
}

/** Keeps the keys there, and what an earlier backup needs besides them. @throws UpkeepFault KEYS_OF_ANOTHER */
export async function keepKeys(keysDir: string, held: Held): Promise<void> {
  await mkdir(keysDir, { recursive: true, mode: 0o700 })
  requireRoomFor(keysDir, held)
  const earlier: readonly Secret[] = keptSecrets(keysDir) ?? []
  const others = earlier.filter(({ id }) => !held.secrets.some((own) => own.id === id))
  const text = ringText([...held.secrets, ...others])
  const path = join(keysDir, SECRET_FILE)
  if (keepFirst(path, text).toString('utf8') !== text) replaceFile(path, text)
  keepSigners(keysDir, held.keys.signers)
}

/** The secrets that are kept in a folder, if there are any. */
export function keptSecrets(folder: string): Ring | undefined {
  const path = join(folder, SECRET_FILE)
  return existsSync(path) ? keptRing(readFileSync(path, 'utf8')) : undefined
}

/** The keys of a backup, in the folder where a service looks for them. */
export async function putBackKeys(dataDir: string, held: Held, withSecrets: boolean): Promise<void> {
  if (withSecrets) await keepKeys(dataDir, held)
  else keepSigners(dataDir, held.keys.signers)
}
