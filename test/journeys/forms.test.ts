/** What goes wrong at a form, and how the page says so: in words, in place, with everything kept that was typed. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { invite } from '../../src/people/sessions.ts'
import { residentNumber } from '../support/people.ts'
import {
  comesIn,
  does,
  fillsTheForm,
  follows,
  looksItOver,
  openStage,
  PHONE,
  readsTheReceipt,
  type Stage,
  signsIn,
  submitsTheForm,
  type Visitor,
} from './stage.ts'

let stage: Stage
let visit: Visitor
let page: Page
beforeAll(async () => {
  stage = await openStage()
  visit = await stage.visitor()
  page = visit.page
})
afterAll(() => stage.close())

const cases = async () => (await stage.sql`select count(*)::int as n from cases`)[0]!.n as number
/** The last digit does not fit the others. */
const NOBODY = residentNumber(1).replace(/.$/, (last) => (last === '0' ? '1' : '0'))
const submits = () => page.getByRole('button', { name: '下一步：核对' }).click()
const summary = () => page.locator('[data-errors]')

describe('the application form', () => {
  test('keeps what was typed, names each fault at its field and leads there', async () => {
    await page.goto('/apply')
    await fillsTheForm(page, { title: '公共停车场收费定价批复' })
    await page.getByLabel('证件号码', { exact: true }).fill(NOBODY)
    await page.getByLabel('联系电话', { exact: true }).fill('')
    await page.getByRole('radio', { name: '邮寄' }).check()
    await submits()
    await summary().waitFor()
    expect(await summary().evaluate((box) => box === document.activeElement), 'the reader hears it first').toBe(true)
    expect(await summary().innerText()).toContain('已经收到的文件都已保留')
    expect(await page.locator('[data-upload]').innerText()).toContain('身份证明')
    for (const [name, label] of [
      ['idNumber', '证件号码'],
      ['phone', '联系电话'],
      ['address', '通信地址'],
    ] as const) {
      const control = page.locator(`#${name}`)
      expect(await control.getAttribute('aria-invalid')).toBe('true')
      expect(await control.getAttribute('aria-describedby')).toContain(`${name}-error`)
      await summary().getByRole('link', { name: label }).click()
      expect(await control.evaluate((at) => at === document.activeElement), `the link leads to ${label}`).toBe(true)
    }
    expect(await page.getByLabel('信息名称').inputValue()).toBe('公共停车场收费定价批复')
    expect(await page.getByRole('textbox', { name: '姓名', exact: true }).inputValue()).toBe('张三')
    expect(await page.getByRole('radio', { name: '邮寄' }).isChecked()).toBe(true)

    expect(await page.getByLabel('证件号码', { exact: true }).inputValue()).toBe(NOBODY)

    await fillsTheForm(page)
    await page.getByLabel('通信地址').fill('示例省示例市云溪区示例路1号')
    await submitsTheForm(page)
    await readsTheReceipt(page)
  })

  test('a double click gives one application', async () => {
    const before = await cases()
    await page.goto('/apply')
    await fillsTheForm(page)
    await looksItOver(page)
    await page.getByRole('button', { name: '确认提交' }).dblclick()
    await readsTheReceipt(page)
    expect(await cases()).toBe(before + 1)
  })

  test('sent again from the page before, it is the same application, also without a script', async () => {
    const before = await cases()
    const other = await stage.visitor({ javaScript: false, viewport: PHONE })
    await other.page.goto('/apply')
    await fillsTheForm(other.page)
    await looksItOver(other.page)
    const sent = await other.page
      .locator('#review')
      .evaluate((form) => Object.fromEntries(new FormData(form as HTMLFormElement)) as Record<string, string>)
    await other.page.getByRole('button', { name: '确认提交' }).click()
    const first = await readsTheReceipt(other.page)
    const again = await other.context.request.post('/applications', { form: sent })
    expect(new URL(again.url()).pathname).toBe('/receipt')
    await other.page.goto('/receipt')
    expect(await readsTheReceipt(other.page)).toEqual(first)
    expect(await cases()).toBe(before + 1)
    await other.close()
  })

  test('words that look like code are words, on every page that shows them', async () => {
    const hostile = `<script>document.title='坏'</script><img src=x onerror="document.title='坏'">{{letter.number}}'";--`
    await page.goto('/apply')
    await fillsTheForm(page, { title: hostile, name: '<b>张三</b>' })
    await submitsTheForm(page)
    const { receipt } = await readsTheReceipt(page)
    await page.getByRole('link', { name: '查看进度' }).click()
    const reads = async (title: string) => {
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title)
      expect(await page.title()).not.toBe('坏')
      expect(await page.locator('main img, main script').count()).toBe(0)
    }
    await reads(hostile)
    const { page: desk, close } = await stage.seat('registrar')
    await desk.getByRole('row', { name: receipt }).getByRole('link', { name: hostile }).click()
    await desk.getByRole('heading', { level: 1, name: hostile }).waitFor()
    expect(await desk.locator('main').innerText()).toContain('<b>张三</b>')
    await close()
  })
})

test('a wrong enquiry code and an unknown number are answered alike', async () => {
  const filed = await stage.citizen.files()
  const says = async (receipt: string, code: string) => {
    await page.goto('/track')
    await page.getByLabel('受理编号').fill(receipt)
    await page.getByLabel('查询码').fill(code)
    const answer = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: '查询', exact: true }).click()
    expect((await answer).status()).toBe(303)
    await page.locator('#receipt-error').waitFor()
    expect(await page.getByLabel('受理编号').inputValue()).toBe(receipt)
    return page.locator('#receipt-error').innerText()
  }
  expect(await says(filed.receipt, 'AAAAAAAAAA')).toBe(await says('20260302-00000-000000', 'AAAAAAAAAA'))
  await follows(page, filed)
})

describe('staff', () => {
  test('two registrars at once: the second is told why not, in place, and what was typed is still there', async () => {
    const { id } = await stage.caseUntil('submitted')
    const [one, two] = await Promise.all([stage.seat('registrar'), stage.seat('registrar')])
    await Promise.all([one.page.goto(`/cases/${id}`), two.page.goto(`/cases/${id}`)])
    for (const seat of [one, two])
      await does(seat.page, '双方确认', async (form) => {
        await form.getByRole('radio', { name: '电话' }).check()
        await form.getByLabel('确认情况').fill('上午与申请人本人通话确认。')
      })
    await one.page.locator('.next-step', { hasText: '请登记本件' }).waitFor()
    const refusal = two.page.locator('[data-errors]')
    await refusal.waitFor()
    expect(await refusal.innerText()).toMatch(/没有办理/)
    expect(new URL(two.page.url()).pathname).toBe(`/cases/${id}/facts`)
    await two.page.getByText('您刚才填写的内容').click()
    expect(await two.page.getByText('上午与申请人本人通话确认。').first().isVisible()).toBe(true)
    // The page shows the case as it now stands: the next act is at hand.
    await does(two.page, '登记')
    await two.page.locator('.next-step', { hasText: '请分办' }).waitFor()
    await Promise.all([one.close(), two.close()])
  })

  test('an act that is refused for its content keeps it, with the fault at its field', async () => {
    const { id } = await stage.caseUntil('assigned')
    await comesIn(page, 'handler', `/cases/${id}`)
    await does(page, '补正告知', async (form) => {
      await form.getByLabel('需要补正的事项').fill('请写明起止年份')
    })
    const form = page.locator('#act-correctionRequested form')
    await form.locator('[data-errors]').waitFor()
    expect(await form.getByLabel('需要补正的事项').inputValue()).toBe('请写明起止年份')
    await form.locator('[data-errors]').getByRole('link').first().click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('correctionRequested-answerBy')
  })

  test('signing without the confirmation is held back', async () => {
    const { id } = await stage.caseUntil('replyReviewed')
    const plain = await stage.visitor({ javaScript: false })
    await comesIn(plain.page, 'signer', `/cases/${id}`)
    const details = plain.page.locator('#act-replySigned')
    if ((await details.getAttribute('open')) === null) await details.locator('> summary').click()
    await details.getByRole('button', { name: '签发' }).click()
    await plain.page.locator('#act-replySigned [data-errors]').waitFor()
    expect(await plain.page.locator('#act-replySigned [data-errors]').innerText()).toContain('请确认')
    await does(plain.page, '签发', (form) => form.getByLabel('我已了解，确认办理').check())
    await plain.page.locator('.next-step', { hasText: '请送达申请人' }).waitFor()
    await plain.close()
  })

  test('a wrong password says so, keeps the user name, and leads on to the page that was wanted', async () => {
    await page.context().clearCookies()
    await page.goto('/desk?due=overdue')
    await signsIn(page, 'handler', 'not the password')
    await summary().waitFor()
    expect(await summary().innerText()).toContain('用户名或者密码不正确')
    expect(await page.getByLabel('用户名').inputValue()).toBe('handler')
    await signsIn(page, 'handler')
    await page.waitForURL('**/desk?due=overdue')
  })

  test('who signs out is out', async () => {
    await comesIn(page, 'handler')
    await page.getByRole('button', { name: '退出' }).click()
    await page.waitForURL((url) => url.pathname !== '/desk')
    await page.goto('/desk')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  })

  test('a page that is not theirs says so, and shows ways on', async () => {
    await comesIn(page, 'handler')
    const answer = await page.goto('/cases/new')
    expect(answer?.status()).toBe(403)
    expect(await page.locator('main').innerText()).toContain('您的岗位不能进行这一操作')
    await page.getByRole('link', { name: '回到办件台' }).click()
    await page.waitForURL('**/desk')
    await page.context().clearCookies()
    await page.goto('/desk')
    await signsIn(page, 'auditor')
    // An auditor has pages of their own; a case is none of them, whether it exists or not.
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await page.goto('/cases/00000000-0000-7000-8000-000000000000')
    await page.locator('[data-code="NOT_YOURS"]').waitFor()
    await page.getByRole('link', { name: '换一个账号登录' }).click()
    await signsIn(page, 'handler')
    await page.waitForURL('**/desk')
  })
})

test('a password is set once through its link: weak and differing ones are told, a used link says so', async () => {
  const [person] = await stage.sql<{ id: string }[]>`select id from people where username = 'archivist'`
  const link = `/invitations/${await invite(stage.house, person!.id)}`
  await page.context().clearCookies()
  await page.goto(link)
  const sets = async (password: string, again = password) => {
    await page.getByLabel('新密码').fill(password)
    await page.getByLabel('再次输入').fill(again)
    await page.getByRole('button', { name: '设置密码' }).click()
  }
  await sets('short')
  await summary().getByRole('link', { name: '新密码：密码不少于10个字符' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('password')
  await sets(PASSWORD, `${PASSWORD}!`)
  await summary().getByRole('link', { name: '再次输入：两次输入的密码不一致' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('again')
  await sets('Another-2026-open')
  await page.getByText('密码已经设置，请登录').waitFor()
  await signsIn(page, 'archivist', 'Another-2026-open')
  await page.waitForURL('**/desk')
  await page.goto(link)
  await page.getByText('这个链接已经使用过，或者已经过期').waitFor()
})

test('the browser had nothing to complain about', () => {
  expect(stage.complaints).toEqual([])
})
