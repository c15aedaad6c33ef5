/** The second factor: set up at the first sign-in, each code once, and codes on paper. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { asJson, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { codeNow, enrols, GOOD, joins, later, secretOn, visitorAt } from './visitor.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

let people = 0
const someone = async (...roles: string[]) => {
  const username = `factor-${++people}`
  return { username, id: await joins(office, username, roles) }
}
const program = (body: object) => send(office.app, { method: 'POST', url: '/api/v1/sessions', ...asJson(body) })

describe('setting it up', () => {
  test.each(['admin', 'security', 'signer'])('%s comes in only with it', async (role) => {
    const { username } = await someone(role)
    const visitor = visitorAt(office.app)
    const first = await visitor.signsIn(username, GOOD, '/settings')
    expect([first.status, first.headers.location]).toEqual([303, '/sign-in/authenticator'])
    expect(await visitor.isIn(), 'the password alone opens nothing').toBe(false)
    const page = await visitor.gets('/sign-in/authenticator')
    expect(page.text).toContain('<svg class="qr"')
    const secret = secretOn(page.text)
    expect(secret).toHaveLength(20)
    const wrong = await visitor.posts('/sign-in/authenticator', { code: '000000' })
    expect([wrong.status, secretOn(wrong.text).equals(secret)], 'the same secret stays').toEqual([422, true])
    const done = await visitor.posts('/sign-in/authenticator', { code: codeNow(office, secret) })
    expect(done.status).toBe(200)
    expect(done.text.match(/<code>[A-Z2-9]{5}-[A-Z2-9]{5}<\/code>/g)).toHaveLength(10)
    expect(done.text).toContain('href="/settings"')
    expect(await visitor.isIn()).toBe(true)
    expect((await visitor.posts('/sign-in/authenticator', { code: '000000' })).headers.location).toBe('/sign-in')
  })

  test('others, and the accounts of the demonstration, come in with the password', async () => {
    const { username } = await someone('handler', 'head')
    expect((await visitorAt(office.app).signsIn(username)).headers.location).toBe('/desk')
    for (const name of ['admin', 'security', 'signer']) {
      const visitor = visitorAt(office.app)
      expect((await visitor.signsIn(name, PASSWORD)).headers.location).toBe('/desk')
      expect((await visitor.gets('/sign-in/factors')).text).toContain('演示账号')
      expect((await visitor.submits('/desk', '/sign-in/factors/authenticator')).status).toBe(403)
    }
  })

  test('each browser is shown a secret of its own: who knew the password first knows nothing of the other’s', async () => {
    const { username } = await someone('admin')
    const [thief, owner] = [visitorAt(office.app), visitorAt(office.app)]
    await thief.signsIn(username)
    const known = secretOn((await thief.gets('/sign-in/authenticator')).text)
    const { secret } = await enrols(office, owner, username)
    expect(known.equals(secret)).toBe(false)
    const late = await thief.posts('/sign-in/authenticator', { code: codeNow(office, known) })
    expect(late.headers.location, 'and what was half-way is over').toBe('/sign-in')
    expect(await owner.isIn()).toBe(true)
  })

  test('ten minutes, and not later', async () => {
    const { username } = await someone('admin')
    const visitor = visitorAt(office.app)
    await visitor.signsIn(username)
    const secret = secretOn((await visitor.gets('/sign-in/authenticator')).text)
    later(office, 601)
    const late = await visitor.posts('/sign-in/authenticator', { code: codeNow(office, secret) })
    expect(late.headers.location).toBe('/sign-in')
  })

  test('kept encrypted, for one person: in another’s row it opens nothing', async () => {
    const [one, other] = [await someone('admin'), await someone('admin')]
    const [first, second] = [visitorAt(office.app), visitorAt(office.app)]
    const { secret } = await enrols(office, first, one.username)
    await enrols(office, second, other.username)
    const rows = await office.sql`select secret from authenticators`
    for (const row of rows) expect(row.secret.includes(secret)).toBe(false)
    const kept = rows.map((row) => row.secret)
    expect(() => kept.map((sealed) => office.house.keys.open('factors', [one.id], sealed))).toThrow()
    expect(kept.some((sealed) => opens(sealed, one.id)?.equals(secret))).toBe(true)
  })
  const opens = (sealed: Buffer, id: string) => {
    try {
      return office.house.keys.open('factors', [id], sealed)
    } catch {
      return undefined
    }
  }
})

describe('signing in with it', () => {
  test('password, then code; a code opens once, and none before it', async () => {
    const { username } = await someone('signer')
    const { secret } = await enrols(office, visitorAt(office.app), username)
    later(office, 90)
    const [one, two] = [visitorAt(office.app), visitorAt(office.app)]
    expect((await one.signsIn(username, GOOD, '/numbers')).headers.location).toBe('/sign-in/code')
    await two.signsIn(username)
    const code = codeNow(office, secret)
    const both = await Promise.all([one, two].map((visitor) => visitor.posts('/sign-in/code', { code })))
    expect(both.map(({ status }) => status).sort(), 'twice at once: one').toEqual([303, 401])
    expect([await one.isIn(), await two.isIn()].filter(Boolean)).toHaveLength(1)
    const third = visitorAt(office.app)
    await third.signsIn(username)
    expect((await third.posts('/sign-in/code', { code })).text).toContain('已经用过')
    later(office, 30)
    const spaced = codeNow(office, secret).replace(/^.../, '$& ')
    expect((await third.posts('/sign-in/code', { code: spaced })).headers.location).toBe('/desk')
  })

  test('programs send the code with the password, and hear when it lacks', async () => {
    const { username } = await someone('admin')
    const body = { username, password: GOOD }
    expect((await program(body)).json).toMatchObject({ status: 403, code: 'FACTOR_NEEDED' })
    const { secret } = await enrols(office, visitorAt(office.app), username)
    expect((await program(body)).json).toMatchObject({ status: 401, code: 'CODE_NEEDED' })
    expect((await program({ ...body, code: '000000' })).json).toMatchObject({ status: 401, code: 'CODE_WRONG' })
    expect((await program({ ...body, password: 'Wrong-2026-one', code: codeNow(office, secret) })).json.code).toBe(
      'SIGN_IN_FAILED',
    )
    later(office, 30)
    expect((await program({ ...body, code: codeNow(office, secret) })).status).toBe(201)
  })

  test('codes are guessed ten times, from wherever, and then the next waits', async () => {
    const { username } = await someone('admin')
    const { secret } = await enrols(office, visitorAt(office.app), username)
    later(office, 90)
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const visitor = visitorAt(office.app, { address: `203.0.113.${i}` })
        await visitor.signsIn(username)
        const tries = Array.from({ length: 4 }, () => visitor.posts('/sign-in/code', { code: '000000' }))
        return Promise.all(tries)
      }),
    )
    const statuses = answers.flat().map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(22)
    const owner = visitorAt(office.app)
    await owner.signsIn(username)
    expect((await owner.posts('/sign-in/code', { code: codeNow(office, secret) })).status).toBe(429)
    later(office, 31)
    expect((await owner.posts('/sign-in/code', { code: codeNow(office, secret) })).status).toBe(303)
  })

  test('a recovery code opens once, leads to where new ones are made, and is kept as a hash', async () => {
    const { username, id } = await someone('security')
    const { codes } = await enrols(office, visitorAt(office.app), username)
    const visitor = visitorAt(office.app)
    await visitor.signsIn(username)
    const typed = codes[3]!.toLowerCase().replace('-', ' ')
    expect((await visitor.posts('/sign-in/code', { code: typed })).headers.location).toBe('/sign-in/factors')
    expect((await visitor.gets('/sign-in/factors')).text).toContain('<b>9</b>')
    const again = visitorAt(office.app)
    await again.signsIn(username)
    expect((await again.posts('/sign-in/code', { code: codes[3]! })).status).toBe(401)
    const kept = JSON.stringify(await office.sql`select * from recovery_codes where person_id = ${id}`)
    for (const code of codes) expect(kept).not.toContain(code.replace('-', ''))
    const renewed = await visitor.submits('/sign-in/factors', '/sign-in/factors/codes')
    expect(renewed.text.match(/<code>[A-Z2-9]{5}-/g)).toHaveLength(10)
    expect((await again.posts('/sign-in/code', { code: codes[4]! })).status, 'the earlier ones are void').toBe(401)
  })
})

describe('changing it', () => {
  test('asks for a fresh sign-in, and a form of this site', async () => {
    const { username } = await someone('registrar')
    const visitor = visitorAt(office.app)
    await visitor.signsIn(username)
    expect((await visitor.posts('/sign-in/factors/authenticator')).status).toBe(403)
    later(office, 16 * 60)
    const old = await visitor.submits('/sign-in/factors', '/sign-in/factors/authenticator')
    expect(old.headers.location).toBe('/sign-in?again=yes&next=%2Fsign-in%2Ffactors')
    expect((await visitor.gets(String(old.headers.location))).text).toContain('请再登录一次')
    await visitor.signsIn(username)
    const fresh = await visitor.submits('/sign-in/factors', '/sign-in/factors/authenticator')
    expect(fresh.headers.location).toBe('/sign-in/authenticator')
    const secret = secretOn((await visitor.gets('/sign-in/authenticator')).text)
    await visitor.posts('/sign-in/authenticator', { code: codeNow(office, secret) })
    expect((await visitorAt(office.app).signsIn(username)).headers.location).toBe('/sign-in/code')
    expect((await visitor.submits('/sign-in/factors', '/sign-in/factors/removal')).status).toBe(303)
    expect((await visitorAt(office.app).signsIn(username)).headers.location).toBe('/desk')
  })

  test('who must have it may exchange it, not go without', async () => {
    const { username } = await someone('signer')
    const visitor = visitorAt(office.app)
    const { secret } = await enrols(office, visitor, username)
    expect((await visitor.submits('/sign-in/factors', '/sign-in/factors/removal')).status).toBe(403)
    await visitor.submits('/sign-in/factors', '/sign-in/factors/authenticator')
    const next = secretOn((await visitor.gets('/sign-in/authenticator')).text)
    expect(next.equals(secret)).toBe(false)
    await visitor.posts('/sign-in/authenticator', { code: codeNow(office, next) })
    later(office, 90)
    const again = visitorAt(office.app)
    await again.signsIn(username)
    expect((await again.posts('/sign-in/code', { code: codeNow(office, secret) })).status, 'the old one').toBe(401)
    expect((await again.posts('/sign-in/code', { code: codeNow(office, next) })).status).toBe(303)
  })
})
