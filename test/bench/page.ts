/** Pages a second through HTTP, beside a bare Fastify route that sends the same bytes as a constant. */
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { openApp } from '../../src/app.ts'
import { startEmbedded } from '../../src/db/embedded.ts'
import { seedDistrict } from '../../src/demo/seed.ts'
import { readConfig } from '../../src/ground/config.ts'
import { openHouse } from '../../src/open-house.ts'
import { get, openClient, type Took } from './load.ts'
import type { Result } from './run.ts'

const CONNECTIONS = 32
const BATCH = 4_000
const ROUNDS = 5
/** Milliseconds within which 99 of 100 answers are asked to be there. */
const ASKED = 50

const PATHS: Record<string, string> = { home: '/', guide: '/guide', form: '/apply', released: '/released' }

/** @returns pages a second, and how long the slowest hundredth took. */
export async function benchPage(name: string): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-page-'))
  const server = await startEmbedded({ dir: join(folder, 'postgres') })
  const house = await openHouse(readConfig({ DATA_DIR: folder, DATABASE_URL: server.url }))
  const client = openClient()
  try {
    await seedDistrict(house)
    const app = await openApp(house)
    const port = await listening(app)
    const { path, cookie } = name === 'tracking' ? await fileOne(app) : { path: PATHS[name]!, cookie: '' }
    const bytes = (await app.inject({ url: path, headers: { cookie } })).body
    const plain = Fastify()
    plain.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(bytes))
    const plainPort = await listening(plain)

    const ours: Took[] = []
    const theirs: Took[] = []
    const load = { connections: CONNECTIONS, expected: 200 }
    for (let round = 0; round <= ROUNDS; round++) {
      const mine = await client.send({ ...load, port, requests: asked(path, cookie) })
      const constant = await client.send({ ...load, port: plainPort, requests: asked('/') })
      if (round === 0) continue // warm
      ours.push(mine)
      theirs.push(constant)
    }
    await plain.close()
    await app.close()
    return told(`page:${name}`, ours, theirs, bytes.length)
  } finally {
    await client.close()
    await house.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function told(bench: string, ours: Took[], theirs: Took[], bytes: number): Result[] {
  const rate = (all: Took[]) => BATCH / median(all.map(({ seconds }) => seconds))
  const slow = median(ours.map(({ p99 }) => p99))
  return [
    {
      bench,
      value: Math.round(rate(ours)),
      unit: 'pages/s',
      baseline: `a bare Fastify route that sends the same ${bytes} characters, ${CONNECTIONS} connections`,
      baselineValue: Math.round(rate(theirs)),
      ratio: Number((rate(ours) / rate(theirs)).toFixed(3)),
    },
    {
      bench,
      value: Number(slow.toFixed(1)),
      unit: 'ms p99',
      baseline: `asked at ${CONNECTIONS} connections`,
      baselineValue: ASKED,
      ratio: Number((ASKED / slow).toFixed(2)),
    },
  ]
}

const asked = (path: string, cookie?: string) => Array.from({ length: BATCH }, () => get(path, cookie))
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

async function listening(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1' })
  return (app.server.address() as AddressInfo).port
}

/** An application of one's own, and the cookie with which a browser may follow it. */
async function fileOne(app: FastifyInstance): Promise<{ path: string; cookie: string }> {
  const payload = {
    agency: 'yunxi',
    applicant: { kind: 'person', name: '张三', idType: 'passport', idNumber: 'E00000001', phone: '0000-10000001' },
    request: {
      title: '示例路危旧房改造征收补偿方案',
      description: '申请公开示例路危旧房改造项目2023年至2025年的征收补偿方案，以及补偿资金拨付明细。',
      form: 'electronic',
      delivery: 'portal',
    },
  }
  const { receipt, enquiryCode } = (await app.inject({ method: 'POST', url: '/api/v1/applications', payload })).json()
  const entered = await app.inject({ method: 'POST', url: '/track', payload: { receipt, enquiryCode } })
  return { path: `/track/${receipt}`, cookie: String(entered.headers['set-cookie']).split(';')[0]! }
}
