/** Failed tries: counted before they are judged, never a lock that somebody sets on somebody else. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openApp } from '../../src/app.ts'
import { PASSWORD } from '../../src/demo/district.ts'
import { networkOf } from '../../src/ground/network.ts'
import { asJson, send } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { later, visitorAt } from './visitor.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
beforeEach(async () => {
  office.itIs(MONDAY)
  await office.sql`delete from tries`
})

const HERE = '198.51.100.7'
const tries = (username: string, password: string, remoteAddress = HERE, app = office.app) =>
  send(app, { method: 'POST', url: '/api/v1/sessions', ...asJson({ username, password }), remoteAddress })
const fails = async (times: number, username: string, from = HERE) => {
  for (let i = 0; i < times; i++) await tries(username, `Wrong-2026-${i}`, from)
}
const waits = async (username: string, from = HERE) => Number((await tries(username, 'x', from)).headers['retry-after'])

describe('two hundred wrong passwords at once', () => {
  test('ten are judged, by two processes together; the right one comes in from elsewhere', async () => {
    const second = await openApp(office.house)
    try {
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, i) => tries('head', `Wrong-2026-${i}`, HERE, i % 2 ? office.app : second)),
      )
      const codes = answers.map(({ json }) => json.code)
      expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(10)
      const refused = answers.filter(({ json }) => json.code === 'SIGN_IN_DELAYED')
      expect(refused).toHaveLength(190)
      for (const { status, headers } of refused) expect([status, headers['retry-after']]).toEqual([429, '30'])
      expect((await tries('head', PASSWORD)).status, 'the right one waits too').toBe(429)
      expect((await tries('head', PASSWORD, '198.51.100.8')).status).toBe(201)
      expect((await tries('registrar', PASSWORD)).status, 'and another account is free').toBe(201)
    } finally {
      await second.close()
    }
  })

  test('what is refused costs no hash: where none can be reckoned, whoever is judged would hear of it', async () => {
    await fails(10, 'head')
    const [{ password }] = (await office.sql`select password from people where username = 'head'`) as [
      { password: string },
    ]
    const without = (hash: string) => office.sql`
      update people set password = ${hash} where username in ('head', 'counsel')`
    await without('none')
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    try {
      expect((await tries('counsel', 'Wrong-2026-open')).status).toBe(503)
      expect(said).toHaveBeenCalledOnce()
      const refused = await Promise.all(Array.from({ length: 100 }, () => tries('head', 'Wrong-2026-open')))
      expect(refused.map(({ status }) => status)).toEqual(Array(100).fill(429))
    } finally {
      said.mockRestore()
      await without(password)
    }
  })
})

test('the wait is doubled each time, to a quarter of an hour at most', async () => {
  await fails(10, 'signer')
  const waited: number[] = []
  for (let i = 0; i < 8; i++) {
    const wait = await waits('signer')
    waited.push(wait)
    later(office, wait - 1)
    expect((await tries('signer', PASSWORD)).status).toBe(429)
    later(office, 1)
    expect((await tries('signer', 'Wrong-2026-open')).status).toBe(401)
  }
  expect(waited).toEqual([30, 60, 120, 240, 480, 900, 900, 900])
  later(office, 900)
  expect((await tries('signer', PASSWORD)).status).toBe(201)
})

test('failures are forgotten after a success, and after a day', async () => {
  await fails(9, 'archivist')
  expect((await tries('archivist', PASSWORD)).status).toBe(201)
  await fails(9, 'archivist')
  expect((await tries('archivist', PASSWORD)).status, 'the nine before did not count').toBe(201)
  await fails(10, 'archivist')
  expect(await waits('archivist')).toBe(30)
  later(office, 86_400)
  await fails(9, 'archivist')
  expect((await tries('archivist', PASSWORD)).status).toBe(201)
})

test('a name that nobody has is counted alike, and answered alike', async () => {
  const answersFor = async (username: string) => {
    const answers = []
    for (let i = 0; i < 12; i++) {
      const { status, text, headers } = await tries(username, `Wrong-2026-${i}`)
      answers.push([status, text, headers['retry-after']])
    }
    return answers
  }
  expect(await answersFor('nobody-here')).toEqual(await answersFor('counsel'))
  const kept = JSON.stringify(await office.sql`select * from tries`)
  expect(kept, 'what was typed as a name may be a password').not.toMatch(/nobody-here|counsel/)
})

test('one address has three hundred failures an hour over all accounts, and successes are none', async () => {
  for (let i = 0; i < 5; i++) expect((await tries('registrar', PASSWORD)).status).toBe(201)
  await office.sql`update tries set failures = 299`
  expect((await tries('some-name', 'x')).status).toBe(401)
  const refused = await tries('registrar', PASSWORD)
  expect([refused.status, refused.json.code]).toEqual([429, 'SIGN_IN_DELAYED'])
  expect((await tries('registrar', PASSWORD, '198.51.100.9')).status).toBe(201)
  later(office, 3_600)
  expect((await tries('registrar', PASSWORD)).status).toBe(201)
})

test('a subscriber of IPv6 has a whole /64: its addresses count as one', async () => {
  for (let i = 1; i <= 10; i++) await tries('handler', 'Wrong-2026-open', `2001:db8:1:2::${i.toString(16)}`)
  expect((await tries('handler', PASSWORD, '2001:db8:1:2:aaaa:bbbb:cccc:dddd')).status).toBe(429)
  expect((await tries('handler', PASSWORD, '2001:db8:1:3::1')).status).toBe(201)
  expect(
    ['203.0.113.5', '::ffff:203.0.113.5', '2001:DB8::1', '2001:db8:0:0:1::', '::1', 'fe80::1%eth0', undefined].map(
      networkOf,
    ),
  ).toEqual([
    '203.0.113.5',
    '203.0.113.5',
    '2001:db8:0:0::/64',
    '2001:db8:0:0::/64',
    '0:0:0:0::/64',
    'fe80:0:0:0::/64',
    '-',
  ])
})

test('the page says how long to wait, and keeps the name', async () => {
  const visitor = visitorAt(office.app)
  for (let i = 0; i < 10; i++) expect((await visitor.signsIn('supervisor', 'Wrong-2026-open')).status).toBe(401)
  const refused = await visitor.signsIn('supervisor', PASSWORD)
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '30'])
  expect(refused.text).toContain('约30秒后')
  expect(refused.text).toContain('value="supervisor"')
})
