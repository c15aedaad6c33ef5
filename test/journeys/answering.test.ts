/** The journey of a consultation: from the handler's act through a real mail to an answer, and back to the case. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asFile, textIn } from '../documents/samples.ts'
import { some } from '../support/proof.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { isClean } from './clean.ts'
import { comesIn, DESKTOP, does, openStage, PHONE, type Stage } from './stage.ts'

let server: MailServer
let stage: Stage
beforeAll(async () => {
  server = await startMailServer()
  stage = await openStage({ smtpUrl: server.url })
})
afterAll(async () => {
  await stage.close()
  await server.close()
})

const EVIDENCE = { name: '成本构成说明.txt', mimeType: 'text/plain', buffer: Buffer.from('财务测算表载有成本构成。') }
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

describe.each(
  some(
    [
      ['a telephone and a script', { viewport: PHONE, javaScript: true }],
      ['no script', { viewport: DESKTOP, javaScript: false }],
    ],
    2,
  ),
)('with %s', (_name, atHome) => {
  test('asked by mail, confirmed, objected to with reasons and a file; the office sees it and the clock goes on', async () => {
    stage.itIs('2026-03-02')
    server.mails.length = 0
    const { id } = await stage.caseUntil('assigned')
    const { page: desk } = await stage.visitor({ javaScript: atHome.javaScript })
    await comesIn(desk, 'handler', `/cases/${id}`)
    await does(desk, '征求第三方意见', async (form) => {
      await form.getByLabel('第三方', { exact: true }).fill('示例路项目建设有限公司')
      await form.getByLabel('征求意见的范围和内容').fill('方案中的财务测算表。')
      await form.getByLabel('电子邮箱').fill('gongsi@example.cn')
    })
    const code = await desk.locator('[data-answer-code]').innerText()
    expect(await desk.locator('.due').first().getAttribute('data-status')).toBe('suspended')

    // The letter comes by mail; number and code stand in it.
    // Staff may be reminded of the day's limits meanwhile.
    const theirs = () => server.mails.filter(({ to }) => JSON.stringify(to).includes('gongsi@example.cn'))
    await expect.poll(() => theirs().length).toBe(1)
    const [mail] = theirs()
    const letter = await textIn(asFile(Buffer.from(mail!.attachments[0]!.content as ArrayBuffer)))
    expect(letter).toContain(`答复码${code}`)
    const link = new URL(/https:\S+\/answer\S+/.exec(mail!.text!)![0])

    stage.itIs('2026-03-04')
    const { page } = await stage.visitor(atHome)
    await page.goto(link.pathname + link.search)
    expect(await page.getByLabel('答复编号').inputValue()).toMatch(/^Z\d{8}-\d{5}-\d{6}$/)
    await page.getByLabel('答复码').fill('AAAAAAAAAA')
    await page.getByRole('button', { name: '查看并答复' }).click()
    expect(await page.locator('.errors').innerText()).toContain('没有找到')
    if (atHome.javaScript) await isClean(page, 'the door')
    await page.getByLabel('答复码').fill(code.toLowerCase())
    await page.getByRole('button', { name: '查看并答复' }).click()
    await page.getByRole('heading', { level: 1, name: '示例路危旧房改造征收补偿方案' }).waitFor()
    expect(await page.locator('.due-date').innerText()).toContain('15 个工作日')
    if (atHome.javaScript) {
      await isClean(page, 'the consultation')
      expect(await fits(page)).toBe(true)
    }

    await page.getByRole('button', { name: '确认今天收到' }).click()
    await page.getByText('2026年3月25日（星期三）').waitFor()
    expect(await page.getByRole('button', { name: '确认今天收到' }).count()).toBe(0)

    await page.getByLabel('不同意公开', { exact: true }).check()
    await page.getByRole('button', { name: '提交意见' }).click()
    expect(await page.locator('.errors').innerText()).toMatch(/请说明理由/)
    expect(await page.getByLabel('不同意公开', { exact: true }).isChecked()).toBe(true)
    if (atHome.javaScript) await isClean(page, 'the answer that came back')
    await page.getByLabel('理由和说明').fill('财务测算表载有本公司的成本构成，属于商业秘密。')
    await page.getByLabel('证明材料').setInputFiles(EVIDENCE)
    await page.getByLabel('我有权提交').check()
    await page.getByRole('button', { name: '提交意见' }).click()

    await page.getByRole('heading', { name: '答复回执' }).waitFor()
    const receipt = await page.locator('section.receipt').innerText()
    expect(receipt).toContain('不同意公开')
    expect(receipt).toContain(EVIDENCE.name)
    // Long digests are folded until somebody wants them.
    const digest = await page.locator('[data-answer]').getAttribute('data-answer')
    expect(receipt).not.toContain(digest)
    await page.locator('section.receipt summary', { hasText: '核验信息' }).click()
    expect(await page.locator('section.receipt').innerText()).toContain(digest)
    expect(await page.getByRole('button', { name: '提交意见' }).count()).toBe(0)
    if (atHome.javaScript) {
      await isClean(page, 'the receipt')
      expect(await fits(page)).toBe(true)
      await page.goto(`/en${new URL(page.url()).pathname}`)
      await page.getByRole('heading', { name: 'Receipt of the answer' }).waitFor()
      await isClean(page, 'the receipt in English', true)
    }

    stage.itIs('2026-03-05')
    await comesIn(desk, 'handler', `/cases/${id}`)
    const shown = await desk.locator('[data-consultation="1"]').innerText()
    expect(shown).toMatch(/2026年3月4日（网上）/)
    expect(await desk.locator('.due').first().getAttribute('data-status')).toBe('running')
    const line = desk.locator('.timeline > li', { hasText: '第三方答复' })
    expect(await line.innerText()).toContain(EVIDENCE.name)
    expect(await line.locator('.proof').innerText()).toContain('第三方')
    if (atHome.javaScript) await isClean(desk, 'the case')

    // Leaving closes the consultation to whoever sits down next.
    await page.goto(link.pathname + link.search)
    const number = await page.getByLabel('答复编号').inputValue()
    await page.getByLabel('答复码').fill(code) // a browser forgets it after two hours
    await page.getByRole('button', { name: '查看并答复' }).click()
    await page.waitForURL(`**/answer/${number}`)
    await page.getByRole('button', { name: '退出' }).click()
    await page.goto(`/answer/${number}`)
    expect(await page.getByLabel('答复码').count()).toBe(1)
    expect(stage.complaints).toEqual([])
  })
})
