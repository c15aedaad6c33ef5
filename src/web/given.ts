/** Reads what came from outside: every text is printable, every fault names its field, nothing is guessed. */
import { z } from 'zod'
import { isCommonDay, isDay } from '../../workflows/statute/days.ts'
import type { Sentence } from '../../workflows/statute/sentence.ts'
import { type FieldError, invalid } from '../ground/errors.ts'
import { brokenAt, faultOfMail, tidyMail, tidyName, tidyText } from '../ground/tidy.ts'
import { sentence } from './words/sentences.ts'

/** NUL and other controls, lone surrogates, non-characters: PostgreSQL, XML and PDF have no place for them. */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/u

/** The sentences that schemas bring as texts, for a schema carries nothing else: found again by the whole text. */
const sentences = new Map<string, Sentence>()

/** The text of a sentence, for a schema. */
export function messageOf(sentence: Sentence): string {
  const { text } = sentence
  sentences.set(text, sentence)
  return text
}

/** Nothing is there: told apart from what does not fit. */
const LACKS = { code: 'custom', message: '请填写', params: { code: 'MISSING' } } as const

/** A text of `min` to `max` characters as people count them (code points), tidied; none of them broken. */
export const text = (max: number, min = 1) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? '请填写' : '应当是文字') })
    .superRefine((value, context) => {
      const n = brokenAt(value)
      if (n !== undefined) context.addIssue({ code: 'custom', message: messageOf(sentence('field.broken', { n })) })
    })
    .transform(tidyText)
    .superRefine((value, context) => {
      if (value.length < min) return context.addIssue(value === '' ? LACKS : { code: 'custom', message: '请填写' })
      if (value.length > max && [...value].length > max)
        context.addIssue({ code: 'custom', message: messageOf(sentence('field.tooLong', { n: max })) })
    })

/** A text in a shape of its own, of which something must be left. */
export const shaped = (max: number, tidy: (text: string) => string) =>
  text(max)
    .overwrite(tidy)
    .superRefine((value, context) => {
      if (value === '') context.addIssue(LACKS)
      // One sign may stand for several.
      if (value.length > max && [...value].length > max)
        context.addIssue({ code: 'custom', message: messageOf(sentence('field.tooLong', { n: max })) })
    })

/** The name of a person or an organisation. */
export const name = (max: number) => shaped(max, tidyName)

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

/** An address that mail servers take. */
export const mailAddress = shaped(200, tidyMail).superRefine((value, context) => {
  const fault = faultOfMail(value)
  if (fault) context.addIssue({ code: 'custom', message: MAIL_FAULTS[fault] })
})
const MAIL_FAULTS = {
  address: '不是有效的电子邮箱',
  local: '不是有效的电子邮箱：@之前只能是英文字母、数字和符号',
}

/** A day of the calendar, as 2026-03-19. */
export const day = z
  .string({ error: (issue) => (issue.input === undefined ? '请填写日期' : '应当是日期') })
  .superRefine((value, context) => {
    if (value === '') context.addIssue({ ...LACKS, message: '请填写日期' })
  })
  .refine(isDay, { error: '不是有效日期，请按 2026-03-19 的格式填写' })

/** The same of a question: no year that a database would not take. */
export const commonDay = day.refine(isCommonDay, { error: '不是有效日期，请按 2026-03-19 的格式填写' })

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
  const read = schema.safeParse(fields, { reportInput: true, error: inWords })
  if (read.success) return read.data
  const all = read.error.issues.flatMap((issue) => faults(issue, prefix))
  throw invalid(...all.filter(({ field }, i) => all.findIndex((other) => other.field === field) === i))
}

/** What is said where a schema says nothing of its own, as of a parameter that stands twice in an address. */
function inWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_value') return '请选择所列选项之一'
  if (issue.code === 'invalid_format') return '格式不正确'
  if (issue.code === 'too_big' && issue.origin === 'string')
    return messageOf(sentence('field.tooLong', { n: Number(issue.maximum) }))
  if (issue.code === 'too_big' && issue.origin === 'array')
    return messageOf(sentence('field.mostItems', { n: Number(issue.maximum) }))
  if (issue.code !== 'invalid_type') return '不符合要求'
  if (issue.input === undefined) return '请填写'
  return Array.isArray(issue.input) ? '只能填写一项' : (EXPECTED[issue.expected] ?? '不符合要求')
}
const EXPECTED: Partial<Record<string, string>> = {
  string: '应当是文字',
  number: '应当是数字',
  int: '应当是整数',
  boolean: '请选择是或者否',
  array: '应当是列表',
  object: '应当是一组栏目',
  record: '应当是一组栏目',
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
  const missing =
    ('input' in issue && issue.input === undefined) || (issue.code === 'custom' && issue.params?.code === 'MISSING')
  const message = sentences.get(issue.message) ?? issue.message
  return [{ field, code: missing ? 'MISSING' : codeOf(issue.code), message }]
}

const codeOf = (code: string | undefined) => (code === 'too_big' || code === 'too_small' ? code.toUpperCase() : 'UNFIT')
