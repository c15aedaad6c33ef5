/** What axe finds on a page, in words; and whether the page fits a telephone. */
import { AxeBuilder } from '@axe-core/playwright'
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
  const rules = again ? undefined : DIFFERENT_THERE
  expect(await faults(page, rules), `${name}, on a telephone, by lamplight`).toEqual([])
  for (const viewport of [PHONE, NARROWEST]) {
    await page.setViewportSize(viewport)
    const outside = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(outside, `${name} at ${viewport.width} px`).toBeLessThanOrEqual(viewport.width)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(DESKTOP)
}

/** The browser's own viewer of a letter's page is not ours to judge. */
async function faults(page: Page, rules?: string[]): Promise<string[]> {
  // “Legacy” spares a second page a run; it only matters for frames of other sites, and we have none.
  const axe = new AxeBuilder({ page }).exclude('iframe').setLegacyMode()
  if (rules) axe.withRules(rules)
  const { violations } = await axe.analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help} — ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Whatever is folded stands open. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })
}
