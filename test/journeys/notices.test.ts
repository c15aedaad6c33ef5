/** The journey of a notice, without any script: read by its clerk, sent for approval, given back, changed, approved. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { comesIn, DESKTOP, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** For whoever wants to see: SHOTS names a folder. */
const shows = async (page: Page, name: string) => {
  if (!process.env.SHOTS) return
  await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
  await page.setViewportSize({ width: 360, height: 780 })
  await page.screenshot({ path: `${process.env.SHOTS}/${name}-phone.png`, fullPage: true })
  expect([name, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)]).toEqual([name, true])
  await page.setViewportSize(DESKTOP)
}

test('a correction notice is read before it goes, and approved by another person', async () => {
  const { id } = await stage.caseUntil('assigned')
  const { page } = await stage.visitor({ viewport: DESKTOP, javaScript: false })
  const address = `/cases/${id}`
  const form = page.locator('#act-correctionRequested')

  await comesIn(page, 'handler', address)
  await form.locator('> summary').click()
  await form.getByLabel('需要补正的事项').fill('参照法释〔2011〕17号的规定，写明年份')
  await form.getByLabel('补正期限').fill('2026-03-20')
  await shows(page, 'case')
  await form.getByRole('button', { name: '预览' }).click()
  await page.waitForURL(`${address}/notices/preview`)
  expect(await page.locator('.finding.stops').innerText()).toContain('法释〔2011〕17号')
  expect(await form.getByLabel('需要补正的事项').inputValue()).toContain('写明年份')
  await shows(page, 'preview')
  await form.getByRole('button', { name: '编号发出' }).click()
  expect(await page.locator('[data-errors]').innerText()).toContain('没有发出')
  await shows(page, 'refused')

  await form.getByRole('button', { name: '送审' }).click()
  await page.waitForURL(/\/notices\/[0-9a-f-]{36}$/)
  const notice = new URL(page.url()).pathname
  expect(await page.locator('main').innerText()).toContain('必须改正 1 处')
  await shows(page, 'prepared')

  await comesIn(page, 'counsel')
  await shows(page, 'desk')
  await page.locator(`a[href="${notice}"]`).click()
  await page.getByText('退回', { exact: true }).first().click()
  await page.getByLabel('退回意见').fill('请去掉废止的依据。')
  await shows(page, 'approving')
  await page.getByRole('button', { name: '退回' }).click()
  await page.waitForURL(address)

  await comesIn(page, 'handler', address)
  await shows(page, 'returned')
  expect(await page.locator('.prepared').innerText()).toContain('请去掉废止的依据。')
  await page.locator(`a[href="${notice}"]`).click()
  await form.getByLabel('需要补正的事项').fill('请写明所需信息的起止年份')
  await shows(page, 'changing')
  await form.getByRole('button', { name: '修改后送审' }).click()
  await page.waitForURL(notice)
  expect(await page.locator('main').innerText()).toContain('校验没有发现问题')

  await comesIn(page, 'counsel', notice)
  await form.getByRole('button', { name: '批准并发出' }).click()
  expect(await page.locator('[data-errors]').innerText()).toContain('请确认后再提交')
  await form.getByRole('checkbox').check()
  await form.getByRole('button', { name: '批准并发出' }).click()
  await page.waitForURL(address)
  expect(await page.locator('.facts').innerText()).toContain('拟稿人')
  expect(await page.locator('.prepared').count()).toBe(0)
  expect(stage.complaints).toEqual([])
})
