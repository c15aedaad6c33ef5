/** The body of a template as structure, before any data: lines become blocks, and blanks are places inside them. */

/** Literal text, or the name of a blank. */
export type Part = { text: string } | { blank: string }

export type Frame =
  | { kind: 'addressee'; parts: Part[] }
  | { kind: 'heading'; level: 1 | 2; parts: Part[] }
  | { kind: 'paragraph'; parts: Part[] }
  | { kind: 'row'; cells: Part[][] }
  | { kind: 'attachment'; parts: Part[] }
  | { kind: 'closing'; parts: Part[] }
  | { kind: 'note'; parts: Part[] }
  | { kind: 'block'; block: Block }

const BLANK = /\{\{\s*([A-Za-z][A-Za-z0-9.]*)\s*\}\}/

/** Where the matters of a letter that answers several come, and the remedies of each; see several.ts. */
export const BLOCKS = ['items', 'remedies'] as const
export type Block = (typeof BLOCKS)[number]
const BLOCK = new RegExp(`^\\{\\{\\s*(${BLOCKS.join('|')})\\s*\\}\\}$`)

/** The block that a line stands for, null for any other line. */
export const blockIn = (line: string): Block | null => (BLOCK.exec(line.trim())?.[1] as Block | undefined) ?? null

export const ATTACHMENTS = '附件：'
/** Of a pleading: who signs it, and its day. */
export const CLOSING = '落款：'

/** One line, one paragraph; empty lines are for the eye. The marks are those of official documents, see templates/README.md. */
export function framesOf(body: string): Frame[] {
  const lines = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  let listed: 'attachment' | 'closing' | undefined
  return lines.flatMap((line, i): Frame[] => {
    const begins = LISTS[line]
    const frame = begins ? null : frameOf(line, i === 0, i === lines.length - 1, listed)
    listed = begins ?? (frame?.kind === listed ? listed : undefined)
    return frame ? [frame] : []
  })
}

/** The lines below which each `- ` is one of these. */
const LISTS: Readonly<Record<string, 'attachment' | 'closing'>> = { [ATTACHMENTS]: 'attachment', [CLOSING]: 'closing' }

function frameOf(line: string, first: boolean, last: boolean, listed?: 'attachment' | 'closing'): Frame {
  const block = blockIn(line)
  if (block) return { kind: 'block', block }
  if (listed && line.startsWith('- ')) return { kind: listed, parts: partsOf(line.slice(2)) }
  if (line.startsWith('## ')) return { kind: 'heading', level: 2, parts: partsOf(line.slice(3)) }
  if (line.startsWith('# ')) return { kind: 'heading', level: 1, parts: partsOf(line.slice(2)) }
  if (line.startsWith('|')) return { kind: 'row', cells: cellsOf(line).map(partsOf) }
  if (first && line.endsWith('：')) return { kind: 'addressee', parts: partsOf(line.slice(0, -1)) }
  if (last && line.startsWith('（') && line.endsWith('）')) return { kind: 'note', parts: partsOf(line.slice(1, -1)) }
  // The third level of official documents: the number, its point, and the text at once.
  return { kind: 'paragraph', parts: partsOf(line.replace(/^(\d+\.)\s+/, '$1')) }
}

const cellsOf = (line: string) =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())

function partsOf(text: string): Part[] {
  return text.split(new RegExp(BLANK, 'g')).flatMap((piece, i): Part[] => {
    if (i % 2 === 1) return [{ blank: piece }]
    return piece === '' ? [] : [{ text: piece }]
  })
}

export const partsIn = (frame: Frame): Part[] =>
  frame.kind === 'row' ? frame.cells.flat() : frame.kind === 'block' ? [] : frame.parts

/** The blank that a paragraph or attachment consists of, if it is nothing else: what may be left out, or divided. */
export const onlyBlank = (parts: readonly Part[]): string | null => {
  const [part] = parts
  return parts.length === 1 && part && 'blank' in part ? part.blank : null
}
