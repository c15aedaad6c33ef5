/** The journey of four matters: entered on one page, returned and mended, and read by the applicant on a telephone. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { pdf } from '../leaving/files.ts'
import { EXAMINED, SEARCHED, SECRECY } from '../support/house.ts'
import { application } from '../support/people.ts'
import { comesIn, DESKTOP, does, follows, openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const SMALL_PHONE = { width: 360, height: 780 }
const PLAN = { name: '征收补偿方案.pdf', mimeType: 'application/pdf', buffer: pdf() }
const TABLE = { name: '分户补偿结果（遮盖后）.pdf', mimeType: 'application/pdf', buffer: pdf({ page: '/Rotate 90' }) }
const MINUTES = '项目协调会议纪要'
const RESULTS = '分户补偿结果'
type Matter = { matter: string; outcome: Outcome; fields?: Record<string, string>; upload?: typeof PLAN }
const MATTERS: Matter[] = [
  { matter: '征收补偿方案', outcome: 'disclosed', upload: PLAN },
  {
    matter: RESULTS,
    outcome: 'partlyDisclosed',
    fields: {
      予以公开的内容: '分户补偿结果中被征收房屋的坐落、建筑面积、补偿金额。',
      不予公开的内容和理由: '被征收人的身份证件号码、银行账号属于个人隐私，公开会对其合法权益造成损害。',
      不予公开的依据: '《条例》第十五条',
      不征求第三方意见的理由: '没有征求被征收人的意见：需要遮盖的只是身份证件号码、银行账号，公开必然损害其权益。',
    },
    upload: TABLE,
  },
  {
    matter: MINUTES,
    outcome: 'processInformation',
    fields: {
      理由: '该纪要记载各单位在方案形成过程中的不同意见，属于讨论记录；最终决定见已经公开的征收补偿方案，公开过程中的意见会影响各单位今后充分讨论。',
    },
  },
  {
    matter: '业主大会会议记录',
    outcome: 'notGovernmentInformation',
    fields: {
      理由: '该会议记录由业主委员会制作并保存，不是行政机关在履行行政管理职能过程中制作或者获取的信息。',
    },
  },
]

/** For whoever wants to see: SHOTS names a folder. */
const shows = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

async function readyCase() {
  const description = '申请公开征收补偿方案、分户补偿结果、项目协调会议纪要、业主大会会议记录。'
  const filed = await stage.caseUntil('assigned', application({ request: { description } }))
  const { handler } = stage
  await handler.records(filed.id, { ...SEARCHED, terms: ['征收补偿方案', '分户补偿结果', '会议纪要'] })
  await handler.records(filed.id, SECRECY)
  await handler.records(filed.id, { ...EXAMINED, matter: MINUTES })
  await handler.records(filed.id, {
    ...{ type: 'disclosureExamined', matter: RESULTS, severable: true },
    why: '身份证件号码、银行账号可以遮盖，其余内容可以单独提供。',
  })
  return filed
}

const matterAt = (page: Page, i: number): Locator => page.getByRole('group', { name: `第${i + 1}项`, exact: true })

async function chooses(page: Page) {
  await page.getByRole('button', { name: '再加一项' }).click()
  await page.getByRole('button', { name: '再加一项' }).click()
  for (const [i, { matter, outcome }] of MATTERS.entries()) {
    await matterAt(page, i).getByLabel('申请的内容').fill(matter)
    await matterAt(page, i).getByLabel('办理结果').selectOption({ label: OUTCOMES[outcome].zh })
  }
  await page.getByRole('button', { name: '显示填写项' }).click()
}

test('four matters with four outcomes, until the applicant has read each answer and fetched the files', async () => {
  const { id, ...filed } = await readyCase()
  const { page } = await stage.visitor({ viewport: DESKTOP })
  const [address, items] = [`/cases/${id}`, `/cases/${id}/items`]

  await comesIn(page, 'handler', address)
  await page.getByRole('link', { name: '分几项答复' }).click()
  await page.waitForURL(items)
  await chooses(page)
  expect(await page.locator('#act-replyDrafted').innerText()).toContain('涉密文件一律不得上传')
  await matterAt(page, 0).getByLabel('上传要提供的文件').setInputFiles([PLAN, TABLE])
  await page.getByRole('button', { name: '分项拟稿' }).click()
  // Refused for what is missing; what was chosen and uploaded is still there.
  expect(await page.getByRole('alert').innerText()).toContain('第2项')
  expect(await matterAt(page, 0).locator('.waiting li').count()).toBe(2)
  await shows(page, 'items-refused')
  await matterAt(page, 0).getByLabel(`移除 ${TABLE.name}`).check()
  await matterAt(page, 1).getByLabel('上传要提供的文件').setInputFiles(TABLE)
  for (const [i, { fields = {} }] of MATTERS.entries())
    for (const [label, text] of Object.entries(fields)) await matterAt(page, i).getByLabel(label).fill(text)
  await page.getByRole('button', { name: '显示填写项' }).click()
  expect(await matterAt(page, 0).locator('.waiting li').allInnerTexts()).toEqual([
    expect.stringContaining('征收补偿方案.pdf'),
  ])
  await shows(page, 'items')
  await page.setViewportSize(SMALL_PHONE)
  await shows(page, 'items-phone')
  expect(await fits(page)).toBe(true)
  await page.setViewportSize(DESKTOP)
  await page.getByRole('button', { name: '分项拟稿' }).click()
  await page.waitForURL(`${address}/draft`)

  // Returned once: the new draft begins with what stood in the old one.
  await comesIn(page, 'counsel', `${address}/draft`)
  await does(page, '法制审核', async (form) => {
    await form.getByRole('radio', { name: '否', exact: true }).check()
    await form.getByLabel('说明').fill('第四项的理由请写明会议记录由谁保存。')
  })
  await comesIn(page, 'handler', items)
  for (const [i, { matter, outcome, fields = {} }] of MATTERS.entries()) {
    const group = matterAt(page, i)
    expect(await group.getByLabel('申请的内容').inputValue()).toBe(matter)
    expect(await group.getByLabel('办理结果').inputValue()).toBe(outcome)
    for (const [label, text] of Object.entries(fields)) expect(await group.getByLabel(label).inputValue()).toBe(text)
  }
  expect(await matterAt(page, 0).getByRole('checkbox', { checked: true }).count()).toBe(1)
  await shows(page, 'items-again')
  await page.getByRole('button', { name: '分项拟稿' }).click()
  await page.waitForURL(`${address}/draft`)

  await comesIn(page, 'counsel', `${address}/draft`)
  const text = await page.getByRole('article', { name: '文书正文' }).innerText()
  for (const [i, { matter }] of MATTERS.entries()) expect(text).toContain(`${'一二三四'[i]}、关于“${matter}”`)
  expect(await page.locator('.given-files li > a').allInnerTexts()).toEqual([PLAN.name, TABLE.name])
  await shows(page, 'review')
  await page.setViewportSize(SMALL_PHONE)
  await shows(page, 'review-phone')
  expect(await fits(page)).toBe(true)
  await page.setViewportSize(DESKTOP)
  await does(page, '法制审核', async (form) => {
    await form.getByRole('radio', { name: '是', exact: true }).check()
    await form.getByLabel('说明').fill('各项事实清楚，依据准确，同意。')
  })
  await comesIn(page, 'signer', `${address}/draft`)
  await does(page, '签发', async (form) => form.getByLabel('我已了解，确认办理').check())
  await comesIn(page, 'registrar', address)
  await does(page, '送达', async (form) => form.getByRole('radio', { name: '网上' }).check())

  const citizen = await stage.visitor({ viewport: SMALL_PHONE })
  await follows(citizen.page, filed)
  const answers = citizen.page.getByRole('region', { name: '各项答复' })
  expect((await answers.getByRole('listitem').allInnerTexts()).map((text) => text.split(/\s+/))).toEqual(
    MATTERS.map(({ matter, outcome }) => [matter, OUTCOMES[outcome].zh]),
  )
  expect(await fits(citizen.page)).toBe(true)
  await shows(citizen.page, 'tracking-phone')
  const given = citizen.page.locator('.given')
  for (const [i, file] of [PLAN, TABLE].entries()) {
    const coming = citizen.page.waitForEvent('download')
    await given.getByRole('link', { name: file.name }).click()
    const content = await readFile(await (await coming).path())
    const told = await citizen.page.locator('[data-digest-of] code').nth(i).textContent()
    expect(createHash('sha256').update(content).digest('hex')).toBe(told)
    expect(content.equals(file.buffer)).toBe(true)
  }
  // Which matters go to reconsideration first is told apart.
  const ways = citizen.page.locator('.of-matters')
  expect(await ways.locator('h3').allInnerTexts()).toEqual(['第1、4项', '第2项', '第3项'])
  expect(await ways.nth(2).innerText()).toContain('应当先申请行政复议')
  expect(await ways.nth(2).innerText()).not.toContain('提起行政诉讼\n')
  await citizen.page.setViewportSize(DESKTOP)
  await shows(citizen.page, 'tracking')
  await Promise.all([citizen.close(), page.context().close()])
})

test('the browser had nothing to complain about', () => {
  expect(stage.complaints).toEqual([])
})
