/** The reading room as people use it: found from the first page, offered while typing, filled by the office; with and without a script. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publish } from '../../src/released/publish.ts'
import { some } from '../support/proof.ts'
import { faults } from './clean.ts'
import { comesIn, DESKTOP, does, goesToPart, openStage, PHONE, type Stage, saysWho } from './stage.ts'

let stage: Stage
let id: string
beforeAll(async () => {
  stage = await openStage()
  const content = { name: '补贴办法.txt', type: 'text/plain; charset=utf-8' }
  const file = { ...content, ...(await stage.house.blobs.put(Buffer.from('每台补贴20万元。'))) }
  const says = {
    title: '老旧小区加装电梯补贴办法',
    documentNumber: '云住建发〔2025〕18号',
    summary: '补贴范围和标准。',
  }
  const actor = { on: '2026-02-20', by: 'staff:registrar', at: new Date('2026-02-20T10:00:00+08:00') }
  id = await stage.sql.begin((tx) =>
    publish(tx, 'yunxi-zjj', { ...says, topic: 'housing', madeOn: '2025-11-20' }, [file], actor),
  )
})
afterAll(() => stage.close())

const WAYS = [
  ['on a telephone', { viewport: PHONE }],
  ['on a telephone, without a script', { viewport: PHONE, javaScript: false }],
  ['on a desk', { viewport: DESKTOP }],
  ['on a desk, without a script', { viewport: DESKTOP, javaScript: false }],
] as const

describe.each(some(WAYS, 4))('%s', (_, means) => {
  test('from the first page to a file, by words, filters and titles', async () => {
    const { page, close } = await stage.visitor(means)
    await page.goto('/')
    await page.getByLabel('先查一查是否已经公开').fill('电梯 补贴')
    await page.getByRole('button', { name: '查找已公开信息' }).click()
    await page.getByRole('heading', { name: '找到 1 条' }).waitFor()
    expect(await page.locator('mark').allInnerTexts()).toContain('电梯补贴')
    await page.getByRole('link', { name: '住房与城市更新' }).click()
    await page.waitForURL(
      (url) => url.searchParams.get('topic') === 'housing' && url.searchParams.get('q') === '电梯 补贴',
    )
    await page.getByRole('link', { name: '老旧小区加装电梯补贴办法' }).click()
    await page.waitForURL(`**/released/${id}`)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('老旧小区加装电梯补贴办法')
    const href = await page.getByRole('link', { name: '补贴办法.txt' }).getAttribute('href')
    expect(await (await page.request.get(href!)).text()).toBe('每台补贴20万元。')
    await close()
  })

  test('what is not there is asked for, with the words that were typed', async () => {
    const { page, close } = await stage.visitor(means)
    await page.goto('/released?agency=yunxi-jyj')
    await page.getByRole('searchbox').fill('校车线路')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByRole('heading', { name: '没有找到' }).waitFor()
    await page.getByRole('link', { name: '申请公开这一信息' }).click()
    await goesToPart(page, 1)
    expect(await page.getByLabel('向哪个机关申请').inputValue()).toBe('yunxi-jyj')
    await saysWho(page)
    await goesToPart(page, 3)
    expect(await page.getByLabel('信息名称').inputValue()).toBe('校车线路')
    await close()
  })
})

test.each(
  some(
    [
      ['with a script', { viewport: DESKTOP, javaScript: true }],
      ['without one', { viewport: PHONE, javaScript: false }],
    ] as const,
    2,
  ),
)('%s the office decides in a case, puts it right and takes it back', async (_, means) => {
  const seat = await stage.seat('head', means)
  const title = `丙丁路路灯改造合同${means.viewport.width}`
  const { id: caseId } = await stage.caseUntil('replyServed', undefined)
  const { files } = (await stage.handler.adds(caseId, [{ name: '合同（已遮盖）.txt', content: '合同正文' }])).json
  expect(files).toHaveLength(1)
  await stage.handler.records(caseId, { type: 'releaseProposed', why: '多人申请。' })
  await seat.page.goto(`/cases/${caseId}`)
  await does(seat.page, '转主动公开决定', async (form) => {
    await form.getByLabel('是', { exact: true }).check()
    expect(await form.getByLabel('公布的标题').inputValue()).toBe('示例路危旧房改造征收补偿方案')
    await form.getByLabel('公布的标题').fill(title)
    await form.getByLabel('主题').selectOption({ label: '规划与建设' })
    await form.getByLabel('合同（已遮盖）.txt').check()
  })
  const reader = await stage.visitor(means)
  await reader.page.goto(`/released?q=${encodeURIComponent(title)}`)
  await reader.page.getByRole('link', { name: title }).click()
  await reader.page.getByRole('link', { name: '合同（已遮盖）.txt' }).waitFor()
  const address = reader.page.url()

  await comesIn(seat.page, 'archivist', '/releases')
  await seat.page.getByRole('link', { name: title }).click()
  await seat.page.getByLabel('内容概述').fill('路灯的数量、单价和保修。')
  await seat.page.getByLabel('理由', { exact: true }).fill('补充概述')
  await seat.page.getByRole('button', { name: '保存更正' }).click()
  await seat.page.locator('[data-act="corrected"]').waitFor()
  await reader.page.goto(address)
  await reader.page.getByText('路灯的数量、单价和保修。').waitFor()

  await seat.page.getByLabel('对外公布的理由').fill('合同已经变更。')
  await seat.page.getByRole('button', { name: '撤回' }).click()
  await seat.page.locator('[data-withdrawn]').waitFor()
  await reader.page.goto(address)
  await reader.page.getByRole('heading', { name: '这一信息已经撤回' }).waitFor()
  await reader.page.getByText('合同已经变更。').waitFor()
  await seat.close()
  await reader.close()
})

describe('while a title is typed', () => {
  test.each(some([PHONE, DESKTOP], 2))(
    'what is public is offered, reached by keyboard, and nothing typed is lost',
    async (viewport) => {
      const { page, context, close } = await stage.visitor({ viewport })
      await page.goto('/apply')
      await saysWho(page)
      await goesToPart(page, 3)
      const title = page.getByLabel('信息名称')
      await title.pressSequentially('加装电梯补贴标准')
      const offered = page.getByRole('link', { name: '老旧小区加装电梯补贴办法' })
      await offered.waitFor()
      expect(await page.locator('[data-suggest] [role=status]').innerText()).toContain('已经公开')
      await title.focus()
      for (let i = 0; i < 2; i++) await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('老旧小区加装电梯补贴办法')
      const [opened] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')])
      await opened.getByRole('heading', { level: 1, name: '老旧小区加装电梯补贴办法' }).waitFor()
      expect(await title.inputValue()).toBe('加装电梯补贴标准')
      expect(await faults(page)).toEqual([])

      await title.fill('校车')
      await offered.waitFor({ state: 'detached' })
      await close()
    },
  )

  test('without a script there is the way to look for oneself', async () => {
    const { page, context, close } = await stage.visitor({ javaScript: false })
    await page.goto('/en/apply')
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'See first whether it is already public' }).click(),
    ])
    await opened.waitForURL('**/en/released')
    await close()
  })

  test('an answer that fails stops nobody', async () => {
    const { page, close } = await stage.visitor()
    await page.route('**/api/v1/released?*', (route) => route.abort())
    await page.goto('/apply')
    const failed = page.waitForEvent('requestfailed')
    await page.getByLabel('信息名称').pressSequentially('加装电梯补贴标准')
    await failed
    expect(await page.getByLabel('信息名称').inputValue()).toBe('加装电梯补贴标准')
    stage.complaints.length = 0 // the browser says that the answer failed: that was the test
    await close()
  })
})

test('no browser had anything to complain of', () => {
  expect(stage.complaints).toEqual([])
})
