/** The fee through the API: the place in the month is counted by the house, the rates bind, and a wrong notice gives way to a new one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASSIGNED, CONFIRMED, type Office, openOffice, SEARCHED } from '../support/house.ts'
import { application, needs, residentNumber } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const applicant = { idNumber: residentNumber(777) }

async function received(): Promise<string> {
  const id = await office.registrar.finds(await office.citizen.files(application({ applicant })))
  await office.registrar.records(id, CONFIRMED)
  return id
}

test('the eleventh of the month costs 100; the sum is held to the rates; a wrong notice is void and another is sent', async () => {
  const [first] = [await received()]
  for (let n = 2; n <= 11; n++) await received()
  office.itIs('2026-03-03')
  const id = await received()
  await office.registrar.records(id, { type: 'registered' })
  await office.head.records(id, ASSIGNED)
  const notice = (told: object) => ({ type: 'feeNotified', basis: 'items', quantity: 1, ...told })
  expect((await office.handler.tries(id, notice({ amount: 200 }))).json.code).toBe('FEE_ABOVE_RATE')
  expect((await office.handler.tries(id, notice({ amount: 50 }))).json.code).toBe('FEE_REDUCED_WITHOUT_REASON')
  expect((await office.handler.tries(id, notice({ amount: 100, earlierThisMonth: 40 }))).status).toBe(422)

  // Withdrawn ones do not count, unless the agency chose so.
  await office.registrar.records(first!, { type: 'withdrawn', why: '不再需要。', evidence: '申请人签字的撤回书。' })
  const charged = await office.handler.records(id, notice({ amount: 100 }))
  const fact = charged.facts.find(({ type }: { type: string }) => type === 'feeNotified')
  expect(fact).toMatchObject({ earlierThisMonth: 10, delivery: 'portal' })
  expect((await office.handler.tries(id, notice({ amount: 100 }))).status).toBe(409)

  const struck = { type: 'rectified', position: fact.position, why: '计收方式有误。', approvedBy: '示例·公开办主任' }
  const instead = { basis: 'items', quantity: 1, amount: 50, reason: '照顾。' }
  expect((await office.head.tries(id, { ...struck, replacement: instead })).json.code).toBe('NOTICE_ANEW')
  await office.head.records(id, struck)
  await office.handler.records(id, { ...SEARCHED, pages: 31 })
  await office.handler.records(id, { type: 'feeNotified', basis: 'pages', quantity: 31, amount: 10 })
  const letters = await office.sql<{ voided: boolean }[]>`
    select v.letter is not null as voided from letters l left join voided_letters v on v.letter = l.id
    where l.case_id = ${id} and l.template = 'fee' order by l.position`
  expect(letters.map(({ voided }) => voided)).toEqual([true, false])
})

/** Registered and with its handler. */
async function assigned(id: string): Promise<string> {
  await office.registrar.records(id, { type: 'registered' })
  await office.head.records(id, ASSIGNED)
  return id
}

test('the sum may be left to the house; the form says how it comes about', async () => {
  office.itIs('2026-03-04')
  const id = await assigned(await received())
  await office.handler.opens(id) // signed in on this day
  const form = needs(await office.handler.gets(`/cases/${id}`), 200, 'the page of the case').text
  for (const words of [
    '该申请人的政府信息公开申请中，本件为第12件。第12件，每件100元，计100元。按标准应收100元。',
    '201页以上的部分每页40元',
    '同月在先计入的申请11件',
  ])
    expect(form).toContain(words)
  await office.handler.records(id, { ...SEARCHED, pages: 150 })
  const { facts } = await office.handler.records(id, { type: 'feeNotified', basis: 'pages', quantity: 150 })
  expect(facts.find(({ type }: { type: string }) => type === 'feeNotified')).toMatchObject({ amount: 1700 })
})

test('before anything is recorded it is reckoned for several items and for pages, and names the cases that were counted', async () => {
  const id = await assigned(await received())
  const before = await office.standing(id)
  const asks = async (query: string) =>
    needs(await office.handler.gets(`/api/v1/cases/${id}/fee?${query}`), 200, query).json
  const several = await asks('basis=items&quantity=3')
  expect(several).toMatchObject({ basis: 'items', amount: 300, lower: false })
  expect(several.says).toContain('拆分为3件，为第13件至第15件')
  expect(several.says).toContain('按标准应收300元')
  expect(several.counted.reduce((sum: number, { items }: { items: number }) => sum + items, 0)).toBe(12)
  for (const { url, title } of several.counted.slice(0, 2)) {
    const page = needs(await office.handler.gets(url), 200, url).text
    expect(page).toContain(title)
  }
  expect(await asks('basis=pages&quantity=250')).toMatchObject({ amount: 4700, counted: [] })
  for (const quantity of ['', '0', '-1', '2.5', '1e9', 'viele'])
    expect([quantity, await asks(`basis=pages&quantity=${quantity}`)]).toEqual([
      quantity,
      expect.objectContaining({ amount: null, says: '填写页数以后计算金额。' }),
    ])
  const lower = await asks('basis=items&quantity=3&amount=100')
  expect([lower.lower, lower.says.endsWith('填写的金额少收200元，请写明少收的理由。')]).toEqual([true, true])
  expect((await asks('basis=items&quantity=3&amount=400')).says).toContain('高于300元，不能收取')
  expect((await asks('basis=items&quantity=3&on=1990-01-01')).amount).toBe(300)
  expect((await asks('basis=pages&quantity=30')).says).toContain('按标准不收费')
  expect(await office.standing(id)).toBe(before)
})

test('no fee by pages of what is only looked at, was not found, or is public already', async () => {
  const refused = async (id: string, fact: object) => (await office.handler.tries(id, fact)).json.code
  const byPages = { type: 'feeNotified', basis: 'pages', quantity: 150 }
  const filed = await office.citizen.files(application({ request: { delivery: 'inspect' } }))
  const looked = await office.registrar.finds(filed)
  await office.registrar.records(looked, CONFIRMED)
  expect(await refused(await assigned(looked), byPages)).toBe('FEE_PAGES_NOTHING_DELIVERED')

  const missing = await assigned(await received())
  await office.handler.records(missing, { ...SEARCHED, found: false })
  expect(await refused(missing, byPages)).toBe('FEE_PAGES_NOTHING_DELIVERED')

  const paid = await assigned(await received())
  await office.handler.records(paid, { ...SEARCHED, pages: 130 })
  expect(await refused(paid, byPages)).toBe('FEE_PAGES_MORE_THAN_FOUND')
  await office.handler.records(paid, { ...SEARCHED, pages: 150 })
  await office.handler.records(paid, byPages)
  office.itIs('2026-03-05')
  await office.registrar.records(paid, { type: 'feePaid', receiptNumber: '0001' })
  await office.handler.records(paid, SEARCHED)
  const where = { where: 'https://gk.example.gov.cn/released/2026-0001' }
  expect(await refused(paid, { type: 'replyDrafted', outcome: 'alreadyPublic', fields: where })).toBe(
    'FEE_PAGES_ALREADY_PUBLIC',
  )
})

test('the month is that of registration where the agency chose so', async () => {
  office.itIs('2026-03-31')
  const theirs = { idNumber: residentNumber(778) }
  const files = async () => {
    const id = await office.registrar.finds(await office.citizen.files(application({ applicant: theirs })))
    await office.registrar.records(id, CONFIRMED)
    return id
  }
  for (let n = 1; n <= 10; n++) await office.registrar.records(await files(), { type: 'registered' })
  const last = await files()
  office.itIs('2026-04-01')
  await assigned(last)
  const byItem = { type: 'feeNotified', basis: 'items', quantity: 1, amount: 200 }
  expect((await office.handler.tries(last, byItem)).json.code).toBe('FEE_ABOVE_RATE')
  const proposal = { value: 'registration', from: '2026-04-01', why: '与台账一致。' }
  const made = await office.staff('admin').posts('/api/v1/choices/feeMonth/proposals', '', proposal)
  await office.head.posts(`/api/v1/choices/feeMonth/proposals/${made.json.proposal}/approval`, '', { why: '同意。' })
  expect((await office.handler.tries(last, byItem)).json.code).toBe('FEE_NOTHING_DUE')
})
