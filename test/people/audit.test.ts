import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { linesOf, type Wanted } from '../../src/audit/read.ts'
import { type Line, openTeller } from '../../src/audit/write.ts'
import type { Sql } from '../../src/db/client.ts'
import { newId } from '../../src/ground/ids.ts'
import { refusedAtTheDoor } from '../../src/people/refused.ts'
import { sweepDoor } from '../../src/people/sweep.ts'
import { REPEATED, tasksOf } from '../../src/worker.ts'
import { asked } from '../consultations/parties.ts'
import { type Json, send } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { application, type Member, needs } from '../support/people.ts'
import { times } from '../support/proof.ts'
import { GOOD, joins, later, visitorAt } from './visitor.ts'

let office: Office
let auditor: Member
beforeAll(async () => {
  office = await openOffice()
  auditor = office.staff('auditor')
})
afterAll(() => office.close())

const entries = async (query = '', who = auditor): Promise<Json[]> =>
  needs(await who.gets(`/api/v1/audit${query}`), 200, 'no audit').json.entries
const all = async () => JSON.stringify(await office.sql`select * from audit_lines`)

test('a body that is refused as it comes is a line of whoever sent it; of nobody there is none', async () => {
  const { asks, registrar } = { asks: office.app, registrar: await office.registrar.signsIn() }
  const since = await office.sql<{ n: number }[]>`select count(*)::int as n from audit_lines`
  const sends = (type: string, payload: string, authorization?: string) =>
    send(asks, {
      ...{ method: 'POST', url: '/api/v1/cases', payload },
      headers: { 'content-type': type, ...(authorization && { authorization }) },
    })
  const bodies: [type: string, payload: string, status: number][] = [
    ['application/json', JSON.stringify({ title: '大'.repeat(400_000) }), 413],
    ['application/json', '{"title":', 400],
    ['text/csv', 'title', 400],
  ]
  for (const [type, payload, status] of bodies) {
    const answers = [await sends(type, payload, `Bearer ${registrar}`), await sends(type, payload)]
    expect([type, answers[0]!.status]).toEqual([type, status])
  }
  const lines = await office.sql<{ by: string; succeeded: boolean; detail: { route: string; status: number } }[]>`
    select by, succeeded, detail from audit_lines order by id offset ${since[0]!.n}`
  const route = 'POST /api/v1/cases'
  expect(lines).toMatchObject(
    bodies.map(([, , status]) => ({ by: 'staff:registrar', succeeded: false, detail: { route, status } })),
  )
})

describe('a day in the office', () => {
  const SECRET = 'my-Password-typed-as-a-name'
  const NAME = '欧阳不重名'
  let id: string
  beforeAll(async () => {
    const content = application({ applicant: { name: NAME } })
    id = (await office.caseUntil('replySigned', content)).id
    await joins(office, 'archivist-two', ['archivist'])
  })

  test('each way in and out is a line, done or not; what was typed as a name is not kept', async () => {
    const visitor = visitorAt(office.app, { address: '198.51.100.7' })
    await visitor.signsIn('archivist-two', 'wrong')
    await visitor.signsIn(SECRET, 'wrong')
    await visitor.signsIn(SECRET, 'wrong again')
    await visitor.signsIn('archivist-two', GOOD)
    await visitor.submits('/profile', '/sign-out')
    const said = (await entries('?what=signIn')).filter(({ address }) => address === '198.51.100.7')
    expect(said.map(({ by, succeeded, reason }) => [by, succeeded, reason])).toEqual([
      ['staff:archivist-two', true, undefined],
      ['nobody', false, 'SIGN_IN_FAILED'],
      ['nobody', false, 'SIGN_IN_FAILED'],
      ['staff:archivist-two', false, 'SIGN_IN_FAILED'],
    ])
    expect(said[1].subject, 'the same name is known again').toMatch(/^#/)
    expect(said[1].subject).toBe(said[2].subject)
    expect(await entries('?what=signOut&by=archivist-two')).toHaveLength(1)
    expect(await all()).not.toContain(SECRET)
  })

  test('each look at the case is a line with the case: page, letter, file, bundle, picture of a document, and who may not', async () => {
    const { letters } = await office.registrar.opens(id)
    const { files } = needs(await office.registrar.adds(id, [{ name: `${NAME}.txt`, content: '甲' }]), 201, 'none').json
    await office.registrar.gets(`/cases/${id}`)
    await office.registrar.gets(`/api/v1/cases/${id}/letters/${letters[0].id}`)
    await office.registrar.gets(`/api/v1/cases/${id}/files/${files[0].id}`)
    await office.registrar.gets(`/api/v1/cases/${id}/evidence`)
    await office.registrar.posts(`/api/v1/cases/${id}/papers/${id}`, '', {})
    await office.staff('admin').gets(`/cases/${id}`)
    const { number } = await office.registrar.opens(id)
    const said = await entries(`?case=${encodeURIComponent(number)}`)
    expect(said).toEqual(await entries(`?case=${id}`))
    expect(said.every((line) => line.case === id && line.number === number && line.agencyId === 'yunxi')).toBe(true)
    expect(said.slice(0, 8).map(({ by, what, status }) => [by, what, status])).toEqual([
      ['staff:registrar', 'case', 200],
      ['staff:admin', 'case', 403],
      ['staff:registrar', 'paper', 404],
      ['staff:registrar', 'bundle', 200],
      ['staff:registrar', 'file', 200],
      ['staff:registrar', 'letter', 200],
      ['staff:registrar', 'case', 200],
      ['staff:registrar', 'files', 201],
    ])
    expect(said.find(({ what }) => what === 'file').subject).toBe(files[0].id)
    expect(said.at(-1), 'opened first to confirm it').toMatchObject({ what: 'fact', succeeded: true })
  })

  test('a search is a line without its words, and whoever knows them finds it', async () => {
    await office.registrar.gets(`/desk?q=${encodeURIComponent(` ${NAME} `)}&due=overdue`)
    const [found] = await entries(`?words=${encodeURIComponent(NAME)}`)
    expect(found).toMatchObject({ by: 'staff:registrar', what: 'search', filter: { due: 'overdue' } })
    expect(await entries('?words=another')).toEqual([])
    const [own] = await entries('?what=audit')
    expect(own).toMatchObject({ by: 'staff:auditor', words: expect.any(String) })
    for (const named of [NAME, '危旧房', '张三']) expect(await all(), named).not.toContain(named)
  })

  test('lines are found by person, kind, day and outcome, page by page', async () => {
    const of = async (query: string) => (await entries(query)).map(({ by, what, succeeded }) => [by, what, succeeded])
    expect(new Set((await of('?by=REGISTRAR')).map(([by]) => by))).toEqual(new Set(['staff:registrar']))
    expect(await of('?by=示例·登记员')).toEqual(await of('?by=registrar'))
    expect(new Set((await of('?failed=yes')).map(([, , done]) => done))).toEqual(new Set([false]))
    expect((await of(`?from=${MONDAY}&to=${MONDAY}`)).length).toBeGreaterThan(20)
    expect(await of('?to=2026-03-01')).toEqual([])
    expect((await auditor.gets('/api/v1/audit?what=nothing')).json.errors[0].field).toBe('what')
    expect((await auditor.gets('/audit?from=x')).status).toBe(422)
    for (let i = 0; i < 60; i++) await auditor.gets('/profile')
    const first = (await auditor.gets('/audit')).text
    const next = /href="\/audit\?(cursor=[^"]+)"/.exec(first)![1]
    const ids = (page: string) => [...page.matchAll(/data-line="([^"]+)"/g)].map(([, line]) => line!)
    const more = ids((await auditor.gets(`/audit?${next}`)).text)
    expect([ids(first).length, ids(first).some((line) => more.includes(line))]).toEqual([50, false])
  })

  test('today, seven days, this month and the last are one click each, and keep what else was asked', async () => {
    const { text } = needs(await auditor.gets('/audit?by=registrar'), 200, 'no page')
    const links = [...text.matchAll(/href="\/audit\?(by=registrar&amp;from=[^"]+)"[^>]*>([^<]+)</g)]
    expect(links.map(([, query, label]) => [label, query!.replaceAll('&amp;', '&')])).toEqual([
      ['今天', `by=registrar&from=${MONDAY}&to=${MONDAY}`],
      ['近七天', `by=registrar&from=2026-02-24&to=${MONDAY}`],
      ['本月', `by=registrar&from=2026-03-01&to=${MONDAY}`],
      ['上月', 'by=registrar&from=2026-02-01&to=2026-02-28'],
    ])
  })

  test('security officers read what auditors did, and nothing of anybody else', async () => {
    const security = office.staff('security')
    await auditor.gets('/audit?what=case')
    const said = await entries('', security)
    expect(new Set(said.map(({ by }) => by))).toEqual(new Set(['staff:auditor']))
    expect(await entries('?by=registrar', security)).toEqual([])
    expect((await security.gets('/audit.jsonl')).text).not.toContain('staff:registrar')
    expect((await security.gets('/audit')).text).toContain('由安全管理员审查')
    expect((await security.gets('/audit/standing')).status).toBe(403)
    expect((await entries('?by=security&what=audit')).length, 'theirs are in it, too').toBeGreaterThan(1)
  })

  test('a person, a number or days that there are not are named: an empty page says that nobody did', async () => {
    for (const [query, said] of [
      ['case=2026-9999', '没有这一编号'],
      ['by=%E4%B8%8D%E5%9C%A8', '没有这个人员'],
      ['from=2026-03-02&to=2026-03-01', '早于'],
    ] as const) {
      const { text } = needs(await auditor.gets(`/audit?${query}`), 422, said)
      expect(text).toContain(said)
      expect(text).not.toMatch(/没有符合条件的记录|audit\.csv/)
    }
    expect(await entries('?case=2026-9999')).toEqual([])
  })

  test('auditors read what belongs to their agencies; names that nobody has are told to the intake office', async () => {
    await joins(office, 'auditor-jyj', ['auditor'], 'yunxi-jyj')
    await office.sql`update people set demonstration = true where username = 'auditor-jyj'`
    const visitor = visitorAt(office.app)
    await visitor.signsIn('auditor-jyj')
    const { id: theirs } = await office.caseUntil('submitted', application({ agency: 'yunxi-jyj' }))
    await office.supervisor.opens(theirs)
    const text = (await visitor.gets('/audit.jsonl')).text
    expect(text).toContain(theirs)
    expect(text).toContain('staff:auditor-jyj')
    for (const other of [id, '"nobody"', '"agencyId":"yunxi"']) expect(text, other).not.toContain(other)
    expect((await auditor.gets('/audit.jsonl')).text).toContain('"agencyId":"yunxi-jyj"')
  })
})

describe('whose line it is', () => {
  const linesOfCase = (id: string) =>
    office.sql<Json[]>`
      select agency_id, by, what, succeeded, subject, detail from audit_lines where case_id = ${id} order by id`

  test('that of whoever did it; the agency of the case has a copy, and a case that only the query names has nothing', async () => {
    await joins(office, 'registrar-jyj', ['registrar'], 'yunxi-jyj')
    await joins(office, 'reads-jyj', ['auditor'], 'yunxi-jyj')
    await office.sql`update people set demonstration = true where username in ('registrar-jyj', 'reads-jyj')`
    const { id } = await office.caseUntil('submitted', application())
    const before = (await linesOfCase(id)).length
    const stranger = visitorAt(office.app)
    await stranger.signsIn('registrar-jyj')
    const theirs = visitorAt(office.app)
    await theirs.signsIn('reads-jyj')
    await stranger.gets(`/desk?q=${encodeURIComponent('随便找找')}&case=${id}`)
    expect(await linesOfCase(id), 'a query says nothing of a case').toHaveLength(before)
    const [own] = (await theirs.gets('/api/v1/audit?by=registrar-jyj&what=search')).json.entries
    expect(own).toMatchObject({ agencyId: 'yunxi-jyj', filter: { case: id } })

    await stranger.gets(`/cases/${id}`)
    // Both are of one instant, in which ids have no order.
    const both = (await linesOfCase(id)).filter(({ by }) => by === 'staff:registrar-jyj')
    expect(both.toSorted((a, b) => a.agencyId.localeCompare(b.agencyId))).toEqual([
      expect.objectContaining({
        agencyId: 'yunxi',
        succeeded: false,
        detail: expect.objectContaining({ of: 'yunxi-jyj' }),
      }),
      expect.objectContaining({ agencyId: 'yunxi-jyj', succeeded: false }),
    ])
    expect(await entries(`?case=${id}&by=registrar-jyj`), 'once, for who audits both').toHaveLength(1)
  })

  test('staff who read a case by its enquiry code are told like others, by program, cookie and page', async () => {
    const filed = await office.citizen.files(application())
    const { receipt, enquiryCode } = filed
    const id = await office.registrar.finds(filed)
    const before = (await linesOfCase(id)).length
    const url = `/api/v1/applications/${receipt}`
    const token = await office.registrar.signsIn()
    const headers = { 'enquiry-code': enquiryCode, authorization: `Bearer ${token}` }
    await send(office.app, { url, headers })
    await send(office.app, { url: `${url}/letters/${id}`, headers })
    await send(office.app, {
      url: `${url}/files/${id}`,
      headers: { ...headers, authorization: '', cookie: `ysqgk=${token}` },
    })
    await send(office.app, { url: `/en/track/${receipt}`, headers: { cookie: `ysqgk=${token}` } })
    await send(office.app, { url, headers: { ...headers, 'enquiry-code': 'wrong' } })
    await send(office.app, { url, headers: { 'enquiry-code': enquiryCode } })
    expect((await linesOfCase(id)).slice(before).map(({ by, what, succeeded }) => [by, what, succeeded])).toEqual([
      ['staff:registrar', 'case', true],
      ['staff:registrar', 'letter', false],
      ['staff:registrar', 'file', false],
      ['staff:registrar', 'case', true],
      ['staff:registrar', 'case', false],
      ['applicant', 'case', true],
    ])
  })

  test('what applicants and those who are consulted read with their codes is a line with the case; the same look again is counted', async () => {
    const { id, receipt, enquiryCode } = await office.caseUntil('replySigned')
    const before = (await linesOfCase(id)).length
    const url = `/api/v1/applications/${receipt}`
    const asks = (path: string, code = enquiryCode, remoteAddress = '2001:db8:1:2:3:4:5:6') =>
      send(office.app, { url: url + path, headers: { 'enquiry-code': code }, remoteAddress })
    const { letters } = needs(await asks(''), 200, 'no case').json
    for (let i = 0; i < 3; i++) await asks('')
    needs(await asks(`/letters/${letters[0].id}`), 200, 'no letter')
    for (const none of [id, newId(new Date()), newId(new Date())]) await asks(`/letters/${none}`)
    later(office, 601)
    await asks('')
    const said = await office.sql<Json[]>`
      select by, what, succeeded, subject, address, (detail ->> 'again')::int as again from audit_lines
      where case_id = ${id} and by = 'applicant' order by id`
    const look = { by: 'applicant', address: '2001:db8:1:2::/64', succeeded: true, again: null, subject: null }
    expect(said).toEqual([
      { ...look, what: 'case' },
      { ...look, what: 'letter', subject: letters[0].id },
      { ...look, what: 'letter', succeeded: false },
      { ...look, what: 'case', again: 3 },
    ])
    // The opening of the letter is a fact, whose record is the ledger: of the audit there are only these.
    expect((await linesOfCase(id)).length).toBe(before + 4)
    expect(await entries(`?by=applicant&case=${id}`)).toHaveLength(4)
    const browser = visitorAt(office.app)
    await browser.posts('/track', { receipt, enquiryCode })
    await browser.gets(`/track/${receipt}`)
    await browser.gets('/receipt.pdf')
    const pages = (await linesOfCase(id)).slice(before + 4)
    expect(pages.map(({ by, what, detail }) => [by, what, detail.route])).toEqual([
      ['applicant', 'case', 'GET /track/:receipt'],
      ['applicant', 'letter', 'GET /receipt.pdf'],
    ])
  })

  test('a code that does not fit is a line of the case that it was tried on: once in ten minutes, counted; staff have their own', async () => {
    const { id, receipt, party } = await asked(office)
    const inVain = () => office.sql<Json[]>`
      select agency_id, case_id, what, succeeded, address, detail ->> 'reason' as reason, detail ->> 'route' as route,
        (detail ->> 'again')::int as again from audit_lines
      where by = 'nobody' and what <> 'signIn' order by id`
    const from = { remoteAddress: '2001:db8:9::1' }
    const program = (code: string, url = `/api/v1/applications/${receipt}`) =>
      send(office.app, { url, headers: { 'enquiry-code': code, 'answer-code': code }, ...from })
    for (const code of ['AAAAAAAAAA', 'BBBBBBBBBB', '']) expect((await program(code)).status).toBe(404)
    const line = { agencyId: 'yunxi', caseId: id, what: 'case', succeeded: false, address: '2001:db8:9:0::/64' }
    const told = { ...line, reason: 'CODE_UNFIT', again: null, route: 'GET /api/v1/applications/:receipt' }
    await expect.poll(inVain).toEqual([told])
    later(office, 601)
    await program('CCCCCCCCCC')
    await expect.poll(inVain).toEqual([told, { ...told, again: 2 }])
    // Of what there is not nobody fills the audit; nor of looks without any code, which are sent to the door.
    for (const none of ['20260302-00000-000000', 'nothing', '%00', '\u2028'])
      await program('AAAAAAAAAA', `/api/v1/applications/${encodeURIComponent(none)}`)
    await send(office.app, { url: `/track/${receipt}`, ...from })
    await program('AAAAAAAAAA', `/api/v1/consultations/${party.number}`)
    await expect.poll(async () => (await inVain()).length).toBe(2) // the same case from the same network
    const browser = visitorAt(office.app)
    const tried = await browser.posts('/track', { receipt, enquiryCode: 'AAAAAAAAAA' })
    expect([tried.status, tried.headers.location]).toEqual([303, expect.stringContaining('again=1')])
    const consulted = visitorAt(office.app)
    const answered = await consulted.posts('/answer', { number: party.number, code: 'AAAAAAAAAA' })
    expect([answered.status, answered.headers.location]).toEqual([303, expect.stringContaining('again=1')])
    const routes = async () => (await inVain()).slice(2).map(({ route, caseId }) => [route, caseId])
    await expect
      .poll(async () => (await routes()).toSorted())
      .toEqual([
        ['POST /answer', id],
        ['POST /track', id],
      ])
    const page = (await auditor.gets(`/audit?case=${id}&failed=yes`)).text
    expect(page).toContain('查询码或者答复码不符')
    expect(page).toContain('此前另有2次同样的尝试')
    // From however many networks: of one case two hundred an hour, and the next line says how many had none.
    const fromNetwork = (n: number) =>
      send(office.app, {
        url: `/api/v1/applications/${receipt}`,
        headers: { 'enquiry-code': 'AAAAAAAAAA' },
        remoteAddress: `2001:db8:${n.toString(16)}:7::1`,
      })
    for (let n = 1; n <= 220; n++) await fromNetwork(n)
    await expect.poll(async () => (await inVain()).length).toBe(200)
    later(office, 3_601)
    await fromNetwork(221)
    await expect.poll(async () => (await inVain()).at(-1)).toMatchObject({ again: 24 })
    expect(await all()).not.toContain('AAAAAAAAAA')
  })

  test('a template that is previewed with a case names the case', async () => {
    const { id } = await office.caseUntil('registered')
    const { number } = await office.registrar.opens(id)
    const before = (await linesOfCase(id)).length
    const url = `/templates/disclosed/versions/shipped/preview.pdf?case=${encodeURIComponent(number)}`
    needs(await office.staff('counsel').gets(url), 200, 'no preview')
    expect((await linesOfCase(id)).slice(before)).toMatchObject([{ by: 'staff:counsel', succeeded: true }])
  })

  test('nothing with as many digits as an identity number is kept of an address', async () => {
    const digits = ['440101199001011234', '44010119900101123X', '440101-19900101-1234', '13800138000']
    for (const typed of digits) {
      await office.registrar.gets(`/desk?handler=${typed}&unit=${typed}`)
      await office.registrar.gets(`/api/v1/cases/x/letters/${typed}`)
    }
    const said = await all()
    for (const typed of digits) expect(said, typed).not.toContain(typed)
    await office.registrar.gets('/desk?handler=handler&from=2026-03-02')
    expect((await entries('?by=registrar&what=list'))[0].filter).toEqual({ handler: 'handler', from: '2026-03-02' })
  })
})

describe('where the audit cannot be written', () => {
  const starved = async (act: () => Promise<void>) => {
    await office.sql.unsafe(`
      create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'full'; end $$;
      create trigger full_disk before insert on audit_lines for each row execute function full_disk()`)
    const told = vi.spyOn(console, 'error').mockImplementation(() => {})
    try {
      await act()
    } finally {
      told.mockRestore()
      await office.sql.unsafe('drop trigger full_disk on audit_lines; drop function full_disk')
    }
  }

  test('nothing is read, nobody comes in, and no setting changes', async () => {
    const { id } = await office.caseUntil('replySigned')
    const { letters } = await office.registrar.opens(id)
    const admin = office.staff('admin')
    for (const who of [office.registrar, admin, auditor]) await who.signsIn()
    const agency = async () => JSON.stringify(await office.sql`select * from agencies order by id`)
    const before = await agency()
    await starved(async () => {
      for (const path of [
        `/cases/${id}`,
        `/api/v1/cases/${id}`,
        '/desk',
        `/api/v1/cases/${id}/letters/${letters[0].id}`,
      ]) {
        const answer = await office.registrar.gets(path)
        expect([path, answer.status]).toEqual([path, 503])
        for (const content of ['危旧房', '张三', '%PDF']) expect(answer.text).not.toContain(content)
        expect(answer.headers['content-disposition']).toBeUndefined()
      }
      expect((await auditor.gets('/audit.csv')).status).toBe(503)
      expect((await admin.patches('/api/v1/agencies/yunxi', { phone: '0000-1111111' })).status).toBe(503)
      const visitor = visitorAt(office.app)
      for (const password of [GOOD, 'wrong'])
        expect((await visitor.signsIn('archivist-two', password)).status, password).toBe(503)
      expect(await visitor.isIn()).toBe(false)
    })
    expect(await agency()).toBe(before)
    expect((await office.registrar.gets(`/cases/${id}`)).status).toBe(200)
  })

  test('one line that cannot be written stops no other', async () => {
    const teller = openTeller(office.house)
    const line = (by: string): Line => ({ by, what: 'page', succeeded: true })
    const tries = [line('staff:a'), line('staff:b'), { ...line('staff:c'), caseId: 'no id' }, line('staff:d')].map(
      teller,
    )
    expect((await Promise.allSettled(tries)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect((await office.sql`select 1 from audit_lines where by in ('staff:a', 'staff:b', 'staff:d')`).length).toBe(3)
  })
})

test('years of sweeps and nights take no line away', async () => {
  // By the law six months at least (网络安全法); the audit is kept as long as what it tells of.
  const [{ last }] = (await office.sql`select max(id::text) as last from audit_lines`) as unknown as [{ last: string }]
  const kept = async () => {
    const [lines] = await office.sql`
      select count(*)::int as n, md5(string_agg(l::text, '' order by l.agency_id, l.id)) as digest
      from audit_lines l where l.id <= ${last}::uuid`
    return lines
  }
  const before = await kept()
  expect(before!.n).toBeGreaterThan(100)
  const now = office.house.time.now()
  const tasks = tasksOf(office.house)
  for (const years of [1, 11]) {
    office.itIs(`${now.getFullYear() + years}-06-01`)
    for (const name of REPEATED) await tasks[name]!({}, { job: { attempts: 1 } } as never)
  }
  expect(await kept()).toEqual(before)
  office.itIs(MONDAY)
})

test('a page is found by its index, among so many lines', async () => {
  const { sql } = office
  const MANY = times(20_000, 1_000_000)
  await sql.unsafe(`
    insert into audit_lines (agency_id, id, at, by, what, case_id, succeeded, detail, words)
    select case when n % 3 = 0 then 'yunxi-jyj' else 'yunxi' end,
      (lpad(to_hex(1772000000000 + n), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid, now(),
      'staff:person-' || n % 50, case when n % 1000 = 0 then 'paper' else 'case' end, md5((n / 7)::text)::uuid, n % 500 <> 0,
      '{"route": "GET /cases/:id", "status": 200}', case when n % 2000 = 0 then 'words' end
    from generate_series(1, ${MANY}) n`)
  await sql`analyze audit_lines`
  const [{ id }] =
    (await sql`select id from audit_lines where by = 'staff:person-7' order by id offset 100 limit 1`) as unknown as [
      { id: string },
    ]
  const asks: Wanted[] = [
    {},
    { by: ['staff:person-7'] },
    { what: ['paper'] },
    { what: ['case'], failed: true },
    { failed: true },
    { words: 'words' },
    { by: ['staff:not-there'] },
    { caseIds: ['00000000-0000-4000-8000-000000000000'] },
    { from: '2026-02-25', to: '2026-02-26' },
  ]
  for (const wanted of asks)
    for (const how of [{}, { beyond: id }, { beyond: id, order: 'asc' as const }]) {
      const { scans, rows } = await sql.begin(async (tx) => {
        const soFar = async () => {
          const [stats] = await tx<{ scans: number; rows: number }[]>`
            select seq_scan::int as scans, (idx_tup_fetch + seq_tup_read)::int as rows
            from pg_stat_xact_user_tables where relname = 'audit_lines'`
          return stats!
        }
        const before = await soFar()
        await linesOf(tx as unknown as Sql, ['yunxi', 'yunxi-jyj'], wanted, { most: 50, ...how })
        const after = await soFar()
        return { scans: after.scans - before.scans, rows: after.rows - before.rows }
      })
      expect({ scans, few: rows < MANY / 20 }, JSON.stringify({ wanted, how, rows })).toEqual({ scans: 0, few: true })
    }
})

test('a flood at the door is counted, and told in few lines', async () => {
  const failed = async (by: string) =>
    office.sql<{ detail: Record<string, number> }[]>`
      select detail from audit_lines where by = ${by} and what = 'signIn' and not succeeded order by id`
  const before = (await failed('nobody')).length
  const from = { address: '203.0.113.1', program: '' }
  for (let i = 0; i < 150; i++) await refusedAtTheDoor(office.house, from, { typed: `name ${i}` }, 'SIGN_IN_FAILED')
  expect((await failed('nobody')).length - before).toBeLessThanOrEqual(100)
  // A flood under names that are nobody's hides no try on somebody's account.
  await refusedAtTheDoor(office.house, from, { username: 'head' }, 'SIGN_IN_FAILED')
  expect(await failed('staff:head')).toHaveLength(1)
  later(office, 31)
  await refusedAtTheDoor(office.house, from, { typed: 'one more' }, 'SIGN_IN_FAILED')
  const { left } = (await failed('nobody')).at(-1)!.detail
  expect(left).toBeGreaterThanOrEqual(50)
  later(office, 86_400)
  await sweepDoor(office.house)
  const forgotten = (await failed('system')).at(-1)!.detail
  expect(forgotten.unseen, 'told once more when they are forgotten').toBeGreaterThanOrEqual(left!)
})

test('an account that is delayed is a line at once, and each tenth try after it', async () => {
  await joins(office, 'archivist-three', ['archivist'])
  const visitor = visitorAt(office.app, { address: '203.0.113.77' })
  const tries = async (n: number, name: string) => {
    for (let i = 0; i < n; i++) await visitor.signsIn(name, 'wrong')
  }
  await tries(21, 'archivist-three')
  await tries(11, 'nobody-of-this-name')
  const delayed = await office.sql<Json[]>`
    select by, succeeded, (detail ->> 'unseen')::int as unseen from audit_lines
    where detail ->> 'reason' = 'SIGN_IN_DELAYED' and address = '203.0.113.77' order by id`
  expect(delayed).toEqual([
    { by: 'staff:archivist-three', succeeded: false, unseen: 1 },
    { by: 'staff:archivist-three', succeeded: false, unseen: 10 },
    { by: 'nobody', succeeded: false, unseen: 1 },
  ])
})
