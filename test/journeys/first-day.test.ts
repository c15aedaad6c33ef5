/**
 * The first day of an office: `npm start` in an empty folder, as somebody does it who has never seen it. From the link
 * that is printed to the first reply that is signed, through pages alone; and a district of forty by one command.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { AGENCY_LABELS } from '../../src/office/agency.ts'
import { OUTCOMES } from '../../workflows/disclosure/vocabulary.ts'
import { DISTRICT, departmentOf } from '../office/newcomers.ts'
import { launchBrowser } from '../support/browser.ts'
import { application } from '../support/people.ts'
import { does, fillsTheForm, readsTheReceipt, signsIn, submitsTheForm } from './stage.ts'

vi.setConfig({ testTimeout: 600_000 })

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PASSWORD = 'First-Day-2026'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

let folder: string
let service: Awaited<ReturnType<typeof npmStart>>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ysqgk-first-day-'))
  service = await npmStart()
})
afterEach(async () => {
  await service.stop()
  await rm(folder, { recursive: true, force: true })
})

const run = (script: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, PORT: '0' },
  })

/** The service in a process of its own, with what it printed. */
async function npmStart() {
  const child = run('src/main.ts')
  let printed = ''
  child.stdout!.on('data', (text) => {
    printed += text
  })
  child.stderr!.on('data', (text) => {
    printed += text
  })
  await expect.poll(() => printed, { timeout: 120_000, interval: 100 }).toMatch(/First administrator.*\n/)
  const [, address] = /ready (\S+)/.exec(printed)!
  const [, username, link] = /user name (\S+),.*: (http\S+)/.exec(printed)!
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  }
  return { address: address!, username: username!, link: link!, stop }
}

/** Sets a password through a one-time link, and signs in. */
async function comes(page: Page, link: string, username: string) {
  await page.context().clearCookies()
  await page.goto(new URL(link).pathname)
  await page.getByLabel('新密码').fill(PASSWORD)
  await page.getByLabel('再次输入').fill(PASSWORD)
  await page.getByRole('button', { name: '设置密码' }).click()
  await signsIn(page, username, PASSWORD)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

const progressOf = (page: Page) => page.locator('[data-progress]').getAttribute('data-progress')

const PEOPLE: [username: string, name: string, roles: string[]][] = [
  ['jia', '示例甲', ['登记员', '档案员']],
  ['yi', '示例乙', ['承办人']],
  ['bing', '示例丙', ['公开机构负责人']],
  ['ding', '示例丁', ['法制审核员']],
  ['wu', '示例戊', ['签发人']],
]

/** All of them from a file, looked at before it is applied. */
async function fromAFile(page: Page): Promise<Map<string, string>> {
  await page.goto('/setup')
  await page.getByRole('link', { name: '从文件导入' }).click()
  const people = PEOPLE.map(([username, name, roles]) => ({
    username,
    name,
    roles,
    agency: DISTRICT.name,
    units: '政府信息公开科',
  }))
  const buffer = Buffer.from(JSON.stringify({ people }))
  await page.getByLabel('文件').setInputFiles({ name: 'people.yaml', mimeType: 'application/yaml', buffer })
  await page.getByRole('button', { name: '先看会有哪些变化' }).click()
  await page.locator('[data-changes="5"]').waitFor()
  await page.getByRole('button', { name: '导入', exact: true }).click()
  const rows = await page.locator('[data-links] tbody tr').all()
  const cells = await Promise.all(rows.map((row) => row.locator('td').allInnerTexts()))
  return new Map(cells.map(([, username, link]) => [username!, link!]))
}

test.each([['from a file', fromAFile]])(
  'from the printed link to the first signed reply, through pages alone; people %s',
  async (how, invites) => {
    const began = performance.now()
    const page = await (await browser.newContext({ baseURL: service.address, locale: 'zh-CN' })).newPage()
    await page.goto('/apply')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('网上申请尚未开通')

    await comes(page, service.link, service.username)
    await page.goto('/setup')
    expect(await progressOf(page)).toBe('0/4')
    const { code: _, kind, ...texts } = DISTRICT
    for (const [name, value] of Object.entries(texts))
      await page.getByLabel(AGENCY_LABELS[name as keyof typeof texts], { exact: true }).fill(value)
    await page.getByLabel('类型').selectOption(kind)
    await page.getByRole('button', { name: '设置机关' }).click()
    await expect.poll(() => progressOf(page)).toBe('1/4')
    expect(await page.locator('#agency .letter-lines').innerText()).toMatch(/云政依复〔\d{4}〕1号[\s\S]*示例市人民政府/)

    await page.getByRole('link', { name: '设置承办机构' }).click()
    await page.getByLabel('增加承办机构').fill('政府信息公开科')
    await page.getByRole('button', { name: '增加承办机构' }).click()
    await page.locator('[data-units="1"]').waitFor()

    const links = await invites(page)
    await page.goto('/setup')
    expect(await progressOf(page)).toBe('4/4')
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('网上申请已经开通')
    await page.getByLabel('试发一封到').fill('admin@example.gov.cn')
    await page.getByRole('button', { name: '试发邮件' }).click()
    expect(await page.locator('[data-sent]').innerText()).toContain('没有设置邮件服务器')
    const setUp = performance.now() - began

    await page.context().clearCookies()
    await page.goto('/apply')
    await fillsTheForm(page)
    await submitsTheForm(page)
    const { receipt } = await readsTheReceipt(page)

    let address = ''
    const known = new Set<string>()
    const sits = async (username: string, work: () => Promise<void>) => {
      if (known.has(username)) {
        await page.context().clearCookies()
        await page.goto('/desk')
        await signsIn(page, username, PASSWORD)
        await page.waitForURL('**/desk')
      } else await comes(page, links.get(username)!, username)
      known.add(username)
      if (!address) {
        await page.getByRole('row', { name: receipt }).getByRole('link').click()
        await page.waitForURL(/\/cases\//)
        address = new URL(page.url()).pathname
      } else await page.goto(address)
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
        await form.getByLabel('政府信息公开科').check()
        await form.getByRole('radio', { name: '示例乙' }).check()
      }),
    )
    await sits('yi', async () => {
      await does(page, '检索', async (form) => {
        await form.getByLabel('检索范围').fill('公文管理系统\n档案室2023年至2025年目录')
        await form.getByLabel('关键词').fill('征收补偿\n示例路')
        await answers(form, '是否检索到', '否')
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
        await answers(form, '审核是否通过', '是')
        await form.getByLabel('说明').fill('事实清楚，依据准确，同意。')
      }),
    )
    await sits('wu', () =>
      does(page, '签发', async (form) => {
        await form.getByLabel('我已了解，确认办理').check()
      }),
    )
    const letter = page.locator('[data-letter]').filter({ hasText: '答复书' })
    expect(await letter.innerText()).toMatch(/云政依复〔\d{4}〕1号/)
    const pdf = await page.context().request.get((await letter.getByRole('link').first().getAttribute('href'))!)
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
    const all = performance.now() - began
    console.log(`first day, people ${how}: set up in ${seconds(setUp)}, first reply signed after ${seconds(all)}`)
    await page.context().close()
  },
)

test('a district of forty by one command, while the service runs', async () => {
  const began = performance.now()
  const agencies = [DISTRICT, ...Array.from({ length: 39 }, (_, i) => departmentOf(i + 1))]
  const units = agencies.map(({ code, name }) => ({ agency: code, id: `${code}-bgs`, name: `${name}办公室` }))
  const inOffice = ['registrar', 'head', 'counsel', 'signer', 'archivist'].map((role) => ({
    ...{ username: `office-${role}`, name: `示例·${role}`, agency: 'yunxi', roles: [role] },
  }))
  const handlers = units.map(({ agency, id }, i) => ({
    ...{ username: `clerk-${i}`, name: `示例承办${i}`, agency, units: [id], roles: ['handler'] },
  }))
  const file = join(folder, 'district.yaml')
  await writeFile(file, JSON.stringify({ agencies, units, people: [...inOffice, ...handlers] }))
  const imports = async (...options: string[]) => {
    const child = run('src/cli.ts', 'office', 'import', file, ...options)
    const [output, errors] = [[] as Buffer[], [] as Buffer[]]
    child.stdout!.on('data', (piece) => output.push(piece))
    child.stderr!.on('data', (piece) => errors.push(piece))
    const [code] = await once(child, 'close')
    const lines = Buffer.concat(output).toString().split('\n').filter(Boolean)
    return { code, links: lines.map((line) => JSON.parse(line)), said: Buffer.concat(errors).toString() }
  }
  const filing = () =>
    fetch(`${service.address}/api/v1/applications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(application({ agency: 'yunxi-39' })),
    })
  expect((await filing()).status).toBe(503)
  expect(await imports('--dry-run')).toMatchObject({ code: 0, links: [] })
  const done = await imports()
  expect([done.code, done.links.length], done.said).toEqual([0, 45])
  expect((await filing()).status, 'the running service has heard of it').toBe(201)
  expect((await imports()).said).toContain('没有变化。')

  const page = await (await browser.newContext({ baseURL: service.address, locale: 'zh-CN' })).newPage()
  const { link } = done.links.find(({ username }) => username === 'office-registrar')
  await comes(page, link, 'office-registrar')
  expect(await page.locator('tbody tr').count()).toBe(1)
  console.log(`forty agencies: ${seconds(performance.now() - began)}`)
  await page.context().close()
})

test('the demonstration is not put into it', async () => {
  const child = run('src/cli.ts', 'demo')
  let said = ''
  child.stderr!.on('data', (text) => {
    said += text
  })
  const [code] = await once(child, 'close')
  expect([code, said]).toEqual([1, expect.stringContaining('DATA_DIR=var/demo npm run demo')])
})

const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`

const answers = (form: Locator, question: string, answer: '是' | '否') =>
  form.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).check()
