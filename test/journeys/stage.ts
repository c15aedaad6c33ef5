/** A stage for journeys: the office of 云溪区 with web and jobs, and visitors with real browsers who click and type. */
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { PASSWORD } from '../../src/demo/district.ts'
import { openWorker } from '../../src/worker.ts'
import { sharedBrowser } from '../support/browser.ts'
import { openOffice } from '../support/house.ts'
import { residentNumber } from '../support/people.ts'

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1280, height: 800 }

/** On a telephone the script of the form leads on to its five steps. */
const NARROW = 768 // px
const scripted = new WeakSet<Page>()
export const isInSteps = (page: Page): boolean => scripted.has(page) && page.viewportSize()!.width < NARROW

type Means = { touch?: boolean; viewport?: { width: number; height: number }; javaScript?: boolean; dark?: boolean }

/** Nothing on a page takes longer than this, unless something is wrong. */
const PATIENCE = 60_000 // ms; two cores are shared with the database, the other test files and whatever else goes on

/** @param settings of the office: a mail server, a day to begin on. */
export async function openStage(settings?: Parameters<typeof openOffice>[0]) {
  const office = await openOffice(settings)
  const worker = await openWorker(office.house, office.house.databaseUrl)
  const address = await office.app.listen({ host: '127.0.0.1', port: 0 })
  office.house.config.port = (office.app.server.address() as AddressInfo).port
  const browser = await sharedBrowser()
  /** What browsers complained about: our pages give them no reason to. */
  const complaints: string[] = []

  async function visitor({
    viewport = DESKTOP,
    javaScript = true,
    dark = false,
    touch = false,
  }: Means = {}): Promise<Visitor> {
    const context = await browser.newContext({
      baseURL: address,
      viewport,
      javaScriptEnabled: javaScript,
      hasTouch: touch,
      isMobile: touch,
      colorScheme: dark ? 'dark' : 'light',
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    })
    context.setDefaultTimeout(PATIENCE)
    const page = await context.newPage()
    if (javaScript) scripted.add(page)
    page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      // A refused form is answered with 4xx, and browsers write that down; everything else is ours to mend.
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        complaints.push(`${page.url()}: ${message.text()}`)
    })
    return { page, context, close: () => context.close() }
  }

  return {
    ...office,
    address,
    complaints,
    visitor,
    /** A member of staff in a browser of their own, signed in through the page. */
    async seat(username: string, means: Means = {}): Promise<Visitor> {
      const visit = await visitor(means)
      await comesIn(visit.page, username)
      return visit
    },
    close: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()))
      await worker.stop()
      await office.close()
    },
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>
export type Visitor = { page: Page; context: BrowserContext; close(): Promise<void> }

/** Keys that write, in whatever field has the focus, are the words themselves; the rest is what the page costs. */
const COUNTING = () => {
  const keep = (what: 'clicks' | 'strokes') => {
    const kept = JSON.parse(sessionStorage.getItem('cost') ?? '{"clicks":0,"strokes":0}')
    sessionStorage.setItem('cost', JSON.stringify({ ...kept, [what]: kept[what] + 1 }))
  }
  // A key that presses a button makes a click of its own, without a pointer.
  addEventListener('pointerdown', () => keep('clicks'), true)
  addEventListener(
    'keydown',
    ({ key, target }) => {
      const isWriting =
        target instanceof HTMLTextAreaElement ||
        (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox')
      if (!(isWriting && [...key].length === 1)) keep('strokes')
    },
    true,
  )
}
/** Counts what a person does on a page from now on, over its navigations; asked with a name, prints it. */
export async function counted(page: Page): Promise<(what?: string) => Promise<{ clicks: number; strokes: number }>> {
  await page.addInitScript(COUNTING)
  await page.evaluate(COUNTING)
  return async (what?: string) => {
    const cost = await page.evaluate(() => {
      const cost = sessionStorage.getItem('cost')
      sessionStorage.removeItem('cost')
      return JSON.parse(cost ?? '{"clicks":0,"strokes":0}')
    })
    if (what)
      process.stdout.write(`journey: ${what}: ${cost.clicks} clicks, ${cost.strokes} strokes besides the words\n`)
    return cost
  }
}

/** Signs in on the way to a page, as whoever sat there before no longer is. */
export async function comesIn(page: Page, username: string, path = '/desk'): Promise<void> {
  await page.context().clearCookies()
  await page.goto(path)
  await signsIn(page, username)
  await page.waitForURL((url) => url.pathname === path)
}

export async function signsIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** An identity document, small and real enough to be taken in. */
export const IDENTITY_PAPER = {
  name: '身份证明（遮盖件）.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

let applicants = 700
export const TITLE = '示例路危旧房改造征收补偿方案'

/** To a part of the form, as a person goes: in steps by their buttons; on one page it is there. */
export async function goesToPart(page: Page, n: number): Promise<void> {
  if (!isInSteps(page)) return
  await page.waitForURL(/\/apply\/\d/)
  for (;;) {
    const at = Number(/\/apply\/(\d)/.exec(page.url())![1])
    if (at === n) return
    await page.getByRole('button', { name: at < n ? '下一步' : '上一步', exact: true }).click()
    await page.waitForURL(new RegExp(`/apply/${at < n ? at + 1 : at - 1}(?:[?#]|$)`))
  }
}

/** Who applies, in the part that asks for it. */
export async function saysWho(page: Page, name = '张三'): Promise<void> {
  await goesToPart(page, 2)
  await page.getByRole('textbox', { name: '姓名', exact: true }).fill(name)
  await page.getByLabel('证件号码', { exact: true }).fill(residentNumber(++applicants))
}

/** Fills the form as a person does, by the labels that stand there. */
export async function fillsTheForm(page: Page, { title = TITLE, name = '张三' } = {}): Promise<void> {
  await goesToPart(page, 1)
  await page.getByLabel('向哪个机关申请').selectOption({ label: '云溪区人民政府' })
  await saysWho(page, name)
  await goesToPart(page, 3)
  await page.getByLabel('信息名称').fill(title)
  await page.getByLabel('内容描述').fill('申请公开示例路危旧房改造项目2023年至2025年的征收补偿方案及其批复文件。')
  await goesToPart(page, 4)
  await page.getByLabel('联系电话', { exact: true }).fill('0000-1000001')
  await goesToPart(page, 5)
  await page.getByLabel('附上材料').setInputFiles(IDENTITY_PAPER)
}

/** From the form to the page that shows it once more. */
export async function looksItOver(page: Page): Promise<void> {
  await goesToPart(page, 5)
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await page.getByRole('heading', { level: 1, name: '核对申请内容' }).waitFor()
}

/** Looks it over and files it. */
export async function submitsTheForm(page: Page): Promise<void> {
  await looksItOver(page)
  await page.getByRole('button', { name: '确认提交' }).click()
}

export type Numbers = { receipt: string; enquiryCode: string }

/** The two numbers as they stand on the receipt. */
export async function readsTheReceipt(page: Page): Promise<Numbers> {
  await page.getByRole('heading', { level: 1, name: '申请已提交' }).waitFor()
  const [receipt, enquiryCode] = await Promise.all([
    page.locator('[data-receipt]').innerText(),
    page.locator('[data-enquiry-code]').innerText(),
  ])
  return { receipt, enquiryCode }
}

/** From the first page to the page of the case, by the two numbers. */
export async function follows(page: Page, { receipt, enquiryCode }: Numbers): Promise<void> {
  await page.goto('/')
  await page.getByLabel('受理编号').fill(receipt)
  await page.getByLabel('查询码').fill(enquiryCode)
  await page.getByRole('button', { name: '查询' }).click()
  await page.waitForURL(`**/track/${receipt}`)
}

/** Opens an act where it stands on the page, fills what `fill` says and sends it. */
export async function does(page: Page, act: string, fill?: (form: Locator) => Promise<void>): Promise<void> {
  const details = page.locator('details.act').filter({ has: page.locator('summary', { hasText: act }) })
  const groups = page.locator('details:not([open])').filter({ has: details })
  for (const group of await groups.all()) await group.locator('> summary').click()
  if ((await details.getAttribute('open')) === null) await details.locator('> summary').click()
  const form = details.locator('form')
  await fill?.(form)
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await form.locator('button', { hasText: act }).click() // a field for files is a button to Playwright, too
  await answered
  await page.waitForLoadState()
}
