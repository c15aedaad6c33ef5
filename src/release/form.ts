/** What staff write about an item, read as strictly as a fact. */
import { z } from 'zod'
import type { Day } from '../../workflows/statute/days.ts'
import type { RefusedFile } from '../files/uploads.ts'
import { type FieldError, invalid, Refusal } from '../ground/errors.ts'
import type { Described } from '../released/described.ts'
import { lookOver, type Secrets } from '../released/look-over.ts'
import { choice, day, given, text } from '../web/given.ts'
import { TOPICS } from '../web/words/topics.ts'

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (typeof v === 'string' && v.trim() === '' ? undefined : v), schema.optional())

const SAID = z.object({
  title: text(300),
  documentNumber: optional(text(100)),
  summary: optional(text(2_000)),
  topic: choice(TOPICS),
  basis: optional(text(200)),
  madeOn: optional(day),
})
const WHY = z.object({ why: text(300) })

/**
 * The description of an item.
 * @throws Refusal INVALID with every fault of the form and its files, PERSONAL_DATA among them
 */
export function readDescribed(
  fields: Record<string, string>,
  files: { taken: readonly { name: string }[]; refused: readonly RefusedFile[] },
  secrets: Secrets,
  today: Day,
): Described {
  const faults: FieldError[] = files.refused.map(({ code, message }) => ({ field: 'files', code, message }))
  const described = tried(faults, () => given(SAID, fields))
  const { title, summary, documentNumber, basis } = fields
  faults.push(...lookOver({ title, summary, documentNumber, basis }, secrets))
  faults.push(...files.taken.flatMap(({ name }) => lookOver({ files: name }, secrets)))
  if (described?.madeOn && described.madeOn > today)
    faults.push({ field: 'madeOn', code: 'IN_FUTURE', message: '形成日期不能晚于今天' })
  if (faults.length > 0 || !described) throw invalid(...faults)
  return {
    title: described.title,
    documentNumber: described.documentNumber ?? null,
    summary: described.summary ?? '',
    topic: described.topic,
    basis: described.basis ?? null,
    madeOn: described.madeOn ?? null,
  }
}

/** What is public without a file is a title: whoever means that says so. @throws Refusal INVALID */
export function requireFiles({ withoutFiles }: Record<string, string>, files: readonly unknown[]): void {
  if (files.length > 0 || withoutFiles === 'yes') return
  const message = '没有文件，公众只能读到文字。请选择要公布的文件；确实没有文件的，请勾选确认'
  throw invalid({ field: 'withoutFiles', code: 'NO_FILE', message })
}

/** The reasons for which what was found in a file may stand, by the id of the finding; each is read by colleagues alone. */
export function readConfirmed(fields: Record<string, string>): Record<string, string> {
  const whys: Record<string, string> = {}
  for (const [name, why] of Object.entries(fields)) {
    const [, id] = /^confirmed\.([0-9a-f]{12})$/.exec(name) ?? []
    if (id && why.trim()) whys[id] = given(WHY, { why }).why
  }
  return whys
}

/**
 * The reason of an act. @param isPublic the public reads it: it is checked for personal data, too
 * @throws Refusal INVALID
 */
export function readWhy(fields: Record<string, string>, secrets: Secrets, isPublic: boolean): string {
  const { why } = given(WHY, fields)
  const faults = isPublic ? lookOver({ why }, secrets) : []
  if (faults.length > 0) throw invalid(...faults)
  return why
}

function tried<T>(faults: FieldError[], read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    faults.push(...error.errors)
    return undefined
  }
}
