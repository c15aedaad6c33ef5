/** What people type and paste: taken as they meant it, kept in one shape, found again in any; refused with the place and the reason. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { brokenAt, dialable, faultOfMail, isBlank, tidyNumber, tidyText } from '../../src/ground/tidy.ts'
import { namesApplicant } from '../../src/letters/shield.ts'
import { asJson, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, organisation, residentNumber } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Body = ReturnType<typeof application>
const files = (body: object) => send(office.app, { method: 'POST', url: '/api/v1/applications', ...asJson(body) })
const kept = async (body: object) => {
  const answer = await files(body)
  expect(answer.status, answer.text).toBe(201)
  const { facts } = await office.registrar.opens(await office.registrar.finds({ receipt: answer.json.receipt }))
  return { ...answer.json, said: facts[0] }
}
const faultsOf = async (body: object) => {
  const answer = await files(body)
  expect(answer.status, answer.text).toBe(422)
  return answer.json.errors as { field: string; code: string; message: string }[]
}
const WIDE = (text: string) => text.replace(/[!-~]/g, (one) => String.fromCodePoint(one.codePointAt(0)! + 0xfee0))

describe('empty to the eye', () => {
  test.each([
    ['a zero-width space', '\u200b'],
    ['a braille blank', '\u2800'],
    ['a Hangul filler', '\u3164'],
    ['word joiners and blanks', '\u2060 \u3000\u2060'],
    ['marks of direction', '\u202d\u202c'],
    ['nothing', ''],
  ])('%s is no name, no title, no description', async (_, blank) => {
    const body = application({ applicant: { name: blank }, request: { title: blank, description: blank } })
    const faults = await faultsOf(body)
    for (const field of ['applicant.name', 'request.title', 'request.description'])
      expect(faults).toContainEqual(expect.objectContaining({ field, code: 'MISSING' }))
  })
  test('and is as good as nothing where nothing is asked for', async () => {
    const { said } = await kept(application({ applicant: { email: '\u200b', address: '\u2800' } }))
    expect(said.applicant).not.toHaveProperty('email')
    expect(said.applicant).not.toHaveProperty('address')
  })
})

describe('pasted', () => {
  test.each([
    ['a soft break of a word processor', '第一行\u000b第二行', '第一行\n第二行'],
    ['a form feed', '第一页\f第二页', '第一页\n第二页'],
    ['the line end of mainframes', '一\u0085二', '一\n二'],
    ['separators of lines and paragraphs', '一\u2028二\u2029三', '一\n二\n三'],
    ['a quotation mark of another code page', 'owner\u0092s', 'owners'],
    ['an escape, a bell, a delete', 'a\u001bb\u0007c\u007fd', 'abcd'],
    ['what is no character', 'a\ufffeb\ufdd0c\u{1ffff}d', 'abcd'],
    ['a tab between columns', '甲\t乙', '甲\t乙'],
    ['a place to part the line, from a page', '示例路\u200b改造', '示例路改造'],
    ['the mark of a file’s beginning', '\ufeff示例路\ufeff', '示例路'],
    ['a soft hyphen, a word joiner', 'dis\u00adclosure甲\u2060乙', 'disclosure甲乙'],
    ['a mark of direction, which changes what is read', '甲\u202e乙', '甲\u202e乙'],
    ['a joiner, which spells', 'می\u200cخواهم', 'می\u200cخواهم'],
  ])('%s', async (_, typed, meant) => {
    const { said } = await kept(application({ request: { description: `所需信息：${typed}。` } }))
    expect(said.request.description).toBe(`所需信息：${meant}。`)
  })
  test.each([
    ['NUL', '规划\u0000全文', 3],
    ['half a character', '𬭎规划\ud842全文', 4],
  ])('%s is refused with its place', async (_, typed, at) => {
    const [fault] = await faultsOf(application({ request: { description: typed } }))
    expect(fault).toMatchObject({ field: 'request.description', code: 'UNFIT' })
    expect(fault!.message).toContain(`第${at}个字符`)
  })
  test('a name turns nothing round', async () => {
    const { said } = await kept(application({ applicant: { name: '赵\u202e样例\u2066' } }))
    expect(said.applicant.name).toBe('赵样例')
  })
})

describe('numbers in other shapes', () => {
  const number = residentNumber(7_001)
  const grouped = number.replace(/^(.{6})(.{8})/, '$1 $2 ')
  const shapes = [
    grouped,
    WIDE(number),
    number.replace(/^(.{6})/, '$1-'),
    `\u202d${number}\u202c`,
    number.toLowerCase(),
  ]
  test('are one person’s', async () => {
    const ids: string[] = []
    for (const idNumber of shapes) {
      const { receipt } = await kept(application({ applicant: { idNumber } }))
      ids.push(await office.registrar.finds({ receipt }))
    }
    const rows = await office.sql<{ foundBy: string[] }[]>`select found_by from cases where id = any(${ids})`
    const [of] = [
      rows.map(({ foundBy }) =>
        foundBy
          .filter((index) => /^[an]/.test(index))
          .sort()
          .join(),
      ),
    ]
    expect(new Set(of)).toHaveLength(1)
    for (const typed of [number, ...shapes]) {
      const found = await office.registrar.gets(`/api/v1/cases?q=${encodeURIComponent(typed)}`)
      expect(found.json.cases.map(({ id }: { id: string }) => id).sort(), typed).toEqual(ids.toSorted())
    }
  })
  test('of organisations, of the post and of passports, too', async () => {
    const { said } = await kept(organisation({ creditCode: '91990000 ma00-000001', postcode: WIDE('215000') }))
    expect(said.applicant).toMatchObject({ creditCode: '91990000MA00000001', postcode: '215000' })
    expect(['e 1234-5678', 'ｅ12345678', 'E12345678\u200b'].map(tidyNumber)).toEqual(Array(3).fill('E12345678'))
  })
  test.each(['-', '—', ' － ', '\u200b-'])('%s is no number', async (idNumber) => {
    for (const idType of ['residentId', 'passport', 'other']) {
      const faults = await faultsOf(application({ applicant: { idType, idNumber } }))
      expect(faults).toContainEqual(expect.objectContaining({ field: 'applicant.idNumber', code: 'MISSING' }))
    }
  })
  test('a code with letters that no code has is refused', async () => {
    const creditCode = '91999900MAOOOOOOII'
    const faults = await faultsOf(organisation({ creditCode }))
    expect(faults).toMatchObject([{ field: 'applicant.creditCode', code: 'UNFIT' }])
  })
  test('an enquiry code opens in whatever width, with blanks and dashes', async () => {
    const { receipt, enquiryCode } = await kept(application())
    const typed = [enquiryCode.toLowerCase(), enquiryCode.replaceAll('-', ' '), enquiryCode.replaceAll('-', '–')]
    for (const code of typed) {
      const opened = await send(office.app, {
        url: `/api/v1/applications/${receipt}`,
        headers: { 'enquiry-code': encodeURIComponent(code) === code ? code : enquiryCode },
      })
      expect(opened.status, code).toBe(200)
      const form = new URLSearchParams({ receipt, enquiryCode: WIDE(code) }).toString()
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      expect((await send(office.app, { method: 'POST', url: '/track', headers, payload: form })).status).toBe(303)
    }
  })
})

describe('telephones', () => {
  test.each([
    ['0512-60000001分机8001', ['0512-60000001']],
    ['0512-60000001 ext. 8001', ['0512-60000001']],
    ['(0512) 60000001转8001', ['(0512) 60000001']],
    ['19900000001、0512-60000002', ['19900000001', '0512-60000002']],
    ['19900000001/19900000002', ['19900000001', '19900000002']],
    ['+86 199 0000 0001', ['+86 199 0000 0001']],
    ['0086-19900000001', ['0086-19900000001']],
    ['19900000001（赵女士）', ['19900000001']],
    ['\u202d１９９００００００１１\u202c', ['19900000011']],
    ['12345', ['12345']],
  ])('%s', async (phone, numbers) => {
    const { said } = await kept(application({ applicant: { phone } }))
    expect(dialable(said.applicant.phone)).toEqual(numbers)
    expect(said.applicant.phone).toBe(phone.normalize('NFKC').replace(/\p{Cf}/gu, ''))
  })
  test('on one line, and no longer than people write', async () => {
    const { said } = await kept(application({ applicant: { phone: '19900000001\n19900000002' } }))
    expect(said.applicant.phone).toBe('19900000001 19900000002')
    expect(await faultsOf(application({ applicant: { phone: `12345${'\ufdfa'.repeat(50)}` } }))).toMatchObject([
      { field: 'applicant.phone' },
    ])
  })
  test('each number of several is kept from those who are consulted, however the rest is written', () => {
    const submitted = {
      type: 'submitted',
      applicant: { kind: 'person', name: '钱小七', phone: '0000-1000001（晚上）' },
    } as never
    for (const text of ['请联系0000-1000001', '请联系钱\u2060小七', '电话 0000 1000001'])
      expect([text, namesApplicant(text, submitted)]).toEqual([text, true])
  })
  test.each(['没有电话', '1234', '一二三四五六七', '转8001'])('%s reaches nobody', async (phone) => {
    expect(await faultsOf(application({ applicant: { phone } }))).toMatchObject([{ field: 'applicant.phone' }])
  })
  test('each of two numbers finds the case', async () => {
    const { receipt } = await kept(application({ applicant: { phone: '19900007001、0512-60007002转3' } }))
    const id = await office.registrar.finds({ receipt })
    for (const typed of ['199 0000 7001', '051260007002', '+8619900007001']) {
      const found = await office.registrar.gets(`/api/v1/cases?q=${encodeURIComponent(typed)}`)
      expect(
        found.json.cases.map((one: { id: string }) => one.id),
        typed,
      ).toEqual([id])
    }
  })
})

describe('mail addresses', () => {
  const taken = [
    ...['foi-e&e@example.com', 'a/b#c@example.com', 'open+case@example.com', "o'neil@example.com"],
    ...['zhao@example.中国', 'zhao@xn--fsqu00a.xn--0zwm56d', 'ZHAO@EXAMPLE.COM', '{x}|y@example.com'],
  ]
  test.each(taken)('%s', async (email) => {
    const { said } = await kept(application({ applicant: { email } }))
    expect(said.applicant.email).toBe(email)
  })
  test.each([WIDE('zhao@example.com'), ' zhao@example。com', 'ｚhao@example｡com'])('%s', async (email) => {
    const { said } = await kept(application({ applicant: { email } }))
    expect(said.applicant.email).toBe('zhao@example.com')
  })
  test.each(['赵样例@example.com', 'ö@example.com'])('%s is refused with the reason', async (email) => {
    const [fault] = await faultsOf(application({ applicant: { email } }))
    expect(fault).toMatchObject({ field: 'applicant.email', message: expect.stringContaining('@之前') })
  })
  test('what mail servers do not take', () => {
    const long = `${'a'.repeat(65)}@example.com`
    const cut = ['/x', '?bcc=b', '#x', '\\x', '/, root', '/<b>', ':25'].map((end) => `a@b.cn${end}`)
    const wrong = [
      ...cut,
      'a@b\n.cn',
      'a@b.c\tn',
      'a@b%61.cn',
      'a',
      'a@',
      '@b.cn',
      'a b@c.cn',
      'a@b',
      'a..b@c.cn',
      '.a@c.cn',
      'a@-b.cn',
      'a@b.1',
      'a,b@c.cn',
      long,
    ]
    expect(wrong.filter((one) => faultOfMail(one) === undefined)).toEqual([])
  })
})

test('staff keep what came, in one shape where it fits', async () => {
  const number = residentNumber(7_900)
  const body: Body & Record<string, unknown> = {
    ...application({ applicant: { idNumber: number.replace(/^(.{6})/, '$1 '), phone: '无', email: '赵@example.com' } }),
    ...{ channel: 'counter', on: office.house.time.today() },
  }
  const { receipt } = await office.registrar.enters(body)
  const { facts } = await office.registrar.opens(await office.registrar.finds({ receipt }))
  expect(facts[0].applicant).not.toHaveProperty('phone')
  expect(facts[0].unfit).toEqual({ 'applicant.phone': '无', 'applicant.email': '赵@example.com' })
})

test('a text is changed only where it must be', () => {
  for (const text of ['　　首行缩进', 'a\u200db', 'ئابدۇللا', '👨‍👩‍👧', '申请\n公开'])
    expect(tidyText(`x${text}`)).toBe(`x${text}`)
  expect([brokenAt('好'), brokenAt('好\ud800'), isBlank('\u200d'), isBlank('。')]).toEqual([undefined, 2, true, false])
})
