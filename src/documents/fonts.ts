/** Which face draws which character: a role's own face, and where that has no such character, the next that has. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Face, openFace } from './face.ts'
import { DocumentFault } from './fault.ts'
import { type FontFile, findFonts, ROLES, type Role } from './find-fonts.ts'

/** U+3013, the printers' mark for a character that the case of type lacks. */
export const GETA = '〓'

/** Marks that stand in a full square in Chinese text. Some 仿宋 and 楷 draw them Latin and narrow. */
const SQUARE = new Set('“”‘’—…·')

export type Glyph = { face: Face; em: number; missing: boolean }

export type FontSet = {
  /** Names the font files, so that a letter can say what it was made with. Same digest, same bytes. */
  readonly digest: string
  /** The files in use, for people. */
  readonly files: readonly { role: Role; path: string }[]
  glyph(role: Role, character: string): Glyph
  /** The characters of the text that no font has, each once. */
  missing(text: string): string[]
}

type Source = FontFile & { role: Role; face: () => Face }

/** Faces are opened once a process, whichever set asks for them. */
const opened = new Map<string, Face>()

function source(role: Role, file: FontFile): Source {
  const key = `${file.path}#${file.postscriptName ?? ''}`
  return {
    ...file,
    role,
    face() {
      let face = opened.get(key)
      if (!face) {
        face = openFace(readFileSync(file.path), file.postscriptName)
        opened.set(key, face)
      }
      return face
    },
  }
}

/**
 * Finds a font file for each role: in `folder` first, then the system's (unless `system` is false), then the packages'.
 * @throws DocumentFault FONT_NOT_FOUND where a package lacks its file.
 */
export function openFonts({ folder, system = true }: { folder?: string; system?: boolean } = {}): FontSet {
  const sources = ROLES.flatMap((role) => findFonts(role, folder, system).map((file) => source(role, file)))

  // A role's own files first, then 宋 and the rare ones, then whatever is left: every role covers the same characters.
  const chains = new Map(
    ROLES.map((role) => {
      const order = [role, 'song', 'fang', 'rare', 'kai', 'hei', 'title']
      const chain = [...sources].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
      return [role, chain.filter((each, i) => chain.findIndex(({ path }) => path === each.path) === i)]
    }),
  )

  const known = new Map<Role, Map<string, Glyph>>(ROLES.map((role) => [role, new Map()]))

  function find(role: Role, character: string): Glyph {
    const codePoint = character.codePointAt(0)!
    let narrow: Glyph | undefined
    for (const each of chains.get(role)!) {
      const face = each.face()
      if (!face.has(codePoint)) continue
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

  return {
    digest: digestOf(sources),
    files: sources.map(({ role, path }) => ({ role, path })),
    glyph: glyphOf,
    missing: (text) => [...new Set(text)].filter((character) => glyphOf('fang', character).missing),
  }
}

function digestOf(sources: readonly Source[]): string {
  const hashes = new Map<string, string>()
  for (const { path } of sources)
    if (!hashes.has(path)) hashes.set(path, createHash('sha256').update(readFileSync(path)).digest('hex'))
  const lines = sources.map(({ role, path, postscriptName }) => `${role} ${postscriptName ?? ''} ${hashes.get(path)}`)
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
