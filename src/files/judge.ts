/** What a file really is: its bytes tell, as they come by; its name only helps where several programs share one format. */
import { fileTypeFromBuffer } from 'file-type'
import type { Heed } from '../web/shapes.ts'
import { type Compound, compoundKind, isCompound, Needles } from './compound.ts'
import { bare, DOCX, isRun, isUsual, kindOf, PPTX, UNKNOWN, XLSX } from './kinds.ts'
import { isLocked7z, isLockedPdf, isLockedRar } from './locked.ts'
import { isPage, isPageEnding, kindOfText, Marks } from './text-kind.ts'
import { type Charset, TextProbe } from './text-probe.ts'
import { zipKind } from './zip-kind.ts'

export type Verdict = {
  /** The media type; of text with its encoding. */
  type: string
  heed: Heed | null
  /** Opening it would run what is in it: a program or a script; a page or a drawing that may hold one. */
  danger?: 'program' | 'page'
}

/** Enough for every signature, and for the first lines of a text. */
const HEAD = 8_192
/** The end of an archive with its list of members, and of a PDF with its trailer. */
const TAIL = 131_072
/** Bytes that mark an encoding or a format: eight of a compound file. Nothing is asked before they are there. */
const MARK = 8

/** Reads a file as it is stored, and judges it when it has ended. */
export class Judge {
  #head = Buffer.alloc(0)
  #last: Buffer[] = []
  #kept = 0
  #size = 0
  #text = new TextProbe()
  #needles = new Needles()
  #marks = new Marks()

  /** The next bytes of the file. */
  add(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    const [before, held] = [this.#size, this.#head]
    this.#size += bytes.length
    if (before < HEAD) this.#head = Buffer.concat([held, bytes.subarray(0, HEAD - before)])
    this.#keep(bytes)
    if (this.#size < MARK) return
    const fresh = before < MARK ? Buffer.concat([held, bytes]) : bytes
    this.#text.add(fresh)
    this.#marks.add(fresh)
    if (isCompound(this.#head)) this.#needles.add(fresh)
  }

  #keep(bytes: Buffer): void {
    this.#last.push(bytes)
    this.#kept += bytes.length
    while (this.#kept - this.#last[0]!.length >= TAIL) this.#kept -= this.#last.shift()!.length
  }

  /** @param ending of the name, in lower case */
  async verdict(ending: string): Promise<Verdict> {
    if (this.#size < MARK) this.#text.add(this.#head)
    const [head, tail] = [this.#head, Buffer.concat(this.#last)]
    const charset = this.#text.charset()
    if (isRun(ending)) return { type: charset ? plain(charset) : UNKNOWN, heed: 'unusual', danger: 'program' }
    if (isPdf(head)) return { type: 'application/pdf', heed: isLockedPdf(head, tail) ? 'locked' : null }
    if (charset) return judgedText(head, charset, ending, this.#marks.found)
    const detected = await fileTypeFromBuffer(head)
    if (isCompound(head)) return judgedCompound(this.#needles.found, head, ending)
    if (detected && PROGRAMS.has(detected.ext)) return { type: UNKNOWN, heed: 'unusual', danger: 'program' }
    if (isZip(head)) {
      const { type, isLocked, isProgram } = zipKind(detected, head, tail, this.#size)
      if (isProgram) return { type: UNKNOWN, heed: 'unusual', danger: 'program' }
      return { type, heed: isLocked ? 'locked' : usual(type) }
    }
    if (!detected) return { type: UNKNOWN, heed: 'unusual', ...(isPageEnding(ending) && { danger: 'page' as const }) }
    const type = bare(ONE_TYPE[detected.ext] ?? detected.mime)
    const isLocked = (detected.ext === 'rar' && isLockedRar(head)) || (detected.ext === '7z' && isLocked7z(tail))
    if (isLocked) return { type, heed: 'locked' }
    return { type, heed: isCutShort(type, tail) ? 'damaged' : usual(type) }
  }
}

/** What a picture that arrived whole has at its end: the marker EOI (ITU-T T.81, B.1.1.3), the chunk IEND (PNG, 11.2.5). */
const ENDS: Record<string, Buffer> = {
  'image/jpeg': Buffer.from([0xff, 0xd9]),
  'image/png': Buffer.from('IEND'),
}
const isCutShort = (type: string, tail: Buffer): boolean => type in ENDS && !tail.includes(ENDS[type]!)

const usual = (type: string): Heed | null => (isUsual(type) ? null : 'unusual')
const plain = (charset: Charset) => `text/plain; charset=${charset}`

/** Blank lines before the header are read over, as every reader of PDF does. */
const isPdf = (head: Buffer) => /^(?:\xef\xbb\xbf)?[\s\0]*%PDF-/.test(head.subarray(0, 1_024).toString('latin1'))
const isZip = (head: Buffer) => head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)

/** What systems run or install, by the names of the library. */
const PROGRAMS = new Set(
  'exe elf macho class lnk alias jar apk deb rpm crx xpi swf wasm chm reg dmg iso asar cab'.split(' '),
)

/** Formats that the library tells apart and readers do not. */
const ONE_TYPE: Record<string, string> = { apng: 'image/png', m4v: 'video/mp4', jpg: 'image/jpeg' }

function judgedText(head: Buffer, charset: Charset, ending: string, hasMarks: boolean): Verdict {
  const text = new TextDecoder(charset).decode(head)
  const type = kindOfText(text, ending)
  const said = type.startsWith('text/') ? `${type}; charset=${charset}` : type
  return { type: said, heed: usual(type), ...(isPage(type, ending, hasMarks) && { danger: 'page' as const }) }
}

function judgedCompound(found: ReadonlySet<Compound>, head: Buffer, ending: string): Verdict {
  const kind = compoundKind(found, head, ending)
  if (kind === 'installer') return { type: UNKNOWN, heed: 'unusual', danger: 'program' }
  if (kind === 'encrypted') return { type: BY_ENDING[ending] ?? 'application/vnd.ms-office', heed: 'locked' }
  if (typeof kind === 'string') return { type: kind, heed: usual(kind) }
  return { type: kind.type, heed: 'locked' }
}

/** Word, Excel and PowerPoint wrap what has a password in a compound file, under the ending that it had. */
const BY_ENDING: Record<string, string> = { docx: DOCX, xlsx: XLSX, pptx: PPTX }

/** Of stored bytes. */
export async function judged(content: Uint8Array, ending: string): Promise<Verdict> {
  const judge = new Judge()
  judge.add(content)
  return judge.verdict(ending)
}

/** Formats that are one container: what was taken in by its ending before contents were judged stays proven by it. */
function containerOf(type: string): string {
  if (OF_ZIP.test(type)) return 'zip'
  if (OF_COMPOUND.test(type)) return 'compound'
  return OF_TEXT.test(type) ? 'text' : bare(type)
}
const OF_ZIP = /officedocument|opendocument|macroenabled|^application\/(?:zip|ofd)$/
const OF_COMPOUND = /^application\/(?:msword|vnd\.ms-(?:excel|powerpoint|works|office|outlook)|x-cfb)$/
const OF_TEXT = /^(?:text\/|message\/rfc822|application\/(?:rtf|x-mimearchive))/

/** Does the content prove the type that it was taken in as? Of what nobody knew, there is nothing to prove. */
export async function provesType(type: string, content: Uint8Array): Promise<boolean> {
  if (bare(type) === UNKNOWN || !kindOf(type)) return true
  const { type: is } = await judged(content, '')
  const [asked, has] = [containerOf(type), containerOf(is)]
  return asked === has || (has === 'compound' && Object.values(BY_ENDING).includes(type))
}
