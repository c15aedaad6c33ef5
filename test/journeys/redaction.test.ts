/** The journey of a file from its first mark to the copy beside it: with the mouse, by keyboard alone and without a script; axe clean on the way. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdfOf } from '../redacting/files.ts'
import { program } from '../support/programs.ts'
import { isClean } from './clean.ts'
import { DESKTOP, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const NUMBER = '110105194912310029'
const line = (text: string, y: number) => `BT /F 12 Tf 1 0 0 1 40 ${y} Tm (${text}) Tj ET\n`
const content = pdfOf(() => ({
  content: line('Approval of the road', 250) + line(`Owner ${NUMBER} agrees`, 200) + line(`Again ${NUMBER}`, 160),
}))

/** For whoever wants to see: SHOTS names a folder. */
const shows = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}

test('marked by the list without a script and with the mouse, stepped through by key, confirmed, made, seen side by side', async () => {
  program('pdftoppm')
  const { id } = await stage.caseUntil('assigned')
  await stage.handler.adds(id, [{ name: 'approval.pdf', content }])

  const plain = await stage.seat('handler', { javaScript: false })
  await plain.page.goto(`/cases/${id}/redaction`)
  await plain.page.getByRole('button', { name: '开始遮盖' }).click()
  await plain.page.getByRole('checkbox', { name: NUMBER }).first().check()
  const found = plain.page.locator('[data-found]')
  await found.getByLabel('理由').selectOption('privacy')
  await found.getByRole('button', { name: '标注选中的各处' }).click()
  expect(await plain.page.locator('[data-sheet] rect').count()).toBe(2)
  await plain.close()

  const { page, close } = await stage.seat('handler')
  await page.goto(`/cases/${id}/redaction`)
  await page.getByRole('link', { name: '打开' }).click()
  const sheet = page.locator('[data-sheet]')
  await sheet.scrollIntoViewIfNeeded()
  const box = (await sheet.boundingBox())!
  await page.mouse.move(box.x + box.width * 0.08, box.y + box.height * 0.12)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.2)
  await page.mouse.up()
  await shows(page, 'marking')
  await page.keyboard.type('商')
  const draw = page.locator('[data-draw]')
  await draw.getByLabel('理由').selectOption('tradeSecret')
  await draw.getByRole('button', { name: '标注这一处' }).click()
  expect(await page.locator('[data-mark]').count()).toBe(3)
  // From mark to mark by key.
  await page.locator('body').click({ position: { x: 5, y: 5 } })
  await page.keyboard.press('n')
  await page.keyboard.press('n')
  expect(await page.locator(':focus').getAttribute('data-mark')).toBe('1-1')
  await page.keyboard.press('p')
  expect(await page.locator(':focus').getAttribute('data-mark')).toBe('2-1')
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('#at-2-1')
  // Whoever types is not led away.
  await page.getByLabel('另外查找的词语').pressSequentially('np')
  expect(await page.locator(':focus').inputValue()).toBe('np')
  await isClean(page, 'marking')
  await page.setViewportSize(DESKTOP)
  await page.getByRole('button', { name: '提交确认' }).click()
  await close()

  const head = await stage.seat('head')
  await head.page.goto(`/cases/${id}/redaction`)
  await head.page.getByRole('link', { name: '打开' }).click()
  await shows(head.page, 'confirming')
  // Without a reason nothing is sent back: the browser leads to the field.
  await head.page.getByRole('button', { name: '退回标注' }).click()
  expect(await head.page.locator(':focus').getAttribute('name')).toBe('reason')
  await isClean(head.page, 'confirming')
  const confirm = head.page.getByRole('button', { name: '确认并生成' })
  await confirm.focus()
  await head.page.keyboard.press('Enter')
  await head.page.getByText('已经生成，共1页，标注3处').waitFor()
  await head.page.locator('img.sheet').scrollIntoViewIfNeeded()
  await head.page.waitForFunction(() => (document.querySelector('img.sheet') as HTMLImageElement).naturalWidth > 0)
  await shows(head.page, 'made')
  expect(await head.page.locator('[data-tally] tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/第1页\s+商业秘密（条例第十五条）\s+涂黑\s+1/),
    expect.stringMatching(/第1页\s+个人隐私（条例第十五条）\s+涂黑\s+2/),
  ])
  await isClean(head.page, 'made')
  // On a telephone nothing stands beside the screen.
  await head.page.setViewportSize({ width: 390, height: 844 })
  expect(await head.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await shows(head.page, 'made-390')
  await head.page.goto(`/cases/${id}/redaction`)
  expect(await head.page.locator('main').innerText()).toContain('个人隐私2处（条例第十五条）')
  await isClean(head.page, 'the list of files')
  await head.close()
  expect(stage.complaints).toEqual([])
})
