/** Reads what came from outside: every text is printable, every fault names its field, nothing is guessed. */
import { z } from 'zod'
import { isDay } from '../../workflows/statute/days.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import { type FieldError, invalid } from '../ground/errors.ts'
import { sentence } from './words/sentences.ts'

/** NUL and other controls, lone surrogates, non-characters: PostgreSQL, XML and PDF have no place for them. */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/u

/** Line ends as one character, no blanks around. U+3000 at the edges is indentation, which the letter makes itself. */
const tidy = (text: string) => text.replace(/\r\n?/g, '\n').trim()

/** The sentences that schemas bring as texts, for a schema carries nothing else: found again by the whole text. */
const sentences = new Map<string, Sentence>()

/** The text of a sentence, for a schema. */
export function messageOf(sentence: Sentence): string {
  const { text } = sentence
  sentences.set(text, sentence)
  return text
}

/** A text of `min` to `max` characters as people count them (code points), tidied; without controls and lone surrogates. */
export const text = (max: number, min = 1) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? '请填写' : '应当是文字') })
    .transform(tidy)
    .superRefine((value, context) => {
      const fault = (message: string) => context.addIssue({ code: 'custom', message })
      if (UNPRINTABLE.test(value)) return fault('含有无法显示的字符（控制符或者不完整的字符），请删除后重试')
      if (value.length < min) return fault('请填写')
      if (value.length > max && [...value].length > max) return fault(messageOf(sentence('field.tooLong', { n: max })))
    })

/** JSON of any shape that can be kept: printable texts, few levels. Counted without recursion, which a hostile depth would exhaust. */
export function isPlain(value: unknown): boolean {
  const LEVELS = 10
  for (let level = [value], depth = 0; level.length > 0; depth++) {
    if (depth > LEVELS) return false
    if (level.some((part) => typeof part === 'string' && UNPRINTABLE.test(part))) return false
    level = level.flatMap((part) =>
      part && typeof part === 'object' ? [...Object.keys(part), ...Object.values(part)] : [],
    )
  }
  return true
}

/** An address that mail servers take: at most 64 octets before the @ (RFC 5321 4.5.3.1). */
export const mailAddress = text(200).refine((value) => z.email().safeParse(value).success && value.indexOf('@') <= 64, {
  error: '不是有效的电子邮箱',
})

/** A day of the calendar, as 2026-03-19. */
export const day = z
  .string({ error: (issue) => (issue.input === undefined ? '请填写日期' : '应当是日期') })
  .refine(isDay, { error: '不是有效日期，请按 2026-03-19 的格式填写' })

/** One of the keys of `of`. */
export const choice = <T extends Record<string, unknown>>(of: T) =>
  z.enum(Object.keys(of) as [keyof T & string, ...(keyof T & string)[]], { error: '请选择所列选项之一' })

/** One item is one line in the letter: a line break inside it would read as another item. */
const oneLine = (item: string) =>
  item
    .split(/[\r\n\u0085\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ')

/** One to `max` lines of at most `each` characters. */
export const list = (max: number, each: number) =>
  z
    .array(text(each).overwrite(oneLine), { error: '请至少填写一项' })
    .min(1, { error: '请至少填写一项' })
    .max(max, { error: messageOf(sentence('field.mostItems', { n: max })) })

const MOST_FILES = 50
/** At most fifty ids (UUID) of files that are on record or wait. */
export const fileIds = z
  .array(z.uuid({ error: '不是文件编号' }))
  .max(MOST_FILES, { error: messageOf(sentence('field.mostFiles', { n: MOST_FILES })) })

/** true or false, never a text that says so. */
export const yesNo = z.boolean({ error: '请选择是或者否' })

/** An integer from `min` to `max`, both included. */
export const wholeNumber = (min: number, max: number) =>
  z
    .int({ error: '应当是整数' })
    .min(min, { error: messageOf(sentence('field.atLeast', { n: min })) })
    .max(max, { error: messageOf(sentence('field.atMost', { n: max })) })

/**
 * The value as the schema reads it.
 * @param prefix before the names of fields in errors, as `request` in `request.title`.
 * @throws Refusal INVALID with one error a field: the first that was found.
 */
export function given<T>(schema: z.ZodType<T>, value: unknown, prefix = ''): T {
  // What is no object has none of the fields: each missing one is named, instead of a fault without a name.
  const fields = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  const read = schema.safeParse(fields, { reportInput: true })
  if (read.success) return read.data
  const all = read.error.issues.flatMap((issue) => faults(issue, prefix))
  throw invalid(...all.filter(({ field }, i) => all.findIndex((other) => other.field === field) === i))
}

function faults(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const field = [prefix, ...issue.path.map(String)].filter(Boolean).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [field, key].filter(Boolean).join('.'),
      code: 'UNKNOWN_FIELD',
      message: '不认识的栏目',
    }))
  }
  const missing = 'input' in issue && issue.input === undefined
  return [{ field, code: missing ? 'MISSING' : codeOf(issue.code), message: messageFor(issue, missing) }]
}

const CHINESE = /\p{Script=Han}/u

/** What the schema says of it; where it says nothing, the library would say it in English. */
function messageFor(issue: z.core.$ZodIssue, missing: boolean): FieldError['message'] {
  const own = sentences.get(issue.message) ?? issue.message
  if (typeof own !== 'string' || CHINESE.test(own)) return own
  if (missing) return '请填写'
  if (issue.code === 'too_big' && issue.origin === 'string')
    return sentence('field.tooLong', { n: Number(issue.maximum) })
  if (issue.code === 'too_big' && issue.origin === 'array')
    return sentence('field.mostItems', { n: Number(issue.maximum) })
  return issue.code === 'invalid_type' && issue.expected === 'string' ? '应当是文字' : '填写有误'
}

const codeOf = (code: string | undefined) => (code === 'too_big' || code === 'too_small' ? code.toUpperCase() : 'UNFIT')
