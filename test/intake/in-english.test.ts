/** The whole way on English pages: what the office says is said in English, and only what people wrote stays Chinese. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unmarked } from '../pages/markup.ts'
import { asForm, send } from '../support/api.ts'
import {
  CORRECTION,
  DRAFTED,
  type Office,
  openOffice,
  PASSED,
  SEARCHED,
  SECRECY,
  SERVED,
  SIGNED,
} from '../support/house.ts'
import { application, type Filed } from '../support/people.ts'
import { browserAt, postsForm } from '../support/posting.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const SCRIPT = { name: '程序.exe', content: 'MZ', field: 'files' }

test('a form with everything wrong names each fault', async () => {
  const fields = { agency: 'yunxi', kind: 'person', idType: 'residentId', idNumber: '1', phone: '1', form: 'paper' }
  const page = await postsForm(office.app, '/en/apply/review', { ...fields, delivery: 'post', postcode: '?' }, [SCRIPT])
  expect(page.text).toMatch(/<title>Error: /)
  expect(unmarked(page.text)).toEqual([])
  expect(page.text).toContain('You chose post: please give a postal address')
  expect(page.text).toContain('“<span lang="zh-CN">程序</span>.exe” is a program or a script and cannot be taken in')
})

test('an address that is not there, and a form from elsewhere', async () => {
  const missing = await send(office.app, { url: '/en/nothing' })
  expect(unmarked(missing.text)).toEqual([])
  const origin = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }
  const { headers, payload } = asForm({})
  const stranger = await send(office.app, {
    method: 'POST',
    url: '/en/track',
    payload,
    headers: { ...headers, ...origin },
  })
  expect([stranger.status, unmarked(stranger.text)]).toEqual([403, []])
  expect(stranger.text).toContain('This page has expired')
})

test('a request is followed: receipt, correction, refusal, reply and its remedies', async () => {
  const filed = await office.caseUntil('registered', application())
  const { page, asks } = await follows(filed)
  await office.registrar.records(filed.id, CORRECTION)
  const waits = await page()
  expect(waits).toContain('Please submit your correction by 20 Mar 2026.')
  expect(waits).toContain('Notice to correct the request')
  const empty = await asks({ type: 'corrected' })
  expect(unmarked(empty.text)).toEqual([])
  expect(empty.text).toContain('Please fill this in')
  expect((await asks({ type: 'withdrawn', why: '不再需要' })).text).toContain('Please tick the confirmation')

  await office.citizen.records(filed, { type: 'corrected', text: '2023年至2025年。' })
  const late = await asks({ type: 'corrected', text: '再补一次。' })
  expect(unmarked(late.text)).toEqual([])
  expect(late.text).toContain('The case is at the stage “')

  await office.head.records(filed.id, { type: 'assigned', unit: 'yunxi-gkk', handler: 'handler' })
  for (const fact of [SEARCHED, SECRECY, DRAFTED]) await office.handler.records(filed.id, fact)
  await office.counsel.records(filed.id, PASSED)
  await office.signer.records(filed.id, SIGNED)
  await office.registrar.records(filed.id, SERVED)
  const answered = await page()
  expect(answered).toContain('the day it entered the portal is the day of the reply')
  expect(answered).toContain('Counted from receipt of the letter on 2 Mar 2026')
})

/** In a browser: the two numbers, then the page, on which nothing Chinese is the office's own. */
async function follows({ receipt, enquiryCode }: Filed) {
  const browser = browserAt(office.app)
  await browser.posts('/en/track', { receipt, enquiryCode })
  const url = `/en/track/${receipt}`
  return {
    page: async () => {
      const { text } = await browser.opens(url)
      expect(unmarked(text)).toEqual([])
      return text
    },
    asks: (fields: Record<string, string>) => browser.follows(`${url}/facts`, fields),
  }
}
