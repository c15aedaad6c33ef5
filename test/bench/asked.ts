/** The same questions to the product through HTTP and to its database by the best SQL known, sixteen at a time, in turns. */
import postgres from 'postgres'
import { get, openClient, type Took } from './load.ts'
import type { Office } from './office.ts'
import { lessIsBetter, percentile, type Result } from './result.ts'
import { withShares } from './shares.ts'

export const CONNECTIONS = 16
const ROUNDS = 3
/** A round ends after so many questions or milliseconds, whichever comes first: where an answer takes a second, two hundred are enough. */
const MOST = 2_000
const WITHIN = 6_000

/** What is read from a page or an answer: identifiers in their order, and numbers that stand somewhere in it. */
export type Answer = { ids: readonly string[]; numbers?: readonly number[] }

export type Question = {
  path: string
  headers?: Record<string, string>
  /** The same answer by SQL. */
  raw: (sql: postgres.Sql) => Promise<Answer>
}

/** Questions of one kind, and how their answers are read. */
export type Asked = { questions: readonly Question[]; idsIn: (body: string) => string[] }

/** Two lines: against the SQL, and against the milliseconds that are asked for. */
export async function besideSql(
  bench: string,
  what: string,
  office: Office,
  asked: Asked,
  wanted: number,
): Promise<Result[]> {
  const raw = rawConnections(office.house.databaseUrl)
  try {
    await agree(office, raw, asked)
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(...(await withShares(bench, () => toProduct(office, asked))).waits)
      theirs.push(...(await toSql(raw, asked)).waits)
    }
    const [value, baselineValue] = [p95(ours), p95(theirs)]
    const line = { bench, value, unit: 'ms p95' }
    return [
      lessIsBetter({
        ...line,
        baseline: `${what}: the best raw SQL of the same answer, ${CONNECTIONS} connections`,
        baselineValue,
      }),
      lessIsBetter({ ...line, baseline: `${what}: asked at ${CONNECTIONS} connections`, baselineValue: wanted }),
    ]
  } finally {
    await raw.end()
  }
}

/** p95 in milliseconds of the product alone. */
export async function p95OfProduct(office: Office, asked: Asked): Promise<number> {
  const waits: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const these = await toProduct(office, asked)
    if (round > 0) waits.push(...these.waits) // the first warms
  }
  return p95(waits)
}

const p95 = (waits: readonly number[]) => percentile(waits, 0.95)

/** A pool as the product has one, and nothing around it. */
export const rawConnections = (url: string): postgres.Sql =>
  postgres(url, {
    max: CONNECTIONS,
    ...({ max_pipeline: 1 } as object),
    onnotice: () => {},
    // Its role is the service's: every agency is named at once, where the product names one for each page.
    connection: { 'ysqgk.agencies': '*' } as object,
  })

/**
 * Two programs that disagree would not be worth timing. Warms both, too.
 * @throws where the page and the SQL differ
 */
export async function agree(
  { app }: Pick<Office, 'app'>,
  raw: postgres.Sql,
  { questions, idsIn }: Asked,
): Promise<void> {
  for (const { path, headers = {}, raw: ask } of questions) {
    const { statusCode, body } = await app.inject({ url: path, headers })
    const { ids, numbers = [] } = await ask(raw)
    const found = idsIn(body)
    if (statusCode !== 200 || found.join() !== ids.join())
      throw new Error(`${path}: the product answers ${statusCode} and ${found.join()}, the SQL ${ids.join()}`)
    const said = new Set(body.replace(/<[^>]*>/g, ' ').match(/\d+/g))
    const unsaid = numbers.filter((n) => !said.has(String(n)))
    if (unsaid.length > 0) throw new Error(`${path}: the SQL counts ${unsaid.join()}, which the product does not say`)
  }
}

/** Readers at different desks: a limit on one address is not what is measured. */
const address = (n: number) => ({ 'x-forwarded-for': `10.1.${(n >> 8) & 255}.${n & 255}` })

/** A round of questions through HTTP. */
export async function toProduct({ port }: Pick<Office, 'port'>, { questions }: Asked): Promise<Took> {
  const requests = Array.from({ length: MOST }, (_, n) => {
    const { path, headers } = questions[n % questions.length]!
    return get(path, { ...headers, ...address(n) })
  })
  const client = openClient()
  try {
    return await client.send({ port, requests, connections: CONNECTIONS, expected: 200, within: WITHIN })
  } finally {
    await client.close()
  }
}

/** A round of the same by SQL. */
export async function toSql(raw: postgres.Sql, { questions }: Asked): Promise<Pick<Took, 'seconds' | 'waits'>> {
  const waits: number[] = []
  const started = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (next < MOST && performance.now() - started < WITHIN) {
        const { raw: ask } = questions[next++ % questions.length]!
        const sent = performance.now()
        await ask(raw)
        waits.push(performance.now() - sent)
      }
    }),
  )
  return { seconds: (performance.now() - started) / 1000, waits }
}
