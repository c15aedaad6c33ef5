/** Comma-separated values (RFC 4180) that Excel and WPS open as they are meant: UTF-8 with its mark, and no cell a formula. */
import { marked } from '../ground/marked.ts'

/** Without it Excel on a Chinese Windows reads GBK. */
export const BOM = '\ufeff'

/** Whole rows, with the mark before the first. */
export const csvOf = (rows: readonly (readonly string[])[]): string => BOM + rows.map(csvRow).join('')

/** One row with its end. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(field).join(',')}\r\n`

/** What a spreadsheet would reckon or run (OWASP, CSV injection), behind whatever white space. */
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}]*[=+\-@|＝＋－＠])/u

/** A number is a number. */
const NUMBER = /^-?\d{1,15}(?:\.\d{1,9})?$/

/** The text as a cell shows it; one that begins as a formula does gets an apostrophe, as one types it to say that it is none. */
export function inert(text: string): string {
  const shown = marked(text)
  return FORMULA.test(shown) ? `'${shown}` : shown
}

/** No sign of a formula before it, nothing unseen, and nothing that ends a field: most cells of a register that are not empty. */
const PLAIN = /^(?:[0-9A-Za-z\u4e00-\u9fff][ !#-+\--~\u3000-\u9fff\uff01-\uff5e]*)?$/

function field(text: string): string {
  if (PLAIN.test(text)) return text
  const said = NUMBER.test(text) ? text : inert(text)
  return /[",\r\n]/.test(said) ? `"${said.replaceAll('"', '""')}"` : said
}
