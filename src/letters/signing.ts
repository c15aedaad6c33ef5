/**
 * What a reply is held to before it is reviewed and before it is signed: the signature is given to the text that was
 * reviewed, and to no text with an error of law in it, unless a named person answers for it.
 */
import { possible } from '../../workflows/disclosure/decide.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { textOf } from '../documents/index.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { type CaseRow, countingFacts, type FactRow } from '../ledger/queries.ts'
import type { Finding } from './check/index.ts'
import { type Draft, digestOf, draftOf, findingsIn } from './draft.ts'
import { composed, type Worded } from './make.ts'

/** The fact with what the house adds to it: the digest of the text reviewed, the errors that were overridden. */
export function heldToItsLetter(house: Worded, file: CaseFile, fact: Fact): Fact {
  // Only what passed goes on to be signed; to give a draft back is always possible.
  if (fact.type === 'replyReviewed' && fact.passed) return { ...fact, digest: digestOf(draftOf(house, file, fact.on)) }
  return fact.type === 'replySigned' ? signable(house, file, fact) : fact
}

/** @throws Refusal INVALID where a blank is empty, CHANGED_SINCE_REVIEW, LETTER_FAULTY with every error. */
function signable(house: Worded, file: CaseFile, fact: FactOf<'replySigned'>): Fact {
  const { row, facts } = file
  const draft = draftOf(house, file, fact.on)
  if (draft.open.length > 0) composed(draft) // refuses, naming each blank
  const reviewed = digestReviewed(facts)
  if (reviewed && reviewed !== digestOf(draft)) throw new Refusal('CHANGED_SINCE_REVIEW', { more: allowed(house, row) })
  const errors = findingsIn(house, file, fact.on, draft).filter(({ severity }) => severity === 'error')
  if (errors.length > 0 && !fact.override) throw faulty(errors, draft, allowed(house, row))
  if (errors.length > 0) return { ...fact, overridden: [...new Set(errors.map(({ rule }) => rule))] }
  // An approval of nothing would stand in the ledger as if there had been something to approve.
  if (fact.override)
    throw invalid({
      field: 'override',
      code: 'NOTHING_TO_OVERRIDE',
      message: '文书没有必须改正的问题，不需要批准，请去掉这一项',
    })
  return fact
}

/** None where the review is older than the digests. */
function digestReviewed(facts: readonly FactRow[]): string | undefined {
  const review = countingFacts(facts).findLast((fact) => fact.type === 'replyReviewed')
  return review?.type === 'replyReviewed' ? review.digest : undefined
}

const allowed = (house: Worded, row: CaseRow) => ({
  article: '条例第四十五条',
  allowed: possible(row, house.lawFor(row.agencyId), house.time.today()),
})

/** Long enough to find the place, short enough for a list. */
const EXCERPT = 60

function faulty(errors: readonly Finding[], { letter }: Draft, more: object): Refusal {
  const lines = textOf(letter)
  const findings = errors.map(({ rule, severity, article, says, remedy, line }) => ({
    rule,
    severity,
    article,
    says,
    remedy,
    ...(line !== undefined && { line: [...(lines[line] ?? '')].slice(0, EXCERPT).join('') }),
  }))
  const [{ article, says }] = errors as [Finding]
  const message = `文书有${errors.length}处必须改正，没有签发：${says}`
  return new Refusal('LETTER_FAULTY', { message, more: { ...more, article, findings } })
}
