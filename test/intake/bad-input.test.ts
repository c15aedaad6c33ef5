/** What does not fit is refused and named; what is hostile is kept as words or refused; nothing is ever our fault (5xx). */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newToken } from '../../src/files/pending.ts'
import { asForm, asJson, asUpload, cookiesOf, send } from '../support/api.ts'
import { ASSIGNED, type Office, openOffice } from '../support/house.ts'
import { application, organisation, residentNumber } from '../support/people.ts'
import { browserAt, postsForm } from '../support/posting.ts'
import { numberIn, saidIn } from '../support/sealed.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const count = async () => (await office.sql`select count(*)::int as n from cases`)[0]!.n as number
const fieldsOf = (json: { errors?: { field: string }[] }) => json.errors?.map(({ field }) => field).sort()

describe('missing and malformed fields', () => {
  test('an empty application names everything that Art 29 asks for', async () => {
    const answer = await office.citizen.triesToFile({ agency: '', applicant: { kind: 'person' }, request: {} })
    expect(answer.status).toBe(422)
    expect(answer.json.code).toBe('INVALID')
    expect(fieldsOf(answer.json)).toEqual(
      [
        ...['agency', 'applicant.name', 'applicant.idType', 'applicant.idNumber', 'applicant.phone'],
        ...['request.title', 'request.description', 'request.form', 'request.delivery'],
      ].sort(),
    )
    for (const { code, message } of answer.json.errors) {
      expect(code).toMatch(/^[A-Z_]+$/)
      expect(message).toMatch(/\p{Script=Han}/u)
    }
  })

  test('what is not there at all is named by its group', async () => {
    expect(fieldsOf((await office.citizen.triesToFile({})).json)).toEqual(['agency', 'applicant', 'request'])
    const { errors } = (await office.citizen.triesToFile({})).json
    for (const { message } of errors) expect(message).toMatch(/[\u4e00-\u9fff]/)
  })

  test('a missing field says so, a malformed one says so: the codes differ', async () => {
    const { errors } = (
      await office.citizen.triesToFile(application({ agency: undefined, request: { form: 'papyrus' } }))
    ).json
    expect(errors).toEqual([
      expect.objectContaining({ field: 'agency', code: 'MISSING' }),
      expect.objectContaining({ field: 'request.form', code: 'UNFIT' }),
    ])
  })

  const wrong = (changes: Record<string, unknown>) => async () => office.citizen.triesToFile(application(changes))
  const right = residentNumber(7)
  const slip = right.slice(0, -1) + (right.endsWith('5') ? '6' : '5')
  test.each<[string, string, Record<string, unknown>]>([
    ['an agency that is not there', 'agency', { agency: 'atlantis' }],
    ['an agency that is a number', 'agency', { agency: 7 }],
    ['a kind of applicant that is not there', 'applicant.kind', { applicant: { kind: 'ghost' } }],
    ['a name of blanks', 'applicant.name', { applicant: { name: ' 　\n' } }],
    ['a name that is an object', 'applicant.name', { applicant: { name: { $ne: '' } } }],
    ['a wrong checksum', 'applicant.idNumber', { applicant: { idNumber: slip } }],
    ['a day of birth that never was', 'applicant.idNumber', { applicant: { idNumber: '990000199002300013' } }],
    ['a number of seventeen digits', 'applicant.idNumber', { applicant: { idNumber: right.slice(1) } }],
    [
      'a number in full-width digits',
      'applicant.idNumber',
      { applicant: { idNumber: '９９００００１９５００１０１００１Ｘ' } },
    ],
    ['a telephone of letters', 'applicant.phone', { applicant: { phone: 'call me' } }],
    ['an address of mail without its sign', 'applicant.email', { applicant: { email: 'zhangsan.example.cn' } }],
    ['a mail address with a second header', 'applicant.email', { applicant: { email: 'a@b.cn\r\nBcc: x@y.cn' } }],
    [
      'a mail address that no server takes',
      'applicant.email',
      { applicant: { email: `${'a'.repeat(65)}@example.cn` } },
    ],
    ['a postcode of marks', 'applicant.postcode', { applicant: { postcode: '<b>' } }],
    ['a title of 201 characters', 'request.title', { request: { title: '题'.repeat(201) } }],
    ['a text of 50,001 characters', 'request.description', { request: { description: '文'.repeat(50_001) } }],
    ['a delivery that is not offered', 'request.delivery', { request: { delivery: 'pigeon' } }],
    ['mail without an address', 'applicant.email', { request: { delivery: 'email' } }],
    [
      'post without an address',
      'applicant.address',
      { applicant: { address: undefined }, request: { delivery: 'post' } },
    ],
    ['an agent without a number', 'agent.idNumber', { agent: { name: '李四', idType: 'passport', phone: '0000-1' } }],
    [
      'an agent with a wrong checksum',
      'agent.idNumber',
      { agent: { name: '李四', idType: 'residentId', idNumber: slip, phone: '0000-100' } },
    ],
    ['help that is neither yes nor no', 'needsHelp', { needsHelp: 'maybe' }],
  ])('%s', async (_, field, changes) => {
    const before = await count()
    const answer = await wrong(changes)()
    expect(answer.status, answer.text).toBe(422)
    expect(fieldsOf(answer.json)).toEqual([field])
    expect(await count()).toBe(before)
  })

  test.each<[string, string, object]>([
    ['no type', 'applicant.organisationType', { organisationType: undefined }],
    ['a type of none', 'applicant.organisationType', { organisationType: 'club' }],
    ['a credit code of three characters', 'applicant.creditCode', { creditCode: 'ABC' }],
    ['nobody who represents it', 'applicant.representative', { representative: '' }],
    ['nobody to be reached', 'applicant.contact', { contact: undefined }],
  ])('an organisation with %s', async (_, field, changes) => {
    const answer = await office.citizen.triesToFile(organisation(changes))
    expect([answer.status, fieldsOf(answer.json)]).toEqual([422, [field]])
  })

  test('whatever is wrong is told at once: the checksum beside what is missing, the address that the delivery needs', async () => {
    const answer = await office.citizen.triesToFile(
      application({
        applicant: { idNumber: slip, phone: undefined },
        request: { title: '', form: undefined, delivery: 'email' },
      }),
    )
    expect(fieldsOf(answer.json)).toEqual([
      'applicant.email',
      'applicant.idNumber',
      'applicant.phone',
      'request.form',
      'request.title',
    ])
  })

  test('a foreigner’s passport is not held to the checksum of residents', async () => {
    await office.citizen.files(application({ applicant: { idType: 'passport', idNumber: 'e12345678' } }))
  })

  test('numbers of any case and blanks around them are read; the last X may be small', async () => {
    let n = 1
    while (!residentNumber(n).endsWith('X')) n++
    const typed = `  ${residentNumber(n).toLowerCase()} `
    const { receipt } = await office.citizen.files(application({ applicant: { idNumber: typed, name: '　张三　' } }))
    const [kept] = await office.sql`
      select i.agency_id, i.case_id, whose, sealed from identities i join cases c on c.id = i.case_id where c.receipt = ${receipt}`
    expect(numberIn(office, kept!)).toBe(residentNumber(n))
  })

  test('facts: each field by its name, unknown ones too, and nothing changes', async () => {
    const { id } = await office.caseUntil('assigned')
    const before = await office.standing(id)
    const tries = async (who: 'handler' | 'head', fact: object) => {
      const answer = await office[who].tries(id, fact)
      return [answer.status, fieldsOf(answer.json)]
    }
    expect(await tries('handler', { type: 'searched' })).toEqual([422, ['found', 'note', 'places', 'terms']])
    expect(await tries('handler', { type: 'searched', places: [], terms: ['', '甲'], found: 'yes', note: 1 })).toEqual([
      422,
      ['found', 'note', 'places', 'terms.0'],
    ])
    expect(await tries('head', { ...ASSIGNED, status: 'closed' })).toEqual([422, ['status']])
    expect(await tries('head', { ...ASSIGNED, by: 'staff:signer', position: 1 })).toEqual([422, ['by', 'position']])
    expect(await tries('head', { ...ASSIGNED, answerBy: '2026-02-30' })).toEqual([422, ['answerBy']])
    expect(await tries('head', { ...ASSIGNED, on: '02/03/2026' })).toEqual([422, ['on']])
    for (const workingDays of [0, 21, 1.5, '10', null, Number.MAX_SAFE_INTEGER])
      expect(await tries('head', { type: 'extended', workingDays, reason: '由', approvedBy: '示' })).toEqual([
        422,
        ['workingDays'],
      ])
    expect(await tries('handler', { type: 'replyDrafted', outcome: 'granted', fields: {} })).toEqual([422, ['outcome']])
    expect(await tries('handler', { type: 'replyDrafted', outcome: 'disclosed', fields: { content: 7 } })).toEqual([
      422,
      ['fields.content'],
    ])
    expect(await office.standing(id)).toBe(before)
  })

  test('staff hear of the channel and of the day in one answer', async () => {
    const answer = await office.registrar.triesToEnter({
      ...application({ applicant: { phone: '' } }),
      on: '2026-02-30',
      channel: 'drum',
    })
    expect([answer.status, fieldsOf(answer.json)]).toEqual([422, ['channel', 'on']])
  })
})

describe('bodies that are none', () => {
  const posts = (headers: Record<string, string>, payload: string | Buffer) =>
    send(office.app, { method: 'POST', url: '/api/v1/applications', headers, payload })
  const JSON_TYPE = { 'content-type': 'application/json' }

  test.each<[string, Record<string, string>, string | Buffer]>([
    ['JSON that is not JSON', JSON_TYPE, '{"agency":'],
    ['no JSON at all', JSON_TYPE, ''],
    ['a byte-order mark and rubbish', JSON_TYPE, '\ufeff\u0000'],
    ['bytes that are not UTF-8', JSON_TYPE, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
    ['null', JSON_TYPE, 'null'],
    ['a number', JSON_TYPE, '7'],
    ['a string', JSON_TYPE, '"申请"'],
    ['a list', JSON_TYPE, '[]'],
    ['a key that would be everyone’s parent', JSON_TYPE, '{"__proto__":{"agency":"yunxi"}}'],
    ['a constructor with a prototype', JSON_TYPE, '{"constructor":{"prototype":{"polluted":true}}}'],
    ['XML', { 'content-type': 'application/xml' }, '<agency>yunxi</agency>'],
    ['plain text', { 'content-type': 'text/plain' }, 'yunxi'],
    ['a form of a page', { 'content-type': 'application/x-www-form-urlencoded' }, 'agency=yunxi&agency=yunxi'],
    ['no type at all', {}, 'agency'],
    ['a type of nonsense', { 'content-type': ';;;' }, '{}'],
    ['a multipart form without a boundary', { 'content-type': 'multipart/form-data' }, 'x'],
    ['a multipart form that breaks off', { 'content-type': 'multipart/form-data; boundary=b' }, '--b\r\nContent-Disp'],
    [
      'a file that breaks off',
      { 'content-type': 'multipart/form-data; boundary=b' },
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf',
    ],
    ['a list 500,000 lists deep', JSON_TYPE, '['.repeat(500_000)],
    ['a request 100,000 objects deep', JSON_TYPE, `{"request":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['more than a megabyte', JSON_TYPE, JSON.stringify({ agency: 'x'.repeat(1_100_000) })],
  ])('%s', async (_, headers, payload) => {
    const before = await count()
    const answer = await posts(headers, payload)
    expect([400, 413, 415, 422], answer.text).toContain(answer.status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json).toMatchObject({ status: answer.status, code: expect.stringMatching(/^[A-Z_]+$/) })
    for (const { field } of answer.json.errors ?? []) expect(field, 'every fault has a name').toBeTruthy()
    expect(await count()).toBe(before)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('facts with the same bodies', async () => {
    const { id } = await office.caseUntil('submitted')
    const before = await office.standing(id)
    for (const body of ['null', '7', '""', '[]', '{"__proto__":{"type":"noted"}}', '{', '', '['.repeat(500_000)]) {
      const answer = await office.registrar.tries(id, body)
      expect([400, 422], `${body.slice(0, 40)} ${answer.text}`).toContain(answer.status)
    }
    const deep = `{"type":"rectified","position":2,"why":"由","approvedBy":"示","replacement":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`
    expect((await office.head.tries(id, deep)).status).toBe(422)
    expect(await office.standing(id)).toBe(before)
  })

  test('a multipart application without its JSON, or with rubbish in it', async () => {
    for (const fields of [{}, { application: '{' }, { application: '' }, { application: 'null' }] as Record<
      string,
      string
    >[]) {
      const answer = await posts(...uploadOf(fields))
      expect([answer.status, answer.json.errors.length > 0], answer.text).toEqual([422, true])
      for (const { field } of answer.json.errors) expect(field).toBeTruthy()
    }
  })
  const uploadOf = (fields: Record<string, string>) => {
    const { headers, payload } = asUpload(fields, [])
    return [headers, payload] as const
  }
})

describe('addresses that lead nowhere', () => {
  const HOSTILE = [
    '00000000-0000-7000-8000-000000000000',
    '1',
    "x' or '1'='1",
    '%00',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '\u202e申请',
    'null',
    '__proto__',
    'a'.repeat(190),
  ].map((id) => (id.startsWith('%') ? id : encodeURIComponent(id)))

  test.each(HOSTILE)('a case called %s is not found', async (id) => {
    for (const rest of ['', '/evidence', '/letters/1', '/files/1']) {
      const answer = await office.registrar.gets(`/api/v1/cases/${id}${rest}`)
      expect([rest, answer.status]).toEqual([rest, 404])
      expect(answer.json.code).toBe('NOT_FOUND')
    }
    expect((await office.registrar.tries(id, { type: 'noted', text: '甲' })).status).toBe(404)
    expect((await office.registrar.adds(id, [{ name: 'a.txt', content: 'a' }])).status).toBe(404)
    expect([404, 422]).toContain(
      (await office.registrar.gets(`/api/v1/letters/preview?template=disclosed&case=${id}`)).status,
    )
  })

  test.each(HOSTILE)('a letter or file of a real case called %s is not found', async (name) => {
    const { id, receipt, enquiryCode } = await office.caseUntil('submitted')
    expect((await office.registrar.gets(`/api/v1/cases/${id}/letters/${name}`)).status).toBe(404)
    expect((await office.registrar.gets(`/api/v1/cases/${id}/files/${name}`)).status).toBe(404)
    expect((await office.citizen.looksAt({ receipt, enquiryCode }, `/letters/${name}`)).status).toBe(404)
    expect([404, 422]).toContain((await office.registrar.gets(`/api/v1/letters/preview?template=${name}`)).status)
  })

  test.each([
    ['stage=nowhere', 422],
    ['due=never', 422],
    ['outcome=granted', 422],
    ['sort=;drop', 422],
    ['stage=review&stage=reply', 422],
    ['q=a&q=b', 422],
    [`q=${'长'.repeat(300)}`, 422],
    ['q=%00', 422],
    ['q=%25%5C_%27%22--', 200],
    ['q=%E2%80%AE', 200],
    ['q=%ff%fe', 200],
    ['unit=%00', 422],
    ['handler=%00', 422],
    ['unit=nowhere', 200],
    ["handler=' or 1=1", 200],
    ['cursor=nonsense', 200],
    ['cursor=2026-99-99_00000000-0000-7000-8000-000000000000', 200],
    [`cursor=2026-03-02_${'-'.repeat(36)}`, 200],
    ['cursor=%00', 200],
  ])('the list asked for %s', async (query, status) => {
    const answer = await office.registrar.gets(`/api/v1/cases?${query}`)
    expect(answer.status, answer.text).toBe(status)
    if (status === 422) expect(fieldsOf(answer.json)).toEqual([query.split('=')[0]])
  })
})

describe('receipt and enquiry code', () => {
  test('a wrong code, no code and an unknown receipt are the same answer, byte for byte', async () => {
    const filed = await office.citizen.files()
    const other = await office.citizen.files()
    const look = (receipt: string, code: string | undefined) =>
      send(office.app, {
        url: `/api/v1/applications/${receipt}`,
        headers: code === undefined ? {} : { 'enquiry-code': code },
      })
    const unknown = await look('20260302-00000-000000', 'ABCDEFGHJK')
    expect(unknown.status).toBe(404)
    const others = [
      await look(filed.receipt, 'ABCDEFGHJK'),
      await look(filed.receipt, other.enquiryCode),
      await look(filed.receipt, ''),
      await look(filed.receipt, undefined),
      await look(filed.receipt, `${filed.enquiryCode}X`),
      await look(`${filed.receipt.slice(0, -1)}${(Number(filed.receipt.at(-1)) + 1) % 10}`, filed.enquiryCode),
      await look(encodeURIComponent("x' or 1=1 --"), filed.enquiryCode),
      await look('%00', filed.enquiryCode),
    ]
    // What counts tries and the date differ from call to call, whoever asks.
    const same = ({ headers }: { headers: Record<string, unknown> }) =>
      Object.entries(headers).filter(([name]) => !/^(x-ratelimit|date)/.test(name))
    for (const answer of others) {
      expect(answer.status).toBe(404)
      expect(answer.bytes.equals(unknown.bytes)).toBe(true)
      expect(same(answer)).toEqual(same(unknown))
    }
    for (const code of [
      filed.enquiryCode.toLowerCase(),
      ` ${filed.enquiryCode.slice(0, 5)}-${filed.enquiryCode.slice(5)} `,
    ])
      expect((await look(filed.receipt, code)).status, 'as people copy it').toBe(200)
    const fact = { type: 'withdrawn', why: '不是我的' }
    const stolen = await office.citizen.tries({ receipt: filed.receipt, enquiryCode: other.enquiryCode }, fact)
    expect(stolen.bytes.equals(unknown.bytes)).toBe(true)
  })

  test('guessing codes from one address is slowed down', async () => {
    const { receipt } = await office.citizen.files()
    const statuses: number[] = []
    // A minute may begin meanwhile, and with it the count.
    for (let i = 0; i < 241 && statuses.at(-1) !== 429; i++) {
      const { status } = await send(office.app, {
        url: `/api/v1/applications/${receipt}`,
        headers: { 'enquiry-code': `AAAAAA${1000 + i}` },
        remoteAddress: '192.0.2.7',
      })
      statuses.push(status)
    }
    expect(statuses.length).toBeGreaterThan(120)
    expect([statuses.pop(), ...new Set(statuses)]).toEqual([429, 404])
  })
})

describe('the same request twice', () => {
  test('the same key and body: one application, one answer, the enquiry code in both', async () => {
    const body = application()
    const key = randomUUID()
    const before = await count()
    const first = await office.citizen.triesToFile(body, { key })
    const second = await office.citizen.triesToFile(body, { key })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.json).toEqual(first.json)
    expect(first.json.enquiryCode).toBeTruthy()
    expect(await count()).toBe(before + 1)
  })

  test('the same key with another body is refused', async () => {
    const key = randomUUID()
    await office.citizen.files(application(), { key })
    const before = await count()
    const answer = await office.citizen.triesToFile(application({ request: { title: '另一件' } }), { key })
    expect(answer.json).toMatchObject({ status: 409, code: 'KEY_REUSED' })
    expect(await count()).toBe(before)
  })

  test('the same key of somebody else is another key, whatever they send with it, and never shows the first answer', async () => {
    const body = application()
    const first = await office.citizen.files(body, { key: '1' })
    const strangers = [
      { key: '1', from: '10.1.0.2' },
      { key: '1', headers: { 'user-agent': 'another program' } },
    ]
    for (const how of strangers)
      for (const sent of [body, application({ request: { title: '另一件' } })]) {
        const { status, json, text } = await office.citizen.triesToFile(sent, how)
        // Their own application, or a word about their own key: nothing of the first.
        expect([status, json.code]).toEqual(sent === body ? [201, undefined] : [409, 'KEY_REUSED'])
        for (const own of [first.receipt, first.enquiryCode]) expect(text).not.toContain(own)
      }
    const staff = await office.registrar.enters({ ...body, channel: 'counter' }, { key: '1' })
    expect(staff.receipt).not.toBe(first.receipt)
    expect(await office.citizen.files(body, { key: '1' })).toEqual(first)
  })

  test('a drawn key with the same application is the same from another network, too; with another one it tells nothing', async () => {
    const [key, body, before] = [randomUUID(), application(), await count()]
    const first = await office.citizen.files(body, { key })
    for (const how of [{ from: '10.1.0.3' }, { from: '10.1.0.4', headers: { 'user-agent': 'another program' } }])
      expect((await office.citizen.triesToFile(body, { key, ...how })).json).toEqual(first)
    expect(await count()).toBe(before + 1)
    const other = await office.citizen.triesToFile(application({ request: { title: '另一件' } }), {
      key,
      from: '10.1.0.5',
    })
    expect(other.status).toBe(201)
    for (const own of [first.receipt, first.enquiryCode]) expect(other.text).not.toContain(own)
    const at = [10, 11, 12].map((n) => `10.1.0.${n}`)
    const [again, one] = [randomUUID(), application({ applicant: { email: 'lisi@example.cn' } })]
    const answers = await Promise.all(at.map((from) => office.citizen.triesToFile(one, { key: again, from })))
    expect(new Set(answers.map(({ text }) => text)).size, 'at once').toBe(1)
    expect(await count()).toBe(before + 3)
  })

  test('five at once with one key: one application, five times the same answer', async () => {
    const body = application({ applicant: { email: 'zhangsan@example.cn' } })
    const key = randomUUID()
    const before = await count()
    const answers = await Promise.all(Array.from({ length: 5 }, () => office.citizen.triesToFile(body, { key })))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await count()).toBe(before + 1)
  })

  test('with files: the same bytes are the same request', async () => {
    const body = application()
    const key = randomUUID()
    const files = [{ name: '身份证.txt', content: '甲' }]
    const first = await office.citizen.files(body, { key, files })
    expect(await office.citizen.files(body, { key, files })).toEqual(first)
    const other = await office.citizen.triesToFile(body, { key, files: [{ name: '身份证.txt', content: '乙' }] })
    expect(other.json.code).toBe('KEY_REUSED')
  })

  test('the same application at two minutes’ distance over midnight is still the same', async () => {
    const body = application()
    const key = randomUUID()
    const first = await office.citizen.files(body, { key })
    office.itIs('2026-03-03')
    expect(await office.citizen.files(body, { key })).toEqual(first)
    office.itIs('2026-03-02')
  })

  test('staff: one paper application, one answer', async () => {
    const body = { ...application(), channel: 'counter' }
    const key = randomUUID()
    const [first, second] = [await office.registrar.enters(body, { key }), await office.registrar.enters(body, { key })]
    expect(second).toEqual(first)
  })

  test('facts: the same key and body once, another body 409, both at once once', async () => {
    const { id } = await office.caseUntil('confirmed')
    const key = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => office.registrar.tries(id, { type: 'registered' }, { key })))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    for (const { json } of answers) expect(json).toEqual(answers[0]!.json)
    expect(
      (await office.registrar.opens(id)).facts.filter((f: { type: string }) => f.type === 'registered'),
    ).toHaveLength(1)
    const other = await office.registrar.tries(id, { type: 'noted', text: '甲' }, { key })
    expect(other.json).toMatchObject({ status: 409, code: 'KEY_REUSED' })
  })

  test('an applicant’s fact with a file, sent twice: one fact, one file', async () => {
    const filed = await office.caseUntil('registered')
    await office.registrar.records(filed.id, {
      type: 'correctionRequested',
      matters: ['请写明年份'],
      answerBy: '2026-03-20',
    })
    const sent = { key: randomUUID(), files: [{ name: '补正.txt', content: '2023年至2025年' }] }
    const fact = { type: 'corrected', text: '见附件。' }
    const first = await office.citizen.records(filed, fact, sent)
    expect(await office.citizen.records(filed, fact, sent)).toEqual(first)
    const { facts, files } = await office.registrar.opens(filed.id)
    expect(facts.at(-1)).toMatchObject({ type: 'corrected', files: [files[0].id] })
    expect(files).toHaveLength(1)
  })

  test('a refused act leaves its key free for the lawful one', async () => {
    const { id } = await office.caseUntil('submitted')
    const key = randomUUID()
    expect((await office.registrar.tries(id, { type: 'registered' }, { key })).status).toBe(409)
    await office.registrar.records(id, { type: 'confirmed', how: 'phone', note: '已确认。' })
    await office.registrar.records(id, { type: 'registered' }, { key })
  })

  test.each([
    ['of 5,000 characters', 'k'.repeat(5_000), 400],
    ['of 200 characters', 'k'.repeat(200), 201],
    ['of one sign', 'k', 201],
  ])('a key %s', async (_, key, status) => {
    const answer = await office.citizen.triesToFile(application(), { key })
    expect(answer.status, answer.text).toBe(status)
    const { id } = await office.caseUntil('submitted')
    expect((await office.registrar.tries(id, { type: 'noted', text: '甲' }, { key })).status).toBe(status)
  })
})

describe('pages', () => {
  const page = (fields: Record<string, string> | [string, string][], headers: Record<string, string> = {}) => {
    const form = asForm(fields)
    return send(office.app, {
      method: 'POST',
      url: '/applications',
      payload: form.payload,
      headers: { ...form.headers, ...headers },
    })
  }
  const typed = (changes: Record<string, string> = {}) => {
    const { agency, applicant, request } = application()
    return { agency, ...applicant, ...request, basket: newToken(), idempotencyKey: randomUUID(), ...changes } as Record<
      string,
      string
    >
  }

  test('a double click files one application', async () => {
    const before = await count()
    const form = typed()
    const browser = browserAt(office.app)
    await browser.posts('/apply/review', form)
    const answers = await Promise.all([1, 2].map(() => browser.posts('/applications', form)))
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, '/receipt'],
      [303, '/receipt'],
    ])
    expect(await count()).toBe(before + 1)
  })

  test('what was typed is kept, and each fault is named beside its field', async () => {
    const fields = typed({ phone: '', idNumber: '12345', description: '保留<这些>字' })
    const answer = await postsForm(office.app, '/applications', fields)
    expect(answer.text).toContain('保留&lt;这些>字')
    expect(answer.text).toContain('value="12345"')
    expect(answer.text).toMatch(/id="[^"]*phone[^"]*"/)
  })

  test.each<[string, Record<string, string> | [string, string][]]>([
    ['nothing', {}],
    ['a name given twice', [...Object.entries(typed()), ['name', '李四']]],
    ['a key given twice', [...Object.entries(typed()), ['idempotencyKey', 'b']]],
    ['a key with a control sign', typed({ idempotencyKey: 'a\u0000b' })],
    ['a field of no name', typed({ '': 'x' })],
    ['a field called __proto__', typed({ __proto__x: 'x', constructor: 'y' })],
  ])('a form with %s is answered', async (_, fields) => {
    expect((await page(fields)).status).toBeLessThan(500)
  })

  test.each<[string, string]>([
    ['POST', '/track?receipt=a'],
    ['GET', '/apply?agency=a&agency=b'],
    ['GET', '/guide?agency=a&agency=b'],
    ['GET', '/guide?agency=%00'],
    ['GET', '/receipt?refused=a&refused=b'],
    ['GET', '/track/%00'],
    ['GET', '/track/nonsense'],
    ['GET', '/sign-in?next=a&next=b'],
    ['GET', '/invitations/%00'],
    ['GET', '/assets/../../package.json'],
    ['GET', '/assets/%2e%2e%2fpackage.json'],
    ['GET', '/%'],
    ['GET', '/nowhere'],
    ['DELETE', '/'],
  ])('%s %s is no fault of ours', async (method, url) => {
    const answer = await send(office.app, { method: method as 'GET', url })
    expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500)
    expect(answer.text).not.toContain('"private": true')
  })

  test.each<[string, [string, string][]]>([
    [
      '/track',
      [
        ['receipt', 'a'],
        ['receipt', 'b'],
      ],
    ],
    [
      '/track',
      [
        ['receipt', '20260302-00000-000000'],
        ['enquiryCode', 'a'],
        ['enquiryCode', 'b'],
      ],
    ],
    [
      '/sign-in',
      [
        ['username', 'a'],
        ['username', 'b'],
        ['password', 'c'],
        ['password', 'd'],
      ],
    ],
    [
      '/sign-in',
      [
        ['username', 'a\u0000'],
        ['password', 'c'],
      ],
    ],
    [
      '/invitations/x',
      [
        ['password', 'a'],
        ['password', 'b'],
        ['again', 'a'],
      ],
    ],
  ])('a form with fields given twice at %s is answered', async (url, fields) => {
    const answer = await send(office.app, { method: 'POST', url, ...asForm(fields) })
    expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500)
  })

  test('the page for a receipt shows it again only to the browser that filed it', async () => {
    const filed = await page(typed())
    const cookie = cookiesOf(filed)
    expect(String(filed.headers['set-cookie'])).toMatch(/HttpOnly; .*SameSite=Lax/i)
    const shown = await send(office.app, { url: '/receipt', headers: { cookie } })
    expect(shown.text).toMatch(/[2-9A-HJKMNP-Z]{10}|[2-9A-HJKMNP-Z]{5}.[2-9A-HJKMNP-Z]{5}/)
    const forged = cookie.replace(/=.*/, `=${encodeURIComponent('20260302-00000-000000.forged')}`)
    for (const other of [undefined, forged])
      expect(
        (await send(office.app, { url: '/receipt', headers: other ? { cookie: other } : {} })).headers.location,
      ).toBe('/track')
  })

  test('a page of another site cannot file, and a strange origin is no fault of ours', async () => {
    expect((await page(typed(), { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await page(typed(), { origin: 'https://evil.example' })).status).toBe(403)
    for (const origin of ['garbage', 'null', '', 'http://', 'https://evil.example:99999'])
      expect((await page(typed(), { origin })).status, origin).toBeLessThan(500)
    expect((await page(typed(), { origin: 'garbage' })).status).toBe(403)
    expect((await page(typed(), { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80' })).status).toBe(303)
    // A neighbour under the same domain is another house; our own may be asked for by the name that PUBLIC_URL has.
    const neighbour = 'http://other.gov.example'
    for (const headers of [
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'same-site', origin: neighbour },
      { 'sec-fetch-site': 'same-origin', origin: neighbour },
      { 'sec-fetch-site': 'none', origin: neighbour },
      { 'sec-fetch-site': 'cross-site', origin: 'null' },
      { origin: 'null' },
    ])
      expect((await page(typed(), headers)).status, JSON.stringify(headers)).toBe(403)
    const { publicUrl } = office.house.config
    for (const headers of [
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      { 'sec-fetch-site': 'same-origin', origin: publicUrl! },
      { origin: publicUrl! },
    ])
      expect((await page(typed(), headers)).status, JSON.stringify(headers)).toBe(303)
  })

  test('the desk with hostile words in its address', async () => {
    await office.registrar.signsIn()
    for (const query of [
      'q=%00',
      'q=a&q=b',
      'cursor=2026-99-99_00000000-0000-7000-8000-000000000000',
      'outcome=x',
      'stage=constructor',
      'mine=a&mine=b',
      'stage=a&stage=b',
    ]) {
      const answer = await office.registrar.gets(`/desk?${query}`)
      expect(answer.status, `${query} ${answer.text.slice(0, 200)}`).toBeLessThan(500)
    }
    for (const url of ['/cases/nonsense', '/cases/%00', '/cases/nonsense/draft'])
      expect((await office.registrar.gets(url)).status).toBe(404)
  })
})

test('JSON that a careful program sends in odd ways is still read', async () => {
  const answer = await send(office.app, {
    method: 'POST',
    url: '/api/v1/applications',
    ...asJson(JSON.stringify({ ...application(), extra: { deep: [1] } })),
  })
  expect(answer.status, 'what we do not know we do not keep').toBe(201)
  const [kept] = await office.sql`
    select w.agency_id, w.case_id, w.position, w.sealed from words w join cases c on c.id = w.case_id where c.receipt = ${answer.json.receipt}`
  expect(JSON.stringify(saidIn(office, kept!))).not.toContain('deep')
})
