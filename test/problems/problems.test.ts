/** 依法行政问题: handed over from a case, read and answered by the department alone, reminded of, listed, exported; never the applicant's. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seatsOf } from '../../src/people/seated.ts'
import { problemsDue } from '../../src/problems/reminders.ts'
import { sheetsOf } from '../../src/workbooks/read.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { settles } from '../people/colleagues.ts'
import { type Office, openOffice } from '../support/house.ts'
import { needs } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  await office.sql`insert into units ${office.sql({ id: 'yunxi-records', agencyId: 'yunxi', name: '档案室', position: 901 })}`
  await settles(office, 'keeper', ['handler'], 'yunxi', ['yunxi-records'])
})
afterAll(() => office.close())

const SAYS = '批复原件没有按期归档。'
const handsOver = (id: string, more: object = {}) =>
  office.handler.posts(`/cases/${id}/problems`, '', {
    ...{ says: SAYS, to: 'yunxi/yunxi-records', dueOn: '2026-03-06', ...more },
  })

test('handed to a unit that does not see the case, it is read and answered there, once, and by nobody who raised it', async () => {
  const filed = await office.caseUntil('assigned')
  const { id } = filed
  for (const [more, says] of [
    [{ to: 'nowhere' }, '没有这个机关'],
    [{ to: 'yunxi/nowhere' }, '没有这个承办机构'],
    [{ dueOn: '2026-03-01' }, '不能早于今天'],
    [{ dueOn: '' }, '请填写日期'],
    [{ dueOn: '2026-02-30' }, '不是有效日期，请按 2026-03-19 的格式填写'],
  ] as const) {
    const refused = await handsOver(id, more)
    expect([refused.status, refused.text.includes(says)]).toEqual([422, true])
  }
  expect((await handsOver(id)).status).toBe(303)
  const { position } = (await office.handler.opens(id)).facts.at(-1)
  const keeper = office.staff('keeper')
  expect((await keeper.gets(`/cases/${id}`)).status).toBe(404)
  const read = needs(await keeper.gets(`/cases/${id}/problems`), 200, 'page').text
  expect(read).toContain(SAYS)
  expect(read).not.toContain('返回申请件')
  expect(needs(await keeper.gets('/problems'), 200, 'list').text).toContain(`/cases/${id}/problems`)
  // Their desk says so, and that of whoever raised it says nothing yet.
  expect((await keeper.gets('/desk')).text).toContain('依法行政问题待答复 1件')
  for (const who of [office.handler, keeper]) expect((await who.gets('/desk')).text).not.toContain('近三十天有答复')
  expect((await office.handler.gets('/desk')).text).not.toContain('依法行政问题待答复')
  const answers = (who: Office['head']) =>
    who.posts(`/cases/${id}/problems/${position}/answer`, '', { says: '已经补归档。' })
  expect((await answers(office.handler)).status).toBe(403)
  expect((await answers(keeper)).status).toBe(303)
  expect((await answers(keeper)).status).toBe(409)
  expect((await keeper.gets('/desk')).text).not.toContain('依法行政问题待答复')
  expect((await office.handler.gets('/desk')).text).toContain('您移送的依法行政问题近三十天有答复 1件')
  const shown = needs(await office.handler.gets(`/cases/${id}/problems`), 200, 'page').text
  for (const words of [SAYS, '已经补归档。', '示例·keeper', '移送云溪区人民政府　档案室'])
    expect(shown).toContain(words)
  const listed = needs(await office.handler.gets('/problems?state=answered'), 200, 'list').text
  expect(listed).toContain('云溪区人民政府　档案室')
  expect(JSON.stringify((await office.handler.opens(id)).facts)).toContain('移送云溪区人民政府　档案室')
  expect(JSON.stringify(await office.citizen.follows(filed))).not.toContain('归档')
  // Another case is none of theirs.
  const other = await office.caseUntil('assigned')
  expect((await keeper.gets(`/cases/${other.id}/problems`)).status).toBe(404)
  const { bytes } = needs(await office.head.gets('/problems.xlsx?state=answered'), 200, 'workbook')
  const [sheet] = sheetsOf(bytes)
  expect(JSON.stringify(sheet)).toContain('已答复')
  await expect(office.sql`update problems set to_agency = 'x'`).rejects.toThrow('problems: update refused')
})

test('who has not answered has it in their digest from the day on which it was handed over, without a word of it', async () => {
  const { id } = await office.caseUntil('assigned')
  expect((await handsOver(id)).status).toBe(303)
  const [keeper] = await office.sql<{ id: string }[]>`select id from people where username = 'keeper'`
  const seats = (await seatsOf(office.house.sql, '2026-03-05', [keeper!.id])).get(keeper!.id)!
  const on = async (day: Day) => {
    office.itIs(day)
    return (await problemsDue(office.house, { username: 'keeper', seats })).flatMap(({ lines }) => lines)
  }
  for (const [day, when] of [
    ['2026-03-02', ''],
    ['2026-03-06', '今天到期'],
    ['2026-03-12', '已经逾期'],
  ] as const) {
    const lines = await on(day)
    expect([day, lines.length, lines.join().includes(when), lines.join().includes(SAYS)]).toEqual([day, 1, true, false])
  }
  expect(await problemsDue(office.house, { username: 'handler', seats }), 'none that one raised').toEqual([])
  await office.head.signsIn()
  expect((await office.head.gets('/problems')).text).toContain('已逾期')
})
