/** The first sign-in of a signer, in a browser: by keyboard, without a script, and every page of the door under axe. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeNow, GOOD, joins, later, secretOn } from '../people/visitor.ts'
import { some } from '../support/proof.ts'
import { isClean } from './clean.ts'
import { openStage, type Stage, signsIn } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Types where the keyboard stands, and sends it. */
const types = async (page: Page, text: string) => {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}
/** From the head of the page to the control of this name, by Tab alone. */
async function tabsTo(page: Page, id: string): Promise<void> {
  for (let i = 0; i < 20; i++) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${id} cannot be reached by keyboard`)
}

/** With a script, and without. */
const SCRIPTS = some([true, false], 2)
test.each(SCRIPTS)('the authenticator is set up and used by keyboard (script: %s)', async (javaScript) => {
  const username = javaScript ? 'keys-alone' : 'no-script'
  await joins(stage, username, ['signer'])
  const { page, close } = await stage.visitor({ javaScript })
  await page.goto('/sign-in?next=/numbers')
  await tabsTo(page, 'username')
  await page.keyboard.type(username)
  await tabsTo(page, 'password')
  await types(page, GOOD)
  await page.waitForURL('**/sign-in/authenticator')
  if (javaScript) await isClean(page, 'setting up an authenticator')
  const secret = secretOn(await page.content())
  await tabsTo(page, 'code')
  await types(page, '000000')
  await page.getByText('请核对手机的时间').first().waitFor()
  if (javaScript) await isClean(page, 'a wrong code')
  await tabsTo(page, 'code')
  await types(page, codeNow(stage, secret))
  await page.getByRole('heading', { name: '请保存恢复码' }).waitFor()
  if (javaScript) await isClean(page, 'recovery codes')
  expect(await page.getByRole('button', { name: '打印' }).count()).toBe(javaScript ? 1 : 0)
  await page.getByRole('link', { name: '已经保存，继续' }).click()
  await page.waitForURL('**/numbers')

  later(stage, 60)
  await page.context().clearCookies()
  await page.goto('/sign-in?next=/numbers')
  await signsIn(page, username, GOOD)
  await page.waitForURL('**/sign-in/code')
  await tabsTo(page, 'code')
  await types(page, codeNow(stage, secret))
  await page.waitForURL('**/numbers')
  await close()
  expect(stage.complaints).toEqual([])
})

test('the password is changed, and two administrators let somebody begin anew: axe finds nothing there', async () => {
  await joins(stage, 'lost', ['registrar'])
  const { page, close } = await stage.visitor()
  await page.goto('/sign-in?next=/sign-in/recoveries')
  await signsIn(page, 'admin')
  await page.waitForURL('**/sign-in/recoveries')
  await page.getByLabel('用户名').fill('lost')
  await page.getByLabel('理由').fill('手机丢失，当面核实了工作证。')
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.locator('[data-recovery]').waitFor()
  await isClean(page, 'recoveries, to who proposed')
  expect(await page.getByRole('button', { name: /^批准/ }).count()).toBe(0)
  await page.context().clearCookies()
  await page.goto('/sign-in?next=/sign-in/recoveries')
  await signsIn(page, 'security')
  await page.waitForURL('**/sign-in/recoveries')
  await page.getByRole('button', { name: '批准：姓名lost', exact: true }).click()
  await page.getByRole('heading', { name: '已经批准' }).waitFor()
  await isClean(page, 'recoveries, approved')
  const link = new URL(await page.locator('#recovery-link').innerText())
  await page.context().clearCookies()
  await page.goto(link.pathname)
  await page.getByLabel('新密码').fill('Good-2026-new')
  await page.getByLabel('再次输入').fill('Good-2026-new')
  await page.getByRole('button', { name: '设置密码' }).click()
  await page.getByText('密码已经设置').waitFor()
  await signsIn(page, 'lost', 'Good-2026-new')
  await page.waitForURL('**/desk')
  await page.goto('/sign-in/password')
  await isClean(page, 'changing the password')
  await close()
  expect(stage.complaints).toEqual([])
})
