/**
 * The font files of issued letters, kept once each in the store by the digest of their content. What a letter names as its
 * fonts is the digest of their list, and the list lies there under it: a letter is made again with the fonts it was made
 * with, whatever is installed by then.
 */
import { createReadStream } from 'node:fs'
import { type FontSet, fontsOf, namedIn } from '../documents/index.ts'
import type { Blobs } from '../ground/blobs.ts'
import type { House } from '../house.ts'

/** What this process has put into which store already, and when. */
const kept = new WeakMap<Blobs, Map<string, { at: number; keeping: Promise<void> }>>()
/** Of a letter that came to nothing they are named by nobody, and the store sets them aside after a day. */
const HALF_A_DAY = 43_200_000 // ms

/**
 * Keeps the fonts in use, at the first letter that they make.
 * @throws Error where a file has changed since the start: what is kept must be what the letter was drawn with
 */
export function keepFonts({ fonts, blobs }: Pick<House, 'fonts' | 'blobs'>): Promise<void> {
  const sets = kept.get(blobs) ?? new Map<string, { at: number; keeping: Promise<void> }>()
  kept.set(blobs, sets)
  const before = sets.get(fonts.digest)
  if (before && Date.now() - before.at < HALF_A_DAY) return before.keeping
  const keeping = keep(fonts, blobs).catch((fault) => {
    sets.delete(fonts.digest) // tried again with the next letter
    throw fault
  })
  sets.set(fonts.digest, { at: Date.now(), keeping })
  return keeping
}

async function keep({ files, manifest }: FontSet, blobs: Blobs): Promise<void> {
  for (const { path, sha256 } of new Map(files.map((file) => [file.sha256, file])).values()) {
    if (await blobs.has(sha256)) continue
    const stored = await blobs.put(createReadStream(path))
    if (stored.sha256 !== sha256) throw new Error(`The font ${path} has changed since the start. Start again.`)
  }
  await blobs.put(Buffer.from(manifest))
}

/** The fonts in use, where they are those; else the kept ones. @throws BlobMissing, BlobChanged */
export async function fontsNamed({ fonts, blobs }: Pick<House, 'fonts' | 'blobs'>, digest: string): Promise<FontSet> {
  if (digest === fonts.digest) return fonts
  const manifest = (await blobs.read(digest)).toString('utf8')
  const files = new Map<string, Buffer>()
  for (const { sha256 } of namedIn(manifest)) if (!files.has(sha256)) files.set(sha256, await blobs.read(sha256))
  return fontsOf(manifest, files)
}
