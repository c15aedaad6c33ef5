/**
 * Pages of PDFs that others made, as pictures: their fonts, scripts and faults stay outside. `pdftoppm` and `pdfinfo` of
 * poppler draw them, a page a process, each with its memory, processor time and output bounded, nothing in its environment
 * and no file of ours within its reach: the PDF goes in on one pipe, the picture comes back on the other.
 */
import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { frameOf } from './printed-picture.ts'

/** Why there is no picture of it: a program is not installed; the PDF is damaged, locked, of too many pages, too slow, or lacks fonts. */
export type Unpictured = 'absent' | 'unreadable' | 'locked' | 'long' | 'slow' | 'fonts'

export class NoPicture extends Error {
  readonly why: Unpictured
  constructor(why: Unpictured) {
    super(`no picture: ${why}`)
    this.name = 'NoPicture'
    this.why = why
  }
}

/** Of one process: address space, which a page of a few thousand pixels a side keeps far below. */
const KILOBYTES = 1_048_576
const SECONDS = 20
/** What a page may come to as a JPEG. */
const LARGEST_PAGE = 8 * 1024 * 1024
/** The longer side: 170 pixels to the inch on A4. However large a page says that it is, its picture is no larger. */
const PIXELS = 2_000

/** @throws NoPicture */
export async function pagesInPdf(pdf: Buffer, seconds = SECONDS): Promise<number> {
  const { out } = await outside('pdfinfo', ['-'], pdf, seconds)
  const [, pages] = /^Pages:\s+(\d{1,9})$/m.exec(out.toString('latin1')) ?? []
  if (!Number(pages)) throw new NoPicture('unreadable')
  return Number(pages)
}

/** The programs that do it, and are not installed with the packages. */
const OUTSIDE_PROGRAMS = ['pdftoppm', 'pdfinfo'] as const

/** Those of them that are not there. */
export async function programsLacking(): Promise<string[]> {
  const lacking = await Promise.all(
    OUTSIDE_PROGRAMS.map((program) =>
      outside(program, ['-v'], Buffer.alloc(0), SECONDS).then(
        () => [],
        (fault: unknown) => (fault instanceof NoPicture && fault.why === 'absent' ? [program] : []),
      ),
    ),
  )
  return lacking.flat()
}

/** The nth page (from 1) as a JPEG. @throws NoPicture */
export async function pictureOfPage(pdf: Buffer, n: number, seconds = SECONDS): Promise<Buffer> {
  const only = ['-f', String(n), '-l', String(n)]
  const { out, said } = await outside('pdftoppm', [...only, '-scale-to', String(PIXELS), '-jpeg', '-'], pdf, seconds)
  // It would go on with blanks in place of what the file meant.
  if (/Couldn't find a font|Missing language pack|No display font/.test(said)) throw new NoPicture('fonts')
  if (out.length < 4 || out.readUInt16BE(0) !== 0xffd8) throw new NoPicture('unreadable')
  return out
}

/**
 * Whether a decoder reads the pixels of a JPEG to their end without a complaint; where it cannot go on it draws grey, and says so
 * aside. Bytes that were changed into others that mean something go unnoticed, as do tables at its head that mean nothing.
 * @throws NoPicture
 */
export async function isSoundJpeg(jpeg: Buffer, seconds = SECONDS): Promise<boolean> {
  const frame = frameOf(jpeg)
  if (!frame) return false
  const { said } = await outside('pdftoppm', ['-scale-to', '8', '-'], pageOf(jpeg, frame), seconds)
  return said.trim() === ''
}

/** A PDF of one page, which is this picture: pdftoppm reads nothing else. */
function pageOf(jpeg: Buffer, { width, height, components }: NonNullable<ReturnType<typeof frameOf>>): Buffer {
  const drawn = `${width} 0 0 ${height} 0 0 cm /P Do`
  const colours = components === 1 ? 'DeviceGray' : 'DeviceRGB'
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>`,
    `<</Length ${drawn.length}>>\nstream\n${drawn}\nendstream`,
    `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/${colours}/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>\nstream\n${jpeg.toString('latin1')}\nendstream`,
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer\n<</Size 6/Root 1 0 R>>\n`
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`, 'latin1')
}

/**
 * Runs a program of poppler within these bounds. A program that is not there would be so for the whole life of the process.
 * @param largest bytes of what it writes
 * @param into where that goes, if it is known how much it is: memory that is used again and again, and not made for each page
 * @throws NoPicture
 */
export function outside(
  program: string,
  args: string[],
  input: Buffer,
  seconds: number,
  largest = LARGEST_PAGE,
  into?: Buffer,
) {
  // `exec`: the process is the program itself, and whoever ends it ends that.
  const bounded = `ulimit -v ${KILOBYTES}; ulimit -t ${Math.ceil(seconds)}; ulimit -f 0; exec "$0" "$@"`
  const child = spawn('/bin/sh', ['-c', bounded, program, ...args], {
    ...{ cwd: '/', stdio: 'pipe', detached: true },
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' },
  })
  try {
    if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  } catch {} // it has ended already
  return new Promise<{ out: Buffer; said: string }>((resolve, reject) => {
    const pieces: Buffer[] = []
    let [size, said, isSlow] = [0, '', false]
    const end = () => child.kill('SIGKILL')
    const limit = setTimeout(() => {
      isSlow = true
      end()
    }, seconds * 1_000)
    child.stdout.on('data', (piece: Buffer) => {
      const at = size
      size += piece.length
      if (size > (into?.length ?? largest)) end()
      else if (into) piece.copy(into, at)
      else pieces.push(piece)
    })
    child.stderr.on('data', (piece: Buffer) => {
      if (said.length < 10_000) said += piece.toString('latin1')
    })
    child.stdin.on('error', () => {}) // it read no further: what it says of the rest tells why
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(limit)
      const fits = size <= (into?.length ?? largest)
      if (code === 0 && fits) return resolve({ out: into?.subarray(0, size) ?? Buffer.concat(pieces), said })
      reject(new NoPicture(whyOf(code, signal, said, isSlow)))
    })
    child.stdin.end(input)
  })
}

const NOT_FOUND = [126, 127]

function whyOf(code: number | null, signal: string | null, said: string, isSlow: boolean): Unpictured {
  if (NOT_FOUND.includes(code ?? 0)) return 'absent'
  if (isSlow || signal === 'SIGXCPU') return 'slow'
  return /Incorrect password/.test(said) ? 'locked' : 'unreadable'
}
