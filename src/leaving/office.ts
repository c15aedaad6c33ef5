/**
 * DOCX, XLSX, PPTX: the properties of the document and those of its pictures are removed; what belongs to its content
 * (changes, comments, hidden sheets) is named and left to a person.
 */
import { archiveOf, type Parts, partsOf, plain, textOf, valuesOf } from './archive.ts'
import { counted, type Finding, inWords, type Leaving, noted } from './finding.ts'
import { jpegLeaving } from './jpeg.ts'
import { pngLeaving } from './png.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
/** The parts that say who wrote it, when, and for whom; each as an empty one reads. */
const EMPTY: Record<string, string> = {
  'docProps/core.xml': `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`,
  'docProps/app.xml': `${HEAD}<Properties xmlns="${OFFICE}/extended-properties"/>`,
  'docProps/custom.xml': `${HEAD}<Properties xmlns="${OFFICE}/custom-properties"/>`,
}
const SAYS_WHO = ['creator', 'lastModifiedBy', 'Company', 'Manager']
const PICTURES: Record<string, (content: Uint8Array) => Leaving> = {
  jpg: jpegLeaving,
  jpeg: jpegLeaving,
  png: pngLeaving,
}

/** @throws where it cannot be unfolded */
export function officeLeaving(content: Uint8Array): Leaving {
  const parts = partsOf(content)
  const content_ = contentFindings(parts)
  const pages = Number(valuesOf(textOf(parts['docProps/app.xml']), 'Pages')[0] ?? 0)
  const counted_ = pages > 0 && parts['word/document.xml'] ? { pages } : {}
  // A signature covers every part: a copy without some of them would be one that nobody signed.
  if (Object.keys(parts).some((name) => name.startsWith('_xmlsignatures/')))
    return { copy: content, findings: [{ code: 'signed', state: 'heed' }, ...content_], ...counted_ }
  const { kept, removed } = bare(parts)
  return { copy: removed.length > 0 ? archiveOf(kept) : content, findings: [...removed, ...content_], ...counted_ }
}

/** Without properties, and without what its pictures carry. */
function bare(parts: Parts): { kept: Parts; removed: Finding[] } {
  const removed = new Map<Finding['code'], Finding>()
  const who = inWords(
    Object.keys(EMPTY).flatMap((name) => SAYS_WHO.flatMap((value) => valuesOf(textOf(parts[name]), value))),
  )
  const kept: Parts = {}
  for (const [name, part] of Object.entries(parts)) {
    kept[name] = part
    const empty = EMPTY[name]
    if (empty !== undefined) {
      if (textOf(part) === empty) continue
      kept[name] = Buffer.from(empty)
      removed.set('properties', { code: 'properties', state: 'removed', ...(who && { words: who }) })
    }
    const picture = /\/media\/[^/]*\.(\w+)$/.exec(name)?.[1]?.toLowerCase()
    const examine = picture ? PICTURES[picture] : undefined
    if (!examine) continue
    const { copy, findings } = readable(examine, part)
    kept[name] = copy
    for (const finding of findings) removed.set(finding.code, finding)
  }
  return { kept, removed: [...removed.values()] }
}

/** A picture that is not what its name says stays as it is. */
function readable(examine: (content: Uint8Array) => Leaving, part: Uint8Array): Leaving {
  try {
    return examine(part)
  } catch {
    return { copy: part, findings: [] }
  }
}

function contentFindings(parts: Parts): Finding[] {
  const names = Object.keys(parts)
  const matching = (pattern: RegExp) => names.filter((name) => pattern.test(name))
  const count = (files: RegExp, pattern: RegExp) =>
    matching(files).reduce((sum, name) => sum + (textOf(parts[name]).match(pattern) ?? []).length, 0)
  const hidden = [...textOf(parts['xl/workbook.xml']).matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)]
    .map(([sheet]) => sheet)
    .filter((sheet) => /\sstate="(?:hidden|veryHidden)"/.test(sheet))
    .map((sheet) => plain(/\sname="([^"]*)"/.exec(sheet)?.[1] ?? ''))
  return [
    ...(hidden.length > 0
      ? [{ code: 'hiddenSheets' as const, state: 'heed' as const, n: hidden.length, words: inWords(hidden) }]
      : []),
    ...counted(
      'hiddenRows',
      count(/^xl\/worksheets\/[^/]+\.xml$/, /<(?:\w+:)?(?:row|col)\s[^>]*\shidden="(?:1|true)"/g),
    ),
    ...counted('hiddenSlides', count(/^ppt\/slides\/[^/]+\.xml$/, /<p:sld\s[^>]*\sshow="(?:0|false)"/g)),
    ...counted(
      'changes',
      count(/^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/, /<w:(?:ins|del|moveFrom|moveTo)\s/g),
    ),
    ...counted(
      'comments',
      count(
        /^(?:word\/comments|xl\/comments|xl\/threadedComments\/|ppt\/comments\/)[^/]*\.xml$/,
        /<(?:\w+:)?(?:comment|cm|threadedComment)\s/g,
      ),
    ),
    ...counted(
      'hiddenText',
      count(
        /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/,
        /<w:vanish(?:\s+w:val="(?:1|true|on)")?\s*\/>/g,
      ),
    ),
    ...counted(
      'speakerNotes',
      matching(/^ppt\/notesSlides\/[^/]+\.xml$/).filter((name) => /<a:t>[^<]*\S/.test(textOf(parts[name]))).length,
    ),
    ...noted('pivotCache', matching(/^xl\/pivotCache\/pivotCacheRecords/).length > 0),
    ...noted('links', matching(/^xl\/externalLinks\/[^/]+\.xml$/).length > 0),
    ...counted('embedded', matching(/\/embeddings\/[^/]+$/).length),
    ...noted('macros', matching(/\/vbaProject\.bin$/).length > 0),
  ]
}
