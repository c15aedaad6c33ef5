/** How the figures of a return must agree: the sums of its definition, parts that are not more than their whole, and the year with the month before. Pure. */
import type { Definition } from './definition.ts'
import { added, type FieldFigure } from './figures.ts'
import { MEASURES } from './measures.ts'

type Rule = 'sum' | 'within' | 'cumulative'
type Column = 'month' | 'year'
export type Check = { rule: Rule; text: string; holds: boolean }
export type Broken = { rule: Rule; text: string; code: string; column: Column; expected: number; found: number }

const COLUMNS = ['month', 'year'] as const
const WITHIN = '各项“其中”不大于其上级指标'
const CUMULATIVE = '本年累计等于上月报送的本年累计与本月之和'
/** Facts that were put right since may part these two, and that is told, not refused. */
export const TOLD: readonly Rule[] = ['cumulative']

/** @param before the fields of the month before as they were reported; of January none */
export function checksOf(
  fields: readonly FieldFigure[],
  { checks }: Pick<Definition, 'checks'>,
  before?: readonly FieldFigure[],
): { checks: Check[]; broken: Broken[] } {
  const judged: { rule: Rule; text: string; broken: Broken[] }[] = []
  for (const check of checks) {
    const broken = sumBroken(fields, check)
    if (broken) judged.push({ rule: 'sum', text: check.text, broken })
  }
  if (fields.some(({ parent }) => parent !== undefined))
    judged.push({ rule: 'within', text: WITHIN, broken: withinBroken(fields) })
  if (before) judged.push({ rule: 'cumulative', text: CUMULATIVE, broken: cumulativeBroken(fields, before) })
  return {
    checks: judged.map(({ rule, text, broken }) => ({ rule, text, holds: broken.length === 0 })),
    broken: judged.flatMap(({ broken }) => broken),
  }
}

/** Undefined where a figure of it is not there: then it is not judged. */
function sumBroken(fields: readonly FieldFigure[], { left, right, text }: Definition['checks'][number]) {
  const decimals = Math.max(...fields.map((one) => one.decimals ?? 0))
  const sum = (codes: readonly string[], column: Column) => {
    const all = codes.map((code) => fields.find((one) => one.code === code)?.[column] ?? null)
    return all.some((one) => one === null) ? null : added(all as number[], decimals)
  }
  const known = COLUMNS.flatMap((column) => {
    const [a, b] = [sum(left, column), sum(right, column)]
    return a === null || b === null ? [] : [{ column, expected: a, found: b }]
  })
  if (known.length === 0) return undefined
  return known
    .filter(({ expected, found }) => expected !== found)
    .map((one) => ({ rule: 'sum' as const, text, code: right.join('+'), ...one }))
}

function withinBroken(fields: readonly FieldFigure[]): Broken[] {
  return fields.flatMap((field) => {
    const whole = fields.find(({ code }) => code === field.parent)
    return COLUMNS.flatMap((column) => {
      const [part, all] = [field[column], whole?.[column] ?? null]
      if (part === null || all === null || part <= all) return []
      return [{ rule: 'within' as const, text: WITHIN, code: field.code, column, expected: all, found: part }]
    })
  })
}

/** Of counts that add up, month by month. */
function cumulativeBroken(fields: readonly FieldFigure[], before: readonly FieldFigure[]): Broken[] {
  return fields.flatMap(({ code, fill, period, month, year }) => {
    const earlier = before.find((one) => one.code === code)?.year ?? null
    const addsUp = fill && period === 'month' && !fill.some((measure) => MEASURES[measure]?.apart)
    if (!addsUp || earlier === null || month === null || year === null || earlier + month === year) return []
    return [
      {
        rule: 'cumulative' as const,
        text: CUMULATIVE,
        code,
        column: 'year' as const,
        expected: earlier + month,
        found: year,
      },
    ]
  })
}

/** One line: 0303 不予公开，本年累计：应为5，现为6. */
export function brokenInWords({ rule, code, column, expected, found }: Broken, fields: readonly FieldFigure[]): string {
  const name = code
    .split('+')
    .map((one) => `${one} ${fields.find((field) => field.code === one)?.label ?? ''}`.trim())
    .join('、')
  const where = `${name}，${column === 'month' ? '本期' : '本年累计'}`
  return rule === 'within' ? `${where}：${found}，大于上级指标的${expected}` : `${where}：应为${expected}，现为${found}`
}
