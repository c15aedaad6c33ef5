/**
 * What the parts of a DOCX, XLSX or PPTX hold. What a part is its root says: its name and the tables of contents of the
 * archive may say otherwise. A part that nobody here knows is named, never passed over.
 */
import type { Parts } from './archive.ts'
import type { FindingCode } from './finding.ts'
import { isXml, type Opening, tokensOf } from './xml.ts'

export type Found = {
  counts: Map<FindingCode, number>
  /** Names of hidden sheets. */
  sheets: string[]
  /** People whom a list in the file names. */
  people: string[]
  /** Names of parts that carry something that cannot be examined. */
  data: string[]
  /** Of the properties: who wrote it, for whom; the names of the parts with their empty form. */
  who: string[]
  properties: Map<string, string>
  /** Parts that are no XML. */
  others: string[]
  pages: number
  signed: boolean
}

const WORD = ['document', 'hdr', 'ftr', 'footnotes', 'endnotes', 'glossaryDocument', 'styles']
const SHEETS = ['worksheet', 'chartsheet', 'dialogsheet', 'macrosheet']
const PEOPLE = ['people', 'personList', 'cmAuthorLst', 'authorLst']
const COMMENTS = ['comments', 'cmLst', 'ThreadedComments']
const PROPERTIES = ['coreProperties', 'Properties']
const BY_ROOT: Record<string, FindingCode> = {
  pivotCacheRecords: 'pivotCache',
  pivotCacheDefinition: 'pivotCache',
  externalLink: 'links',
  connections: 'links',
  queryTable: 'links',
}
/** Looks, layouts and the order of parts: they say nothing beside what the document shows. */
const SHOWN = [
  ...['Types', 'Relationships', 'Signature', 'datastoreItem', 'xml'],
  ...['theme', 'themeOverride', 'settings', 'webSettings', 'fonts', 'numbering', 'commentsEx', 'commentsIds'],
  ...['commentsExtensible', 'workbook', 'sst', 'styleSheet', 'calcChain', 'table', 'pivotTableDefinition', 'metadata'],
  ...['wsDr', 'drawing', 'chartSpace', 'chartStyle', 'colorStyle', 'userShapes', 'formControlPr'],
  ...['presentation', 'presentationPr', 'viewPr', 'tblStyleLst', 'sld', 'sldMaster', 'sldLayout'],
  ...['notes', 'notesMaster', 'handoutMaster', 'dataModel', 'layoutDef', 'styleDef', 'colorsDef'],
]
const KNOWN = new Set([...WORD, ...SHEETS, ...PEOPLE, ...COMMENTS, ...PROPERTIES, ...Object.keys(BY_ROOT), ...SHOWN])
const SAYS_WHO = ['creator', 'lastModifiedBy', 'Company', 'Manager']
const CHANGES = /^(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+PrChange|numberingChange|tblGridChange)$/

export function foundIn(parts: Parts): Found {
  const found: Found = {
    ...{ counts: new Map(), sheets: [], people: [], data: [], who: [], properties: new Map(), others: [] },
    ...{ pages: 0, signed: Object.keys(parts).some((name) => name.startsWith('_xmlsignatures/')) },
  }
  for (const [name, part] of Object.entries(parts)) {
    if (part.length === 0) continue
    if (!isXml(part) && !/\.(?:xml|rels)$/i.test(name)) {
      found.others.push(name)
      continue
    }
    try {
      readPart(found, name, part)
    } catch {
      more(found, 'unreadable')
    }
  }
  return found
}

const more = ({ counts }: Found, code: FindingCode) => counts.set(code, (counts.get(code) ?? 0) + 1)

function readPart(found: Found, name: string, part: Uint8Array): void {
  const path: string[] = []
  let elements = 0
  let spoken = false
  let root = ''
  for (const token of tokensOf(part)) {
    if ('close' in token) path.pop()
    else if ('open' in token) {
      path.push(token.open.name)
      if (elements++ === 0) {
        root = token.open.name
        atRoot(found, name, token.open)
      }
      element(found, root, token.open)
    } else {
      const within = path.at(-1)!
      if (PROPERTIES.includes(root) && SAYS_WHO.includes(within)) found.who.push(token.text)
      if (root === 'Properties' && within === 'Pages') found.pages = Number(token.text) || 0
      spoken ||= root === 'notes' && within === 't'
    }
  }
  if (spoken) more(found, 'speakerNotes')
  // Word keeps an empty list of sources in every document.
  if (!KNOWN.has(root) && !(root === 'Sources' && elements === 1)) found.data.push(name)
}

function atRoot(found: Found, name: string, { name: root, attributes }: Opening): void {
  const code = BY_ROOT[root]
  if (code) more(found, code)
  if (root === 'Signature') found.signed = true
  if (!PROPERTIES.includes(root)) return
  // Its namespace stays as it is written: there are two, and custom properties have their own.
  const space = [...attributes].find(([key, uri]) => key.startsWith('xmlns') && /properties$/i.test(uri))
  const prefix = space?.[0].split(':')[1]
  const qualified = prefix ? `${prefix}:${root}` : root
  found.properties.set(name, `<${qualified} ${space?.[0] ?? 'xmlns'}="${space?.[1] ?? ''}"/>`)
}

function element(found: Found, root: string, { name, attributes }: Opening): void {
  if (WORD.includes(root)) {
    if (CHANGES.test(name)) more(found, 'changes')
    if (name === 'vanish' && isOn(attributes.get('val') ?? '1')) more(found, 'hiddenText')
  }
  if (root === 'workbook' && name === 'sheet' && (attributes.get('state') ?? 'visible') !== 'visible')
    found.sheets.push(attributes.get('name') ?? '')
  if (SHEETS.includes(root) && isHiddenLine(name, attributes)) more(found, 'hiddenRows')
  if (root === 'sld' && name === 'sld' && !isOn(attributes.get('show') ?? '1')) more(found, 'hiddenSlides')
  if (name === 'cNvPr' && isOn(attributes.get('hidden') ?? '0')) more(found, 'hiddenText')
  if (COMMENTS.includes(root) && /^(?:comment|cm|threadedComment)$/.test(name)) more(found, 'comments')
  if (PEOPLE.includes(root)) {
    const person = attributes.get('displayName') ?? attributes.get('author') ?? attributes.get('name')
    if (person) found.people.push(person)
  }
  if (root === 'Relationships' && attributes.get('TargetMode')?.toLowerCase() === 'external' && !isShown(attributes))
    more(found, 'links')
}

const isOn = (value: string) => /^(?:1|true|on)$/i.test(value.trim())

/** Narrower than a pixel is hidden, too. */
const NARROW = 0.5
function isHiddenLine(name: string, attributes: ReadonlyMap<string, string>): boolean {
  const less = (key: string) => Number(attributes.get(key) ?? Number.NaN) < NARROW
  if (name === 'row') return isOn(attributes.get('hidden') ?? '') || less('ht')
  if (name === 'col') return isOn(attributes.get('hidden') ?? '') || less('width')
  return name === 'sheetFormatPr' && (isOn(attributes.get('zeroHeight') ?? '') || less('defaultColWidth'))
}

/** A link to a page or an address stands in the text; one to a file tells whose computer it lies on. */
const isShown = (attributes: ReadonlyMap<string, string>) =>
  /\/hyperlink$/.test(attributes.get('Type') ?? '') && /^(?:https?|mailto):/i.test(attributes.get('Target') ?? '')
