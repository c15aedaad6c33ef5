/** Many at once: each case for itself, so that one that is not ready keeps no other back. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { asForm, send } from '../support/api.ts'
import { ASSIGNED, type Office, openOffice } from '../support/house.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const registered = () => Promise.all([1, 2, 3].map(async () => (await office.caseUntil('registered')).id))
const stageOf = async (id: string) => (await office.registrar.opens(id)).stage

test('ten words of the contract: 207, and of each case its own answer', async () => {
  const [a, b, c] = await registered()
  await office.head.records(c!, ASSIGNED)
  await office.handler.records(c!, {
    type: 'searched',
    places: ['档案室'],
    terms: ['方案'],
    found: true,
    note: '逐一检索。',
  })
  const gone = '00000000-0000-7000-8000-000000000000'
  const cases = [a, b, gone, 'no id', a]
  const answer = await office.head.posts('/api/v1/cases/facts', '', { cases, fact: ASSIGNED })
  expect(answer.status).toBe(207)
  expect(answer.json.results).toMatchObject([
    { case: a, status: 201 },
    { case: b, status: 201 },
    { case: gone, status: 404, code: 'NOT_FOUND' },
    { case: 'no id', status: 404, code: 'NOT_FOUND' },
  ])
  expect(await stageOf(a!)).toBe('review')
  // Whose it is not is told so of each, and nothing is recorded.
  const refused = await office.handler.posts('/api/v1/cases/facts', '', {
    cases: [a, c],
    fact: { type: 'replySigned' },
  })
  expect(refused.json.results).toMatchObject([
    { case: a, status: 403, code: 'NOT_YOURS' },
    { case: c, status: 403, code: 'NOT_YOURS' },
  ])
})

test('one that is not ready is refused with its reason; the others have the fact', async () => {
  const [a, b] = await registered()
  const { id: early } = await office.caseUntil('submitted')
  const answer = await office.head.posts('/api/v1/cases/facts', '', { cases: [a, early, b], fact: ASSIGNED })
  expect(answer.json.results).toMatchObject([
    { status: 201 },
    { status: 409, code: 'FACT_NOT_ALLOWED' },
    { status: 201 },
  ])
  expect(answer.json.results[1].message).toMatch(/\p{Script=Han}/u)
  expect([await stageOf(a!), await stageOf(early), await stageOf(b!)]).toEqual(['review', 'receive', 'review'])
  const lines = await office.sql`
    select succeeded from audit_lines where case_id = ${early} and detail ->> 'route' = 'POST /api/v1/cases/:id/facts'`
  expect(lines).toEqual([{ succeeded: false }])
})

test('on a page a unit is given no day that has passed, of one case or of several; by the API it may be', async () => {
  const [a, b] = await registered()
  const form = { ...ASSIGNED, answerBy: '2026-02-27', confirm: 'yes' }
  const one = await office.head.posts(`/cases/${a}/facts`, '', form)
  expect([one.status, one.text.includes('内部办理期限不能早于分办的日期')]).toEqual([422, true])
  const submits = await atTheDesk('head')
  const back = '/desk?waiting=me&waits=toAssign'
  const several = await submits({ ...form, [`case.${a}`]: 'on', [`case.${b}`]: 'on', back })
  expect([several.status, several.text.includes('内部办理期限不能早于分办的日期')]).toEqual([422, true])
  expect([await stageOf(a!), await stageOf(b!)]).toEqual(['register', 'register'])
  expect((await office.head.tries(a!, { ...ASSIGNED, answerBy: '2026-02-27' })).status).toBe(201)
})

test('a repeat under its key records nothing twice', async () => {
  const [a, b] = await registered()
  const headers = { 'idempotency-key': 'many-1' }
  const body = { cases: [a, b], fact: ASSIGNED }
  const first = await office.head.posts('/api/v1/cases/facts', '', body, { headers })
  const again = await office.head.posts('/api/v1/cases/facts', '', body, { headers })
  expect(again.json).toEqual(first.json)
  const count = (await office.registrar.opens(a!)).facts.filter(({ type }: { type: string }) => type === 'assigned')
  expect(count).toHaveLength(1)
})

test.each([
  ['no case', { cases: [], fact: ASSIGNED }],
  ['too many', { cases: Array.from({ length: 201 }, (_, i) => `${i}`), fact: ASSIGNED }],
  ['no text', { cases: [null], fact: ASSIGNED }],
  ['no list', { cases: 'all', fact: ASSIGNED }],
  ['a fact that there is not', { cases: ['x'], fact: { type: 'forgotten' } }],
  ['a fact that does not fit', { cases: ['x'], fact: { type: 'assigned' } }],
  ['a code of one case', { cases: ['x'], fact: { type: 'codeReissued', to: 'applicant' } }],
  ['no fact', { cases: ['x'] }],
])('%s: 422, and nothing is recorded', async (_, body) => {
  const answer = await office.head.posts('/api/v1/cases/facts', '', body)
  expect(answer.status).toBe(422)
  expect(answer.json.errors.length).toBeGreaterThan(0)
  for (const { message } of answer.json.errors) expect(message).toMatch(/\p{Script=Han}/u)
})

/** The desk in a browser: signed in, and sending forms as its pages do. */
async function atTheDesk(username: string) {
  const url = '/desk?waiting=me'
  const signIn = asForm({ username, password: PASSWORD, next: url })
  const signedIn = await send(office.app, { method: 'POST', url: '/sign-in', ...signIn })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
  const page = await send(office.app, { url, headers: { cookie } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)![1]!
  return (fields: Record<string, string>) => {
    const { headers, payload } = asForm({ csrf, ...fields })
    return send(office.app, { method: 'POST', url: '/desk/facts', headers: { ...headers, cookie }, payload })
  }
}

test('on the desk a heap is worked off by one form: ticked, filled in once, each told', async () => {
  const ids = await registered()
  const list = await office.head.gets('/desk?waiting=me&waits=toAssign&all=yes')
  for (const id of ids) expect(list.text).toMatch(new RegExp(`name="case.${id}" form="together-form"[^>]* checked`))
  // As a browser sends it: without files, so that the route can read it.
  expect(list.text).not.toContain('multipart/form-data')
  const bare = await office.head.gets('/desk?waiting=me&waits=toAssign')
  expect(bare.text).not.toContain(' checked></td>')
  const form = Object.fromEntries(ids.map((id) => [`case.${id}`, 'on']))
  const back = '/desk?waiting=me&waits=toAssign'
  const submits = await atTheDesk('head')
  const done = await submits({ ...form, type: 'assigned', unit: 'yunxi-gkk', back })
  expect(done.status).toBe(200)
  expect(done.text).toContain('已记录 3 件')
  expect(done.text).toContain('href="/desk?waiting=me&amp;waits=toAssign"')
  for (const id of ids) expect(await stageOf(id)).toBe('review')
  // Nothing ticked, no tick where one is asked for, an act that is read first, a list that is elsewhere.
  expect((await submits({ type: 'assigned', unit: 'yunxi-gkk' })).text).toContain('请选择')
  expect((await submits({ ...form, type: 'assigned' })).text).toContain('承办机构：')
  expect((await submits({ ...form, type: 'confirmed' })).status).toBe(404)
  expect((await submits({ ...form, type: 'replySigned' })).status).toBe(404)
  const away = await submits({ ...form, type: 'assigned', back: '//evil.example' })
  expect(away.status).toBe(422)
  expect(away.text).toContain('href="/desk"')
})

test('a form of many that does not fit comes back with what was ticked and written; ticking all keeps it, too', async () => {
  const { id } = await office.caseUntil('submitted')
  const { id: other } = await office.caseUntil('submitted')
  const back = '/desk?waiting=me&waits=toConfirm&act=setAside'
  const submits = await atTheDesk('registrar')
  const form = { type: 'setAside', why: '商业广告，没有申请公开信息。', back }
  const isTicked = (text: string, one: string) =>
    new RegExp(`name="case.${one}" form="together-form"[^>]* checked`).test(text)
  const list = (await office.registrar.gets('/desk?waiting=me&waits=toConfirm')).text
  expect([list.includes('id="act-setAside"'), list.includes('一并设为无效件')]).toEqual([false, true])
  const unticked = await submits({ ...form, why: '', [`case.${id}`]: 'on' })
  expect([unticked.status, isTicked(unticked.text, id), isTicked(unticked.text, other)]).toEqual([422, true, false])
  const none = await submits(form)
  expect([none.status, none.text.includes('请选择1至200件'), none.text.includes(form.why)]).toEqual([422, true, true])
  const all = await submits({ ...form, all: 'yes' })
  expect([all.status, all.text.includes(form.why), isTicked(all.text, id), isTicked(all.text, other)]).toEqual([
    ...[200, true, true, true],
  ])
  expect(await stageOf(id)).toBe('receive')
  const done = await submits({ ...form, confirm: 'yes', [`case.${id}`]: 'on' })
  expect([done.status, done.text.includes('已记录 1 件')]).toEqual([200, true])
})

test('over a list that is no longer so: of each case its title, and who recorded what since', async () => {
  const ids = await Promise.all([1, 2, 3].map(async () => (await office.caseUntil('submitted')).id))
  const back = '/desk?waiting=me&waits=toConfirm&act=setAside'
  const list = (await office.registrar.gets(back)).text
  const listedAt = /name="listedAt" value="([^"]+)"/.exec(list)![1]!
  office.itIs('2026-03-03')
  const submits = await atTheDesk('registrar')
  await office.goes(ids[0]!, 'submitted', 'registered')
  const form = Object.fromEntries(ids.map((id) => [`case.${id}`, 'on']))
  const why = '商业广告，没有申请公开信息。'
  const done = await submits({ ...form, type: 'setAside', why, confirm: 'yes', back, listedAt })
  expect(done.text).toMatch(/已记录 2 件，没有记录 1 件/)
  expect(done.text).toContain('您打开列表以后')
  expect(done.text).toMatch(/示例·[^于]+于[^；<]*记录“双方确认”；示例·[^于]+于[^；<]*记录“登记”/)
  expect(done.text).toContain('示例路危旧房改造征收补偿方案')
  const { json } = await office.head.posts('/api/v1/cases/facts', '', { cases: ids, fact: ASSIGNED })
  expect(json.results[0]).toMatchObject({ status: 201, title: '示例路危旧房改造征收补偿方案' })
})

test('all that is wrong with the form of many is told at once', async () => {
  const submits = await atTheDesk('registrar')
  const back = '/desk?waiting=me&waits=toConfirm&act=setAside'
  await office.caseUntil('submitted')
  const answer = await submits({ type: 'setAside', why: '', back })
  expect(answer.status).toBe(422)
  for (const says of ['请选择1至200件', '请确认后再提交', 'act-setAside']) expect(answer.text).toContain(says)
  expect(answer.text).toMatch(/id="setAside-why-error"/)
})

test('many are printed at once: letters, 送达回证 and addresses in one file, and of each case what is in it', async () => {
  const signed = await office.caseUntil('replySigned')
  const { id: bare } = await office.caseUntil('submitted')
  const list = (await office.registrar.gets('/desk?act=print')).text
  expect(list).toContain(`name="case.${signed.id}" form="together-form"`)
  expect(list).toContain('action="/desk/print"')
  const [gone, all] = ['00000000-0000-7000-8000-000000000000', 'letters=yes&records=yes&envelopes=yes&labels=yes']
  const asked = `${[signed.id, bare, gone].map((id) => `case.${id}=on`).join('&')}&${all}`
  const report = await office.registrar.gets(`/desk/print?${asked}`)
  expect(report.text.match(/data-printed="\d"/g)).toEqual(['data-printed="3"', 'data-printed="0"', 'data-printed="0"'])
  for (const says of ['政府信息公开申请答复书', '送达回证（张三）', '没有文书', '不在您办理范围内'])
    expect(report.text).toContain(says)
  const pdf = await office.registrar.gets(`/desk/print.pdf?${asked}`)
  expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
  const text = await textIn(asFile(pdf.bytes))
  for (const says of ['送达回证', '张三', '收', String((await office.registrar.opens(signed.id)).number)])
    expect(text).toContain(says)
  const lines = await office.sql`
    select case_id, detail -> 'letters' as letters from audit_lines where what = 'letter' and detail ->> 'route' = 'GET /desk/print.pdf' and case_id is not null`
  // Of what was not printed nobody is told that it was.
  const printed = await office.sql`select id from letters where case_id = ${signed.id}`
  expect(lines.map(({ caseId }) => caseId)).toEqual([signed.id])
  expect(lines[0]!.letters).toHaveLength(1)
  expect(printed.map(({ id }) => id)).toContain(lines[0]!.letters[0])
  // What lacks is told on the list, with what was ticked.
  const back = encodeURIComponent('/desk?stage=reply')
  for (const [wrong, says] of [
    [`${all}&back=${back}`, '请在列表中勾选1至50件'],
    [`case.${signed.id}=on&back=${back}`, '请选择要打印的内容'],
    [all, '请在列表中勾选1至50件'],
  ] as const) {
    const { status, text } = await office.registrar.gets(`/desk/print?${wrong}`)
    expect([status, text.includes(says), text.includes('data-unprinted')]).toEqual([422, true, true])
    expect(text.indexOf('action="/desk/print"')).toBeLessThan(text.indexOf(`name="case.${signed.id}"`))
    if (wrong.startsWith('case')) expect(text).toMatch(new RegExp(`name="case.${signed.id}"[^>]*checked`))
  }
  expect((await office.registrar.gets(`/desk/print.pdf?case.${bare}=on&letters=yes`)).status).toBe(404)
  // Whoever is on a later page is led back to it, whatever was wrong.
  const page = '/desk?act=print&sort=submitted&cursor=2026-01-01_00000000-0000-7000-8000-000000000000'
  const later = (await office.registrar.gets(page)).text
  expect(later).toContain(
    `name="back" value="${page.replaceAll('&', '&amp;').replace('act=print&amp;sort=submitted', 'sort=submitted&amp;act=print')}"`,
  )
  const refused = await office.registrar.gets(`/desk/print?${all}&back=${encodeURIComponent(page)}`)
  expect([refused.status, refused.text.includes('cursor=2026-01-01_')]).toEqual([422, true])
})

test('what has gone already is named as printed once more', async () => {
  const { id } = await office.caseUntil('replyServed')
  const { id: signed } = await office.caseUntil('replySigned')
  const { text } = await office.registrar.gets(`/desk/print?case.${id}=on&case.${signed}=on&letters=yes`)
  expect(text).toContain('data-again="1"')
  expect(text.match(/，再次打印）/g)).toHaveLength(1)
  expect(text).toMatch(/《政府信息公开申请答复书》[^<]*（已于2026年\d+月\d+日(?:送达|发出)，再次打印）/)
})
