/** 退回分办、改派、移送: a case goes back to the head and to another unit; an application goes to the agency that it belongs to and comes back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskCounts, waitingCounts } from '../../src/desk/counts.ts'
import { newId } from '../../src/ground/ids.ts'
import { dayIn } from '../../src/ground/time.ts'
import { plusDays } from '../../workflows/statute/days.ts'
import { cookiesOf, type Json, send } from '../support/api.ts'
import { application } from '../support/people.ts'
import { seatOf } from '../support/seat.ts'
import { ASKED, api, does, openTeams, type Teams } from './teams.ts'

let teams: Teams
let office: Teams['office']
let mails: Teams['mails']
let other: Teams['other']
let factsOf: Teams['factsOf']
let textOf: Teams['textOf']
beforeAll(async () => {
  teams = await openTeams()
  ;({ office, mails, other, factsOf, textOf } = teams)
})
afterAll(() => teams.close())

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

  test('what was handed back stands among what is to be assigned, and with nobody who handles it', async () => {
    const { id } = await office.caseUntil('assigned')
    const heap = async (who: Teams['other'], waits: string) =>
      ((await who.gets(`/api/v1/cases?waiting=me&waits=${waits}`)).json.cases as Json[]).find((one) => one.id === id)
    const [row] = await office.sql<{ agencyId: string }[]>`select agency_id from cases where id = ${id}`
    const seats = { seats: [seatOf('head', { agencyIds: [row!.agencyId] })] }
    const count = async () =>
      (await waitingCounts(office.house.sql, seats)).find(({ waits }) => waits === 'toAssign')?.count ?? 0
    const before = await count()
    expect([await heap(office.head, 'toAssign'), Boolean(await heap(office.handler, 'toHandle'))]).toEqual([
      undefined,
      true,
    ])
    await does(office.handler, api(id, 'hand-back'), { why: '属于综合科职责。' })
    expect(await heap(office.head, 'toAssign')).toMatchObject({ waits: 'toAssign', waitsFor: 'assigned' })
    expect(await count()).toBe(before + 1)
    expect(await heap(office.handler, 'toHandle')).toBeUndefined()
    expect((await office.head.gets('/desk?waiting=me&waits=toAssign')).text).toContain(`data-case="${id}"`)
    await does(office.head, api(id, 'reassignment'), { unit: 'yunxi-zhk', why: '综合科保存原件。' })
    expect([await heap(office.head, 'toAssign'), await count()]).toEqual([undefined, before])
    expect(await heap(other, 'toHandle')).toMatchObject({ waits: 'toHandle' })
  })

  test('a day of the office that is past is refused at its field, with what to do', async () => {
    const { id } = await office.caseUntil('assigned')
    const moves = { unit: 'yunxi-zhk', why: '综合科保存原件。', answerBy: '2020-01-02' }
    const { status, json } = await does(office.head, api(id, 'reassignment'), moves)
    expect([status, json.errors]).toMatchObject([422, [{ field: 'answerBy', code: 'IN_THE_PAST' }]])
    const page = await office.head.posts(`/cases/${id}/reassignment`, '', moves)
    expect(page.status).toBe(422)
    expect(page.text).toMatch(/内部办理期限不能早于今天（[^）]+）。请改为今天或者以后/)
    expect((await factsOf(id)).at(-1).type, 'nothing was put down').toBe('assigned')
  })

  test('the trace stays for half a year', async () => {
    const { id } = await office.caseUntil('assigned')
    await does(office.handler, api(id, 'hand-back'), { why: '不属于本科室职责。' })
    const [first] = await office.sql<
      { at: Date }[]
    >`select at from case_moves where case_id = ${id} order by at limit 1`
    const lists = async () => JSON.stringify((await office.handler.gets('/api/v1/cooperation')).json.moved).includes(id)
    const began = dayIn(new Date(first!.at))
    office.itIs(plusDays(began, 180))
    expect(await lists()).toBe(true)
    office.itIs(plusDays(began, 181))
    expect(await lists()).toBe(false)
    office.itIs(began)
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
    const numbers = await office.sql`select case_id from identities where case_id in (${id}, ${sent.case})`
    expect(numbers, 'the number lies with the first').toEqual([{ caseId: id }])
    expect(there.applicant.idNumber).toContain('*')
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
    const { exhibits } = (await office.counsel.gets(`/api/v1/cases/${id}/evidence-list`)).json
    expect(exhibits.map(({ name }: Json) => name)).toContain('移送记录')
    expect(JSON.stringify(exhibits), 'before a court neither').not.toContain('无效件')
    const [row] = (await office.registrar.gets(`/api/v1/cases?q=${receipt}`)).json.cases
    expect(row.moved).toEqual({ agency: '云溪区住房和城乡建设局', receipt: sent.receipt })
    const cookieOf = `ysqgk=${await office.registrar.signsIn()}`
    const found = (await shown(`/desk?q=${receipt}`, cookieOf)).text
    expect(found).toMatch(/<td class="stage">已移送<small> 云溪区住房和城乡建设局/)
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
