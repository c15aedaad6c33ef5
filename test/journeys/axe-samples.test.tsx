/**
 * axe on every page that the house can show, as its sample draws it: a new page is looked at without anybody having to remember it,
 * by day and by lamplight, on a desk and on a telephone. `npm test` looks, four days in turn, at those that no story of axe visits
 * with a whole office behind it, the others in the proof.
 */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { html } from '../../src/web/page.tsx'
import { SHEETS, sheet } from '../../src/web/styles.ts'
import { pages } from '../pages/every-page.tsx'
import { sharedBrowser } from '../support/browser.ts'
import { PROOF, some } from '../support/proof.ts'
import { isClean, unfold } from './clean.ts'
import { DESKTOP } from './stage.ts'

/** Never fetched: what it stands for is handed to the browser. */
const SAMPLES = 'http://samples.example'
/** By the beginning of their names. */
const IN_NO_STORY =
  /^(?:report|monthly|analysis|look|drill|remed|lesson|retention|archive|destruction|check|transfer|release-change|releases-proposals|supervised|ranking|reading-copy|approvals|import)/

const ALL = pages()
const NAMES = some(
  Object.keys(ALL).filter((name) => PROOF || IN_NO_STORY.test(name)),
  4,
)

let context: BrowserContext
let page: Page
beforeAll(async () => {
  context = await (await sharedBrowser()).newContext({ viewport: DESKTOP, locale: 'zh-CN', reducedMotion: 'reduce' })
  page = await context.newPage()
  await page.route('**/*', (route) => {
    const { pathname } = new URL(route.request().url())
    const css = SHEETS.find((name) => pathname === `/assets/${name}`)
    const sample = ALL[decodeURIComponent(pathname.slice(1))]
    if (css) return route.fulfill({ contentType: 'text/css; charset=utf-8', body: sheet(css) })
    if (sample) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html(sample) })
    return route.fulfill({ status: 404, body: '' })
  })
})
afterAll(() => context.close())

test.each(NAMES)('%s', async (name) => {
  const answer = await page.goto(`${SAMPLES}/${encodeURIComponent(name)}`)
  expect(answer!.status()).toBe(200)
  await unfold(page)
  await isClean(page, name)
})
