/** The fee in a browser: reckoned before it is recorded, with script as one types, without by a button; a lower sum wants its reason. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SEARCHED } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'
import { some } from '../support/proof.ts'
import { comesIn, DESKTOP, openStage, PHONE, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const CONFIRMED = { type: 'confirmed', how: 'phone', note: '与申请人电话确认收到申请。' }

/** The last of so many that one applicant filed this month, with its handler. */
async function theLastOf(n: number, idNumber: string): Promise<string> {
  for (let i = 1; i < n; i++) {
    const filed = await stage.citizen.files(application({ applicant: { idNumber } }))
    await stage.registrar.records(await stage.registrar.finds(filed), CONFIRMED)
  }
  const { id } = await stage.caseUntil('assigned', application({ applicant: { idNumber } }))
  await stage.handler.records(id, { ...SEARCHED, pages: 130 })
  return id
}

async function opensTheFee(page: Page, id: string): Promise<Locator> {
  await comesIn(page, 'handler', `/cases/${id}`)
  await unfolds(page)
  return page.locator('#act-feeNotified form')
}

/** The act, and the group of acts that it may stand in. */
async function unfolds(page: Page): Promise<void> {
  const act = page.locator('#act-feeNotified')
  for (const group of await page.locator('details:not([open])').filter({ has: act }).all())
    await group.locator('> summary').click()
  if ((await act.getAttribute('open')) === null) await act.locator('> summary').click()
}

test.each(
  some(
    [
      { javaScript: true, viewport: DESKTOP, n: 801 },
      { javaScript: false, viewport: PHONE, n: 802 },
    ],
    2,
  ),
)('script: $javaScript', async ({ n, ...means }) => {
  const id = await theLastOf(12, residentNumber(n))
  const visit = await stage.visitor(means)
  const { page } = visit
  const form = await opensTheFee(page, id)
  const says = form.locator('[data-says]')
  const asked = async () => {
    if (!means.javaScript) await form.getByRole('button', { name: '计算' }).click()
  }
  expect(await says.innerText()).toContain('本件为第12件。第12件，每件100元，计100元。按标准应收100元。')

  await form.getByLabel('数量（件或者页）').fill('2')
  await asked()
  await expect.poll(() => says.innerText()).toContain('共2件，每件100元，计200元。按标准应收200元。')
  await form.locator('[data-counted]').click()
  expect(await form.locator('[data-reckoned] li').count()).toBe(11)

  await form.getByRole('radio', { name: '按量计收' }).check()
  await form.getByLabel('数量（件或者页）').fill('130')
  await asked()
  await expect.poll(() => says.innerText()).toContain('按标准应收1300元。')
  expect(await form.locator('[data-reckoned] li').first().isVisible(), 'the month is no matter of pages').toBe(false)

  await form.getByLabel('金额（元）').fill('800')
  await asked()
  await expect.poll(() => says.innerText()).toContain('填写的金额少收500元，请写明少收的理由。')
  if (means.javaScript) expect(await form.getByLabel('少收的理由').getAttribute('required')).not.toBeNull()
  await form.locator('.buttons button').first().click()
  const fault = page.locator('#act-feeNotified [data-errors]')
  await fault.waitFor()
  await fault.getByRole('link').first().click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('feeNotified-reason')
  expect(await says.innerText(), 'what was typed is reckoned again').toContain('少收500元')

  await form.getByLabel('少收的理由').fill('申请人属于低保对象。')
  await form.locator('.buttons button').first().click()
  await page.waitForURL(`**/cases/${id}`)
  const { facts } = await stage.handler.opens(id)
  expect(facts.find(({ type }: { type: string }) => type === 'feeNotified')).toMatchObject({
    amount: 800,
    quantity: 130,
  })
  await visit.close()
})

test('the browser had nothing to complain about', () => {
  expect(stage.complaints).toEqual([])
})
