/** The arithmetic of a period: so many working days after a day, leaving out the spans that the law does not count. */
import type { Calendar } from './working-days.ts'

/** Days not counted, both ends included. A list of spans is ordered and disjoint. */
export type Span = { from: number; to: number }

/** The last day of `allowed` counted working days after `start`. */
export function dueAfter(calendar: Calendar, start: number, allowed: number, spans: readonly Span[]): number {
  let ordinal = calendar.ordinal(start) + allowed
  for (const span of spans) {
    if (span.to <= start) continue
    const from = Math.max(span.from, start + 1)
    if (calendar.nth(ordinal) < from) break
    ordinal += calendar.ordinal(span.to) - calendar.ordinal(from - 1)
  }
  return calendar.nth(ordinal)
}

/** Counted working days in (start, to]. */
export function countedDays(calendar: Calendar, start: number, to: number, spans: readonly Span[]): number {
  if (to <= start) return 0
  let counted = calendar.ordinal(to) - calendar.ordinal(start)
  for (const span of spans) {
    const from = Math.max(span.from, start + 1)
    const end = Math.min(span.to, to)
    if (end >= from) counted -= calendar.ordinal(end) - calendar.ordinal(from - 1)
  }
  return counted
}

/** Several pauses at once cost their days once: overlapping spans are merged, not added. */
export function addSpan(spans: Span[], span: Span): void {
  if (span.to < span.from) return
  let at = spans.length
  while (at > 0 && spans[at - 1]!.from > span.from) at--
  spans.splice(at, 0, { ...span })
  for (let i = Math.max(at, 1); i < spans.length; i++) {
    const [last, next] = [spans[i - 1]!, spans[i]!]
    if (next.from > last.to + 1) continue
    last.to = Math.max(last.to, next.to)
    spans.splice(i--, 1)
  }
}
