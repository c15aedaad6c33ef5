/** The payload of each fact as contract section 3 has it, as it is read from outside. */
import { z } from 'zod'
import { invalid } from '../ground/errors.ts'
import { day, fileIds, text } from '../web/given.ts'
import { NOTE } from './act.ts'
import { ACTS, isRecordable, RECORDABLE, type RecordableType } from './catalogue.ts'
import { chosen, fromFactForm } from './fact-form.ts'

/** Facts that have `files` of their own; with any other, files are its evidence. What is published is named, never just sent along. */
const hasFiles = (type: unknown) => isRecordable(type) && type !== 'releaseDecided' && 'files' in ACTS[type].fields

/** Files that came in one form with a fact are named by it, so that the ledger knows why they are there. */
export function withFiles(body: unknown, files: readonly { id: string }[]): unknown {
  if (files.length === 0 || typeof body !== 'object' || body === null) return body
  const field = hasFiles((body as { type?: unknown }).type) ? 'files' : 'evidence'
  const ids = (body as Record<string, unknown>)[field] ?? []
  return Array.isArray(ids) ? { ...body, [field]: [...ids, ...files.map(({ id }) => id)] } : body
}

/** The control at which a page's form takes files that are 依据; those that wait there are named `evidenceFiles.ID`. */
export const EVIDENCE_FILES = 'evidenceFiles'

/** Where a form says what was wrong with a file: at its own control for files, or at that of its evidence. */
export const filesControl = (type: unknown) => (hasFiles(type) ? 'files' : EVIDENCE_FILES)

type Came = {
  files: readonly { id: string }[]
  /** By the id under which a file waited, the one that it has now. */
  ids: ReadonlyMap<string, string>
}

type Form = Record<string, string>

/** The fact of a page's form with the files that came with it: those chosen as 依据 alone are its evidence, no more. */
export function factWithFiles(form: Form, came: Came): Record<string, unknown> {
  const isElsewhere = (id: string) =>
    Object.keys(form).some((name) => name.endsWith(`.${id}`) && name !== `${EVIDENCE_FILES}.${id}`)
  const proofs = chosen(form, EVIDENCE_FILES).flatMap((id) => (isElsewhere(id) ? [] : (came.ids.get(id) ?? [])))
  const others = came.files.filter(({ id }) => !proofs.includes(id))
  return withProofs(withFiles(fromFactForm(form, []), others) as Record<string, unknown>, form, came)
}

/**
 * The fact with the files that the form names as 依据.
 * @throws Refusal INVALID where a reason is written beside them: a fact has one place, for files or for words
 */
export function withProofs<F extends object>(fact: F, form: Form, { ids }: Pick<Came, 'ids'>): F {
  const proofs = chosen(form, EVIDENCE_FILES).flatMap((id) => ids.get(id) ?? [])
  if (proofs.length === 0) return fact
  const { evidence = [] } = fact as { evidence?: unknown }
  if (!Array.isArray(evidence)) throw invalid({ field: 'evidence', code: 'UNFIT', message: WORDS_OR_FILES })
  return { ...fact, evidence: [...evidence, ...proofs] }
}
const WORDS_OR_FILES =
  '文字和文件只能用一种：附了文件的，请清空这里的文字，要说明的另用“备注”记录；只写文字的，请去掉下面的文件'

const every = {
  on: day.optional(),
  /** File ids, or a written reason, where the day is not today. */
  evidence: z.union([fileIds, text(NOTE)]).optional(),
}

const payloadOf = (type: RecordableType): z.ZodRawShape =>
  Object.fromEntries(Object.entries(ACTS[type].fields).map(([name, { schema }]) => [name, schema]))

/** How a fact of this type is read: strictly, a field that it does not know is named. */
export const factSchema = (type: RecordableType) =>
  z.strictObject({ type: z.literal(type), ...every, ...payloadOf(type) })

/** Any recordable fact, for the description of the API. */
export const ANY_FACT = z.discriminatedUnion(
  'type',
  RECORDABLE.map(factSchema) as unknown as [ReturnType<typeof factSchema>, ...ReturnType<typeof factSchema>[]],
)
