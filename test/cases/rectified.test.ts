/** 更正 is no second door: what is refused of a fact is refused of what stands in its place. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pdf } from '../leaving/files.ts'
import { DRAFTED, type Office, openOffice, PASSED, SECRECY, SIGNED } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Told = { type: string; position: number; by: string }
const at = (facts: Told[], type: string) => facts.findLast((fact) => fact.type === type)!.position
const rectified = (position: number, replacement?: object) => ({
  ...{ type: 'rectified', position, why: '录入有误。', approvedBy: '示例·公开办主任' },
  ...(replacement && { replacement }),
})
/** What the head is told who tries to put something else in the place of the last fact of this type. */
async function triesInPlaceOf(type: string, id: string, replacement?: object) {
  const { facts } = await office.head.opens(id)
  const { status, json } = await office.head.tries(id, rectified(at(facts, type), replacement))
  return [
    status,
    json.code,
    ...(json.errors?.map(({ field, code }: Record<string, string>) => `${field} ${code}`) ?? []),
  ]
}
const added = async (id: string, ...contents: Buffer[]) => {
  const files = contents.map((content) => ({ name: '补偿方案.pdf', content }))
  return ((await office.handler.adds(id, files)).json.files as { id: string }[]).map((file) => file.id)
}
const giving = (...files: string[]) => ({ outcome: 'disclosed', fields: {}, files })
/** A draft that gives a file of ours. */
async function drafted(filed?: string) {
  const id = filed ?? (await office.caseUntil('secrecyReviewed')).id
  const [ours] = await added(id, pdf())
  await office.handler.records(id, { type: 'replyDrafted', ...giving(ours!) })
  return id
}

test('a note becomes neither a signature nor a withdrawal, an extension or another address', async () => {
  const { id } = await office.caseUntil('replyReviewed')
  await office.head.records(id, { type: 'noted', text: '备注。' })
  const before = await office.standing(id)
  for (const replacement of [
    SIGNED,
    { type: 'withdrawn', why: '不再需要。' },
    { type: 'extended', workingDays: 20, reason: '数量较多。', approvedBy: '主任' },
    { type: 'contactChanged', email: 'another@example.cn' },
    SECRECY,
  ])
    expect(await triesInPlaceOf('noted', id, replacement), replacement.type).toEqual([409, 'REPLACEMENT_TYPE'])
  expect(await office.standing(id)).toBe(before)
  expect(await triesInPlaceOf('noted', id, { text: '备注，已经改正。' })).toEqual([201, undefined])
})

test('nobody reviews, signs or speaks in the name of another; the signature keeps its number and its files', async () => {
  const { id } = await office.caseUntil('replySigned')
  const before = await office.standing(id)
  expect(await triesInPlaceOf('replySigned', id, { on: '2026-03-02' })).toEqual([409, 'ANOTHERS_WORDS'])
  expect(await triesInPlaceOf('replyReviewed', id, { passed: true, opinion: '同意。' })).toEqual([
    409,
    'ANOTHERS_WORDS',
  ])
  expect(await office.standing(id)).toBe(before)
  expect(await triesInPlaceOf('replySigned', id)).toEqual([201, undefined])
})

test('what the system recorded is neither struck nor replaced, whatever its type', async () => {
  const { id } = await office.caseUntil('registered')
  const { facts } = (await office.head.opens(id)) as { facts: Told[] }
  const proofs = ['letterMade', 'sent', 'received']
  expect(facts.map(({ type }) => type)).toEqual(expect.arrayContaining(proofs))
  for (const type of proofs) {
    expect(await triesInPlaceOf(type, id), type).toEqual([409, 'RECTIFIES_SYSTEM'])
    expect(await triesInPlaceOf(type, id, { how: 'post' }), type).toEqual([409, 'RECTIFIES_SYSTEM'])
  }
})

test('a draft put right gives no file that a draft may not give', async () => {
  const brought = [{ name: '身份证明.png', content: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }]
  const filed = await office.citizen.files(application(), { files: brought })
  const id = await office.registrar.finds(filed)
  await office.goes(id, 'submitted', 'secrecyReviewed')
  const [theirs] = (await office.handler.opens(id)).files
  await drafted(id)
  const [foreign] = await added((await office.caseUntil('assigned')).id, pdf())
  const before = await office.standing(id)
  const invalid = (code: string) => [422, 'INVALID', `replacement.files ${code}`]
  expect(await triesInPlaceOf('replyDrafted', id, giving(theirs.id))).toEqual(invalid('NOT_FOR_RELEASE'))
  expect(await triesInPlaceOf('replyDrafted', id, giving(foreign!))).toEqual(invalid('NO_SUCH_FILE'))
  expect(await office.standing(id)).toBe(before)
})

test('nothing is put on a day that has not come', async () => {
  office.itIs('2026-03-04')
  const { id } = await office.caseUntil('replyDrafted')
  const { type: _, ...draft } = DRAFTED
  const future = [422, 'INVALID', 'replacement.on IN_FUTURE']
  expect(await triesInPlaceOf('replyDrafted', id, { ...draft, on: '2030-01-02' })).toEqual(future)
  expect(await triesInPlaceOf('submitted', id, { on: '2030-01-02' })).toEqual(future)
})

test('a file that is exchanged between review and signature is another answer, under whatever name', async () => {
  office.itIs('2026-03-05')
  const id = await drafted()
  await office.counsel.records(id, { ...PASSED, acknowledged: true })
  const [other] = await added(id, Buffer.concat([pdf(), Buffer.from('\n%\n')]))
  expect(await triesInPlaceOf('replyDrafted', id, giving(other!))).toEqual([201, undefined])
  expect((await office.signer.tries(id, SIGNED)).json.code).toBe('CHANGED_SINCE_REVIEW')
  await office.head.records(id, rectified(at((await office.head.opens(id)).facts, 'replyReviewed')))
  await office.counsel.opensGiven(id)
  await office.counsel.records(id, { ...PASSED, acknowledged: true })
  await office.signer.opensGiven(id)
  const { facts } = await office.signer.records(id, SIGNED)
  expect(facts.find(({ type }: Told) => type === 'replySigned').given).toMatchObject([{ file: other }])
})
