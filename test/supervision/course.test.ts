/**
 * Supervision: how cases went, where every number of the page is that of an independent question to the ledger, and opens exactly its
 * cases; and 督办, whose words are notes of the case.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { measureCourses } from '../../src/supervision/measure.ts'
import { sheetsOf } from '../../src/workbooks/read.ts'
import { FAILED, type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  // One goes straight through, one waits in every stage, one comes back twice; one is signed and not served, one not answered.
  await office.caseUntil('replyServed')
  const slow = (await office.caseUntil('submitted')).id
  const steps: [from: string, until: string, day: string][] = [
    ['submitted', 'registered', '2026-03-04'],
    ['registered', 'assigned', '2026-03-05'],
    ['assigned', 'replyDrafted', '2026-03-12'],
    ['replyDrafted', 'replyReviewed', '2026-03-16'],
    ['replyReviewed', 'replySigned', '2026-03-17'],
    ['replySigned', 'replyServed', '2026-03-19'],
  ]
  for (const [from, until, day] of steps) {
    office.itIs(day)
    for (const who of STAFF) await office[who].signsIn()
    await office.goes(slow, from, until)
  }
  const back = (await office.caseUntil('replyDrafted')).id
  for (let i = 0; i < 2; i++) {
    await office.counsel.records(back, FAILED)
    await office.goes(back, 'secrecyReviewed', 'replyDrafted')
  }
  await office.goes(back, 'replyDrafted', 'replyServed')
  await office.caseUntil('replySigned')
  await office.caseUntil('assigned')
  notYet = (await office.supervisor.gets('/supervision/course?year=2026')).text
  await measureCourses(office.house)
})
/** The page before anything was reckoned. */
let notYet: string
afterAll(() => office.close())

const STAFF = ['registrar', 'head', 'handler', 'counsel', 'signer', 'supervisor'] as const

type Row = {
  id: string
  agencyId: string
  unitId: string | null
  outcome: string
  confirm: number | null
  returns: number
}
type Told = Row &
  Record<'register' | 'assign' | 'draft' | 'review' | 'sign' | 'serve', number | null> & { first: boolean }

/** By another program: SQL over the ledger, with nothing of the room's. */
const independently = () => office.sql<Told[]>`
  with days as (
    select c.agency_id, c.id, c.unit_id, c.outcome,
      min(l."on") filter (where l.type = 'submitted') as submitted, min(l."on") filter (where l.type = 'registered') as registered,
      min(l."on") filter (where l.type = 'assigned') as assigned, min(l."on") filter (where l.type = 'replyDrafted') as drafted,
      max(l."on") filter (where l.type = 'replyReviewed' and l.open ->> 'passed' = 'true') as passed,
      max(l."on") filter (where l.type = 'replySigned') as signed, min(l."on") filter (where l.type = 'replyServed') as served,
      min(l."on") filter (where l.type = 'confirmed') as confirmed,
      (count(*) filter (where l.type = 'replyReviewed' and l.open ->> 'passed' = 'false'))::int as returns
    from cases c join ledger l on (l.agency_id, l.case_id) = (c.agency_id, c.id)
    where c.settled_on between '2026-01-01' and '2026-12-31' group by 1, 2, 3, 4)
  select agency_id, id, unit_id, outcome, registered - submitted as register, assigned - registered as assign,
    drafted - assigned as draft, passed - drafted as review, signed - passed as sign, served - signed as serve,
    confirmed - submitted as confirm, returns, returns = 0 as first from days`

const STAGES = ['register', 'assign', 'draft', 'review', 'sign', 'serve', 'confirm'] as const
const cells = (line: string) =>
  [...line.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => ({
    text: cell.replace(/<[^>]+>/g, ''),
    links: [...cell.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')),
  }))
const listed = async (address: string) => {
  const { text } = await office.supervisor.gets(address)
  return [...text.matchAll(/data-case="([^"]+)"/g)].map(([, id]) => id!).toSorted()
}
const ids = (rows: readonly Told[]) => rows.map(({ id }) => id).toSorted()

test('before the first night the page says that nothing was reckoned, not that nothing was answered', () => {
  expect(notYet).toContain('已经答复3件。用时每天夜里计算，尚未计算。')
  expect(notYet).not.toContain('没有已经答复的申请')
})

test('each line, by agency, unit and result: its numbers, and the cases behind each of them', async () => {
  const all = await independently()
  expect(all.length).toBe(3)
  expect(all.filter(({ returns }) => returns === 2)).toHaveLength(1)
  const page = (await office.supervisor.gets('/supervision/course?year=2026')).text
  const lines = [...page.matchAll(/<tr data-of="(\w+)" data-key="([^"]+)">([\s\S]*?)<\/tr>/g)]
  expect(lines.map(([, of]) => of)).toEqual(expect.arrayContaining(['agencies', 'units', 'grounds']))
  for (const [, of, key, line = ''] of lines) {
    const mine = all.filter(({ agencyId, unitId, outcome }) =>
      of === 'agencies' ? agencyId === key : of === 'units' ? (unitId ?? 'none') === key : outcome === key,
    )
    const [answered, ...rest] = cells(line)
    const what = `${of} ${key}`
    expect(answered!.text, what).toBe(String(mine.length))
    expect(await listed(answered!.links[0]!), what).toEqual(ids(mine))
    const [returned, first] = rest.splice(6, 2)
    for (const [i, stage] of STAGES.entries()) {
      const those = mine.filter((row) => row[stage] !== null)
      const mean = Math.round((those.reduce((sum, row) => sum + row[stage]!, 0) / those.length) * 10) / 10
      expect(rest[i]!.text, `${what} ${stage}`).toBe(those.length === 0 ? '—' : `${mean}天`)
      if (those.length > 0) expect(await listed(rest[i]!.links[0]!), `${what} ${stage}`).toEqual(ids(those))
    }
    const sentBack = mine.filter(({ returns }) => returns > 0)
    const times = sentBack.reduce((sum, { returns }) => sum + returns, 0)
    expect(returned!.text).toBe(`${sentBack.length}件${times > sentBack.length ? `${times}次` : ''}`)
    expect(await listed(returned!.links[0]!)).toEqual(ids(sentBack))
    const right = mine.filter((row) => row.first)
    expect(first!.text).toBe(`${right.length}／${mine.length}（${Math.floor((right.length / mine.length) * 100)}%）`)
    expect(await listed(first!.links[0]!)).toEqual(ids(right))
  }
})

test('each number of /supervision opens as many cases, and those that an independent question finds', async () => {
  const page = (await office.supervisor.gets('/supervision')).text
  const [, line = ''] = /<tr data-agency="yunxi">([\s\S]*?)<\/tr>/.exec(page)!
  const behind = await Promise.all(cells(line).map(async ({ text, links }) => ({ text, ids: await listed(links[0]!) })))
  for (const { text, ids } of behind) expect(String(ids.length)).toBe(text)
  const of = async (where: string) =>
    (await office.sql.unsafe<{ id: string }[]>(`select id from cases where agency_id = 'yunxi' and ${where}`))
      .map(({ id }) => id)
      .toSorted()
  const answered = `exists (select from ledger l where l.case_id = cases.id and l.type = 'replyServed')`
  expect(behind.map(({ ids }) => ids)).toEqual([
    await of(`stage <> 'archive' and not ${answered}`),
    await of(`next_due_on < '2026-03-19'`),
    await of(`next_due_on = '2026-03-19'`),
    expect.any(Array),
    await of(`not exists (select from ledger l where l.case_id = cases.id and l.type = 'confirmed')`),
    await of(`provisional and not ${answered}`),
    [],
    await of(answered),
    [],
    [],
    [],
  ])
})

test('the slow one took what its dates say; a head sees the own agency alone, whoever handles none of it', async () => {
  const slow = (await independently()).find(({ draft }) => draft === 7)!
  expect(slow).toMatchObject({ register: 2, assign: 1, draft: 7, review: 4, sign: 1, serve: 2 })
  const own = (await office.head.gets('/supervision/course?agency=yunxi')).text
  expect(own).toContain('各环节平均用时，数字见下表')
  expect((await office.handler.gets('/supervision/course')).status).toBe(403)
  expect((await office.supervisor.gets('/supervision/course?agency=nobody')).status).toBe(403)
  expect((await office.supervisor.gets('/supervision/course?year=1999')).status).toBe(422)
  const book = sheetsOf((await office.supervisor.gets('/supervision/course.xlsx?year=2026')).bytes)
  expect(book.map(({ name }) => name)).toEqual(['各机关', '各承办机构', '各办理结果'])
  expect(JSON.stringify(book[0]!.rows)).toContain('云溪区')
})

test('reckoned again after another fact, and not twice; what is not answered any more has no row', async () => {
  expect(await measureCourses(office.house)).toBe(0)
  const [one] = await independently()
  await office.head.records(one!.id, { type: 'noted', text: '备注。' })
  expect(await measureCourses(office.house)).toBe(1)
  await office.sql`update cases set settled_on = null where id = ${one!.id}`
  await measureCourses(office.house)
  expect(await office.sql`select from case_courses where case_id = ${one!.id}`).toHaveLength(0)
})

test('a case whose facts cannot be read keeps no other from its figures', async () => {
  const one = (await office.caseUntil('replyServed')).id
  const [broken, other] = [(await office.caseUntil('replyServed')).id, one]
  const { keys } = office.house
  const open: typeof keys.open = (use, place, sealed) => {
    if (JSON.stringify(place).includes(broken)) throw new Error('torn')
    return keys.open(use, place, sealed)
  }
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(await measureCourses({ ...office.house, keys: { ...keys, open } })).toBe(1)
  expect(said.mock.calls.flat().join()).toContain(broken)
  said.mockRestore()
  const rows = await office.sql<
    { caseId: string }[]
  >`select case_id from case_courses where case_id in (${one}, ${broken})`
  expect(rows.map(({ caseId }) => caseId)).toEqual([other])
})

test('督办: by whoever supervises, on the record of the case, answered once by whoever works on it, as a sheet', async () => {
  const { id } = await office.caseUntil('assigned')
  const urges = (who: Office['head'], body: object) => who.posts(`/cases/${id}/urgings`, '', body)
  const asked = { says: '请说明办理情况。', dueOn: '2026-03-24' }
  expect((await urges(office.handler, asked)).status).toBe(403)
  expect((await urges(office.supervisor, { ...asked, dueOn: '2026-03-01' })).text).toContain('不能早于今天')
  expect((await urges(office.supervisor, { ...asked, dueOn: '2026-12-01' })).text).toContain('90天以内')
  const done = await urges(office.supervisor, asked)
  expect(done.status, done.text).toBe(303)
  const [row] = await office.sql<{ position: number; dueOn: string }[]>`select position, due_on from urgings`
  const facts = (await office.handler.opens(id)).facts as { type: string; position: number }[]
  expect(facts.find(({ position }) => position === row!.position)?.type).toBe('noted')
  expect((await office.handler.gets('/desk')).text).toContain('督办待答复 1件')
  expect((await office.supervisor.gets('/desk')).text, 'who urges owes nothing').not.toContain('督办待答复')
  expect((await office.handler.gets('/urgings')).text).toContain(`/cases/${id}/urgings`)
  const onCase = async (who: Office['head']) => (await who.gets(`/cases/${id}`)).text
  expect(await onCase(office.handler)).toMatch(/data-urged="\d+">督办：2026年3月24日以前答复。[\s\S]*?答复督办/)
  expect(await onCase(office.handler), 'whose it is not to urge').not.toContain('发出督办')
  expect(await onCase(office.supervisor)).toContain('发出督办')
  expect(await onCase(office.supervisor)).toContain('<b>督办</b>')
  const supervision = (await office.supervisor.gets('/supervision')).text
  expect(supervision).toContain('没有答复的督办 1件')
  expect(supervision).toContain('<a href="/urgings?state=open&amp;agency=yunxi">1</a>')
  const behindOpen = (await office.supervisor.gets('/supervision/cases?of=open&agency=yunxi')).text
  expect(behindOpen).toMatch(new RegExp(`data-case="${id}"[\\s\\S]*?督办待答复，2026年3月24日以前`))
  const answers = (who: Office['head']) =>
    who.posts(`/cases/${id}/urgings/${row!.position}/answer`, '', { says: '正在检索，3月23日拟稿。' })
  expect((await answers(office.supervisor)).status).toBe(403)
  expect((await answers(office.handler)).status).toBe(303)
  expect((await answers(office.handler)).text).toContain('已经答复')
  const page = (await office.head.gets(`/cases/${id}/urgings`)).text
  expect(page).toContain('data-urging="answered"')
  expect(page).toContain('正在检索，3月23日拟稿。')
  expect(page, 'the words that were typed, alone').not.toContain('督办答复（第')
  expect((await office.handler.gets('/urgings')).text).not.toContain(`/cases/${id}/urgings`)
  expect((await office.supervisor.gets('/urgings?state=answered&agency=yunxi')).text).toContain(`/cases/${id}/urgings`)
  expect((await office.supervisor.gets('/urgings?state=answered&agency=yunxi-zjj')).text).not.toContain(`/cases/${id}/`)
  expect((await office.supervisor.gets('/desk')).text).toContain('您的督办近三十天有答复 1件')
  expect(await onCase(office.handler)).toContain('<b>督办答复</b>')
  const sheet = await office.supervisor.gets(`/cases/${id}/urgings/${row!.position}.pdf`)
  expect([sheet.status, sheet.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  await expect(office.sql`update urgings set due_on = '2027-01-01'`).rejects.toThrow(/refused/)
  await expect(office.sql`delete from urgings`).rejects.toThrow(/refused/)
})
