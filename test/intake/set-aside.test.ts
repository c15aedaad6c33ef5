/** 无效件: what is no application is set aside and restored with a click; no figure, no list and no reminder has it, the ledger does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Application } from '../../src/acts/application.ts'
import { sweepDeadlines } from '../../src/deadlines/sweep.ts'
import { PASSWORD } from '../../src/demo/district.ts'
import { deskCounts } from '../../src/desk/counts.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { earlierOf } from '../../src/intake/earlier.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { asForm, send } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { application, type Member } from '../support/people.ts'
import { seatOf } from '../support/seat.ts'

const WHY = '商业广告，没有申请公开任何信息。'
const ASIDE = { type: 'setAside', why: WHY }
const RESTORED = { type: 'restored', why: '来信第二页要求公开一份批复。' }

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
})
afterAll(() => office.close())

const filed = async (changes: Parameters<typeof application>[0] = {}) => {
  const one = await office.citizen.files(application(changes))
  return { ...one, id: await office.registrar.finds(one) }
}
/** On paper: received on the day that it was handed in. */
const handedIn = (changes: Parameters<typeof application>[0] = {}) =>
  office.registrar.enters({ ...application(changes), channel: 'counter', on: MONDAY }) as Promise<{
    id: string
    receipt: string
    enquiryCode: string
  }>

/** All that counts cases, as whoever reads it has it. */
async function numbers() {
  const json = async (who: Member, url: string) => (await who.gets(url)).json
  const lines = async (url: string) => (await office.head.gets(url)).text
  const { calendar } = office.house.law()
  const figures = (text: string) => text.replace(/<[^>]+>/g, ' ').match(/[\d.]+/g)
  const [deadlines] = await office.sql`select count(*)::int as n from deadlines`
  return {
    annual: await json(office.head, '/api/v1/reports/annual?year=2026'),
    monthly: await json(office.head, '/api/v1/reports/monthly?month=2026-03'),
    // But for the one that is theirs.
    supervision: figures(
      (await office.supervisor.gets('/supervision')).text.replace(/data-label="无效件">.*?<\/td>/g, ''),
    ),
    analysis: figures(await lines('/analysis?year=2026')),
    register: await lines('/api/v1/cases.csv'),
    open: await json(office.head, '/api/v1/cases'),
    received: await json(office.head, '/api/v1/cases?stage=receive'),
    bySubmission: await json(office.head, '/api/v1/cases?sort=-submitted'),
    waiting: await json(office.registrar, '/api/v1/cases?waiting=me'),
    desk: await deskCounts(office.sql, calendar, { who: { seats: [seatOf('registrar')] } }, office.house.time.today()),
    deadlines: deadlines!.n,
  }
}

describe('no figure has what is set aside', () => {
  test.each([
    ['filed online and not confirmed', filed],
    ['handed in, and so received', handedIn],
  ])('%s: set aside all is as before it came, restored all is as if nothing had been', async (_, comes) => {
    office.itIs(MONDAY)
    await handedIn() // so that no figure is nought for want of anything
    const before = await numbers()
    const one = await comes({ request: { title: '优惠促销酬宾大减价' } })
    const counted = await numbers()
    expect(counted).not.toEqual(before)
    await office.registrar.records(one.id, ASIDE)
    const aside = await numbers()
    expect({ ...aside, desk: { ...aside.desk, aside: before.desk.aside } }).toEqual(before)
    expect(aside.desk.aside).toBe(before.desk.aside + 1)
    await office.registrar.records(one.id, RESTORED)
    expect(await numbers()).toEqual(counted)
    await office.registrar.records(one.id, ASIDE)
  })

  test('its own list has it, a search finds it, and its row says what it is', async () => {
    const { id, receipt } = await handedIn()
    await office.registrar.records(id, ASIDE)
    const idsOf = async (query: string) =>
      (await office.registrar.gets(`/api/v1/cases?${query}`)).json.cases.map((one: { id: string }) => one.id)
    expect(await idsOf('aside=yes')).toContain(id)
    expect(await idsOf(`q=${receipt}`)).toEqual([id])
    expect(await idsOf('q=示例路')).toContain(id)
    expect(await idsOf('')).not.toContain(id)
    const [row] = await office.sql`
      select stage, step, status, received_on, due_on, careful_due_on, next_due_on, counted_on, waits from cases where id = ${id}`
    expect(row).toMatchObject({ stage: 'receive', step: 'setAside', status: 'closed' })
    for (const name of ['receivedOn', 'dueOn', 'carefulDueOn', 'nextDueOn', 'countedOn', 'waits'])
      expect(row![name], name).toBeNull()
    const csv = (await office.head.gets('/api/v1/cases.csv?aside=yes')).text
    expect(csv).toContain(receipt)
  })

  test('the same words asked anew are not held to be asked again', async () => {
    const applicant = { idType: 'passport', idNumber: 'E20260302', name: '李四' }
    const again = application({ applicant, request: { title: '同一封邮件' } })
    const first = await office.citizen.files(again)
    expect(await earlierOf(office.house, again as Application)).toHaveLength(1)
    await office.registrar.records(await office.registrar.finds(first), ASIDE)
    expect(await earlierOf(office.house, again as Application)).toEqual([])
  })
})

describe('no date runs', () => {
  test('no reminder, no lapse; the applicant’s remedy against silence can be recorded all the same', async () => {
    office.itIs(MONDAY)
    const { id } = await handedIn()
    await office.registrar.records(id, ASIDE)
    office.itIs('2026-04-15')
    await sweepDeadlines(office.house)
    await office.theJobsRun()
    const { facts, clock } = await office.registrar.opens(id)
    expect(facts.map(({ type }: { type: string }) => type)).toEqual(['submitted', 'setAside'])
    expect(clock).toMatchObject({
      status: 'closed',
      dueOn: null,
      receivedOn: null,
      inTime: null,
      careful: { dueOn: '2026-03-30' },
    })
    await office.registrar.records(id, { type: 'remedySought', kind: 'reconsideration', body: '示例市人民政府' })
    office.itIs(MONDAY)
  })

  test('an answer that a remedy waits for stays on the desk of whoever gives it', async () => {
    const { id } = await handedIn()
    office.itIs('2026-04-20')
    const sought = { type: 'remedySought', kind: 'reconsideration', body: '示例市人民政府', receivedOn: '2026-04-20' }
    await office.registrar.records(id, sought)
    await office.registrar.records(id, ASIDE)
    const waiting = async (more = '') =>
      (await office.counsel.gets(`/api/v1/cases?waiting=me${more}`)).json.cases.some(
        (one: { id: string }) => one.id === id,
      )
    expect([await waiting(), await waiting('&sort=-submitted')]).toEqual([true, true])
    expect((await office.counsel.opens(id)).may).toContain('remedyAnswered')
    await office.counsel.records(id, { type: 'remedyAnswered' })
    expect(await waiting()).toBe(false)
    expect((await office.registrar.records(id, RESTORED)).facts.at(-1)).toMatchObject({ type: 'restored' })
    office.itIs(MONDAY)
  })

  test('restored, the clock stands as if it had never been set aside, on every day', () => {
    const law = office.house.lawFor('yunxi')
    const submitted = { type: 'submitted', on: '2026-03-02' }
    const others = [
      { type: 'correctionRequested', on: '2026-03-23', answerBy: '2026-04-10', lateReason: '' },
      { type: 'corrected', on: '2026-04-02' },
    ]
    const between = [
      { type: 'setAside', on: '2026-03-03' },
      { type: 'restored', on: '2026-03-20' },
    ]
    for (const channel of ['counter', 'post', 'online'] as const)
      for (const asOf of ['2026-03-21', '2026-03-30', '2026-04-30']) {
        const rest = channel === 'online' ? [{ type: 'confirmed', on: '2026-03-21' }, ...others] : others
        const never = clock({ channel, facts: [submitted, ...rest], asOf }, law)
        expect(clock({ channel, facts: [submitted, ...between, ...rest], asOf }, law)).toEqual(never)
      }
  })
})

test('the registrar sets aside, with a reason, before it is registered; nobody else, and not twice', async () => {
  const { id } = await handedIn()
  for (const who of [office.handler, office.head, office.counsel]) expect((await who.tries(id, ASIDE)).status).toBe(403)
  expect((await office.registrar.tries(id, { type: 'setAside' })).json.errors).toMatchObject([{ field: 'why' }])
  const shown = await office.registrar.records(id, ASIDE)
  expect(shown).toMatchObject({ stage: 'receive', status: 'closed' })
  expect(shown.may).toContain('restored')
  expect(shown.may).not.toContain('registered')
  const refused = await office.registrar.tries(id, { type: 'registered' })
  expect([refused.status, refused.json.code]).toEqual([409, 'FACT_NOT_ALLOWED'])
  expect((await office.registrar.tries(id, ASIDE)).status).toBe(409)
  await office.registrar.records(id, RESTORED)
  await office.registrar.records(id, { type: 'registered' })
  expect((await office.registrar.tries(id, ASIDE)).status).toBe(409)
})

test('many at once: each for itself', async () => {
  const ids = [(await handedIn()).id, (await filed()).id]
  for (const [fact, step] of [
    [ASIDE, 'setAside'],
    [RESTORED, 'open'],
  ] as const) {
    const { json } = await office.registrar.posts('/api/v1/cases/facts', '', { cases: ids, fact })
    expect(json.results.map(({ status }: { status: number }) => status)).toEqual([201, 201])
    const rows = await office.sql`select step from cases where id = any(${ids})`
    expect(rows.map((row) => row.step)).toEqual([step, step])
  }
})

/** The desk in a browser: signed in, and sending forms as its pages do. */
async function atTheDesk(username: string) {
  const signIn = asForm({ username, password: PASSWORD, next: '/desk' })
  const signedIn = await send(office.app, { method: 'POST', url: '/sign-in', ...signIn })
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
  const gets = async (url: string) => (await send(office.app, { url, headers: { cookie } })).text
  const csrf = /name="csrf" value="([^"]+)"/.exec(await gets('/desk'))![1]!
  const posts = (url: string, fields: Record<string, string>) => {
    const { headers, payload } = asForm({ csrf, ...fields })
    return send(office.app, { method: 'POST', url, headers: { ...headers, cookie }, payload })
  }
  return { gets, posts }
}

test('on the desk: the heaps of what came in offer it, its own list offers the way back, and both are confirmed or explained', async () => {
  const [online, paper] = [await filed(), await handedIn()]
  const { gets, posts } = await atTheDesk('registrar')
  // What waits to be confirmed is not set aside by a form that stands open unasked.
  const toConfirm = await gets('/desk?waiting=me&waits=toConfirm')
  expect(toConfirm).not.toContain('一并办理：设为无效件')
  expect(toConfirm).toContain('waits=toConfirm&amp;act=setAside#together')
  expect(await gets('/desk?waiting=me&waits=toConfirm&act=setAside')).toContain('一并办理：设为无效件')
  const heap = await gets('/desk?waiting=me&waits=toRegister')
  expect(heap).toContain('一并办理：登记')
  expect(heap).toContain('waits=toRegister&amp;act=setAside#together')
  expect(await gets('/desk?waiting=me&waits=toRegister&act=setAside')).toContain('凡是要求提供、公开信息的，都是申请')
  const ticked = { [`case.${online.id}`]: 'on', [`case.${paper.id}`]: 'on' }
  const unconfirmed = await posts('/desk/facts', { ...ticked, type: 'setAside', why: WHY })
  expect([unconfirmed.status, unconfirmed.text.includes('请确认后再提交')]).toEqual([422, true])
  expect((await posts('/desk/facts', { ...ticked, type: 'setAside', why: WHY, confirm: 'yes' })).text).toContain(
    '已记录 2 件',
  )
  const list = await gets('/desk?aside=yes')
  for (const { id } of [online, paper]) expect(list).toContain(`data-case="${id}"`)
  expect(list).toContain('一并办理：恢复')
  // Whoever supervises has the number, and behind it the cases.
  const [aside] = await office.sql<{ n: number }[]>`
    select count(*)::int as n from cases where step = 'setAside' and agency_id = 'yunxi'`
  const supervision = (await office.head.gets('/supervision')).text
  const [, address, n] = /data-label="无效件"><a href="([^"]+)">(\d+)</.exec(supervision)!
  expect(Number(n)).toBe(aside!.n)
  const behind = (await office.head.gets(address!.replaceAll('&amp;', '&'))).text
  for (const { id } of [online, paper]) expect(behind).toContain(`/cases/${id}`)
  const page = await gets(`/cases/${paper.id}`)
  expect(page).toContain('最迟于2026年3月30日答复')
  expect(page).not.toContain('已办结')
  expect((await posts('/desk/facts', { ...ticked, type: 'restored', why: RESTORED.why })).text).toContain('已记录 2 件')
})

describe('whoever looks it over sees what speaks against it', () => {
  const LATE = /data-doubt[^>]*>.{0,60}答复期限（从严至2026年3月30日）已经届满/s
  const ASKING = /data-doubt[^>]*>.{0,60}来件中有“申请”“公开”/s
  const plain = { title: '优惠酬宾', description: '全场五折，欢迎来电。' }
  const pagesOf = async (id: string) => {
    await office.head.signsIn() // a page sends whoever is no longer signed in to the door
    return [
      (await office.head.gets(`/cases/${id}`)).text,
      rowOf(id, (await office.head.gets('/desk?aside=yes')).text),
      rowOf(id, (await office.head.gets('/supervision/cases?of=aside&agency=yunxi')).text),
      rowOf(id, (await office.head.gets('/analysis/withheld')).text),
    ]
  }
  /** Of a page what it says of this case, up to the next one. */
  const rowOf = (id: string, page: string) =>
    page.split(/(?=data-(?:case|doubted)=")/).find((part) => part.includes(`="${id}"`) && /^data-/.test(part)) ?? ''

  test('an advertisement in time: by whom, when and why, and no doubt', async () => {
    office.itIs(MONDAY)
    const { id } = await handedIn({ request: plain })
    await office.registrar.records(id, ASIDE)
    const [own, desk, supervised, again] = await pagesOf(id)
    for (const page of [own, desk, supervised]) expect(page).toContain(WHY)
    for (const page of [desk, supervised]) expect(page).toMatch(/2026年3月2日设为无效件：/)
    for (const page of [own, desk, supervised]) expect(page).not.toContain('data-doubt')
    expect(again).toBe('')
    expect(supervised).not.toMatch(/尚未答复|尚未确认/)
  })

  test('what asks for something is flagged in each of the four places', async () => {
    const { id } = await handedIn()
    await office.registrar.records(id, ASIDE)
    for (const page of await pagesOf(id)) expect(page).toMatch(ASKING)
    for (const page of await pagesOf(id)) expect(page).not.toMatch(LATE)
  })

  test('set aside after the day of the reply, it is flagged, whatever day its recorder gives it', async () => {
    office.itIs(MONDAY)
    const { id } = await handedIn({ request: plain })
    office.itIs('2026-04-02')
    await office.registrar.records(id, { ...ASIDE, on: '2026-03-04', evidence: '当时已经口头确定。' })
    for (const page of await pagesOf(id)) expect(page).toMatch(LATE)
    office.itIs(MONDAY)
  })

  test('who cannot restore it is told whom to ask, who can has the form', async () => {
    const { gets } = await atTheDesk('registrar')
    const registrars = await office.sql<{ name: string }[]>`
      select name from people where agency_id = 'yunxi' and 'registrar' = any(roles) and ended_at is null`
    await office.head.signsIn()
    const list = (await office.head.gets('/desk?aside=yes')).text
    expect(list).toContain(`data-restored-by="${registrars.length}"`)
    for (const { name } of registrars) expect(list).toContain(name)
    expect(list).not.toContain('一并办理：恢复')
    const theirs = await gets('/desk?aside=yes')
    expect([theirs.includes('data-restored-by'), theirs.includes('一并办理：恢复')]).toEqual([false, true])
  })
})

test('the applicant reads on their page what was found and why, what it means, and how to object; no mail goes out', async () => {
  const one = await filed({ applicant: { email: 'zhang@example.cn' } })
  await office.theJobsRun()
  const mailsOf = async () =>
    (await office.registrar.opens(one.id)).facts.filter((f: { type: string }) => f.type === 'mailSent')
  const before = await mailsOf()
  await office.registrar.records(one.id, ASIDE)
  await office.theJobsRun()
  expect(await mailsOf()).toHaveLength(before.length)
  const followed = await office.citizen.follows(one)
  expect(followed).toMatchObject({ stage: 'receive', clock: { status: 'closed', dueOn: null } })
  expect(followed.may).not.toContain('withdrawn')
  const signIn = asForm({ receipt: one.receipt, enquiryCode: one.enquiryCode })
  const opened = await send(office.app, { method: 'POST', url: '/track', ...signIn })
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!
  for (const [root, says] of [
    ['/', ['没有作为申请办理', WHY, '请其恢复办理', '最迟于 2026年3月30日 答复']],
    ['/en/', ['Not handled as a request', WHY, 'have it restored']],
  ] as const) {
    const page = (await send(office.app, { url: `${root}track/${one.receipt}`, headers: { cookie } })).text
    for (const words of says) expect(page).toContain(words)
    expect(page).not.toContain('已办结')
  }
})

test('the ledger and the evidence have it, and everything verifies', async () => {
  const { id } = await handedIn()
  await office.registrar.records(id, ASIDE)
  const { facts } = await office.registrar.opens(id)
  expect(facts.at(-1)).toMatchObject({ type: 'setAside', why: WHY, by: 'staff:registrar' })
  expect(await verifyAll(office.house)).toMatchObject({ ok: true })
})
