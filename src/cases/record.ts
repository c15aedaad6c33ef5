/** The only way a case changes. One transaction: lock, decide, append, project, make letters, enqueue. */
import { z } from 'zod'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type CaseState, type Decision, decide } from '../../workflows/disclosure/decide.ts'
import type { Effect } from '../../workflows/disclosure/machine.ts'
import { rectify } from '../../workflows/disclosure/rectify.ts'
import { CHANNELS, type Fact, type FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { json, type Tx } from '../db/client.ts'
import type { Limit } from '../deadlines/limits.ts'
import { invalid, notFound } from '../errors.ts'
import type { House } from '../house.ts'
import { checkDraft, makeLetter } from '../replies/make.ts'
import { append } from './append.ts'
import { type CaseKey, written } from './entry.ts'
import { factSchema, isRecordable } from './facts.ts'
import { follow } from './follow.ts'
import { choice, day, given } from './given.ts'
import { registrationNumber, takeNumber } from './numbers.ts'
import { project } from './project.ts'
import { type CaseRow, factsOf, heard } from './queries.ts'

/** Who records: `staff:NAME`, `applicant` or `system`; and when. */
export type Actor = { by: string; at: Date }

export type Recorded = { position: number; hash: string }

/**
 * Records one fact.
 * @throws Refused (workflow) when it is not lawful here, Refusal when the case or a file is not there; then nothing has changed.
 */
export async function record(tx: Tx, house: House, key: CaseKey, told: Fact, actor: Actor): Promise<Recorded> {
  const [row] = await tx<CaseRow[]>`
    select * from cases where agency_id = ${key.agencyId} and id = ${key.caseId} for update`
  if (!row) throw notFound()
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

  const fact = { ...(await completed(tx, row, told)), ...contents }
  await put(fact)
  if (fact.type === 'replyDrafted') await checkDraft(tx, house, { ...row, context }, fact)
  const position = length
  const number = fact.type === 'registered' ? fact.number! : row.number
  for (const effect of effects.filter((e) => 'letter' in e)) {
    const made = await makeLetter(tx, house, { ...row, number, context }, effect.letter, fact, position, actor.at)
    await put(made)
  }

  const today = house.time.today()
  const { row: columns, limits } = project({ state, context }, law, today)
  const search = number && number !== row.number ? `${number}\n${row.search}` : row.search
  await tx`
    update cases set ${tx({ ...columns, length, head, number, search, state: json(state), context: json(context) })}
    where agency_id = ${key.agencyId} and id = ${key.caseId}`
  await setDeadlines(tx, key, limits)
  await follow(tx, key, position, effects)
  return { position, hash: head }
}

/** A rectification is decided by replaying the whole case; everything else by the state it has come to. */
async function decided(tx: Tx, key: CaseKey, at: CaseState, fact: Heard, law: Law): Promise<Decision> {
  const decision = decide(at, fact, law)
  if (fact.type !== 'rectified') return decision
  const facts = (await factsOf(tx, key)).map(heard)
  const instead = fact.replacement && wholeReplacement(facts[fact.position - 1], fact.replacement)
  return { ...rectify(facts, fact.position, instead, fact.by, law), effects: decision.effects }
}

/** A replacement has to fit like any fact of its type; of a submission only day and channel are corrected this way. */
function wholeReplacement(original: Fact | undefined, replacement: Record<string, unknown>): Record<string, unknown> {
  const type = replacement.type ?? original?.type
  if (type === 'submitted') return given(SUBMISSION_CORRECTED, replacement, 'replacement')
  if (!isRecordable(type)) return replacement // the workflow refuses it by name
  const { on, ...rest } = { on: original?.on, ...replacement, type }
  return given(factSchema(type), { ...rest, ...(on !== undefined && { on }) }, 'replacement') as Record<string, unknown>
}

const SUBMISSION_CORRECTED = z.strictObject({ on: day.optional(), channel: choice(CHANNELS).optional() })

/** The columns and limits of a case reckoned again, where no fact changed but the calendar did. */
export async function reproject(tx: Tx, house: House, key: CaseKey): Promise<void> {
  const [row] = await tx<CaseRow[]>`
    select * from cases where agency_id = ${key.agencyId} and id = ${key.caseId} for update`
  if (!row) return
  const { row: columns, limits } = project(row, house.law(), house.time.today())
  await tx`update cases set ${tx(columns)} where agency_id = ${key.agencyId} and id = ${key.caseId}`
  await setDeadlines(tx, key, limits)
}

/** What the house itself adds to a fact: the registration number, the name of a consultation. */
async function completed(tx: Tx, row: CaseRow, fact: Fact): Promise<Fact> {
  if (fact.type === 'registered' && row.number) return { ...fact, number: row.number } // registered again after a rectification
  if (fact.type === 'registered') {
    const year = Number(fact.on.slice(0, 4))
    const value = await takeNumber(tx, row.agencyId, year, 'registration')
    return { ...fact, number: registrationNumber(year, value) }
  }
  if (fact.type === 'assigned') return { ...fact, ...(await assignment(tx, row.agencyId, fact)) }
  if (fact.type === 'thirdPartyConsulted' || fact.type === 'agencyConsulted') {
    return { ...fact, consultation: String(row.context.consultations.length + 1) }
  }
  return fact
}

/** The unit is one of the agency's; the handler, named by username or id, is found. */
async function assignment(tx: Tx, agencyId: string, { unit, handler }: FactOf<'assigned'>) {
  const [known] = await tx`select 1 as known from units where id = ${unit} and agency_id = ${agencyId}`
  if (!known) throw invalid({ field: 'unit', code: 'NO_SUCH_UNIT', message: '没有这个承办机构，请从列表中选择' })
  if (!handler) return {}
  const [person] = await tx<{ id: string }[]>`
    select id from people where (username = ${handler} or id::text = ${handler}) and 'handler' = any(roles) and active`
  if (!person) throw invalid({ field: 'handler', code: 'NO_SUCH_HANDLER', message: '没有这位承办人，请从列表中选择' })
  return { handler: person.id }
}

/** A fact may only name files of its own case; it keeps what they hold, by hash, so that none can be exchanged later. */
async function filesNamed(tx: Tx, key: CaseKey, fact: Fact): Promise<{ contents?: Record<string, string> }> {
  const contents: Record<string, string> = {}
  const named = { files: 'files' in fact ? fact.files : undefined, evidence: fact.evidence }
  for (const [field, ids] of Object.entries(named)) {
    if (!Array.isArray(ids) || ids.length === 0) continue
    const found = await tx<{ id: string; sha256: string }[]>`
      select id, sha256 from files where agency_id = ${key.agencyId} and case_id = ${key.caseId} and id = any(${ids}::uuid[])`
    const missing = ids.filter((id) => !found.some((file) => file.id === id))
    if (missing.length > 0)
      throw invalid({ field, code: 'NO_SUCH_FILE', message: `本件没有文件 ${missing.join('、')}` })
    for (const { id, sha256 } of found) contents[id] = sha256
  }
  return Object.keys(contents).length > 0 ? { contents } : {}
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
