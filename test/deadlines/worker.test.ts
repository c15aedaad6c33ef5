/** The worker itself: what it looks for is looked for at the start, each by itself, once however many workers there are. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openAlive } from '../../src/jobs/alive.ts'
import { openWorker, type Worker } from '../../src/worker.ts'
import { type Office, openOffice } from '../support/house.ts'
import { times } from '../support/proof.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
let office: Office
let workers: Worker[] = []
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url })
})
afterEach(async () => {
  for (const worker of workers) await worker.stop()
  workers = []
})
afterAll(async () => {
  await office.close()
  await server.close()
})

const starts = async (n: number) => {
  workers = await Promise.all(Array.from({ length: n }, () => openWorker(office.house, office.house.databaseUrl)))
}
/** Nothing that could be done now waits or is in hand. */
const isQuiet = async () =>
  (await office.sql`select 1 from graphile_worker.jobs where run_at <= now() or locked_at is not null`).length === 0
const quiet = () => expect.poll(isQuiet).toBe(true)

async function paperOnFile(caseId: string): Promise<void> {
  const of = { agencyId: 'yunxi', caseId, id: caseId, name: '身份证.jpg', size: 3, type: 'image/jpeg' }
  await office.sql`
    insert into identity_papers ${office.sql({ ...of, sealed: Buffer.from('abc'), at: office.house.time.now().toISOString() })}`
}

test('one sweep that fails is named; the others do their work, from the start', async () => {
  const { id } = await office.caseUntil('archived')
  await paperOnFile(id)
  await office.sql`insert into answers (scope, key, status, sealed, at) values ('old', 'k', 201, '', '2026-01-01')`
  await office.sql`alter table uploads rename to uploads_away`
  const said: string[] = []
  const stderr = vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(JSON.parse(line).what))
  try {
    await starts(1)
    await quiet()
  } finally {
    stderr.mockRestore()
    await office.sql`alter table uploads_away rename to uploads`
  }
  // On a slow machine its second try comes while the others are still at work.
  expect(said.length).toBeGreaterThan(0)
  for (const line of said) expect(line).toMatch(/\(sweepUploads, .*"?uploads"? does not exist/s)
  const [paper] = await office.sql`select sealed, erased_at from identity_papers where case_id = ${id}`
  expect(paper).toMatchObject({ sealed: null, erasedAt: expect.anything() })
  expect(await office.sql`select 1 from answers where scope = 'old'`).toHaveLength(0)
  const waiting = await office.sql`select task_identifier as job, attempts from graphile_worker.jobs`
  expect(waiting).toEqual([{ job: 'sweepUploads', attempts: said.length }])
})

test('three workers that start at once remind each person once', async () => {
  office.itIs('2026-03-02')
  await office.caseUntil('assigned') // due 2026-03-30
  office.itIs('2026-03-23')
  server.mails.length = 0
  await starts(3)
  await quiet()
  const to = server.mails.map((mail) => mail.to?.[0]?.address)
  expect(to).toHaveLength(3) // handler, head and registrar
  expect(new Set(to).size).toBe(3)
})

test('connections are cut again and again under the worker: it comes back, and each job is done', async () => {
  const notes = vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(console, 'trace').mockImplementation(() => {})
  try {
    await starts(1)
    for (let round = 0; round < times(6, 50); round++) {
      await office.sql`select graphile_worker.add_job('sweepDoor', queue_name => ('q' || n)) from generate_series(1, 40) n`
      await sleep(150)
      await office.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
          and application_name = ''`
    }
    await expect.poll(isQuiet).toBe(true)
  } finally {
    notes.mockRestore()
  }
  expect((await office.sql`select 1 from graphile_worker.jobs where locked_by is not null`).length).toBe(0)
})

async function jobHeldBy(pool: string): Promise<string> {
  const [{ id }] = await office.sql<[{ id: string }]>`
    select id::text from graphile_worker.add_job('sweepDoor', queue_name => ${`of ${pool}`})`
  await office.sql`
    update graphile_worker._private_jobs set locked_by = ${pool}, locked_at = now(), attempts = 1 where id = ${id}`
  await office.sql`
    update graphile_worker._private_job_queues set locked_by = ${pool}, locked_at = now() where queue_name = ${`of ${pool}`}`
  return id
}

test('what a dead worker held is done by another: no beat, no lock', async () => {
  const dead = await jobHeldBy('pool-dead')
  const early = await jobHeldBy('pool-without-a-beat')
  const living = await jobHeldBy('pool-living')
  await office.sql`insert into workers (pool, beat, at) values ('pool-dead', 7, now()), ('pool-living', 7, now())`
  const other = setInterval(
    () => office.sql`update workers set beat = beat + 1 where pool = 'pool-living'`.execute(),
    30,
  )
  const left = () =>
    office.sql<{ id: string }[]>`select id::text from graphile_worker.jobs where id in (${dead}, ${early}, ${living})`
  const notes = vi.spyOn(console, 'error').mockImplementation(() => {})
  try {
    workers = [await openWorker(office.house, office.house.databaseUrl, 100)]
    await expect.poll(async () => (await left()).map(({ id }) => id)).toEqual([living])
  } finally {
    clearInterval(other)
    notes.mockRestore()
  }
  expect((await office.sql`select pool from workers where pool like 'pool-dead%'`).length).toBe(0)
  await office.sql`delete from graphile_worker._private_jobs where id = ${living}`
})

test('a runner that ends while the database is away gives up what it held with the next look, though it never beat', async () => {
  const job = await jobHeldBy('pool-that-ended')
  let away = true
  const begin = (work: never) => (away ? Promise.reject(new Error('away')) : office.sql.begin(work))
  const alive = openAlive(Object.assign(office.sql.bind(null), office.sql, { begin }) as typeof office.sql)
  alive.begin('pool-that-ended')
  await expect(alive.end('pool-that-ended')).rejects.toThrow('away')
  away = false
  await alive.look()
  expect(await office.sql`select locked_by from graphile_worker._private_jobs where id = ${job}`).toEqual([
    { lockedBy: null },
  ])
  await office.sql`delete from graphile_worker._private_jobs where id = ${job}`
})

test('a night without a worker is made up for when one starts', async () => {
  await office.sql`truncate night_checks`
  await office.sql`
    update graphile_worker._private_known_crontabs set known_since = now() - interval '3 days', last_execution = null`
  await starts(1)
  await expect.poll(async () => (await office.sql`select 1 from night_checks`).length).toBe(1)
  const known = await office.sql<{ identifier: string }[]>`
    select identifier from graphile_worker._private_known_crontabs order by 1`
  expect(known.map(({ identifier }) => identifier)).toEqual(
    [
      ...[
        'alarmProvisional',
        'bringUpRows',
        'checkAuditByNight',
        'checkByNight',
        'eraseIdentityDocuments',
        'forgetAnswers',
        'forgetMails',
        'readAgain',
        'recountByNight',
      ],
      ...[
        'remindApplicants',
        'remindOfReports',
        'remindOfReturns',
        'remindOfFindings',
        'remindOfCooperation',
        'measureCourses',
        'remindOfExchange',
        'scanWaiting',
        'sendKept',
        'sweepDeadlines',
        'sweepDoor',
        'sweepExchange',
        'sweepForms',
        'sweepOutbox',
        'sweepUnnamed',
        'sweepUploads',
        'sweepWebhooks',
        'sweepWitnesses',
      ],
    ].toSorted(),
  )
})

/** Between a worker and its database: it holds back the answer to the listener's first statement until it cuts the line. */
async function lineThatHolds(to: string) {
  const { hostname, port } = new URL(to)
  const held: Socket[] = []
  const line = createServer((near) => {
    const far = connect(Number(port), hostname)
    near.on('data', (said) => {
      if (said.includes('LISTEN "jobs:insert"') && !said.includes('UNLISTEN')) {
        far.pause()
        held.push(near)
      }
      far.write(said)
    })
    far.on('data', (said) => near.write(said))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => other.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(line, 'listening')
  const url = new URL(to)
  url.host = `127.0.0.1:${(line.address() as AddressInfo).port}`
  return {
    url: url.href,
    held,
    cut() {
      for (const one of held) one.destroy()
    },
    close: () => void line.close(),
  }
}

test('a worker that ends just as its listener is cut off ends in peace: the connection is given back once', async () => {
  const line = await lineThatHolds(office.house.databaseUrl)
  const nobodys: unknown[] = []
  const hear = (fault: unknown) => void nobodys.push(fault)
  const before = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear)
  const notes = vi.spyOn(console, 'error').mockImplementation(() => {})
  try {
    const worker = await openWorker(office.house, line.url)
    await expect.poll(() => line.held.length).toBe(1)
    const stopped = worker.stop() // its farewell waits behind the first statement
    await sleep(100)
    line.cut()
    await stopped
    await sleep(100)
    expect(nobodys).toEqual([])
  } finally {
    process.removeAllListeners('unhandledRejection')
    for (const listener of before) process.on('unhandledRejection', listener)
    notes.mockRestore()
    line.close()
  }
})
