/**
 * What citizens read is large enough: every citizen page as its sample draws it, measured in a browser on a telephone. Body 18 px,
 * first titles 30, second ones 22, hints and articles 16, nothing below 14; boxes of 28; a header of about 100; and with 大字
 * every letter at least a quarter larger.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { html } from '../../src/web/page.tsx'
import { SHEETS, sheet } from '../../src/web/styles.ts'
import { zh } from '../../src/web/words/zh.ts'
import { pages, visitIn } from '../pages/every-page.tsx'
import { sharedBrowser } from '../support/browser.ts'
import { unfold } from './clean.ts'
import { PHONE } from './stage.ts'

const SAMPLES = 'http://samples.example'
const LOOKS = { usual: pages(), large: pages(zh, { ...visitIn(zh), look: { large: true, contrast: false } }) }
const NAMES = Object.keys(LOOKS.usual).filter((name) => html(LOOKS.usual[name]!).includes('<body class="citizen"'))

let context: BrowserContext
let page: Page
beforeAll(async () => {
  context = await (await sharedBrowser()).newContext({ viewport: PHONE, locale: 'zh-CN', reducedMotion: 'reduce' })
  page = await context.newPage()
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    const css = SHEETS.find((name) => pathname === `/assets/${name}`)
    const [, look, name] = decodeURIComponent(pathname).split('/')
    const sample = LOOKS[look as keyof typeof LOOKS]?.[name!]
    if (css) return route.fulfill({ contentType: 'text/css; charset=utf-8', body: sheet(css) })
    if (sample) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html(sample) })
    return route.fulfill({ status: 404, body: '' })
  })
})
afterAll(() => context.close())

/** Every run of text that is drawn, with the size of its letters, in px. */
function textsOf() {
  const texts: { text: string; size: number; quiet: boolean; h: string }[] = []
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement!
    const text = node.textContent!.trim()
    if (!text || !parent.checkVisibility() || parent.closest('option, template, .unseen')) continue
    texts.push({
      text: text.slice(0, 20),
      size: Number.parseFloat(getComputedStyle(parent).fontSize),
      quiet: parent.matches('.hint, .article, .hint > *:not(code)'),
      h: parent.matches('h1, h1 > *') ? 'h1' : parent.matches('h2:not(.hint), h2:not(.hint) > *') ? 'h2' : '',
    })
  }
  return texts
}

const open = async (look: keyof typeof LOOKS, name: string) => {
  await page.goto(`${SAMPLES}/${look}/${encodeURIComponent(name)}`)
  await unfold(page)
  return page.evaluate(textsOf)
}

test.each(NAMES)('%s', async (name) => {
  const texts = await open('usual', name)
  expect(texts.filter(({ size }) => size < 14)).toEqual([])
  expect(texts.filter(({ quiet, size }) => quiet && size !== 16)).toEqual([])
  expect(texts.filter(({ h, size }) => (h === 'h1' && size !== 30) || (h === 'h2' && size !== 22))).toEqual([])
  const measured = await page.evaluate(() => ({
    body: getComputedStyle(document.body).fontSize,
    header: document.querySelector('.top')!.getBoundingClientRect().height,
    boxes: [...document.querySelectorAll('input[type="radio"], input[type="checkbox"]')]
      .filter((box) => box.checkVisibility())
      .map((box) => box.getBoundingClientRect())
      .filter(({ width, height }) => width < 28 || height < 28).length,
    wide: document.documentElement.scrollWidth,
  }))
  expect(measured).toMatchObject({ body: '18px', boxes: 0, wide: PHONE.width })
  expect(measured.header).toBeLessThan(108)

  const large = await open('large', name)
  expect(large.length).toBe(texts.length)
  expect(large.filter(({ size }, i) => size / texts[i]!.size < 1.24)).toEqual([])
})
