/** Around the draft: nobody else's token, no second life after the filing, all wishes, no floods, nothing left on a public terminal. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placeIn } from '../../src/intake/steps.ts'
import { keepForm, writtenAt } from '../../src/web/kept-forms.ts'
import { type Office, openOffice } from '../support/house.ts'
import { residentNumber } from '../support/people.ts'
import { browserAt } from '../support/posting.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

let people = 9_000
const WHO = () => ({ kind: 'person', name: '张三', idType: 'residentId', idNumber: residentNumber(++people) })
const WHAT = { title: '示例路改造方案', description: '示例路2024年的改造方案。' }
const HOW = { phone: '0000-1000001', form: 'electronic', delivery: 'portal' }
const typed = () => ({ agency: 'yunxi', ...WHO(), ...WHAT, ...HOW })
const fieldIn = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1]
const rows = () => office.sql`select * from kept_forms`
const steps = async (browser: ReturnType<typeof browserAt>, root = '/') => {
  const blank = (await browser.opens(`${root}apply/1`)).text
  const own = { basket: fieldIn(blank, 'basket')!, idempotencyKey: fieldIn(blank, 'idempotencyKey')! }
  const goes = (n: number, fields: Record<string, string>, go = 'next') =>
    browser.follows(`${root}apply/${n}`, { ...own, go, ...fields })
  return { goes, own }
}
/** What names the form on a page. */
const ownIn = (page: string) => ({
  basket: fieldIn(page, 'basket')!,
  idempotencyKey: fieldIn(page, 'idempotencyKey')!,
})
const heading = (page: string) => /<h1>(?:<span[^>]*>)?([^<]*)/.exec(page)?.[1]

test('a token that was never given is not taken: another one is, and an autosave with it keeps nothing', async () => {
  const planted = 'A'.repeat(43)
  const [one, spy] = [browserAt(office.app), browserAt(office.app)]
  for (const browser of [one, spy]) browser.jar.set('draft', planted)
  const early = await one.posts('/apply/kept', { title: '秘密题目' })
  expect([early.status, early.headers['set-cookie']]).toEqual([410, undefined])
  await one.follows('/apply', typed())
  expect(one.jar.get('draft')).not.toBe(planted)
  spy.jar.set('draft', planted)
  expect((await spy.opens('/apply')).text).not.toContain('value="张三"')
  // Opening the form drops it, so that what is typed there is kept.
  expect(spy.jar.has('draft')).toBe(false)
  expect((await spy.posts('/apply/kept', { title: '我的题目' })).status).toBe(204)
  // The other forms the same.
  const writer = browserAt(office.app)
  writer.jar.set('written', planted)
  await writer.follows('/track', { receipt: '20260302-00000-000000', enquiryCode: 'x' })
  expect(writer.jar.get('written')).toMatch(/^[\w-]{43}$/)
  expect(writer.jar.get('written')).not.toBe(planted)
  const again = writer.jar.get('written')
  await writer.follows('/answer', { number: 'Z20260302-00000-000000', code: 'x' })
  expect(writer.jar.get('written'), 'one for all places').toBe(again)
})

test('what a page still sends after the filing revives nothing; a repeat shows its code to the browser that filed, and to no other', async () => {
  const [one, spy] = [browserAt(office.app), browserAt(office.app)]
  const fields = typed()
  const form = { ...fields, ...ownIn((await one.follows('/apply/review', fields)).text) }
  const token = one.jar.get('draft')!
  const filed = await one.follows('/applications', form)
  const number = /data-receipt="([^"]+)"/.exec(filed.text)![1]!
  for (const cookie of [token, undefined]) {
    const late = browserAt(office.app)
    if (cookie) late.jar.set('draft', cookie)
    const answer = await late.posts('/apply/kept', form)
    expect([answer.status, answer.headers['set-cookie']]).toEqual([410, undefined])
    expect((await late.opens('/apply')).text).not.toContain(fields.idNumber)
  }
  const repeat = await spy.follows('/applications', form)
  expect(repeat.text).not.toContain('data-enquiry-code')
  expect(repeat.url).toBe(`/track/${number}`)
  expect([spy.jar.has('followed'), spy.jar.has('filed')]).toEqual([false, false])
  // Nor to one that has made a draft of it since.
  office.house.time.now = (
    (now) => () =>
      new Date(now().getTime() + 60_000)
  )(office.house.time.now)
  await spy.posts('/apply/review', form)
  expect((await spy.follows('/applications', form)).url).toBe(`/track/${number}`)
  expect((await one.follows('/applications', form)).text).toContain('data-enquiry-code')
  // The answer was lost on the way: the browser has the token of its draft still, and nothing else.
  const lost = browserAt(office.app)
  lost.jar.set('draft', token)
  expect((await lost.follows('/applications', form)).text).toContain('data-enquiry-code')
})

describe('wishes', () => {
  const WISHES = { helpWanted: '需要手语翻译', contactWay: 'phone', contactTimes: '工作日上午' }

  test('every field of the form belongs to one of the five steps, and is shown there', async () => {
    const browser = browserAt(office.app)
    const page = (await browser.follows('/apply', { add: 'coApplicant' })).text
    const names = (text: string) =>
      [
        ...new Set([...text.matchAll(/<(?:input|select|textarea)[^>]* name="([^"]+)"/g)].map(([, name]) => name!)),
      ].filter((name) => !/^(?:basket|idempotencyKey|step|q|large|contrast|back)$/.test(name)) // neither typed nor chosen
    const form = /<form id="application".*?<\/form>/s.exec(page)![0]
    expect(names(form).length).toBeGreaterThan(40)
    for (const name of names(form)) {
      const step = placeIn(name)
      expect([name, step]).toEqual([name, expect.any(Number)])
      expect([name, names((await browser.opens(`/apply/${step}`)).text).includes(name)]).toEqual([name, true])
    }
  })

  test('are kept through the steps, stand on the review with a way to change them, and are filed', async () => {
    const browser = browserAt(office.app)
    const { goes, own } = await steps(browser)
    await goes(1, { agency: 'yunxi' })
    await goes(2, WHO())
    await goes(3, WHAT)
    await goes(4, { ...HOW, ...WISHES })
    expect((await browser.opens('/apply/4')).text).toContain(`value="${WISHES.contactTimes}"`)
    const review = (await goes(5, {})).text
    for (const text of [WISHES.helpWanted, WISHES.contactTimes, 'apply/4?return=review#contactWay'])
      expect(review).toContain(text)
    const hidden = Object.fromEntries(
      [...review.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!,
      ]),
    )
    const first = await browser.follows('/applications', { ...hidden, ...own })
    const number = /data-receipt="([^"]+)"/.exec(first.text)![1]!
    // They stand in what was filed: the same once more is the same, and other wishes are not lost as if they were.
    const anew = { ...hidden, basket: '', idempotencyKey: 'k'.repeat(30) }
    expect((await browser.follows('/applications', anew)).text).toContain(`data-receipt="${number}"`)
    const other = await browser.follows('/applications', { ...anew, contactTimes: '只在晚上' })
    expect(other.text).toContain('data-receipt')
    expect(other.text).not.toContain(`data-receipt="${number}"`)
  })
})

describe('nothing is kept', () => {
  const hiddenIn = (page: string) =>
    Object.fromEntries(
      [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!,
      ]),
    )

  test('as it is too long: each step brings what the others have, and the draft before it is not touched', async () => {
    const browser = browserAt(office.app)
    const { goes } = await steps(browser)
    await goes(1, { agency: 'yunxi' })
    await goes(2, WHO())
    const long = '长'.repeat(110_000)
    const page = await goes(3, { ...WHAT, description: long }, 'back')
    expect([page.status, page.text.includes('草稿暂时不能保存'), heading(page.text)]).toEqual([200, true, '申请人'])
    const who = hiddenIn(page.text)
    expect([who.here, who.description === long, who.agency]).toEqual(['1', true, 'yunxi'])
    const on = await goes(2, { ...who, ...WHO() }, 'back')
    expect(hiddenIn(on.text).description).toBe(long)
  })

  test('as there are no cookies: one page, which says why, leads to the review with all that was typed, and from there to the filing', async () => {
    const without = (url: string, fields: Record<string, string>) => browserAt(office.app).posts(url, fields)
    await office.sql`delete from kept_forms`
    const first = await without('/apply/1', { agency: 'yunxi-jyj', go: 'next' })
    const second = await browserAt(office.app).opens(String(first.headers.location))
    const page = second.text
    expect([page.includes('浏览器不保存本网站的 Cookie'), page.includes('data-steps')]).toEqual([true, false])
    expect(page).toMatch(/value="yunxi-jyj" selected/)
    // The address opened it once, and nothing is kept.
    const later = await browserAt(office.app).opens(String(first.headers.location))
    expect([later.status, later.headers.location]).toEqual([303, '/apply?lost=1'])
    expect((await browserAt(office.app).opens('/apply?lost=1')).text).toContain('不保存 Cookie')
    expect(await rows()).toHaveLength(0)
    const fields = { ...hiddenIn(page), ...typed() }
    const faulty = await without('/apply/review', { ...fields, title: '' })
    expect([faulty.status, faulty.text.includes(fields.idNumber)]).toEqual([422, true])
    const review = await without('/apply/review', fields)
    expect([review.status, heading(review.text), review.text.includes('return=review')]).toEqual([
      200,
      '核对申请内容',
      false,
    ])
    const back = await without('/apply', { ...hiddenIn(review.text), go: 'change' })
    expect([back.status, back.text.includes(fields.idNumber)]).toEqual([200, true])
    const posted = hiddenIn(review.text)
    const receipt = await without('/applications', posted)
    const number = /data-receipt="([^"]+)"/.exec(receipt.text)![1]!
    const code = /data-enquiry-code="([^"]+)"/.exec(receipt.text)![1]!
    expect([receipt.status, receipt.headers['cache-control']]).toEqual([200, 'no-store'])
    expect([receipt.text.includes('只在这里显示一次'), receipt.text.includes('receipt.pdf')]).toEqual([true, false])
    const tracked = await browserAt(office.app).posts('/track', { receipt: number, enquiryCode: code })
    expect(tracked.headers.location).toBe(`/track/${number}`)
    // A second click is answered as the first; a reload by whoever sits there next is asked for the code.
    expect((await without('/applications', posted)).text).toContain(code)
    office.itIs('2026-03-03')
    expect((await without('/applications', posted)).headers.location).toBe(`/track/${number}`)
    office.itIs('2026-03-02')
  })

  test('whoever made such an address cannot follow what becomes of it: the names by which files and the filing are known are new', async () => {
    const page = (await browserAt(office.app).opens('/apply')).text
    const { basket, idempotencyKey } = hiddenIn(page)
    expect([basket, idempotencyKey]).toEqual([expect.any(String), expect.any(String)])
    const words = typed()
    const posted = { ...words, basket: basket!, idempotencyKey: idempotencyKey!, go: 'add' }
    const made = async () => String((await browserAt(office.app).posts('/apply', posted)).headers.location)
    const opened = hiddenIn((await browserAt(office.app).opens(await made())).text)
    expect(opened.here).toBe('1')
    expect([opened.basket === basket, opened.idempotencyKey === idempotencyKey]).toEqual([false, false])
    // Nor does a page elsewhere lead anybody into a form that was begun by somebody else.
    for (const site of ['cross-site', 'same-site']) {
      const answer = await office.app.inject({ url: await made(), headers: { 'sec-fetch-site': site } })
      expect([site, answer.statusCode, answer.body.includes(words.idNumber)]).toEqual([site, 200, false])
    }
  })

  test('where the cookie comes along, the address of the first posting leads on without its name, and opens nothing else', async () => {
    const browser = browserAt(office.app)
    const first = await browser.posts('/apply/review', typed())
    const named = String(first.headers.location)
    expect(named).toMatch(/^\/apply\/review\?once=[\w-]{32}$/)
    expect((await browser.opens(named)).headers.location).toBe('/apply/review')
    expect((await browserAt(office.app).opens(named)).headers.location).toBe('/apply?lost=1')
    expect((await browser.opens('/apply/code')).text, 'it is no code to go on elsewhere').not.toMatch(/data-code="/)
    expect(heading((await browser.opens('/apply/review')).text)).toBe('核对申请内容')
  })
})

test('nothing is kept of what the browser does not follow; one writes at so many places and no more', async () => {
  await office.sql`delete from kept_forms`
  const browser = browserAt(office.app)
  for (const url of ['/track/NO-SUCH-1/kept', '/answer/NOSUCH/kept'])
    expect([url, (await browser.posts(url, { type: 'x', text: 'y' })).status]).toEqual([url, 409])
  expect(await rows()).toHaveLength(0)
  for (const url of ['/track/NO-SUCH-1/facts', '/track/NO-SUCH-1/papers', '/answer/NOSUCH/facts'])
    expect([url, (await browser.posts(url, { type: 'corrected', text: 'y' })).status]).toEqual([url, 303])
  expect(await rows()).toHaveLength(0)
  const cookies: Record<string, string> = {}
  const request = { cookies, ip: '10.0.0.1', server: office.app, overTls: false } as never
  const reply = { setCookie: (name: string, value: string) => Object.assign(cookies, { [name]: value }) } as never
  for (let i = 0; i < 25; i++)
    await keepForm(office.house, request, reply, writtenAt(`track/${i}`), { values: { text: 'y' } })
  expect(await rows()).toHaveLength(20)
})

test('where all have too many, the oldest of the network that has most goes, and a new draft is kept', async () => {
  await office.sql`delete from kept_forms`
  const [one, two] = [browserAt(office.app), browserAt(office.app)]
  await one.follows('/apply', typed())
  await office.sql`
    insert into kept_forms (id, visitor, sealed, at, until)
    select 'flood ' || n, 'flood ' || n % 80, ''::bytea, f.at + n * interval '1 second', f.until from kept_forms f, generate_series(1, 19999) n`
  await office.sql`update kept_forms set visitor = 'flood 7' where visitor in ('flood 8', 'flood 9')`
  expect((await two.follows('/apply', { ...typed(), title: '照样保存' })).text).toContain('照样保存')
  expect((await one.opens('/apply')).text).toContain('value="张三"')
  const [left] =
    await office.sql`select count(*)::int as n, count(*) filter (where visitor = 'flood 7')::int as most from kept_forms`
  expect(left).toEqual({ n: 19_951, most: 700 })
  await office.sql`delete from kept_forms`
})

test('whoever wipes a public terminal leaves nothing that its old cookies open', async () => {
  const browser = browserAt(office.app)
  browser.jar.set('terminal', 'on')
  await browser.opens('/')
  const fields = typed()
  await browser.follows('/apply', fields, [{ name: '终端.txt', content: '前一个人的', field: 'files' }])
  const uploaded = () => office.sql`select 1 from uploads where name = '终端.txt'`
  expect(await uploaded()).toHaveLength(1)
  await browser.follows('/track', { receipt: '20260302-00000-000000', enquiryCode: 'x' })
  const had = new Map(browser.jar)
  const before = (await rows()).length
  await browser.posts('/terminal/wipe', {})
  expect((await rows()).length).toBe(before - 2)
  expect(await uploaded(), 'at once, not by the nightly sweep').toHaveLength(0)
  for (const [name, value] of had) browser.jar.set(name, value)
  expect((await browser.opens('/apply')).text).not.toContain(fields.idNumber)
})

test('tries count in both languages together', async () => {
  const guesser = browserAt(office.app)
  const statuses = []
  for (let i = 0; i < 22; i++)
    statuses.push((await guesser.posts(`${i % 2 ? '/en' : ''}/apply/continue`, { code: `AAAAAAAA${i}` })).status)
  expect(statuses.slice(-3)).toEqual([303, 429, 429])
})
