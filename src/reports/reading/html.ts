/** The tables of a web page, as a browser would lay them out: merged cells, tables within tables, whatever tags are not closed. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import { BEGINNING, type ReportDocument } from './document.ts'
import { gridOf, type Placed, Places, UnreadableReport } from './grid.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** A page with its pictures inside; the tables of a report are a hundred kilobytes. */
const LARGEST = 16 * 1024 * 1024
/** Elements, and elements with their texts: a page of an office has some thousands. */
const MOST = 300_000
/** Elements within elements: the parser looks through all that are open, and browsers stop at 512. */
const DEEPEST = 1_000
const NOT_SHOWN = new Set(['script', 'style', 'noscript', 'template', 'head'])

/** @throws UnreadableReport where it is larger than any page */
export function htmlDocument(content: Uint8Array, places = new Places()): ReportDocument {
  if (content.length > LARGEST) throw new UnreadableReport('网页超过 16 MB，没有读取')
  const tables: Element[] = []
  const text: string[] = []
  let length = 0
  for (const node of walk(parse(decoded(content), { treeAdapter: counting() }))) {
    if ('tagName' in node && node.tagName === 'table') {
      places.table()
      tables.push(node)
    }
    if (node.nodeName === '#text' && length < BEGINNING) {
      const { value } = node as DefaultTreeAdapterTypes.TextNode
      text.push(value)
      length += value.length
    }
  }
  return { grids: tables.map((table) => gridOf(cellsOf(table, places), places)), text: text.join('\n') }
}

/** Stops the parser before it has made more than a page has: tags that are not closed make elements by themselves. */
function counting(): typeof defaultTreeAdapter {
  const depths = new WeakMap<object, number>()
  let made = 0
  const one = <T>(node: T): T => {
    if (++made > MOST) throw tooMuch()
    return node
  }
  const below = (parent: DefaultTreeAdapterTypes.ParentNode, node: Node) => {
    const depth = (depths.get(parent) ?? 0) + 1
    if (depth > DEEPEST) throw tooMuch()
    depths.set(node, depth)
  }
  return {
    ...defaultTreeAdapter,
    createElement: (...of) => one(defaultTreeAdapter.createElement(...of)),
    createCommentNode: (...of) => one(defaultTreeAdapter.createCommentNode(...of)),
    appendChild: (parent, node) => {
      below(parent, node)
      defaultTreeAdapter.appendChild(parent, node)
    },
    insertBefore: (parent, node, next) => {
      below(parent, node)
      defaultTreeAdapter.insertBefore(parent, node, next)
    },
  }
}

const tooMuch = () => new UnreadableReport('网页的内容或者层次过多，没有读取')

/** In the order of the page, without recursion: a page may nest as deep as it is long. @param enter false passes one over */
function* walk(root: { childNodes: Node[] }, enter = (_: Element) => true): Generator<Node> {
  const waiting: Node[] = root.childNodes.toReversed()
  for (let seen = 0, node = waiting.pop(); node; node = waiting.pop()) {
    if (++seen > 2 * MOST) throw tooMuch()
    if ('tagName' in node && (NOT_SHOWN.has(node.tagName) || !enter(node))) continue
    yield node
    if ('childNodes' in node) for (let i = node.childNodes.length - 1; i >= 0; i--) waiting.push(node.childNodes[i]!)
  }
}

/** By the rules of HTML: a cell takes the next free place of its row, one of many rows holds its places below. */
function cellsOf(table: Element, places: Places): Placed[] {
  const cells: Placed[] = []
  const rows = [...walk(table, ({ tagName }) => !['table', 'td', 'th', 'caption'].includes(tagName))].filter(
    (node): node is Element => 'tagName' in node && node.tagName === 'tr',
  )
  const taken = rows.map(() => new Set<number>())
  for (const [row, tr] of rows.entries()) {
    let column = 0
    for (const td of tr.childNodes) {
      if (!('tagName' in td) || (td.tagName !== 'td' && td.tagName !== 'th')) continue
      while (taken[row]!.has(column)) column++
      const columns = span(td, 'colspan', 1_000)
      // None reaches below the table.
      const down = Math.min(span(td, 'rowspan', 65_534), rows.length - row)
      places.take(down * columns)
      cells.push({ row, column, rows: down, columns, text: textOf(td) })
      for (let r = row; r < row + down; r++) for (let c = column; c < column + columns; c++) taken[r]!.add(c)
      column += columns
    }
  }
  return cells
}

function span(cell: Element, name: string, most: number): number {
  const said = Number.parseInt(cell.attrs.find((attribute) => attribute.name === name)?.value ?? '1', 10)
  return said >= 1 ? Math.min(said, most) : 1
}

/** Without what a table within it says, which is read by itself. */
function textOf(cell: Element): string {
  let text = ''
  for (const node of walk(cell, ({ tagName }) => tagName !== 'table'))
    if (node.nodeName === '#text') text += (node as DefaultTreeAdapterTypes.TextNode).value
  return text
}

/** In the encoding that the page names; GBK is what older sites of offices have. */
function decoded(content: Uint8Array): string {
  const head = Buffer.from(content.subarray(0, 4_096)).toString('latin1')
  const said = /charset\s{0,9}=\s{0,9}["']?([\w-]{1,30})/i.exec(head)?.[1]?.toLowerCase()
  const isUtf16 = content[0] === 0xff && content[1] === 0xfe
  for (const encoding of [isUtf16 ? 'utf-16le' : (said ?? 'utf-8'), 'utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content)
    } catch {} // not this one, or one that nobody knows
  return new TextDecoder('utf-8').decode(content)
}
