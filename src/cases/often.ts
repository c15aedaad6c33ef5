/**
 * How often whoever has no account may add to a case: anybody can file one, what is recorded stays for ever, and every look at the
 * case reads all of it.
 */
import { Refusal } from '../ground/errors.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import type { Actor } from './record.ts'

/** Facts within a day and a night, of the applicant, and of each who is consulted. */
const MOST = 30
const DAY = 86_400_000 // ms

/**
 * Looks at the case as it is with the fact, under its lock: of several at once none is overlooked.
 * @throws Refusal TOO_MANY with the seconds until the first of them is a day old
 */
export function requireNotTooOften({ facts }: Pick<CaseFile, 'facts'>, { by, at }: Actor): void {
  const since = at.getTime() - DAY
  const lately = facts.filter((fact) => fact.by === by && Date.parse(fact.at) > since)
  if (lately.length <= MOST) return
  const first = Date.parse(lately.at(-MOST - 1)!.at)
  throw new Refusal('TOO_MANY', { more: { retryAfter: Math.max(1, Math.ceil((first - since) / 1_000)) } })
}
