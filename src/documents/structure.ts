/** The tree that a screen reader walks: elements are opened as pieces name them and closed when the next piece leaves them. */
import type { Path } from './shapes.ts'

type Element = PDFKit.PDFStructureElement
type Open = { key: string; element: Element }

const tagOf = (key: string) => key.replace(/[#+*@].*$/, '')

export function structure(doc: PDFKit.PDFDocument) {
  const root = doc.struct('Document')
  doc.addStructure(root)
  const open: Open[] = []

  const closeTo = (depth: number) => {
    while (open.length > depth) open.pop()!.element.end()
  }

  return {
    tag: (path: Path) => tagOf(path.at(-1)!) as 'P',
    /** The element for one piece: its ancestors are shared with the piece before, the last step never is. */
    at(path: Path): Element {
      let shared = 0
      while (shared < path.length - 1 && shared < open.length - 1 && open[shared]!.key === path[shared]) shared++
      closeTo(shared)
      for (const key of path.slice(shared)) {
        const element = doc.struct(tagOf(key) as 'P')
        attributes(element, key)
        ;(open.at(-1)?.element ?? root).add(element)
        open.push({ key, element })
      }
      return open.at(-1)!.element
    },
    end() {
      closeTo(0)
      root.end()
    },
  }
}

/** Tables: `TH` heads its row, `TH@Column` its column, `TD+3` spans three columns, `TD*2` two rows. Without these a table is not regular to PDF/UA. */
function attributes(element: Element, key: string) {
  const span = Number(/\+(\d+)/.exec(key)?.[1] ?? 1)
  const scope = /@(\w+)/.exec(key)?.[1] ?? 'Row'
  const down = Number(/\*(\d+)/.exec(key)?.[1] ?? 1)
  const own = {
    ...(tagOf(key) === 'TH' ? { Scope: scope } : {}),
    ...(span > 1 ? { ColSpan: span } : {}),
    ...(down > 1 ? { RowSpan: down } : {}),
  }
  if (Object.keys(own).length === 0) return
  const { dictionary } = element as unknown as { dictionary: { data: Record<string, unknown> } }
  dictionary.data.A = { O: 'Table', ...own }
}
