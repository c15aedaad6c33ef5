/**
 * Other ways into the optional account: a passkey on a virtual device in a real browser, and the citizens' identity provider, a real one
 * on this machine. Neither opens what is somebody else's.
 */
import type { AddressInfo } from 'node:net'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { isClean } from '../journeys/clean.ts'
import { openStage, type Stage } from '../journeys/stage.ts'
import { type Visitor, visitorAt } from '../people/visitor.ts'
import { CLIENT, freePort, openIdentityProvider } from '../support/identity-provider.ts'
import { application } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

const BACK = 'https://gk.example.gov.cn/account/oidc/callback'
let server: MailServer
let stage: Stage
let here: string
let provider: Awaited<ReturnType<typeof openIdentityProvider>>
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  server = await startMailServer()
  const port = await freePort()
  provider = await openIdentityProvider(port, [BACK])
  stage = await openStage({
    smtpUrl: server.url,
    settings: {
      CITIZEN_OIDC_ISSUER: `http://127.0.0.1:${port}`,
      CITIZEN_OIDC_CLIENT_ID: CLIENT.id,
      CITIZEN_OIDC_CLIENT_SECRET: CLIENT.secret,
    },
  })
  here = `http://localhost:${(stage.app.server.address() as AddressInfo).port}`
  // The provider lives now, and so does the office: each looks at the other's clock.
  ;(stage.house.time as unknown as { set(to: Date): void }).set(new Date())
})
afterAll(async () => {
  await stage.close()
  await provider.close()
  await server.close()
  vi.restoreAllMocks()
})

const codeIn = () => /\d{6}/.exec(server.mails.at(-1)!.text ?? '')![0]
async function entersByMail(email: string, visitor = visitorAt(stage.app)): Promise<Visitor> {
  await visitor.posts('/account', { email })
  expect((await visitor.posts('/account/code', { code: codeIn() })).headers.location).toBe('/account')
  return visitor
}
const account = async (visitor: Visitor) => (await visitor.gets('/account')).text
const accountId = async (email: string): Promise<string> => {
  const found = stage.house.keys.blind(`account ${email}`)
  const [row] = await stage.sql<{ id: string }[]>`select id from accounts where found_by = any(${found})`
  return row!.id
}

/** To the provider and back, as `sub`. @returns the address to which it led back, and what the house said */
async function comes(sub: string, visitor = visitorAt(stage.app), links = false) {
  provider.comes({ sub, name: null })
  const sent = await (links ? visitor.posts('/account/oidc') : visitor.gets('/account/oidc'))
  expect(sent.status).toBe(303)
  const back = await provider.visit(String(sent.headers.location))
  return { visitor, back, answer: await visitor.gets(back.slice(BACK.indexOf('/', 8))) }
}

test('by the identity provider: an account of its own, which opens what its codes open and nothing else', async () => {
  const filed = await stage.citizen.files(application({ applicant: { email: 'someone@example.cn' } }))
  const { visitor, answer } = await comes('citizen-1')
  expect(answer.headers.location).toBe('/account')
  expect(await account(visitor)).toContain('以统一身份认证进入')
  expect(await account(visitor)).not.toContain(filed.receipt)
  await visitor.posts('/account/applications', { receipt: filed.receipt, enquiryCode: filed.enquiryCode })
  expect(await account(visitor)).toContain(`data-receipt="${filed.receipt}"`)
  // From another browser it is the same account; whoever else comes has another one.
  expect(await account((await comes('citizen-1')).visitor)).toContain(filed.receipt)
  expect(await account((await comes('citizen-2')).visitor)).not.toContain(filed.receipt)
  expect(provider.asked()[0]!.searchParams.get('prompt')).toBe('login')
  // What the table keeps names nobody.
  expect(JSON.stringify(await stage.sql`select * from account_identities`)).not.toContain('citizen-1')
})

test('an identity is linked to an open account by its own form, and to no second one', async () => {
  const mine = await entersByMail('links@example.cn')
  expect((await comes('citizen-3', mine, true)).answer.headers.location).toBe('/account')
  expect(await account(mine)).toContain('data-said="identity-linked"')
  expect(await account(mine), 'once').not.toContain('data-said')
  expect(await account((await comes('citizen-3')).visitor)).toContain('links@example.cn')
  const other = await entersByMail('second@example.cn')
  expect((await comes('citizen-3', other, true)).answer.headers.location).toBe('/account')
  expect(await account(other)).toContain('data-said="identity-taken"')
  // An address says nothing.
  expect((await other.gets('/account?identity=linked&passkey=kept')).text).not.toContain('data-said')
  // Who sits down where an account was left open and comes in by the provider is in their own, and has linked nothing.
  const left = await entersByMail('left-open@example.cn')
  await comes('citizen-4', left)
  expect(await account(left)).not.toContain('left-open@example.cn')
  const id = await accountId('left-open@example.cn')
  expect(await stage.sql`select 1 from account_identities where account_id = ${id}`).toHaveLength(0)
})

test('what did not begin in this browser, was used, is of another state, issuer or client, opens nothing', async () => {
  const { back, visitor } = await comes('citizen-5')
  const path = back.slice(BACK.indexOf('/', 8))
  const refused = '/account'
  expect((await visitor.gets(path)).headers.location).toBe(refused) // once more
  expect(await account(visitor)).toContain('data-said="identity-refused"')
  expect((await visitorAt(stage.app).gets(path)).headers.location).toBe(refused) // in another browser
  const wrong = async (change: (query: URLSearchParams) => void) => {
    const victim = visitorAt(stage.app)
    provider.comes({ sub: 'citizen-6', name: null })
    const sent = await victim.gets('/account/oidc')
    const to = new URL(await provider.visit(String(sent.headers.location)))
    change(to.searchParams)
    const answer = await victim.gets(to.pathname + to.search)
    return [answer.headers.location, (await victim.gets('/account/export')).status]
  }
  expect(await wrong((query) => query.set('state', 'another'))).toEqual([refused, 303])
  expect(await wrong((query) => query.set('iss', 'http://evil.example'))).toEqual([refused, 303])
  expect(await wrong((query) => query.set('code', 'guessed'))).toEqual([refused, 303])
  // A nonce of another visit: the answer is of somebody else's asking.
  const victim = visitorAt(stage.app)
  provider.comes({ sub: 'citizen-7', name: null })
  const sent = await victim.gets('/account/oidc')
  await stage.sql`update provider_requests set nonce = 'of-another-visit'`
  const to = new URL(await provider.visit(String(sent.headers.location)))
  expect((await victim.gets(to.pathname + to.search)).headers.location).toBe(refused)
  const found = await stage.sql`select count(*)::int as n from account_identities`
  expect(found[0]!.n).toBe(5)
  // A page of another site links nothing.
  const cross = await stage.app.inject({
    ...{ method: 'POST', url: '/account/oidc', headers: { 'sec-fetch-site': 'cross-site' } },
  })
  expect(cross.statusCode).toBe(403)
})

/** A browser with a virtual device. */
async function withDevice(): Promise<{ page: Page; devices: CDPSession; device: string }> {
  const { page } = await stage.visitor()
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return { page, devices, device: authenticatorId }
}

test('by a passkey: registered from inside, then without a mail; of a device that is taken away, or unlocked by nobody, nothing opens', async () => {
  stage.house.config.publicUrl = undefined
  const { page, devices, device } = await withDevice()
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(`${here}/account`)
  await page.getByLabel('电子邮箱').fill('key@example.cn')
  await page.getByRole('button', { name: '发送验证码' }).click()
  await page.getByLabel('验证码').waitFor()
  await page.getByLabel('验证码').fill(codeIn())
  await page.getByRole('button', { name: '进入' }).click()
  await page.getByRole('button', { name: '登记这台设备' }).click()
  await page.locator('[data-device]').waitFor()
  expect(await page.locator('[data-said]').textContent()).toContain('已经登记')
  await isClean(page, 'account')
  await page.getByRole('button', { name: '退出' }).click()
  await page.getByRole('button', { name: '使用通行密钥' }).waitFor()
  await isClean(page, 'account')
  const mails = server.mails.length
  // By keyboard alone.
  await page.getByRole('button', { name: '使用通行密钥' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('以 key@example.cn 进入').waitFor()
  expect(server.mails.length).toBe(mails)
  await page.getByRole('button', { name: '退出' }).click()

  // A device that nobody unlocks proves nothing.
  await devices.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: false })
  await page.getByRole('button', { name: '使用通行密钥' }).click()
  await page.getByText('设备没有确认').first().waitFor()
  await devices.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: true })

  // Staff's devices are others: this one opens no session of staff.
  const before = await stage.sql`select count(*)::int as n from sessions`
  await page.goto(`${here}/sign-in`)
  await page.getByRole('button', { name: '使用通行密钥' }).click()
  await page.getByText('设备没有确认').first().waitFor()
  expect(await stage.sql`select count(*)::int as n from sessions`).toEqual(before)

  // Taken away by its owner alone: another account names it in vain.
  const [row] = await stage.sql<{ id: string }[]>`select id from account_passkeys`
  const eve = await entersByMail('eve@example.cn')
  await eve.posts('/account/passkeys/removal', { id: row!.id })
  expect(await stage.sql`select 1 from account_passkeys`).toHaveLength(1)
  const mine = await entersByMail('key@example.cn')
  await mine.posts('/account/passkeys/removal', { id: row!.id })
  await page.goto(`${here}/en/account`)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.locator('[data-said="passkey-no"]').waitFor()
  await page.context().close()
})
