/** What an archive is by the names of its members: documents of Office, ODF and OFD are archives, and so are programs. */
import { DOCX, PPTX, XLSX } from './kinds.ts'

type Detected = { ext: string; mime: string } | undefined
type OfZip = { type: string; isLocked: boolean; isProgram: boolean }

const ENTRY = Buffer.from('504b0102', 'hex')
const END = Buffer.from('504b0506', 'hex')
/** Bytes of an entry of the list before its name, and of the record at the end. */
const [FIXED, LAST] = [46, 22]

/** @param detected by the library, which reads the first members alone */
export function zipKind(detected: Detected, head: Buffer, tail: Buffer, size: number): OfZip {
  const members = membersIn(tail, size)
  const has = (start: string) => members.some(({ name }) => name.startsWith(start))
  const isLocked = members.some(({ flags }) => flags & 1) || (head.length > 8 && (head.readUInt16LE(6) & 1) !== 0)
  const isProgram =
    has('AndroidManifest.xml') || (has('META-INF/MANIFEST.MF') && members.some(({ name }) => name.endsWith('.class')))
  return { type: typeOf(detected, has), isLocked, isProgram }
}

function typeOf(detected: Detected, has: (start: string) => boolean): string {
  if (detected && detected.ext !== 'zip') return detected.mime.split(';')[0]!.trim()
  if (has('OFD.xml')) return 'application/ofd'
  if (has('[Content_Types].xml')) {
    if (has('word/')) return DOCX
    if (has('xl/')) return XLSX
    if (has('ppt/')) return PPTX
  }
  return 'application/zip'
}

/** The list of members as far as it lies in the last bytes; each with its flags, of which the lowest says that it is encrypted. */
function membersIn(tail: Buffer, size: number): { name: string; flags: number }[] {
  const end = tail.lastIndexOf(END)
  const start = end >= 0 && end + LAST <= tail.length ? tail.readUInt32LE(end + 16) - (size - tail.length) : -1
  const members = []
  let at = start >= 0 && start < tail.length ? start : tail.indexOf(ENTRY)
  while (at >= 0 && at + FIXED <= tail.length && tail.subarray(at, at + 4).equals(ENTRY)) {
    const length = tail.readUInt16LE(at + 28)
    const name = tail.toString('latin1', at + FIXED, at + FIXED + length)
    members.push({ name, flags: tail.readUInt16LE(at + 8) })
    at += FIXED + length + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32)
  }
  return members
}
