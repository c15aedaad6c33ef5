/** The only way a case changes. One transaction: lock, decide, append, project, make letters, enqueue. */

import type { Effect } from '../../workflows/disclosure/machine.ts'
import { nextReading } from '../../workflows/disclosure/readings.ts'
import type { Fact, FactOf, ReadingStep } from '../../workflows/disclosure/vocabulary.ts'
import type { Tx } from '../db/client.ts'
import { heldToItsFiles, heldToItsService, prepareCopies } from '../files/given.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { traced } from '../ground/traces.ts'
import type { House, Recording } from '../house.ts'
import { append } from '../ledger/append.ts'
import { numberInArchive } from '../ledger/archive-items.ts'
import { type CaseFile, lockCase } from '../ledger/case-file.ts'
import { withContact } from '../ledger/contact.ts'
import { withCorrectedIdentity } from '../ledger/corrected-identity.ts'
import { keepProjection } from '../ledger/keep.ts'
import { aliveElsewhere, heldHere } from '../ledger/moved.ts'
import { project } from '../ledger/project.ts'
import { heard } from '../ledger/queries.ts'
import { keepSecrets } from '../ledger/secret-files.ts'
import { recordVoided } from '../ledger/voided.ts'
import { checkDraft, makeLetter } from '../letters/make.ts'
import { numbersOf, refusedTogether, SHARED, type Together } from '../letters/members.ts'
import { addressees } from '../letters/party-letters.ts'
import { heldToItsLetter, heldToWhatWasRead } from '../letters/signing.ts'
import { unitName } from '../people/queries.ts'
import { lookedOver, releaseFollows } from '../released/from-case.ts'
import { completed } from './complete.ts'
import { onThePortal } from './delivered.ts'
import { follow } from './follow.ts'
import { forgetDraft, forgetDrafts } from './kept-drafts.ts'
import { filesNamed, lettersNamed } from './named.ts'
import { heldToItsNotices } from './notices.ts'
import { ENDS_CORRECTIONS, ENDS_NOTICES, eraseAll, eraseCorrections } from './prepared-rows.ts'
import { type Actor, decided, supposing } from './supposed.ts'

export type { Actor } from './supposed.ts'

/** Facts after which the portal may have delivered a letter, beside those that make one. */
const MOVES_LETTERS: readonly Fact['type'][] = ['replyServed', 'contactChanged']

/** Facts after which mails may go to another address. */
const CHANGES_CONTACT: readonly Fact['type'][] = ['contactChanged', 'rectified']

/** Facts after which the draft may give other files. */
const DRAFTS: readonly Fact['type'][] = ['replyDrafted', 'rectified', 'reopened']
/** Facts after which a case may have another number in the archive. */
const NUMBERS_ARCHIVE: readonly Fact['type'][] = ['archived', 'rectified']
/** Facts after which a letter may no longer count. */
const TAKES_BACK: readonly Fact['type'][] = ['rectified', 'reopened']

/**
 * Records one fact. The case is read once, under its lock; what follows is reckoned from that file.
 * @param asked the fact as it was read from outside; numbers, hashes and digests are added here
 * @param together where the draft answers several cases: the caller records the fact in each of them
 * @returns the file with the fact, and with the letters that it called for
 * @throws Refused (workflow) when it is not lawful here, Refusal when the case or a file is not there; then nothing has changed.
 */
export async function record(
  tx: Tx,
  house: Recording,
  key: CaseKey,
  asked: Fact,
  actor: Actor,
  together?: Together,
): Promise<CaseFile> {
  const { type } = asked
  return traced(house.traces, `fact ${type}`, { 'ysqgk.fact': type }, () =>
    recorded(tx, house, key, asked, actor, together),
  )
}

async function recorded(
  tx: Tx,
  house: Recording,
  key: CaseKey,
  asked: Fact,
  actor: Actor,
  together?: Together,
): Promise<CaseFile> {
  const before = await lockCase(tx, house.keys, key)
  if (!before) throw notFound()
  if (SHARED.includes(asked.type) && numbersOf(before.row) && !together)
    throw refusedTogether('本件刚刚与其他申请一并拟稿，没有记录。请刷新后再办理。')
  const { contents } = await filesNamed(tx, house, before, asked)
  await lettersNamed(tx, key, asked)

  const law = house.lawFor(key.agencyId)
  let file = before
  const effects: Effect[] = []
  const enter = async (fact: Fact, by = actor.by) => {
    const next = supposing(file, fact, { by, at: actor.at }, law)
    await append(tx, house.keys, next.entry)
    const { unit } = next.file.row.context
    const moved = unit !== file.row.context.unit
    file = moved ? { ...next.file, unit: unit ? await unitName(tx, unit) : undefined } : next.file
    effects.push(...next.effects)
  }

  let fact = await completed(tx, house, file, asked)
  // A rectification names its own files, and those of the replacement.
  if (contents || fact.contents) fact = { ...fact, contents: { ...fact.contents, ...contents } }
  if (fact.type === 'replyReviewed' || fact.type === 'replyApproved' || fact.type === 'replySigned') {
    // What the procedure refuses is refused before the letter is read.
    decided(file, heard({ fact, by: actor.by, at: actor.at.toISOString() }), law)
    heldToWhatWasRead(house, file, fact)
    fact = await heldToItsFiles(tx, file, heldToItsLetter(house, file, fact), actor.by)
  }
  await heldToItsService(tx, file, fact)
  if (fact.type === 'releaseDecided') {
    decided(file, heard({ fact, by: actor.by, at: actor.at.toISOString() }), law)
    requireOpinion(fact, nextReading(file.row.context, law))
    fact = await lookedOver(tx, house, file, fact)
  }
  fact = heldToItsNotices(house, file, fact, actor)
  if (fact.type === 'rectified') ({ fact, file } = await withCorrectedIdentity(tx, house.keys, file, fact))
  await enter(fact)
  const { position } = file.facts.at(-1)!
  if (fact.type === 'registered') file = { ...file, row: { ...file.row, number: fact.number! } }
  if (DRAFTS.includes(fact.type))
    file = { ...file, given: await prepareCopies(tx, house, key, file.row.context.draft?.files ?? []) }
  const counted = fact.type === 'rectified' ? (fact.replacement as Fact | undefined) : fact
  if (counted?.type === 'replyDrafted') checkDraft(house, file, counted)
  for (const effect of effects.filter((e) => 'letter' in e)) {
    for (const to of addressees(effect.letter, file.row.context)) {
      await enter(await makeLetter(tx, house, file, effect.letter, fact, position, actor.at, to, together))
    }
  }
  if (TAKES_BACK.includes(fact.type)) await recordVoided(tx, key, file.facts)
  if (NUMBERS_ARCHIVE.includes(fact.type)) await numberInArchive(tx, file)
  if (fact.type === 'replyDrafted') await forgetDraft(tx, key, actor.by)
  if (ENDS_NOTICES.includes(fact.type)) {
    await eraseAll(tx, key)
    await forgetDrafts(tx, key)
  }
  if (ENDS_CORRECTIONS.includes(fact.type)) await eraseCorrections(tx, key)

  if (CHANGES_CONTACT.includes(fact.type)) file = { ...file, row: withContact(house.keys, file.row, file.facts) }

  const today = house.time.today()
  if (MOVES_LETTERS.includes(fact.type) || effects.some((effect) => 'letter' in effect)) {
    for (const arrival of onThePortal(file.row.context, law.choices(today), today)) await enter(arrival, 'system')
  }
  file = await keepProjection(tx, house.keys, file, project(file.row, law, today))
  if (before.row.step === 'setAside' && file.row.step !== 'setAside') await livesAgain(tx, key, position)
  await keepSecrets(tx, key, file.facts, fact)
  await releaseFollows(tx, house, file, fact, position, { ...actor, on: today })
  await follow(tx, key, position, effects)
  return file
}

/** What was moved to another agency is not handled by both: it is restored once it lives there no more. */
async function livesAgain(tx: Tx, key: CaseKey, position: number): Promise<void> {
  const alive = await aliveElsewhere(tx, key)
  if (alive)
    throw new Refusal('HANDLED_ELSEWHERE', {
      message: `本件已由${alive.agency}办理（受理编号${alive.receipt}），没有恢复`,
      next: `需要收回的，请${alive.agency}在登记以前从“协同办理”退回；电话${alive.phone}。`,
      more: { agency: alive.agency, receipt: alive.receipt },
    })
  await heldHere(tx, key, position)
}

/** A reading that ends a proposal says why: whoever proposed it has to know what to mend. */
function requireOpinion({ accepted, opinion }: FactOf<'releaseDecided'>, reading: ReadingStep | null): void {
  if (reading && !accepted && !opinion?.trim())
    throw invalid({ field: 'opinion', code: 'MISSING', message: '不同意公开的，请写明意见' })
}

/** The columns and limits of a case reckoned again, where no fact changed but the calendar did. */
export async function reproject(tx: Tx, house: Pick<House, 'lawFor' | 'time' | 'keys'>, key: CaseKey): Promise<void> {
  const file = await lockCase(tx, house.keys, key)
  if (file)
    await keepProjection(tx, house.keys, file, project(file.row, house.lawFor(key.agencyId), house.time.today()))
}
