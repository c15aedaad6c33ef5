/**
 * Pages of PDFs that others made, as pictures: their fonts, scripts and faults stay outside. `pdftoppm` and `pdfinfo` of
 * poppler draw them, a page a process, each with its memory, processor time and output bounded, nothing in its environment
 * and no file of ours within its reach: the PDF goes in on one pipe, the picture comes back on the other.
 */
import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'

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

/** The nth page (from 1) as a JPEG. @throws NoPicture */
export async function pictureOfPage(pdf: Buffer, n: number, seconds = SECONDS): Promise<Buffer> {
  const only = ['-f', String(n), '-l', String(n)]
  const { out, said } = await outside('pdftoppm', [...only, '-scale-to', String(PIXELS), '-jpeg', '-'], pdf, seconds)
  // It would go on with blanks in place of what the file meant.
  if (/Couldn't find a font|Missing language pack|No display font/.test(said)) throw new NoPicture('fonts')
  if (out.length < 4 || out.readUInt16BE(0) !== 0xffd8) throw new NoPicture('unreadable')
  return out
}

/** A program that is not there would be so for the whole life of the process. */
function outside(program: string, args: string[], input: Buffer, seconds: number) {
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
      size += piece.length
      if (size > LARGEST_PAGE) end()
      else pieces.push(piece)
    })
    child.stderr.on('data', (piece: Buffer) => {
      if (said.length < 10_000) said += piece.toString('latin1')
    })
    child.stdin.on('error', () => {}) // it read no further: what it says of the rest tells why
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(limit)
      if (code === 0 && size <= LARGEST_PAGE) return resolve({ out: Buffer.concat(pieces), said })
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
