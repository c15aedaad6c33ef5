/** Several remedies of one case: after a new reply, of several persons, by finer results, and what a decision orders to be done. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { json } from '../../src/db/client.ts'
import { faultOfCase } from '../../src/evidence/whole/case-check.ts'
import { appealLimitOf } from '../../workflows/disclosure/remedy-limits.ts'
import { DISPOSITIONS } from '../../workflows/disclosure/vocabulary.ts'
import { asForm, type Json, send } from '../support/api.ts'
import { EXAMINED, type Office, ON_PAPER, openOffice, PASSED, SECRECY, SERVED, SIGNED } from '../support/house.ts'
import { program } from '../support/programs.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const REVIEW = { type: 'remedySought', kind: 'reconsideration', body: '示例市人民政府' }
const SUIT = { type: 'remedySought', kind: 'litigation', body: '示例市中级人民法院' }
const AFTER = { ...SUIT, kind: 'litigationAfterReconsideration' }

const limits = async (id: string) =>
  Object.fromEntries(
    (await office.sql<{ kind: string; dueOn: string }[]>`select kind, due_on from deadlines where case_id = ${id}`).map(
      ({ kind, dueOn }) => [kind, dueOn],
    ),
  )
const rows = (id: string) => office.sql`select * from remedies where case_id = ${id} order by n`
const tried = async (id: string, fact: object) => (await office.counsel.tries(id, fact)).json

async function isWhole(id: string) {
  const fault = await office.house.everywhere.sql.begin((tx) =>
    faultOfCase(tx, office.house, { agencyId: 'yunxi', caseId: id }),
  )
  expect(fault).toBeUndefined()
}

async function served(on = '2026-03-02') {
  office.itIs(on)
  return (await office.caseUntil('replyServed')).id
}

test('after a reconsideration was lost and the case was answered anew, the new reply is reconsidered like any other', async () => {
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, REVIEW)
  office.itIs('2026-05-20')
  const lost = { type: 'remedyDecided', result: 'corrected', number: '云复〔2026〕9号', workingDays: 15 }
  await office.counsel.records(id, { ...lost, receivedOn: '2026-05-20' })
  expect(await limits(id), 'what the decision orders is watched').toEqual({ 'ordered:1': '2026-06-10' })
  await office.counsel.signsIn()
  const page = (await office.counsel.gets(`/cases/${id}/remedies`)).text
  for (const said of ['履行期限', '2026年6月10日', '行政复议法第七十七条']) expect(page).toContain(said)
  expect((await office.counsel.gets('/remedies?state=ordered')).text).toContain('最迟2026年6月10日履行')
  expect((await office.counsel.gets(`/cases/${id}`)).text).toContain('复议决定要求履行，最迟2026年6月10日。')

  // Everything that the decision says stands in the form.
  const form = (await office.counsel.gets(`/cases/${id}`)).text
  const stands = (name: string) =>
    new RegExp(`<input[^>]* name="${name.replace('.', '\\.')}"[^>]*>`).exec(form)?.[0].match(/ value="([^"]*)"/)?.[1]
  expect(['decision.body', 'decision.number', 'decision.on', 'decision.receivedOn', 'workingDays'].map(stands)).toEqual(
    ['示例市人民政府', '云复〔2026〕9号', '2026-05-20', '2026-05-20', '15'],
  )

  office.itIs('2026-05-25')
  const decision = { body: '示例市人民政府', number: '云复〔2026〕9号', on: '2026-05-20', receivedOn: '2026-05-20' }
  await office.counsel.records(id, { type: 'reopened', why: '复议决定责令重新答复。', decision, workingDays: 15 })
  expect(Object.keys(await limits(id)), 'whoever answers anew does what is ordered').not.toContain('ordered:1')
  await isWhole(id)

  await office.handler.records(id, EXAMINED)
  await office.handler.records(id, {
    type: 'replyDrafted',
    outcome: 'internalAffairs',
    fields: { reasons: '所申请的信息是内部人事安排，对外没有影响。' },
  })
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  office.itIs('2026-06-15')
  expect(await tried(id, AFTER), 'the old reconsideration is not that of the new reply').toMatchObject({
    code: 'RECONSIDERATION_NOT_DECIDED',
  })
  await office.counsel.records(id, REVIEW)
  expect(await limits(id)).toEqual({ 'reconsiderationAnswer:2': '2026-06-30' })
  office.itIs('2026-07-20')
  await office.counsel.records(id, { type: 'remedyDecided', result: 'upheld', disposition: 'maintained' })
  await office.counsel.records(id, AFTER)
  expect(await rows(id)).toMatchObject([
    { n: 1, round: null, result: 'corrected', against: 'disclosed' },
    { n: 2, round: 1, result: 'upheld', against: 'internalAffairs' },
    { n: 3, round: 1, kind: 'litigationAfterReconsideration', against: 'internalAffairs' },
  ])
  await isWhole(id)

  // As it stood before migration 0057, which brings it to what its facts come to.
  const NEW = ['round', 'decidedIn', 'orderedDays']
  const [{ context }] = (await office.sql`select context from cases where id = ${id}`) as unknown as [{ context: Json }]
  const { reopenings, ...rest } = context
  expect(reopenings).toBe(1)
  const remedies = context.remedies.map((one: Json) =>
    Object.fromEntries(Object.entries(one).filter(([name]) => !NEW.includes(name) && name !== 'disposition')),
  )
  const disposed = context.remedies.map(({ disposition }: Json) => disposition)
  await office.sql`
    update cases set context = ${json({ ...rest, remedies, reconsidered: true })}::jsonb where id = ${id}`
  await office.sql`update remedies set round = null, decided_in = null, ordered_days = null where case_id = ${id}`
  const migration = readFileSync('src/db/migrations/0057_remedies-of-several.sql', 'utf8')
  for (const statement of migration.split('--> statement-breakpoint'))
    if (!statement.trim().startsWith('ALTER')) await office.sql.unsafe(statement)
  const [{ context: after }] = (await office.sql`select context from cases where id = ${id}`) as unknown as [
    { context: Json },
  ]
  for (const [i, one] of after.remedies.entries()) if (disposed[i]) one.disposition = disposed[i]
  expect(after).toEqual(context)
  await office.sql`update cases set context = ${json(context)}::jsonb where id = ${id}`
  await isWhole(id)
})

test('what is ordered and done otherwise than by a new reply is on record, and waits no more', async () => {
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, REVIEW)
  office.itIs('2026-05-20')
  const mediated = { type: 'remedyDecided', result: 'other', disposition: 'mediated', instrument: 'mediation' }
  await office.counsel.records(id, { ...mediated, workingDays: 10 })
  expect(await limits(id)).toEqual({ 'ordered:1': '2026-06-03' })
  expect((await office.handler.tries(id, { type: 'remedyPerformed', how: '已经补充提供附件。' })).json.code).toBe(
    'NOT_YOURS',
  )
  await office.counsel.records(id, { type: 'remedyPerformed', how: '已经补充提供附件。' })
  expect(await limits(id)).toEqual({})
  expect(await tried(id, { type: 'remedyPerformed', how: '再次。' })).toMatchObject({ code: 'NOTHING_TO_PERFORM' })
  expect(await rows(id)).toMatchObject([{ orderedDays: 10, performedOn: '2026-05-20', disposition: 'mediated' }])
  await isWhole(id)
})

test('a ruling is appealed within ten days, a judgment within fifteen', async () => {
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, SUIT)
  office.itIs('2026-06-01')
  await office.counsel.records(id, { type: 'remedyDecided', result: 'other', instrument: 'ruling' })
  expect(await limits(id)).toEqual({ 'appeal:1': '2026-06-11' })
  const other = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(other, SUIT)
  office.itIs('2026-06-01')
  await office.counsel.records(other, { type: 'remedyDecided', result: 'corrected', instrument: 'judgment' })
  expect(await limits(other)).toMatchObject({ 'appeal:1': '2026-06-16' })
})

test('what a judgment orders is watched from when it is in force, not while it is appealed, and until it is done', async () => {
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, SUIT)
  office.itIs('2026-06-01')
  const lost = { type: 'remedyDecided', result: 'corrected', instrument: 'judgment' }
  await office.counsel.records(id, { ...lost, disposition: 'toPerform', workingDays: 15 })
  // Fifteen days to appeal, of which the last is Tuesday 16 June; Friday 19 June is 端午节.
  expect(await limits(id)).toEqual({ 'appeal:1': '2026-06-16', 'ordered:1': '2026-07-08' })
  await office.counsel.signsIn()
  const page = (await office.counsel.gets(`/cases/${id}/remedies`)).text
  for (const said of ['履行期限', '2026年7月8日', '行政诉讼法第九十四条', '本机关的上诉期限至2026年6月16日'])
    expect(page).toContain(said)
  expect((await office.counsel.gets(`/cases/${id}`)).text).toContain(
    '一审裁判要求履行，最迟2026年7月8日；不服的，在上诉期限内上诉。',
  )
  expect((await office.counsel.gets('/remedies?state=ordered')).text).toContain('最迟2026年7月8日履行')

  office.itIs('2026-06-10')
  await office.counsel.records(id, { ...SUIT, appealBy: 'agency' })
  expect(await limits(id), 'an appeal stands against it').toEqual({})
  expect(await tried(id, { type: 'remedyPerformed', how: '已经公开。' })).toMatchObject({ code: 'NOTHING_TO_PERFORM' })
  office.itIs('2026-09-01')
  await office.counsel.records(id, { ...lost, disposition: 'toPerform', receivedOn: '2026-09-01' })
  expect(await limits(id), 'in force at once; the days are those of the first').toEqual({ 'ordered:2': '2026-09-21' })
  await office.counsel.records(id, { type: 'remedyPerformed', how: '已经公开。' })
  expect(await limits(id)).toEqual({})
  await isWhole(id)
})

test('a judgment whose appeal was withdrawn is done from then on; what was found unlawful leaves nothing to do', async () => {
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, SUIT)
  office.itIs('2026-06-01')
  const lost = { type: 'remedyDecided', result: 'corrected', instrument: 'judgment' }
  await office.counsel.records(id, { ...lost, disposition: 'annulled', workingDays: 15 })
  office.itIs('2026-06-10')
  await office.counsel.records(id, { ...SUIT, appealBy: 'agency' })
  office.itIs('2026-09-01')
  const gone = { type: 'remedyDecided', result: 'other', disposition: 'withdrawn', instrument: 'ruling' }
  await office.counsel.records(id, gone)
  expect(await limits(id)).toEqual({ 'ordered:1': '2026-09-21' })
  await isWhole(id)
  const other = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(other, SUIT)
  office.itIs('2026-06-01')
  await office.counsel.records(other, { ...lost, disposition: 'unlawful' })
  expect(await limits(other)).toEqual({ 'appeal:1': '2026-06-16' })
})

test('only an appeal names another one, and one that there is', async () => {
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, SUIT)
  office.itIs('2026-06-01')
  await office.counsel.records(id, { type: 'remedyDecided', result: 'corrected', instrument: 'judgment' })
  for (const remedy of [1, 3])
    expect(await tried(id, { ...SUIT, remedy })).toMatchObject({ status: 409, code: 'NAMED_WITHOUT_APPEAL' })
  const appeal = { ...SUIT, appealBy: 'other' }
  expect(await tried(id, { ...appeal, remedy: 3 })).toMatchObject({ status: 409, code: 'NO_JUDGMENT_TO_APPEAL' })
  await office.counsel.records(id, { ...appeal, remedy: 1 })
  expect(await rows(id)).toMatchObject([{ n: 1 }, { n: 2, suit: 1 }])
})

test('only what went against the agency is its to appeal: of a suit that was dismissed, withdrawn or referred no limit runs', async () => {
  const law = office.house.lawFor('yunxi')
  const suit = { kind: 'litigation', soughtOn: '2026-04-01', against: 'disclosed', decidedOn: '2026-06-01' } as const
  const run = Object.entries(DISPOSITIONS).filter(
    ([disposition, { result }]) =>
      appealLimitOf({ ...suit, disposition: disposition as keyof typeof DISPOSITIONS, result }, law) !== null,
  )
  expect(run.map(([disposition]) => disposition)).toEqual([
    ...['annulled', 'annulledInPart', 'changed', 'unlawful', 'invalid', 'toPerform'],
  ])
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, SUIT)
  office.itIs('2026-06-01')
  const dismissed = { type: 'remedyDecided', result: 'other', disposition: 'dismissed', instrument: 'ruling' }
  await office.counsel.records(id, dismissed)
  expect(await limits(id)).toEqual({})
  await isWhole(id)
  await office.counsel.records(id, { ...SUIT, appealBy: 'other' })
  expect(await limits(id), 'which the plaintiff may appeal').toEqual({ 'appealAnswer:2': '2026-06-16' })
})

test('results that contradict themselves are refused, each with its reason', async () => {
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, REVIEW)
  const decided = { type: 'remedyDecided', result: 'upheld' }
  expect(await tried(id, { ...decided, disposition: 'annulled' })).toMatchObject({ code: 'RESULT_CONTRADICTED' })
  expect(await tried(id, { ...decided, instrument: 'judgment' })).toMatchObject({ code: 'INSTRUMENT_UNFIT' })
  expect(await tried(id, { ...decided, remedy: 2 })).toMatchObject({ code: 'REMEDY_NOT_NAMED' })
  await office.counsel.records(id, { ...decided, disposition: 'claimsDismissed', instrument: 'decision', remedy: 1 })
  await office.counsel.signsIn()
  expect((await office.counsel.gets(`/cases/${id}/remedies`)).text).toContain('维持：复议决定，驳回复议请求、诉讼请求')
})

test('a suit that skips the reconsideration is recorded, and warned of with its article', async () => {
  office.itIs('2026-03-02')
  const { id } = await office.caseUntil('searched')
  await office.handler.records(id, SECRECY)
  await office.handler.records(id, EXAMINED)
  const fields = { reasons: '所申请的信息是内部人事安排，对外没有影响。' }
  await office.handler.records(id, { type: 'replyDrafted', outcome: 'internalAffairs', fields })
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  office.itIs('2026-04-01')
  await office.counsel.records(id, SUIT)
  await office.counsel.signsIn()
  const page = (await office.counsel.gets(`/cases/${id}/remedies`)).text
  for (const said of ['复议前置', '行政复议法第二十三条第一款第四项']) expect(page).toContain(said)
  expect((await office.counsel.gets('/remedies')).text).toContain('未经复议前置')
})

test('a third party sues while the applicant has it reconsidered; the papers name who stands where', async () => {
  office.itIs('2026-03-02')
  const { id } = await office.caseUntil('searched')
  await office.handler.records(id, { type: 'thirdPartyConsulted', party: '示例路项目建设有限公司' })
  await office.registrar.records(id, { type: 'thirdPartyReached', evidence: '回执在卷。' })
  await office.registrar.records(id, { type: 'thirdPartyAnswered', consents: true, reasons: '同意。' })
  await office.handler.records(id, SECRECY)
  await office.handler.records(id, { type: 'replyDrafted', outcome: 'disclosed', fields: ON_PAPER })
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  office.itIs('2026-04-01')
  // Where it is heard is registered with the agency.
  await office.counsel.records(id, { type: 'remedySought', kind: 'reconsideration' })
  expect(await tried(id, SUIT), 'not the same person about the same reply').toMatchObject({ code: 'REMEDY_OPEN' })
  expect(await tried(id, { ...SUIT, claimant: 'consultation:7' })).toMatchObject({ code: 'CLAIMANT_NOT_CONSULTED' })
  expect(await tried(id, { ...SUIT, claimant: 'coApplicant:1' })).toMatchObject({ errors: [{ field: 'claimant' }] })
  await office.counsel.records(id, { type: 'remedySought', kind: 'litigation', claimant: 'consultation:1' })
  expect(await limits(id)).toEqual({ 'reconsiderationAnswer:1': '2026-04-16', 'litigationAnswer:2': '2026-04-16' })
  await office.counsel.signsIn()
  const page = (await office.counsel.gets(`/cases/${id}/remedies`)).text
  for (const said of ['示例市人民政府', '示例市中级人民法院', '示例路项目建设有限公司']) expect(page).toContain(said)

  expect(await tried(id, { type: 'remedyAnswered' })).toMatchObject({ code: 'REMEDY_NOT_NAMED' })
  await office.counsel.records(id, { type: 'remedyAnswered', remedy: 2 })
  expect(await limits(id)).toEqual({ 'reconsiderationAnswer:1': '2026-04-16' })
  expect(await tried(id, { type: 'remedyDecided', result: 'upheld' })).toMatchObject({ code: 'REMEDY_NOT_NAMED' })
  await office.counsel.records(id, { type: 'remedyDecided', result: 'upheld', remedy: 2, instrument: 'judgment' })
  await office.counsel.records(id, { type: 'remedyDecided', result: 'upheld' })
  expect((await rows(id)).map(({ result, suit }) => [suit, result])).toEqual([
    [1, 'upheld'],
    [2, 'upheld'],
  ])

  // Upheld: the review body is sued beside the agency; the company is 第三人. An appeal has the same parties.
  await office.counsel.records(id, {
    ...AFTER,
    coDefendant: '示例市人民政府',
    thirdParties: ['示例路项目建设有限公司'],
  })
  const facts = await wordsOf(id, `/cases/${id}/remedies/3/litigationAnswer`)
  expect(facts).toContain('共同被告：示例市人民政府（复议机关）。')
  expect(facts).toContain('第三人：示例路项目建设有限公司。')
  await office.counsel.records(id, { type: 'remedyDecided', result: 'upheld', instrument: 'judgment' })
  await office.counsel.records(id, { ...AFTER, body: '示例市中级人民法院', appealBy: 'other' })
  const second = await wordsOf(id, `/cases/${id}/remedies/4/appealAnswer`)
  expect(second).toContain('原审共同被告：示例市人民政府（复议机关）。')
  expect(second).toContain('原审第三人：示例路项目建设有限公司。')
  await isWhole(id)
})

test('after the time of a reconsideration its silence may be taken to court', async () => {
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, REVIEW)
  office.itIs('2026-05-31')
  expect(await tried(id, AFTER)).toMatchObject({ code: 'REMEDY_OPEN' })
  office.itIs('2026-06-01')
  await office.counsel.records(id, AFTER)
  await isWhole(id)
})

test('/remedies/1e0 is no address of the first', async () => {
  const id = await served()
  office.itIs('2026-04-01')
  await office.counsel.records(id, SUIT)
  await office.counsel.signsIn()
  for (const [n, status] of [
    ['1', 200],
    ['1e0', 404],
    ['0x1', 404],
    ['01', 404],
    ['+1', 404],
  ] as const)
    expect((await office.counsel.gets(`/cases/${id}/remedies/${n}/litigationAnswer`)).status, n).toBe(status)
})

/** What a document says, as its preview is set: the texts that its PDF tells a reader of the screen. */
async function wordsOf(id: string, url: string): Promise<string> {
  const authorization = `Bearer ${await office.counsel.signsIn()}`
  const page = (await send(office.app, { url, headers: { authorization } })).text
  const csrf = /name="csrf" value="([^"]*)"/.exec(page)![1]!
  const typed = {
    principal: '周犁，主任',
    argument: '答复合法。',
    request: '驳回',
    claims: '撤销。',
    basis: '《条例》。',
  }
  const { headers, payload } = asForm({ csrf, facts: '经过。', date: '2026-04-01', ...typed })
  const answer = await send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })
  expect(answer.status, answer.text.slice(0, 300)).toBe(303)
  const { files } = await office.counsel.opens(id)
  const file = await send(office.app, { url: files.at(-1).url, headers: { authorization } })
  return execFileSync(program('pdftotext'), ['-', '-'], { input: file.bytes, encoding: 'utf8' }).replace(/\s/g, '')
}
