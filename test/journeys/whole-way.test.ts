/** The journey of a request: from the citizen's form through each role's page to the archive and its evidence. */
import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { OUTCOMES } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { some } from '../support/proof.ts'
import {
  comesIn,
  DESKTOP,
  does,
  fillsTheForm,
  follows,
  IDENTITY_PAPER,
  openStage,
  PHONE,
  readsTheReceipt,
  type Stage,
  submitsTheForm,
  TITLE,
} from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const WITH_SCRIPT = { javaScript: true }
const WITHOUT_SCRIPT = { javaScript: false }

/** Filed through the pages, with a file; the page of the case stands open afterwards. */
async function files(page: Page) {
  await page.goto('/')
  await page.getByRole('link', { name: '申请公开政府信息' }).click()
  await fillsTheForm(page)
  await submitsTheForm(page)
  const numbers = await readsTheReceipt(page)
  expect(numbers.receipt).toMatch(/^\d{8}-\d{5}-\d{6}$/)
  await page.getByRole('link', { name: '查看进度' }).click()
  await page.waitForURL(`**/track/${numbers.receipt}`)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(TITLE)
  expect(await page.locator('.due').getAttribute('data-status')).toBe('awaitingConfirmation')
  return numbers
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

describe.each(
  some(
    [
      ['a telephone and a script', { viewport: PHONE, ...WITH_SCRIPT }, { viewport: DESKTOP, ...WITH_SCRIPT }],
      ['no script anywhere', { viewport: DESKTOP, ...WITHOUT_SCRIPT }, { viewport: PHONE, ...WITHOUT_SCRIPT }],
    ],
    2,
  ),
)('with %s', (_name, atHome, atTheOffice) => {
  test('a request travels from the form to the archive', async () => {
    stage.itIs('2026-03-02')
    const citizen = await stage.visitor(atHome)
    const { page: screen } = await stage.visitor(atTheOffice)
    const numbers = await files(citizen.page)

    let address = ''
    /** One member of staff signs in, opens the case, and works. */
    const sits = async (username: string, on: Day, work: (page: Page) => Promise<void>) => {
      stage.itIs(on)
      await comesIn(screen, username, address || '/desk')
      if (!address) {
        await screen.getByRole('row', { name: numbers.receipt }).getByRole('link').click()
        await screen.waitForURL(/\/cases\//)
        address = new URL(screen.url()).pathname
      }
      await work(screen)
      if (atTheOffice.javaScript) expect(await fits(screen), `${username}: nothing sticks out`).toBe(true)
    }
    const says = (page: Page, sentence: string) =>
      expect.poll(() => page.locator('.next-step').innerText()).toContain(sentence)

    await sits('registrar', '2026-03-03', async (page) => {
      await says(page, '请与申请人确认收到申请')
      expect(await page.locator('.application-view').innerText()).toContain(IDENTITY_PAPER.name)
      await does(page, '双方确认', async (form) => {
        await form.getByRole('radio', { name: '电话' }).check()
        await form.getByLabel('确认情况').fill('上午9时40分与申请人本人通话，确认收到申请。')
      })
      await says(page, '请登记本件')
      await does(page, '登记')
      await says(page, '请分办给承办机构')
      expect(await page.locator('[data-letter]').innerText()).toContain('登记回执')
    })

    await sits('head', '2026-03-03', async (page) => {
      await does(page, '分办', async (form) => {
        await form.getByLabel('政府信息公开科').check()
        await form.getByRole('radio', { name: '示例·承办人' }).check()
      })
      await says(page, '请检索、审查并拟稿')
    })

    await sits('handler', '2026-03-05', async (page) => {
      await does(page, '补正告知', async (form) => {
        await form.getByLabel('需要补正的事项').fill('请写明所需信息的起止年份\n请补充项目名称或者文号')
        await form.getByLabel('补正期限').fill('2026-03-20')
      })
      await says(page, '等待申请人补正')
    })

    stage.itIs('2026-03-09')
    await follows(citizen.page, numbers) // a browser forgets it after two hours
    expect(await citizen.page.locator('.due').getAttribute('data-status')).toBe('waiting')
    expect(await citizen.page.locator('[data-letter]').allInnerTexts()).toContainEqual(
      expect.stringContaining('补正告知书'),
    )
    await does(citizen.page, '提交补正', async (form) => {
      await form.getByLabel('内容').fill('时间范围为2023年1月至2025年12月，项目名称为示例路危旧房改造。')
    })
    expect(await citizen.page.locator('.due').getAttribute('data-status')).toBe('running')

    const drafts = (page: Page) =>
      does(page, '拟稿', async (form) => {
        await form.getByRole('combobox', { name: '办理结果' }).selectOption({ label: OUTCOMES.notHeld.zh })
      })
    await sits('handler', '2026-03-12', async (page) => {
      await does(page, '检索', async (form) => {
        await form.getByLabel('检索范围').fill('公文管理系统\n档案室2023年至2025年目录')
        await form.getByLabel('关键词').fill('征收补偿\n示例路')
        await yesOrNo(form, '是否检索到', '否')
        await form.getByLabel('检索情况').fill('按题名和关键词逐一检索，并向经办科室核实，未检索到。')
      })
      await does(page, '保密审查', async (form) => {
        await form.getByRole('radio', { name: '不涉及国家秘密，可以公开' }).check()
        await form.getByLabel('理由', { exact: true }).fill('未检索到所申请的信息，答复书本身不涉及国家秘密。')
      })
      await drafts(page)
      await says(page, '请法制人员审核拟稿')
    })

    const looks = async (page: Page) => {
      const onDesk = atTheOffice.viewport === DESKTOP
      const shown = onDesk && page.waitForResponse((response) => response.url().includes('/letters/preview'))
      await page.getByRole('link', { name: '查看拟稿' }).click()
      await page.waitForURL('**/draft')
      // A telephone shows no PDF inside a page; there the link opens it.
      expect(await page.locator('.letter-page iframe').isVisible()).toBe(onDesk)
      const href = await page.getByRole('link', { name: '单独打开版式文件' }).getAttribute('href')
      const response = shown ? await shown : await page.context().request.get(href!)
      expect(response.status()).toBe(200)
      expect(response.headers()['content-type']).toBe('application/pdf')
      expect(await page.locator('.letter-text').innerText()).toContain('张三')
    }
    const reviews = (page: Page, passed: '是' | '否', opinion: string) =>
      does(page, '法制审核', async (form) => {
        await yesOrNo(form, '审核是否通过', passed)
        await form.getByLabel('说明').fill(opinion)
      })
    await sits('counsel', '2026-03-13', async (page) => {
      await looks(page)
      await reviews(page, '否', '请补充检索范围的说明。')
      await says(page, '拟稿没有通过或者已经退回，请修改后重新拟稿')
    })
    await sits('handler', '2026-03-13', async (page) => {
      expect(await page.locator('.facts').innerText()).toContain('请补充检索范围的说明。')
      await drafts(page)
    })
    await sits('counsel', '2026-03-16', async (page) => {
      await reviews(page, '是', '事实清楚，依据准确，同意。')
      await says(page, '请签发')
    })

    await sits('signer', '2026-03-16', async (page) => {
      await does(page, '签发', async (form) => {
        await form.getByLabel('我已了解，确认办理').check()
      })
      await says(page, '请送达申请人')
    })
    await follows(citizen.page, numbers) // a browser forgets it after two hours
    expect(await citizen.page.locator('[data-letter]').allInnerTexts(), 'not before it is served').not.toContainEqual(
      expect.stringContaining('答复书'),
    )

    await sits('registrar', '2026-03-17', async (page) => {
      await does(page, '送达', async (form) => {
        await form.getByRole('radio', { name: '网上' }).check()
      })
      await says(page, '已送达，请归档')
    })

    await follows(citizen.page, numbers) // a browser forgets it after two hours
    expect(await citizen.page.locator('.due').innerText()).toContain('在法定期限内')
    const letter = citizen.page.locator('[data-letter]').filter({ hasText: '答复书' }).getByRole('link')
    const pdf = await citizen.context.request.get((await letter.getAttribute('href'))!)
    expect(pdf.headers()['content-type']).toBe('application/pdf')
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await pdf.body()).subarray(-6).toString()).toContain('%%EOF')

    await sits('archivist', '2026-03-18', async (page) => {
      await does(page, '归档', async (form) => {
        await form.getByRole('radio', { name: '10年' }).check()
        await form.getByLabel('我已了解，确认办理').check()
      })
      await says(page, '本件已归档')
    })

    await sits('counsel', '2026-03-18', async (page) => {
      const coming = page.waitForEvent('download')
      await page.getByRole('link', { name: '下载证据卷' }).click()
      const download = await coming
      expect(download.suggestedFilename()).toMatch(/^证据卷-2026-\d{4}\.zip$/)
      const verdict = verifyBundle(await readFile(await download.path()))
      expect(verdict).toMatchObject({ ok: true })
      expect(verdict.entries).toBeGreaterThanOrEqual(17)
    })
    await follows(citizen.page, numbers) // a browser forgets it after two hours
    expect(await citizen.page.locator('.stages .now').innerText()).toContain('归档')
    await Promise.all([citizen.close(), screen.context().close()])
  })
})

test.each(
  some(
    [
      ['telephone, without script', { viewport: PHONE, ...WITHOUT_SCRIPT }],
      ['desktop, with script', { viewport: DESKTOP, ...WITH_SCRIPT }],
    ],
    2,
  ),
)('filed on a %s, followed from another browser', async (_name, means) => {
  stage.itIs('2026-03-02')
  const first = await stage.visitor(means)
  const numbers = await files(first.page)
  await first.close()
  const second = await stage.visitor(means)
  await follows(second.page, numbers)
  expect(await second.page.getByRole('heading', { level: 1 }).innerText()).toBe(TITLE)
  await second.close()
})

test('the browser had nothing to complain about', () => {
  expect(stage.complaints).toEqual([])
})

const yesOrNo = (form: Locator, question: string, answer: '是' | '否') =>
  form.getByRole('group', { name: question }).getByRole('radio', { name: answer, exact: true }).check()
