/** The sweep and the desk of an agency read in the order of an index, however many rows there are: no pass over the table, no sorting. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { digestFor } from '../../src/deadlines/digest.ts'
import { limitsUntil } from '../../src/deadlines/sweep.ts'
import { deskPage } from '../../src/desk/desk.ts'
import { isOpen } from '../../src/desk/question.ts'
import { deskRows } from '../../src/desk/rows.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { seatOf } from '../support/seat.ts'

/** Cases with two limits each; enough that reading all of them would cost the most. */
const CASES = 10_000
const FAR = '2026-06-30'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  const { id } = await office.caseUntil('submitted')
  await office.sql`
    insert into cases select (jsonb_populate_record(c, jsonb_build_object(
      'id', gen_random_uuid(), 'receipt', 'row ' || n,
      'next_due_on', case when n % 10 > 0 then date '2026-03-03' + n % 90 end))).*
    from cases c, generate_series(1, ${CASES}) n where c.id = ${id}`
  await office.sql`
    insert into deadlines (agency_id, case_id, kind, due_on, because, provisional)
    select agency_id, id, kind, date '2026-03-03' + (row_number() over ())::int % 90, '', false
    from cases, unnest('{reply,correctionNotice}'::text[]) kind where id <> ${id}`
  await office.sql`analyze cases, deadlines`
})
afterAll(() => office.close())

type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Plan[]
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

test('page after page, each limit comes once, in order', async () => {
  const seen: string[] = []
  let last: Awaited<ReturnType<typeof limitsUntil>>[number] | undefined
  for (;;) {
    const page = await limitsUntil(office.sql, FAR, 1_500, last)
    last = page.at(-1)
    if (!last) break
    seen.push(...page.map(({ dueOn, agencyId, caseId, kind }) => `${dueOn} ${agencyId} ${caseId} ${kind}`))
  }
  const all = await office.sql`select 1 from deadlines where due_on <= ${FAR}`
  expect(seen).toHaveLength(all.length)
  expect(seen).toEqual([...new Set(seen)].toSorted())
})

test.each([
  ['the first page', 0, /^\(due_on <= /],
  ['a page in the middle', CASES, /ROW\(due_on, agency_id, case_id, kind\) > ROW\(/],
])('%s is read from the index, from where it begins', async (_, before, from) => {
  const last = before > 0 ? (await limitsUntil(office.sql, FAR, before)).at(-1) : undefined
  const [row] = await office.sql`explain (format json) ${limitsUntil(office.sql, FAR, 200, last)}`
  const [{ Plan: plan }] = row!['QUERY PLAN']
  const used = nodes(plan)
  expect(used.map((node) => node['Node Type'])).not.toContain('Seq Scan')
  expect(used.filter((node) => node['Node Type'].includes('Sort'))).toEqual([])
  // Who handles a case is asked of those alone that somebody is reminded of.
  expect(new Set(used.flatMap((node) => node['Relation Name'] ?? []))).toEqual(new Set(['deadlines']))
  expect(used.find((node) => node['Index Name'] === 'deadlines_due')?.['Index Cond']).toMatch(from)
})

const NEAREST = { who: { seats: [seatOf('registrar')] }, today: MONDAY }

test('the desk turns every page, nearest day first, those without a day last; and the other way round', async () => {
  const { sql, law } = office.house
  for (const sort of ['due', '-due'] as const) {
    const seen: (string | null)[] = []
    const ids = new Set<string>()
    let cursor: string | undefined
    do {
      const { rows, next } = await deskPage(sql, law().calendar, { ...NEAREST, sort, cursor, limit: 200 })
      seen.push(...rows.map(({ nextDueOn }) => nextDueOn))
      for (const { id } of rows) ids.add(id)
      cursor = next ?? undefined
    } while (cursor)
    expect([seen.length, ids.size]).toEqual([CASES + 1, CASES + 1])
    const days = seen.map((day) => day ?? '9999-12-31')
    expect(days).toEqual(sort === 'due' ? days.toSorted() : days.toSorted().reverse())
  }
})

test('the first page of the desk is read from the index, and no more than it', async () => {
  const { sql } = office.house
  const [row] = await sql`explain (format json) ${deskRows(sql, NEAREST, [isOpen(sql)], 'due', 51)}`
  const used = nodes(Object.values(row!)[0][0].Plan)
  const page = used.find(({ Plans }) => Plans?.[0]?.['Index Name'] === 'cases_desk')
  expect(page?.['Node Type']).toBe('Limit')
  // Of what is not on the page no row is read: the index alone says where each stands.
  expect(page?.Plans?.[0]?.['Node Type']).toBe('Index Only Scan')
})

test('a digest counts each case once, however many wait', async () => {
  await office.sql`
    insert into reminders (agency_id, case_id, kind, due_on, mark, "on", at)
    select agency_id, case_id, kind, due_on, 'before:5', ${MONDAY}, ${`${MONDAY}T01:00:00Z`}
    from deadlines where kind = 'reply' order by due_on, case_id limit 100`
  const to = { id: 'registrar', username: 'registrar', name: '登记员', seats: [seatOf('registrar')] }
  const span = { since: `${MONDAY}T00:00:00Z`, until: `${MONDAY}T02:00:00Z` }
  const said = await digestFor(office.house, to, { span, told: null }, [])
  const [row] = await office.sql`select count(*)::int as n from cases where waits is not null`
  expect(row!.n).toBe(CASES + 1)
  expect(said).toMatchObject({ matters: row!.n, says: expect.stringMatching(/^100项期限/) })
})
