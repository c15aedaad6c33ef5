/** The sample client against the service over a real connection: a website's way, and a hotline's. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../support/house.ts'
import { application, organisation } from '../support/people.ts'
import { approvedToken } from './programs.ts'
import { openClient, Refused } from './sample-client.ts'

let office: Office
let origin: string
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  origin = await office.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => office.close())

test('a website files once, follows and receives; that it fetched a letter is on the audit, and no fact of the case', async () => {
  const { name, token } = await approvedToken(office, ['file', 'follow', 'receive'])
  const website = openClient(origin, token)
  const key = randomUUID()
  const asked = application()
  const filed = await website.files(asked, key)
  expect(await website.files(asked, key), 'sent again').toEqual(filed)
  const id = await office.registrar.finds(filed)
  await office.goes(id, 'submitted', 'replyServed')
  const { stage, letters } = await website.follows(filed)
  expect(stage).toBe('reply')
  expect(letters.length).toBeGreaterThan(0)
  const { facts } = await office.registrar.opens(id)
  for (const letter of letters) expect((await website.receives(filed, letter)).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await office.registrar.opens(id)).facts, 'nobody has opened anything').toEqual(facts)
  const told = await office.sql`select what, case_id, succeeded from audit_lines where by = ${`token:${name}`}`
  expect(told.length).toBe(3 + letters.length)
  for (const line of told) expect(line).toMatchObject({ caseId: id, succeeded: true })
})

test('a website is told which field does not fit', async () => {
  const { token } = await approvedToken(office, ['file'])
  const refused = openClient(origin, token).files(application({ applicant: { idNumber: '1' } }), randomUUID())
  await expect(refused).rejects.toThrow(Refused)
  await expect(refused).rejects.toMatchObject({ status: 422, problem: { errors: [{ field: 'applicant.idNumber' }] } })
})

test('a citizen withdraws through the website', async () => {
  const { token } = await approvedToken(office, ['file'])
  const website = openClient(origin, token)
  const filed = await website.files(organisation(), randomUUID())
  await website.does(filed, { type: 'withdrawn', why: '已经从公报查到。' }, randomUUID())
  await expect(website.follows(filed), 'which is another scope').rejects.toMatchObject({ status: 403 })
})

test('a hotline enters what was asked for by word of mouth: its name stands in the ledger, and it reads no case', async () => {
  const { name, token } = await approvedToken(office, ['register'])
  const hotline = openClient(origin, token)
  const { applicant, request } = application()
  const said = { agency: 'yunxi', channel: 'counter', on: '2026-03-02', applicant, request }
  const entered = await hotline.enters(said, randomUUID())
  expect(Object.keys(entered).sort()).toEqual(['enquiryCode', 'receipt', 'stage', 'statusUrl', 'submittedAt'])
  const id = await office.registrar.finds(entered)
  const { facts } = await office.registrar.opens(id)
  expect(facts[0]).toMatchObject({ type: 'submitted', by: `token:${name}`, channel: 'counter' })
  const page = await office.registrar.gets(`/cases/${id}`)
  expect(page.text).toContain(`程序“${name}”`)
  await expect(hotline.enters({ ...said, agency: 'nowhere' }, randomUUID())).rejects.toMatchObject({ status: 422 })
})
