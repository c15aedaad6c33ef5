/** The form on a telephone: five short steps; Back, reload, the other language and the end of a session lose nothing, with a script and without. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COOKIES } from '../../src/web/cookies.ts'
import { later } from '../people/visitor.ts'
import { CORRECTION } from '../support/house.ts'
import { residentNumber } from '../support/people.ts'
import { faults } from './clean.ts'
import { openStage, PHONE, readsTheReceipt, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const NARROW = { width: 320, height: 700 }
/** A screen and a half of the telephone. */
const SHORT = 1.5 * PHONE.height
const clean = async (page: Page, name: string) => expect(await faults(page), name).toEqual([])
const next = (page: Page) => page.locator('form.application button.primary').click()
const at = (page: Page) => new URL(page.url()).pathname
let people = 8_000

/** What each step asks for, by the ids of its fields. */
const ANSWERS: [step: number, fields: Record<string, string>][] = [
  [2, { name: '张三', idNumber: residentNumber(++people) }],
  [3, { title: '示例路改造方案', description: '示例路2024年的改造方案。' }],
  [4, { phone: '0000-1000001', address: '示例省示例市云溪区示例路1号' }],
]

describe.each([
  ['390 px, with a script, in Chinese', { viewport: PHONE, javaScript: true }, '/'],
  ['390 px, without, in Chinese', { viewport: PHONE, javaScript: false }, '/'],
  ['320 px, with a script, in English', { viewport: NARROW, javaScript: true }, '/en/'],
  ['320 px, without, in English', { viewport: NARROW, javaScript: false }, '/en/'],
] as const)('at %s', (_, means, root) => {
  test('five steps: Back, reload and the other language keep what was typed; Back from the receipt says that it was filed', async () => {
    const { page, context, close } = await stage.visitor(means)
    await page.goto(`${root}apply`)
    if (means.javaScript) await page.waitForURL(`**${root}apply/1`)
    else await page.locator('.to-steps a').click()
    const looked = async () => {
      const { height, width } = await page.evaluate(() => ({
        height: Math.round(document.querySelector('main')!.getBoundingClientRect().height),
        width: document.documentElement.scrollWidth,
      }))
      process.stdout.write(`steps: ${at(page)} is ${height} px high at ${means.viewport.width}\n`)
      expect(width).toBeLessThanOrEqual(means.viewport.width)
      if (root === '/' && means.viewport === PHONE) expect(height).toBeLessThanOrEqual(SHORT)
      await clean(page, at(page))
    }
    if (means.javaScript) await looked()
    await next(page)
    for (const [step, fields] of ANSWERS) {
      await page.waitForURL(`**${root}apply/${step}`)
      if (means.javaScript) await looked()
      const last = new URLSearchParams(Object.entries(fields).slice(-1)).toString()
      // Kept at the pause of whoever writes: the last of what is typed, too.
      const isKept =
        means.javaScript &&
        page.waitForResponse(
          (answer) => answer.url().endsWith('/kept') && answer.ok() && answer.request().postData()!.includes(last),
        )
      for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text)
      const stands = async () => {
        for (const [id, text] of Object.entries(fields)) expect(await page.locator(`#${id}`).inputValue()).toBe(text)
      }
      if (means.javaScript) {
        // A reload finds it.
        await isKept
        await page.locator('[data-saved]', { hasText: /\d\d:\d\d/ }).waitFor()
        await page.reload()
        await stands()
      }
      // There and back by the button of the page, then by that of the browser.
      await next(page)
      await page.waitForURL(`**${root}apply/${step + 1}`)
      await page.getByRole('button', { name: root === '/' ? '上一步' : 'Back', exact: true }).click()
      await page.waitForURL(`**${root}apply/${step}`)
      await stands()
      await next(page)
      await page.waitForURL(`**${root}apply/${step + 1}`)
      await page.goBack()
      await page.waitForURL(`**${root}apply/${step}`)
      await stands()
      await page.reload()
      await stands()
      // And in the other language, without anything being posted for good.
      const other = root === '/' ? '/en/' : '/'
      await page
        .locator('.comfort')
        .getByText(root === '/' ? 'English' : '中文')
        .click()
      await page.waitForURL(`**${other}apply/${step}`)
      await stands()
      await page
        .locator('.comfort')
        .getByText(root === '/' ? '中文' : 'English')
        .click()
      await page.waitForURL((url) => url.pathname === `${root}apply/${step}`)
      await stands()
      await next(page)
    }
    await page.waitForURL(`**${root}apply/5`)
    if (means.javaScript) await looked()
    await next(page)
    await page.waitForURL(`**${root}apply/review`)
    if (means.javaScript) await clean(page, 'review')
    await page.reload()
    // To the very field of an answer, and back.
    await page.locator(`a[href="${root}apply/3?return=review#title"]`).click()
    await page.locator('#title').fill('改过的名称')
    await next(page)
    await page.waitForURL(`**${root}apply/review`)
    expect(await page.locator('main').innerText()).toContain('改过的名称')
    await page.locator('#review button.primary').click()
    await page.waitForURL(`**${root}receipt`)
    const code = await page.locator('[data-enquiry-code]').innerText()
    const receipt = (await page.locator('[data-receipt]').first().getAttribute('data-receipt'))!
    await page.goBack()
    await page.waitForURL(`**${root}apply/review`)
    expect(await page.locator('main').innerText()).toContain(receipt)
    await page.goForward()
    await page.waitForURL(`**${root}receipt`)
    expect(await page.locator('[data-enquiry-code]').innerText(), 'not lost by going back').toBe(code)
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('draft')
    await close()
  })
})

test('closed and opened again, and on another device by its code; on a desk the same on one page', async () => {
  const { page, context, close } = await stage.visitor({ viewport: PHONE })
  await page.goto('/apply')
  await page.waitForURL('**/apply/1')
  await next(page)
  await page.locator('#name').fill('李四')
  await page.locator('[data-saved]', { hasText: /草稿已保存/ }).waitFor()
  await page.close()
  const again = await context.newPage()
  await again.goto('/apply/2')
  expect(await again.locator('#name').inputValue()).toBe('李四')
  await again.getByRole('link', { name: '在另一台设备上继续' }).click()
  await again.getByRole('button', { name: '取得接续码' }).click()
  const code = await again.locator('[data-code]').innerText()
  await clean(again, 'code')
  const desk = await stage.visitor()
  await desk.page.goto('/apply')
  await desk.page.getByRole('link', { name: /凭接续码继续/ }).click()
  await desk.page.getByLabel('接续码').fill(code)
  await desk.page.getByRole('button', { name: '继续填写' }).click()
  await desk.page.waitForURL('**/apply')
  expect(await desk.page.locator('#name').inputValue()).toBe('李四')
  await desk.page.getByRole('link', { name: '丢弃草稿' }).click()
  await desk.page.getByRole('button', { name: '丢弃草稿' }).click()
  expect(await desk.page.getByRole('status').first().innerText()).toContain('草稿已经丢弃')
  expect(await desk.page.locator('#name').inputValue()).toBe('')
  await desk.close()
  await close()
})

test('submitted, gone back, changed and submitted again: the first is named, and the second filed as another', async () => {
  const { page, close } = await stage.visitor({ javaScript: false })
  await page.goto('/apply')
  const fields = {
    name: '王五',
    idNumber: residentNumber(++people),
    phone: '0000-1000001',
    title: '第一次',
    description: '第一次的内容。',
  }
  for (const [id, text] of Object.entries(fields)) await page.locator(`#${id}`).fill(text)
  await page.getByRole('button', { name: '下一步：核对' }).click()
  const form = await page
    .locator('#review')
    .evaluate((form) => Object.fromEntries(new FormData(form as HTMLFormElement)) as Record<string, string>)
  await page.getByRole('button', { name: '确认提交' }).click()
  const { receipt } = await readsTheReceipt(page)
  // As a browser does that had kept the page with its fields.
  await page.context().request.post('/applications', { form: { ...form, title: '第二次' } })
  await page.goto('/apply/review')
  expect(await page.getByRole('alert').innerText()).toContain(receipt)
  expect(await page.locator('main').innerText()).toContain('第二次')
  await page.getByRole('button', { name: '作为另一份申请提交' }).click()
  expect((await readsTheReceipt(page)).receipt).not.toBe(receipt)
  await close()
})

test.each([true, false])(
  'an act on the tracking page: reload, language and the end of the time, with a script: %s',
  async (javaScript) => {
    const one = await stage.caseUntil('registered')
    await stage.registrar.records(one.id, CORRECTION)
    const { page, close } = await stage.visitor({ viewport: PHONE, javaScript })
    const enters = async () => {
      await page.getByLabel('受理编号').fill(one.receipt)
      await page.getByLabel('查询码').fill(one.enquiryCode)
      await page.getByRole('button', { name: '查询', exact: true }).click()
      await page.waitForURL(`**/track/${one.receipt}`)
    }
    await page.goto('/track')
    await enters()
    expect(await page.locator('.session').innerText()).toMatch(/本页可以办理到/)
    const text = page.locator('#act-corrected textarea').first()
    const open = async () => {
      if (!(await text.isVisible())) await page.locator('#act-corrected > summary').click()
    }
    await open()
    await text.fill('2023年至2025年的批复。')
    if (javaScript) {
      await page.waitForResponse((answer) => answer.url().endsWith('/kept') && answer.status() === 204)
      await page.reload()
      await open()
      expect(await text.inputValue()).toBe('2023年至2025年的批复。')
      await page.getByRole('button', { name: '延长时间' }).click()
      await page.locator('.session', { hasText: '已经延长' }).waitFor()
      await page.locator('.comfort').getByText('English').click()
      await page.waitForURL(`**/en/track/${one.receipt}`)
      await open()
      expect(await text.inputValue()).toBe('2023年至2025年的批复。')
      await page.goBack()
      await open()
    }
    later(stage, COOKIES.followed.seconds)
    await page.locator('#act-corrected form button[type="submit"]').last().click()
    await page.locator('main', { hasText: '时间已到' }).waitFor()
    await enters()
    await open()
    expect(await text.inputValue()).toBe('2023年至2025年的批复。')
    await page.locator('#act-corrected form button[type="submit"]').last().click()
    await page.locator('main', { hasText: '补正已经收到' }).waitFor()
    await page.reload()
    await close()
  },
)

test('to a finger nothing is offered that a mouse does', async () => {
  const { page, close } = await stage.visitor({ viewport: PHONE, touch: true })
  await page.goto('/apply?page=one')
  const drop = page.locator('[data-drop]').first()
  expect([await drop.getAttribute('hidden'), await drop.isVisible()]).toEqual([null, false])
  await close()
})

test.each(['/', '/en/'])('the head of a page is as high as three lines of a telephone at most: %s', async (root) => {
  for (const viewport of [PHONE, NARROW]) {
    const { page, close } = await stage.visitor({ viewport })
    await page.goto(`${root}track`)
    const lines = await page.evaluate(() => {
      const parts = [
        ...document.querySelectorAll('.top .brand, .top nav a, .top .comfort > :is(button:not(.unseen), a)'),
      ]
      const middles = parts.map((part) => part.getBoundingClientRect()).map(({ top, height }) => top + height / 2)
      return middles.toSorted((a, b) => a - b).filter((at, i, all) => i === 0 || at - all[i - 1]! > 12).length
    })
    const height = await page.evaluate(() => document.querySelector('.top')!.getBoundingClientRect().height)
    process.stdout.write(`steps: the head of ${root}track has ${lines} lines, ${height} px at ${viewport.width}\n`)
    expect(lines).toBeLessThanOrEqual(viewport === PHONE ? 3 : 4)
    if (viewport === PHONE) expect(height, 'no name of four lines').toBeLessThanOrEqual(112)
    await close()
  }
})

test('the browser had nothing to complain about', () => {
  expect(stage.complaints).toEqual([])
})
