/**
 * ZIP: each member is examined as if it left alone, one level deep; an archive inside it is one that nobody examined.
 * Where a member leaves without something, the archive is packed anew, so that it carries no more than its members.
 */
import { archiveOf, type Parts, partsOf } from './archive.ts'
import type { Budget } from './budget.ts'
import type { Leaving } from './finding.ts'

/** More members than anybody opens one by one. What all of them unfold to, and what these unfold to, is one budget. */
const MOST = 200

/**
 * @param examine what is done with a member of this ending; undefined where nobody can examine it
 * @throws where it cannot be unfolded, or hides members from its own list
 */
export function zipLeaving(
  content: Uint8Array,
  budget: Budget,
  examine: (content: Uint8Array, ending: string, budget: Budget) => Leaving | undefined,
): Leaving {
  const { members, encrypted } = listOf(content)
  if (encrypted) return { copy: content, findings: [{ code: 'encrypted', state: 'heed' }] }
  if (members > MOST) return { copy: content, findings: [{ code: 'unexamined', state: 'heed' }] }
  const parts = Object.entries(partsOf(content, budget))
  if (parts.length !== members) throw new Error('two lists of members')
  const kept: Parts = {}
  const findings: Leaving['findings'] = []
  for (const [written, part] of parts) {
    const name = nameOf(written)
    kept[name] = part
    if (name.endsWith('/')) continue
    const own = examine(part, /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '', budget)
    if (own) kept[name] = own.copy
    const found = own?.findings ?? [{ code: 'unexamined' as const, state: 'heed' as const }]
    findings.push(...found.map((finding) => ({ ...finding, in: name })))
  }
  const changed = findings.some(({ state }) => state === 'removed')
  return { copy: changed ? archiveOf(kept) : content, findings }
}

const END = 0x06054b50
const ENTRY = 0x02014b50
/** The end of the list stands behind the last member, before a remark of up to 65,535 bytes. */
const FURTHEST = 22 + 65_535

/** What the archive's own list says. @throws where it has none */
function listOf(content: Uint8Array): { members: number; encrypted: boolean } {
  const bytes = new DataView(content.buffer, content.byteOffset, content.byteLength)
  let end = bytes.byteLength - 22
  while (end >= Math.max(0, bytes.byteLength - FURTHEST) && bytes.getUint32(end, true) !== END) end--
  if (end < 0 || bytes.getUint32(end, true) !== END) throw new Error('no archive')
  const members = bytes.getUint16(end + 10, true)
  let at = bytes.getUint32(end + 16, true)
  let encrypted = false
  for (let n = 0; n < members; n++) {
    if (bytes.getUint32(at, true) !== ENTRY) throw new Error('no list')
    encrypted ||= (bytes.getUint16(at + 8, true) & 1) === 1
    const [name, extra, remark] = [28, 30, 32].map((field) => bytes.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ]
    at += 46 + name + extra + remark
  }
  return { members, encrypted }
}

const GBK = new TextDecoder('gbk', { fatal: true })

/** Names that are not marked as UTF-8 were read byte by byte; on a Chinese Windows those bytes are GBK. */
function nameOf(written: string): string {
  if (!/[\u0080-\u00ff]/.test(written) || /[^\u0000-\u00ff]/.test(written)) return written
  try {
    return GBK.decode(Buffer.from(written, 'latin1'))
  } catch {
    return written
  }
}
