/** The registration sheet (登记表) of one application: as it was written for whoever works on it, masked for whoever only reads it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isMiswritten } from '../../src/acts/credit-code.ts'
import { sheetsOf } from '../../src/workbooks/read.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, organisation } from '../support/people.ts'

const NAME = '欧阳小榆'
let office: Office
let id: string
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  id = (await office.caseUntil('assigned', application({ applicant: { name: NAME } }))).id
})
afterAll(() => office.close())

test('the page, DOCX and XLSX say the same', async () => {
  const page = await office.registrar.gets(`/cases/${id}/registration-sheet`)
  expect(page.status).toBe(200)
  const { number } = await office.registrar.opens(id)
  for (const word of [NAME, number, '示例路危旧房改造征收补偿方案', '0000-1000001', '政府信息公开申请登记表'])
    expect(page.text).toContain(word)
  const xlsx = await office.registrar.gets(`/api/v1/cases/${id}/registration-sheet.xlsx`)
  const cells = JSON.stringify(sheetsOf(xlsx.bytes))
  for (const word of [NAME, number, '所需信息内容描述', '承办机构']) expect(cells).toContain(word)
  const docx = await office.registrar.gets(`/api/v1/cases/${id}/registration-sheet.docx`)
  expect(docx.bytes.subarray(0, 2).toString()).toBe('PK')
  expect((await office.registrar.gets(`/cases/${id}`)).text).toContain('/registration-sheet')
})

test('a supervisor reads it masked, and who sees no cases not at all', async () => {
  const page = await office.supervisor.gets(`/cases/${id}/registration-sheet`)
  expect(page.text).toContain('欧***')
  expect(page.text).not.toContain(NAME)
  expect(page.text).not.toContain('0000-1000001')
  expect((await office.staff('admin').gets(`/cases/${id}/registration-sheet`)).status).toBe(403)
})

test('a credit code with a wrong check character is taken, from everybody, and told to whoever handles it', async () => {
  expect(['91110000802100433B', '9144030071526726XG'].map(isMiswritten)).toEqual([false, false])
  expect(['91110000802100433A', '91990000MA00000001'].map(isMiswritten)).toEqual([true, true])
  expect(isMiswritten('110000001'), 'an older number has no such character').toBe(false)
  const wrong = await office.registrar.finds(await office.citizen.files(organisation()))
  expect((await office.registrar.gets(`/cases/${wrong}`)).text).toContain('data-credit-code')
  const right = await office.registrar.finds(
    await office.citizen.files(organisation({ creditCode: '91990000MA00000008' })),
  )
  expect((await office.registrar.gets(`/cases/${right}`)).text).not.toContain('data-credit-code')
  expect((await office.registrar.opens(wrong)).missing ?? []).toEqual([])
})
