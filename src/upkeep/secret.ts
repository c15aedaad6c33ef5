/** The secret key of the house in a folder of its own: who finds a backup must not find the key beside it. */
import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { keepFirst } from '../ground/durable.ts'
import { UpkeepFault } from './fault.ts'

const FILE = 'secret-key'

/** Where the key of a backup lies unless somebody says otherwise: beside it, to be carried away. */
export const besideOf = (dir: string): string => `${resolve(dir)}.keys`

/** @throws UpkeepFault KEYS_INSIDE the folder of the backup */
export function requireApart(dir: string, keysDir: string): void {
  const way = relative(resolve(dir), resolve(keysDir))
  if (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
    throw new UpkeepFault('KEYS_INSIDE', `${keysDir} 在备份的文件夹之内`)
}

/** @throws UpkeepFault KEYS_OF_ANOTHER where another key is kept there */
export function requireRoomFor(keysDir: string, secret: string): void {
  const kept = keptSecret(keysDir)
  if (kept !== undefined && kept !== secret) throw new UpkeepFault('KEYS_OF_ANOTHER', `${keysDir} 中已有另一个密钥`)
}

/** Keeps the key there; the same one may be there already. @throws UpkeepFault KEYS_OF_ANOTHER */
export async function keepSecret(keysDir: string, secret: string): Promise<void> {
  await mkdir(keysDir, { recursive: true, mode: 0o700 })
  keepFirst(join(keysDir, FILE), secret)
  requireRoomFor(keysDir, secret)
}

/** The key that is kept in a folder, if there is one. */
export function keptSecret(folder: string): string | undefined {
  const path = join(folder, FILE)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() || undefined : undefined
}
