/** One's own account, and the pages on which those begin who read no case. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { type Answer, asForm, asJson, cookiesOf, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { needs } from '../support/people.ts'
import { settles } from './colleagues.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const signIn = (username: string, password = PASSWORD) =>
  send(office.app, { method: 'POST', url: '/sign-in', ...asForm({ username, password }) })
const page = (cookie: string, url = '/profile') => send(office.app, { url, headers: { cookie } })
const csrfOf = ({ text }: Answer) => /name="csrf" value="([^"]+)"/.exec(text)![1]!
async function comesIn(username: string, password = PASSWORD) {
  const cookie = cookiesOf(await signIn(username, password))
  const csrf = csrfOf(await page(cookie))
  const posts = (url: string, fields: Record<string, string>) => {
    const form = asForm({ csrf, ...fields })
    return send(office.app, { method: 'POST', url, ...form, headers: { ...form.headers, cookie } })
  }
  return { cookie, posts }
}

test('without the token of the form nothing changes', async () => {
  const { cookie } = await comesIn('registrar')
  const form = asForm({ email: 'x@example.cn' })
  const headers = { ...form.headers, cookie }
  expect((await send(office.app, { method: 'POST', url: '/profile/address', ...form, headers })).status).toBe(403)
})

test('sessions are listed, and ended one by one; another person’s are not', async () => {
  await settles(office, 'twice', ['archivist'])
  const [here, there, other] = [await comesIn('twice'), await comesIn('twice'), await comesIn('head')]
  const names = async (cookie: string) =>
    [...(await page(cookie)).text.matchAll(/\/profile\/sessions\/([0-9a-f]{16})\/end/g)].map(([, name]) => name!)
  expect(await names(here.cookie)).toHaveLength(2)
  const [theirs] = await names(other.cookie)
  expect((await here.posts(`/profile/sessions/${theirs}/end`, {})).status).toBe(404)
  expect((await page(other.cookie)).status).toBe(200)
  const current = /data-session="current"[\s\S]*?sessions\/([0-9a-f]{16})/.exec((await page(there.cookie)).text)![1]
  expect((await here.posts(`/profile/sessions/${current}/end`, {})).headers.location).toBe('/profile?done=session')
  expect([(await page(here.cookie)).status, (await page(there.cookie)).status]).toEqual([200, 303])
  const [own] = await names(here.cookie)
  expect((await here.posts(`/profile/sessions/${own}/end`, {})).headers.location).toBe('/sign-in')
  expect((await page(here.cookie)).status).toBe(303)
})

test('the mail address is one’s own to change; name and rights are not', async () => {
  const { posts } = await comesIn('counsel')
  expect((await posts('/profile/address', { email: 'nobody' })).status).toBe(422)
  expect((await posts('/profile/address', { email: 'new@example.gov.cn', name: '局长', roles: 'signer' })).status).toBe(
    303,
  )
  const [row] = await office.sql`select name, email, roles from people where username = 'counsel'`
  expect(row).toEqual({ name: '示例·法制员', email: 'new@example.gov.cn', roles: ['counsel'] })
})

describe('each role begins at its own work', () => {
  test.each([
    ['admin', '/people', '人员'],
    ['security', '/approvals', '权限审批'],
    ['auditor', '/audit', '审计记录'],
  ])('%s: %s', async (username, path, title) => {
    const { cookie } = await comesIn(username)
    for (const desk of ['/desk', '/desk?due=soon']) expect((await page(cookie, desk)).headers.location).toBe(path)
    const shown = await page(cookie, path)
    expect(shown.status).toBe(200)
    expect(shown.text).toContain(`<h1>${title}</h1>`)
    for (const [, href] of shown.text.split('</nav>')[0]!.matchAll(/<a href="([^"]+)"/g))
      expect([href, (await page(cookie, href!)).status], 'every way in the head is open').toEqual([href, 200])
    const others = ['/people', '/approvals', '/audit'].filter((one) => one !== path)
    for (const other of others) {
      const reads = username === 'security' && other === '/audit' // what the auditors did
      expect([other, (await page(cookie, other)).status]).toEqual([other, reads ? 200 : 403])
    }
  })

  test('the auditor finds sign-ins and grants by name, and changes nothing', async () => {
    const { cookie } = await comesIn('auditor')
    await comesIn('archivist')
    const admin = office.staff('admin')
    await admin.posts('/api/v1/people', '', { username: 'watched', name: '示例·新人', roles: ['handler'] })
    const found = async (q: string) => (await page(cookie, `/audit/standing?q=${encodeURIComponent(q)}`)).text
    expect(await found('')).toContain('示例·档案员')
    expect(await found('档案员')).toContain('示例·档案员')
    expect(await found('WATCHED')).toContain('示例·新人（watched）：承办人')
    expect(await found('watched')).not.toContain('示例·档案员')
    expect(await found('nobody-at-all')).toContain('没有姓名或者用户名含有')
    expect((await found('')).match(/<form method="post"/g), 'only the way out').toHaveLength(1)
  })

  test('the auditor reads what became of agencies and units, before and after, and so does a program', async () => {
    const [admin, auditor] = [office.staff('admin'), office.staff('auditor')]
    const before = (await auditor.gets('/api/v1/audit')).json.entries.length
    needs(await admin.patches('/api/v1/agencies/yunxi', { phone: '0000-7654321' }), 200, 'changed')
    needs(await admin.patches('/api/v1/agencies/yunxi', { phone: '0000-7654321' }), 200, 'changed to the same')
    const added = needs(await admin.posts('/api/v1/units', '', { name: '新设科' }), 201, 'added').json
    needs(await admin.patches(`/api/v1/units/${added.id}`, { name: '改名科', position: 1 }), 200, 'renamed')
    needs(await admin.patches(`/api/v1/units/${added.id}`, { closed: true }), 200, 'closed')
    const settings = await comesIn('admin')
    await settings.posts('/settings/reminders', { agency: 'yunxi', days: '7' })
    await settings.posts('/settings/payment', {
      agency: 'yunxi',
      feePayee: '云溪区财政局',
      feeAccount: '',
      feePlace: '',
    })

    const { entries } = (await auditor.gets('/api/v1/audit?by=admin')).json
    const rows = entries.slice(0, (await auditor.gets('/api/v1/audit')).json.entries.length - before)
    const of = (what: string) => rows.filter((row: { what: string }) => row.what === what)
    expect(of('agency').map(({ before, after }: never) => [before, after])).toEqual(
      expect.arrayContaining([
        [expect.objectContaining({ phone: expect.any(String) }), { phone: '0000-7654321' }],
        [{ remindBefore: [5, 3, 1] }, { remindBefore: [7] }],
        [expect.anything(), expect.objectContaining({ feePayee: '云溪区财政局' })],
      ]),
    )
    expect(of('agency')).toHaveLength(3)
    const unit = { what: 'unit', subject: added.id, agencyId: 'yunxi', by: 'staff:admin' }
    expect(of('unit')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...unit, before: null, after: { name: '新设科', closed: false } }),
        expect.objectContaining({
          ...unit,
          before: { name: '新设科', position: expect.any(Number) },
          after: { name: '改名科', position: 1 },
        }),
        expect.objectContaining({ ...unit, before: { closed: false }, after: { closed: true } }),
      ]),
    )
    expect((await auditor.gets('/api/v1/audit?by=nobody')).json.entries).toEqual([])
    expect((await auditor.gets('/api/v1/audit?from=2099-01-01')).json.entries).toEqual([])
    expect((await auditor.gets('/api/v1/audit?case=1')).json.entries).toEqual([])
    expect((await auditor.gets('/api/v1/audit?person=1')).status).toBe(422)
    for (const other of ['admin', 'head'])
      expect((await office.staff(other).gets('/api/v1/audit')).status, other).toBe(403)

    const { cookie } = await comesIn('auditor')
    const shown = (await page(cookie, '/audit')).text
    expect(shown).toContain('名称：新设科 → 改名科')
    expect(shown).toContain('期限提醒（提前的工作日）：5、3、1 → 7')
    expect(shown).toMatch(/新设承办机构 新设科/)
  })
})

test('programs are told of the same: a wrong token of the form is refused', async () => {
  const { cookie } = await comesIn('admin')
  const answer = await send(office.app, {
    method: 'POST',
    url: '/api/v1/people',
    ...asJson({ username: 'forged', name: '甲', roles: ['handler'] }),
    headers: { 'content-type': 'application/json', cookie },
  })
  expect([answer.status, answer.json.code]).toEqual([403, 'CSRF'])
})
