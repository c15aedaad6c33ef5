/** A source as a lawyer reads it: each blank in Chinese, each clause unfolded under its name. */
import { BLANKS, unnumbered } from '../../documents/index.ts'
import type { Clause } from './shipped.ts'

/** `code` is what stands between the braces. */
export type ReadPiece = { text: string; code?: string }
export type ReadLine = { part: 'addressee' | 'heading' | 'row' | 'item' | 'body'; pieces: ReadPiece[]; clause?: string }

type Asks = Readonly<Record<string, { label: string }>>

/**
 * The source of a template, line by line without empty ones. A clause that is not in `clauses` stays as it is written.
 * @param asks labels of the template's own blanks, by name.
 */
export function readingOf(source: string, asks: Asks, clauses: ReadonlyMap<string, Clause>): ReadLine[] {
  const body = source.replace(/^---\n.*?\n---\n/s, '')
  const lines = body.split('\n').flatMap((line): { text: string; clause?: string }[] => {
    const id = /^\s*\{\{>\s*([A-Za-z0-9-]+)\s*\}\}\s*$/.exec(line)?.[1]
    const clause = id === undefined ? undefined : clauses.get(id)
    return clause ? clause.body.split('\n').map((text) => ({ text, clause: clause.title })) : [{ text: line }]
  })
  return lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, clause }, i) => ({
      ...partOfLine(text.trim(), i === 0),
      ...(clause !== undefined && { clause }),
    }))
    .map(({ text, ...line }) => ({ ...line, pieces: piecesOf(text, asks) }))
}

function partOfLine(text: string, first: boolean): { text: string; part: ReadLine['part'] } {
  const heading = /^##? (.*)$/.exec(text)
  if (heading) return { text: heading[1]!, part: 'heading' }
  if (text.startsWith('|')) return { text: cellsIn(text).join('　'), part: 'row' }
  if (text.startsWith('- ')) return { text: text.slice(2), part: 'item' }
  return { text, part: first && text.endsWith('：') ? 'addressee' : 'body' }
}

function piecesOf(text: string, asks: Asks): ReadPiece[] {
  return text.split(/\{\{\s*([A-Za-z][A-Za-z0-9.]*)\s*\}\}/).flatMap((piece, i): ReadPiece[] => {
    if (i % 2 === 0) return piece === '' ? [] : [{ text: piece }]
    return [{ text: nameOf(piece, asks), code: piece }]
  })
}

/** The first words of its meaning: what stands in brackets explains, and would drown the sentence. */
export function nameOf(blank: string, asks: Asks): string {
  if (blank.startsWith('ask.')) return asks[blank.slice(4)]?.label ?? blank
  const known = unnumbered(blank)
  const meaning = Object.hasOwn(BLANKS, known) ? BLANKS[known as keyof typeof BLANKS] : blank
  return meaning.split(/[（：，]/)[0]!
}

const cellsIn = (row: string): string[] =>
  row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
