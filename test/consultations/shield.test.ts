/** Who asked is never told to those who are consulted, nor who is consulted to those who asked: wherever either looks. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namesApplicant, shielded } from '../../src/letters/shield.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { asForm, send } from '../support/api.ts'
import { type Office, ON_PAPER, openOffice, PASSED, SECRECY, SIGNED } from '../support/house.ts'
import { application } from '../support/people.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'
import { asked, COMPANY, numbersOf, partyAt } from './parties.ts'

/** Each of them would lead to the applicant. */
const WHO = {
  name: '欧阳守拙',
  phone: '0000-1047382',
  email: 'ouyang.shouzhuo@example.cn',
  address: '示例省示例市云溪区守拙巷47号',
}
const AGENT = { name: '司马知白', idType: 'passport', idNumber: 'EX7391846', phone: '0000-1055512' }
const SECRETS = [...Object.values(WHO), ...Object.values(AGENT).slice(0, 1), AGENT.idNumber, AGENT.phone]
const nosy = () =>
  application({
    applicant: WHO,
    agent: AGENT,
    request: {
      title: `关于欧 阳 守 拙（电话００００－１０４７３８２）投诉示例路项目的检测报告`,
      description: `我是欧阳守拙，我住守拙巷47号。请公开示例路项目的检测报告，寄 ${WHO.email}。`,
      documentNumber: '云检〔2025〕7号',
    },
  })

let server: MailServer
let office: Office
beforeAll(async () => {
  server = await startMailServer()
  office = await openOffice({ smtpUrl: server.url })
})
afterAll(async () => {
  await office.close()
  await server.close()
})

const tellsNothing = (what: string, text: string) => {
  for (const secret of [...SECRETS, '我住守拙巷', '欧 阳', '１０４７３８２']) expect(text, what).not.toContain(secret)
  expect(text.normalize('NFKC').replace(/\s/g, ''), what).not.toMatch(/欧阳守拙|司马知白|1047382/)
}

test('page, answers, letters, mails, errors and file names: in both languages nothing of the applicant', {}, async () => {
  const { handler, counsel, signer } = office
  const { id, receipt, enquiryCode } = await office.caseUntil('assigned', nosy())
  await office.sql`delete from graphile_worker._private_jobs`
  await handler.records(id, { type: 'thirdPartyConsulted', party: COMPANY, email: 'gongsi@example.cn' })
  await handler.records(id, {
    type: 'agencyConsulted',
    coMaker: true,
    party: '云溪区住建局',
    email: 'zhujian@example.cn',
  })
  await handler.adds(id, [{ name: '欧阳守拙的申请材料.txt', content: '申请人提供' }])
  await office.theJobsRun()
  const [toThem, toApplicant] = [false, true].map((own) =>
    server.mails.filter(({ envelope }) => envelope.to.includes(WHO.email) === own),
  )
  expect(toThem).toHaveLength(2)
  for (const { text, subject } of toApplicant!) expect(`${subject}\n${text}`).not.toMatch(/建设有限公司|住建局/)
  for (const { subject, text, raw } of toThem!) tellsNothing('mail', `${subject}\n${text}\n${raw.toString()}`)

  const [first, second] = (await numbersOf(office, id)).map((number) => partyAt(office, number))
  const sees = async (party: ReturnType<typeof partyAt>) => {
    const view = await party.looks()
    tellsNothing('API', view.text)
    expect(view.text).not.toContain(receipt)
    expect(view.text).not.toContain(enquiryCode)
    for (const { url, title } of view.json.letters) {
      const letter = await party.gets(url.replace('/api/v1', ''))
      tellsNothing(title, await textIn(asFile(letter.bytes)))
      tellsNothing('file name', String(letter.headers['content-disposition']))
    }
    const cookie = await comesIn(party)
    const form = await send(office.app, { url: `/answer/${party.number}/form.pdf`, headers: { cookie } })
    if (form.status === 200) tellsNothing('the form', await textIn(asFile(form.bytes)))
    for (const root of ['/', '/en/']) {
      const page = await send(office.app, { url: `${root}answer/${party.number}`, headers: { cookie } })
      expect(page.status).toBe(200)
      tellsNothing(`${root}answer`, page.text)
      expect(page.text).not.toContain(receipt)
    }
  }
  await sees(first!)
  await sees(second!)
  // The other party is none of their business either.
  expect((await first!.looks()).text).not.toContain('住建局')
  expect((await second!.looks()).text).not.toContain(COMPANY)

  const refusals = [
    await first!.tries({ type: 'thirdPartySilent' }),
    await first!.tries({ type: 'thirdPartyAnswered' }),
    await first!.tries({ type: 'agencyReached' }),
    await first!.tries({ type: 'thirdPartyAnswered', consents: false, reasons: '不同意。', evidence: [id] }),
    await first!.tries({ type: 'thirdPartyAnswered', consents: false, reasons: '不同意。', consultation: '2' }),
  ]
  expect(refusals.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422])
  for (const { text } of refusals) tellsNothing('refusal', text)

  await first!.records({ type: 'thirdPartyAnswered', consents: false, reasons: '涉及商业秘密。' })
  await second!.records({ type: 'agencyAnswered', consents: true })
  await handler.records(id, SECRECY)
  const fields = {
    ...ON_PAPER,
    content: '检测报告全文，欧阳守拙所在小区部分除外。',
  }
  await handler.records(id, {
    type: 'thirdPartyAssessed',
    reasonable: true,
    publicInterest: true,
    why: '关系公共安全，也关系欧阳守拙等居民的健康。',
  })
  await handler.records(id, { type: 'replyDrafted', outcome: 'disclosed', fields })
  await counsel.records(id, PASSED)
  await signer.records(id, SIGNED)
  await sees(first!)
  await sees(second!)
  const titles = async (party: ReturnType<typeof partyAt>) =>
    (await party.opens()).letters.map(({ title }: { title: string }) => title)
  expect(await titles(first!)).toEqual(['政府信息公开征求意见书', '决定公开政府信息告知书'])
  expect(await titles(second!)).toEqual(['政府信息公开征求意见函'])
})

test('nothing else of the case opens with their number: no reply, no bundle, no file, no tracking', async () => {
  const { party, id, receipt } = await asked(office, { content: nosy() })
  const { letters, files } = await office.handler.opens(id)
  const notice = letters.find(({ title }: { title: string }) => title === '政府信息公开申请征求意见告知书')
  const cookie = await comesIn(party)
  const headers = { cookie, 'answer-code': party.code, 'enquiry-code': party.code }
  for (const url of [
    `/api/v1/consultations/${party.number}/letters/${notice.id}`,
    `/api/v1/applications/${receipt}`,
    `/api/v1/applications/${party.number}`,
    `/api/v1/applications/${receipt}/letters/${notice.id}`,
  ])
    expect((await send(office.app, { url, headers })).status, url).toBe(404)
  for (const url of [`/api/v1/cases/${id}`, `/api/v1/cases/${id}/evidence`, `/cases/${id}`])
    expect([303, 302, 401], url).toContain((await send(office.app, { url, headers })).status)
  expect(files.every(({ url }: { url: string }) => !url.includes('consultations'))).toBe(true)
})

test('the applicant reads that others are consulted, and not who', async () => {
  const { handler, citizen } = office
  const { id, ...filed } = await office.caseUntil('assigned')
  await handler.records(id, {
    type: 'thirdPartyConsulted',
    party: COMPANY,
    email: 'gongsi@example.cn',
    contact: '诸葛谨言',
  })
  const [number] = await numbersOf(office, id)
  const view = await citizen.looksAt(filed)
  expect(view.json.clock.status).toBe('suspended')
  for (const secret of [COMPANY, 'gongsi@example.cn', '诸葛谨言', number!]) expect(view.text).not.toContain(secret)
  for (const { url } of view.json.letters) {
    const letter = await citizen.looksAt(filed, url.replace(`/api/v1/applications/${filed.receipt}`, ''))
    expect(await textIn(asFile(letter.bytes))).not.toContain(COMPANY)
  }
  const { headers, payload } = asForm({ receipt: filed.receipt, enquiryCode: filed.enquiryCode })
  const door = await send(office.app, { method: 'POST', url: '/track', headers, payload })
  const cookie = String([door.headers['set-cookie']].flat()[0]).split(';')[0]!
  const page = await send(office.app, { url: `/track/${filed.receipt}`, headers: { cookie } })
  expect(page.text).toContain('征求')
  for (const secret of [COMPANY, 'gongsi@example.cn', '诸葛谨言', number!]) expect(page.text).not.toContain(secret)
})

test('what the agency writes for them may not name the applicant either', async () => {
  const { id } = await office.caseUntil('assigned', nosy())
  const tries = (about: string) => office.handler.tries(id, { type: 'thirdPartyConsulted', party: COMPANY, about })
  for (const about of ['欧阳守拙要求公开的检测报告。', `联系 ${WHO.email}。`, '司马知白代理。', '电话 00001047382。']) {
    const { status, json } = await tries(about)
    expect([status, json.errors?.[0]?.field], about).toEqual([422, 'about'])
  }
  expect(await numbersOf(office, id)).toEqual([])
  expect((await tries('示例路项目2025年检测报告。')).status).toBe(201)
})

describe('what is struck out', () => {
  const submitted = (name: string) =>
    ({
      type: 'submitted',
      on: '2026-03-02',
      applicant: { kind: 'person', name, phone: '0000-1000001' },
    }) as unknown as FactOf<'submitted'>
  test.each([
    ['张三', '张三的申请', '×××的申请'],
    ['张三', '张 三 的申请', '××× 的申请'],
    ['买买提·吐尔逊', '买买提吐尔逊等人', '×××等人'],
    ['O’Neil (A+B)', '关于 o’neil (a+b) 的', '关于 ×××) 的'],
    ['李', '李家村征地方案', '李家村征地方案'],
    ['张三', '示例路方案', '示例路方案'],
    ['张三', '身份证 99000019500101001X 与 13900000000', '身份证 ××× 与 ×××'],
    ['张三', '电话0000 1000001', '电话×××'],
    ['张三', '电话０００0－1000 001', '电话×××'],
    ['张三', '证号９９００００１９５００１０１００１Ｘ', '证号×××'],
    // Of somebody else, in groups as people write them; the agency's own telephone stays.
    ['张三', '邻居 990000 19500101 001X，139 0000 0000', '邻居 ×××，×××'],
    ['张三', '邻居 990000-19500101-001X', '邻居 ×××'],
    ['张三', '请致电0000-2000002答复', '请致电0000-2000002答复'],
    ['张三', '云政发〔2025〕10号', '云政发〔2025〕10号'],
  ])('%s in “%s”', (name, text, shown) => {
    expect(shielded(text, submitted(name))).toBe(shown)
    if (text === shown) expect(namesApplicant(text, submitted(name))).toBe(false)
  })
})

/** Through the door of the page: the cookie that keeps it open. */
async function comesIn({ number, code }: { number: string; code: string }): Promise<string> {
  const { headers, payload } = asForm({ number, code })
  const door = await send(office.app, { method: 'POST', url: '/answer', headers, payload })
  expect(door.status).toBe(303)
  return String([door.headers['set-cookie']].flat()[0]).split(';')[0]!
}
