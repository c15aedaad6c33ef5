/** A table with merged cells, as every kind of file is written from it. */
import type { GridCell, GridTable } from '../documents/index.ts'
import { marked } from '../ground/marked.ts'

/** As a volume has it; a number stays a number where the file knows numbers. */
export type { GridCell as PlacedCell, GridTable as PlacedTable }

/** How many rows it has. */
export const rowsOf = ({ cells }: GridTable): number => Math.max(0, ...cells.map(({ row, rows }) => row + rows))

/** For XML and HTML, with what nobody sees shown. Characters that XML has no place for are none of an office's text. */
export function escaped(text: string): string {
  if (PLAIN.test(text)) return text
  const shown = marked(text)
  return MARKS.test(shown) ? written(shown) : shown
}

/** Of four million cells of a register nearly all: six passes over each took a third of its time. */
const PLAIN = /^[ !#-%'-;=?-~\u3000-\u9fff\uff01-\uff5e]*$/
const MARKS = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const written = (text: string) =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
