/** What is typed finds the case, however it was written; an installation that had cases before finds them, too. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deskPage } from '../../src/desk/desk.ts'
import { SORTS, type Sort } from '../../src/desk/order.ts'
import { lookedFor } from '../../src/desk/places.ts'
import { bringUpRows } from '../../src/law/recount.ts'
import { lookedUpBy, pairsOf, searchable } from '../../src/ledger/search.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { seatOf } from '../support/seat.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Page = { cases: { id: string; number: string | null; receipt: string; stage: string }[]; next: string | null }
const search = async (q: string, more: Record<string, string> = {}) =>
  (await office.registrar.gets(`/api/v1/cases?${new URLSearchParams({ q, ...more })}`)).json as Page

test('two characters, in another width, with other brackets, in any order; and no case that lacks one of them', async () => {
  const request = {
    ...application().request,
    title: '关于《排污口整治》榆钱款的批复（２０２５年）',
    description: '云政办函〔2025〕7号附件 ABC',
  }
  const { receipt } = await office.citizen.files(application({ request }))
  await office.citizen.files()
  for (const q of [
    '榆钱',
    '排污口',
    '榆钱 排污口',
    '2025年',
    '(2025年)',
    '〔2025年',
    '函[2025]7号',
    'ａｂｃ',
    'Abc',
    '《排污口整治》榆钱款',
    '榆',
    receipt,
  ])
    expect([q, (await search(q)).cases.map((each) => each.receipt)]).toEqual([q, [receipt]])
  for (const q of ['飞碟', '榆钱 飞碟', '《》', '钱榆']) expect([q, (await search(q)).cases]).toEqual([q, []])
})

test('a word is looked up by pairs side by side, in each agency among its own', async () => {
  expect(lookedUpBy(['排污口整治', '榆'])).toEqual(['排污', '口整', '整治'].flatMap(pairsOf))
  const request = { ...application().request, title: '椿芽采购合同' }
  const filed = [
    await office.citizen.files(application({ request })),
    await office.citizen.files(application({ agency: 'yunxi-zjj', request })),
  ]
  for (const q of ['椿芽', '椿芽采购合', '采购 椿芽'])
    expect([q, (await search(q)).cases.map(({ receipt }) => receipt).toSorted()]).toEqual([
      q,
      filed.map(({ receipt }) => receipt).toSorted(),
    ])
})

test('a number finds the case that bears it, once it has one, and no other', async () => {
  const { id } = await office.caseUntil('registered')
  const [{ number }] = await office.sql<[{ number: string }]>`select number from cases where id = ${id}`
  await office.citizen.files(application({ request: { ...application().request, description: `答复书提到${number}` } }))
  expect((await search(number)).cases.map((each) => each.id)).toEqual([id])
})

test('the number of a letter finds its case, with whatever brackets, and a part of it', async () => {
  const { id } = await office.caseUntil('replySigned')
  const { facts } = await office.registrar.opens(id)
  const numbers = facts.flatMap(
    (fact: { type: string; number?: string }) => (fact.type === 'letterMade' && fact.number) || [],
  )
  const number: string = numbers.at(-1)
  expect(number).toMatch(/〔2026〕\d+号/)
  for (const q of [
    number,
    number.replace('〔', '[').replace('〕', ']'),
    number.replace(/.*〔/, '（').replace('〕', '）'),
  ])
    expect([q, (await search(q)).cases.map((each) => each.id)]).toEqual([q, [id]])
})

test('what letters and notes say is found in its place, best told by the words around it; nothing else is', async () => {
  const { id } = await office.caseUntil('assigned')
  const other = await office.caseUntil('assigned')
  await office.handler.records(id, {
    type: 'noted',
    text: '已与《水务站》的 LIU 工电话核实：柑橘园边界以二〇二四年测绘为准。',
  })
  await office.handler.records(other.id, { type: 'noted', text: '园地以柑橘为主，边界另行测绘，橘园边无人。' })
  const found = async (q: string, more = {}) =>
    (await search(q, more)).cases as unknown as { id: string; found?: { in: string; text: string } }[]
  for (const q of ['柑橘园边界', 'liu工', '水务站 柑橘园', '二〇二四年'])
    expect([q, (await found(q)).map((each) => each.id)]).toEqual([q, [id]])
  // Its pairs of characters stand in the other one, too: whoever opens it sees that the words do not.
  expect((await found('柑橘园边界'))[0]!.found).toEqual({
    in: 'noted',
    text: expect.stringContaining('柑橘园边界以二〇二四年测绘'),
  })
  expect(await found('园地以柑橘园边界')).toEqual([])
  const { text } = await office.handler.gets(`/desk?q=${encodeURIComponent('柑橘园边界')}`)
  expect(text).toMatch(/data-found[^>]*> 备注：[^<]*<mark>柑橘园边界<\/mark>/)
  // A word of the title and one of a note; and what neither the row nor an index tells.
  const [{ title, said, search: kept }] = await office.sql<[{ title: string; said: number[]; search: string }]>`
    select title, said, search from cases where id = ${id}`
  expect((await found(`${title} 柑橘园边界`)).map((each) => each.id)).toEqual([id])
  expect([kept.includes('柑橘'), pairsOf('柑橘').some((pair) => said.includes(pair))]).toEqual([false, false])
  // Whoever sees no content finds none.
  expect((await office.staff('admin').gets(`/api/v1/cases?q=${encodeURIComponent('柑橘园边界')}`)).status).toBe(403)
})

test('so is what was said when it was confirmed, searched, conferred about and reviewed', async () => {
  const { id } = await office.caseUntil('assigned')
  const searched = { type: 'searched', places: ['档案室'], terms: ['橙园'], found: false, note: '枇杷坡卷宗逐页翻检。' }
  await office.handler.records(id, searched)
  await office.handler.records(id, {
    type: 'conferred',
    participants: ['法制审核员'],
    conclusion: '石榴渠一节不宜公开。',
  })
  for (const q of ['枇杷坡卷宗', '石榴渠'])
    expect([q, (await search(q)).cases.map((each) => each.id)]).toEqual([q, [id]])
})

test('a case whose words do not open stops no search: it stands there as it was found, beside the others with their places', async () => {
  const [spoilt, other] = [await office.caseUntil('assigned'), await office.caseUntil('assigned')]
  for (const { id } of [spoilt, other]) await office.handler.records(id, { type: 'noted', text: '杨梅坞界桩第七号。' })
  await office.sql.begin(async (tx) => {
    await tx`alter table words disable trigger user`
    await tx`update words set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where case_id = ${spoilt.id}`
    await tx`alter table words enable trigger user`
  })
  const { cases } = await search('杨梅坞界桩')
  expect(new Map(cases.map(({ id, ...row }) => [id, 'found' in row]))).toEqual(
    new Map([
      [spoilt.id, false],
      [other.id, true],
    ]),
  )
})

test('a draft and a notice are found by what was written into them; old rows once the sweep has read them', async () => {
  const { id } = await office.caseUntil('replyDrafted')
  const { facts } = await office.handler.opens(id)
  const draft = facts.findLast(({ type }: { type: string }) => type === 'replyDrafted') as unknown as {
    fields: Record<string, string>
  }
  const words = Object.values(draft.fields)
    .find((text) => text.length > 8)!
    .slice(0, 8)
  const hits = async () => (await search(words)).cases.map((each) => each.id)
  expect(await hits()).toContain(id)
  await office.sql`update cases set said = null where id = ${id}`
  expect(await hits()).not.toContain(id)
  await bringUpRows(office.house)
  expect(await hits()).toContain(id)
})

test.each(SORTS)(
  'by %s: page after page each case that is found comes once; by dates the archive after what is open',
  async (sort: Sort) => {
    await office.sql`
    insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'receipt', ${sort} || n,
      'number', null, 'stage', case when n % 3 = 0 then 'archive' else 'review' end,
      'next_due_on', case when n % 4 > 0 then date '2026-03-03' + n end, 'submitted_on', date '2026-01-01' + n % 7,
      'search', c.search || ${`梧桐${sort}`}, 'pairs', to_jsonb(c.pairs || ${searchable([`梧桐${sort}`]).pairs}::int[])))).*
    from cases c, generate_series(1, 40) n where c.id = (select id from cases where number is null order by id limit 1)`
    const seen: Page['cases'] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = await search(`梧桐${sort}`, { sort, limit: '7', ...(cursor && { cursor }) })
      seen.push(...page.cases)
      cursor = page.next
    }
    expect([seen.length, new Set(seen.map(({ id }) => id)).size]).toEqual([40, 40])
    const kept = seen.map(({ stage }) => stage === 'archive')
    if (sort === 'due') expect(kept).toEqual(kept.toSorted())
    if (sort === '-due') expect(kept).toEqual(kept.toSorted().reverse())
  },
)

test('the best first: in the title, then by the applicant, then in the application, then in letters and notes', async () => {
  const [{ applicant, request }, day] = [application(), { on: '2026-03-02' }]
  const noted = await office.caseUntil('assigned')
  await office.handler.records(noted.id, { type: 'noted', text: '紫荆（花园）一户另案处理。' })
  const files = async (more: object) => (await office.citizen.files({ ...application(), ...day, ...more })).receipt
  const told = await files({ request: { ...request, description: '只在正文里说到紫荆（花园）。' } })
  const named = await files({ applicant: { ...applicant, name: '紫荆〔花园〕业主' } })
  const titled = await files({ request: { ...request, title: '关于 紫荆(花园) 的 批复' } })
  const { receipt } = await office.registrar.opens(noted.id)
  const best = [titled, named, told, receipt]
  const all = async (more: Record<string, string>) =>
    (await search('紫荆 花园', more)).cases.map((each) => each.receipt)
  expect(await all({})).toEqual(best)
  expect((await all({ sort: 'due' })).toSorted(), 'and by whatever is asked for').toEqual(best.toSorted())
  // From page to page, and from case to case.
  const seen: string[] = []
  const page = (await office.handler.gets(`/desk?q=${encodeURIComponent('紫荆 花园')}`)).text
  expect(page).toContain('最相符的在前')
  const { sql, law, time, keys } = office.house
  const [agency] = await office.sql<[{ agencyId: string }]>`select agency_id from cases where id = ${noted.id}`
  const who = { seats: [seatOf('registrar', { agencyIds: [agency!.agencyId] })] }
  const asked = lookedFor({ keys }, { agencyIds: [agency!.agencyId] }, '紫荆 花园')
  for (let cursor: string | undefined; ; ) {
    const ask = { who, today: time.today(), q: '紫荆 花园', limit: 1, cursor, ...asked }
    const { rows, next } = await deskPage(sql, law().calendar, ask)
    seen.push(...rows.map((row) => row.receipt))
    if (!next) break
    cursor = next
  }
  expect(seen).toEqual(best)
  const second = /href="(\/cases\/[^"]+\?in=[^"]+)"[^>]*data-row/g
  const [first] = [...page.matchAll(second)].map(([, href]) => href!.replaceAll('&amp;', '&'))
  const opened = (await office.handler.gets(first!)).text
  expect(opened).toContain('rel="next"')
})

test('by whoever handles it: by name, of each the nearest date first, what nobody has at the end; and narrowed', async () => {
  const [a, b] = [await office.caseUntil('assigned'), await office.caseUntil('assigned')]
  const [{ id: own }] = await office.sql<[{ id: string }]>`select id from people where username = 'handler'`
  const others = await office.sql<{ id: string; name: string }[]>`
    select id, name from people where username <> 'handler' order by name collate "as_read", id limit 12`
  for (const [n, { id }] of others.entries())
    await office.sql`
      insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'receipt', 'H' || ${n}::int || '-' || k,
        'number', null, 'handler_id', ${id}::text, 'next_due_on', case when k < 3 then date '2026-04-01' - k end))).*
      from cases c, generate_series(1, 3) k where c.id = ${a.id}`
  await office.sql`update cases set handler_id = ${own} where id in ${office.sql([a.id, b.id])}`
  const { sql, law, time } = office.house
  const [{ agencyId }] = await office.sql<[{ agencyId: string }]>`select agency_id from cases where id = ${a.id}`
  const who = { seats: [seatOf('head', { agencyIds: [agencyId] })] }
  const listed = async (sort: Sort, more: object = {}) => {
    const seen: string[] = []
    for (let cursor: string | undefined; ; ) {
      const ask = { who, today: time.today(), sort, limit: 7, cursor, ...more }
      const { rows, next } = await deskPage(sql, law().calendar, ask)
      seen.push(...rows.map(({ id }) => id))
      if (!next) return seen
      cursor = next
    }
  }
  const expected = await office.sql<{ id: string }[]>`
    select c.id from cases c left join people p on p.id = c.handler_id
    where c.agency_id = ${agencyId} and c.stage <> 'archive' and not (c.stage = 'receive' and c.status = 'closed')
    order by (p.name || ' ' || p.id) collate "as_read", c.next_due_on, c.id`
  const up = expected.map(({ id }) => id)
  expect(await listed('handler')).toEqual(up)
  expect(await listed('-handler')).toEqual(up.toReversed())
  const some = await listed('handler', { handler: own })
  expect(some).toEqual(up.filter((id) => some.includes(id)))
  expect(some).toContain(a.id)
  expect((await office.head.gets('/desk?sort=handler')).text).toMatch(/aria-sort="ascending"><a [^>]*>承办/)
  await office.sql`delete from cases where receipt like 'H%-%'`
})

test('what stood there before is folded by the migration as new cases are', async () => {
  const migration = readFileSync(new URL('../../src/db/migrations/0044_pairs-of-cases.sql', import.meta.url), 'utf8')
  const statements = migration.split('--> statement-breakpoint').filter((statement) => /UPDATE cases/.test(statement))
  expect(statements).toHaveLength(2)
  const lines = [
    [
      '20260302-00001-000001',
      '示例·张三',
      '关于《云溪区 2025 年》的 Plan B（２０２５）',
      '〔2025〕—7号，ＡＢＣ\u200b　甲　乙 c d',
    ],
    ['R', '𠮷田', 'ﬁ ① Ⅳ', ''],
  ]
  const was = lines.map((each) => each.filter(Boolean).join('\n'))
  const now = await office.sql.begin(async (tx) => {
    await tx`create temporary table cases (n int, search text, pairs int[]) on commit drop`
    for (const [n, search] of was.entries()) await tx`insert into pg_temp.cases values (${n}, ${search}, null)`
    for (const statement of statements) await tx.unsafe(statement)
    return tx<{ search: string; pairs: number[] }[]>`select search, pairs from pg_temp.cases order by n`
  })
  const sorted = ({ search, pairs }: { search: string; pairs: number[] }) => ({ search, pairs: pairs.toSorted() })
  expect(now.map(sorted)).toEqual(lines.map((each) => sorted(searchable(each))))
})
