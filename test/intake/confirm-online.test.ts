/** 在线确认: the applicant's half of the confirmation by both sides, until when the office gets in touch, and the receipts of what is sent online. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactBy } from '../../workflows/statute/contact.ts'
import { asForm, cookiesOf } from '../support/api.ts'
import { CONFIRMED, CORRECTION, MONDAY, type Office, openOffice } from '../support/house.ts'
import { application, type Filed } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** A browser that follows an application. */
async function browser({ receipt, enquiryCode }: Filed) {
  const opened = await office.app.inject({ method: 'POST', url: '/track', ...asForm({ receipt, enquiryCode }) })
  const headers = { cookie: cookiesOf(opened as never) }
  return {
    page: async (url = `/track/${receipt}`) => office.app.inject({ url, headers }),
    sends: async (fields: Record<string, string>) => {
      const form = asForm(fields)
      return office.app.inject({
        ...{ method: 'POST', url: `/track/${receipt}/facts`, payload: form.payload },
        headers: { ...form.headers, ...headers },
      })
    },
  }
}

test('the page says until when the office gets in touch, and a click there fixes the day of receipt', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('submitted')
  expect((await office.citizen.follows(filed)).may).toContain('confirmed')
  const { page, sends } = await browser(filed)
  const before = (await page()).body
  expect(before).toContain('最迟于 2026年3月3日（星期二） 与您联系确认')
  expect(before).toContain('id="act-confirmed"')
  expect(before).not.toContain('name="how"')
  const sent = await sends({ type: 'confirmed', idempotencyKey: 'confirm-1' })
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `/track/${filed.receipt}?done=confirmed`])
  const { clock, may } = await office.citizen.follows(filed)
  expect([clock.status, clock.receivedOn, may.includes('confirmed')]).toEqual(['running', MONDAY, false])
  const { facts } = await office.registrar.opens(filed.id)
  const fact = facts.at(-1)
  expect(fact).toMatchObject({ type: 'confirmed', how: 'portal', by: 'applicant' })
  expect(fact.note).toMatch(/^平台已于2026年3月2日.*收到申请；申请人凭受理编号和查询码在网上确认。$/)
  expect((await page()).body).not.toContain('与您联系确认')
  // Who confirms twice is told why not; what was sent has its receipt.
  const twice = await sends({ type: 'confirmed', idempotencyKey: 'confirm-2' })
  expect([twice.statusCode, twice.headers.location]).toEqual([303, `/track/${filed.receipt}?again=1#act-confirmed`])
  const receipt = await page(`/track/${filed.receipt}/sent/${fact.position}`)
  expect([receipt.statusCode, receipt.body.includes(fact.hash)]).toEqual([200, true])
})

test('by the API a word is enough, whatever way it names, and where the office confirmed first there is nothing to confirm', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('submitted')
  await office.citizen.records(filed, { type: 'confirmed', how: 'phone', note: '收到了。' })
  const { facts } = await office.registrar.opens(filed.id)
  expect(facts.at(-1)).toMatchObject({ how: 'portal', note: '收到了。' })
  const other = await office.caseUntil('submitted')
  await office.registrar.records(other.id, CONFIRMED)
  expect((await office.citizen.follows(other)).may).not.toContain('confirmed')
})

test('an ordinary letter is answered for on its day, what nobody has to confirm never', () => {
  const law = office.house.lawFor('yunxi')
  expect(contactBy('letter', '2026-03-02', law)).toBe('2026-03-02')
  expect(contactBy('letter', '2026-03-01', law)).toBe('2026-03-02')
  expect(contactBy('online', '2026-03-06', law)).toBe('2026-03-09')
  expect(contactBy('post', '2026-03-02', law)).toBeNull()
  const three = { ...law, choices: (on: string) => ({ ...law.choices(on), contactWithin: 3 }) }
  expect(contactBy('fax', '2026-03-06', three)).toBe('2026-03-11')
  const platform = { ...law, choices: (on: string) => ({ ...law.choices(on), platformReceiptConfirms: true }) }
  expect(contactBy('online', '2026-03-06', platform)).toBeNull()
})

test('a correction has a receipt with its time, its words and the digest by which they are known again', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('registered')
  await office.registrar.records(filed.id, CORRECTION)
  const text = '起止年份为2023年至2025年。'
  await office.citizen.records(filed, { type: 'corrected', text })
  const { page } = await browser(filed)
  const [, path] = /href="(\/track\/[^"]+\/sent\/\d+)"/.exec((await page()).body)!
  const slip = (await page(path)).body
  expect(slip).toContain('class="letterhead"')
  expect(slip).toContain(text)
  expect(slip).toContain(createHash('sha256').update(text).digest('hex'))
  expect((await page(`/en${path}`)).body).toContain('Checksum of the content')
  // Somebody else's fact, and somebody else's browser, get nothing.
  expect((await page(path!.replace(/\d+$/, '2'))).statusCode).toBe(404)
  expect((await office.app.inject({ url: path! })).statusCode).toBe(404)
})

test('how and when to be reached, and which help, is said in words, sealed with them, and stands on the case', async () => {
  office.itIs(MONDAY)
  const wishes = { contactWay: 'phone', contactTimes: '工作日晚上六点以后', helpWanted: '请用大字版文书' }
  const filed = await office.caseUntil('submitted', { ...application(), ...wishes })
  const { facts } = await office.registrar.opens(filed.id)
  expect(facts[0]).toMatchObject(wishes)
  const [row] = await office.sql<{ open: object }[]>`
    select l.open from ledger l join cases c on c.id = l.case_id where c.receipt = ${filed.receipt} and l.position = 1`
  expect(JSON.stringify(row!.open)).not.toContain('大字')
  const page = (await office.registrar.gets(`/cases/${filed.id}`)).text
  for (const said of ['电话', wishes.contactTimes, wishes.helpWanted]) expect(page).toContain(`<dd>${said}</dd>`)
  const refused = await office.citizen.triesToFile({ ...application(), contactWay: 'pigeon' })
  expect([refused.status, refused.json.errors[0].field]).toEqual([422, 'contactWay'])
})
