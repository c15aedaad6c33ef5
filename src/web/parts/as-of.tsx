/** Up to when a page of figures counts: whoever prints or quotes it says so. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { onDayAt } from './format.ts'

/** @param at RFC 3339 */
export function AsOf({ at }: { at: string }) {
  return <p class="hint" data-as-of={at}>{`截至${onDayAt(at, inChinese)}。`}</p>
}
