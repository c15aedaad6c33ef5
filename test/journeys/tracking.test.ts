/** Following an application in a browser: what is asked is answered there, the last days stand there, and it says how it was. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CORRECTION } from '../support/house.ts'
import { application } from '../support/people.ts'
import { some } from '../support/proof.ts'
import { DESKTOP, does, follows, openStage, PHONE, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** Where no mail server is set, mails are files. */
async function codeFor(address: string): Promise<string> {
  const folder = join(stage.folder, 'outbox')
  for (const name of await readdir(folder)) {
    const mail = await PostalMime.parse(await readFile(join(folder, name)))
    const code = /\d{6}/.exec(mail.text ?? '')?.[0]
    if (name.startsWith('code.') && code && mail.to?.some((to) => to.address === address)) return code
  }
  throw new Error(`No code was mailed to ${address}`)
}

describe.each(
  some(
    [
      ['a telephone', { viewport: PHONE }],
      ['a desk and no script', { viewport: DESKTOP, javaScript: false }],
    ],
    2,
  ),
)('on %s', (_, means) => {
  test('a correction is asked for with its matters, answered, and counted anew', async () => {
    stage.itIs('2026-03-02')
    const filed = await stage.caseUntil('registered')
    stage.itIs('2026-03-04')
    await stage.registrar.records(filed.id, CORRECTION)
    const { page, close } = await stage.visitor(means)
    await follows(page, filed)
    const asked = page.getByRole('region', { name: '请您办理' })
    for (const said of [...CORRECTION.matters, '2026年3月20日（星期五）', '还有 16 天'])
      expect(await asked.innerText()).toContain(said)
    await does(page, '提交补正', (form) => form.getByLabel('内容').fill('2023年至2025年，示例路改造项目。'))
    await page.waitForURL(`**/track/${filed.receipt}?done=corrected`)
    expect(await page.locator('.due').getAttribute('data-status')).toBe('running')
    expect(await page.locator('.stages').innerText()).toContain('收到您的补正')
    await close()
  })

  test('withdrawing says what it means, and asks once', async () => {
    stage.itIs('2026-03-02')
    const filed = await stage.caseUntil('registered')
    const { page, close } = await stage.visitor(means)
    await follows(page, filed)
    await does(page, '撤回申请', (form) => form.getByLabel('理由').fill('不再需要。'))
    expect(await page.locator('.due').getAttribute('data-status')).toBe('running')
    const form = page.locator('form[data-fact="withdrawn"]')
    expect(await form.innerText()).toContain('不能恢复')
    // Without a script the browser itself holds the form; with one it was held on the way.
    await page.goto(`/track/${filed.receipt}`)
    await does(page, '撤回申请', async (act) => {
      await act.getByLabel('理由').fill('不再需要。')
      await act.getByRole('checkbox').check()
    })
    expect(await page.locator('.due').getAttribute('data-status')).toBe('closed')
    await close()
  })

  test('after the reply: the letter, the last days by name, and the question', async () => {
    stage.itIs('2026-03-02')
    const filed = await stage.caseUntil('replyServed')
    const { page, close } = await stage.visitor(means)
    await follows(page, filed)
    const remedies = page.getByRole('region', { name: '对答复不服' })
    for (const said of ['向示例市人民政府申请行政复议', '2026年5月6日', '条例第四十七条'])
      expect(await remedies.innerText()).toContain(said)
    const question = page.getByRole('region', { name: '您对这次办理满意吗' })
    await question.getByRole('radio', { name: '很满意', exact: true }).check()
    await question.getByLabel('想说的话').fill('很快。')
    await question.getByRole('button', { name: '提交评价' }).click()
    await question.getByText('您的评价已经收到').waitFor()
    stage.itIs('2026-03-31')
    await follows(page, filed) // a browser forgets it after two hours
    await question.locator('summary').click()
    await question.getByRole('radio', { name: '一般' }).check()
    await question.getByRole('button', { name: '修改评价' }).click()
    await page.waitForLoadState()
    stage.itIs('2026-04-02')
    await follows(page, filed) // a browser forgets it after two hours
    expect(await question.innerText()).toContain('不能修改')
    const boss = await stage.seat('supervisor')
    await boss.page.goto('/supervision')
    const row = boss.page.locator('[data-satisfaction="yunxi"]')
    expect(await row.innerText()).toMatch(/[12]（100%）/)
    expect(await boss.page.content()).not.toContain('很快')
    await boss.close()
    await close()
  })
})

test('an account gathers it all, without a script; the code of each is entered once', async () => {
  stage.itIs('2026-03-02')
  const filed = await stage.citizen.files(application({ applicant: { email: 'journey@example.cn' } }))
  const { page, close } = await stage.visitor({ viewport: PHONE, javaScript: false })
  await page.goto('/track')
  await page.getByRole('link', { name: '我的申请' }).click()
  await page.getByLabel('电子邮箱').fill('journey@example.cn')
  await page.getByRole('button', { name: '发送验证码' }).click()
  await page.getByLabel('验证码').fill(await codeFor('journey@example.cn'))
  await page.getByRole('button', { name: '进入' }).click()
  const waits = page.locator(`[data-waiting="${filed.receipt}"]`)
  await waits.getByLabel('查询码').fill(filed.enquiryCode)
  await waits.getByRole('button', { name: '打开' }).click()
  await page.locator(`[data-receipt="${filed.receipt}"]`).getByRole('link').first().click()
  await page.waitForURL(`**/track/${filed.receipt}`)
  expect(await page.locator('.due').getAttribute('data-status')).toBe('awaitingConfirmation')
  await page.goto('/account')
  await page.getByRole('button', { name: '提交新的申请' }).click()
  expect(await page.getByRole('textbox', { name: '姓名', exact: true }).first().inputValue()).toBe('张三')
  await page.goto('/account')
  await page.locator('summary', { hasText: '删除账户' }).click()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: '删除账户' }).click()
  await page.getByRole('heading', { name: '账户已经删除' }).waitFor()
  await close()
  expect(stage.complaints).toEqual([])
})
