/** The copy of a file that leaves the office: what it carries besides what it shows is found, and removed where that is safe. */
import { Budget, TooMuch } from './budget.ts'
import type { Leaving } from './finding.ts'
import { gifLeaving } from './gif.ts'
import { jpegLeaving } from './jpeg.ts'
import { ofdLeaving } from './ofd.ts'
import { officeLeaving } from './office.ts'
import { oleLeaving } from './ole.ts'
import { pdfLeaving } from './pdf.ts'
import { pngLeaving } from './png.ts'
import { webpLeaving } from './webp.ts'
import { zipLeaving } from './zip.ts'

export type { Finding, Leaving } from './finding.ts'

const OFFICE = 'application/vnd.openxmlformats-officedocument.'

/**
 * Pure: the same bytes give the same copy. Never throws: a file that cannot be read is one of the findings.
 * @param type as taking in (uploads.ts) has proven it
 */
export function leaving(content: Uint8Array, type: string): Leaving {
  const examine = examinerOf(type)
  return examine ? readable(examine, content, new Budget()) : unexamined(content)
}

/** It leaves as it is, and somebody has to look at it. */
export const unexamined = (content: Uint8Array): Leaving => ({
  copy: content,
  findings: [{ code: 'unexamined', state: 'heed' }],
})

function readable(examine: Examiner, content: Uint8Array, budget: Budget): Leaving {
  try {
    return examine(content, budget)
  } catch (error) {
    if (error instanceof TooMuch) return unexamined(content)
    return { copy: content, findings: [{ code: 'unreadable', state: 'heed' }] }
  }
}

/** What shows all that it holds; a page does not. */
const PLAIN = /^text\/(?:plain|csv)\b/

type Examiner = (content: Uint8Array, budget: Budget) => Leaving

function examinerOf(type: string): Examiner | undefined {
  if (type.startsWith(OFFICE)) return officeLeaving
  if (PLAIN.test(type)) return (copy) => ({ copy, findings: [] })
  return BY_TYPE[type]
}

/** Of a member of an archive its name alone says what it is; one that is something else is unreadable. */
const BY_ENDING: Record<string, string> = {
  ...{ jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', gif: 'image/gif', webp: 'image/webp' },
  ...{ pdf: 'application/pdf', ofd: 'application/ofd', txt: 'text/plain', csv: 'text/csv' },
  ...{ docx: `${OFFICE}docx`, xlsx: `${OFFICE}xlsx`, pptx: `${OFFICE}pptx` },
  ...{ doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint' },
  ...{ wps: 'application/vnd.ms-works' },
}

const member = (content: Uint8Array, ending: string, budget: Budget): Leaving | undefined => {
  const examine = examinerOf(BY_ENDING[ending] ?? '')
  return examine && readable(examine, content, budget)
}

const BY_TYPE: Record<string, Examiner> = {
  'image/jpeg': jpegLeaving,
  'image/png': pngLeaving,
  'image/gif': gifLeaving,
  'image/webp': webpLeaving,
  'application/pdf': pdfLeaving,
  'application/ofd': ofdLeaving,
  'application/msword': oleLeaving,
  'application/vnd.ms-excel': oleLeaving,
  'application/vnd.ms-powerpoint': oleLeaving,
  'application/vnd.ms-works': oleLeaving,
  'application/zip': (content, budget) => zipLeaving(content, budget, member),
}
