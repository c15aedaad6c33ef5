/** What programs that a stranger would use read in a file: its words, every stream of it unpacked, its outlines, how it looks. */
import { execFileSync, type StdioOptions } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, program } from '../support/programs.ts'

export type Seen = { width: number; height: number; grey: Buffer }

export function strangers() {
  const folder = mkdtempSync(join(tmpdir(), 'redacting-'))
  const at = join(folder, 'file.pdf')
  const run = (name: string, args: string[]): Buffer => {
    const options = { maxBuffer: 1 << 29, stdio: ['ignore', 'pipe', 'ignore'] satisfies StdioOptions, cwd: folder }
    return execFileSync(name, args, options)
  }
  const read = (name: Program, args: string[], pdf: Buffer): Buffer => {
    writeFileSync(at, pdf)
    return run(program(name), args)
  }
  return {
    close: () => rmSync(folder, { recursive: true }),
    words: (pdf: Buffer): string => read('pdftotext', [at, '-'], pdf).toString('utf8'),
    attachments: (pdf: Buffer): string => read('pdfdetach', ['-list', at], pdf).toString('utf8'),
    /** Undefined where the program is not installed. */
    wordsByMutool(pdf: Buffer): string | undefined {
      writeFileSync(at, pdf)
      try {
        return run('mutool', ['draw', '-q', '-F', 'text', at]).toString('utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    /** As qpdf writes it out, with every stream unpacked. */
    everything: (pdf: Buffer): Buffer => read('qpdf', ['--qdf', '--object-streams=disable', at, '-'], pdf),
    /** Every shape of a glyph that a page draws, as poppler has it. */
    outlines(pdf: Buffer): Set<string> {
      const drawn = read('pdftocairo', ['-svg', '-f', '1', '-l', '1', at, '-'], pdf).toString('utf8')
      const glyphs = drawn.split('<g id="glyph').slice(1)
      return new Set(glyphs.flatMap((glyph) => /<path d="([^"]+)"/.exec(glyph)?.[1] ?? []))
    },
    /** @param like as large as this */
    looks(pdf: Buffer, page: number, like?: Seen): Seen {
      const size = like ? ['-scale-to-x', String(like.width), '-scale-to-y', String(like.height)] : ['-r', '150']
      const only = ['-f', String(page), '-l', String(page), '-singlefile']
      read('pdftoppm', ['-gray', ...size, '-cropbox', ...only, at, join(folder, 'page')], pdf)
      const bytes = readFileSync(join(folder, 'page.pgm'))
      const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 40))!
      return { width: Number(width), height: Number(height), grey: bytes.subarray(head.length) }
    },
  }
}

/** Does this stand there, in whichever way a file writes words? */
export function stands(secret: string, bytes: Buffer): boolean {
  const wide = Buffer.from(secret, 'utf16le')
  const ways = [Buffer.from(secret, 'utf8'), wide, Buffer.from(wide).swap16()]
  const whole = bytes.toString('latin1')
  const digits = (whole.match(/[\da-f\s]{8,}/gi) ?? []).join(' ').replace(/\s/g, '').toLowerCase()
  return ways.some((way) => bytes.includes(way) || digits.includes(way.toString('hex')))
}

/**
 * The share of pixels that look otherwise, outside of these boxes (pixels, a few more on each side): of a shade that the other has neither
 * there nor right beside it, for a picture that is drawn again is a pixel off.
 */
export function changedOutside(
  before: Seen,
  after: Seen,
  boxes: readonly { x0: number; y0: number; x1: number; y1: number }[],
) {
  const { width, height } = before
  if (width !== after.width || height !== after.height) return 1
  let [changed, counted] = [0, 0]
  for (let y = OFF; y < height - OFF; y++)
    for (let x = OFF; x < width - OFF; x++) {
      if (boxes.some((box) => x >= box.x0 - EDGE && x <= box.x1 + EDGE && y >= box.y0 - EDGE && y <= box.y1 + EDGE))
        continue
      counted++
      const i = y * width + x
      if (Math.abs(before.grey[i]! - after.grey[i]!) <= OTHERWISE) continue
      if (!isNear(before.grey[i]!, after, i) || !isNear(after.grey[i]!, before, i)) changed++
    }
  return changed / counted
}
/** `OFF`: poppler draws a picture a pixel larger than it is. */
const [EDGE, OTHERWISE, OFF] = [3, 64, 2]

/** No darker and no lighter than all that is around: between two shades lies the blur of both. */
function isNear(shade: number, { grey, width }: Seen, i: number): boolean {
  let [least, most] = [255, 0]
  for (let row = -OFF; row <= OFF; row++)
    for (let column = -OFF; column <= OFF; column++) {
      const value = grey[i + row * width + column]!
      if (value < least) least = value
      if (value > most) most = value
    }
  return shade >= least - OTHERWISE && shade <= most + OTHERWISE
}
