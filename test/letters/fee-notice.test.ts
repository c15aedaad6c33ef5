/** The fee notice as it is issued: what it says by items, by pages, of less than the rates give, and instead of a wrong one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { within } from '../../src/db/client.ts'
import { textOf } from '../../src/documents/index.ts'
import { fileOf } from '../../src/ledger/case-file.ts'
import type { CaseRow } from '../../src/ledger/queries.ts'
import { findingsIn } from '../../src/letters/draft.ts'
import { letterFrom } from '../../src/letters/together-letter.ts'
import { ASSIGNED, CONFIRMED, MONDAY, type Office, openOffice, SEARCHED } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'
import { blanksIn } from '../support/sealed.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

let asked = 0
/** An application that may be charged, of an applicant who has filed so many before it this month. */
async function assigned(earlier: number): Promise<string> {
  const applicant = { idNumber: residentNumber(800 + asked++) }
  let id = ''
  for (let n = 0; n <= earlier; n++) {
    office.itIs(n < earlier ? MONDAY : '2026-03-03')
    id = await office.registrar.finds(await office.citizen.files(application({ applicant })))
    await office.registrar.records(id, CONFIRMED)
  }
  await office.registrar.records(id, { type: 'registered' })
  await office.head.records(id, ASSIGNED)
  return id
}

/** The last fee notice of a case, as issued, and what the checker stops in it. */
async function noticeOf(id: string) {
  const [letter] = await office.sql`
    select number, agency_id, case_id, id, sealed from letters where case_id = ${id} and template = 'fee' order by position desc limit 1`
  const [row] = await office.sql<CaseRow[]>`select * from cases where id = ${id}`
  const template = office.house.templatesFor('yunxi', '2026-03-03').get('fee')!
  const data = blanksIn(office, letter!)
  const made = letterFrom(template, data)
  const file = await within(office.house.sql, ['yunxi'], (tx) => fileOf(tx, office.house.keys, row!))
  const findings = findingsIn(office.house, file, '2026-03-03', {
    letter: made,
    template,
    data,
    open: [],
  })
  const stops = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
  return { number: letter!.number, text: textOf(made).join('\n'), stops }
}

const charges = (id: string, told: object) => office.handler.records(id, { type: 'feeNotified', ...told })
const counts = (id: string, pages: number) => office.handler.records(id, { ...SEARCHED, pages })

test('by items: basis, tiers, the place in the month, the sum, and where to pay though nothing is set', async () => {
  const id = await assigned(11)
  await charges(id, { basis: 'items', quantity: 1, amount: 100 })
  const { text, stops } = await noticeOf(id)
  expect(stops).toEqual([])
  for (const words of [
    '您申请公开政府信息的数量、频次明显超过合理范围',
    '《办法》第四条规定的标准',
    '10件以下（含10件）的部分不收费；11件至30件（含30件）的部分每件100元；31件以上的部分，以10件为一档，31件至40件每件200元，每增加一档，每件提高100元。',
    '本机关2026年3月收到的您的政府信息公开申请中，本件为第12件。按照标准计算，第12件，每件100元，计100元。',
    '应缴纳信息处理费共计100元。',
    '请持本通知书到云溪区政府信息公开办公室（地址：',
    '自收到本通知书次日起20个工作日内',
    '视为放弃申请，本机关不再处理',
  ])
    expect(text).toContain(words)
  expect(text).not.toContain('作废')
})

test('several matters take several places, across a tier', async () => {
  const id = await assigned(9)
  await charges(id, { basis: 'items', quantity: 3, amount: 200 })
  const { text, stops } = await noticeOf(id)
  expect(stops).toEqual([])
  expect(text).toContain('以合理的最小单位拆分为3件，为第10件至第12件。')
  expect(text).toContain('第10件不收费；第11件至第12件共2件，每件100元，计200元。')
})

test('less for a reason, by pages, in place of a void notice, into the account that is set', async () => {
  const id = await assigned(0)
  await counts(id, 150)
  const charged = await charges(id, { basis: 'pages', quantity: 150, amount: 1700 })
  const wrong = await noticeOf(id)
  expect(wrong.stops).toEqual([])
  const { position } = charged.facts.find(({ type }: { type: string }) => type === 'feeNotified')
  const why = '重复的页计入了页数。'
  await office.head.records(id, { type: 'rectified', position, why, approvedBy: '示例·公开办主任' })
  await office.staff('admin').posts('/settings/payment', '', {
    ...{ agency: 'yunxi', feePayee: '云溪区财政局非税收入专户', feeAccount: '示例银行，0000 1111' },
    feePlace: '政务服务中心3号窗口',
  })
  await charges(id, { basis: 'pages', quantity: 150, amount: 700, reason: '其中50页为重复内容。' })
  const { text, stops, number } = await noticeOf(id)
  expect(stops).toEqual([])
  expect(number).not.toBe(wrong.number)
  for (const words of [
    `本机关此前发出的收费通知书（${wrong.number}）作废，以本通知书为准。`,
    '《办法》第五条规定的标准',
    '201页以上的部分每页40元。',
    '您本件申请所涉政府信息的数量明显超过合理范围',
    '共150页（A4及以下幅面，单面计一页）',
    '第31页至第100页共70页，每页10元，计700元；第101页至第150页共50页，每页20元，计1000元。因其中50页为重复内容，少收1000元。',
    '共计700元',
    '收款单位：云溪区财政局非税收入专户；开户行和账号：示例银行，0000 1111。',
    '现场缴纳的地点和时间：政务服务中心3号窗口。',
  ])
    expect(text).toContain(words)
  expect(text).not.toContain('领取缴款凭证')
  expect(text).not.toContain('频次')
})
