/** 协办: a unit is asked, answers with a file, asks for time and hands back; whoever asked is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { suggestedDay } from '../../src/cooperation/read.ts'
import { asUpload, type Json, send } from '../support/api.ts'
import { ASKED, api, does, openTeams, type Teams } from './teams.ts'

let teams: Teams
let office: Teams['office']
let other: Teams['other']
let outside: Teams['outside']
let factsOf: Teams['factsOf']
let textOf: Teams['textOf']
let asked: Teams['asked']
beforeAll(async () => {
  teams = await openTeams()
  ;({ office, other, outside, factsOf, textOf, asked } = teams)
})
afterAll(() => teams.close())

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

  test('an answer that is refused keeps its files, which are put on file once with the next one', async () => {
    const { id, position } = await asked()
    const at = `/assistances/${id}/${position}`
    const cookie = `ysqgk=${await other.signsIn()}`
    const csrf = /name="csrf" value="([^"]+)"/.exec(
      (await send(office.app, { url: at, headers: { cookie } })).text,
    )![1]!
    const posts = (fields: Record<string, string>, files: Parameters<typeof asUpload>[1] = []) => {
      const { headers, payload } = asUpload({ csrf, ...fields }, files)
      return send(office.app, { method: 'POST', url: `${at}/answer`, headers: { ...headers, cookie }, payload })
    }
    const back = await posts({ says: '' }, [{ name: '会议纪要.txt', content: '纪要', field: 'files' }])
    expect(back.status).toBe(422)
    expect(back.text).toContain('会议纪要.txt')
    const basket = /name="basket" value="([^"]+)"/.exec(back.text)![1]!
    expect((await posts({ says: '查到1份，附后。', basket })).status).toBe(303)
    const facts = await factsOf(id)
    expect(facts.slice(-2).map(({ type }: Json) => type)).toEqual(['fileAdded', 'noted'])
    const [step] = (await office.handler.gets(api(id, 'cooperation'))).json.assistances[0].steps
    expect(step.files.map(({ name }: Json) => name)).toEqual(['会议纪要.txt'])
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
