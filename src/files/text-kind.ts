/** Which kind of text: a page, a mail, a table; by its first lines, and by its ending where both readings are right. */

/** Programs that show the source of whatever it is. */
const READ_AS_TEXT = new Set(['txt', 'text', 'log', 'md', 'csv', 'tsv', 'json'])
/** Office opens pages and archives of pages under these, and runs no script in them. */
const OF_OFFICE = new Set(['xls', 'doc', 'et', 'wps', 'ppt'])

const PAGE = /<(?:!doctype html|html|head|body|script|svg|iframe|table|meta|object)\b/
/** The first line of a mail is the name of a field. */
const FIELD = /^[A-Za-z][\w-]{0,60}:/

/** @param text how it begins */
export function kindOfText(text: string, ending: string): string {
  const start = text.replace(/^\ufeff/, '').trimStart()
  if (start.startsWith('{\\rtf')) return 'application/rtf'
  if (READ_AS_TEXT.has(ending)) return ending === 'csv' ? 'text/csv' : 'text/plain'
  if (start.startsWith('<')) return kindOfMarkup(start.slice(0, 4_000).toLowerCase())
  if (FIELD.test(start)) {
    const [header = ''] = start.split(/\r?\n\r?\n/, 1)
    const lower = `\n${header.toLowerCase()}`
    if (lower.includes('multipart/related') && lower.includes('\nmime-version:')) return 'application/x-mimearchive'
    if (lower.includes('\nfrom:') && /\n(?:subject|date|to):/.test(lower)) return 'message/rfc822'
  }
  return 'text/plain'
}

function kindOfMarkup(start: string): string {
  if (/<svg\b/.test(start) && !/<html\b/.test(start)) return 'image/svg+xml'
  if (PAGE.test(start)) return 'text/html'
  return start.startsWith('<?xml') ? 'text/xml' : 'text/plain'
}

/** What a browser reads as a page or a drawing by its ending, however damaged it is. */
const OF_BROWSER = new Set(['html', 'htm', 'xhtml', 'xht', 'shtml', 'svg', 'svgz'])
/** Would a browser open it as a page, whatever it holds? */
export const isPageEnding = (ending: string): boolean => OF_BROWSER.has(ending)

/** Would a browser run what is in it? Not under an ending that another program takes. */
export const isPage = (type: string, ending: string, hasMarks: boolean): boolean =>
  OF_BROWSER.has(ending) ||
  (type === 'text/html' && !OF_OFFICE.has(ending)) ||
  type === 'image/svg+xml' ||
  (hasMarks && !READ_AS_TEXT.has(ending) && !OF_OFFICE.has(ending))

/** In XML a page or a drawing begins wherever its namespace is named; a sheet of style may make one of all of it. */
const MARKS = ['www.w3.org/1999/xhtml', 'www.w3.org/2000/svg', '<?xml-stylesheet'].map((mark) => Buffer.from(mark))
const LONGEST = Math.max(...MARKS.map(({ length }) => length))

/** Looks for them in whatever begins with a bracket, while the file goes by. */
export class Marks {
  found = false
  #isMarkup: boolean | undefined
  #rest = Buffer.alloc(0)

  add(piece: Buffer): void {
    this.#isMarkup ??= /^[\xef\xbb\xbf\xfe\xff\s\0]*</.test(piece.subarray(0, 1_024).toString('latin1'))
    if (!this.#isMarkup || this.found) return
    // UTF-16 has a nought beside each of these letters.
    const bytes = Buffer.concat([this.#rest, piece.filter((byte) => byte !== 0)])
    this.found = MARKS.some((mark) => bytes.includes(mark))
    this.#rest = Buffer.from(bytes.subarray(-(LONGEST - 1)))
  }
}
