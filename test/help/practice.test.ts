/** 演练区: nothing of the real installation's ways out is read, each page says where one is, and it is not wiped while somebody works in it. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { practiceConfig, wipe } from '../../src/demo/practice.ts'
import { practiceBand } from '../../src/web/practice.ts'

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
  practiceBand(app)
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
