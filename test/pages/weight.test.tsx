/** A page of the public is light enough for an old telephone on a bad line: with everything, and nothing compressed. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { html } from '../../src/web/page.tsx'
import { SHEETS, type SheetName, sheet } from '../../src/web/styles.ts'
import { en } from '../../src/web/words/en.ts'
import { zh } from '../../src/web/words/zh.ts'
import { pages } from './every-page.tsx'

const LIMIT = 100_000 // bytes

const isSheet = (name: string): name is SheetName => SHEETS.includes(name as SheetName)
const bytesOf = (name: string) =>
  isSheet(name)
    ? Buffer.byteLength(sheet(name))
    : readFileSync(new URL(`../../src/web/assets/${name}`, import.meta.url)).length

/** What the page makes the browser fetch besides itself. */
const assetsOf = (page: string) => [
  ...new Set([...page.matchAll(/(?:src|href)="\/assets\/([\w.-]+\.(?:css|js|svg))/g)].map(([, name]) => name!)),
]
const isPublic = (page: string) => !assetsOf(page).includes('staff.css')

test.each(
  [zh, en].flatMap((words) =>
    Object.entries(pages(words)).map(([name, page]) => [`${words.root}${name}`, html(page)] as const),
  ),
)('%s', (_, page) => {
  const assets = assetsOf(page)
  expect(assets).toContain('site.css')
  if (!isPublic(page)) return
  const all = Buffer.byteLength(page) + assets.reduce((sum, name) => sum + bytesOf(name), 0)
  expect(all).toBeLessThan(LIMIT)
})
