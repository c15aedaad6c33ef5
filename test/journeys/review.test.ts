/** From the form over the page that shows it once more to the receipt: on telephone and desktop, with and without a script, by keyboard. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { residentNumber } from '../support/people.ts'
import { some } from '../support/proof.ts'
import {
  DESKTOP,
  fillsTheForm,
  goesToPart,
  IDENTITY_PAPER,
  isInSteps,
  looksItOver,
  openStage,
  PHONE,
  readsTheReceipt,
  type Stage,
} from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const SCRIPT = { javaScript: true }
const NO_SCRIPT = { javaScript: false }
const WITH_SCAN = { ...IDENTITY_PAPER, name: '护照首页.png' }
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

describe.each(
  some(
    [
      ['a telephone with a script', { viewport: PHONE, ...SCRIPT }],
      ['a telephone without a script', { viewport: PHONE, ...NO_SCRIPT }],
      ['a desktop with a script', { viewport: DESKTOP, ...SCRIPT }],
      ['a desktop without a script', { viewport: DESKTOP, ...NO_SCRIPT }],
    ],
    4,
  ),
)('on %s', (_, means) => {
  test('two apply together, look it over, go back, change a word, and submit: nothing is chosen twice', async () => {
    const { page, close } = await stage.visitor(means)
    await page.goto('/apply')
    await goesToPart(page, 1)
    await page.locator('#agency').selectOption({ label: '云溪区人民政府' })
    await goesToPart(page, 2)
    await page.getByText('与他人共同申请').click()
    await page.getByRole('button', { name: '添加一位共同申请人' }).click()
    const block = page.getByRole('group', { name: '第 1 位共同申请人' })
    await block.getByRole('textbox', { name: '姓名' }).fill('李四')
    await block.getByLabel('证件号码').fill(residentNumber(42))
    await block.getByLabel('联系电话').fill('0000-1000002')
    await fillsTheFirst(page)
    await page.getByLabel('证件照片').setInputFiles(WITH_SCAN)
    await looksItOver(page)
    if (means.javaScript) expect(await fits(page)).toBe(true)
    const shown = await page.locator('main').innerText()
    for (const word of ['张三', '李四', IDENTITY_PAPER.name, WITH_SCAN.name, '马上得到受理编号'])
      expect(shown).toContain(word)
    expect(shown).not.toContain(residentNumber(42))

    await page.getByRole('button', { name: '返回修改' }).click()
    await page.getByRole('heading', { level: 1, name: isInSteps(page) ? '材料' : '申请公开政府信息' }).waitFor()
    expect(await page.locator('[data-upload]').count()).toBe(2)
    await goesToPart(page, 2)
    expect(await block.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('李四')
    await goesToPart(page, 3)
    await page.getByLabel('信息名称').fill('改过的信息名称')
    await looksItOver(page)
    expect(await page.locator('main').innerText()).toContain('改过的信息名称')
    await page.getByRole('button', { name: '确认提交' }).click()
    const { receipt } = await readsTheReceipt(page)
    const [row] = await stage.sql<{ id: string; applicantName: string }[]>`
      select id, applicant_name from cases where receipt = ${receipt}`
    expect(row!.applicantName).toBe('张三、李四')
    const files = await stage.sql<{ name: string }[]>`select name from files where case_id = ${row!.id}`
    const papers = await stage.sql<{ name: string }[]>`select name from identity_papers where case_id = ${row!.id}`
    expect([files.map((f) => f.name), papers.map((p) => p.name)]).toEqual([[IDENTITY_PAPER.name], [WITH_SCAN.name]])
    await close()
  })
})

/** The first applicant's part: with a block below it, labels stand there twice. */
async function fillsTheFirst(page: Page): Promise<void> {
  await page.locator('#name').fill('张三')
  await page.locator('#idNumber').fill(residentNumber(41))
  await goesToPart(page, 3)
  await page.getByLabel('信息名称').fill('示例路改造方案')
  await page.getByLabel('内容描述').fill('示例路危旧房改造项目2024年的实施方案。')
  await goesToPart(page, 4)
  await page.locator('#phone').fill('0000-1000001')
  await goesToPart(page, 5)
  await page.getByLabel('附上材料').setInputFiles(IDENTITY_PAPER)
}

test('by keyboard: Enter in a field goes on, a joint applicant is added and removed, a file is taken away', async () => {
  const { page, close } = await stage.visitor()
  await page.goto('/apply')
  await fillsTheForm(page)
  await page.locator('[data-upload] button').focus()
  await page.keyboard.press('Enter')
  expect(await page.locator('[data-upload]').count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('files')
  await page.locator('.together > summary').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab') // who receives for all: one stop
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('co1-kind')
  await page.getByRole('button', { name: '删除这位申请人' }).focus()
  await page.keyboard.press('Space')
  expect(await page.getByRole('group', { name: '第 1 位共同申请人' }).count()).toBe(0)
  await page.locator('#documentNumber').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '核对申请内容' }).waitFor()
  await close()
})

test('dropped, refused and tried again: each file says how it stands', async () => {
  const { page, context, close } = await stage.visitor()
  await page.goto('/apply')
  const part = page.locator('[data-part="files"]')
  await part.evaluate((at) => {
    const files = new DataTransfer()
    files.items.add(new File(['文字'], '拖来的.txt'))
    files.items.add(new File(['MZ'], '程序.exe'))
    at.dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))
  })
  await part.locator('[data-upload]', { hasText: '拖来的.txt' }).waitFor()
  await part.locator('.fault', { hasText: '“程序.exe”是程序或者脚本' }).waitFor()
  let lost = 0
  await context.route('**/uploads', (route) => (lost++ === 0 ? route.abort('connectionreset') : route.continue()))
  await page.getByLabel('附上材料').setInputFiles({ ...IDENTITY_PAPER, name: '断线.png' })
  await part.locator('[data-upload]', { hasText: '断线.png' }).waitFor()
  expect(lost, 'sent a second time by itself').toBe(2)
  await close()
})

test('hints come while one writes, and go with their reason', async () => {
  const { page, close } = await stage.visitor()
  await page.goto('/apply')
  await page.getByLabel('内容描述').pressSequentially('我要举报物业乱收费，请查处')
  await page.locator('[data-hint="petition"]').waitFor()
  expect(await page.locator('[data-hints]').innerText()).toContain('您仍可以提交')
  await page.getByLabel('内容描述').fill('云溪路改造工程2024年的施工许可证及批准文件。')
  await page.locator('[data-hint]').waitFor({ state: 'detached' })
  await page.locator('[data-saved]', { hasText: /草稿已保存 \d\d:\d\d/ }).waitFor()
  expect(await page.evaluate(() => localStorage.length), 'nothing of it lies in the browser').toBe(0)
  await close()
})

test('in English, with the same steps', async () => {
  const { page, close } = await stage.visitor()
  await page.goto('/en/apply')
  await page.locator('#name').fill('Anna Beispiel')
  await page.locator('#idType').selectOption('passport')
  await page.locator('#idNumber').fill('C01X00T47')
  await page.locator('#phone').fill('0000-1000001')
  await page.locator('#title').fill('Documents')
  await page.locator('#description').fill('All documents please.')
  await page.getByRole('button', { name: 'Next: check your request' }).click()
  await page.getByText('you can still submit').waitFor()
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Request submitted' }).waitFor()
  await close()
})

test('the browser had nothing to complain about, but for the line that we cut', () => {
  expect(stage.complaints.filter((complaint) => !complaint.includes('ERR_CONNECTION_RESET'))).toEqual([])
})
