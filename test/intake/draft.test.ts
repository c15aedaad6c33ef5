/** The draft of an application and the postings around it: nothing typed is lost, nobody else reads it, every answer opens again. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COOKIES } from '../../src/web/cookies.ts'
import { keepForm, sweepForms } from '../../src/web/kept-forms.ts'
import { later } from '../people/visitor.ts'
import { asForm, send } from '../support/api.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'
import { browserAt } from '../support/posting.ts'

let office: Office
const registered: string[] = []
beforeAll(async () => {
  const listening = (message: unknown) =>
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) registered.push(`${each} ${url}`)
    })
  subscribe('fastify.initialization', listening)
  office = await openOffice()
  unsubscribe('fastify.initialization', listening)
})
afterAll(() => office.close())

let people = 7_000
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
/** The code that the browser is given to go on elsewhere. */
const codeOn = async (browser: ReturnType<typeof browserAt>) =>
  /data-code[^>]*>([2-9A-Z]{10})</.exec((await browser.follows('/apply/code', {})).text)![1]!
const heading = (page: string) => /<h1>(?:<span[^>]*>)?([^<]*)/.exec(page)?.[1]

/** What answers with something else than an address, each for a reason. */
const NO_PAGE = [
  /\/uploads(\/remove)?$/, // for a script
  /\/kept$/, // for a script
  /\/passkey\/options$/, // for a script
]
const CITIZENS = /^POST (\/en)?\/(apply|applications|uploads|track|answer|account|notices)\b/

test('every posting of a citizen is answered with the address of a page that opens, whatever becomes of it', async () => {
  const routes = [...new Set(registered.filter((route) => CITIZENS.test(route)))].sort()
  expect(routes.length).toBeGreaterThan(40)
  const one = await office.caseUntil('registered')
  for (const route of routes.filter((route) => !NO_PAGE.some((one) => one.test(route)))) {
    const browser = browserAt(office.app)
    const root = route.startsWith('POST /en/') ? '/en/' : '/'
    const url = route
      .slice('POST '.length)
      .replace(':receipt', one.receipt)
      .replace(':step', '2')
      .replace(':number', 'Z20260302-00000-000000')
    if (url.includes(':token')) continue // proven by a token, and answers a mail program
    await browser.posts(`${root}track`, { receipt: one.receipt, enquiryCode: one.enquiryCode })
    for (const fields of [{}, { ...typed(), type: 'corrected', step: 's9', mobile: '1' }]) {
      const posted = await browser.posts(url, fields)
      // Where the office sends no text messages, or does not ask, there is no such address at all.
      if (posted.status === 404) continue
      expect([route, posted.status, posted.text], posted.text.slice(0, 200)).toEqual([route, 303, ''])
      const to = String(posted.headers.location).split('#')[0]!
      let page = await browser.opens(to)
      for (let n = 0; n < 3 && page.status === 303; n++)
        page = await browser.opens(String(page.headers.location).split('#')[0]!)
      expect([route, to, page.status]).toEqual([route, to, 200])
      expect((await browser.opens(to)).status, 'and opens again').toBe(page.url === to ? 200 : 303)
    }
  }
})

describe('in five steps', () => {
  test('each is judged when it is left, keeps what the others had, and the review leads back to the very field', async () => {
    const browser = browserAt(office.app)
    const { goes } = await steps(browser)
    expect(heading((await goes(1, { agency: 'yunxi' })).text)).toBe('申请人')
    const faulty = await goes(2, { kind: 'person', name: '', idType: 'residentId', idNumber: '1' })
    expect(faulty.text).toMatch(/<title>错误：申请人（第 2 步，共 5 步）/)
    expect(faulty.text).toContain('data-errors="2"')
    expect(faulty.text).not.toContain('信息名称')
    expect(heading((await goes(2, WHO())).text)).toBe('所需信息')
    const back = await goes(3, WHAT, 'back')
    expect([heading(back.text), back.text.includes('value="张三"')]).toEqual(['申请人', true])
    expect((await browser.opens('/apply/3')).text).toContain(WHAT.description)
    await goes(3, WHAT)
    await goes(4, HOW)
    const review = await goes(5, {})
    expect(heading(review.text)).toBe('核对申请内容')
    expect(review.text).toContain('href="/apply/3?return=review#title"')
    const changed = await goes(3, { ...WHAT, title: '改过的名称', return: 'review' })
    expect([heading(changed.text), changed.text.includes('改过的名称')]).toEqual(['核对申请内容', true])
  })

  test('an organisation is called by its name', async () => {
    const browser = browserAt(office.app)
    const { goes } = await steps(browser)
    const page = await goes(2, { kind: 'organisation', name: '', creditCode: '' })
    expect(page.text).toContain('单位名称：请填写')
    expect(page.text).not.toContain('姓名：请填写')
  })

  test('opened again they go on where they were left; on one page if that is asked for, and from then on', async () => {
    const browser = browserAt(office.app)
    const { goes, own } = await steps(browser)
    await goes(1, { agency: 'yunxi' })
    await goes(2, WHO())
    expect((await browser.opens('/apply')).headers.location).toBe('/apply/3')
    expect((await browser.opens('/en/apply?title=x')).headers.location).toBe('/en/apply/3?title=x')
    await browser.posts('/apply/kept', { ...own, ...WHAT, step: '4' })
    expect((await browser.opens('/apply')).headers.location).toBe('/apply/4')
    const one = await browser.opens('/apply?page=one')
    expect([one.status, one.text.includes('value="张三"'), one.text.includes('data-steps')]).toEqual([200, true, false])
    await browser.posts('/apply/kept', { ...own, ...typed() })
    const kept = await browser.opens('/apply')
    expect([kept.status, kept.text.includes('data-steps')]).toEqual([200, false])
  })

  test('what a link asks for comes along: words and agency stand in their steps, and take the place of nothing', async () => {
    const browser = browserAt(office.app)
    const asked = '/apply/1?title=%E6%A0%A1%E8%BD%A6%E7%BA%BF%E8%B7%AF&agency=yunxi-jyj'
    const page = (await browser.opens(asked)).text
    expect(page).toMatch(/value="yunxi-jyj" selected/)
    const own = { ...ownIn(page), title: fieldIn(page, 'title')! }
    expect(own.title).toBe('校车线路')
    await browser.follows('/apply/1', { ...own, go: 'next', agency: 'yunxi-jyj' })
    expect((await browser.opens('/apply/3')).text).toContain('value="校车线路"')
    await browser.follows('/apply/3', { ...ownIn(page), ...WHAT, go: 'back' })
    await browser.follows('/apply/2?title=y', { ...ownIn(page), ...WHO(), title: 'y', go: 'next' })
    expect((await browser.opens('/apply/3?title=y')).text).toContain(`value="${WHAT.title}"`)
  })

  test('what is wrong is told with the button that goes on, and a postcode of too few digits at its field', async () => {
    const browser = browserAt(office.app)
    const { goes } = await steps(browser)
    expect((await goes(3, { title: '', description: '' })).text).toContain('改好后请再按“下一步”')
    expect((await goes(5, {})).text).toMatch(/改好后请再按“[^”]+”/)
    const page = await goes(4, { ...HOW, postcode: '12345' })
    expect(page.text).toMatch(/id="postcode-error"[^>]*>(?:<[^>]*>)*邮政编码应当是 6 位数字/)
    expect(heading((await goes(4, { ...HOW, postcode: '１２３４５６' })).text)).toBe('材料')
    const of = (applicant: object) => application({ applicant: { ...application().applicant, ...applicant } as never })
    // The API takes a postcode of any country, and the page from whoever has a document of another.
    await office.citizen.files(of({ postcode: '12345' }))
    await goes(2, { ...WHO(), idType: 'passport', idNumber: 'C01X00T47' })
    expect(heading((await goes(4, { ...HOW, postcode: '12345' })).text)).toBe('材料')
  })

  test('the language changes and what was typed stays, faults too', async () => {
    const browser = browserAt(office.app)
    const { goes } = await steps(browser)
    const english = await goes(3, { ...WHAT, documentNumber: '甲〔2024〕1号' }, 'language')
    expect([heading(english.text), english.text.includes('甲〔2024〕1号')]).toEqual(['Information you want', true])
    await goes(3, { title: '', description: '' })
    expect((await browser.opens('/en/apply/3?checked=1')).text).toContain('Please fill this in')
  })
})

test('of who typed nothing nothing is kept; what is typed is kept, sealed, for this browser alone', async () => {
  await office.sql`delete from kept_forms`
  const browser = browserAt(office.app)
  const blank = (await browser.opens('/apply')).text
  const own = { basket: fieldIn(blank, 'basket')!, idempotencyKey: fieldIn(blank, 'idempotencyKey')! }
  expect((await browser.posts('/apply/kept', { ...own, agency: 'yunxi', kind: 'person', name: '' })).status).toBe(204)
  expect([(await rows()).length, browser.jar.size]).toEqual([0, 0])
  const fields = typed()
  expect((await browser.posts('/apply/kept', { ...own, ...fields })).status).toBe(204)
  expect((await browser.opens('/apply')).text).toContain(`value="${fields.idNumber}"`)
  expect((await browserAt(office.app).opens('/apply')).text).not.toContain(fields.idNumber)
  // Neither in the table nor in the audit, and no page of staff leads to it.
  const [row] = await rows()
  const written = JSON.stringify({ ...row, sealed: row!.sealed.toString('latin1') })
  for (const word of [fields.name, fields.idNumber, fields.phone, fields.title, browser.jar.get('draft')!])
    expect(written).not.toContain(word)
  const [told] =
    await office.sql`select count(*)::int as n from audit_lines where to_jsonb(audit_lines)::text like '%/apply/%'`
  expect(told!.n).toBe(0)
  const cookie = `draft=${'A'.repeat(43)}; ysqgk=${await office.registrar.signsIn()}`
  expect((await send(office.app, { url: '/apply', headers: { cookie } })).text).not.toContain(fields.idNumber)
  // Another row’s content does not open in this one.
  await office.sql`update kept_forms set id = ${'x'.repeat(43)}`
  expect((await browser.opens('/apply')).text).not.toContain(fields.idNumber)
})

test('another device goes on by a code that is shown, once and within the hour; a wrong one opens nothing', async () => {
  const [one, two, three] = [browserAt(office.app), browserAt(office.app), browserAt(office.app)]
  const fields = typed()
  await one.follows('/apply', fields)
  const page = (await one.follows('/apply/code', {})).text
  const code = /data-code="true">([^<]+)</.exec(page)?.[1] ?? /data-code[^>]*>([2-9A-Z]{10})</.exec(page)![1]!
  expect(code).toMatch(/^[2-9A-Z]{10}$/)
  expect(JSON.stringify(await rows())).not.toContain(code)
  expect((await two.follows('/apply/continue', { code: 'AAAAAAAAAA' })).text).toContain('接续码不对')
  expect((await two.follows('/apply/continue', { code: code.toLowerCase() })).text).toContain(fields.description)
  expect((await three.follows('/apply/continue', { code })).text, 'used').toContain('接续码不对')
  // Whoever has a draft is asked before it is replaced.
  await three.follows('/apply', typed())
  expect((await three.follows('/apply/continue', { code: 'AAAAAAAAAA' })).text).toContain('请确认是否代替')
  const again = await codeOn(two)
  await office.sql`update kept_forms set code_until = code_until - interval '61 minutes'`
  expect((await browserAt(office.app).follows('/apply/continue', { code: again })).text).toContain('接续码不对')
})

test('who goes on elsewhere has it alone: the first device reads nothing, changes nothing and files nothing of it any more', async () => {
  const [one, two] = [browserAt(office.app), browserAt(office.app)]
  const fields = typed()
  const review = await one.follows('/apply/review', fields, [{ name: '材料.txt', content: '移交', field: 'files' }])
  const own = ownIn(review.text)
  const before = one.jar.get('draft')
  const taken = await two.follows('/apply/continue', { code: await codeOn(one) })
  expect([taken.text.includes(fields.idNumber), taken.text.includes('材料.txt')]).toEqual([true, true])
  const theirs = ownIn(taken.text)
  expect([theirs.basket === own.basket, theirs.idempotencyKey === own.idempotencyKey]).toEqual([false, false])
  expect(two.jar.get('draft')).not.toBe(before)
  for (const url of ['/apply', '/apply/1', '/en/apply/1', '/apply/3', '/apply/review']) {
    const told = await one.follows('/track/leave', {}).then(() => one.opens(url))
    const page = told.status === 303 ? await one.opens(String(told.headers.location)) : told
    expect([url, /转到另一台设备|moved to another device/.test(page.text)]).toEqual([url, true])
    expect(page.text).not.toContain(fields.idNumber)
  }
  // What its open pages still send is neither kept nor filed.
  expect((await one.posts('/apply/kept', { ...fields, ...own })).status).toBe(410)
  for (const url of ['/apply', '/apply/2', '/apply/review', '/applications'])
    expect((await one.follows(url, { ...fields, ...own })).text).toContain('转到另一台设备')
  await two.posts('/apply/kept', { ...fields, ...theirs, title: '在另一台设备上改过' })
  expect((await two.opens('/apply')).text).toContain('在另一台设备上改过')
  // A form that is new there is another draft, under a token of its own.
  const blank = ownIn((await one.opens('/apply')).text)
  expect((await one.posts('/apply/kept', { ...blank, title: '另外一份' })).status).toBe(204)
  expect((await two.opens('/apply')).text).not.toContain('另外一份')
  expect((await one.opens('/apply')).text).toContain('另外一份')
  expect((await two.follows('/applications', { ...fields, ...theirs, waiting: '1' })).text).toContain('data-receipt')
})

test('a code is good for what was written before it; none for an empty form, none on a public terminal', async () => {
  const [one, two] = [browserAt(office.app), browserAt(office.app)]
  await one.follows('/apply', { agency: 'yunxi', kind: 'person' })
  expect((await one.follows('/apply/code', {})).text).toContain('还没有草稿')
  const own = ownIn((await one.opens('/apply')).text)
  await one.posts('/apply/kept', { ...own, title: '第一句' })
  const code = await codeOn(one)
  await one.posts('/apply/kept', { ...own, title: '第二句' })
  expect((await one.opens('/apply/code')).text).not.toContain(code)
  expect((await two.follows('/apply/continue', { code })).text).toContain('接续码不对')
  const still = await codeOn(one)
  for (const browser of [one, two]) browser.jar.set('terminal', 'on')
  expect((await one.follows('/apply/code', {})).text).not.toMatch(/data-code/)
  expect((await one.opens('/apply/code')).text).toContain('公共终端')
  expect((await two.follows('/apply/continue', { code: still })).text).toContain('公共终端')
  expect(two.jar.has('draft')).toBe(false)
})

test('codes are not tried at will, and no other site posts', async () => {
  const guesser = browserAt(office.app)
  const statuses = []
  for (let i = 0; i < 21; i++) statuses.push((await guesser.posts('/apply/continue', { code: `AAAAAAAA${i}` })).status)
  expect([statuses.at(-2), statuses.at(-1)]).toEqual([303, 429])
  for (const url of ['/apply', '/apply/2', '/apply/kept', '/apply/code', '/apply/continue', '/apply/discard']) {
    const form = asForm({})
    const headers = { ...form.headers, 'sec-fetch-site': 'cross-site' }
    const answer = await send(office.app, { method: 'POST', url, ...form, headers })
    expect([url, answer.status]).toEqual([url, 403])
  }
})

test('thrown away after it was asked: words and files are gone', async () => {
  const browser = browserAt(office.app)
  const fields = typed()
  await browser.follows('/apply', fields, [{ name: '材料.txt', content: '材料', field: 'files' }])
  const waiting = () => office.sql`select 1 from uploads where name = '材料.txt' and claimed_at is null`
  expect(await waiting()).toHaveLength(1)
  expect((await browser.opens('/apply/discard')).text).toContain('不能恢复')
  const page = (await browser.follows('/apply/discard', {})).text
  expect(page).toContain('草稿已经丢弃')
  expect(page).not.toContain(fields.description)
  expect([(await waiting()).length, browser.jar.has('draft')]).toEqual([0, false])
})

test('no address makes a page say that something was done; whoever did it is told once', async () => {
  const said = {
    '/track?left=1': '您已退出',
    '/account?deleted=1': '账户已经删除',
    '/apply?discarded=1': '草稿已经丢弃',
  }
  for (const [url, words] of Object.entries(said))
    expect([url, (await browserAt(office.app).opens(url)).text.includes(words)]).toEqual([url, false])
  const terminal = browserAt(office.app)
  terminal.jar.set('terminal', 'on')
  expect((await terminal.opens('/?wiped=1')).text).not.toContain('已经清除')
  expect((await terminal.follows('/terminal/wipe', {})).text).toContain('已经清除')
  expect((await terminal.opens('/')).text).not.toContain('已经清除')
  const browser = browserAt(office.app)
  expect((await browser.follows('/track/leave', {})).text).toContain('您已退出')
  expect((await browser.opens('/track')).text).not.toContain('您已退出')
})

test('where a proxy changed the host, the page that refuses says what whoever runs the site has to set', async () => {
  const form = asForm({})
  const headers = { ...form.headers, 'sec-fetch-site': 'same-origin', origin: 'https://elsewhere.example.cn' }
  const refused = await send(office.app, { method: 'POST', url: '/apply', ...form, headers })
  expect([refused.status, refused.text.includes('PUBLIC_URL')]).toEqual([403, true])
  const foreign = { ...headers, 'sec-fetch-site': 'cross-site' }
  expect((await send(office.app, { method: 'POST', url: '/apply', ...form, headers: foreign })).text).not.toContain(
    'PUBLIC_URL',
  )
})

test('it ends with the filing; Back from the receipt says so, and the receipt opens again with its code', async () => {
  const browser = browserAt(office.app)
  const fields = typed()
  const review = (await browser.follows('/apply/review', fields)).text
  const own = { basket: fieldIn(review, 'basket')!, idempotencyKey: fieldIn(review, 'idempotencyKey')! }
  const receipt = await browser.follows('/applications', { ...fields, ...own })
  const number = /data-receipt="([^"]+)"/.exec(receipt.text)![1]!
  expect(receipt.text).toContain('data-enquiry-code')
  expect(browser.jar.has('draft')).toBe(false)
  const back = (await browser.opens('/apply/review')).text
  expect(back).toContain(`受理编号是 ${number}`)
  expect(back).not.toContain(fields.idNumber)
  expect((await browser.opens('/receipt')).text).toContain('data-enquiry-code')
  // A form that the browser had kept, changed and submitted again, is another one, if that is wished.
  const changed = { ...fields, ...own, title: '改过以后' }
  const told = (await browser.follows('/applications', changed)).text
  for (const word of [number, '改过以后', '作为另一份申请提交', `/track/${number}`]) expect(told).toContain(word)
  const filed = await browser.follows('/applications', { ...changed, idempotencyKey: fieldIn(told, 'idempotencyKey')! })
  expect(/data-receipt="([^"]+)"/.exec(filed.text)![1]).not.toBe(number)
})

test('so many of one network, the oldest goes; swept after the days of the setting', async () => {
  await office.sql`delete from kept_forms`
  const jar = () => browserAt(office.app)
  const first = jar()
  await first.follows('/apply', typed())
  const [{ visitor }] = (await office.sql`select visitor from kept_forms`) as unknown as [{ visitor: string }]
  await office.sql`
    insert into kept_forms (id, visitor, sealed, at, until)
    select 'flood ' || n, ${visitor}, f.sealed, f.at - n * interval '1 second', f.until from kept_forms f, generate_series(1, 299) n`
  // The three hundred and first of that network pushes out the oldest.
  const request = { cookies: {}, ip: '10.0.0.1', server: office.app, overTls: false } as never
  const reply = { setCookie: () => {} } as never
  const lookup = office.house.keys.lookup
  const house = {
    ...office.house,
    keys: { ...office.house.keys, lookup: (value: string) => (value.startsWith('writes') ? visitor : lookup(value)) },
  }
  expect(await keepForm(house, request, reply, { cookie: 'draft', at: 'apply' }, { values: { title: 'x' } })).toBe(true)
  const left = await office.sql`select id from kept_forms where visitor = ${visitor}`
  expect([left.length, left.some(({ id }) => id === 'flood 299')]).toEqual([300, false])
  office.itIs('2026-03-08')
  await sweepForms(office.house)
  expect((await rows()).length).toBe(300)
  office.itIs('2026-03-10')
  await sweepForms(office.house)
  expect((await rows()).length).toBe(0)
  office.itIs('2026-03-02')
})

test('where no more can be kept, the page itself is the answer: what was typed is there', async () => {
  const browser = browserAt(office.app)
  const long = { ...typed(), description: '长'.repeat(200_001) }
  const posted = await browser.posts('/apply/review', long, [])
  expect([posted.status, posted.text.includes('草稿暂时不能保存'), posted.text.includes(long.title)]).toEqual([
    422,
    true,
    true,
  ])
})

describe('an act whose time is over', () => {
  test('is kept while the numbers are asked for again, and stands there filled in', async () => {
    const one = await office.caseUntil('registered', application())
    await office.registrar.records(one.id, CORRECTION)
    const browser = browserAt(office.app)
    const numbers = { receipt: one.receipt, enquiryCode: one.enquiryCode }
    await browser.posts('/track', numbers)
    const page = (await browser.opens(`/track/${one.receipt}`)).text
    expect(page).toMatch(/本页可以办理到 2026年\d+月\d+日 \d\d:\d\d/)
    expect((await browser.posts(`/track/${one.receipt}/stay`, {})).status).toBe(303)
    later(office, COOKIES.followed.seconds)
    const act = { type: 'corrected', text: '2023年的批复。' }
    const door = await browser.follows(`/track/${one.receipt}/facts`, act)
    expect(door.text).toContain('时间已到')
    expect(door.text).not.toContain(act.text)
    const back = await browser.follows('/track', numbers)
    expect(back.text).toContain(act.text)
    expect(back.text).toContain('您上次填写、还没有提交的内容已经恢复')
    expect((await browser.opens(`/en/track/${one.receipt}`)).text, 'in the other language too').toContain(act.text)
    // Somebody else with the numbers does not read it.
    const other = browserAt(office.app)
    expect((await other.follows('/track', numbers)).text).not.toContain(act.text)
    const done = await browser.follows(`/track/${one.receipt}/facts`, act)
    expect(done.text).toContain('补正已经收到')
    expect((await browser.opens(`/track/${one.receipt}`)).text).not.toContain('已经恢复')
  })

  test('leaving takes what was written along', async () => {
    const one = await office.caseUntil('registered', application())
    const browser = browserAt(office.app)
    const numbers = { receipt: one.receipt, enquiryCode: one.enquiryCode }
    await browser.posts('/track', numbers)
    await browser.posts(`/track/${one.receipt}/kept`, { type: 'withdrawn', why: '写到一半。' })
    expect((await browser.opens(`/track/${one.receipt}`)).text).toContain('写到一半。')
    await browser.posts('/track/leave', {})
    expect((await browser.follows('/track', numbers)).text).not.toContain('写到一半。')
  })
})
