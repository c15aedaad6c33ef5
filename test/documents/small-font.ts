/** A whole TrueType font of a few characters, small enough that a blow anywhere hits something. */
import { readFileSync } from 'node:fs'
import * as fontkit from 'fontkit'
import { openFace } from '../../src/documents/face.ts'
import { fonts } from './samples.ts'

/** The last is made of the first two. */
export const CHARACTERS = '一龙，〓Ag8½'

type Tables = Record<string, Buffer>
type Directory = Record<string, { offset: number; length: number }>

export function smallFont(): Buffer {
  const file = readFileSync(fonts.files.find(({ role }) => role === 'hei')!.path)
  const whole = fontkit.create(file) as fontkit.Font
  const simple = Array.from(CHARACTERS.slice(0, -1), (each) => whole.glyphForCodePoint(each.codePointAt(0)!).id)
  const part = Buffer.from(openFace(file).subset([0, ...simple]))
  const own = withComposite(tablesOf(part))
  const given = tablesOf(file, ['OS/2', 'name'])
  const post = Buffer.alloc(32)
  post.writeUInt32BE(0x00030000) // without names of glyphs
  return fontFile({ ...own, ...given, post, cmap: characterMap() })
}

function tablesOf(file: Buffer, tags?: string[]): Tables {
  const { tables } = (fontkit.create(file) as unknown as { directory: { tables: Directory } }).directory
  const wanted = Object.entries(tables).filter(([tag]) => !tags || tags.includes(tag))
  return Object.fromEntries(
    wanted.map(([tag, { offset, length }]) => [tag, Buffer.from(file.subarray(offset, offset + length))]),
  )
}

function withComposite({ glyf, loca, hmtx, head, hhea, maxp, ...rest }: Required<Tables>): Tables {
  const outline = Buffer.from('ffff000000000064006400230001000000000003000200c80000', 'hex')
  const count = maxp!.readUInt16BE(4) + 1
  const end = Buffer.alloc(4)
  end.writeUInt32BE(glyf!.length + outline.length)
  maxp!.writeUInt16BE(count, 4)
  hhea!.writeUInt16BE(count, 34)
  return {
    ...rest,
    head: head!,
    hhea: hhea!,
    maxp: maxp!,
    glyf: Buffer.concat([glyf!, outline]),
    loca: Buffer.concat([loca!, end]),
    hmtx: Buffer.concat([hmtx!, Buffer.from('03e80000', 'hex')]),
  }
}

/** Format 12, one group a character; glyphs follow the order of CHARACTERS. */
function characterMap(): Buffer {
  const points = Array.from(CHARACTERS, (each, i) => [each.codePointAt(0)!, i + 1] as const).sort(([a], [b]) => a - b)
  const map = Buffer.alloc(28 + points.length * 12)
  map.writeUInt16BE(1, 2)
  map.writeUInt16BE(3, 4)
  map.writeUInt16BE(10, 6)
  map.writeUInt32BE(12, 8)
  map.writeUInt16BE(12, 12)
  map.writeUInt32BE(map.length - 12, 16)
  map.writeUInt32BE(points.length, 24)
  for (const [i, [point, glyph]] of points.entries())
    for (const [j, value] of [point, point, glyph].entries()) map.writeUInt32BE(value, 28 + i * 12 + j * 4)
  return map
}

export function fontFile(tables: Tables): Buffer {
  const all = Object.entries(tables).sort(([one], [other]) => (one < other ? -1 : 1))
  const head = Buffer.alloc(12 + all.length * 16)
  head.writeUInt32BE(0x00010000)
  head.writeUInt16BE(all.length, 4)
  const parts: Buffer[] = [head]
  let offset = head.length
  for (const [i, [tag, content]] of all.entries()) {
    const at = 12 + i * 16
    head.write(tag, at, 'latin1')
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(content.length, at + 12)
    const padded = Buffer.concat([content, Buffer.alloc(-content.length & 3)])
    parts.push(padded)
    offset += padded.length
  }
  return Buffer.concat(parts)
}
