/** 行政复议、行政诉讼 on a real case: their own limits, what ends them, what is told of them, and what follows a lost one. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sweepDeadlines } from '../../src/deadlines/sweep.ts'
import { faultOfCase } from '../../src/evidence/whole/case-check.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const BODY = '云溪区人民政府'
const COURT = '云溪区人民法院'
const PAPER = { evidence: '送达回证在卷。' }

const limits = (id: string) =>
  office.sql<{ kind: string; dueOn: string; because: string }[]>`
    select kind, due_on, because from deadlines where case_id = ${id} order by kind`
const rows = (id: string) => office.sql`select * from remedies where case_id = ${id} order by n`

/** The row, the limits and the register are what the ledger comes to. */
async function isWhole(id: string) {
  const key = { agencyId: 'yunxi', caseId: id }
  const fault = await office.house.everywhere.sql.begin((tx) => faultOfCase(tx, office.house, key))
  expect(fault).toBeUndefined()
}

async function answered(on = '2026-09-01') {
  office.itIs(on)
  const { id } = await office.caseUntil('archived')
  return id
}

test('reconsideration over the national holiday: ten working days from the copy, answered, and the clock of the request stands', async () => {
  const id = await answered()
  const { clock } = await office.counsel.opens(id)
  office.itIs('2026-09-24')
  const sought = { type: 'remedySought', kind: 'reconsideration', body: BODY, number: '云复〔2026〕9号' }
  const shown = await office.counsel.records(id, { ...sought, on: '2026-09-23', receivedOn: '2026-09-24', ...PAPER })
  expect(shown.clock).toEqual(clock)
  // 1 to 7 October are off, 10 October is worked.
  expect(await limits(id)).toEqual([
    { kind: 'reconsiderationAnswer:1', dueOn: '2026-10-15', because: '行政复议法第四十八条、第八十八条' },
  ])
  await isWhole(id)
  office.itIs('2026-10-12')
  await office.registrar.records(id, { type: 'remedyAnswered', evidence: '答复书和证据一式两份，当日送交。' })
  expect(await limits(id)).toEqual([])
  expect(await rows(id)).toMatchObject([{ n: 1, suit: 1, receivedOn: '2026-09-24', answeredOn: '2026-10-12' }])
  await isWhole(id)
})

test('simplified procedure: five working days; a day that the body set holds instead', async () => {
  const id = await answered()
  office.itIs('2026-09-24')
  const sought = { type: 'remedySought', kind: 'reconsideration', body: BODY, procedure: 'simplified' }
  await office.registrar.records(id, sought)
  expect(await limits(id)).toMatchObject([{ kind: 'reconsiderationAnswer:1', dueOn: '2026-10-09' }])
  const { position } = (await office.registrar.opens(id)).facts.at(-1)
  const mended = { position, why: '复议机关准许延期。', approvedBy: '示例·公开办主任' }
  await office.head.records(id, { type: 'rectified', ...mended, replacement: { ...sought, answerBy: '2026-10-13' } })
  expect(await limits(id)).toMatchObject([{ kind: 'reconsiderationAnswer:1', dueOn: '2026-10-13' }])
  await isWhole(id)
  const { position: again } = (await office.registrar.opens(id)).facts.at(-1)
  expect(again).toBeGreaterThan(position)
})

test('a suit: fifteen days, the last one moved on from the holiday; late is told, once, and an answer still ends it', async () => {
  const id = await answered()
  office.itIs('2026-09-18')
  await office.registrar.records(id, { type: 'remedySought', kind: 'litigation', body: COURT })
  expect(await limits(id)).toEqual([
    { kind: 'litigationAnswer:1', dueOn: '2026-10-08', because: '行政诉讼法第六十七条' },
  ])
  office.itIs('2026-10-09')
  await sweepDeadlines(office.house)
  await sweepDeadlines(office.house)
  const { facts } = await office.registrar.opens(id)
  expect(facts.filter(({ type }: { type: string }) => type === 'lapseNoticed')).toMatchObject([
    { limit: 'litigationAnswer:1', dueOn: '2026-10-08' },
  ])
  await office.counsel.records(id, { type: 'remedyAnswered' })
  expect(await limits(id)).toEqual([])
  await isWhole(id)
})

test('upheld, taken to court, lost, appealed, lost again: one suit, each with its limits; then handled again', async () => {
  const id = await answered('2026-03-02')
  office.itIs('2026-04-01')
  await office.counsel.records(id, { type: 'remedySought', kind: 'reconsideration', body: BODY })
  office.itIs('2026-05-20')
  await office.counsel.records(id, { type: 'remedyDecided', result: 'upheld' })
  expect(await limits(id), 'decided: nothing is left to answer').toEqual([])
  office.itIs('2026-06-01')
  const suit = { type: 'remedySought', kind: 'litigationAfterReconsideration', body: COURT }
  await office.counsel.records(id, suit)
  expect(await limits(id)).toMatchObject([{ kind: 'litigationAnswer:2', dueOn: '2026-06-16' }])
  await office.counsel.records(id, { type: 'remedyAnswered' })

  office.itIs('2026-08-03')
  const lost = { type: 'remedyDecided', result: 'corrected', number: '（2026）示01行初1号', receivedOn: '2026-08-03' }
  await office.counsel.records(id, lost)
  expect(await limits(id)).toEqual([
    { kind: 'appeal:2', dueOn: '2026-08-18', because: '行政诉讼法第八十五条' },
    { kind: 'ordered:2', dueOn: '2026-09-15', because: '行政诉讼法第九十四条' },
  ])
  office.itIs('2026-08-19')
  await sweepDeadlines(office.house)
  const { facts } = await office.counsel.opens(id)
  expect(
    facts.some(({ type }: { type: string }) => type === 'lapseNoticed'),
    'a right, no duty',
  ).toBe(false)

  await office.counsel.records(id, { ...suit, appealBy: 'other', body: '示例市中级人民法院' })
  expect(await limits(id)).toMatchObject([{ kind: 'appealAnswer:3', dueOn: '2026-09-03' }])
  office.itIs('2026-11-02')
  await office.counsel.records(id, { ...lost, number: '（2026）示行终9号', receivedOn: '2026-11-02' })
  expect((await rows(id)).map(({ suit, result }) => [suit, result])).toEqual([
    [1, 'upheld'],
    [2, 'corrected'],
    [2, 'corrected'],
  ])
  await office.counsel.records(id, { type: 'lessonDrawn', ground: 'facts', text: '检索范围没有涵盖档案馆。' })
  expect(await rows(id)).toMatchObject([{ failedOn: null }, { failedOn: 'facts' }, { failedOn: 'facts' }])
  const decision = {
    body: '示例市中级人民法院',
    number: '（2026）示行终9号',
    on: '2026-11-02',
    receivedOn: '2026-11-02',
  }
  const shown = await office.counsel.records(id, { type: 'reopened', why: '判决责令重新答复。', decision })
  expect(shown).toMatchObject({ stage: 'review', clock: { countedFrom: '2026-11-02', dueOn: '2026-11-30' } })
  await isWhole(id)
})

test('what contradicts itself is refused by field, by day and by right', async () => {
  const id = await answered('2026-03-02')
  office.itIs('2026-04-01')
  const sought = { type: 'remedySought', kind: 'litigation', body: COURT }
  const tries = async (more: object) => (await office.counsel.tries(id, { ...sought, ...more })).json
  expect(await tries({ receivedOn: '2026-04-02' })).toMatchObject({ status: 422, errors: [{ field: 'receivedOn' }] })
  expect(await tries({ receivedOn: '2026-02-27' })).toMatchObject({ status: 409, code: 'COPY_RECEIVED_EARLY' })
  expect(await tries({ answerBy: '2026-03-31' })).toMatchObject({ status: 409, code: 'COPY_RECEIVED_EARLY' })
  expect(await tries({ appealBy: 'other' })).toMatchObject({ status: 409, code: 'NO_JUDGMENT_TO_APPEAL' })
  expect((await office.handler.tries(id, sought)).json).toMatchObject({ status: 403, code: 'NOT_YOURS' })
  await office.counsel.records(id, sought)
  expect((await office.handler.tries(id, { type: 'remedyAnswered' })).json).toMatchObject({ code: 'NOT_YOURS' })
})

test('a remedy that was recorded by mistake goes, with its limit and its row', async () => {
  const id = await answered('2026-03-02')
  office.itIs('2026-04-01')
  const shown = await office.counsel.records(id, { type: 'remedySought', kind: 'litigation', body: COURT })
  const { position } = shown.facts.at(-1)
  await office.head.records(id, { type: 'rectified', position, why: '误记。', approvedBy: '示例·公开办主任' })
  expect([await limits(id), await rows(id)]).toEqual([[], []])
  await isWhole(id)
})
