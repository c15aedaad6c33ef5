/** The journey of the information itself: three files, put in by the handler, opened by counsel, fetched on a telephone. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OUTCOMES } from '../../workflows/disclosure/vocabulary.ts'
import { pdf, withExif, xlsx } from '../leaving/files.ts'
import { comesIn, DESKTOP, does, follows, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const SMALL_PHONE = { width: 360, height: 780 }
const FILES = [
  { name: '征收补偿方案.pdf', mimeType: 'application/pdf', buffer: pdf() },
  {
    name: '分户结果.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: xlsx(),
  },
  { name: '现场照片.jpg', mimeType: 'image/jpeg', buffer: withExif({ place: true, turned: 6 }) },
]
const NAMES = FILES.map(({ name }) => name)

/** For whoever wants to see: SHOTS names a folder. */
const shows = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

test('disclosed with three files, they arrive without what they carried, and staff see that they did', async () => {
  const { id, ...filed } = await stage.caseUntil('secrecyReviewed')
  const { page } = await stage.visitor({ viewport: DESKTOP })
  const address = `/cases/${id}`

  await comesIn(page, 'handler', address)
  await page.locator('#act-replyDrafted > summary').click()
  const form = page.locator('#act-replyDrafted')
  await form.getByRole('combobox', { name: '办理结果' }).selectOption({ label: OUTCOMES.disclosed.zh })
  expect(await form.innerText()).toContain('涉密文件一律不得上传')
  await shows(page, 'draft-form')
  await page.setViewportSize(SMALL_PHONE)
  await shows(page, 'draft-form-phone')
  expect(await fits(page)).toBe(true)
  await page.setViewportSize(DESKTOP)
  await form.getByLabel('上传要提供的文件').setInputFiles(FILES)
  await form.getByRole('button', { name: '拟稿' }).click()
  await page.waitForURL(address)

  await comesIn(page, 'counsel', `${address}/draft`)
  const given = page.locator('.given-files')
  expect(await given.locator('li > a').allInnerTexts()).toEqual(NAMES)
  expect(await given.innerText()).toContain('需要核对：隐藏的工作表1张：底稿&联系方式。')
  expect(await given.innerText()).toContain('已去除：拍摄地点（GPS）')
  await shows(page, 'review')
  const opens = async (name: string) => {
    const coming = page.waitForEvent('download')
    await given.getByRole('link', { name }).click()
    return readFile(await (await coming).path())
  }
  const photograph = await opens('现场照片.jpg')
  expect(photograph.includes('Camera X')).toBe(false)
  await page.reload()
  expect(await given.innerText()).toContain('打开过：示例·法制员')
  const review = page.locator('#act-replyReviewed')
  expect(await review.innerText()).toContain('您打开过 1 件')
  const passes = async (sure: boolean) => {
    await review.getByRole('group', { name: '审核是否通过' }).getByRole('radio', { name: '是', exact: true }).check()
    if (sure)
      await review.getByRole('group', { name: '照此提供' }).getByRole('radio', { name: '是', exact: true }).check()
    await review.getByLabel('说明').fill('事实清楚，同意。')
    await review.getByRole('button', { name: '法制审核' }).click()
  }
  await page.setViewportSize(SMALL_PHONE)
  await shows(page, 'review-phone')
  expect(await fits(page)).toBe(true)
  await page.setViewportSize(DESKTOP)
  await passes(true)
  await expect.poll(() => page.locator('body').innerText()).toContain('您还没有打开看过')
  await shows(page, 'review-unopened')
  await given.locator('li', { hasText: '分户结果.xlsx' }).getByRole('link', { name: '打开', exact: true }).waitFor()
  await opens('分户结果.xlsx')
  await page.goto(`${address}/draft`)
  await passes(false)
  await expect.poll(() => page.locator('body').innerText()).toContain('“分户结果.xlsx”带有不能自动去除的内容')
  await shows(page, 'review-refused')
  await passes(true)
  await page.waitForURL(address)

  await comesIn(page, 'signer', `${address}/draft`)
  await opens('分户结果.xlsx')
  await opens('现场照片.jpg')
  await page.reload()
  await does(page, '签发', async (form) => {
    expect(await form.innerText()).toContain('您打开过 2 件')
    await form.getByLabel('我已了解，确认办理').check()
  })
  await comesIn(page, 'registrar', address)
  await does(page, '送达', async (form) => form.getByRole('radio', { name: '网上' }).check())
  await page.getByRole('link', { name: '装袋清单' }).click()
  await page.waitForURL('**/packing-list')
  expect(await page.getByRole('table').innerText()).toContain('分户结果.xlsx')
  await shows(page, 'packing-list')
  await page.setViewportSize(SMALL_PHONE)
  await shows(page, 'packing-list-phone')
  expect(await fits(page)).toBe(true)
  await page.setViewportSize(DESKTOP)

  const citizen = await stage.visitor({ viewport: SMALL_PHONE })
  await follows(citizen.page, filed)
  const sections = citizen.page.locator('main section')
  expect(await sections.first().getByRole('heading').innerText()).toBe('办理结果')
  const files = sections.nth(1)
  expect(await files.getByRole('heading').innerText()).toBe('提供给您的文件')
  expect(await files.getByRole('link').allInnerTexts()).toEqual(NAMES)
  expect(await fits(citizen.page)).toBe(true)
  await shows(citizen.page, 'tracking-phone')
  for (const [i, name] of NAMES.entries()) {
    const coming = citizen.page.waitForEvent('download')
    await files.getByRole('link', { name }).click()
    const download = await coming
    expect(download.suggestedFilename()).toBe(name)
    const content = await readFile(await download.path())
    const told = await files.locator('code').nth(i).textContent()
    expect(createHash('sha256').update(content).digest('hex')).toBe(told)
  }
  await citizen.page.setViewportSize(DESKTOP)
  await shows(citizen.page, 'tracking')

  await page.goto(address)
  expect(await page.locator('.given-files').innerText()).toContain('申请人下载 1 次')
  await shows(page, 'case')
  await Promise.all([citizen.close(), page.context().close()])
})

test('the browser had nothing to complain about', () => {
  expect(stage.complaints).toEqual([])
})
