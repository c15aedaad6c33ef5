/** Rights are proposed by one person and decided by another; duties exclude one another as the database has it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Mail } from '../../src/ground/post.ts'
import type { Jobs } from '../../src/jobs/enqueue.ts'
import { areExclusive, ROLES, type Role } from '../../src/people/may.ts'
import { tellOfRecovery } from '../../src/people/told.ts'
import { asJson, type Json, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import type { Member } from '../support/people.ts'
import { codes, follows, GOOD_PASSWORD, settles, staffIn, standing } from './colleagues.ts'
import { later } from './visitor.ts'

let office: Office
let admin: Member
let security: Member
let ids: Record<string, string>

beforeAll(async () => {
  office = await openOffice()
  admin = office.staff('admin')
  security = office.staff('security')
  ids = await staffIn(office)
})
afterAll(() => office.close())

let n = 0
let username: string
beforeEach(() => {
  username = `newcomer-${++n}`
})

const invites = (who: Member, more: object = {}, how = {}) =>
  who.posts(
    '/api/v1/people',
    '',
    { username, name: '示例·新人', roles: ['handler'], units: ['yunxi-zhk'], ...more },
    how,
  )
const decides = (who: Member, person: string, position: number, approved = true, why = '已核对任职文件') =>
  who.posts(`/api/v1/rights/${person}/${position}`, '', { approved, why })
const rightsOf = async (id: string) => {
  const [row] = await office.sql`
    select roles, array(select unit_id from person_units where person_id = p.id order by 1) as units from people p where id = ${id}`
  return row
}

describe('each pair of roles', () => {
  const roles = Object.keys(ROLES) as Role[]
  const pairs = roles.flatMap((one, i) => roles.slice(i + 1).map((other): [Role, Role] => [one, other]))

  test.each(pairs)('%s and %s: the house says what the database says', async (one, other) => {
    const byData = await office.sql
      .begin(async (tx) => {
        await tx`insert into people (id, agency_id, username, name, roles) values (gen_random_uuid(), 'yunxi', ${username}, '甲', ${[one, other]})`
        throw new Error('allowed')
      })
      .catch(({ message }: Error) => message !== 'allowed')
    expect(areExclusive([one, other])).toBe(byData)
    const before = await standing(office)
    const answer = await invites(admin, { roles: [one, other], units: [] })
    expect(codes(answer)).toEqual(byData ? [['roles', 'EXCLUSIVE_DUTIES']] : [])
    expect(answer.status).toBe(byData ? 422 : 201)
    if (byData) expect(await standing(office)).toBe(before)
  })
})

test('what is added waits for the security officer, then holds, and the link is drawn after that', async () => {
  const invited = await invites(admin)
  expect(invited.json).toEqual({ id: expect.any(String), username, waits: 'security' })
  const { id } = invited.json
  expect(await rightsOf(id)).toEqual({ roles: [], units: [] })
  const early = await admin.posts(`/api/v1/people/${id}/link`, '', {})
  expect([early.status, early.json.code], 'no link before the decision').toEqual([409, 'FACT_REFUSED'])
  const { rights } = (await security.gets('/api/v1/rights')).json
  expect(rights.find((one: { person: { id: string } }) => one.person.id === id)).toMatchObject({
    person: { username, roles: [], units: [] },
    position: 1,
    roles: ['handler'],
    units: ['yunxi-zhk'],
    by: 'staff:admin',
    decision: null,
  })
  expect((await decides(security, id, 1)).status).toBe(201)
  expect(await rightsOf(id)).toEqual({ roles: ['handler'], units: ['yunxi-zhk'] })
  const { link } = (await admin.posts(`/api/v1/people/${id}/link`, '', {})).json
  expect((await follows(office, link)).headers.location).toMatch(/^\/sign-in\?set=/)
})

test('what is refused changes nothing; what only takes away holds at once', async () => {
  const { id } = (await invites(admin)).json
  await decides(security, id, 1)
  const more = await admin.patches(`/api/v1/people/${id}`, { roles: ['handler', 'signer'], why: '兼任' })
  expect(more.json).toMatchObject({ waits: 'security', roles: ['handler'] })
  expect((await decides(security, id, 2, false, '没有任职文件')).json).toMatchObject({ approved: false })
  expect(await rightsOf(id)).toMatchObject({ roles: ['handler'] })
  const less = await admin.patches(`/api/v1/people/${id}`, { units: [] })
  expect(less.json).toMatchObject({ units: [] })
  expect(less.json).not.toHaveProperty('waits')
  expect(await rightsOf(id)).toEqual({ roles: ['handler'], units: [] })
  const [decision] = await office.sql`select * from right_decisions where person_id = ${id} and position = 3`
  expect(decision).toMatchObject({ approved: true, by: 'system', why: '只减少权限' })
})

test('a later proposal takes the place of one that waits: it cannot be approved any more', async () => {
  const { id } = (await invites(admin, { roles: ['signer'], units: [] })).json
  await admin.patches(`/api/v1/people/${id}`, { roles: ['archivist'] })
  const late = await decides(security, id, 1)
  expect([late.status, late.json.code]).toEqual([409, 'FACT_REFUSED'])
  await decides(security, id, 2)
  expect(await rightsOf(id)).toMatchObject({ roles: ['archivist'] })
})

test('where there is no security officer rights hold at once, the first one’s too; from then on they wait', async () => {
  const empty = await openOffice()
  try {
    await empty.sql`update people set roles = '{}' where username = 'security'`
    const member = empty.staff('admin')
    const first = await member.posts('/api/v1/people', '', { username: 'aq', name: '安全', roles: ['security'] })
    expect(first.json).toEqual({
      id: expect.any(String),
      username: 'aq',
      link: expect.stringContaining('/invitations/'),
    })
    expect((await follows(empty, first.json.link)).status).toBe(303)
    const second = await member.posts('/api/v1/people', '', { username: 'cb', name: '承办', roles: ['handler'] })
    expect(second.json).toEqual({ id: expect.any(String), username: 'cb', waits: 'security' })
  } finally {
    await empty.close()
  }
})

describe('attacks', () => {
  test('nobody changes their own rights, state or cover; another name and address are theirs to change', async () => {
    const own = `/api/v1/people/${ids.admin}`
    const before = await standing(office)
    for (const [field, change] of Object.entries({
      roles: { roles: ['admin', 'signer'] },
      units: { units: ['yunxi-gkk'] },
      ended: { ended: true },
      cover: { cover: { by: 'registrar', from: '2026-03-02', to: '2026-03-03' } },
    }))
      expect(codes(await admin.patches(own, change)), field).toEqual([[field, 'ONESELF']])
    expect(codes(await admin.posts(`${own}/link`, '', {}))).toEqual([['id', 'ONESELF']])
    expect(await standing(office)).toBe(before)
    expect((await admin.patches(own, { email: 'admin2@example.gov.cn' })).json.email).toBe('admin2@example.gov.cn')
  })

  test('an administrator makes nobody do their own duties as a cover, and covers nobody themselves', async () => {
    const other = await settles(office, 'admin-2', ['admin'])
    const before = await standing(office)
    const cover = (by: string) => ({ cover: { by, from: '2026-03-02', to: '2026-03-03' } })
    expect(codes(await admin.patches(`/api/v1/people/${other.id}`, cover('admin')))).toEqual([['cover.by', 'ONESELF']])
    expect(codes(await admin.patches(`/api/v1/people/${ids.security}`, cover('admin-2')))).toEqual([
      ['cover.by', 'EXCLUSIVE_DUTIES'],
    ])
    expect(await standing(office)).toBe(before)
  })

  test('who has not the role decides nothing, and a security officer proposes nothing', async () => {
    const { id } = (await invites(admin)).json
    const before = await standing(office)
    for (const who of ['admin', 'head', 'auditor', 'supervisor'])
      expect((await decides(office.staff(who), id, 1)).json.code, who).toBe('NOT_YOURS')
    expect((await invites(security, { username: 'x-y' })).json.code).toBe('NOT_YOURS')
    for (const who of ['security', 'handler', 'auditor', 'supervisor', 'signer']) {
      const member = office.staff(who)
      const roles = { roles: ['signer'] }
      expect((await member.patches(`/api/v1/people/${ids.handler}`, roles)).json.code, who).toBe('NOT_YOURS')
      expect((await member.posts(`/api/v1/people/${ids.handler}/link`, '', {})).json.code, who).toBe('NOT_YOURS')
    }
    for (const who of ['registrar', 'auditor', 'supervisor'])
      expect((await office.staff(who).gets('/api/v1/people')).json.code, who).toBe('NOT_YOURS')
    expect(await standing(office)).toBe(before)
  })

  test('two decisions at once: one counts', async () => {
    await settles(office, 'security-2', ['security'])
    const { id } = (await invites(admin)).json
    const two = [security, office.staff('security-2')]
    await Promise.all(two.map((who) => who.gets('/api/v1/rights')))
    const answers = await Promise.all(two.map((who, i) => decides(who, id, 1, i === 0)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const decisions = await office.sql`select * from right_decisions where person_id = ${id}`
    expect(decisions).toHaveLength(1)
    expect((await rightsOf(id))!.roles).toEqual(decisions[0]!.approved ? ['handler'] : [])
  })

  test('a security officer does not decide on themselves', async () => {
    await office.sql`
      insert into right_proposals (person_id, position, roles, units, "by", at, why)
      values (${ids.security!}, 1, '{security}', '{yunxi-gkk}', 'staff:admin', now(), '甲')`
    expect((await decides(security, ids.security!, 1)).json.code).toBe('NOT_YOURS')
    await expect(
      office.sql`insert into right_decisions values (${ids.security!}, 1, true, 'staff:security', now(), '甲')`,
    ).rejects.toThrow('cannot decide')
    expect((await decides(office.staff('security-2'), ids.security!, 1, false)).status).toBe(201)
  })

  test('people of another agency: not seen, not changed, not decided on', async () => {
    const theirs = await settles(office, 'jyj-admin', ['admin'], 'yunxi-jyj')
    const officer = await settles(office, 'jyj-security', ['security'], 'yunxi-jyj')
    const { people } = (await theirs.gets('/api/v1/people')).json
    expect(new Set(people.map((p: { agency: { code: string } }) => p.agency.code))).toEqual(new Set(['yunxi-jyj']))
    const { id } = (await invites(admin)).json
    const before = await standing(office)
    expect((await theirs.patches(`/api/v1/people/${ids.handler}`, { name: '乙' })).status).toBe(404)
    expect((await theirs.patches('/api/v1/people/no-such-id', { name: '乙' })).status).toBe(404)
    expect((await theirs.gets(`/people/${ids.handler}`)).status).toBe(404)
    expect((await theirs.posts(`/api/v1/people/${ids.handler}/link`, '', {})).status).toBe(404)
    expect((await decides(officer, id, 1)).status).toBe(404)
    expect((await officer.gets('/api/v1/rights')).json.rights).toEqual([])
    const more = { username: 'spy-1', roles: ['handler'] }
    expect((await invites(theirs, { ...more, agency: 'yunxi', units: [] })).json.code).toBe('NOT_YOURS')
    expect(codes(await invites(theirs, { ...more, agency: 'nowhere', units: [] }))).toEqual([
      ['agency', 'NO_SUCH_AGENCY'],
    ])
    expect(codes(await invites(theirs, { ...more, units: ['yunxi-gkk'] }))).toEqual([['units', 'OF_ANOTHER_AGENCY']])
    expect(await standing(office)).toBe(before)
    expect((await invites(admin, { username: 'jyj-1', agency: 'yunxi-jyj', units: ['yunxi-jyj-bgs'] })).status).toBe(
      201,
    )
  })

  test('a used link opens nothing, and a first one that is drawn anew ends the old one', async () => {
    const { id } = (await invites(admin)).json
    await decides(security, id, 1)
    const draws = async () => (await admin.posts(`/api/v1/people/${id}/link`, '', {})).json.link as string
    const [first, second] = [await draws(), await draws()]
    expect((await follows(office, first)).status, 'replaced').toBe(404)
    expect((await follows(office, second)).status).toBe(303)
    expect((await follows(office, second, `${GOOD_PASSWORD}-2`)).status, 'replayed').toBe(404)
  })

  test('of who has been in no administrator gets a link alone: the security officer hands it over', async () => {
    const person = await settles(office, 'forgetful', ['archivist'])
    await office.sql`update people set email = 'forgetful@example.gov.cn' where id = ${person.id}`
    await person.gets('/api/v1/cases')
    const url = `/api/v1/people/${person.id}/link`
    const before = await standing(office)
    const asked = await admin.posts(url, '', {}, { key: 'link-1' })
    expect([asked.status, asked.json]).toEqual([201, { waits: 'security' }])
    expect((await admin.posts(url, '', {}, { key: 'link-1' })).json, 'a repeat').toEqual({ waits: 'security' })
    expect((await admin.posts(url, '', {})).json, 'asked for already').toEqual({ waits: 'security' })
    expect((await admin.posts(`/people/${person.id}/link`, '', {})).text).not.toContain('/invitations/')
    expect(await standing(office), 'no link, nothing changed').toBe(before)
    const sessions = async () => (await office.sql`select 1 from sessions where person_id = ${person.id}`).length
    const rows = await office.sql<{ id: string }[]>`select id from recoveries where person_id = ${person.id}`
    expect(rows).toHaveLength(1)
    expect((await security.gets('/approvals')).text).toContain('data-recoveries="1"')
    const path = `/sign-in/recoveries/${rows[0]!.id}/approval`
    await settles(office, 'admin-3', ['admin'])
    for (const who of ['admin', 'admin-3', 'archivist'])
      expect((await office.staff(who).posts(path, '', {})).status, who).toBe(403)
    const approved = await security.posts(path, '', {})
    const link = /id="recovery-link">([^<]+)</.exec(approved.text)![1]!
    expect(await sessions(), 'until it is used').toBe(1)
    expect((await follows(office, link)).status).toBe(303)
    expect(await sessions()).toBe(0)

    const mails: Mail[] = []
    const send = async (mail: Mail) => ({ proof: String(mails.push(mail)) })
    const post = { ...office.house.post, send }
    const jobs = await office.sql<{ payload: Jobs['recovery'] }[]>`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'recovery' and payload ->> 'recovery' = ${rows[0]!.id} order by j.id`
    for (const { payload } of jobs) await tellOfRecovery({ sql: office.sql, post }, payload)
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['forgetful@example.gov.cn', '有人申请为您重新设置登录'],
      ['forgetful@example.gov.cn', '您的登录已经批准重新设置'],
    ])
    expect(mails[0]!.text).toMatch(/（admin）申请为您重新设置登录[\s\S]*在新链接使用以前继续有效/)
    expect(mails[1]!.text).toContain('（security）已经批准')
    const { entries } = (await office.staff('auditor').gets('/api/v1/audit?what=recovery')).json
    expect(
      entries.filter((one: Json) => one.subject === 'forgetful').map(({ by, after }: Json) => [by, after.state]),
    ).toEqual([
      ['staff:security', 'approved'],
      ['staff:admin', 'proposed'],
    ])
  })

  test('programs of a security officer read what waits and let it through, once; a repeat hears the same link', async () => {
    const person = await settles(office, 'forgets-again', ['archivist'])
    await person.gets('/api/v1/cases')
    await admin.posts(`/api/v1/people/${person.id}/link`, '', {})
    for (const who of ['archivist', 'auditor'])
      expect((await office.staff(who).gets('/api/v1/recoveries')).status, who).toBe(403)
    const { recoveries } = (await security.gets('/api/v1/recoveries')).json
    const one = recoveries.find(({ username }: Json) => username === 'forgets-again')
    expect(one).toMatchObject({ linkOnly: true, by: 'staff:admin' })
    const path = `/api/v1/recoveries/${one.id}`
    expect((await admin.posts(path, '', { approved: true })).status, 'not by who asked').toBe(403)
    expect((await security.posts(path, '', {})).json).toMatchObject({ status: 422, errors: [{ field: 'approved' }] })
    const approved = await security.posts(path, '', { approved: true }, { key: 'let-1' })
    expect([approved.status, approved.headers['cache-control']]).toEqual([201, 'no-store'])
    expect((await security.posts(path, '', { approved: true }, { key: 'let-1' })).json).toEqual(approved.json)
    expect((await security.posts(path, '', { approved: true })).status, 'once').toBe(404)
    expect((await follows(office, approved.json.link)).status).toBe(303)

    await admin.posts(`/api/v1/people/${person.id}/link`, '', {})
    const again = (await security.gets('/api/v1/recoveries')).json.recoveries.at(-1)
    const refused = await security.posts(`/api/v1/recoveries/${again.id}`, '', { approved: false })
    expect(refused.json).toEqual({ recovery: again.id, approved: false })
  })

  test('where there is no security officer another administrator lets a link through; where there is nobody, the machine', async () => {
    const small = await openOffice()
    try {
      await small.sql`update people set roles = '{}' where username = 'security'`
      const { handler } = await staffIn(small)
      const draws = (who: string) => small.staff(who).posts(`/api/v1/people/${handler}/link`, '', {})
      const alone = await draws('admin')
      expect([alone.status, alone.json.code]).toEqual([409, 'FACT_REFUSED'])
      expect(JSON.stringify(alone.json)).toContain('ysqgk user reset')
      await settles(small, 'admin-2', ['admin'])
      expect((await draws('admin')).json).toEqual({ waits: 'admin' })
      const [row] = await small.sql<{ id: string }[]>`select id from recoveries`
      const path = `/sign-in/recoveries/${row!.id}/approval`
      expect((await small.staff('admin').posts(path, '', {})).status).toBe(403)
      expect((await small.staff('admin-2').posts(path, '', {})).text).toContain('/invitations/')
    } finally {
      await small.close()
    }
  })

  test('an administrator is not rid of who watches: auditors and security officers leave by a security officer’s word', async () => {
    const [one, two] = [
      await settles(office, 'auditor-9', ['auditor']),
      await settles(office, 'auditor-8', ['auditor']),
    ]
    await one.gets('/api/v1/audit')
    const taken = await admin.patches(`/api/v1/people/${one.id}`, { roles: [], why: 'x' })
    expect(taken.json).toMatchObject({ waits: 'security', roles: ['auditor'] })
    const ended = await admin.patches(`/api/v1/people/${two.id}`, { ended: true, why: 'x' })
    expect(ended.json).toMatchObject({ waits: 'security', roles: ['auditor'], ended: false })
    expect((await two.gets('/api/v1/audit')).status, 'in until it is decided').toBe(200)
    expect((await admin.posts(`/people/${two.id}/end`, '', { confirm: 'yes' })).headers.location).toContain(
      'done=leaveWaits',
    )
    const officer = await settles(office, 'security-9', ['security'])
    expect((await admin.patches(`/api/v1/people/${officer.id}`, { ended: true })).json.waits).toBe('security')
    expect((await decides(officer, officer.id, 2)).json.code, 'not by themselves').toBe('NOT_YOURS')
    expect((await decides(security, officer.id, 2)).status).toBe(201)
    await expect(officer.gets('/api/v1/rights'), 'gone').rejects.toThrow('could not sign in')
    expect((await decides(security, two.id, 3)).status).toBe(201)
    const [left] = await office.sql`select roles, ended_at from people where id = ${two.id}`
    expect(left).toMatchObject({ roles: [], endedAt: expect.anything() })

    // What they did as auditors is read afterwards, and nothing that they do since.
    later(office, 1)
    expect((await decides(security, one.id, 2)).status).toBe(201)
    later(office, 1)
    await admin.patches(`/api/v1/people/${one.id}`, { roles: ['registrar'] })
    await decides(security, one.id, 3)
    await office.staff('auditor-9').gets('/api/v1/cases')
    const whats = async (who: Member) =>
      (await who.gets('/api/v1/audit?by=auditor-9')).json.entries.map(({ what }: Json) => what)
    expect(await whats(office.staff('auditor'))).toEqual(expect.arrayContaining(['list', 'audit']))
    expect(await whats(security)).toContain('audit')
    expect(await whats(security)).not.toContain('list')
  })

  test('a username is none of the marks of who acts; a name that another one has is said', async () => {
    for (const taken of ['system', 'Staff', 'demo', 'nobody', 'applicant'])
      expect(codes(await invites(admin, { username: taken })), taken).toEqual([['username', 'UNFIT']])
    const { id } = (await invites(admin, { name: '示例·同名' })).json
    const page = async () => (await admin.gets(`/people/${id}`)).text
    expect(await page()).not.toContain('data-namesakes')
    await invites(admin, { name: '示例·同名', username: 'namesake' })
    expect(await page()).toMatch(/data-namesakes[\s\S]*（namesake）/)
  })

  test('the same key twice: one person, one link; the link is kept nowhere', async () => {
    await office.sql`update people set roles = '{}' where username like 'security%'`
    try {
      const [one, two] = [await invites(admin, {}, { key: 'k-1' }), await invites(admin, {}, { key: 'k-1' })]
      expect(one.status).toBe(201)
      expect(two.json).toEqual(one.json)
      const kept = JSON.stringify([
        await office.sql`select * from answers`,
        await office.sql`select * from invitations`,
      ])
      expect(kept).not.toContain(one.json.link.split('/').at(-1))
      expect((await follows(office, two.json.link)).status).toBe(303)
      expect((await invites(admin, { name: '别人' }, { key: 'k-1' })).json.code).toBe('KEY_REUSED')
    } finally {
      await office.sql`update people set roles = '{security}' where username in ('security', 'security-2')`
    }
  })

  test('the last administrator and the last security officer stay', async () => {
    const other = await settles(office, 'wjj-admin', ['admin'], 'yunxi-wjj')
    const alone = await openOffice()
    try {
      const two = await settles(alone, 'admin-2', ['admin'])
      const all = await staffIn(alone)
      const admins = [alone.staff('admin'), alone.staff('admin-2')] as const
      await Promise.all(admins.map((who) => who.gets('/api/v1/people')))
      // Who is the second has left by then, and does not sign in again.
      const ends = async (who: Member, id: string) => {
        const { payload, headers } = asJson({ ended: true })
        const authorization = `Bearer ${await who.signsIn()}`
        const asked = { method: 'PATCH', url: `/api/v1/people/${id}`, payload } as const
        return () => send(alone.app, { ...asked, headers: { ...headers, authorization } })
      }
      const both = [await ends(admins[0], two.id), await ends(admins[1], all.admin!)]
      const each = await Promise.all(both.map((end) => end()))
      expect(
        each.map(({ status }) => status).filter((status) => status === 200),
        'each other, at once',
      ).toHaveLength(1)
      const [left] = await alone.sql`select username from people where 'admin' = any(roles) and ended_at is null`
      const member = alone.staff(left!.username)
      expect(codes(await member.patches(`/api/v1/people/${all.security}`, { ended: true }))).toEqual([
        ['ended', 'LAST_SECURITY_OFFICER'],
      ])
      expect(codes(await member.patches(`/api/v1/people/${all.security}`, { roles: ['handler'] }))).toEqual([
        ['roles', 'LAST_SECURITY_OFFICER'],
      ])
      expect(other.id).toBeTruthy()
    } finally {
      await alone.close()
    }
  })
})

test('what does not fit is named, field by field, and nobody is added', async () => {
  const before = await standing(office)
  const refused = async (more: object) => codes(await invites(admin, more))
  expect(await refused({ username: 'Registrar' })).toEqual([['username', 'NAME_TAKEN']])
  expect(await refused({ username: '张三' })).toEqual([['username', 'UNFIT']])
  expect(await refused({ roles: ['king'], name: '' })).toEqual([
    ['name', 'MISSING'],
    ['roles.0', 'UNFIT'],
  ])
  expect(await refused({ roles: [] })).toEqual([['roles', 'TOO_SMALL']])
  expect(await refused({ units: ['nowhere'] })).toEqual([['units', 'NO_SUCH_UNIT']])
  expect(await refused({ agency: 'yunxi-zjj', units: ['yunxi-gkk'] })).toEqual([['units', 'OF_ANOTHER_AGENCY']])
  expect(await refused({ email: 'nobody' })).toEqual([['email', 'UNFIT']])
  expect(await refused({ password: 'x' })).toEqual([['password', 'UNKNOWN_FIELD']])
  expect(await standing(office)).toBe(before)
})
