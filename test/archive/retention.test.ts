/** The retention table of an agency: proposed by one, decided by another; it gives the form its classes, the 档号 its 全宗号. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { classesIn } from '../../src/archive/retention.ts'
import { archiveStampOf } from '../../src/ledger/archive-items.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const TABLE = {
  agency: 'yunxi',
  fonds: 'Z109',
  basis: '示例档批〔2026〕1号',
  classes: '永久，永久，第一条\n20年，20，第二条',
  why: '首次制定。',
}
const decides = (who: string, n: number, noun: 'approval' | 'refusal') =>
  office.staff(who).posts(`/archive/retention/${n}/${noun}`, '', { agency: 'yunxi', why: '已经核对。' })

test('nothing is in force before somebody else approved it; one that waits is decided before the next', async () => {
  const { id } = await office.caseUntil('replyServed')
  const choices = async () => {
    const { text: page } = await office.archivist.gets(`/cases/${id}`)
    return [...page.matchAll(/name="retention"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="retention"/g)].map(
      ([, one, other]) => one ?? other,
    )
  }
  expect(await choices()).toEqual(['永久', '30年', '10年'])
  expect((await office.head.posts('/archive/retention', '', TABLE)).status).toBe(403)
  expect((await office.archivist.posts('/archive/retention', '', TABLE)).status).toBe(303)
  expect((await office.archivist.posts('/archive/retention', '', TABLE)).text).toContain('等待批准')
  expect((await decides('archivist', 1, 'approval')).status).toBe(403)
  expect((await decides('head', 1, 'refusal')).status).toBe(303)
  expect((await decides('security', 1, 'approval')).status).toBe(409)
  expect(await choices()).toEqual(['永久', '30年', '10年'])

  expect((await office.archivist.posts('/archive/retention', '', TABLE)).status).toBe(303)
  expect((await decides('security', 2, 'approval')).status).toBe(303)
  expect(await choices()).toEqual(['永久', '20年'])
  const other = await office.archivist.tries(id, { type: 'archived', retention: '30年' })
  expect([other.status, other.json.errors[0]]).toMatchObject([422, { field: 'retention', code: 'UNFIT' }])
  expect(other.json.errors[0].message).toContain('永久、20年')
  await office.archivist.records(id, { type: 'archived', retention: '20年' })
  expect(await archiveStampOf(office.sql, { agencyId: 'yunxi', caseId: id })).toMatchObject({
    fonds: 'Z109',
    reference: 'Z109-WS·2026-D20-0001',
  })
  expect((await office.archivist.gets('/archive?agency=yunxi')).text).toContain('2046年3月2日')
  const { text: page } = await office.head.gets('/archive/retention?agency=yunxi')
  for (const said of ['第2号表，示例档批〔2026〕1号', '全宗号：Z109', '退回：已经核对。']) expect(page).toContain(said)
})

test.each([
  ['30年，20，第二条', '第1行：“30年”的年限与名称不符'],
  ['永久，永久，第一条\n永久，10，第二条', '第2行：“永久”的年限与名称不符'],
  ['20年，20，第一条\n20年，20，第二条', '“20年”写了两次'],
  ['20年，很久，第一条', '第1行：年限写年数'],
  ['20年', '第1行：写作'],
  ['', '请填写1至30类'],
])('a table that says “%s” is refused', (text, says) => {
  expect(() => classesIn(text)).toThrow(
    expect.objectContaining({ errors: [expect.objectContaining({ message: expect.stringContaining(says) })] }),
  )
})
