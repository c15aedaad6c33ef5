/** What a backup consists of, signed with the office's key: a part that is changed is found, and so is a changed list. */
import { sign, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { KeptTable } from '../db/snapshot.ts'
import { readVerifierKey, verifierKey } from '../ground/checkpoint.ts'
import type { Keys } from '../ground/keys.ts'
import { UpkeepFault } from './fault.ts'
import { type Part, writePart } from './parts.ts'

const LIST = 'manifest.json'
const SIGNATURE = 'manifest.json.sig'
const KIND = 'ysqgk backup'

export type Manifest = {
  kind: typeof KIND
  /** Of the data; and the last migration of the tables that the rows were read from. */
  edition: string
  migration: number
  postgres: string
  madeAt: string
  /** The public half of the key that signs, as a verifier key under any name: which key belongs to this backup. */
  key: string
  /** The secrets without which it does not open: their names, and what shows that they are the same. */
  secrets: Keys['proofs']
  tables: (KeptTable & Part & { rows: number })[]
  /** A list of the stored files, and how many there are of how many bytes. */
  blobs: Part & { count: number; bytes: number }
  /** Fonts of the agency's own. */
  fonts: Part[]
  /** Stored files that could not be read when the backup was made. */
  lacking: string[]
}

const signed = (text: string) => Buffer.from(`${KIND}\n${text}`)

/** Written last: a backup without it was not finished. @returns the part that the list itself is */
export async function writeManifest(
  dir: string,
  content: Omit<Manifest, 'kind' | 'key' | 'secrets'>,
  keys: Keys,
): Promise<Part> {
  const manifest: Manifest = { kind: KIND, key: verifierKey(keys), secrets: keys.proofs, ...content }
  const text = `${JSON.stringify(manifest, null, 1)}\n`
  const write = (path: string, said: string) => writePart(dir, path, Readable.from([Buffer.from(said)]))
  await write(SIGNATURE, `${sign(null, signed(text), keys.signer).toString('base64')}\n`)
  return write(LIST, text)
}

/** The list as it lies there, believed so far as to say which key it needs. @throws UpkeepFault BACKUP_INCOMPLETE, BACKUP_DAMAGED */
export async function readManifest(dir: string): Promise<{ manifest: Manifest; text: string }> {
  const text = await readFile(join(dir, LIST), 'utf8').catch((error: Error) => {
    throw new UpkeepFault('BACKUP_INCOMPLETE', `${dir} 中没有备份清单 ${LIST}（${error.message}）`)
  })
  try {
    const manifest = JSON.parse(text) as Manifest
    if (manifest.kind === KIND) return { manifest, text }
  } catch {}
  throw new UpkeepFault('BACKUP_DAMAGED', `备份清单 ${LIST} 读不懂`)
}

/** @throws UpkeepFault KEYS_WRONG for the keys of another office; BACKUP_DAMAGED where the list was changed */
export async function requireSigned(
  dir: string,
  { manifest, text }: { manifest: Manifest; text: string },
  keys: Keys,
): Promise<void> {
  const lacks = manifest.secrets.some(({ id, proof }) => keys.proofs.find((own) => own.id === id)?.proof !== proof)
  const told = readVerifierKey(manifest.key)?.verifier
  // One from before a hand-over is signed by an earlier key.
  const verifier = [keys.verifier, ...keys.earlier].find((own) => told && own.equals(told))
  if (lacks || !verifier) throw new UpkeepFault('KEYS_WRONG', '给出的密钥不是作出这份备份的密钥')
  const signature = await readFile(join(dir, SIGNATURE), 'utf8').catch(() => '')
  if (!verify(null, signed(text), verifier, Buffer.from(signature, 'base64')))
    throw new UpkeepFault('BACKUP_DAMAGED', `备份清单 ${LIST} 的签名不符：清单在备份以后有变动`)
}
