/** Three people at once in browsers of their own: the handler who asks, the unit that helps, the head to whom a case goes back. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isClean } from './clean.ts'
import { DESKTOP, openStage, PHONE, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const PAPER = { name: '会议纪要.txt', mimeType: 'text/plain', buffer: Buffer.from('会议纪要') }
/** Sends the form whose act ends so, and waits for what comes back. */
async function sends(
  page: Page,
  act: string,
  fill: (form: ReturnType<Page['locator']>) => Promise<void>,
): Promise<void> {
  const form = page.locator(`form[data-act="${act}"]`)
  const fold = page.locator('details:not([open])').filter({ has: form })
  if (await fold.count()) await fold.locator('> summary').click()
  await fill(form)
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await form.locator('button.primary').click()
  await answered
  await page.waitForLoadState()
}
/** For whoever wants to look at the pages: `SHOTS=folder`. */
async function shoots(page: Page, name: string): Promise<void> {
  if (!process.env.SHOTS) return
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport)
    await page.screenshot({ path: `${process.env.SHOTS}/${name}-${viewport.width}.png`, fullPage: true })
  }
  await page.setViewportSize(DESKTOP)
}

test('a unit is asked and answers with a file, the three confer, and the case goes back to the head and on to that unit', async () => {
  const { id } = await stage.caseUntil('assigned')
  const [{ page: asks }, { page: helps }, { page: heads }] = await Promise.all([
    stage.seat('handler'),
    stage.seat('handler-zhk'),
    stage.seat('head'),
  ])

  await asks.goto(`/cases/${id}`)
  await asks.getByRole('link', { name: '协同办理（协办、会商、退回、改派）' }).click()
  await asks.getByRole('heading', { level: 2, name: '内部沟通，不入卷' }).waitFor()
  const suggested = await asks.getByLabel('答复协办的期限').inputValue()
  expect(suggested).toMatch(/^2026-03-/)
  // Refused, it comes back with what was typed.
  await sends(asks, 'assistances', async (form) => {
    await form.getByLabel('协办科室').selectOption({ label: '综合科' })
    await form.getByLabel('协办事项').fill('请查找征收补偿方案的会议纪要。')
    await form.getByLabel('答复协办的期限').fill('2026-12-31')
  })
  expect(await asks.locator('.errors').innerText()).toContain('90天以内')
  await sends(asks, 'assistances', (form) => form.getByLabel('答复协办的期限').fill(suggested))
  expect(await asks.locator('[data-assistance="open"]').count()).toBe(1)
  await isClean(asks, 'working together on a case')
  await shoots(asks, 'asked')

  await asks.goto(`/cases/${id}`)
  expect(await asks.locator('[data-help-open]').innerText()).toContain('协办：综合科')
  await shoots(asks, 'case')

  // The other unit finds it on its desk, and reads nothing but what it needs.
  await helps.goto('/desk')
  await helps.getByRole('link', { name: '请求我协办 1件' }).click()
  await isClean(helps, 'what waits')
  await shoots(helps, 'waiting')
  await helps.locator('[data-list="help"] a').first().click()
  expect(await helps.locator('main').innerText()).not.toContain('张三')
  await shoots(helps, 'help')
  await sends(helps, 'answer', async (form) => {
    await form.getByLabel('答复', { exact: true }).fill('在档案室查到1份，附后。')
    await form.getByLabel('文件').setInputFiles(PAPER)
  })
  expect(await helps.locator('[data-step="answered"]').innerText()).toContain('会议纪要.txt')
  await isClean(helps, 'what a unit was asked')

  // At once: the handler convenes, and the head is told.
  await asks.goto(`/cases/${id}/cooperation`)
  expect(await asks.locator('[data-assistance="answered"]').innerText()).toContain('在档案室查到1份')
  await sends(asks, 'conferences', async (form) => {
    await form.getByLabel('议题').fill('会议纪要能否公开？')
    await form.getByLabel('示例·综合科承办人（综合科）').check()
    await form.getByLabel('外聘法律顾问').fill('李律师')
  })
  await sends(asks, 'remarks', async (form) => {
    await form.getByLabel('内容').fill('@示例·公开办主任 本件可能要改派，请留意。')
  })
  await Promise.all([
    (async () => {
      await helps.goto('/cooperation')
      await helps.locator('[data-list="invited"] a').first().click()
      await sends(helps, 'opinion-1', (form) => form.getByLabel('示例·综合科承办人（业务）的意见').fill('可以公开。'))
      await isClean(helps, 'a conference')
      await shoots(helps, 'conference')
    })(),
    (async () => {
      await heads.goto('/desk')
      await heads.getByRole('link', { name: /内部沟通提醒我 1条/ }).click()
      await heads.locator('[data-list="mentioned"] a').first().click()
      await heads.getByText('本件可能要改派，请留意。').waitFor()
    })(),
  ])
  await asks.goto(`/cases/${id}/cooperation`)
  await sends(asks, 'opinion-2', (form) => form.getByLabel('李律师（外聘法律顾问）的意见').fill('同意公开。'))
  await asks.goto(`/cases/${id}/cooperation`)
  await sends(asks, 'conferences/1/conclusion', (form) => form.getByLabel('会商结论').fill('公开会议纪要。'))
  expect(await asks.locator('[data-conference]').getAttribute('data-conference')).toBe('concluded')
  expect(await asks.locator('[data-conclusion]').innerText()).toContain('公开会议纪要。')

  // Back to the head, who assigns it to the unit that has the paper.
  await sends(asks, 'hand-back', (form) => form.getByLabel('理由').fill('原件由综合科保存，应当由其承办。'))
  await asks.waitForURL('**/cooperation')
  await heads.goto('/desk')
  await heads.getByRole('link', { name: '退回分办 1件' }).click()
  await heads.locator('[data-list="back"] a').first().click()
  await shoots(heads, 'handed-back')
  await sends(heads, 'reassignment', async (form) => {
    await form.getByLabel('承办机构').selectOption({ label: '综合科' })
    await form.getByLabel('理由').fill('综合科保存原件。')
  })
  await Promise.all([
    asks.goto('/cooperation').then(async () => {
      expect(await asks.locator('[data-list="trace"]').innerText()).toContain('现承办综合科')
      await shoots(asks, 'trace')
    }),
    helps.goto(`/cases/${id}/cooperation`).then(async () => {
      expect(await helps.locator('[data-move="handedBack"]').innerText()).toContain('已重新分办')
      await shoots(helps, 'taken-over')
    }),
  ])
  expect(stage.complaints).toEqual([])
})
