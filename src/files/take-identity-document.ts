/** Takes in the picture of an identity document: checked like any file, encrypted before it is kept anywhere. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { newId } from '../ground/ids.ts'
import type { Keys } from '../ground/keys.ts'
import type { Heed } from '../web/shapes.ts'
import { sentence } from '../web/words/sentences.ts'
import { judged } from './judge.ts'
import { endingOf } from './kinds.ts'
import { safeName } from './safe-name.ts'
import { drain, MB, type RefusedFile } from './uploads.ts'

/** A picture that a telephone takes has half of this. */
const LARGEST_PAPER = 10 * MB
/** Front and back, and those of an agent. */
export const MOST_PAPERS = 4

/** `proof`: a keyed hash of the content, by which the same picture is known again; `heed`: why nobody may be able to see it. */
export type IdentityDocument = {
  id: string
  name: string
  size: number
  type: string
  heed: Heed | null
  proof: string
  sealed: Buffer
}

/** The keyed hash of a picture by its SHA-256. */
export const proofOf = (keys: Pick<Keys, 'lookup'>, sha256: string) => keys.lookup(`paper ${sha256}`)

/** What telephones and scanners make. */
const TYPES = ['jpeg', 'png', 'heic', 'heif', 'webp', 'bmp', 'tiff']
  .map((of) => `image/${of}`)
  .concat('application/pdf')

/** @param hold told of the bytes that are kept in memory, as they come; where it throws, they are too many */
export async function takeIdentityDocument(
  keys: Keys,
  fileName: string,
  content: Readable,
  at: Date,
  hold: (bytes: number) => Promise<void>,
): Promise<IdentityDocument | RefusedFile> {
  const name = safeName(fileName)
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of content.iterator({ destroyOnReturn: false })) {
    size += piece.length
    if (size > LARGEST_PAPER) {
      await drain(content)
      return { name, code: 'FILE_TOO_LARGE', message: sentence('file.tooLarge', { name, n: LARGEST_PAPER / MB }) }
    }
    await hold(piece.length)
    pieces.push(piece)
  }
  if (size === 0) return { name, code: 'FILE_EMPTY', message: sentence('file.empty', { name }) }
  const plain = Buffer.concat(pieces)
  const { type, heed } = await judged(plain, endingOf(name))
  if (!TYPES.includes(type)) return { name, code: 'FILE_TYPE', message: sentence('file.noPicture', { name }) }
  const proof = proofOf(keys, createHash('sha256').update(plain).digest('hex'))
  const id = newId(at)
  return { id, name, size, type, heed, proof, sealed: keys.seal('papers', [id], plain) }
}

/** Pictures are held in memory until the form is read: of more than a form takes none is. */
export async function onePaperTooMany(fileName: string, content: Readable): Promise<RefusedFile> {
  const name = safeName(fileName)
  await drain(content)
  return { name, code: 'TOO_BIG', message: sentence('file.tooMany', { name, n: MOST_PAPERS }) }
}
