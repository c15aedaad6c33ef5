/** What changed between two texts: lines first, then the words inside a changed line. The shortest edit (Myers). */
import { diffArrays } from 'diff'

export type Step<T> = { kind: 'same' | 'gone' | 'new'; value: T }
export type Piece = { text: string; changed: boolean }
/** A line with its number on the side it stands on. */
export type DiffLine =
  | { kind: 'same'; text: string; before: number; after: number }
  | { kind: 'gone' | 'new'; pieces: Piece[]; at: number }

/** Lines or words. The work grows with the square of the edits: beyond so many, all is gone and all is new. */
const MOST = 2_000

/** The steps from one list to the other, with as many values as can be kept: every value of both, each list in its order. */
export function difference<T>(before: readonly T[], after: readonly T[]): Step<T>[] {
  const runs = diffArrays([...before], [...after], { maxEditLength: MOST }) ?? [
    { value: [...before], removed: true, added: false },
    { value: [...after], removed: false, added: true },
  ]
  return runs.flatMap(({ value, added, removed }) => {
    const kind = added ? 'new' : removed ? 'gone' : 'same'
    return value.map((value) => ({ kind, value }) as const)
  })
}

/** Two versions of a template, line by line. The number of a version is not a change of its words. */
export const changesBetween = (before: string, after: string): DiffLine[] => {
  const [number = ''] = /^version:.*$/m.exec(after) ?? []
  return diffLines(
    before.replace(/^version:.*$/m, () => number),
    after,
  )
}

/** Line by line, each with its number from 1; lines that were replaced one for one show which words changed. */
export function diffLines(before: string, after: string): DiffLine[] {
  const lines: DiffLine[] = []
  const [at, to] = [
    { gone: 0, new: 0 },
    { gone: [] as string[], new: [] as string[] },
  ]
  const flush = () => {
    const pairs = to.gone.map((line, i) => (i < to.new.length ? changedWords(line, to.new[i]!) : undefined))
    for (const kind of ['gone', 'new'] as const)
      for (const [i, text] of to[kind].entries())
        lines.push({ kind, pieces: pairs[i]?.[kind] ?? [{ text, changed: true }], at: ++at[kind] })
    to.gone = []
    to.new = []
  }
  for (const { kind, value } of difference(before.split('\n'), after.split('\n'))) {
    if (kind !== 'same') to[kind].push(value)
    else {
      flush()
      lines.push({ kind, text: value, before: ++at.gone, after: ++at.new })
    }
  }
  flush()
  return lines
}

/** A blank, a Latin word or a number is one word; of Chinese, each character. */
const WORD = /\{\{[^{}]*\}\}|[\p{Script=Latin}\d]+|./gsu

/** Undefined where so little is common that marking the rest would only tear the lines to shreds. */
function changedWords(before: string, after: string): { gone: Piece[]; new: Piece[] } | undefined {
  const steps = difference(before.match(WORD) ?? [], after.match(WORD) ?? [])
  const common = steps.filter(({ kind }) => kind === 'same').length
  if (common * 3 < steps.length) return undefined
  const side = (mine: 'gone' | 'new') =>
    steps
      .filter(({ kind }) => kind === 'same' || kind === mine)
      .reduce<Piece[]>((pieces, { kind, value }) => {
        const last = pieces.at(-1)
        if (last && last.changed === (kind === mine)) last.text += value
        else pieces.push({ text: value, changed: kind === mine })
        return pieces
      }, [])
  return { gone: side('gone'), new: side('new') }
}
