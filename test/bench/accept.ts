/** Durable online applications a second through HTTP, beside the same SQL by raw postgres.js: same database, same concurrency. */
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { openApp } from '../../src/app.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { seedDistrict } from '../../src/demo/seed.ts'
import { readConfig } from '../../src/ground/config.ts'
import { type OpenHouse, openHouse } from '../../src/open-house.ts'
import { openClient, post, sendAll } from './load.ts'
import type { Result } from './run.ts'

const CONCURRENCY = 16
const BATCH = 3_000
const ROUNDS = 5

export async function benchAccept(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-accept-'))
  const server = await startEmbedded({ dir: join(folder, 'postgres') })
  const house = await openHouse(readConfig({ DATA_DIR: folder, DATABASE_URL: server.url }))
  try {
    await seedDistrict(house)
    const app = await openApp(house)
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const statement = await capture(house, port)
    const raw = postgres(server.url, {
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
      const { seconds } = await client.send({ port, requests: applications(BATCH, round), connections: CONCURRENCY })
      const rawSeconds = await replay(raw, statement, round)
      if (round === 0) continue // warm
      ours.push(BATCH / seconds)
      theirs.push(BATCH / rawSeconds)
    }
    await client.close()
    await raw.end()
    await app.close()
    const [value, baselineValue] = [median(ours), median(theirs)]
    return {
      bench: 'accept',
      value: Math.round(value),
      unit: 'applications/s',
      baseline: `the same SQL by raw postgres.js, ${CONCURRENCY} at a time`,
      baselineValue: Math.round(baselineValue),
      ratio: Number((value / baselineValue).toFixed(3)),
    }
  } finally {
    await house.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

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

/** The statement that one application costs, as the driver sends it. */
async function capture(house: OpenHouse, port: number): Promise<Statement> {
  let seen: Statement | undefined
  const { options } = house.sql
  options.debug = (_connection, query, params) => {
    if (query.includes('insert into cases')) seen = { query, params: [...params] }
  }
  await sendAll(port, applications(1, 99), 1)
  options.debug = false as never
  if (!seen) throw new Error('No statement was seen that inserts a case.')
  return seen
}

/** The same statement with fresh identifiers: id and receipt must be new, the rest is as captured. Texts are made before the watch starts. */
async function replay(sql: postgres.Sql, { query, params }: Statement, round: number): Promise<number> {
  const all = JSON.stringify(params)
  const [id] = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(all)!
  const [receipt] = /\d{8}-\d{5}-\d{6}/.exec(all)!
  const waiting = Array.from({ length: BATCH }, (_, i) => {
    const n = String(round * BATCH + i).padStart(12, '0')
    return params.map((p) =>
      typeof p === 'string' ? p.replaceAll(id, id.slice(0, 24) + n).replaceAll(receipt, `raw-${n}`) : p,
    )
  })
  const started = performance.now()
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop())
        await sql.unsafe(query, next as never[], { prepare: true })
    }),
  )
  return (performance.now() - started) / 1000
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
