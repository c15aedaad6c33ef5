/** What a form, or a program, gives of a check: read once, so that both hear the same. */
import { z } from 'zod'
import { invalid } from '../ground/errors.ts'
import { decimal } from '../web/decimal.ts'
import { day, given, list, text, wholeNumber } from '../web/given.ts'
import type { Rules } from './tables.ts'

const MOST_ITEMS = 40
const MOST_POINTS = 1_000

export const MONTH = z.object({
  month: z
    .string({ error: '请选择月份' })
    .regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/, { error: '请按 2026-03 的格式填写月份' }),
})

const ITEM = z.object({ name: text(40), points: wholeNumber(1, MOST_POINTS), help: text(300, 0).default('') })
const ITEMS = z
  .array(ITEM, { error: '请至少填写一项' })
  .min(1, { error: '请至少填写一项' })
  .max(MOST_ITEMS, { error: `最多${MOST_ITEMS}项` })
export const RULES = z.object({
  from: wholeNumber(0, 1_000_000),
  perStratum: wholeNumber(1, 1_000),
  title: text(100),
  items: ITEMS,
})

export const SCORED = z.object({
  scores: z.array(wholeNumber(0, MOST_POINTS), { error: '请逐项填写得分' }).max(MOST_ITEMS),
  says: text(2_000, 0).default(''),
})
export const FOUND = z.object({ says: text(2_000), dueOn: day })
export const ANSWERED = z.object({ finding: wholeNumber(1, 1_000_000), says: text(2_000) })
export const VERDICT = z.object({
  finding: wholeNumber(1, 1_000_000),
  enough: z.boolean({ error: '请选择是或者否' }),
  says: text(2_000, 0).default(''),
  dueOn: z.preprocess((v) => (v === '' ? undefined : v), day.optional()),
})
export const INVITED = z.object({ name: text(50), organisation: text(100), until: day })

/** The points of a form, item by item, as a program would say them; what is no number of the item is told alike. @throws Refusal INVALID */
export function scoresTyped(values: Record<string, string>, { rules }: { rules: Rules }) {
  const scores = rules.items.map((_, i) => numberTyped(values[`scores.${i}`]))
  checkScores(rules, scores)
  return { scores, says: values.says }
}

/** @throws Refusal INVALID: scores (UNFIT), by item */
export function checkScores({ items }: Pick<Rules, 'items'>, scores: readonly number[]) {
  const errors = items.flatMap(({ points }, i) => {
    const given = scores[i]
    return Number.isInteger(given) && given! >= 0 && given! <= points
      ? []
      : [{ field: `scores.${i}`, code: 'UNFIT', message: `应当是0至${points}的整数` }]
  })
  const more =
    scores.length > items.length ? [{ field: 'scores', code: 'UNFIT', message: `评分表共${items.length}项` }] : []
  if (errors.length + more.length > 0) throw invalid(...errors, ...more)
}
/** A whole number as it is typed; what is none fits nowhere. */
export const numberTyped = (typed: string | undefined): number =>
  typed === '0' ? 0 : (decimal(typed ?? '') ?? Number.NaN)

/** A line of the rules as it is typed: 登记和告知｜10｜登记及时. */
const BAR = /[|｜]/
const LINES = z.object({
  from: z.string().default(''),
  perStratum: z.string().default(''),
  title: z.string().default(''),
  items: z.string().default(''),
})

/** The rules of a form, one item a line. @throws Refusal INVALID: items where a line is none, and the fields of `RULES` */
export function rulesIn(values: unknown): { from: number; rules: Rules } {
  const typed = given(LINES, values)
  const lines = given(z.object({ items: list(MOST_ITEMS, 400) }), {
    items: typed.items.split('\n').filter((line) => line.trim() !== ''),
  }).items
  const items = lines.map((line) => {
    const [name = '', points = '', ...help] = line.split(BAR)
    return { name: name.trim(), points: decimal(points.trim()) ?? Number.NaN, help: help.join('，').trim() }
  })
  const whole = given(z.object({ items: ITEMS_OF_LINES }), { items }).items
  const { from, ...rest } = given(RULES, {
    from: typed.from === '0' ? 0 : (decimal(typed.from) ?? Number.NaN),
    perStratum: decimal(typed.perStratum) ?? Number.NaN,
    title: typed.title,
    items: whole,
  })
  return { from, rules: rest }
}

/** The same items, with a fault of any of them told of the whole field: a line has no field of its own. */
const ITEMS_OF_LINES = z.array(z.unknown()).transform((items, context) => {
  const read = ITEMS.safeParse(items)
  if (read.success) return read.data
  const [at] = read.error.issues.map(({ path }) => Number(path[0] ?? 0))
  context.addIssue({
    code: 'custom',
    message: `第${(at ?? 0) + 1}行不是“名称｜分值｜说明”：分值应当是1至${MOST_POINTS}的整数`,
  })
  return z.NEVER
})

export const lineOf = ({ name, points, help }: Rules['items'][number]): string =>
  [name, points, ...(help ? [help] : [])].join('｜')
