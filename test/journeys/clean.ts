/** What axe finds on a page, in words; and whether the page fits a telephone. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { PROOF } from '../support/proof.ts'
import { DESKTOP, PHONE } from './stage.ts'

/**
 * The rules that colours and widths decide; the others read the same markup. Colours are tokens, whose pairs are held in
 * both themes by test/pages/contrast: by lamplight they are looked at on the pages themselves in the proof.
 */
const DIFFERENT_THERE = ['target-size', 'scrollable-region-focusable', ...(PROOF ? ['color-contrast'] : [])]

/** WCAG 1.4.10: also a desk at 400 %. */
const NARROWEST = { width: 320, height: 640 }

/**
 * Nothing to find on a desk by day, nothing on a telephone by lamplight, and nothing that sticks out there.
 * @param again the page was looked at in another language: the markup is the same, and one look at all rules is enough
 */
export async function isClean(page: Page, name: string, again = false): Promise<void> {
  if (!again) expect(await faults(page), `${name}, on a desk, by day`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(PHONE)
  expect(await faults(page, again ? undefined : DIFFERENT_THERE), `${name}, on a telephone, by lamplight`).toEqual([])
  for (const viewport of [PHONE, NARROWEST]) {
    await page.setViewportSize(viewport)
    const outside = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(outside, `${name} at ${viewport.width} px`).toBeLessThanOrEqual(viewport.width)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(DESKTOP)
}

/** The browser's own viewer of a letter's page is not ours to judge. */
const NOT_OURS = 'iframe'

/** What this page has against the rules, in words; without `rules` against all of them. */
export async function faults(page: Page, rules?: string[]): Promise<string[]> {
  // Half a megabyte, sent once to each page that is opened.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  // What passed is not told: to describe each element and to bring it here costs as much as looking.
  const look = async ([exclude, values]: [string, string[] | null]) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(
      { exclude: [exclude] },
      { resultTypes: ['violations'], ...(values && { runOnly: { type: 'rule', values } }) },
    )
    return violations.map(({ id, help, nodes }) => `${id}: ${help} — ${nodes.map(({ html }) => html).join(' ')}`)
  }
  return page.evaluate(look, [NOT_OURS, rules ?? null] as [string, string[] | null])
}

/** Whatever is folded stands open. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })
}
