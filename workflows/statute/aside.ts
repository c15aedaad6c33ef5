/** 无效件: what came is no application, so no date runs; restored, it is counted as if it had never been set aside. */
import { dayOf } from './days.ts'
import type { Entry } from './entries.ts'
import { sentence } from './sentences.ts'
import { Step } from './steps.ts'
import type { Clock } from './terms.ts'

/** Since which day it is set aside; null where it is not, or was restored. */
export function asideSince(entries: readonly Entry[]): number | null {
  let since: number | null = null
  for (const { type, on } of entries) {
    if (type === 'setAside') since = on
    else if (type === 'restored') since = null
  }
  return since
}

/**
 * Without dates, and closed. The careful reading alone keeps a day: that on which the reply would be due if it were an
 * application after all (Art 29), for whoever sent it may say so before a court.
 * @param asIf as it would be counted were it not set aside
 */
export function asideClock(asIf: Clock, since: number): Clock {
  const { allowed } = asIf.workingDays
  const { dueOn } = asIf.careful
  return {
    receivedOn: null,
    correctionNoticeDueOn: null,
    dueOn: null,
    provisional: false,
    status: 'closed',
    workingDays: { allowed, used: 0, left: allowed },
    settledOn: null,
    inTime: null,
    careful: { dueOn, inTime: null, because: sentence('careful.setAside', { due: dueOn }) },
    excluded: [],
    replies: [],
    consultations: [],
    steps: [new Step(dayOf(since), '条例第二十九条', 'aside.since', { on: since })],
    countedFrom: null,
    warnings: [],
  }
}
