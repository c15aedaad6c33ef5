/**
 * Personal data at rest: what an application, a consultation and an account say of people stands nowhere in clear; and the
 * keys are changed while the service goes on, interrupted and begun again, without anybody being locked out.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApp } from '../../src/app.ts'
import { consent, mobileOf } from '../../src/citizens/consents.ts'
import { verifyAll } from '../../src/evidence/whole/verify-all.ts'
import { type Ring, ringText } from '../../src/ground/key-ring.ts'
import { keysOf } from '../../src/ground/keys.ts'
import { isSameApplicant } from '../../src/ledger/found-by.ts'
import { caseWithId } from '../../src/ledger/queries.ts'
import { type OpenHouse, openHouse } from '../../src/open-house.ts'
import { sweepOutbox } from '../../src/sending/sweep-outbox.ts'
import { keysInUse, rotate } from '../../src/upkeep/rotate.ts'
import { SEALED, WITH_THEIR_ROW } from '../../src/upkeep/sealed-columns.ts'
import { fillWithCases } from '../bench/many-cases.ts'
import { asked, type partyAt } from '../consultations/parties.ts'
import { cookiesOf, send } from '../support/api.ts'
import { everythingIn } from '../support/everything.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, citizenAt, type Filed, memberAt, residentNumber } from '../support/people.ts'
import { PROOF, times } from '../support/proof.ts'

const ONE = { id: '1', secret: 'a secret of the tests, and of nobody else' }
const TWO = { id: '2', secret: 'another-secret-of-the-tests-as-long-as-that' }

/** Each as nobody else writes it. */
const ID = residentNumber(771)
const HELPER = residentNumber(772)
const OTHER = residentNumber(773)
const PRIVATE = {
  ...{ id: ID, helper: HELPER, other: OTHER, phone: '13912345678', mail: 'zhangsan.private@secret.example' },
  ...{ address: '隐私省隐私市隐私路77号', postcode: '543217', helperPhone: '13698765432' },
  ...{ partyContact: '联系甲乙丙', partyPhone: '13711112222', partyMail: 'party.private@secret.example' },
  ...{ partyAddress: '第三方市第三方路88号', newPhone: '13533334444', newMail: 'new.private@secret.example' },
  ...{ newAddress: '搬迁省搬迁市搬迁路99号', mobile: '13855556666', unfit: '一三九壹贰叁肆伍', waits: '13477778888' },
}

let office: Office
let filed: Filed & { id: string }
let party: ReturnType<typeof partyAt>
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  const { phone, mail: email, address, postcode } = PRIVATE
  const content = application({
    applicant: { idNumber: ID, phone, email, address, postcode },
    coApplicants: [{ ...application().applicant, name: '李四', idNumber: OTHER }],
    representative: 0,
    agent: { name: '代理甲', idType: 'residentId', idNumber: HELPER, phone: PRIVATE.helperPhone },
  })
  const { partyContact: contact, partyPhone, partyMail, partyAddress } = PRIVATE
  const consulted = { contact, phone: partyPhone, email: partyMail, address: partyAddress }
  filed = await asked(office, { content, ...consulted })
  party = (filed as unknown as { party: typeof party }).party
  await party.records({ type: 'thirdPartyAnswered', consents: true, reasons: '同意。' })
  await office.citizen.records(filed, {
    ...{ type: 'contactChanged', phone: PRIVATE.newPhone, email: PRIVATE.newMail, address: PRIVATE.newAddress },
  })
  await office.handler.posts(`/api/v1/cases/${filed.id}/notices`, '', {
    ...{ type: 'agencyConsulted', coMaker: false, party: '示例局', phone: PRIVATE.waits },
  })
  const code = await enters(PRIVATE.mail)
  expect(code).toBe(303)
  await consent(office.house, { agencyId: 'yunxi', caseId: filed.id }, PRIVATE.mobile)
  await office.registrar.enters({
    ...{ agency: 'yunxi', channel: 'post', on: '2026-03-02', evidence: '信封。', request: { title: '某文件' } },
    applicant: { name: '王五', phone: PRIVATE.unfit, idNumber: ID, idType: 'residentId', kind: 'person' },
  })
  await office.caseUntil('replySigned', application({ applicant: { phone, email, address } }))
  await office.theJobsRun()
})
afterAll(() => office.close())

/** The account of an address, by the code that is mailed to it. */
async function enters(email: string): Promise<number> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const at = { method: 'POST', headers } as const
  const asks = await send(office.app, { ...at, url: '/account', payload: new URLSearchParams({ email }).toString() })
  const folder = join(office.folder, 'outbox')
  const mails = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8').split(/\r?\n\r?\n/))
  const texts = mails.map(([head, ...body]) =>
    /base64/i.test(head!) ? Buffer.from(body.join(''), 'base64').toString('utf8') : body.join('\n'),
  )
  const code = texts.map((text) => /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]).find(Boolean)
  const cookie = cookiesOf(asks)
  const answer = await send(office.app, {
    ...at,
    url: '/account/code',
    payload: `code=${code}`,
    headers: { ...headers, cookie },
  })
  return answer.status
}

test('what is looked for below is there: staff read all of it', async () => {
  const { json } = await office.handler.gets(`/api/v1/cases/${filed.id}`)
  const waiting = (await office.handler.gets(`/api/v1/cases/${filed.id}/notices`)).json
  const shown = JSON.stringify([json, waiting])
  const { id: _, helper: __, other: ___, unfit: ____, mobile: _____, ...read } = PRIVATE
  for (const [what, value] of Object.entries(read)) expect(shown, what).toContain(value)
  expect(await office.sql`select 1 from accounts`).toHaveLength(1)
})

test('nothing that tells how to reach or to identify a person stands in the database in clear', async () => {
  const found: string[] = []
  for (const [where, text] of await everythingIn(office.sql))
    for (const [what, value] of Object.entries(PRIVATE)) if (text.includes(value)) found.push(`${what} in ${where}`)
  expect(found).toEqual([])
})

test('nor in DATA_DIR, but for mails that wait as files, and files and letters themselves', () => {
  const files = readdirSync(office.folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !/^(outbox|blobs)\b/.test(name) && statSync(join(office.folder, name)).isFile(),
  )
  expect(files).toContain('signing.key')
  for (const name of files)
    for (const [what, value] of Object.entries(PRIVATE))
      expect(readFileSync(join(office.folder, name)).includes(value), `${what} in ${name}`).toBe(false)
})

test('every column of bytes is sealed and stands on the list of what is sealed anew, or says why not', async () => {
  const bytes = await office.sql<{ at: string }[]>`
    select table_name || '.' || column_name as at from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea' order by 1`
  const listed = [...SEALED, ...WITH_THEIR_ROW].map(({ table, column }) => `${table}.${column}`)
  const open = [
    ...['audit_chain.hash', 'letter_timestamps.token'],
    ...['passkeys.public_key', 'account_passkeys.public_key'],
  ]
  expect(bytes.map(({ at }) => at)).toEqual([...listed, ...open].sort())
  // The same columns are asked which keys they name, and take nothing by a key that is gone: a case by its words.
  const [{ source }] = (await office.sql`
    select prosrc as source from pg_proc where proname = 'keys_named'`) as unknown as [{ source: string }]
  const asked = source.split('exists')
  for (const { table, column } of [...SEALED, ...WITH_THEIR_ROW])
    expect(
      asked.some((one) => one.includes(`from ${table} `) && one.includes(`substring(${column} `)),
      table,
    ).toBe(true)
  const guarded = await office.sql<{ at: string }[]>`
    select tgrelid::regclass || '.' || encode(substring(tgargs for length(tgargs) - 1), 'escape') as at
    from pg_trigger where tgfoid = 'sealed_by_key_in_use'::regproc order by 1`
  const byTheirWords = ['cases.email', 'cases.code', 'consultation_accesses.code']
  expect(guarded.map(({ at }) => at)).toEqual(listed.filter((at) => !byTheirWords.includes(at)).sort())
})

const finds = async (house: OpenHouse, q: string) => {
  const app = await openApp(house)
  const { cases } = (await memberAt(app, 'registrar').gets(`/api/v1/cases?q=${encodeURIComponent(q)}`)).json
  await app.close()
  return cases.map(({ receipt }: { receipt: string }) => receipt)
}

test('the desk finds a case by a whole number, telephone or mail address of those who apply', async () => {
  for (const q of [ID, ID.toLowerCase(), HELPER, OTHER, `+86 ${PRIVATE.newPhone}`, PRIVATE.newMail.toUpperCase()])
    expect(await finds(office.house as OpenHouse, q), q).toContain(filed.receipt)
  for (const q of [PRIVATE.phone, ID.slice(0, 12), PRIVATE.partyPhone])
    expect(await finds(office.house as OpenHouse, q), q).not.toContain(filed.receipt)
})

test('mails that were kept as files go after thirty days, but never those of a demonstration', async () => {
  const folder = join(office.folder, 'outbox')
  const [first] = readdirSync(folder)
  const all = readdirSync(folder).length
  const old = office.house.time.now().getTime() / 1_000 - 31 * 86_400
  utimesSync(join(folder, first!), old, old)
  await sweepOutbox(office.house)
  expect(readdirSync(folder)).toHaveLength(all)
  await office.sql`update people set demonstration = false`
  await sweepOutbox(office.house)
  expect(readdirSync(folder)).toHaveLength(all - 1)
  expect(readdirSync(folder)).not.toContain(first)
})

const withKeys = (secrets: Ring) => openHouse({ ...office.house.config, secrets }, office.house.time)
const silent = () => {}

test('the keys change while the service goes on: interrupted, begun again, nobody is locked out', async () => {
  const { config } = office.house
  const ring: Ring = [TWO, ONE]
  await expect(rotate({ ...config, secrets: ring }, silent)).rejects.toMatchObject({ code: 'KEYS_NOT_SERVED' })
  const during = await withKeys(ring)
  const app = await openApp(during)
  const citizen = citizenAt(app)
  let told = 0
  const breaks = () => {
    if (++told === 3) throw new Error('cut')
  }
  await expect(rotate({ ...config, secrets: ring }, breaks)).rejects.toThrow('cut')
  // Half of it is done: both keys open, and what is filed now is found beside what was filed before.
  expect(new Set((await keysInUse(config)).map(({ key }) => key))).toEqual(new Set(['1', '2']))
  expect((await citizen.follows(filed)).receipt).toBe(filed.receipt)
  const { phone, mail: email } = PRIVATE
  const again = await citizen.files(application({ applicant: { idNumber: ID, phone, email } }))
  const rows = await Promise.all(
    [filed.receipt, again.receipt].map(async (receipt) => {
      const [row] = await office.sql<{ id: string }[]>`select id from cases where receipt = ${receipt}`
      return caseWithId(during.sql, row!.id)
    }),
  )
  expect(isSameApplicant(rows[0]!, rows[1]!)).toBe(true)

  const done = await rotate({ ...config, secrets: ring }, silent)
  // The office itself was not started again: what it seals now, only the old key opens.
  expect(done).toMatchObject({ key: '2', mayGo: [], stillSealing: ['1'], rows: expect.any(Number), unread: [] })
  expect(done.files, 'stored letters are sealed by it, too').toBeGreaterThan(0)
  const late = await office.citizen.files(application())
  await expect(withKeys([TWO])).rejects.toThrow('SECRET_KEYS lacks 1')
  await office.app.close()
  await office.house.close()
  const last = await rotate({ ...config, secrets: ring }, silent)
  expect(last).toMatchObject({ mayGo: ['1'], stillSealing: [], rows: expect.any(Number) })
  expect(last.rows).toBeGreaterThan(0)
  expect((await keysInUse(config)).filter(({ key }) => key !== '2')).toEqual([])
  expect(await rotate({ ...config, secrets: ring }, silent)).toMatchObject({ rows: 0, files: 0, mayGo: ['1'] })
  // A process that was away when the key went can seal nothing by it: the application is refused, and nothing is lost unseen.
  const asleep = await openApp({ ...during, keys: keysOf([ONE], { signers: during.keys.signers }) })
  await expect(citizenAt(asleep).files(application())).rejects.toThrow(/50[03]/)
  // Were one of its rows there all the same, the rows decide, whatever is noted of the key.
  await office.sql`update secret_keys set gone_since = null where id = '1'`
  const unseen = await citizenAt(asleep).files(application())
  await office.sql`update secret_keys set gone_since = now() where id = '1'`
  await asleep.close()
  await expect(withKeys([TWO])).rejects.toThrow('SECRET_KEYS lacks 1')
  await expect(rotate({ ...config, secrets: [TWO] }, silent)).rejects.toThrow('SECRET_KEYS lacks 1')
  expect(await rotate({ ...config, secrets: ring }, silent)).toMatchObject({ mayGo: ['1'] })
  const lines =
    await office.sql`select distinct what, by, subject from audit_lines where what in ('keyAdded', 'keysRotated') order by what`
  expect(lines.map(({ what, by, subject }) => [what, by, subject])).toEqual([
    ['keyAdded', 'system', '2'],
    ['keysRotated', 'system', '2'],
  ])
  await app.close()
  await during.close()

  const after = await withKeys([TWO])
  const later = await openApp(after)
  try {
    expect((await citizenAt(later).follows(filed)).receipt).toBe(filed.receipt)
    for (const one of [again, late, unseen]) expect((await citizenAt(later).follows(one)).receipt).toBe(one.receipt)
    const { number, code } = party
    const answer = await send(later, { url: `/api/v1/consultations/${number}`, headers: { 'answer-code': code } })
    expect(answer.status).toBe(200)
    for (const q of [ID, PRIVATE.newPhone]) expect(await finds(after, q), q).toContain(filed.receipt)
    expect(await mobileOf(after, { agencyId: 'yunxi', caseId: filed.id })).toBe(PRIVATE.mobile)
    expect(await verifyAll(after)).toMatchObject({ ok: true })
    expect([...(await everythingIn(office.sql)).values()].some((text) => text.includes(PRIVATE.phone))).toBe(false)
    await expect(withKeys([ONE])).rejects.toThrow('SECRET_KEYS lacks 2')
    // Once more without it: no later start looks for it again, and it seals nothing all the same.
    expect(await rotate({ ...config, secrets: [TWO] }, silent)).toMatchObject({ rows: 0, mayGo: [], stillSealing: [] })
    expect(await office.sql`select id from secret_keys where seals_since is null and gone_since is not null`).toEqual([
      { id: '1' },
    ])
  } finally {
    await later.close()
    await after.close()
  }
})

if (PROOF)
  test('a hundred thousand cases: killed several times, and ended', { timeout: 3_600_000 }, async () => {
    const THREE = { id: '3', secret: 'a-third-secret-of-the-tests-as-long-as-that' }
    const n = times(0, 100_000)
    const before = await withKeys([TWO])
    await fillWithCases({ ...before, sql: office.sql }, n, 'all')
    // Copies of letters open in no row of theirs.
    await office.sql.unsafe('alter table letters disable trigger user')
    await office.sql`delete from letters l where not exists (
    select from ledger e where (e.agency_id, e.case_id, e.position, e.type) = (l.agency_id, l.case_id, l.position, 'replySigned')
      and e.by not like 'demo%') or l.case_id in (select id from cases where receipt ~ '^\\d{8}-\\d{5}-\\d{7}$')`
    await office.sql.unsafe('alter table letters enable trigger user')
    await before.close()
    const serving = await withKeys([THREE, TWO])
    const env = {
      ...process.env,
      DATA_DIR: office.folder,
      DATABASE_URL: office.house.config.databaseUrl,
      DATABASE_OWNER_URL: office.databaseUrl,
      SECRET_KEYS: ringText([THREE, TWO]).trim().replaceAll('\n', ','),
    }
    const run = (killAfter?: number) =>
      new Promise<{ code: number | null; said: string }>((resolve) => {
        const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'keys', 'rotate'], {
          env: env as never,
        })
        let said = ''
        child.stdout.on('data', (piece) => (said += piece))
        child.stderr.on('data', (piece) => (said += piece))
        const timer = killAfter && setTimeout(() => child.kill('SIGKILL'), killAfter)
        child.on('exit', (code) => {
          clearTimeout(timer)
          resolve({ code, said })
        })
      })
    const began = performance.now()
    const cuts: (string | undefined)[] = []
    for (const after of [5_000, 12_000, 20_000]) {
      const { code, said } = await run(after)
      expect(code).toBe(null)
      cuts.push(said.trim().split('\n').at(-1))
    }
    const filedMeanwhile = citizenAt(await openApp(serving)).files(application())
    const { code, said } = await run()
    console.error(
      `${n} cases: ${Math.round((performance.now() - began) / 1000)} s, killed at ${cuts.join(', ')}. ${said.slice(-300)}`,
    )
    expect([code, said]).toEqual([0, expect.stringContaining('"key":"3"')])
    await filedMeanwhile
    expect((await keysInUse(office.house.config)).filter(({ key }) => key !== '3')).toEqual([])
    await serving.close()
  })
