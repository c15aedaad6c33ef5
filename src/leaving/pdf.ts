/**
 * PDF: nothing is rewritten (a copy with other offsets, or of a signed file, would be another document); what it carries
 * is named: who wrote it, comments, marks that only cover, attached files, earlier revisions.
 */
import type { Budget } from './budget.ts'
import { counted, type Finding, inWords, type Leaving, noted } from './finding.ts'
import { type PdfObjects, readPdf } from './pdf-objects.ts'
import { type Dictionary, dictionariesIn, isDictionary, nameOf, numberOf } from './pdf-values.ts'
import { wordsOfInfo, wordsOfXmp } from './pdf-words.ts'

const COMMENTS = [
  ...['Text', 'FreeText', 'Highlight', 'Underline', 'Squiggly', 'StrikeOut', 'Caret', 'Ink', 'Stamp', 'Line'],
  ...['Square', 'Circle', 'Polygon', 'PolyLine'],
]

/** @throws where it is no PDF; TooMuch */
export function pdfLeaving(content: Uint8Array, budget: Budget): Leaving {
  const pdf = readPdf(content, budget)
  const all = [...pdf.objects.values()].flatMap((object) => [...dictionariesIn(object)])
  const having = (is: (dictionary: Dictionary) => boolean) => all.filter(is).length
  const named = (dictionary: Dictionary, key: string) => nameOf(pdf.follow(dictionary.get(key)))
  const encrypted = pdf.trailers.some((trailer) => trailer.has('Encrypt'))
  const { author, unread } = encrypted ? { author: [], unread: false } : authorOf(pdf)
  const pages = pagesIn(pdf)
  return {
    copy: content,
    findings: [
      ...noted('encrypted', encrypted),
      ...author,
      ...counted(
        'comments',
        having((one) => one.has('Rect') && COMMENTS.includes(named(one, 'Subtype') ?? '')),
      ),
      ...counted(
        'redactMarks',
        having((one) => one.has('Rect') && named(one, 'Subtype') === 'Redact'),
      ),
      ...counted(
        'attachments',
        having((one) => one.has('EF')),
      ),
      ...noted('scripts', having((one) => named(one, 'S') === 'JavaScript' || one.has('JS')) > 0),
      ...noted('layers', having((one) => hasSome(pdf, one)) > 0),
      ...counted('revisions', pdf.revisions),
      ...noted('appended', pdf.appended),
      ...noted('unreadable', !encrypted && (pdf.damaged || unread)),
    ],
    ...(pages !== undefined && { pages }),
  }
}

/** Does it name layers that are not shown? */
function hasSome(pdf: PdfObjects, dictionary: Dictionary): boolean {
  const off = pdf.follow(dictionary.get('OFF'))
  return Array.isArray(off) && off.length > 0
}

/** Who wrote it and what about, from the properties or from XMP; and whether some of that could not be read. */
function authorOf(pdf: PdfObjects): { author: Finding[]; unread: boolean } {
  const infos = pdf.trailers.flatMap((trailer) => (trailer.has('Info') ? [pdf.follow(trailer.get('Info'))] : []))
  const words = infos.filter(isDictionary).flatMap((info) => wordsOfInfo(info, pdf.follow))
  let unread = !infos.every(isDictionary)
  for (const packet of pdf.descriptions) {
    try {
      words.push(...wordsOfXmp(packet))
    } catch {
      unread = true
    }
  }
  const said = inWords(words)
  return { author: said ? [{ code: 'author', state: 'heed', words: said }] : [], unread }
}

function pagesIn(pdf: PdfObjects): number | undefined {
  const root = pdf.follow(pdf.trailers.findLast((trailer) => trailer.has('Root'))?.get('Root'))
  const tree = isDictionary(root) ? pdf.follow(root.get('Pages')) : undefined
  const count = isDictionary(tree) ? (numberOf(pdf.follow(tree.get('Count'))) ?? 0) : 0
  return count > 0 ? count : undefined
}
