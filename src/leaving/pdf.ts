/**
 * PDF: nothing is rewritten (a copy with other offsets, or of a signed file, would be another document); what it carries
 * is named: who wrote it, comments, marks that only cover, attached files, earlier revisions.
 */
import { counted, type Finding, inWords, type Leaving, noted } from './finding.ts'
import { type PdfObjects, readPdf } from './pdf-objects.ts'

const COMMENTS =
  /\/Subtype\s*\/(?:Text|FreeText|Highlight|Underline|Squiggly|StrikeOut|Caret|Ink|Stamp|Line|Square|Circle|Polygon|PolyLine)\b/
const REDACTION = /\/Subtype\s*\/Redact\b/

/** @throws where it is no PDF */
export function pdfLeaving(content: Uint8Array): Leaving {
  const pdf = readPdf(content)
  const all = [...pdf.objects.values()]
  const annotations = all.filter((object) => /\/Rect\b/.test(object))
  const pages = pagesIn(pdf)
  return {
    copy: content,
    findings: [
      ...(pdf.encrypted ? [{ code: 'encrypted' as const, state: 'heed' as const }] : authorOf(pdf)),
      ...counted('comments', annotations.filter((object) => COMMENTS.test(object)).length),
      ...counted('redactMarks', annotations.filter((object) => REDACTION.test(object)).length),
      ...counted('attachments', all.filter((object) => /\/EF\s*(?:<<|\d)/.test(object)).length),
      ...noted(
        'scripts',
        all.some((object) => /\/S\s*\/JavaScript\b/.test(object)),
      ),
      ...noted(
        'layers',
        all.some((object) => /\/OFF\s*\[\s*\d/.test(object)),
      ),
      ...counted('revisions', pdf.revisions),
    ],
    ...(pages !== undefined && { pages }),
  }
}

/** Who wrote it and what about, from the properties or from XMP. The program that made it tells nothing of anybody. */
function authorOf(pdf: PdfObjects): Finding[] {
  const info = pdf.follow(pdf.trailer('Info')) ?? ''
  const xmp = pdf.xmp
  const creators = /<dc:creator>(.*?)<\/dc:creator>/s.exec(xmp)?.[1]?.replace(/<[^>]*>/g, ' ')
  const words = inWords([...['Author', 'Subject', 'Keywords', 'Company'].map((name) => stringIn(info, name)), creators])
  return words ? [{ code: 'author', state: 'heed', words }] : []
}

/** A string of a dictionary: literal or hexadecimal, in PDFDocEncoding or UTF-16. */
function stringIn(dictionary: string, name: string): string {
  const literal = new RegExp(`/${name}\\s*\\(((?:\\\\[\\s\\S]|[^\\\\)])*)\\)`).exec(dictionary)?.[1]
  const hex = new RegExp(`/${name}\\s*<([0-9A-Fa-f\\s]*)>`).exec(dictionary)?.[1]
  const bytes =
    literal === undefined
      ? Buffer.from((hex ?? '').replace(/\s/g, ''), 'hex')
      : Buffer.from(unescaped(literal), 'latin1')
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le')
  if (bytes[0] === 0xef && bytes[1] === 0xbb) return bytes.subarray(3).toString('utf8')
  return bytes.toString('latin1')
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '', '\r': '' }
const unescaped = (literal: string) =>
  literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8) & 0xff) : (ESCAPES[code] ?? code),
  )

function pagesIn(pdf: PdfObjects): number | undefined {
  const tree = pdf.follow(/\/Pages\s+(\d+)\s+\d+\s+R/.exec(pdf.follow(pdf.trailer('Root')) ?? '')?.[1])
  const count = Number(/\/Count\s+(\d+)/.exec(tree ?? '')?.[1] ?? 0)
  return count > 0 ? count : undefined
}
