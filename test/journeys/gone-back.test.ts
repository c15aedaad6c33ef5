/** What a citizen does without thinking of the machine: going back, mistyping a code, leaving, changing a telephone number. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { some } from '../support/proof.ts'
import { DESKTOP, goesToPart, openStage, PHONE, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

type Page = Awaited<ReturnType<Stage['visitor']>>['page']

async function fills(page: Page, title: string, idNumber = 'C01X00T47'): Promise<void> {
  await goesToPart(page, 2)
  await page.locator('#name').fill('张三')
  await page.locator('#idType').selectOption('passport')
  await page.locator('#idNumber').fill(idNumber)
  await goesToPart(page, 3)
  await page.locator('#title').fill(title)
  await page.locator('#description').fill(`${title}，全文。`)
  await goesToPart(page, 4)
  await page.locator('#phone').fill('0000-1000001')
  await goesToPart(page, 5)
}
const submits = async (page: Page) => {
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await page.getByRole('button', { name: '确认提交' }).click()
  await page.waitForURL('**/receipt')
}
const filed = async (title: string) =>
  (await stage.sql`select receipt from cases where title = ${title}`).map(({ receipt }) => receipt as string)

test.each(
  some(
    [
      ['with a script', true],
      ['without', false],
    ],
    2,
  ),
)(
  'back from the receipt to the form, %s, and submitted once more: one application, the same receipt',
  async (_, js) => {
    const title = `回退${js}`
    const { page, close } = await stage.visitor({ viewport: PHONE, javaScript: js })
    await page.goto('/apply')
    await fills(page, title)
    await submits(page)
    const [receipt] = await filed(title)
    expect(await page.locator('main').innerText()).toContain(receipt)
    // A browser may have kept the form as it was, or make it anew and fill it in again.
    await page.goto('/apply')
    await fills(page, title)
    await submits(page)
    expect(await filed(title)).toEqual([receipt])
    expect(await page.locator('main').innerText()).toContain(receipt)
    // A number that was mistyped and is put right is another application.
    await page.goto('/apply')
    await fills(page, title, 'C01X00T48')
    await submits(page)
    expect(await filed(title)).toHaveLength(2)
    await close()
  },
)

test('a wrong code is told once, at the first field; leaving is said', async () => {
  const one = await stage.caseUntil('registered')
  const { page, close } = await stage.visitor({ viewport: DESKTOP })
  await page.goto('/track')
  await page.getByLabel('受理编号').fill(one.receipt)
  await page.getByLabel('查询码').fill('AAAA-BBBB-CCCC')
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.locator('#receipt[aria-invalid=true]').waitFor()
  expect(await page.locator('[aria-invalid=true]').count()).toBe(1)
  await page.getByLabel('查询码').fill(one.enquiryCode)
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.waitForURL(`**/track/${one.receipt}`)
  await page.getByRole('button', { name: '退出' }).click()
  expect(await page.getByRole('status').innerText()).toContain('您已退出')
  await page.goto(`/track/${one.receipt}`)
  expect(await page.getByLabel('查询码').isVisible()).toBe(true)
  await close()
})

test('contact details: the form shows those that hold, and afterwards what was changed', async () => {
  const one = await stage.caseUntil('registered')
  const { page, close } = await stage.visitor({ viewport: PHONE })
  await page.goto('/track')
  await page.getByLabel('受理编号').fill(one.receipt)
  await page.getByLabel('查询码').fill(one.enquiryCode)
  await page.getByRole('button', { name: '查询', exact: true }).click()
  const form = page.locator('form[data-fact="contactChanged"]')
  await page.locator('#act-contactChanged summary').first().click()
  expect(await form.innerText()).toMatch(/联系电话[\s\S]*现在是：0000-1000001/)
  await form.locator('#contactChanged-phone').fill('0000-7654321')
  await form.getByRole('button', { name: '变更联系方式' }).click()
  const done = page.getByRole('status').filter({ hasText: '已经变更' })
  expect(await done.innerText()).toContain('联系电话 0000-7654321')
  expect(await done.innerText()).not.toContain('电子邮箱')
  await page.locator('#act-contactChanged summary').first().click()
  expect(await form.innerText()).toContain('现在是：0000-7654321')
  await close()
})
