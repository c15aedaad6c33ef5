/** Each rule of counting as it is met in an office: filed, answered and put right through the API, then read off the report. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CONFIRMED, DRAFTED, EXAMINED, type Office, openOffice, PASSED, SERVED, SIGNED } from '../support/house.ts'
import { application, organisation } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ on: '2025-11-10' })
})
afterAll(() => office.close())

type Cells = Record<string, number>
/** As of this day each report is read: the year 2025 is over then. */
const READ = '2026-03-02'
let before: Record<number, Cells> = {}
const report = async (year: number, agency = ''): Promise<Cells> => {
  const { status, json } = await office.head.gets(`/api/v1/reports/annual?year=${year}&agency=${agency}`)
  expect([status, json.checks.filter((check: { holds: boolean }) => !check.holds)]).toEqual([200, []])
  return Object.fromEntries(
    json.table3.flatMap(({ row, label: _, ...figures }: { row: string; label: string }) =>
      Object.entries(figures).map(([column, n]) => [`${row} ${column}`, n]),
    ),
  )
}
/** `row column`: how much more there is than before this story, whenever it is told. */
const added = async (year: number): Promise<Cells> => {
  const today = office.house.time.today()
  office.itIs(READ)
  const now = await report(year)
  office.itIs(today)
  const more = Object.entries(now).map(([cell, n]) => [cell, n - (before[year]?.[cell] ?? 0)] as const)
  return Object.fromEntries(more.filter(([cell, n]) => n !== 0 && !cell.endsWith(' total')))
}
const because = async (year: number, row: string, id: string): Promise<string | undefined> => {
  const { json } = await office.head.gets(`/api/v1/reports/annual/cases?year=${year}&row=${row}&column=total`)
  return json.cases.find((one: { id: string }) => one.id === id)?.because
}
beforeEach(async () => {
  office.itIs(READ)
  before = { 2025: await report(2025), 2026: await report(2026) }
})

test('received and answered within the year: new, and in the row of its result', async () => {
  office.itIs('2025-12-01')
  const { id } = await office.caseUntil('replyServed')
  expect(await added(2025)).toEqual({ '1 person': 1, '3.1 person': 1, '3.7 person': 1 })
  expect(await because(2025, '1', id)).toBe('2025年12月1日收到（条例第三十一条），计入收到的年度。')
  expect(await because(2025, '3.1', id)).toBe('2025年12月1日以“予以公开”答复送达，计入“（一）予以公开”。')
  office.itIs('2026-03-02')
  expect(await added(2026)).toEqual({})
})

test('signed on 31 December and served in January: carried over, and a result of the year of its service', async () => {
  office.itIs('2025-12-31')
  const { id } = await office.caseUntil('replySigned')
  expect(await added(2025)).toEqual({ '1 person': 1, '4 person': 1 })
  office.itIs('2026-01-05')
  await office.registrar.records(id, SERVED)
  expect(await added(2025)).toEqual({ '1 person': 1, '4 person': 1 })
  expect(await added(2026)).toEqual({ '2 person': 1, '3.1 person': 1, '3.7 person': 1 })
  expect(await because(2025, '4', id)).toBe('2025年12月31日收到，至2025年12月31日未办结；现在：2026年1月5日办结。')
  expect(await because(2026, '2', id)).toBe('2025年12月31日收到，上年12月31日未办结。')
})

test('waiting for a correction on 31 December: carried over, once', async () => {
  office.itIs('2025-12-22')
  const { id } = await office.caseUntil('registered')
  await office.registrar.records(id, {
    ...{ type: 'correctionRequested', matters: ['请写明所需信息的起止年份'], answerBy: '2026-01-15' },
  })
  office.itIs('2026-01-12')
  expect(await added(2025)).toEqual({ '1 person': 1, '4 person': 1 })
  expect(await added(2026)).toEqual({ '2 person': 1, '4 person': 1 })
  expect(await because(2026, '4', id)).toContain('等待申请人补正')
})

test('nobody has confirmed receipt: not received; withdrawn before that, received with its withdrawal', async () => {
  office.itIs('2025-12-29')
  const waiting = await office.caseUntil('submitted')
  const gone = await office.citizen.files()
  await office.citizen.records(gone, { type: 'withdrawn', why: '不再需要。' })
  expect(await added(2025)).toEqual({ '1 person': 1, '3.6.3 person': 1, '3.7 person': 1 })
  office.itIs('2026-01-05')
  await office.registrar.records(waiting.id, CONFIRMED)
  expect(await added(2025)).toEqual({ '1 person': 1, '3.6.3 person': 1, '3.7 person': 1 })
  expect(await added(2026)).toEqual({ '1 person': 1, '4 person': 1 })
})

test('taken up again within the year: its last result counts, once', async () => {
  office.itIs('2025-11-20')
  const { id } = await office.caseUntil('replyServed')
  office.itIs('2025-12-02')
  await office.head.records(id, { type: 'reopened', why: '漏了附件。' })
  expect(await added(2025)).toEqual({ '1 person': 1, '4 person': 1 })
  office.itIs('2025-12-08')
  await office.handler.records(id, {
    type: 'replyDrafted',
    outcome: 'alreadyPublic',
    fields: { where: 'https://www.yunxi.example/zwgk/1.html' },
  })
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  expect(await added(2025)).toEqual({ '1 person': 1, '3.1 person': 1, '3.7 person': 1 })
  expect(await because(2025, '3.1', id)).toContain('此前的1次答复在当年重新办理，不计。')
})

test('taken up again in the next year: reported already, and counted nowhere again', async () => {
  office.itIs('2025-12-10')
  const { id } = await office.caseUntil('replyServed')
  office.itIs('2026-02-02')
  await office.head.records(id, { type: 'reopened', why: '复议决定。' })
  expect(await added(2025)).toEqual({ '1 person': 1, '3.1 person': 1, '3.7 person': 1 })
  expect(await added(2026)).toEqual({})
  office.itIs('2026-02-09')
  await office.goes(id, 'secrecyReviewed', 'replyServed')
  expect(await added(2025)).toEqual({ '1 person': 1, '3.1 person': 1, '3.7 person': 1 })
  expect(await added(2026)).toEqual({})
  expect(await because(2025, '3.1', id)).toContain('2026年2月2日重新办理')
})

test('of several matters some are given and some are not: one case, partly disclosed, and nowhere else', async () => {
  office.itIs('2025-12-01')
  const { id } = await office.caseUntil('secrecyReviewed')
  await office.handler.records(id, EXAMINED)
  await office.handler.records(id, {
    type: 'replyDrafted',
    items: [
      { matter: '方案', outcome: 'disclosed', fields: DRAFTED.fields },
      {
        matter: '会议记录',
        outcome: 'processInformation',
        fields: { reasons: '属于讨论记录，公开会妨害尚在进行的审议。' },
      },
    ],
  })
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  expect(await added(2025)).toEqual({ '1 person': 1, '3.2 person': 1, '3.7 person': 1 })
})

test('several apply together: one case, in the column of the first; the last who is served settles it', async () => {
  office.itIs('2025-12-01')
  const { agency, request, applicant } = organisation()
  const [other] = [application().applicant]
  const { id } = await office.caseUntil('submitted', {
    agency,
    request: { ...request, delivery: 'portal' },
    applicant,
    coApplicants: [other],
  })
  await office.goes(id, 'submitted', 'replySigned')
  await office.registrar.records(id, SERVED)
  expect(await added(2025)).toEqual({ '1 legal': 1, '4 legal': 1 })
  office.itIs('2025-12-03')
  await office.registrar.records(id, { ...SERVED, addressee: 'coApplicant:1' })
  expect(await added(2025)).toEqual({ '1 legal': 1, '3.1 legal': 1, '3.7 legal': 1 })
  expect(await because(2025, '3.1', id)).toContain('2名申请人共同申请，按第一申请人计一件。')
})

test('a day of receipt that was recorded wrongly and put right moves the case to its year', async () => {
  office.itIs('2025-12-30')
  const { id } = await office.caseUntil('submitted')
  office.itIs('2026-01-05')
  await office.registrar.records(id, CONFIRMED)
  expect(await added(2025)).toEqual({})
  expect(await added(2026)).toEqual({ '1 person': 1, '4 person': 1 })
  const { facts } = await office.head.opens(id)
  const { position } = facts.find((fact: { type: string }) => fact.type === 'confirmed')
  await office.head.records(id, {
    ...{ type: 'rectified', position, why: '电话记录在2025年12月31日。', approvedBy: '公开办主任' },
    replacement: { ...CONFIRMED, on: '2025-12-31', evidence: '电话记录本第12页。' },
  })
  expect(await added(2025)).toEqual({ '1 person': 1, '4 person': 1 })
  expect(await added(2026)).toEqual({ '2 person': 1, '4 person': 1 })
})

test('the district is the sum of its agencies; each asks for its own, and administrators for none', async () => {
  office.itIs('2026-03-02')
  const [all, own, other] = [await report(2025, 'all'), await report(2025), await report(2025, 'yunxi-zjj')]
  expect(all['1 total']).toBe(own['1 total']! + other['1 total']!)
  const status = async (member: { gets: (url: string) => Promise<{ status: number }> }, query: string) =>
    (await member.gets(`/api/v1/reports/annual${query}`)).status
  expect(await status(office.supervisor, '?agency=yunxi-zjj')).toBe(200)
  expect(await status(office.archivist, '')).toBe(200)
  expect(await status(office.handler, '')).toBe(403)
  expect(await status(office.staff('admin'), '')).toBe(403)
  expect(await status(office.staff('admin'), '/cases?year=2025&row=1&column=total')).toBe(403)
  expect(await status(office.head, '?agency=nowhere')).toBe(422)
  expect(await status(office.head, '?year=2018')).toBe(422)
  expect(await status(office.head, '?year=2027')).toBe(422)
  expect(await status(office.head, '/cases?row=3.3&column=total')).toBe(422)
})
