/** A table as comma-separated values (RFC 4180), as programs export it: one table, blank lines or not. */
import { BEGINNING, type ReportDocument } from './document.ts'
import { gridOf, type Placed, Places, UnreadableReport } from './grid.ts'

const LARGEST = 4 * 1024 * 1024

/** @throws UnreadableReport where it is larger than any report */
export function csvDocument(content: Uint8Array, places = new Places()): ReportDocument {
  if (content.length > LARGEST) throw new UnreadableReport('CSV 超过 4 MB，没有读取')
  const text = decoded(content)
  const cells: Placed[] = []
  let row = 0
  for (const fields of recordsIn(text)) {
    places.take(fields.length)
    for (const [column, said] of fields.entries()) cells.push({ row, column, rows: 1, columns: 1, text: said })
    row++
  }
  return { grids: [gridOf(cells, places)], text: text.slice(0, BEGINNING) }
}

function* recordsIn(text: string): Generator<string[]> {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y
  let record: string[] = []
  for (let at = 0; at < text.length; at = field.lastIndex) {
    field.lastIndex = at
    const found = field.exec(text)
    if (!found) throw new UnreadableReport('CSV 有一处引号没有成对，没有读取')
    record.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === ',') continue
    yield record
    record = []
  }
  if (record.length > 0) yield record
}

/** Excel on a Chinese Windows writes GBK. */
function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('gb18030').decode(content)
  }
}
