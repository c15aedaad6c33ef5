/** Passkeys in a real browser with a virtual device: registered, signed in with, refused where they should be. */
import type { AddressInfo } from 'node:net'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { isClean } from '../journeys/clean.ts'
import { openStage, type Stage, signsIn } from '../journeys/stage.ts'
import { codeNow, enrols, GOOD, joins, later, visitorAt } from './visitor.ts'

let stage: Stage
let here: string
let page: Page
let devices: CDPSession
let device: string
beforeAll(async () => {
  stage = await openStage()
  stage.house.config.publicUrl = undefined
  here = `http://localhost:${(stage.app.server.address() as AddressInfo).port}`
})
afterAll(() => stage.close())
beforeEach(async () => {
  page = (await stage.visitor()).page
  devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  device = authenticatorId
})
afterEach(() => page.context().close())

let people = 0
/** Somebody signed in at this browser, who has registered its device. */
async function registers(role = 'registrar') {
  const username = `key-${++people}`
  const id = await joins(stage, username, [role])
  await page.goto(`${here}/sign-in?next=/sign-in/factors`)
  await signsIn(page, username, GOOD)
  await page.waitForURL('**/sign-in/factors')
  await page.getByRole('button', { name: '登记这台设备' }).click()
  await page.locator('[data-device]').waitFor()
  return { id, username }
}
const signedOut = async () => {
  await page.context().clearCookies()
  await page.goto(`${here}/sign-in?next=/desk`)
}
const withKey = () => page.getByRole('button', { name: '使用通行密钥' }).click()
const isRefused = () => page.getByText('设备没有确认').waitFor()
const cameByKey = async (id: string) =>
  (await stage.sql`select 1 as key from sessions where person_id = ${id} and factor = 'passkey'`).length

test('registered, then signed in with it alone, to the page that was wanted', async () => {
  const { id } = await registers()
  await isClean(page, 'factors with a device')
  await signedOut()
  await isClean(page, 'sign-in with passkeys')
  await withKey()
  await page.waitForURL(({ pathname }) => pathname === '/desk')
  expect(await cameByKey(id)).toBe(1)
  expect(stage.complaints).toEqual([])
})

test('in place of the code, after the password', async () => {
  const username = 'signs-with-key'
  const id = await joins(stage, username, ['signer'])
  const { secret } = await enrols(stage, visitorAt(stage.app), username)
  later(stage, 30)
  await page.goto(`${here}/sign-in?next=/sign-in/factors`)
  await signsIn(page, username, GOOD)
  await page.waitForURL('**/sign-in/code')
  await page.getByLabel('验证码').fill(codeNow(stage, secret))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL('**/sign-in/factors')
  await page.getByRole('button', { name: '登记这台设备' }).click()
  await page.locator('[data-device]').waitFor()
  await signedOut()
  await signsIn(page, username, GOOD)
  await page.waitForURL('**/sign-in/code')
  await isClean(page, 'code, or a passkey')
  await page.getByRole('button', { name: '改用通行密钥' }).click()
  await page.waitForURL(({ pathname }) => pathname === '/desk')
  expect(await cameByKey(id)).toBe(1)
})

test('a device that nobody unlocks opens nothing', async () => {
  await registers()
  await devices.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: false })
  await signedOut()
  await withKey()
  await isRefused()
  await page.getByLabel('用户名').waitFor()
})

test('a device that was taken away, or whose owner has left, opens nothing', async () => {
  const { id } = await registers()
  await stage.sql`update people set ended_at = now() where id = ${id}`
  await signedOut()
  await withKey()
  await page.getByText('没有在这里登记').waitFor()
  await stage.sql`update people set ended_at = null where id = ${id}`
  await signedOut()
  await withKey()
  await page.waitForURL(({ pathname }) => pathname === '/desk')
  await page.goto(`${here}/sign-in/factors`)
  await page.getByRole('button', { name: /^删除/ }).click()
  await page.getByRole('button', { name: '登记这台设备' }).waitFor()
  expect(await page.locator('[data-device]').count()).toBe(0)
  await signedOut()
  await withKey()
  await page.getByText('没有在这里登记').waitFor()
})

test('what a device has signed opens once, for the browser that asked, and for this site alone', async () => {
  const { id } = await registers()
  await signedOut()
  let sent = ''
  await page.route('**/sign-in/passkey', (route) => {
    sent = new URLSearchParams(route.request().postData() ?? '').get('credential') ?? ''
    return route.abort()
  })
  await withKey()
  await expect.poll(() => sent).not.toBe('')
  const cookie = (await page.context().cookies(here)).find(({ name }) => name === 'challenge')!.value
  const posts = (value: string, host = new URL(here).host) =>
    stage.app.inject({
      method: 'POST',
      url: '/sign-in/passkey',
      payload: new URLSearchParams({ credential: sent, next: '/desk' }).toString(),
      headers: { host, cookie: `challenge=${value}`, 'content-type': 'application/x-www-form-urlencoded' },
    })
  expect((await posts('another-browser')).headers.location).toBe('/sign-in?passkey=no')
  expect((await posts(cookie)).headers.location).toBe('/desk')
  expect((await posts(cookie)).headers.location, 'once').toBe('/sign-in?passkey=no')
  const [kept] = await stage.sql`select counter from passkeys where person_id = ${id}`
  expect(Number(kept!.counter)).toBeGreaterThan(0)
})

test('an IP address can be no party to it: nothing is offered, and the page says why', async () => {
  await joins(stage, 'at-an-address', ['registrar'])
  await page.goto(`${stage.address}/sign-in?next=/sign-in/factors`)
  expect(await page.getByRole('button', { name: '使用通行密钥' }).count()).toBe(0)
  await signsIn(page, 'at-an-address', GOOD)
  await page.getByText('浏览器不为IP地址保存通行密钥').waitFor()
  expect(
    (await stage.app.inject({ method: 'POST', url: '/sign-in/passkey/options', headers: { host: '192.0.2.1' } }))
      .statusCode,
  ).toBe(404)
})
