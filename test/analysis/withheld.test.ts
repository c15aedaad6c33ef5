/** 自查 (Art 18): what was withheld is looked at again case by case, by whoever handles it; the reason is on record in the case. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { EXAMINED, type Office, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'

const query = '?year=2026&agency=yunxi'
const INTERNAL = {
  ...{ type: 'replyDrafted', outcome: 'internalAffairs' },
  fields: { reasons: '该会议记录属于本机关内部工作流程方面的信息，不对外产生直接影响。' },
}

let office: Office
let id: string
let given: string
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  given = (await office.caseUntil('replyServed')).id
  id = (await office.caseUntil('secrecyReviewed')).id
  await office.handler.records(id, EXAMINED)
  await office.handler.records(id, INTERNAL)
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
})
afterAll(() => office.close())

const list = async (who: Office['head'], more = '') => (await who.gets(`/analysis/withheld${query}${more}`)).text
const looks = (who: Office['head'], values: object, of = id) => who.posts(`/cases/${of}/withheld`, '', values)
const WHY = '会议所议事项已经办结，公开不影响内部工作。'

test('handlers, the head and supervisors see what was withheld, and no case that was given', async () => {
  for (const who of [office.handler, office.head, office.supervisor]) {
    const text = await list(who)
    expect(text).toContain(`data-case="${id}"`)
    expect(text).not.toContain(`data-case="${given}"`)
    expect(text).toContain('尚未自查（1）')
  }
  for (const who of [office.registrar, office.signer])
    expect((await who.gets(`/analysis/withheld${query}`)).status).toBe(403)
  expect((await office.handler.gets('/desk')).text).toContain('href="/analysis/withheld"')
  expect((await office.handler.gets(`/cases/${given}/withheld`)).text).toContain('不需要自查')
  expect((await looks(office.handler, { result: 'stays', why: WHY }, given)).status).toBe(409)
})

test('a result needs its reason, goes on record as a note of the case, and leads on where it may be opened', async () => {
  for (const wrong of [
    { result: 'stays' },
    { why: WHY },
    { result: 'perhaps', why: WHY },
    { result: 'open', why: '无' },
  ])
    expect((await looks(office.handler, wrong)).status).toBe(422)
  for (const who of [office.registrar, office.supervisor])
    expect((await looks(who, { result: 'stays', why: WHY })).status).toBe(403)
  const before = (await office.head.opens(id)).facts.length
  expect(
    (await looks(office.handler, { result: 'stays', why: '会议所议事项还在办理。', idempotencyKey: 'one' })).status,
  ).toBe(303)
  // Sent twice, it is recorded once.
  expect(
    (await looks(office.handler, { result: 'stays', why: '会议所议事项还在办理。', idempotencyKey: 'one' })).status,
  ).toBe(303)
  const { facts } = await office.head.opens(id)
  expect(facts).toHaveLength(before + 1)
  expect(facts.at(-1)).toMatchObject({
    type: 'noted',
    text: '自查（条例第十八条）：仍不公开。理由：会议所议事项还在办理。',
  })
  expect(await list(office.head)).toContain('data-result="stays"')
  expect(await list(office.head, '&left=yes')).not.toContain(`data-case="${id}"`)
  expect((await looks(office.head, { result: 'open', why: WHY })).status).toBe(303)
  const page = (await office.handler.gets(`/cases/${id}/withheld`)).text
  expect(page).toContain('data-may-open')
  expect(page).toContain(`href="/cases/${id}#act-releaseProposed"`)
  expect((await office.handler.gets(`/cases/${id}`)).text).toContain('id="act-releaseProposed"')
  const rows = await office.sql`select n, result, position, "by" from withheld_reviews order by n`
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { n: 1, result: 'stays', position: before + 1, by: 'staff:handler' },
    { n: 2, result: 'open', position: before + 2, by: 'staff:head' },
  ])
})

test('what was found stays: by the table, and by the ledger', async () => {
  await expect(office.sql`update withheld_reviews set result = 'stays'`).rejects.toThrow()
  await expect(office.sql`delete from withheld_reviews`).rejects.toThrow()
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
