/**
 * 销毁清册: the list by which content is destroyed, as one canonical text. It names cases by number and dates alone, so that it
 * may stay when their content is gone; each destruction names its SHA-256. Pure, alike for who destroys and who proves it.
 */
import { z } from 'zod'
import { canonical, sha256 } from '../ground/canonical.ts'

const DAY = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const LISTED = z.strictObject({
  id: z.string(),
  receipt: z.string(),
  number: z.string().nullable(),
  /** 档号. */
  reference: z.string(),
  retention: z.string(),
  archivedOn: DAY,
  /** The last day of its period. */
  keptUntil: DAY,
  /** How many facts it had when the list was made, and the hash of the last one: what came later was judged by nobody. */
  facts: z.int().positive(),
  head: z.string().regex(/^[0-9a-f]{64}$/),
})
const LIST = z.strictObject({
  format: z.literal('ysqgk-destruction/1'),
  agency: z.strictObject({ id: z.string(), name: z.string() }),
  number: z.int().positive(),
  proposedBy: z.string(),
  proposedOn: DAY,
  why: z.string(),
  cases: z.array(LISTED).min(1),
})

export type DestructionList = z.infer<typeof LIST>
export type ListedCase = z.infer<typeof LISTED>

/** The text of a list: canonical, so that its SHA-256 is that of what it says. */
export const listText = (list: Omit<DestructionList, 'format'>): string =>
  canonical({ format: 'ysqgk-destruction/1', ...list })

/** @throws where the text is no list: it was written by `listText` */
export const readList = (text: string): DestructionList => LIST.parse(JSON.parse(text))

type Told = { agencyId: string; caseId: string; open: Record<string, unknown> }

/** What is wrong with a list as the decision of this destruction; undefined where it is the one. */
export function decisionFault({ agencyId, caseId, open }: Told, text: string | undefined): string | undefined {
  const decision = open.decision as { list?: unknown; digest?: unknown } | undefined
  if (text === undefined) return 'the list of destruction that the fact names is missing'
  if (sha256(text) !== decision?.digest) return 'the list of destruction is not the one that the fact names'
  const { success, data } = LIST.safeParse(JSON.parse(text))
  if (!success || data.number !== decision.list || data.agency.id !== agencyId)
    return 'the list of destruction is not the one that the fact names'
  const listed = data.cases.find(({ id }) => id === caseId)
  if (!listed) return 'the list of destruction names other cases, and not this one'
  if (listed.retention !== open.retention || listed.keptUntil !== open.keptUntil)
    return 'the list of destruction gives the case another period'
  return undefined
}
