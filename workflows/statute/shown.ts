/** What shows the day of a fact: a file, the number of a mailing; words alone prove nothing. */
import type { Day } from './days.ts'

/** What a fact may give that shows its day. */
export type Claimed = {
  on: Day
  evidence?: unknown
  contents?: unknown
  trackingNumber?: unknown
  how?: unknown
}

/** A file of the case shows the day. `contents`: hashes of the files named, which stay when the words of the ledger are erased. */
export const shownByFile = ({ evidence, contents }: Pick<Claimed, 'evidence' | 'contents'>): boolean =>
  Array.isArray(evidence) || contents !== undefined

/**
 * The day of recording, where it is later than the day that is given and nothing shows that day: words alone prove nothing.
 * By post the tracking number does. What the portal did the system recorded when it did it; no paper shows another day.
 */
export function recordedLater(fact: Claimed, recordedOn: Day): { recordedOn?: Day } {
  const shown = fact.how !== 'portal' && (shownByFile(fact) || fact.trackingNumber !== undefined)
  return recordedOn > fact.on && !shown ? { recordedOn } : {}
}
