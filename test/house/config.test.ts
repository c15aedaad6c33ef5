import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addressOf, ConfigFault, readConfig } from '../../src/ground/config.ts'

const KEY = 'k'.repeat(32)
let DATA_DIR: string
beforeEach(() => {
  DATA_DIR = mkdtempSync(join(tmpdir(), 'ysqgk-config-'))
})
afterEach(() => rmSync(DATA_DIR, { recursive: true }))

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig({ DATA_DIR, SECRET_KEY: KEY, ...env })
    return []
  } catch (fault) {
    if (!(fault instanceof ConfigFault)) throw fault
    return fault.faults.map(({ name }) => name)
  }
}

describe('nothing is set', () => {
  test('every setting has its value, and the key is made and kept', () => {
    const config = readConfig({ DATA_DIR })
    expect(config).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: DATA_DIR,
      databaseUrl: undefined,
      databaseOwnerUrl: undefined,
      smtpUrl: undefined,
      filingLimit: 60,
      draftDays: 7,
      mailLimit: 30,
      memoryLimit: undefined,
      delayLimit: 3_000,
      clamd: undefined,
      log: 'faults',
      metricsToken: undefined,
      tracesUrl: undefined,
      witnesses: [],
      witnessFor: [],
      trustProxy: [],
      mailFrom: 'noreply@localhost',
      smsUrl: undefined,
      smsToken: undefined,
      returnsUrl: undefined,
      returnsToken: undefined,
      imap: undefined,
      exchange: undefined,
      webhookNetworks: [],
      timestampAuthorities: [],
      sessions: { idleMinutes: 30, hours: 12 },
      oidc: undefined,
      blobDir: join(DATA_DIR, 'blobs'),
      blobBucket: undefined,
      blobsSealed: true,
      secrets: [{ id: '1', secret: expect.stringMatching(/^[\w-]{43}$/) }],
      sealing: 'aes',
      role: 'all',
      publicUrl: undefined,
      development: false,
    })
    expect(readConfig({ DATA_DIR }).secrets).toEqual(config.secrets)
    expect(statSync(join(DATA_DIR, 'secret-key')).mode & 0o777).toBe(0o600)
  })

  test('an empty setting is an unset one', () => {
    expect(readConfig({ DATA_DIR, PORT: '', DATABASE_URL: ' ', SECRET_KEY: KEY })).toMatchObject({ port: 3000 })
  })
})

test('several secrets: the first seals, and one without a name is the last', () => {
  const ring = (env: Record<string, string>) => readConfig({ DATA_DIR, ...env }).secrets.map(({ id }) => id)
  const [a, b] = ['a'.repeat(32), 'b'.repeat(32)]
  expect(ring({ SECRET_KEYS: `2:${a}, 3:${b}` })).toEqual(['2', '3'])
  expect(ring({ SECRET_KEYS: `2:${a}`, SECRET_KEY: KEY })).toEqual(['2', '1'])
  expect(ring({ SECRET_KEYS: `2:${a} 1:${KEY}`, SECRET_KEY: KEY })).toEqual(['2', '1'])
  for (const SECRET_KEYS of [a, `2:short`, `2:${a},2:${b}`, `zwei und drei:${a}`, `1:${a}`])
    expect(faultsOf({ SECRET_KEYS }), SECRET_KEYS).toEqual(['SECRET_KEYS'])
  writeFileSync(join(DATA_DIR, 'secret-key'), `2:${a}\n1:${KEY}\n`)
  expect(ring({})).toEqual(['2', '1'])
  expect(readConfig({ DATA_DIR, SEALING: 'sm4' }).sealing).toBe('sm4')
  expect(faultsOf({ SEALING: 'des' })).toEqual(['SEALING'])
})

test('witnesses: folders, mails and cosigners with their keys, each once', () => {
  const log = 'ysqgk/ledger'
  const key = (name: string, algorithm: number) => {
    const keyed = Buffer.concat([Buffer.from([algorithm]), Buffer.alloc(32, 7)])
    const id = createHash('sha256').update(`${name}\n`).update(keyed).digest('hex').slice(0, 8)
    return `${name}+${id}+${keyed.toString('base64')}`
  }
  const cosigner = key('w.example/1', 4)
  const WITNESS_URL = `file:///mnt/share%20one, mailto:pan@example.gov.cn\nhttps://w.example/witness/#${cosigner} mailto:pan@example.gov.cn`
  expect(readConfig({ DATA_DIR, WITNESS_URL, WITNESS_FOR: key(log, 1) })).toMatchObject({
    witnesses: [
      { kind: 'folder', name: 'file:///mnt/share%20one', folder: '/mnt/share one' },
      { kind: 'mail', name: 'mailto:pan@example.gov.cn', to: 'pan@example.gov.cn' },
      { kind: 'cosigner', name: 'https://w.example/witness', url: 'https://w.example/witness/add-checkpoint' },
    ],
    witnessFor: [{ name: log }],
  })
  for (const bad of [
    ...[
      's3://a:b@bucket/path',
      's3://a:b@bucket/?region=cn-north-1&years=0',
      'x',
      '/mnt/share',
      'file://host/share',
      'file:///',
      'mailto:pan',
      'https://w.example/',
    ],
    ...[`http://w.example/#${cosigner}`, `https://a:b@w.example/#${cosigner}`, `https://w.example/#${key(log, 1)}`],
    `https://w.example/#${cosigner.replace('w.example/1', 'w.example/2')}`,
  ])
    expect(faultsOf({ WITNESS_URL: `mailto:pan@example.gov.cn ${bad}` }), bad).toEqual(['WITNESS_URL'])
  for (const bad of ['x', cosigner, key(log, 1).replace('ledger', 'other')])
    expect(faultsOf({ WITNESS_FOR: bad }), bad).toEqual(['WITNESS_FOR'])
})

test('text messages: an address and its token, or neither', () => {
  expect(faultsOf({ SMS_URL: 'https://sms.example.cn/v1/send', SMS_TOKEN: 'abc' })).toEqual([])
  expect(faultsOf({ SMS_URL: 'sms.example.cn' })).toEqual(['SMS_URL'])
  expect(faultsOf({ SMS_URL: 'http://sms.example.cn/v1/send' })).toEqual(['SMS_URL'])
  expect(faultsOf({ SMS_URL: 'http://127.0.0.1:8080/send' })).toEqual([])
  expect(faultsOf({ SMS_TOKEN: 'abc' })).toEqual(['SMS_TOKEN'])
})

test('the platform above: an address and its token, or neither', () => {
  expect(faultsOf({ RETURNS_URL: 'https://up.example.cn/returns', RETURNS_TOKEN: 'abc' })).toEqual([])
  expect(faultsOf({ RETURNS_URL: 'http://up.example.cn/returns' })).toEqual(['RETURNS_URL'])
  expect(faultsOf({ RETURNS_URL: 'https://a:b@up.example.cn/returns' })).toEqual(['RETURNS_URL'])
  expect(faultsOf({ RETURNS_URL: 'http://127.0.0.1:8080/returns', RETURNS_TOKEN: 'a b' })).toEqual(['RETURNS_TOKEN'])
  expect(faultsOf({ RETURNS_TOKEN: 'abc' })).toEqual(['RETURNS_TOKEN'])
})

test('the exchange with a platform above: an address and a secret, or neither; the table of codes is there', () => {
  const [EXCHANGE_URL, EXCHANGE_SECRET] = ['https://up.example.cn/exchange', 'a'.repeat(32)]
  expect(faultsOf({ EXCHANGE_URL, EXCHANGE_SECRET })).toEqual([])
  expect(faultsOf({ EXCHANGE_URL })).toEqual(['EXCHANGE_SECRET'])
  expect(faultsOf({ EXCHANGE_SECRET })).toEqual(['EXCHANGE_URL'])
  expect(faultsOf({ EXCHANGE_URL: 'http://up.example.cn/x', EXCHANGE_SECRET })).toEqual(['EXCHANGE_URL'])
  expect(faultsOf({ EXCHANGE_URL: 'https://up.example.cn/x?a=b', EXCHANGE_SECRET })).toEqual(['EXCHANGE_URL'])
  expect(faultsOf({ EXCHANGE_URL: 'http://127.0.0.1:8080', EXCHANGE_SECRET: 'too short' })).toEqual(['EXCHANGE_SECRET'])
  const two = `${'b'.repeat(32)},${EXCHANGE_SECRET}`
  const set = readConfig({ DATA_DIR, SECRET_KEY: KEY, EXCHANGE_URL: `${EXCHANGE_URL}//`, EXCHANGE_SECRET: two })
  expect(set.exchange).toEqual({ url: EXCHANGE_URL, secrets: two.split(','), mapping: undefined })
  const EXCHANGE_MAPPING = '/nowhere/mapping.yaml'
  expect(faultsOf({ EXCHANGE_URL, EXCHANGE_SECRET, EXCHANGE_MAPPING })).toEqual(['EXCHANGE_MAPPING'])
})

test('an identity provider: all three settings or none, over https or on this machine', () => {
  const all = { OIDC_ISSUER: 'https://id.example.cn/realms/gov', OIDC_CLIENT_ID: 'ysqgk', OIDC_CLIENT_SECRET: 's' }
  expect(readConfig({ DATA_DIR, SECRET_KEY: KEY, ...all, OIDC_ACR: 'gold  2' }).oidc).toEqual({
    ...{ issuer: all.OIDC_ISSUER, clientId: 'ysqgk', clientSecret: 's', twoFactorAcr: ['gold', '2'] },
  })
  for (const name of Object.keys(all)) expect(faultsOf({ ...all, [name]: '' })).toEqual([name])
  expect(faultsOf({ OIDC_ACR: 'gold' })).toEqual(Object.keys(all))
  expect(faultsOf({ OIDC_ISSUER: 'http://id.example.cn' })).toEqual([
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'OIDC_ISSUER',
  ])
  for (const fine of ['http://127.0.0.1:8080', 'http://localhost/realm', 'http://[::1]:8080'])
    expect([fine, faultsOf({ ...all, OIDC_ISSUER: fine })]).toEqual([fine, []])
  for (const wrong of [
    'id.example.cn',
    'http://id.example.cn',
    'http://127.0.0.1.evil.cn',
    'https://a:b@id.cn',
    'https://id.cn/?x',
  ])
    expect([wrong, faultsOf({ ...all, OIDC_ISSUER: wrong })]).toEqual([wrong, ['OIDC_ISSUER']])
})

test('limits: mails are counted where applications are, unless that is set by itself', () => {
  const read = (env: object) => readConfig({ DATA_DIR, SECRET_KEY: KEY, ...env })
  expect(read({ FILING_LIMIT: 'off' }).mailLimit).toBeUndefined()
  expect(read({ FILING_LIMIT: 'off', MAIL_LIMIT: '3' }).mailLimit).toBe(3)
  expect(read({ MAIL_LIMIT: 'off' }).mailLimit).toBeUndefined()
  expect(read({ MEMORY_LIMIT: '512', DELAY_LIMIT: '250' })).toMatchObject({
    memoryLimit: 512 * 1024 ** 2,
    delayLimit: 250,
  })
  const wrongs = { MAIL_LIMIT: '0', MEMORY_LIMIT: '511', DELAY_LIMIT: '99', LOG: 'all', METRICS_TOKEN: 'short' }
  for (const [name, wrong] of Object.entries(wrongs)) expect(faultsOf({ [name]: wrong })).toEqual([name])
})

test('a virus scanner: by its port, or by its socket on this machine', () => {
  const read = (CLAMD_URL: string) => readConfig({ DATA_DIR, SECRET_KEY: KEY, CLAMD_URL }).clamd
  expect(read('tcp://127.0.0.1:3310')).toEqual({ host: '127.0.0.1', port: 3310 })
  expect(read('tcp://[::1]:3310')).toEqual({ host: '::1', port: 3310 })
  expect(read('unix:///run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' })
  for (const wrong of [
    '127.0.0.1:3310',
    'tcp://host',
    'tcp://u:p@host:3310',
    'unix://run/clamd',
    'http://host:3310',
    'tcp://host:3310/x',
  ])
    expect([wrong, faultsOf({ CLAMD_URL: wrong })]).toEqual([wrong, ['CLAMD_URL']])
})

test('networks to which webhooks may lead: addresses and networks, and never all of them', () => {
  const read = (WEBHOOK_NETWORKS: string) => readConfig({ DATA_DIR, SECRET_KEY: KEY, WEBHOOK_NETWORKS })
  expect(read('10.20.0.0/16, fd00::/8 192.168.1.7').webhookNetworks).toEqual([
    '10.20.0.0/16',
    'fd00::/8',
    '192.168.1.7',
  ])
  for (const wrong of ['oa.example.cn', '10.0.0.0/0', '10.0.0.0/33', 'https://10.0.0.1'])
    expect(faultsOf({ WEBHOOK_NETWORKS: wrong })).toEqual(['WEBHOOK_NETWORKS'])
})

test('time stamp authorities: each address once, and nothing that is none', () => {
  const read = (TIMESTAMP_AUTHORITIES: string) => readConfig({ DATA_DIR, SECRET_KEY: KEY, TIMESTAMP_AUTHORITIES })
  const [one, other] = ['https://tsa.example.cn/tsa', 'http://10.0.0.8/tsa']
  expect(read(`${one}, ${other},${one}`).timestampAuthorities).toEqual([one, other])
  for (const wrong of [
    'tsa.example.cn',
    'file:///etc/passwd',
    'https://user:hunter2@tsa.example.cn',
    `${one},ldap://x`,
  ])
    expect(faultsOf({ TIMESTAMP_AUTHORITIES: wrong })).toEqual(['TIMESTAMP_AUTHORITIES'])
})

test('every fault is named at once, each with its remedy, and no secret is left behind', () => {
  const env = {
    DATA_DIR: '/proc/nowhere',
    PORT: '70000',
    HOST: 'http://example.cn',
    ROLE: 'boss',
    DATABASE_URL: 'mysql://u:hunter2@h/d',
    SMTP_URL: 'mail.example.cn',
    MAIL_FROM: 'nobody',
    IMAP_URL: 'imaps://hunter2@imap.example.cn/',
    SMS_URL: 'https://user:hunter2@sms.example.cn/',
    SMS_TOKEN: 'hunter2 and more',
    TIMESTAMP_AUTHORITIES: 'https://user:hunter2@tsa.example.cn/',
    PUBLIC_URL: 'example.cn',
    BLOB_URL: 's3://hunter2:@bucket/x?region=cn-north-1',
    SECRET_KEY: 'short',
  }
  expect(() => readConfig(env)).toThrow(ConfigFault)
  expect(faultsOf(env).sort()).toEqual(Object.keys(env).sort())
  try {
    readConfig(env)
  } catch (fault) {
    const lines = (fault as ConfigFault).message.split('\n')
    expect(lines).toHaveLength(14)
    for (const line of lines) expect(line).toMatch(/^[A-Z_]+ \S.*\. \S.*\.$/)
    expect(String(fault)).not.toContain('hunter2') // passwords do not go to logs
  }
  expect(faultsOf({ PORT: 'x', SECRET_KEY: '' })).toEqual(['PORT'])
  expect(statSync(join(DATA_DIR, 'secret-key'), { throwIfNoEntry: false })).toBeUndefined()
})

test.each([
  [{ PORT: '0' }, []],
  [{ PORT: '-1' }, ['PORT']],
  [{ SESSION_IDLE_MINUTES: '4' }, ['SESSION_IDLE_MINUTES']],
  [{ SESSION_IDLE_MINUTES: '481' }, ['SESSION_IDLE_MINUTES']],
  [{ SESSION_HOURS: '25' }, ['SESSION_HOURS']],
  [{ SESSION_HOURS: '1.5', SESSION_IDLE_MINUTES: 'x' }, ['SESSION_IDLE_MINUTES', 'SESSION_HOURS']],
  [{ TRUST_PROXY: '127.0.0.1, ::1 10.0.0.0/8,2001:db8::/32' }, []],
  [{ TRUST_PROXY: 'nginx' }, ['TRUST_PROXY']],
  [{ TRUST_PROXY: '0.0.0.0/0' }, ['TRUST_PROXY']],
  [{ TRUST_PROXY: '10.0.0.0/33' }, ['TRUST_PROXY']],
  [{ FILING_LIMIT: 'off' }, []],
  [{ FILING_LIMIT: '600' }, []],
  [{ FILING_LIMIT: '0' }, ['FILING_LIMIT']],
  [{ FILING_LIMIT: 'none' }, ['FILING_LIMIT']],
  [{ DRAFT_DAYS: '30' }, []],
  [{ DRAFT_DAYS: '31' }, ['DRAFT_DAYS']],
  [{ PORT: '3000.5' }, ['PORT']],
  [{ PORT: '3e3' }, ['PORT']],
  [{ HOST: '::1' }, []],
  [{ HOST: 'localhost' }, []],
  [{ HOST: '127.0.0.1:80' }, ['HOST']],
  [{ ROLE: 'worker' }, []],
  [{ DATABASE_URL: 'postgresql://u:p%40@db.example.cn:5432/ysqgk?sslmode=require' }, []],
  [{ DATABASE_URL: 'postgres://db.example.cn' }, ['DATABASE_URL']],
  [{ DATABASE_URL: 'postgres://u:a@b@/x y' }, ['DATABASE_URL']],
  [{ SMTP_URL: 'smtps://u:p@mail.example.cn:465' }, []],
  [{ SMTP_URL: 'smtp://' }, ['SMTP_URL']],
  [{ MAIL_FROM: '某某局 <info@example.gov.cn>' }, []],
  [{ MAIL_FROM: 'a@b.cn\r\nBcc: c@d.cn' }, ['MAIL_FROM']],
  [{ MAIL_FROM: 'a <b@c.cn' }, ['MAIL_FROM']],
  [{ PUBLIC_URL: 'https://ysq.example.gov.cn/' }, []],
  [{ PUBLIC_URL: 'ftp://example.cn' }, ['PUBLIC_URL']],
  [{ BLOB_URL: 'https://bucket' }, ['BLOB_URL']],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://10.0.0.8:4318/' }, []],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: '10.0.0.8:4318' }, ['OTEL_EXPORTER_OTLP_ENDPOINT']],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://u:p@traces.example.cn' }, ['OTEL_EXPORTER_OTLP_ENDPOINT']],
  [{ BLOB_URL: 'file:///proc/nowhere' }, ['BLOB_URL']],
  [{ BLOB_URL: 'file:///tmp%2Fx' }, ['BLOB_URL']],
  [{ SECRET_KEY: 'k'.repeat(31) }, ['SECRET_KEY']],
])('%o has the faults %o', (env, faults) => expect(faultsOf(env as Record<string, string>)).toEqual(faults))

test('beside data whose key is missing none is made', () => {
  mkdirSync(join(DATA_DIR, 'postgres'))
  expect(() => readConfig({ DATA_DIR })).toThrow(
    /secret-key is missing beside the data that are sealed by it\. Put it back/,
  )
  expect(readdirSync(DATA_DIR)).toEqual(['postgres'])
  expect(readConfig({ DATA_DIR, SECRET_KEY: KEY }).dataDir).toBe(DATA_DIR)
})

test('a kept key that was damaged is not replaced in silence', () => {
  writeFileSync(join(DATA_DIR, 'secret-key'), 'cut')
  expect(() => readConfig({ DATA_DIR })).toThrow(/secret-key is damaged\. Copy it back/)
  expect(readFileSync(join(DATA_DIR, 'secret-key'), 'utf8')).toBe('cut')
})

test('the address that readers of mails get', () => {
  const local = { publicUrl: undefined }
  expect(addressOf({ ...local, host: '127.0.0.1' }, 3000)).toBe('http://127.0.0.1:3000')
  expect(addressOf({ ...local, host: '0.0.0.0' }, 80)).toBe('http://127.0.0.1:80')
  expect(addressOf({ ...local, host: '::1' }, 80)).toBe('http://[::1]:80')
  expect(addressOf({ publicUrl: 'https://a.cn', host: '::1' }, 80)).toBe('https://a.cn')
})

test('a bucket: its parts, its keys from the address or the environment, each fault at once, and no secret among them', () => {
  const keys = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'hunter2' }
  const of = (BLOB_URL: string, env: Record<string, string> = keys) => readConfig({ DATA_DIR, BLOB_URL, ...env })
  expect(of('s3://files/a/b/?endpoint=https://s3.example.cn:9000&region=cn-x')).toMatchObject({
    blobDir: join(DATA_DIR, 'blobs'),
    blobBucket: {
      ...{ name: 's3://files/a/b (s3.example.cn:9000)', bucket: 'files', prefix: 'a/b/', style: 'path' },
      ...{ endpoint: 'https://s3.example.cn:9000', region: 'cn-x', accessKeyId: 'id', secretAccessKey: 'hunter2' },
    },
  })
  const { S3_ACCESS_KEY_ID: AWS_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: AWS_SECRET_ACCESS_KEY } = keys
  const usual = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION: 'cn-north-1' }
  expect(of('s3://files', usual).blobBucket).toMatchObject({
    ...{ prefix: '', endpoint: 'https://s3.cn-north-1.amazonaws.com.cn', region: 'cn-north-1', accessKeyId: 'id' },
  })
  const inIt = of('s3://own:hunter%2F3@files?region=cn-x', {}).blobBucket
  expect(inIt).toMatchObject({ accessKeyId: 'own', secretAccessKey: 'hunter/3' })
  expect(inIt!.name).not.toContain('hunter')
  for (const [address, faults] of [
    ['s3://files', 1],
    ['s3://F_/..%2Fx?endpoint=http://s3.example.cn&style=odd&colour=red', 5],
    ['s3://files?endpoint=https://u:hunter2@s3.example.cn', 1],
    ['s3://files?endpoint=https://s3.example.cn/path', 1],
  ] as const)
    try {
      of(address)
      expect.fail(address)
    } catch (fault) {
      expect(
        (fault as ConfigFault).faults?.map(({ name }) => name),
        address,
      ).toEqual(Array(faults).fill('BLOB_URL'))
      expect(String(fault)).not.toContain('hunter2')
    }
  expect(faultsOf({ BLOB_URL: 's3://files?region=x' })).toEqual(['BLOB_URL'])
  expect(faultsOf({ BLOB_SEALING: 'perhaps' })).toEqual(['BLOB_SEALING'])
})
