/**
 * Cells from the lines of a page: the lines that touch make a table, their places its rows and columns, and two places are
 * one cell where no line divides them. Words belong to the cell in which their middle lies.
 */
import { type Grid, gridOf, type Placed, type Places } from './grid.ts'
import { columnNamed, rowNamed } from './labels.ts'
import type { Segment } from './segments.ts'
import type { Word } from './word.ts'

/** Double lines and the ends of lines that do not quite meet. */
const NEAR = 3
/** Pieces of one line are not further apart across it. */
const SAME = 1
/** A table has at least this many lines each way. */
const FEWEST = 2
/** A blank, in heights of a line. */
const BLANK = 0.2
/** More than any printed table has; what lies beyond is a drawing. */
const MOST_LINES = 4_000

/** From top to bottom. */
export function ruledTables(segments: readonly Segment[], words: readonly Word[], file: Places): Grid[] {
  const lines = wholeLines(segments)
  if (lines.length > MOST_LINES) return []
  return tablesOf(lines)
    .flatMap((lines) => tableOf(lines, words, file) ?? [])
    .sort((a, b) => a.top - b.top)
    .map(({ grid }) => grid)
}

/** Lines that are drawn cell by cell are one line. */
function wholeLines(segments: readonly Segment[]): Segment[] {
  const whole: Segment[] = []
  for (const level of [true, false]) {
    const own = segments.filter((each) => each.level === level).sort((a, b) => a.at - b.at)
    for (let i = 0; i < own.length; ) {
      let end = i + 1
      while (end < own.length && own[end]!.at - own[end - 1]!.at <= SAME) end++
      let line: Segment | undefined
      for (const next of own.slice(i, end).sort((a, b) => a.from - b.from)) {
        if (line && next.from <= line.to + NEAR) line.to = Math.max(line.to, next.to)
        else {
          line = { ...next }
          whole.push(line)
        }
      }
      i = end
    }
  }
  return whole
}

/** Lines that touch, directly or by way of others. */
function tablesOf(segments: readonly Segment[]): Segment[][] {
  const [level, upright] = [segments.filter((each) => each.level), segments.filter((each) => !each.level)]
  const sets = new Sets(segments.length)
  for (const [i, one] of level.entries())
    for (const [k, other] of upright.entries()) if (cross(one, other)) sets.join(i, level.length + k)
  const all = [...level, ...upright]
  return [...sets.groups().values()]
    .map((members) => members.map((i) => all[i]!))
    .filter((lines) => [true, false].every((way) => lines.filter((line) => line.level === way).length >= FEWEST))
}

const cross = (level: Segment, upright: Segment) =>
  upright.at >= level.from - NEAR &&
  upright.at <= level.to + NEAR &&
  level.at >= upright.from - NEAR &&
  level.at <= upright.to + NEAR

function tableOf(
  lines: readonly Segment[],
  words: readonly Word[],
  file: Places,
): { top: number; grid: Grid } | undefined {
  const level = lines.filter((line) => line.level)
  const upright = lines.filter((line) => !line.level)
  // A table that is open at its sides ends where its level lines end.
  const xs = places([...upright.map(({ at }) => at), ...ends(level)])
  const ys = places([...level.map(({ at }) => at), ...ends(upright)])
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  if (columns < 2 || rows < 2) return undefined
  const own = words.filter((word) => {
    const [x, y] = middle(word)
    return x > xs[0]! && x < xs[columns]! && y > ys[0]! && y < ys[rows]!
  })
  const turn = bestTurn(own)
  const sets = joinedPlaces(xs, ys, level, upright)
  const inside = new Map<number, Word[]>()
  for (const word of own) {
    const [x, y] = middle(word)
    const place = (ys.findIndex((at) => at > y) - 1) * columns + xs.findIndex((at) => at > x) - 1
    const words = inside.get(place)
    if (words) words.push(word)
    else inside.set(place, [word])
  }
  const cells = [...sets.groups().values()].flatMap((members): Placed[] => {
    const [cs, rs] = [members.map((i) => i % columns), members.map((i) => Math.floor(i / columns))]
    const [row, column] = [Math.min(...rs), Math.min(...cs)]
    const [down, across] = [Math.max(...rs) - row + 1, Math.max(...cs) - column + 1]
    const textOf = (places: readonly number[]) =>
      inOrder(places.flatMap((place) => inside.get(place) ?? []).map(turn.word))
    // What is no rectangle is no cell: lines are missing, and each place stands for itself.
    if (down * across === members.length) return [{ row, column, rows: down, columns: across, text: textOf(members) }]
    return members.map((i, k) => ({ row: rs[k]!, column: cs[k]!, rows: 1, columns: 1, text: textOf([i]) }))
  })
  return { top: ys[0]!, grid: gridOf(turn.cells(cells, rows, columns), file) }
}

/** Two places are one cell where no line divides them, and where the lines beside them go on from one to the other. */
function joinedPlaces(
  xs: readonly number[],
  ys: readonly number[],
  level: readonly Segment[],
  upright: readonly Segment[],
): Sets {
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  const x = (c: number) => (xs[c]! + xs[c + 1]!) / 2
  const y = (r: number) => (ys[r]! + ys[r + 1]!) / 2
  // Line c beside row r; line r above column c.
  const beside = ys.slice(1).map((_, r) => xs.map((at) => divides(upright, at, y(r))))
  const above = ys.map((at) => xs.slice(1).map((_, c) => divides(level, at, x(c))))
  const sets = new Sets(columns * rows)
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const goesAcross = [r, r + 1].every((line) => above[line]![c] === above[line]![c + 1])
      if (c + 1 < columns && !beside[r]![c + 1] && goesAcross) sets.join(r * columns + c, r * columns + c + 1)
      const goesDown = r + 1 < rows && [c, c + 1].every((line) => beside[r]![line] === beside[r + 1]![line])
      if (goesDown && !above[r + 1]![c]) sets.join(r * columns + c, (r + 1) * columns + c)
    }
  return sets
}

const divides = (lines: readonly Segment[], at: number, across: number) =>
  lines.some((line) => Math.abs(line.at - at) <= NEAR && line.from <= across && line.to >= across)

const middle = ({ x0, y0, x1, y1 }: Word): [number, number] => [(x0 + x1) / 2, (y0 + y1) / 2]
const ends = (lines: readonly Segment[]) => [
  Math.min(...lines.map(({ from }) => from)),
  Math.max(...lines.map(({ to }) => to)),
]

/** Each place once, the middle of those that are near each other. */
function places(at: readonly number[]): number[] {
  const near: number[][] = []
  for (const each of [...at].sort((a, b) => a - b))
    if (near.length > 0 && each - near.at(-1)!.at(-1)! <= NEAR) near.at(-1)!.push(each)
    else near.push([each])
  return near.map((group) => group.reduce((sum, each) => sum + each, 0) / group.length)
}

/** Line by line, each from left to right. */
export function inOrder(words: readonly Word[]): string {
  const lines: Word[][] = []
  for (const word of [...words].sort((a, b) => middle(a)[1] - middle(b)[1])) {
    const line = lines.at(-1)
    const isSame = line && middle(word)[1] - middle(line[0]!)[1] < (line[0]!.y1 - line[0]!.y0) / 2
    if (isSame) line.push(word)
    else lines.push([word])
  }
  return lines.map(inLine).join('')
}

/** A gap as wide as a blank is one; a cell breaks its figure over lines where it is too narrow, so lines are joined. */
const inLine = (line: Word[]) =>
  line
    .sort((a, b) => a.x0 - b.x0)
    .map(({ text, x0, y0, y1 }, i, words) => (i > 0 && x0 - words[i - 1]!.x1 > BLANK * (y1 - y0) ? ` ${text}` : text))
    .join('')

/** A table that lies on its side: each word and each cell as it reads once the page is turned. */
type Turn = { word(word: Word): Word; cells(cells: readonly Placed[], rows: number, columns: number): Placed[] }
const UPRIGHT: Turn = { word: (word) => word, cells: (cells) => [...cells] }
const TURNS: readonly Turn[] = [
  UPRIGHT,
  {
    word: ({ x0, y0, x1, y1, text }) => ({ x0: y0, x1: y1, y0: -x1, y1: -x0, text }),
    cells: (cells, _, columns) =>
      cells.map((cell) => ({
        ...{ row: columns - cell.column - cell.columns, column: cell.row, rows: cell.columns, columns: cell.rows },
        text: cell.text,
      })),
  },
  {
    word: ({ x0, y0, x1, y1, text }) => ({ x0: -y1, x1: -y0, y0: x0, y1: x1, text }),
    cells: (cells, rows) =>
      cells.map((cell) => ({
        ...{ row: cell.column, column: rows - cell.row - cell.rows, rows: cell.columns, columns: cell.rows },
        text: cell.text,
      })),
  },
]

/** Which way words of several signs run tells whether the page lies on its side; which side, how the lines of labels follow. */
function bestTurn(words: readonly Word[]): Turn {
  const long = words.filter(({ text }) => [...text].length >= 3)
  const lying = long.filter(({ x0, x1, y0, y1 }) => y1 - y0 > 1.5 * (x1 - x0))
  if (lying.length * 2 <= long.length || long.length === 0) return UPRIGHT
  const [, left, right] = TURNS
  return known(words.map(left!.word)) >= known(words.map(right!.word)) ? left! : right!
}

/** How much of a table can be told when its words are read this way: 自然人 before 总计, what is new before what is carried out. */
function known(words: readonly Word[]): number {
  let score = 0
  // The first one: 维持 stands three times in a row, and so does 未审结.
  const at = (test: (text: string) => unknown) => words.filter(({ text }) => test(text)).sort((a, b) => a.x0 - b.x0)[0]
  const [person, total] = [at((text) => columnNamed(text) === 'person'), at((text) => columnNamed(text) === 'total')]
  const [fresh, out] = [at((text) => rowNamed(text) === '1'), at((text) => rowNamed(text) === '4')]
  const [upheld, pending] = [at((text) => /维持/.test(text)), at((text) => /审结/.test(text))]
  if (person && total && person.x0 < total.x0) score++
  if (fresh && out && fresh.y0 < out.y0) score++
  if (upheld && pending && upheld.x0 < pending.x0) score++
  return score
}

/** Which of many belong together. */
class Sets {
  readonly #of: number[]
  constructor(size: number) {
    this.#of = Array.from({ length: size }, (_, i) => i)
  }
  of(i: number): number {
    let root = i
    while (this.#of[root] !== root) root = this.#of[root]!
    for (let each = i; each !== root; ) {
      const next = this.#of[each]!
      this.#of[each] = root
      each = next
    }
    return root
  }
  join(a: number, b: number): void {
    this.#of[this.of(a)] = this.of(b)
  }
  groups(): Map<number, number[]> {
    const groups = new Map<number, number[]>()
    for (const i of this.#of.keys()) {
      const members = groups.get(this.of(i))
      if (members) members.push(i)
      else groups.set(this.of(i), [i])
    }
    return groups
  }
}
