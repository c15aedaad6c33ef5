/**
 * Which figures of a table are not published, so that nobody is found by a small one, not even by who has read this file. Pure.
 *
 * A table has a row for each agency, a column for each kind, and the sum of each column. The sum of each row is known whatever is
 * done here: it stands in the annual report, which the law has published figure by figure (第五十条), and so is the sum of all.
 *
 * A row hides by its own sizes (`rows.ts`). The sums of the columns that hide something are published together or not at all, and which of
 * both is decided from what their reader has then (`sums.ts`). So where they are published, every other table with these sums would be
 * published alike. And where they are not, that tells nothing of a row: among the tables whose sums would be hidden are those in
 * which each row has the most, and those in which it has the least, that it can have of one kind, for there is one table alone with
 * such sums. Hiding the fewest figures that will do would tell more: whoever knows the rule then knows what would have done.
 */
import { hiddenOf, isSmall, rowLeft, sumOf } from './rows.ts'
import { sumsTell } from './sums.ts'

export type Hidden = { cells: boolean[][]; sums: boolean[] }

/** @param table by agency, then by kind; at least two kinds */
export function suppressed(table: readonly (readonly number[])[]): Hidden {
  const columns = Array.from({ length: table[0]?.length ?? 0 }, (_, k) => table.map((row) => row[k]!))
  if (columns.length === 1) throw new Error('a table of one kind has nothing to hide a figure behind')
  const cells = table.map(hiddenOf)
  const rows = table.map((row, i) => rowLeft(row, cells[i]!)).filter(({ hidden }) => hidden.includes(true))
  const left = columns.map((column, k) => sumOf(column.filter((_, i) => cells[i]![k])))
  const areHidden = rows.length > 0 && (columns.some((column) => isSmall(sumOf(column))) || sumsTell(rows, left))
  // Of a column that hides nothing the sum can be reckoned: it stays.
  return { cells, sums: left.map((_, k) => areHidden && cells.some((row) => row[k])) }
}
