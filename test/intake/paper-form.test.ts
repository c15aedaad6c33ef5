/** 书面申请: how an application reaches an agency by post, fax and hand, and the blank form that is printed for it. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../support/house.ts'
import { program } from '../support/programs.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('the form names the agency and how it is reached, on two pages, the same bytes each time', async () => {
  const [agency] = (await office.sql<{ id: string; name: string; profile: { address: string; postcode: string } }[]>`
    select id, name, profile from agencies order by position limit 1`) as never as [
    { id: string; name: string; profile: { address: string; postcode: string } },
  ]
  const form = () => office.app.inject({ url: `/guide/form.pdf?agency=${agency.id}` })
  const answer = await form()
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect((await form()).rawPayload.equals(answer.rawPayload)).toBe(true)
  const path = join(office.folder, 'form.pdf')
  await writeFile(path, answer.rawPayload)
  const { stdout } = await promisify(execFile)(program('pdftotext'), ['-raw', path, '-'])
  const words = stdout.replace(/\s/g, '')
  for (const word of ['政府信息公开申请表', agency.name, agency.profile.address, '外国公民', '申请人签章', '信封'])
    expect(words).toContain(word.replace(/\s/g, ''))
  expect(stdout.split('\f').length - 1).toBe(2)
})

test('each page says which of how many it is; the agent has room for a telephone; in English the same', async () => {
  const words = async (url: string) => {
    const { rawPayload, statusCode } = await office.app.inject({ url })
    expect(statusCode).toBe(200)
    const path = join(office.folder, 'other.pdf')
    await writeFile(path, rawPayload)
    return (await promisify(execFile)(program('pdftotext'), ['-layout', path, '-'])).stdout.split('\f').slice(0, -1)
  }
  const chinese = await words('/guide/form.pdf?agency=yunxi')
  expect(chinese.map((page) => page.replace(/\s/g, '').includes('共2页'))).toEqual([true, true])
  expect(chinese[0]!.replace(/\s/g, '')).toContain('代理人电话')
  const english = await words('/en/guide/form.pdf?agency=yunxi')
  expect(english.map((page, i) => page.includes(`Page ${i + 1} of 2`))).toEqual([true, true])
  for (const said of ['Request for Government Information', 'telephone', 'Signature', '云溪区人民政府'])
    expect(english.join('').replace(/\s+/g, ' ')).toContain(said)
})

test('the page says where to send it, and without a fax number says so', async () => {
  const page = async (url: string) => (await office.app.inject({ url })).body
  await office.sql`update agencies set profile = profile || '{"fax":"0000-7000009"}'::jsonb where id = 'yunxi'`
  expect(await page('/guide/paper?agency=yunxi')).toContain('0000-7000009')
  await office.sql`update agencies set profile = profile - 'fax' where id = 'yunxi'`
  expect(await page('/guide/paper?agency=yunxi')).toContain('没有公布传真号码')
  expect(await page('/en/guide/paper')).toContain('Download the blank form')
  // Every public page leads there, errors too.
  for (const url of ['/', '/guide', '/nowhere']) expect(await page(url)).toContain('href="/guide/paper"')
})
