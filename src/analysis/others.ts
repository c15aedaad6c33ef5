/** The other requests of the installation, to which a year is compared: looked at once a day for each question that is asked of it. */
import type { Sql } from '../db/client.ts'
import type { Period } from '../ground/year.ts'
import { type Held, held, hold, runsIn } from './keywords.ts'
import { eachOther } from './requests.ts'

/** Each holds some ten thousand pairs, a megabyte or two; they take a second of a core to find. */
const MOST_KEPT = 8
const kept = new WeakMap<Sql, Map<string, Promise<Held>>>()

/** How many of the others hold each pair. What came in since the first question of the day is not among them. */
export function othersThan(sql: Sql, agencyIds: readonly string[], period: Period, today: string): Promise<Held> {
  const answers = kept.get(sql) ?? new Map<string, Promise<Held>>()
  kept.set(sql, answers)
  const key = JSON.stringify([agencyIds, period.year, today])
  const known = answers.get(key)
  if (known) return known
  const answer = look(sql, agencyIds, period)
  answers.set(key, answer)
  answer.catch(() => answers.delete(key))
  for (const oldest of answers.keys()) if (answers.size > MOST_KEPT) answers.delete(oldest)
  return answer
}

async function look(sql: Sql, agencyIds: readonly string[], period: Period): Promise<Held> {
  const others = held()
  await eachOther(sql, agencyIds, period, (text) => hold(others, runsIn(text)))
  return others
}
