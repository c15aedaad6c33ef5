/**
 * 核验.html as a judge has it: opened from a file, without a network, in a real browser. Whatever the command says of a bundle the
 * page says, of honest ones, forged ones and archives that were made to trick; and what it brings instead of node's cryptography
 * reckons as node does.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PAGE, PAGE_ADDRESS, proofPage } from '../../src/evidence/in-browser/link.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import type { BundleVerdict } from '../../src/evidence/verify.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { type HandOver, handOverNote, readHandOvers } from '../../src/ground/hand-over.ts'
import { membersOf, openBag, packed, saidIn, zipped } from '../support/bags.ts'
import { earlyBag } from '../support/bags-early.ts'
import { launchBrowser } from '../support/browser.ts'
import { erased } from '../support/erased-bag.ts'
import { forgersKey, inOwnLog } from '../support/forged/forger.ts'
import { beginForging, genuine, key, office } from '../support/forged/genuine.ts'
import { HARMFUL } from '../support/forged/harmful.ts'
import { mutated } from '../support/forged/mutated.ts'
import { raw, TRICKS } from '../support/forged/tricks.ts'
import { WITH_OWN_KEY } from '../support/forged/with-own-key.ts'
import { WITHOUT_KEY } from '../support/forged/without-key.ts'
import { inTurn, PROOF, some, times } from '../support/proof.ts'

/** A browser takes longer than the command: `npm test` tries every so-manyth forgery in it, `npm run proof` each. */
const SOME = 15

let folder: string
let browser: Browser
let context: BrowserContext
let page: Page
/** What the page asked of a network, and what the browser complained of. */
const complaints: string[] = []
beforeAll(async () => {
  await beginForging()
  folder = mkdtempSync(join(tmpdir(), 'ysqgk-in-browser-'))
  const path = join(folder, PAGE)
  writeFileSync(path, openBag(genuine).tags.get(PAGE)!)
  browser = await launchBrowser() // digests and signatures are long computations
  context = await browser.newContext({ offline: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  page = await context.newPage()
  page.setDefaultTimeout(120_000)
  page.on('request', (request) => {
    if (!/^(file|blob):/.test(request.url())) complaints.push(request.url())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(pathToFileURL(path).href)
})
afterAll(async () => {
  await browser.close()
  await office.close()
  rmSync(folder, { recursive: true })
  expect(complaints).toEqual([])
})

type Shown = { state: string; verdict: BundleVerdict & { badKey?: string }; text: string }

/** A judge chooses the file, puts in what the office published, and waits. */
async function judged(zip: Buffer | string, given = ''): Promise<Shown> {
  const file = { name: '证据.zip', mimeType: 'application/zip', buffer: zip as Buffer }
  await page.locator('#bundle').setInputFiles(typeof zip === 'string' ? zip : file)
  await page.locator('#key').fill(given)
  await page.locator('#begin').click()
  await page.locator('#result').waitFor()
  const [state, raw, text] = await page.evaluate(() => [
    document.body.dataset.state!,
    document.querySelector('#raw')!.textContent!,
    document.querySelector<HTMLElement>('#result')!.innerText,
  ])
  return { state: state!, verdict: JSON.parse(raw!), text: text! }
}

/** The page's verdict is the command's, word for word, and of a fault it says in Chinese what and where. */
async function expectAlike(zip: Buffer, given: string, why: string): Promise<Shown> {
  const trust = given === '' ? undefined : { key: given.trim() }
  const expected: BundleVerdict = verifyBundle(zip, trust)
  const shown = await judged(zip, given)
  expect(shown.verdict, why).toEqual(JSON.parse(JSON.stringify(expected)))
  expect(shown.state, why).toBe(expected.authenticated ? 'proven' : expected.ok ? 'consistent' : 'fault')
  const { firstFault } = expected
  if (firstFault) {
    expect(shown.text, why).not.toContain(firstFault.what)
    if (firstFault.position !== undefined) expect(shown.text, why).toContain(`第${firstFault.position}条记录`)
  }
  return shown
}

describe('an honest bundle', () => {
  test('is proven with the published key, and shows whose it is, each fact and each file', async () => {
    const shown = await expectAlike(genuine, `${key}\n`, 'genuine')
    const said = saidIn(openBag(genuine))
    expect(shown.state).toBe('proven')
    for (const words of [said.agency.name, said.case.number, said.origin, key, '核验成立', `${said.entries} 条`])
      expect(shown.text).toContain(words)
    expect(await page.locator('#lists table').nth(0).locator('tbody tr').count()).toBe(said.entries)
    expect(await page.locator('#lists table').nth(1).locator('tbody tr').count()).toBe(said.files.length)
    expect(await page.locator('#lists td.good').count()).toBe(said.entries + said.files.length)
    expect(shown.text).not.toContain('staff:')
  })

  test('is consistent without a key, not proven with another; what is no key is named', async () => {
    expect((await expectAlike(genuine, '', 'no key')).state).toBe('consistent')
    const { publicKey: verifier } = generateKeyPairSync('ed25519')
    const other = verifierKey({ verifier, origin: office.house.keys.origin })
    expect((await expectAlike(genuine, other, 'another key')).text).toContain('不是用所信任的公钥签署')
    const none = await judged(genuine, '这不是公钥')
    expect([none.state, none.verdict.badKey]).toEqual(['unreadable', expect.stringContaining('不是公钥')])
    expect(none.text).toContain('公钥不能使用')
  })

  test('packed again by another program it is the same bundle', async () => {
    const again = zipped(membersOf(openBag(genuine)), 6)
    expect((await expectAlike(again, key, 'deflated')).state).toBe('proven')
  })

  test('of a key that was handed over is proven by the earlier one, with the notes below it', async () => {
    const before = generateKeyPairSync('ed25519')
    const from = { signer: before.privateKey, verifier: before.publicKey, origin: office.house.keys.origin }
    const zip = packed(inOwnLog(openBag(genuine)))
    const notes = handOverNote(from, { ...forgersKey(), origin: from.origin }, '2026-03-02')
    const shown = await judged(zip, `${verifierKey(from)}\r\n${notes}`)
    expect(shown.state).toBe('proven')
    const trust = { key: verifierKey(from), handOvers: readHandOvers(notes) as HandOver[] }
    expect(shown.verdict).toEqual(JSON.parse(JSON.stringify(verifyBundle(zip, trust))))
    expect((await judged(zip, verifierKey(from))).verdict.firstFault?.file).toBe('statement.sig')
    expect((await judged(zip, `${verifierKey(from)}\n${notes.replace('— ', '— x')}`)).verdict.badKey).toContain(
      '交接记录',
    )
  })

  test('of 0.1 is named as early, and never authenticated', async () => {
    const shown = await expectAlike(earlyBag(openBag(genuine)), key, 'early')
    expect([shown.state, shown.verdict.edition]).toEqual(['consistent', '0.1'])
    expect(shown.text).toContain('0.1 版')
  })

  test('whose words were erased by a decision on record names the positions and the decisions', async () => {
    const shown = await expectAlike(erased(openBag(genuine)), '', 'erased')
    expect(shown).toMatchObject({ state: 'consistent', verdict: { erased: [expect.anything()] } })
    expect(shown.text).toMatch(/依规定删除的文字\s+第\d+条，依据第\d+条的决定/)
  })
})

describe('a forged bundle has the verdict of the command', () => {
  test.each(some([...WITHOUT_KEY, ...HARMFUL], SOME))('%s', async (name, make) => {
    const zip = make(openBag(genuine))!
    expect((await expectAlike(zip, key, name)).state).toBe('fault')
  })

  test.each(some(WITH_OWN_KEY, SOME))('%s', async (name, make) => {
    const zip = make(openBag(genuine))!
    expect((await expectAlike(zip, key, name)).state).toBe('fault')
    await expectAlike(zip, '', name)
  })

  test.each(some(TRICKS, SOME))('%s', async (name, make) => {
    expect((await expectAlike(make(raw()), key, name)).state).toBe('fault')
  })

  test('its page exchanged, or gone', async () => {
    const bag = openBag(genuine)
    bag.tags.set(PAGE, Buffer.from('<!doctype html><title>核验成立</title>'))
    expect((await expectAlike(packed(bag), key, 'exchanged')).verdict.firstFault).toEqual({
      file: PAGE,
      what: 'was changed',
    })
    bag.tags.delete(PAGE)
    expect((await expectAlike(packed(bag), key, 'gone')).verdict.firstFault).toEqual({ file: PAGE, what: 'is missing' })
    // A bundle of before there was the page does not say that there is one.
    expect((await expectAlike(packed(inOwnLog(bag)), '', 'older')).state).toBe('consistent')
  })

  test('no ZIP at all', async () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('no archive'), genuine.subarray(0, 1_000)])
      await expectAlike(bytes, key, 'no ZIP')
  })

  test(`${times(3, 400)} random changes`, async () => {
    let seed = PROOF ? Date.now() % 2 ** 31 : 11
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      return Math.floor((seed / 2 ** 31) * below)
    }
    const names = [...openBag(genuine).payload.keys()]
    for (let n = 0; n < times(3, 400); n++) {
      const before = seed
      const bag = openBag(genuine)
      const name = names[random(names.length)]!
      bag.payload.set(name, mutated(bag.payload.get(name)!, random))
      await expectAlike(n % 3 === 2 ? mutated(genuine, random) : packed(bag), key, `${name}, seed ${before}`)
    }
  })
})

inTurn(0, 3)('forty files and a hundred megabytes are read piece by piece, and the page stays at hand', async () => {
  const { id } = await office.caseUntil('searched')
  const size = times(100_000, 2_600_000)
  const content = Array.from({ length: 40 }, (_, i) => ({ name: `材料${i + 1}.txt`, content: randomText(size) }))
  for (const one of content) {
    const { files } = (await office.registrar.adds(id, [one])).json
    await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
  }
  const { bytes } = await office.registrar.gets(`/api/v1/cases/${id}/evidence`)
  const path = join(folder, 'forty.zip')
  writeFileSync(path, bytes)
  // What the page shows meanwhile it can show only while it is not busy itself.
  await page.evaluate(() => {
    const told: string[] = []
    Object.assign(globalThis, { told })
    const read = document.querySelector('#read')!
    new MutationObserver(() => told.push(read.textContent!)).observe(read, { childList: true })
  })
  const shown = await judged(path, key)
  expect(shown.state, shown.text).toBe('proven')
  expect(shown.verdict).toEqual(JSON.parse(JSON.stringify(verifyBundle(bytes, { key }))))
  expect(await page.locator('#lists table').nth(1).locator('tbody tr').count()).toBe(
    saidIn(openBag(bytes)).files.length,
  )
})

const randomText = (size: number) => randomBytes(size / 2).toString('hex')

test('it is the page that the office publishes, smaller than 160 kB, with its SHA-256 in the bundle and on the guide', async () => {
  const { bytes, sha256 } = proofPage()
  const published = await office.app.inject(PAGE_ADDRESS)
  expect([published.statusCode, published.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(published.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'sha256-/)
  expect(published.rawPayload.equals(bytes)).toBe(true)
  const { tags } = openBag(genuine)
  expect(tags.get(PAGE)!.equals(bytes)).toBe(true)
  expect(bytes.length).toBeLessThan(160_000)
  expect(tags.get('核验说明.txt')!.toString()).toContain(`\n${sha256}\n`)
  for (const guide of ['/guide', '/en/guide']) expect((await office.app.inject(guide)).body).toContain(sha256)
})

test('it stands with the checks of accessibility, before and after, on a telephone and in the dark', async () => {
  const LOOKS = [
    [1280, false],
    [390, false],
    [390, true],
    [1280, true],
  ] as const
  for (const [width, dark] of some(LOOKS, 4)) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' })
    for (const zip of [genuine, WITHOUT_KEY.find(([name]) => name === 'a file exchanged')![1](openBag(genuine))!]) {
      const { state } = await judged(zip, key)
      await page.evaluate(() => document.querySelector('details')!.setAttribute('open', ''))
      const faults = await axeFaults()
      expect(faults, `${state} at ${width}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      if (process.env.PICTURES)
        await page.screenshot({
          path: join(process.env.PICTURES, `${state}-${width}${dark ? '-dark' : ''}.png`),
          fullPage: true,
        })
    }
  }
})

/** The rules run outside the page's own policy, which lets nothing in. */
async function axeFaults(): Promise<string[]> {
  const session = await context.newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  await session.send('Runtime.evaluate', { expression: axe.source })
  const { result } = await session.send('Runtime.evaluate', {
    expression:
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes.map((n) => n.html).join()))',
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  return result.value
}
