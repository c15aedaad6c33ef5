/** A whole day's log and its traces, searched for whatever names a person; each fault is found by the number that its page shows. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { masked } from '../../src/ground/log.ts'
import { openTraces } from '../../src/ground/otlp.ts'
import { openWorker } from '../../src/worker.ts'
import { asForm, asUpload, cookiesOf, send } from '../support/api.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'
import { inTurn } from '../support/proof.ts'
import { type MailServer, startMailServer } from '../support/smtp.ts'

const PROXY = '192.0.2.7'
const TOKEN = 'a-token-of-the-monitoring'
const PERSON = {
  name: '欧阳甲乙丙',
  idNumber: residentNumber(777),
  phone: '0000-7654321',
  email: 'ouyang.jiayi@example.cn',
  address: '隐秘路七十七号',
}
const ASKED = { title: '独一无二的题名', description: '请公开独一无二的正文，包括另一句话。' }

let office: Office
let mail: MailServer
let collector: Collector
const written: string[] = []
beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  for (const way of ['error', 'log', 'warn', 'info', 'debug'] as const)
    vi.spyOn(console, way).mockImplementation((...line) => void written.push(line.map(String).join(' ')))
  mail = await startMailServer()
  mail.refuse(451)
  collector = await startCollector()
  const settings = { LOG: 'requests', METRICS_TOKEN: TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` }
  office = await openOffice({ smtpUrl: mail.url, trustProxy: PROXY, settings })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await office.close()
  await mail.close()
  await collector.close()
})

test('filed, searched by name, corrected, refused, failed in mail and database: log and traces name nobody', async () => {
  const { app, registrar, head } = office
  const asked = application({ applicant: PERSON, request: ASKED })
  const filed = await office.citizen.files(asked)
  const gets = (url: string, headers = {}) => send(app, { url, headers })
  await gets(`/track/${filed.receipt}?name=${encodeURIComponent(PERSON.name)}`)
  await send(app, {
    method: 'POST',
    url: '/track',
    ...asForm({ receipt: filed.receipt, enquiryCode: filed.enquiryCode }),
  })
  await gets(`/api/v1/applications/${filed.receipt}`, { 'enquiry-code': `${filed.enquiryCode}X` })
  for (const q of [PERSON.name, ASKED.title, PERSON.phone]) {
    await registrar.gets(`/api/v1/cases?q=${encodeURIComponent(q)}`)
    await registrar.gets(`/desk?q=${encodeURIComponent(q)}`)
    await gets(`/released?q=${encodeURIComponent(q)}`)
  }
  const id = await registrar.finds(filed)
  await office.goes(id, 'submitted', 'registered')
  await head.records(id, { type: 'assigned', unit: 'yunxi-gkk', handler: 'handler' })
  await office.handler.records(id, { ...CORRECTION, matters: [`请${PERSON.name}说明年份`] })
  await office.citizen.records(filed, { type: 'corrected', text: ASKED.description })
  await office.handler.records(id, { type: 'thirdPartyConsulted', party: '隐秘示例公司' })
  // Every mail is refused, with the address in the refusal; the worker says so.
  const worker = await openWorker(office.house, office.house.databaseUrl)
  await expect.poll(() => written.join('\n')).toContain('Failed task')
  await expect.poll(() => collector.text()).toContain('job sweepDeadlines')
  await worker.stop()
  const account = await send(app, { method: 'POST', url: '/account', ...asForm({ email: PERSON.email }) })
  await gets('/account/code', { cookie: cookiesOf(account) })
  for (const payload of [`{"name":"${PERSON.name}"`, `"${PERSON.phone}"`, '{'])
    await send(app, {
      method: 'POST',
      url: '/api/v1/applications',
      headers: { 'content-type': 'application/json' },
      payload,
    })
  await send(app, {
    method: 'POST',
    url: '/api/v1/applications',
    ...asUpload({ application: JSON.stringify(asked) }, [{ name: `${PERSON.name}.exe`, content: 'MZ' }]),
  })
  await send(app, {
    method: 'POST',
    url: '/sign-in',
    ...asForm({ username: PERSON.email, password: 'Typed-2026-password' }),
  })

  // The database quotes the row that it refuses.
  await office.sql`alter table cases add constraint too_unique check (title <> ${office.sql.unsafe(`'${ASKED.title}'`)}) not valid`
  const failed = await office.citizen.triesToFile(asked)
  const page = await send(app, {
    method: 'POST',
    url: '/applications',
    ...asForm({ ...(asked.applicant as object), ...(asked.request as object), agency: 'yunxi' } as Record<
      string,
      string
    >),
  })
  await office.sql`alter table cases drop constraint too_unique`
  expect([failed.status, page.status]).toEqual([503, 503])

  const [, number] = /编号（报修时请告知） <code>([^<]+)<\/code>/.exec(page.text)!
  await expect.poll(() => collector.text()).toContain(number)
  const log = written.join('\n')
  const traces = collector.text()
  const token = await registrar.signsIn()
  const named = [
    ...Object.values(PERSON),
    ...Object.values(ASKED),
    '欧阳',
    '隐秘',
    filed.enquiryCode,
    token,
    'Typed-2026',
    filed.receipt,
  ]
  for (const one of named) expect(log, one).not.toContain(one)
  for (const one of [...named, id]) expect(traces, one).not.toContain(one)
  expect(traces).not.toMatch(/select |insert |too_unique|\?/)

  const lines = written.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
  const fault = lines.find(({ request, what }) => request === failed.json.request && what === 'A request failed')
  expect(fault).toMatchObject({
    ...{ method: 'POST', route: '/api/v1/applications' },
    error: { name: 'PostgresError', code: '23514', about: { constraint_name: 'too_unique' } },
  })
  expect(lines.some(({ request, what }) => request === number && what === 'A request failed')).toBe(true)
  expect(lines.some(({ what }) => /Failed task/.test(what))).toBe(true)
  expect(lines).toContainEqual(expect.objectContaining({ what: 'request', route: '/track/:receipt', status: 200 }))

  const spans = collector.spans()
  const has = (span: object) => {
    expect(spans).toContainEqual(expect.objectContaining(span))
    return spans.find((one) => Object.entries(span).every(([key, value]) => one[key as never] === value))!
  }
  const [OK, FAILED] = [{ code: 0 }, { code: 2 }]
  const partOf = (fact: string) =>
    spans
      .filter(({ name }) => name === fact)
      .map((one) => spans.find(({ spanId }) => spanId === one.parentSpanId)?.name)
  // Filed, filed with a refused file, and twice in vain.
  expect(partOf('fact submitted')).toEqual([...Array(3).fill('POST /api/v1/applications'), 'POST /applications'])
  expect(partOf('fact correctionRequested')).toEqual(['POST /api/v1/cases/:id/facts'])
  expect(has({ name: 'GET /track/:receipt', 'http.response.status_code': 200 })).toMatchObject({ kind: 2, status: OK })
  expect(has({ 'ysqgk.request': failed.json.request })).toMatchObject({
    ...{ name: 'POST /api/v1/applications', 'http.response.status_code': 503, 'error.type': '23514', status: FAILED },
  })
  expect(has({ 'http.response.status_code': 404, name: 'GET /api/v1/applications/:receipt' }).status).toEqual(OK)
  expect(has({ name: 'job tell', 'ysqgk.tries': 1 }).status).toEqual(FAILED)
  expect(has({ name: 'job sweepDeadlines' }).status).toEqual(OK)
})

test('traces: those of a proxy of TRUST_PROXY go on; a collector that is away is named once; the rest goes at the end', async () => {
  const seen = (traceId: string) => collector.spans().filter((span) => span.traceId === traceId)
  const asks = (of: string, remoteAddress: string) =>
    send(office.app, {
      url: '/track',
      remoteAddress,
      headers: {
        traceparent: `00-${of}-00000000000000ab-01`,
        tracestate: 'who=ouyang',
        'x-forwarded-for': '198.51.100.9',
      },
    })
  const nowhere = openTraces('http://127.0.0.1:1')
  nowhere.begin('lost', {}).end()
  const closing = nowhere.close()
  const [stranger, proxy] = ['a'.repeat(32), 'b'.repeat(32)]
  await asks(stranger, '192.0.2.8')
  await asks(proxy, PROXY)
  await expect.poll(() => seen(proxy)).toMatchObject([{ name: 'GET /track', parentSpanId: '00000000000000ab' }])
  expect(seen(stranger)).toEqual([])
  expect(collector.text()).not.toMatch(/ouyang|198\.51/)

  collector.answer(400)
  for (const times of [1, 2]) {
    await asks(proxy, PROXY)
    await expect.poll(() => collector.refused()).toBe(times)
  }
  collector.answer(200)
  await asks('c'.repeat(32), PROXY)
  await expect.poll(() => seen('c'.repeat(32))).toHaveLength(1)
  await closing
  expect(written.filter((line) => line.includes('The collector of traces'))).toHaveLength(2) // ours, and the one nowhere

  const last = openTraces(collector.url)
  last.begin('the last', {}).end()
  await last.close()
  expect(collector.spans().map(({ name }) => name)).toContain('the last')
})

inTurn(3, 4)('traces: a house that makes none loads nothing of OpenTelemetry', async () => {
  const src = new URL('../../src/', import.meta.url)
  const script = `
    import { registerHooks } from 'node:module'
    const loaded = new Set()
    registerHooks({
      resolve(name, context, next) {
        const found = next(name, context)
        const [of] = /@opentelemetry.[\\w-]+/.exec(found.url) ?? []
        if (of) loaded.add(of)
        return found
      },
    })
    const [{ readConfig }, { openHouse }, { openApp }] = await Promise.all(
      ['ground/config.ts', 'open-house.ts', 'app.ts', 'worker.ts'].map((file) => import('${src}' + file)))
    for (const more of [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' }]) {
      const house = await openHouse(readConfig({ ...process.env, ...more }))
      const app = await openApp(house)
      await app.ready()
      await app.close()
      await house.close()
      console.log(JSON.stringify([...loaded]))
    }`
  const { PATH, HOME, TMPDIR } = process.env
  const env = {
    ...{ PATH, HOME, TMPDIR, DATA_DIR: office.folder, DATABASE_URL: office.house.databaseUrl },
    ...{ DATABASE_OWNER_URL: office.databaseUrl, SECRET_KEY: 'a secret of the tests, and of nobody else' },
  }
  const words = ['--import', 'tsx', '--input-type=module', '-e', script]
  const { stdout } = await promisify(execFile)(process.execPath, words, { env })
  const [without, with_] = stdout.trim().split('\n').slice(-2)
  expect(without).toBe('[]')
  expect(with_).toContain('@opentelemetry/sdk-trace')
})

test.each([
  ['550 No such user <ouyang@example.cn>', '550 No such user <<mail>>'],
  ['invalid input syntax for type uuid: "张三"', 'invalid input syntax for type uuid: "…"'],
  ['relation "uploads" does not exist', 'relation "uploads" does not exist'],
  ['number 990000195001010012 and 0000-1000001', 'number <number> and <number>'],
  ['the code K7QM2XPD9R', 'the code <code>'],
  ['张三的申请 failed', '… failed'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED 127.0.0.1:5432'],
])('%s is told as %s', (text, told) => expect(masked(text)).toBe(told))

test('/metrics: with the token alone; counts by route pattern, and nobody named', async () => {
  const { app } = office
  for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: TOKEN }] as Record<string, string>[])
    expect((await send(app, { url: '/metrics', headers })).status).toBe(404)
  const { status, text } = await send(app, { url: '/metrics', headers: { authorization: `Bearer ${TOKEN}` } })
  expect(status).toBe(200)
  expect(text).toMatch(/^http_requests_total\{method="POST",route="\/api\/v1\/applications",status="503"\} 1$/m)
  expect(text).toMatch(
    /^http_request_duration_seconds_bucket\{method="GET",route="\/track\/:receipt",le="\+Inf"\} \d+$/m,
  )
  for (const gauge of [
    'process_resident_memory_bytes',
    'nodejs_eventloop_delay_p99_seconds',
    'ysqgk_jobs_failed',
    'ysqgk_mails_waiting',
    'ysqgk_limits_due_today',
    'ysqgk_limits_overdue',
    'ysqgk_database_connections',
  ])
    expect(text).toMatch(new RegExp(`^${gauge} [\\d.]+$`, 'm'))
  for (const one of ['欧阳', 'example.cn', '2026']) expect(text).not.toContain(one)
})

test('/doctor: what was given up is tried again by a button', async () => {
  await office.sql`select graphile_worker.add_job('nothing', '{}'::json, max_attempts => 1, job_key => 'given-up')`
  await office.sql`update graphile_worker._private_jobs set attempts = max_attempts where key = 'given-up'`
  const admin = office.staff('admin')
  expect((await admin.gets('/doctor')).text).toContain('全部重试')
  const answer = await admin.posts('/doctor/jobs', '', {})
  expect(answer.headers.location).toMatch(/^\/doctor\?tried=[1-9]/)
  const [job] = await office.sql`select attempts from graphile_worker._private_jobs where key = 'given-up'`
  expect(job!.attempts).toBe(0)
  const page = (await admin.gets(String(answer.headers.location))).text
  expect(page).toContain('个放弃的任务已经重新排队')
  expect(page).not.toContain('全部重试')
  expect(page).toMatch(/应答 \d+ 次，其中故障 [1-9]\d* 次/)
})
