/**
 * 审批: between its review and its signature a reply goes through the steps that its agency has chosen, in their order, each by
 * another person; without a chain nobody is asked.
 */
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { newId } from '../../src/ground/ids.ts'
import { recountByNight } from '../../src/law/recount.ts'
import { settles, staffIn } from '../people/colleagues.ts'
import { asSlowUpload, send } from '../support/api.ts'
import { choosesChain } from '../support/chain.ts'
import { DRAFTED, type Office, ON_PAPER, openOffice, PASSED, SIGNED } from '../support/house.ts'
import { application, needs, residentNumber } from '../support/people.ts'
import { program } from '../support/programs.ts'

const STEPS = '科室负责人审核：@chief、@general\n分管领导审批：head'
const FIRST = { type: 'replyApproved', step: '科室负责人审核', passed: true, opinion: '内容属实，同意。' }
const SECOND = { type: 'replyApproved', step: '分管领导审批', passed: true, opinion: '同意。' }
const BACK = { ...SECOND, passed: false, opinion: '附件第3页的电话应当遮盖。' }

const textIn = (pdf: Buffer): string =>
  execFileSync(program('pdftotext'), ['-raw', '-', '-'], { input: pdf, encoding: 'utf8' }).replace(/\s/g, '')

let office: Office
/** The head of the handling unit; `elsewhere` heads another one. */
const chief = () => office.staff('chief')
beforeAll(async () => {
  office = await openOffice()
  await settles(office, 'chief', ['handler'], 'yunxi', ['yunxi-gkk'])
  await settles(office, 'elsewhere', ['handler'])
  // Every unit has somebody for the first step.
  const others = await office.sql<
    { id: string }[]
  >`select id from units where agency_id = 'yunxi' and id <> 'yunxi-gkk'`
  await settles(
    office,
    'general',
    ['handler'],
    'yunxi',
    others.map(({ id }) => id),
  )
})
afterAll(() => office.close())

const waitsFor = async (who: Pick<Office['head'], 'gets'>, id: string) =>
  (await who.gets('/api/v1/cases?waiting=me')).json.cases.find((one: { id: string }) => one.id === id)?.waitsFor

test('without a chain nobody approves: refused with 409 as any fact out of place, offered to nobody', async () => {
  const { id } = await office.caseUntil('replyReviewed')
  for (const who of [office.head, office.signer, office.counsel]) {
    const { status, json } = await who.tries(id, { ...SECOND, step: 1 })
    expect([status, json.code]).toEqual([409, 'FACT_NOT_ALLOWED'])
    expect((await who.opens(id)).may).not.toContain('replyApproved')
  }
  expect((await office.registrar.tries(id, SECOND)).status).toBe(403)
  await office.signer.records(id, SIGNED)
})

describe('choosing the steps', () => {
  const proposes = (value: unknown) =>
    office
      .staff('admin')
      .posts('/api/v1/choices/replyChain/proposals', '', { value, from: office.house.time.today(), why: '规定。' })
  const says = async (value: unknown) => {
    const { status, json } = await proposes(value)
    return [
      status,
      ...(json.errors ?? []).map((one: { field: string; message: string }) => `${one.field} ${one.message}`),
    ]
  }

  test('a line that is no step is named, and so is who is nobody', async () => {
    expect(await says('审批')).toEqual([422, expect.stringContaining('value 第1行没有冒号')])
    expect(await says('审批：head\n审批：signer')).toEqual([422, expect.stringContaining('第2行的名称与前面的重复')])
    expect(await says('审批：@nobody')).toEqual([422, expect.stringContaining('@nobody不是本机关在任的')])
    expect(await says('审批：@registrar')).toEqual([422, expect.stringContaining('@registrar不是')])
    expect(await says('')).toEqual([422, expect.stringContaining('不需要变更')])
  })

  test('steps that the agency has not enough people for are refused: each is another person’s', async () => {
    expect(await says('初核：head\n审批：@head')).toEqual([422, expect.stringContaining('人员不够')])
    expect(await says('复核：counsel')).toEqual([422, expect.stringContaining('人员不够')])
  })

  test('so is a chain that the people of one unit cannot walk, and the preview says it, too', async () => {
    await office.sql`insert into units ${office.sql({ id: 'yunxi-other', agencyId: 'yunxi', name: '另一科', position: 900 })}`
    await settles(office, 'alone', ['handler'], 'yunxi', ['yunxi-other'])
    expect(await says(STEPS)).toEqual([422, expect.stringContaining('“科室负责人审核”在另一科没有人可以审批')])
    expect(await says('复核：handler')).toEqual([422, expect.stringContaining('另一科的人员不够')])
    const previews = (value: string) =>
      office.staff('admin').posts('/api/v1/choices/replyChain/moves', '', { value, from: office.house.time.today() })
    expect((await previews(STEPS)).status).toBe(422)
    expect((await previews('审批：@nobody')).json.errors).toMatchObject([{ field: 'value' }])
    await office.sql`update people set ended_at = now() where username = 'alone'`
    expect((await previews(STEPS)).status).toBe(200)
  })

  test('one proposes, another approves, and it stands with its history', async () => {
    await choosesChain(office, STEPS)
    const page = needs(await office.staff('admin').gets('/settings/choices/replyChain'), 200, 'page').text
    for (const words of [
      '1. 科室负责人审核（示例·chief、示例·general）；2. 分管领导审批（公开机构负责人）',
      '@chief',
      '历次变更',
    ])
      expect(page).toContain(words)
    expect(page).toContain('分管领导审批：公开机构负责人</textarea>')
  })
})

describe('a draft of an agency with a chain', () => {
  test('goes step by step, each waited for by whoever takes it and by nobody else', async () => {
    const { id } = await office.caseUntil('replyReviewed')
    expect((await office.signer.tries(id, SIGNED)).json.code).toBe('FACT_NOT_ALLOWED')
    expect(await waitsFor(office.signer, id)).toBeUndefined()
    expect(await waitsFor(office.head, id)).toBeUndefined()
    expect(await waitsFor(chief(), id)).toBe('replyApproved')
    expect((await chief().opens(id)).may).toContain('replyApproved')
    expect((await office.head.opens(id)).may).not.toContain('replyApproved')
    // Not their step, not their unit.
    expect((await office.head.tries(id, FIRST)).status).toBe(403)
    expect((await office.staff('elsewhere').tries(id, FIRST)).status).toBe(404)
    expect((await office.handler.tries(id, FIRST)).status).toBe(403)
    expect((await chief().tries(id, SECOND)).json.code).toBe('APPROVAL_OUT_OF_ORDER')

    await chief().records(id, FIRST)
    expect(await waitsFor(chief(), id)).toBeUndefined()
    expect(await waitsFor(office.head, id)).toBe('replyApproved')
    const shown = await office.head.records(id, { ...SECOND, step: 2 })
    expect(shown.facts.at(-1)).toMatchObject({ type: 'replyApproved', step: '分管领导审批', passed: true })
    expect(await waitsFor(office.signer, id)).toBe('replySigned')
    await office.signer.records(id, SIGNED)
    await office.goes(id, 'replySigned', 'archived')
  })

  test('that does not pass a step is the handler’s again, and begins with the review', async () => {
    const filed = await office.caseUntil('replyReviewed')
    const { id } = filed
    await chief().records(id, FIRST)
    const back = await office.head.records(id, BACK)
    expect(back.stage).toBe('review')
    expect(await waitsFor(office.handler, id)).toBe('replyDrafted')
    // What was said of it stays inside.
    const told = await office.citizen.follows(filed)
    expect(JSON.stringify(told)).not.toContain('遮盖')
    await office.handler.records(id, DRAFTED)
    await office.counsel.records(id, PASSED)
    expect((await office.head.tries(id, SECOND)).status).toBe(403)
    await chief().records(id, FIRST)
    await office.head.records(id, SECOND)
    await office.signer.records(id, SIGNED)
  })

  test('that does not pass may go back to a step that it has passed, by whoever approves or signs, and begins there', async () => {
    const { id } = await office.caseUntil('replyReviewed')
    await chief().records(id, FIRST)
    const none = await office.head.tries(id, { ...BACK, returnTo: '没有的一步' })
    expect([none.status, none.json.code]).toEqual([409, 'RETURNED_TO_NO_STEP'])
    const page = needs(await office.head.gets(`/cases/${id}`), 200, 'page').text
    expect(page).toContain('退到哪里')
    const back = await office.head.records(id, { ...BACK, returnTo: 1 })
    expect(back.stage).toBe('reply')
    expect(await waitsFor(chief(), id)).toBe('replyApproved')
    await chief().records(id, FIRST)
    await office.head.records(id, SECOND)
    await office.signer.records(id, { type: 'replyReturned', why: '请再审依据。', returnTo: 'review' })
    expect(await waitsFor(office.counsel, id)).toBe('replyReviewed')
    await office.counsel.records(id, PASSED)
    await chief().records(id, FIRST)
    await office.head.records(id, SECOND)
    await office.signer.records(id, SIGNED)
    expect((await office.signer.gets(`/cases/${id}`)).text).toContain('法制审核</dd>')
  })

  test('nobody who drafted, reviewed or approved it approves it again', async () => {
    const { id } = await office.caseUntil('secrecyReviewed')
    await chief().records(id, DRAFTED)
    await office.counsel.records(id, PASSED)
    expect((await chief().tries(id, FIRST)).json.code).toBe('OWN_DRAFT')
    expect((await chief().opens(id)).may).not.toContain('replyApproved')
    expect(await waitsFor(chief(), id)).toBeUndefined()
    // Nobody is left: it is returned, and drafted by somebody else.
    await office.counsel.records(id, { type: 'replyReturned', why: '请由他人拟稿。' })
    await office.handler.records(id, DRAFTED)
    await office.counsel.records(id, PASSED)
    await chief().records(id, FIRST)
  })

  test('nobody approves it in the place of whoever wrote it', async () => {
    const { id } = await office.caseUntil('secrecyReviewed')
    await chief().records(id, DRAFTED)
    await office.counsel.records(id, PASSED)
    await settles(office, 'deputy', ['handler'], 'yunxi', ['yunxi-gkk'])
    const { chief: personId, deputy: coveredBy } = await staffIn(office)
    const at = office.house.time.now().toISOString()
    const days = { fromDay: '2026-03-02', toDay: '2026-03-02' }
    const decided = { approved: true, decidedBy: 'staff:security', decidedAt: at }
    await office.sql`insert into covers ${office.sql({ id: newId(new Date(at)), personId: personId!, coveredBy: coveredBy!, ...days, by: 'staff:admin', at, ...decided })}`
    const deputy = office.staff('deputy')
    const { status, json } = await deputy.tries(id, FIRST)
    expect([status, json.code]).toEqual([409, 'OWN_DRAFT'])
    expect((await deputy.opens(id)).may).not.toContain('replyApproved')
    expect(await waitsFor(deputy, id)).toBeUndefined()
    // Of another's draft the deputy takes the step.
    const other = await office.caseUntil('replyReviewed')
    expect(await waitsFor(deputy, other.id)).toBe('replyApproved')
    expect((await deputy.records(other.id, FIRST)).facts.at(-1)).toMatchObject({ actingFor: 'chief' })
    // The step is the chief's, who is no second person for the next one.
    await office.sql`update people set roles = '{handler,head}' where username = 'chief'`
    const same = await chief().tries(other.id, SECOND)
    expect([same.status, same.json.code]).toEqual([409, 'APPROVED_BY_THE_SAME'])
    expect((await chief().opens(other.id)).may).not.toContain('replyApproved')
    expect(await waitsFor(chief(), other.id)).toBeUndefined()
    await office.sql`update people set roles = '{handler}' where username = 'chief'`
    await office.head.records(other.id, SECOND)
  })

  test('is approved by who is asked when the body is there, not when it was begun', async () => {
    const { id } = await office.caseUntil('replyReviewed')
    await chief().records(id, FIRST)
    const again = async () => {
      await office.counsel.records(id, { type: 'replyReturned', why: '请重新拟稿。' })
      await office.handler.records(id, DRAFTED)
      await office.counsel.records(id, PASSED)
    }
    const authorization = `Bearer ${await office.head.signsIn()}`
    const { headers, payload } = asSlowUpload({ fact: JSON.stringify(FIRST) }, again)
    const url = `/api/v1/cases/${id}/facts`
    const slow = await send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })
    expect(slow.status).toBe(403)
  })

  test('is approved by nobody whose session ended, or whose role was taken away, while the body came in', async () => {
    const { id } = await office.caseUntil('replyReviewed')
    const slowly = async (meanwhile: () => Promise<unknown>) => {
      const authorization = `Bearer ${await chief().signsIn()}`
      const { headers, payload } = asSlowUpload({ fact: JSON.stringify(FIRST) }, meanwhile)
      const url = `/api/v1/cases/${id}/facts`
      return (await send(office.app, { method: 'POST', url, payload, headers: { ...headers, authorization } })).status
    }
    const mine = office.sql`(select id from people where username = 'chief')`
    expect(await slowly(() => office.sql`delete from sessions where person_id = ${mine}`)).toBe(401)
    const roles = (all: string) => office.sql`update people set roles = ${all}::text[] where username = 'chief'`
    expect(await slowly(() => roles('{registrar}'))).toBe(403)
    await roles('{handler}')
    expect((await office.head.opens(id)).facts.some(({ type }: { type: string }) => type === 'replyApproved')).toBe(
      false,
    )
    await chief().records(id, FIRST)
  })

  test('is approved as it was reviewed: another text is stopped at the step', async () => {
    const { id } = await office.caseUntil('replyReviewed')
    const draft = (await office.counsel.opens(id)).facts.find((one: { type: string }) => one.type === 'replyDrafted')
    const replacement = { outcome: 'disclosed', fields: { paper: '有关批复的复印件1份，共7页，随本答复书交付。' } }
    const why = { why: '页数误记。', approvedBy: '示例·公开办主任' }
    await office.head.records(id, { type: 'rectified', position: draft.position, ...why, replacement })
    // Put right, it still goes through the steps of its day; but it is no longer the text that was reviewed.
    expect((await chief().tries(id, FIRST)).json.code).toBe('CHANGED_SINCE_REVIEW')
    await chief().records(id, { ...FIRST, passed: false, opinion: '请重新审核。' })
  })
})

test('one letter for several applications is approved in each of them', async () => {
  const applicant = { name: '王五', idNumber: residentNumber(700) }
  const ids: string[] = []
  for (const title of ['第1期批复', '第2期批复'])
    ids.push((await office.caseUntil('secrecyReviewed', application({ applicant, request: { title } }))).id)
  const [one, other] = ids as [string, string]
  const draft = { outcome: 'disclosed', fields: { ...ON_PAPER, content: '有关批复随本答复书一并提供。' } }
  needs(
    await office.handler.posts(`/api/v1/cases/${one}/together`, 'draft', { cases: [other], ...draft }),
    201,
    'draft',
  )
  await office.counsel.records(other, PASSED)
  await chief().records(one, FIRST)
  await office.head.records(other, SECOND)
  for (const id of ids)
    expect((await office.head.opens(id)).facts.slice(-4).map(({ type }: { type: string }) => type)).toEqual([
      ...['replyDrafted', 'replyReviewed', 'replyApproved', 'replyApproved'],
    ])
  await office.signer.records(one, SIGNED)
})

test('the page says which step, who may take it, and takes it by its form', async () => {
  const { id } = await office.caseUntil('replyReviewed')
  await chief().signsIn()
  const page = async (who: Office['head']) => needs(await who.gets(`/cases/${id}`), 200, 'page').text
  const own = await page(chief())
  for (const words of ['请审批：科室负责人审核（第1步，共2步）', '可以审批：示例·chief。', 'id="act-replyApproved"'])
    expect(own).toContain(words)
  expect(await page(office.head)).not.toContain('id="act-replyApproved"')
  const heap = needs(await chief().gets('/desk?waiting=me'), 200, 'desk').text
  expect(heap).toContain('待审批<span class="count">')
  const form = { type: 'replyApproved', step: '科室负责人审核', passed: 'false', opinion: '请补充页数。' }
  expect((await chief().posts(`/cases/${id}/facts`, '', form)).status).toBe(303)
  expect(await page(office.handler)).toContain('科室负责人审核未通过（示例·chief）：请补充页数。')
})

test('the sheet says what is proposed and each opinion with name and day, and lies in the bundle', async () => {
  const { id } = await office.caseUntil('replyReviewed')
  const sheet = async () => needs(await office.head.gets(`/api/v1/cases/${id}/approval-sheet`), 200, 'sheet').bytes
  await chief().records(id, FIRST)
  const early = textIn(await sheet())
  expect(early).toContain('科室负责人审核')
  expect(early).not.toContain('附件第3页')
  await office.head.records(id, BACK)
  const back = textIn(await sheet())
  for (const words of ['【不通过】附件第3页的电话应当遮盖。', '内容属实，同意。', '示例·chief', '2026年3月'])
    expect(back).toContain(words)
  // A new draft is a new sheet.
  await office.handler.records(id, DRAFTED)
  expect(textIn(await sheet())).not.toContain('附件第3页')
  await office.counsel.records(id, PASSED)
  await chief().records(id, FIRST)
  await office.head.records(id, SECOND)
  await office.signer.records(id, SIGNED)
  const bundle = needs(await office.head.gets(`/api/v1/cases/${id}/evidence`), 200, 'bundle').bytes
  expect(verifyBundle(bundle)).toMatchObject({ ok: true })
  expect(bundle.includes('呈批单.pdf')).toBe(true)
  const none = await office.caseUntil('registered')
  const undrafted = await office.head.gets(`/api/v1/cases/${none.id}/approval-sheet`)
  expect([undrafted.status, undrafted.json.code, undrafted.json.title]).toEqual([404, 'NOT_FOUND', '还没有拟稿'])
})

test('a draft goes the way of its day, whatever is chosen later', async () => {
  const before = await office.caseUntil('replyDrafted')
  office.itIs('2026-03-03')
  await choosesChain(office, '')
  await office.counsel.records(before.id, PASSED)
  expect((await office.signer.tries(before.id, SIGNED)).json.code).toBe('FACT_NOT_ALLOWED')
  await chief().records(before.id, FIRST)
  await office.head.records(before.id, SECOND)
  await office.signer.records(before.id, SIGNED)
  const { id } = await office.caseUntil('replySigned')
  expect((await office.signer.opens(id)).facts.some(({ type }: { type: string }) => type === 'replyApproved')).toBe(
    false,
  )
})

test('no draft goes round the steps by a date before them; one that is put right goes the way that it went', async () => {
  const { id } = await office.caseUntil('secrecyReviewed')
  const without = await office.caseUntil('replyReviewed')
  office.itIs('2026-03-04')
  await choosesChain(office, STEPS)
  const early = { ...DRAFTED, on: '2026-03-03', evidence: '前一日已经拟稿。' }
  const { facts } = await office.handler.records(id, early)
  expect(facts.at(-1)).toMatchObject({
    type: 'replyDrafted',
    on: '2026-03-03',
    chain: [{ people: ['chief', 'general'] }, {}],
  })
  const drafted = (await office.head.opens(without.id)).facts.find(
    ({ type }: { type: string }) => type === 'replyDrafted',
  )
  const { type: _, ...replacement } = DRAFTED
  const right = { position: drafted.position, why: '页数误记。', approvedBy: '示例·公开办主任', replacement }
  await office.head.records(without.id, { type: 'rectified', ...right })
  await office.signer.records(without.id, SIGNED)
})

test('afterwards every row is what its facts come to, and nothing is moved by night', async () => {
  expect(await recountByNight(office.house)).toEqual([])
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
