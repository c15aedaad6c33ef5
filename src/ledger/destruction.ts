/**
 * 销毁清册: the list by which content is destroyed, as one canonical text. It names cases by number and dates alone, so that it
 * may stay when their content is gone; each destruction names its SHA-256. Pure, alike for who destroys and who proves it.
 */
import { canonical, sha256 } from '../ground/canonical.ts'
import { exactly, type Fits, hash, manyOf, only, orNull, realDay, text, wholeFrom } from '../ground/shape.ts'

const LISTED = exactly({
  id: text,
  receipt: text,
  number: orNull(text),
  /** 档号; of 无效件, which have none, 无效件 and the receipt. */
  reference: text,
  retention: text,
  /** From which its period runs: of 无效件, which nobody archives, the day on which it was set aside. */
  archivedOn: realDay,
  /** The last day of its period. */
  keptUntil: realDay,
  /** How many facts it had when the list was made, and the hash of the last one: what came later was judged by nobody. */
  facts: wholeFrom(1),
  head: hash,
})
const LIST = exactly({
  format: only('ysqgk-destruction/1'),
  agency: exactly({ id: text, name: text }),
  number: wholeFrom(1),
  proposedBy: text,
  proposedOn: realDay,
  why: text,
  cases: manyOf(LISTED),
})

export type DestructionList = Fits<typeof LIST>
export type ListedCase = Fits<typeof LISTED>

/** The text of a list: canonical, so that its SHA-256 is that of what it says. */
export const listText = (list: Omit<DestructionList, 'format'>): string =>
  canonical({ format: 'ysqgk-destruction/1', ...list })

/** @throws where the text is no list: it was written by `listText` */
export function readList(content: string): DestructionList {
  const list: unknown = JSON.parse(content)
  if (!LIST(list)) throw new Error('The text is no list of destruction.')
  return list
}

type Told = { agencyId: string; caseId: string; open: Record<string, unknown> }

/** What is wrong with a list as the decision of this destruction; undefined where it is the one. */
export function decisionFault({ agencyId, caseId, open }: Told, content: string | undefined): string | undefined {
  const decision = open.decision as { list?: unknown; digest?: unknown } | undefined
  if (content === undefined) return 'the list of destruction that the fact names is missing'
  if (sha256(content) !== decision?.digest) return ANOTHER
  const list = jsonIn(content)
  if (!LIST(list) || list.number !== decision.list || list.agency.id !== agencyId) return ANOTHER
  const listed = list.cases.find(({ id }) => id === caseId)
  if (!listed) return 'the list of destruction names other cases, and not this one'
  if (listed.retention !== open.retention || listed.keptUntil !== open.keptUntil)
    return 'the list of destruction gives the case another period'
  return undefined
}
const ANOTHER = 'the list of destruction is not the one that the fact names'

/** Nothing where it is no JSON: whoever forges a fact can name any text. */
function jsonIn(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}
