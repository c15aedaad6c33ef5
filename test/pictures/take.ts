/** Takes the pictures of the README and of every public page from the demonstration district: npm run pictures */
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApp } from '../../src/app.ts'
import { seed } from '../../src/demo/seed.ts'
import { readConfig } from '../../src/ground/config.ts'
import type { CodedBy } from '../../src/ground/keys.ts'
import { settableTime } from '../../src/ground/time.ts'
import { openHouse } from '../../src/open-house.ts'
import { launchBrowser } from '../support/browser.ts'
import { passableFolder } from '../support/folder.ts'
import { withFewColours } from './few-colours.ts'
import * as letters from './letters.ts'
import { PUBLIC_NAMES, publicPages } from './public.ts'
import { type Studio, signedIn, visit } from './studio.ts'
import * as workbench from './workbench.ts'

/** An ordinary Wednesday, so that the pictures change when the pages do, and not with the days. */
const NOW = new Date('2026-03-18T09:30:00+08:00')
/** Bytes: a reader of the README waits for all of them; a whole page may be longer than a screen, as the guide is. */
export const LARGEST = 90_000
export const LARGEST_WHOLE = 210_000

const TAKEN = {
  'desk.png': desk,
  'home.png': home,
  'tracking.png': tracking,
  'letter.png': letters.notHeld,
  'letter-disclosed.png': letters.disclosed,
  'letter-correction.png': letters.correction,
  'templates.png': workbench.templates,
  'template-edit.png': workbench.templateEdit,
  'template-compare.png': workbench.templateCompare,
}
export const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))
export const NAMES = [...Object.keys(TAKEN), ...PUBLIC_NAMES]

async function takeAll(): Promise<void> {
  const folder = await passableFolder(join(tmpdir(), 'ysqgk-pictures-'))
  const house = await openHouse(readConfig({ DATA_DIR: folder, PORT: '0' }), settableTime(NOW))
  await seed(house)
  const app = await openApp(house)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const browser = await launchBrowser()
  try {
    for (const [name, take] of Object.entries(TAKEN)) {
      const picture = withFewColours(await take({ house, browser, address, folder }))
      await writeFile(fileOf(name), picture)
      console.log(`${name} ${picture.length}`)
    }
    for await (const [name, whole] of publicPages({ house, browser, address, folder })) {
      const picture = withFewColours(whole, 24)
      await writeFile(fileOf(name), picture)
      console.log(`${name} ${picture.length}`)
    }
  } finally {
    await browser.close()
    await app.close()
    await house.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function desk(studio: Studio): Promise<Buffer> {
  const page = await signedIn(studio, 'registrar')
  return page.screenshot()
}

async function home(studio: Studio): Promise<Buffer> {
  const page = await visit(studio, { viewport: { width: 1280, height: 800 } })
  await page.goto('/')
  return page.screenshot()
}

/** A request in the middle of its way. */
async function tracking(studio: Studio): Promise<Buffer> {
  const { house } = studio
  const [found] = await house.sql<({ receipt: string } & CodedBy)[]>`
    select receipt, keys, code from cases where stage = 'review' and step = 'handling' and number is not null order by number limit 1`
  const page = await visit(studio, { viewport: { width: 390, height: 900 }, deviceScaleFactor: 2 })
  await page.goto('/track')
  await page.getByLabel('受理编号').fill(found!.receipt)
  await page.getByLabel('查询码').fill(house.keys.enquiryCode(found!.receipt, found!))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/track/*')
  return page.screenshot()
}

if (import.meta.main) await takeAll()
