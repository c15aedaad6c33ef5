/** 一并答复: several applications of one applicant, one letter; each case keeps its own ledger, clock and proof. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { templateFrom, textOf } from '../../src/documents/index.ts'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { letterFrom } from '../../src/letters/together-letter.ts'
import { pdf } from '../leaving/files.ts'
import { asForm, asUpload, cookiesOf, send } from '../support/api.ts'
import { type Office, ON_PAPER, openOffice, PASSED, SEARCHED, SERVED, SIGNED } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'
import { blanksIn } from '../support/sealed.ts'

// Whole ways of many cases, on a machine that may be busy.

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Fact = { type: string; position: number; together?: string[] }
type Letter = {
  id: string
  title: string
  kind: string
  number: string | null
  sha256: string
  voided?: true
  url: string
}
const DISCLOSED = { outcome: 'disclosed', fields: { ...ON_PAPER, content: '有关批复随本答复书一并提供。' } }
const ABSENT = { ...SEARCHED, found: false, terms: ['示例路项目批复'] }
const RECTIFIED = { type: 'rectified', why: '签发有误。', approvedBy: '示例·公开办主任' }

let persons = 500
/** So many applications of one person on one matter, each ready for its draft unless `until` says otherwise. */
async function applicationsOf(how: number, until = 'secrecyReviewed') {
  const applicant = { name: '王五', idNumber: residentNumber(++persons) }
  const cases = []
  for (let i = 1; i <= how; i++) {
    const request = { title: `示例路项目第${i}期批复`, description: `申请公开示例路项目第${i}期的批复文件。` }
    cases.push(await office.caseUntil(until, application({ applicant, request })))
  }
  const numbers = await Promise.all(cases.map(async ({ id }) => (await office.registrar.opens(id)).number as string))
  return { cases, ids: cases.map(({ id }) => id), numbers }
}

const drafts = (id: string, cases: string[], more: object = DISCLOSED, how: object = {}) =>
  office.handler.posts(`/api/v1/cases/${id}/together`, 'draft', { cases, ...more }, how)
const typesOf = async (id: string) => (await office.registrar.opens(id)).facts.map(({ type }: Fact) => type)
const replyIn = async (id: string): Promise<Letter> =>
  (await office.registrar.opens(id)).letters.findLast(({ kind }: Letter) => kind === 'reply')
const standings = (ids: string[]) => Promise.all(ids.map(office.standing))
const lastOf = (facts: Fact[], type: string) => facts.findLast((fact) => fact.type === type)!.position

test('one draft, one review, one signature, one number, one PDF; and in each case all of it', async () => {
  const { cases, ids, numbers } = await applicationsOf(3)
  const [a, b, c] = ids as [string, string, string]
  expect((await drafts(a, [b, c])).json).toEqual({ together: numbers })
  await office.counsel.records(b, PASSED)
  await office.signer.records(c, SIGNED)

  const replies = await Promise.all(ids.map(replyIn))
  expect(new Set(replies.map(({ number }) => number)).size, 'one number').toBe(1)
  expect(new Set(replies.map(({ sha256 }) => sha256)).size, 'one PDF').toBe(1)
  expect(new Set(replies.map(({ id }) => id)).size, 'one entry on each file').toBe(3)
  for (const id of ids) {
    const { facts } = await office.registrar.opens(id)
    expect(facts.find(({ type }: Fact) => type === 'replyDrafted').together).toEqual(numbers)
    expect(facts.slice(-4).map(({ type }: Fact) => type)).toEqual([
      'replyDrafted',
      'replyReviewed',
      'replySigned',
      'letterMade',
    ])
  }
  const [kept] = await office.sql`select agency_id, case_id, id, sealed from letters where id = ${replies[0]!.id}`
  const { members } = blanksIn(office, kept!)
  expect(members.map((data: { case: { number: string } }) => data.case.number)).toEqual(numbers)

  await office.registrar.records(a, { ...SERVED, how: 'post', trackingNumber: 'SL-1' })
  for (const filed of cases) {
    const { letters, stage, clock } = await office.citizen.follows(filed)
    expect([stage, clock.status, letters.at(-1).sha256]).toEqual(['reply', 'settled', replies[0]!.sha256])
  }
  const register = (await office.counsel.gets('/api/v1/numbers')).json.numbers[0]
  expect(register).toMatchObject({ number: replies[0]!.number, voided: false })
  expect(register.cases.map(({ number }: { number: string }) => number)).toEqual(numbers)
  for (const id of ids) {
    await office.archivist.records(id, { type: 'archived', retention: '10年' })
    expect(verifyBundle((await office.registrar.gets(`/api/v1/cases/${id}/evidence`)).bytes)).toMatchObject({
      ok: true,
    })
    const again = await office.registrar.gets(`/api/v1/cases/${id}/letters/${(await replyIn(id)).id}/reprint`)
    expect(again.json).toMatchObject({ identical: true })
  }
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('what lists the others says which can join, which cannot, and why', async () => {
  const { ids, numbers } = await applicationsOf(2)
  const applicant = { name: '王五', idNumber: residentNumber(persons) }
  const early = await office.caseUntil('registered', application({ applicant }))
  const bare = await office.caseUntil('assigned', application({ applicant }))
  await office.caseUntil('assigned') // somebody else's
  const view = (await office.handler.gets(`/api/v1/cases/${ids[0]}/together`)).json
  expect(view).toMatchObject({ id: ids[0], number: numbers[0], mayDraft: true })
  const of = (id: string) => view.others.find((other: { id: string }) => other.id === id)
  expect(view.others).toHaveLength(3)
  expect(of(ids[1]!)).toMatchObject({ why: [], lacks: [] })
  expect(of(early.id).why).toEqual([expect.stringContaining('“登记”环节')])
  expect(of(bare.id).why).toEqual([])
  expect(of(bare.id).lacks).toContainEqual({
    says: expect.stringContaining('保密审查'),
    outcomes: expect.arrayContaining(['予以公开']),
  })
  const page = await office.handler.gets(`/cases/${ids[0]}/together`)
  expect(page.text).toContain(numbers[1])
  expect((await office.handler.gets(`/cases/${ids[0]}`)).text).toContain(`/cases/${ids[0]}/together`)
})

test('chosen on the page and drafted there; what is refused comes back with everything that was typed', async () => {
  const { ids, numbers } = await applicationsOf(2)
  const applicant = { name: '王五', idNumber: residentNumber(persons) }
  const bare = await office.caseUntil('assigned', application({ applicant }))
  const url = `/cases/${ids[0]}/together`
  const signIn = asForm({ username: 'handler', password: PASSWORD, next: url })
  const cookie = cookiesOf(await send(office.app, { method: 'POST', url: '/sign-in', ...signIn }))
  const page = await send(office.app, { url, headers: { cookie } })
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)![1]!
  const draft = {
    csrf: hidden('csrf'),
    idempotencyKey: hidden('idempotencyKey'),
    outcome: 'disclosed',
    'fields.paper': ON_PAPER.paper,
    [`case-${ids[1]}`]: 'yes',
  }
  const posts = (fields: Record<string, string>) => {
    const { headers, payload } = asForm(fields)
    return send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
  }
  const refused = await posts({ ...draft, [`case-${bare.id}`]: 'yes' })
  expect(refused.status).toBe(409)
  for (const kept of ['公开前须经保密审查', ON_PAPER.paper]) expect(refused.text).toContain(kept)
  expect(refused.text.match(/type="checkbox"[^>]* checked/g)).toHaveLength(2)
  expect((await posts({ ...draft, csrf: 'x' })).status).toBe(403)
  const drafted = await posts(draft)
  expect([drafted.status, drafted.headers.location]).toEqual([303, `/cases/${ids[0]}`])
  expect((await office.counsel.gets(`/cases/${ids[0]}`)).text).toContain(`本稿与登记编号 ${numbers[1]} 一并答复`)
  expect((await office.counsel.gets(`/cases/${ids[1]}/draft`)).text).toContain(`本稿与登记编号 ${numbers[0]} 一并答复`)
})

test('files chosen on the page stay with it when it is refused, and go on file in each case', async () => {
  const { ids } = await applicationsOf(2)
  const applicant = { name: '王五', idNumber: residentNumber(persons) }
  const bare = await office.caseUntil('assigned', application({ applicant }))
  const url = `/cases/${ids[0]}/together`
  const signIn = asForm({ username: 'handler', password: PASSWORD, next: url })
  const cookie = cookiesOf(await send(office.app, { method: 'POST', url: '/sign-in', ...signIn }))
  const page = await send(office.app, { url, headers: { cookie } })
  const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!
  const draft = { csrf: hidden(page.text, 'csrf'), outcome: 'disclosed', [`case-${ids[1]}`]: 'yes' }
  const refusedForm = asUpload({ ...draft, [`case-${bare.id}`]: 'yes' }, [
    { field: 'uploads', name: '批复.pdf', content: pdf({ info: '/Author (Li Si)' }) },
  ])
  const posts = ({ headers, payload }: ReturnType<typeof asUpload> | ReturnType<typeof asForm>) =>
    send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
  const refused = await posts(refusedForm)
  expect([refused.status, refused.text.includes('批复.pdf')]).toEqual([409, true])
  const drafted = await posts(asForm({ ...draft, basket: hidden(refused.text, 'basket') }))
  expect(drafted.status).toBe(303)
  const given = await Promise.all(ids.map(async (id) => (await office.counsel.opens(id)).given.files))
  expect(given.map(([file]) => file.name)).toEqual(['批复.pdf', '批复.pdf'])
  expect(given[0][0].id).toBe(given[1][0].id)
  // It is one file: who opened it in one case has opened it for all.
  const passes = { ...PASSED, acknowledged: true }
  expect((await office.counsel.tries(ids[1]!, passes)).json.code).toBe('FILES_NOT_OPENED')
  await office.counsel.opensGiven(ids[0]!)
  await office.counsel.records(ids[1]!, passes)
  await office.signer.opensGiven(ids[1]!)
  await office.signer.records(ids[0]!, SIGNED)
})

test('one letter for several applications takes no matters: by a code of its own, with what to do', async () => {
  const { ids } = await applicationsOf(2)
  const [a, b] = ids as [string, string]
  const before = await standings(ids)
  const items = [{ matter: '第1期批复', outcome: 'disclosed', fields: ON_PAPER }]
  const answer = await office.handler.posts(`/api/v1/cases/${a}/together`, 'draft', { cases: [b], items })
  expect([answer.status, answer.json.code]).toEqual([409, 'TOGETHER_ITEMS'])
  expect(answer.text).toContain('逐件用“分几项答复”拟稿')
  expect(await standings(ids)).toEqual(before)
})

test('who is not ready is named, and nothing is recorded anywhere', async () => {
  const { ids, numbers } = await applicationsOf(2)
  const [a, b] = ids as [string, string]
  const applicant = { name: '王五', idNumber: residentNumber(persons) }
  const bare = await office.caseUntil('assigned', application({ applicant }))
  const bareNumber = (await office.registrar.opens(bare.id)).number
  const stranger = await office.caseUntil('secrecyReviewed')
  const renamed = await office.caseUntil(
    'secrecyReviewed',
    application({ applicant: { ...applicant, name: '王小五' } }),
  )
  const early = await office.caseUntil('submitted', application({ applicant }))
  const before = await standings([a, b, bare.id, stranger.id])
  const refusals: [string[], object, number, string, string][] = [
    [[b, bare.id], DISCLOSED, 409, 'SECRECY_NOT_REVIEWED', `登记编号${bareNumber}：`],
    [[stranger.id], DISCLOSED, 409, 'TOGETHER_REFUSED', '不是同一申请人'],
    [[renamed.id], DISCLOSED, 409, 'TOGETHER_REFUSED', '申请人与其他各件不完全相同'],
    [[early.id], DISCLOSED, 409, 'TOGETHER_REFUSED', '尚未登记'],
    [['00000000-0000-4000-8000-000000000000'], DISCLOSED, 422, 'INVALID', ''],
    [[], DISCLOSED, 422, 'INVALID', ''],
    [[a], DISCLOSED, 422, 'INVALID', ''],
    [['x'], DISCLOSED, 422, 'INVALID', ''],
    [[b], { outcome: 'nothing', fields: {} }, 422, 'INVALID', ''],
    [[b], { outcome: 'internalAffairs', fields: {} }, 409, 'NOT_EXAMINED', ''],
    [[b], { ...DISCLOSED, together: ['2026-0001'] }, 422, 'INVALID', ''],
  ]
  for (const [cases, draft, status, code, says] of refusals) {
    const answer = await drafts(a, cases, draft)
    expect([answer.status, answer.json.code, cases], answer.text).toEqual([status, code, cases])
    expect(answer.text).toContain(says)
  }
  const own = { type: 'replyDrafted', ...DISCLOSED, together: numbers }
  expect((await office.handler.tries(a, own)).status, 'only the house writes it').toBe(422)
  expect(
    (await office.registrar.posts(`/api/v1/cases/${a}/together`, 'draft', { cases: [b], ...DISCLOSED })).status,
  ).toBe(403)
  expect(await standings([a, b, bare.id, stranger.id])).toEqual(before)
})

test('searches that differ stand in the letter one after the other; what is alike stands once', async () => {
  const { ids, numbers } = await applicationsOf(2, 'assigned')
  const [a, b] = ids as [string, string]
  await office.handler.records(a, { ...ABSENT, places: ['公文管理系统', '收发文登记簿'] })
  await office.handler.records(b, { ...ABSENT, places: ['项目档案室', '收发文登记簿'] })
  await drafts(a, [b], { outcome: 'notHeld', fields: { reasons: '该项目未立项。' } })
  const preview = await office.counsel.gets(`/api/v1/letters/preview?template=notHeld&case=${b}`)
  expect([preview.status, preview.headers['content-type']]).toEqual([200, 'application/pdf'])
  await office.counsel.records(a, PASSED)
  await office.signer.records(a, SIGNED)
  const { id } = await replyIn(a)
  const [kept] = await office.sql`
    select l.agency_id, l.case_id, l.id, l.sealed, t.source from letters l join templates t using (digest) where l.id = ${id}`
  const lines = textOf(letterFrom(templateFrom(kept!.source), blanksIn(office, kept!)))
  const at = (says: string) => lines.findIndex((line) => line.includes(says))
  const order = [numbers[0]!, '第1期', '公文管理系统', numbers[1]!, '第2期', '项目档案室', '该项目未立项'].map(at)
  expect(order).toEqual(order.toSorted((x, y) => x - y))
  expect(order).not.toContain(-1)
  expect(lines.filter((line) => line.includes('该项目未立项'))).toHaveLength(1)
  expect(lines.filter((line) => line.includes('王五'))).toHaveLength(1)
})

test('an error in one of them stops all; who answers for it is recorded there, and not where there is none', async () => {
  const { ids, numbers } = await applicationsOf(2, 'assigned')
  const [a, b] = ids as [string, string]
  await office.handler.records(a, ABSENT)
  const note = '检索依照《最高人民法院关于审理政府信息公开行政案件若干问题的规定》（法释〔2011〕17号）进行。'
  await office.handler.records(b, { ...ABSENT, note })
  await drafts(a, [b], { outcome: 'notHeld', fields: {} })
  await office.counsel.records(a, PASSED)
  const stopped = await office.signer.tries(a, SIGNED)
  expect([stopped.status, stopped.json.code]).toEqual([409, 'LETTER_FAULTY'])
  expect(stopped.text).toContain(`登记编号${numbers[1]}`)
  const override = { approvedBy: '示例·分管负责人', reason: '已核对，照此签发。' }
  await office.signer.records(a, { ...SIGNED, override })
  const signed = async (id: string) =>
    (await office.registrar.opens(id)).facts.find(({ type }: Fact) => type === 'replySigned')
  expect([(await signed(a)).override, (await signed(b)).override]).toEqual([undefined, override])
  const { ids: clean } = await applicationsOf(2)
  await drafts(clean[0]!, [clean[1]!])
  await office.counsel.records(clean[0]!, PASSED)
  const needless = await office.signer.tries(clean[1]!, { ...SIGNED, override })
  expect([needless.status, needless.json.errors?.[0].code]).toEqual([422, 'NOTHING_TO_OVERRIDE'])
})

test('returned once, it is returned in all; the rest can be drafted again, without the one that is taken out', async () => {
  const { ids, numbers } = await applicationsOf(3)
  const [a, b, c] = ids as [string, string, string]
  await drafts(a, [b, c])
  await office.counsel.records(a, { type: 'replyReviewed', passed: false, opinion: '第三期另行答复。' })
  for (const id of ids) expect((await office.registrar.opens(id)).stage).toBe('review')
  expect((await drafts(a, [b])).json.together).toEqual(numbers.slice(0, 2))
  await office.handler.records(c, { type: 'replyDrafted', ...DISCLOSED })
  await office.counsel.records(a, PASSED)
  expect((await typesOf(c)).at(-1), 'alone again').toBe('replyDrafted')
  await office.signer.records(b, { type: 'replyReturned', why: '请改一处文字。' })
  expect([(await typesOf(a)).at(-1), (await typesOf(b)).at(-1)]).toEqual(['replyReturned', 'replyReturned'])
  expect((await typesOf(c)).at(-1)).toBe('replyDrafted')
})

test('one that left by itself stops review and signature by its number; a return frees the others', async () => {
  const { ids, numbers, cases } = await applicationsOf(3)
  const [a, b, c] = ids as [string, string, string]
  await drafts(a, [b, c])
  await office.handler.records(b, { type: 'replyDrafted', ...DISCLOSED }) // drafted alone
  const before = await standings(ids)
  const stopped = await office.counsel.tries(a, PASSED)
  expect([stopped.status, stopped.json.code]).toEqual([409, 'TOGETHER_REFUSED'])
  expect(stopped.text).toContain(numbers[1])
  expect(await standings(ids)).toEqual(before)
  const taken = await drafts(b, [c])
  expect(taken.text).toContain(`已与登记编号${numbers[0]}`)
  await office.counsel.records(a, { type: 'replyReturned', why: '第二件另行答复。' })
  expect((await drafts(a, [c])).status).toBe(201)
  await office.counsel.records(c, PASSED)
  await office.citizen.records(cases[2]!, { type: 'withdrawn', why: '不再需要。' })
  const withdrawn = await office.signer.tries(a, SIGNED)
  expect([withdrawn.status, withdrawn.json.code]).toEqual([409, 'FACT_NOT_ALLOWED'])
  expect(withdrawn.text).toContain(`登记编号${numbers[2]}`)
  expect((await replyIn(a))?.number).toBeUndefined()
})

test('a signature struck in one case takes that case out: its letter is void there, the number stays with the others', async () => {
  const { ids, numbers } = await applicationsOf(2)
  const [a, b] = ids as [string, string]
  await drafts(a, [b])
  await office.counsel.records(a, PASSED)
  const { facts } = await office.signer.records(a, SIGNED)
  await office.head.records(a, { ...RECTIFIED, position: lastOf(facts, 'replySigned') })
  expect([(await replyIn(a)).voided, (await replyIn(b)).voided]).toEqual([true, undefined])
  const [register] = (await office.counsel.gets('/api/v1/numbers')).json.numbers
  expect(register).toMatchObject({ voided: false })
  expect(register.cases.map((of: { void: object | null }) => of.void !== null)).toEqual([true, false])

  const alone = await office.signer.tries(a, SIGNED)
  expect([alone.status, alone.text.includes(numbers[1]!)], alone.text).toEqual([409, true])
  await office.registrar.records(b, SERVED)
  expect((await typesOf(a)).includes('replyServed'), 'served where it still lies').toBe(false)
  await office.signer.records(a, { type: 'replyReturned', why: '另行答复。' })
  await office.handler.records(a, { type: 'replyDrafted', ...DISCLOSED })
  await office.counsel.records(a, PASSED)
  await office.signer.records(a, SIGNED)
  expect((await replyIn(a)).number).not.toBe((await replyIn(b)).number)
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('asked twice it is done once; asked from every side at once nobody waits for ever, and each case has it once', async () => {
  const { ids } = await applicationsOf(4)
  const [a, b, c, d] = ids as [string, string, string, string]
  const same = await Promise.all([1, 2].map(() => drafts(a, [b, c, d], DISCLOSED, { key: 'draft-1' })))
  expect(same.map(({ status }) => status)).toEqual([201, 201])
  expect((await typesOf(a)).filter((type: string) => type === 'replyDrafted')).toHaveLength(1)

  const passed = await Promise.all(ids.map((id) => office.counsel.tries(id, PASSED)))
  expect(passed.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  const others = await Promise.all([1, 2, 3].map(() => office.caseUntil('replyReviewed')))
  const signed = await Promise.all([
    ...ids.toReversed().map((id) => office.signer.tries(id, SIGNED)),
    ...others.map(({ id }) => office.signer.tries(id, SIGNED)),
  ])
  expect(signed.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 409, 409, 409])
  for (const id of ids)
    expect((await typesOf(id)).filter((type: string) => type === 'replySigned' || type === 'letterMade')).toHaveLength(
      3,
    )
  const { json } = await office.counsel.gets('/api/v1/numbers')
  expect(json).toMatchObject({ missing: [], complete: true })
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})

test('drafts that overlap, at once and in any order, end with one of them whole or refused; never a deadlock', async () => {
  const { ids } = await applicationsOf(3)
  const [a, b, c] = ids as [string, string, string]
  const answers = await Promise.all([drafts(a, [b]), drafts(b, [c]), drafts(c, [a]), drafts(a, [b, c])])
  for (const { status, text } of answers) expect([201, 409], text).toContain(status)
  expect(answers.some(({ status }) => status === 201)).toBe(true)
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
