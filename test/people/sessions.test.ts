/** How long one is signed in, what is kept of it, and the cookie that carries it. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { programOf } from '../../src/people/from.ts'
import { asForm, send } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { enrols, joins, later, visitorAt } from './visitor.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ trustProxy: '127.0.0.1' })
})
afterAll(() => office.close())
beforeEach(() => office.itIs(MONDAY))

const MINUTES = 60

test('half an hour without use ends it; use keeps it, for twelve hours at most', async () => {
  const visitor = visitorAt(office.app)
  await visitor.signsIn('registrar', PASSWORD)
  later(office, 29 * MINUTES)
  expect(await visitor.isIn()).toBe(true)
  later(office, 31 * MINUTES)
  expect(await visitor.isIn()).toBe(false)

  await visitor.signsIn('registrar', PASSWORD)
  for (let i = 0; i < 28; i++) {
    later(office, 25 * MINUTES)
    expect(await visitor.isIn()).toBe(true)
  }
  later(office, 21 * MINUTES)
  expect(await visitor.isIn(), '12 hours 1 minute').toBe(false)
})

test('the last use is written down once a minute, with the address and the program', async () => {
  const visitor = visitorAt(office.app, {
    address: '203.0.113.77',
    agent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  })
  await visitor.signsIn('head', PASSWORD)
  const kept = async () =>
    (await office.sql`select used_at, address, program, factor from sessions where address = '203.0.113.77'`)[0]!
  const first = await kept()
  expect(first).toMatchObject({ program: 'Chrome 141 · Windows', factor: null })
  later(office, 59)
  await visitor.isIn()
  expect((await kept()).usedAt).toBe(first.usedAt)
  later(office, 1)
  await visitor.isIn()
  expect((await kept()).usedAt).not.toBe(first.usedAt)
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox 143 · Linux'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge 141 · Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari 18 · iOS'],
  ['Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile MicroMessenger/8.0.50', '微信 8 · Android'],
  [`curl/8.5.0 ${'x'.repeat(400)}`, `curl/8.5.0 ${'x'.repeat(29)}`],
  ['\u0000\u0007é', ''],
  [undefined, ''],
])('%s is %s', (agent, program) => expect(programOf(agent)).toBe(program))

test('each sign-in is a session of its own; the one that this browser had ends', async () => {
  const visitor = visitorAt(office.app)
  await visitor.signsIn('counsel', PASSWORD)
  const first = visitor.jar.get('ysqgk')!
  await visitor.signsIn('counsel', PASSWORD)
  expect(visitor.jar.get('ysqgk')).not.toBe(first)
  const answer = await send(office.app, { url: '/api/v1/cases', headers: { authorization: `Bearer ${first}` } })
  expect(answer.status).toBe(401)
})

test('over https the cookie is bound to this host, and no other name is read', async () => {
  const https = {
    remoteAddress: '127.0.0.1',
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' },
  }
  const body = asForm({ username: 'registrar', password: PASSWORD })
  const answer = await send(office.app, {
    method: 'POST',
    url: '/sign-in',
    payload: body.payload,
    remoteAddress: https.remoteAddress,
    headers: { ...body.headers, ...https.headers },
  })
  const cookie = String(answer.headers['set-cookie'])
  expect(cookie).toMatch(/^__Host-ysqgk=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  const token = /=([^;]+)/.exec(cookie)![1]
  const desk = async (name: string) =>
    (
      await send(office.app, {
        url: '/sign-in/factors',
        remoteAddress: https.remoteAddress,
        headers: { ...https.headers, cookie: `${name}=${token}` },
      })
    ).status
  expect([await desk('__Host-ysqgk'), await desk('ysqgk')]).toEqual([200, 303])
})

test('a duty that takes two factors, given during a session, holds from the next one', async () => {
  const id = await joins(office, 'grown', ['handler'])
  const visitor = visitorAt(office.app)
  await visitor.signsIn('grown')
  expect(await visitor.isIn()).toBe(true)
  await office.sql`update people set roles = '{handler,signer}' where id = ${id}`
  expect(await visitor.isIn()).toBe(false)
  expect((await visitor.signsIn('grown')).headers.location).toBe('/sign-in/authenticator')
})

test('who covers a signer takes that place with two factors alone', async () => {
  const [signer, deputy] = [await joins(office, 'signs', ['signer']), await joins(office, 'covers-it', ['handler'])]
  const visitor = visitorAt(office.app)
  await visitor.signsIn('covers-it')
  const cover = {
    id: '00000000-0000-7000-8000-00000000c0de',
    personId: signer,
    coveredBy: deputy,
    fromDay: MONDAY,
    toDay: MONDAY,
    by: 'staff:admin',
    at: `${MONDAY}T01:00:00Z`,
    approved: true,
    decidedBy: 'system',
    decidedAt: `${MONDAY}T01:00:00Z`,
  }
  await office.sql`insert into covers ${office.sql(cover)}`
  expect(await visitor.isIn(), 'in their own place they stay').toBe(true)
  expect((await visitor.gets('/sign-in/factors')).text).toContain('可以只用密码')
  expect((await visitor.signsIn('covers-it')).headers.location).toBe('/sign-in/authenticator')
  await enrols(office, visitor, 'covers-it')
  expect((await visitor.gets('/sign-in/factors')).text).toContain('密码以外还要有验证码')
})
