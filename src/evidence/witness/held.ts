/** Checkpoints that others hold, read back: from the folder or the bucket of a witness, or from what an auditor has saved of its mails. */
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openBucket } from '../../ground/s3/bucket.ts'
import type { BucketSet } from '../../ground/s3/bucket-set.ts'
import { treeIn } from '../../ground/signed-note.ts'

export type Held = { where: string; note: string }

/** A mail with a checkpoint has some kilobytes. */
const LONGEST = 1024 * 1024
/** With few lines of extension and few signatures: a file that repeats its beginning is no long work. */
const NOTE =
  /^[^\n]{1,255}\n\d{1,16}\n[A-Za-z0-9+/]{43}=\n(?:[^\n]{1,255}\n){0,8}\n(?:— [^\n ]{1,255} [A-Za-z0-9+/]{1,255}={0,2}\n){1,16}/gmu

/** The checkpoints of these origins in a file, or in every file of a folder. @throws Error where it cannot be read */
export async function heldAt(path: string, origins: readonly string[]): Promise<Held[]> {
  const isFolder = (await lstat(path)).isDirectory()
  const names = isFolder ? (await readdir(path)).sort() : ['']
  const held: Held[] = []
  for (const name of names) {
    const where = isFolder ? join(path, name) : path
    const at = await lstat(where)
    if (!at.isFile() || at.size > LONGEST) continue
    for (const note of notesIn(await readFile(where), origins)) held.push({ where, note })
  }
  return held
}

/**
 * The same of a bucket: every version of every checkpoint. One that was written over lies behind the new one, locked, and a mark of
 * deletion before it hides nothing. @throws Error where they cannot be read
 */
export async function heldIn(set: BucketSet, origins: readonly string[]): Promise<Held[]> {
  const bucket = openBucket(set)
  const held: Held[] = []
  try {
    for await (const { key, version, size } of bucket.versions('checkpoint-')) {
      if (size > LONGEST) continue
      const parts: Buffer[] = []
      for await (const piece of (await bucket.get(key, { version }))?.pieces ?? []) parts.push(piece)
      const where = `${bucket.name} ${key} ${version}`.trim()
      for (const note of notesIn(Buffer.concat(parts), origins)) held.push({ where, note })
    }
    return held
  } finally {
    bucket.close()
  }
}

/** As it stands there, or as a mail has it: in base64, or quoted. */
function notesIn(bytes: Buffer, origins: readonly string[]): string[] {
  const text = bytes.toString('utf8').replaceAll('\r\n', '\n')
  const quoted = Buffer.from(
    text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
  const encoded = (text.match(/(?:^[A-Za-z0-9+/]{4,}={0,2}\n?)+/gm) ?? []).map((block) =>
    Buffer.from(block, 'base64').toString('utf8').replaceAll('\r\n', '\n'),
  )
  const notes = [text, quoted, ...encoded].flatMap((one) => one.match(NOTE) ?? [])
  return [...new Set(notes)].filter((note) => origins.includes(treeIn(note)?.origin ?? ''))
}
