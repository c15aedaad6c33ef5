/**
 * Staff pages as their samples draw them, with titles and names of 60 signs, measured in a browser: nothing is moved sideways
 * on a desk, lists of words take the page, and on paper nothing is to be pressed, no column is one sign wide and no list is
 * wider than the sheet.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { html } from '../../src/web/page.tsx'
import { SHEETS, sheet } from '../../src/web/styles.ts'
import { pages } from '../pages/every-page.tsx'
import { sharedBrowser } from '../support/browser.ts'

const SAMPLES = 'http://samples.example'
const PAGES = Object.entries(pages())
  .map(([name, page]) => [name, html(page)] as const)
  .filter(([, text]) => text.includes('<body class="staff"'))
const DRAWN = new Map(PAGES)
/** px between the margins of A4, upright and lying, at 96 a inch. */
const PAPER = { upright: 672, broad: 1032 }

let context: BrowserContext
let page: Page
beforeAll(async () => {
  context = await (await sharedBrowser()).newContext({ locale: 'zh-CN', reducedMotion: 'reduce' })
  page = await context.newPage()
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    const css = SHEETS.find((name) => pathname === `/assets/${name}`)
    const body = DRAWN.get(decodeURIComponent(pathname.slice(1)))
    if (css) return route.fulfill({ contentType: 'text/css; charset=utf-8', body: sheet(css) })
    if (body) return route.fulfill({ contentType: 'text/html; charset=utf-8', body })
    return route.fulfill({ status: 404, body: '' })
  })
})
afterAll(() => context.close())

/** Titles and names are as long as people make them. */
function lengthen() {
  for (const each of document.querySelectorAll('.desk tbody th a, .desk .applicant, table.service td:first-of-type'))
    each.textContent = '云溪区老旧小区加装电梯'.repeat(6).slice(0, 60)
}

/** What is wrong on paper, in words. */
function onPaper() {
  const seen = (each: Element) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('.unseen')
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(seen)
  const words = (each: Element) => each.textContent!.trim().slice(0, 20)
  const thin = (cell: Element) => {
    const { paddingLeft, paddingRight, fontSize } = getComputedStyle(cell)
    const room = cell.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
    return (
      !cell.querySelector('.unseen') &&
      words(cell).length > 6 &&
      room < (cell.matches('th') ? 5 : 2) * Number.parseFloat(fontSize)
    )
  }
  return [
    ...all('button, .button, .top nav').map((each) => `to be pressed: ${words(each)}`),
    ...all(':is(table.plain, .desk) :is(td, tbody th)')
      .filter(thin)
      .map((each) => `thin: ${words(each)}`),
    ...all('main table.plain, main .desk')
      .filter((each) => each.getBoundingClientRect().right > innerWidth)
      .map((each) => `cut: ${words(each)}`),
  ]
}

test.each(PAGES.map(([name]) => name))('%s', async (name) => {
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width: 1600, height: 1000 })
  await page.goto(`${SAMPLES}/${encodeURIComponent(name)}`)
  await page.evaluate(lengthen)
  for (const width of [1600, 1280, 1024]) {
    await page.setViewportSize({ width, height: 1000 })
    const measured = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      halves: [...document.querySelectorAll('main > :is(table.register, table.people, .desk)')].filter(
        (each) => each.checkVisibility() && each.getBoundingClientRect().width < 0.5 * innerWidth,
      ).length,
    }))
    expect(measured, `${width} px`).toEqual({ wide: width, halves: 0 })
  }
  await page.emulateMedia({ media: 'print' })
  const lies = await page.evaluate(() => getComputedStyle(document.body).getPropertyValue('page') !== 'auto')
  await page.setViewportSize({ width: lies ? PAPER.broad : PAPER.upright, height: 1000 })
  expect(await page.evaluate(onPaper), 'on paper').toEqual([])
})
