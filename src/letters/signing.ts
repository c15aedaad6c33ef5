/**
 * What a letter is held to before it leaves: a reply before it is reviewed, approved and signed, with it what third
 * parties are told of it, a notice before it gets its number. The signature is given to the text that was reviewed, and nothing goes with an error of law in it,
 * unless a named person answers for it.
 */
import { possible } from '../../workflows/disclosure/decide.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { textOf } from '../documents/index.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { type CaseFile, draftAt, reviewIn } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Finding } from './check/index.ts'
import { type Addressing, decisionsFor } from './decisions.ts'
import { type Checked, type Draft, digestOf, draftOf, findingsIn } from './draft.ts'
import { composed, type Worded } from './make.ts'

/**
 * Nobody passes or signs what they have not read: where a fact names the draft that was read, it is the one on the table.
 * @throws Refusal CHANGED_SINCE_READ with the position of that one (`draft`)
 */
export function heldToWhatWasRead(
  house: Worded,
  { row, facts }: CaseFile,
  fact: FactOf<'replyReviewed' | 'replyApproved' | 'replySigned'>,
) {
  const draft = draftAt(facts)
  if (fact.draft !== undefined && fact.draft !== draft)
    throw new Refusal('CHANGED_SINCE_READ', { more: { ...allowed(house, row), draft } })
}

/** The fact with what the house adds to it: the digest of the text reviewed, the errors that were overridden. */
export function heldToItsLetter(house: Addressing, file: CaseFile, fact: Fact): Fact {
  // Only what passed goes on to be signed; to give a draft back is always possible.
  if (fact.type === 'replyReviewed' && fact.passed)
    return { ...fact, digest: digestOf(draftOf(house, file, fact.on), file.given) }
  if (fact.type === 'replyApproved' && fact.passed) return { ...fact, digest: reviewedDigest(house, file, fact) }
  return fact.type === 'replySigned' ? signable(house, file, fact) : fact
}

/** @throws Refusal CHANGED_SINCE_REVIEW where the letter would not be the one that was reviewed */
function reviewedDigest(house: Addressing, file: CaseFile, { on }: Pick<Fact, 'on'>): string {
  const digest = digestOf(draftOf(house, file, on), file.given)
  if (reviewIn(file.facts)?.digest !== digest)
    throw new Refusal('CHANGED_SINCE_REVIEW', { more: allowed(house, file.row) })
  return digest
}

/** @throws Refusal INVALID where a blank is empty, CHANGED_SINCE_REVIEW, LETTER_FAULTY with every error. */
function signable(house: Addressing, file: CaseFile, fact: FactOf<'replySigned'>): Fact {
  const { row } = file
  const draft = draftOf(house, file, fact.on)
  const decisions = decisionsFor(house, file, fact.on)
  for (const one of [draft, ...decisions]) if (one.open.length > 0) composed(one) // refuses, naming each blank
  if (reviewIn(file.facts)?.digest !== digestOf(draft, file.given))
    throw new Refusal('CHANGED_SINCE_REVIEW', { more: allowed(house, row) })
  const reply = { ...draft, findings: findingsIn(house, file, fact.on, draft) }
  return heldToFindings(fact, [reply, ...decisions], '签发', () => allowed(house, row))
}

/**
 * The fact with the errors that somebody answers for.
 * @throws Refusal INVALID where a blank is empty, or where there is nothing to override; LETTER_FAULTY with every error.
 */
export function heldAsNotices<T extends Overridable>(house: Worded, row: CaseRow, fact: T, notices: Checked[]): T {
  for (const draft of notices) if (draft.open.length > 0) composed(draft)
  return heldToFindings(fact, notices, '发出', () => allowed(house, row))
}

type Overridable = Fact & Pick<FactOf<'replySigned'>, 'override' | 'overridden'>

function heldToFindings<T extends Overridable>(fact: T, letters: Checked[], act: string, more: () => object): T {
  const faults = letters.flatMap((letter) => letter.findings.filter(isError).map((finding) => ({ letter, finding })))
  if (faults.length > 0 && !fact.override) throw faulty(faults, act, more())
  if (faults.length > 0) return { ...fact, overridden: [...new Set(faults.map(({ finding }) => finding.rule))] }
  // An approval of nothing would stand in the ledger as if there had been something to approve.
  if (fact.override)
    throw invalid({
      field: 'override',
      code: 'NOTHING_TO_OVERRIDE',
      message: '文书没有必须改正的问题，不需要批准，请去掉这一项',
    })
  return fact
}

const isError = ({ severity }: Finding) => severity === 'error'

const allowed = (house: Worded, row: CaseRow) => ({
  article: '条例第四十五条',
  allowed: possible(row, house.lawFor(row.agencyId), house.time.today()),
})

/** Long enough to find the place, short enough for a list. */
const EXCERPT = 60

/** A finding for programs: with the words of its line. */
export function findingJson({ letter }: Pick<Draft, 'letter'>, finding: Finding) {
  const { rule, severity, article, says, remedy, line } = finding
  const words = line !== undefined && { line: [...(textOf(letter)[line] ?? '')].slice(0, EXCERPT).join('') }
  return { rule, severity, article, says, remedy, ...words }
}

function faulty(faults: readonly { letter: Draft; finding: Finding }[], act: string, more: object): Refusal {
  const findings = faults.map(({ letter, finding }) => findingJson(letter, finding))
  const { article, says } = faults[0]!.finding
  const message = `文书有${faults.length}处必须改正，没有${act}：${says}`
  return new Refusal('LETTER_FAULTY', { message, more: { ...more, article, findings } })
}
