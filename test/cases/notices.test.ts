/** A notice is checked before it gets a number, and may be prepared by one person and approved by another: outside the ledger until then. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Answer, Json } from '../support/api.ts'
import { CORRECTION, MONDAY, type Office, openOffice } from '../support/house.ts'
import { type Member, needs } from '../support/people.ts'
import { blanksIn, saidIn } from '../support/sealed.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())
beforeEach(() => office.itIs(MONDAY))

const FAULTY = { ...CORRECTION, matters: ['参照法释〔2011〕17号的规定，写明所需信息的名称'] }
const OVERRIDE = { approvedBy: '示例·分管负责人', reason: '已核对，照此发出。' }
const EXTENDED = { type: 'extended', workingDays: 10, reason: '需要逐页区分处理。', approvedBy: '示例·公开办主任' }
const CONSULTED = { type: 'thirdPartyConsulted', party: '示例路项目建设有限公司' }

const noticesOf = (id: string, notice = '') => `/api/v1/cases/${id}/notices${notice && `/${notice}`}`
const prepares = (who: Member, id: string, fact: object) => who.posts(noticesOf(id), '', fact)
const prepared = async (who: Member, id: string, fact: object): Promise<Json> =>
  needs(await prepares(who, id, fact), 201, `${who.username} could not prepare`).json
/** Approves the words that are read at this moment, unless `told` names others. */
const approves = async (
  who: Member,
  id: string,
  notice: string,
  told: object = {},
  how: object = {},
): Promise<Answer> => {
  const digest = (await office.handler.gets(noticesOf(id, notice))).json.digest ?? '-'
  return who.posts(`${noticesOf(id, notice)}/approval`, '', { version: 1, digest, ...told }, how)
}
const waiting = async (id: string): Promise<Json[]> =>
  needs(await office.handler.gets(noticesOf(id)), 200, 'could not look').json.notices
const codeOf = ({ status, json }: Answer) => [status, json.code]
const fieldsOf = ({ json }: Answer) => json.errors.map(({ field, code }: Json) => `${field} ${code}`)
const rows = async (id: string) =>
  (await office.sql`select count(*)::int as n from prepared_notices where case_id = ${id}`)[0]!.n as number
const factIn = (shown: Json, type: string) => shown.facts.find((fact: Json) => fact.type === type)
/** The place of the notice's number in its series. */
const numberOf = (shown: Json, template: string): number =>
  Number(/(\d+)号$/.exec(shown.letters.find((one: Json) => one.number && one.title.includes(template)).number)![1])

describe('checked at the door', () => {
  test('a faulty notice is refused with its finding, and takes no number: the next one has no gap before it', async () => {
    const [first, second] = [await office.caseUntil('assigned'), await office.caseUntil('assigned')]
    const before = numberOf(await office.handler.records(first.id, CORRECTION), '补正')
    const standing = await office.standing(second.id)
    const refused = await office.handler.tries(second.id, FAULTY)
    expect(codeOf(refused)).toEqual([409, 'LETTER_FAULTY'])
    expect(refused.json.findings).toEqual([
      expect.objectContaining({
        rule: 'LAW_REPEALED',
        severity: 'error',
        line: expect.stringContaining('法释〔2011〕17号'),
      }),
    ])
    expect(refused.json.title).toContain('没有发出')
    expect(refused.json.allowed).toContain('correctionRequested')
    expect(await office.standing(second.id)).toBe(standing)
    expect(numberOf(await office.handler.records(second.id, CORRECTION), '补正')).toBe(before + 1)
  })

  test('a named person may answer for it: the rules stand open in the ledger, name and reason with the words', async () => {
    const { id } = await office.caseUntil('assigned')
    expect(fieldsOf(await office.handler.tries(id, { ...FAULTY, override: {} }))).toEqual([
      'override.approvedBy MISSING',
      'override.reason MISSING',
    ])
    expect(fieldsOf(await office.handler.tries(id, { ...CORRECTION, override: OVERRIDE }))).toEqual([
      'override NOTHING_TO_OVERRIDE',
    ])
    for (const field of ['overridden', 'preparedBy'])
      expect(fieldsOf(await office.handler.tries(id, { ...FAULTY, [field]: 'x' }))).toEqual([`${field} UNKNOWN_FIELD`])
    const shown = await office.handler.records(id, { ...FAULTY, override: OVERRIDE })
    expect(factIn(shown, 'correctionRequested')).toMatchObject({ override: OVERRIDE, overridden: ['LAW_REPEALED'] })
    const [row] = await office.sql`
      select l.open, w.* from ledger l join words w using (agency_id, case_id, position)
      where case_id = ${id} and type = 'correctionRequested'`
    expect(row!.open).toEqual({ answerBy: CORRECTION.answerBy, overridden: ['LAW_REPEALED'] })
    expect(saidIn(office, row!)).toMatchObject({ override: OVERRIDE })
  })

  test('an assessment that delays nothing sends nothing, and has nothing to override', async () => {
    const { id, ...filed } = await office.caseUntil('assigned')
    await office.handler.records(id, {
      type: 'reasonsRequested',
      why: '三个月内提出120件申请。',
      answerBy: '2026-03-20',
    })
    await office.citizen.records(filed, { type: 'reasonsGiven', text: '用于研究。' })
    const assessed = { type: 'reasonsAssessed', reasonable: true }
    expect(fieldsOf(await office.handler.tries(id, { ...assessed, override: OVERRIDE }))).toEqual([
      'override NOTHING_TO_OVERRIDE',
    ])
  })
})

describe('prepared by one, approved by another', () => {
  test('read as it would go, returned with an opinion, changed, approved: fact, number and letter come together', async () => {
    const { id } = await office.caseUntil('assigned')
    const standing = await office.standing(id)
    const notice = await prepared(office.handler, id, FAULTY)
    expect(notice).toMatchObject({ type: 'correctionRequested', preparedBy: '示例·承办人', version: 1, errors: 1 })
    expect(notice.findings).toEqual([expect.objectContaining({ rule: 'LAW_REPEALED', letter: 'correctionNotice' })])
    expect(notice.letters).toEqual([expect.objectContaining({ template: 'correctionNotice', open: [] })])
    expect(notice.letters[0].text.join('\n')).toContain('法释〔2011〕17号')
    const pdf = async () => (await office.counsel.gets(notice.letters[0].preview)).bytes
    const [once, twice] = [await pdf(), await pdf()]
    expect(once.subarray(0, 5).toString()).toBe('%PDF-')
    expect(createHash('sha256').update(twice).digest('hex')).toBe(createHash('sha256').update(once).digest('hex'))
    expect(await office.standing(id), 'nothing of it is in the ledger').toBe(standing)

    const faulty = await approves(office.counsel, id, notice.id)
    expect(codeOf(faulty)).toEqual([409, 'LETTER_FAULTY'])
    const back = `${noticesOf(id, notice.id)}/return`
    expect((await office.handler.posts(back, '', { opinion: '不妥。' })).status).toBe(403)
    expect(fieldsOf(await office.counsel.posts(back, '', {}))).toEqual(['opinion MISSING'])
    const returned = needs(await office.counsel.posts(back, '', { opinion: '请去掉废止的依据。' }), 200, 'return').json
    expect(returned.returned).toMatchObject({ by: '示例·法制员', opinion: '请去掉废止的依据。' })
    expect(codeOf(await approves(office.counsel, id, notice.id))).toEqual([409, 'NOTICE_CHANGED'])

    expect((await office.head.puts(noticesOf(id, notice.id), { ...CORRECTION, version: 1 })).status).toBe(403)
    expect(fieldsOf(await office.handler.puts(noticesOf(id, notice.id), { ...CONSULTED, version: 1 }))).toEqual([
      'type UNFIT',
    ])
    const change = { ...CORRECTION, version: 1 }
    expect(fieldsOf(await office.handler.puts(noticesOf(id, notice.id), CORRECTION))).toEqual(['version MISSING'])
    const changed = needs(await office.handler.puts(noticesOf(id, notice.id), change), 200, 'change').json
    expect(changed).toMatchObject({ version: 2, returned: null, errors: 0 })
    expect(codeOf(await office.handler.puts(noticesOf(id, notice.id), change)), 'from an old page').toEqual([
      409,
      'NOTICE_CHANGED',
    ])
    expect(codeOf(await approves(office.counsel, id, notice.id)), 'not what was read').toEqual([409, 'NOTICE_CHANGED'])

    const shown = needs(await approves(office.counsel, id, notice.id, { version: 2 }), 201, 'approval').json
    const fact = factIn(shown, 'correctionRequested')
    expect(fact).toMatchObject({ by: 'staff:counsel', preparedBy: 'staff:handler', matters: CORRECTION.matters })
    expect(numberOf(shown, '补正')).toBeGreaterThan(0)
    expect([await rows(id), await waiting(id)], 'nothing of it is kept').toEqual([0, []])
    const page = needs(await office.handler.gets(`/cases/${id}`), 200, 'page').text
    expect(page).toContain('拟稿人')
  })

  test('nobody approves their own, and of the others those alone who review, head or sign', async () => {
    const { id } = await office.caseUntil('assigned')
    const { id: notice } = await prepared(office.head, id, EXTENDED)
    expect((await approves(office.head, id, notice)).json.title).toContain('拟稿人不能批准')
    for (const who of [office.head, office.handler, office.registrar, office.archivist])
      expect([who.username, (await approves(who, id, notice)).status]).toEqual([who.username, 403])
    expect((await prepares(office.signer, id, EXTENDED)).status, 'who may not record it may not prepare it').toBe(403)
    expect(factIn(needs(await approves(office.signer, id, notice), 201, 'signer').json, 'extended')).toMatchObject({
      by: 'staff:signer',
      preparedBy: 'staff:head',
    })
  })

  test('two approvals at once give one fact and one number; a repeat with its key gets the first answer', async () => {
    const { id } = await office.caseUntil('assigned')
    const { id: notice } = await prepared(office.handler, id, { ...CONSULTED })
    const answers = await Promise.all([
      approves(office.counsel, id, notice, {}, { key: 'mine' }),
      approves(office.signer, id, notice),
      approves(office.head, id, notice),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404])
    const { facts, letters } = await office.handler.opens(id)
    expect(facts.filter(({ type }: Json) => type === 'thirdPartyConsulted')).toHaveLength(1)
    expect(letters.filter(({ title }: Json) => title.includes('征求意见'))).toHaveLength(2)
    const { id: other } = await prepared(office.handler, id, { ...CONSULTED, party: '另一公司' })
    const { digest } = (await office.handler.gets(noticesOf(id, other))).json
    const [first, again] = [
      await approves(office.counsel, id, other, { digest }, { key: 'once' }),
      await approves(office.counsel, id, other, { digest }, { key: 'once' }),
    ]
    expect([first.status, again.json]).toEqual([201, first.json])
  })

  test('what the procedure refuses is refused by the same rule when it is prepared and when it is approved', async () => {
    const { id } = await office.caseUntil('assigned')
    const done = await office.caseUntil('assigned')
    await office.head.records(done.id, EXTENDED)
    const twice = [await office.head.tries(done.id, EXTENDED), await prepares(office.head, done.id, EXTENDED)]
    expect(twice.map(codeOf)).toEqual([
      [409, 'EXTENDED_ONCE'],
      [409, 'EXTENDED_ONCE'],
    ])
    const { id: notice } = await prepared(office.head, id, EXTENDED)
    office.itIs('2026-04-20')
    const [late, recorded] = [await approves(office.counsel, id, notice), await office.head.tries(id, EXTENDED)]
    expect(codeOf(late)).toEqual([409, 'EXTENDED_AFTER_EXPIRY'])
    expect(codeOf(late)).toEqual(codeOf(recorded))
    const [stays] = await waiting(id)
    expect(stays).toMatchObject({ id: notice, refused: { code: 'EXTENDED_AFTER_EXPIRY' }, letters: [] })
    expect((await office.registrar.deletes(noticesOf(id, notice))).status).toBe(403)
    expect((await office.head.deletes(noticesOf(id, notice))).status).toBe(204)
    expect([await rows(id), (await office.head.gets(noticesOf(id, notice))).status]).toEqual([0, 404])
  })

  test('an approval that comes with an override is the approver’s; whoever prepares gives none', async () => {
    const { id } = await office.caseUntil('assigned')
    expect(fieldsOf(await prepares(office.handler, id, { ...FAULTY, override: OVERRIDE }))).toEqual([
      'override UNKNOWN_FIELD',
    ])
    expect(fieldsOf(await prepares(office.handler, id, { type: 'noted', text: '备注。' }))).toEqual(['type UNFIT'])
    const { id: notice } = await prepared(office.handler, id, FAULTY)
    const shown = needs(await approves(office.head, id, notice, { override: OVERRIDE }), 201, 'approval').json
    expect(factIn(shown, 'correctionRequested')).toMatchObject({ override: OVERRIDE, overridden: ['LAW_REPEALED'] })
  })

  test('a consultation is read with both of its letters; number and code come when it goes', async () => {
    const { id } = await office.caseUntil('assigned')
    const notice = await prepared(office.handler, id, CONSULTED)
    expect(notice.letters.map(({ template }: Json) => template)).toEqual(['thirdParty', 'consultationNotice'])
    const [party, applicant] = notice.letters.map(({ text }: Json) => text.join('\n'))
    expect(party).toContain('答复编号〔发出时编定〕')
    expect(party).not.toContain('张三')
    expect(applicant).toContain('张三')
    const pdfs = await Promise.all(notice.letters.map(({ preview }: Json) => office.counsel.gets(preview)))
    expect(pdfs.map(({ status }) => status)).toEqual([200, 200])
    expect(pdfs[0]!.bytes.equals(pdfs[1]!.bytes)).toBe(false)
    expect((await office.counsel.gets(`${noticesOf(id, notice.id)}/preview?template=reasons`)).status).toBe(404)
    needs(await approves(office.counsel, id, notice.id), 201, 'approval')
    const [letter] =
      await office.sql`select agency_id, case_id, id, sealed from letters where case_id = ${id} and template = 'thirdParty'`
    expect(blanksIn(office, letter!).consultation.answerNumber).toMatch(/^Z/)
    const named = { ...CONSULTED, about: '张三申请公开的方案' }
    expect(fieldsOf(await prepares(office.handler, id, named))).toEqual(['about UNFIT'])
  })

  test.each([['withdrawn', { type: 'withdrawn', why: '不再需要。', evidence: '申请人签字的撤回书。' }]])(
    'a case that was %s keeps none',
    async (_, fact) => {
      const { id } = await office.caseUntil('assigned')
      await prepared(office.handler, id, CORRECTION)
      await office.registrar.records(id, fact)
      expect(await rows(id)).toBe(0)
    },
  )

  test('a signature ends them too', async () => {
    const { id } = await office.caseUntil('secrecyReviewed')
    await prepared(office.handler, id, CONSULTED)
    await office.goes(id, 'secrecyReviewed', 'replyReviewed')
    expect(await rows(id)).toBe(1)
    await office.signer.records(id, { type: 'replySigned' })
    expect(await rows(id)).toBe(0)
  })
})

describe('an approval is of the words that were read', () => {
  test('a day that was moved meanwhile is read again; no approval is of an earlier day', async () => {
    const { id } = await office.caseUntil('assigned')
    const notice = await prepared(office.head, id, EXTENDED)
    await office.handler.records(id, CONSULTED)
    const read = { digest: notice.digest }
    expect(codeOf(await approves(office.counsel, id, notice.id, read))).toEqual([409, 'NOTICE_CHANGED'])
    const early = await approves(office.counsel, id, notice.id, { on: '2026-03-01', evidence: '当日已经发出。' })
    expect(early.status).toBe(422)
    const blind = await office.counsel.posts(`${noticesOf(id, notice.id)}/approval`, '', { version: 1 })
    expect(fieldsOf(blind)).toEqual(['digest MISSING'])
    expect((await approves(office.counsel, id, notice.id)).status).toBe(201)
  })

  test('of a notice of which one may stand one waits; of consultations several', async () => {
    const { id } = await office.caseUntil('assigned')
    await prepared(office.handler, id, CORRECTION)
    expect(codeOf(await prepares(office.head, id, CORRECTION))).toEqual([409, 'NOTICE_WAITING'])
    await prepared(office.handler, id, CONSULTED)
    await prepared(office.handler, id, { ...CONSULTED, party: '另一公司' })
    expect(await rows(id)).toBe(3)
  })

  test('one that the case no longer hears has lapsed: it leaves the desk, and says so on the page of the case', async () => {
    const { id } = await office.caseUntil('assigned')
    const { id: notice } = await prepared(office.handler, id, CORRECTION)
    await office.counsel.opens(id)
    expect((await office.counsel.gets('/desk')).text).toContain(notice)
    await office.head.records(id, CORRECTION)
    expect((await office.counsel.gets('/desk')).text).not.toContain(notice)
    const [lapsed] = await waiting(id)
    expect(lapsed).toMatchObject({ id: notice, forYou: false, refused: { code: 'FACT_NOT_ALLOWED' } })
    expect((await office.handler.gets(`/cases/${id}`)).text).toContain('已经失效，不能发出')
    const { id: other } = await office.caseUntil('assigned')
    const { id: extension } = await prepared(office.head, other, EXTENDED)
    office.itIs('2026-04-20')
    await office.counsel.opens(other)
    expect((await office.counsel.gets('/desk')).text).not.toContain(extension)
  })
})

describe('where the agency wants a second person', () => {
  test('a notice that is recorded directly is refused by name, as of an earlier day too', async () => {
    const proposal = { value: true, from: '2026-03-04', why: '经研究。' }
    const choice = '/api/v1/choices/noticesApproved/proposals'
    const { proposal: n } = needs(await office.staff('admin').posts(choice, '', proposal), 201, 'proposal').json
    needs(await office.head.posts(`${choice}/${n}/approval`, '', { why: '同意。' }), 201, 'approval')
    const [before, after] = [await office.caseUntil('assigned'), await office.caseUntil('assigned')]
    await office.handler.records(before.id, CORRECTION)

    office.itIs('2026-03-04')
    const standing = await office.standing(after.id)
    const refused = await office.handler.tries(after.id, CORRECTION)
    expect(codeOf(refused)).toEqual([409, 'NOTICE_NOT_APPROVED'])
    expect(refused.json.next).toContain('送审')
    expect(refused.json.allowed).toContain('correctionRequested')
    expect(await office.standing(after.id)).toBe(standing)
    const earlier = { ...CONSULTED, on: '2026-03-03', evidence: '当日已经书面发出。' }
    expect(codeOf(await office.handler.tries(after.id, earlier))).toEqual([409, 'NOTICE_NOT_APPROVED'])

    const page = needs(await office.handler.gets(`/cases/${after.id}`), 200, 'page').text
    expect(page).toContain(`action="/cases/${after.id}/notices"`)
    const { id: notice } = await prepared(office.handler, after.id, CORRECTION)
    await office.counsel.opens(after.id) // signed in on this day
    const desk = needs(await office.counsel.gets('/desk'), 200, 'desk').text
    expect(desk).toContain(`/cases/${after.id}/notices/${notice}`)
    expect(needs(await office.handler.gets('/desk'), 200, 'desk').text).not.toContain(notice)
    const shown = needs(await approves(office.counsel, after.id, notice), 201, 'approval').json
    expect(factIn(shown, 'correctionRequested')).toMatchObject({ on: '2026-03-04', preparedBy: 'staff:handler' })
  })
})

test('a line break inside one matter makes no second one', async () => {
  const { id } = await office.caseUntil('assigned')
  const matters = ['请写明年份\n二、请补充文号', ' 请写明\r\n\u2028项目名称 ']
  const { facts } = await office.handler.records(id, { ...CORRECTION, matters })
  const asked = facts.findLast(({ type }: { type: string }) => type === 'correctionRequested')
  expect(asked.matters).toEqual(['请写明年份 二、请补充文号', '请写明 项目名称'])
})
