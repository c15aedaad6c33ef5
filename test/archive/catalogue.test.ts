/** The catalogue of the archive: what it says of each item, its filters, and that every page comes from the index of the numbers. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { itemsOf, showCatalogue } from '../../src/archive/catalogue.ts'
import { type Office, openOffice } from '../support/house.ts'

const MANY = 6_000

let office: Office
let ids: string[]
beforeAll(async () => {
  office = await openOffice()
  ids = []
  for (const told of [{ retention: '10年', volume: '2026-公开-7' }, { retention: '永久' }, { retention: '10年' }]) {
    const { id } = await office.caseUntil('replyServed')
    await office.archivist.records(id, { type: 'archived', ...told })
    ids.push(id)
  }
  await office.theJobsRun()
})
afterAll(() => office.close())

const rowsOf = (page: string) => [...page.matchAll(/data-item="([^"]*)"/g)].map(([, reference]) => reference)

test('each item with its numbers, volume, pages and the end of its period; filters leave the others out', async () => {
  const { text: page } = await office.archivist.gets('/archive?agency=yunxi')
  expect(rowsOf(page)).toEqual(['WS·2026-D10-0001', 'WS·2026-D10-0002', 'WS·2026-Y-0001'])
  for (const said of ['2026-公开-7', '2036年3月2日', '永久', '/archive/destructions']) expect(page).toContain(said)
  const { lines } = await showCatalogue(office.house, 'yunxi', {})
  const [{ pages } = { pages: null }] = await office.sql<{ pages: number | null }[]>`
    select pages from reading_copies where case_id = ${ids[0]!}`
  expect(pages).toBeGreaterThan(1)
  expect(lines[0]).toMatchObject({ id: ids[0], item: '0001', volume: '2026-公开-7', pages, keptUntil: '2036-03-02' })
  const { text: permanent } = await office.head.gets('/archive?agency=yunxi&year=2026&retention=永久')
  expect(rowsOf(permanent)).toEqual(['WS·2026-Y-0001'])
  expect(rowsOf((await office.head.gets('/archive?agency=yunxi&year=2025')).text)).toEqual([])
  expect((await office.handler.gets('/archive?agency=yunxi')).status).toBe(403)
})

const wordsOf = (page: string) => page.replace(/^.*<main[^>]*>/s, '').replace(/<[^>]*>/g, ' ')

test('an archived case is told again day by day, on its page and printed, without a name or a typed word', async () => {
  const { json } = await office.handler.gets(`/api/v1/cases/${ids[0]}`)
  const { applicant, request } = json as { applicant: { name: string }; request: { description: string } }
  expect((await office.handler.gets(`/cases/${ids[0]}`)).text).toContain(`/cases/${ids[0]}/drill`)
  const told = wordsOf((await office.handler.gets(`/cases/${ids[0]}/drill`)).text)
  for (const said of ['没有发现超过期限', '期限怎样算出', '生成《政府信息公开申请登记回执》', '答复期限'])
    expect(told).toContain(said)
  const staff = (await office.sql<{ name: string }[]>`select name from people`).map(({ name }) => name)
  for (const hidden of [applicant.name, request.description, ...staff]) expect(told).not.toContain(hidden)
  const printed = await office.handler.gets(`/cases/${ids[0]}/drill.pdf`)
  expect(printed.headers['content-type']).toBe('application/pdf')
  expect(printed.bytes.subarray(0, 5).toString()).toBe('%PDF-')
})

test('a case that is handled anew is in the archive no more, until it is archived again', async () => {
  await office.counsel.records(ids[2]!, { type: 'reopened', why: '申请人补充了新的情况，重新核查。' })
  expect(rowsOf((await office.archivist.gets('/archive?agency=yunxi')).text)).not.toContain('WS·2026-D10-0002')
})

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Index Cond'?: string; Plans?: Plan[] }
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

test('all pages together are the whole year, and each begins in the index where the last one ended', async () => {
  const { sql } = office
  await sql`
    insert into cases select (jsonb_populate_record(c, jsonb_build_object(
      'id', gen_random_uuid(), 'receipt', 'row ' || n, 'number', 'row ' || n))).*
    from cases c, generate_series(1, ${MANY}) n where c.id = ${ids[0]!}`
  await sql`
    insert into archive_items (agency_id, case_id, position, year, retention, value, archived_on)
    select agency_id, id, 1, 2024 + n % 2, case when n % 3 = 0 then '永久' else '10年' end, n, date '2026-03-02'
    from (select agency_id, id, row_number() over (order by id)::int as n from cases where receipt like 'row %') c`
  await sql`analyze cases, archive_items`
  const seen: string[] = []
  let after: { retention: string; value: number } | undefined
  do {
    const page = await itemsOf(sql, 'yunxi', { year: 2024, ...(after && { after }) }, 400)
    seen.push(...page.map(({ caseId }) => caseId))
    after = page.at(-1)
  } while (after)
  expect([seen.length, new Set(seen).size]).toEqual([MANY / 2, MANY / 2])

  for (const after of [undefined, { retention: '10年', value: 3_000 }]) {
    const ask = { year: 2024, ...(after && { after }) }
    const [row] = await sql`explain (format json) ${itemsOf(sql, 'yunxi', ask, 51)}`
    const used = nodes(row!['QUERY PLAN'][0].Plan)
    expect(used.filter((node) => /Sort|Seq Scan/.test(node['Node Type'])).map((node) => node['Node Type'])).toEqual([])
    expect(used.find((node) => node['Index Name'] === 'archive_items_number')?.['Index Cond']).toMatch(
      after ? /ROW\(retention, value\) > ROW\(/ : /year = 2024/,
    )
  }
})
