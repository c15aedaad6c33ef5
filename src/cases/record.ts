/** The only way a case changes. One transaction: lock, decide, append, project, make letters, enqueue. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, type Decision, decide } from '../../workflows/disclosure/decide.ts'
import type { Effect } from '../../workflows/disclosure/machine.ts'
import { rectify } from '../../workflows/disclosure/rectify.ts'
import type { Fact } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { addressees } from '../answering/letters.ts'
import { json, type Tx } from '../db/client.ts'
import type { Limit } from '../deadlines/limits.ts'
import { notFound } from '../errors.ts'
import type { House } from '../house.ts'
import { releaseFollows } from '../release/from-case.ts'
import { checkDraft, makeLetter } from '../replies/make.ts'
import { numbersOf, refusedTogether, SHARED, type Together } from '../replies/members.ts'
import { heldToItsLetter } from '../replies/signing.ts'
import { recordVoided } from '../replies/voided.ts'
import { append } from './append.ts'
import { completed, filesNamed } from './complete.ts'
import { type CaseKey, written } from './entry.ts'
import { follow } from './follow.ts'
import { project } from './project.ts'
import { type CaseRow, factsOf, heard } from './queries.ts'

/** Who records: `staff:NAME`, `applicant` or `system`; and when. */
export type Actor = { by: string; at: Date }

export type Recorded = { position: number; hash: string }

/** Facts after which a letter may no longer count. */
const TAKES_BACK: readonly Fact['type'][] = ['rectified', 'reopened']

/**
 * Records one fact.
 * @param together where the draft answers several cases: the caller records the fact in each of them
 * @throws Refused (workflow) when it is not lawful here, Refusal when the case or a file is not there; then nothing has changed.
 */
export async function record(
  tx: Tx,
  house: House,
  key: CaseKey,
  told: Fact,
  actor: Actor,
  together?: Together,
): Promise<Recorded> {
  const [row] = await tx<CaseRow[]>`
    select * from cases where agency_id = ${key.agencyId} and id = ${key.caseId} for update`
  if (!row) throw notFound()
  if (SHARED.includes(told.type) && numbersOf(row) && !together)
    throw refusedTogether('本件刚刚与其他申请一并拟稿，没有记录。请刷新后再办理。')
  const contents = await filesNamed(tx, key, told)

  const law = house.law()
  let { length, head, state, context } = row
  const effects: Effect[] = []
  const put = async (fact: Fact) => {
    const decision = await decided(tx, key, { state, context }, { ...fact, by: actor.by }, law)
    const entry = written(key, { length, head }, fact, actor.by, actor.at)
    await append(tx, entry)
    ;({ state, context } = decision)
    length = entry.entry.position
    head = entry.hash
    effects.push(...decision.effects)
  }

  let fact: Fact = { ...(await completed(tx, row, told)), ...contents }
  if (fact.type === 'replyReviewed' || fact.type === 'replySigned') {
    // What the procedure refuses is refused before the letter is read.
    await decided(tx, key, { state, context }, { ...fact, by: actor.by }, law)
    fact = await heldToItsLetter(tx, house, row, fact)
  }
  await put(fact)
  if (fact.type === 'replyDrafted') await checkDraft(tx, house, { ...row, context }, fact)
  const position = length
  const number = fact.type === 'registered' ? fact.number! : row.number
  for (const effect of effects.filter((e) => 'letter' in e)) {
    for (const to of addressees(effect.letter, context)) {
      const of = { ...row, number, context }
      await put(await makeLetter(tx, house, of, effect.letter, fact, position, actor.at, to, together))
    }
  }
  if (TAKES_BACK.includes(fact.type)) await recordVoided(tx, key)

  const today = house.time.today()
  const { row: columns, limits } = project({ state, context }, law, today)
  const search = number && number !== row.number ? `${number}\n${row.search}` : row.search
  await tx`
    update cases set ${tx({ ...columns, length, head, number, search, state: json(state), context: json(context) })}
    where agency_id = ${key.agencyId} and id = ${key.caseId}`
  await setDeadlines(tx, key, limits)
  await releaseFollows(tx, key, fact, position, { ...actor, on: today })
  await follow(tx, key, position, effects)
  return { position, hash: head }
}

/** A rectification is decided by replaying the whole case; everything else by the state it has come to. */
async function decided(tx: Tx, key: CaseKey, at: CaseState, fact: Heard, law: Law): Promise<Decision> {
  const decision = decide(at, fact, law)
  if (fact.type !== 'rectified') return decision
  const facts = (await factsOf(tx, key)).map(heard)
  return { ...rectify(facts, fact.position, fact.replacement, fact.by, law), effects: decision.effects }
}

/** The columns and limits of a case reckoned again, where no fact changed but the calendar did. */
export async function reproject(tx: Tx, house: House, key: CaseKey): Promise<void> {
  const [row] = await tx<CaseRow[]>`
    select * from cases where agency_id = ${key.agencyId} and id = ${key.caseId} for update`
  if (!row) return
  const { row: columns, limits } = project(row, house.law(), house.time.today())
  await tx`update cases set ${tx(columns)} where agency_id = ${key.agencyId} and id = ${key.caseId}`
  await setDeadlines(tx, key, limits)
}

async function setDeadlines(tx: Tx, { agencyId, caseId }: CaseKey, limits: Limit[]): Promise<void> {
  await tx`
    with gone as (
      delete from deadlines
      where agency_id = ${agencyId} and case_id = ${caseId} and not kind = any(${limits.map((l) => l.kind)}::text[])
    )
    insert into deadlines (agency_id, case_id, kind, due_on, because, provisional)
    select ${agencyId}, ${caseId}::uuid, kind, "dueOn", because, provisional
    from jsonb_to_recordset(${json(limits)}::jsonb) as l (kind text, "dueOn" date, because text, provisional boolean)
    on conflict (agency_id, case_id, kind) do update
      set due_on = excluded.due_on, because = excluded.because, provisional = excluded.provisional`
}
