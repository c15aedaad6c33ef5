/** What is due when: the calendar counts what its days list, of what somebody sees; and every filter finds what it says. */
import { afterAll, beforeAll, expect, test } from 'vitest'
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
