/** One application from the citizen's form to the archive, for each outcome of the narrow path. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ARCHIVED,
  ASSIGNED,
  CONFIRMED,
  CORRECTION,
  DRAFTED,
  EXAMINED,
  FAILED,
  type Office,
  openOffice,
  PASSED,
  SEARCHED,
  SECRECY,
  SERVED,
  SIGNED,
} from '../support/house.ts'
import { application, organisation } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const types = (facts: { type: string }[]) => facts.map(({ type }) => type)

test('disclosed: asked on Monday, confirmed, registered, handled, returned once, answered, served, archived', async () => {
  const { citizen, registrar, head, handler, counsel, signer, archivist } = office
  office.itIs('2026-03-02')
  const filed = await citizen.files()
  expect(filed).toMatchObject({ stage: 'receive', statusUrl: `/track/${filed.receipt}` })
  expect(filed.receipt).toMatch(/^20260302-\d{5}-\d{6}$/)
  expect(filed.enquiryCode).toMatch(/^[2-9A-HJKMNP-Z]{10}$/)
  const id = await registrar.finds(filed)
  expect((await registrar.opens(id)).clock).toMatchObject({ status: 'awaitingConfirmation', receivedOn: null })

  office.itIs('2026-03-03')
  let shown = await registrar.records(id, CONFIRMED)
  expect(shown.clock).toMatchObject({ status: 'running', receivedOn: '2026-03-03', dueOn: '2026-03-31' })
  shown = await registrar.records(id, { type: 'registered' })
  expect(shown).toMatchObject({ stage: 'register', number: '2026-0001' })
  expect(shown.letters.map((l: { title: string }) => l.title)).toEqual(['政府信息公开申请登记回执'])

  shown = await head.records(id, ASSIGNED)
  expect(shown).toMatchObject({ stage: 'review', unit: '政府信息公开科', handler: '示例·承办人' })

  office.itIs('2026-03-10')
  await handler.records(id, SEARCHED)
  await handler.records(id, SECRECY)
  await handler.records(id, DRAFTED)
  shown = await counsel.records(id, FAILED)
  expect(shown.stage).toBe('review')
  await handler.records(id, DRAFTED)
  shown = await counsel.records(id, PASSED)
  expect(shown).toMatchObject({ stage: 'reply', outcome: null })

  office.itIs('2026-03-12')
  shown = await signer.records(id, SIGNED)
  expect(shown.outcome).toBe('disclosed')
  const reply = shown.letters.at(-1)
  expect(reply).toMatchObject({ title: '政府信息公开申请答复书', number: '云政依复〔2026〕1号', kind: 'reply' })
  expect((await citizen.follows(filed)).letters, 'not yet served').not.toContainEqual(
    expect.objectContaining({ id: reply.id }),
  )
  expect((await citizen.looksAt(filed, `/letters/${reply.id}`)).status).toBe(404)

  shown = await registrar.records(id, SERVED)
  expect(shown.clock).toMatchObject({ status: 'settled', settledOn: '2026-03-12', inTime: true })
  const pdf = await citizen.looksAt(filed, `/letters/${reply.id}`)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')

  shown = await archivist.records(id, ARCHIVED)
  expect(shown.stage).toBe('archive')
  expect(types(shown.facts)).toEqual([
    'submitted',
    'confirmed',
    'registered',
    'letterMade',
    'sent',
    'received',
    'assigned',
    'searched',
    'secrecyReviewed',
    'replyDrafted',
    'replyReviewed',
    'replyDrafted',
    'replyReviewed',
    'replySigned',
    'letterMade',
    'replyServed',
    'received',
    'archived',
  ])
  expect(shown.facts.map((fact: { by: string }) => fact.by)).toEqual([
    'applicant',
    ...['registrar', 'registrar', 'registrar'].map((name) => `staff:${name}`),
    ...['system', 'system'],
    ...['head', 'handler', 'handler', 'handler'].map((name) => `staff:${name}`),
    ...['counsel', 'handler', 'counsel', 'signer', 'signer', 'registrar'].map((name) => `staff:${name}`),
    ...['system', 'staff:archivist'],
  ])
  for (const [i, fact] of shown.facts.entries()) {
    expect(fact.position).toBe(i + 1)
    expect(fact.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(fact.at).toMatch(/^2026-03-\d\dT01:30:00\.000Z$/)
  }
})

/** A case in the hands of the handler, on Wednesday the fourth. */
async function assigned(content?: unknown) {
  office.itIs('2026-03-04')
  return office.caseUntil('assigned', content)
}

async function answered(id: string, draft: { type: string; [field: string]: unknown }) {
  const { handler, counsel, signer, registrar, archivist } = office
  await handler.records(id, draft)
  await counsel.records(id, PASSED)
  const shown = await signer.records(id, SIGNED)
  await registrar.records(id, { ...SERVED, how: 'post', trackingNumber: 'XA000000000' })
  await archivist.records(id, ARCHIVED)
  return shown
}

describe('the other outcomes', () => {
  test('notHeld: only after a search, and the letter says where and for what was searched', async () => {
    const { id } = await assigned()
    const draft = { type: 'replyDrafted', outcome: 'notHeld', fields: {} }
    const refused = await office.handler.tries(id, draft)
    expect(refused.status).toBe(409)
    expect(refused.json).toMatchObject({ code: 'SEARCH_NOT_RECORDED', article: '条例第三十六条第（四）项' })
    await office.handler.records(id, { ...SEARCHED, found: false })
    const shown = await answered(id, draft)
    expect(shown.outcome).toBe('notHeld')
    expect(shown.letters.at(-1).title).toBe('政府信息不存在答复书')
  })

  test.each([
    ['unknown', {}, 'notThisAgency'],
    ['known', { responsibleAgency: '云溪区教育局', responsibleContact: '0000-0000004' }, 'notThisAgencyKnown'],
  ])('notThisAgency: the responsible agency is %s', async (_, fields, template) => {
    const { id } = await assigned()
    const shown = await answered(id, { type: 'replyDrafted', outcome: 'notThisAgency', fields })
    expect(shown.outcome).toBe('notThisAgency')
    const made = shown.facts.findLast((fact: { type: string }) => fact.type === 'letterMade')
    expect(made.template).toBe(template)
  })

  test('notThisAgency: an agency without the way to reach it is refused when drafted, by the name of the field', async () => {
    const { id } = await assigned()
    const draft = { type: 'replyDrafted', outcome: 'notThisAgency', fields: { responsibleAgency: '云溪区教育局' } }
    const before = await office.standing(id)
    const answer = await office.handler.tries(id, draft)
    expect(answer.status).toBe(422)
    expect(answer.json.errors).toEqual([expect.objectContaining({ field: 'fields.responsibleContact' })])
    expect(await office.standing(id)).toBe(before)
  })

  test('internalAffairs: the reasons are the drafter’s, and required', async () => {
    const { id } = await assigned(organisation())
    await office.handler.records(id, EXAMINED)
    const without = await office.handler.tries(id, { type: 'replyDrafted', outcome: 'internalAffairs', fields: {} })
    expect(without.json).toMatchObject({
      status: 422,
      errors: [{ field: 'fields.reasons', code: 'REASONS_MISSING' }],
    })
    const fields = { reasons: '该会议记录属于本机关内部工作流程方面的信息，不对外产生直接影响。' }
    const shown = await answered(id, { type: 'replyDrafted', outcome: 'internalAffairs', fields })
    expect(shown.outcome).toBe('internalAffairs')
  })

  test('correctionLapsed: asked to correct, silent past the day, found lapsed, no longer handled', async () => {
    office.itIs('2026-03-04')
    const filed = await office.caseUntil('registered')
    const { handler, citizen } = office
    let shown = await handler.records(filed.id, CORRECTION)
    expect(shown.clock.status).toBe('waiting')
    expect(shown.letters.at(-1)).toMatchObject({ title: '政府信息公开申请补正告知书' })
    expect((await citizen.follows(filed)).may).toContain('corrected')

    const lapse = { type: 'correctionLapsed', finding: '申请人收到补正告知后，无正当理由逾期未补正。' }
    office.itIs('2026-03-20')
    expect((await handler.tries(filed.id, lapse)).json).toMatchObject({ code: 'CORRECTION_PERIOD_RUNNING' })
    office.itIs('2026-03-21')
    await handler.records(filed.id, lapse)
    shown = await answered(filed.id, { type: 'replyDrafted', outcome: 'correctionLapsed', fields: {} })
    expect(shown.outcome).toBe('correctionLapsed')
    expect(shown.letters.at(-1).title).toBe('政府信息公开申请不再处理告知书')
  })

  test('correctionLapsed cannot be drafted where nobody found a lapse', async () => {
    const { id } = await assigned()
    const answer = await office.handler.tries(id, { type: 'replyDrafted', outcome: 'correctionLapsed', fields: {} })
    expect(answer.status).toBe(409)
    expect(answer.json).toMatchObject({ code: 'CORRECTION_NOT_LAPSED', article: '条例第三十条' })
  })
})

describe('on the way', () => {
  test('a correction restarts the clock from the day it came in', async () => {
    office.itIs('2026-03-04')
    const filed = await office.caseUntil('registered')
    await office.registrar.records(filed.id, CORRECTION)
    office.itIs('2026-03-11')
    const seen = await office.citizen.records(filed, { type: 'corrected', text: '时间范围为2023年至2025年。' })
    expect(seen.clock).toMatchObject({ status: 'running', dueOn: '2026-04-09' })
    const shown = await office.registrar.opens(filed.id)
    expect(shown.stage).toBe('register')
    const again = await office.handler.tries(filed.id, CORRECTION)
    expect(again.json).toMatchObject({ status: 409, code: 'CORRECTION_ONCE' })
  })

  test('a correction asked for after assignment returns to the handler', async () => {
    const filed = await assigned()
    await office.handler.records(filed.id, CORRECTION)
    const shown = await office.registrar.records(filed.id, { type: 'corrected', text: '申请人到场说明。' })
    expect(shown).toMatchObject({ stage: 'review', status: 'running' })
  })

  test('an extension moves the day, makes its notice, and happens once', async () => {
    const { id } = await assigned()
    const extended = { type: 'extended', workingDays: 10, reason: '信息数量较多。', approvedBy: '示例·公开办主任' }
    const before = (await office.head.opens(id)).clock.dueOn
    expect(before).toBe('2026-04-01')
    const shown = await office.head.records(id, extended)
    expect(shown.clock.dueOn).toBe('2026-04-16')
    expect(shown.letters.at(-1).title).toBe('政府信息公开申请延期答复告知书')
    const again = await office.head.tries(id, extended)
    expect(again.json).toMatchObject({ status: 409, code: 'EXTENDED_ONCE', article: '条例第三十三条第二款' })
    expect(again.json.allowed).not.toContain('extended')
  })

  test('an extension after the last day is refused', async () => {
    const { id } = await assigned()
    office.itIs('2026-04-02')
    const late = { type: 'extended', workingDays: 5, reason: '需要更多时间。', approvedBy: '示例·公开办主任' }
    expect((await office.head.tries(id, late)).json).toMatchObject({ status: 409, code: 'EXTENDED_AFTER_EXPIRY' })
  })

  test('what the applicant withdraws goes to the archive, and nothing else may be recorded', async () => {
    const filed = await assigned()
    const seen = await office.citizen.records(filed, { type: 'withdrawn', why: '已经从其他渠道获得。' })
    expect(seen).toMatchObject({ stage: 'reply', may: ['contactChanged'] })
    const shown = await office.handler.opens(filed.id)
    expect(shown).toMatchObject({ stage: 'reply', outcome: 'other' })
    expect((await office.citizen.tries(filed, { type: 'withdrawn', why: '再次' })).status).toBe(409)
    expect((await office.handler.tries(filed.id, SEARCHED)).status).toBe(409)
    expect((await office.archivist.records(filed.id, ARCHIVED)).stage).toBe('archive')
  })

  test('a note and a file may be put on record at any time, the archive included', async () => {
    const { id } = await office.caseUntil('archived')
    const content = '%PDF-1.4\n%%EOF\n'
    const { files } = (await office.archivist.adds(id, [{ name: '送达回证.pdf', content }])).json
    expect(files).toEqual([expect.objectContaining({ name: '送达回证.pdf', type: 'application/pdf' })])
    const shown = await office.archivist.records(id, { type: 'fileAdded', files: [files[0].id] })
    expect(shown.facts.at(-1)).toMatchObject({ type: 'fileAdded', files: [files[0].id] })
    const got = await office.counsel.gets(shown.files[0].url)
    expect(got.text).toBe(content)
    expect(got.headers['content-disposition']).toMatch(/^attachment/)
    await office.counsel.records(id, { type: 'noted', text: '复议机关调卷。' })
  })

  test('a signed reply cannot be returned; an unsigned one can, by the signer', async () => {
    const { id } = await office.caseUntil('replyReviewed')
    const back = await office.signer.records(id, { type: 'replyReturned', why: '请核对附件。' })
    expect(back.stage).toBe('review')
    await office.goes(id, 'secrecyReviewed', 'replySigned')
    const refused = await office.signer.tries(id, { type: 'replyReturned', why: '太迟。' })
    expect(refused.json).toMatchObject({ status: 409, code: 'FACT_NOT_ALLOWED' })
    expect(refused.json.allowed).toContain('replyServed')
  })

  test('paper comes in at the counter: the day it was handed in is the day of receipt', async () => {
    office.itIs('2026-03-04')
    const { registrar } = office
    const entered = await registrar.enters({
      ...application(),
      channel: 'counter',
      on: '2026-03-02',
      evidence: '收件登记簿2026年第12号',
    })
    expect(entered).toMatchObject({ channel: 'counter', submittedOn: '2026-03-02', stage: 'receive' })
    expect(entered.enquiryCode).toMatch(/^[2-9A-HJKMNP-Z]{10}$/)
    expect(entered.clock).toMatchObject({ receivedOn: '2026-03-02', dueOn: '2026-03-30', status: 'running' })
    const confirmed = await registrar.tries(entered.id, CONFIRMED)
    expect(confirmed.json).toMatchObject({ status: 409, code: 'NO_CONFIRMATION_NEEDED' })
    expect((await registrar.records(entered.id, { type: 'registered' })).stage).toBe('register')
  })

  test('a day before today needs what shows it; a day after today is nobody’s to record', async () => {
    office.itIs('2026-03-04')
    const { id } = await office.caseUntil('submitted')
    office.itIs('2026-03-06')
    const { registrar } = office
    const bare = await registrar.tries(id, { ...CONFIRMED, on: '2026-03-05' })
    expect(bare.json).toMatchObject({ status: 422, errors: [{ field: 'evidence', code: 'EVIDENCE_MISSING' }] })
    const future = await registrar.tries(id, { ...CONFIRMED, on: '2026-03-07', evidence: '通话记录' })
    expect(future.json).toMatchObject({ status: 422, errors: [{ field: 'on', code: 'IN_FUTURE' }] })
    const shown = await registrar.records(id, { ...CONFIRMED, on: '2026-03-05', evidence: '通话记录' })
    expect(shown.clock.receivedOn).toBe('2026-03-05')
    const early = await registrar.tries(id, { type: 'registered', on: '2026-03-04', evidence: '登记簿' })
    expect(early.json).toMatchObject({ status: 409, code: 'BEFORE_RECEIPT' })
  })
})
