/** What changed between two texts: lines first, then the words inside a changed line. Longest common subsequence. */

export type Step<T> = { kind: 'same' | 'gone' | 'new'; value: T }
export type Piece = { text: string; changed: boolean }
/** A line with its number on the side it stands on. */
export type DiffLine =
  | { kind: 'same'; text: string; before: number; after: number }
  | { kind: 'gone' | 'new'; pieces: Piece[]; at: number }

/** Beyond this many comparisons the table costs more than it tells: then all is gone and all is new. */
const MOST = 4_000_000

export function difference<T>(before: readonly T[], after: readonly T[]): Step<T>[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const same = (values: readonly T[]) => values.map((value): Step<T> => ({ kind: 'same', value }))
  const a = before.slice(head, before.length - tail)
  const b = after.slice(head, after.length - tail)
  return [...same(before.slice(0, head)), ...middle(a, b), ...same(before.slice(before.length - tail))]
}

function middle<T>(a: readonly T[], b: readonly T[]): Step<T>[] {
  const steps: Step<T>[] = []
  let [i, j] = [0, 0]
  if (a.length > 0 && b.length > 0 && a.length * b.length <= MOST) {
    const width = b.length + 1
    const length = new Uint32Array((a.length + 1) * width) // common from here to the end
    for (let x = a.length - 1; x >= 0; x--)
      for (let y = b.length - 1; y >= 0; y--)
        length[x * width + y] =
          a[x] === b[y]
            ? length[(x + 1) * width + y + 1]! + 1
            : Math.max(length[(x + 1) * width + y]!, length[x * width + y + 1]!)
    while (i < a.length && j < b.length) {
      if (a[i] === b[j]) {
        steps.push({ kind: 'same', value: a[i++]! })
        j++
      } else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!)
        steps.push({ kind: 'gone', value: a[i++]! })
      else steps.push({ kind: 'new', value: b[j++]! })
    }
  }
  for (; i < a.length; i++) steps.push({ kind: 'gone', value: a[i]! })
  for (; j < b.length; j++) steps.push({ kind: 'new', value: b[j]! })
  return steps
}

/** The number of a version is not a change of its words. */
export const changesBetween = (before: string, after: string): DiffLine[] => {
  const [number = ''] = /^version:.*$/m.exec(after) ?? []
  return diffLines(
    before.replace(/^version:.*$/m, () => number),
    after,
  )
}

/** Lines that were replaced one for one show which words changed. */
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
