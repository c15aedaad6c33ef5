/** 变动报备: whoever becomes or ceases to be head or registrar, and a new telephone, waits to be reported, once, whichever way it came. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/ground/ids.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
let begun: number
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  await office.sql`update agencies set name = name where id = 'yunxi'`
  begun = await last()
})
afterAll(() => office.close())

const last = async () =>
  (await office.sql<{ n: number }[]>`select coalesce(max(id), 0)::int as n from responsible_changes`)[0]!.n
type Shown = { id: number; what: string; personName: string; begins: boolean; report: unknown }
/** What has changed since the office was set up. */
const changes = async (more = ''): Promise<Shown[]> =>
  (await office.head.gets(`/api/v1/responsible-changes?agency=yunxi${more}`)).json.changes.filter(
    ({ id }: Shown) => id > begun,
  )
const reports = (more: object) => office.head.posts('/api/v1/responsible-changes/reported?agency=yunxi', '', more)

test('an office that is set up has its first heads and registrars to report', async () => {
  const { changes: first } = (await office.head.gets('/api/v1/responsible-changes?agency=yunxi')).json
  expect(first.map(({ what, begins }: Shown) => `${what} ${begins}`)).toEqual(
    expect.arrayContaining(['head true', 'registrar true']),
  )
  expect(first.map(({ what }: Shown) => what)).not.toContain('handler')
})

test('who gains the post, gives it up or leaves; other posts and other words are no change of it', async () => {
  const id = newId(office.house.time.now())
  const person = {
    id,
    agencyId: 'yunxi',
    username: 'new-head',
    name: '许安',
    roles: ['archivist'],
    demonstration: true,
  }
  await office.sql`insert into people ${office.sql(person)}`
  expect(await changes()).toEqual([])
  await office.sql`update people set roles = '{head,registrar}' where id = ${id}`
  await office.sql`update people set roles = '{head,archivist}', email = 'a@example.cn' where id = ${id}`
  await office.sql`update people set ended_at = now() where id = ${id}`
  await office.sql`update people set roles = '{}' where id = ${id}`
  expect((await changes()).map(({ what, begins, personName }) => [what, begins, personName])).toEqual([
    ['head', false, '许安'],
    ['registrar', false, '许安'],
    ['registrar', true, '许安'],
    ['head', true, '许安'],
  ])
})

test('the service itself changes a right, and the line is there', async () => {
  const before = (await changes()).length
  const people = (await office.staff('admin').gets('/api/v1/people')).json.people as { id: string; username: string }[]
  const { id } = people.find(({ username }) => username === 'archivist')!
  const asked = await office
    .staff('admin')
    .patches(`/api/v1/people/${id}`, { roles: ['archivist', 'registrar'], why: '兼任。' })
  expect(asked.status, asked.text).toBe(200)
  expect((await changes()).length, 'it waits for the security officer').toBe(before)
  const [{ position } = { position: 0 }] = await office.sql<{ position: number }[]>`
    select max(position)::int as position from right_proposals where person_id = ${id}`
  await office.staff('security').posts(`/api/v1/rights/${id}/${position}`, '', { approved: true, why: '同意。' })
  expect((await changes())[0]).toMatchObject({ what: 'registrar', begins: true, report: null })
})

test('of a contact only what differs; a setting that nobody is reached by is none', async () => {
  const before = (await changes()).length
  const admin = office.staff('admin')
  expect((await admin.patches('/api/v1/agencies/yunxi', { phone: '0000-0000010' })).status).toBe(200)
  expect((await admin.patches('/api/v1/agencies/yunxi', { court: '示例市铁路运输法院' })).status).toBe(200)
  const now = await changes()
  expect(now.length).toBe(before + 1)
  expect(now[0]).toMatchObject({ what: 'contact', after: { phone: '0000-0000010' } })
  expect(Object.keys((now[0] as unknown as { after: object }).after)).toEqual(['phone'])
  expect((await office.head.gets('/responsible-changes?agency=yunxi')).text).toMatch(/电话：[^<]* → 0000-0000010/)
})

test('reported once, to whom and when; or not, with the reason; on the page, in the list and on the audit', async () => {
  const [one, two, three] = await changes('&waiting=yes')
  const said = { to: '示例市政务公开办公室', on: '2026-03-02', document: '云政公开函〔2026〕2号' }
  const put = await reports({ changes: [one!.id, two!.id], reported: true, ...said })
  expect(put.status, put.text).toBe(201)
  const again = await reports({ changes: [two!.id, three!.id], reported: true, ...said })
  expect([again.status, again.json.code]).toEqual([409, 'FACT_REFUSED'])
  expect(
    (await changes()).find(({ id }) => id === three!.id),
    'nothing of it was put down',
  ).toMatchObject({ report: null })
  await reports({ changes: [three!.id], reported: false, why: '=当天更正。' })
  expect((await changes('&waiting=yes')).map(({ id }) => id)).not.toContain(three!.id)
  const page = (await office.supervisor.gets('/responsible-changes?agency=yunxi')).text
  expect(page).toContain('2026年3月2日报示例市政务公开办公室，云政公开函〔2026〕2号')
  expect(page, 'a supervisor reads').not.toContain('记录所选的变动')
  const csv = (await office.head.gets('/api/v1/responsible-changes.csv?agency=yunxi')).text
  expect(csv).toContain("'=当天更正。")
  const lines =
    await office.sql`select detail -> 'after' ->> 'reportedTo' as to from audit_lines where what = 'responsible' order by id`
  expect(lines.map(({ to }) => to)).toEqual([said.to, said.to, null])
  await expect(office.sql`update responsible_reports set document = ''`).rejects.toThrow()
})

test.each([
  ['a later day', { reported: true, to: '市', on: '2026-03-03' }, 'on'],
  ['nobody to report to', { reported: true, on: '2026-03-02' }, 'to'],
  ['no reason', { reported: false }, 'why'],
])('%s is refused by name', async (_, more, field) => {
  const [one] = await changes('&waiting=yes')
  const answer = await reports({ changes: [one!.id], ...more })
  expect([answer.status, answer.json.errors.map((e: { field: string }) => e.field)]).toEqual([422, [field]])
})

test('without a tick the page says so; what is another agency’s is not put down', async () => {
  const page = await office.head.posts('/responsible-changes/reported?agency=yunxi', '', { to: '市', on: '2026-03-02' })
  expect([page.status, page.text.includes('请至少选择一项变动')]).toEqual([422, true])
  const [foreign] = await office.sql<{ id: number }[]>`
    insert into responsible_changes (agency_id, what, person_name, begins) values ('yunxi-jyj', 'head', '示例', true) returning id::int`
  const answer = await reports({ changes: [foreign!.id], reported: true, to: '市', on: '2026-03-02' })
  expect(answer.json.errors).toMatchObject([{ field: 'changes', code: 'NO_SUCH_CHANGE' }])
})
