/** What the properties of a PDF say of people and matters: those of the file (Info), and XMP. */
import { type Dictionary, isDictionary, type Value } from './pdf-values.ts'
import { tokensOf } from './xml.ts'

/** The program that made it, and when, tells nothing of anybody. */
const TELLS_NOTHING = ['Producer', 'Creator', 'CreationDate', 'ModDate', 'Trapped']

/** Whatever else the properties hold, under whatever name. */
export function wordsOfInfo(info: Dictionary, follow: (value: Value | undefined) => Value | undefined): string[] {
  return [...info].flatMap(([key, value]) => {
    const said = follow(value)
    return !TELLS_NOTHING.includes(key) && said && !isDictionary(said) && 'string' in said ? textOf(said.string) : []
  })
}

/** A string is in PDFDocEncoding, UTF-16 or UTF-8. */
function textOf(string: string): string {
  const bytes = Buffer.from(string, 'latin1')
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le')
  if (bytes[0] === 0xef && bytes[1] === 0xbb) return bytes.subarray(3).toString('utf8')
  return string
}

/** Numbers of versions, programs and times, and what makes the packet itself. */
const MACHINERY = new Set([
  ...['CreatorTool', 'CreateDate', 'ModifyDate', 'MetadataDate', 'Producer', 'PDFVersion', 'Trapped', 'format', 'date'],
  ...['DocumentID', 'InstanceID', 'OriginalDocumentID', 'VersionID', 'RenditionClass', 'documentID', 'instanceID'],
  ...['part', 'conformance', 'amd', 'corr', 'rev', 'lang', 'about', 'xmptk', 'parseType', 'resource'],
  ...['action', 'when', 'softwareAgent', 'changed', 'parameters'],
])
/** What PDF/A has to say of the names that it uses. */
const APART = 'schemas'

/** @throws where it is no XMP that can be read */
export function wordsOfXmp(packet: Uint8Array): string[] {
  const words: string[] = []
  const path: string[] = []
  const isMachinery = () => path.some((name) => name === APART || MACHINERY.has(name))
  for (const token of tokensOf(packet)) {
    if ('close' in token) path.pop()
    else if ('text' in token) {
      if (!isMachinery()) words.push(token.text)
    } else {
      path.push(token.open.name)
      if (isMachinery()) continue
      for (const [name, value] of token.open.attributes)
        if (!name.startsWith('xmlns') && !MACHINERY.has(name)) words.push(value)
    }
  }
  return words
}
