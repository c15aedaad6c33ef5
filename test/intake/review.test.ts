/** The form, looking it over, and the submission, as a browser without a script posts them: nothing typed or chosen is lost. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepUploads } from '../../src/files/pending.ts'
import { sweepUnnamed } from '../../src/upkeep/unnamed.ts'
import { sweepForms } from '../../src/web/kept-forms.ts'
import { asUpload, cookiesOf, send, type Upload } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { organisation, residentNumber } from '../support/people.ts'
import { postsForm } from '../support/posting.ts'
import { blanksIn, numberIn } from '../support/sealed.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const PDF = { name: '授权委托书.pdf', content: '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n', field: 'files' }
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PAPER = { name: '护照.png', content: PNG, field: 'identity' }

let people = 3_000
const typed = (changes: Record<string, string> = {}) => ({
  agency: 'yunxi',
  kind: 'person',
  name: '张三',
  idType: 'residentId',
  idNumber: residentNumber(++people),
  phone: '0000-1000001',
  title: '示例路危旧房改造征收补偿方案',
  description: '申请公开示例路危旧房改造项目2023年的征收补偿方案。',
  form: 'electronic',
  delivery: 'portal',
  ...changes,
})

/** The last digit does not fit the others. */
const slipped = (number: string) => number.replace(/.$/, (last) => (last === '0' ? '1' : '0'))

const posts = (url: string, fields: Record<string, string>, files?: Upload[]) =>
  postsForm(office.app, url, fields, files)

/** The fields that a page hands on, as a browser would send them. */
function fieldsOf(page: string): Record<string, string> {
  const decoded = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  const [, form] = /<form[^>]*id="review"[^>]*>(.*?)<\/form>/s.exec(page)!
  return Object.fromEntries(
    [...form!.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      decoded(value!),
    ]),
  )
}
const basketIn = (page: string) => /name="basket" value="([^"]+)"/.exec(page)![1]!
const looksOver = async (fields: Record<string, string>, files?: Upload[]) => {
  const page = await posts('/apply/review', fields, files)
  expect(page.status, page.text.slice(0, 300)).toBe(200)
  return page
}
const submits = async (page: string) => {
  const answer = await posts('/applications', fieldsOf(page))
  expect(answer.status, answer.text.slice(0, 300)).toBe(303)
  const cookie = cookiesOf(answer)
  const receipt = await send(office.app, { url: '/receipt', headers: { cookie } })
  const number = /data-receipt="([^"]+)"/.exec(receipt.text)![1]!
  return { receipt: number, id: await office.registrar.finds({ receipt: number }), cookie, page: receipt.text }
}
const count = async (table: string) => (await office.sql`select count(*)::int as n from ${office.sql(table)}`)[0]!.n

describe('looking it over', () => {
  test('shows all that will be filed, numbers masked, and files nothing', async () => {
    const before = await count('cases')
    const fields = typed({ employer: '示例厂', needsHelp: 'yes' })
    const { text } = await looksOver(fields, [PDF, PAPER])
    for (const word of ['云溪区人民政府', '张三', '示例厂', fields.title, '授权委托书.pdf', '护照.png', '不进入案卷'])
      expect(text).toContain(word)
    const shown = text.replace(/<form[^>]*id="review".*?<\/form>/s, '')
    expect(shown).not.toContain(fields.idNumber)
    expect(shown).toMatch(/990000\*{8}\d{3}[\dX]/)
    expect(await count('cases')).toBe(before)
  })

  test('an agent without a power of attorney is told, and may submit all the same', async () => {
    const agent = { hasAgent: 'yes', agentName: '周岚', agentIdType: 'residentId', agentPhone: '0000-1000009' }
    const { text } = await looksOver(typed({ ...agent, agentIdNumber: residentNumber(++people) }))
    expect(text).toContain('还没有附上材料')
    const { id } = await submits(text)
    expect((await office.registrar.opens(id)).agent).toMatchObject({ name: '周岚' })
    const withPaper = await looksOver(typed({ ...agent, agentIdNumber: residentNumber(++people) }), [PDF])
    expect(withPaper.text).not.toContain('还没有附上材料')
  })

  test('a foreigner with a passport, who needs help', async () => {
    const { text } = await looksOver(
      typed({ name: 'Anna Beispiel', idType: 'passport', idNumber: 'C01X00T47', needsHelp: 'yes' }),
    )
    const { id } = await submits(text)
    const shown = await office.registrar.opens(id)
    expect(shown.applicant).toMatchObject({ name: 'Anna Beispiel', idType: 'passport', idNumber: 'C*******7' })
    expect(shown.needsHelp).toBe(true)
    const [sealed] = await office.sql`
      select agency_id, case_id, whose, sealed from identities where case_id = ${id}`
    expect(numberIn(office, sealed!)).toBe('C01X00T47')
  })

  test.each(['business', 'research', 'welfare', 'legal', 'other'])('an organisation of the kind %s', async (kind) => {
    const { applicant } = organisation({ organisationType: kind })
    const { text } = await looksOver(typed({ ...(applicant as Record<string, string>), idNumber: '' }))
    const { id } = await submits(text)
    expect((await office.registrar.opens(id)).applicant).toMatchObject({ kind: 'organisation', organisationType: kind })
  })

  test('hints are shown and stop nobody; the same words again are remarked', async () => {
    const fields = typed({ title: '举报', description: '我要举报物业乱收费，请查处。' })
    const first = await looksOver(fields)
    expect(first.text).toContain('data-hint="petition"')
    expect(first.text).toContain('您仍可以提交')
    await submits(first.text)
    expect((await looksOver(fields)).text).toContain('data-hint="repeated"')
    expect((await looksOver({ ...fields, idNumber: residentNumber(++people) })).text).not.toContain('repeated')
  })

  test('back to the form: everything is there, files too', async () => {
    const fields = typed({ delivery: 'counter' })
    const { text } = await looksOver(fields, [PDF])
    const back = await posts('/apply', fieldsOf(text))
    expect(back.status).toBe(200)
    expect(back.text).toContain(`value="${fields.idNumber}"`)
    expect(back.text).toContain(fields.description)
    expect(back.text).toMatch(/value="counter" checked/)
    expect(back.text).toContain('授权委托书.pdf')
  })

  test('the same page sent twice is one application; changed words under its key are another request', async () => {
    const { text } = await looksOver(typed(), [PDF, PAPER])
    const first = await submits(text)
    // Another browser with the same page hears that it was filed, and is asked for the code.
    const again = await posts('/applications', fieldsOf(text))
    expect(again.headers.location).toBe(`/track/${first.receipt}`)
    const changed = await posts('/applications', { ...fieldsOf(text), title: '别的' })
    expect(changed.text).toContain(`受理编号是 ${first.receipt}`)
    const { files, papers } = await office.registrar.opens(first.id)
    expect([files.length, papers.papers.length]).toEqual([1, 1])
  })
})

describe('files that wait', () => {
  test('survive a form that comes back, can be taken away there, and are filed with the rest', async () => {
    const before = await count('files')
    const bad = await posts('/apply/review', typed({ phone: '' }), [PDF, { ...PDF, name: '说明.pdf' }, PAPER])
    expect(bad.text).toMatch(/<title>错误：/)
    expect(bad.text).toContain('授权委托书.pdf')
    expect(await count('files')).toBe(before)
    const basket = basketIn(bad.text)
    const remove = /name="(remove-[^"]+)"[^>]*aria-label="移除 说明.pdf"/.exec(bad.text)![1]!
    const { text } = await looksOver(typed({ basket, [remove]: 'yes' }))
    const { id } = await submits(text)
    const { files, papers, facts } = await office.registrar.opens(id)
    expect(files.map(({ name }: { name: string }) => name)).toEqual(['授权委托书.pdf'])
    expect(facts[0].files).toEqual([files[0].id])
    expect(papers.papers).toHaveLength(1)
    expect((await office.registrar.gets(files[0].url)).text).toBe(PDF.content)
  })

  test('one by one ahead of the form, and away again', async () => {
    const page = await send(office.app, { url: '/apply' })
    const basket = basketIn(page.text)
    const up = async (file: Upload) => {
      const answer = await posts('/uploads', { basket }, [file])
      expect(answer.status).toBe(201)
      return answer.json.files[0].id as string
    }
    const [first, second] = [await up(PDF), await up({ ...PDF, name: '第二份.pdf' })]
    expect(await up(PDF), 'sent again when the answer was lost').toBe(first)
    expect((await posts('/uploads/remove', { basket, id: second })).status).toBe(204)
    expect((await posts('/uploads', { basket }, [{ ...PDF, name: '程序.exe' }])).json.message).toContain('程序.exe')
    expect((await posts('/uploads', { basket: 'guessed' }, [PDF])).status).toBe(400)
    const other = basketIn((await send(office.app, { url: '/apply' })).text)
    expect(other).not.toBe(basket)
    expect((await posts('/uploads/remove', { basket: other, id: first })).status, 'of another form').toBe(204)
    const { text } = await looksOver(typed({ basket }))
    expect(text).toContain('授权委托书.pdf')
    expect(text).not.toContain('第二份.pdf')
  })

  test('not from another site', async () => {
    const upload = asUpload({ basket: 'x'.repeat(32) }, [PDF])
    const headers = { ...upload.headers, 'sec-fetch-site': 'cross-site' }
    const answer = await send(office.app, { method: 'POST', url: '/uploads', ...upload, headers })
    expect(answer.status).toBe(403)
  })

  test('twenty and no more', async () => {
    const basket = basketIn((await send(office.app, { url: '/apply' })).text)
    const upload = (n: number) =>
      posts('/uploads', { basket }, [{ ...PDF, name: `${n}.pdf`, content: `${PDF.content}${n}` }])
    for (let n = 0; n < 20; n++) expect((await upload(n)).status).toBe(201)
    const answer = await upload(20)
    expect([answer.status, answer.json.message]).toEqual([422, expect.stringContaining('最多可以附20个')])
  })

  test('go with the draft: the row, the content, and whoever submits then is told', async () => {
    const { text } = await looksOver(typed(), [PDF, PAPER])
    const folder = join(office.house.config.dataDir, 'uploads')
    expect(existsSync(folder) && readdirSync(folder).length).toBeGreaterThan(0)
    await sweepUploads(office.house)
    expect(readdirSync(folder).length, 'not before').toBeGreaterThan(0)
    office.itIs('2026-03-04')
    await sweepUploads(office.house)
    expect(readdirSync(folder).length, 'with the draft, a week').toBeGreaterThan(0)
    office.itIs('2026-03-10')
    await sweepForms(office.house)
    await sweepUploads(office.house)
    expect([await count('kept_forms'), await count('uploads'), readdirSync(folder)]).toEqual([0, 0, []])
    const late = await posts('/applications', fieldsOf(text))
    expect(late.text).toContain('请重新选择')
    office.itIs('2026-03-02')
  })
})

test('of a form that is refused for good the files wait with the draft and count; the store sets its copy aside, and removes it a month later', async () => {
  const first = fieldsOf((await looksOver(typed())).text)
  expect((await posts('/applications', first)).status).toBe(303)
  // The same form again with other words and a file: refused however often it is sent.
  const { basket, idempotencyKey } = first as { basket: string; idempotencyKey: string }
  const file = { ...PDF, content: `${PDF.content}of no form` }
  const again = fieldsOf((await looksOver(typed({ basket, idempotencyKey, title: '另一件' }), [file])).text)
  for (let tries = 0; tries < 2; tries++) {
    const refused = await posts('/applications', again)
    expect(refused.text).toContain('这份申请先前的内容已经提交')
  }
  const sha256 = createHash('sha256').update(file.content).digest('hex')
  const waiting = () => office.sql`select size from uploads where sha256 = ${sha256} and claimed_at is null`
  expect(await waiting(), 'counted with what this network has not filed').toHaveLength(1)
  expect(await office.house.blobs.has(sha256)).toBe(true)

  const day = (n: number) => new Date(Date.now() + n * 86_400_000)
  office.itIs('2026-03-10')
  await sweepForms(office.house)
  await sweepUploads(office.house)
  expect(await waiting()).toHaveLength(0)
  expect((await sweepUnnamed(office.house, day(0.5))).setAside.files, 'not before a day').toBe(0)
  expect((await sweepUnnamed(office.house, day(1.5))).setAside.files).toBeGreaterThan(0)
  expect((await sweepUnnamed(office.house, day(33))).removed.files).toBeGreaterThan(0)
  expect(await office.house.blobs.has(sha256)).toBe(false)
  office.itIs('2026-03-02')
})

test('whoever goes back and changes the words is told of the first, and files the second by sending the form again', async () => {
  const first = fieldsOf((await looksOver(typed())).text)
  const cookie = cookiesOf(await posts('/applications', first))
  const receipt = /data-receipt="([^"]+)"/.exec(
    (await send(office.app, { url: '/receipt', headers: { cookie } })).text,
  )![1]!
  const changed = { ...first, title: '另一条路的补偿方案', description: '改过以后的描述。' }
  const back = await posts('/applications', changed)
  for (const kept of [receipt, changed.title, changed.description]) expect(back.text).toContain(kept)
  const idempotencyKey = /name="idempotencyKey" value="([^"]+)"/.exec(back.text)![1]!
  expect(idempotencyKey).not.toBe(first.idempotencyKey)
  const second = await submits((await looksOver({ ...changed, idempotencyKey, basket: basketIn(back.text) })).text)
  expect(second.receipt).not.toBe(receipt)
  expect((await office.registrar.opens(second.id)).title).toBe(changed.title)
})

test('files are filed once: with a changed form they are to be chosen again, and a repeat of the first has its receipt', async () => {
  const first = fieldsOf((await looksOver(typed(), [PDF])).text) as Record<string, string>
  expect((await posts('/applications', first)).status).toBe(303)
  expect((await posts('/applications', first)).status, 'a repeat').toBe(303)
  const filed = await count('cases')
  const changed = { ...first, title: '另一件的文件', idempotencyKey: 'of another application' }
  const refused = await posts('/applications', changed)
  expect(refused.text).toContain('已经随另一次提交归卷')
  expect(refused.text).not.toContain(PDF.name)
  const back = await posts('/applications', { ...first, title: '改过的标题' })
  expect(back.text).toContain('已经随另一次提交归卷')
  expect((await looksOver({ ...changed, basket: first.basket! })).text).not.toContain(PDF.name)
  expect(await count('cases')).toBe(filed)
})

describe('several applicants', () => {
  const second = () => ({
    'co1-kind': 'person',
    'co1-name': '李四',
    'co1-idType': 'residentId',
    'co1-idNumber': residentNumber(++people),
    'co1-phone': '0000-1000002',
  })

  test('a block is added and taken away without a script, nothing else lost', async () => {
    const fields = typed()
    const added = await posts('/apply', { ...fields, add: 'coApplicant' }, [PDF])
    expect(added.text).toContain('name="co1-name"')
    expect(added.text).toContain(fields.description)
    expect(added.text).toContain('授权委托书.pdf')
    const two = await posts('/apply', {
      ...fields,
      ...second(),
      'co2-kind': 'person',
      'co2-name': '王五',
      removeCo: '1',
    })
    expect(two.text).toMatch(/name="co1-name"[^>]*value="王五"|value="王五"[^>]*name="co1-name"/)
    expect(two.text).not.toContain('name="co2-name"')
  })

  test('each is checked like the first, and the fault stands at the field', async () => {
    const answer = await posts('/apply/review', { ...typed(), ...second(), 'co1-idNumber': slipped(residentNumber(1)) })
    expect(answer.text).toContain('id="co1-idNumber-error"')
    expect(answer.text).toContain('第 1 位共同申请人的证件号码')
  })

  test('all are named on the desk, on the page and in letters; their numbers are encrypted', async () => {
    const one = second()
    const { text } = await looksOver({ ...typed(), ...one, 'co2-kind': 'person', 'co3-kind': 'organisation' })
    expect(text).toContain('李四')
    expect(text).not.toContain('第 2 位')
    const { id, receipt } = await submits(text)
    const shown = await office.registrar.opens(id)
    expect(shown.coApplicants).toEqual([
      expect.objectContaining({ name: '李四', idNumber: expect.stringContaining('*') }),
    ])
    const { cases } = (await office.registrar.gets('/api/v1/cases?q=李四')).json
    expect(cases.find((row: { receipt: string }) => row.receipt === receipt).applicantName).toBe('张三、李四')
    const rows = await office.sql`
      select agency_id, case_id, whose, sealed from identities where case_id = ${id} order by whose`
    expect(rows.map(({ whose }) => whose)).toEqual(['applicant', 'coApplicant1'])
    expect(numberIn(office, rows[1]!)).toBe(one['co1-idNumber'])
    const kept = JSON.stringify([
      await office.sql`select * from words where case_id = ${id}`,
      await office.sql`select * from ledger where case_id = ${id}`,
      await office.sql`select * from cases where id = ${id}`,
    ])
    expect(kept).not.toContain(one['co1-idNumber'])
    await office.goes(id, 'submitted', 'registered')
    const [letter] = await office.sql`select agency_id, case_id, id, sealed from letters where case_id = ${id}`
    expect(JSON.stringify(blanksIn(office, letter!))).toContain('张三、李四')
  })

  test('one is named to receive for all, on the form as in the API, and has to be reachable', async () => {
    const third = { 'co2-kind': 'person', 'co2-name': '王五', 'co2-phone': '0000-1000003' }
    const co2 = { ...third, 'co2-idType': 'residentId', 'co2-idNumber': residentNumber(++people) }
    const fields = { ...typed(), ...second(), ...co2, receiver: 'co2-' }
    expect(await looksOver({ ...fields, receiver: 'each' })).toMatchObject({
      text: expect.stringContaining('不推选代表人，逐一送达每一位申请人'),
    })
    const { text } = await looksOver(fields)
    expect(text).toContain('由 王五 代表全体接收')
    const { id, receipt } = await submits(text)
    expect((await office.registrar.opens(id)).representative).toBe('coApplicant:2')
    const [row] = await office.sql`select context->'reach'->'served' as served from cases where receipt = ${receipt}`
    expect(row!.served).toEqual(['coApplicant:2'])

    const posted = await posts('/apply/review', { ...fields, delivery: 'post' })
    expect(posted.text).toContain('请填写代表人的通信地址')
    expect(posted.text).toContain('id="receiver-error"')
    await looksOver({ ...fields, delivery: 'post', 'co2-address': '示例路9号' })
  })

  test('whoever receives for all stays so when a block before it goes, and not when it goes itself', async () => {
    const fields = { ...typed(), ...second(), 'co2-kind': 'person', 'co2-name': '王五', receiver: 'co2-' }
    const chosen = (text: string) =>
      [...text.matchAll(/<input[^>]*name="receiver"[^>]*>/g)]
        .filter(([input]) => /\bchecked\b/.test(input))
        .map(([input]) => /value="([^"]*)"/.exec(input)![1])
    expect(chosen((await posts('/apply', { ...fields, removeCo: '1' })).text)).toEqual(['co1-'])
    expect(chosen((await posts('/apply', { ...fields, removeCo: '2' })).text)).toEqual(['each'])
  })

  test('the API takes up to twenty beside the first', async () => {
    const { applicant } = organisation()
    const content = (n: number) => ({ ...organisation(), coApplicants: Array.from({ length: n }, () => applicant) })
    const filed = await office.citizen.files(content(20))
    const id = await office.registrar.finds(filed)
    expect((await office.registrar.opens(id)).applicantName).toBe('示例律师事务所等21位申请人')
    const refused = await office.citizen.triesToFile(content(21))
    expect(refused.json.errors).toEqual([expect.objectContaining({ field: 'coApplicants', code: 'TOO_BIG' })])
  })
})

describe('staff who enter a paper application', () => {
  test('have the same form: joint applicants, a scan that survives, a paper of identity', async () => {
    const cookie = `ysqgk=${await office.registrar.signsIn()}`
    const blank = await send(office.app, { url: '/cases/new', headers: { cookie } })
    const csrf = /name="csrf" value="([^"]+)"/.exec(blank.text)![1]!
    const post = (url: string, fields: Record<string, string>, files: Upload[] = []) => {
      const { headers, payload } = asUpload({ csrf, ...fields }, files)
      return send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
    }
    const fields = typed({ channel: 'counter', on: '2026-03-02' })
    const added = await post('/cases/new', { ...fields, add: 'coApplicant' })
    expect(added.text).toContain('name="co1-name"')
    const bad = await post('/cases', { ...fields, phone: '没有' }, [PDF, PAPER])
    expect(bad.status).toBe(422)
    expect(bad.text).toContain('授权委托书.pdf')
    const joint = {
      ...{ 'co1-kind': 'person', 'co1-name': '李四', 'co1-idType': 'residentId', 'co1-phone': '0000-1000002' },
      ...{ 'co1-idNumber': residentNumber(++people), receiver: 'co1-' },
    }
    const done = await post('/cases', { ...fields, ...joint, basket: basketIn(bad.text) })
    expect(done.status, done.text.slice(0, 300)).toBe(303)
    const { files, papers, representative } = await office.registrar.opens(
      String(done.headers.location).split('/').at(-2)!,
    )
    expect([files.length, papers.papers.length, representative]).toEqual([1, 1, 'coApplicant:1'])
  })
})
