/** Every cookie: in the list, with its attributes; good under its own name, for its own time, until somebody leaves. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { newId } from '../../src/ground/ids.ts'
import type { Draw } from '../../src/spot-checks/draws.ts'
import { invite } from '../../src/spot-checks/evaluators.ts'
import { COOKIES, type CookieName } from '../../src/web/cookies.ts'
import { asked } from '../consultations/parties.ts'
import { GOOD, joins, later, type Visitor, visitorAt } from '../people/visitor.ts'
import { asForm, cookiesOf, send } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { CLIENT, freePort, openIdentityProvider } from '../support/identity-provider.ts'
import { application } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let office: Office
let mail: MailServer
let provider: Awaited<ReturnType<typeof openIdentityProvider>>
beforeAll(async () => {
  mail = await startMailServer()
  const port = await freePort()
  provider = await openIdentityProvider(port, [
    'https://gk.example.gov.cn/sign-in/oidc/callback',
    'https://gk.example.gov.cn/account/oidc/callback',
  ])
  const oidc = {
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
  } as const
  const settings = Object.fromEntries(Object.entries(oidc).map(([name, value]) => [`CITIZEN_${name}`, value]))
  office = await openOffice({ smtpUrl: mail.url, trustProxy: '127.0.0.1', oidc, settings })
})
afterAll(async () => {
  await office.close()
  await provider.close()
  await mail.close()
})
beforeEach(() => office.itIs(MONDAY))

const NAMES = Object.keys(COOKIES) as CookieName[]
const MINUTE = 60
const pathOf = (name: CookieName) => (COOKIES[name] as { path?: string }).path
const lasting = (seconds: number) =>
  seconds % 86_400 === 0
    ? `${seconds / 86_400} days`
    : seconds % 3_600 === 0
      ? `${seconds / 3_600} hours`
      : `${seconds / MINUTE} minutes`

test('the README lists each with its kind and its time', () => {
  const rows = [...readFileSync('src/README.md', 'utf8').matchAll(/^\| `([\w-]+)` \| (\w+) \| ([^|]+) \| /gm)]
  expect(rows.map(([, name, kind, time]) => [name, kind, time])).toEqual(
    NAMES.map((name) => [
      name,
      COOKIES[name].kind,
      name === 'ysqgk' ? '`SESSION_HOURS`' : lasting(COOKIES[name].seconds),
    ]),
  )
})

const FORM = () => {
  const { agency, applicant, request } = application()
  return { agency, ...applicant, ...request } as Record<string, string>
}
async function files(visitor: Visitor) {
  const page = (await visitor.gets('/apply')).text
  const [, basket] = /name="basket" value="([^"]+)"/.exec(page)!
  const answer = await visitor.posts('/applications', { ...FORM(), basket: basket! })
  expect([answer.status, answer.headers.location]).toEqual([303, '/receipt'])
  const shown = (await visitor.gets('/receipt')).text
  return {
    receipt: /data-receipt="([^"]+)"/.exec(shown)![1]!,
    code: /data-enquiry-code="([^"]+)"/.exec(shown)?.[1] ?? '',
  }
}
const follows = async (visitor: Visitor, receipt: string) =>
  (await visitor.gets(`/track/${receipt}`)).text.includes('危旧房')

const codeInMail = (to: string) =>
  /\b(\d{6})\b/.exec(mail.mails.findLast((one) => one.to?.some(({ address }) => address === to))?.text ?? '')![1]!

/** Of an invitation to a spot check, as the office gives it. */
async function evaluatorsCode({ house, sql }: Office): Promise<string> {
  const [made] = await sql<Draw[]>`
    insert into spot_draws (id, agency_id, month, seed, rules, "by", at)
    values (${newId(new Date())}, 'yunxi', ${`2030-0${rounds + 1}-01`}, '', '{}', 'system', now()) returning id, agency_id, month`
  const asked = { name: '示例', organisation: '示例', until: house.time.today() }
  return (await sql.begin((tx) => invite(tx, house, made!, asked, { username: 'head' }))).code
}

let rounds = 0
/** One browser that does all that sets a cookie, over https or not; what it was given, as it was set. */
async function goesAround(headers: Record<string, string> = {}) {
  const set = new Map<string, string>()
  const jar = new Map<string, string>()
  const ask = async (method: 'GET' | 'POST', url: string, fields?: Record<string, string>) => {
    const form = fields ? asForm(fields) : { headers: {}, payload: '' }
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await send(office.app, {
      ...{ method, url, remoteAddress: '127.0.0.1', ...(fields && { payload: form.payload }) },
      headers: { ...form.headers, ...headers, cookie },
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat().map(String)) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value) set.set(name!, line)
      if (value) jar.set(name!, value)
      else jar.delete(name!)
    }
    return answer
  }
  const posts = async (url: string, fields: Record<string, string>) => {
    const answer = await ask('POST', url, fields)
    expect(answer.status, `${url} ${answer.text.slice(0, 300)}`).toBeLessThan(400)
    return answer
  }
  await posts('/apply', FORM())
  await posts('/apply/discard', {})
  await posts('/apply', FORM())
  await posts('/track', { receipt: 'of nothing', enquiryCode: 'nor this' })
  await posts('/applications', FORM())
  await send(office.app, { url: '/receipt' })
  const { party } = await asked(office)
  await posts('/answer', { number: party.number, code: party.code })
  await posts('/evaluation', { code: await evaluatorsCode(office) })
  await posts('/look', { large: 'on', contrast: 'on' })
  const email = `cookies-${rounds}@example.cn`
  await posts('/account', { email })
  await posts('/account/code', { code: codeInMail(email) })
  await ask('GET', '/sign-in/oidc')
  await ask('GET', '/account/oidc')
  await ask('GET', '/account/oidc/callback?state=of+nothing')
  await ask('POST', '/sign-in/passkey/options', {})
  const username = `round-${++rounds}`
  await joins(office, username, ['signer'])
  await posts('/sign-in', { username, password: GOOD })
  await posts('/sign-in', { username: 'registrar', password: PASSWORD })
  const [, csrf] = /name="csrf" value="([^"]+)"/.exec((await ask('GET', '/cases/new')).text)!
  await posts('/cases', { ...FORM(), channel: 'counter', csrf: csrf! })
  const [, device] = /name="csrf" value="([^"]+)"/.exec((await ask('GET', '/terminal')).text)!
  await posts('/terminal', { csrf: device!, on: 'yes' })
  await ask('GET', '/')
  return set
}

test('what the running house sets is in the list, with its attributes, over https and without', async () => {
  // A file that is not taken: `refused` is set where one came.
  const plain = await goesAround()
  const https = await goesAround({ 'x-forwarded-proto': 'https' })
  const other = NAMES.filter((name) => name !== 'refused')
  const whole = (name: CookieName) => pathOf(name) === undefined
  expect([...plain.keys()].sort()).toEqual([...other].sort())
  expect([...https.keys()].sort()).toEqual(
    other.map((name) => `${whole(name) ? '__Host-' : '__Secure-'}${name}`).sort(),
  )
  for (const [set, secure] of [
    [plain, ''],
    [https, ' Secure;'],
  ] as const)
    for (const [key, line] of set) {
      const name = key.replace(/^__\w+-/, '') as CookieName
      const path = pathOf(name)?.replace(':id', '[0-9a-f-]{36}') ?? '/'
      // On a public terminal they end with its browser.
      const { seconds, sent = seconds } = COOKIES[name] as { seconds: number; sent?: number }
      const lasts = name === 'sitting' ? '' : ` Max-Age=${sent};`
      expect(line).toMatch(new RegExp(`^${key}=[^;]+;${lasts} Path=${path}; HttpOnly;${secure} SameSite=Lax$`))
    }
})

describe('a sealed cookie', () => {
  test('opens nothing under another name, and what others carry opens nothing under its name', async () => {
    const set = await goesAround()
    const valueIn = (line: string) => /^[^=]+=([^;]*)/.exec(line)![1]!
    const opened = async (name: string, value: string) => {
      const cookie = `${name}=${value}`
      const gets = (url: string) => send(office.app, { url, headers: { cookie } })
      return [
        (await gets('/receipt')).status === 200,
        (await gets('/account')).text.includes('退出'),
        (await gets('/account/code')).status === 200,
        (await gets('/sign-in/factors')).status === 200,
        (await gets('/sign-in/code')).status === 200,
      ]
    }
    for (const [from, line] of set)
      for (const name of NAMES) {
        if (name === from) continue
        expect(await opened(name, valueIn(line)), `${from} as ${name}`).toEqual([false, false, false, false, false])
      }
    expect((await opened('followed', valueIn(set.get('followed')!)))[0]).toBe(true)
  })

  test('is good for its own time here, whatever the browser still sends', async () => {
    const visitor = visitorAt(office.app)
    const { receipt } = await files(visitor)
    later(office, COOKIES.followed.seconds - 1)
    expect(await follows(visitor, receipt)).toBe(true)
    later(office, 1)
    expect(await follows(visitor, receipt)).toBe(false)
    expect((await visitor.gets('/receipt')).status).toBe(303)
  })

  test.each(['a.b', '%', '%00', `${'a'.repeat(8_000)}`, 'id.0.cmVjZWlwdA.sig', '..', '\ud800', '"', '%E0%A4%A'])(
    'of nonsense is none: %s',
    async (value) => {
      for (const name of NAMES)
        for (const url of ['/receipt', '/account/code', '/answer', '/sign-in', '/']) {
          const answer = await send(office.app, { url, headers: { cookie: `${name}=${value}` } })
          expect(answer.status, `${name} ${url}`).toBeLessThan(400)
        }
    },
  )
})

describe('退出', () => {
  test('on receipt and progress page: the old cookies open nothing, those given earlier neither', async () => {
    const visitor = visitorAt(office.app)
    const first = await files(visitor)
    const early = new Map(visitor.jar)
    const second = await files(visitor)
    const late = new Map(visitor.jar)
    expect((await visitor.gets('/receipt')).text).toContain('action="/track/leave"')
    expect((await visitor.gets(`/track/${first.receipt}`)).text).toContain('action="/track/leave"')
    expect((await visitor.posts('/track/leave')).headers.location).toBe('/track')
    expect([...visitor.jar.keys()], 'but what says so, once').toEqual(['told'])
    visitor.jar.clear()
    for (const old of [early, late]) {
      for (const [name, value] of old) visitor.jar.set(name, value)
      for (const { receipt } of [first, second]) {
        expect(await follows(visitor, receipt)).toBe(false)
        expect((await visitor.gets(`/api/v1/applications/${receipt}`)).status).toBe(404)
      }
      for (const page of ['/receipt', '/receipt.pdf']) expect((await visitor.gets(page)).status).toBe(303)
    }
    // Whoever knows the two numbers comes in again.
    await visitor.posts('/track', { receipt: first.receipt, enquiryCode: first.code })
    expect(await follows(visitor, first.receipt)).toBe(true)
  })

  test('on the page of a consultation', async () => {
    const { party } = await asked(office)
    const door = await send(office.app, {
      ...{ method: 'POST', url: '/answer', ...asForm({ number: party.number, code: party.code }) },
    })
    const cookie = cookiesOf(door)
    const opens = async () => [
      (await send(office.app, { url: `/answer/${party.number}`, headers: { cookie } })).text.includes('answer/leave'),
      (await send(office.app, { url: `/api/v1/consultations/${party.number}`, headers: { cookie } })).status,
    ]
    expect(await opens()).toEqual([true, 200])
    await send(office.app, { method: 'POST', url: '/answer/leave', headers: { cookie } })
    expect(await opens()).toEqual([false, 404])
  })

  test('of staff and of an account', async () => {
    const visitor = visitorAt(office.app)
    await visitor.signsIn('registrar', PASSWORD)
    const old = visitor.jar.get('ysqgk')!
    await visitor.submits('/desk', '/sign-out')
    visitor.jar.set('ysqgk', old)
    expect(await visitor.isIn()).toBe(false)
    await visitor.posts('/account', { email: 'leaves@example.cn' })
    await visitor.posts('/account/code', { code: codeInMail('leaves@example.cn') })
    const account = visitor.jar.get('account')!
    expect((await visitor.gets('/account')).text).toContain('leaves@example.cn')
    await visitor.posts('/track/leave')
    visitor.jar.set('account', account)
    expect((await visitor.gets('/account')).text).not.toContain('leaves@example.cn')
  })
})

describe('the enquiry code', () => {
  test('is on the receipt until it is left, in both languages and the file, and on no later page', async () => {
    const visitor = visitorAt(office.app)
    const { receipt, code } = await files(visitor)
    // 30 characters, ten places: 49 bits.
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{10}$/)
    for (const page of ['/receipt', '/en/receipt']) expect((await visitor.gets(page)).text).toContain(code)
    const old = new Map(visitor.jar)
    const later = [`/track/${receipt}`, '/', '/receipt', '/en/receipt', '/account']
    for (const page of later) expect((await visitor.gets(page)).text, page).not.toContain(code)
    for (const [name, value] of old) visitor.jar.set(name, value)
    const again = (await visitor.gets('/receipt')).text
    expect(again).toContain(receipt)
    expect(again).not.toContain(code)
    expect(again).toContain('查询码只在提交后显示一次')
  })

  test('is not shown to whoever only follows the application, nor after a quarter of an hour', async () => {
    const [visitor, other] = [visitorAt(office.app), visitorAt(office.app)]
    const { receipt, code } = await files(visitor)
    await other.posts('/track', { receipt, enquiryCode: code })
    expect((await other.gets('/receipt')).text).not.toContain(code)
    later(office, COOKIES.filed.seconds)
    expect((await visitor.gets('/receipt')).text).not.toContain(code)
  })
})
