/** The secrets of the house: as they are set, or kept in the folder of the data. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { keepFirst } from './durable.ts'
import { keptRing, ONLY, type Ring, ringFrom, SECRET_LENGTH, type Secret } from './key-ring.ts'

/** Told of each setting that is wrong. */
export type Complain = (name: string, problem: string, remedy: string) => void

/** Where the secrets lie that the house made for itself. */
export const SECRET_FILE = 'secret-key'

/** SECRET_KEYS, and after them SECRET_KEY under the name that it has alone; undefined where neither is set. */
export function secretsGiven(setting: (name: string) => string | undefined, fault: Complain): Ring | undefined {
  const [several, one] = [setting('SECRET_KEYS'), setting('SECRET_KEY')]
  const named = ringFrom(several ?? '')
  if (!Array.isArray(named))
    fault(
      'SECRET_KEYS',
      named.problem,
      `Write NAME:SECRET, several separated by commas, the one that seals first: names of letters and digits, each secret at least ${SECRET_LENGTH} random characters (openssl rand -base64 32)`,
    )
  if (one && one.length < SECRET_LENGTH)
    fault(
      'SECRET_KEY',
      `has ${one.length} characters, which could be guessed`,
      `Give at least ${SECRET_LENGTH} random ones (openssl rand -base64 32), or leave it unset to have one made`,
    )
  if (!Array.isArray(named)) return undefined
  const first = named.find(({ id }) => id === ONLY)
  if (one && first && first.secret !== one)
    fault('SECRET_KEYS', `names ${ONLY}, which is SECRET_KEY, and means another`, `Give the new one another name`)
  const ring: Secret[] = one && !first ? [...named, { id: ONLY, secret: one }] : named
  return ring.length > 0 ? (ring as unknown as Ring) : undefined
}

/**
 * What is kept in the folder of the data, made where nothing is there yet; undefined where it is faulty.
 * @param sealed whether data lie beside it, which are of no use without it
 */
export function keptSecrets(path: string, sealed: boolean, fault: Complain): Ring | undefined {
  try {
    const isThere = existsSync(path)
    if (!isThere && sealed) {
      fault(
        'SECRET_KEY',
        `is unset, and ${path} is missing beside the data that are sealed by it`,
        'Put it back from where the keys of the last backup are kept (DIR.keys), or set SECRET_KEYS or SECRET_KEY as before. Nothing was made in its place',
      )
      return undefined
    }
    const content = isThere ? readFileSync(path) : keepFirst(path, randomBytes(32).toString('base64url'))
    const ring = keptRing(content.toString('utf8'))
    if (ring) return ring
    // Never made anew: a new key would silently void every session and every signed link of the old one.
    fault(
      'SECRET_KEY',
      `is unset, and what is kept in ${path} is damaged`,
      'Copy it back from where the keys of the last backup are kept (DIR.keys). Only an empty house may begin with a new one: remove the file then',
    )
  } catch (why) {
    fault(
      'SECRET_KEY',
      `is unset, and ${path} cannot be used (${(why as Error).message})`,
      'Make the file readable for this user, or set SECRET_KEY',
    )
  }
  return undefined
}
