/** Text as cells on the grid: each character with its face, its width and what may not be torn from it. */
import type { Cell } from './cell.ts'
import type { Face } from './face.ts'
import type { Role } from './find-fonts.ts'
import type { FontSet } from './fonts.ts'
import { isMongolian } from './harfbuzz.ts'
import { unformed } from './printable.ts'
import { isComplex, shapedCells } from './shaped.ts'

export type { Cell } from './cell.ts'

/** 避头: marks that never begin a line (GB/T 15834). */
export const NEVER_FIRST = new Set('，。、；：？！”’）〕》〉】」』〗｝］·—…～－％‰℃,.;:?!)]}%°')
/** 避尾: marks that never end one. */
export const NEVER_LAST = new Set('“‘（〔《〈【「『〖｛［([{￥＄$№')

const BLANK_RIGHT = new Set('，。、；：？！”’）〕》〉】」』〗')
const BLANK_LEFT = new Set('“‘（〔《〈【「『〖')
const SQUARE = new Set('“”‘’—…·')

const LATIN = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\p{M}@./_%+\-&=?#~:,;'’!$*()[\]]/u
const LETTER = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\p{M}]/u
const SQUARE_FIGURE = /[０-９Ａ-Ｚａ-ｚ]/
/** A figure keeps its unit: 3日, 20%, 1.2 MB, 30 页, 12万元. */
const HAN_UNIT =
  '[百千万亿]*(?:平方米|立方米|平方公里|公里|厘米|毫米|公斤|小时|分钟|工作日|[个年月日时分秒号条款项页件元份次人户亩吨米张册卷处笔名倍岁％%℃])|[百千万亿]+'
const LATIN_UNIT =
  '(?:[kKMGT]i?B|B|[kKMG]?b(?:ps|it)|[kKMG]?Hz|[kcm]?m[²³]?|[km]?g|t|m?[lL]|ha|k?Wh?|dB|°C)(?!\\p{Script=Latin})'
const UNIT = new RegExp(`^ ?(?:${HAN_UNIT}|${LATIN_UNIT})`, 'u')
const LONGEST_UNIT = 8

export function cellsOf(text: string, fonts: FontSet, role: Role, size: number): Cell[] {
  const characters = Array.from(lacksMongolian(text, fonts, role) ? unformed(text) : text)
  const cells: Cell[] = []
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!
    const { face, em, missing } = fonts.glyph(role, character)
    const { width, inset, stretch } = inSquare(character, face, em, size)
    const before = cells[i - 1]
    const latin = isLatin(characters, i)
    const glued = before ? glue(before, character, latin) : false
    const blank = BLANK_RIGHT.has(character) ? 'right' : BLANK_LEFT.has(character) ? 'left' : null
    cells.push({ character, face, width, inset, stretch, latin, glued, blank, missing })
  }
  keepNumbersWhole(characters, cells)
  keepFiguresWhole(characters, cells)
  return isComplex(text) ? shapedCells(cells, size) : cells
}

const lacksMongolian = (text: string, fonts: FontSet, role: Role): boolean =>
  isMongolian(text) && fonts.glyph(role, 'ᠠ').missing

/** Before a 文号 in running text, and in no 机关代字. */
const NO_MARK = new Set('的于以和与及按据照由经在了出将对向至自号')
/** 机关代字 are of two to six characters. */
const LONGEST_MARK = 6

/** 云公开告〔2026〕17号 is one word, as a reader looks it up. */
function keepNumbersWhole(characters: readonly string[], cells: readonly Cell[]) {
  for (let i = characters.indexOf('〔'); i >= 0; i = characters.indexOf('〔', i + 1)) {
    const [tail] = /^〔\d{4}〕\d{1,6}号/.exec(characters.slice(i, i + 13).join('')) ?? []
    if (!tail) continue
    let start = i
    while (i - start < LONGEST_MARK && isHan(characters[start - 1]) && !NO_MARK.has(characters[start - 1]!)) start--
    for (let k = start + 1; k < i + tail.length; k++) cells[k]!.glued = 'run'
  }
}

/** Longer rows of groups are lists, which have their ends of lines between them. */
const LONGEST_ACCOUNT = 24

/** A figure with its unit, and the groups of an account, are read in one: 1.2 MB, 0000 0000 0000 0000. */
function keepFiguresWhole(characters: readonly string[], cells: readonly Cell[]) {
  for (let i = 1; i < characters.length; i++) {
    if (!isFigure(characters[i - 1]) || isFigure(characters[i])) continue
    const [unit] = UNIT.exec(characters.slice(i, i + LONGEST_UNIT).join('')) ?? []
    if (unit) keepTogether(cells, i, i + unit.length)
    else if (characters[i] === ' ' && isFigure(characters[i + 1])) i = keepGroups(characters, cells, i)
  }
}

/** @returns the last space between the groups */
function keepGroups(characters: readonly string[], cells: readonly Cell[], space: number): number {
  let [start, end, last] = [space, space, space]
  while (isFigure(characters[start - 1])) start--
  while (isFigure(characters[end + 1])) {
    last = end++
    while (isFigure(characters[end])) end++
    if (characters[end] !== ' ') break
  }
  if (end - start <= LONGEST_ACCOUNT) keepTogether(cells, start + 1, end)
  return last
}

/** A space inside is no place to spread the line at, either. */
function keepTogether(cells: readonly Cell[], from: number, to: number) {
  for (const cell of cells.slice(from, to)) {
    if (cell.glued !== 'never') cell.glued = 'run'
    cell.latin ||= cell.character === ' '
  }
}

const isFigure = (character: string | undefined) => character !== undefined && character >= '0' && character <= '9'

const isHan = (character: string | undefined) => character !== undefined && character >= '一' && character <= '鿿'

/** A narrow mark is set in the middle of its square; a narrow dash is drawn out to fill it, so that —— is one stroke. */
function inSquare(character: string, face: Face, em: number, size: number) {
  if (!SQUARE.has(character) || em > 0.99) return { width: em * size, inset: 0, stretch: 1 }
  if (!isDash(character)) return { width: size, inset: ((1 - em) / 2) * size, stretch: 1 }
  const { left, width } = face.ink(character.codePointAt(0)!)
  return { width: size, inset: (-left / width) * size, stretch: 1 / width }
}

export const isDash = (character: string) => character === '—' || character === '…'

/** A letter or figure, or a mark that joins two of them: the points of 10.1, the slashes of an address. */
function isLatin(characters: readonly string[], i: number): boolean {
  const character = characters[i]!
  // Nearly all of a letter is Han, and need not be asked about scripts.
  if (isHan(character)) return false
  if (!LATIN.test(character) || SQUARE_FIGURE.test(character)) return false
  if (LETTER.test(character)) return true
  const near = (step: number) => {
    let k = i + step
    while (Math.abs(k - i) < 8 && LATIN.test(characters[k] ?? '') && !LETTER.test(characters[k]!)) k += step
    const neighbour = characters[k]
    return neighbour !== undefined && LETTER.test(neighbour) && !SQUARE_FIGURE.test(neighbour)
  }
  return near(-1) && (near(1) || '/%)]=#&'.includes(character))
}

function glue(before: Cell, character: string, latin: boolean): Cell['glued'] {
  if (before.latin && latin) return 'run'
  if (NEVER_FIRST.has(character) || NEVER_LAST.has(before.character)) return 'never'
  if (before.character === '第' || (before.character === '〕' && latin)) return 'soft'
  return false
}
