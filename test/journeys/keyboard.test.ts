/** Without a mouse: what is reached by Tab is done by Enter and Space, and the desk by its own keys. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { renderEnvelopes } from '../../src/documents/index.ts'
import { application, residentNumber } from '../support/people.ts'
import { comesIn, counted, openStage, readsTheReceipt, type Stage, TITLE } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** More presses than any page has stops: then the thing cannot be reached. */
const MOST = 80

/** What a screen reader says of the thing in focus: its label or its words. */
const inFocus = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null
    const outline = at ? getComputedStyle(at) : undefined
    const words = at?.labels?.length
      ? [...at.labels].map((label) => label.innerText).join()
      : (at as HTMLElement)?.innerText
    return { words: words ?? '', ring: outline?.outlineStyle !== 'none' && outline?.outlineWidth !== '0px' }
  })

/** Presses Tab until this is in focus, which must be visible. */
async function tabsTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < MOST; presses++) {
    await page.keyboard.press('Tab')
    const focus = await inFocus(page)
    if (!focus.words.startsWith(words)) continue
    expect(focus.ring, `the focus on ${words} can be seen`).toBe(true)
    return
  }
  throw new Error(`Tab does not lead to ${words}`)
}

/** The same the other way. */
async function tabsBack(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < MOST; presses++) {
    await page.keyboard.press('Shift+Tab')
    if ((await inFocus(page)).words.startsWith(words)) return
  }
  throw new Error(`Shift+Tab does not lead to ${words}`)
}

const ADDRESS = { postcode: '000000', address: '示例路1号', name: '张三', sender: ['云溪区人民政府'], mark: '1' }

const types = async (page: Page, label: string, text: string) => {
  await tabsTo(page, label)
  await page.keyboard.type(text)
}

test('an application is filed and followed by keyboard alone', async () => {
  const { page, close } = await stage.visitor()
  const { keyboard } = page
  await page.goto('/')
  await keyboard.press('Tab')
  expect((await inFocus(page)).words, 'the first stop skips to the words').toBe('跳到正文')
  await keyboard.press('Enter')
  await tabsTo(page, '申请公开政府信息')
  await keyboard.press('Enter')
  await page.waitForURL('**/apply')
  await tabsTo(page, '向哪个机关申请')
  await types(page, '姓名', '张三')
  await types(page, '证件号码', residentNumber(901))
  await types(page, '联系电话', '0000-1000001')
  await types(page, '信息名称', TITLE)
  await types(page, '内容描述', '申请公开示例路危旧房改造项目的征收补偿方案。')
  await tabsTo(page, '电子文档')
  await keyboard.press('ArrowLeft')
  expect(await page.getByRole('radio', { name: '纸质' }).isChecked()).toBe(true)
  await tabsTo(page, '我有阅读困难')
  await keyboard.press('Space')
  await tabsTo(page, '下一步：核对')
  await keyboard.press('Enter')
  await page.waitForURL('**/apply/review')
  await tabsTo(page, '确认提交')
  await keyboard.press('Enter')
  const { receipt, enquiryCode } = await readsTheReceipt(page)

  await page.context().clearCookies()
  await page.goto('/track')
  await types(page, '受理编号', receipt)
  await types(page, '查询码', enquiryCode)
  await keyboard.press('Enter')
  await page.waitForURL(`**/track/${receipt}`)
  await tabsTo(page, '期限怎样计算')
  await keyboard.press('Enter')
  expect(await page.locator('[data-why]').getAttribute('open')).not.toBeNull()
  await tabsTo(page, '撤回申请')
  await keyboard.press('Space')
  await types(page, '理由', '已经从其他渠道获得。')
  await tabsTo(page, '我已了解，确认办理')
  await keyboard.press('Space')
  await tabsTo(page, '撤回申请')
  await keyboard.press('Enter')
  await page.locator('.due', { hasText: '已办结' }).waitFor()
  await close()
})

test('the desk by its keys: j and k move, Enter opens, / searches, ? tells, and they can be switched off', async () => {
  for (const title of ['甲件', '乙件', '丙件']) await stage.citizen.files(application({ request: { title } }))
  const { page, close } = await stage.visitor()
  const { keyboard } = page
  await page.goto('/desk')
  await types(page, '用户名', 'registrar')
  await types(page, '密码', PASSWORD)
  await keyboard.press('Enter')
  await page.waitForURL('**/desk')

  const titles = await page.locator('[data-row]').allInnerTexts()
  const focused = async () => (await inFocus(page)).words
  await keyboard.press('j')
  expect(await focused()).toBe(titles[0])
  await keyboard.press('j')
  await keyboard.press('j')
  expect(await focused()).toBe(titles[2])
  await keyboard.press('k')
  expect(await focused()).toBe(titles[1])
  await keyboard.press('Enter')
  await page.waitForURL('**/cases/*')
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(titles[1])
  await page.goBack()
  await expect.poll(focused, { message: 'back on the line that was opened' }).toBe(titles[1])

  await keyboard.press('?')
  expect(await page.locator('#keys').getAttribute('open')).not.toBeNull()
  await keyboard.press('?')
  expect(await page.locator('#keys').getAttribute('open')).toBeNull()
  await keyboard.press('/')
  await keyboard.type('j丙件') // the letter belongs to the search
  expect(await page.getByRole('searchbox').inputValue()).toBe('j丙件')
  await page.getByRole('searchbox').fill('丙件')
  await keyboard.press('Enter')
  await page.waitForURL('**/desk?q=*')
  expect(await page.locator('[data-row]').allInnerTexts()).toEqual(['丙件'])

  await keyboard.press('?')
  await tabsTo(page, '使用单键快捷键')
  await keyboard.press('Space')
  await page.locator('h1').click()
  await keyboard.press('j')
  expect(await focused()).not.toBe('丙件')
  await close()
})

test('a letter is typed off beside its scan by keyboard alone, with at most twelve strokes besides its words', async () => {
  const { page, close } = await stage.seat('registrar')
  const { keyboard } = page
  await page.goto('/cases/new')
  expect(await page.evaluate(() => document.activeElement?.id), 'begins at the first field without an answer').toBe(
    'channel',
  )
  const pages = await renderEnvelopes([ADDRESS, ADDRESS], stage.house.fonts)
  await page.locator('#files').setInputFiles({ name: '来件.pdf', mimeType: 'application/pdf', buffer: pages })
  const shown = () => page.locator('canvas').getAttribute('data-shown')
  await expect.poll(shown).toMatch(/\/pages\/1 0$/)
  await page.locator('#channel').focus()

  const cost = await counted(page)
  const writes = async (text: string) => {
    await keyboard.press('Tab')
    await keyboard.type(text)
  }
  await writes('EA123456785CN')
  await writes('欧阳十九')
  await writes(residentNumber(902))
  await writes('0000-1000001')
  await writes('示例路1号')
  await writes(TITLE)
  await writes('申请公开示例路危旧房改造项目的征收补偿方案。')
  await keyboard.press('Tab')
  await keyboard.press('Space')
  await keyboard.press('Tab')
  await keyboard.press('Space')
  await keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '政府信息公开申请收件回执' }).waitFor()
  const { clicks, strokes } = await cost('a letter typed off')
  expect(clicks).toBe(0)
  expect(strokes).toBeLessThanOrEqual(12)
  const id = page.url().split('/').at(-2)!
  expect(await stage.registrar.opens(id)).toMatchObject({ missing: [], files: [{ name: '来件.pdf' }] })

  // The scan: page by page, turned, enlarged, from the fields and by its buttons.
  await page.getByRole('link', { name: '再录一件' }).click()
  await page.locator('#files').setInputFiles({ name: '再来.pdf', mimeType: 'application/pdf', buffer: pages })
  await expect.poll(shown).toMatch(/\/pages\/1 0$/)
  await page.locator('#name').focus()
  await keyboard.press('Alt+PageDown')
  await expect.poll(shown).toMatch(/\/pages\/2 0$/)
  await tabsBack(page, '右转')
  await keyboard.press('Enter')
  expect(await shown()).toMatch(/\/pages\/2 1$/)
  const width = () => page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.style.width)
  await tabsTo(page, '放大')
  await keyboard.press('Space')
  expect(await width()).toBe('125%')
  await page.locator('#name').fill('欧阳十九')
  await page.locator('[data-similar] a', { hasText: '申请人同名' }).waitFor()
  for (const width of [1024, 1280, 1600]) {
    await page.setViewportSize({ width, height: 900 })
    const [scan, typed] = await Promise.all(
      ['.scan', '.typed'].map((part) => page.locator(part).evaluate((at) => at.getBoundingClientRect().toJSON())),
    )
    expect(scan!.right, `scan at left, fields at right, of ${width}`).toBeLessThanOrEqual(typed!.left)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  }
  await close()
})

test('what a day at the desk costs is counted: assign, confirm and register, find, draft again, sign, serve, archive', async () => {
  for (let n = 0; n < 10; n++) await stage.caseUntil('registered')
  const { page, close } = await stage.seat('head')
  const cost = await counted(page)
  await page.getByRole('link', { name: /^待分办/ }).click()
  await page.getByRole('button', { name: '全选本页' }).click()
  await page.getByRole('radio', { name: '政府信息公开科' }).check()
  await page.getByRole('radio', { name: '示例·承办人' }).check()
  await page.locator('#act-assigned').getByRole('button', { name: '分办' }).click()
  await page.getByText(/已记录 \d+ 件/).waitFor()
  expect((await cost('ten assigned')).clicks).toBeLessThanOrEqual(6)

  await page.goto('/desk')
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('改造 方案')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/desk?q=*')
  expect(await cost('found by two words')).toEqual({ clicks: 0, strokes: 1 })

  const { id } = await stage.caseUntil('submitted')
  const works = async (username: string, what: string, work: () => Promise<void>) => {
    await comesIn(page, username, `/cases/${id}`)
    await cost()
    await work()
    return (await cost(what)).clicks
  }
  /** Unfolds the act where it is folded, fills it and presses its button, until the page says what comes next. */
  const acts = async (type: string, fill?: (form: Locator) => Promise<void>) => {
    const says = () => page.locator('.next-step').innerText()
    const [act, before] = [page.locator(`#act-${type}`), await says()]
    if ((await act.getAttribute('open')) === null) await act.locator('> summary').click()
    await fill?.(act)
    await act.locator('form button[type="submit"]:not([name])').first().click()
    await expect.poll(says).not.toBe(before)
  }
  const registering = await works('registrar', 'confirmed and registered', async () => {
    await acts('confirmed', async (form) => {
      await form.getByRole('radio', { name: '电话' }).check()
      await form.getByLabel('确认情况').pressSequentially('与本人通话。')
    })
    await acts('registered')
  })
  expect.soft(registering).toBeLessThanOrEqual(3)
  await stage.goes(id, 'registered', 'replyDrafted')
  await stage.counsel.records(id, { type: 'replyReviewed', passed: false, opinion: '请补充检索范围。' })
  const redrafting = await works('handler', 'drafted again after it came back', () => acts('replyDrafted'))
  expect.soft(redrafting).toBeLessThanOrEqual(1)
  await stage.counsel.records(id, { type: 'replyReviewed', passed: true, opinion: '同意。' })
  expect(
    await works('signer', 'signed', () => acts('replySigned', (form) => form.getByLabel('我已了解，确认办理').check())),
  ).toBeLessThanOrEqual(3)
  expect(
    await works('registrar', 'served', () =>
      acts('replyServed', (form) => form.getByRole('radio', { name: '网上' }).check()),
    ),
  ).toBeLessThanOrEqual(3)
  expect(
    await works('archivist', 'archived', () =>
      acts('archived', async (form) => {
        await form.getByRole('radio', { name: '10年' }).check()
        await form.getByLabel('我已了解，确认办理').check()
      }),
    ),
  ).toBeLessThanOrEqual(3)
  await close()
})

test('ten in a row are reviewed, signed, served and archived, each in three clicks with the one that leads to it', async () => {
  const TEN = 10
  for (let n = 0; n < TEN; n++) await stage.caseUntil('replyDrafted')
  const { page, close } = await stage.seat('counsel')
  const cost = await counted(page)
  /** Each by its own page, from the heap on: opened or turned to, filled, sent. */
  const inARow = async (
    username: string,
    heap: string,
    what: string,
    type: string,
    fill: (form: Locator) => Promise<void>,
  ) => {
    await comesIn(page, username)
    await page.getByRole('link', { name: heap }).click()
    await cost()
    await page.locator('[data-row]').first().click()
    for (let n = 1; ; n++) {
      const act = page.locator(`#act-${type}`)
      if ((await act.getAttribute('open')) === null) await act.locator('> summary').click()
      await fill(act)
      await act.locator('form button[type="submit"]:not([name])').first().click()
      await page.waitForURL(/[?&]at=/)
      if (n === TEN) break
      await page.getByRole('link', { name: '下一件' }).click()
    }
    const { clicks } = await cost(`ten in a row ${what}`)
    expect.soft(clicks / TEN, what).toBeLessThanOrEqual(3)
  }
  await inARow('counsel', '待审核', 'reviewed', 'replyReviewed', async (form) => {
    await form.getByRole('radio', { name: '是' }).check()
    await form.locator('textarea[name="opinion"]').pressSequentially('同意。')
  })
  await inARow('signer', '待签发', 'signed', 'replySigned', (form) => form.getByLabel('我已了解，确认办理').check())
  await inARow('registrar', '待送达', 'served', 'replyServed', (form) =>
    form.getByRole('radio', { name: '网上' }).check(),
  )

  // What is alike for all is archived from its list.
  await comesIn(page, 'archivist')
  await page.getByRole('link', { name: '待归档' }).click()
  await cost()
  await page.getByRole('button', { name: '全选本页' }).click()
  const together = page.locator('#act-archived')
  await together.getByRole('radio', { name: '10年' }).check()
  await together.getByLabel('我已了解，确认办理').check()
  await together.getByRole('button', { name: '归档' }).click()
  await page.getByText(/已记录 \d+ 件/).waitFor()
  expect.soft((await cost('ten archived')).clicks / TEN).toBeLessThanOrEqual(3)
  await close()
})

test('settings by keyboard: a form is unfolded, filled and saved; a choice is looked over and proposed', async () => {
  const { page, close } = await stage.visitor()
  const { keyboard } = page
  await page.goto('/settings')
  await types(page, '用户名', 'admin')
  await types(page, '密码', PASSWORD)
  await keyboard.press('Enter')
  await page.waitForURL('**/settings')
  await tabsTo(page, '期限提醒')
  await keyboard.press('Enter')
  await tabsTo(page, '云溪区人民政府')
  await keyboard.press('Enter')
  await types(page, '提前的工作日数', '7、3')
  await tabsTo(page, '保存')
  await keyboard.press('Enter')
  await page.getByText('已保存').waitFor()
  expect(await page.locator('summary', { hasText: '提前7、3个工作日' }).count()).toBe(1)

  await tabsTo(page, '征求意见自何日起不计入期限')
  await keyboard.press('Enter')
  await page.waitForURL('**/settings/choices/consultationFrom*')
  await tabsTo(page, '发出的次日')
  await keyboard.press('ArrowDown')
  await types(page, '理由', '与全市口径一致。')
  await tabsTo(page, '先看哪些期限会变')
  await keyboard.press('Enter')
  await page.getByRole('heading', { name: '发出之日' }).waitFor()
  await tabsTo(page, '提议')
  await keyboard.press('Enter')
  await page.getByText('由提议人以外的一人批准').waitFor()
  await close()
})

test('the browser had nothing to complain about', () => {
  expect(stage.complaints).toEqual([])
})
