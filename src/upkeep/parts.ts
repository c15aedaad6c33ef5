/** The files of a backup: written once, each with its size and SHA-256; read again only as what was written. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { writeOnce } from '../ground/durable.ts'
import { UpkeepFault } from './fault.ts'

/** `path` within the backup, with slashes. */
export type Part = { path: string; size: number; sha256: string }

/** Durable when it returns. @throws where a file of that name is there */
export async function writePart(dir: string, path: string, content: AsyncIterable<Uint8Array>): Promise<Part> {
  await mkdir(dirname(join(dir, path)), { recursive: true, mode: 0o700 })
  return { path, ...(await writeOnce(join(dir, path), content, 0o600)) }
}

/** Lines as a compressed part. */
export async function writeLines(dir: string, path: string, batches: AsyncIterable<string[]>) {
  let count = 0
  async function* text() {
    for await (const batch of batches) {
      count += batch.length
      yield `${batch.join('\n')}\n`
    }
  }
  const packed = createGzip({ level: 6 })
  const [part] = await Promise.all([writePart(dir, path, packed), pipeline(Readable.from(text()), packed)])
  return { ...part, count }
}

/** The lines of such a part, in batches. */
export async function* linesOf(dir: string, { path }: Pick<Part, 'path'>, batch = 500): AsyncIterable<string[]> {
  const input = createReadStream(join(dir, path)).pipe(createGunzip()).setEncoding('utf8')
  let lines: string[] = []
  let rest = ''
  for await (const piece of input) {
    // At line feeds alone: readers of lines also take U+2028 for one, which may stand in what a citizen wrote.
    const [first = '', ...more] = String(piece).split('\n')
    rest += first
    for (const next of more) {
      lines.push(rest)
      rest = next
    }
    while (lines.length >= batch) {
      yield lines.slice(0, batch)
      lines = lines.slice(batch)
    }
  }
  if (rest) lines.push(rest)
  if (lines.length > 0) yield lines
}

/** @throws UpkeepFault BACKUP_DAMAGED, by name, for a part that is gone or has changed */
export async function requireWhole(dir: string, { path, size, sha256 }: Part): Promise<void> {
  const hash = createHash('sha256')
  let found = 0
  try {
    for await (const piece of createReadStream(join(dir, path))) {
      hash.update(piece)
      found += piece.byteLength
    }
  } catch (error) {
    throw new UpkeepFault('BACKUP_DAMAGED', `备份中的 ${path} 读不出来（${(error as Error).message}）`)
  }
  if (found !== size || hash.digest('hex') !== sha256)
    throw new UpkeepFault('BACKUP_DAMAGED', `备份中的 ${path} 与清单不符：内容在备份以后有变动`)
}
