/**
 * A program of its own, since a reader that hangs can only be ended from outside: breaks a font in ways counted from a
 * seed, uses what is left as a letter would, and says what became of it. Arguments: the first way, and how many.
 */
import { writeSync } from 'node:fs'
import { type Face, openFace } from '../../src/documents/face.ts'
import { DocumentFault } from '../../src/documents/index.ts'
import { CHARACTERS, smallFont } from './small-font.ts'

export type Report = { refused: number; used: number; faults: { way: number; what: string }[] }

/** Numbers that look like chance and are the same each time (mulberry32). */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const NUMBERS = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]

export function broken(font: Buffer, way: number): Buffer {
  const pick = chance(way)
  const copy = Buffer.from(font)
  if (way % 4 === 0) return copy.subarray(0, pick(font.length))
  // Half of the blows fall on directory and heads, where few bytes decide much.
  const somewhere = () => pick(pick(2) === 0 ? 400 : font.length - 4)
  for (let blows = 1 + pick(4); blows > 0; blows--) {
    const at = somewhere()
    const number = NUMBERS[pick(NUMBERS.length)]!
    if (way % 4 === 1) copy[at]! ^= 1 << pick(8)
    else if (way % 4 === 2) copy.writeUInt16BE(number & 0xffff, at & ~1)
    else copy.writeUInt32BE(number, at & ~3)
  }
  return copy
}

/** What a letter asks of a face. */
function use(face: Face): void {
  const points = Array.from(CHARACTERS, (each) => each.codePointAt(0)!).filter(face.has)
  for (const point of points) {
    const { left, width } = face.ink(point)
    for (const number of [face.glyph(point), face.em(point), left, width])
      if (!Number.isFinite(number)) throw new Error(`${number} for U+${point.toString(16)}`)
  }
  for (const number of Object.values(face.descriptor).flat())
    if (!Number.isFinite(number)) throw new Error(`${number} in the descriptor`)
  face.name.replaceAll(' ', '_')
  face.subset([0, ...points.map(face.glyph)])
}

if (import.meta.main) {
  const [first = 0, count = 0] = process.argv.slice(2).map(Number)
  const font = smallFont()
  const report: Report = { refused: 0, used: 0, faults: [] }
  for (let way = first; way < first + count; way++) {
    writeSync(1, `${way}\n`)
    try {
      use(openFace(broken(font, way)))
      report.used++
    } catch (fault) {
      if (fault instanceof DocumentFault) report.refused++
      else report.faults.push({ way, what: (fault as Error).stack ?? String(fault) })
    }
  }
  writeSync(1, JSON.stringify(report))
}
