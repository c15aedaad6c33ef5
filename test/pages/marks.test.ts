/** What nobody sees of what people wrote is shown wherever it is read, and kept as it was written. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { marked, markedHtml } from '../../src/ground/marked.ts'
import { asForm, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const RLO = '\u202e'
const TITLE = `关于\u2066示例路\u2069的批复${RLO}fdp.exe\u200f`
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f]/

test('a title that turns its neighbours round is kept, and every page shows what it holds', async () => {
  const { id, receipt, enquiryCode } = await office.caseUntil('registered', application({ request: { title: TITLE } }))
  const kept = await office.registrar.opens(id)
  expect(kept.request.title, 'as it was written').toBe(TITLE)
  for (const member of [office.registrar, office.handler, office.head]) await member.signsIn()
  for (const url of ['/desk', `/cases/${id}`, `/desk?q=${encodeURIComponent(receipt)}`]) {
    const { text, status } = await office.registrar.gets(url)
    expect([url, status]).toEqual([url, 200])
    expect(text).toContain('的批复〔U+202E〕fdp.exe〔U+200F〕')
    expect(UNSEEN.test(text.replace(/ value="[^"]*"|<textarea[\s\S]*?<\/textarea>/g, '')), url).toBe(false)
  }
  const opened = await send(office.app, { method: 'POST', url: '/track', ...asForm({ receipt, enquiryCode }) })
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!
  const { text } = await send(office.app, { url: `/track/${receipt}`, headers: { cookie } })
  expect(text).toContain('〔U+202E〕')
  expect(UNSEEN.test(text)).toBe(false)
})

test('texts and attributes are marked; what stands in a field goes back as it was typed', () => {
  expect(marked(`a${RLO}b`)).toBe('a〔U+202E〕b')
  const page = `<p title="x>${RLO}">${RLO}</p><input value="${RLO}>"><textarea>${RLO}</textarea><p>${RLO}</p>`
  expect(markedHtml(page)).toBe(
    `<p title="x>〔U+202E〕">〔U+202E〕</p><input value="${RLO}>"><textarea>${RLO}</textarea><p>〔U+202E〕</p>`,
  )
})
