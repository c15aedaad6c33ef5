/** Compound files (OLE, CFB): Word, Excel, PowerPoint and WPS of old, Outlook, installers, and whatever Office has locked. */

const MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex')
/** Does it begin as every compound file does? */
export const isCompound = (head: Buffer): boolean => head.subarray(0, MAGIC.length).equals(MAGIC)

/** What one holds. */
export type Compound = keyof typeof NAMES

const stream = (name: string) => Buffer.from(`${name}\0`, 'utf16le')
/** Names of streams as the directory has them, and the class of an installer. */
const NAMES = {
  word: stream('WordDocument'),
  excel: stream('Workbook'),
  excel95: stream('Book'),
  slides: stream('PowerPoint Document'),
  mail: stream('__properties_version1.0'),
  encrypted: stream('EncryptedPackage'),
  installer: Buffer.from('84100c0000000000c000000000000046', 'hex'),
  patch: Buffer.from('86100c0000000000c000000000000046', 'hex'),
}
const LONGEST = Math.max(...Object.values(NAMES).map(({ length }) => length))

/** Looks for the names while the file goes by: its directory may lie anywhere in it. */
export class Needles {
  readonly found = new Set<Compound>()
  #rest = Buffer.alloc(0)

  add(piece: Buffer): void {
    const bytes = Buffer.concat([this.#rest, piece])
    for (const [name, needle] of Object.entries(NAMES) as [Compound, Buffer][])
      if (!this.found.has(name) && bytes.includes(needle)) this.found.add(name)
    this.#rest = Buffer.from(bytes.subarray(-(LONGEST - 1)))
  }
}

const WORD = 'application/msword'
const EXCEL = 'application/vnd.ms-excel'
const SLIDES = 'application/vnd.ms-powerpoint'
const MAIL = 'application/vnd.ms-outlook'
const BY_ENDING: Record<string, string> = {
  ...{ doc: WORD, wps: WORD, dot: WORD, wpt: WORD, xls: EXCEL, et: EXCEL, xlt: EXCEL, ett: EXCEL },
  ...{ ppt: SLIDES, dps: SLIDES, pps: SLIDES, msg: MAIL },
}
const OOXML = ['docx', 'xlsx', 'pptx']

/**
 * The media type; one document lies inside another, and then the ending decides between them. `type` alone in an object:
 * it has a password.
 */
export function compoundKind(
  found: ReadonlySet<Compound>,
  head: Buffer,
  ending: string,
): string | { type: string } | 'installer' | 'encrypted' {
  if (found.has('installer') || found.has('patch')) return 'installer'
  if (found.has('encrypted')) return 'encrypted'
  const types = [
    ...(found.has('word') ? [WORD] : []),
    ...(found.has('slides') ? [SLIDES] : []),
    ...(found.has('excel') || found.has('excel95') ? [EXCEL] : []),
    ...(found.has('mail') ? [MAIL] : []),
  ]
  // A compound file under the ending of a package is a package that has been locked.
  if (types.length === 0 && OOXML.includes(ending)) return 'encrypted'
  const named = BY_ENDING[ending]
  const type = named && (types.length === 0 || types.includes(named)) ? named : (types[0] ?? 'application/x-cfb')
  return isLocked(head) ? { type } : type
}

/** [MS-DOC] 2.5.2: fEncrypted of the file information block. [MS-XLS] 2.4.117: FilePass follows the first record. */
function isLocked(head: Buffer): boolean {
  const first = 512 // the sector after the header, where both programs put the main stream
  if (head.length < first + 24) return false
  if (head.readUInt16LE(first) === 0xa5ec) return (head.readUInt16LE(first + 10) & 0x0100) !== 0
  if (head.readUInt16LE(first) !== 0x0809) return false
  const second = first + 4 + head.readUInt16LE(first + 2) // where a damaged record says, which may be anywhere
  return second + 2 <= head.length && head.readUInt16LE(second) === 0x002f
}
