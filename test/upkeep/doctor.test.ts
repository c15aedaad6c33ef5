/** `ysqgk doctor`: one line a check, each fault with its remedy, and a code that a program can rely on. */
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chainAudit } from '../../src/audit/chain.ts'
import { tell } from '../../src/audit/write.ts'
import { doctorCommand } from '../../src/cli/doctor.ts'
import { connect, type Sql } from '../../src/db/client.ts'
import { EDITION } from '../../src/db/edition.ts'
import { giveRights } from '../../src/db/rights.ts'
import { sequence } from '../../src/evidence/log/sequence.ts'
import { readConfig } from '../../src/ground/config.ts'
import { overAll } from '../../src/house.ts'
import { backUp } from '../../src/upkeep/backup.ts'
import { examine } from '../../src/upkeep/doctor.ts'
import { clockSays } from '../../src/upkeep/doctor-database.ts'
import { roomSays } from '../../src/upkeep/doctor-place.ts'
import type { Finding } from '../../src/upkeep/finding.ts'
import { noteVerify } from '../../src/upkeep/last-verify.ts'
import { misspelt } from '../../src/upkeep/misspelt.ts'
import { WANTED } from '../../src/upkeep/settings.ts'
import { type Office, openOffice } from '../support/house.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

const CHECKS = [
  ...[
    'settings',
    'database',
    'schema',
    'roles',
    'guide',
    'keys',
    'files',
    'aside',
    'calendars',
    'databaseClock',
    'jobs',
  ],
  ...['audit', 'verified', 'witness', 'door', 'exchange', 'webhooks'],
  ...['store', 'address', 'mail', 'mailbox', 'scanner', 'fonts', 'poppler', 'fileClock', 'disk', 'versions', 'backup'],
]

let office: Office
let smtp: MailServer
let env: Record<string, string>
beforeAll(async () => {
  smtp = await startMailServer()
  office = await openOffice()
  env = {
    DATA_DIR: office.folder,
    DATABASE_URL: office.house.databaseUrl,
    DATABASE_OWNER_URL: office.databaseUrl,
    SECRET_KEY: 'a secret of the tests, and of nobody else',
    SMTP_URL: smtp.url,
  }
  const { id } = await office.caseUntil('registered')
  await office.registrar.adds(id, [{ name: '附卷.txt', content: '附卷的材料。' }])
  await sequence(office.house)
})
afterAll(async () => {
  await office.close()
  await smtp.close()
})

async function asked(settings: Record<string, string> = env, args: string[] = [], isTTY = false) {
  const [output, errors] = [Object.assign(new PassThrough(), { isTTY }), new PassThrough()]
  const code = await doctorCommand(settings, args, output, errors)
  output.end()
  errors.end()
  const lines = (await text(output)).split('\n').filter(Boolean)
  const found: Finding[] = lines.map((line) => JSON.parse(line))
  return { code, found, by: new Map(found.map((each) => [each.check, each])), errors: await text(errors) }
}

/** One check of an office whose connection is `sql`, at a time. */
async function one(check: string, sql: Sql = office.house.everywhere.sql, now = () => new Date(), settings = env) {
  for await (const finding of examine({ config: readConfig(settings), sql, now }))
    if (finding.check === check) return finding
  throw new Error(`no check ${check}`)
}

test('a folder without data is named, and stays empty', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nobody-'))
  const { code, found, errors } = await asked({ DATA_DIR: folder })
  expect([code, found.map(({ check }) => check)]).toEqual([1, ['data']])
  expect(errors).toContain(`${folder} 中没有本系统的数据`)
  expect(await readdir(folder)).toEqual([])
  await rm(folder, { recursive: true })
})

test('a sound office: a line for each check, for people and for programs, and exit code 0', async () => {
  const { code, found, errors } = await asked()
  expect(found.map(({ check }) => check)).toEqual(CHECKS)
  expect(found.filter((finding) => !('ok' in finding && finding.ok))).toEqual([])
  expect(code).toBe(0)
  const lines = errors.trimEnd().split('\n')
  expect(lines).toHaveLength(CHECKS.length)
  for (const line of lines) expect(line).toMatch(/^[✓！] \S+：\S/)
  for (const { level, remedy } of found) expect(Boolean(remedy)).toBe(level !== 'ok')
  for (const sound of ['database', 'schema', 'roles', 'keys', 'files', 'databaseClock', 'mail', 'versions'])
    expect(found.find(({ check }) => check === sound)).toMatchObject({ level: 'ok' })
  expect(smtp.mails).toHaveLength(0)
})

test('--json prints lines for programs alone; a terminal gets lines for people alone', async () => {
  const json = await asked(env, ['--json'])
  expect([json.found.length, json.errors]).toEqual([CHECKS.length, ''])
  const terminal = await asked(env, [], true)
  expect([terminal.found, terminal.errors.split('\n').length]).toEqual([[], CHECKS.length + 1])
  expect((await asked(env, ['--sing'])).code).toBe(2)
})

test('wrong settings are named, each on its line, and nothing else can be asked', async () => {
  const { code, found, errors } = await asked({ ...env, PORT: 'x', SMTP_URL: 'y' })
  expect([code, found.map(({ check }) => check)]).toEqual([1, ['settings', 'settings']])
  expect(errors).toMatch(/^✗ 设置：PORT 有误.*端口号.*\n✗ 设置：SMTP_URL 有误/)
  const sources = (await readdir('src/ground')).filter((name) => /^(config|secrets|.*-set)\.ts$/.test(name))
  const read = sources.map((name) => readFile(join('src/ground', name), 'utf8'))
  const named = [
    ...(await Promise.all(read)).join('\n').matchAll(/\b(?:fault\(|wholeNumber\(setting, fault, )\s*'([A-Z_]+)'/g),
  ].map(([, name]) => name!)
  expect([...new Set(named)].sort()).toEqual(Object.keys(WANTED).sort())
})

test('a table for the exchange that is wrong is a setting that is wrong: each place of it is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mapping-'))
  const path = join(folder, 'mapping.yaml')
  const exchange = { EXCHANGE_URL: 'https://up.example.cn', EXCHANGE_SECRET: 'x'.repeat(32), EXCHANGE_MAPPING: path }
  try {
    const shipped = await readFile('src/exchange/mapping.yaml', 'utf8')
    await writeFile(path, shipped.replace('district: ', 'distrikt: ').replace('path: /closed', 'path: closed'))
    const wrong = await asked({ ...env, ...exchange })
    expect([wrong.code, [...new Set(wrong.found.map(({ check }) => check))]]).toEqual([1, ['settings']])
    for (const place of ['distrikt', 'messages.closed.path'])
      expect(wrong.errors).toMatch(new RegExp(`^✗ 设置：EXCHANGE_MAPPING 有误.*${place}.*对照表`, 'm'))
    await writeFile(path, 'departments: {')
    expect((await asked({ ...env, ...exchange })).errors).toMatch(/^✗ 设置：EXCHANGE_MAPPING 有误.*\n$/)
    await writeFile(path, shipped)
    expect((await asked({ ...env, ...exchange })).by.get('settings')).toMatchObject({ ok: true })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('without the programs that draw PDFs it says which are not there, and what that does', async () => {
  const { PATH } = process.env
  process.env.PATH = '/nowhere'
  try {
    expect(await one('poppler')).toMatchObject({
      ...{ level: 'warning', says: expect.stringMatching(/^没有 pdftoppm、pdfinfo，.*插页/) },
      remedy: expect.stringContaining('poppler-utils'),
    })
  } finally {
    process.env.PATH = PATH
  }
})

test('a database that is away is a fault; what needs it is not asked, and the machine is looked at all the same', async () => {
  const { code, by } = await asked({ ...env, DATABASE_URL: 'postgres://x:y@127.0.0.1:1/z' })
  expect(code).toBe(1)
  expect(by.get('database')).toMatchObject({ ok: false, remedy: expect.stringContaining('DATABASE_URL') })
  expect(by.get('schema')).toMatchObject({ level: 'warning', says: '没有检查' })
  expect(by.get('keys')).toMatchObject({ level: 'warning', says: '没有检查' })
  expect(by.get('disk')).not.toMatchObject({ says: '没有检查' })
})

test('data of another edition, tables of the past and of the future', async () => {
  const { sql } = office
  const edition = (to: string) => sql`update data_editions set edition = ${to}`
  await edition('9.9')
  expect(await one('schema')).toMatchObject({ level: 'fault', remedy: expect.stringContaining('9.9') })
  await edition(EDITION)
  const [last] = await sql`
    delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations) returning *`
  expect(await one('schema')).toMatchObject({ level: 'warning', says: expect.stringContaining('待更新') })
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of the future', 9000000000000000)`
  expect(await one('schema')).toMatchObject({ level: 'fault', remedy: '请升级程序' })
  await sql`delete from drizzle.__drizzle_migrations where hash = 'of the future'`
  await sql`insert into drizzle.__drizzle_migrations ${sql(last!)}`
  expect(await one('schema')).toMatchObject({ level: 'ok' })
})

test('a role that may too much, or too little, or owns the tables', async () => {
  const { sql, house } = office
  const [{ me }] = (await house.sql`select current_user as me`) as unknown as [{ me: string }]
  await sql.unsafe(`grant update on ledger to "${me}"`)
  expect(await one('roles')).toMatchObject({ level: 'fault', says: expect.stringContaining('与应有的不符') })
  await giveRights(office.databaseUrl, house.databaseUrl)
  expect(await one('roles')).toMatchObject({ level: 'ok' })
  const owner = connect(office.databaseUrl, 1)
  expect(await one('roles', owner.sql)).toMatchObject({ level: 'warning', remedy: expect.stringContaining('db roles') })
  await owner.sql.end()
})

test('a mail server that does not answer, and none', async () => {
  const away = await asked({ ...env, SMTP_URL: 'smtp://127.0.0.1:1' })
  expect([away.code, away.by.get('mail')]).toEqual([
    1,
    expect.objectContaining({ ok: false, says: expect.stringContaining('127.0.0.1:1 不能使用') }),
  ])
  const { SMTP_URL: _, ...without } = env
  expect((await asked(without)).by.get('mail')).toMatchObject({ ok: true, level: 'warning' })
})

test('what goes to another machine in the clear is named: mails, and the connection to the database', async () => {
  const elsewhere = (url: string) => url.replace('127.0.0.1', '0.0.0.0') // leads here, and is no name of this machine
  const settings = { ...env, SMTP_URL: elsewhere(smtp.url), DATABASE_URL: elsewhere(env.DATABASE_URL!) }
  const refused = await asked(settings)
  expect(refused.by.get('mail')).toMatchObject({ level: 'fault', remedy: expect.stringContaining('STARTTLS') })
  expect(refused.by.get('database')).toMatchObject({ level: 'warning', says: expect.stringContaining('没有加密') })
  const open = await asked({ ...settings, SMTP_URL: `${settings.SMTP_URL}?requireTLS=false` })
  expect(open.by.get('mail')).toMatchObject({ level: 'warning', says: expect.stringContaining('不加密') })
})

test('another key, and a stored file that has changed', async () => {
  const other = { ...env, SECRET_KEY: 'another secret, which is as long as it must be' }
  expect(await one('keys', office.house.sql, undefined, other)).toMatchObject({ level: 'fault' })
  const [{ sha256 }] = (await office.sql`select sha256 from files limit 1`) as unknown as [{ sha256: string }]
  const path = join(office.folder, 'blobs', sha256.slice(0, 2), sha256.slice(2))
  const content = await readFile(path)
  await chmod(path, 0o600)
  await writeFile(path, '另一个内容')
  expect(await one('files')).toMatchObject({ level: 'fault', says: expect.stringContaining('“附卷.txt”读不出来') })
  await rm(path)
  expect(await one('files')).toMatchObject({ level: 'fault' })
  await writeFile(path, content)
  expect(await one('files')).toMatchObject({ level: 'ok' })
})

test('calendars of this year and the next', async () => {
  expect(await one('calendars', undefined, () => new Date('2024-05-01T00:00:00Z'))).toMatchObject({ level: 'ok' })
  expect(await one('calendars', undefined, () => new Date('2026-05-01T00:00:00Z'))).toMatchObject({ level: 'warning' })
  expect(await one('calendars', undefined, () => new Date('2031-05-01T00:00:00Z'))).toMatchObject({ level: 'fault' })
})

test('clocks that differ, and a disk that fills', async () => {
  const late = () => new Date(Date.now() - 90_000)
  for (const check of ['databaseClock', 'fileClock'])
    expect(await one(check, undefined, late)).toMatchObject({ level: 'fault', remedy: expect.stringContaining('NTP') })
  expect([1_999, 2_000, -59_999, -60_000].map((ahead) => clockSays('数据库', ahead).level)).toEqual([
    'ok',
    'warning',
    'warning',
    'fault',
  ])
  const GB = 1024 ** 3
  expect([5 * GB, 5 * GB - 1, GB, GB - 1].map((free) => roomSays('/x', free).level)).toEqual([
    'ok',
    'warning',
    'warning',
    'fault',
  ])
})

test('jobs that were given up', async () => {
  await office.sql`
    select graphile_worker.add_job('nothing', '{}'::json, max_attempts => 1, job_key => 'of-the-doctor')`
  await office.sql`update graphile_worker._private_jobs set attempts = max_attempts where key = 'of-the-doctor'`
  expect(await one('jobs')).toMatchObject({ level: 'warning', says: expect.stringContaining('nothing (1)') })
  await office.sql`delete from graphile_worker._private_jobs where key = 'of-the-doctor'`
})

test('no backup, a fresh one, and one of last week', async () => {
  expect(await one('backup')).toMatchObject({ level: 'warning', says: '还没有备份过' })
  const dir = join(await mkdtemp(join(tmpdir(), 'backup-')), 'b')
  const at = new Date('2026-03-02T02:00:00Z')
  await backUp(
    readConfig(env),
    { dir, keysDir: `${dir}.keys` },
    () => {},
    () => at,
  )
  const after = (days: number) => () => new Date(at.getTime() + days * 86_400_000)
  expect(await one('backup', undefined, after(6))).toMatchObject({ level: 'ok', says: expect.stringContaining(dir) })
  expect(await one('backup', undefined, after(7))).toMatchObject({
    level: 'warning',
    says: expect.stringContaining('7 天前'),
  })
})

test('a name that is nearly a setting is told, with the one that was meant; names of others are not', async () => {
  const { by, code } = await asked({ ...env, SMPT_URL: 'smtp://a', HOSTNAME: 'x', LOGNAME: 'x', PATH: '/bin' })
  expect(by.get('settings')).toMatchObject({ level: 'warning', says: expect.stringContaining('SMPT_URL') })
  expect(by.get('settings')?.remedy).toContain('是否想写 SMTP_URL')
  expect(code).toBe(0)
  for (const name of ['DATABASE_URLS', 'SECRET_KEYZ', 'TRUST_PROXI', 'smtp_url'])
    expect(misspelt({ [name]: 'x' }), name).toHaveLength(1)
  for (const name of ['HOSTNAME', 'DATA', 'LOGNAME', 'SECRET_KEYS', 'SSH_AUTH_SOCK', 'XDG_DATA_DIRS'])
    expect(misspelt({ [name]: 'x' }), name).toEqual([])
})

test('the audit, the last signature and whole verification, and accounts that are delayed', async () => {
  const { sql, house } = office
  await office.registrar.gets('/desk')
  await chainAudit(overAll(house))
  expect(await one('audit')).toMatchObject({ level: 'ok', says: expect.stringContaining('行') })
  const now = () => house.time.now()
  expect((await one('verified', undefined, now)).says).toContain('还没有全面核验过')
  noteVerify(office.folder, { at: now().toISOString(), ok: true })
  expect(await one('verified', undefined, now)).toMatchObject({
    level: 'ok',
    says: expect.stringMatching(/台账最近一次签名在 2026-03-02 .+；最近一次全面核验在 2026-03-02 .+完好/),
  })
  noteVerify(office.folder, { at: now().toISOString(), ok: false })
  expect(await one('verified', undefined, now)).toMatchObject({ level: 'fault' })
  expect(await one('door', undefined, now)).toMatchObject({ level: 'ok' })
  const delayed = { what: 'signIn', succeeded: false, detail: { reason: 'SIGN_IN_DELAYED', unseen: 1 } } as const
  await tell(sql, house, { by: 'staff:head', ...delayed })
  expect(await one('door', undefined, now)).toMatchObject({ level: 'warning', says: expect.stringContaining('head') })
  await sql.begin(async (tx) => {
    await tx`alter table audit_lines disable trigger user`
    await tx`update audit_lines set by = 'staff:signer' where by = 'staff:registrar'`
    await tx`alter table audit_lines enable trigger user`
  })
  expect(await one('audit')).toMatchObject({ level: 'fault', says: expect.stringContaining('不符') })
})
