/**
 * The first day of an office: `npm start` in an empty folder, as somebody does it who has never seen it. From the link
 * that is printed to the first reply that is signed and served: through pages alone, and with a district of forty from
 * a workbook.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { AGENCY_LABELS } from '../../src/office/agency.ts'
import { codeAt, stepAt } from '../../src/people/totp.ts'
import { workbookOf } from '../../src/workbooks/write.ts'
import { OUTCOMES } from '../../workflows/words.ts'
import { DISTRICT, departmentOf } from '../office/newcomers.ts'
import { secretOn } from '../people/visitor.ts'
import { launchBrowser } from '../support/browser.ts'
import { application } from '../support/people.ts'
import { proves } from '../support/proves.ts'
import { does, fillsTheForm, follows, readsTheReceipt, signsIn, submitsTheForm } from './stage.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PASSWORD = 'Kx7-lantern-mule'
const PATIENCE = 120_000 // ms; a service begins in seconds, but beside busy neighbours in many more
const UNIT = '政府信息公开科'
const PEOPLE: [username: string, name: string, roles: string[], units: string[]][] = [
  ['jia', '示例甲', ['登记员', '档案员'], []],
  ['yi', '示例乙', ['承办人'], [UNIT]],
  ['bing', '示例丙', ['公开机构负责人'], []],
  ['ding', '示例丁', ['法制审核员'], []],
  ['wu', '示例戊', ['签发人'], []],
]

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

let folder: string
let service: Awaited<ReturnType<typeof npmStart>>
let page: Page
let began: number
beforeEach(async () => {
  began = performance.now()
  folder = await mkdtemp(join(tmpdir(), 'ysqgk-first-day-'))
  service = await npmStart()
  const context = await browser.newContext({ baseURL: service.address, locale: 'zh-CN', reducedMotion: 'reduce' })
  context.setDefaultTimeout(PATIENCE)
  page = await context.newPage()
})
afterEach(async () => {
  await page?.context().close()
  await service?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** What a script of package.json says, with this node and nothing set but the folder. */
async function npmRun(name: string, ...more: string[]): Promise<ChildProcess> {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  // `exec`: npm tells its child of a signal, and that is a shell which would keep it to itself.
  const [exec, node, ...words] = scripts[name].split(' ')
  expect([exec, node]).toEqual(['exec', 'node'])
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, PORT: '0' }
  return spawn(process.execPath, [...words, ...more], { cwd: ROOT, env })
}

/** The service in a process of its own, with what it printed. */
async function npmStart() {
  const child = await npmRun('start')
  let printed = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (text) => {
      printed += text
    })
  const standing = () => child.exitCode === null || expect.fail(printed)
  await expect.poll(() => standing() && printed, { timeout: PATIENCE }).toMatch(/First administrator.*\n/)
  const [, address] = /ready (\S+)/.exec(printed)!
  const [, username, link] = /user name (\S+),.*: (http\S+)/.exec(printed)!
  expect(printed, 'in the language of those who read it').toContain(`首位系统管理员（用户名 ${username}）`)
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  }
  return { address: address!, username: username!, link: link!, stop }
}

/** Sets a password through a one-time link and signs in; with the authenticator, where the door asks for one. */
async function comes(link: string, username: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto(new URL(link).pathname)
  expect(await page.locator('[data-username]').innerText(), 'the link names its user').toBe(username)
  await page.getByLabel('新密码').fill(PASSWORD)
  await page.getByLabel('再次输入').fill(PASSWORD)
  await page.getByRole('button', { name: '设置密码' }).click()
  await page.getByRole('heading', { name: '工作人员登录' }).waitFor()
  expect(await page.getByLabel('用户名').inputValue()).toBe(username)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  if (new URL(page.url()).pathname !== '/sign-in/authenticator') return
  const secret = secretOn(await page.content())
  await page.getByLabel('验证码').fill(codeAt(secret, stepAt(new Date())))
  await page.getByRole('button', { name: '完成设置' }).click()
  await page.getByRole('link', { name: '已经保存，继续' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

const progress = () => page.locator('[data-progress]').getAttribute('data-progress')
const heading = () => page.getByRole('heading', { level: 1 }).innerText()

/** The checklist from top to bottom, each person on a page of their own. @returns their links by user name */
async function setsUpByHand(): Promise<Map<string, string>> {
  expect(await progress()).toBe('0/4')
  const { code: _, kind, ...texts } = DISTRICT
  for (const [name, value] of Object.entries(texts))
    await page.getByLabel(AGENCY_LABELS[name as keyof typeof texts], { exact: true }).fill(value)
  await page.getByLabel('类型').selectOption(kind)
  await page.getByRole('button', { name: '设置机关' }).click()
  await page.locator('[data-progress="1/4"]').waitFor()
  expect(await page.locator('#agency .letter-lines').first().innerText()).toMatch(
    /云政依复〔\d{4}〕1号[\s\S]*示例市人民政府/,
  )

  await page.getByRole('link', { name: '设置承办机构' }).click()
  await page.getByLabel('增加承办机构').fill(UNIT)
  await page.getByRole('button', { name: '增加承办机构' }).click()
  await page.locator('[data-units="1"]').waitFor()

  await page.getByRole('link', { name: '开通' }).click()
  await page.locator('#people').getByRole('link', { name: '邀请人员' }).click()
  await page.getByRole('link', { name: '邀请人员' }).click()
  const links = new Map<string, string>()
  for (const [username, name, roles, units] of PEOPLE) {
    await page.getByLabel('姓名').fill(name)
    await page.getByLabel('用户名').fill(username)
    for (const role of roles) await page.getByLabel(new RegExp(`^${role}：`)).check()
    for (const unit of units) await page.getByLabel(unit, { exact: true }).check()
    await page.getByRole('button', { name: '邀请' }).click()
    links.set(username, await page.locator('[data-link]').innerText())
    await page.getByRole('link', { name: username === 'wu' ? '回到开通' : '再邀请一位' }).click()
  }
  expect(await progress()).toBe('4/4')
  await page.getByLabel('试发一封到').fill('admin@example.gov.cn')
  await page.getByRole('button', { name: '试发邮件' }).click()
  expect(await page.locator('[data-sent]').innerText()).toContain('没有设置邮件服务器')
  return links
}

/** `office import` of a district of forty: who takes in, and a unit and somebody who handles in each of the others. */
async function importsTheDistrict(): Promise<Map<string, string>> {
  const departments = Array.from({ length: 39 }, (_, i) => departmentOf(i + 1))
  const { code, links, said } = await imports(
    workbookOf({
      机关: [Object.keys(departments[0]!), ...[DISTRICT, ...departments].map((one) => Object.values({ ...one }))],
      承办机构: [
        ['agency', 'id', 'name'],
        ['yunxi', 'gkk', UNIT],
        ...departments.map(({ code, name }) => [code, `${code}-bgs`, `${name}办公室`]),
      ],
      人员: [
        ['username', 'name', 'agency', 'roles', 'units'],
        ...PEOPLE.map(([username, name, roles, units]) => [
          username,
          name,
          'yunxi',
          roles.join('、'),
          units.join('、'),
        ]),
        ...departments.map(({ code }, i) => [`clerk-${i}`, `示例承办${i}`, code, '承办人', `${code}-bgs`]),
      ],
    }),
  )
  expect([code, links.length], said).toEqual([0, 44])
  return new Map(links.map(({ username, link }) => [username, link]))
}

/** The command, beside the running service. */
async function imports(workbook: Uint8Array, ...options: string[]) {
  const file = join(folder, 'district.xlsx')
  await writeFile(file, workbook)
  const child = await npmRun('ysqgk', 'office', 'import', file, ...options)
  const [output, errors] = [[] as Buffer[], [] as Buffer[]]
  child.stdout!.on('data', (piece) => output.push(piece))
  child.stderr!.on('data', (piece) => errors.push(piece))
  const [code] = await once(child, 'close')
  const lines = Buffer.concat(output).toString().split('\n').filter(Boolean)
  const links = lines.map((line) => JSON.parse(line) as { username: string; link: string })
  return { code, links, said: Buffer.concat(errors).toString() }
}

/** From the form of a citizen to the answer that they read; each of the staff comes by their link. */
async function answersAnApplication(links: ReadonlyMap<string, string>): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/apply')
  await fillsTheForm(page)
  await submitsTheForm(page)
  const numbers = await readsTheReceipt(page)
  const known = new Set<string>()
  const sits = async (username: string, work: () => Promise<void>) => {
    if (known.has(username)) {
      await page.context().clearCookies()
      await page.goto('/desk')
      await signsIn(page, username, PASSWORD)
    } else await comes(links.get(username)!, username)
    known.add(username)
    await page.waitForURL('**/desk')
    await page.locator('tbody tr').getByRole('link').first().click()
    await page.waitForURL(/\/cases\//)
    await work()
    expect(await page.locator('[data-errors]').allInnerTexts(), username).toEqual([])
  }
  await sits('jia', async () => {
    await does(page, '双方确认', async (form) => {
      await form.getByRole('radio', { name: '电话' }).check()
      await form.getByLabel('确认情况').fill('与申请人本人通话，确认收到申请。')
    })
    await does(page, '登记')
  })
  await sits('bing', () =>
    does(page, '分办', async (form) => {
      await form.getByLabel(UNIT).check()
      await form.getByRole('radio', { name: '示例乙' }).check()
    }),
  )
  await sits('yi', async () => {
    await does(page, '检索', async (form) => {
      await form.getByLabel('检索范围').fill('公文管理系统\n档案室2023年至2025年目录')
      await form.getByLabel('关键词').fill('征收补偿\n示例路')
      await says(form, '是否检索到', '否')
      await form.getByLabel('检索情况').fill('按题名和关键词逐一检索，并向经办科室核实，未检索到。')
    })
    await does(page, '保密审查', async (form) => {
      await form.getByRole('radio', { name: '不涉及国家秘密，可以公开' }).check()
      await form.getByLabel('理由', { exact: true }).fill('答复书本身不涉及国家秘密。')
    })
    await does(page, '拟稿', async (form) => {
      await form.getByRole('combobox', { name: '办理结果' }).selectOption({ label: OUTCOMES.notHeld.zh })
    })
  })
  await sits('ding', () =>
    does(page, '法制审核', async (form) => {
      await says(form, '审核是否通过', '是')
      await form.getByLabel('说明').fill('事实清楚，依据准确，同意。')
    }),
  )
  await sits('wu', async () => {
    await does(page, '签发', (form) => form.getByLabel('我已了解，确认办理').check())
    const letter = page.locator('[data-letter]').filter({ hasText: '答复书' })
    expect(await letter.innerText()).toMatch(/云政依复〔\d{4}〕1号/)
    const pdf = await page.context().request.get((await letter.getByRole('link').first().getAttribute('href'))!)
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })
  await sits('jia', () => does(page, '送达', (form) => form.getByRole('radio', { name: '网上送达' }).check()))
  await page.context().clearCookies()
  await follows(page, numbers)
  expect(await page.locator('main').innerText()).toContain(OUTCOMES.notHeld.zh)
}

const says = (form: Locator, question: string, answer: '是' | '否') =>
  form.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).check()

const seconds = () => `${((performance.now() - began) / 1_000).toFixed(1)} s`

/** In every second run; in the others test/house/supervisor begins a service. */
test('from the printed link to the first signed reply, through pages alone', async () => {
  await page.goto('/')
  expect(await page.locator('[data-closed]').innerText()).toContain('网上申请尚未开通')
  expect(await page.locator('main').innerText(), 'nobody has named an agency yet').not.toContain('请设置')
  await page.goto('/apply')
  expect(await heading()).toBe('网上申请尚未开通')
  await comes(service.link, service.username)
  expect(new URL(page.url()).pathname, 'nothing else to look for').toBe('/setup')
  const links = await setsUpByHand()
  const setUp = seconds()
  await answersAnApplication(links)
  console.log(`first day by hand: set up after ${setUp}, first reply signed, served and read after ${seconds()}`)
})

proves('the same by `office import`: a district of forty from a workbook, while the service runs', async () => {
  const files = () =>
    fetch(`${service.address}/api/v1/applications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(application({ agency: 'yunxi-39' })),
    })
  expect((await files()).status).toBe(503)
  const links = await importsTheDistrict()
  await comes(service.link, service.username)
  await page.getByRole('link', { name: '开通' }).click()
  expect([await heading(), await progress()]).toEqual(['网上申请已经开通', '4/4'])
  const setUp = seconds()
  await answersAnApplication(links)
  expect((await files()).status, 'the running service has heard of it').toBe(201)
  console.log(
    `first day by import: forty agencies after ${setUp}, first reply signed, served and read after ${seconds()}`,
  )
})
