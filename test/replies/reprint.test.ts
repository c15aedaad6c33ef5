/** 重印核对: a letter made again is the one on record, byte for byte, signed or not; where it is not, the answer names why. */
import { copyFileSync, mkdtempSync } from 'node:fs'
import { chmod, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFonts } from '../../src/documents/index.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { ec, plainStore, rsa, store } from '../seals/certificates.ts'
import { installSeal } from '../seals/installing.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'
import { blanksIn } from '../support/sealed.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Letter = { id: string; title: string; number: string | null; sha256: string }
const reprintOf = async (id: string, letter: string) =>
  (await office.registrar.gets(`/api/v1/cases/${id}/letters/${letter}/reprint`)).json
const lettersOf = async (id: string): Promise<Letter[]> => (await office.registrar.opens(id)).letters

/** A signed case and its reply. */
async function reply(content?: unknown) {
  const { id } = await office.caseUntil('replySigned', content)
  return { id, letter: (await lettersOf(id)).at(-1)! }
}

test('every letter of a case, years later: identical, with both hashes, and nothing is changed by asking', async () => {
  const hostile = { title: '“书名”{{x}}𠮷', description: `<b>一</b>\u202e${'长'.repeat(2_000)}` }
  const { id } = await office.caseUntil('registered', application({ request: hostile }))
  await office.registrar.records(id, CORRECTION)
  office.itIs('2026-03-06')
  const before = await office.standing(id)
  const letters = await lettersOf(id)
  expect(letters).toHaveLength(2)
  for (const { id: letter, title, number, sha256 } of letters) {
    expect(await reprintOf(id, letter)).toEqual({
      letter,
      title,
      number,
      identical: true,
      compared: 'file',
      sha256,
      keptSha256: sha256,
      differs: [],
    })
  }
  expect(await office.standing(id)).toBe(before)
  const page = await office.registrar.gets(`/cases/${id}/letters/${letters[0]!.id}/reprint`)
  expect(page.text).toContain('重新生成的文件与留存文件逐字节一致')
  expect(page.text).toContain(letters[0]!.sha256)
  expect((await office.registrar.gets(`/cases/${id}`)).text).toContain(`/cases/${id}/letters/${letters[0]!.id}/reprint`)
})

test('every letter as OFD: its own words and number, and the file on record as its original', async () => {
  const { id } = await reply()
  for (const { id: letter, title, number, sha256 } of await lettersOf(id)) {
    const answer = await office.registrar.gets(`/api/v1/cases/${id}/letters/${letter}/ofd`)
    expect(answer.headers['content-type']).toBe('application/ofd')
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent(`${title}.ofd`))
    const files = unzipSync(answer.bytes)
    const page = Buffer.from(files['Doc_0/Pages/Page_0/Content.xml']!)
      .toString()
      .replace(/<[^>]+>\s*/g, '')
    expect(page).toContain(sha256)
    if (number) expect(page).toContain(number)
    expect(Buffer.from(files['OFD.xml']!).toString()).toContain(`<ofd:Title>${title}</ofd:Title>`)
  }
  const none = await office.registrar.gets(`/api/v1/cases/${id}/letters/${id}/ofd`)
  expect([none.status, none.json.code]).toEqual([404, 'NOT_FOUND'])
})

test('a void letter can be made again too; another case’s letter, or none, is not found', async () => {
  const { id, letter } = await reply()
  const { facts } = await office.head.opens(id)
  const position = facts.findLast(({ type }: { type: string }) => type === 'replySigned').position
  await office.head.records(id, { type: 'rectified', position, why: '误签。', approvedBy: '示例·公开办主任' })
  expect(await reprintOf(id, letter.id)).toMatchObject({ identical: true })
  const other = await office.caseUntil('registered')
  for (const named of [letter.id, 'x', encodeURIComponent("' or 1=1 --")])
    expect((await office.registrar.gets(`/api/v1/cases/${other.id}/letters/${named}/reprint`)).status).toBe(404)
})

test('after the fonts were replaced: the same bytes, from the files that were kept at the first letter', async () => {
  const { id, letter } = await reply()
  const { fonts, blobs, config } = office.house
  for (const { sha256 } of fonts.files) expect(await blobs.has(sha256)).toBe(true)
  const folder = mkdtempSync(join(tmpdir(), 'other-fonts-'))
  const serif = fonts.files.find(({ role }) => role === 'fang')!.path
  // 黑 in the place of 仿宋, as an agency would put its own font there.
  copyFileSync(fonts.files.find(({ role }) => role === 'hei')!.path, join(folder, 'fang.ttf'))
  office.house.fonts = openFonts({ folder })
  try {
    expect(office.house.fonts.digest).not.toBe(fonts.digest)
    expect(await reprintOf(id, letter.id)).toMatchObject({ identical: true, sha256: letter.sha256, differs: [] })
    const later = await reply()
    expect(later.letter.sha256).not.toBe(letter.sha256)
    expect(await reprintOf(later.id, later.letter.id)).toMatchObject({ identical: true })
    expect((await verifyAll(office.house)).firstFault).toBeUndefined()

    const { sha256 } = fonts.files.find(({ path }) => path === serif)!
    const kept = join(config.blobDir, sha256.slice(0, 2), sha256.slice(2))
    await chmod(kept, 0o600)
    await rename(kept, `${kept}.away`)
    expect(await reprintOf(id, letter.id)).toMatchObject({ identical: false, differs: [{ code: 'FONTS_MISSING' }] })
    expect((await verifyAll(office.house)).firstFault).toMatchObject({ file: '字库' })
    await rename(`${kept}.away`, kept)
  } finally {
    office.house.fonts = fonts
  }
})

test('RSA: the signed file is made again to the byte; ECDSA: all but the signature’s value, and the answer says so', async () => {
  const seal = (p12: Buffer) => installSeal(office.house, 'yunxi', { p12 })
  await seal(store(rsa))
  const first = await reply()
  await seal(plainStore({ keys: [ec.key], certificates: [ec.der] }))
  const second = await reply()
  expect(await reprintOf(first.id, first.letter.id)).toMatchObject({
    identical: true,
    compared: 'file',
    sha256: first.letter.sha256,
  })
  const again = await reprintOf(second.id, second.letter.id)
  expect(again).toMatchObject({ identical: true, compared: 'signedPart', keptSha256: second.letter.sha256 })
  expect(again.sha256).not.toBe(second.letter.sha256)
  const page = await office.registrar.gets(`/cases/${second.id}/letters/${second.letter.id}/reprint`)
  expect(page.text).toContain('除签名值外')
})

/** Changes what no application could. */
async function tampered(table: string, change: string, values: string[]) {
  const { sql } = office
  await sql.unsafe(`alter table ${table} disable trigger user`)
  await sql.unsafe(change, values)
  await sql.unsafe(`alter table ${table} enable trigger user`)
}

test('what differs is named: data, fonts, template, the kept file', async () => {
  const { id, letter } = await reply()
  const codes = async () => {
    const { identical, differs } = await reprintOf(id, letter.id)
    return [identical, ...differs.map(({ code }: { code: string }) => code)]
  }
  const changed = (what: string) => tampered('letters', `update letters set ${what} where id = $1`, [letter.id])
  const [kept] =
    await office.sql`select agency_id, case_id, id, sealed, fonts, digest from letters where id = ${letter.id}`
  const { fonts, digest, ...row } = kept!
  const data = blanksIn(office, row)
  const sealed = (blanks: object) =>
    `sealed = '\\x${office.house.keys.seal('letters', [row.agencyId, id, letter.id], JSON.stringify(blanks)).toString('hex')}'`
  expect(await codes()).toEqual([true])

  await changed(`fonts = '${'0'.repeat(64)}'`)
  expect(await codes()).toEqual([false, 'FONTS_MISSING'])
  await changed(`fonts = '${fonts}'`)
  await changed(sealed({ ...data, applicant: { ...data.applicant, name: '李四' } }))
  expect(await codes()).toEqual([false, 'BYTES_DIFFER'])
  await changed(sealed({ ...data, applicant: undefined }))
  expect(await codes()).toEqual([false, 'BLANK_EMPTY'])
  await changed(sealed(data))
  expect(await codes()).toEqual([true])

  await tampered('templates', `update templates set source = replace(source, '经审查', '经查') where digest = $1`, [
    digest,
  ])
  expect(await codes()).toEqual([false, 'TEMPLATE_CHANGED'])
  await changed(`digest = 'gone'`)
  expect(await codes()).toEqual([false, 'TEMPLATE_MISSING'])

  const path = join(office.house.config.blobDir, letter.sha256.slice(0, 2), letter.sha256.slice(2))
  await chmod(path, 0o600)
  await writeFile(path, 'not the letter')
  expect(await codes()).toEqual([false, 'KEPT_CHANGED', 'TEMPLATE_MISSING'])
  await rm(path)
  expect(await codes()).toEqual([false, 'KEPT_MISSING', 'TEMPLATE_MISSING'])
  expect((await office.registrar.gets(`/cases/${id}/letters/${letter.id}/reprint`)).text).toContain('请从备份恢复')
})
