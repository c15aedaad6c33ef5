/**
 * A reported return, handed to the platform above (RETURNS_URL, and no other address). Each try is logged with what was
 * answered; what was refused is not sent again by itself, what did not get through is, with the same key, so that a platform that
 * has it already takes it for the same. The receipt of a taken one is kept. SQL: a job asks.
 */
import type { Sql, Tx } from '../../db/client.ts'
import { Refusal } from '../../ground/errors.ts'
import { masked, report } from '../../ground/log.ts'
import { requireWayOut } from '../../ground/ways-out.ts'
import type { House } from '../../house.ts'
import { enqueueOnceFor, type Jobs } from '../../jobs/enqueue.ts'
import { lastReportEntry, lockReports, type ReturnEntry, type ReturnKey } from '../../ledger/frozen-reports.ts'
import type { Content } from './monthly.ts'

export type Outcome = 'taken' | 'refused' | 'failed'
export type Attempt = { n: number; attempt: number; outcome: Outcome; answer: string; at: string }

const PATIENCE = 20_000 // ms; the job is tried again anyway
/** Bytes of an answer that are read, and characters of it that are kept. */
const READ = 64 * 1024
const KEPT = 300
/** Refusals that pass: signing in, too slow, too many. The operator mends the first, time the others. */
const PASSING = [401, 403, 407, 408, 425, 429]

/** All tries with the versions of a return, the latest first. */
export const attemptsOf = (sql: Sql, { agencyId, district, month }: ReturnKey) => sql<Attempt[]>`
  select n, attempt, outcome, answer, at from monthly_pushes
  where agency_id = ${agencyId} and district = ${district} and month = ${month} order by n desc, attempt desc`

/** The job. @param signal ends a try early, where the worker stops @throws Error where another try may get through */
export async function pushReturn(
  house: Pick<House, 'sql' | 'config' | 'time'>,
  { n, ...key }: Jobs['pushReturn'],
  lastTry = false,
  signal?: AbortSignal,
): Promise<void> {
  const { sql, config } = house
  const last = await lastReportEntry(sql, key)
  // Opened again meanwhile: a later version will be sent in its place.
  if (!config.returnsUrl || last?.n !== n || last.act !== 'final') return
  const before = (await attemptsOf(sql, key)).filter((one) => one.n === n)
  if (before.some(({ outcome }) => outcome === 'taken')) return
  const { outcome, answer } = await handedIn(config as Platform, last, await nameOf(sql, key.agencyId), signal)
  const attempt = { ...key, n, attempt: (before[0]?.attempt ?? 0) + 1, outcome, answer }
  await sql`insert into monthly_pushes ${sql({ ...attempt, at: house.time.now().toISOString() })} on conflict do nothing`
  if (outcome === 'failed' && !lastTry)
    throw new Error(`the platform above did not take a monthly return: ${masked(answer)}`)
  if (outcome !== 'taken')
    // What it answered may repeat what it was sent: the page of the return has it, the log has it without what names people.
    report('A monthly return did not reach the platform above', undefined, { month: key.month, answer: masked(answer) })
}

type Platform = Pick<House['config'], 'practice' | 'returnsToken'> & { returnsUrl: string }

async function handedIn(
  { returnsUrl, returnsToken, practice }: Platform,
  entry: ReturnEntry,
  name: string,
  signal?: AbortSignal,
) {
  try {
    requireWayOut({ practice }, 'returns')
    const answer = await fetch(returnsUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        // The same for each try with this version, and for no other.
        'idempotency-key': entry.hash,
        ...(returnsToken && { authorization: `Bearer ${returnsToken}` }),
      },
      body: JSON.stringify(payloadOf(entry, name)),
      redirect: 'error', // the token is for this platform alone
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), ...(signal ? [signal] : [])]),
    })
    // A platform that shows what it was asked with shows the token, too: it is nobody's to read here.
    const said = await beginningOf(answer)
    return judged(answer.status, answer.ok, returnsToken ? said.replaceAll(returnsToken, '***') : said)
  } catch (error) {
    const why = (error as { cause?: Error }).cause?.message ?? (error as Error).message
    return { outcome: 'failed' as const, answer: why.slice(0, KEPT) }
  }
}

/** 409 with a receipt: it has this version already, and says so. */
function judged(status: number, ok: boolean, body: string): { outcome: Outcome; answer: string } {
  const receipt = receiptIn(body)
  if (ok || (status === 409 && receipt !== undefined))
    return { outcome: 'taken', answer: (receipt ?? `${status} ${plain(body)}`).trim().slice(0, KEPT) }
  const answer = `${status} ${plain(body)}`.trim().slice(0, KEPT)
  const isFinal = status >= 400 && status < 500 && !PASSING.includes(status)
  return { outcome: isFinal ? 'refused' : 'failed', answer }
}

const plain = (text: string) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** `{"receipt": "…"}`. */
function receiptIn(body: string): string | undefined {
  try {
    const { receipt } = JSON.parse(body) as { receipt?: unknown }
    return typeof receipt === 'string' && plain(receipt) !== '' ? plain(receipt) : undefined
  } catch {
    return undefined
  }
}

async function beginningOf(answer: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of answer.body ?? []) {
    pieces.push(piece)
    size += piece.length
    if (size >= READ) break
  }
  return Buffer.concat(pieces).subarray(0, READ).toString('utf8')
}

/** What is handed in, as the file in JSON has it, too: figures by code, of each version which one it is. */
export function payloadOf({ agencyId, district, month, n, at, digest, content }: ReturnEntry, name: string) {
  const { asOf, fields, analysis, agencies } = JSON.parse(content) as Content
  return {
    ...{ month, agency: agencyId, name, district, version: n, reportedAt: new Date(at).toISOString(), asOf, digest },
    fields: fields
      .filter(({ hidden }) => !hidden)
      .map(({ code, label, unit, period, month, year, source }) => ({
        code,
        label,
        unit,
        period,
        month,
        year,
        source,
      })),
    ...{ analysis, ...(agencies && { agencies }) },
  }
}

const nameOf = async (sql: Sql, agencyId: string): Promise<string> => {
  const [row] = await sql<{ name: string }[]>`select name from agencies where id = ${agencyId}`
  return row?.name ?? agencyId
}

/** One job for a version, however often it is asked for; one that waits for its next try is tried at once. */
export const enqueuePush = (tx: Tx, of: Jobs['pushReturn']) =>
  enqueueOnceFor(tx, 'pushReturn', of, [of.agencyId, of.district, of.month, of.n].join(' '))

/** Sends a reported return once more, by hand: after a refusal, or where the platform was set later. @throws Refusal RETURN_NOT_REPORTED, RETURNS_NOWHERE */
export async function pushAgain(house: Pick<House, 'sql' | 'config'>, key: ReturnKey): Promise<void> {
  if (!house.config.returnsUrl) throw new Refusal('RETURNS_NOWHERE')
  await house.sql.begin(async (tx) => {
    await lockReports(tx, key.agencyId)
    const last = await lastReportEntry(tx, key)
    if (last?.act !== 'final') throw new Refusal('RETURN_NOT_REPORTED')
    await enqueuePush(tx, { ...key, n: last.n })
  })
}
