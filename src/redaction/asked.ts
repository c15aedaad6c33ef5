/** What a form asks to be marked: found places that were ticked, and one that was drawn or written down as numbers. */

import { z } from 'zod'
import { invalid } from '../ground/errors.ts'
import { GROUNDS } from '../redacting/mark.ts'
import { FOUND_KINDS, type Found } from '../redacting/patterns.ts'
import { decimal } from '../web/decimal.ts'
import { choice, given } from '../web/given.ts'
import type { Asked } from './redactions.ts'

/** In percent: digits with a point or without. */
const side = z
  .string({ error: '请填写数字' })
  .trim()
  .regex(/^\d{1,3}(?:\.\d{1,4})?$/, { error: '请填写0至100之间的数字' })
  .transform(Number)
  .refine((share) => share <= 100, { error: '请填写0至100之间的数字' })
const DRAWN = z.object({ left: side, top: side, right: side, bottom: side })
const GROUND = z.object({ ground: choice(GROUNDS) })

/** As a box of the form says it: one or more places of the same words. */
export type Ticked = { k: string; w: string; p: [page: number, x0: number, y0: number, x1: number, y1: number][] }

/** The value of a box for these places. */
export const tick = (
  { kind, text }: Pick<Found, 'kind' | 'text'>,
  places: readonly { page: number; boxes: Found['boxes'] }[],
): string => {
  const p = places.flatMap(({ page, boxes }) =>
    boxes.map(({ x0, y0, x1, y1 }): Ticked['p'][number] => [page, cut(x0), cut(y0), cut(x1), cut(y1)]),
  )
  return JSON.stringify({ k: kind, w: text, p } satisfies Ticked)
}
const cut = (points: number) => Math.round(points * 100) / 100

const TICKED = z.object({
  k: z.enum(Object.keys(FOUND_KINDS) as [string]),
  w: z.string().max(200),
  p: z.array(z.tuple([z.number().int(), z.number(), z.number(), z.number(), z.number()])).max(4_000),
})

/**
 * @param pages sizes of the pages, in points
 * @throws Refusal INVALID where nothing is asked, no ground is chosen, or a number does not fit
 */
export function askedIn(values: Record<string, string>, pages: readonly { width: number; height: number }[]): Asked[] {
  const { ground } = given(GROUND, values)
  const ticked = Object.entries(values).flatMap(([name, value]) => (name.startsWith('place-') ? [ticksIn(value)] : []))
  const asked = ticked.flatMap(({ k, w, p }) =>
    p.map(
      ([page, x0, y0, x1, y1]): Asked => ({
        page,
        box: { x0, y0, x1, y1 },
        ground,
        how: k,
        words: w.replace(/\s/g, ''),
      }),
    ),
  )
  const isDrawn = ['left', 'top', 'right', 'bottom'].some((name) => values[name])
  if (isDrawn) {
    const { left, top, right, bottom } = given(DRAWN, values)
    const page = decimal(values.page ?? '') ?? 0
    const { width, height } = pages[page - 1] ?? { width: 0, height: 0 }
    const [x, y] = [(share: number) => (share * width) / 100, (share: number) => (share * height) / 100]
    asked.push({ page, box: { x0: x(left), y0: y(top), x1: x(right), y1: y(bottom) }, ground, how: 'hand' })
  }
  if (asked.length === 0)
    throw invalid({ field: '', code: 'MISSING', message: '请选择要遮盖的地方，或者在页面上画出、填写位置' })
  return asked
}

function ticksIn(value: string): z.infer<typeof TICKED> {
  let parsed: unknown
  try {
    parsed = JSON.parse(value)
  } catch {}
  const ticked = TICKED.safeParse(parsed)
  if (!ticked.success) throw invalid({ field: '', code: 'UNFIT', message: '选择的内容不完整，请重新选择' })
  return ticked.data
}
