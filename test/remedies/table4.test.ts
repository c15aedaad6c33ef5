/** Table 4 against a plain count over the facts of every case, as of any day; the register, its lessons, and who reads them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { table4 } from '../../src/ledger/table4.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Told = { type: string; on: string; kind?: string; result?: string; appealBy?: string }
/** What each case heard, in its order. */
const HEARD: Told[][] = [
  [
    { type: 'remedySought', on: '2026-04-01', kind: 'reconsideration' },
    { type: 'remedyDecided', on: '2026-05-20', result: 'upheld' },
    { type: 'remedySought', on: '2026-06-01', kind: 'litigationAfterReconsideration' },
    { type: 'remedyDecided', on: '2026-08-03', result: 'upheld' },
    { type: 'remedySought', on: '2026-08-10', kind: 'litigationAfterReconsideration', appealBy: 'other' },
    { type: 'remedyDecided', on: '2026-11-02', result: 'corrected' },
  ],
  [
    { type: 'remedySought', on: '2026-04-07', kind: 'litigation' },
    { type: 'remedyDecided', on: '2026-07-01', result: 'other' },
  ],
  [
    { type: 'remedySought', on: '2026-04-08', kind: 'reconsideration' },
    { type: 'remedyDecided', on: '2026-06-08', result: 'corrected' },
  ],
  [{ type: 'remedySought', on: '2026-10-12', kind: 'reconsideration' }],
]

/** Fact by fact, as a clerk would count with a pencil. */
function counted(from: string, to: string) {
  const table: Record<string, Record<string, number>> = {}
  for (const facts of HEARD) {
    const suits: { kind: string; result: string | undefined; on: string | undefined }[] = []
    for (const fact of facts.filter(({ on }) => on <= to)) {
      if (fact.type === 'remedySought' && !fact.appealBy)
        suits.push({ kind: fact.kind!, result: undefined, on: undefined })
      else if (fact.type === 'remedySought') Object.assign(suits.at(-1)!, { result: undefined, on: undefined })
      else Object.assign(suits.at(-1)!, { result: fact.result, on: fact.on })
    }
    for (const { kind, result, on } of suits) {
      const column = result === undefined ? 'pending' : on! >= from ? result : undefined
      if (column === undefined) continue
      table[kind] = { ...table[kind], [column]: (table[kind]?.[column] ?? 0) + 1 }
    }
  }
  return table
}

const told = async (from: string, to: string) =>
  Object.fromEntries(
    Object.entries(await table4(office.sql, ['yunxi'], { from, to })).flatMap(([kind, { total, ...row }]) => {
      const some = Object.entries(row).filter(([, n]) => n > 0)
      expect(total).toBe(some.reduce((sum, [, n]) => sum + n, 0))
      return some.length > 0 ? [[kind, Object.fromEntries(some)]] : []
    }),
  )

test('as of any day it is what a plain count gives', async () => {
  office.itIs('2026-03-02')
  const ids: string[] = []
  for (const _ of HEARD) ids.push((await office.caseUntil('archived')).id)
  const all = HEARD.flatMap((facts, i) => facts.map((fact) => ({ id: ids[i]!, fact })))
  for (const { id, fact } of all.toSorted((a, b) => (a.fact.on < b.fact.on ? -1 : 1))) {
    office.itIs(fact.on)
    const body = fact.type === 'remedySought' ? { body: '示例市中级人民法院' } : {}
    await office.counsel.records(id, { ...fact, ...body })
  }
  for (const [from, to] of [
    ['2026-01-01', '2026-12-31'],
    ['2026-01-01', '2026-05-19'],
    ['2026-01-01', '2026-06-30'],
    ['2026-01-01', '2026-08-31'],
    ['2026-07-01', '2026-10-31'],
    ['2027-01-01', '2027-12-31'],
  ] as const)
    expect(await told(from, to), `${from} ${to}`).toEqual(counted(from, to))
})

test('the register shows them with limits and results, by filter, to whoever answers for them', async () => {
  office.itIs('2026-11-03')
  for (const member of [office.counsel, office.handler]) await member.signsIn()
  const page = async (query = '') => (await office.counsel.gets(`/remedies${query}`)).text
  const all = await page()
  expect([...all.matchAll(/data-remedy=/g)]).toHaveLength(6)
  expect(all).toContain('示例市中级人民法院')
  const open = await page('?state=overdue')
  expect([...open.matchAll(/data-remedy=/g)]).toHaveLength(1)
  expect(open).toContain('逾期未提交')
  expect([...(await page('?kind=litigation')).matchAll(/data-remedy=/g)]).toHaveLength(1)
  expect((await office.handler.gets('/remedies')).status).toBe(403)
  // One waits, and is late: the desk of whoever answers for it says so, though its case is archived.
  expect((await office.counsel.gets('/desk')).text).toContain('data-answers-awaited="1"')
  expect((await office.handler.gets('/desk')).text).not.toContain('data-answers-awaited')
  await office.head.signsIn()
  expect((await office.head.gets('/supervision')).text).toContain('其中 1 件已经逾期')
})

test('lessons stand by their ground, and what was lost without one is asked for', async () => {
  const before = (await office.counsel.gets('/remedies/lessons')).text
  expect(before).toContain('data-unlearned="2"')
  const { rows } = {
    rows: await office.sql<{ caseId: string }[]>`select case_id from remedies where result = 'corrected'`,
  }
  await office.counsel.records(rows[0]!.caseId, { type: 'lessonDrawn', ground: 'facts', text: '检索范围不全。' })
  const after = (await office.counsel.gets('/remedies/lessons?ground=facts')).text
  expect(after).toContain('检索范围不全。')
  expect(after).toContain('data-unlearned="1"')
  expect((await office.counsel.gets('/remedies/lessons?ground=late')).text).not.toContain('检索范围不全。')
})
