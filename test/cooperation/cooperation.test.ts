/**
 * 协同办理: a unit is asked, answers with a file, asks for time and hands back; a case goes back to the head and to another unit; an
 * application goes to the agency that it belongs to and comes back; colleagues confer and talk. What has legal effect is on the
 * ledger, what has none is in no bundle.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { suggestedDay } from '../../src/cooperation/read.ts'
import { remindOfCooperation } from '../../src/cooperation/reminders.ts'
import { deskCounts } from '../../src/desk/counts.ts'
import { newId } from '../../src/ground/ids.ts'
import { overAll } from '../../src/house.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { asUpload, cookiesOf, type Json, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { reminded } from '../support/reminders.ts'
import { seatOf } from '../support/seat.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

let office: Office
let mails: MailServer
/** 承办人 of 综合科: another unit of the same agency. */
let other: Office['handler']
/** 承办人 of an agency that the same office takes in for. */
let outside: Office['handler']
beforeAll(async () => {
  mails = await startMailServer()
  office = await openOffice({ smtpUrl: mails.url })
  other = office.staff('handler-zhk')
  outside = office.staff('handler-zjj-bgs')
})
afterAll(async () => {
  await office.close()
  await mails.close()
})

const ASKED = { unit: 'yunxi-zhk', says: '请查找2019年征收补偿方案的会议纪要。', dueOn: '2026-03-12' }
const api = (id: string, act: string) => `/api/v1/cases/${id}/${act}`
const does = (who: Office['handler'], url: string, body: object) => who.posts(url, '', body)
const factsOf = async (id: string): Promise<Json[]> => (await office.supervisor.opens(id)).facts
const textOf = async (id: string) => JSON.stringify(await factsOf(id))

async function asked(more: object = {}): Promise<{ id: string; position: number; at: string }> {
  const { id } = await office.caseUntil('assigned')
  const answer = await does(office.handler, api(id, 'assistances'), { ...ASKED, ...more })
  expect(answer.status, answer.text).toBe(201)
  const { position } = answer.json
  return { id, position, at: `/api/v1/assistances/${id}/${position}` }
}

describe('协办', () => {
  test('a unit that does not see the case reads the words of the request, what it is asked and what it was handed, and answers with a file', async () => {
    const { id } = await office.caseUntil('assigned')
    const kept = (
      await office.handler.adds(id, [
        { name: '检索线索.txt', content: '线索' },
        { name: '不给.txt', content: '别的' },
      ])
    ).json.files
    const { position } = (await does(office.handler, api(id, 'assistances'), { ...ASKED, files: [kept[0].id] })).json
    const at = `/assistances/${id}/${position}`
    expect((await other.gets(`/cases/${id}`)).status, 'the case is not theirs').toBe(404)
    expect((await other.gets('/desk')).text).toContain('请求我协办 1件')
    expect((await other.gets('/cooperation')).text).toContain(at)
    const page = (await other.gets(at)).text
    expect(page).toContain(ASKED.says)
    expect(page).toContain('征收补偿')
    expect(page, 'nobody who asked').not.toContain('张三')
    expect((await other.gets(`${at}/files/${kept[0].id}`)).text).toBe('线索')
    expect((await other.gets(`${at}/files/${kept[1].id}`)).status, 'what they were not handed').toBe(404)
    expect((await outside.gets(at)).status).toBe(404)
    expect((await outside.posts(`/api/v1${at}/answer`, '', { says: '…' })).status).toBe(404)

    const { headers, payload } = asUpload({ fact: JSON.stringify({ says: '在档案室查到1份，附后。' }) }, [
      { name: '会议纪要.txt', content: '纪要' },
    ])
    const authorization = `Bearer ${await other.signsIn()}`
    const sent = await office.app.inject({
      method: 'POST',
      url: `/api/v1${at}/answer`,
      headers: { ...headers, authorization },
      payload,
    })
    expect(sent.statusCode, sent.payload).toBe(201)
    const facts = await factsOf(id)
    expect(facts.map(({ type, by }: Json) => [type, by]).slice(-3)).toEqual([
      ['noted', 'staff:handler'],
      ['fileAdded', 'staff:handler-zhk'],
      ['noted', 'staff:handler-zhk'],
    ])
    expect(JSON.stringify(facts.at(-1))).toContain(`协办答复（第${position}条记录）：在档案室查到1份`)
    expect((await does(other, `/api/v1${at}/answer`, { says: '再答一次' })).json.code).toBe('FACT_REFUSED')
    expect((await other.gets('/desk')).text).not.toContain('请求我协办')
    const read = (await office.handler.gets(api(id, 'cooperation'))).json.assistances[0]
    expect(read).toMatchObject({ ended: 'answered', isOverdue: false })
    expect(read.steps[0].files[0].name).toBe('会议纪要.txt')
  })

  test('a repeat of an answer with a file gets the first answer; the same file with other words is another request', async () => {
    const { at } = await asked()
    const file = [{ name: '会议纪要.txt', content: '纪要' }]
    const sends = (says: string, files: typeof file) =>
      other.posts(`${at}/answer`, 'fact', { says }, { key: `answer ${at}`, files })
    const first = await sends('查到1份，附后。', file)
    expect(first.status, first.text).toBe(201)
    const again = await sends('查到1份，附后。', file)
    expect([again.status, again.json]).toEqual([201, first.json])
    for (const [says, files] of [
      ['查到2份，附后。', file],
      ['查到1份，附后。', []],
    ] as const)
      expect((await sends(says, [...files])).json.code).toBe('KEY_REUSED')
  })

  test('more time is asked for and given, then it is handed back; what is asked may be withdrawn', async () => {
    const { id, position, at } = await asked()
    expect(
      (await does(other, `${at}/more-time`, { until: '2026-03-11', says: '来不及' })).json.errors[0],
    ).toMatchObject({ field: 'until', code: 'UNFIT' })
    expect((await does(other, `${at}/more-time`, { until: '2026-03-17', says: '档案在外借。' })).status).toBe(201)
    expect((await office.handler.gets('/desk')).text).toContain('协办请求延期 1件')
    expect((await does(other, api(id, `assistances/${position}/decision`), { given: true, says: '同意' })).status).toBe(
      404,
    )
    expect(
      (await does(office.handler, api(id, `assistances/${position}/decision`), { given: true, says: '同意。' })).status,
    ).toBe(201)
    expect((await other.gets(at)).json.assistance).toMatchObject({ dueOn: '2026-03-17', askedUntil: null })
    expect(
      (await does(office.handler, api(id, `assistances/${position}/decision`), { given: false, says: '不' })).json.code,
    ).toBe('FACT_REFUSED')
    expect((await does(other, `${at}/return`, { says: '应当请督查科协办。' })).status).toBe(201)
    expect((await office.handler.gets(`/cases/${id}/cooperation`)).text).toContain('应当请督查科协办。')
    const again = (await does(office.handler, api(id, 'assistances'), { ...ASKED, unit: 'yunxi-dck' })).json.position
    expect((await does(office.handler, api(id, `assistances/${again}/withdrawal`), { why: '已经找到。' })).status).toBe(
      201,
    )
    expect(await textOf(id)).toContain(`撤回协办（第${again}条记录）：已经找到。`)
  })

  test('no unit without handlers, not the own one, no day that is past, and nobody asks who may not', async () => {
    const { id } = await office.caseUntil('assigned')
    await office.sql`insert into units (id, agency_id, name, position) values ('yunxi-kong', 'yunxi', '空科', 99) on conflict do nothing`
    const refused = async (more: object, who = office.handler) =>
      (await does(who, api(id, 'assistances'), { ...ASKED, ...more })).json
    expect((await refused({ unit: 'yunxi-kong' })).errors[0]).toMatchObject({
      field: 'unit',
      code: 'UNIT_WITHOUT_HANDLERS',
    })
    expect((await refused({ unit: 'yunxi-zjj-bgs' })).errors[0].code).toBe('NO_SUCH_UNIT')
    expect((await refused({ unit: 'yunxi-gkk' })).errors[0]).toMatchObject({ field: 'unit', code: 'UNFIT' })
    expect((await refused({ dueOn: '2026-02-27' })).errors[0].code).toBe('IN_THE_PAST')
    expect((await refused({ person: 'handler' })).errors[0].code).toBe('NO_SUCH_HANDLER')
    expect((await refused({ files: ['00000000-0000-7000-8000-000000000001'] })).errors[0].code).toBe('NO_SUCH_FILE')
    expect((await refused({}, office.registrar)).code).toBe('NOT_YOURS')
    const page = (await office.handler.gets(`/cases/${id}/cooperation`)).text
    expect(page, 'an empty unit is not offered').not.toContain('空科')
    const { id: early } = await office.caseUntil('submitted')
    expect((await does(office.head, api(early, 'assistances'), ASKED)).json.code).toBe('FACT_REFUSED')
    await office.sql`delete from units where id = 'yunxi-kong'`
  })

  test('who is named answers alone while they are there; all of the unit once they are not', async () => {
    const { id, at } = await asked({ person: 'handler-zhk' })
    await office.sql`insert into person_units (person_id, unit_id) select id, 'yunxi-zhk' from people where username = 'archivist'`
    await office.sql`update people set roles = '{archivist,handler}' where username = 'archivist'`
    const beside = office.staff('archivist')
    expect((await beside.gets(at)).json.mayAnswer, 'another of the unit').toBe(false)
    expect((await does(beside, `${at}/answer`, { says: '代答' })).json.code).toBe('NOT_YOURS')
    expect((await beside.gets('/api/v1/cooperation')).json.help).toEqual([])
    expect((await other.gets(at)).json.mayAnswer).toBe(true)
    expect((await office.head.gets(at)).json.mayAnswer, 'lest nobody answers').toBe(true)
    const moves = (from: string, to: string) => office.sql`
      update person_units set unit_id = ${to} where unit_id = ${from}
        and person_id = (select id from people where username = 'handler-zhk')`
    await moves('yunxi-zhk', 'yunxi-dck')
    expect((await other.gets(at)).status, 'who went to another unit').toBe(404)
    expect((await beside.gets('/api/v1/cooperation')).json.help).toHaveLength(1)
    expect((await does(beside, `${at}/answer`, { says: '查到1份。' })).status).toBe(201)
    await moves('yunxi-dck', 'yunxi-zhk')
    await office.sql`update people set roles = '{archivist}' where username = 'archivist'`
    await office.sql`delete from person_units where person_id = (select id from people where username = 'archivist')`
    expect(await textOf(id)).toContain('查到1份。')
  })

  test('once the case is answered nothing is put down that comes too late, and nobody is asked any more', async () => {
    const { id, position, at } = await asked()
    const { n } = (
      await does(office.handler, api(id, 'conferences'), { agenda: '怎样答复？', people: ['handler-zhk'], outside: [] })
    ).json
    await office.goes(id, 'assigned', 'replyServed')
    const before = (await factsOf(id)).length
    expect((await does(other, `${at}/answer`, { says: '迟到的答复' })).json.code).toBe('FACT_REFUSED')
    expect((await other.posts(`/assistances/${id}/${position}/answer`, '', { says: '迟到' })).text).toContain(
      '本件已经答复',
    )
    const late = await does(other, `/api/v1/conferences/${id}/${n}/opinions`, { seat: 1, says: '迟到的意见' })
    expect(late.json.code).toBe('FACT_REFUSED')
    const more = { agenda: '再议', people: ['counsel'], outside: [] }
    expect((await does(office.handler, api(id, 'conferences'), more)).json.code).toBe('FACT_REFUSED')
    expect((await does(office.handler, api(id, 'assistances'), { ...ASKED, dueOn: '2026-04-30' })).json.code).toBe(
      'FACT_REFUSED',
    )
    expect((await factsOf(id)).length).toBe(before)
    expect((await other.gets(`/assistances/${id}/${position}`)).text).toContain('协办不再需要答复。')
    const waits = (await other.gets('/api/v1/cooperation')).json
    expect(waits.help.filter(({ caseId }: Json) => caseId === id)).toEqual([])
    expect(waits.invitations.filter(({ caseId }: Json) => caseId === id)).toEqual([])
    office.itIs('2026-03-02')
  })

  test('whoever asked is told of the answer and of what came back until they read it', async () => {
    const { id, at } = await asked()
    const second = (await does(office.handler, api(id, 'assistances'), { ...ASKED, unit: 'yunxi-dck' })).json.position
    await does(other, `${at}/answer`, { says: '查到1份。' })
    await does(office.staff('handler-dck'), `/api/v1/assistances/${id}/${second}/return`, { says: '不是本科职责。' })
    const desk = async () => (await office.handler.gets('/desk')).text
    expect(await desk()).toContain('协办已答复')
    expect(await desk()).toContain('协办被退回')
    expect((await office.head.gets('/desk')).text, 'of whoever asked').not.toContain('协办已答复')
    const list = (await office.handler.gets('/cooperation')).text.split('data-list="ended"')[1]!.split('</table>')[0]!
    expect(list).toContain(`/cases/${id}/cooperation#assistance-`)
    expect((await office.handler.gets('/api/v1/cooperation')).json.ended.map((one: Json) => one.caseId)).toContain(id)
    for (const { caseId } of (await office.handler.gets('/api/v1/cooperation')).json.ended)
      await office.handler.gets(`/cases/${caseId}/cooperation`)
    expect(await desk()).not.toMatch(/协办已答复|协办被退回/)
  })

  test('help beyond the day of the reply is asked for knowingly; programs are told', async () => {
    const { id } = await office.caseUntil('assigned')
    const due = (await office.handler.opens(id)).clock.dueOn
    const late = { ...ASKED, dueOn: '2026-05-08' }
    expect(late.dueOn > due).toBe(true)
    const answer = await does(office.handler, api(id, 'assistances'), late)
    expect(answer.status).toBe(201)
    expect(answer.json.warning).toContain('晚于答复申请人的期限')
    expect((await does(office.handler, api(id, 'assistances'), ASKED)).json.warning).toBeUndefined()
    const form = (act: string, values: object) => office.handler.posts(`/cases/${id}/${act}`, '', values)
    const back = await form('assistances', late)
    expect(back.status).toBe(422)
    expect(back.text).toContain('晚于答复申请人的期限')
    expect(back.text).toContain('已知悉，仍按这一期限')
    expect((await form('assistances', { ...late, confirm: 'yes' })).status).toBe(303)
    const { position } = answer.json
    await does(other, `/api/v1/assistances/${id}/${position}/more-time`, { until: '2026-06-01', says: '外借。' })
    const decision = `assistances/${position}/decision`
    expect((await office.handler.gets(`/cases/${id}/cooperation`)).text).toContain('2026年6月1日）晚于')
    expect((await form(decision, { given: 'yes', says: '同意。' })).status).toBe(422)
    expect((await form(decision, { given: 'yes', says: '同意。', confirm: 'yes' })).status).toBe(303)
  })

  test('the day that is suggested leaves half of the working days', () => {
    const { calendar } = office.house.law()
    expect(suggestedDay(calendar, '2026-03-02', '2026-03-30')).toBe('2026-03-16')
    expect(suggestedDay(calendar, '2026-03-30', '2026-03-30')).toBeUndefined()
    expect(suggestedDay(calendar, '2026-03-02', null)).toBeUndefined()
  })

  test('a signature is not stopped, and nobody signs without being told', async () => {
    const { id } = await asked()
    await office.goes(id, 'assigned', 'replyReviewed')
    const page = (await office.signer.gets(`/cases/${id}/draft`)).text
    expect(page).toContain('还有协办没有答复。')
    expect((await office.signer.opens(id)).helpOpen, 'programs, too').toHaveLength(1)
    expect((await office.handler.gets(`/cases/${id}`)).text).toMatch(/data-help-open="\d+"/)
    await office.signer.records(id, { type: 'replySigned' })
  })
})

describe('退回分办、改派', () => {
  test('the handler hands back, the head assigns again with the reason, and both ends keep the trace', async () => {
    const { id } = await office.caseUntil('assigned')
    expect((await does(office.registrar, api(id, 'hand-back'), { why: '…' })).json.code).toBe('NOT_YOURS')
    expect((await does(office.handler, api(id, 'hand-back'), { why: '属于综合科职责。' })).status).toBe(201)
    expect((await does(office.handler, api(id, 'hand-back'), { why: '再退。' })).json.code).toBe('FACT_REFUSED')
    expect((await office.handler.opens(id)).unit, 'nothing lies between two chairs').toBeTruthy()
    expect((await office.head.gets('/desk')).text).toContain('退回分办 1件')
    for (const [who, says] of [
      [office.handler, '等待负责人重新分办'],
      [office.head, '请重新分办'],
    ] as const) {
      const page = (await who.gets(`/cases/${id}`)).text
      expect(page).toContain(says)
      expect(page, 'why').toContain('属于综合科职责。')
      expect(page).not.toContain('请检索、审查并拟稿')
    }
    const moves = { unit: 'yunxi-zhk', handler: 'handler-zhk', why: '综合科保存原件。' }
    expect((await does(office.handler, api(id, 'reassignment'), moves)).json.code).toBe('NOT_YOURS')
    expect(
      (await does(office.head, api(id, 'reassignment'), { ...moves, unit: 'yunxi-gkk', handler: undefined })).json
        .errors[0].code,
    ).toBe('UNCHANGED')
    expect((await does(office.head, api(id, 'reassignment'), moves)).status).toBe(201)
    expect((await office.head.gets('/desk')).text).not.toContain('退回分办 1件')
    expect((await office.handler.gets(`/cases/${id}`)).status, 'gone from their sight').toBe(404)
    const trace = (await office.handler.gets('/cooperation')).text
    expect(trace).toContain('现承办综合科')
    const there = (await other.gets(`/cases/${id}/cooperation`)).text
    expect(there).toContain('属于综合科职责。')
    expect(there).toContain('</b>综合科保存原件。')
    const facts = (await factsOf(id)).map(({ type }: Json) => type)
    expect(facts.slice(-3)).toEqual(['noted', 'noted', 'assigned'])
  })

  test('who acts as the cover of a colleague signs for them, and whose right is gone does not act', async () => {
    const { id } = await office.caseUntil('assigned')
    const covers = newId(office.house.time.now())
    await office.sql`
      insert into covers (id, person_id, covered_by, from_day, to_day, by, at, approved, decided_by, decided_at)
      select ${covers}, a.id, b.id, '2026-03-02', '2026-03-02', 'staff:admin', ${office.house.time.now().toISOString()}, true, 'system', now()
      from people a, people b where a.username = 'handler' and b.username = 'archivist'`
    expect((await does(office.archivist, api(id, 'assistances'), ASKED)).status).toBe(201)
    expect((await does(office.archivist, api(id, 'hand-back'), { why: '属于综合科职责。' })).status).toBe(201)
    for (const fact of (await factsOf(id)).slice(-2))
      expect(fact).toMatchObject({ type: 'noted', by: 'staff:archivist', actingFor: 'handler' })
    await office.sql`update covers set ended_at = now() where id = ${covers}`
    await does(office.head, api(id, 'reassignment'), { unit: 'yunxi-zhk', why: '综合科保存原件。' })
    expect((await factsOf(id)).at(-1), 'their own').not.toHaveProperty('actingFor')
  })

  test('a mention is let go with the sight of the case', async () => {
    const { id } = await office.caseUntil('assigned')
    await does(office.head, api(id, 'remarks'), { says: '请看。', mentions: ['handler'] })
    const told = async () => (await office.handler.gets('/api/v1/cooperation')).json.mentions
    expect(await told()).toMatchObject([{ caseId: id }])
    await does(office.head, api(id, 'reassignment'), { unit: 'yunxi-zhk', why: '综合科保存原件。' })
    expect(await told()).toEqual([])
    expect((await office.handler.gets('/desk')).text).not.toContain('内部沟通提醒我')
  })

  test('a hand-back is taken back until it is assigned again', async () => {
    const { id } = await office.caseUntil('assigned')
    const back = { why: '看错了职责。' }
    expect((await does(office.handler, api(id, 'hand-back/withdrawal'), back)).json.code).toBe('FACT_REFUSED')
    await does(office.handler, api(id, 'hand-back'), { why: '属于综合科职责。' })
    expect((await does(office.registrar, api(id, 'hand-back/withdrawal'), back)).json.code).toBe('NOT_YOURS')
    expect((await does(office.handler, api(id, 'hand-back/withdrawal'), back)).status).toBe(201)
    expect((await office.handler.opens(id)).nextStep).toContain('请检索、审查并拟稿')
    expect((await office.handler.gets(`/cases/${id}/cooperation`)).text).toContain('已撤回，继续承办')
    expect(await textOf(id)).toContain('撤回退回分办：看错了职责。')
    await does(office.handler, api(id, 'hand-back'), { why: '还是属于综合科职责。' })
    await office.head.records(id, { type: 'assigned', unit: 'yunxi-gkk' })
    expect((await does(office.handler, api(id, 'hand-back/withdrawal'), back)).json.code).toBe('FACT_REFUSED')
  })

  test('the trace is paged, filtered, and leads to what one may open', async () => {
    const { id } = await office.caseUntil('assigned')
    for (let i = 0; i < 11; i++) {
      await does(office.handler, api(id, 'hand-back'), { why: `第${i}次。` })
      await does(office.handler, api(id, 'hand-back/withdrawal'), { why: `第${i}次。` })
    }
    const rows = (text: string) => text.split('data-list="trace"')[1]!.split('<tr').length - 2
    const first = (await office.handler.gets('/cooperation')).text
    expect(rows(first)).toBe(20)
    expect(first).toContain(`/cases/${id}/cooperation#moves`)
    const more = /href="(\/cooperation\?after=[^"#]+)/.exec(first)![1]!.replaceAll('&amp;', '&')
    expect(rows((await office.handler.gets(more)).text)).toBeGreaterThan(1)
    const kept = (await office.handler.gets('/cooperation?kind=keptAfterAll')).text
    expect(kept.split('data-list="trace"')[1]).not.toContain('等待重新分办')
    expect((await office.handler.gets('/cooperation?after=x')).status).toBe(422)
  })

  test('whichever assignment comes next settles it', async () => {
    const { id } = await office.caseUntil('assigned')
    await does(office.handler, api(id, 'hand-back'), { why: '不属于本科室。' })
    await office.head.records(id, { type: 'assigned', unit: 'yunxi-dck' })
    const [row] = await office.sql<{ settled: number }[]>`select settled from case_moves where case_id = ${id}`
    expect(row!.settled).toBeGreaterThan(0)
    const { id: fresh } = await office.caseUntil('registered')
    expect((await does(office.head, api(fresh, 'reassignment'), { unit: 'yunxi-dck', why: '…' })).json.code).toBe(
      'FACT_REFUSED',
    )
  })
})

describe('移送', () => {
  const WHY = '申请的是住建局的信息，申请人选错机关。'

  test('the other agency gets it with its day, words and confirmations, once; sent back it is as if it had never left', async () => {
    const { id, receipt } = await office.caseUntil('confirmed')
    const before = (await office.registrar.opens(id)).clock.dueOn
    expect((await does(office.handler, api(id, 'transfer'), { agency: 'yunxi-zjj', why: WHY })).status).toBe(403)
    expect((await does(office.registrar, api(id, 'transfer'), { agency: 'yunxi', why: WHY })).json.errors[0].code).toBe(
      'UNCHANGED',
    )
    const sent = (await does(office.registrar, api(id, 'transfer'), { agency: 'yunxi-zjj', why: WHY })).json
    expect(sent.receipt).not.toBe(receipt)
    const tracked = await office.app.inject({
      url: `/api/v1/applications/${sent.receipt}`,
      headers: { 'enquiry-code': sent.enquiryCode },
    })
    expect(tracked.json().clock.dueOn, 'the limits run as if it had come there').toBe(before)
    const there = await office.registrar.opens(sent.case)
    expect(there.agency.id).toBe('yunxi-zjj')
    expect(there.facts.map(({ type }: Json) => type)).toEqual(['submitted', 'confirmed', 'noted'])
    expect(JSON.stringify(there.facts[2])).toContain(receipt)
    expect((await office.registrar.opens(id)).status).toBe('closed')
    expect((await office.registrar.gets('/cooperation')).text).toContain('转云溪区住房和城乡建设局')
    expect(
      (await does(office.registrar, api(id, 'transfer'), { agency: 'yunxi-zjj', why: WHY })).json.code,
      'not twice',
    ).toBe('FACT_NOT_ALLOWED')

    expect((await does(office.registrar, api(id, 'transfer-return'), { why: '…' })).json.code).toBe('FACT_REFUSED')
    expect(
      (await does(office.registrar, api(sent.case, 'transfer-return'), { why: '本局没有这一职责。' })).status,
    ).toBe(201)
    const back = await office.registrar.opens(id)
    expect(back.clock.dueOn).toBe(before)
    expect(back.facts.map(({ type }: Json) => type).slice(-4)).toEqual(['noted', 'setAside', 'noted', 'restored'])
    expect((await does(office.registrar, api(sent.case, 'transfer-return'), { why: '…' })).json.code).toBe(
      'FACT_REFUSED',
    )
    await office.goes(id, 'confirmed', 'assigned')
    expect(
      (await does(office.registrar, api(id, 'transfer'), { agency: 'yunxi-zjj', why: WHY })).json.code,
      'after registration',
    ).toBe('FACT_REFUSED')
  })

  test('what was recorded there goes back with it: the limit does not start anew', async () => {
    const { id } = await office.caseUntil('submitted', application({ applicant: { email: 'back@example.cn' } }))
    const sent = (await does(office.registrar, api(id, 'transfer'), { agency: 'yunxi-zjj', why: WHY })).json
    await office.registrar.records(sent.case, { type: 'confirmed', how: 'phone', note: '电话双方确认' })
    await office.registrar.records(sent.case, { type: 'contactChanged', phone: '010-88880000' })
    await office.registrar.records(sent.case, { type: 'obstacle', from: '2026-03-02', why: '停电。' })
    const kept = (await office.registrar.adds(sent.case, [{ name: '来电记录.txt', content: '来电' }])).json.files
    await office.registrar.records(sent.case, { type: 'fileAdded', files: [kept[0].id] })
    const there = (await office.registrar.opens(sent.case)).clock.dueOn
    await office.theJobsRun()
    mails.mails.length = 0
    expect((await does(office.registrar, api(sent.case, 'transfer-return'), { why: '无此职责。' })).status).toBe(201)
    await office.theJobsRun()
    expect(mails.mails, 'of the confirmation they were told').toHaveLength(1)
    const back = await office.registrar.opens(id)
    expect(back.clock.dueOn).toBe(there)
    const put = back.facts.filter(({ type }: Json) => type !== 'mailSent')
    expect(put.slice(-5).map(({ type }: Json) => type)).toEqual([
      ...['restored', 'confirmed', 'contactChanged', 'obstacle', 'fileAdded'],
    ])
    expect(JSON.stringify(put.at(-4)), 'and says where it was recorded').toContain(sent.receipt)
    expect(back.files.map(({ name }: Json) => name)).toContain('来电记录.txt')
    expect(JSON.stringify(back.applicant ?? back)).toContain('010-88880000')
    await office.registrar.records(id, { type: 'registered' })
    const [file] = await office.sql`select by from files where case_id = ${id} and name = '来电记录.txt'`
    expect(file!.by).toBe('staff:registrar')
  })

  test('of one application one case lives, however it was moved', async () => {
    const moves = (case_: string, agency: string) =>
      does(office.registrar, api(case_, 'transfer'), { agency, why: WHY })
    const { id } = await office.caseUntil('confirmed')
    const b = (await moves(id, 'yunxi-zjj')).json.case
    expect((await moves(b, 'yunxi')).json.errors[0], 'it is sent back').toMatchObject({
      field: 'agency',
      code: 'UNFIT',
    })
    const c = (await moves(b, 'yunxi-jyj')).json.case
    const living = async () =>
      (
        await office.sql<
          { id: string }[]
        >`select id from cases where id in ${office.sql([id, b, c])} and step <> 'setAside'`
      ).map((one) => one.id)
    expect(await living()).toEqual([c])
    for (const one of [id, b]) {
      expect((await office.registrar.tries(one, { type: 'restored', why: '收回。' })).status).toBe(409)
      const { facts } = await office.registrar.opens(one)
      const { position } = facts.findLast(({ type }: Json) => type === 'setAside')
      const struck = { type: 'rectified', position, why: '误记。', approvedBy: '示例·公开办主任' }
      expect((await office.head.tries(one, struck)).status, 'nor struck').toBe(409)
    }
    expect((await does(office.registrar, api(b, 'transfer-return'), { why: '…' })).status).toBe(409)
    expect(await living()).toEqual([c])
    expect((await does(office.registrar, api(c, 'transfer-return'), { why: '无此职责。' })).status).toBe(201)
    expect(await living()).toEqual([b])
    // Whatever came to stand there: what the first sent elsewhere since does not go back to it.
    await office.sql`update case_moves set other_case = ${c} where case_id = ${id} and kind = 'sent'`
    expect((await does(office.registrar, api(b, 'transfer-return'), { why: '…' })).json.code).toBe('FACT_REFUSED')
    await office.sql`update case_moves set other_case = ${b} where case_id = ${id} and kind = 'sent'`
    expect((await does(office.registrar, api(b, 'transfer-return'), { why: '…' })).status).toBe(201)
    expect(await living()).toEqual([id])
  })

  test('its applicant reads where it went, in both languages, follows it there, and is told once, with both numbers', async () => {
    const filed = application({ applicant: { email: 'moved@example.cn' } })
    const { id, receipt, enquiryCode } = await office.caseUntil('confirmed', filed)
    await office.theJobsRun()
    mails.mails.length = 0
    const asides = async () => {
      const who = { seats: [seatOf('registrar')] }
      return (await deskCounts(office.sql, office.house.law().calendar, { who }, office.house.time.today())).aside
    }
    const before = await asides()
    const sent = (await does(office.registrar, api(id, 'transfer'), { agency: 'yunxi-zjj', why: WHY })).json
    await office.theJobsRun()
    expect(mails.mails.map(({ subject }) => subject)).toEqual([
      `政府信息公开申请已移送云溪区住房和城乡建设局办理（新的受理编号 ${sent.receipt}）`,
    ])
    const mail = mails.mails[0]!.text!
    for (const said of [receipt, sent.receipt, '电话：', `/track/${receipt}`]) expect(mail).toContain(said)
    expect(mail, 'the code does not travel by mail').not.toContain(sent.enquiryCode)

    const json = (
      await office.app.inject({ url: `/api/v1/applications/${receipt}`, headers: { 'enquiry-code': enquiryCode } })
    ).json()
    expect(json.moved).toMatchObject({ agency: '云溪区住房和城乡建设局', receipt: sent.receipt })
    expect(JSON.stringify(json)).not.toContain('无效件')
    const payload = new URLSearchParams({ receipt, enquiryCode }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const opened = await send(office.app, { method: 'POST', url: '/track', headers, payload })
    expect(opened.status).toBe(303)
    const cookie = cookiesOf(opened)
    const shown = async (url: string, cookie: string) => send(office.app, { url, headers: { cookie } })
    const zh = (await shown(`/track/${receipt}`, cookie)).text
    expect(zh).toContain('已移送云溪区住房和城乡建设局办理')
    expect(zh).toContain(sent.receipt)
    expect(zh).not.toMatch(/无效件|没有作为申请|行政复议|恢复办理/)
    const en = (await shown(`/en/track/${receipt}`, cookie)).text
    expect(en).toContain('Passed on to')
    expect(en).not.toMatch(/no request|reconsideration/)
    expect((await shown(`/track/${sent.receipt}`, cookie)).text, 'not by itself').toContain('name="enquiryCode"')
    const followed = await shown(`/track/${receipt}/moved`, cookie)
    expect(followed.headers.location).toBe(`/track/${sent.receipt}`)
    expect((await shown(`/track/${sent.receipt}`, cookiesOf(followed))).text).toContain('工作人员正在登记您的申请')
    expect((await shown(`/track/${receipt}/moved`, '')).headers.location, 'a stranger').toBe('/track')

    expect(await asides(), 'counted as none').toBe(before)
    const listed = (await office.registrar.gets('/api/v1/cases?aside=yes')).json.cases.map((one: Json) => one.id)
    expect(listed, 'no 无效件').not.toContain(id)
    const staff = (await office.registrar.gets(`/cases/${id}`)).text
    expect(staff).toContain(`移送云溪区住房和城乡建设局（受理编号${sent.receipt}）`)
    expect(staff).not.toContain('请恢复后办理')

    mails.mails.length = 0
    await does(office.registrar, api(sent.case, 'transfer-return'), { why: '本局没有这一职责。' })
    await office.theJobsRun()
    expect(mails.mails.map(({ subject }) => subject)).toEqual([
      `政府信息公开申请已转回云溪区人民政府办理（受理编号 ${receipt}）`,
    ])
  })

  test('one application is handled by one agency: not restored while the other copy lives, not moved twice, not moved and registered', async () => {
    const { id } = await office.caseUntil('confirmed')
    const move = () => does(office.registrar, api(id, 'transfer'), { agency: 'yunxi-zjj', why: WHY })
    const both = await Promise.all([move(), move()])
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409])
    const sent = both.find(({ status }) => status === 201)!.json
    const restored = { type: 'restored', why: '申请人来电。' }
    expect((await office.registrar.opens(id)).may).not.toContain('restored')
    const refused = await office.registrar.tries(id, restored)
    expect([refused.status, refused.json.code]).toEqual([409, 'HANDLED_ELSEWHERE'])
    expect(refused.text).toContain('云溪区住房和城乡建设局')
    expect(refused.text).toContain(sent.receipt)
    await office.registrar.records(sent.case, { type: 'setAside', why: '广告。' })
    expect((await office.registrar.opens(id)).may, 'nobody handles it').toContain('restored')
    const raced = await Promise.all([office.registrar.tries(id, restored), office.registrar.tries(sent.case, restored)])
    expect(raced.map(({ status }) => status).toSorted()).toEqual([201, 409])

    const { id: other } = await office.caseUntil('confirmed')
    const answers = await Promise.all([
      does(office.registrar, api(other, 'transfer'), { agency: 'yunxi-zjj', why: WHY }),
      office.registrar.tries(other, { type: 'registered' }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
  })

  test('on the page the code is shown once', async () => {
    const { id } = await office.caseUntil('submitted')
    const page = await office.registrar.posts(`/cases/${id}/transfer`, '', { agency: 'yunxi-jyj', why: WHY })
    expect(page.status).toBe(201)
    expect(page.text).toMatch(/data-code[^>]*>[A-Z0-9]{6,}/)
  })
})

describe('会商', () => {
  test('business, legal and outside counsel give opinions, and the conclusion is the fact with a note of what was said', async () => {
    const { id } = await office.caseUntil('assigned')
    const invited = {
      agenda: '评估报告能否公开？',
      people: ['handler-zhk', 'counsel'],
      outside: ['示例律师事务所 李律师'],
    }
    expect(
      (await does(office.handler, api(id, 'conferences'), { agenda: '…', people: [], outside: [] })).json.errors[0]
        .code,
    ).toBe('MISSING')
    const { n } = (await does(office.handler, api(id, 'conferences'), invited)).json
    const at = `/api/v1/conferences/${id}/${n}/opinions`
    expect((await other.gets('/desk')).text).toContain('请我会商 1件')
    const seen = (await other.gets(`/conferences/${id}/${n}`)).text
    expect(seen).toContain('评估报告能否公开？')
    expect(seen).not.toContain('张三')
    expect((await outside.gets(`/conferences/${id}/${n}`)).status).toBe(404)
    expect((await does(other, at, { seat: 2, says: '冒名' })).json.code).toBe('NOT_YOURS')
    expect((await does(other, at, { seat: 1, says: '可以公开。' })).status).toBe(201)
    expect(
      (await does(other, at, { seat: 1, says: '区分处理后可以公开。' })).status,
      'mended before the conclusion',
    ).toBe(201)
    expect(
      (await does(office.handler, at, { seat: 3, says: '同意区分处理。' })).status,
      'for whoever has no account',
    ).toBe(201)
    expect(await textOf(id), 'nothing on the ledger before').not.toContain('区分处理')
    expect((await does(office.head, at, { seat: 3, says: '代为录入' })).json.code, 'not theirs').toBe('NOT_YOURS')
    expect((await does(other, api(id, `conferences/${n}/conclusion`), { conclusion: '…' })).status).toBe(404)
    expect((await does(office.head, api(id, `conferences/${n}/conclusion`), { conclusion: '…' })).json.code).toBe(
      'NOT_YOURS',
    )
    expect((await office.head.gets(`/cases/${id}/cooperation`)).text, 'nor offered').not.toContain('形成结论并记入')
    const conclusion = '区分处理后公开评估报告。'
    expect((await does(office.handler, api(id, `conferences/${n}/conclusion`), { conclusion })).status).toBe(201)
    const [minutes, conferred] = (await factsOf(id)).slice(-2)
    expect(minutes.type).toBe('noted')
    expect(JSON.stringify(minutes)).toContain('区分处理后可以公开。')
    expect(JSON.stringify(minutes)).not.toContain('：可以公开。')
    expect(conferred).toMatchObject({ type: 'conferred', conclusion })
    expect(conferred.participants).toEqual(['示例·综合科承办人（业务）', '示例律师事务所 李律师（外聘法律顾问）'])
    expect((await does(office.handler, api(id, `conferences/${n}/conclusion`), { conclusion })).json.code).toBe(
      'FACT_REFUSED',
    )
    const sheet = await office.handler.gets(`/cases/${id}/conferences/${n}/minutes.pdf`)
    expect(sheet.headers['content-type']).toBe('application/pdf')
    expect(decodeURIComponent(String(sheet.headers['content-disposition']))).toContain('会商记录-')
    expect(JSON.stringify(minutes)).toContain('，由示例·承办人代录：「同意区分处理。」')
    const words = await textIn(asFile(sheet.bytes))
    for (const said of ['评估报告能否公开', '区分处理后可以公开', '同意区分处理', conclusion, '没有发表意见'])
      expect(words).toContain(said)
  })

  test('nobody’s words read as those of another, and who put down an outsider’s is said', async () => {
    const { id } = await office.caseUntil('assigned')
    const names = async (outside: string[]) =>
      (await does(office.handler, api(id, 'conferences'), { agenda: '能否公开？', people: ['handler-zhk'], outside }))
        .json
    for (const name of ['示例·签发人（业务）：坚决同意公开', '王律师:同意', '「张律师」', '示例·法制员'])
      expect((await names([name])).errors?.[0], name).toMatchObject({ field: 'outside', code: 'UNFIT' })
    const { n } = await names(['示例律师事务所 李律师'])
    const at = `/api/v1/conferences/${id}/${n}/opinions`
    const forged = '同意」\n示例·法制员（法制）：「同意不予公开'
    await does(other, at, { seat: 1, says: forged })
    await does(office.handler, at, { seat: 2, says: '同意。' })
    await does(office.handler, api(id, `conferences/${n}/conclusion`), { conclusion: '公开。' })
    const { text } = (await factsOf(id)).at(-2)
    expect(text.split('\n')).toEqual([
      '会商记录（第1次会商）：「能否公开？」',
      '示例·综合科承办人（业务）：「同意』',
      '　　示例·法制员（法制）：『同意不予公开」',
      '示例律师事务所 李律师（外聘法律顾问），由示例·承办人代录：「同意。」',
    ])
    const sheet = await office.handler.gets(`/cases/${id}/conferences/${n}/minutes.pdf`)
    expect(await textIn(asFile(sheet.bytes))).toContain('『同意不予公开」')
  })

  test('a conference of nobody comes to no conclusion', async () => {
    const { id } = await office.caseUntil('assigned')
    const invited = { agenda: '能否公开？', people: ['counsel', 'handler-zhk'], outside: [] }
    const { n } = (await does(office.handler, api(id, 'conferences'), invited)).json
    const concludes = () => does(office.handler, api(id, `conferences/${n}/conclusion`), { conclusion: '公开。' })
    const refused = await concludes()
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('还没有人发表意见')
    await does(other, `/api/v1/conferences/${id}/${n}/opinions`, { seat: 2, says: '同意。' })
    expect((await concludes()).status).toBe(201)
    expect((await factsOf(id)).at(-1).participants).toEqual(['示例·综合科承办人（业务）'])
  })

  test('who was invited and moved to another agency reads and says nothing more', async () => {
    const { id } = await office.caseUntil('assigned')
    const invited = { agenda: '能否公开？', people: ['handler-zhk'], outside: [] }
    const { n } = (await does(office.handler, api(id, 'conferences'), invited)).json
    const at = `/api/v1/conferences/${id}/${n}`
    expect((await other.gets(at)).status).toBe(200)
    await office.sql`update people set agency_id = 'yunxi-zjj' where username = 'handler-zhk'`
    expect((await other.gets(at)).status).toBe(404)
    expect((await does(other, `${at}/opinions`, { seat: 1, says: '同意。' })).status).toBe(404)
    await office.sql`update people set agency_id = 'yunxi' where username = 'handler-zhk'`
  })

  test('before a case is assigned a conference cannot be concluded, and says why', async () => {
    const { id } = await office.caseUntil('submitted')
    const { n } = (
      await does(office.head, api(id, 'conferences'), { agenda: '是不是申请？', people: ['counsel'], outside: [] })
    ).json
    await does(office.counsel, `/api/v1/conferences/${id}/${n}/opinions`, { seat: 1, says: '是申请。' })
    const refused = await does(office.head, api(id, `conferences/${n}/conclusion`), { conclusion: '是。' })
    expect(refused.status).toBe(409)
    expect(refused.json.allowed).toBeInstanceOf(Array)
  })
})

describe('内部沟通', () => {
  test('who is mentioned finds it, reads it once, and it stands on no ledger, in no bundle', async () => {
    const { id } = await office.caseUntil('assigned')
    const says = '独有的内部意见：@示例·法制员 请看一下口径。'
    expect(
      (await does(office.handler, api(id, 'remarks'), { says, mentions: ['handler-zhk'] })).json.errors[0].code,
      'who does not see it',
    ).toBe('NO_SUCH_PERSON')
    expect((await does(office.handler, api(id, 'remarks'), { says, mentions: ['head'] })).status).toBe(201)
    expect((await does(office.supervisor, api(id, 'remarks'), { says })).json.code).toBe('NOT_YOURS')
    for (const who of [office.counsel, office.head]) expect((await who.gets('/desk')).text).toContain('内部沟通提醒我')
    const page = (await office.counsel.gets(`/cases/${id}/cooperation`)).text
    expect(page).toContain('内部沟通，不入卷')
    expect(page).toContain('独有的内部意见')
    expect((await office.counsel.gets('/desk')).text).not.toContain('内部沟通提醒我 ')
    expect(await textOf(id)).not.toContain('独有的内部意见')
    const bundle = await office.handler.gets(`/api/v1/cases/${id}/evidence`)
    expect(bundle.bytes.includes(Buffer.from('独有的内部意见'))).toBe(false)
    const kept = await office.sql`select * from internal_words`
    expect(JSON.stringify(kept), 'sealed at rest').not.toContain('独有的内部意见')
    await expect(office.sql`delete from remarks`).rejects.toThrow()
  })
})

describe('提醒', () => {
  test('in the digest of each person once a mark, with numbers and days and no words', async () => {
    office.itIs('2026-03-10')
    await asked({ person: 'handler-zhk', dueOn: '2026-03-13' })
    const morning = async (on: Day) => {
      office.itIs(on)
      const marks = await remindOfCooperation(overAll(office.house))
      const all = await reminded(office, mails)
      return { marks, of: (who: string) => all.find(({ to }) => to?.startsWith(`${who}@`))?.text ?? '' }
    }
    const first = await morning('2026-03-11')
    expect(first.of('handler-zhk')).toContain('请求协办，等待答复')
    expect(first.of('handler-zhk'), 'no words of the case').not.toContain('会议纪要')
    expect(await remindOfCooperation(overAll(office.house)), 'nobody twice').toBe(0)
    expect((await morning('2026-03-12')).of('handler-zhk'), 'the working day before').toContain('请求协办，等待答复')
    const monday = await morning('2026-03-16')
    expect(monday.of('handler-zhk'), 'a Monday after it').toContain('已经逾期')
    expect(monday.of('handler')).toContain('逾期没有答复')
    const { at } = await asked({ dueOn: '2026-03-30' })
    await does(other, `${at}/answer`, { says: '查到1份。' })
    expect((await morning('2026-03-17')).of('handler')).toContain('请求其他科室的协办，已经答复')
    expect((await morning('2026-03-18')).of('handler'), 'once').not.toContain('已经答复')
  })
})
