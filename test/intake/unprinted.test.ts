/** What no font has is known when an application is taken in: said before it is filed, on the receipt, and to staff. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFonts } from '../../src/documents/index.ts'
import { unprintedInWords, unprintedOf } from '../../src/letters/unprinted.ts'
import { en } from '../../src/web/words/en.ts'
import { zh } from '../../src/web/words/zh.ts'
import { cookiesOf, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { postsForm } from '../support/posting.ts'
import { program } from '../support/programs.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const THAI = 'ภาษาไทย'
const NOTE = '泰文6种（U+0E20、U+0E32、U+0E29等）'

async function wordsOf(bytes: Uint8Array): Promise<string> {
  const path = join(office.folder, 'receipt.pdf')
  await writeFile(path, bytes)
  const { stdout } = await promisify(execFile)(program('pdftotext'), ['-raw', path, '-'])
  return stdout.replace(/\s/g, '')
}

test('looked over, filed, on the receipt and on the case', async () => {
  const { agency, applicant, request } = application({
    request: { title: `${THAI}文件`, description: '第一段。\n第二段。' },
  })
  const fields = { agency, ...applicant, ...request, idempotencyKey: 'unprinted-1' } as Record<string, string>
  const review = await postsForm(office.app, '/apply/review', fields)
  expect([review.status, review.text.includes(NOTE)]).toEqual([200, true])
  const filed = await postsForm(office.app, '/applications', fields)
  const cookie = cookiesOf(filed)
  const page = (await send(office.app, { url: '/receipt', headers: { cookie } })).text
  expect(page).toContain(NOTE)
  const words = await wordsOf((await send(office.app, { url: '/receipt.pdf', headers: { cookie } })).bytes)
  expect(words).toContain(NOTE)
  expect(words).toContain('〓〓〓〓〓')
  const [, receipt] = /data-receipt="([^"]+)"/.exec(page)!
  const id = await office.registrar.finds({ receipt: receipt! })
  const shown = (await office.registrar.gets(`/cases/${id}`)).text
  expect(shown).toContain(`申请里的${NOTE}`)
  expect(shown).toContain('第一段。\n第二段。')
  expect((await office.registrar.opens(id)).request.title).toBe(`${THAI}文件`)
})

test('nothing is said where all can be printed', async () => {
  const { agency, applicant, request } = application({ request: { title: 'ئالىم 김 ꆈꌠ ᠮᠣᠩᠭᠣᠯ' } })
  const fields = { agency, ...applicant, ...request, idempotencyKey: 'unprinted-2' } as Record<string, string>
  const review = await postsForm(office.app, '/apply/review', fields)
  expect([review.status, review.text.includes('〓')]).toEqual([200, false])
})

test('by kind, in both languages; what has no width is nothing to print', () => {
  const fonts = openFonts({ system: false })
  const missing = unprintedOf(fonts, { request: { title: `𪛖${THAI}`, description: 'ᥖᥭᥰ\u200d\ufe0f' } })
  expect(unprintedInWords(zh, missing)).toBe(
    '生僻汉字1种（U+2A6D6）、泰文6种（U+0E20、U+0E32、U+0E29等）、傣文、缅甸文3种（U+1956、U+196D、U+1970）',
  )
  expect(unprintedInWords(en, missing)).toContain('rare Chinese characters (one character: U+2A6D6)')
})
