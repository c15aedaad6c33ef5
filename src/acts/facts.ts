/** The payload of each fact as contract section 3 has it, as it is read from outside. */
import { z } from 'zod'
import { day, fileIds, text } from '../web/given.ts'
import { NOTE } from './act.ts'
import { ACTS, isRecordable, RECORDABLE, type RecordableType } from './catalogue.ts'

/** Facts that have `files` of their own; with any other, files are its evidence. What is published is named, never just sent along. */
const hasFiles = (type: unknown) => isRecordable(type) && type !== 'releaseDecided' && 'files' in ACTS[type].fields

/** Files that came in one form with a fact are named by it, so that the ledger knows why they are there. */
export function withFiles(body: unknown, files: readonly { id: string }[]): unknown {
  if (files.length === 0 || typeof body !== 'object' || body === null) return body
  const field = hasFiles((body as { type?: unknown }).type) ? 'files' : 'evidence'
  const ids = (body as Record<string, unknown>)[field] ?? []
  return Array.isArray(ids) ? { ...body, [field]: [...ids, ...files.map(({ id }) => id)] } : body
}

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
