/** Which face draws which character: a role's own face, and where that has no such character, the next that has. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { type Face, openFace } from './face.ts'
import { DocumentFault } from './fault.ts'
import { type FontFile, findFonts, ROLES, type Role } from './find-fonts.ts'

/** U+3013, the printers' mark for a character that the case of type lacks. */
export const GETA = '〓'

/** Marks that stand in a full square in Chinese text. Some 仿宋 and 楷 draw them Latin and narrow. */
const SQUARE = new Set('“”‘’—…·')
/** Fonts of other scripts draw these in their own way; U+FFFD stands for half of a character, which nothing draws. */
const CHINESE = new Set([...SQUARE, '\ufffd'])
const isOther = ({ role }: FontFile & { role: Role }) => role === 'world' || role === 'shaped'

export type Glyph = { face: Face; em: number; missing: boolean }

export type FontSet = {
  /** Names the font files, so that a letter can say what it was made with. Same digest, same bytes. */
  readonly digest: string
  /** The text that `digest` is the SHA-256 of: a line for each file, with its role and its own SHA-256. */
  readonly manifest: string
  /** The files in use, for people. */
  readonly files: readonly { role: Role; path: string; sha256: string }[]
  /** Those of them that turned out to be no sound font, each with the reason; the next of its role serves instead. */
  readonly broken: ReadonlyMap<string, string>
  glyph(role: Role, character: string): Glyph
  /** The characters of the text that no font has, each once. */
  missing(text: string): string[]
  /** The same files without those whose outlines are CFF: readers of OFD draw other glyphs of them, or none. */
  trueType(): FontSet
}

/** Named by its content: where files lie, and how often, is nothing to a letter. */
type Source = FontFile & { role: Role; sha256: string; face: () => Face | DocumentFault }

const nameOf = ({ sha256, postscriptName = '' }: Pick<Source, 'sha256' | 'postscriptName'>) =>
  `${sha256}#${postscriptName}`

/** Faces are opened once a process, whichever set of the machine asks for them. */
const opened = new Map<string, Face | DocumentFault>()
/** Their files by their SHA-256, in memory that threads share: a second copy of those of one letter took 40 MB. */
const shared = new Map<string, SharedArrayBuffer>()

/** The file of a face that this process has opened. */
export const openedFile = (sha256: string): SharedArrayBuffer | undefined => shared.get(sha256)

function readShared({ path, sha256 }: { path: string; sha256: string }): Buffer {
  const there = shared.get(sha256)
  if (there) return Buffer.from(there)
  const memory = new SharedArrayBuffer(statSync(path).size)
  const [bytes, file] = [Buffer.from(memory), openSync(path, 'r')]
  try {
    for (let at = 0, read = 1; at < bytes.length && read > 0; at += read) read = readSync(file, bytes, { offset: at })
  } finally {
    closeSync(file)
  }
  shared.set(sha256, memory)
  return bytes
}

/**
 * @param folder of the agency's own files; it need not be there
 * @param system whether Debian's fonts are looked for, too
 * @throws DocumentFault FONT_NOT_FOUND where the packages are not installed whole
 */
export function openFonts({ folder, system = true }: { folder?: string; system?: boolean } = {}): FontSet {
  const sources = ROLES.flatMap((role) =>
    findFonts(role, folder, system).map((file): Source => {
      const named = { ...file, role, sha256: digestOf(file.path) }
      return { ...named, face: () => once(opened, named, () => readShared(named)) }
    }),
  )
  return fontSet(sources)
}

/**
 * The set that a manifest names, from files that were kept: the letters that it makes are those that were made with it.
 * @param kept each file by its SHA-256, asked for when the first character is sought in it
 */
export function fontsOf(manifest: string, kept: Pick<ReadonlyMap<string, Buffer>, 'get'>): FontSet {
  const faces = new Map<string, Face | DocumentFault>()
  const sources = namedIn(manifest).map((named): Source => {
    const face = () => once(faces, named, () => kept.get(named.sha256)!)
    return { ...named, path: named.sha256, face }
  })
  return fontSet(sources)
}

/** The files of a manifest. */
export const namedIn = (manifest: string): { role: Role; postscriptName?: string; sha256: string }[] =>
  manifest.split('\n').map((line) => {
    const [role, postscriptName, sha256 = ''] = line.split(' ')
    return { role: role as Role, sha256, ...(postscriptName && { postscriptName }) }
  })

const lineOf = ({ role, postscriptName = '', sha256 }: Source) => `${role} ${postscriptName} ${sha256}`

const sha256Of = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

/** Reading all fonts for their digests takes a fifth of a second: once for each file as it stands. */
const digests = new Map<string, string>()
function digestOf(path: string): string {
  const { size, mtimeMs, ino } = statSync(path)
  const asItStands = `${path} ${size} ${mtimeMs} ${ino}`
  const sha256 = digests.get(asItStands) ?? sha256Of(readFileSync(path))
  digests.set(asItStands, sha256)
  return sha256
}

function once(
  faces: Map<string, Face | DocumentFault>,
  file: Pick<Source, 'sha256' | 'postscriptName'>,
  bytes: () => Buffer,
): Face | DocumentFault {
  const face = faces.get(nameOf(file)) ?? openedOrBroken(bytes(), file.postscriptName)
  faces.set(nameOf(file), face)
  return face
}

function openedOrBroken(bytes: Buffer, postscriptName: string | undefined): Face | DocumentFault {
  try {
    return openFace(bytes, postscriptName)
  } catch (fault) {
    if (fault instanceof DocumentFault) return fault
    throw fault
  }
}

const isTrueType = (face: Face | DocumentFault) => !(face instanceof DocumentFault) && face.outlines === 'TrueType'

function fontSet(sources: readonly Source[]): FontSet {
  // A role's own files first, then 宋 and the rare ones, then whatever is left: every role covers the same characters.
  // Other scripts come last: their fonts have figures and marks of their own, which stand in no Chinese line.
  const chains = new Map(
    ROLES.map((role) => {
      const order = [role, 'song', 'fang', 'rare', 'kai', 'hei', 'title', 'world', 'shaped']
      const chain = [...sources].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
      return [role, chain.filter((each, i) => chain.findIndex((other) => nameOf(other) === nameOf(each)) === i)]
    }),
  )

  const broken = new Map<string, string>()
  const known = new Map<Role, Map<string, Glyph>>(ROLES.map((role) => [role, new Map()]))

  function find(role: Role, character: string): Glyph {
    const codePoint = character.codePointAt(0)!
    let narrow: Glyph | undefined
    for (const each of chains.get(role)!) {
      if (isOther(each) && CHINESE.has(character)) continue
      const face = each.face()
      if (face instanceof DocumentFault) broken.set(each.path, face.message)
      if (face instanceof DocumentFault || !face.has(codePoint)) continue
      const glyph = { face, em: face.em(codePoint), missing: false }
      if (!SQUARE.has(character) || glyph.em > 0.99) return glyph
      narrow ??= glyph
    }
    if (narrow) return narrow
    if (character === GETA) throw new DocumentFault('GLYPH_MISSING', `字库中没有“${GETA}”。`, [GETA])
    return { ...glyphOf(role, GETA), missing: true }
  }

  function glyphOf(role: Role, character: string): Glyph {
    const glyphs = known.get(role)!
    let glyph = glyphs.get(character)
    if (!glyph) {
      glyph = find(role, character)
      glyphs.set(character, glyph)
    }
    return glyph
  }

  const manifest = sources.map(lineOf).join('\n')
  return {
    digest: sha256Of(manifest),
    manifest,
    files: sources.map(({ role, path, sha256 }) => ({ role, path, sha256 })),
    broken,
    glyph: glyphOf,
    missing: (text) => [...new Set(text)].filter((character) => glyphOf('fang', character).missing),
    trueType: () => fontSet(sources.filter(({ face }) => isTrueType(face()))),
  }
}
