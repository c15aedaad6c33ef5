/** What a reader asks of the room, as the address says it; what the address cannot mean is left out. */
import { TOPICS, type Topic } from '../web/words/topics.ts'

export type Filter = { q?: string; agency?: string; topic?: Topic; year?: string }

/** The filter that a query holds. Values that do not fit are dropped, never refused. */
export function filterFrom(query: Record<string, string | undefined>): Filter {
  const { agency, topic, year } = query
  const q = tidy(query.q)
  return {
    ...(q && { q }),
    ...(agency && /^[\w-]{1,60}$/.test(agency) && { agency }),
    ...(topic && Object.hasOwn(TOPICS, topic) && { topic: topic as Topic }),
    ...(year && /^[12]\d{3}$/.test(year) && { year }),
  }
}

/** As much as anybody types, without control characters. */
const tidy = (text = '') =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed()

/** The first and the last day of the chosen year, as `search` takes them; nothing where no year is chosen. */
export const daysOf = ({ year }: Filter) => (year ? { from: `${year}-01-01`, to: `${year}-12-31` } : {})

/** The address of a list: the filter with changes; `undefined` drops one. */
export function listAddress(
  path: string,
  filter: Filter,
  changes: { [K in keyof Filter | 'cursor']?: string | undefined } = {},
) {
  const entries = Object.entries({ ...filter, ...changes }).filter((entry): entry is [string, string] => !!entry[1])
  return entries.length > 0 ? `${path}?${new URLSearchParams(entries)}` : path
}
