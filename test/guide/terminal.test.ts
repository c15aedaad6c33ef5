/** 公共终端: a device that many use keeps nothing of the one before: no cookie, no page, no draft, and it clears itself. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isClean } from '../journeys/clean.ts'
import { comesIn, openStage, type Stage } from '../journeys/stage.ts'
import { application } from '../support/people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('staff make a device one; whoever leaves it leaves nothing, by the button, by the clock, and for whoever goes back', async () => {
  const { page, close } = await stage.visitor()
  await comesIn(page, 'registrar', '/terminal')
  await isClean(page, 'terminal, of staff')
  await page.getByRole('button', { name: '把这台设备设为公共终端' }).click()
  await page.getByText('已经清除').waitFor()
  const names = async () => (await page.context().cookies()).map(({ name }) => name)
  expect(await names()).toEqual(['terminal']) // the session of staff is gone, too
  await isClean(page, 'first page of a terminal')

  const filed = await stage.citizen.files(application())
  await page.goto('/track')
  await page.getByLabel('受理编号').fill(filed.receipt)
  await page.getByLabel('查询码').fill(filed.enquiryCode)
  await page.getByRole('button', { name: '查询' }).click()
  await page.getByText('公共终端').waitFor()
  const before = await page.context().cookies()
  expect(before.map(({ name }) => name)).toContain('followed')
  await page.evaluate(() => localStorage.setItem('draft', 'of somebody'))
  await page.getByRole('button', { name: '结束并清除' }).click()
  await page.getByText('已经清除').waitFor()
  expect(await names()).toEqual(['terminal'])
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
  const cleared = page.waitForURL('**/en/?wiped=1')
  await page.clock.runFor(60_000)
  await cleared
  await close()
})

test('a page of another site clears nothing, and nobody else has the band', async () => {
  const get = (url: string, headers: Record<string, string> = {}) => stage.app.inject({ url, headers })
  expect((await get('/terminal/wipe', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  expect((await get('/')).body).not.toContain('data-terminal')
  const marked = await get('/', { cookie: 'terminal=on' })
  expect([marked.body.includes('data-terminal'), marked.headers['cache-control']]).toEqual([true, 'no-store'])
  const wiped = await get('/en/terminal/wipe', { cookie: 'terminal=on' })
  expect(wiped.headers['clear-site-data']).toBe('"cache", "storage"')
})
