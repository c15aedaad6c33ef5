/** Service of every letter through the API: whose it is, how it went out, what proves it, and what waits for its arrival. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { mailAddressIn } from '../../src/ledger/contact.ts'
import { caseWithId } from '../../src/ledger/queries.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { asForm, asUpload, cookiesOf, send, type Upload } from '../support/api.ts'
import { openBag } from '../support/bags.ts'
import {
  ARCHIVED,
  DRAFTED,
  MONDAY,
  type Office,
  openOffice,
  PASSED,
  SEARCHED,
  SECRECY,
  SIGNED,
} from '../support/house.ts'
import { application, type Filed } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const POSTED = application({ request: { form: 'paper', delivery: 'post' } })
/** A fee by pages is reckoned of what a search found. */
const COUNTED = { ...SEARCHED, pages: 40 }
const FEE = { type: 'feeNotified', basis: 'pages', quantity: 40, amount: 100 }
type Made = { type: string; template?: string; letter: string; by: string }

const letterOf = async (id: string, template: string): Promise<string> =>
  (await office.registrar.opens(id)).facts.findLast((fact: Made) => fact.template === template).letter

const code = async (id: string, fact: { type: string }) => (await office.registrar.tries(id, fact)).json.code

/** The cookies of a browser in which receipt number and enquiry code were entered. */
async function opened({ receipt, enquiryCode }: Filed) {
  const answer = await office.app.inject({ method: 'POST', url: '/track', ...asForm({ receipt, enquiryCode }) })
  return Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))
}

test('a letter that is none of this case is named, 422', async () => {
  office.itIs(MONDAY)
  const { id } = await office.caseUntil('registered', POSTED)
  const letter = '00000000-0000-4000-8000-000000000000'
  const answer = await office.registrar.tries(id, { type: 'sent', letter, how: 'post', trackingNumber: 'XA1' })
  expect([answer.status, answer.json.errors[0]]).toMatchObject([422, { field: 'letter', code: 'NO_SUCH_LETTER' }])
})

test('a letter is offered until it is sent, and until it has arrived; each once, with its proof', async () => {
  office.itIs(MONDAY)
  const { id } = await office.caseUntil('registered', POSTED)
  const letter = await letterOf(id, 'registrationReceipt')
  const may = async () =>
    (await office.registrar.opens(id)).may.filter((type: string) => /^(sent|received)$/.test(type))
  expect(await may()).toEqual(['sent'])
  expect(await code(id, { type: 'sent', letter, how: 'post' } as never)).toBe('SERVICE_WITHOUT_PROOF')
  expect(await code(id, { type: 'sent', letter, how: 'counter' } as never)).toBe('SERVICE_WITHOUT_PROOF')
  expect(await code(id, { type: 'sent', letter, how: 'email' } as never)).toBe('SERVICE_WITHOUT_PROOF')
  const sent = { type: 'sent', letter, how: 'post', trackingNumber: 'XA00000000001' }
  await office.registrar.records(id, sent)
  expect(await may()).toEqual(['received'])
  expect(await code(id, sent)).toBe('SENT_TWICE')
  expect(await code(id, { type: 'received', letter } as never)).toBe('RECEIPT_WITHOUT_PROOF')
  const received = { type: 'received', letter, evidence: '邮政查询结果：本人签收。' }
  await office.registrar.records(id, received)
  expect(await may()).toEqual([])
  expect(await code(id, received)).toBe('RECEIVED_TWICE')
})

test('the time to pay runs from the day after the notice arrived; without proof of it nothing lapses', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('assigned', POSTED)
  const { id } = filed
  await office.handler.records(id, COUNTED)
  await office.handler.records(id, FEE)
  const letter = await letterOf(id, 'fee')
  expect((await office.citizen.follows(filed)).asked.fee).not.toHaveProperty('by')
  expect((await office.registrar.opens(id)).clock).not.toHaveProperty('feeDueOn')
  office.itIs('2026-06-01')
  const finding = { type: 'feeLapsed', finding: '逾期未缴费。' }
  expect((await office.handler.tries(id, finding)).json).toMatchObject({
    status: 409,
    code: 'FEE_NOTICE_NOT_RECEIVED',
    article: expect.stringContaining('109号'),
  })
  const evidence = '邮政查询结果。'
  await office.registrar.records(id, {
    ...{ type: 'sent', letter, how: 'post', trackingNumber: 'XA1', on: '2026-03-03', evidence },
  })
  await office.registrar.records(id, { type: 'received', letter, on: '2026-03-05', evidence })
  expect((await office.registrar.opens(id)).clock.feeDueOn).toBe('2026-04-02')
  await office.handler.records(id, finding)
})

test('what the portal delivers is on record by the system, arrival with it', async () => {
  office.itIs(MONDAY)
  const { id } = await office.caseUntil('assigned')
  await office.handler.records(id, COUNTED)
  await office.handler.records(id, FEE)
  const { facts, clock } = await office.registrar.opens(id)
  const letter = await letterOf(id, 'fee')
  expect(facts.filter((fact: Made) => fact.letter === letter && fact.by === 'system')).toMatchObject([
    { type: 'sent', how: 'portal', on: MONDAY },
    { type: 'received', on: MONDAY },
  ])
  expect(clock.feeDueOn).toBe('2026-03-30')
})

test('the first opening with the code proves the arrival of what went by post; later ones leave no trace', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('assigned', POSTED)
  await office.handler.records(filed.id, COUNTED)
  await office.handler.records(filed.id, FEE)
  office.itIs('2026-03-04')
  const { letters } = await office.citizen.follows(filed)
  const { url } = letters.at(-1)
  const opens = () =>
    office.app.inject({ url: new URL(url, 'http://x').pathname, headers: { 'enquiry-code': filed.enquiryCode } })
  expect((await opens()).statusCode).toBe(200)
  const { length } = (await office.registrar.opens(filed.id)).facts
  expect((await opens()).statusCode).toBe(200)
  const { facts, clock } = await office.registrar.opens(filed.id)
  expect(facts).toHaveLength(length)
  expect(facts.at(-1)).toMatchObject({ type: 'received', on: '2026-03-04', by: 'system' })
  expect(clock.feeDueOn).toBe('2026-04-01')
})

test('staff who open a letter with the code of the applicant read it and prove nothing', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('assigned', POSTED)
  await office.handler.records(filed.id, COUNTED)
  await office.handler.records(filed.id, FEE)
  const { letters } = await office.citizen.follows(filed)
  const opens = async (headers: Record<string, string>) => {
    const url = new URL(letters.at(-1).url, 'http://x').pathname
    const { statusCode } = await office.app.inject({ url, headers: { 'enquiry-code': filed.enquiryCode, ...headers } })
    return [statusCode, (await office.registrar.opens(filed.id)).facts.at(-1).type]
  }
  const before = (await office.registrar.opens(filed.id)).facts.at(-1).type
  const token = await office.registrar.signsIn()
  expect(await opens({ authorization: `Bearer ${token}` })).toEqual([200, before])
  expect(await opens({ cookie: `ysqgk=${token}` })).toEqual([200, before])
  // A token of nobody is no session: whoever sends one is taken for the applicant.
  expect(await opens({ authorization: 'Bearer nobody' })).toEqual([200, 'received'])
})

test('last days of remedy wait for the day on which a posted reply arrived', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('replySigned', POSTED)
  const posted = { type: 'replyServed', how: 'post', trackingNumber: 'XA00000000002' }
  expect(await code(filed.id, { type: 'replyServed', how: 'post' } as never)).toBe('SERVICE_WITHOUT_PROOF')
  await office.registrar.records(filed.id, posted)
  const before = await office.citizen.follows(filed)
  expect(before).not.toHaveProperty('lastDays')
  expect(JSON.stringify(before.remedy)).toContain('自您收到')
  const reply = (await office.registrar.opens(filed.id)).letters.at(-1).id
  office.itIs('2026-03-06')
  await office.registrar.records(filed.id, { type: 'received', letter: reply, evidence: '邮政查询结果。' })
  expect((await office.citizen.follows(filed)).lastDays).toMatchObject({ servedOn: '2026-03-06' })
})

test('joint applicants are each served, unless they named one who receives for all', async () => {
  office.itIs(MONDAY)
  const second = { ...application().applicant, name: '李四' }
  const way = async (content: object) => {
    const { id } = await office.caseUntil('replySigned', { ...POSTED, coApplicants: [second], ...content })
    return id
  }
  const served = { type: 'replyServed', how: 'post', trackingNumber: 'XA1' }
  const each = await way({})
  let shown = await office.registrar.records(each, { ...served, addressee: 'applicant' })
  expect([shown.stage, shown.clock.settledOn]).toEqual(['reply', null])
  expect(shown.may).toContain('replyServed')
  office.itIs('2026-03-04')
  shown = await office.registrar.records(each, { ...served, addressee: 'coApplicant:1' })
  expect(shown.clock.settledOn).toBe('2026-03-04')
  office.itIs(MONDAY)
  const represented = await way({ representative: '李四' })
  expect(await code(represented, { ...served, addressee: 'applicant' } as never)).toBe('NOT_TO_BE_SERVED')
  shown = await office.registrar.records(represented, served)
  expect([shown.representative, shown.clock.settledOn]).toEqual(['coApplicant:1', MONDAY])
})

test('each joint applicant finds their own last days on the page; the record of service and the bundle say the same', async () => {
  office.itIs(MONDAY)
  const second = { ...application().applicant, name: '李四', address: '示例路9号' }
  const filed = await office.caseUntil('replySigned', { ...POSTED, coApplicants: [second] })
  const { id } = filed
  const served = { type: 'replyServed', how: 'post', trackingNumber: 'XA00000000003' }
  await office.registrar.records(id, { ...served, addressee: 'applicant' })
  await office.registrar.records(id, { ...served, addressee: 'coApplicant:1' })
  const reply = (await office.registrar.opens(id)).letters.at(-1).id
  office.itIs('2026-03-06')
  const received = { type: 'received', letter: reply, evidence: '邮政查询结果：李四签收。', addressee: 'coApplicant:1' }
  await office.registrar.records(id, received)

  const { together } = await office.citizen.follows(filed)
  expect(together).toMatchObject({
    names: ['张三', '李四'],
    representative: null,
    remedies: [
      { name: '张三', lastDays: null },
      { name: '李四', lastDays: { servedOn: '2026-03-06', reconsider: { by: '2026-05-06' } } },
    ],
  })
  const cookies = await opened(filed)
  const page = await office.app.inject({ url: `/track/${filed.receipt}`, cookies })
  expect(page.body).toContain('张三；李四')
  expect(page.body).toContain('不推选代表人，逐一送达每一位申请人')
  expect(page.body).toContain('还没有收到答复书的凭证')
  expect(page.body).toContain('2026年5月6日')

  const record = async (addressee: string) => {
    const url = `/api/v1/cases/${id}/letters/${reply}/service-record?addressee=${addressee}`
    const { bytes } = await office.registrar.gets(url)
    return (await textIn(asFile(bytes))).replace(/\s/g, '')
  }
  const of = await record('coApplicant:1')
  for (const words of ['李四', '邮政邮寄', 'XA00000000003', '示例路9号', '2026年3月6日', '邮政查询结果：李四签收。'])
    expect(of).toContain(words)
  expect(of).toMatch(/复议最迟2026年5月6日，起诉最迟2026年9月7日/)
  expect(await record('applicant')).not.toContain('2026年3月6日')
  expect((await office.registrar.gets(`/api/v1/cases/${id}/letters/${id}/service-record`)).status).toBe(404)

  const { payload } = openBag((await office.registrar.gets(`/api/v1/cases/${id}/evidence`)).bytes)
  const index = [...payload].find(([name]) => name.endsWith('目录.txt'))![1].toString()
  expect(index).toMatch(
    /《政府信息公开申请答复书》 .*李四 {2}2026年3月2日邮政邮寄发出 {2}邮件编号 XA00000000003 {2}2026年3月6日收到 {2}凭证：邮政查询结果：李四签收。 {2}复议最迟2026年5月6日/,
  )
  expect(index).toMatch(/张三 {2}2026年3月2日邮政邮寄发出 {2}邮件编号 XA00000000003 {2}缺签收凭证/)
})

test('who receives for all is told on the page, in both languages; so is a change of contact details', async () => {
  office.itIs(MONDAY)
  const second = { ...application().applicant, name: '李四', address: '示例路9号' }
  const filed = await office.caseUntil('assigned', { ...POSTED, coApplicants: [second], representative: 1 })
  await office.citizen.records(filed, { type: 'contactChanged', phone: '0000-1000009' })
  const cookies = await opened(filed)
  const shows = async (root: string) =>
    (await office.app.inject({ url: `${root}track/${filed.receipt}`, cookies })).body
  const [zh, en] = [await shows('/'), await shows('/en/')]
  expect(zh).toContain('由 李四 代表全体接收')
  expect(zh).toContain('联系方式已变更')
  expect(en).toContain('李四</span>, for all')
  expect(en).toContain('Contact details changed')
  expect((await office.citizen.follows(filed)).together).toMatchObject({ representative: '李四', remedies: [] })
})

test('contact details that changed are used from then on, by whoever changed them; the old ones stay on the ledger', async () => {
  office.itIs(MONDAY)
  const filed = await office.caseUntil('assigned')
  const changed = { type: 'contactChanged', email: 'new@example.cn', address: '示例路2号' }
  expect((await office.citizen.tries(filed, { type: 'contactChanged' })).json.code).toBe('NOTHING_CHANGED')
  await office.citizen.records(filed, changed)
  const shown = await office.registrar.opens(filed.id)
  expect(shown.applicant).toMatchObject({ name: '张三', kind: 'person' })
  expect(JSON.stringify(shown.applicant)).toContain('new@example.cn')
  expect(shown.facts[0].applicant.email).toBeUndefined()
  expect(shown.facts.at(-1)).toMatchObject({ type: 'contactChanged', by: 'applicant' })
  const row = await caseWithId(office.sql, filed.id)
  expect(mailAddressIn(office.house.keys, row!)).toBe('new@example.cn')
})

test('what the system says of sending and of arrival in the same words is said once', async () => {
  const { id } = await office.caseUntil('replyServed')
  const { service } = await office.registrar.opens(id)
  const proofs = service.map(({ proof }: { proof: string }) => proof)
  expect(proofs.length).toBeGreaterThan(1)
  for (const proof of proofs) expect(proof.split('系统记录').length, proof).toBe(2)
})

test('what is drafted and signed is served with the proof that its way leaves', async () => {
  office.itIs(MONDAY)
  const { id } = await office.caseUntil('assigned', POSTED)
  for (const fact of [SEARCHED, SECRECY, DRAFTED]) await office.handler.records(id, fact)
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  const shown = await office.registrar.records(id, { type: 'replyServed', how: 'counter', evidence: '送达回证在卷。' })
  expect(shown.clock.settledOn).toBe(MONDAY)
  // Signed for as it was handed over: nothing is left to receive but what was never sent.
  expect(shown.may).not.toContain('received')
})

type Row = { title: string; who: string; to: string; missing: string | null; how: string | null }
const rowsOf = async (id: string): Promise<Row[]> => (await office.registrar.opens(id)).service

test.each([
  ['reasons not reasonable', { reasonable: false, publicInterest: false }, 'thirdPartyDecisionReasons'],
  ['public interest', { reasonable: true, publicInterest: true }, 'thirdPartyDecision'],
])(
  'the third party that is overridden is served by itself (%s), the reply on the applicant',
  async (_, held, template) => {
    office.itIs(MONDAY)
    const { id } = await office.caseUntil('assigned')
    const { handler, registrar, counsel, signer } = office
    await handler.records(id, { type: 'thirdPartyConsulted', party: '示例公司' })
    const evidence = '来函一份，在卷。'
    const asking = await letterOf(id, 'thirdParty')
    await registrar.records(id, { type: 'sent', letter: asking, how: 'post', trackingNumber: 'XA00000000002' })
    await registrar.records(id, { type: 'thirdPartyAnswered', consents: false, reasons: '不同意。', evidence })
    await handler.records(id, { type: 'thirdPartyAssessed', ...held, why: '没有说明损害。' })
    await handler.records(id, SECRECY)
    await handler.records(id, { ...DRAFTED, fields: { ...DRAFTED.fields, content: '检测数据全文。' } })
    await counsel.records(id, PASSED)
    await signer.records(id, SIGNED)
    const decision = async () => (await rowsOf(id)).find(({ title }) => title === '决定公开政府信息告知书')
    expect(await decision()).toMatchObject({ to: '示例公司', how: null, missing: '待发出' })
    await registrar.records(id, { type: 'replyServed', how: 'portal' })
    expect(await decision()).toMatchObject({ to: '示例公司', how: null, missing: '待发出' })
    expect((await rowsOf(id)).find(({ title }) => title.endsWith('答复书'))?.missing).not.toBe('待送达')
    const unsent = await office.archivist.tries(id, ARCHIVED)
    expect([unsent.status, unsent.json.code]).toEqual([409, 'ARCHIVED_BEFORE_TOLD'])
    expect(JSON.stringify(unsent.json)).toContain('《决定公开政府信息告知书》（示例公司）')
    const letter = await letterOf(id, template)
    await registrar.records(id, { type: 'sent', letter, how: 'post', trackingNumber: 'XA00000000003' })
    expect(await decision()).toMatchObject({ missing: '缺签收凭证' })
    expect((await registrar.gets(`/cases/${id}`)).text).toContain('缺邮寄凭证、送达地址、签收凭证')
    await registrar.records(id, { type: 'received', letter, evidence: '邮政查询结果：本人签收。' })
    expect(await decision()).toMatchObject({ missing: null })
    // What is written of it moves the dates; a court still asks for the paper.
    expect((await registrar.gets(`/cases/${id}`)).text).toContain('缺邮寄凭证、送达地址<')
  },
)

test('what a third party is told against its will is held to the checker before anything is signed or numbered', async () => {
  office.itIs(MONDAY)
  const { id } = await office.caseUntil('assigned')
  const { handler, registrar, counsel, signer } = office
  await handler.records(id, { type: 'thirdPartyConsulted', party: '示例公司' })
  await registrar.records(id, { type: 'thirdPartyReached', evidence: '回执在卷。' })
  const evidence = '来函一份，在卷。'
  await registrar.records(id, { type: 'thirdPartyAnswered', consents: false, reasons: '不同意。', evidence })
  const held = { type: 'thirdPartyAssessed', consultation: '1', reasonable: false, publicInterest: false }
  const letterReasons = '没有说明损害，不符合《条例》第五十七条。'
  await handler.records(id, { ...held, why: '只说不同意。', letterReasons })
  await handler.records(id, SECRECY)
  const draft = { ...DRAFTED, fields: { ...DRAFTED.fields, content: '检测数据全文。' } }
  await handler.records(id, draft)
  await counsel.records(id, PASSED)
  const before = await office.standing(id)
  const refused = await signer.tries(id, SIGNED)
  expect([refused.status, refused.json.code]).toEqual([409, 'LETTER_FAULTY'])
  expect(refused.json.findings).toMatchObject([{ rule: 'ARTICLE_EXISTS', severity: 'error' }])
  expect(refused.json.findings[0].line).toContain('没有说明损害')
  expect(await office.standing(id)).toBe(before)
  expect((await signer.gets(`/cases/${id}/draft`)).text).toContain('《决定公开政府信息告知书》（示例公司）')

  await signer.records(id, { type: 'replyReturned', why: '请改正对第三方的理由。' })
  await handler.records(id, { ...held, why: '只说不同意。', letterReasons: '没有说明损害。' })
  await handler.records(id, draft)
  await counsel.records(id, PASSED)
  await signer.records(id, SIGNED)
})

test.each([true, false])(
  'an agency is asked and the applicant told, each with a letter to be served; coMaker: %s',
  async (coMaker) => {
    office.itIs(MONDAY)
    const { id } = await office.caseUntil('assigned', POSTED)
    await office.handler.records(id, { type: 'agencyConsulted', party: '示例区水务局', coMaker })
    const asking = await letterOf(id, coMaker ? 'agency' : 'agencyOpinion')
    const notice = await letterOf(id, 'agencyConsultationNotice')
    const waiting = (await rowsOf(id)).filter(({ title }) => title.includes('征求意见'))
    expect(waiting.map(({ missing }) => missing)).toEqual(['待发出', '待发出'])
    expect(waiting.map(({ to }) => to)).toEqual(['示例区水务局', expect.not.stringContaining('水务局')])
    for (const letter of [asking, notice])
      await office.registrar.records(id, { type: 'sent', letter, how: 'post', trackingNumber: 'XA00000000004' })
  },
)

/** A member of staff in a browser: posts a form below the case, and says what came back. */
async function browserOf(username: string, id: string) {
  const signIn = asForm({ username, password: PASSWORD, next: `/cases/${id}` })
  const cookie = cookiesOf(await send(office.app, { method: 'POST', url: '/sign-in', ...signIn }))
  const { text } = await send(office.app, { url: `/cases/${id}`, headers: { cookie } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)![1]!
  const posts = async (fields: Record<string, string>, files: Upload[] = [], to = 'facts') => {
    const { headers, payload } = asUpload({ csrf, ...fields }, files)
    const url = `/cases/${id}/${to}`
    const posted = await send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
    const { status, text, headers: said } = posted
    const [, basket = ''] = /name="basket" value="([^"]+)"/.exec(text) ?? []
    const held = [...text.matchAll(/name="(evidenceFiles\.[^"]+)"/g)].map(([, name]) => [name!, 'yes'])
    return { status, text, headers: said, again: { basket, ...Object.fromEntries(held) } as Record<string, string> }
  }
  return { text, posts }
}

const SLIP: Upload = { field: 'evidenceFiles', name: '回执.txt', content: '签收回执：本人签收。', type: 'text/plain' }
const lastOf = async (id: string, type: string) => {
  const { facts, files } = await office.registrar.opens(id)
  return { fact: facts.findLast((fact: Made) => fact.type === type), files: files as { id: string; name: string }[] }
}

test('a slip chosen on the page is the evidence of what arrived; beside words the page asks which, and keeps the file', async () => {
  office.itIs(MONDAY)
  const { id } = await office.caseUntil('registered', POSTED)
  const letter = await letterOf(id, 'registrationReceipt')
  await office.registrar.records(id, { type: 'sent', letter, how: 'post', trackingNumber: 'XA00000000001' })
  const { text, posts } = await browserOf('registrar', id)
  expect(text).toContain('id="received-evidenceFiles"')
  const both = await posts({ type: 'received', letter, evidence: '门卫代收。' }, [SLIP])
  expect(both.status).toBe(422)
  expect(both.text).toContain('依据：文字和文件只能用一种')
  expect(both.text).toContain('门卫代收。')
  expect(Object.keys(both.again)).toHaveLength(2)
  const refused = await posts({ type: 'received', letter }, [{ ...SLIP, content: '' }])
  expect([refused.status, refused.text.includes('href="#received-evidenceFiles"')]).toEqual([422, true])
  expect((await posts({ type: 'received', letter, ...both.again })).status).toBe(303)
  const { fact, files } = await lastOf(id, 'received')
  expect(files.filter(({ id }) => fact.evidence.includes(id)).map(({ name }) => name)).toEqual(['回执.txt'])
  expect(fact.evidence).toHaveLength(1)
})

test('what shows an earlier day comes with a notice through its preview; beside a draft it is not among what is given', async () => {
  office.itIs('2026-03-03')
  const { id } = await office.caseUntil('registered', POSTED)
  office.itIs('2026-03-04')
  const { posts } = await browserOf('registrar', id)
  const correction = { type: 'correctionRequested', matters: '请写明年份', answerBy: '2026-03-25', on: '2026-03-03' }
  const preview = await posts(correction, [SLIP], 'notices/preview')
  expect([preview.status, preview.text.includes('回执.txt')]).toEqual([200, true])
  expect((await posts({ ...correction, ...preview.again })).status).toBe(303)
  expect((await lastOf(id, 'correctionRequested')).fact.evidence).toHaveLength(1)

  const waiting = await office.caseUntil('registered', POSTED)
  const { on: _, ...today } = correction
  const prepared = await (await browserOf('registrar', waiting.id)).posts(today, [SLIP], 'notices')
  expect(prepared.status).toBe(303)
  const notice = `/api/v1${prepared.headers.location}`
  const { digest } = (await office.head.gets(notice)).json
  expect((await office.head.posts(`${notice}/approval`, '', { version: 1, digest })).status).toBe(201)
  expect((await lastOf(waiting.id, 'correctionRequested')).fact.evidence).toHaveLength(1)

  const other = await office.caseUntil('secrecyReviewed')
  const handler = await browserOf('handler', other.id)
  const given: Upload = { field: 'uploads', name: '批复.txt', content: '关于征收补偿方案的批复。', type: 'text/plain' }
  const fields = { type: 'replyDrafted', outcome: 'disclosed' }
  expect((await handler.posts(fields, [SLIP, given])).status).toBe(303)
  const { fact, files } = await lastOf(other.id, 'replyDrafted')
  const named = (ids: string[]) => files.filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  expect([named(fact.files), named(fact.evidence)]).toEqual([['批复.txt'], ['回执.txt']])
})
