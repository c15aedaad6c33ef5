/**
 * What would hide a case from lists and search, though each fact of it stands: words that are not in its row, a limit that
 * runs and is not in the table of limits. Of what moves with the day only that is asked which is so on the day of the last fact
 * and today: between two nights a row may say either.
 */
import type { CaseState } from '../../../workflows/disclosure/decide.ts'
import type { FactOf } from '../../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../../workflows/statute/clock.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import { fold } from '../../ground/fold.ts'
import { allApplicants } from '../../ledger/applicants.ts'
import { type Limit, leadsDesk } from '../../ledger/limits.ts'
import { project } from '../../ledger/project.ts'
import type { CaseRow } from '../../ledger/queries.ts'
import { pairsOf } from '../../ledger/search.ts'

/** `limits`: the kinds of those in the table. */
type Shown = Pick<CaseRow, 'receipt' | 'number' | 'search' | 'nextDueOn'> & { pairs: number[]; limits: string[] }

/** Migration 0044 folded the rows of before, rare signs otherwise than we do: asked is what every row must have. */
const PLAIN = /[\p{Script=Han}A-Za-z0-9]+/gu

/** @returns the words that a search would not find the case by; nothing is asked where the words of the request are erased */
export function wordsMissing(row: Shown, { applicant, request, ...fact }: Partial<FactOf<'submitted'>>): string[] {
  if (!applicant || !request) return []
  const names = allApplicants({ applicant, request, ...fact } as FactOf<'submitted'>).map(({ name = '' }) => name)
  const [said, pairs] = [row.search.replace(/\s/g, ''), new Set(row.pairs)]
  const words = [row.receipt, row.number ?? '', ...names, request.title, request.description].flatMap(
    (text) => text?.normalize('NFKC').match(PLAIN) ?? [],
  )
  return words.filter((word) => {
    const folded = fold(word)
    return !said.includes(folded) || pairsOf(folded).some((pair) => !pairs.has(pair))
  })
}

/**
 * @param today the limits that run today: of most cases none, and then the other day need not be asked
 * @returns the kinds of the limits that run and are not in the table; `''` where the row has no next one
 */
export function limitsMissing(
  row: Shown,
  replayed: CaseState,
  law: Law,
  today: readonly Limit[],
  lastOn: Day,
): string[] {
  if (today.length === 0) return []
  const then = project(replayed, law, lastOn).limits
  const running = today.filter(({ kind }) => then.some((limit) => limit.kind === kind))
  const missing = running.map(({ kind }) => kind).filter((kind) => !row.limits.includes(kind))
  return [...missing, ...(running.some(leadsDesk) && row.nextDueOn === null ? [''] : [])]
}
