/** 公共终端: a device that many use keeps nothing of the one before: no cookie, no page, no draft, and it clears itself. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isClean } from '../journeys/clean.ts'
import { comesIn, openStage, type Stage } from '../journeys/stage.ts'
import { asForm } from '../support/api.ts'
import { application } from '../support/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('staff make a device one; whoever leaves it leaves nothing, by the button, by the clock, and for whoever goes back', async () => {
  const { page, close } = await stage.visitor()
  await comesIn(page, 'registrar', '/terminal')
  const staff = (await page.context().cookies()).filter(({ name }) => name === 'ysqgk')
  await isClean(page, 'terminal, of staff')
  await page.getByRole('button', { name: '把这台设备设为公共终端' }).click()
  await page.getByText('已经清除').waitFor()
  const names = async () => (await page.context().cookies()).map(({ name }) => name).sort()
  expect(await names()).toEqual(['sitting', 'terminal'])
  // The session of staff has ended, not its cookie alone.
  const desk = await stage.app.inject({ url: '/desk', headers: { cookie: `ysqgk=${staff[0]!.value}` } })
  expect(desk.statusCode).toBe(303)
  await isClean(page, 'first page of a terminal')

  const filed = await stage.citizen.files(application())
  await page.goto('/track')
  await page.getByLabel('受理编号').fill(filed.receipt)
  await page.getByLabel('查询码').fill(filed.enquiryCode)
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByText('公共终端').waitFor()
  const before = await page.context().cookies()
  expect(before.find(({ name }) => name === 'followed')!.expires, 'as long as the browser is open').toBe(-1)
  await page.evaluate(() => localStorage.setItem('draft', 'of somebody'))
  await page.getByRole('button', { name: '结束并清除' }).click()
  await page.getByText('已经清除').waitFor()
  expect(await names()).toEqual(['sitting', 'terminal'])
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.goBack()
  expect(await page.content()).not.toContain('办理进程')
  // Whoever kept the cookie opens nothing with it.
  await page.context().addCookies(before)
  await page.goto(`/track/${filed.receipt}`)
  expect(await page.content()).not.toContain('办理进程')

  // Left alone it clears itself; a touch begins the time anew.
  await page.clock.install()
  await page.goto('/en/apply')
  await page.clock.runFor(150_000)
  await page.keyboard.press('Tab')
  await page.clock.runFor(150_000)
  expect(page.url()).toContain('/en/apply')
  const cleared = page.waitForURL('**/en/')
  await page.clock.runFor(60_000)
  await cleared
  await close()
})

/** A browser without a script. */
function visitor(cookies: Record<string, string>) {
  const asks = async (request: {
    method?: 'POST'
    url: string
    headers?: Record<string, string>
    payload?: string
  }) => {
    const cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
    const answer = await stage.app.inject({ ...request, headers: { ...request.headers, cookie } })
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0 || value === '') delete cookies[name]
      else cookies[name] = value
    }
    return answer
  }
  const posts = (url: string, fields: Record<string, string>) => asks({ method: 'POST', url, ...asForm(fields) })
  return { gets: (url: string, headers = {}) => asks({ url, headers }), posts }
}

test('on no terminal the address of a mail clears nothing and makes none of it', async () => {
  const { gets } = visitor({ draft: 'x'.repeat(43) })
  for (const url of ['/terminal/wipe', '/en/terminal/wipe']) {
    const { statusCode, headers, cookies } = await gets(url, { 'sec-fetch-site': 'none' })
    expect([statusCode, headers['clear-site-data'], cookies]).toEqual([303, undefined, []])
  }
})

test('whoever comes after five minutes without use opens nothing, by whatever the browser still sends', async () => {
  const { receipt, enquiryCode } = await stage.citizen.files(application())
  const cookies: Record<string, string> = { terminal: 'on' }
  const { gets, posts } = visitor(cookies)
  await posts('/track', { receipt, enquiryCode })
  await posts('/apply/kept', { title: '前一个人写的' })
  const opens = async () => (await gets(`/track/${receipt}`)).body.includes('办理进程')
  const begun = stage.house.time.now().getTime()
  const { now } = stage.house.time
  const after = (minutes: number) => {
    stage.house.time.now = () => new Date(begun + minutes * 60_000)
  }
  try {
    for (const minutes of [4, 8]) {
      after(minutes)
      expect(await opens(), 'each use begins the time anew').toBe(true)
    }
    after(14)
    expect(await opens()).toBe(false)
    expect((await gets('/apply')).body).not.toContain('前一个人写的')
    expect(Object.keys(cookies).sort()).toEqual(['sitting', 'terminal'])
  } finally {
    stage.house.time.now = now
  }
})

test('nothing is read outside of a page that clears itself: files are downloads, each page has the band, and none is taken from a cache', async () => {
  const { receipt, enquiryCode } = await stage.citizen.files(application())
  const { gets, posts } = visitor({ terminal: 'on' })
  await posts('/track', { receipt, enquiryCode })
  const paper = await gets('/receipt.pdf')
  expect(String(paper.headers['content-disposition'] ?? 'attachment')).toMatch(/^attachment/)
  for (const url of ['/sign-in', '/released', '/nosuch', `/track/${receipt}`])
    expect((await gets(url)).body, url).toContain('data-terminal')
  const { etag } = (await stage.app.inject({ url: '/released' })).headers
  const anew = await gets('/released', { 'if-none-match': String(etag) })
  expect([anew.statusCode, anew.headers['cache-control']]).toEqual([200, 'no-store'])
})

test('a page of another site clears nothing, and nobody else has the band', async () => {
  const get = (url: string, headers: Record<string, string> = {}) => stage.app.inject({ url, headers })
  for (const site of ['cross-site', 'same-site'])
    expect((await get('/terminal/wipe', { cookie: 'terminal=on', 'sec-fetch-site': site })).statusCode).toBe(403)
  expect((await get('/')).body).not.toContain('data-terminal')
  const marked = await get('/', { cookie: 'terminal=on' })
  expect([marked.body.includes('data-terminal'), marked.headers['cache-control']]).toEqual([true, 'no-store'])
  const wiped = await get('/en/terminal/wipe', { cookie: 'terminal=on' })
  expect(wiped.headers['clear-site-data']).toBe('"cache", "storage"')
})
