/** What the API tells an applicant beside the clock: what is asked with its last day, and the last days to turn elsewhere. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calendarFile } from '../../src/intake/calendar-file.ts'
import { zh } from '../../src/web/words/zh.ts'
import { asForm, cookiesOf } from '../support/api.ts'
import { CORRECTION, MONDAY, type Office, openOffice } from '../support/house.ts'
import type { Filed } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('a correction with its matters, until it has come', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('registered')
  expect(await office.citizen.follows(filed)).not.toHaveProperty('asked')
  await office.registrar.records(filed.id, CORRECTION)
  const { asked, letters } = await office.citizen.follows(filed)
  expect(asked).toEqual({
    correction: { by: '2026-03-20', left: 18, matters: CORRECTION.matters, letter: letters.at(-1).url },
  })
  await office.citizen.records(filed, { type: 'corrected', text: '2023年至2025年。' })
  expect(await office.citizen.follows(filed)).not.toHaveProperty('asked')
})

test('the last days are those of the day on which the letter arrived', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('replySigned')
  expect(await office.citizen.follows(filed)).not.toHaveProperty('lastDays')
  await office.goes(filed.id, 'replySigned', 'replyServed')
  const { lastDays } = await office.citizen.follows(filed)
  expect(lastDays).toMatchObject({
    servedOn: MONDAY,
    first: false,
    reconsider: { by: '2026-05-06', left: 65, body: '示例市人民政府' }, // the sixtieth day is in the May holiday
    sue: { by: '2026-09-02', court: '示例市中级人民法院' },
  })
})

test('a browser follows several applications beside each other, and none that it did not open', async () => {
  office.itIs(MONDAY)
  const [one, two, other] = [await office.citizen.files(), await office.citizen.files(), await office.citizen.files()]
  const cookies: Record<string, string> = {}
  const opens = async ({ receipt, enquiryCode }: Filed) => {
    const form = asForm({ receipt, enquiryCode })
    const answer = await office.app.inject({ method: 'POST', url: '/track', cookies, ...form })
    for (const { name, value } of answer.cookies) cookies[name] = value
  }
  await opens(one)
  await opens(two)
  const status = async ({ receipt }: Filed) =>
    (await office.app.inject({ url: `/api/v1/applications/${receipt}`, cookies })).statusCode
  expect([await status(one), await status(two), await status(other)]).toEqual([200, 200, 404])
})

test('the days go into a calendar: those ahead, each a whole day, under a name that stays when it moves', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('registered')
  const form = asForm({ receipt: filed.receipt, enquiryCode: filed.enquiryCode })
  const opened = await office.app.inject({ method: 'POST', url: '/track', ...form })
  const cookie = cookiesOf(opened as never)
  const file = async (root = '/', headers = { cookie }) => {
    const answer = await office.app.inject({ url: `${root}track/${filed.receipt}/days.ics`, headers })
    const text = answer.body.replace(/\r\n[ \t]/g, '')
    const each = (name: string) =>
      [...text.matchAll(new RegExp(`^${name}[^:]*:(.*?)\\r?$`, 'gm'))].map(([, value]) => value)
    return { answer, text, each }
  }
  const { answer, each, text } = await file()
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
  expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/)
  const { clock } = await office.citizen.follows(filed)
  expect(each('DTSTART')).toEqual([clock.dueOn.replaceAll('-', '')])
  expect(each('UID')).toEqual([`${filed.receipt}-due@ysqgk`])
  expect(each('SUMMARY')[0]).toMatch(/答复期限届满$/)

  await office.registrar.records(filed.id, CORRECTION)
  expect((await file()).each('UID')).toEqual([`${filed.receipt}-correction@ysqgk`])
  expect((await file('/en/')).each('SUMMARY')[0]).toMatch(/last day to complete the application$/)
  expect((await file('/', { cookie: '' })).answer.statusCode).toBe(404)

  const done = await office.caseUntil('replyServed')
  const again = asForm({ receipt: done.receipt, enquiryCode: done.enquiryCode })
  const shown = await office.app.inject({ method: 'POST', url: '/track', ...again })
  const served = await office.app.inject({
    url: `/track/${done.receipt}/days.ics`,
    headers: { cookie: cookiesOf(shown as never) },
  })
  const { lastDays } = await office.citizen.follows(done)
  for (const { by } of [lastDays.reconsider, lastDays.sue])
    expect(served.body).toContain(`DTSTART;VALUE=DATE:${by.replaceAll('-', '')}`)
  // No line is longer than 75 octets (RFC 5545, 3.1), nor cut within a character.
  for (const line of served.body.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  expect(served.body).not.toContain('\ufffd')
})

test('no name breaks the calendar file: a line break begins no property, a comma no second value', async () => {
  const bad = '甲\r\nBEGIN:VALARM\r\nX-EVIL:1\u0000\u2028乙;丙,丁\\戊'
  const view = {
    ...{ receipt: 'R2026', number: bad, title: bad, today: '2026-03-02', asked: {}, lastDays: null },
    clock: { status: 'running', dueOn: '2026-03-30' },
  } as never
  const words = { ...zh, site: { ...zh.site, name: bad } }
  const file = calendarFile(view, words, 'https://gk.example.gov.cn/track/R2026', new Date('2026-03-02T01:00:00Z'))
  const lines = file.replace(/\r\n[ \t]/g, '').split('\r\n')
  expect(lines.filter((line) => line.startsWith('BEGIN:'))).toEqual([
    ...['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'BEGIN:VALARM'],
  ])
  expect(lines.filter((line) => line.startsWith('X-EVIL'))).toEqual([])
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\u2028]/u)
  const name = '甲 BEGIN:VALARM X-EVIL:1 乙\\;丙\\,丁\\\\戊'
  for (const property of ['NAME', 'X-WR-CALNAME']) expect(lines).toContainEqual(`${property}:${name} ${name}`)
})
