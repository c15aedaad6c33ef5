/** `/api/v1/reminders`, `/examples`, `/messages`, `/training`: what the pages say, for programs, with the rights of the pages. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { asJson, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(() => office.close())

async function bearer(username: string) {
  const answer = await send(office.app, {
    ...{ method: 'POST', url: '/api/v1/sessions' },
    ...asJson({ username, password: PASSWORD }),
  })
  return { authorization: `Bearer ${answer.json.token}` }
}
const put = async (username: string, body: object) => {
  const json = asJson(body)
  const headers = { ...json.headers, ...(await bearer(username)) }
  return send(office.app, { method: 'PUT', url: '/api/v1/reminders', ...json, headers })
}

test('one reads and changes how one is reminded oneself; what is left out stays, and the page says the same', async () => {
  const usual = { way: 'mail', ways: ['mail'], hour: 8, quietFrom: 20, quietTo: 8, mobile: null, robot: null }
  expect((await office.handler.gets('/api/v1/reminders')).json).toEqual(usual)
  const changed = await put('handler', { hour: 10, quietFrom: 19 })
  expect([changed.status, changed.json]).toEqual([200, { ...usual, hour: 10, quietFrom: 19 }])
  expect((await office.handler.gets('/reminders')).text).toMatch(/<option value="10" selected/)
  expect((await office.head.gets('/api/v1/reminders')).json).toEqual(usual)
  expect((await put('auditor', { quietTo: 7 })).json.quietTo).toBe(7)
  const [row] = await office.sql`select count(*)::int as n from own_reminders`
  expect(row!.n).toBe(2)
})

test('refused as on the page: hours that are none, a digest in quiet hours, a way that the office lacks', async () => {
  for (const [body, field] of [
    [{ hour: 24 }, 'hour'],
    [{ hour: 23 }, 'hour'],
    [{ way: 'sms' }, 'way'],
    [{ hook: 'https://robots.example.cn/send?key=1' }, 'hook'],
  ] as const) {
    const { status, json } = await put('head', body)
    expect([status, json.code, json.errors[0].field]).toEqual([422, 'INVALID', field])
  }
  expect((await send(office.app, { url: '/api/v1/reminders' })).status).toBe(401)
})

test('the words of mails and the case library are read by whoever reads cases', async () => {
  const { messages } = (await office.handler.gets('/api/v1/messages')).json
  const registered = messages.find(({ id }: { id: string }) => id === 'mails.registered')
  expect(registered).toMatchObject({ folder: 'mails', own: false, pending: 0 })
  const words = (await office.handler.gets('/api/v1/messages/mails.registered')).json
  expect(words).toMatchObject({ version: registered.version, title: registered.title })
  expect(words.body).toContain('登记')
  expect((await office.handler.gets('/api/v1/messages/mails.nothing')).status).toBe(404)
  const { examples, shipped } = (await office.handler.gets('/api/v1/examples?outcome=notHeld')).json
  expect(examples).toEqual([])
  expect(shipped.length).toBeGreaterThan(0)
  for (const { outcome } of shipped) expect(outcome).toBe('notHeld')
  for (const url of ['/api/v1/messages', '/api/v1/examples'])
    expect((await office.staff('admin').gets(url)).status, url).toBe(403)
})

test('trainings are read with who came by the head; others read their own alone', async () => {
  const held = { heldOn: '2026-02-27', title: '答复书的写法', content: '以案说法。', trainer: '', hours: '1.5' }
  const made = await office.head.posts('/training', '', held)
  const id = String(made.headers.location).split('/').at(-1)
  const { year, trainings, people } = (await office.head.gets('/api/v1/training')).json
  expect([year, trainings]).toMatchObject([2026, [{ id, title: held.title, hours: 1.5, attended: 0 }]])
  expect(people.length).toBeGreaterThan(1)
  const one = (await office.head.gets(`/api/v1/training/${id}`)).json
  expect(one.people.every(({ came }: { came: boolean }) => !came)).toBe(true)
  expect((await office.handler.gets('/api/v1/training')).json).toEqual({ year: 2026, trainings: [] })
  expect((await office.handler.gets(`/api/v1/training/${id}`)).status).toBe(403)
  expect((await office.head.gets('/api/v1/training?year=2031')).status).toBe(422)
})
