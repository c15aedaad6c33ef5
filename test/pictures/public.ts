/** Every page that the public sees, whole, on a telephone and on a desk: kept so that a change of looks is seen in review. */
import type { Page } from 'playwright-core'
import type { CodedBy } from '../../src/ground/keys.ts'
import { type Studio, visit } from './studio.ts'

const WIDTHS = { phone: 390, desk: 1280 }

/** Each goes where the last one left the browser. */
const PAGES: [name: string, goes: (page: Page, studio: Studio) => Promise<unknown>][] = [
  ['home', (page) => page.goto('/')],
  ['guide', (page) => page.goto('/guide')],
  ['released', (page) => page.goto('/released')],
  ['released-item', (page) => page.locator('main h3 a').first().click()],
  ['account', (page) => page.goto('/account')],
  ['answer', (page) => page.goto('/answer')],
  ['apply', apply],
  ['review', looksItOver],
  ['receipt', files],
  ['tracking', follows],
  ['home-english', (page) => page.goto('/en/')],
]

/** @returns file name and picture of each. */
export async function* publicPages(studio: Studio): AsyncGenerator<[name: string, picture: Buffer]> {
  for (const [where, width] of Object.entries(WIDTHS)) {
    const page = await visit(studio, { viewport: { width, height: 800 }, reducedMotion: 'reduce' })
    for (const [name, goes] of PAGES) {
      await goes(page, studio)
      await page.waitForLoadState('networkidle')
      yield [`public/${name}-${where}.png`, await page.screenshot({ fullPage: true })]
    }
    await page.context().close()
  }
}

export const PUBLIC_NAMES = Object.keys(WIDTHS).flatMap((where) => PAGES.map(([name]) => `public/${name}-${where}.png`))

/** The script of the form leads a telephone on to its steps. */
async function apply(page: Page) {
  await page.goto('/apply')
  if (page.viewportSize()!.width === WIDTHS.phone) await page.waitForURL('**/apply/1**')
}

/** On a telephone the form stands in five steps: on to the next of them, by its button. */
async function goesOn(page: Page, to: number) {
  while (/\/apply\/\d/.test(page.url())) {
    const at = Number(/\/apply\/(\d)/.exec(page.url())![1])
    if (at >= to) return
    await page.getByRole('button', { name: '下一步', exact: true }).click()
    await page.waitForURL(new RegExp(`/apply/${at + 1}(?:[?#]|$)`))
  }
}

async function looksItOver(page: Page) {
  await page.getByLabel('向哪个机关申请').selectOption({ label: '云溪区人民政府' })
  await goesOn(page, 2)
  await page.getByRole('textbox', { name: '姓名', exact: true }).fill('示例·申请人')
  await page.getByLabel('证件类型').first().selectOption('passport')
  await page.getByLabel('证件号码', { exact: true }).fill('E00000001')
  await goesOn(page, 3)
  await page.getByLabel('信息名称').fill('示例路危旧房改造征收补偿方案')
  await page.getByLabel('内容描述').fill('示例路危旧房改造项目2023年至2025年的征收补偿方案及其批复文件。')
  await goesOn(page, 4)
  await page.getByLabel('联系电话', { exact: true }).fill('0000-1000001')
  await goesOn(page, 5)
  await page.getByRole('button', { name: '下一步：核对' }).click()
  await page.getByRole('heading', { level: 1, name: '核对申请内容' }).waitFor()
}

async function files(page: Page) {
  await page.getByRole('button', { name: '确认提交' }).click()
  await page.getByRole('heading', { level: 1, name: '申请已提交' }).waitFor()
}

/** A case that is answered, with its remedies. */
async function follows(page: Page, { house }: Studio) {
  const [found] = await house.sql<({ receipt: string } & CodedBy)[]>`
    select receipt, keys, code from cases where step = 'served' order by number limit 1`
  await page.goto('/track')
  await page.getByLabel('受理编号').fill(found!.receipt)
  await page.getByLabel('查询码').fill(house.keys.enquiryCode(found!.receipt, found!))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/track/*')
}
