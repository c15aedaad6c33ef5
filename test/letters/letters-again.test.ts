/** An issued letter can be made again, byte for byte, from what is kept of it: template source, data, instant, fonts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderPdf, templateFrom } from '../../src/documents/index.ts'
import { sha256 as hashOf } from '../../src/ground/canonical.ts'
import { letterFrom } from '../../src/letters/together-letter.ts'
import { CORRECTION, type Office, openOffice, PASSED, SEARCHED, SIGNED } from '../support/house.ts'
import { application } from '../support/people.ts'
import { blanksIn } from '../support/sealed.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Kept = {
  source: string
  issuedAt: string
  sha256: string
  fonts: string
  title: string
}

test('every letter of the path, years later', async () => {
  const { registrar, handler, head, counsel, signer } = office
  const hostile = {
    title: '{{agency.name}}“书名”𠮷',
    description: `一、\n二、<b>{{> contact}}</b>\u202e${'长'.repeat(3_000)}`,
  }
  const { id } = await office.caseUntil('registered', application({ request: hostile }))
  await registrar.records(id, CORRECTION)
  office.itIs('2026-03-09')
  await registrar.records(id, { type: 'corrected', text: '补正。' })
  await head.records(id, { type: 'assigned', unit: 'yunxi-gkk' })
  await head.records(id, { type: 'extended', workingDays: 5, reason: '数量较多。', approvedBy: '示例·公开办主任' })
  await handler.records(id, { ...SEARCHED, terms: ['书名'], found: false })
  await handler.records(id, { type: 'replyDrafted', outcome: 'notHeld', fields: {} })
  await counsel.records(id, PASSED)
  await signer.records(id, SIGNED)

  office.itIs('2031-01-06')
  const letters = await office.sql<Kept[]>`
    select t.source, l.agency_id, l.case_id, l.id, l.sealed, l.issued_at, l.sha256, l.fonts, l.title
    from letters l join templates t using (digest) where l.case_id = ${id} order by l.position`
  expect(letters.map(({ title }) => title)).toEqual([
    '政府信息公开申请登记回执',
    '政府信息公开申请补正告知书',
    '政府信息公开申请延期答复告知书',
    '政府信息不存在答复书',
  ])
  for (const { source, issuedAt, sha256, fonts, title, ...row } of letters) {
    expect(fonts).toBe(office.house.fonts.digest)
    const letter = letterFrom(templateFrom(source), blanksIn(office, row))
    const { bytes } = await renderPdf(letter, office.house.fonts, { issuedAt: new Date(issuedAt) })
    expect(hashOf(bytes), title).toBe(sha256)
    expect(bytes.equals(await office.house.blobs.read(sha256))).toBe(true)
  }
})

test('the fact that made a letter names template, version, digest, number, fonts and hash as they are kept', async () => {
  const { id } = await office.caseUntil('replySigned')
  const { facts, letters } = await office.registrar.opens(id)
  const made = facts.filter((fact: { type: string }) => fact.type === 'letterMade')
  const kept = await office.sql`select * from letters where case_id = ${id} order by position`
  expect(
    made.map((m: Record<string, unknown>) => [m.letter, m.template, m.digest, m.number ?? null, m.sha256, m.fonts]),
  ).toEqual(kept.map((k) => [k.id, k.template, k.digest, k.number, k.sha256, k.fonts]))
  for (const letter of letters) {
    const { bytes } = await office.registrar.gets(letter.url)
    expect(hashOf(bytes)).toBe(letter.sha256)
  }
})

test('a preview is a draft: marked, without a number, and nothing is kept of it', async () => {
  const { id } = await office.caseUntil('replyDrafted')
  const before = await office.standing(id)
  for (const url of [
    `/api/v1/letters/preview?template=disclosed&case=${id}`,
    '/api/v1/letters/preview?template=notHeld',
  ]) {
    const answer = await office.counsel.gets(url)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
  }
  expect(await office.standing(id)).toBe(before)
  const of = (url: string) => office.counsel.gets(url).then(({ bytes }: { bytes: Buffer }) => hashOf(bytes))
  const [own, sample] = [
    `/api/v1/letters/preview?template=disclosed&case=${id}`,
    '/api/v1/letters/preview?template=notHeld',
  ]
  const made = [await of(own), await of(sample)]
  expect(await of(own), 'the same content').toBe(made[0])
  office.itIs('2031-01-07')
  expect(await of(sample), 'the same content on another day').toBe(made[1])
  expect(await of(own), 'dated another day').not.toBe(made[0])
  const missing = await office.counsel.gets(`/api/v1/letters/preview?template=notHeld&case=${id}`)
  expect([200, 422], 'a letter whose blanks the case does not fill').toContain(missing.status)
})
