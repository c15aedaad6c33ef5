/** 演练区: nothing leads out of it, each page says where one is, its cookies are its own, and it is not wiped while somebody works in it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { USUAL } from '../../src/deadlines/own-settings.ts'
import { sendBy } from '../../src/deadlines/ways.ts'
import { OFFICE, PASSWORD } from '../../src/demo/district.ts'
import { practiceConfig, wipe } from '../../src/demo/practice.ts'
import { give } from '../../src/evidence/witness/give.ts'
import { newId } from '../../src/ground/ids.ts'
import { askOutside } from '../../src/ground/outside.ts'
import { requireInside, StaysInside, WAYS_OUT, type WayOut } from '../../src/ground/ways-out.ts'
import { openHouse } from '../../src/open-house.ts'
import { webhooks } from '../../src/outward/hook-send.ts'
import { stampedPdf } from '../../src/seals/stamp.ts'
import { requireAddress } from '../../src/sending/hook-address.ts'
import { COOKIES } from '../../src/web/cookies.ts'
import { asPractice } from '../../src/web/practice.ts'
import { type Receiver, startReceiver } from '../outward/receiver.ts'
import { asForm, cookiesOf, send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'

test('whatever leads out of the house is unset, and its folder, port and keys are its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ysqgk-practice-'))
  const real = {
    ...{ DATA_DIR: folder, PORT: '3000', SMTP_URL: 'smtp://mail.example.cn', MAIL_FROM: 'gk@example.cn' },
    ...{ SECRET_KEY: 'a secret of the tests, and of nobody else', PUBLIC_URL: 'https://gk.example.gov.cn' },
    ...{ DATABASE_URL: 'postgres://ysqgk@db.example.cn/ysqgk' },
  }
  const config = practiceConfig(real)
  expect(config).toMatchObject({ practice: true, dataDir: join(folder, 'practice'), port: 3001, witnesses: [] })
  const { databaseUrl, smtpUrl, imap, smsUrl, returnsUrl, exchange, oidc, publicUrl, blobBucket, tracesUrl } = config
  const out = [databaseUrl, smtpUrl, imap, smsUrl, returnsUrl, exchange, oidc, publicUrl, blobBucket, tracesUrl]
  expect(out.every((one) => one === undefined)).toBe(true)
  expect(existsSync(join(folder, 'practice'))).toBe(true)
})

test('every page bears the band; what is no page is left as it is', async () => {
  const app = Fastify()
  asPractice(app)
  app.get('/page', (_, reply) => reply.type('text/html').send('<body class="staff"><main></main></body>'))
  app.get('/json', () => ({ body: '<body class="staff">' }))
  expect((await app.inject('/page')).body).toMatch(
    /^<body class="staff"><p class="practice" role="note"><b>演练区<\/b>/,
  )
  expect((await app.inject('/json')).body).not.toContain('演练区')
  await app.close()
})

test('it is wiped where nobody works in it, and refused where somebody does', async () => {
  const dataDir = join(await mkdtemp(join(tmpdir(), 'ysqgk-practice-')), 'practice')
  mkdirSync(dataDir)
  const app = Fastify()
  app.get('/health/live', () => 'ok')
  writeFileSync(join(dataDir, 'address'), `${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
  await expect(wipe({ dataDir })).rejects.toThrow(/practice space that answers/)
  expect(existsSync(dataDir)).toBe(true)
  await app.close()
  await wipe({ dataDir })
  expect(existsSync(dataDir)).toBe(false)
})

/** Whatever opens a connection, or could: of Node and of the libraries. */
const CONNECTS =
  /(?<![.\w])(?<!async )fetch\(|^import \{[^}]*\brequest\b[^}]*\} from 'node:https?'|\bcreateConnection\(|dns\.lookup|from 'node:(?:tls|dgram|http2)'|^(?!import type ).*from '(?:imapflow|nodemailer|openid-client|postgres|pg|@opentelemetry\/exporter-trace-otlp-http)'/m
/** Each file that connects, and the ways that are refused there or, by their settings, before a house is opened; or why it is no way out. */
const WHERE: Record<string, readonly WayOut[] | string> = {
  'src/cli/trusted-key.ts': 'an operator asks by a command, which reads no practice space',
  'src/db/client.ts': ['database'],
  'src/db/embedded.ts': 'the PostgreSQL that lies in DATA_DIR',
  'src/db/migrate.ts': ['database'],
  'src/db/rights.ts': ['database'],
  'src/db/snapshot.ts': ['database'],
  'src/evidence/witness/give.ts': ['witnesses'],
  'src/ground/imap.ts': ['mailbox'],
  'src/ground/listening.ts': 'the house itself, on this machine',
  'src/ground/otlp.ts': ['traces'],
  'src/ground/outside.ts': ['exchange', 'webhooks', 'robots'],
  'src/ground/post.ts': ['mail'],
  'src/ground/private-networks.ts':
    'names for the sockets of `outside.ts` and of time stamps; where an address is saved, not asked',
  'src/ground/s3/wire.ts': ['bucket'],
  'src/ground/scanner.ts': ['scanner'],
  'src/ground/sms.ts': ['sms'],
  'src/jobs/connections.ts': ['database'],
  'src/people/oidc.ts': ['provider'],
  'src/reports/monthly/push.ts': ['returns'],
  'src/seals/outside.ts': ['timestamps'],
}

describe('no way leads out of it', () => {
  let office: Office
  let receiver: Receiver
  beforeAll(async () => {
    ;[office, receiver] = await Promise.all([
      openOffice({ practice: true, oneFont: true, settings: { WEBHOOK_NETWORKS: '127.0.0.1' } }),
      startReceiver(),
    ])
    vi.spyOn(console, 'error').mockImplementation(() => {})
  })
  afterAll(async () => {
    await office.close()
    await receiver.close()
  })

  test('every place that connects is known, and every way is refused somewhere', () => {
    const connecting = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `src/${name}`)
      .filter((path) => CONNECTS.test(readFileSync(path, 'utf8')))
    expect(connecting.toSorted()).toEqual(Object.keys(WHERE).toSorted())
    const ways = Object.values(WHERE).flatMap((way) => (typeof way === 'string' ? [] : way))
    expect([...new Set(ways)].toSorted()).toEqual(Object.keys(WAYS_OUT).toSorted())
    const bySetting = Object.entries(WAYS_OUT).filter(([, way]) => 'set' in way)
    // The others are asked for where they connect.
    expect(Object.keys(WAYS_OUT).length - bySetting.length).toBe(2)
  })

  test('a setting that leads out does not open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ysqgk-practice-'))
    const config = practiceConfig({ DATA_DIR: folder, PORT: '0' })
    expect(() => requireInside(config)).not.toThrow()
    const sets = {
      ...{
        databaseUrl: 'postgres://db.example.cn',
        smtpUrl: 'smtp://a.example.cn',
        imap: {},
        smsUrl: 'https://a.example.cn',
      },
      ...{ exchange: {}, returnsUrl: 'https://a.example.cn', timestampAuthorities: ['http://tsa.example.cn'] },
      ...{ witnesses: [{}], blobBucket: {}, clamd: {}, oidc: {}, tracesUrl: 'https://a.example.cn' },
    }
    for (const [name, value] of Object.entries(sets))
      await expect(openHouse({ ...config, [name]: value }), name).rejects.toThrow(StaysInside)
    expect(Object.keys(sets)).toHaveLength(Object.keys(WAYS_OUT).length - 2)
  })

  test('robots, webhooks, the exchange, time stamps and witnesses are refused where they would connect', async () => {
    const { house } = office
    const agencyId = OFFICE
    await office.sql`insert into reminder_hosts (agency_id, host, by, at) values (${agencyId}, '127.0.0.1', 'staff:admin', now())`
    const settings = { ...USUAL, way: 'webhook', hook: receiver.url } as const
    const what = { id: '1', subject: '测试', text: '测试', short: '测试' }
    await expect(sendBy(house, 'webhook', { agencyId, email: null, settings }, what)).rejects.toThrow(
      '演练区不向外连接',
    )
    const id = newId(house.time.now())
    const row = {
      id,
      agencyId,
      name: '系统',
      url: receiver.url,
      events: ['case.filed'],
      purpose: '',
      by: 'staff:admin',
    }
    const secret = house.keys.seal('webhooks', [id], 'x')
    await office.sql`
      insert into webhooks ${office.sql({ ...row, secret, at: house.time.now().toISOString() })}`
    await office.sql`update webhooks set approved = true, decided_by = 'staff:other', decided_at = now()`
    await office.sql`
      insert into webhook_messages (id, webhook_id, event, body, state, tries, next_at, made_at)
      values (gen_random_uuid(), ${id}, 'case.filed', '{}', 'waiting', 0, '2020-01-01', '2020-01-01')`
    await webhooks(house)
    expect(await office.sql`select taken, answer from webhook_tries`).toMatchObject([
      { taken: false, answer: '演练区不向外连接：对外通知' },
    ])
    const ask = { method: 'GET', headers: {}, patience: 1_000 } as const
    await expect(askOutside(house.config, 'exchange', receiver.url, ask)).rejects.toThrow(StaysInside)
    const listed = { config: { ...house.config, timestampAuthorities: [receiver.url] } }
    await expect(stampedPdf(listed, Buffer.from(''), receiver.url)).rejects.toThrow(StaysInside)
    const witness = { kind: 'mail', name: 'mail', to: 'a@example.cn' } as never
    await expect(give(house, witness, { size: 0, root: '', note: '' }, 0)).rejects.toThrow(StaysInside)
    // An address can be saved, for an exercise, without asking a name server.
    expect(await requireAddress(house, 'https://no-such-name.invalid/hook')).toBe('https://no-such-name.invalid/hook')
    expect(receiver.received).toEqual([])
  })
})

test('its cookies have names of their own, and those of the real house at the same host are none of its', async () => {
  const [real, practice] = await Promise.all([
    openOffice({ oneFont: true }),
    openOffice({ oneFont: true, practice: true }),
  ])
  try {
    const door = asForm({ username: 'registrar', password: PASSWORD })
    const signsIn = async ({ app }: Office) => cookiesOf(await send(app, { method: 'POST', url: '/sign-in', ...door }))
    const [mine, theirs] = [await signsIn(real), await signsIn(practice)]
    expect(mine).toMatch(/(^|; )ysqgk=/)
    expect(theirs).toMatch(/(^|; )practice-ysqgk=/)
    for (const name of Object.keys(COOKIES)) expect(`; ${theirs}`).not.toContain(`; ${name}=`)
    const both = { cookie: `${mine}; ${theirs}` }
    for (const { app } of [real, practice]) expect((await send(app, { url: '/desk', headers: both })).status).toBe(200)
    expect((await send(practice.app, { url: '/desk', headers: { cookie: mine } })).status).toBe(303)
    // Over https as well, behind what binds them to the host.
    const tls = { method: 'POST', url: '/look', ...asForm({ large: 'on' }) } as const
    const headers = { ...tls.headers, host: 'gk.example.gov.cn' }
    expect(cookiesOf(await send(practice.app, { ...tls, headers }))).toMatch(/^__Host-practice-look=/)
  } finally {
    await Promise.all([real.close(), practice.close()])
  }
})
