/** 即将到期 begins on one day for everybody: desk, supervision, the pages of the case, and the first reminder. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepDeadlines } from '../../src/deadlines/sweep.ts'
import { SOON } from '../../src/ground/soon.ts'
import { asForm } from '../support/api.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import type { Filed } from '../support/people.ts'

let office: Office
let filed: Filed & { id: string }
beforeAll(async () => {
  office = await openOffice()
  filed = await office.caseUntil('assigned') // due 2026-03-30, a Monday
})
afterAll(() => office.close())

const page = async (url: string) =>
  (await office.app.inject({ url, cookies: { ysqgk: await office.head.signsIn() } })).body
const listed = async (due: string) =>
  (await office.head.gets(`/api/v1/cases?due=${due}`)).json.cases.map(({ id }: { id: string }) => id)

async function tracked({ receipt, enquiryCode }: Filed) {
  const opened = await office.app.inject({ method: 'POST', url: '/track', ...asForm({ receipt, enquiryCode }) })
  const followed = Object.fromEntries(opened.cookies.map(({ name, value }) => [name, value]))
  return (await office.app.inject({ url: `/track/${receipt}`, cookies: followed })).body
}

/** How each place calls the case on this day. */
async function called(on: string) {
  office.itIs(on)
  const supervision = await page('/supervision')
  const number = (due: string) => Number(new RegExp(`of=${due}&amp;agency=yunxi">(\\d+)<`).exec(supervision)?.[1] ?? -1)
  return {
    listed: [...(await listed('soon')), ...(await listed('today')), ...(await listed('overdue'))].length,
    supervised: { soon: number('soon'), today: number('today'), overdue: number('overdue') },
    desk: /<tr class="is-(\w+)/.exec(await page('/desk'))?.[1],
    case: /class="left (\w+)"/.exec(await page(`/cases/${filed.id}`))?.[1],
    tracking: /class="left (\w+)"/.exec(await tracked(filed))?.[1],
  }
}

const CALM = { soon: 0, today: 0, overdue: 0 }
test.each([
  ['2026-03-20', 'calm', 0, CALM],
  ['2026-03-23', 'soon', 1, { ...CALM, soon: 1 }],
  ['2026-03-27', 'soon', 1, { ...CALM, soon: 1 }],
  ['2026-03-30', 'today', 1, { ...CALM, today: 1 }],
  ['2026-03-31', 'overdue', 1, { ...CALM, overdue: 1 }],
])('on %s it is %s everywhere', async (on, near, n, supervised) => {
  expect(await called(on)).toEqual({ listed: n, supervised, desk: near, case: near, tracking: near })
})

test('who set no steps of their own is first reminded on that day', async () => {
  const reminders = () => office.sql`select mark from reminders where case_id = ${filed.id} and kind = 'reply'`
  office.itIs('2026-03-20')
  await sweepDeadlines(office.house)
  expect(await reminders()).toEqual([])
  office.itIs('2026-03-23')
  await sweepDeadlines(office.house)
  expect(await reminders()).toEqual([{ mark: `before:${SOON}` }])
})

test('what the applicant must do is soon by working days, too', async () => {
  office.itIs('2026-03-02')
  const { id, ...asked } = await office.caseUntil('registered')
  await office.registrar.records(id, CORRECTION) // to be answered by Friday, 2026-03-20
  const last = async (on: string) => {
    office.itIs(on)
    return /<\/time> <span class="(left[^"]*)"/.exec(await tracked(asked))?.[1]
  }
  expect(await last('2026-03-12')).toBe('left')
  expect(await last('2026-03-13')).toBe('left soon')
  expect(await last('2026-03-20')).toBe('left soon')
  expect(await last('2026-03-21')).toBe('left overdue')
})
