/** 件号: counted for an agency, a year and a retention class without a gap, and what the archive stamp says of a case. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { archiveItemOf, archiveStampOf } from '../../src/ledger/archive-items.ts'
import { codeOf, keptUntil, referenceOf } from '../../src/ledger/retention.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const archives = async (retention: string) => {
  const { id } = await office.caseUntil('replyServed')
  await office.archivist.records(id, { type: 'archived', retention })
  const [row] = await office.sql<{ agencyId: string }[]>`select agency_id from cases where id = ${id}`
  return { agencyId: row!.agencyId, caseId: id }
}

test('numbers count by class, and a case that is archived again keeps its own', async () => {
  const first = await archives('10年')
  const second = await archives('10年')
  const permanent = await archives('永久')
  const { sql } = office
  expect(await archiveItemOf(sql, first)).toMatchObject({ year: 2026, retention: '10年', value: 1 })
  expect(await archiveItemOf(sql, second)).toMatchObject({ value: 2 })
  expect(await archiveItemOf(sql, permanent)).toMatchObject({ retention: '永久', value: 1 })

  await office.counsel.records(first.caseId, { type: 'reopened', why: '申请人补充了新的情况，重新核查。' })
  await office.goes(first.caseId, 'secrecyReviewed', 'replyServed')
  await office.archivist.records(first.caseId, { type: 'archived', retention: '10年' })
  expect(await archiveItemOf(sql, first)).toMatchObject({ value: 1 })
  // Under another class it has another number; the first is never given again.
  await office.counsel.records(first.caseId, { type: 'reopened', why: '保管期限划定有误，重新核查。' })
  await office.goes(first.caseId, 'secrecyReviewed', 'replyServed')
  await office.archivist.records(first.caseId, { type: 'archived', retention: '30年' })
  expect(await archiveItemOf(sql, first)).toMatchObject({ retention: '30年', value: 1 })
  expect(await archiveItemOf(sql, await archives('10年'))).toMatchObject({ value: 3 })
})

test('the stamp says its six cells', async () => {
  const key = await archives('30年')
  expect(await archiveStampOf(office.sql, key, 12)).toEqual({
    fonds: '',
    year: '2026',
    item: '0002',
    office: '政府信息公开科',
    retention: '30年',
    pages: '12',
    reference: 'WS·2026-D30-0002',
  })
  const { id } = await office.caseUntil('submitted')
  expect(await archiveStampOf(office.sql, { ...key, caseId: id })).toBeUndefined()
})

test('a number that is taken out of the register is found', async () => {
  await office.theJobsRun()
  expect((await verifyAll(office.house)).firstFault).toBeUndefined()
  await office.sql.begin(async (tx) => {
    await tx`alter table archive_items disable trigger archive_items_append_only`
    await tx`update archive_items set value = 9 where retention = '永久'`
    await tx`alter table archive_items enable trigger archive_items_append_only`
  })
  expect((await verifyAll(office.house)).firstFault?.what).toMatch(
    /numbers of the archive have a gap: \S+ 2026 archive:永久/,
  )
})

test('a period ends on the same day of its last year', () => {
  expect(keptUntil('2026-03-02', 10)).toBe('2036-03-02')
  expect(keptUntil('2024-02-29', 10)).toBe('2034-02-28')
  expect(keptUntil('2024-02-29', 40)).toBe('2064-02-29')
  expect(keptUntil('2026-03-02', null)).toBeUndefined()
  expect(keptUntil('2026-03-02', undefined)).toBeUndefined()
  expect(['永久', '30年', '10年', '长期'].map(codeOf)).toEqual(['Y', 'D30', 'D10', '长期'])
  expect(referenceOf({ fonds: 'Z109', year: 2026, retention: '永久', value: 12 })).toBe('Z109-WS·2026-Y-0012')
})
