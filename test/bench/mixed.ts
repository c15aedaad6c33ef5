/**
 * A busy hour of a county in one minute: a thousand people, nine of ten acts a reading, five to ten seconds of thinking
 * between two acts. The office is the demonstration's, web and jobs in one process as `npm start` opens them. It has been at
 * work for a while: what the demonstration left to do when its year was written in seconds (its mails, bundles and reading
 * copies, a minute of a core) is done before, and one act in ten has been asked for once.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { FastifyInstance } from 'fastify'
import { seed } from '../../src/demo/seed.ts'
import { rawConnections } from './asked.ts'
import { exchange, get, opened, post } from './load.ts'
import { openOffice, signedInAs, startServer } from './office.ts'
import { startService } from './office-process.ts'
import { lessIsBetter, percentile, type Result } from './result.ts'
import type { Act, Crowd } from './users.ts'

const USERS = 1_000
const SECONDS = 60
const THINKING = [5_000, 10_000] as const // ms
const WANTED = 200 // ms

export async function benchMixed(): Promise<Result> {
  const server = await startServer()
  try {
    const office = await openOffice(server, seed)
    const acts = await thousandActs(office.app)
    await office.close()
    const service = await startService(server)
    try {
      const port = Number(new URL(service.address).port)
      await workedOff(server.url)
      await someOnce(port, acts)
      const waits = await crowd({ port, acts, users: USERS, seconds: SECONDS, thinking: THINKING })
      return lessIsBetter({
        bench: 'mixed',
        value: percentile(waits, 0.99),
        unit: 'ms p99',
        baseline: `asked for ${USERS} users with ${THINKING.map((ms) => ms / 1000).join('-')} s of thinking, 90 % reads; ${waits.length} acts`,
        baselineValue: WANTED,
      })
    } finally {
      await service.close()
    }
  } finally {
    await server.stop()
  }
}

const several = (n: number, act: (i: number) => Act): Act[] => Array.from({ length: n }, (_, i) => act(i))

const LONGEST_BACKLOG = 600_000 // ms
/** A job that failed waits for its time, and is no backlog. */
async function workedOff(url: string): Promise<void> {
  const sql = rawConnections(url)
  try {
    const until = performance.now() + LONGEST_BACKLOG
    for (let left = 1; left > 0; await sleep(500)) {
      const [row] = await sql<{ left: number }[]>`
        select count(*)::int as left from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts`
      left = row!.left
      if (performance.now() > until) throw new Error(`${left} jobs of the demonstration are not done`)
    }
  } finally {
    await sql.end()
  }
}

/** One act in ten, one after the other: a process that has just begun is slow for whoever comes first. */
async function someOnce(port: number, acts: readonly Act[]): Promise<void> {
  const socket = await opened(port)
  const from = { 'x-forwarded-for': '10.4.0.1' }
  for (const { path, headers, body, expected } of acts.filter((_, i) => i % 10 === 0)) {
    const said = { ...headers, ...from }
    const status = await exchange(socket, body === undefined ? get(path, said) : post(path, body, said))
    if (status !== expected) throw new Error(`${path} answered ${status}, expected ${expected}`)
  }
  socket.destroy()
}

/** Nine hundred readings and a hundred writings, from which everybody draws. */
async function thousandActs(app: FastifyInstance): Promise<Act[]> {
  const [handler, registrar] = [await signedInAs(app, 'handler'), await signedInAs(app, 'registrar')]
  const listed = await app.inject({ url: '/api/v1/cases', headers: handler })
  const ids = (listed.json() as { cases: { id: string }[] }).cases.map(({ id }) => id)
  const mine: { path: string; cookie: string }[] = []
  for (let i = 0; i < 15; i++) mine.push(await filed(app, i))
  const words = ['补贴', '学区', '停车', '河道', '采购']
  const pick = <T>(of: readonly T[], i: number) => of[i % of.length]!
  return [
    ...several(100, () => ({ path: '/', expected: 200 })),
    ...several(50, () => ({ path: '/guide', expected: 200 })),
    ...several(100, () => ({ path: '/apply', expected: 200 })),
    ...several(100, () => ({ path: '/released', expected: 200 })),
    ...several(100, (i) => ({ path: `/released?q=${encodeURIComponent(pick(words, i))}`, expected: 200 })),
    ...several(150, (i) => ({ path: pick(mine, i).path, headers: { cookie: pick(mine, i).cookie }, expected: 200 })),
    ...several(150, () => ({ path: '/desk', headers: handler, expected: 200 })),
    ...several(150, (i) => ({ path: `/cases/${pick(ids, i)}`, headers: handler, expected: 200 })),
    ...several(70, (i) => ({ path: '/api/v1/applications', body: application(100 + i), expected: 201 })),
    ...several(30, (i) => ({
      path: `/api/v1/cases/${pick(ids, i)}/facts`,
      headers: registrar,
      body: JSON.stringify({ type: 'noted', text: '已与申请人通话，告知办理进度。' }),
      expected: 201,
    })),
  ]
}

const application = (n: number) =>
  JSON.stringify({
    agency: 'yunxi',
    applicant: { kind: 'person', name: '张三', idType: 'passport', idNumber: `E${n}`, phone: '0000-10000001' },
    request: {
      title: '示例路危旧房改造征收补偿方案',
      description: '申请公开示例路危旧房改造项目2023年至2025年的征收补偿方案，以及补偿资金拨付明细。',
      form: 'electronic',
      delivery: 'portal',
    },
  })

/** An application, and the cookie with which its applicant follows it. */
async function filed(app: FastifyInstance, n: number): Promise<{ path: string; cookie: string }> {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.3.0.${n}` }
  const answer = await app.inject({ method: 'POST', url: '/api/v1/applications', headers, payload: application(n) })
  const { receipt, enquiryCode } = answer.json()
  const entered = await app.inject({ method: 'POST', url: '/track', headers, payload: { receipt, enquiryCode } })
  return { path: `/track/${receipt}`, cookie: String(entered.headers['set-cookie']).split(';')[0]! }
}

/** In a thread of its own. @returns how long each answer was waited for, in milliseconds */
function crowd(of: Crowd): Promise<number[]> {
  const worker = new Worker(new URL('./users.ts', import.meta.url), { workerData: of })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
