/** Pictures of identity documents: encrypted, apart from the file, opened only by those who handle the case, each look on record. */
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle } from '../../src/evidence/bundle/bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { eraseIdentityDocuments } from '../../src/files/identity-documents.ts'
import { send, type Upload } from '../support/api.ts'
import { openBag } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const JPEG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100', 'hex'),
  Buffer.alloc(400, 7),
  Buffer.from('ffd9', 'hex'),
])
const PICTURE: Upload = { name: '身份证正面.jpg', content: JPEG, field: 'identity' }

async function filed(files: Upload[] = [PICTURE]) {
  const numbers = await office.citizen.files(application(), { files })
  return { ...numbers, id: await office.registrar.finds(numbers) }
}
const opens = (who: 'registrar' | 'handler' | 'head' | 'counsel' | 'supervisor', id: string, paper: string) =>
  office[who].posts(`/api/v1/cases/${id}/papers/${paper}`, 'none', {})

describe('on file', () => {
  test('the picture is no file of the case, and nowhere in the clear', async () => {
    const { id } = await filed([PICTURE, { name: '说明.txt', content: '文字' }])
    const shown = await office.registrar.opens(id)
    expect(shown.files.map((file: { name: string }) => file.name)).toEqual(['说明.txt'])
    expect(shown.papers.papers).toEqual([expect.objectContaining({ name: '身份证正面.jpg', size: JPEG.length })])
    const [row] = await office.sql<{ sealed: Buffer }[]>`select sealed from identity_papers where case_id = ${id}`
    expect(row!.sealed.includes(JPEG.subarray(0, 100))).toBe(false)
    const [kase] = await office.sql`select * from cases where id = ${id}`
    const { payload } = openBag(await buffer((await bundle(office.house, kase as never)).content()))
    expect([...payload.keys()].filter((name) => name.includes('身份证'))).toEqual([])
    for (const content of payload.values()) expect(content.includes(JPEG.subarray(0, 100))).toBe(false)
    expect((await verifyAll(office.house)).ok).toBe(true)
  })

  test('one that staff enter with a paper application is kept in the same way', async () => {
    const files = [PICTURE, { name: '说明.txt', content: '文字' }]
    const { status, json } = await office.registrar.triesToEnter({ ...application(), channel: 'counter' }, { files })
    expect([status, json.files?.map(({ name }: { name: string }) => name)]).toEqual([201, ['说明.txt']])
    expect(json.papers.papers).toMatchObject([{ name: '身份证正面.jpg' }])
    await opens('registrar', json.id, json.papers.papers[0].id)
    const { papers } = await office.registrar.opens(json.id)
    expect(papers.looks).toHaveLength(1)
    const [row] = await office.sql<{ sealed: Buffer }[]>`select sealed from identity_papers where case_id = ${json.id}`
    expect(row!.sealed.includes(JPEG.subarray(0, 100))).toBe(false)
  })

  test.each<[string, Upload, string]>([
    ['another kind', { ...PICTURE, name: '证件.txt', content: '文字' }, 'FILE_TYPE'],
    ['a program that calls itself a picture', { ...PICTURE, content: 'MZ\x90' }, 'FILE_TYPE'],
    ['nothing', { ...PICTURE, content: '' }, 'FILE_EMPTY'],
    [
      'ten megabytes and a byte',
      { ...PICTURE, content: Buffer.concat([JPEG, Buffer.alloc(10 * 1024 * 1024)]) },
      'FILE_TOO_LARGE',
    ],
  ])('%s is refused by name, the application taken', async (_, file, code) => {
    const answer = await office.citizen.files(application(), { files: [file] })
    expect((answer as unknown as { refusedFiles: object[] }).refusedFiles).toEqual([
      expect.objectContaining({ code, name: file.name }),
    ])
  })

  test('a repeat with the same key and picture is one application; another picture is another request', async () => {
    const content = application()
    const first = await office.citizen.files(content, { files: [PICTURE], key: 'paper-1' })
    expect(await office.citizen.files(content, { files: [PICTURE], key: 'paper-1' })).toEqual(first)
    const other = { ...PICTURE, content: Buffer.concat([JPEG, Buffer.from([1])]) }
    expect((await office.citizen.triesToFile(content, { files: [other], key: 'paper-1' })).json.code).toBe('KEY_REUSED')
  })
})

describe('looking', () => {
  test('is for registrar and handler alone, and each look is written down for all to see', async () => {
    const { id } = await filed()
    const [{ id: paper }] = (await office.registrar.opens(id)).papers.papers
    const seen = await opens('registrar', id, paper)
    expect(seen.status).toBe(200)
    expect(seen.bytes.equals(JPEG)).toBe(true)
    expect(seen.headers['content-disposition']).toContain('attachment')
    expect((await opens('handler', id, paper)).status, 'before the case is theirs').toBe(403)
    await office.goes(id, 'submitted', 'assigned')
    expect((await opens('handler', id, paper)).status).toBe(200)
    for (const who of ['head', 'counsel', 'supervisor'] as const)
      expect((await opens(who, id, paper)).status, who).toBe(403)
    const { papers } = await office.head.opens(id)
    expect(papers.may).toBe(false)
    expect(papers.looks.map(({ by }: { by: string }) => by)).toEqual(['示例·登记员', '示例·承办人'])
    expect((await opens('registrar', id, '00000000-0000-7000-8000-000000000000')).status).toBe(404)
  })

  test('from the page of the case, by its button', async () => {
    const { id } = await filed()
    const cookie = `ysqgk=${await office.registrar.signsIn()}`
    const page = await send(office.app, { url: `/cases/${id}`, headers: { cookie } })
    const [, action] = /action="(\/cases\/[^"]+\/papers\/[^"]+)"/.exec(page.text)!
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)![1]!
    const form = { 'content-type': 'application/x-www-form-urlencoded', cookie }
    const ask = (token: string) =>
      send(office.app, { method: 'POST', url: action!, headers: form, payload: `csrf=${encodeURIComponent(token)}` })
    expect((await ask('')).status).toBe(403)
    expect((await ask(csrf)).bytes.equals(JPEG)).toBe(true)
    const again = await send(office.app, { url: `/cases/${id}`, headers: { cookie } })
    expect(again.text).toContain('示例·登记员 查看了 身份证正面.jpg')
  })

  test('what proves a look, and the picture itself, cannot be changed behind our back', async () => {
    const { id } = await filed()
    const { sql } = office
    await expect(sql`update identity_papers set sealed = 'x' where case_id = ${id}`).rejects.toThrow(/erased/)
    await expect(sql`delete from identity_papers where case_id = ${id}`).rejects.toThrow(/erased/)
    await expect(sql`update identity_looks set by = 'nobody'`).rejects.toThrow(/append-only/)
    await expect(sql`delete from identity_looks`).rejects.toThrow(/append-only/)
  })
})

describe('erasing', () => {
  test('with the archiving of the case, and after a year', async () => {
    const archived = await filed()
    const waiting = await filed()
    const [{ id: paper }] = (await office.registrar.opens(archived.id)).papers.papers
    await office.goes(archived.id, 'submitted', 'archived')
    expect((await opens('registrar', archived.id, paper)).status, 'not even before the sweep').toBe(403)
    await eraseIdentityDocuments(office.house)
    const left = async (id: string) =>
      (await office.sql`select sealed is not null as there from identity_papers where case_id = ${id}`)[0]!.there
    expect([await left(archived.id), await left(waiting.id)]).toEqual([false, true])
    expect((await office.registrar.opens(archived.id)).papers.papers[0].erasedAt).not.toBeNull()
    office.itIs('2027-03-05')
    await eraseIdentityDocuments(office.house)
    expect(await left(waiting.id)).toBe(false)
    office.itIs('2026-03-02')
  })
})
