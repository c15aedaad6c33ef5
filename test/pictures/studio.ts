/** Where pictures are taken: the demonstration district on a screen. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PASSWORD } from '../../src/demo/district.ts'
import type { House } from '../../src/house.ts'

export type Studio = { house: House; browser: Browser; address: string; folder: string }

export async function visit({ house, browser, address }: Studio, means: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ baseURL: address, locale: 'zh-CN', colorScheme: 'light', ...means })
  const page = await context.newPage()
  // The day of the house: a page that says until when it may be used is not over on the picture.
  await page.clock.setFixedTime(house.time.now())
  return page
}

/** A desk of ordinary size, with somebody at it. */
export async function signedIn(studio: Studio, username: string, height = 800): Promise<Page> {
  const page = await visit(studio, { viewport: { width: 1280, height } })
  await page.goto('/desk')
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/desk')
  return page
}
