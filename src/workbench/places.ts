/** Where in the source a fault stands: the reader of templates names what is wrong, this finds the line. */
import type { Clause } from '../letters/templates/shipped.ts'

export type Source = {
  text: string
  lines: string[]
  /** Between the two --- lines. */
  head: string
  /** Index of the first line after the second ---; null when there is no such part. */
  bodyFrom: number | null
  /** Line numbers from 1, or null. */
  find(text: string): number | null
  key(name: string): number | null
  blank(name: string): number | null
}

/**
 * The source cut into lines and head, with look-ups of line numbers. It never throws: a head without its end has no body.
 */
export function sourceOf(text: string): Source {
  const lines = text.replace(/\n$/, '').split('\n')
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1
  const bodyFrom = end > 0 ? end + 1 : null
  const where = (fits: (line: string) => boolean, from = 0, to = lines.length) => {
    const i = lines.findIndex((line, at) => at >= from && at < to && fits(line))
    return i < 0 ? null : i + 1
  }
  const inBody = (name: string) => where((line) => blanksOf(line).includes(name), bodyFrom ?? 0)
  return {
    text,
    lines,
    head: bodyFrom === null ? '' : lines.slice(1, bodyFrom - 1).join('\n'),
    bodyFrom,
    find: (piece) => where((line) => line.includes(piece), bodyFrom ?? 0) ?? where((line) => line.includes(piece)),
    key: (name) =>
      where((line) => line.trimStart().startsWith(`${name}:`), 0, bodyFrom ?? lines.length) ?? (bodyFrom && 1),
    blank: (name) => inBody(name) ?? where((line) => line.includes(name), 0, bodyFrom ?? lines.length),
  }
}

const blanksOf = (line: string) => [...line.matchAll(/\{\{\s*([A-Za-z][A-Za-z0-9.]*)\s*\}\}/g)].map(([, name]) => name)

type Place = { line: number | null; clause?: Clause }

/** Each kind of fault, and where to look for what it names. */
const LOOK: [RegExp, (name: string, source: Source, clauses: ReadonlyMap<string, Clause>) => Place][] = [
  [/at line (\d+)/, (n) => ({ line: Number(n) + 1 })], // the YAML reader counts from after the first ---
  [/^fields 写了“(.+?)”/, (name, source) => ({ line: inHead(source, name) ?? source.key('fields') })],
  [/^填写项“(.+?)”/, (name, source) => ({ line: source.key(name) })],
  [/^不认识“(.+?)”/, (name, source) => ({ line: source.key(name) })],
  [/^缺少 (\w+)/, (name, source) => ({ line: source.key(name) })],
  [/^(\w+) 应当/, (name, source) => ({ line: source.key(name) })],
  [/^(?:正文用了|没有)“(.+?)”/, (name, source, clauses) => blankOrClause(name, source, clauses)],
  [/^(“## )/, (_, source) => ({ line: lineOfBody(source, /^\s*## /) })],
  [/^(第一行)/, (_, source) => ({ line: lineOfBody(source, /\S/) })],
  [/^“(.+)”不能照印/, (line, source, clauses) => lineOrClause(line, source, clauses)],
  [/^“(.+?)”是填写项/, (name, source) => ({ line: inHead(source, name) ?? source.key('fields') })],
  [/^“(.+)”写法不对/, (piece, source) => ({ line: source.find(piece) })],
  [/“(.{1,500}?)”/, (name, source, clauses) => blankOrClause(name, source, clauses)],
]

/**
 * The line of a fault as `templateFrom` words it, and the clause where the fault lies in one. Line null where none is found.
 */
export function placeOf(fault: string, source: Source, clauses: ReadonlyMap<string, Clause>): Place {
  for (const [pattern, look] of LOOK) {
    const name = pattern.exec(fault)?.[1]
    if (name !== undefined) return look(name, source, clauses)
  }
  return { line: null }
}

function lineOfBody({ lines, bodyFrom }: Source, pattern: RegExp): number | null {
  const i = lines.findIndex((line, at) => at >= (bodyFrom ?? 0) && pattern.test(line))
  return i < 0 ? null : i + 1
}

/** A line that stands in the body as it is, or in a clause that the body calls. */
function lineOrClause(line: string, { lines, bodyFrom }: Source, clauses: ReadonlyMap<string, Clause>): Place {
  const from = bodyFrom ?? 0
  const calls = (id: string) =>
    lines.findIndex((each, at) => at >= from && /\{\{>\s*([A-Za-z0-9-]+)\s*\}\}/.exec(each)?.[1] === id)
  const own = lines.findIndex((each, at) => at >= from && each.trim() === line)
  if (own >= 0) return { line: own + 1 }
  const clause = [...clauses.values()].find(({ id, body }) => calls(id) >= 0 && body.includes(line))
  return clause ? { line: calls(clause.id) + 1, clause } : { line: null }
}

function inHead({ lines, bodyFrom }: Source, name: string): number | null {
  const i = lines.findIndex((line, at) => at < (bodyFrom ?? 0) && line.includes(name))
  return i < 0 ? null : i + 1
}

/** A blank may stand in the body, or in a clause that the body calls. */
function blankOrClause(name: string, source: Source, clauses: ReadonlyMap<string, Clause>): Place {
  const { lines, bodyFrom } = source
  const body = lines.slice(bodyFrom ?? 0)
  if (body.some((line) => blanksOf(line).includes(name))) return { line: source.blank(name) }
  for (const [i, line] of body.entries()) {
    const id = /\{\{>\s*([A-Za-z0-9-]+)\s*\}\}/.exec(line)?.[1]
    const clause = id === undefined ? undefined : clauses.get(id)
    if (clause && blanksOf(clause.body).includes(name)) return { line: (bodyFrom ?? 0) + i + 1, clause }
  }
  return { line: source.blank(name) ?? source.find(name) }
}
