/** The optional account: a code by mail opens it, nobody learns who has one, and leaving it takes nothing away. */

import { unzipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asForm } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url })
})
afterAll(async () => {
  await office.close()
  await server.close()
})
beforeEach(() => {
  office.itIs(MONDAY)
  server.mails.length = 0
  server.refuse()
})

let browsers = 0
/** A browser with its cookies, at an address of its own. */
function browser(remoteAddress = `10.9.${(++browsers >> 8) & 255}.${browsers & 255}`) {
  const cookies: Record<string, string> = {}
  const go = async (method: 'GET' | 'POST', url: string, form: Record<string, string> = {}) => {
    const answer = await office.app.inject({
      ...{ method, url, cookies, remoteAddress },
      ...(method === 'POST' && asForm(form)),
    })
    for (const { name, value, maxAge } of answer.cookies)
      if (value === '' || maxAge === 0) delete cookies[name]
      else cookies[name] = value
    return answer
  }
  return { cookies, get: (url: string) => go('GET', url), post: (url: string, form = {}) => go('POST', url, form) }
}
const codeIn = (n = -1) => /\d{6}/.exec(server.mails.at(n)!.text ?? '')![0]

async function enters(email: string, at = browser()) {
  await at.post('/account', { email })
  const entered = await at.post('/account/code', { code: codeIn() })
  expect(entered.headers.location).toBe('/account')
  return at
}
const other = (code: string) => (code === '111111' ? '222222' : '111111')

test('a code by mail names what was filed with the address; the enquiry code of each opens it, once', async () => {
  const { citizen } = office
  const mine = await citizen.files(application({ applicant: { email: 'Wang@Example.cn' } }))
  const strange = await citizen.files(application({ applicant: { email: 'li@example.cn' } }))
  const at = await enters('wang@EXAMPLE.cn')
  expect(server.mails[0]).toMatchObject({ subject: '您的验证码', envelope: { to: ['wang@example.cn'] } })
  const before = (await at.get('/account')).body
  expect(before).toContain(`data-waiting="${mine.receipt}"`)
  expect(before).not.toContain(strange.receipt)
  // Whoever reads the mails of somebody else reads none of their applications: neither page nor program opens them.
  expect(before).not.toContain(`data-receipt="${mine.receipt}"`)
  expect((await at.get(`/track/${mine.receipt}`)).body).not.toContain('办理进程')
  const wrong = await at.post('/account/applications', { receipt: mine.receipt, enquiryCode: '2222222222' })
  expect(wrong.headers.location).toBe('/account?again=1#errors')
  await at.post('/account/applications', { receipt: mine.receipt, enquiryCode: mine.enquiryCode })
  const page = (await at.get('/account')).body
  expect(page).toContain(`data-receipt="${mine.receipt}"`)
  expect(page).not.toContain('data-waiting')
  // Each that is listed was read: so the audit says, of it alone.
  const read = await office.sql`
    select c.receipt, l.by, l.succeeded from audit_lines l join cases c on c.id = l.case_id where l.what = 'case'`
  expect(read).toContainEqual({ receipt: mine.receipt, by: 'applicant', succeeded: true })
  expect(read.some(({ receipt }) => receipt === strange.receipt)).toBe(false)
  // Nobody has confirmed: only the careful reading has a day; after a late confirmation the two differ.
  expect(page).toContain('确认收到后起算 · 从严计算 2026年3月30日')
  office.itIs('2026-03-04')
  await office.goes(await office.registrar.finds(mine), 'submitted', 'registered')
  expect((await at.get('/account')).body).toMatch(/2026年4月1日 · [^<]* · 从严计算 2026年3月30日/)
  expect((await at.get(`/track/${mine.receipt}`)).body).toContain('答复期限')
  expect((await at.get(`/track/${strange.receipt}`)).body).not.toContain('办理进程')
  expect((await at.get(`/api/v1/applications/${strange.receipt}`)).statusCode).toBe(404)
})

test('cookie and table: what is stolen from the table opens nothing', async () => {
  const at = browser()
  await at.post('/account', { email: 'hash@example.cn' })
  const [kept] = await office.sql`select browser, address, code from account_codes order by at desc limit 1`
  expect(JSON.stringify(kept)).not.toContain(codeIn())
  expect(JSON.stringify(kept)).not.toContain('hash@')
  const entered = await at.post('/account/code', { code: codeIn() })
  const cookie = entered.cookies.find(({ name }) => name === 'account')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  expect(await office.sql`select 1 from account_sessions where token = ${cookie!.value}`).toHaveLength(0)
})

test('an address that is known and one that is not are answered alike', async () => {
  await enters('known@example.cn')
  const [known, unknown] = [browser(), browser()]
  const answers = [
    await known.post('/account', { email: 'known@example.cn' }),
    await unknown.post('/account', { email: 'unknown@example.cn' }),
  ]
  expect(answers.map(({ statusCode, headers, body }) => [statusCode, headers.location, body])).toEqual([
    [303, '/account/code', ''],
    [303, '/account/code', ''],
  ])
  expect((await known.get('/account/code')).body).toBe((await unknown.get('/account/code')).body)
})

test('five tries, ten minutes, one browser, once', async () => {
  const at = browser()
  await at.post('/account', { email: 'tries@example.cn' })
  const right = codeIn()
  const isWrong = async (one: typeof at, code: string) => {
    expect((await one.post('/account/code', { code })).headers.location).toBe('/account/code?again=1#errors')
    const page = (await one.get('/account/code?again=1')).body
    expect(page).toMatch(/<title>错误：[\s\S]*data-errors="1"/)
  }
  for (let i = 0; i < 5; i++) await isWrong(at, other(right))
  await isWrong(at, right)

  await at.post('/account', { email: 'tries@example.cn' })
  const elsewhere = browser()
  await elsewhere.post('/account', { email: 'someone@example.cn' })
  await isWrong(elsewhere, codeIn(-2))

  // Eleven minutes pass on the row instead of on the wall.
  await office.sql`update account_codes set at = at - interval '11 minutes'`
  await isWrong(at, codeIn(-2))

  await at.post('/account', { email: 'once@example.cn' })
  const waiting = { ...at.cookies }
  expect((await at.post('/account/code', { code: codeIn() })).statusCode).toBe(303)
  Object.assign(at.cookies, waiting)
  const again = await at.post('/account/code', { code: codeIn() })
  expect([again.headers.location, again.cookies.map(({ name }) => name)]).toEqual(['/account', []])
})

test('nobody fills a mailbox: five codes an hour to an address, ten askings to a caller', async () => {
  for (let i = 0; i < 7; i++) await browser().post('/account', { email: 'Full@example.cn' })
  expect(server.mails).toHaveLength(5)
  const pushy = browser()
  const statuses = []
  for (let i = 0; i < 12; i++) statuses.push((await pushy.post('/account', { email: `p${i}@example.cn` })).statusCode)
  expect(statuses.slice(0, 10).every((status) => status === 303)).toBe(true)
  expect(statuses.slice(10)).toEqual([429, 429])
})

test('twenty tries a day: then codes are too long to be guessed, and the owner comes in with one', async () => {
  const anHourLater = () => office.sql`update account_codes set at = at - interval '61 minutes'`
  const lengths: number[] = []
  for (let i = 0; i < 6; i++) {
    const at = browser()
    await at.post('/account', { email: 'guessed@example.cn' })
    const [code] = /\d{6,}/.exec(server.mails.at(-1)!.text ?? '')!
    lengths.push(code.length)
    for (let n = 0; n < 4; n++) await at.post('/account/code', { code: other(code) })
    await anHourLater()
  }
  expect(lengths).toEqual([6, 6, 6, 6, 14, 14])
  const owner = browser()
  await owner.post('/account', { email: 'guessed@example.cn' })
  const [code] = /\d{6,}/.exec(server.mails.at(-1)!.text ?? '')!
  expect((await owner.post('/account/code', { code })).headers.location).toBe('/account')
  await office.sql`update account_codes set at = at - interval '1 day'`
  await owner.post('/account', { email: 'guessed@example.cn' })
  expect(/\d{6,}/.exec(server.mails.at(-1)!.text ?? '')![0]).toHaveLength(6)
})

test('thirty days without a visit end it; so does signing out', async () => {
  const at = await enters('idle@example.cn')
  office.itIs('2026-03-31')
  expect((await at.get('/account')).body).toContain('idle@example.cn')
  office.itIs('2026-04-29')
  expect((await at.get('/account')).body).toContain('idle@example.cn')
  const stays = { ...at.cookies }
  await at.post('/account/sign-out')
  Object.assign(at.cookies, stays)
  expect((await at.get('/account')).body).not.toContain('idle@example.cn')

  const gone = await enters('gone@example.cn')
  office.itIs('2026-05-30')
  expect((await gone.get('/account')).body).not.toContain('gone@example.cn')
})

test('what was filed otherwise is added with both numbers, and with one of them not', async () => {
  const filed = await office.citizen.files(application())
  const at = await enters('adds@example.cn')
  const wrong = await at.post('/account/applications', { receipt: filed.receipt, enquiryCode: '2222222222' })
  expect(wrong.headers.location).toBe('/account?again=1#errors')
  expect((await at.get('/account?again=1')).body).toContain('没有找到与受理编号和查询码相符的申请')
  expect((await at.get('/account')).body).not.toContain(`data-receipt="${filed.receipt}"`)
  await at.post('/account/applications', { receipt: filed.receipt, enquiryCode: filed.enquiryCode })
  const page = (await at.get('/account')).body
  expect(page).toContain(`data-receipt="${filed.receipt}"`)
  // It may be somebody else's: what its applicant told of themselves is not shown.
  expect(page).not.toContain('张三')
  expect(page).not.toContain('0000-1000001')
})

test('a new application begins with name and contact, never with an identity number', async () => {
  const filed = await office.citizen.files(application({ applicant: { email: 'again@example.cn', name: '赵六' } }))
  const at = await enters('again@example.cn')
  expect((await at.get('/account')).body).not.toContain('赵六')
  await at.post('/account/applications', { receipt: filed.receipt, enquiryCode: filed.enquiryCode })
  const page = (await at.get('/account')).body
  expect(page).toContain('name="name" value="赵六"')
  expect(page).toContain('name="phone" value="0000-1000001"')
  expect(page).not.toContain('name="idNumber"')
  const form = await at.post('/apply', { name: '赵六', phone: '0000-1000001', email: 'again@example.cn' })
  expect([form.statusCode, form.headers.location]).toEqual([303, '/apply'])
  expect((await at.get('/apply')).body).toContain('value="赵六"')
})

test('an index that was copied from a case of one’s own opens nobody else’s: the sealed address decides', async () => {
  const theirs = await office.citizen.files(application({ applicant: { email: 'theirs@example.cn' } }))
  const mine = await office.citizen.files(application({ applicant: { email: 'eve@example.cn' } }))
  await office.house.sql`
    update cases set found_by = (select found_by from cases where receipt = ${mine.receipt}) where receipt = ${theirs.receipt}`
  const at = await enters('eve@example.cn')
  const page = (await at.get('/account')).body
  expect(page).toContain(mine.receipt)
  expect(page).not.toContain(theirs.receipt)
  expect((await at.get(`/track/${theirs.receipt}`)).body).not.toContain('theirs@example.cn')
})

test('a code that is entered, or shown, at the browser of the account opens it there; of another address only on one’s word', async () => {
  const { citizen } = office
  const [mine, theirs] = [
    await citizen.files(application({ applicant: { email: 'shown@example.cn' } })),
    await citizen.files(application({ applicant: { email: 'other@example.cn' } })),
  ]
  const at = await enters('shown@example.cn')
  for (const { receipt, enquiryCode } of [mine, theirs]) await at.post('/track', { receipt, enquiryCode })
  const page = (await at.get('/account')).body
  expect(page).toContain(`data-receipt="${mine.receipt}"`)
  expect(page).not.toContain(theirs.receipt)
})

test('a copy of all that is held: as a page and for programs, of one’s own applications alone, without a number', async () => {
  const { citizen } = office
  const mine = await citizen.files(application({ applicant: { email: 'copy@example.cn', name: '钱七<b>' } }))
  const waits = await citizen.files(application({ applicant: { email: 'copy@example.cn', name: '不应出现' } }))
  const theirs = await citizen.files(application({ applicant: { email: 'else@example.cn', name: '孙八' } }))
  expect((await browser().get('/account/export')).statusCode).toBe(303)
  const at = await enters('copy@example.cn')
  for (const { receipt, enquiryCode } of [mine, theirs])
    await at.post('/account/applications', { receipt, enquiryCode })
  const answer = await at.get('/account/export')
  expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
    ...[200, 'application/zip', 'no-store'],
  ])
  const members = unzipSync(new Uint8Array(answer.rawPayload))
  expect(Object.keys(members)).toEqual(['我的个人信息.html', 'data.json'])
  const [page, json] = Object.values(members).map((bytes) => Buffer.from(bytes).toString('utf8'))
  const held = JSON.parse(json!)
  expect(held.account).toMatchObject({ email: 'copy@example.cn', passkeys: [], identities: 0 })
  const of = (receipt: string) => held.applications.find((one: { receipt: string }) => one.receipt === receipt)
  expect(of(mine.receipt).application.applicant.name).toBe('钱七<b>')
  expect(of(theirs.receipt).application).toBeNull()
  expect(held.notOpened.map((one: { receipt: string }) => one.receipt)).toEqual([waits.receipt])
  for (const text of [page!, json!]) {
    expect(text).not.toContain('孙八')
    expect(text).not.toContain('不应出现')
    expect(text).not.toMatch(/\d{17}[\dX]/)
  }
  expect(page).toContain('钱七&lt;b>')
  expect((await at.get('/en/account/export')).headers['content-disposition']).toContain('my-personal-data')
})

test('what is wrong is asked to be put right on the case itself; of a case that is not open here nobody asks', async () => {
  const mine = await office.citizen.files(application({ applicant: { email: 'right@example.cn' } }))
  const theirs = await office.citizen.files(application({ applicant: { email: 'right@example.cn' } }))
  const at = await enters('right@example.cn')
  await at.post('/account/applications', { receipt: mine.receipt, enquiryCode: mine.enquiryCode })
  const asks = (receipt: string, what: string) => at.post('/account/corrections', { receipt, what })
  expect((await asks(mine.receipt, '姓名应为“张珊”')).headers.location).toBe('/account#data')
  expect((await at.get('/account')).body).toContain('data-said="correction-sent"')
  expect((await asks(mine.receipt, ' ')).headers.location).toBe('/account#data')
  expect((await at.get('/account')).body).toContain('data-said="correction-empty"')
  expect((await asks(theirs.receipt, '别人的')).headers.location).toBe('/account')
  const id = await office.registrar.finds(mine)
  expect((await office.registrar.gets(`/cases/${id}`)).text).toContain('申请人请求更正个人信息')
  const notes = await office.sql`select 1 from ledger where type = 'noted'`
  expect(notes).toHaveLength(1)
})

test('deleting asks once, removes the link, and leaves every application as it is', async () => {
  const filed = await office.citizen.files(application({ applicant: { email: 'leaves@example.cn' } }))
  const at = await enters('leaves@example.cn')
  expect((await at.post('/account/delete')).headers.location).toBe('/account?again=1#errors')
  const deleted = await at.post('/account/delete', { confirm: 'yes' })
  expect(deleted.headers.location).toBe('/account')
  expect((await at.get('/account')).body).toContain('账户已经删除')
  expect((await at.get('/account?deleted=1')).body, 'once, and by no address').not.toContain('账户已经删除')
  const found = office.house.keys.blind('account leaves@example.cn')
  expect(await office.sql`select 1 from accounts where found_by = any(${found})`).toHaveLength(0)
  expect((await office.citizen.follows(filed)).receipt).toBe(filed.receipt)
})

test('the page says until when one is signed in, warns before, and is extended without leaving it', async () => {
  const at = await enters('stays@example.cn')
  const page = (await at.get('/account')).body
  const until = office.house.time.now().getTime() + 30 * 86_400_000
  expect(page).toContain(`action="/account/stay" data-until="${until}"`)
  expect(page).toContain('data-soon="还有 # 分钟就要重新登录了。"')
  expect(page).toContain('session.js')
  const stays = () =>
    office.app.inject({
      ...{ method: 'POST', url: '/account/stay', cookies: at.cookies, headers: { accept: 'application/json' } },
    })
  office.itIs('2026-03-05')
  const told = await stays()
  expect([told.statusCode, told.body]).toEqual([200, '2026年4月4日 以前再次打开，不必重新登录。'])
  await at.post('/account/sign-out')
  expect((await stays()).statusCode).toBe(409)
})

test('a page of another site posts nothing', async () => {
  const at = await enters('guarded@example.cn')
  const answer = await office.app.inject({
    method: 'POST',
    url: '/account/delete',
    cookies: at.cookies,
    payload: 'confirm=yes',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
  })
  expect(answer.statusCode).toBe(403)
})
