/**
 * The report as people write it: text in which `[12](received)` is a figure that leads to its cases. Reading it, and what each
 * figure comes to now, so that a number that the facts have left behind is seen.
 */
import { OUTCOMES, RESULTS } from '../../workflows/disclosure/vocabulary.ts'
import type { Analysis } from './analysis.ts'
import { figureNamed, WITHHELD } from './figures.ts'

/** `of`: the figure that the text is; `now`: what it comes to, where that is another number. */
export type Piece = { text: string; of?: string; now?: number }

/** `[12](received)`. */
export const FIGURE = /\[([^[\]\n]{1,30})\]\(([^()\n]{1,100})\)/g

/** Line by line. What looks like a figure and is none stays as it was written. */
export function piecesOf(content: string, values: ReadonlyMap<string, number>): Piece[][] {
  return content.split('\n').map((line) => {
    const pieces: Piece[] = []
    let at = 0
    for (const found of line.matchAll(FIGURE)) {
      const [whole, text = '', of = ''] = found
      if (!figureNamed(of)) continue
      if (found.index > at) pieces.push({ text: line.slice(at, found.index) })
      const now = values.get(of) ?? 0
      pieces.push({ text, of, ...(/^\d{1,9}$/.test(text) && Number(text) !== now && { now }) })
      at = found.index + whole.length
    }
    if (at < line.length) pieces.push({ text: line.slice(at) })
    return pieces
  })
}

/** The text alone, for paper. */
export const plainOf = (content: string): string =>
  content.replace(FIGURE, (whole, text: string, of: string) => (figureNamed(of) ? text : whole))

/** Every figure of an analysis by its name; what is not among them is nought. */
export function valuesOf(analysis: Analysis): Map<string, number> {
  const { months, outcomes, columns, time, reversals, subjects, keywords } = analysis
  const month = (n: number) => String(n).padStart(2, '0')
  const sum = (result: keyof typeof RESULTS) => reversals.reduce((all, row) => all + row[result], 0)
  const results = Object.keys(RESULTS) as (keyof typeof RESULTS)[]
  return new Map<string, number>([
    ['received', analysis.received],
    ['concluded', analysis.concluded],
    ...months.flatMap((one): [string, number][] => [
      [`received.${month(one.month)}`, one.received],
      [`concluded.${month(one.month)}`, one.concluded],
    ]),
    ...outcomes.map(({ outcome, n }): [string, number] => [`outcome.${outcome}`, n]),
    ['withheld', withheldIn(analysis)],
    ...columns.map(({ column, n }): [string, number] => [`column.${column}`, n]),
    ...(['answered', 'late', 'extended', 'consulted'] as const).map((name): [string, number] => [name, time[name]]),
    ['repeated', analysis.repeated.cases],
    ...results.map((result): [string, number] => [`result.${result}`, sum(result)]),
    ...reversals.flatMap((row) =>
      results.map((result): [string, number] => [`result.${result}-${row.against ?? 'none'}`, row[result]]),
    ),
    ...subjects.flatMap(({ kind, name, n, given }): [string, number][] => [
      [`${kind}.${name}`, n],
      ...(kind === 'topic' ? [[`given.${name}`, given] as [string, number]] : []),
    ]),
    ...keywords.map(({ word, n }): [string, number] => [`keyword.${word}`, n]),
  ])
}

/** How many were refused, in whole or in part, on grounds of the Regulations. */
export const withheldIn = ({ outcomes }: Pick<Analysis, 'outcomes'>): number =>
  outcomes.reduce((sum, { outcome, n }) => (WITHHELD.includes(outcome) ? sum + n : sum), 0)

export const outcomeZh = (outcome: keyof typeof OUTCOMES | null): string =>
  outcome === null ? '没有答复' : OUTCOMES[outcome].zh
