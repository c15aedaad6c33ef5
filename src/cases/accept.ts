/** A fact at the door: is it theirs to record? Then it is recorded once, however often it is sent. */

import { Refused } from '../../workflows/disclosure/decide.ts'
import { nextReading } from '../../workflows/disclosure/readings.ts'
import type { Fact, FactType } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import { APPLICANT_MAY, mayRecord, PARTY_MAY, seatFor } from '../acts/may-record.ts'
import type { Tx } from '../db/client.ts'
import { examineFirst } from '../files/given.ts'
import { scanned } from '../files/scans.ts'
import { keepContent, putOnFile, type Taken } from '../files/uploads.ts'
import { canonical } from '../ground/canonical.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House, Working } from '../house.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { readFirst } from '../released/searched.ts'
import { type Answer, once } from '../web/once.ts'
import { mayBringAgain } from './brought-again.ts'
import { requireOtherReader } from './first-reader.ts'
import { requireNotTooOften } from './often.ts'
import type { Actor } from './record.ts'
import { recordTogether } from './together.ts'

type Who = Parameters<typeof mayRecord>[0]
/** Whoever has no account: what they may record is the same for all of them. */
const OUTSIDE = { applicant: APPLICANT_MAY, party: PARTY_MAY }
export type Asked = { scope: string; key: string | undefined }

/**
 * Records a fact for someone who may.
 * @param answer what the first and each repeated call gets, made from the file as it is after the fact
 * @throws Refusal NOT_YOURS (also of a first reading of one's own proposal, where somebody else can read it), FACT_REFUSED (409, with reason and what is allowed), INVALID, TOO_MANY for who has no account.
 */
export async function accept<T>(
  house: Working,
  row: CaseRow,
  fact: Fact,
  files: readonly Taken[],
  actor: Actor,
  asked: Asked,
  who: Who | keyof typeof OUTSIDE,
  answer: (tx: Tx, file: CaseFile) => Promise<T>,
): Promise<Answer<T>> {
  const step = 'step' in fact ? fact.step : undefined
  const again = who === 'applicant' && fact.type === 'fileAdded'
  const allowed =
    again || (typeof who === 'string' ? OUTSIDE[who].includes(fact.type) : mayRecord(who, fact.type, row, step))
  if (!allowed) throw new Refusal('NOT_YOURS')
  const key = { agencyId: row.agencyId, caseId: row.id }
  const law = house.lawFor(row.agencyId)
  const recorded = typeof who === 'string' ? fact : signedFor(who, asAdvice(who, fact, row, law), row)
  if (typeof who !== 'string') await requireOtherReader(house.sql, row, fact, actor.by, law)
  // The row was read before the body, which takes as long as whoever sends it likes: of the locked row all is asked again.
  const theirs = async (tx: Tx, each: CaseRow, told: Fact): Promise<Fact> => {
    if (typeof who === 'string') {
      if (each.id !== row.id || (again && !(await mayBringAgain(tx, each)))) throw new Refusal('NOT_YOURS')
      return told
    }
    if (!mayRecord(who, told.type, each, step)) throw new Refusal('NOT_YOURS')
    await requireOtherReader(tx, each, told, actor.by, law)
    return signedFor(who, asAdvice(who, told, each, law), each)
  }
  const request = canonical({ case: row.id, fact: asSent(fact, files, house), files: files.map((file) => file.sha256) })
  await scanned(house, files)
  await examineFirst(house, key, recorded, files)
  await readFirst(house, key, recorded)
  try {
    return await once(house, { ...asked, request }, 201, async (tx) => {
      if (files.length > 0) await putOnFile(tx, key, files, actor.by, actor.at)
      const after = await recordTogether(tx, house, row, fact, actor, theirs)
      if (typeof who === 'string') requireNotTooOften(after, actor)
      const answered = await answer(tx, after)
      await keepContent(house.blobs, files)
      return answered
    })
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}

/** Where one decision is enough, whoever may only begin the readings does not end a proposal by not agreeing: it is an advice. */
function asAdvice(who: Who, fact: Fact, row: CaseRow, law: Law): Fact {
  if (fact.type !== 'releaseDecided' || fact.accepted || !fact.step || nextReading(row.context, law) !== null)
    return fact
  return mayRecord(who, fact.type, row) ? fact : { ...fact, advice: true }
}

/** What somebody may do only as the cover of a colleague is theirs, for that colleague (代). */
function signedFor(who: Who, fact: Fact, row: CaseRow): Fact {
  const seat = seatFor(who, fact.type, row, 'step' in fact ? fact.step : undefined)!
  return seat.id === who.seats[0]!.id ? fact : { ...fact, actingFor: seat.username }
}

/** A repeat brings the same files under new ids, and perhaps after midnight: neither makes it another request. */
function asSent(fact: Fact, files: readonly Taken[], house: Pick<House, 'time'>): object {
  const others = (named: unknown) =>
    Array.isArray(named) ? named.map((id) => files.find((file) => file.id === id)?.sha256 ?? id) : named
  return {
    ...fact,
    ...('files' in fact && { files: others(fact.files) }),
    ...('items' in fact && { items: fact.items?.map((item) => ({ ...item, files: others(item.files) })) }),
    evidence: others(fact.evidence),
    on: fact.on === house.time.today() ? undefined : fact.on,
  }
}

/** Rules that only ask for a field of the draft: told at the field, as any other that is missing. */
const FIELD_RULES: Record<string, string> = {
  REASONS_MISSING: 'fields.reasons',
  MARKING_MISSING: 'fields.marking',
  SECRECY_PERIOD_MISSING: 'fields.period',
}

/** What the procedure refused, as the door says it: at a field of the form where a rule only asks for one. */
export function refusedBy(refused: Refused): Refusal {
  const field = FIELD_RULES[refused.code]
  if (field) return invalid({ field, code: refused.code, message: refused.sentence })
  return new Refusal('FACT_REFUSED', {
    code: refused.code,
    message: refused.sentence,
    more: { article: refused.article, allowed: refused.allowed satisfies FactType[] },
  })
}
