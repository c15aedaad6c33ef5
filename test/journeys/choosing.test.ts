/** A choice of law in browsers: one proposes from a day and sees what it moves, another approves; cases follow their own day. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { comesIn, DESKTOP, openStage, PHONE, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const QUESTION = '征求意见自何日起不计入期限'
const ASKED = { type: 'agencyConsulted', party: '示例局', coMaker: false }

/** A case that was received on the Monday, consulted about on this day: its number, and the day of its reply. */
async function consultedOn(day: string) {
  stage.itIs('2026-03-02')
  const { id } = await stage.caseUntil('assigned')
  stage.itIs(day)
  const { number, clock } = await stage.handler.records(id, ASKED)
  return { id, number, dueOn: clock.dueOn as string }
}
const dueOn = async (id: string) => (await stage.handler.opens(id)).clock.dueOn as string

async function opensTheChoice(page: Page, who: string): Promise<void> {
  await comesIn(page, who, '/settings')
  await page.getByRole('link', { name: QUESTION }).click()
  await page.getByRole('heading', { level: 1, name: QUESTION }).waitFor()
}

test.each([
  { means: { viewport: PHONE, javaScript: false }, to: '发出之日', back: '发出的次日' },
  { means: { viewport: DESKTOP }, to: '发出的次日', back: '发出之日' },
])(
  'with $means: proposed, looked over, approved; a case of that day is counted so, one of the day before is not',
  async ({ means, to, back }) => {
    const before = await consultedOn('2026-03-03')
    const after = await consultedOn('2026-03-04')

    const admin = await stage.visitor(means)
    await opensTheChoice(admin.page, 'admin')
    await admin.page.getByRole('radio', { name: to }).check()
    await admin.page.getByLabel('自何日起').fill('2026-03-04')
    await admin.page.getByLabel('理由').fill('与全市口径一致。')
    await admin.page.getByRole('button', { name: '先看哪些期限会变' }).click()
    const moved = admin.page.locator('[data-moved]')
    expect(await moved.innerText()).toContain(after.number)
    expect(await moved.innerText()).not.toContain(before.number)
    await admin.page.getByRole('button', { name: '提议' }).click()
    await admin.page.getByText('由提议人以外的一人批准').waitFor()
    expect(await admin.page.getByRole('button', { name: '批准' }).count(), 'not by who proposed').toBe(0)
    expect(await dueOn(after.id), 'nothing has moved').toBe(after.dueOn)

    const head = await stage.visitor(means)
    await opensTheChoice(head.page, 'head')
    expect(await head.page.locator('[data-moved]').innerText()).toContain(after.number)
    const approval = head.page.locator('[data-act="approval"]')
    await approval.getByLabel('批准的理由').fill('依据充分。')
    await approval.getByLabel('已核对依据').check()
    await approval.getByRole('button', { name: '批准' }).click()
    await head.page.locator('[data-decided="true"]').waitFor()
    expect(await head.page.locator('main').innerText()).toContain(`现在：${to}，自2026年3月4日起`)
    expect(await head.page.locator('main').innerText()).toContain(`（此前：${back}）`)

    expect(await dueOn(after.id)).not.toBe(after.dueOn)
    expect(await dueOn(before.id), 'of the day before').toBe(before.dueOn)
    await comesIn(admin.page, 'handler', `/cases/${after.id}`)
    expect(await admin.page.locator('main').innerText()).toContain('事项选择变更')
    for (const { close } of [admin, head]) await close()
  },
)

test('the browser had nothing to complain about', () => {
  expect(stage.complaints).toEqual([])
})
