/** What pages say while something is awaited and after it was done: no promise that is not kept, no day that does not count. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asForm, cookiesOf, send } from '../support/api.ts'
import { CORRECTION, MONDAY, type Office, openOffice } from '../support/house.ts'
import { application, type Filed } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
  office.itIs(MONDAY)
})
afterAll(() => office.close())

/** The browser that follows it. */
async function follows({ receipt, enquiryCode }: Filed) {
  const opened = await send(office.app, { method: 'POST', url: '/track', ...asForm({ receipt, enquiryCode }) })
  const cookie = cookiesOf(opened)
  const looks = async (url = `/track/${receipt}`) => (await send(office.app, { url, headers: { cookie } })).text
  const does = async (fields: Record<string, string>) => {
    const form = asForm(fields)
    const headers = { ...form.headers, cookie }
    const { status, headers: answered } = await send(office.app, {
      ...{ method: 'POST', url: `/track/${receipt}/facts`, payload: form.payload, headers },
    })
    expect(status).toBe(303)
    return looks(String(answered.location))
  }
  return { looks, does }
}

test('a correction: what it asks for is not asked for again, contact data have their own way, and it is thanked for', async () => {
  const filed = await office.caseUntil('registered', application({ applicant: { email: 'citizen@example.org' } }))
  await office.registrar.records(filed.id, CORRECTION)
  const { looks, does } = await follows(filed)
  const page = await looks()
  expect(page).toMatch(/只是更改电话、电子邮箱或者地址的，用下面的 <a href="#act-contactChanged">/)
  expect(page, 'the demonstration shows what would have been sent').toContain('办理进展发到')
  const { text } = await office.registrar.gets(`/cases/${filed.id}`)
  expect(text).toMatch(/<dt>申请人补正最迟<\/dt><dd>2026年3月20日<\/dd>/)
  expect(text).toContain('等待期间不计算，收到后重新计算')
  expect(await does({ type: 'corrected', text: '2023年。\n2024年。' })).toContain('补正已经收到，谢谢')
  expect((await office.registrar.gets(`/cases/${filed.id}`)).text).toContain('2023年。\n2024年。')
})

test('where no mail leaves the house none is promised', async () => {
  const filed = await office.caseUntil('registered', application({ applicant: { email: 'citizen@example.org' } }))
  const { looks } = await follows(filed)
  await office.sql`update people set demonstration = false`
  try {
    const page = await looks()
    expect(page).toContain('机关暂时发不出邮件')
    expect(page).not.toContain('办理进展发到')
  } finally {
    await office.sql`update people set demonstration = true`
  }
})

test('what was asked for can be read again by whoever holds the code, folded', async () => {
  const filed = await office.caseUntil('submitted')
  const { looks } = await follows(filed)
  const [folded] = /<details[^>]*data-requested.*?<\/details>/s.exec(await looks())!
  const { request } = application()
  for (const said of [request.title, request.description, '纸质']) expect(folded).toContain(said)
  expect(folded).not.toMatch(/^<details[^>]* open/)
})

test('a withdrawal needs no reason; the record says that none was given', async () => {
  const filed = await office.caseUntil('registered')
  const { looks, does } = await follows(filed)
  expect(await looks()).toContain('可以不填，撤回不必说明理由')
  expect(await does({ type: 'withdrawn', confirm: 'yes' })).toContain('申请已经撤回，谢谢您告知')
  expect((await office.registrar.gets(`/cases/${filed.id}`)).text).toContain('申请人没有说明理由')
})

test('what was sent is told as sent, and served only where it was signed for or its receipt is on record', async () => {
  const filed = await office.caseUntil('replySigned')
  await office.registrar.records(filed.id, { type: 'replyServed', how: 'post', trackingNumber: 'XA00000001' })
  const { looks } = await follows(filed)
  const posted = await looks()
  expect(posted).toContain('答复已交邮寄出')
  for (const said of ['答复已送达', '已有收到答复的记录']) expect(posted).not.toContain(said)
  const { letters } = await office.registrar.opens(filed.id)
  const { id: letter } = letters.find((one: { kind: string }) => one.kind === 'reply')
  await office.registrar.records(filed.id, { type: 'received', letter, evidence: '回执在卷。' })
  expect(await looks()).toContain('已有收到答复的记录')
  const other = await office.caseUntil('replySigned')
  await office.registrar.records(other.id, { type: 'replyServed', how: 'counter', evidence: '送达回证在卷。' })
  expect(await (await follows(other)).looks()).toContain('答复已送达，您已签收')
})

test('how to pay is said in English on English pages, what the office entered as it was written', async () => {
  const filed = await office.caseUntil('assigned')
  await office.handler.records(filed.id, { type: 'feeNotified', basis: 'pages', quantity: 150 })
  const { looks } = await follows(filed)
  const atOffice = await looks(`/en/track/${filed.receipt}`)
  expect(atOffice).toContain('Take the notice to the office, which gives you a payment slip')
  await office.sql`
    update agencies set profile = profile || '{"feeAccount":"示例银行 000111"}'::jsonb where id = 'yunxi'`
  // The page of before may stand for two seconds.
  await new Promise((done) => setTimeout(done, 2_100))
  const byTransfer = await looks(`/en/track/${filed.receipt}?again=0`)
  expect(byTransfer).toMatch(/Bank and account: <span lang="zh-CN">示例银行/)
  await office.sql`update agencies set profile = profile - 'feeAccount' where id = 'yunxi'`
})

test('numbers that do not fit are said once, at the field, with what to do', async () => {
  const form = asForm({ receipt: '2026-000000', enquiryCode: 'AAAAAAAAAA' })
  const answer = await send(office.app, { method: 'POST', url: '/track', ...form })
  const { text } = await send(office.app, {
    ...{ url: String(answer.headers.location).replace(/#.*/, ''), headers: { cookie: cookiesOf(answer) } },
  })
  expect(text.match(/没有找到与受理编号和查询码相符的申请/g)).toHaveLength(1)
  expect(text).toContain('请对照回执，把两个号码都重新输入')
  expect(text).toMatch(/<title>错误：/)
})

test('what was withdrawn has no last day any more', async () => {
  const filed = await office.caseUntil('registered')
  const { looks, does } = await follows(filed)
  expect(await does({ type: 'withdrawn', why: '不需要了。', confirm: 'yes' })).toContain('申请已经撤回，谢谢您告知')
  const page = await looks()
  expect(page).not.toContain('谢谢您告知')
  expect(page).not.toContain('从严计算，答复期限为')
  // An address says nothing that is not on record, nor what was recorded long ago.
  const saysSo = (done: string) => looks(`/track/${filed.receipt}?done=${done}`)
  for (const done of ['nonsense', 'confirmed', 'contactChanged', 'corrected', 'paper', 'other'])
    expect(await saysSo(done), done).not.toContain('role="status"')
  expect(await saysSo('withdrawn')).toContain('申请已经撤回，谢谢您告知')
  const { now } = office.house.time
  const later = now().getTime() + 15 * 60_000
  office.house.time.now = () => new Date(later)
  try {
    expect(await saysSo('withdrawn')).not.toContain('谢谢您告知')
  } finally {
    office.house.time.now = now
  }
})

test('a slip names no address that nobody can open', async () => {
  const { id } = await office.caseUntil('registered')
  const slip = async () => (await office.registrar.gets(`/cases/${id}/slip`)).text
  expect(await slip()).toContain('https://gk.example.gov.cn/track')
  const { publicUrl } = office.house.config
  office.house.config.publicUrl = undefined
  try {
    const text = await slip()
    expect(text).not.toMatch(/127\.0\.0\.1|查询地址<\/dt>/)
    expect(text).toContain('回执不印查询地址')
  } finally {
    office.house.config.publicUrl = publicUrl
  }
})

test('the list behind a figure of supervision: whose receipt is unconfirmed, and both days', async () => {
  await office.caseUntil('submitted')
  const list = async (of: string) => (await office.supervisor.gets(`/supervision/cases?of=${of}&agency=yunxi`)).text
  expect(await list('unconfirmed')).toContain('提交，尚未确认')
  expect(await list('open')).toMatch(/从严2026年\d+月\d+日/)
})
