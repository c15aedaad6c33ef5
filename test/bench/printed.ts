/** What a PDF says by its fonts: a printer that lacks them draws boxes, which takes no time at all. */
import { inflateSync } from 'node:zlib'
import type { Letter } from '../../src/documents/index.ts'
import { partsOf } from './letters.ts'

const FONT = /\/BaseFont\s*\/[A-Z]{6}\+([\w-]+)/g
const CHINESE = /\p{Script=Han}/gu

/** Not all: a glyph that two characters share bears the name of one, 民 that of the radical ⺠; and no font has every rare character. */
const ENOUGH = 0.9

/** @throws Error where the Chinese of the letter is not drawn by the embedded font of this name. */
export function drawnBy(font: string, pdf: Buffer, letter: Letter, printer: string): void {
  const text = readable(pdf)
  const fonts = [...text.matchAll(FONT)].map(([, name]) => name!)
  if (!fonts.some((name) => name.startsWith(font)))
    throw new Error(`${printer} printed with ${[...new Set(fonts)].join() || 'no font'}, not with ${font}.`)
  const drawn = signsIn(text)
  const asked = new Set(Object.values(partsOf(letter)).flat().join('').match(CHINESE))
  const missing = [...asked].filter((sign) => !drawn.has(sign))
  if (missing.length > asked.size * (1 - ENOUGH)) throw new Error(`${printer} printed without ${missing.join('')}.`)
}

/** The file with every stream that can be unpacked. */
function readable(pdf: Buffer): string {
  const parts = [pdf.toString('latin1')]
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const start = pdf[at + 6] === 13 ? at + 8 : at + 7
    const end = pdf.indexOf('endstream', start)
    if (end < 0) break
    try {
      parts.push(inflateSync(pdf.subarray(start, end)).toString('latin1'))
    } catch {} // not a packed one
    at = end + 3
  }
  return parts.join('\n')
}

/** The characters that the fonts' tables (ToUnicode, ISO 32000 9.10.3) name: of a glyph, or of a row of glyphs. */
function signsIn(text: string): Set<string> {
  const characters = new Set<string>()
  const add = (hex: string, plus = 0) => {
    const units = hex.match(/.{4}/g)!.map((unit) => parseInt(unit, 16))
    characters.add(String.fromCharCode(...units.with(-1, units.at(-1)! + plus)).normalize('NFKC'))
  }
  for (const [, table] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, sign] of table!.matchAll(/<\w+>\s*<(\w+)>/g)) add(sign!)
  for (const [, table] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, until, sign, list] of table!.matchAll(/<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[([^\]]*)\])/g)) {
      const glyphs = parseInt(until!, 16) - parseInt(from!, 16) + 1
      if (sign) for (let i = 0; i < glyphs; i++) add(sign, i)
      else for (const [, each] of list!.matchAll(/<(\w+)>/g)) add(each!)
    }
  return characters
}
