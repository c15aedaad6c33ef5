/** Durable online applications a second through HTTP, beside the same statements by raw postgres.js: same database, same concurrency. */
import postgres from 'postgres'
import { seedDistrict } from '../../src/demo/seed-district.ts'
import type { OpenHouse } from '../../src/open-house.ts'
import { openClient, post, sendAll, type Took } from './load.ts'
import { inOffice } from './office.ts'
import { median, moreIsBetter, type Result } from './result.ts'
import { withShares } from './shares.ts'

const CONCURRENCY = 16
const BATCH = 3_000
const ROUNDS = 5

export const benchAccept = (): Promise<Result> =>
  inOffice(seedDistrict, async ({ house, port }) => {
    const statements = await capture(house, port)
    const raw = postgres(house.databaseUrl, {
      max: CONCURRENCY,
      ...({ max_pipeline: 1 } as object),
      onnotice: () => {},
      // The captured JSON is text already.
      types: { jsonb: { to: 3802, from: [3802], serialize: (text: string) => text, parse: (text: string) => text } },
    })

    const client = openClient()
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const load = { port, requests: applications(BATCH, round), connections: CONCURRENCY }
      const rows = freshOf(statements, round)
      const filed = await withShares('accept', () => client.send(load))
      const replayed = await withShares(`accept, ${statements.length} statement by raw postgres.js`, () =>
        replay(raw, rows),
      )
      if (round === 0) continue // warm
      ours.push(BATCH / filed.seconds)
      theirs.push(BATCH / replayed.seconds)
    }
    await client.close()
    await raw.end()
    return moreIsBetter({
      bench: 'accept',
      value: median(ours),
      unit: 'applications/s',
      baseline: `the same statements by raw postgres.js, ${CONCURRENCY} at a time`,
      baselineValue: median(theirs),
    })
  })

const application = (n: string) =>
  JSON.stringify({
    agency: 'yunxi',
    applicant: { kind: 'person', name: '张三', idType: 'passport', idNumber: `E${n}`, phone: '0000-10000001' },
    request: {
      title: '示例路危旧房改造征收补偿方案',
      description: '申请公开示例路危旧房改造项目2023年至2025年的征收补偿方案，以及补偿资金拨付明细。'.repeat(4),
      form: 'electronic',
      delivery: 'portal',
    },
  })

const applications = (n: number, round: number) =>
  Array.from({ length: n }, (_, i) => post('/api/v1/applications', application(`${round}${i}`)))

type Statement = { query: string; params: unknown[] }

/** The statements that one application costs, in order, as the driver sends them. */
async function capture(house: OpenHouse, port: number): Promise<Statement[]> {
  const seen: Statement[] = []
  const { options } = house.visitors.sql
  await sendAll(port, applications(1, 98), 1) // what is asked once a start has been asked
  options.debug = (_connection, query, params) => seen.push({ query, params: [...params] })
  await sendAll(port, applications(1, 99), 1)
  options.debug = false as never
  if (!seen.some(({ query }) => query.includes('file_application')))
    throw new Error('No statement was seen that opens a case.')
  return seen
}

/**
 * The same statements with what is new in each application: id, receipt, and the blind indexes of who applies, for rows with
 * the same ones would share their place in the index. The rest is as captured, byte by byte.
 */
function freshOf(statements: Statement[], round: number): Statement[][] {
  const all = JSON.stringify(statements)
  const [id] = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(all)!
  const [receipt] = /\d{8}-\d{5}-\d{6}/.exec(all)!
  const whose = [...all.matchAll(/\b[an]1\.[\w-]{22}/g)].map(([index]) => index)
  if (whose.length !== 2) throw new Error('The blind indexes of applicant and number were not found.')
  return Array.from({ length: BATCH }, (_, i) => {
    const n = String(round * BATCH + i).padStart(12, '0')
    const fresh = (p: unknown) =>
      typeof p === 'string'
        ? whose.reduce(
            (text, index) => text.replaceAll(index, index.slice(0, -n.length) + n),
            p.replaceAll(id, id.slice(0, 24) + n).replaceAll(receipt, `20000101-${n.slice(1, 6)}-${n.slice(6)}`),
          )
        : p
    return statements.map(({ query, params }) => ({ query, params: params.map(fresh) }))
  })
}

/** Sends them all, each connection its next when the last is answered. */
async function replay(sql: postgres.Sql, rows: Statement[][]): Promise<Took> {
  const connections = await Promise.all(Array.from({ length: CONCURRENCY }, () => sql.reserve()))
  const waits: number[] = []
  const started = performance.now()
  await Promise.all(
    connections.map(async (connection) => {
      for (let next = rows.pop(); next; next = rows.pop()) {
        const sent = performance.now()
        for (const { query, params } of next) await connection.unsafe(query, params as never[], { prepare: true })
        waits.push(performance.now() - sent)
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  for (const connection of connections) connection.release()
  return { seconds, waits, cpu: 0 }
}
