/** What a form, or a program, gives of a task: read once, so that both hear the same. */
import { z } from 'zod'
import { choice, day, text, wholeNumber, yesNo } from '../web/given.ts'
import { MEASURES } from './measures.ts'

const emptyIsNone = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional())

/** A page on which the proof can be read: here, or at an address on the web. */
const LINK = /^(?:https?:\/\/\S+|\/(?![/\\])\S*)$/

export const TASK = z.object({
  title: text(100),
  demand: text(1_000),
  source: text(200, 0).default(''),
  unit: text(60),
  owner: emptyIsNone(text(60)),
  dueOn: day,
  measure: emptyIsNone(choice(MEASURES)),
  target: wholeNumber(0, 100_000).optional(),
})
export type TaskGiven = z.infer<typeof TASK>

export const PROGRESS = z.object({
  done: yesNo.default(false),
  says: text(1_000),
  evidence: text(500, 0).default(''),
  link: text(500, 0)
    .refine((link) => link === '' || LINK.test(link), {
      error: '应当是以 https:// 开头的网址，或者本系统中以 / 开头的地址',
    })
    .default(''),
})
export type ProgressGiven = z.infer<typeof PROGRESS>

export const NEW_TASK = TASK.extend({ agency: emptyIsNone(text(60)), year: wholeNumber(2019, 2099) })
export const CHANGED_TASK = TASK.extend({ from: wholeNumber(1, 1_000_000) })
export const DROPPED = z.object({ from: wholeNumber(1, 1_000_000), dropped: yesNo, why: text(500) })
export const CARRIED = z.object({
  tasks: z
    .array(z.uuid({ error: '不是任务的编号' }), { error: '请至少选择一项' })
    .min(1, { error: '请至少选择一项' })
    .max(200),
})
