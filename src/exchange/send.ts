/**
 * Sends the platform what is due, each case in its order. What did not get through is tried again, later each time; what was
 * refused, or was answered by what does not fit, waits for a person, and the case's later messages with it. Where one try
 * after the other does not get through, the platform is down, and the rest waits for the next round. SQL: a job asks.
 */
import { databaseFault, type Sql } from '../db/client.ts'
import { masked, report } from '../ground/log.ts'
import { askOutside, plainly } from '../ground/outside.ts'
import { type House, overAll } from '../house.ts'
import { isPlatformNumber, keepPlatformNumber, platformNumberOf } from '../ledger/platform-numbers.ts'
import { enqueueSending } from './collect.ts'
import { type Mapping, mappingOf } from './mapping.ts'
import { idOf, messageOf, type Waiting } from './message.ts'
import { signedHeaders } from './signature.ts'

const PATIENCE = 20_000 // ms
/** One after the other that did not get through: the platform is down. */
const DOWN = 3
/** Of a round; what remains gets the next one, so that the other work of the worker has its turn. */
const MOST = 200
const LONGEST = 120_000 // ms
/** Characters of an answer that are kept. */
const KEPT = 300
/** Refusals that pass: signing in, too slow, too many. The operator mends the first, time the others. */
const PASSING = [401, 403, 407, 408, 425, 429]
/** The first wait; each one is twice the last. */
const FIRST_WAIT = 60_000 // ms
const LONGEST_WAIT = 6 * 3_600_000 // ms

export type Outcome = 'taken' | 'refused' | 'failed' | 'conflict'
type Answered = { outcome: Outcome; answer: string; receipt?: string; number?: string }

/** When the nth try that failed is followed by the next one. */
export const waitAfter = (tries: number): number => Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)

/** The job. @param signal ends a try early, where the worker stops */
export async function exchange(
  of: Pick<House, 'sql' | 'everywhere' | 'db' | 'config' | 'time' | 'keys' | 'lawFor'>,
  _payload: Record<string, never> = {},
  _lastTry = false,
  signal?: AbortSignal,
): Promise<void> {
  const house = overAll(of)
  const mapping = mappingOf(house.config)
  if (!mapping) return
  const began = Date.now()
  let failedInARow = 0
  for (let sent = 0; sent < MOST && Date.now() - began < LONGEST; ) {
    const batch = await due(house.sql, house.time.now())
    if (batch.length === 0) return
    for (const next of batch) {
      if (signal?.aborted) return
      const answered = await told(house, mapping, next, signal)
      failedInARow = answered === 'failed' ? failedInARow + 1 : 0
      if (failedInARow === DOWN) return report('The platform above does not answer; what waits is tried again')
    }
    sent += batch.length
  }
  await enqueueSending(house.sql)
}

/** One try, and what came of it. A message that we cannot make ourselves is no sign that the platform is down. */
async function told(
  house: Pick<House, 'sql' | 'config' | 'time' | 'keys' | 'lawFor'>,
  mapping: Mapping,
  one: Waiting,
  signal?: AbortSignal,
): Promise<Outcome | 'gone' | 'unmade'> {
  try {
    const message = await messageOf(house, mapping, one)
    if (!message) {
      await setState(house.sql, one, 'gone')
      return 'gone'
    }
    const answered = await fitting(house, one, await handedIn(house, one, message, signal))
    await kept(house, one, answered)
    return answered.outcome
  } catch (error) {
    if (databaseFault(error)) throw error
    report('A message of the exchange could not be made', error, { case: one.caseId, n: one.n })
    await kept(house, one, { outcome: 'failed', answer: '本系统没有能够生成这条消息，请维护人员查看故障记录' })
    return 'unmade'
  }
}

/** The first of each case that is not taken yet, where its time has come. */
const due = (sql: Sql, now: Date) => sql<Waiting[]>`
  select agency_id, case_id, n, position, kind, tries from exchange_messages m
  where state = 'waiting' and next_at <= ${now.toISOString()} and not exists (
    select from exchange_messages b
    where (b.agency_id, b.case_id) = (m.agency_id, m.case_id) and b.n < m.n and b.state not in ('taken', 'gone'))
  order by next_at, agency_id, case_id, n limit 20`

async function handedIn(
  { config, time }: Pick<House, 'config' | 'time'>,
  one: Waiting,
  { path, body }: { path: string; body: string },
  signal?: AbortSignal,
): Promise<Answered> {
  const { url, secrets } = config.exchange!
  try {
    const signed = { method: 'POST', path: new URL(url + path).pathname, body }
    const { status, said } = await askOutside(config, 'exchange', url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        // The same for each try: a platform that has it already takes it for the same.
        'idempotency-key': idOf(one),
        ...signedHeaders(secrets[0], signed, time.now()),
      },
      body,
      patience: PATIENCE,
      signal,
    })
    return judged(status, said)
  } catch (error) {
    return { outcome: 'failed', answer: plainly((error as Error).message, KEPT) }
  }
}

/** 409 with a receipt: it has this message already, and says so. */
function judged(status: number, said: string): Answered {
  const { receipt, platformNumber } = saidIn(said)
  const answer = `${status} ${masked(plainly(said, KEPT))}`.trim().slice(0, KEPT)
  if ((status >= 200 && status < 300) || (status === 409 && receipt))
    return {
      ...{ outcome: 'taken', answer: receipt ? `回执 ${receipt}` : answer },
      ...(receipt && { receipt }),
      ...(platformNumber !== undefined && { number: platformNumber }),
    }
  const isFinal = status >= 300 && status < 500 && !PASSING.includes(status)
  return { outcome: isFinal ? 'refused' : 'failed', answer }
}

/** `{"receipt": "…", "platformNumber": "…"}`. */
function saidIn(body: string): { receipt?: string; platformNumber?: string } {
  try {
    const { receipt, platformNumber } = JSON.parse(body) as Record<string, unknown>
    const shown = typeof receipt === 'string' ? plainly(receipt, 100) : ''
    return {
      ...(shown && { receipt: shown }),
      ...(platformNumber !== undefined &&
        platformNumber !== null && { platformNumber: plainly(String(platformNumber), 40) }),
    }
  } catch {
    return {}
  }
}

/** What the platform took has one number for ever: another one is named, and nothing is guessed. */
async function fitting(house: Pick<House, 'sql' | 'time'>, one: Waiting, answered: Answered): Promise<Answered> {
  const { number, outcome } = answered
  if (outcome !== 'taken' || number === undefined) return answered
  const conflict = (why: string): Answered => ({ ...answered, outcome: 'conflict', answer: why })
  if (!isPlatformNumber(number)) return conflict(`平台给出的编号不是23位数字：${number}`)
  if (await keepPlatformNumber(house.sql, one, number, 'out', house.time.now())) return answered
  const ours = await platformNumberOf(house.sql, one)
  return conflict(
    ours ? `平台给出的编号 ${number} 与本件已有的 ${ours} 不同` : `平台给出的编号 ${number} 已经是另一件的编号`,
  )
}

async function kept({ sql, time }: Pick<House, 'sql' | 'time'>, one: Waiting, answered: Answered): Promise<void> {
  const { agencyId, caseId, n } = one
  const { outcome, answer, receipt } = answered
  const now = time.now()
  await sql.begin(async (tx) => {
    const [row] = await tx<{ attempt: number }[]>`
      insert into exchange_tries (agency_id, case_id, n, attempt, outcome, answer, at)
      select ${agencyId}, ${caseId}::uuid, ${n}::int, coalesce(max(attempt), 0) + 1, ${outcome}, ${answer},
        ${now.toISOString()}::timestamptz
      from exchange_tries where agency_id = ${agencyId} and case_id = ${caseId} and n = ${n} returning attempt`
    const tries = one.tries + 1
    const nextAt = new Date(now.getTime() + waitAfter(tries)).toISOString()
    await tx`
      update exchange_messages set tries = ${tries}, answer = ${answer}, receipt = coalesce(${receipt ?? null}, receipt),
        state = ${outcome === 'failed' ? 'waiting' : outcome}, next_at = ${outcome === 'failed' ? nextAt : now.toISOString()},
        taken_at = ${outcome === 'taken' ? now.toISOString() : null}
      where agency_id = ${agencyId} and case_id = ${caseId} and n = ${n}`
    if (outcome === 'refused' || outcome === 'conflict')
      report('The platform above did not take a message of the exchange', undefined, {
        case: caseId,
        n,
        try: row!.attempt,
      })
  })
}

const setState = (sql: Sql, { agencyId, caseId, n }: Waiting, state: 'gone') => sql`
  update exchange_messages set state = ${state} where agency_id = ${agencyId} and case_id = ${caseId} and n = ${n}`
