/** The payload of each fact as contract section 3 has it, with what people call each field. */
import { z } from 'zod'
import { type FactType, OUTCOMES, SERVICES, SYSTEM_FACTS } from '../../workflows/disclosure/vocabulary.ts'
import { choice, day, fileIds, isPlain, list, text, wholeNumber, yesNo } from '../web/given.ts'
import { TOPICS } from '../web/words/topics.ts'

const NOTE = 2_000
const LONG = 20_000
const consultation = { consultation: text(20).optional() }
/** RFC 5321 4.5.3.1: 64 before the sign. */
const email = text(200).refine((value) => z.email().safeParse(value).success && value.indexOf('@') <= 64, {
  error: '不是有效的电子邮箱',
})
const consulted = {
  party: text(300),
  about: text(NOTE).optional(),
  contact: text(100).optional(),
  phone: text(100).optional(),
  email: email.optional(),
  address: text(300).optional(),
  ...consultation,
}
const answered = { consents: yesNo, reasons: text(LONG), ...consultation }
const blank = z.string().transform((value) => value.replace(/\r\n?/g, '\n').trim())

/** Without `type`, `on` and `evidence`, which every fact has. `submitted` has its own door. */
const PAYLOADS = {
  confirmed: { how: choice({ phone: 1, email: 1, portal: 1, visit: 1 }), note: text(NOTE) },
  registered: {},
  assigned: { unit: text(60), handler: text(60).optional(), answerBy: day.optional() },
  correctionRequested: { matters: list(30, NOTE), answerBy: day },
  corrected: { text: text(LONG), files: fileIds.optional() },
  correctionLapsed: { finding: text(NOTE) },
  thirdPartyConsulted: consulted,
  thirdPartyReached: consultation,
  thirdPartyAnswered: answered,
  thirdPartySilent: consultation,
  agencyConsulted: consulted,
  agencyReached: consultation,
  agencyAnswered: answered,
  agencySilent: consultation,
  reasonsRequested: { why: text(NOTE), answerBy: day },
  reasonsGiven: { text: text(LONG) },
  reasonsAssessed: { reasonable: yesNo, delayedUntil: day.optional() },
  extended: { workingDays: wholeNumber(1, 20), reason: text(NOTE), approvedBy: text(100) },
  feeNotified: {
    basis: choice({ items: 1, pages: 1 }),
    quantity: wholeNumber(1, 1_000_000),
    amount: wholeNumber(0, 100_000_000),
  },
  feePaid: { receiptNumber: text(100) },
  feeLapsed: { finding: text(NOTE) },
  searched: { places: list(50, 300), terms: list(50, 100), found: yesNo, note: text(LONG) },
  secrecyReviewed: { conclusion: text(NOTE), reasons: text(LONG) },
  conferred: { participants: list(50, 300), conclusion: text(LONG) },
  replyDrafted: { outcome: choice(OUTCOMES), fields: z.record(text(60), blank.pipe(text(LONG, 0))) },
  replyReviewed: { passed: yesNo, opinion: text(LONG) },
  replySigned: { override: z.strictObject({ approvedBy: text(100), reason: text(NOTE) }).optional() },
  replyReturned: { why: text(NOTE) },
  replyServed: { how: choice(SERVICES), trackingNumber: text(60).optional() },
  archived: { retention: text(60), volume: text(60).optional() },
  withdrawn: { why: text(NOTE) },
  remedySought: {
    kind: choice({ reconsideration: 1, litigation: 1, litigationAfterReconsideration: 1 }),
    body: text(200),
  },
  remedyDecided: { result: choice({ upheld: 1, corrected: 1, other: 1 }) },
  reopened: { why: text(NOTE), workingDays: wholeNumber(1, 250).optional() },
  releaseProposed: { why: text(NOTE) },
  releaseDecided: {
    accepted: yesNo,
    // What is published, where the decision is to publish; without it the request's own title and 文号.
    title: text(300).optional(),
    documentNumber: text(100).optional(),
    summary: text(NOTE).optional(),
    topic: choice(TOPICS).optional(),
    files: fileIds.optional(),
  },
  rectified: {
    position: wholeNumber(1, 1_000_000),
    why: text(NOTE),
    approvedBy: text(100),
    replacement: z.record(text(60), z.unknown()).refine(isPlain, { error: '含有无法记录的内容' }).optional(),
  },
  noted: { text: text(LONG) },
  fileAdded: { files: fileIds.min(1, { error: '请选择文件' }) },
} as const satisfies Partial<Record<FactType, z.ZodRawShape>>

export type RecordableType = keyof typeof PAYLOADS
export const RECORDABLE = Object.keys(PAYLOADS) as RecordableType[]
/** Facts that have `files` of their own; with any other, files are its evidence. What is published is named, never just sent along. */
const hasFiles = (type: unknown) => isRecordable(type) && type !== 'releaseDecided' && 'files' in PAYLOADS[type]

/** Files that came in one form with a fact are named by it, so that the ledger knows why they are there. */
export function withFiles(body: unknown, files: readonly { id: string }[]): unknown {
  if (files.length === 0 || typeof body !== 'object' || body === null) return body
  const field = hasFiles((body as { type?: unknown }).type) ? 'files' : 'evidence'
  const named = (body as Record<string, unknown>)[field] ?? []
  return Array.isArray(named) ? { ...body, [field]: [...named, ...files.map(({ id }) => id)] } : body
}

export const isRecordable = (type: unknown): type is RecordableType =>
  typeof type === 'string' && Object.hasOwn(PAYLOADS, type) && !SYSTEM_FACTS.includes(type as FactType)

const every = {
  on: day.optional(),
  /** File ids, or a written reason, where the day is not today. */
  evidence: z.union([fileIds, text(NOTE)]).optional(),
}

export const factSchema = (type: RecordableType) =>
  z.strictObject({ type: z.literal(type), ...every, ...(PAYLOADS[type] as z.ZodRawShape) })

/** Any recordable fact, for the description of the API. */
export const ANY_FACT = z.discriminatedUnion(
  'type',
  RECORDABLE.map(factSchema) as unknown as [ReturnType<typeof factSchema>, ...ReturnType<typeof factSchema>[]],
)
