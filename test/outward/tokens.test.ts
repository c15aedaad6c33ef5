/** Access tokens: who makes, approves and revokes them; what they open, and everything that they do not. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Readable } from 'node:stream'
import type { FastifyInstance, HTTPMethods } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '../../src/outward/scopes.ts'
import { SCOPES, type Scope } from '../../src/people/programs.ts'
import { hashOf } from '../../src/people/sessions.ts'
import { codes, settles } from '../people/colleagues.ts'
import { send } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { application, type Filed, type Member } from '../support/people.ts'
import { approvedToken, boundlessToken, NEW_TOKEN, programAt } from './programs.ts'

let office: Office
let admin: Member
let security: Member
let filed: Filed
let registered: string[]
beforeAll(async () => {
  registered = []
  const listening = (message: unknown) =>
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) registered.push(`${each} ${url}`)
    })
  subscribe('fastify.initialization', listening)
  office = await openOffice({ oneFont: true })
  unsubscribe('fastify.initialization', listening)
  admin = office.staff('admin')
  security = office.staff('security')
  filed = await office.citizen.files()
})
afterAll(() => office.close())

const makes = (more: object = {}, who = admin) =>
  who.posts('/api/v1/tokens', '', { ...NEW_TOKEN, name: 'portal', scopes: ['follow'], ...more })
const looks = (token: string, of: Filed = filed) =>
  programAt(office, token).gets(`/api/v1/applications/${of.receipt}`, { 'enquiry-code': of.enquiryCode })
const lines = (name: string) => office.sql<
  { what: string; succeeded: boolean; agencyId: string; caseId: string | null }[]
>`
  select what, succeeded, agency_id, case_id from audit_lines where by = ${`token:${name}`} order by id`

describe('from making to revoking', () => {
  test.each([
    [
      'of JSON',
      (entered: string) => ({ type: 'application/json', before: entered.slice(0, 20), after: entered.slice(20) }),
    ],
    [
      'in parts',
      (entered: string) => ({
        type: 'multipart/form-data; boundary=part',
        before: '--part\r\ncontent-disposition: form-data; name="application"\r\n\r\n',
        after: `${entered}\r\n--part--\r\n`,
      }),
    ],
  ])('revoked while a body %s comes, it opens nothing', async (_, slowly) => {
    const { id, token } = await approvedToken(office, ['register'])
    const { type, before, after } = slowly(JSON.stringify({ ...application(), channel: 'counter', on: MONDAY }))
    const sends = (meanwhile: () => Promise<unknown>) => {
      async function* body() {
        yield Buffer.from(before)
        await meanwhile()
        yield Buffer.from(after)
      }
      const headers = { authorization: `Bearer ${token}`, 'content-type': type }
      return send(office.app, { method: 'POST', url: '/api/v1/cases', headers, payload: Readable.from(body()) })
    }
    expect((await sends(async () => {})).status).toBe(201)
    const [{ n: cases }] = (await office.sql`select count(*)::int as n from cases`) as unknown as [{ n: number }]
    const late = await sends(() => admin.deletes(`/api/v1/tokens/${id}`))
    expect([late.status, late.json.title]).toEqual([401, '访问令牌已经撤销'])
    expect(await office.sql`select count(*)::int as n from cases`).toEqual([{ n: cases }])
  })

  test('the repeat of a request does not show it again', async () => {
    const key = { key: 'made twice' }
    const asked = { ...NEW_TOKEN, name: 'portal-twice', scopes: ['follow'] }
    const [first, again] = [
      await admin.posts('/api/v1/tokens', '', asked, key),
      await admin.posts('/api/v1/tokens', '', asked, key),
    ]
    expect([first.status, again.status]).toEqual([201, 201])
    const { token, ...rest } = first.json
    expect(token).toMatch(/^ysqgk_/)
    expect(again.json).toEqual({ ...rest, message: expect.stringContaining('只在设置时显示一次') })
    expect(again.text).not.toContain(token)
    await admin.deletes(`/api/v1/tokens/${rest.id}`)
  })

  test('it waits for the security officer, opens its routes, is on the audit, and opens nothing once it is revoked', async () => {
    const made = await makes({ name: 'portal-1' })
    expect(made.status).toBe(201)
    expect(made.headers['cache-control']).toBe('no-store')
    expect(made.json).toMatchObject({ name: 'portal-1', until: '2026-12-31', waits: 'security' })
    const { id, token } = made.json
    expect(token).toMatch(/^ysqgk_[\w-]{43}$/)
    expect((await security.gets('/approvals')).text).toContain('另有1个程序的访问令牌等待批准')
    const early = await looks(token)
    expect([early.status, early.json.code, early.json.title]).toEqual([
      401,
      'NOT_SIGNED_IN',
      '访问令牌还没有经安全管理员批准',
    ])
    expect((await admin.posts(`/api/v1/tokens/${id}`, '', { approved: true, why: '同意' })).status).toBe(403)
    expect((await security.posts(`/api/v1/tokens/${id}`, '', { approved: true, why: '已核对' })).status).toBe(201)
    expect((await looks(token)).json).toMatchObject({ receipt: filed.receipt })
    const again = await security.posts(`/api/v1/tokens/${id}`, '', { approved: false, why: '改变' })
    expect([again.status, again.json.code]).toEqual([409, 'FACT_REFUSED'])
    const { tokens } = (await admin.gets('/api/v1/tokens')).json
    const listed = tokens.find((one: { id: string }) => one.id === id)
    expect(listed).toMatchObject({ state: 'inForce', decidedBy: 'staff:security', usedAt: expect.any(String) })
    expect((await admin.deletes(`/api/v1/tokens/${id}`)).status).toBe(204)
    expect((await looks(token)).json.title).toBe('访问令牌已经撤销')
    const told = await lines('portal-1')
    expect(told.map(({ succeeded }) => succeeded)).toEqual([false, true, false])
    expect(told[1]).toMatchObject({ what: 'case', agencyId: 'yunxi', caseId: expect.any(String) })
    const { entries } = (await office.staff('auditor').gets('/api/v1/audit?by=token:portal-1')).json
    expect(entries.map(({ by }: { by: string }) => by)).toEqual(told.map(() => 'token:portal-1'))
    const changes = await office.sql`
      select by, detail -> 'after' ->> 'state' as state from audit_lines where what = 'token' and subject = 'portal-1' order by id`
    expect(changes.map(({ by, state }) => [by, state])).toEqual([
      ['staff:admin', 'tokenWaits'],
      ['staff:security', 'tokenInForce'],
      ['staff:admin', 'tokenRevoked'],
    ])
  })

  test('it is kept as its hash alone', async () => {
    const { id, token } = await approvedToken(office, ['follow'])
    const [row] = await office.sql`select *, t::text as whole from access_tokens t where id = ${id}`
    expect(row!.tokenHash).toBe(hashOf(token))
    expect(row!.whole).not.toContain(token)
    expect((await admin.gets('/api/v1/tokens')).text).not.toContain(row!.tokenHash)
  })

  test('without a security officer it holds at once; what was refused opens nothing', async () => {
    const alone = await settles(office, 'admin-of-jyj', ['admin'], 'yunxi-jyj')
    await office.sql`update agencies set taken_in_by = 'yunxi-jyj' where id = 'yunxi-jyj'`
    const made = (await makes({ name: 'alone' }, alone)).json
    await office.sql`update agencies set taken_in_by = 'yunxi' where id = 'yunxi-jyj'`
    expect(made).not.toHaveProperty('waits')
    expect((await looks(made.token)).status, 'of another agency: as if the case were not there').toBe(404)
    const { id, token } = (await makes({ name: 'unwanted' })).json
    await security.posts(`/api/v1/tokens/${id}`, '', { approved: false, why: '没有接入协议' })
    expect((await looks(token)).json.title).toBe('访问令牌没有获得批准')
  })

  test.each([
    ['a name that was given before', { name: 'portal-1' }, ['name', 'TAKEN']],
    ['a name with a blank', { name: 'a b' }, ['name', 'UNFIT']],
    ['more than a year', { until: '2027-03-03' }, ['until', 'UNFIT']],
    ['a day before today', { until: '2026-03-01' }, ['until', 'IN_THE_PAST']],
    ['no scope', { scopes: [] }, ['scopes', 'TOO_SMALL']],
    ['a scope that there is not', { scopes: ['everything'] }, ['scopes.0', 'UNFIT']],
    ['an agency that there is not', { agency: 'nowhere' }, ['agency', 'OF_ANOTHER_AGENCY']],
    ['too many a minute', { perMinute: 601 }, ['perMinute', 'TOO_BIG']],
  ])('%s is refused by its field', async (_, more, fault) => {
    const answer = await makes({ name: 'other', ...more })
    expect(answer.status).toBe(422)
    expect(codes(answer)).toEqual([fault])
  })

  test('what a token is does not change, not even by whoever holds the database’s account', async () => {
    const { id } = await approvedToken(office, ['follow'])
    const { sql } = office.house
    await expect(sql`update access_tokens set scopes = '{register}' where id = ${id}`).rejects.toThrow('access token')
    await expect(sql`update access_tokens set until = until + 1 where id = ${id}`).rejects.toThrow('access token')
    await expect(sql`update access_tokens set approved = false where id = ${id}`).rejects.toThrow('access token')
    await expect(sql`delete from access_tokens where id = ${id}`).rejects.toThrow()
  })
})

describe('each route of the house', () => {
  const filledIn = (path: string) =>
    path
      .replace(':receipt', filed.receipt)
      .replace(/:(\w+)/g, '1')
      .replace('*', 'x')

  test.each(Object.keys(SCOPES) as Scope[])(
    'is refused to a token for %s, but for those of that scope',
    async (scope) => {
      const program = programAt(office, await boundlessToken(office, [scope]))
      const count = () =>
        office.sql`select count(*)::int as n, (select count(*) from people)::int as people from ledger`
      const before = await count()
      const open: string[] = []
      for (const route of [...new Set(registered)]) {
        const [method, path] = route.split(' ') as [HTTPMethods, string]
        const answer = await program.asks({ method, url: filledIn(path) })
        const shut =
          answer.status === 403 && (method === 'HEAD' || answer.text.includes('访问令牌的用途不包括这一操作'))
        if (!shut) open.push(route)
      }
      const heads = ROUTES[scope]
        .filter((route) => route.startsWith('GET'))
        .map((route) => route.replace('GET', 'HEAD'))
      expect(open.sort()).toEqual([...ROUTES[scope], ...heads].sort())
      expect(await count()).toEqual(before)
    },
  )

  test('of a scope stands in the description of the interface', async () => {
    const { paths } = (await office.citizen.looksAt(filed)) && (await admin.gets('/openapi.json')).json
    for (const route of Object.values(ROUTES).flat()) {
      const [method, path] = route.split(' ') as [string, string]
      expect(paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()], route).toBeDefined()
    }
  })
})

describe('how far a token reaches', () => {
  test('a case of another agency, a wrong code and a receipt that there is not answer alike', async () => {
    const { token } = await approvedToken(office, ['follow', 'file'], { agency: 'yunxi-zjj' })
    const theirs = await office.citizen.files(application({ agency: 'yunxi-zjj' }))
    expect((await looks(token, theirs)).status).toBe(200)
    const answers = [
      await looks(token, filed),
      await looks(token, { ...theirs, enquiryCode: 'XXXX-XXXX-XX' }),
      await looks(token, { ...theirs, receipt: '20260302-0000-000000' }),
    ]
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual(Array(3).fill([404, 'NOT_FOUND']))
    const elsewhere = await programAt(office, token).posts('/api/v1/applications', application({ agency: 'yunxi' }))
    expect([elsewhere.status, elsewhere.json.code]).toEqual([403, 'NOT_YOURS'])
  })

  test('after its last day it opens nothing', async () => {
    const { token } = await approvedToken(office, ['follow'], { until: '2026-03-03' })
    office.itIs('2026-03-03')
    expect((await looks(token)).status).toBe(200)
    office.itIs('2026-03-04')
    expect((await looks(token)).json.title).toBe('访问令牌已经到期')
    office.itIs('2026-03-02')
  })

  test('it has a limit of its own, and the audit the first request that is refused by it', async () => {
    const { name, token } = await approvedToken(office, ['follow'], { perMinute: 2 })
    const answers = []
    // A minute may end between two of them: in one of two minutes more than three are asked.
    for (let i = 0; i < 9; i++) answers.push(await looks(token))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(5)
    expect(refused[0]!.json.code).toBe('TOO_MANY')
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(0)
    const told = await lines(name)
    expect(told.length).toBeLessThanOrEqual(6)
    expect(told.some(({ succeeded }) => !succeeded)).toBe(true)
  })

  test('an unknown token is refused also where anybody may look', async () => {
    expect((await looks(`ysqgk_${'A'.repeat(43)}`)).status).toBe(401)
    // The scheme in whatever case, and what was cut short, is a program's all the same.
    for (const authorization of [
      `bearer ysqgk_${'A'.repeat(43)}`,
      `BEARER  ysqgk_${'A'.repeat(43)}`,
      'Bearer ysqgk_AAA',
    ])
      expect((await send(office.app, { url: '/api/v1/agencies', headers: { authorization } })).status).toBe(401)
  })
})
