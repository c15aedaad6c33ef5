/**
 * What the platform hands over is recorded once, however often it comes and however many deliveries race. An application opens
 * a case on the day that the platform had it, which its signature proves; of that case the platform may tell what its applicant
 * does, step by step. What does not fit is named and recorded nowhere. SQL: its writes and looks are part of filing.
 */
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { readFact } from '../acts/read-fact.ts'
import { accept } from '../cases/accept.ts'
import { openCase } from '../cases/open.ts'
import { isDuplicate, type Sql, type Tx } from '../db/client.ts'
import { canonical, sha256 } from '../ground/canonical.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { caseOfPlatform, keepPlatformNumber } from '../ledger/platform-numbers.ts'
import { caseById } from '../ledger/queries.ts'
import { agencyById } from '../people/queries.ts'
import type { Mapping } from './mapping.ts'
import { type Handed, instantIn, numberIn, proofOf, readApplication } from './read-application.ts'

type Office = Pick<
  House,
  'config' | 'sql' | 'lawFor' | 'templatesFor' | 'fonts' | 'blobs' | 'scanner' | 'time' | 'keys' | 'traces' | 'portal'
>
type Received = CaseKey & { digest: string; position: number }

const digestOf = (handed: Handed) => sha256(canonical(handed))

async function receivedAt(sql: Sql | Tx, number: string, n: number): Promise<Received | undefined> {
  const [row] = await sql<Received[]>`
    select digest, agency_id, case_id, position from exchange_received where number = ${number} and n = ${n}`
  return row
}

/** The same again is answered as before; something else under the same number is refused. @throws Refusal EXCHANGE_CONFLICT */
function requireSame(before: Received, digest: string, message: string): void {
  if (before.digest !== digest) throw new Refusal('EXCHANGE_CONFLICT', { message })
}

const keep = (tx: Tx, number: string, n: number, received: Received, at: Date) => tx`
  insert into exchange_received ${tx({ number, n, ...received, at: at.toISOString() })}`

/**
 * An application: opens a case, once.
 * @throws Refusal INVALID naming each field as the platform calls it; NOT_OPEN; EXCHANGE_CONFLICT where the number came with
 *   another application, or is that of a case of our own
 */
export async function receiveApplication(house: Office, mapping: Mapping, handed: Handed) {
  const digest = digestOf(handed)
  const number = numberIn(mapping, handed)
  const known = await receivedAt(house.sql, number, 0)
  if (known) return opened(house, number, known, digest)
  const now = house.time.now()
  const read = readApplication(mapping, handed, now)
  const agencyId = read.application.agency
  if (!(await agencyById(house.sql, agencyId)))
    throw invalid({ field: '部门编号', code: 'NO_SUCH_AGENCY', message: '没有这个部门编号，请核对字段对照表' })
  if (!(await house.portal.isOpen(agencyId))) throw new Refusal('NOT_OPEN')
  let repeated = false
  try {
    await house.sql.begin((tx) => put(tx, house, read, digest, now))
  } catch (error) {
    // Another delivery of the same was faster: what it opened is the answer to both.
    if (!isDuplicate(error, 'exchange_received_number_n_pk')) throw error
    repeated = true
  }
  const first = (await receivedAt(house.sql, number, 0))!
  return { ...(await opened(house, number, first, digest)), repeated }
}

type Read = ReturnType<typeof readApplication>

async function put(tx: Tx, house: Office, read: Read, digest: string, now: Date): Promise<void> {
  const { number, at, on, isEarlier, application, unfit } = read
  const { agency, applicant, agent, request } = application
  const fact = {
    ...{ type: 'submitted', on, channel: 'online', applicant, request },
    ...(isEarlier && { evidence: proofOf(number, at) }),
    ...(agent && { agent }),
    ...(Object.keys(unfit).length > 0 && { unfit }),
  } as FactOf<'submitted'>
  const { agencyId, caseId } = await openCase(tx, house, agency, fact, { by: 'applicant', at: now })
  const key = { agencyId, caseId }
  await keep(tx, number, 0, { ...key, digest, position: 1 }, now)
  if (!(await keepPlatformNumber(tx, key, number, 'in', now)))
    throw new Refusal('EXCHANGE_CONFLICT', { message: '这一编号已经是另一件申请的编号，没有记录' })
}

/** The enquiry code goes with it: the applicant follows the case here, too, and signs for letters. */
async function opened(house: Office, number: string, before: Received, digest: string) {
  requireSame(before, digest, '这一编号已经交来过一件申请，内容不同，没有记录')
  const row = (await caseById(house.sql, [before.agencyId], before.caseId))!
  const { receipt, submittedAt, stage } = row
  const enquiryCode = house.keys.enquiryCode(receipt, row)
  const said = { receipt, enquiryCode, platformNumber: number, submittedAt: new Date(submittedAt).toISOString(), stage }
  return { repeated: true, body: said, caseId: row.id }
}

/**
 * A step of a case that came from the platform: what its applicant did there.
 * @throws Refusal NOT_FOUND; NOT_YOURS for a case that did not come from it; EXCHANGE_EARLY; EXCHANGE_CONFLICT; INVALID; and
 *   what the procedure refuses, by the code of its rule
 */
export async function receiveStep(house: Office, mapping: Mapping, handed: Handed) {
  const { received } = mapping
  const digest = digestOf(handed)
  const number = numberIn(mapping, handed)
  const n = handed[received.step]
  if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1 || n > 10_000)
    throw invalid({ field: received.step, code: n === undefined ? 'MISSING' : 'UNFIT', message: '应当是从1开始的整数' })
  const key = await caseOfPlatform(house.sql, number)
  const row = key && (await caseById(house.sql, [key.agencyId], key.caseId))
  if (!row) throw notFound()
  const said = (repeated: boolean) => ({
    ...{ repeated, caseId: row.id },
    body: { receipt: row.receipt, platformNumber: number, step: n },
  })
  const before = await receivedAt(house.sql, number, n)
  if (before) {
    requireSame(before, digest, `第${n}步已经收到过，内容不同，没有记录`)
    return said(true)
  }
  const last = await lastStep(house.sql, number)
  if (last === undefined)
    throw new Refusal('NOT_YOURS', { message: '本件不是由平台交来的：申请人的行为由其本人或者本机关记录' })
  if (n > last + 1)
    throw new Refusal('EXCHANGE_EARLY', { message: `第${last + 1}步还没有收到，没有记录`, more: { awaited: last + 1 } })
  const { fact, at } = readStep(house, mapping, handed, number)
  const keyed = { scope: `exchange ${number}`, key: String(n) }
  const now = house.time.now()
  const record = async (tx: Tx, file: CaseFile) => {
    const position = file.facts.findLast((one) => one.fact.type === fact.type)!.position
    await keep(tx, number, n, { agencyId: row.agencyId, caseId: row.id, digest, position }, now)
    return { at: at.toISOString() }
  }
  const actor = { by: 'applicant', at: now }
  const { repeated } = await accept(house, row, fact, [], actor, keyed, 'applicant', record)
  return said(repeated)
}

function readStep(house: Pick<House, 'time'>, { received }: Mapping, handed: Handed, number: string) {
  const known = [received.number, received.step, received.word, received.text, received.at, ...received.ignored]
  const strange = Object.keys(handed).filter((name) => !known.includes(name))
  if (strange.length > 0)
    throw invalid(
      ...strange.map((field) => ({ field, code: 'UNKNOWN_FIELD', message: '没有这个字段，请核对字段对照表' })),
    )
  const said = handed[received.word]
  const word = typeof said === 'string' || typeof said === 'number' ? String(said) : ''
  const recorded = Object.hasOwn(received.facts, word) ? received.facts[word] : undefined
  if (!recorded)
    throw invalid({
      ...{ field: received.word, code: (said ?? '') === '' ? 'MISSING' : 'UNFIT' },
      message: `应当是${Object.keys(received.facts).join('、')}之一`,
    })
  const now = house.time.now()
  const at = instantIn(received.at, handed[received.at], now)
  const on = dayIn(at)
  const isEarlier = on < dayIn(now)
  const sent = { type: recorded.fact, on, [recorded.text]: handed[received.text] }
  const fact = inTheirWords(received.text, recorded.text, () =>
    readFact({ ...sent, ...(isEarlier && { evidence: proofOf(number, at) }) }, house, 'withEvidence'),
  )
  return { fact, at }
}

/** A fault of the text at the name that the platform has for it. */
function inTheirWords<T>(theirs: string, ours: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'INVALID') throw error
    throw invalid(...error.errors.map((one) => (one.field === ours ? { ...one, field: theirs } : one)))
  }
}

/** The last step that was recorded, 0 where it is the application; undefined where the case did not come from there. */
async function lastStep(sql: Sql, number: string): Promise<number | undefined> {
  const [row] = await sql<{ n: number | null }[]>`select max(n) as n from exchange_received where number = ${number}`
  return row?.n ?? undefined
}

/** What was not recorded, for the administrators: by its number and code, the same again counted. */
export async function keepRefused(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  mapping: Mapping,
  handed: Handed,
  refusal: Refusal,
): Promise<void> {
  const [number, n] = [handed[mapping.received.number], handed[mapping.received.step]]
  const known = typeof number === 'string' ? await caseOfPlatform(sql, number) : undefined
  const row = {
    number: typeof number === 'string' ? number.slice(0, 40) : '',
    n: typeof n === 'number' && Number.isSafeInteger(n) && n >= 0 && n <= 10_000 ? n : 0,
    ...{ code: refusal.code, agencyId: known?.agencyId ?? null, times: 1, at: time.now().toISOString() },
    message: [String(refusal.message), ...refusal.errors.map(({ field, message }) => `${field}：${String(message)}`)]
      .join('；')
      .slice(0, 500),
  }
  await sql`
    insert into exchange_refused ${sql(row)}
    on conflict (number, n, code) do update set times = exchange_refused.times + 1, message = excluded.message, at = excluded.at`
}
