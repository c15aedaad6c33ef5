/** The copy of a file that leaves the office: what it carries besides what it shows is found, and removed where that is safe. */
import type { Leaving } from './finding.ts'
import { gifLeaving } from './gif.ts'
import { jpegLeaving } from './jpeg.ts'
import { ofdLeaving } from './ofd.ts'
import { officeLeaving } from './office.ts'
import { pdfLeaving } from './pdf.ts'
import { pngLeaving } from './png.ts'
import { webpLeaving } from './webp.ts'

export type { Finding, Leaving } from './finding.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument.'

/**
 * Pure: the same bytes give the same copy. Never throws: a file that cannot be read is one of the findings.
 * @param type as taking in (uploads.ts) has proven it
 */
export function leaving(content: Uint8Array, type: string): Leaving {
  const examine = examinerOf(type)
  if (!examine) return { copy: content, findings: [{ code: 'unexamined', state: 'heed' }] }
  try {
    return examine(content)
  } catch {
    return { copy: content, findings: [{ code: 'unreadable', state: 'heed' }] }
  }
}

function examinerOf(type: string): ((content: Uint8Array) => Leaving) | undefined {
  if (type.startsWith(OFFICE)) return officeLeaving
  if (type.startsWith('text/')) return (copy) => ({ copy, findings: [] })
  return BY_TYPE[type]
}

const BY_TYPE: Record<string, (content: Uint8Array) => Leaving> = {
  'image/jpeg': jpegLeaving,
  'image/png': pngLeaving,
  'image/gif': gifLeaving,
  'image/webp': webpLeaving,
  'application/pdf': pdfLeaving,
  'application/ofd': ofdLeaving,
}
