/**
 * 更正 that somebody at the desk asks for and the head approves. It stands beside the ledger, among what is prepared, until then:
 * both read what the record says now, what it would say, and what follows from that. The fact comes with the approval.
 * SQL: acts ask in their transaction.
 */
import { z } from 'zod'
import { Refused } from '../../workflows/disclosure/decide.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { NOTE } from '../acts/act.ts'
import { mayRecord, type Named, seatFor } from '../acts/may-record.ts'
import type { Sql, Tx } from '../db/client.ts'
import { canonical, sha256 } from '../ground/canonical.ts'
import { notFound, Refusal } from '../ground/errors.ts'
import { isId, newId } from '../ground/ids.ts'
import type { Keys } from '../ground/keys.ts'
import type { House, Recording, Working } from '../house.ts'
import { type CaseFile, keyOf, lockCase } from '../ledger/case-file.ts'
import { type CaseRow, instant } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'
import { given, isPlain, text, wholeNumber } from '../web/given.ts'
import { once } from '../web/once.ts'
import { refusedBy } from './accept.ts'
import { completed } from './complete.ts'
import { filesNamed } from './named.ts'
import { openedNotice, sealedNotice } from './prepared-rows.ts'
import { record } from './record.ts'
import { type Supposed, supposing } from './supposed.ts'

const SAID = z.strictObject({
  position: wholeNumber(1, 1_000_000),
  why: text(NOTE),
  replacement: z.record(z.string(), z.unknown()).refine(isPlain, { error: '含有无法记录的内容' }).optional(),
  /** Files of the case that show it. */
  evidence: z.array(z.string().refine(isId)).min(1).optional(),
})
type Said = z.infer<typeof SAID>

export type AskedCorrection = Said & {
  id: string
  askedBy: string
  askedAt: string
  /** Not approved: why, and by whom. */
  opinion: string | null
  refusedBy: string | null
}

type Row = Omit<AskedCorrection, keyof Said> & { sealed: Buffer }

/** Those of a case, in the order in which they were asked for. */
export async function askedCorrections(
  sql: Sql | Tx,
  keys: Pick<Keys, 'open'>,
  row: Pick<CaseRow, 'agencyId' | 'id'>,
): Promise<AskedCorrection[]> {
  const rows = await sql<Row[]>`
    select id, sealed, prepared_by as asked_by, prepared_at as asked_at, opinion, returned_by as refused_by
    from prepared_notices where agency_id = ${row.agencyId} and case_id = ${row.id} and type = 'rectified'
    order by prepared_at, id`
  return rows.map(({ sealed, askedAt, ...rest }) => ({
    ...{ ...rest, askedAt: instant(askedAt) },
    ...(openedNotice(keys, keyOf(row), rest.id, sealed) as Said),
  }))
}

/** @throws Refusal NOT_FOUND */
export async function askedCorrection(
  sql: Sql | Tx,
  keys: Pick<Keys, 'open'>,
  row: Pick<CaseRow, 'agencyId' | 'id'>,
  id: string,
): Promise<AskedCorrection> {
  const one = (await askedCorrections(sql, keys, row)).find((each) => each.id === id)
  if (!one) throw notFound()
  return one
}

/** Whoever adds to a case may ask. */
export const mayAsk = (who: Named, row: CaseRow): boolean => mayRecord(who, 'noted', row)

/** The head decides; of what they asked for themselves another head. */
export const mayApproveCorrection = (
  who: Named,
  { askedBy }: Pick<AskedCorrection, 'askedBy'>,
  row: CaseRow,
): boolean => askedBy !== nameOf(who) && mayRecord(who, 'rectified', row)

/**
 * The number of a document is read whole by whoever asked and by whoever may approve, who hold it to the paper, while it waits;
 * by everybody else, and by all once it was refused, in part, as on record.
 */
export const readsWhole = (who: Named, one: Pick<AskedCorrection, 'askedBy' | 'opinion'>, row: CaseRow): boolean =>
  one.opinion === null && (one.askedBy === nameOf(who) || mayApproveCorrection(who, one, row))

const nameOf = ({ username }: Pick<Named, 'username'>) => `staff:${username}`

/** What is asked, as it was sent. @throws Refusal INVALID */
export const readCorrection = (body: unknown): Said => given(SAID, body)

/**
 * The case as the correction would leave it. Nothing is written.
 * @throws Refusal INVALID, or with the code of the rule, where the record would not be lawful then
 */
export async function supposedCorrection(
  tx: Tx,
  house: Pick<House, 'lawFor' | 'time' | 'keys'>,
  file: CaseFile,
  said: Said,
  by: string,
): Promise<Supposed & { fact: FactOf<'rectified'> }> {
  const asked = { type: 'rectified', on: house.time.today(), approvedBy: '—', ...said } as FactOf<'rectified'>
  try {
    const { contents } = await filesNamed(tx, house, file, asked)
    const whole = (await completed(tx, house, file, asked)) as FactOf<'rectified'>
    const fact = { ...whole, ...((contents || whole.contents) && { contents: { ...whole.contents, ...contents } }) }
    const supposed = supposing(file, fact, { by, at: house.time.now() }, house.lawFor(file.row.agencyId))
    return { ...supposed, fact }
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}

/** What was read: the request, and the case that it is about. Whoever approves names it. */
export const digestOf = (said: Said, { head }: Pick<CaseRow, 'head'>): string =>
  sha256(canonical({ head, ...asSaid(said) })).slice(0, 32)
const asSaid = ({ position, why, replacement, evidence }: Said): Said => ({
  ...{ position, why },
  ...(replacement && { replacement }),
  ...(evidence && { evidence }),
})

const WAITS = '这条记录已有一项更正等待批准，请先由负责人决定'

/**
 * Asks for a correction.
 * @returns its id
 * @throws Refusal NOT_YOURS, INVALID, the code of the rule where it would not be lawful, FACT_REFUSED where one of that record waits
 */
export async function askCorrection(tx: Tx, house: Recording, row: CaseRow, said: Said, who: Named): Promise<string> {
  const file = await locked(tx, house, row)
  if (!mayAsk(who, file.row)) throw new Refusal('NOT_YOURS')
  await supposedCorrection(tx, house, file, said, nameOf(who))
  const others = await askedCorrections(tx, house.keys, row)
  if (others.some(({ position, opinion }) => position === said.position && opinion === null))
    throw new Refusal('FACT_REFUSED', { message: WAITS })
  const at = house.time.now()
  const id = newId(at)
  const sealed = sealedNotice(house.keys, keyOf(row), id, asSaid(said))
  await tx`
    insert into prepared_notices (agency_id, case_id, id, type, sealed, version, prepared_by, prepared_at)
    values (${row.agencyId}, ${row.id}, ${id}, 'rectified', ${sealed}, 1, ${nameOf(who)}, ${at.toISOString()})`
  return id
}

/**
 * The request as it waits for a decision.
 * @param position of the record, as whoever decides read it: where the request is gone, what became of it is told
 * @throws Refusal FACT_REFUSED where somebody was faster, with who; NOT_FOUND where nothing is known of it
 */
async function undecided(
  tx: Tx,
  house: Pick<House, 'keys'>,
  { row, facts }: CaseFile,
  { id, position }: { id: string; position: number | undefined },
): Promise<AskedCorrection> {
  const one = (await askedCorrections(tx, house.keys, row)).find((each) => each.id === id)
  const told = async (by: string, done: string) => {
    const message = `${(await namesOf(tx, [by])).get(by) ?? by}${done}`
    return new Refusal('FACT_REFUSED', { message })
  }
  if (one?.refusedBy) throw await told(one.refusedBy, '已经退回这一提请，没有批准')
  if (one) return one
  const done = facts.findLast(({ fact }) => fact.type === 'rectified' && fact.position === position)
  throw done ? await told(done.by, `已经批准更正第${position}条，这一提请不再需要决定`) : notFound()
}

const DECIDES = '更正由负责人批准；自己提请的，由另一位负责人批准'
const READ_ANEW = '本件或者这一提请在您查看以后有变动，没有记录。请核对现在的内容后再批准'
export const APPROVAL = z.strictObject({ digest: text(64) })
export const REFUSAL = z.strictObject({ opinion: text(NOTE) })
/** A request, and the position of its record as the page had it. */
type Which = { id: string; position?: number | undefined }

/**
 * 批准: records the correction as of today, in the name of the head, with who asked for it. A repeat with the same key ends as the first.
 * @throws Refusal NOT_FOUND, NOT_YOURS, CHANGED_SINCE_READ, FACT_REFUSED where somebody decided before; what `record()` refuses: then it stays as it is
 */
export async function approveCorrection(
  house: Working,
  row: CaseRow,
  { id, position }: Which,
  asked: unknown,
  who: Named & { name: string },
  key: string | undefined,
): Promise<void> {
  const { digest } = given(APPROVAL, asked)
  const keyed = { scope: `${who.id} ${row.id} corrections`, key, request: canonical({ approval: id, digest }) }
  try {
    await once(house, keyed, 201, async (tx) => {
      const file = await locked(tx, house, row)
      const now = file.row
      if (!mayRecord(who, 'rectified', now)) throw new Refusal('NOT_YOURS', { message: DECIDES })
      const one = await undecided(tx, house, file, { id, position })
      if (!mayApproveCorrection(who, one, now)) throw new Refusal('NOT_YOURS', { message: DECIDES })
      if (digestOf(one, now) !== digest) throw new Refusal('CHANGED_SINCE_READ', { message: READ_ANEW })
      const names = await namesOf(tx, [one.askedBy])
      const seat = seatFor(who, 'rectified', now)!
      const fact = {
        ...{ type: 'rectified', on: house.time.today(), ...asSaid(one), approvedBy: who.name },
        why: `${one.why}（${names.get(one.askedBy) ?? one.askedBy}提请）`,
        ...(seat.username !== who.username && { actingFor: seat.username }),
      } as FactOf<'rectified'>
      await record(tx, house, keyOf(row), fact, { by: nameOf(who), at: house.time.now() })
      await erase(tx, row, id)
      return { id: row.id }
    })
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}

/**
 * 不批准, with the reason: it stays with whoever asked, until they take it away.
 * @throws Refusal NOT_FOUND, NOT_YOURS, INVALID, FACT_REFUSED where somebody decided before
 */
export async function refuseCorrection(
  tx: Tx,
  house: Pick<House, 'time' | 'keys'>,
  row: CaseRow,
  { id, position }: Which,
  asked: unknown,
  who: Named,
): Promise<void> {
  const file = await locked(tx, house, row)
  const now = file.row
  if (!mayRecord(who, 'rectified', now)) throw new Refusal('NOT_YOURS', { message: DECIDES })
  const one = await undecided(tx, house, file, { id, position })
  if (!mayApproveCorrection(who, one, now)) throw new Refusal('NOT_YOURS', { message: DECIDES })
  const { opinion } = given(REFUSAL, asked)
  await tx`
    update prepared_notices
    set opinion = ${opinion}, returned_by = ${nameOf(who)}, returned_at = ${house.time.now().toISOString()}
    where agency_id = ${row.agencyId} and case_id = ${row.id} and id = ${id} and type = 'rectified'`
}

/** 撤下, by whoever asked for it. @throws Refusal NOT_FOUND, NOT_YOURS */
export async function takeCorrectionAway(
  tx: Tx,
  house: Pick<House, 'keys'>,
  row: CaseRow,
  id: string,
  who: Named,
): Promise<void> {
  await locked(tx, house, row)
  const { askedBy } = await askedCorrection(tx, house.keys, row, id)
  if (askedBy !== nameOf(who)) throw new Refusal('NOT_YOURS', { message: '由提请的人撤下；不同意的，由负责人不批准' })
  await erase(tx, row, id)
}

const erase = (tx: Tx, { agencyId, id: caseId }: CaseRow, id: string) => tx`
  delete from prepared_notices where agency_id = ${agencyId} and case_id = ${caseId} and id = ${id} and type = 'rectified'`

async function locked(tx: Tx, house: Pick<House, 'keys'>, row: CaseRow): Promise<CaseFile> {
  const file = await lockCase(tx, house.keys, keyOf(row))
  if (!file) throw notFound()
  return file
}
