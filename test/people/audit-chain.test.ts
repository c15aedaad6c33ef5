/** The audit’s chain: what was told cannot be changed, cut or stopped, and an export proves itself. */
import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { auditReport, checkAuditByNight, checkNewest } from '../../src/audit/by-night.ts'
import { chainAudit } from '../../src/audit/chain.ts'
import { checkAudit } from '../../src/audit/check.ts'
import { verifyExport } from '../../src/audit/export-check.ts'
import { tell } from '../../src/audit/write.ts'
import { json, snakeCased } from '../../src/db/client.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { newId } from '../../src/ground/ids.ts'
import { overAll } from '../../src/house.ts'
import { cell } from '../../src/office/people/audit-export.ts'
import { asForm, type Json, send } from '../support/api.ts'
import { MONDAY, type Office, openOffice } from '../support/house.ts'
import { application, type Member, needs } from '../support/people.ts'
import { later } from './visitor.ts'

let office: Office
let auditor: Member
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  auditor = office.staff('auditor')
  // A day of two agencies: what is read of the other's case has its copy there.
  for (const agency of ['yunxi', 'yunxi-jyj']) {
    const id = await office.registrar.finds(await office.citizen.files(application({ agency })))
    for (let look = 0; look < 8; look++) await office.registrar.opens(id)
  }
})
afterAll(() => office.close())

const entries = async (query = '', who = auditor): Promise<Json[]> =>
  needs(await who.gets(`/api/v1/audit${query}`), 200, 'no audit').json.entries

describe('the chain', () => {
  const TABLES = ['audit_lines', 'audit_chain', 'audit_heads', 'audit_unchained']
  const chain = () => chainAudit(overAll(office.house))
  const verdict = () => checkAudit(overAll(office.house))
  beforeAll(async () => {
    await chain()
    // Heads are signed ten minutes after one another: this one is the second.
    await office.registrar.gets('/desk')
    later(office, 601)
    await chain()
    await office.registrar.gets('/desk')
    await chain()
    await office.registrar.gets('/desk')
  })

  test('takes up every line once; what came last still waits, and verification says how much', async () => {
    const [{ n }] = (await office.sql`select count(*)::int as n from audit_lines`) as unknown as [{ n: number }]
    expect(await verdict()).toEqual({ lines: n - 1, unchained: 1 })
    expect(await verifyAll(office.house)).toMatchObject({ ok: true, audit: { lines: n - 1, unchained: 1 } })
    const [{ heads }] = (await office.sql`
      select count(*)::int as heads from audit_heads where agency_id = 'yunxi'`) as unknown as [{ heads: number }]
    expect(heads).toBe(2)
  })

  /** Without what guards the tables. */
  const bare = (statements: string) =>
    office.sql.begin(async (tx) => {
      for (const table of TABLES) await tx.unsafe(`alter table ${table} disable trigger user`)
      await tx.unsafe(statements)
      for (const table of TABLES) await tx.unsafe(`alter table ${table} enable trigger user`)
    })
  const restored = () =>
    bare(TABLES.map((table) => `delete from ${table}; insert into ${table} select * from kept_${table}`).join(';'))

  const ONE = `agency_id = 'yunxi' and id = (select id from audit_chain where agency_id = 'yunxi' and position = 5)`
  const END = `(select max(position) from audit_chain where agency_id = 'yunxi')`
  test.each([
    ['who', `update audit_lines set by = 'staff:someone-else' where ${ONE}`, 5],
    ['what', `update audit_lines set what = 'page' where ${ONE}`, 5],
    ['when', `update audit_lines set at = at + interval '1 second' where ${ONE}`, 5],
    ['of which case', `update audit_lines set case_id = gen_random_uuid() where ${ONE}`, 5],
    ['that it was done', `update audit_lines set succeeded = not succeeded where ${ONE}`, 5],
    ['details', `update audit_lines set detail = '{"x":1}' where ${ONE}`, 5],
    ['a line taken out', `delete from audit_lines where ${ONE}`, 5],
    [
      'a line taken out with its link',
      `delete from audit_lines where ${ONE}; delete from audit_chain where agency_id = 'yunxi' and position = 5`,
      6,
    ],
    [
      'two links in the place of each other',
      [
        `update audit_chain set position = -1 where agency_id = 'yunxi' and position = 5`,
        `update audit_chain set position = 5 where agency_id = 'yunxi' and position = 6`,
        `update audit_chain set position = 6 where agency_id = 'yunxi' and position = -1`,
      ].join(';'),
      5,
    ],
    [
      'a line put in, which no chain has',
      `insert into audit_lines select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).* from audit_lines l where ${ONE}`,
      undefined,
    ],
    [
      'a link without its line',
      `insert into audit_chain select agency_id, ${END} + 1, gen_random_uuid(), hash from audit_chain where position = 5 and agency_id = 'yunxi'`,
      expect.any(Number),
    ],
    ['a line that waits taken away', `delete from audit_lines where id in (select id from audit_unchained)`, undefined],
    ['a line that waits kept from the chain', 'delete from audit_unchained', undefined],
    [
      'the end cut off, to before what was signed',
      `with size as (select max(size) - 1 as n from audit_heads where agency_id = 'yunxi'), cut as (
        delete from audit_chain where agency_id = 'yunxi' and position > (select n from size) returning id)
      delete from audit_lines where agency_id = 'yunxi' and id in (select id from cut)`,
      expect.any(Number),
    ],
    [
      'what was signed',
      `update audit_heads set note = replace(note, E'\\n\\n', E'x\\n\\n') where agency_id = 'yunxi'`,
      expect.any(Number),
    ],
    [
      'a signature for another place',
      `update audit_heads set size = size - 1 where agency_id = 'yunxi'`,
      expect.any(Number),
    ],
  ])('a change is found and named: %s', async (_, change, position) => {
    await office.sql.unsafe(TABLES.map((table) => `create table kept_${table} as table ${table}`).join(';'))
    try {
      await bare(change)
      const { fault } = await verdict()
      expect(fault).toMatchObject({ what: expect.any(String), agency: expect.any(String) })
      expect(fault!.position === undefined ? undefined : Number(fault!.position)).toEqual(position)
      expect(await verifyAll(office.house)).toMatchObject({ ok: false, firstFault: { what: fault!.what } })
    } finally {
      await restored()
      await office.sql.unsafe(TABLES.map((table) => `drop table kept_${table}`).join(';'))
    }
  })

  test('a whole chain made anew without the key is found by what was signed', async () => {
    const { sql, house } = office
    await sql.unsafe(TABLES.map((table) => `create table kept_${table} as table ${table}`).join(';'))
    try {
      await bare(`
        update audit_lines set by = 'staff:head' where by = 'staff:registrar';
        insert into audit_unchained (agency_id, id) select agency_id, id from audit_chain;
        delete from audit_chain`)
      await chainAudit({ ...overAll(house), sql })
      expect((await verdict()).fault).toMatchObject({ what: 'what was signed is not this chain' })
    } finally {
      await restored()
      await sql.unsafe(TABLES.map((table) => `drop table kept_${table}`).join(';'))
    }
    expect((await verdict()).fault).toBeUndefined()
  })

  test('the service itself can put no line, no place in the queue and no change of either', async () => {
    const { sql: service } = office.house
    const denied = expect.objectContaining({ code: '42501' }) // insufficient_privilege
    for (const statement of [
      'insert into audit_unchained (agency_id, id) select agency_id, id from audit_chain limit 1',
      'update audit_unchained set since = now()',
      'delete from audit_unchained',
      'insert into audit_chain select agency_id, 1000000000, gen_random_uuid(), hash from audit_chain limit 1',
      `insert into audit_heads select agency_id, size + 1, note, at from audit_heads limit 1`,
      'insert into audit_lines select * from audit_lines limit 1',
    ])
      await expect(service.unsafe(statement), statement).rejects.toEqual(denied)
  })

  test('a line that is in the chain and waits again only leaves the queue', async () => {
    await chain()
    const before = await verdict()
    await office.sql`
      insert into audit_unchained (agency_id, id) select agency_id, id from audit_chain where agency_id = 'yunxi' limit 1`
    await office.registrar.gets('/desk')
    await chain()
    expect(await verdict()).toEqual({ lines: before.lines + 1, unchained: 0 })
  })

  test('a worker that takes up no line is found within the hour', async () => {
    await office.registrar.gets('/desk')
    await office.sql`update audit_unchained set since = since - interval '61 minutes'`
    expect((await verdict()).fault?.what).toContain('longer than an hour')
    expect(await verifyAll(office.house)).toMatchObject({ ok: false })
    await chain()
    expect((await verdict()).fault).toBeUndefined()
  })

  test('a chain goes on by its next place with a line that waits, and is signed where it ends: nothing else, by whoever calls', async () => {
    const { sql: service } = office.house
    await office.registrar.gets('/desk')
    const [{ id, position }] = (await office.sql`
      select u.id, (select max(position)::int from audit_chain where agency_id = 'yunxi') as position
      from audit_unchained u where agency_id = 'yunxi' limit 1`) as unknown as [{ id: string; position: number }]
    const refused = expect.objectContaining({ code: '23514' })
    const link = { agency_id: 'yunxi', id, hash: 'ab'.repeat(32) }
    for (const wrong of [
      { ...link, position: 1_000_000_000 },
      { ...link, position: position + 2 },
      { ...link, position },
      { ...link, position: position + 1, id: newId(new Date()) },
    ])
      await expect(service`select chain_audit(${json([wrong])}::jsonb)`, JSON.stringify(wrong)).rejects.toEqual(refused)
    for (const size of [position - 1, position + 1]) {
      const head = { agency_id: 'yunxi', size, note: 'x', at: new Date().toISOString() }
      await expect(service`select sign_audit(${json([head])}::jsonb)`).rejects.toEqual(refused)
    }
    await chain()
    expect((await verdict()).fault).toBeUndefined()
  })

  test('a line that is told with a time of before bears the instant of the database, and is named; a false id is made anew', async () => {
    const { sql, house } = office
    await sql.unsafe(TABLES.map((table) => `create table kept_${table} as table ${table}`).join(';'))
    const now = house.time.now()
    const before = new Date(now.getTime() - 20 * 60_000)
    const forged = {
      agencyId: 'yunxi',
      by: 'staff:head',
      what: 'page' as const,
      succeeded: true,
      toldAt: before.toISOString(),
    }
    try {
      await office.registrar.gets('/desk')
      await chain()
      const id = newId(before)
      await house.sql`select tell_audit(${json([snakeCased({ ...forged, id, at: before.toISOString() })])}::jsonb)`
      await office.registrar.gets('/desk')
      await chain()
      expect(await verdict()).toMatchObject({ backdated: { lines: 1, first: { line: id, agency: 'yunxi' } } })
      expect((await verdict()).fault).toBeUndefined()
      const [line] = await sql<{ told: string }[]>`select told_at as told from audit_lines where id = ${id}`
      expect(Math.abs(Date.parse(line!.told) - Date.now()), 'what was sent for it is not kept').toBeLessThan(60_000)
      const instant = new Date(line!.told).toISOString()
      expect((await auditor.gets('/audit.jsonl')).text).toContain(`"toldAt":"${instant}"`)
      expect((await auditor.gets('/audit?by=head')).text).toContain('数据库时钟')

      const false_ = { id: newId(new Date(now.getTime() - 90 * 86_400_000)), at: now.toISOString() }
      await house.sql`select tell_audit(${json([snakeCased({ ...forged, ...false_ })])}::jsonb)`
      await chain()
      expect((await verdict()).fault).toBeUndefined()
      expect(await sql`select from audit_lines where id = ${false_.id}`).toHaveLength(0)
      const [mended] = await sql<
        { id: string }[]
      >`select id from audit_lines where at = ${false_.at} and by = 'staff:head'`
      expect(mended!.id.replaceAll('-', '').slice(0, 13)).toBe(newId(now).replaceAll('-', '').slice(0, 13))
    } finally {
      await restored()
      await sql.unsafe(TABLES.map((table) => `drop table kept_${table}`).join(';'))
    }
    expect(await verdict()).not.toHaveProperty('fault')
  })

  test('the runtime role tells no line that would stop the chain, or stand in it as a fault for ever', async () => {
    const { sql: service, time } = office.house
    const line = {
      agency_id: 'yunxi',
      id: newId(time.now()),
      at: time.now(),
      by: 'staff:auditor',
      what: 'signIn',
      succeeded: true,
    }
    const nested = JSON.parse(`{"x":${'['.repeat(25)}${']'.repeat(25)}}`)
    for (const wrong of [
      { at: 'infinity', id: 'ffff0000-0000-7000-8000-000000000001' },
      { at: '-infinity' },
      { at: '9999-01-01' },
      { at: '0044-03-15 BC' },
      { agency_id: 'nobody-knows' },
      { agency_id: '!' },
      { detail: 'x' },
      { detail: nested },
    ])
      await expect(
        service`select tell_audit(${json([{ ...line, ...wrong }])}::jsonb)`,
        JSON.stringify(wrong),
      ).rejects.toEqual(expect.objectContaining({ code: '23514' }))
    const odd = ['00000000-0000-4000-8000-000000000000', 'ffff0000-0000-7000-8000-000000000001', null]
    await service`select tell_audit(${json(odd.map((id) => ({ ...line, id })))}::jsonb)`
    await chain()
    expect(await verdict()).toMatchObject({ unchained: 0 })
    expect((await verdict()).fault).toBeUndefined()
    expect((await auditor.gets('/audit')).status).toBe(200)
  })

  test('a line that no chain can take stays aside and is named; the others of its agency go on, and the other agencies', async () => {
    const { sql, house } = office
    await sql.unsafe(TABLES.map((table) => `create table kept_${table} as table ${table}`).join(';'))
    const stderr = vi.spyOn(console, 'error').mockImplementation(() => {})
    const DEEP = 16_000
    try {
      // Put in with the rights of the owner: the function refuses both.
      const put = (id: string, at: string, detail: string) =>
        bare(`insert into audit_lines (agency_id, id, at, by, what, succeeded, detail)
          values ('yunxi', '${id}', '${at}', 'staff:auditor', 'signIn', true, '${detail}');
          insert into audit_unchained (agency_id, id) values ('yunxi', '${id}')`)
      const [deep, endless] = ['00000000-0000-7000-8000-000000000001', 'ffff0000-0000-7000-8000-000000000001']
      await put(endless, 'infinity', '{}')
      for (const path of ['/audit', '/api/v1/audit', '/audit.csv', '/audit.jsonl'])
        expect((await auditor.gets(path)).status, path).toBe(200)
      await put(deep, house.time.now().toISOString(), `{"x":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`)
      await office.registrar.gets('/desk')
      await tell(sql, house, { by: 'nobody', what: 'signIn', succeeded: false })
      await chain()
      expect((await sql`select id from audit_unchained`).map(({ id }) => id)).toEqual([deep])
      const { faults } = await verdict()
      expect(faults!.map(({ line, what }) => [line, what])).toEqual([
        [endless, 'the instant of the line is not that of its id'],
        [deep, expect.stringContaining('cannot be taken into the chain')],
      ])
      expect((await checkNewest(overAll(house))).get('yunxi')).toMatchObject({ fault: { line: endless }, more: 1 })
      expect(stderr.mock.calls.flat().join()).toContain('cannot be taken into its chain: 1')
    } finally {
      stderr.mockRestore()
      await restored()
      await sql.unsafe(TABLES.map((table) => `drop table kept_${table}`).join(';'))
    }
  })

  test('a fault hides no other: not in its chain, not in another, not from the night', async () => {
    const { sql, house } = office
    await chain()
    await checkAuditByNight(house)
    await sql.unsafe(TABLES.map((table) => `create table kept_${table} as table ${table}`).join(';'))
    try {
      await tell(house.sql, house, { by: 'nobody', what: 'signIn', succeeded: false })
      const [planted] = await sql<{ id: string; position: number }[]>`
        select id, (select coalesce(max(position), 0)::int + 1 from audit_chain where agency_id = '-') as position
        from audit_unchained where agency_id = '-'`
      const link = { agency_id: '-', ...planted!, hash: 'ab'.repeat(32) }
      await house.sql`select chain_audit(${json([link])}::jsonb)`
      for (const hash of ['ab', 'AB'.repeat(32), ''])
        await expect(house.sql`select chain_audit(${json([{ ...link, hash }])}::jsonb)`).rejects.toThrow()
      await tell(house.sql, house, { by: 'nobody', what: 'signIn', succeeded: false })
      await chain()
      const head = { agency_id: '-', size: planted!.position + 1, note: 'x', at: 'infinity' }
      await expect(house.sql`select sign_audit(${json([head])}::jsonb)`).rejects.toThrow('signed where it ends')
      const changed = (position: number) =>
        bare(`update audit_lines set by = 'staff:head' || by where agency_id = 'yunxi'
          and id = (select id from audit_chain where agency_id = 'yunxi' and position = ${position})`)
      for (const position of [5, 8]) await changed(position)
      const places = async () => (await verdict()).faults!.map(({ agency, position }) => `${agency} ${position}`)
      expect(await places()).toEqual([`- ${planted!.position}`, 'yunxi 5', 'yunxi 8'])
      expect(await verifyAll(house)).toMatchObject({ ok: false, audit: { faults: [{}, {}, {}] } })
      for (const position of [9, 10, 11, 12, 13, 14, 15, 16, 17]) await changed(position)
      expect(await verdict()).toMatchObject({ unlisted: 1 })
      expect(await places()).toHaveLength(11)
      const end = Number((await sql`select max(position) as end from audit_chain where agency_id = 'yunxi'`)[0]!.end)
      await office.registrar.gets('/desk')
      await chain()
      await changed(end + 1)
      const found = [...(await checkNewest(overAll(house)))].flatMap(([agency, { fault }]) => (fault ? [agency] : []))
      expect(found).toEqual(['-', 'yunxi'])
    } finally {
      await restored()
      await sql.unsafe(TABLES.map((table) => `drop table kept_${table}`).join(';'))
    }
  })

  test('a planted link is acknowledged by the security officer alone, with a reason, and named in every report from then on', async () => {
    const { sql, house } = office
    await chain()
    await sql.unsafe(TABLES.map((table) => `create table kept_${table} as table ${table}`).join(';'))
    try {
      await tell(house.sql, house, { by: 'nobody', what: 'signIn', succeeded: false })
      const [planted] = await sql<{ id: string; position: number }[]>`
        select id, (select coalesce(max(position), 0)::int + 1 from audit_chain where agency_id = '-') as position
        from audit_unchained where agency_id = '-'`
      const hash = 'ab'.repeat(32)
      await house.sql`select chain_audit(${json([{ agency_id: '-', ...planted!, hash }])}::jsonb)`
      expect(await verifyAll(house)).toMatchObject({ ok: false })
      const security = office.staff('security')
      const asked = { agency: '-', position: planted!.position, hash, why: '入侵演练中写入，经过见安全事件记录第3号。' }
      const { faults } = (await security.gets('/api/v1/audit/faults')).json
      expect(faults).toMatchObject([{ agency: '-', position: planted!.position, hash, line: planted!.id }])
      for (const who of ['auditor', 'admin', 'head'])
        expect((await office.staff(who).posts('/api/v1/audit/faults', '', asked)).status, who).toBe(403)
      const tries = (more: object) => security.posts('/api/v1/audit/faults', '', { ...asked, ...more })
      expect((await tries({ hash: 'cd'.repeat(32) })).status, 'another link').toBe(404)
      expect((await tries({ why: ' ' })).status).toBe(422)
      expect((await tries({})).status).toBe(201)
      await chain()

      const told = [{ agency: '-', hash, acknowledged: { by: 'staff:security', why: asked.why } }]
      for (let report = 0; report < 2; report++)
        expect(await verifyAll(house)).toMatchObject({ ok: true, audit: { acknowledged: told } })
      expect((await security.gets('/api/v1/audit/faults')).json).toMatchObject({ faults: [], acknowledged: told })
      expect((await checkNewest(overAll(house))).get('-')).not.toHaveProperty('fault')
      // What comes behind it is judged as before.
      const at5 = `agency_id = 'yunxi' and id = (select id from audit_chain where agency_id = 'yunxi' and position = 5)`
      await bare(`update audit_lines set by = 'staff:someone' where ${at5}`)
      expect(await verifyAll(house)).toMatchObject({
        ok: false,
        audit: { acknowledged: told, faults: [{ position: 5 }] },
      })

      // The same on the page: who may read the audit sees it, the officer alone has the form.
      await tell(house.sql, house, { by: 'nobody', what: 'signIn', succeeded: false })
      const [next] = await sql<{ id: string; position: number }[]>`
        select u.id, (select coalesce(max(position), 0)::int + 1 from audit_chain where agency_id = '-') as position
        from audit_unchained u where agency_id = '-'`
      await house.sql`select chain_audit(${json([{ agency_id: '-', ...next!, hash: 'ef'.repeat(32) }])}::jsonb)`
      const key = `--${next!.position}`
      expect((await office.staff('head').gets('/audit/faults')).status).toBe(403)
      const seen = (await auditor.gets('/audit/faults')).text
      for (const said of [
        `data-fault="${key}"`,
        'ef'.repeat(32),
        next!.id,
        `data-known="--${planted!.position}"`,
        asked.why,
      ])
        expect(seen).toContain(said)
      expect(seen).not.toContain('data-act="acknowledge"')
      expect((await security.gets('/audit/faults')).text).toContain('data-act="acknowledge"')
      const writes = async (who: string, more: Record<string, string>) => {
        const fields = { agency: '-', position: String(next!.position), hash: 'ef'.repeat(32), why: '已经查明。' }
        const { headers, payload } = asForm({ ...fields, ...more })
        const authorization = `Bearer ${await office.staff(who).signsIn()}`
        const form = { method: 'POST' as const, url: '/audit/faults', payload }
        return send(office.app, { ...form, headers: { ...headers, authorization } })
      }
      expect((await writes('auditor', {})).status).toBe(403)
      const empty = await writes('security', { why: ' ' })
      expect([empty.status, empty.text.includes(`id="${key}-why-error"`)]).toEqual([422, true])
      expect((await writes('security', { hash: 'cd'.repeat(32) })).status).toBe(404)
      expect((await writes('security', {})).status).toBe(303)
      const after = (await security.gets('/audit/faults?done=known')).text
      for (const said of [`data-known="${key}"`, '已经查明。', 'data-done="known"']) expect(after).toContain(said)
      expect(after).not.toContain(`data-fault="${key}"`)
    } finally {
      await restored()
      await sql.unsafe(TABLES.map((table) => `drop table kept_${table}`).join(';'))
    }
  })

  test('a clock that is set back by hours leaves the audit whole, and is named once', async () => {
    const told = () => tell(office.house.sql, office.house, { by: 'staff:head', what: 'page', succeeded: true })
    later(office, 4 * 3_600)
    await told()
    await chain()
    const before = (await verdict()).backdated?.lines ?? 0
    later(office, -4 * 3_600)
    for (let i = 0; i < 3; i++) await told()
    await chain()
    const { fault, backdated } = await verdict()
    expect([fault, backdated?.lines]).toEqual([undefined, before + 1])
    expect(await verifyAll(office.house)).toMatchObject({ ok: true, audit: { backdated: { lines: before + 1 } } })
  })

  test('readiness asks what was acknowledged only where something is bad, and then by an index of its own', async () => {
    const asked: string[] = []
    const listening = ((text: TemplateStringsArray, ...rest: never[]) => {
      asked.push(text.join('?'))
      return office.sql(text, ...rest)
    }) as unknown as Office['sql']
    const agencyId = 'elsewhere'
    const bad = { agencyId, position: 1, hash: '', at: '2026-03-02T01:00:00Z', fault: 'planted' }
    expect(await auditReport(listening)).toBe('ok')
    expect(asked).toHaveLength(1)
    await office.sql`insert into audit_checked ${office.sql(bad)}`
    try {
      expect(await auditReport(listening)).toBe('the audit of elsewhere is not whole: planted')
      expect(asked).toHaveLength(3)
      const plan = await office.sql.begin(async (tx) => {
        await tx`set local enable_seqscan = off`
        return tx.unsafe(`explain ${asked[2]}`)
      })
      expect(JSON.stringify(plan)).toContain('audit_lines_acknowledging')
    } finally {
      await office.sql`delete from audit_checked where agency_id = ${agencyId}`
    }
  })

  test('by night and for the doctor the newest lines are read, from where the night before came to', async () => {
    const { sql, house } = office
    await chain()
    await checkAuditByNight(house)
    const places = () => sql`select agency_id, position::int, fault from audit_checked order by 1`
    const first = await places()
    expect(first.every(({ fault }) => fault === null)).toBe(true)
    expect(first.find(({ agencyId }) => agencyId === 'yunxi')?.position).toBeGreaterThan(10)
    for (let i = 0; i < 3; i++) await office.registrar.gets('/desk')
    await chain()
    await sql.unsafe(TABLES.map((table) => `create table kept_${table} as table ${table}`).join(';'))
    const stderr = vi.spyOn(console, 'error').mockImplementation(() => {})
    const said = async () => (await send(office.app, { url: '/health/ready' })).json.night
    try {
      await bare(`update audit_lines set by = 'staff:head' where (agency_id, id) in (
        select agency_id, id from audit_chain where agency_id = 'yunxi' order by position desc limit 1)`)
      const found = await checkNewest(overAll(house))
      expect(found.get('yunxi')?.fault).toMatchObject({ what: 'the line was changed, or stands in another place' })
      await checkAuditByNight(house)
      expect(stderr.mock.calls.flat().join()).toContain('The audit of yunxi is not whole')
      expect(await said()).toContain('the audit of yunxi is not whole')
    } finally {
      stderr.mockRestore()
      await restored()
      await sql.unsafe(TABLES.map((table) => `drop table kept_${table}`).join(';'))
    }
    await checkAuditByNight(house)
    expect(await said()).toBe('ok')
    expect((await places()).find(({ agencyId }) => agencyId === 'yunxi')?.fault).toBeNull()
  })

  test('an export proves itself to a stranger: hashes, order and signatures, with nothing but the file', async () => {
    await chain()
    const [head, ...lines] = needs(await auditor.gets('/audit.jsonl'), 200, 'no export')
      .text.trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(head).toMatchObject({ format: 'ysqgk-audit/2' })
    expect(Object.keys(lines.pop())).toEqual(['end'])
    const sorted = (value: Json): Json =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.keys(value)
              .sort()
              .map((key) => [key, sorted(value[key])]),
          )
        : Array.isArray(value)
          ? value.map(sorted)
          : value
    const byPlace = new Map<string, string>()
    for (const { line, position, previousHash, hash } of lines.filter(({ position }) => position !== null)) {
      const body = JSON.stringify(sorted({ ...line, position, previousHash }))
      expect(createHash('sha256').update(body).digest('hex')).toBe(hash)
      byPlace.set(`${line.agencyId} ${position}`, hash)
      byPlace.set(`before ${line.agencyId} ${position}`, previousHash)
    }
    for (const { agencyId, size, note, key } of head.chains) {
      for (let at = 2; at <= size; at++)
        expect(byPlace.get(`before ${agencyId} ${at}`)).toBe(byPlace.get(`${agencyId} ${at - 1}`))
      const [, body, signed] = /^([\s\S]+\n)\n— \S+ (\S+)\n$/.exec(note)!
      const raw = Buffer.from(key.split('+').at(-1)!, 'base64').subarray(1)
      const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
      const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
      expect(verify(null, Buffer.from(body!), publicKey, Buffer.from(signed!, 'base64').subarray(4))).toBe(true)
      const root = Buffer.from(byPlace.get(`${agencyId} ${size}`)!, 'hex').toString('base64')
      expect(body).toBe(`ysqgk/audit/${agencyId}\n${size}\n${root}\n`)
    }
    expect(head.chains.length).toBeGreaterThan(1)
    expect((await entries('?what=auditExport'))[0]).toMatchObject({ by: 'staff:auditor', route: 'GET /audit.jsonl' })
  })

  test('an export of days is whole up to the next signature, and each change of it is found', async () => {
    // An end of line in texts, and none in bytes.
    const separated = { by: 'staff:registrar', what: 'page', subject: '前\u2028后', succeeded: true } as const
    await tell(office.house.sql, office.house, separated)
    await chain()
    const exported = async (query: string) =>
      needs(await auditor.gets(`/audit.jsonl${query}`), 200, 'no export')
        .text.trim()
        .split('\n')
    const inBytes = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''))
    const checked = (lines: readonly string[]) => verifyExport([inBytes(lines)])
    const whole = await exported(`?from=${MONDAY}&to=${MONDAY}`)
    const verdict = await checked(whole)
    expect(verdict).toMatchObject({
      ok: true,
      authenticated: false,
      lines: whole.length - 2,
      from: expect.stringContaining('T'),
    })
    expect(verdict.signed).toBeGreaterThan(10)
    expect(verdict.signed + verdict.unsigned).toBe(verdict.lines)
    expect(verdict.keys.length).toBeGreaterThan(1)

    const places = whole.flatMap((line, i) => (JSON.parse(line).position === 3 ? [i] : []))
    const at = places[0]!
    const without = whole.filter((_, i) => i !== at)
    const changed = whole.map((line, i) => (i === at ? line.replace(/"succeeded":\w+/, '"succeeded":null') : line))
    const exchanged = whole.map((line, i) => whole[i === at ? at + 1 : i === at + 1 ? at : i] ?? line)
    const forged = whole.map((line, i) => (i === 0 ? line.replaceAll('"size":', '"size":1') : line))
    for (const damaged of [without, changed, exchanged, forged, whole.slice(1), whole.slice(0, 4), []])
      expect(await checked(damaged)).toMatchObject({ ok: false, firstFault: { what: expect.any(String) } })

    const rewritten = (of: readonly string[], how: (read: Json, i: number) => Json | undefined) =>
      of.flatMap((line, i) => {
        const read = how(JSON.parse(line), i)
        return read ? [JSON.stringify(read)] : []
      })
    const bare = { position: null, hash: null, previousHash: null }
    const forger = verifierKey({ verifier: generateKeyPairSync('ed25519').publicKey, origin: 'x' })
    for (const [name, damaged] of [
      ['the first ten lines removed', whole.filter((_, i) => i === 0 || i > 10)],
      ['said to be a choice', rewritten(without, (read, i) => (i === 0 ? { ...read, isWhole: false } : read))],
      [
        'all of one agency removed',
        rewritten(whole, (read, i) =>
          i === 0
            ? { ...read, chains: read.chains.filter((one: Json) => one.agencyId !== 'yunxi') }
            : read.line?.agencyId === 'yunxi'
              ? undefined
              : read,
        ),
      ],
      ['no lines', [whole[0]!, whole.at(-1)!]],
      ['no lines and no end', [whole[0]!]],
      ['no heads', rewritten(whole, (read, i) => (i === 0 ? { ...read, chains: [] } : read))],
      [
        'all places taken away, and one line changed',
        rewritten(whole, (read, i) =>
          read.line ? { line: i === at ? { ...read.line, by: 'staff:head' } : read.line, ...bare } : read,
        ),
      ],
      ['one put in', whole.toSpliced(at, 0, JSON.stringify({ ...JSON.parse(whole[at]!), ...bare }))],
      ['something beside a line', rewritten(whole, (read, i) => (i === at ? { ...read, note: 'x' } : read))],
      ['something in the head', rewritten(whole, (read, i) => (i === 0 ? { ...read, note: 'x' } : read))],
      ['cut before its end', whole.slice(0, -1)],
      ['gone on behind its end', [...whole, whole[at]!]],
      ['another key', rewritten(whole, (read) => (read.end ? { end: { ...read.end, key: forger } } : read))],
      ['the format of before', rewritten(whole, (read, i) => (i === 0 ? { ...read, format: 'ysqgk-audit/1' } : read))],
    ] as const)
      expect(await checked(damaged), name).toMatchObject({ ok: false, firstFault: { what: expect.any(String) } })
    const trusting = (key: string) => verifyExport([inBytes(whole)], { key })
    expect(await trusting(`${verifierKey(office.house.keys)}\n`)).toMatchObject({ ok: true, authenticated: true })
    expect(await trusting(forger)).toMatchObject({ ok: false, authenticated: false })

    // Byte by byte: whatever else reads as the end of a line, or as the same text, is another file.
    const bytes = inBytes(whole)
    const torn = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, i) =>
      bytes.subarray(i * 1000, (i + 1) * 1000),
    )
    expect(await verifyExport(torn)).toEqual(verdict)
    const last = whole.length
    const withinLast = whole.at(-1)!
    for (const [name, damaged, line, what] of [
      ['U+2028 for a line feed', whole.join('\u2028'), 1, /no JSON/],
      ['a blank line', [whole[0], '', ...whole.slice(1)].join('\n'), 2, /no JSON/],
      ['a blank line at the end', `${whole.join('\n')}\n\n`, last + 1, /behind the end/],
      ['carriage returns', whole.join('\r\n'), 1, /no JSON/],
      ['one carriage return, at the end', `${whole.join('\n')}\r\n`, last, /no JSON/],
      ['a space in the end', [...whole.slice(0, -1), withinLast.replace(':', ': ')].join('\n'), last, /no JSON/],
      ['a mark of UTF-8', `\uFEFF${whole.join('\n')}`, 1, /no JSON/],
      ['two hundred thousand levels', `{"line":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}\n`, 1, /no JSON/],
      ['a line without an end', 'x'.repeat(2 ** 20 + 1), 1, /longer than any/],
    ] as const)
      expect((await verifyExport([Buffer.from(damaged)])).firstFault, name).toEqual({
        ...{ line, what: expect.stringMatching(what) },
      })
    const within = bytes.indexOf('\u2028')
    expect(within, 'a genuine line has one in it').toBeGreaterThan(0)
    bytes[within] = 0xff
    expect(await verifyExport([bytes])).toMatchObject({
      ok: false,
      firstFault: { what: expect.stringMatching(/UTF-8/) },
    })

    const some = await exported('?by=registrar')
    expect(await checked(some.filter((_, i) => i !== 1))).toMatchObject({ ok: false })
    expect(JSON.parse(some[0]!)).toMatchObject({ isWhole: false, asked: { by: ['staff:registrar'] } })
    expect(await checked(some)).toMatchObject({ ok: true, lines: some.length - 2 })
  })

  test('the table for spreadsheets has a line for each, and no cell that would be reckoned', async () => {
    const csv = needs(await auditor.gets('/audit.csv?by=registrar'), 200, 'no export').text
    expect(csv.startsWith('\uFEFF"时间（北京）","人员"')).toBe(true)
    expect(csv.trim().split('\r\n').length - 1).toBe((await entries('?by=registrar')).length)
    for (const formula of ['=1+1', '+1', '-1', '@x', '\t=1', '＝1', ' =1']) expect(cell(formula)).toBe(`"'${formula}"`)
    expect(cell('a"b\r\n')).toBe('"a""b\r\n"')
  })
})
