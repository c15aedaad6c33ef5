/** The register as a file that streams: XLSX for people, CSV for programs; the same rows and columns in both. */
import { Readable } from 'node:stream'
import type { House } from '../../house.ts'
import { BOM, csvRow } from '../../workbooks/csv.ts'
import { type RowCell, rowBook } from '../../workbooks/row-book.ts'
import { COLUMNS } from './columns.ts'
import { type RegisterQuestion, registerRows } from './rows.ts'

export type Register = {
  house: Pick<House, 'sql' | 'keys' | 'law'>
  agencyIds: readonly string[]
  ask: RegisterQuestion
  isUnmasked: boolean
}

const HEADS = COLUMNS.map(({ head }) => head)

async function* cellsOf({ house, agencyIds, ask, isUnmasked }: Register): AsyncGenerator<RowCell[][]> {
  for await (const rows of registerRows(house, agencyIds, ask)) {
    const cells = rows.map((row) => COLUMNS.map((column) => column.of(row, isUnmasked)))
    yield cells
    cells.length = 0 // as the rows are
  }
}

/** Read from the database as it is fetched. */
export const registerXlsx = (register: Register): Readable =>
  Readable.from(
    rowBook({ name: '台账', heads: HEADS, widths: COLUMNS.map(({ width }) => width), rows: cellsOf(register) }),
    {
      objectMode: false,
    },
  )

/** Read from the database as it is fetched; UTF-8 with its mark. */
export function registerCsv(register: Register): Readable {
  async function* text() {
    yield BOM + csvRow(HEADS)
    for await (const rows of cellsOf(register))
      yield rows.map((cells) => csvRow(cells.map((cell) => (cell === null ? '' : String(cell))))).join('')
  }
  return Readable.from(text(), { objectMode: false })
}
