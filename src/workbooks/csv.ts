/** Comma-separated values (RFC 4180) that Excel and WPS open as they are meant: UTF-8 with its mark, and no cell a formula. */

/** Without it Excel on a Chinese Windows reads GBK. */
export const BOM = '\ufeff'

/** Whole rows, with the mark before the first. */
export const csvOf = (rows: readonly (readonly string[])[]): string => BOM + rows.map(csvRow).join('')

/** One row with its end. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(field).join(',')}\r\n`

/** What a spreadsheet would reckon or run (OWASP, CSV injection), behind whatever white space. */
const FORMULA = /^(?:[\t\r]|[\s\p{Cc}]*[=+\-@|＝＋－＠])/u

/** A text that begins as a formula does gets an apostrophe, as one types it to say that it is none. A number is a number. */
function field(text: string): string {
  const inert = FORMULA.test(text) && !/^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
