/**
 * The fonts of letters as they lie in an office's store: 66 MB, which each office seals at its first letter. Sealed once a
 * run by the store itself, and linked into each office of the same key: half a second for a hundred offices.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROLES } from '../../src/documents/find-fonts.ts'
import { type FontSet, fontsOf } from '../../src/documents/index.ts'
import { openBlobs } from '../../src/ground/blobs/open.ts'
import type { House } from '../../src/house.ts'
import { keepFonts } from '../../src/letters/kept-fonts.ts'

/**
 * Into a store on the disk that is sealed by one key; every other seals its own at its first letter.
 * @param wanted of the sealed files, by SHA-256
 * @returns whether they lie there now
 */
export async function linkFonts({ config, fonts }: Fonts, wanted = (_sha256: string) => true): Promise<boolean> {
  const [key, ...more] = config.secrets
  if (config.blobBucket || !config.blobsSealed || !key || more.length > 0) return false
  const these = createHash('sha256').update(`${fonts.digest} ${key.id}:${key.secret}`).digest('hex').slice(0, 16)
  const sealed = join(tmpdir(), `fonts-${these}`)
  if (!existsSync(sealed)) await sealOnce(sealed, { config, fonts })
  for (const shelf of await readdir(sealed))
    for (const name of await readdir(join(sealed, shelf))) {
      if (!wanted(shelf + name)) continue
      await mkdir(join(config.blobDir, shelf), { recursive: true, mode: 0o700 })
      await link(join(sealed, shelf, name), join(config.blobDir, shelf, name))
    }
  return true
}
type Fonts = Pick<House, 'config' | 'fonts'>

/** Whole or not at all: workers come at once. */
async function sealOnce(folder: string, { config, fonts }: Fonts): Promise<void> {
  const draft = `${folder}.${randomUUID()}`
  const blobs = await openBlobs({ ...config, blobDir: draft })
  await keepFonts({ fonts, blobs })
  blobs.close()
  await rm(join(draft, 'drafts'), { recursive: true })
  await rename(draft, folder).catch(async (fault) => {
    if (!existsSync(folder)) throw fault
    await rm(draft, { recursive: true }) // another worker was faster
  })
}

/**
 * From now on every role of this house is drawn with one file, 黑: for tests that carry, prove and restore the whole store
 * again and again, to which 10 MB tell the same as 66.
 */
export async function withOneFont(house: Fonts & Pick<House, 'blobs'>): Promise<void> {
  const { path, sha256 } = house.fonts.files.find(({ role }) => role === 'hei')!
  if (!(await linkFonts(house, (each) => each === sha256))) await house.blobs.put(await readFile(path))
  const manifest = ROLES.map((role) => `${role}  ${sha256}`).join('\n')
  const set = one.get(manifest) ?? fontsOf(manifest, { get: () => readFileSync(path) })
  one.set(manifest, set)
  // Where it lies is told too: a thread that binds opens it anew.
  house.fonts = { ...set, files: set.files.map((file) => ({ ...file, path })) }
}
/** Opened once a worker: to find its glyphs takes half a second. */
const one = new Map<string, FontSet>()
