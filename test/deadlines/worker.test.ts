/** The worker itself: what it looks for is looked for at the start, each by itself, once however many workers there are. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openWorker, type Worker } from '../../src/worker.ts'
import { type Office, openOffice } from '../support/house.ts'
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
const quiet = () => expect.poll(isQuiet, { timeout: 15_000 }).toBe(true)

async function paperOnFile(caseId: string): Promise<void> {
  const of = { agencyId: 'yunxi', caseId, id: caseId, name: '身份证.jpg', size: 3, type: 'image/jpeg' }
  await office.sql`
    insert into identity_papers ${office.sql({ ...of, sealed: Buffer.from('abc'), at: office.house.time.now().toISOString() })}`
}

test('one sweep that fails is named; the others do their work, from the start', async () => {
  const { id } = await office.caseUntil('archived')
  await paperOnFile(id)
  await office.sql`insert into answers (scope, key, request, status, body, at) values ('old', 'k', '', 201, '{}', '2026-01-01')`
  await office.sql`alter table uploads rename to uploads_away`
  const said: string[] = []
  const stderr = vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line))
  try {
    await starts(1)
    await quiet()
  } finally {
    stderr.mockRestore()
    await office.sql`alter table uploads_away rename to uploads`
  }
  expect(said).toEqual([expect.stringMatching(/\(sweepUploads, .*"?uploads"? does not exist/s)])
  const [paper] = await office.sql`select sealed, erased_at from identity_papers where case_id = ${id}`
  expect(paper).toMatchObject({ sealed: null, erasedAt: expect.anything() })
  expect(await office.sql`select 1 from answers where scope = 'old'`).toHaveLength(0)
  const waiting = await office.sql`select task_identifier as job, attempts from graphile_worker.jobs`
  expect(waiting).toEqual([{ job: 'sweepUploads', attempts: 1 }])
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

test('a night without a worker is made up for when one starts', async () => {
  await office.sql`truncate night_checks`
  await office.sql`
    update graphile_worker._private_known_crontabs set known_since = now() - interval '3 days', last_execution = null`
  await starts(1)
  await expect.poll(async () => (await office.sql`select 1 from night_checks`).length, { timeout: 15_000 }).toBe(1)
  const known = await office.sql<{ identifier: string }[]>`
    select identifier from graphile_worker._private_known_crontabs order by 1`
  expect(known.map(({ identifier }) => identifier)).toEqual(
    [
      ...['alarmProvisional', 'checkByNight', 'eraseIdentityDocuments', 'forgetAnswers', 'readAgain', 'recountByNight'],
      ...['remindApplicants', 'sweepDeadlines', 'sweepDoor', 'sweepUploads'],
    ].toSorted(),
  )
})
