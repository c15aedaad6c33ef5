/** 更正 in place: asked for by anyone at the desk, with before, after and what follows; decided by the head; the fact comes with that. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/db/client.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { mask } from '../../src/ledger/identity.ts'
import { casesAnew } from '../../src/upkeep/reseal-cases.ts'
import { asForm, send } from '../support/api.ts'
import { CORRECTION, MONDAY, type Office, openOffice } from '../support/house.ts'
import { application, organisation, residentNumber } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(() => office.close())

type Who = 'registrar' | 'handler' | 'head' | 'signer' | 'counsel' | 'supervisor'
async function inBrowser(who: Who) {
  const cookie = `ysqgk=${await office[who].signsIn()}`
  const gets = (url: string) => send(office.app, { url, headers: { cookie } })
  const csrf = /name="csrf" value="([^"]+)"/.exec((await gets('/desk')).text)![1]!
  const posts = (url: string, fields: Record<string, string> = {}) => {
    const { headers, payload } = asForm({ csrf, ...fields })
    return send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
  }
  return { gets, posts }
}
type Browser = Awaited<ReturnType<typeof inBrowser>>

const entered = (changes: Parameters<typeof application>[0] = {}, channel = 'counter') =>
  office.registrar.enters({ ...application(changes), channel, on: MONDAY })
const positionOf = (facts: { type: string; position: number }[], type: string) =>
  String(facts.findLast((fact) => fact.type === type)!.position)
const digestIn = (text: string) => /name="(?:read|digest)" value="([0-9a-f]{32})"/.exec(text)?.[1] ?? ''

/** Reads what follows, then asks: where the request stands. */
async function asks({ posts }: Browser, id: string, fields: Record<string, string>): Promise<string> {
  const at = `/cases/${id}/corrections`
  const read = await posts(at, fields)
  expect([read.status, digestIn(read.text)], read.text.slice(0, 300)).toEqual([200, expect.stringMatching(/./)])
  const done = await posts(at, { ...fields, read: digestIn(read.text) })
  expect(done.status, done.text.slice(0, 300)).toBe(303)
  return String(done.headers.location)
}

const NAMED = { 'applicant.name': '张伞', why: '姓名录错，来件写的是“张伞”。' }
const asEntered = async (id: string) => {
  const { facts, applicant: now } = await office.head.opens(id)
  const [{ request, applicant }] = facts
  return {
    ...{ position: '1', channel: facts[0].channel, on: facts[0].on, 'applicant.name': applicant.name },
    ...{ 'applicant.idType': now.idType, 'applicant.idNumber': now.idNumber },
    ...{ 'request.title': request.title, 'request.description': request.description, 'request.documentNumber': '' },
  }
}

test('a mistyped name: asked for by a handler, on the head’s desk, approved; lists, search and later letters have the right one', async () => {
  const { id } = await entered({ applicant: { name: '张三' } })
  const [registrar, head] = [await inBrowser('registrar'), await inBrowser('head')]
  const page = await registrar.gets(`/cases/${id}`)
  expect(page.text).toContain(`/cases/${id}/corrections/new?position=1`)
  const form = await registrar.gets(`/cases/${id}/corrections/new?position=1`)
  expect(form.text).toContain('value="张三"')

  const before = await office.standing(id)
  const fields = { ...(await asEntered(id)), ...NAMED }
  const read = await registrar.posts(`/cases/${id}/corrections`, fields)
  expect(read.text).toMatch(/张三[\s\S]*张伞/)
  expect(read.text).toContain('期限、环节、文书和收费都不因此变动')
  expect(await office.standing(id), 'reading records nothing').toBe(before)
  const at = await asks(registrar, id, fields)
  expect(await office.standing(id), 'asking records nothing').toBe(before)
  expect((await registrar.gets(`/cases/${id}`)).text).toContain('提请更正的记录')

  expect((await head.gets('/desk')).text).toContain(at)
  const waits = async (who: Who) => (await office[who].gets('/api/v1/cases?waiting=me')).json.corrections
  expect([await waits('head'), await waits('registrar')]).toEqual([
    [expect.objectContaining({ caseId: id, position: 1, id: at.split('/').at(-1) })],
    [],
  ])
  const request = await head.gets(at)
  expect(request.text).toContain('张伞')
  const approved = await head.posts(`${at}/approval`, { digest: digestIn(request.text) })
  expect(approved.status, approved.text.slice(0, 300)).toBe(303)
  expect((await head.gets('/desk')).text).not.toContain(at)
  const shown = await office.head.opens(id)
  expect(shown.applicant.name).toBe('张伞')
  expect(shown.facts.at(-1)).toMatchObject({ type: 'rectified', position: expect.anything(), by: expect.anything() })
  expect(shown.facts.at(-1).why).toContain('提请')
  for (const q of ['张伞', '张三']) {
    const { cases } = (await office.registrar.gets(`/api/v1/cases?q=${encodeURIComponent(q)}`)).json
    expect(cases.find((one: { id: string }) => one.id === id)).toMatchObject({ applicantName: '张伞' })
  }
  expect((await verifyAll(office.house)).ok).toBe(true)
})

test('a mistyped number: masked and sealed as the first was; who else applied is judged by the right one, the case found by both', async () => {
  const [wrong, right] = [residentNumber(901), residentNumber(902)]
  const { id } = await entered({ applicant: { idNumber: wrong } })
  const other = await entered({ applicant: { idNumber: right } })
  const [registrar, head] = [await inBrowser('registrar'), await inBrowser('head')]
  const togetherWith = async () =>
    JSON.stringify((await office.head.gets(`/api/v1/cases/${id}/together`)).json).includes(other.id)
  expect(await togetherWith()).toBe(false)

  const form = await registrar.gets(`/cases/${id}/corrections/new?position=1`)
  expect(form.text).toContain(`value="${mask(wrong)}"`)
  const fields = { ...(await asEntered(id)), why: '号码录错。' }
  for (const number of [`${right.slice(0, 17)}${right.at(-1) === '1' ? '2' : '1'}`, `${right.slice(0, 6)}********1233`])
    expect(
      (await registrar.posts(`/cases/${id}/corrections`, { ...fields, 'applicant.idNumber': number })).status,
    ).toBe(422)
  const at = await asks(registrar, id, { ...fields, 'applicant.idNumber': ` ${right.toLowerCase()}` })
  // Until it is approved whoever asked and the head read the number whole; all others in part, on pages and for programs.
  for (const who of ['handler', 'counsel', 'signer', 'supervisor'] as const) {
    const { text, status } = await (await inBrowser(who)).gets(at)
    const program = await office[who].gets(`/api/v1${at}`)
    const said = text + JSON.stringify(program.json)
    expect([status === 200 && !text.includes(mask(right)), said.includes(right)], who).toEqual([false, false])
    expect(program.json.digest, who).toBeUndefined()
  }
  expect((await registrar.gets(at)).text).toContain(right)
  const request = await head.gets(at)
  expect(request.text, 'the head holds the whole number to the paper').toContain(right)
  expect((await head.posts(`${at}/approval`, { digest: digestIn(request.text) })).status).toBe(303)

  const shown = await office.head.opens(id)
  expect(shown.applicant.idNumber).toBe(mask(right))
  expect(JSON.stringify(shown)).not.toContain(right)
  expect((await head.gets(`/cases/${id}`)).text).not.toContain(right)
  expect(await togetherWith()).toBe(true)
  for (const q of [wrong, right]) {
    const { cases } = (await office.registrar.gets(`/api/v1/cases?q=${q}`)).json
    expect(cases.map((one: { id: string }) => one.id)).toContain(id)
  }
  expect((await verifyAll(office.house)).ok).toBe(true)

  // A name that is put right afterwards leaves the number as it is, and so does sealing everything anew.
  const read = await head.posts(`/cases/${id}/corrections`, { ...(await asEntered(id)), ...NAMED })
  const again = { ...(await asEntered(id)), ...NAMED, read: digestIn(read.text), now: 'yes' }
  expect((await head.posts(`/cases/${id}/corrections`, again)).status).toBe(303)
  expect((await office.head.opens(id)).applicant.idNumber).toBe(mask(right))
  const owner = connect(office.databaseUrl, 2, 'all')
  const foundBy = async () => new Set((await owner.sql`select found_by from cases where id = ${id}`)[0]!.foundBy)
  const before = await foundBy()
  const { columns, renew } = casesAnew(office.house.keys)
  await owner.sql.begin(async (tx) =>
    renew(tx, await tx`select ${tx(columns as string[])} from cases where id = ${id}`),
  )
  expect(await foundBy()).toEqual(before)
  await owner.sql.end()
})

test('a number that was asked for is read in part once it was refused, and goes with the archive at the latest', async () => {
  const right = residentNumber(903)
  const { id } = await entered({ applicant: { idNumber: residentNumber(904) } }, 'fax')
  const [registrar, head] = [await inBrowser('registrar'), await inBrowser('head')]
  const fields = { ...(await asEntered(id)), why: '号码录错。', 'applicant.idNumber': right }
  const at = await asks(registrar, id, fields)
  expect((await head.posts(`${at}/return`, { opinion: '与来件不符。' })).status).toBe(303)
  for (const who of [registrar, head]) {
    const { text } = await who.gets(at)
    expect([text.includes(right), text.includes(mask(right))]).toEqual([false, true])
  }
  await asks(registrar, id, fields)
  const left = async () =>
    (await office.sql<{ opinion: string | null }[]>`select opinion from prepared_notices where case_id = ${id}`).map(
      ({ opinion }) => opinion !== null,
    )
  expect((await left()).sort()).toEqual([false, true])
  await office.goes(id, 'submitted', 'replySigned')
  expect(await left(), 'the one that waits may still be approved').toEqual([false])
  await office.goes(id, 'replySigned', 'archived')
  expect(await left()).toEqual([])
})

test('of an organisation, its code and who represents it; neither has what only the other has', async () => {
  const { id } = await office.registrar.enters({ ...organisation(), channel: 'post', on: MONDAY })
  const replacing = (applicant: object) =>
    office.head.tries(id, {
      ...{ type: 'rectified', position: 1, why: '录错。', approvedBy: '主任', replacement: { applicant } },
    })
  const refused = await replacing({ idNumber: residentNumber(903) })
  expect([refused.status, refused.json.errors[0].field]).toEqual([422, 'replacement.applicant.idNumber'])
  expect((await replacing({ creditCode: '91990000MA00000002', representative: '示例负责人二' })).status).toBe(201)
  const { applicant } = await office.head.opens(id)
  expect(applicant).toMatchObject({ creditCode: '91990000MA00000002', representative: '示例负责人二' })
  const { cases } = (await office.registrar.gets('/api/v1/cases?q=91990000MA00000002')).json
  expect(cases).toEqual([expect.objectContaining({ id })])
})

test('a mistyped day moves dates, and that is said first; the request too', async () => {
  office.itIs('2026-03-04')
  const { id } = await entered({}, 'post')
  const registrar = await inBrowser('registrar')
  const fields = {
    ...(await asEntered(id)),
    on: '2026-03-01',
    why: '邮戳为3月1日。',
    'request.title': '示例路征收决定',
  }
  const read = await registrar.posts(`/cases/${id}/corrections`, fields)
  expect(read.text).toContain('收到申请之日：由2026年3月2日变为2026年3月1日')
  expect(read.text).toMatch(/答复最迟：由/)
  expect(read.text).toContain('示例路征收决定')
})

test('what a letter rests on: struck, the letter is void, and that is said first', async () => {
  const { id } = await office.caseUntil('registered')
  const { facts } = await office.registrar.records(id, CORRECTION)
  const registrar = await inBrowser('registrar')
  const fields = { position: positionOf(facts, 'correctionRequested'), why: '发错了申请件。' }
  const read = await registrar.posts(`/cases/${id}/corrections`, fields)
  expect(read.text).toMatch(/《[^》]*补正[^》]*》[^<]*作废/)
  expect(read.text).toContain('所在步骤：由“等待补正”变为“待分办”')
})

test('a typo in a correction is put right at the same line; the page says what each line says now', async () => {
  const { id } = await entered({ applicant: { name: '张三' } }, 'post')
  const head = await inBrowser('head')
  const puts = async (fields: Record<string, string>) => {
    const all = { ...(await asEntered(id)), ...fields, why: '录错。' }
    const read = await head.posts(`/cases/${id}/corrections`, all)
    const done = await head.posts(`/cases/${id}/corrections`, { ...all, read: digestIn(read.text), now: 'yes' })
    expect(done.status, done.text.slice(0, 300)).toBe(303)
    return read.text
  }
  await puts({ 'applicant.name': '张伞', on: '2026-03-01' })
  // The form begins with what counts now, and keeps what is not touched.
  const form = (await head.gets(`/cases/${id}/corrections/new?position=1`)).text
  expect(form).toContain('value="张伞"')
  expect(form).toContain('证件号码')
  const read = await puts({ 'applicant.name': '张散', on: '2026-03-01' })
  expect(read).toMatch(/张伞[\s\S]*张散/)
  expect(read).not.toContain('data-label="项目">来件日期')
  const shown = await office.head.opens(id)
  expect([shown.applicant.name, shown.submittedOn]).toEqual(['张散', '2026-03-01'])
  expect(shown).not.toHaveProperty('corrected')
  const page = (await head.gets(`/cases/${id}`)).text
  expect(page).toContain('申请人姓名或者名称由“张伞”改为“张散”')
  expect(page).toMatch(/已由第 \d+ 条更正。现为：申请人姓名或者名称“张散”/)
  expect((await verifyAll(office.house)).ok).toBe(true)
})

test('no line of the system is offered for correction; its address leads back to the case, in words', async () => {
  const { id } = await office.caseUntil('registered')
  const { facts } = await office.head.opens(id)
  const registrar = await inBrowser('registrar')
  const page = (await registrar.gets(`/cases/${id}`)).text
  const offered = [...page.matchAll(/corrections\/new\?position=(\d+)/g)].map(([, at]) => Number(at)).sort()
  for (const { position } of facts) {
    const { status } = await registrar.gets(`/cases/${id}/corrections/new?position=${position}`)
    expect([position, offered.includes(position)]).toEqual([position, status === 200])
  }
  const letter = positionOf(facts, 'letterMade')
  const refused = await registrar.gets(`/cases/${id}/corrections/new?position=${letter}`)
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('系统自行记录的凭证')
  expect(refused.text).toMatch(new RegExp(`<a class="button" href="/cases/${id}">`))
  expect(refused.text).not.toContain('RECTIFIES_SYSTEM')
})

test('a form for a line of which a correction waits says so first; a blank is named once; line ends are no change', async () => {
  const { id } = await entered({ request: { description: '第一行\n第二行' } })
  const registrar = await inBrowser('registrar')
  const fields = { ...(await asEntered(id)), ...NAMED }
  const blank = await registrar.posts(`/cases/${id}/corrections`, { ...fields, 'applicant.name': ' ' })
  expect(blank.status).toBe(422)
  expect(blank.text.split('不能改为空白').length - 1).toBeLessThanOrEqual(2) // in the summary and at the field
  const crlf = { ...fields, 'request.description': '第一行\r\n第二行' }
  const read = await registrar.posts(`/cases/${id}/corrections`, crlf)
  expect(read.text).not.toContain('data-label="项目">所需信息的描述')
  const at = await asks(registrar, id, crlf)
  const form = (await registrar.gets(`/cases/${id}/corrections/new?position=1`)).text
  expect(form).toContain('data-waits')
  expect(form).toContain(at)
})

describe('who may', () => {
  test('nobody decides on their own; a head puts right at once what they read', async () => {
    const { id } = await entered()
    const head = await inBrowser('head')
    const fields = { ...(await asEntered(id)), ...NAMED }
    const at = await asks(head, id, fields)
    const own = await head.gets(at)
    expect(own.text).not.toContain('批准并更正')
    expect((await head.posts(`${at}/approval`, { digest: digestIn(own.text) || 'x' })).status).toBe(403)
    expect((await head.posts(`${at}/withdrawal`)).status).toBe(303)
    const read = await head.posts(`/cases/${id}/corrections`, fields)
    const done = await head.posts(`/cases/${id}/corrections`, { ...fields, read: digestIn(read.text), now: 'yes' })
    expect([done.status, done.headers.location]).toEqual([303, `/cases/${id}?done=corrected`])
    expect((await office.head.opens(id)).applicant.name).toBe('张伞')
  })

  test('a handler asks and does not decide; a supervisor does neither', async () => {
    const { id } = await office.caseUntil('assigned')
    const [handler, supervisor] = [await inBrowser('handler'), await inBrowser('supervisor')]
    const { facts } = await office.head.opens(id)
    const fields = { position: positionOf(facts, 'assigned'), why: '分错了承办机构。' }
    const read = await handler.posts(`/cases/${id}/corrections`, fields)
    expect(read.text).not.toContain('由本人批准')
    const at = await asks(handler, id, fields)
    const page = await handler.gets(at)
    expect((await handler.posts(`${at}/approval`, { digest: digestIn(page.text) || 'x' })).status).toBe(403)
    expect((await supervisor.gets(`/cases/${id}/corrections/new?position=1`)).status).toBe(403)
    expect((await supervisor.gets(at)).status).toBe(200)
    // 不批准 comes back to who asked, who takes it away.
    const head = await inBrowser('head')
    expect((await head.posts(`${at}/return`, { opinion: ' ' })).status).toBe(422)
    expect((await head.posts(`${at}/return`, { opinion: '分办无误。' })).status).toBe(303)
    expect((await handler.gets(`/cases/${id}`)).text).toContain('没有批准：分办无误。')
    expect((await head.posts(`${at}/withdrawal`)).status).toBe(403)
    expect((await handler.posts(`${at}/withdrawal`)).status).toBe(303)
    expect((await handler.gets(at)).status).toBe(404)
  })
})

test('what was read is what is approved: the case went on in between', async () => {
  const { id } = await entered()
  const [registrar, head] = [await inBrowser('registrar'), await inBrowser('head')]
  const at = await asks(registrar, id, { ...(await asEntered(id)), ...NAMED })
  const { text } = await head.gets(at)
  await office.registrar.records(id, { type: 'noted', text: '电话询问。' })
  const late = await head.posts(`${at}/approval`, { digest: digestIn(text) })
  expect([late.status, late.text]).toEqual([409, expect.stringContaining('在您查看以后有变动')])
  const again = await head.posts(`${at}/approval`, { digest: digestIn((await head.gets(at)).text) })
  expect(again.status).toBe(303)
})

test('an approval is sent twice: the same answer; of two who decide at once the second reads what happened', async () => {
  const { id } = await entered()
  const [registrar, head, signer] = [await inBrowser('registrar'), await inBrowser('head'), await inBrowser('signer')]
  const at = await asks(registrar, id, { ...(await asEntered(id)), ...NAMED })
  const digest = digestIn((await head.gets(at)).text)
  const sent = { digest, position: '1', idempotencyKey: `twice ${id}` }
  const first = await head.posts(`${at}/approval`, sent)
  expect(first.status, first.text.slice(0, 300)).toBe(303)
  const again = await head.posts(`${at}/approval`, sent)
  expect([again.status, again.headers.location]).toEqual([303, first.headers.location])
  for (const [what, fields] of [
    ['approval', { ...sent, idempotencyKey: 'another' }],
    ['return', { opinion: '无误。', position: '1' }],
  ] as const) {
    const late = await head.posts(`${at}/${what}`, fields)
    expect([late.status, late.text]).toEqual([409, expect.stringMatching(/已经批准更正第1条/)])
  }
  expect((await head.posts(`${at}/approval`, { digest, position: '2' })).status).toBe(404)
  expect((await signer.posts(`${at}/approval`, sent)).status).toBe(403)
  const { facts } = await office.head.opens(id)
  expect(facts.filter(({ type }: { type: string }) => type === 'rectified')).toHaveLength(1)

  const { id: other } = await entered()
  const returned = await asks(registrar, other, { ...(await asEntered(other)), ...NAMED })
  const read = digestIn((await head.gets(returned)).text)
  expect((await head.posts(`${returned}/return`, { opinion: '原件无误。', position: '1' })).status).toBe(303)
  for (const [what, fields] of [
    ['approval', { digest: read, position: '1' }],
    ['return', { opinion: '再退一次。', position: '1' }],
  ] as const) {
    const late = await head.posts(`${returned}/${what}`, fields)
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('已经退回这一提请')])
  }
})

test('a second request about the same record waits for the first; nothing changed is no request; a name has to be one', async () => {
  const { id } = await entered()
  const registrar = await inBrowser('registrar')
  const fields = { ...(await asEntered(id)), ...NAMED }
  await asks(registrar, id, fields)
  const other = { ...fields, why: '另一处。' }
  const read = await registrar.posts(`/cases/${id}/corrections`, other)
  const second = await registrar.posts(`/cases/${id}/corrections`, { ...other, read: digestIn(read.text) })
  expect([second.status, second.text]).toEqual([409, expect.stringContaining('已有一项更正等待批准')])
  const same = await registrar.posts(`/cases/${id}/corrections`, { ...(await asEntered(id)), why: '无。' })
  expect([same.status, same.text]).toEqual([422, expect.stringContaining('没有改动任何一项')])
  const none = await registrar.posts(`/cases/${id}/corrections`, { ...fields, 'applicant.name': ' ' })
  expect(none.status).toBe(422)
})

test('what an applicant wrote is not the office’s to put right, nor is what only the house writes', async () => {
  const { id } = await office.caseUntil('registered')
  const registrar = await inBrowser('registrar')
  const form = await registrar.gets(`/cases/${id}/corrections/new?position=1`)
  expect(form.text).not.toContain('name="applicant.name"')
  const { facts } = await office.head.opens(id)
  const forced = await office.head.tries(id, {
    ...{ type: 'rectified', position: 1, why: '改写。', approvedBy: '主任' },
    replacement: { applicant: { name: '李四' } },
  })
  expect([forced.status, forced.json.code]).toEqual([422, 'INVALID'])
  const made = await registrar.gets(`/cases/${id}/corrections/new?position=${positionOf(facts, 'letterMade')}`)
  expect(made.status).toBe(409)
})

test('a waiting request outlives the signature, with which waiting notices are erased', async () => {
  const { id } = await office.caseUntil('replyReviewed')
  const { facts } = await office.handler.records(id, { type: 'noted', text: '记错了申请件。' })
  const handler = await inBrowser('handler')
  const fields = {
    position: positionOf(facts, 'noted'),
    on: facts.at(-1).on,
    text: '电话询问进度。',
    why: '备注写错。',
  }
  const at = await asks(handler, id, fields)
  await office.goes(id, 'replyReviewed', 'replySigned')
  const head = await inBrowser('head')
  const { text } = await head.gets(at)
  expect((await head.posts(`${at}/approval`, { digest: digestIn(text) })).status).toBe(303)
  const { facts: after } = await office.head.opens(id)
  expect(after.at(-1)).toMatchObject({ type: 'rectified', replacement: { text: '电话询问进度。' } })
})

test('for programs: what follows is read first, asked for by what was read, decided by the head and by nobody else', async () => {
  const { id } = await office.caseUntil('confirmed')
  const { facts } = await office.head.opens(id)
  const { position, on } = facts.findLast(({ type }: { type: string }) => type === 'confirmed')!
  const at = `/api/v1/cases/${id}/corrections`
  const asked = {
    position,
    why: '确认方式录入有误。',
    replacement: { type: 'confirmed', on, how: 'email', note: '邮件确认。' },
  }
  const read = await office.registrar.posts(at, '', asked)
  expect([read.status, read.json]).toEqual([
    200,
    {
      ...{ zh: '双方确认', on, consequences: expect.any(Array), read: expect.stringMatching(/^[0-9a-f]{32}$/) },
      changes: expect.arrayContaining([
        expect.objectContaining({ before: expect.anything(), after: expect.anything() }),
      ]),
    },
  ])
  expect((await office.registrar.gets(at)).json).toEqual({ corrections: [] })
  expect((await office.registrar.posts(at, '', { ...asked, read: 'of other words' })).json.code).toBe(
    'CHANGED_SINCE_READ',
  )
  const made = await office.registrar.posts(at, '', { ...asked, read: read.json.read })
  expect(made.status).toBe(201)
  const one = `${at}/${made.json.id}`
  const shown = (await office.head.gets(one)).json
  expect(shown).toMatchObject({
    position,
    forYou: true,
    changes: read.json.changes,
    consequences: read.json.consequences,
  })
  expect((await office.registrar.posts(`${one}/approval`, '', { digest: shown.digest })).status).toBe(403)
  expect(
    (await office.head.posts(`${one}/return`, '', { opinion: '请写明邮件日期。' })).json.corrections[0].refused,
  ).toEqual({
    by: expect.any(String),
    opinion: '请写明邮件日期。',
  })
  const again = await office.registrar.posts(at, '', { ...asked, read: read.json.read })
  const next = `${at}/${again.json.id}`
  expect(
    (await office.head.posts(`${next}/approval`, '', { digest: (await office.head.gets(next)).json.digest })).status,
  ).toBe(201)
  expect((await office.head.opens(id)).facts.at(-1)).toMatchObject({
    type: 'rectified',

    replacement: { how: 'email' },
  })
})
