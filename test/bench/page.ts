/** Pages a second through HTTP, beside a bare Fastify route that sends the same bytes as a constant. */
import Fastify, { type FastifyInstance } from 'fastify'
import { seedDistrict } from '../../src/demo/seed-district.ts'
import { get, openClient, type Took } from './load.ts'
import { inOffice, listening } from './office.ts'
import { lessIsBetter, median, moreIsBetter, percentile, type Result } from './result.ts'

const CONNECTIONS = 32
const BATCH = 4_000
const ROUNDS = 5
/** Milliseconds within which 99 of 100 answers are asked to be there. */
const ASKED = 50

const PATHS: Record<string, string> = { home: '/', guide: '/guide', form: '/apply', released: '/released' }

/** @returns pages a second, and how long the slowest hundredth took. */
export const benchPage = (name: string): Promise<Result[]> =>
  inOffice(seedDistrict, async ({ app, port }) => {
    const { path, headers } = name === 'tracking' ? await fileOne(app) : { path: PATHS[name]!, headers: {} }
    const bytes = (await app.inject({ url: path, headers })).body
    const plain = Fastify()
    plain.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(bytes))
    const plainPort = await listening(plain)

    const client = openClient()
    const ours: Took[] = []
    const theirs: Took[] = []
    const load = { connections: CONNECTIONS, expected: 200 }
    for (let round = 0; round <= ROUNDS; round++) {
      const mine = await client.send({ ...load, port, requests: asked(path, headers) })
      const constant = await client.send({ ...load, port: plainPort, requests: asked('/') })
      if (round === 0) continue // warm
      ours.push(mine)
      theirs.push(constant)
    }
    await client.close()
    await plain.close()
    return told(`page:${name}`, ours, theirs, bytes.length)
  })

function told(bench: string, ours: Took[], theirs: Took[], bytes: number): Result[] {
  const rate = (all: Took[]) => BATCH / median(all.map(({ seconds }) => seconds))
  return [
    moreIsBetter({
      bench,
      value: rate(ours),
      unit: 'pages/s',
      baseline: `a bare Fastify route that sends the same ${bytes} characters, ${CONNECTIONS} connections`,
      baselineValue: rate(theirs),
    }),
    lessIsBetter({
      bench,
      value: median(ours.map(({ waits }) => percentile(waits, 0.99))),
      unit: 'ms p99',
      baseline: `asked at ${CONNECTIONS} connections`,
      baselineValue: ASKED,
    }),
  ]
}

const asked = (path: string, headers?: Record<string, string>) =>
  Array.from({ length: BATCH }, () => get(path, headers))

/** An application of one's own, and the cookie with which a browser may follow it. */
async function fileOne(app: FastifyInstance): Promise<{ path: string; headers: { cookie: string } }> {
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
  return { path: `/track/${receipt}`, headers: { cookie: String(entered.headers['set-cookie']).split(';')[0]! } }
}
