/** A reported return reaches the platform above once: tried again where it did not get through, never where it was refused. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { shippedDefinition } from '../../src/reports/monthly/definition.ts'
import { pushReturn } from '../../src/reports/monthly/push.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type Platform, startPlatform } from '../support/platform.ts'

let platform: Platform
let office: Office
beforeAll(async () => {
  platform = await startPlatform()
  office = await openOffice({
    on: '2026-06-01',
    settings: { RETURNS_URL: platform.url, RETURNS_TOKEN: 'platform-token' },
  })
  await office.head.signsIn()
})
afterAll(async () => {
  await office.close()
  await platform.close()
})
beforeEach(() => {
  platform.received.length = 0
  platform.answer()
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

const FILLED = Object.fromEntries(
  shippedDefinition()
    .fields.filter(({ fill }) => !fill)
    .map(({ code }) => [`of.${code}`, '0']),
)
const posts = (month: string, what: string, values: object = {}) =>
  office.head.posts(`/reports/monthly/${what}?month=${month}&agency=yunxi`, '', values)
async function reports(month: string) {
  expect((await posts(month, 'entries', FILLED)).status).toBe(303)
  expect((await posts(month, 'reported')).status).toBe(303)
}
const pushes = async (month: string) =>
  (await office.head.gets(`/api/v1/reports/monthly?month=${month}&agency=yunxi`)).json.pushes.map(
    ({ n, attempt, outcome, answer }: { n: number; attempt: number; outcome: string; answer: string }) => [
      ...[n, attempt, outcome, answer],
    ],
  )
/** What waits for its next try is tried now. */
const triesAgain = async () => {
  await office.sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at => now())`
  await office.theJobsRun()
}
const jobs = () => office.sql`select 1 from graphile_worker.jobs where task_identifier = 'pushReturn'`

test('reported, it is handed in, and the receipt is kept and shown', async () => {
  await reports('2026-01')
  expect(platform.received).toHaveLength(0)
  await office.theJobsRun()
  const [{ headers, body }] = platform.received as [Platform['received'][number]]
  expect(headers.authorization).toBe('Bearer platform-token')
  const { reported } = (await office.head.gets('/api/v1/reports/monthly?month=2026-01')).json
  expect(body).toMatchObject({ month: '2026-01', agency: 'yunxi', version: 1, digest: reported.digest })
  expect((body.fields as { code: string; month: number }[])[0]).toMatchObject({ code: '01', month: 0, source: 'facts' })
  expect(await pushes('2026-01')).toEqual([[1, 1, 'taken', 'HZ-1']])
  const file = (await office.head.gets('/api/v1/reports/monthly.json?month=2026-01')).json
  expect(file).toEqual(body)
  expect((await office.head.gets('/reports/monthly?month=2026-01')).text).toContain('上级平台已经接收，回执：HZ-1')
})

test('down, and with an error of its own: it is tried again, by the same key, until it is taken', async () => {
  platform.answer({ status: 503, body: '系统维护' })
  await reports('2026-02')
  await office.theJobsRun()
  platform.answer({ status: 500, body: 'x'.repeat(200_000) })
  await triesAgain()
  expect((await pushes('2026-02')).map(([, attempt, outcome]: unknown[]) => [attempt, outcome])).toEqual([
    [2, 'failed'],
    [1, 'failed'],
  ])
  expect((await pushes('2026-02'))[1][3]).toBe('503 系统维护')
  expect((await pushes('2026-02'))[0][3].length).toBeLessThanOrEqual(300)
  expect((await office.head.gets('/reports/monthly?month=2026-02')).text).toContain('还没有送到，系统会继续重试')
  platform.answer()
  await triesAgain()
  expect((await pushes('2026-02'))[0]).toEqual([1, 3, 'taken', 'HZ-2'])
  expect(new Set(platform.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
  expect(await jobs()).toHaveLength(0)
})

test('refused, it is not sent again by itself; by hand it is', async () => {
  // A platform that shows what it was asked with shows the token: here it is struck.
  platform.answer({ status: 422, body: '{"error":"指标 0901 未登记","asked":"Bearer platform-token"}' })
  await reports('2026-03')
  await office.theJobsRun()
  await triesAgain()
  expect(await pushes('2026-03')).toEqual([[1, 1, 'refused', '422 {"error":"指标 0901 未登记","asked":"Bearer ***"}']])
  const page = (await office.head.gets('/reports/monthly?month=2026-03')).text
  expect(page).toContain('上级平台拒绝接收')
  expect(page).toContain('再推送一次')
  platform.answer()
  expect((await posts('2026-03', 'pushed')).status).toBe(303)
  await office.theJobsRun()
  expect((await pushes('2026-03'))[0]).toEqual([1, 2, 'taken', 'HZ-3'])
})

test('taken, but the answer was lost: it says that it has it, and that counts once', async () => {
  await reports('2026-04')
  await office.theJobsRun()
  await office.sql`alter table monthly_pushes disable trigger user`
  await office.sql`delete from monthly_pushes where month = '2026-04'`
  await office.sql`alter table monthly_pushes enable trigger user`
  const one = { agencyId: 'yunxi', district: false, month: '2026-04', n: 1 }
  await pushReturn(office.house, one)
  expect(await pushes('2026-04')).toEqual([[1, 1, 'taken', 'HZ-4']])
  expect(platform.received).toHaveLength(2)
  // Of a taken one nothing is sent any more; nor of a version that was opened again.
  await pushReturn(office.house, one)
  expect(platform.received).toHaveLength(2)
})

test('slow, it is given up and tried again; sent elsewhere, nothing follows; a conflict without a receipt is none', async () => {
  await reports('2026-05')
  const one = { agencyId: 'yunxi', district: false, month: '2026-05', n: 1 }
  platform.answer('never')
  await expect(pushReturn(office.house, one, false, AbortSignal.timeout(300))).rejects.toThrow('did not take')
  platform.answer({ status: 307, body: '', headers: { location: 'http://127.0.0.1:9/elsewhere' } })
  await expect(pushReturn(office.house, one)).rejects.toThrow('did not take')
  platform.answer({ status: 401, body: 'token expired' })
  await expect(pushReturn(office.house, one)).rejects.toThrow('401 token expired')
  platform.answer({ status: 409, body: '{"error":"本月已有报表"}' })
  await pushReturn(office.house, one, true)
  const outcomes = (await pushes('2026-05')).map(([, , outcome]: unknown[]) => outcome)
  expect(outcomes).toEqual(['refused', 'failed', 'failed', 'failed'])
  // Put right and reported anew, the later version is sent, as such.
  expect((await posts('2026-05', 'reopened', { why: '更正咨询件次。' })).status).toBe(303)
  await posts('2026-05', 'entries', { 'of.16': '7' })
  await posts('2026-05', 'reported')
  platform.answer()
  await triesAgain()
  expect((await pushes('2026-05'))[0]).toEqual([3, 1, 'taken', 'HZ-5'])
  expect(platform.received.at(-1)!.body).toMatchObject({ version: 3 })
})

test('without a platform nothing is enqueued, and nothing offered', async () => {
  const plain = await openOffice({ on: '2026-02-02' })
  try {
    await plain.head.signsIn()
    const at = '?month=2026-01&agency=yunxi'
    await plain.head.posts(`/reports/monthly/entries${at}`, '', FILLED)
    const told = await plain.head.posts(`/reports/monthly/reported${at}`, '', {})
    expect([told.status, told.text.includes('handedIn')]).toEqual([422, true])
    expect((await plain.head.posts(`/reports/monthly/reported${at}`, '', { handedIn: 'yes' })).status).toBe(303)
    expect(await plain.sql`select 1 from graphile_worker.jobs where task_identifier = 'pushReturn'`).toHaveLength(0)
    expect((await plain.head.gets(`/reports/monthly${at}`)).text).not.toContain('推送到上级平台')
    expect((await plain.head.posts(`/reports/monthly/pushed${at}`, '', {})).status).toBe(409)
  } finally {
    await plain.close()
  }
})
