/** A colleague comes, is away for some days, and leaves: through pages alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GOOD_PASSWORD } from '../people/colleagues.ts'
import { ASSIGNED } from '../support/house.ts'
import { isClean } from './clean.ts'
import { comesIn, openStage, type Stage, signsIn } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('invited, approved, in by the link, covered while away, gone with hand-over', async () => {
  const { page } = await stage.visitor()
  await comesIn(page, 'admin', '/people')
  await page.getByRole('link', { name: '邀请人员' }).click()
  await page.getByLabel('姓名').fill('示例·许安')
  await page.getByLabel('用户名').fill('xu.an')
  await page.getByLabel(/^承办人：/).check()
  for (const unit of ['政府信息公开科', '综合科']) await page.getByLabel(unit, { exact: true }).check()
  await page.getByRole('button', { name: '邀请' }).click()
  await page.locator('[data-done=waits]').waitFor()
  const [person] = await stage.sql`select id from people where username = 'xu.an'`
  const path = `/people/${person!.id}`

  await comesIn(page, 'security', '/approvals')
  const waiting = page.locator('[data-proposal="xu.an"]')
  expect(await waiting.innerText()).toContain('承办人、政府信息公开科、综合科')
  await waiting.getByLabel('理由').fill('已核对任职文件。')
  await waiting.getByRole('button', { name: '批准' }).click()
  await page.locator('[data-done=approved]').waitFor()

  await comesIn(page, 'admin', path)
  await page.getByRole('button', { name: '生成新的链接' }).click()
  const link = new URL(await page.locator('[data-link]').innerText()).pathname
  await page.context().clearCookies()
  await page.goto(link)
  await page.getByLabel('新密码').fill(GOOD_PASSWORD)
  await page.getByLabel('再次输入').fill(GOOD_PASSWORD)
  await page.getByRole('button', { name: '设置密码' }).click()
  await signsIn(page, 'xu.an', GOOD_PASSWORD)
  await page.waitForURL('**/desk')
  expect(await page.locator('.who').innerText()).toContain('政府信息公开科、综合科')

  const { id } = await stage.caseUntil('registered')
  await stage.head.records(id, { ...ASSIGNED, handler: 'xu.an' })
  await comesIn(page, 'admin', path)
  await page.getByLabel('代理人').selectOption({ label: '示例·档案员（档案员）' })
  await page.getByLabel('至', { exact: true }).fill('2026-03-06')
  await page.getByRole('button', { name: '安排代理' }).click()
  await page.locator('[data-done=waits]').waitFor()
  await comesIn(page, 'security', '/approvals')
  const cover = page.locator('[data-cover="xu.an"]')
  expect(await cover.innerText()).toContain('承办人、政府信息公开科、综合科')
  await isClean(page, 'a cover that waits')
  await cover.getByLabel('理由').fill('已核对休假安排。')
  await cover.getByRole('button', { name: '批准' }).click()
  await page.locator('[data-done=coverApproved]').waitFor()
  await comesIn(page, 'archivist', `/cases/${id}`)
  expect(await page.locator('[data-covers]').innerText()).toContain('代示例·许安（至2026年3月6日）')
  const searched = { type: 'searched', places: ['档案室'], terms: ['方案'], found: true, note: '已检索。' }
  expect((await stage.archivist.records(id, searched)).facts.at(-1)).toMatchObject({ actingFor: 'xu.an' })

  await comesIn(page, 'admin', path)
  await page.getByLabel('确认示例·许安离任').check()
  await page.locator('#end').getByLabel('接手的承办人').selectOption({ label: '示例·承办人（政府信息公开科）' })
  await page.getByRole('button', { name: '办理离任' }).click()
  await page.locator('[data-done=ended]').waitFor()
  expect((await stage.handler.opens(id)).facts.at(-1)).toMatchObject({ type: 'assigned', by: 'staff:admin' })
  await page.context().clearCookies()
  await page.goto('/desk')
  await signsIn(page, 'xu.an', GOOD_PASSWORD)
  await page.locator('[data-errors]').waitFor()
  expect(stage.complaints).toEqual([])
})
