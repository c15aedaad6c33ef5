/**
 * 送审: a notice that one person prepares and another approves. It stands outside the ledger until then; fact, number and
 * letter come with the approval, in one transaction. Whoever changes anything holds the lock of the case.
 */
import { z } from 'zod'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { decide, possible, Refused } from '../../workflows/disclosure/decide.ts'
import { type Fact, isNotice } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { NOTE, override } from '../acts/act.ts'
import { approvingSeat, mayApprove, mayRecord, type Named, requireTheirs } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import { json, type Sql, type Tx } from '../db/client.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House, Recording, Working } from '../house.ts'
import { type CaseFile, keyOf, lockCase } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import { isConsulted } from '../letters/access.ts'
import type { Checked } from '../letters/draft.ts'
import { digestOfNotices } from '../letters/notices.ts'
import type { Seat } from '../people/seats.ts'
import { given, text, wholeNumber } from '../web/given.ts'
import { type Answer, once } from '../web/once.ts'
import { refusedBy } from './accept.ts'
import { completedToRead } from './complete.ts'
import { filesNamed } from './named.ts'
import { noticesOf, type Reading } from './notices.ts'
import { eraseOne, type Prepared, preparedOf, preparedOne, sealedNotice } from './prepared-rows.ts'
import { record } from './record.ts'

/** The notices as they would read today. @throws Refusal with the code of the rule, where the case does not hear the fact now */
export async function readPrepared(
  sql: Sql | Tx,
  house: Reading,
  file: CaseFile,
  { type, said, preparedBy }: Pick<Prepared, 'type' | 'said' | 'preparedBy'>,
): Promise<Checked[]> {
  const fact = { ...said, type, on: house.time.today() } as Fact
  return readNotices(sql, house, file, fact, preparedBy)
}

/** The notices that a fact would send. @throws Refusal with the code of the rule, where the case does not hear the fact now */
export async function readNotices(
  sql: Sql | Tx,
  house: Reading,
  file: CaseFile,
  fact: Fact,
  by: string,
): Promise<Checked[]> {
  const whole = await completedToRead(sql, house, file, fact)
  try {
    return noticesOf(house, file, whole, { by, at: house.time.now() })
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}

/** What is prepared, as it was sent. @throws Refusal INVALID, NOT_YOURS; the code of the rule where the case does not hear it */
async function readToPrepare(tx: Tx, house: Recording, file: CaseFile, body: unknown, who: Named) {
  requireTheirs(who, body, file.row)
  const fact = readFact(body, house, 'never')
  if (!isNotice(fact)) throw invalid({ field: 'type', code: 'UNFIT', message: NO_NOTICE })
  if (fact.override)
    throw invalid({ field: 'override', code: 'UNKNOWN_FIELD', message: '由批准人在批准时填写，拟稿时不填写' })
  await filesNamed(tx, house, file, fact)
  const notices = await readNotices(tx, house, file, fact, nameOf(who))
  if (notices.length === 0) throw invalid({ field: 'type', code: 'UNFIT', message: NO_NOTICE })
  const { type, on: _on, ...said } = fact
  return { type, said }
}
const NO_NOTICE = '这一事实不发通知书，请直接记录'

/**
 * Puts a notice beside the case; it waits for somebody else. Faulty ones too: the checker's findings are shown.
 * @returns its id
 * @throws Refusal NOTICE_WAITING where another of its kind waits already
 */
export async function prepare(tx: Tx, house: Recording, row: CaseRow, body: unknown, who: Named): Promise<string> {
  const file = await locked(tx, house, row)
  const { type, said } = await readToPrepare(tx, house, file, body, who)
  // Of consultations several may run at once; of everything else one notice may stand.
  if (!isConsulted({ type }) && (await preparedOf(tx, house.keys, keyOf(row))).some((other) => other.type === type))
    throw new Refusal('NOTICE_WAITING')
  const at = house.time.now()
  const id = newId(at)
  await tx`
    insert into prepared_notices (agency_id, case_id, id, type, sealed, version, prepared_by, prepared_at)
    values (${row.agencyId}, ${row.id}, ${id}, ${type}, ${sealedNotice(house.keys, keyOf(row), id, said)}, 1, ${nameOf(who)}, ${at.toISOString()})`
  return id
}

/**
 * Other words in its place, by whoever prepared it, who names the version that they changed.
 * @throws Refusal as `readToPrepare`; NOT_FOUND, NOT_YOURS, NOTICE_CHANGED
 */
export async function change(
  tx: Tx,
  house: Recording,
  row: CaseRow,
  id: string,
  body: unknown,
  who: Named,
): Promise<void> {
  const file = await locked(tx, house, row)
  const one = await preparedOne(tx, house.keys, keyOf(row), id)
  if (one.preparedBy !== nameOf(who))
    throw new Refusal('NOT_YOURS', { message: '由拟稿人修改；换人办理的，先撤下再拟' })
  const { version, ...fact } = given(CHANGE, body)
  if (one.version !== version) throw new Refusal('NOTICE_CHANGED', { message: CHANGED_MEANWHILE })
  const { type, said } = await readToPrepare(tx, house, file, fact, who)
  if (type !== one.type) throw invalid({ field: 'type', code: 'UNFIT', message: '不能改成另一种通知，请撤下后另拟' })
  await tx`
    update prepared_notices
    set sealed = ${sealedNotice(house.keys, keyOf(row), id, said)}, version = version + 1, prepared_at = ${house.time.now().toISOString()},
      opinion = null, returned_by = null, returned_at = null
    where agency_id = ${row.agencyId} and case_id = ${row.id} and id = ${id}`
}

const CHANGED_MEANWHILE = '拟稿在您打开以后有修改，没有保存'

/** 退回: back to whoever prepared it, with the reason. @throws Refusal NOT_FOUND; NOT_YOURS for all but those who may approve */
export async function giveBack(
  tx: Tx,
  house: Pick<House, 'time' | 'keys'>,
  row: CaseRow,
  id: string,
  asked: unknown,
  who: Named,
): Promise<void> {
  const { row: now } = await locked(tx, house, row)
  requireApprover(who, await preparedOne(tx, house.keys, keyOf(row), id), now)
  const { opinion } = given(RETURN, asked)
  await tx`
    update prepared_notices
    set opinion = ${opinion}, returned_by = ${nameOf(who)}, returned_at = ${house.time.now().toISOString()}
    where agency_id = ${row.agencyId} and case_id = ${row.id} and id = ${id}`
}

/** 撤下, by whoever prepared it or may send such a notice. @throws Refusal NOT_FOUND, NOT_YOURS */
export async function takeAway(
  tx: Tx,
  house: Pick<House, 'keys'>,
  row: CaseRow,
  id: string,
  who: Named,
): Promise<void> {
  const { row: now } = await locked(tx, house, row)
  const one = await preparedOne(tx, house.keys, keyOf(row), id)
  if (!mayTakeAway(who, one, now)) throw new Refusal('NOT_YOURS')
  await eraseOne(tx, keyOf(row), id)
}

/** Whoever prepared it may take it away, and whoever may send such a notice. */
export const mayTakeAway = (who: Named, { type, preparedBy }: Prepared, row: CaseRow): boolean =>
  preparedBy === nameOf(who) || mayRecord(who, type, row)

const VERSION = wholeNumber(1, 1_000_000)

/** A notice that was given back waits for whoever prepared it, not for an approval. */
export const waits = ({ opinion }: Pick<Prepared, 'opinion'>): boolean => opinion === null

/** Can it no longer be sent as the case stands: answered meanwhile, lapsed, past its day? */
export function hasLapsed(
  row: Pick<CaseRow, 'state' | 'context' | 'dueOn'>,
  { type, said, preparedBy }: Pick<Prepared, 'type' | 'said' | 'preparedBy'>,
  law: Law,
  today: Day,
): boolean {
  if (!possible(row, law, today).includes(type)) return true
  // The sum of a fee is reckoned when it goes; until then only its day is judged.
  if (type === 'feeNotified') return row.dueOn !== null && row.dueOn < today
  try {
    decide(row, { ...said, type, on: today, by: preparedBy } as Heard, law)
    return false
  } catch (error) {
    if (error instanceof Refused) return true
    throw error
  }
}

/** What comes with a change: the version that was changed, and the fact. */
export const CHANGE = z.looseObject({ version: VERSION })
/** What comes with an approval: the version and the words that were read, and who answers for errors. It goes out today. */
export const APPROVAL = z.strictObject({
  version: VERSION,
  digest: text(64),
  override: override.override.schema,
})
export const RETURN = z.strictObject({ opinion: text(NOTE) })

/**
 * 批准并发出: records the fact as of today; number and letter come with it.
 * @param answer what the first and each repeated call gets
 * @throws Refusal NOT_FOUND; NOT_YOURS for whoever prepared it; NOTICE_CHANGED where it does not say what was read;
 * LETTER_FAULTY, and what `record()` refuses: then it stays as it is
 */
export async function approve<T>(
  house: Working,
  row: CaseRow,
  id: string,
  asked: unknown,
  who: Named,
  key: string | undefined,
  answer: (tx: Tx, file: CaseFile) => Promise<T>,
): Promise<Answer<T>> {
  if (!mayApprove(who, row)) throw new Refusal('NOT_YOURS')
  const { version, digest, ...told } = given(APPROVAL, asked)
  const request = json({ approval: id, version, digest, ...told })
  try {
    return await once(house, { scope: `${who.id} ${row.id} notices`, key, request }, 201, async (tx) => {
      const before = await locked(tx, house, row)
      const one = await preparedOne(tx, house.keys, keyOf(row), id)
      const seat = requireApprover(who, one, before.row)
      if (!waits(one) || one.version !== version) throw new Refusal('NOTICE_CHANGED')
      // The case, its fee or the template may say something else by now.
      if (digestOfNotices(await readPrepared(tx, house, before, one)) !== digest) throw new Refusal('NOTICE_CHANGED')
      const fact = readFact({ ...one.said, type: one.type, ...told }, house, 'never')
      const covered = seat.username === who.username ? {} : { actingFor: seat.username }
      const prepared = { ...fact, preparedBy: one.preparedBy, ...covered } as Fact
      const file = await record(tx, house, keyOf(row), prepared, { by: nameOf(who), at: house.time.now() })
      await eraseOne(tx, keyOf(row), id)
      return answer(tx, file)
    })
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}

function requireApprover(who: Named, { preparedBy }: Prepared, row: CaseRow): Seat {
  const seat = approvingSeat(who, preparedBy, row)
  if (seat) return seat
  const own = preparedBy === nameOf(who)
  throw new Refusal('NOT_YOURS', own ? { message: '拟稿人不能批准自己的拟稿，请由另一人决定' } : {})
}

const nameOf = ({ username }: Named) => `staff:${username}`

async function locked(tx: Tx, house: Pick<House, 'keys'>, row: CaseRow): Promise<CaseFile> {
  const file = await lockCase(tx, house.keys, keyOf(row))
  if (!file) throw notFound()
  return file
}
