/** Files: what a file is decides, not what it is called. One that cannot be taken is named; the rest is kept. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LARGEST } from '../../src/files/uploads.ts'
import { asUpload, send, type Upload } from '../support/api.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { postsForm } from '../support/posting.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const PDF = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const filed = async (files: Upload[]) => {
  const receipt = await office.citizen.files(application(), { files })
  const id = await office.registrar.finds(receipt)
  const shown = await office.registrar.opens(id)
  return { receipt, shown, refused: (receipt as { refusedFiles?: { name: string; code: string }[] }).refusedFiles }
}

describe('with an application', () => {
  test('several files are kept under their names, and the first fact names them', async () => {
    const { shown, refused } = await filed([
      { name: '身份证.png', content: PNG },
      { name: '申请书（终稿）.pdf', content: PDF },
      { name: '说明.txt', content: '文字' },
    ])
    expect(refused).toBeUndefined()
    const names = new Map(shown.files.map(({ id, name }: { id: string; name: string }) => [id, name]))
    expect(shown.facts[0].files.map((id: string) => names.get(id))).toEqual([
      '身份证.png',
      '申请书（终稿）.pdf',
      '说明.txt',
    ])
    for (const { url, size } of shown.files) expect((await office.registrar.gets(url)).bytes).toHaveLength(size)
  })

  test.each<[string, string, string, string | Uint8Array]>([
    ['a program that calls itself a PDF', 'FILE_TYPE', '申请书.pdf', Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00')],
    ['a page that calls itself a picture', 'FILE_TYPE', '照片.png', '<html><script>alert(1)</script></html>'],
    ['a page', 'FILE_TYPE', '页.html', '<html></html>'],
    ['a drawing that can hold script', 'FILE_TYPE', '图.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a program', 'FILE_TYPE', '安装.exe', 'MZ'],
    ['nothing', 'FILE_EMPTY', '空.pdf', ''],
    ['twenty megabytes and a byte', 'FILE_TOO_LARGE', '大.txt', Buffer.alloc(LARGEST + 1, 97)],
  ])('%s is refused by name, the file beside it kept', async (_, code, name, content) => {
    const { shown, refused } = await filed([
      { name, content },
      { name: '好.pdf', content: PDF },
    ])
    expect(refused).toEqual([expect.objectContaining({ name, code, message: expect.stringContaining(name) })])
    expect(shown.files.map((f: { name: string }) => f.name)).toEqual(['好.pdf'])
  })

  test('twenty megabytes to the byte are taken', async () => {
    const { shown, refused } = await filed([{ name: '大.txt', content: Buffer.alloc(LARGEST, 97) }])
    expect(refused).toBeUndefined()
    expect(shown.files[0].size).toBe(LARGEST)
  })

  test.each<[string, string, string?]>([
    ['../../../etc/passwd.txt', 'passwd.txt'],
    ['..\\\\..\\\\windows\\\\win.txt', 'win.txt'],
    ['C:\\\\Users\\\\张三\\\\身份证.txt', '身份证.txt'],
    ['/etc/cron.d/x.txt', 'x.txt'],
    ['..txt', '_txt', '_txt.txt'],
    ['.htaccess.txt', '_htaccess.txt'],
    ['a<b>:c|d?e*f%2e.txt', 'a_b__c_d_e_f_2e.txt'],
    ['\u202etxt.exe.txt', '_txt.exe.txt'],
    ['a\u0000b.txt', 'a_b.txt'],
    [`${'长'.repeat(300)}.txt`, `${'长'.repeat(200)}.txt`, `${'长'.repeat(48)}.txt`],
  ])('a file called %j is kept as %j', async (name, kept, downloaded = kept) => {
    const { shown, refused } = await filed([{ name, content: 'x' }])
    if (refused) expect(refused[0]!.name).not.toMatch(/[/\\]/)
    else expect(shown.files[0].name).toBe(kept)
    for (const { url } of shown.files) {
      const got = await office.registrar.gets(url)
      expect(got.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(downloaded)}`)
      expect(got.headers['x-content-type-options']).toBe('nosniff')
    }
  })

  const many = (n: number) => Array.from({ length: n }, (_, i) => ({ name: `${i + 1}.txt`, content: `${i}` }))

  test('twenty-five files are too many: the first twenty are kept, the others named', async () => {
    const { shown, refused } = await filed(many(25))
    expect(shown.files.map((file: { name: string }) => file.name)).toEqual(many(20).map(({ name }) => name))
    expect(refused).toMatchObject(
      many(25)
        .slice(20)
        .map(({ name }) => ({ name, code: 'TOO_BIG', message: expect.stringContaining('20') })),
    )
  })

  test('so the form without a script stays as it was filled', async () => {
    const { agency, applicant, request } = application({ applicant: { phone: '' } })
    const fields = { agency, ...applicant, ...request, idempotencyKey: 'page-25' }
    const files = many(25).map((file) => ({ ...file, field: 'files' }))
    const page = await postsForm(office.app, '/apply/review', fields as Record<string, string>, files)
    expect(page.text).toMatch(/<title>错误：/)
    for (const text of [request.description, '“21.txt”', '“25.txt”', '20.txt']) expect(page.text).toContain(text)
  })

  test('what brings more files than any form is no form', async () => {
    const answer = await office.citizen.triesToFile(application(), { files: many(101) })
    expect(answer.json).toMatchObject({ status: 400, code: 'MALFORMED' })
  })

  test('with a fault in the form nothing is put on file, and what was chosen waits', async () => {
    const { agency, applicant, request } = application({ applicant: { phone: '' } })
    const [before] = await office.sql`select count(*)::int as n from files`
    const fields = { agency, ...applicant, ...request, idempotencyKey: 'page-1' } as Record<string, string>
    const page = await postsForm(office.app, '/applications', fields, [{ name: 'a.txt', content: 'x' }])
    expect(page.text).toMatch(/<title>错误：[\s\S]*a\.txt/)
    const [after] = await office.sql`select count(*)::int as n from files`
    expect(after).toEqual(before)
  })

  test('the receipt page names the file that was refused', async () => {
    const { agency, applicant, request } = application()
    const form = asUpload({ agency, ...applicant, ...request, idempotencyKey: 'page-2' }, [
      { name: '程序.exe', content: 'MZ' },
      { name: '', content: '' },
    ])
    const answer = await send(office.app, { method: 'POST', url: '/applications', ...form })
    expect(answer.status).toBe(303)
    const cookie = [answer.headers['set-cookie']]
      .flat()
      .map((one) => String(one).split(';')[0])
      .join('; ')
    const page = await send(office.app, { url: String(answer.headers.location), headers: { cookie } })
    expect(page.text).toContain('程序.exe')
    const linked = await send(office.app, { url: '/receipt?refused=别人写的话', headers: { cookie } })
    expect(linked.text).not.toContain('别人写的话')
  })
})

describe('with a fact', () => {
  test('an applicant’s correction brings files; one that cannot be taken is named', async () => {
    const waiting = await office.caseUntil('registered')
    await office.registrar.records(waiting.id, CORRECTION)
    const seen = await office.citizen.records(
      waiting,
      { type: 'corrected', text: '见附件。' },
      {
        files: [
          { name: '补正.txt', content: '2023年' },
          { name: '程序.exe', content: 'MZ' },
        ],
      },
    )
    expect(seen.refused).toEqual([expect.objectContaining({ name: '程序.exe', code: 'FILE_TYPE' })])
    const { facts, files } = await office.registrar.opens(waiting.id)
    expect(files).toHaveLength(1)
    expect(facts.at(-1)).toMatchObject({ type: 'corrected', files: [files[0].id] })
  })

  test('staff send fact and files in one form: the fact names the files', async () => {
    const { id } = await office.caseUntil('submitted')
    const files = [{ name: '通话记录.txt', content: '已确认' }]
    const shown = await office.registrar.records(id, { type: 'fileAdded', files: [] }, { files })
    expect(shown.facts.at(-1)).toMatchObject({ type: 'fileAdded', files: [shown.files[0].id] })
    const also = await office.registrar.records(id, { type: 'fileAdded' }, { files })
    expect(also.files).toHaveLength(2)
  })

  test('the page’s form for putting a file on record', async () => {
    const { id } = await office.caseUntil('submitted')
    const token = await office.registrar.signsIn()
    const cookie = `ysqgk=${token}`
    const page = await send(office.app, { url: `/cases/${id}`, headers: { cookie } })
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)![1]!
    const { headers, payload } = asUpload({ csrf, type: 'fileAdded', idempotencyKey: 'file-1' }, [
      { name: '回执.txt', content: 'x', field: 'files' },
    ])
    const answer = await send(office.app, {
      method: 'POST',
      url: `/cases/${id}/facts`,
      headers: { ...headers, cookie },
      payload,
    })
    expect(answer.status, answer.text.slice(0, 200)).toBe(303)
    const { facts, files } = await office.registrar.opens(id)
    expect(facts.at(-1)).toMatchObject({ type: 'fileAdded', files: [files[0].id] })
  })

  test('with a fact that has no files of its own they are its evidence', async () => {
    const { id } = await office.caseUntil('submitted')
    const fact = { type: 'confirmed', how: 'phone', note: '已确认。' }
    const shown = await office.registrar.records(id, fact, { files: [{ name: '通话记录.txt', content: 'x' }] })
    expect(shown.facts.at(-1).evidence).toEqual([shown.files[0].id])
    expect(shown.facts.at(-1)).not.toHaveProperty('files')
  })

  test('a page names a file that cannot be taken before anything is recorded', async () => {
    const { id } = await office.caseUntil('submitted')
    const before = await office.standing(id)
    const cookie = `ysqgk=${await office.registrar.signsIn()}`
    const shown = await send(office.app, { url: `/cases/${id}`, headers: { cookie } })
    const csrf = /name="csrf" value="([^"]+)"/.exec(shown.text)![1]!
    const { headers, payload } = asUpload({ csrf, type: 'fileAdded' }, [{ name: '空.pdf', content: '' }])
    const answer = await send(office.app, {
      method: 'POST',
      url: `/cases/${id}/facts`,
      headers: { ...headers, cookie },
      payload,
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('空.pdf')
    expect(await office.standing(id)).toBe(before)
  })

  test('only what was refused: nothing was sent, and the answer names it', async () => {
    const { id } = await office.caseUntil('submitted')
    const answer = await office.registrar.adds(id, [{ name: '空.pdf', content: '' }])
    expect(answer.status).toBe(422)
    expect(answer.json.errors).toEqual([
      expect.objectContaining({ code: 'FILE_EMPTY', message: expect.stringContaining('空.pdf') }),
    ])
    expect((await office.registrar.adds(id, [])).json.errors).toEqual([expect.objectContaining({ code: 'MISSING' })])
  })

  test('some refused, some kept: both are told', async () => {
    const { id } = await office.caseUntil('submitted')
    const answer = await office.registrar.adds(id, [
      { name: '空.pdf', content: '' },
      { name: '好.pdf', content: PDF },
    ])
    expect(answer.status).toBe(201)
    expect(answer.json.files).toEqual([
      {
        id: expect.any(String),
        name: '好.pdf',
        size: PDF.length,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        type: 'application/pdf',
      },
    ])
    expect(answer.json.refused).toEqual([expect.objectContaining({ name: '空.pdf' })])
  })

  test('a fact may name only files of its own case', async () => {
    const [mine, other] = [await office.caseUntil('submitted'), await office.caseUntil('submitted')]
    const { files } = (await office.registrar.adds(other.id, [{ name: 'a.txt', content: 'x' }])).json
    const before = await office.standing(mine.id)
    for (const id of [files[0].id, '00000000-0000-7000-8000-000000000000']) {
      const added = await office.registrar.tries(mine.id, { type: 'fileAdded', files: [id] })
      expect([added.status, added.json.errors[0].field]).toEqual([422, 'files'])
      const shown = await office.registrar.tries(mine.id, {
        type: 'confirmed',
        how: 'phone',
        note: '确认。',
        on: '2026-03-02',
        evidence: [id],
      })
      expect([shown.status, shown.json.errors[0].field]).toEqual([422, 'evidence'])
    }
    expect(await office.standing(mine.id)).toBe(before)
    expect((await office.registrar.gets(`/api/v1/cases/${mine.id}/files/${files[0].id}`)).status).toBe(404)
  })

  test('a fact whose files are no ids is refused by name', async () => {
    const { id } = await office.caseUntil('submitted')
    for (const files of ['a', [7], ["x' or 1=1"], ['\u0000'], [null]]) {
      const answer = await office.registrar.tries(id, { type: 'fileAdded', files })
      expect([answer.status, answer.json.errors[0].field.split('.')[0]]).toEqual([422, 'files'])
    }
  })

  test('the same file on two cases is stored once', async () => {
    const content = `once ${Math.random()}`
    const cases = [await office.caseUntil('submitted'), await office.caseUntil('submitted')]
    const hashes = new Set<string>()
    for (const { id } of cases)
      hashes.add((await office.registrar.adds(id, [{ name: 'a.txt', content }])).json.files[0].sha256)
    expect(hashes.size).toBe(1)
  })
})
