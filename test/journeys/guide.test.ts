/** 公开指南 in a browser: written by one, held to Art 12 before it is taken, approved by another, read by citizens; what was published before stays. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { suggested } from '../../src/guide/samples.ts'
import { faults } from './clean.ts'
import { comesIn, openStage, PHONE, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const publishes = async (n: number) => {
  const { page, close } = await stage.visitor()
  await comesIn(page, 'admin', '/guides')
  await page.locator(`[data-waits="${n}"]`).waitFor()
  await page.getByRole('button', { name: '批准并公布' }).click()
  await page.getByText('已经批准，现在起公众读到新的指南').waitFor()
  await close()
}

test('an element of Art 12 that lacks is named at its field; whole, another person publishes it; the old version stays', async () => {
  const { page: head, close } = await stage.seat('head')
  await head.goto('/guides')
  const text = await head.locator('body').innerText()
  expect(text).toContain('公布的指南缺少')
  for (const [name, value] of Object.entries({ ...suggested(), fax: '未开通', email: 'gk@example.gov.cn' }))
    if (value) await head.locator(`[name="${name}"]`).fill(value)
  await head.getByLabel('编排体系').fill('')
  // Browsers refuse an empty field that is required: what the office itself says is asked without that.
  await head
    .locator('form[action="/guides"]')
    .last()
    .evaluate((form) => form.setAttribute('novalidate', ''))
  await head.getByRole('button', { name: '提交，送批准' }).click()
  await head.getByRole('link', { name: '编排体系：请填写' }).waitFor()
  expect(await head.getByLabel('获取方式').inputValue()).toBe(suggested().obtaining)
  expect(await faults(head)).toEqual([])
  await head.getByLabel('编排体系').fill('按索引、名称、生成日期编排。')
  await head.getByRole('button', { name: '提交，送批准' }).click()
  await head.getByText('等待另一位负责人或者管理员批准').first().waitFor()
  // One's own wording is not one's to approve.
  expect(await head.getByRole('button', { name: '批准并公布' }).count()).toBe(0)
  await publishes(1)
  await head.goto('/guides')
  await head.locator('summary', { hasText: '修改指南' }).click()
  await head.getByLabel('编排体系').fill('按主题、索引、名称编排。')
  await head.getByRole('button', { name: '提交，送批准' }).click()
  await head.getByText('等待批准的修改').waitFor()
  await publishes(3)
  const { page, close: leaves } = await stage.visitor({ viewport: PHONE })
  await page.waitForTimeout(2_100) // the page of before may stand for two seconds
  await page.goto('/guide?agency=yunxi')
  expect(await page.locator('[data-guide]').innerText()).toContain('按主题、索引、名称编排')
  // On a telephone the contents stand in front of what they lead to, folded.
  const contents = page.locator('nav.on-phones')
  const before = await contents.evaluate((nav) => {
    const follows = nav.compareDocumentPosition(document.querySelector('[data-guide]')!)
    return (follows & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  })
  expect([before, await contents.locator('a').first().isVisible()]).toEqual([true, false])
  await contents.locator('summary').click()
  await contents.locator('a').first().click()
  expect(new URL(page.url()).hash.length).toBeGreaterThan(1)
  await page.getByRole('link', { name: /版本/ }).first().click()
  await page.getByRole('link', { name: '第 1 版' }).click()
  expect(await page.locator('#whole').innerText()).toContain('按索引、名称、生成日期编排')
  expect(await faults(page)).toEqual([])
  await leaves()
  await close()
  expect(stage.complaints).toEqual([])
})
