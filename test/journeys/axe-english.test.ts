/** The public's pages in English, every third in turn, hold to the same rules as in Chinese; and with large type and high contrast. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish } from '../../src/released/publish.ts'
import { CORRECTION } from '../support/house.ts'
import { some } from '../support/proof.ts'
import { isClean, unfold } from './clean.ts'
import { fillsTheForm, follows, looksItOver, openStage, type Stage } from './stage.ts'

let stage: Stage
let page: Page
let item: string

beforeAll(async () => {
  stage = await openStage()
  page = (await stage.visitor()).page
  const says = {
    title: '老旧小区加装电梯补贴办法',
    documentNumber: '云住建发〔2025〕18号',
    summary: '补贴范围和标准。',
  }
  const actor = { on: '2026-02-20', by: 'staff:registrar', at: new Date('2026-02-20T10:00:00+08:00') }
  item = await stage.sql.begin((tx) => publish(tx, 'yunxi', { ...says, topic: 'housing', madeOn: null }, [], actor))
})
afterAll(() => stage.close())

const english = () => page.locator('.comfort a[hreflang="en"]').click()
const opens = (path: () => string) => () => page.goto(path())

const PAGES: [name: string, goes: () => Promise<unknown>][] = [
  ['home', opens(() => '/en/')],
  ['guide', opens(() => '/en/guide')],
  ['form', opens(() => '/en/apply')],
  [
    'form that came back',
    async () => {
      await page.goto('/en/apply')
      await page.locator('form.application button.primary').click()
      await page.locator('[data-errors]').waitFor()
    },
  ],
  ['enquiry', opens(() => '/en/track')],
  ['account', opens(() => '/en/account')],
  ['reading room', opens(() => '/en/released')],
  ['reading room, nothing found', opens(() => '/en/released?q=%E6%A0%A1%E8%BD%A6')],
  ['released item', opens(() => `/en/released/${item}`)],
  ['the door of those who are consulted', opens(() => '/en/answer')],
  ['nothing there', opens(() => '/en/nowhere')],
  [
    'tracking, with something to do',
    async () => {
      const asked = await stage.caseUntil('assigned')
      await stage.handler.records(asked.id, CORRECTION)
      await follows(page, asked)
      await english()
    },
  ],
  [
    'tracking, after the reply',
    async () => {
      await follows(page, await stage.caseUntil('replyServed'))
      await english()
    },
  ],
]

test.each(some(PAGES, 3))('%s', async (name, goes) => {
  await goes()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await unfold(page)
  await isClean(page, name, true)
})

test('large type and high contrast: chosen on a page, kept, and clean in both themes', async () => {
  await page.goto('/apply')
  await page.getByRole('button', { name: '大字' }).click()
  await page.getByRole('button', { name: '高对比度' }).click()
  await page.locator('html[data-large][data-contrast]').waitFor()
  await page.reload()
  expect(await page.getByRole('button', { name: '大字' }).getAttribute('aria-pressed')).toBe('true')
  await isClean(page, 'form')
  await fillsTheForm(page)
  await looksItOver(page)
  await isClean(page, 'form looked over')
  for (const path of some(['/', '/released', '/guide'], 3)) {
    await page.goto(path)
    await isClean(page, path, true)
  }
})

test('without a script the display changes by a page of its own, and the visitor is back where they were', async () => {
  const { page, close } = await stage.visitor({ javaScript: false })
  await page.goto('/guide')
  await page.getByRole('button', { name: '大字' }).click()
  await page.waitForURL('**/guide')
  expect(await page.locator('html').getAttribute('data-large')).not.toBeNull()
  await page.getByRole('button', { name: '大字' }).click()
  await page.waitForURL('**/guide')
  expect(await page.locator('html').getAttribute('data-large')).toBeNull()
  await close()
})
