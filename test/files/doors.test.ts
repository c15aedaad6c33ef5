/** What nobody may be able to open is told at every door through which a file comes, in the words of whoever reads there; and another can be brought where one is asked for. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asked } from '../consultations/parties.ts'
import { asForm, asUpload, cookiesOf, type Json, send, type Upload } from '../support/api.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { browserAt, postsForm } from '../support/posting.ts'
import * as of from './inputs.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(() => office.close())

const cutShort = of.png.subarray(0, 45)
type Kind = { name: string; content: Uint8Array; code: string; sender?: string; paper?: string; staff: string }
const KINDS: Kind[] = [
  {
    ...{ name: '合同.pdf', content: of.lockedPdf, code: 'FILE_LOCKED' },
    ...{ sender: '请告知机关怎样打开', paper: '在机关与您确认时出示证件', staff: '请向提交的人询问密码' },
  },
  {
    ...{ name: '照片.png', content: cutShort, code: 'FILE_DAMAGED' },
    ...{ sender: '请另交一份完整的图片', paper: '请另传一份完整的照片', staff: '请重新扫描' },
  },
  {
    name: '图纸.dat',
    content: of.unknown,
    code: 'FILE_UNUSUAL',
    sender: '建议另交一份 PDF',
    staff: '在隔离的环境中打开',
  },
  { name: '光盘.exe', content: of.program, code: 'FILE_PROGRAM', staff: '不要在办公电脑上打开' },
  { name: '页.html', content: Buffer.from('<!DOCTYPE html><p>x'), code: 'FILE_PAGE', staff: '打开可能运行其中的脚本' },
]
const heedOf = (code: string) => code.slice('FILE_'.length).toLowerCase()
const upload = ({ name, content }: Kind, field = 'files'): Upload => ({ name, content, field })
const fromCitizens = KINDS.filter(({ sender }) => sender)
const ofPapers = KINDS.filter(({ paper }) => paper)
const token = () => randomBytes(24).toString('base64url')

/** Of a browser with a session: cookie and the token of its forms. */
async function inBrowser(who: 'registrar' | 'handler') {
  const cookie = `ysqgk=${await office[who].signsIn()}`
  const csrf = /name="csrf" value="([^"]+)"/.exec(
    (await send(office.app, { url: '/desk', headers: { cookie } })).text,
  )![1]!
  return async (url: string, fields: Record<string, string>, files: readonly Upload[]) => {
    const { headers, payload } = asUpload({ csrf, ...fields }, files)
    return send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
  }
}

describe.each(fromCitizens)('$name from a citizen', (kind) => {
  test('by a program: taken, and told with its code', async () => {
    const receipt = await office.citizen.files(application(), { files: [upload(kind)] })
    expect(receipt).toMatchObject({ heededFiles: [{ name: kind.name, code: kind.code }] })
    expect(JSON.stringify(receipt)).toContain(kind.sender)
  })

  test('by the script of the form, in either language', async () => {
    for (const [url, says] of [
      ['/uploads', kind.sender!],
      ['/en/uploads', 'was taken in'],
    ] as const) {
      const { headers, payload } = asUpload({ basket: token() }, [upload(kind)])
      const answer = await send(office.app, { method: 'POST', url, headers, payload })
      expect(answer.json.files[0].heed).toContain(says)
    }
  })

  test('by one of those who are consulted: on the receipt of their answer', async () => {
    const { party } = await asked(office)
    const answer = { type: 'thirdPartyAnswered', consents: false, reasons: '见附件。' }
    const view = await party.records(answer, { files: [upload(kind)] })
    expect(view.answer.files).toMatchObject([{ name: kind.name, heed: heedOf(kind.code) }])
  })
})

test.each(ofPapers)(
  '$name as the picture of an identity document: told to the citizen and to the registrar',
  async (kind) => {
    const receipt = await office.citizen.files(application(), { files: [upload(kind, 'identity')] })
    expect(receipt).toMatchObject({ heededFiles: [{ name: kind.name, code: kind.code }] })
    expect(JSON.stringify(receipt)).toContain(kind.paper)
    const { headers, payload } = asUpload({ basket: token() }, [upload(kind, 'identity')])
    const sent = await send(office.app, { method: 'POST', url: '/uploads', headers, payload })
    expect(sent.json.files[0].heed).toContain(kind.paper)
    const id = await office.registrar.finds(receipt)
    expect((await office.registrar.opens(id)).papers.papers).toMatchObject([{ heed: heedOf(kind.code) }])
    const headersOf = { cookie: `ysqgk=${await office.registrar.signsIn()}` }
    expect((await send(office.app, { url: `/cases/${id}`, headers: headersOf })).text).toContain(
      '请申请人在确认时出示证件',
    )
  },
)

test('the picture of an identity document that nobody can see is sent again by the applicant, or put in by the registrar', async () => {
  const [locked] = ofPapers
  const seen = async (id: string) =>
    (await office.registrar.opens(id)).papers.papers.map(({ heed }: Json) => heed ?? null)
  const filed = await office.citizen.files(application(), { files: [upload(locked!, 'identity')] })
  const id = await office.registrar.finds(filed)
  const browser = browserAt(office.app)
  const enters = () => browser.posts('/track', { receipt: filed.receipt, enquiryCode: filed.enquiryCode })
  const gets = async () => {
    await enters()
    return (await browser.opens(`/track/${filed.receipt}`)).text
  }
  const sends = async (files: Upload[]) => {
    await enters()
    const posted = await browser.posts(`/track/${filed.receipt}/papers`, { basket: token() }, files)
    const location = String(posted.headers.location)
    return { location, text: (await browser.opens(location.split('#')[0]!)).text }
  }
  expect(await gets()).toContain(`action="/track/${filed.receipt}/papers"`)
  expect((await sends([])).text).toContain('请选择证件照片')
  const text = { name: '说明.txt', content: Buffer.from('说明'), field: 'identity' }
  expect((await sends([text])).location).toContain('?again=1')
  const whole = { name: '身份证.png', content: of.png, field: 'identity' }
  office.itIs('2026-03-03')
  const sent = await sends([whole])
  expect(sent.location).toBe(`/track/${filed.receipt}?done=paper`)
  expect(await seen(id)).toEqual(['locked', null])
  expect((await sends([whole])).location).toContain('?again=1')
  expect((await office.registrar.opens(id)).facts).toHaveLength(1)

  const other = await office.registrar.finds(
    await office.citizen.files(application(), { files: [upload(locked!, 'identity')] }),
  )
  office.itIs('2026-03-04')
  const posts = await inBrowser('registrar')
  expect((await posts(`/cases/${other}/papers`, { basket: token() }, [whole])).status).toBe(303)
  expect(await seen(other)).toEqual(['locked', null])
  expect((await posts(`/cases/${other}/papers`, { basket: token() }, [whole])).status).toBe(409)
  const counsel = { cookie: `ysqgk=${await office.counsel.signsIn()}` }
  const { headers, payload } = asUpload({ basket: token() }, [whole])
  const refused = await send(office.app, {
    method: 'POST',
    url: `/cases/${other}/papers`,
    headers: { ...headers, ...counsel },
    payload,
  })
  expect(refused.status).toBe(403)
})

test('`fileAdded` sent again from the page before answers as the first did, whether its file is chosen again or not', async () => {
  const { id } = await office.caseUntil('submitted')
  const posts = await inBrowser('registrar')
  const file: Upload = { name: '补充.txt', content: '补充的说明', field: 'files' }
  const form = { type: 'fileAdded', basket: token(), idempotencyKey: token() }
  for (const files of [[file], [file], []]) {
    const answer = await posts(`/cases/${id}/facts`, form, files)
    expect([answer.status, answer.text.slice(0, 0)]).toEqual([303, ''])
  }
  expect((await office.registrar.opens(id)).files).toHaveLength(1)
  const filed = await office.citizen.files(application(), { files: [upload(KINDS[0]!)] })
  const cookie = cookiesOf(
    await send(office.app, {
      method: 'POST',
      url: '/track',
      ...asForm({ receipt: filed.receipt, enquiryCode: filed.enquiryCode }),
    }),
  )
  const own = { type: 'fileAdded', basket: token(), idempotencyKey: token() }
  for (const files of [[file], [file], []]) {
    const { headers, payload } = asUpload(own, files)
    const answer = await send(office.app, {
      method: 'POST',
      url: `/track/${filed.receipt}/facts`,
      headers: { ...headers, cookie },
      payload,
    })
    expect([answer.status, answer.headers.location]).toEqual([303, `/track/${filed.receipt}?done=fileAdded`])
  }
  expect((await office.registrar.opens(await office.registrar.finds(filed))).files).toHaveLength(2)
})

test('a picture that is whole is nothing to heed', async () => {
  const files = [
    { name: '身份证.png', content: of.png, field: 'identity' },
    { name: '照片.png', content: of.png },
  ]
  expect(await office.citizen.files(application(), { files })).not.toHaveProperty('heededFiles')
})

describe.each(KINDS)('$name put in by staff', (kind) => {
  test('the script of the form takes it, in words for staff', async () => {
    const posts = await inBrowser('registrar')
    const answer = await posts('/cases/uploads', { basket: token() }, [upload(kind)])
    expect([answer.status, answer.json.files?.[0].heed]).toEqual([201, expect.stringContaining(kind.staff)])
    expect(answer.json.files[0].heed).not.toContain('请告知机关')
  })

  test('the form without a script keeps it for a form that comes back, and says the same', async () => {
    const posts = await inBrowser('registrar')
    const answer = await posts('/cases/new', { add: 'yes' }, [upload(kind)])
    expect(answer.text).toContain(kind.staff)
  })

  test('to a case: its code for programs, its words on the page', async () => {
    const { id } = await office.caseUntil('submitted')
    const { json } = await office.registrar.adds(id, [upload(kind)])
    expect(json.files).toMatchObject([{ heed: heedOf(kind.code) }])
    const headers = { cookie: `ysqgk=${await office.registrar.signsIn()}` }
    const { text } = await send(office.app, { url: `/cases/${id}`, headers })
    expect(text).toMatch(/文件有密码|图片不完整|不是常用的文件格式|这是程序或者脚本|这是网页文件/)
  })

  test('to be published: refused by name, and what stands beside it need not be chosen again', async () => {
    const posts = await inBrowser('registrar')
    const said = { agency: 'yunxi', title: `附有${kind.name}的办法`, topic: 'education', idempotencyKey: token() }
    const good: Upload = { name: '办法.txt', content: '第一条', field: 'files' }
    const misnamed: Upload = { name: '第二章.jpg', content: '第二条', field: 'files' }
    const back = await posts('/releases', said, [good, misnamed, upload(kind)])
    expect([back.status, back.text]).toEqual([422, expect.stringContaining('公众打不开')])
    expect(back.text).toContain('公布时的文件名为“第二章.txt”')
    const basket = /name="basket" value="([\w-]{32})"/.exec(back.text)![1]!
    const bad = new RegExp(`data-upload="([0-9a-f-]{36})"[\\s\\S]{0,80}${kind.name}`).exec(back.text)![1]!
    const again = await posts('/releases', { ...said, basket, [`remove-${bad}`]: 'yes' }, [])
    expect([again.status, again.headers.location]).toEqual([303, expect.stringContaining('?done=published')])
    const page = await send(office.app, {
      url: String(again.headers.location).split('?')[0]!.replace('/releases', '/released'),
    })
    expect(page.text).toContain('办法.txt')
  })
})

test('what waits with a form of staff is theirs: whoever else names its token sees an empty form', async () => {
  const [registrar, handler] = [await inBrowser('registrar'), await inBrowser('handler')]
  const { id } = await office.caseUntil('assigned')
  const basket = token()
  const file = { name: '未交的材料.pdf', content: of.pdf, field: 'files' }
  const unconfirmed = { type: 'fileAdded', basket }
  expect((await registrar(`/cases/${id}/facts`, unconfirmed, [{ ...file, content: '' }])).status).toBe(422)
  expect((await registrar('/cases/uploads', { basket }, [file])).status).toBe(201)
  const form = await registrar('/cases/new', { basket }, [])
  expect([form.status, form.text]).toEqual([200, expect.stringContaining(file.name)])
  const other = await handler(`/cases/${id}/facts`, unconfirmed, [])
  expect([other.status, other.text]).toEqual([422, expect.not.stringContaining(file.name)])
  const outside = await postsForm(office.app, '/apply', { basket }, [])
  expect([outside.status, outside.text]).toEqual([200, expect.not.stringContaining(file.name)])
  expect((await handler(`/cases/${id}/facts`, { ...unconfirmed, confirm: 'yes' }, [])).status).toBe(422)
  expect((await office.registrar.opens(id)).files).toEqual([])
})

describe('another file is brought where one is asked for', () => {
  const locked = upload(KINDS[0]!)
  const ADDED = { type: 'fileAdded', files: [] }
  const another = { files: [{ name: '合同（无密码）.pdf', content: of.pdf }] }
  const until = async (fact: string) => {
    const filed = await office.citizen.files(application(), { files: [locked] })
    const id = await office.registrar.finds(filed)
    if (fact !== 'submitted') await office.goes(id, 'submitted', fact)
    return { ...filed, id }
  }
  const tracking = async (filed: { receipt: string; enquiryCode: string }) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const payload = new URLSearchParams({ receipt: filed.receipt, enquiryCode: filed.enquiryCode }).toString()
    const opened = await send(office.app, { method: 'POST', url: '/track', headers, payload })
    const cookie = [opened.headers['set-cookie']]
      .flat()
      .map((one) => String(one).split(';')[0])
      .join('; ')
    return (await send(office.app, { url: `/track/${filed.receipt}`, headers: { cookie } })).text
  }

  test.each(['submitted', 'registered', 'assigned', 'replyReviewed'])(
    'after %s: beside the first, and no date moves',
    async (fact) => {
      const filed = await until(fact)
      const before = await office.citizen.follows(filed)
      expect(before.may).toContain('fileAdded')
      const page = await tracking(filed)
      expect(page).toContain('href="#act-fileAdded"')
      expect(page).toContain('id="act-fileAdded"')
      const seen = await office.citizen.records(filed, ADDED, another)
      expect(seen.clock.dueOn).toBe(before.clock.dueOn)
      const { facts, files } = await office.registrar.opens(filed.id)
      expect(facts.at(-1)).toMatchObject({ type: 'fileAdded', by: 'applicant', files: [files.at(-1).id] })
      // What was asked for was brought: it is asked for no more, by either side.
      const { may, heeded = [] } = await office.citizen.follows(filed)
      expect([may.includes('fileAdded'), heeded]).toEqual([false, []])
      expect(await tracking(filed)).not.toContain('另交一份')
      const headers = { cookie: `ysqgk=${await office.registrar.signsIn()}` }
      const desk = (await send(office.app, { url: `/cases/${filed.id}`, headers })).text
      expect(desk).toContain('申请人已经另交一份')
      expect(desk).not.toContain('另要一份')
    },
  )

  test('where none was taken, what was wrong with each is said', async () => {
    const filed = await until('submitted')
    const { status, json } = await office.citizen.tries(filed, ADDED, { files: [{ name: '空.pdf', content: '' }] })
    expect([status, json.errors]).toEqual([
      422,
      [expect.objectContaining({ field: 'files', code: 'FILE_EMPTY', message: expect.stringContaining('空.pdf') })],
    ])
    const staff = await office.registrar.tries(filed.id, ADDED, { files: [{ name: '空.pdf', content: '' }] })
    expect(staff.json.errors).toEqual([expect.objectContaining({ code: 'FILE_EMPTY' })])
    const none = await office.citizen.tries(filed, ADDED)
    expect(none.json.errors).toEqual([expect.objectContaining({ message: '请选择文件' })])
  })

  test('one that cannot be read either leaves it asked for, and so does one for two', async () => {
    const filed = await until('submitted')
    await office.citizen.records(filed, ADDED, { files: [locked] })
    await office.citizen.records(filed, ADDED, another)
    const { may, heeded } = await office.citizen.follows(filed)
    expect([may.includes('fileAdded'), heeded.length]).toEqual([true, 1])
    await office.citizen.records(filed, ADDED, another)
    expect((await office.citizen.follows(filed)).heeded ?? []).toEqual([])
  })

  test('while a correction is waited for, with the correction', async () => {
    const filed = await until('registered')
    await office.registrar.records(filed.id, CORRECTION)
    const page = await tracking(filed)
    expect(page).toContain('href="#act-corrected"')
    expect((await office.citizen.follows(filed)).may).not.toContain('fileAdded')
    expect((await office.citizen.tries(filed, ADDED, another)).status).toBe(403)
  })

  test('nowhere else: no file to heed, a 无效件, withdrawn, signed', async () => {
    const plain = await office.caseUntil('submitted')
    const aside = await until('submitted')
    await office.registrar.records(aside.id, { type: 'setAside', why: '商业广告，没有申请公开任何信息。' })
    const withdrawn = await until('submitted')
    await office.citizen.records(withdrawn, { type: 'withdrawn', why: '不再需要。' })
    const signed = await until('replySigned')
    for (const filed of [plain, aside, withdrawn, signed]) {
      const { may, heeded = [] } = await office.citizen.follows(filed)
      expect([may.includes('fileAdded'), heeded]).toEqual([false, []])
      expect((await office.citizen.tries(filed, ADDED, another)).status).toBe(403)
      expect(await tracking(filed)).not.toContain('另交一份')
    }
  })
})
