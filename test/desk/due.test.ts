/** What is due when: the calendar counts what its days list, of what somebody sees; and every filter finds what it says. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { READ_ALOUD } from '../../src/desk/oral.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(() => office.close())

const entered = (channel: string, on = MONDAY) =>
  office.registrar.enters({ ...application(), channel, on, ...(on < MONDAY && { evidence: '收件章。' }) })
const listed = async (query: string) =>
  ((await office.registrar.gets(`/api/v1/cases?${query}`)).json.cases as { id: string }[]).map(({ id }) => id)

test('a day of the calendar leads to as many cases as it says', async () => {
  await entered('counter')
  await entered('post')
  const { text } = await office.registrar.gets('/desk/calendar')
  const days = [...text.matchAll(/href="\/desk\?on=(\d{4}-\d\d-\d\d)"[^>]*>(\d+)件/g)].map(([, day, n]) => ({ day, n }))
  expect(days.length).toBeGreaterThan(0)
  for (const { day, n } of days) expect([day, (await listed(`on=${day}`)).length]).toEqual([day, Number(n)])
  expect((await office.registrar.gets(`/desk?on=${days[0]!.day}`)).text).toContain('到期')
  expect((await office.staff('admin').gets('/desk/calendar')).status).toBe(403)
})

test('by channel, by days of arrival, in the order of arrival both ways', async () => {
  const [fax, early] = [await entered('fax'), await entered('post', '2026-02-10')]
  expect(await listed('channel=fax')).toEqual([fax.id])
  expect(await listed('from=2026-02-01&to=2026-02-28')).toEqual([early.id])
  const [up, down] = [await listed('sort=submitted'), await listed('sort=-submitted')]
  expect(up[0]).toBe(early.id)
  expect(down.at(-1)).toBe(early.id)
  expect(down).toEqual(up.toReversed())
  expect((await office.registrar.gets('/api/v1/cases?from=0000-00-00')).status).toBe(422)
})

test('the form with all filters keeps what was chosen, and a case opened from its list leads back to it', async () => {
  const early = (await listed('from=2026-02-01&to=2026-02-28'))[0]!
  const { text } = await office.registrar.gets(
    '/desk?more=yes&channel=post&from=2026-02-01&to=2026-02-28&sort=submitted',
  )
  expect(text).toMatch(/<option value="post" selected/)
  expect(text).toContain('value="2026-02-01"')
  const [, href] = new RegExp(`href="(/cases/${early}\\?in=[^"]+)"`).exec(text)!
  const page = await office.registrar.gets(href!.replaceAll('&amp;', '&'))
  expect(page.text).toContain('channel=post')
  for (const nonsense of ['unit=%00', 'handler=%F0%9F', 'on=2026-02-30', 'channel=pigeon', 'sort=title', 'due=never'])
    expect([nonsense, (await office.registrar.gets(`/desk?${nonsense}`)).status]).toEqual([nonsense, 200])
})

test('days that contradict each other are named, and a list without a case offers to clear its filters', async () => {
  const crossed = (await office.registrar.gets('/desk?from=2026-03-05&to=2026-03-01')).text
  expect(crossed).toContain('来件日期自2026年3月5日，晚于至2026年3月1日')
  const none = (await office.registrar.gets('/desk?channel=email&outcome=petition')).text
  expect(none).toContain('没有符合条件的申请件')
  expect(none).toContain('全部清除')
  expect(none).not.toContain('新收到的申请会出现在这里')
  expect((await office.registrar.gets('/desk?from=2026-03-01&to=2026-03-05')).text).not.toContain('data-days')
})

test('the record of an oral application is for the counter alone, and is offered where it was spoken', async () => {
  const [letter, oral] = [await entered('letter'), await entered('counter')]
  const refused = await office.registrar.gets(`/cases/${letter.id}/record-sheet`)
  expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('只用于当面提出的申请')])
  expect((await office.registrar.gets(`/cases/${oral.id}/record-sheet`)).status).toBe(200)
  const written = (await office.registrar.gets(`/cases/${oral.id}/slip`)).text
  expect(written).not.toContain('record-sheet')
  const spoken = { ...application(), channel: 'counter', on: MONDAY, evidence: READ_ALOUD }
  const { id } = await office.registrar.enters(spoken)
  expect((await office.registrar.gets(`/cases/${id}/slip`)).text).toContain(`/cases/${id}/record-sheet`)
})
