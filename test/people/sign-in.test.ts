/** Who comes in: passwords, sessions, links used once, and forms of other sites. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { newId } from '../../src/ground/ids.ts'
import { firstAdministrator } from '../../src/people/first-administrator.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { invite } from '../../src/people/sessions.ts'
import { type Answer, asForm, asJson, cookiesOf, send } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
beforeEach(async () => {
  office.itIs(MONDAY)
  await office.sql`delete from tries`
})

const signIn = (username: string, password: string) =>
  send(office.app, { method: 'POST', url: '/api/v1/sessions', ...asJson({ username, password }) })
const desk = (token: string) =>
  send(office.app, { url: '/api/v1/cases', headers: { authorization: `Bearer ${token}` } })
const minutesLater = (minutes: number) =>
  (office.house.time as unknown as { set(to: Date): void }).set(
    new Date(Date.parse(`${MONDAY}T01:30:00Z`) + minutes * 60_000),
  )

describe('signing in', () => {
  test('gives a token for half a day, which is kept nowhere as it is', async () => {
    const answer = await signIn('registrar', PASSWORD)
    expect(answer.status).toBe(201)
    expect(answer.json).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/), expiresAt: '2026-03-02T13:30:00.000Z' })
    expect((await desk(answer.json.token)).status).toBe(200)
    const kept = JSON.stringify(await office.sql`select * from sessions`)
    expect(kept).not.toContain(answer.json.token)
    minutesLater(31)
    expect((await desk(answer.json.token)).json).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' })
  })

  test('a wrong password and an unknown name are the same answer', async () => {
    const [wrong, unknown] = [await signIn('registrar', 'Demo-2026-shut'), await signIn('nobody', PASSWORD)]
    expect([wrong.status, wrong.json.code]).toEqual([401, 'SIGN_IN_FAILED'])
    expect(unknown.bytes.equals(wrong.bytes)).toBe(true)
  })

  test('who has left does not come in, nor stay in', async () => {
    const { token } = (await signIn('signer', PASSWORD)).json
    await office.sql`update people set ended_at = now() where username = 'signer'`
    expect((await desk(token)).status).toBe(401)
    expect((await signIn('signer', PASSWORD)).json.code).toBe('SIGN_IN_FAILED')
    await office.sql`update people set ended_at = null where username = 'signer'`
  })

  test('signing out ends this session and no other', async () => {
    const [one, other] = [(await signIn('head', PASSWORD)).json.token, (await signIn('head', PASSWORD)).json.token]
    const out = await send(office.app, {
      method: 'DELETE',
      url: '/api/v1/sessions',
      headers: { authorization: `Bearer ${one}` },
    })
    expect(out.status).toBe(204)
    expect([(await desk(one)).status, (await desk(other)).status]).toEqual([401, 200])
  })

  test('missing and malformed: named', async () => {
    const fields = async (body: unknown) =>
      (await send(office.app, { method: 'POST', url: '/api/v1/sessions', ...asJson(body) })).json.errors.map(
        (e: { field: string }) => e.field,
      )
    expect(await fields({})).toEqual(['username', 'password'])
    expect(await fields({ username: ['a'], password: { b: 1 } })).toEqual(['username', 'password'])
    expect(await fields({ username: 'a\u0000', password: 'x'.repeat(201) })).toEqual(['username', 'password'])
  })

  test.each(['', 'Bearer', 'Bearer ', 'Bearer x y', 'Basic cmVnaXN0cmFyOng=', 'Bearer \u00e9'])(
    'the header %j opens nothing',
    async (authorization) => {
      const answer = await send(office.app, { url: '/api/v1/cases', headers: { authorization } })
      expect(answer.json).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' })
    },
  )
})

describe('in a browser', () => {
  const form = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> => {
    const body = asForm(fields)
    return send(office.app, { method: 'POST', url, payload: body.payload, headers: { ...body.headers, ...headers } })
  }

  test('the cookie is for this site alone, and leads to where one wanted to go, inside the house', async () => {
    for (const [next, location] of [
      ['/cases/new', '/cases/new'],
      ['https://evil.example/', '/desk'],
      ['//evil.example/', '/desk'],
      ['/\\evil.example', '/desk'],
      ['/\t/evil.example', '/desk'],
      ['/desk?q=\r\nSet-Cookie: a=b', '/desk'],
      ['/desk?q=申请', '/desk'],
      ['javascript:alert(1)', '/desk'],
    ] as const) {
      const answer = await form('/sign-in', { username: 'registrar', password: PASSWORD, next })
      expect([answer.status, answer.headers.location]).toEqual([303, location])
      expect(String(answer.headers['set-cookie'])).toMatch(/^ysqgk=[\w-]{43}; .*HttpOnly; SameSite=Lax/)
    }
  })

  test('a wrong password shows the form again with the name, without the password', async () => {
    const answer = await form('/sign-in', { username: 'registrar', password: 'Wrong-2026-open' })
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('value="registrar"')
    expect(answer.text).not.toContain('Wrong-2026-open')
  })

  test('who is not signed in is led to the door and back', async () => {
    const answer = await send(office.app, { url: '/desk?due=overdue' })
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent('/desk?due=overdue')}`,
    ])
  })

  test('a form without the session’s token is refused, whatever else it carries', async () => {
    const { id } = await office.caseUntil('submitted')
    const cookie = cookiesOf(await form('/sign-in', { username: 'registrar', password: PASSWORD }))
    const page = await send(office.app, { url: `/cases/${id}`, headers: { cookie } })
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)![1]!
    const other = (
      await send(office.app, {
        url: `/cases/${id}`,
        headers: { cookie: cookiesOf(await form('/sign-in', { username: 'registrar', password: PASSWORD })) },
      })
    ).text
    const before = await office.standing(id)
    const note = { type: 'noted', text: '备注' }
    for (const wrong of [undefined, '', 'x', /name="csrf" value="([^"]+)"/.exec(other)![1]!]) {
      const refused = await form(
        `/cases/${id}/facts`,
        { ...note, ...(wrong !== undefined && { csrf: wrong }) },
        { cookie },
      )
      expect([wrong, refused.status]).toEqual([wrong, 403])
      const api = await send(office.app, {
        method: 'POST',
        url: `/api/v1/cases/${id}/facts`,
        payload: JSON.stringify(note),
        headers: { 'content-type': 'application/json', cookie, ...(wrong !== undefined && { 'x-csrf-token': wrong }) },
      })
      expect([wrong, api.status, api.json.code]).toEqual([wrong, 403, 'CSRF'])
    }
    const basic = await send(office.app, {
      method: 'POST',
      url: `/api/v1/cases/${id}/facts`,
      payload: JSON.stringify(note),
      headers: { 'content-type': 'application/json', cookie, authorization: 'Basic eDp5' },
    })
    expect(basic.status, 'a header of another kind is no token').toBe(403)
    expect((await form('/sign-out', {}, { cookie })).status).toBe(403)
    expect(await office.standing(id)).toBe(before)
    expect((await form(`/cases/${id}/facts`, { ...note, csrf }, { cookie })).status).toBe(303)
    expect((await form('/sign-out', { csrf }, { cookie })).status).toBe(303)
    expect((await send(office.app, { url: '/desk', headers: { cookie } })).status).toBe(303)
  })

  test('a page of another site signs nobody in', async () => {
    const fields = { username: 'registrar', password: PASSWORD }
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'x' },
    ] as Record<string, string>[])
      expect([headers, (await form('/sign-in', fields, headers)).status]).toEqual([headers, 403])
    for (const url of ['/track', '/invitations/x'])
      expect((await form(url, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
})

describe('a link', () => {
  const set = (token: string, password: string, again = password) =>
    send(office.app, { method: 'POST', url: `/invitations/${token}`, ...asForm({ password, again }) })
  const newcomer = async () => {
    const id = newId(office.house.time.now())
    await office.sql`
      insert into people (id, agency_id, username, name, roles) values (${id}, 'yunxi', ${id}, '新人', '{registrar}')`
    return id
  }

  test('sets a password once, and ends the sessions of the old one', async () => {
    const id = await newcomer()
    expect((await signIn(id, '')).status, 'nobody comes in without a password').toBe(422)
    expect((await signIn(id, 'null')).status).toBe(401)
    const link = await invite(office.house, id)
    expect((await set(link, 'short')).status).toBe(422)
    expect((await set(link, 'onlysmallletters')).status).toBe(422)
    expect((await set(link, 'Good-2026-one', 'Good-2026-two')).status).toBe(422)
    expect((await set(link, 'Good-2026-one')).headers.location).toMatch(/^\/sign-in/)
    expect((await set(link, 'Good-2026-two')).status, 'used').toBe(404)
    const { token } = (await signIn(id, 'Good-2026-one')).json
    const second = await invite(office.house, id)
    expect((await set(second, 'Good-2026-new')).status).toBe(303)
    expect((await desk(token)).status).toBe(401)
    expect((await signIn(id, 'Good-2026-one')).status).toBe(401)
    expect((await signIn(id, 'Good-2026-new')).status).toBe(201)
  })

  test('two at once: one sets it', async () => {
    const link = await invite(office.house, await newcomer())
    const answers = await Promise.all([set(link, 'Good-2026-one'), set(link, 'Good-2026-two')])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404])
  })

  test('too old, or never given: refused', async () => {
    const link = await invite(office.house, await newcomer(), 1)
    minutesLater(61)
    expect((await set(link, 'Good-2026-one')).status).toBe(404)
    expect((await set('never-given', 'Good-2026-one')).status).toBe(404)
  })

  test('the first start of an empty office invites one administrator, and only while nobody has a password', async () => {
    expect(await firstAdministrator(office.house), 'there is staff').toBeNull()
    const empty = await openOffice()
    try {
      await empty.sql`delete from sessions`
      await empty.sql`delete from person_units`
      await empty.sql`delete from people`
      await empty.sql`delete from units`
      await empty.sql`delete from agencies`
      const links = await Promise.all([firstAdministrator(empty.house), firstAdministrator(empty.house)])
      for (const link of links)
        expect(link).toEqual({ username: 'admin', path: expect.stringMatching(/^\/invitations\/[\w-]{43}$/) })
      const [people] = await empty.sql`select count(*)::int as n from people`
      expect(people!.n).toBe(1)
      const answer = await send(empty.app, {
        method: 'POST',
        url: links[0]!.path,
        ...asForm({ password: 'Good-2026-one', again: 'Good-2026-one' }),
      })
      expect(answer.status).toBe(303)
      expect(await firstAdministrator(empty.house)).toBeNull()
    } finally {
      await empty.close()
    }
  })
})

test('passwords are salted, slow to try, and the same one twice is kept differently', async () => {
  const [one, two] = [await hashPassword('Good-2026-one'), await hashPassword('Good-2026-one')]
  expect(one).toMatch(/^\$argon2id\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
})
