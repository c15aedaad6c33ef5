/** What the API tells an applicant beside the clock: what is asked with its last day, and the last days to turn elsewhere. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asForm } from '../support/api.ts'
import { CORRECTION, MONDAY, type Office, openOffice } from '../support/house.ts'
import type { Filed } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('a correction with its matters, until it has come', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('registered')
  expect(await office.citizen.follows(filed)).not.toHaveProperty('asked')
  await office.registrar.records(filed.id, CORRECTION)
  const { asked, letters } = await office.citizen.follows(filed)
  expect(asked).toEqual({
    correction: { by: '2026-03-20', left: 18, matters: CORRECTION.matters, letter: letters.at(-1).url },
  })
  await office.citizen.records(filed, { type: 'corrected', text: '2023年至2025年。' })
  expect(await office.citizen.follows(filed)).not.toHaveProperty('asked')
})

test('the last days are those of the day on which the letter arrived', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('replySigned')
  expect(await office.citizen.follows(filed)).not.toHaveProperty('lastDays')
  await office.goes(filed.id, 'replySigned', 'replyServed')
  const { lastDays } = await office.citizen.follows(filed)
  expect(lastDays).toMatchObject({
    servedOn: MONDAY,
    first: false,
    reconsider: { by: '2026-05-06', left: 65, body: '示例市人民政府' }, // the sixtieth day is in the May holiday
    sue: { by: '2026-09-02', court: '示例市中级人民法院' },
  })
})

test('a browser follows several applications beside each other, and none that it did not open', async () => {
  office.itIs(MONDAY)
  const [one, two, other] = [await office.citizen.files(), await office.citizen.files(), await office.citizen.files()]
  const cookies: Record<string, string> = {}
  const opens = async ({ receipt, enquiryCode }: Filed) => {
    const form = asForm({ receipt, enquiryCode })
    const answer = await office.app.inject({ method: 'POST', url: '/track', cookies, ...form })
    for (const { name, value } of answer.cookies) cookies[name] = value
  }
  await opens(one)
  await opens(two)
  const status = async ({ receipt }: Filed) =>
    (await office.app.inject({ url: `/api/v1/applications/${receipt}`, cookies })).statusCode
  expect([await status(one), await status(two), await status(other)]).toEqual([200, 200, 404])
})
