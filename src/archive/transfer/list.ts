/** 移交目录: what a package holds, a line for each case, as a table for programs (CSV) and as a text for people. */
import { marked } from '../../ground/marked.ts'
import { csvOf as csvOfRows } from '../../workbooks/csv.ts'
import type { Kept } from '../kept.ts'
import { type Element, valuesOf } from '../metadata/element.ts'

export type Listed = {
  reference: string
  title: string
  receipt: string
  number: string
  year: string
  retention: string
  office: string
  item: string
  on: string
  pages: string
  documents: number
  bundle: string
  size: number
  sha256: string
  remark: string
}

const COLUMNS: readonly [head: string, of: (line: Listed) => string | number][] = [
  ['档号', ({ reference }) => reference],
  ['题名', ({ title }) => title],
  ['受理编号', ({ receipt }) => receipt],
  ['登记编号', ({ number }) => number],
  ['年度', ({ year }) => year],
  ['保管期限', ({ retention }) => retention],
  ['机构或问题', ({ office }) => office],
  ['件号', ({ item }) => item],
  ['日期', ({ on }) => on],
  ['页数', ({ pages }) => pages],
  ['文件数', ({ documents }) => documents],
  ['证据卷', ({ bundle }) => bundle],
  ['字节数', ({ size }) => size],
  ['SHA-256', ({ sha256 }) => sha256],
  ['备注', ({ remark }) => remark],
]

/** One case, with where its bundle lies in the package. */
export function listed(
  { stamp, file, letters, files }: Kept,
  metadata: readonly Element[],
  bundle: Pick<Listed, 'bundle' | 'size' | 'sha256' | 'remark'>,
): Listed {
  const first = (name: string) => valuesOf(metadata, name)[0] ?? ''
  return {
    ...{ reference: stamp.reference, title: first('题名'), receipt: file.row.receipt, number: file.row.number ?? '' },
    ...{ year: stamp.year, retention: stamp.retention, office: stamp.office, item: stamp.item },
    ...{ on: first('日期'), pages: stamp.pages, documents: letters.length + files.length },
    ...bundle,
  }
}

/** As the house writes every list: with its mark, and no cell a formula. */
export const csvOf = (lines: readonly Listed[]): Buffer =>
  Buffer.from(
    csvOfRows([
      ['序号', ...COLUMNS.map(([head]) => head)],
      ...lines.map((line, i) => [String(i + 1), ...COLUMNS.map(([, of]) => String(of(line)))]),
    ]),
  )

/** The same to be read. */
export const textOf = (title: string, lines: readonly Listed[]): Buffer =>
  Buffer.from(
    marked(
      [
        `移交目录　${title}`,
        `共${lines.length}件`,
        ...lines.flatMap((line, i) => [
          '',
          `${i + 1}. ${line.reference}　${line.title}`,
          ...COLUMNS.slice(2).flatMap(([head, of]) => (of(line) === '' ? [] : [`   ${head}：${of(line)}`])),
        ]),
        '',
      ].join('\n'),
    ),
  )
