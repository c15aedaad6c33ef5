/**
 * DOCX, XLSX, PPTX: the properties of the document and those of its pictures are removed; what belongs to its content
 * (changes, comments, hidden sheets) is named and left to a person.
 */
import { archiveOf, type Parts, partsOf, textOf } from './archive.ts'
import type { Budget } from './budget.ts'
import { counted, type Finding, type FindingCode, inWords, type Leaving, noted } from './finding.ts'
import { gifLeaving } from './gif.ts'
import { jpegLeaving } from './jpeg.ts'
import { type Found, foundIn } from './office-parts.ts'
import { pngLeaving } from './png.ts'
import { webpLeaving } from './webp.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PICTURES: Record<string, (content: Uint8Array) => Leaving> = {
  jpg: jpegLeaving,
  jpeg: jpegLeaving,
  png: pngLeaving,
  gif: gifLeaving,
  webp: webpLeaving,
}

/** @throws where it cannot be unfolded */
export function officeLeaving(content: Uint8Array, budget: Budget): Leaving {
  const parts = partsOf(content, budget)
  const found = foundIn(parts)
  const { kept, removed, heeded } = bare(parts, found)
  const inside = [...contentFindings(found), ...heeded]
  const pages = found.pages > 0 && parts['word/document.xml'] ? { pages: found.pages } : {}
  // A signature covers every part: a copy without some of them would be one that nobody signed.
  if (found.signed) return { copy: content, findings: [{ code: 'signed', state: 'heed' }, ...inside], ...pages }
  return { copy: removed.length > 0 ? archiveOf(kept) : content, findings: [...removed, ...inside], ...pages }
}

/** Without properties, and without what its pictures carry; of the other parts, what has to be heeded. */
function bare(parts: Parts, found: Found): { kept: Parts; removed: Finding[]; heeded: Finding[] } {
  const removed = new Map<FindingCode, Finding>()
  const kept: Parts = { ...parts }
  const who = inWords(found.who)
  for (const [name, root] of found.properties) {
    const empty = HEAD + root
    if (textOf(parts[name]) === empty) continue
    kept[name] = Buffer.from(empty)
    removed.set('properties', { code: 'properties', state: 'removed', ...(who && { words: who }) })
  }
  const counts = { embedded: 0, unreadable: found.counts.get('unreadable') ?? 0 }
  const data = [...found.data]
  let macros = false
  for (const name of found.others) {
    const examine = PICTURES[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '']
    if (/vbaProject[^/]{0,100}\.bin$/i.test(name)) macros = true
    else if (/\/embeddings\/[^/]+$/.test(name) || isDocument(parts[name]!)) counts.embedded++
    else if (!examine) data.push(name)
    else {
      const picture = readable(examine, parts[name]!)
      if (!picture) counts.unreadable++
      else kept[name] = picture.copy
      for (const finding of picture?.findings ?? []) removed.set(finding.code, finding)
    }
  }
  const words = inWords(data)
  return {
    kept,
    removed: [...removed.values()],
    heeded: [
      ...counted('embedded', counts.embedded),
      ...noted('macros', macros),
      ...(words ? [{ code: 'data' as const, state: 'heed' as const, words }] : []),
      ...noted('unreadable', counts.unreadable > 0),
    ],
  }
}

/** A picture that is not what its name says has not been examined. */
function readable(examine: (content: Uint8Array) => Leaving, part: Uint8Array): Leaving | undefined {
  try {
    return examine(part)
  } catch {
    return undefined
  }
}

/** A compound file or an archive, whatever its name. */
const isDocument = (part: Uint8Array) => /^(?:d0cf11e0|504b0304)/.test(Buffer.from(part.subarray(0, 4)).toString('hex'))

const COUNTED = ['hiddenRows', 'hiddenSlides', 'changes', 'comments', 'hiddenText', 'speakerNotes'] as const

function contentFindings({ counts, sheets, people }: Found): Finding[] {
  const names = inWords(people)
  return [
    ...(sheets.length > 0
      ? [{ code: 'hiddenSheets' as const, state: 'heed' as const, n: sheets.length, words: inWords(sheets) }]
      : []),
    ...COUNTED.flatMap((code) => counted(code, counts.get(code) ?? 0)),
    ...(names ? [{ code: 'author' as const, state: 'heed' as const, words: names }] : []),
    ...noted('pivotCache', counts.has('pivotCache')),
    ...noted('links', counts.has('links')),
  ]
}
