/**
 * What the law leaves open is chosen by each agency: proposed by one person, approved by another, in force from a day, seen
 * by every process, and read by clock, letters and rules; the past stays as it was judged.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLaw } from '../../src/law/in-force.ts'
import { recountByNight } from '../../src/law/recount.ts'
import { CHOICES, choicesInForce, DEFAULT_CHOICES, isChoiceValue } from '../../workflows/statute/choices.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application, needs } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const choosing = (choice: string) => `/api/v1/choices/${choice}`
const proposes = (choice: string, value: unknown, from: string, who = 'admin', how: object = {}) =>
  office.staff(who).posts(`${choosing(choice)}/proposals`, '', { value, from, why: '经法制机构研究。' }, how)
const decides = (choice: string, n: number, noun: 'approval' | 'refusal', who = 'head') =>
  office.staff(who).posts(`${choosing(choice)}/proposals/${n}/${noun}`, '', { why: '依据充分。' })
const chosen = async (choice: string, value: unknown, from: string) => {
  const { proposal } = needs(await proposes(choice, value, from), 201, `could not propose ${choice}`).json
  return needs(await decides(choice, proposal, 'approval'), 201, `could not approve ${choice}`).json
}
const counts = async () => {
  const [row] = await office.sql<{ n: number }[]>`
    select (select count(*) from choice_proposals)::int + (select count(*) from choice_decisions)::int as n`
  return row!.n
}

describe('the list', () => {
  test('the series is a pure function of the day: each choice holds from its day until the next one', () => {
    const series = choicesInForce([
      { choice: 'consultationFrom', value: 'dayOfDispatch', from: '2026-05-01' },
      { choice: 'feeWait', value: 'running', from: '2026-04-01' },
      { choice: 'consultationFrom', value: 'dayAfterDispatch', from: '2026-06-01' },
      { choice: 'consultationFrom', value: 'unheard of', from: '2026-07-01' },
    ])
    const on = (day: string) => [series(day).consultationFrom, series(day).feeWait]
    expect(series('2026-03-31')).toBe(DEFAULT_CHOICES)
    expect(on('2026-04-01')).toEqual(['dayAfterDispatch', 'running'])
    expect(on('2026-05-31')).toEqual(['dayOfDispatch', 'running'])
    expect(on('2026-08-01')).toEqual(['dayAfterDispatch', 'running'])
  })

  test('every default is one of the values of its point', () => {
    for (const name of Object.keys(CHOICES) as (keyof typeof CHOICES)[])
      expect([name, isChoiceValue(name, DEFAULT_CHOICES[name])]).toEqual([name, true])
  })
})

describe('one proposes, another decides', () => {
  test('who handles cases neither proposes nor reads; the head reads and does not propose', async () => {
    for (const who of ['handler', 'registrar', 'supervisor', 'auditor'])
      expect([who, (await office.staff(who).gets('/api/v1/choices')).status]).toEqual([who, 403])
    expect((await proposes('feeWait', 'running', '2026-03-02', 'head')).status).toBe(403)
    const { choices } = needs(await office.head.gets('/api/v1/choices'), 200, 'head could not read').json
    expect(choices.map(({ name }: { name: string }) => name)).toEqual(Object.keys(CHOICES))
    expect(choices[0]).toMatchObject({ now: { value: false, since: null }, article: '条例第三十一条第（三）项' })
    expect(choices[0].alternatives[1].consequence).toContain('网上提交之日即为收到申请之日')
  })

  test('no day before today, no value that the point has not, nothing that holds anyway, no other agency', async () => {
    const before = await counts()
    const refused = async (choice: string, value: unknown, from: string) =>
      (await proposes(choice, value, from)).json.errors.map(({ field, code }: Record<string, string>) => [field, code])
    expect(await refused('feeWait', 'running', '2026-03-01')).toEqual([['from', 'IN_THE_PAST']])
    expect(await refused('feeWait', 'walking', '2026-03-02')).toEqual([['value', 'UNFIT']])
    expect(await refused('feeWait', 'suspended', '2026-03-02')).toEqual([['value', 'UNCHANGED']])
    expect(await refused('feeWait', 'running', '2026-02-30')).toEqual([['from', 'UNFIT']])
    expect((await proposes('nothing', 'x', '2026-03-02')).status).toBe(404)
    expect((await office.staff('admin').gets('/api/v1/choices?agency=nowhere')).status).toBe(404)
    expect(await counts()).toBe(before)
  })

  test('a repeat with the same key proposes once; a second proposal on the same point waits for the first', async () => {
    const first = await proposes('withdrawnCountsForFee', true, '2026-03-09', 'admin', { key: 'once' })
    const again = await proposes('withdrawnCountsForFee', true, '2026-03-09', 'admin', { key: 'once' })
    expect([first.status, again.json.proposal]).toEqual([201, first.json.proposal])
    expect((await proposes('withdrawnCountsForFee', true, '2026-03-10')).json.code).toBe('FACT_REFUSED')
  })

  test('who proposed cannot decide, by the door and by the database; what is refused changes nothing', async () => {
    const [latest] = await office.sql<{ position: number }[]>`
      select max(position) as position from choice_proposals where agency_id = 'yunxi'`
    const { position } = latest!
    expect((await decides('withdrawnCountsForFee', position, 'approval', 'admin')).status).toBe(403)
    expect((await decides('feeWait', position, 'approval')).status).toBe(404)
    await expect(
      office.sql`
        insert into choice_decisions (agency_id, position, approved, before, "by", at, why)
        values ('yunxi', ${position}, true, 'false', 'staff:admin', now(), '')`,
    ).rejects.toThrow('cannot decide')
    expect((await decides('withdrawnCountsForFee', position, 'refusal', 'security')).status).toBe(201)
    expect((await decides('withdrawnCountsForFee', position, 'approval')).status).toBe(409)
    expect(office.house.lawFor('yunxi').choices('2026-12-01').withdrawnCountsForFee).toBe(false)
    const { proposals } = (await office.head.gets(choosing('withdrawnCountsForFee'))).json
    expect(proposals[0]).toMatchObject({
      by: '示例·系统管理员',
      decision: { approved: false, by: '示例·安全管理员', before: '不计入' },
    })
    await expect(office.sql`update choice_decisions set approved = true`).rejects.toThrow()
    await expect(office.sql`delete from choice_proposals`).rejects.toThrow()
  })

  test('a proposal whose day has passed is not approved', async () => {
    const { proposal } = needs(await proposes('feeMonth', 'registration', '2026-03-02'), 201, 'proposed').json
    office.itIs('2026-03-03')
    const late = await decides('feeMonth', proposal, 'approval')
    expect(late.json.errors).toEqual([expect.objectContaining({ code: 'IN_THE_PAST' })])
    expect((await decides('feeMonth', proposal, 'refusal')).status).toBe(201)
    office.itIs('2026-03-02')
  })
})

describe('an amount', () => {
  test('is a whole number within its bounds; an empty field is no nought', async () => {
    for (const value of [0, 16, 2.5, '', ' ', true, 'five'])
      expect([value, (await proposes('leastToAnswer', value, '2026-03-02')).json.errors]).toEqual([
        value,
        [expect.objectContaining({ field: 'value', code: 'UNFIT' })],
      ])
    expect((await proposes('mailMegabytes', '', '2026-03-02')).status).toBe(422)
    await office.head.signsIn()
    const page = needs(await office.head.gets('/settings/choices/leastToAnswer'), 200, 'read').text
    for (const words of ['1至15个工作日', '（默认5个工作日）', '现在：5个工作日']) expect(page).toContain(words)
  })

  test('the least time to answer: refused below it from its day on, and the form names it', async () => {
    const early = await office.caseUntil('assigned')
    const late = await office.caseUntil('assigned')
    await chosen('leastToAnswer', 10, '2026-03-03')
    const asking = (answerBy: string) => ({ ...CORRECTION, answerBy })
    expect((await office.handler.tries(early.id, asking('2026-03-10'))).status).toBe(201)
    office.itIs('2026-03-03')
    const { json } = await office.handler.tries(late.id, asking('2026-03-11'))
    expect(json.code).toBe('CORRECTION_PERIOD_SHORT')
    expect(JSON.stringify(json)).toContain('少于10个工作日')
    const reasons = { type: 'reasonsRequested', why: '三个月内120件。', answerBy: '2026-03-11' }
    expect((await office.handler.tries(late.id, reasons)).json.code).toBe('REASONS_PERIOD_SHORT')
    await office.handler.signsIn()
    const form = needs(await office.handler.gets(`/cases/${late.id}`), 200, 'the case').text
    expect(form).toContain('少于10个工作日的，写明。')
    expect((await office.handler.tries(late.id, asking('2026-03-17'))).status).toBe(201)
    office.itIs('2026-03-02')
  })
})

describe('the clock', () => {
  test('what a change would move is shown first, then moved and recorded; later cases follow it, earlier days do not', async () => {
    const { id } = await office.caseUntil('assigned')
    const other = await office.caseUntil('assigned')
    office.itIs('2026-03-03')
    await office.handler.records(other.id, { type: 'agencyConsulted', party: '示例局', coMaker: false })
    office.itIs('2026-03-04')
    const asked = await office.handler.records(id, { type: 'agencyConsulted', party: '示例局', coMaker: false })
    const { dueOn } = asked.clock

    const preview = await office
      .staff('admin')
      .posts(`${choosing('consultationFrom')}/moves`, '', { value: 'dayOfDispatch', from: '2026-03-04' })
    // Sent today: moved. Sent yesterday, when the old choice held: stays.
    expect(preview.json.moved.map((each: { case: string }) => each.case)).toEqual([id])
    const [{ dueBefore, dueAfter }] = preview.json.moved
    expect(dueBefore).toBe(dueOn)
    expect(dueAfter > dueOn).toBe(true)
    expect((await office.handler.opens(id)).clock.dueOn).toBe(dueOn)

    const { moved } = await chosen('consultationFrom', 'dayOfDispatch', '2026-03-04')
    expect(moved).toHaveLength(1)
    const row = await office.handler.opens(id)
    expect(row.clock.dueOn).toBe(dueAfter)
    expect(row.facts.at(-1)).toMatchObject({ type: 'choiceChanged', by: 'system' })
    const [{ said }] = (await office.sql`
      select coalesce(open::text, '') as said from ledger where case_id = ${id} order by position desc limit 1`) as [
      { said: string },
    ]
    expect(said).toContain('consultationFrom')
    expect((await office.handler.opens(other.id)).facts.at(-1).type).not.toBe('choiceChanged')
    await office.theJobsRun()
    expect(await recountByNight(office.house)).toEqual([])
  })

  test('every fact of it stands: the ledger comes to the same rows', async () => {
    const { verifyAll } = await import('../../src/evidence/whole/verify-all.ts')
    expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  })

  test('by night, what was missed by day is moved, and names the choice', async () => {
    office.itIs('2026-03-05')
    const { id } = await office.caseUntil('assigned')
    office.itIs('2026-03-06') // the day of receipt is not counted anyway
    const { clock } = await office.handler.records(id, { type: 'agencyConsulted', party: '示例局', coMaker: false })
    // As it would stand if the process had ended right after the approval.
    await office.sql`
      insert into choice_proposals (agency_id, position, choice, value, from_day, "by", at, why)
      values ('yunxi', 90, 'consultationFrom', '"dayAfterDispatch"', '2026-03-05', 'staff:admin', now(), '恢复')`
    await office.sql`
      insert into choice_decisions (agency_id, position, approved, before, "by", at, why)
      values ('yunxi', 90, true, '"dayOfDispatch"', 'staff:head', now(), '同意')`
    const moved = await recountByNight(office.house)
    expect(moved.map((each) => [each.case, each.dueBefore])).toEqual([[id, clock.dueOn]])
    const { facts } = await office.handler.opens(id)
    expect(facts.at(-1)).toMatchObject({ type: 'choiceChanged' })
  })

  test('another process hears of it, and the other agencies keep their own', async () => {
    const other = await openLaw(office.sql)
    const heard = () => other.lawFor('yunxi').choices('2027-01-04').feeWait
    expect(heard()).toBe('suspended')
    await chosen('feeWait', 'running', '2026-12-01')
    await expect.poll(heard).toBe('running')
    expect(other.lawFor('yunxi').choices('2026-11-30').feeWait).toBe('suspended')
    expect(other.lawFor('yunxi-zjj').choices('2027-01-04').feeWait).toBe('suspended')
    await other.close()
  })

  test('the platform’s receipt confirms from the day on: the rules and the clock agree', async () => {
    const early = await office.registrar.finds(await office.citizen.files())
    office.itIs('2026-03-09')
    await chosen('platformReceiptConfirms', true, '2026-03-09')
    const late = await office.registrar.finds(await office.citizen.files(application()))
    expect((await office.registrar.opens(late)).clock).toMatchObject({ receivedOn: '2026-03-09', status: 'running' })
    expect((await office.registrar.opens(early)).clock).toMatchObject({ receivedOn: null })
    expect((await office.registrar.tries(early, { type: 'registered' })).json.code).toBe('RECEIPT_NOT_CONFIRMED')
    expect((await office.registrar.tries(late, { type: 'registered' })).status).toBe(201)
  })
})

test('letters tell what the agency has chosen, from its day', async () => {
  const of = (day: string) => office.house.templatesFor('yunxi', day).get('petition')!
  await chosen('suitRefusedByCourt', 'omit', '2026-03-20')
  expect([of('2026-03-19').remedy, of('2026-03-20').remedy]).toEqual(['cautioned', 'reconsiderationOnly'])
  expect(of('2026-03-19').body).toContain('是否立案由人民法院依法决定')
  expect(of('2026-03-20').body).not.toContain('{{remedy.court}}')
  expect(office.house.templatesFor('yunxi-zjj', '2026-03-20').get('petition')!.remedy).toBe('cautioned')
})

test('the workbench shows the clause that the choice puts there, by its name, and what the others would put', async () => {
  const opens = async (day: string, path: string, who: 'head' | 'counsel' = 'head') => {
    office.itIs(day)
    await office[who].signsIn()
    return needs(await office[who].gets(path), 200, path).text
  }
  const before = await opens('2026-03-19', '/templates/petition')
  for (const words of [
    '人民法院可能不予立案的事项，文书怎样告知起诉',
    '现在是“告知，并说明是否立案由人民法院决定”，用条款“救济途径：复议或者诉讼，起诉是否立案由人民法院决定”',
    '选择“不告知”的，用条款“救济途径：行政复议”',
  ])
    expect(before).toContain(words)
  const after = await opens('2026-03-20', '/templates/petition')
  expect(after).toContain('现在是“不告知”，用条款“救济途径：行政复议”')
  expect(after).not.toContain('提起行政诉讼；直接提起行政诉讼的')
  expect(await opens('2026-03-20', '/templates/partlyDisclosed')).toContain('部分公开的不予公开部分是否复议前置')
  expect(await opens('2026-03-20', '/templates/notHeld')).not.toContain('data-chosen')

  // Who writes a version goes on from the agency's own clause, which from then on stands as it was written.
  const source = await opens('2026-03-20', '/templates/petition/edit', 'counsel')
  expect(source).toContain('remedyReconsiderationOnly}}\n')
  expect(source).toContain('自己写的版本不随选择改变')
  office.itIs('2026-03-09')
})

describe('the pages', () => {
  const page = async (who: string, url: string) => needs(await office.staff(who).gets(url), 200, url).text

  test('the point with article, alternatives and their consequences, since when, and the history', async () => {
    const settings = await page('head', '/settings')
    expect(settings).toContain('征求意见自何日起不计入期限')
    expect(settings).not.toContain('保存')
    const text = await page('head', '/settings/choices/suitRefusedByCourt')
    for (const words of [
      '法释〔2025〕8号第十条第二款',
      '最长不得超过一年',
      '默认',
      '自2026年3月20日起',
      '示例·公开办主任批准',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('choice-propose')
    expect((await office.staff('handler').gets('/settings/choices/suitRefusedByCourt')).status).toBe(403)
    expect((await office.staff('admin').gets('/settings/choices/nothing')).status).toBe(404)
  })

  test('the form shows what moves, then proposes; the second person sees it and decides', async () => {
    const admin = office.staff('admin')
    const head = office.staff('head')
    const post = (path: string, fields: object, who = admin) => who.posts(`/settings/choices/${path}`, '', fields)
    const asked = { value: 'nextWorkingDay', from: '2026-03-09', why: '与受理系统一致。' }
    expect((await post('receiptOnNonWorkingDay/preview', { ...asked, from: '2026-01-01' })).text).toContain(
      '不能早于今天',
    )
    const preview = await post('receiptOnNonWorkingDay/preview', asked)
    expect(preview.text).toContain('没有未结申请的答复期限会因此变化')
    expect((await post('receiptOnNonWorkingDay/proposals', asked)).status).toBe(303)
    expect(await page('admin', '/settings/choices/receiptOnNonWorkingDay')).toContain('由提议人以外的一人批准')
    const waiting = await page('head', '/settings/choices/receiptOnNonWorkingDay')
    const n = /data-proposal="(\d+)"/.exec(waiting)![1]
    const path = `receiptOnNonWorkingDay/proposals/${n}/approval`
    expect((await post(path, { why: '同意。' }, head)).text).toContain('请确认后再提交')
    const done = await post(path, { why: '同意。', confirm: 'yes' }, head)
    expect(done.text).toContain('data-decided="true"')
    expect(office.house.lawFor('yunxi').choices('2026-03-09').receiptOnNonWorkingDay).toBe('nextWorkingDay')
  })
})
