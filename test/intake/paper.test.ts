/** What came on paper is recorded as it came: what Art 29 misses is named, asked for, shown, and stops nobody's letter. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAs } from '../../src/db/client.ts'
import { type LetterData, renderEnvelopes, textOf } from '../../src/documents/index.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { fileOf } from '../../src/ledger/case-file.ts'
import { ofApplicant } from '../../src/ledger/found-by.ts'
import { caseByReceipt } from '../../src/ledger/queries.ts'
import { composed, dataFor } from '../../src/letters/make.ts'
import { asFile, sampleOf, textIn } from '../documents/samples.ts'
import { asForm, asUpload, cookiesOf, type Json, send, type Upload } from '../support/api.ts'
import { ASSIGNED, MONDAY, type Office, openOffice } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** A picture of one point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A letter with a name under it, and not much more. */
const BARE = { agency: 'yunxi', channel: 'post', on: MONDAY, applicant: { kind: 'person', name: '张三' } }
const WANTS = { description: '要求公开示例路改造的补偿方案' }
const fields = ({ missing }: Json): string[] => missing.map(({ field }: { field: string }) => field)

describe('POST /cases', () => {
  test('an application without number, telephone, address, title and form is recorded; each is named with its article', async () => {
    const entered = await office.registrar.enters({ ...BARE, request: WANTS })
    expect(entered).toMatchObject({ receipt: expect.any(String), enquiryCode: expect.any(String), stage: 'receive' })
    expect(fields(entered)).toEqual([
      ...['applicant.idType', 'applicant.idNumber', 'applicant.phone', 'applicant.address'],
      ...['request.title', 'request.form', 'request.delivery'],
    ])
    expect(entered.missing[1]).toMatchObject({ name: '申请人的身份证件号码', article: '条例第二十九条第二款第一项' })
    expect(entered).toMatchObject({ applicantName: '张三', title: WANTS.description })
    expect((await office.citizen.follows(entered)).receipt).toBe(entered.receipt)
  })

  test('a name alone, a request alone: recorded; neither: 422 at both fields', async () => {
    const nameless = await office.registrar.enters({ agency: 'yunxi', channel: 'fax', request: WANTS })
    expect(nameless.applicantName).toBe('（未署名）')
    const wantless = await office.registrar.enters(BARE)
    expect(wantless.title).toBe('（未写明所需信息）')
    expect(fields(wantless)).toEqual(expect.arrayContaining(['request.title', 'request.description']))
    const nothing = await office.registrar.triesToEnter({ agency: 'yunxi', channel: 'fax' })
    expect([nothing.status, nothing.json.errors.map(({ field }: Json) => field)]).toEqual([
      422,
      ['applicant.name', 'request.title'],
    ])
  })

  test('what nobody can read stays refused by field: a day, a channel, the agency', async () => {
    for (const [field, change] of [
      ['on', { on: '2026-02-30' }],
      ['channel', { channel: 'pigeon' }],
      ['channel', { channel: undefined }],
      ['agency', { agency: 'nowhere' }],
    ] as const) {
      const { status, json } = await office.registrar.triesToEnter({ ...BARE, request: WANTS, ...change })
      expect([status, json.errors[0].field]).toEqual([422, field])
    }
  })

  test('what is no number, telephone or address is kept as it was written, and used for nothing', async () => {
    const { applicant, ...rest } = application()
    const odd = { ...applicant, idNumber: '990000195001010001', phone: '无', email: '张三在示例' }
    const entered = await office.registrar.enters({ ...rest, applicant: odd, channel: 'post' })
    expect(fields(entered)).toEqual(['applicant.idNumber', 'applicant.phone', 'applicant.email'])
    expect(entered.missing.map(({ written }: Json) => written)).toEqual(['990000********0001', '无', '张三在示例'])
    expect([entered.applicant.idNumber, entered.applicant.phone, entered.applicant.email]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test('nobody without a number is taken for another one without a number', async () => {
    const [one, other] = [
      await office.registrar.enters({ ...BARE, request: WANTS }),
      await office.registrar.enters({ ...BARE, request: WANTS }),
    ]
    const found = await office.sql`select found_by from cases where id = any(${[one.id, other.id]})`
    expect(found.flatMap((row) => ofApplicant(row as unknown as { foundBy: string[] }))).toEqual([])
  })

  test('online filing stays as strict as it was', async () => {
    const { applicant, ...rest } = application()
    const answer = await office.citizen.triesToFile({ ...rest, applicant: { ...applicant, idNumber: '', phone: '' } })
    expect([answer.status, answer.json.errors.map(({ field }: Json) => field)]).toEqual([
      422,
      ['applicant.idNumber', 'applicant.phone'],
    ])
  })
})

/** Handled as far as the correction: the case, and the form that asks for it. */
async function registered(content: object): Promise<string> {
  const { id } = await office.registrar.enters(content)
  await office.registrar.records(id, { type: 'registered' })
  return id
}

const defined = (of: object = {}) => Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined))

const page = async (url: string, member: 'registrar' | 'handler' = 'registrar') => {
  const cookie = `ysqgk=${await office[member].signsIn()}`
  return { cookie, text: (await send(office.app, { url, headers: { cookie } })).text }
}

describe('what is missing', () => {
  test('stands on the page of the case, and in the correction that is prepared; a call mends contact data', async () => {
    const id = await registered({ ...BARE, request: { ...WANTS, title: '补偿方案', form: 'paper', delivery: 'post' } })
    const { text } = await page(`/cases/${id}`)
    expect(text).toContain('data-missing="applicant.idNumber"')
    expect(text).toMatch(/<textarea[^>]*name="matters"[^>]*>请补充申请人的身份证件名称、/)
    const called = await office.registrar.records(id, {
      ...{ type: 'contactChanged', phone: '0000-1000001', address: '示例路1号' },
    })
    expect(fields(called)).toEqual(['applicant.idType', 'applicant.idNumber'])
    const matters = ['请补充申请人的身份证件名称、申请人的身份证件号码，并附身份证明。']
    await office.registrar.records(id, { type: 'correctionRequested', matters, answerBy: '2026-03-20' })
    const corrected = await office.registrar.records(id, { type: 'corrected', text: '身份证复印件附后。' })
    expect(fields(corrected)).toEqual([])
  })

  test('stops no letter: each is made for an applicant who gave a name alone, or not even that', async () => {
    for (const content of [BARE, { agency: 'yunxi', channel: 'letter', request: WANTS }]) {
      const { receipt } = await office.registrar.enters(content)
      const row = (await caseByReceipt(office.house.sql, receipt))!
      const file = await readAs(office.house, [row.agencyId], ({ sql }) => fileOf(sql, office.house.keys, row))
      const data = dataFor(office.house, file)
      for (const [id, template] of office.house.templatesFor('yunxi', MONDAY)) {
        // What others say in it comes from its sample; what the application says, from the paper.
        const sample = sampleOf(id)
        const said = { ...sample, applicant: data.applicant, case: { ...sample.case, ...defined(data.case) } }
        const text = textOf(composed({ template, data: said as LetterData })).join('\n')
        expect(text, id).not.toMatch(/undefined|null|“”|\[object/)
        if (template.kind === 'reply') expect(text, id).toMatch(/^(?:张三|申请人)：$/m)
      }
    }
  })

  test('a whole way to the reply goes without it, and proves itself', async () => {
    const id = await registered(BARE)
    await office.head.records(id, ASSIGNED)
    await office.goes(id, 'assigned', 'replySigned')
    const served = await office.registrar.records(id, { type: 'replyServed', how: 'post', trackingNumber: 'XA1' })
    expect(served.outcome).toBe('disclosed')
    const { letters } = served
    const { bytes } = await office.registrar.gets(letters.at(-1).url)
    expect(await textIn(asFile(bytes))).toContain('（申请没有写明）')
    expect(await verifyAll(office.house)).toMatchObject({ ok: true })
  })
})

const FORM = {
  channel: 'counter',
  on: MONDAY,
  agency: 'yunxi',
  kind: 'person',
  name: '李四',
  description: WANTS.description,
}

describe('the enquiry code', () => {
  async function enters(changes: Record<string, string> = {}) {
    const { cookie, text } = await page('/cases/new')
    const csrf = /name="csrf" value="([^"]+)"/.exec(text)![1]!
    const { headers, payload } = asUpload({ csrf, ...FORM, ...changes }, [])
    const answer = await send(office.app, { method: 'POST', url: '/cases', headers: { ...headers, cookie }, payload })
    const id = /\/cases\/([0-9a-f-]+)/.exec(String(answer.headers.location ?? ''))?.[1]
    return { answer, id: id!, cookie, csrf, shown: `${cookie}; ${cookiesOf(answer)}` }
  }
  const slip = async (id: string, cookie: string) =>
    (await send(office.app, { url: `/cases/${id}/slip`, headers: { cookie } })).text
  const codeIn = (text: string) => /data-enquiry-code="([^"]+)"/.exec(text)?.[1]
  const opens = async (receipt: string, code: string) =>
    (await send(office.app, { method: 'POST', url: '/track', ...asForm({ receipt, enquiryCode: code }) })).headers
      .location === `/track/${receipt}`

  test('is on the slip after entering, for whoever entered it; the slip says what is missing and where to look', async () => {
    const { answer, id, cookie, shown } = await enters()
    expect([answer.status, answer.headers.location]).toEqual([303, `/cases/${id}/slip`])
    const text = await slip(id, shown)
    const { receipt } = await office.registrar.opens(id)
    expect(await opens(receipt, codeIn(text)!)).toBe(true)
    expect(text).toContain('data-missing="applicant.idNumber"')
    expect(text).toContain('https://gk.example.gov.cn/track')
    expect(codeIn(await slip(id, cookie))).toBeUndefined()
    const other = `ysqgk=${await office.head.signsIn()}`
    expect(codeIn(await slip(id, shown.replace(cookie, other)))).toBeUndefined()
  })

  test('what fits nothing is looked at again first, then recorded as it is', async () => {
    const { answer } = await enters({ phone: '没有' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('name="asWritten"')
    const { id } = await enters({ phone: '没有', asWritten: 'yes' })
    expect(fields(await office.registrar.opens(id))).toContain('applicant.phone')
  })

  test('is given out anew by the registrar, on record; the old one opens nothing then', async () => {
    const { id, shown, csrf, cookie } = await enters()
    const old = codeIn(await slip(id, shown))!
    const { receipt } = await office.registrar.opens(id)
    const fact = { type: 'codeReissued', to: '申请人本人，核对了身份证。' }
    expect((await office.handler.tries(id, fact)).status).toBe(403)
    const payload = asForm({ csrf, confirm: 'yes', ...fact })
    const answer = await send(office.app, {
      ...{ method: 'POST', url: `/cases/${id}/facts` },
      ...{ payload: payload.payload, headers: { ...payload.headers, cookie } },
    })
    const fresh = codeIn(await slip(id, `${cookie}; ${cookiesOf(answer)}`))!
    expect(await opens(receipt, old)).toBe(false)
    expect(await opens(receipt, fresh)).toBe(true)
    expect((await office.citizen.looksAt({ receipt, enquiryCode: old })).status).toBe(404)
    expect(codeIn(await slip(id, shown))).toBeUndefined()
    const again = await office.registrar.records(id, fact, { key: 'again' })
    expect((await office.citizen.looksAt(again)).status).toBe(200)
    const repeated = await office.registrar.records(id, fact, { key: 'again' })
    expect(repeated.enquiryCode).toBe(again.enquiryCode)
    expect(again.facts.filter(({ type }: Json) => type === 'codeReissued')).toHaveLength(2)
  })
})

describe('typed off beside its scan', () => {
  const inBrowser = async (member: 'registrar' | 'handler' = 'registrar') => {
    const cookie = `ysqgk=${await office[member].signsIn()}`
    const gets = (url: string) => send(office.app, { url, headers: { cookie } })
    const csrf = /name="csrf" value="([^"]+)"/.exec((await gets('/desk')).text)![1]!
    const posts = (url: string, fields: Record<string, string>, files: Upload[] = []) => {
      const { headers, payload } = asUpload({ csrf, ...fields }, files)
      return send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
    }
    return { gets, posts, cookie }
  }
  const basket = () => randomBytes(24).toString('base64url')
  const ADDRESS = { postcode: '000000', address: '示例路1号', name: '张三', sender: ['云溪区人民政府'], mark: '1' }
  const SCAN = { name: '来件.png', content: PNG, field: 'files' }

  test('the pages of what waits are for whoever put it in, and gone once it is filed', async () => {
    const { gets, posts } = await inBrowser()
    const token = basket()
    const scan = {
      name: '来件.pdf',
      content: await renderEnvelopes([ADDRESS, ADDRESS], office.house.fonts),
      field: 'files',
    }
    const { json } = await posts('/cases/uploads', { basket: token }, [scan])
    const at = `/cases/uploads/${json.files[0].id}`
    expect((await gets(`${at}/pages`)).json).toEqual({ pages: 2 })
    const second = await gets(`${at}/pages/2`)
    expect([second.status, second.headers['content-type'], second.bytes.readUInt16BE(0)]).toEqual([
      ...[200, 'image/jpeg', 0xffd8],
    ])
    expect(second.headers['content-security-policy']).toContain('sandbox')
    for (const n of ['0', '3', '501', '1.5']) expect([n, (await gets(`${at}/pages/${n}`)).status]).toEqual([n, 404])
    expect((await gets(at)).text).toContain(`src="${at}/pages/2"`)
    const drawn = (await posts('/cases/uploads', { basket: token }, [SCAN])).json.files[0].id
    expect((await gets(`/cases/uploads/${drawn}/pages/1`)).bytes.equals(PNG)).toBe(true)
    const words = { name: '说明.txt', content: Buffer.from('说明'), field: 'files' }
    const text = (await posts('/cases/uploads', { basket: token }, [words])).json.files[0].id
    expect((await gets(`/cases/uploads/${text}/pages`)).json).toEqual({
      pages: 0,
      why: expect.stringContaining('这是纯文本，不是图片或者PDF'),
    })

    // Another registrar of the same agency has another basket, and who is none has no such page.
    await office.sql`update people set roles = '{registrar}' where username = 'archivist'`
    const other = { cookie: `ysqgk=${await office.archivist.signsIn()}` }
    const looks = async (headers: Record<string, string>) =>
      (await send(office.app, { url: `${at}/pages`, headers })).status
    expect(await looks(other)).toBe(404)
    await office.sql`update people set roles = '{archivist}' where username = 'archivist'`
    expect((await (await inBrowser('handler')).gets(`${at}/pages`)).status).toBe(403)
    expect((await posts('/cases', { ...FORM, basket: token })).status).toBe(303)
    expect((await gets(`${at}/pages`)).status).toBe(404)
  })

  test('what no browser shows is named, with what to do, and handed out as it came', async () => {
    const { gets, posts } = await inBrowser()
    const token = basket()
    const heic = Buffer.concat([
      Buffer.from('0000001c', 'hex'),
      Buffer.from('ftypheic\0\0\0\0mif1heic'),
      Buffer.alloc(64),
    ])
    const broken = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n')
    for (const [name, content, says] of [
      ['手机照片.heic', heic, '这是手机拍的HEIC图片，浏览器不能显示'],
      ['坏了.pdf', broken, '这个PDF已经损坏，打不开。请重新扫描'],
      [
        '传真.tif',
        Buffer.from('49492a00080000000100000103000100000040000000000000000000', 'hex'),
        '这个TIFF图片已经损坏',
      ],
    ] as const) {
      const { json } = await posts('/cases/uploads', { basket: token }, [{ name, content, field: 'files' }])
      const at = `/cases/uploads/${json.files[0].id}`
      expect((await gets(`${at}/pages`)).json, name).toEqual({ pages: 0, why: expect.stringContaining(says) })
      const page = (await gets(at)).text
      expect(page).toContain(says)
      expect(page).toContain(`href="${at}/content"`)
      const file = await gets(`${at}/content`)
      expect([file.headers['content-disposition'], file.bytes.equals(content)]).toEqual([
        expect.stringContaining('attachment'),
        true,
      ])
      expect((await (await inBrowser('handler')).gets(`${at}/content`)).status).toBe(403)
    }
  })

  test('the number of the letter has a field: it is on record, found by the search, and on the list of the mailroom', async () => {
    const { gets, posts } = await inBrowser()
    const mailNumber = 'EA123456785CN'
    const handed = { channel: 'post', mailNumber, signedBy: '收发室王五', reachedOn: MONDAY }
    const number = residentNumber(7_301)
    const { headers } = await posts('/cases', { ...FORM, ...handed, name: '钱七', idNumber: number })
    const id = /\/cases\/([0-9a-f-]+)/.exec(String(headers.location))![1]!
    const seen = await office.registrar.opens(id)
    expect(seen.facts[0]).toMatchObject({ mailNumber })
    // A number as long as a resident's is one, where nothing else is said.
    expect(fields(seen)).not.toContain('applicant.idType')
    expect((await office.registrar.gets('/api/v1/cases?q=ea123456785cn')).json.cases).toMatchObject([{ id }])
    expect((await gets(`/cases/${id}`)).text).toContain('邮件号码')
    const list = (await gets(`/desk/handover?from=${MONDAY}&to=${MONDAY}`)).text
    for (const says of [mailNumber, '收发室王五', '钱七', '移交人（收发室）', seen.receipt])
      expect(list).toContain(says)
    expect((await gets('/desk/handover?from=2026-01-01&to=2026-01-02')).text).toContain('没有录入')
    expect(
      (await send(office.app, { url: '/desk/handover', headers: { cookie: (await inBrowser('handler')).cookie } }))
        .status,
    ).toBe(403)
    const typo = await posts('/cases', {
      ...FORM,
      idNumber: `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`,
    })
    expect([typo.status, typo.text.includes('name="asWritten"')]).toEqual([422, true])
  })

  test('a number of the mail that cannot be one is asked back, with a telephone of six digits; insisted on, or told by a program, it is on record', async () => {
    const { posts } = await inBrowser()
    const asked = async (changes: Record<string, string>) => {
      const { status, text } = await posts('/cases', { ...FORM, channel: 'post', ...changes })
      return [status, /id="mailNumber-error"[^>]*>(?:<[^>]*>)*([^<]+)/.exec(text)?.[1]]
    }
    expect(await asked({ mailNumber: 'EA12345678CN' })).toEqual([422, expect.stringContaining('九位数字')])
    expect(await asked({ mailNumber: 'ea 123456784 cn' })).toEqual([422, expect.stringContaining('校验位')])
    expect(await asked({ mailNumber: 'EA123456785CN', channel: 'fax' })).toEqual([422, expect.stringContaining('邮寄')])
    for (const mailNumber of ['EA123456785CN', '1234567890123', 'XA12345678934', '1-2-3'])
      expect([mailNumber, ...(await asked({ mailNumber }))]).toEqual([mailNumber, 303, undefined])
    const both = await posts('/cases', { ...FORM, channel: 'post', mailNumber: 'EA123456784CN', phone: '123-456' })
    for (const says of ['id="phone-error"', '只有六位', 'name="asWritten"', 'value="EA123456784CN"'])
      expect(both.text).toContain(says)
    const odd = { ...FORM, channel: 'post', mailNumber: 'EA123456784CN', phone: '123456' }
    const { headers } = await posts('/cases', { ...odd, asWritten: 'yes' })
    const id = /\/cases\/([0-9a-f-]+)/.exec(String(headers.location))![1]!
    const seen = await office.registrar.opens(id)
    expect([seen.facts[0].mailNumber, seen.applicant.phone]).toEqual(['EA123456784CN', '123456'])
    expect((await posts('/cases', { ...FORM, phone: '123456' })).status).toBe(303)
    const told = await office.registrar.enters({ ...BARE, request: WANTS, channel: 'fax', mailNumber: 'EA12345678CN' })
    expect((await office.registrar.opens(told.id)).facts[0].mailNumber).toBe('EA12345678CN')
  })

  test('the list of the mailroom says where it begins later than asked; its signatures stay with its last letters', async () => {
    const { gets } = await inBrowser()
    const list = (await gets(`/desk/handover?from=2026-01-01&to=${MONDAY}`)).text
    expect(list).toContain('data-cut-from="2026-01-01"')
    expect(list).toContain('现在列出的自2026年1月31日起')
    expect(list).toMatch(/<tbody class="together">(?:<tr data-letter.*?<\/tr>){2}<tr><td class="signed"/)
    expect((await gets(`/desk/handover?from=${MONDAY}&to=${MONDAY}`)).text).not.toContain('data-cut-from')
  })

  test('the slip says that a picture taken at the counter cannot be read, until one came that can; the next paper is always offered', async () => {
    const { gets, posts } = await inBrowser()
    const torn = { name: '身份证.png', content: PNG.subarray(0, 50), field: 'identity' }
    const id = /\/cases\/([0-9a-f-]+)/.exec(String((await posts('/cases', FORM, [torn])).headers.location))![1]!
    const slip = (await gets(`/cases/${id}/slip`)).text
    for (const says of ['data-unseen="1"', '“身份证.png”不完整', '请当场重拍', '再录一件']) expect(slip).toContain(says)
    expect((await gets(`/cases/${id}`)).text).toContain('data-asked="yes"')
    await posts(`/cases/${id}/papers`, {}, [{ ...torn, content: PNG }])
    expect((await gets(`/cases/${id}/slip`)).text).not.toContain('data-unseen')
    const page = (await gets(`/cases/${id}`)).text
    for (const says of ['data-asked="no"', '已经另交能够看清的']) expect(page).toContain(says)
    expect(page).not.toContain('放入证件照片')
    const head = `ysqgk=${await office.head.signsIn()}`
    const theirs = (await send(office.app, { url: `/cases/${id}/slip`, headers: { cookie: head } })).text
    expect(theirs).not.toContain('再录一件')
  })

  test('where no mailbox is set, nothing leads to it, and its page says how one is set', async () => {
    const { gets } = await inBrowser()
    expect((await gets('/desk')).text).not.toContain('href="/mailbox"')
    const { text } = await gets('/mailbox')
    expect(text).toContain('IMAP_URL')
    for (const no of ['heap=', '全部来件', '到达即收入']) expect(text).not.toContain(no)
  })

  test('what came before of the same applicant, or for the same thing, is offered: by number, name and title', async () => {
    const { posts, cookie } = await inBrowser()
    const { applicant, ...rest } = application({ request: { title: '北苑路排水改造工程结算书' } })
    const { id } = await office.registrar.enters({
      ...rest,
      channel: 'counter',
      applicant: { ...applicant, name: '欧阳十八', idNumber: residentNumber(7_302) },
    })
    const asks = async (body: object, headers: Record<string, string> = { cookie }) =>
      (
        await send(office.app, {
          ...{ method: 'POST', url: '/cases/new/similar', payload: JSON.stringify(body) },
          headers: { 'content-type': 'application/json', ...headers },
        })
      ).json
    for (const [typed, why] of [
      [{ idNumber: residentNumber(7_302), name: '欧阳十八' }, '同一证件号码'],
      [{ name: '欧阳十八' }, '申请人同名'],
      [{ title: '北苑路排水改造工程结算书' }, '所需信息相同'],
    ] as const)
      expect((await asks(typed)).similar).toMatchObject([
        { href: `/cases/${id}`, says: expect.stringMatching(new RegExp(`^${why}：.*欧阳十八`)) },
      ])
    expect((await asks({ name: '欧', title: '北苑' })).similar).toEqual([])
    // Without a script the form has a button for it, and keeps what was typed.
    const form = await posts('/cases/new', { ...FORM, name: '欧阳十八', look: 'similar' })
    expect([form.status, form.text.includes(`href="/cases/${id}"`), form.text.includes('value="欧阳十八"')]).toEqual([
      ...[200, true, true],
    ])
    expect((await posts('/cases/new', { ...FORM, name: '无此人氏', look: 'similar' })).text).toContain('没有找到')
  })
})
