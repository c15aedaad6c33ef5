/** What nobody has to sign in for exhausts nothing: not the registrars, not the disk, not the memory. */
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openApp } from '../../src/app.ts'
import { basketOf } from '../../src/files/pending.ts'
import type { Bounds } from '../../src/web/arrivals.ts'
import type { DiskBounds } from '../../src/web/brought.ts'
import { asForm, asUpload } from '../support/api.ts'
import { CONFIRMED, CORRECTION, type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

const LIMIT = 5
const MAILS = 3
let office: Office
beforeAll(async () => {
  office = await openOffice({
    ownPools: true,
    filingLimit: String(LIMIT),
    mailLimit: String(MAILS),
    trustProxy: '192.0.2.7',
  })
})
afterAll(() => office.close())
/** Visits are counted by the minute of the clock: no test begins where one ends before it has counted. */
beforeEach(async () => {
  const left = 60_000 - (Date.now() % 60_000)
  if (left < 10_000) await sleep(left)
})

const files = (remoteAddress: string, headers = {}, app = office.app) =>
  app.inject({
    ...{ method: 'POST', url: '/api/v1/applications', remoteAddress },
    ...{ headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify(application()) },
  })
const many = async (n: number, filing: (i: number) => ReturnType<typeof files>) => {
  const answers = []
  for (let i = 0; i < n; i++) answers.push(await filing(i))
  return answers.map(({ statusCode }) => statusCode)
}
const [TAKEN, TOO_MANY] = [201, 429]

describe('applications from one network', () => {
  test('so many a minute are taken; the next is told when to come again, and others are served', async () => {
    expect(await many(LIMIT + 1, () => files('203.0.113.1'))).toEqual([...Array(LIMIT).fill(TAKEN), TOO_MANY])
    const refused = await files('203.0.113.1')
    expect(refused.json()).toMatchObject({ status: TOO_MANY, code: 'TOO_MANY' })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(await many(1, () => files('203.0.113.2'))).toEqual([TAKEN])
  })

  test('the pages of both languages count with it', async () => {
    const page = (path: string) =>
      office.app.inject({ method: 'POST', url: path, remoteAddress: '203.0.113.3', payload: {} })
    for (const path of ['/applications', '/en/applications', '/applications']) await page(path)
    expect(await many(3, () => files('203.0.113.3'))).toEqual([TAKEN, TAKEN, TOO_MANY])
    expect((await page('/en/applications')).statusCode).toBe(TOO_MANY)
  })

  test('all addresses of one subscriber of IPv6 are one', async () => {
    const statuses = await many(LIMIT + 1, (i) => files(`2001:db8:1:2:${i}::${i}`))
    expect(statuses).toEqual([...Array(LIMIT).fill(TAKEN), TOO_MANY])
    expect((await files('2001:db8:1:3::1')).statusCode).toBe(TAKEN)
  })

  test('another address is claimed in vain, except by a proxy that was named', async () => {
    const claims = (i: number) => ({ 'x-forwarded-for': `198.51.100.${i}` })
    expect((await many(LIMIT + 1, (i) => files('203.0.113.4', claims(i)))).at(-1)).toBe(TOO_MANY)
    expect(await many(LIMIT + 1, (i) => files('192.0.2.7', claims(i)))).toEqual(Array(LIMIT + 1).fill(TAKEN))
    const behind = { 'x-forwarded-for': '198.51.100.99, 203.0.113.5' } // the last one is what the proxy saw
    expect((await many(LIMIT + 1, () => files('192.0.2.7', behind))).at(-1)).toBe(TOO_MANY)
  })

  test('two processes count together', async () => {
    const second = await openApp(office.house)
    await second.ready()
    try {
      await many(LIMIT, () => files('203.0.113.6'))
      await expect.poll(async () => (await files('203.0.113.6', {}, second)).statusCode).toBe(TOO_MANY)
      const [row] = await office.sql`select count(*)::int as n from visits where key like '%203.0.113%'`
      expect(row!.n).toBe(0)
    } finally {
      await second.close()
    }
  })
})

describe('under pressure', () => {
  let share = 0
  let visitors = 0
  let pressed: Awaited<ReturnType<typeof openApp>>
  beforeAll(async () => {
    pressed = await openApp(office.house, () => ({ memory: share, delay: 0 }))
    await pressed.ready()
  })
  afterAll(() => pressed.close())
  const asks = (url: string, headers = {}) => pressed.inject({ method: 'GET', url, headers })
  const statuses = async (now: number, expected: number[]) => {
    share = now
    const authorization = `Bearer ${await office.registrar.signsIn()}`
    const { id } = (await office.registrar.gets('/api/v1/cases')).json.cases[0]
    const answers = async () => [
      (await asks('/health/live')).statusCode,
      (await asks('/api/v1/cases', { authorization })).statusCode,
      (await asks('/api/v1/cases?q=2026', { authorization })).statusCode,
      (await asks(`/api/v1/cases/${id}/evidence`, { authorization })).statusCode,
      (await asks('/released')).statusCode,
      (await files(`198.18.0.${++visitors}`, {}, pressed)).statusCode,
    ]
    await expect.poll(answers, { interval: 100 }).toEqual(expected)
  }

  test('strangers and heavy work are refused first, staff last, and the health of the process never', async () => {
    await office.citizen.files()
    await statuses(0.5, [200, 200, 200, 200, 200, TAKEN])
    await statuses(0.85, [200, 200, 503, 503, 503, 503])
    const refused = await files('203.0.113.21', {}, pressed)
    expect([refused.json().code, refused.headers['retry-after']]).toEqual(['BUSY', '10'])
    expect((await asks('/en/apply')).body).toContain('The system is very busy')
    await statuses(0.95, [200, 503, 503, 503, 503, 503])
    await statuses(0.5, [200, 200, 200, 200, 200, TAKEN])
  })
})

describe('what the process holds', () => {
  const GB = 1024 ** 3
  const usage = (used: number, rss: number) => ({ rss, heapTotal: used, heapUsed: used / 2, external: used / 2 })
  test('is judged by what is in use, recovers by itself, and readiness tells of it', async () => {
    const now = vi.spyOn(process, 'memoryUsage')
    const own = { ...office.house, config: { ...office.house.config, memoryLimit: 0.9 * GB } }
    now.mockReturnValue({ ...usage(0.2 * GB, 0.9 * GB), arrayBuffers: 0 })
    const app = await openApp(own)
    await app.ready()
    const answers = async () => {
      const [page, ready] = [await app.inject('/released'), await app.inject('/health/ready')]
      return [page.statusCode, ready.statusCode, ready.json().ready, ready.json().pressure.split(':')[0]]
    }
    try {
      expect(await answers()).toEqual([200, 200, true, 'ok'])
      for (const [used, expected] of [
        [0.7 * GB, [503, 200, true, 'busy']],
        [0.8 * GB, [503, 503, false, 'full']],
        [0.3 * GB, [200, 200, true, 'ok']],
      ] as const) {
        now.mockReturnValue({ ...usage(used, 0.9 * GB), arrayBuffers: 0 })
        await expect.poll(answers).toEqual(expected)
      }
    } finally {
      now.mockRestore()
      await app.close()
    }
  })
})

describe('what arrives slowly', () => {
  const MB = 1024 ** 2
  let app: Awaited<ReturnType<typeof openApp>>
  const opens = async (bounds: Partial<Bounds>) => {
    const config = { ...office.house.config, trustProxy: [] }
    app = await openApp({ ...office.house, config }, () => ({ memory: 0, delay: 0 }), bounds)
    await app.listen({ host: '127.0.0.1', port: 0 })
  }
  afterEach(() => app.close())
  /** Sends the head and a part of the body. */
  const starts = async (
    length: number,
    sent: string,
    type = 'application/x-www-form-urlencoded',
    path = '/track',
    { localAddress = '127.0.0.1', head = '' } = {},
  ) => {
    const { port } = app.server.address() as AddressInfo
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    socket.on('error', () => {}) // cut off
    await once(socket, 'connect')
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n${head}\r\n${sent}`,
    )
    return socket
  }
  const status = async (socket: Socket) => Number(/^HTTP\/1\.1 (\d+)/.exec(await text(socket))?.[1])

  test('a form without files ends with 408 where it does not come in time; an upload has its time', async () => {
    await opens({ slowest: 100 })
    const upload = await starts(MB, '--x\r\n', 'multipart/form-data; boundary=x', '/apply')
    let ended = false
    upload.once('close', () => {
      ended = true
    })
    for (const type of ['application/x-www-form-urlencoded', 'application/json']) {
      const answer = await text(await starts(1_000, 'a=', type, type.endsWith('json') ? '/api/v1/sessions' : '/track'))
      expect(answer).toMatch(/^HTTP\/1\.1 408 /)
      expect(answer).toContain('SLOW')
    }
    expect(ended).toBe(false)
    upload.destroy()
  })

  test('long bodies of one network hold no more than its share; short ones and pages are taken beside them', async () => {
    await opens({ held: 8 * MB })
    const stalled = [await starts(MB, 'a='), await starts(MB, 'a=')]
    await expect.poll(async () => status(await starts(MB, 'a='))).toBe(503)
    const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
    const body = new URLSearchParams({ receipt: 'nothing', enquiryCode: 'nothing' })
    expect((await fetch(`${address}/track`, { method: 'POST', body })).status).toBeLessThan(500)
    expect((await fetch(`${address}/sign-in`)).status).toBe(200)
    for (const socket of stalled) socket.destroy()
    const again = async () => {
      const socket = await starts(MB, 'a='.padEnd(MB, 'x'))
      return status(socket)
    }
    await expect.poll(again).toBeLessThan(500)
  })

  test('many networks together leave a quarter to whoever is signed in', async () => {
    await opens({ held: 8 * MB })
    const from = (n: number, token = '') => ({
      localAddress: `127.0.1.${n}`,
      head: token && `Authorization: Bearer ${token}\r\n`,
    })
    const whole = 'a='.padEnd(MB, 'x')
    const sends = async (how: ReturnType<typeof from>) => {
      const socket = await starts(MB, whole, undefined, undefined, how)
      return status(socket)
    }
    const stalled = []
    for (const n of [1, 1, 2, 2, 3, 3]) stalled.push(await starts(MB, 'a=', undefined, undefined, from(n)))
    await expect.poll(() => sends(from(4))).toBe(503)
    expect(await sends(from(5, 'x'.repeat(43))), 'no session').toBe(503)
    expect(await sends(from(6, await office.registrar.signsIn()))).toBeLessThan(500)
    for (const socket of stalled) socket.destroy()
    await expect.poll(() => sends(from(4))).toBeLessThan(500)
  })

  test('pictures of identity documents count towards it, however many a form brings', async () => {
    await opens({ held: 8 * MB })
    const picture = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(1.5 * MB, 'x')])
    const papers = (n: number, size?: number) =>
      Array.from({ length: n }, (_, i) => ({
        ...{ name: `${i}.pdf`, field: 'identity', content: picture.subarray(0, size) },
      }))
    const upload = (files: ReturnType<typeof papers>) =>
      app.inject({ method: 'POST', url: '/uploads', ...asUpload({ basket: 'c'.repeat(32) }, files) })
    expect((await upload(papers(3))).statusCode).toBe(503)
    const many = await upload(papers(6, 1_000))
    expect([many.statusCode, many.json().message]).toEqual([422, expect.stringContaining('4')])
  })

  test('one network has so many connections, and the process too', async () => {
    const closed = async (socket: Socket) => {
      socket.resume()
      if (!socket.closed) await once(socket, 'close')
    }
    await opens({ connectionsOfOne: 2 })
    const held = [await starts(1_000, 'a='), await starts(1_000, 'a=')]
    await closed(await starts(1_000, 'a='))
    expect(held.map(({ closed }) => closed)).toEqual([false, false])
    for (const socket of held) socket.destroy()
    await expect.poll(async () => status((await starts(3, 'a=b\r\n')).end())).toBeLessThan(500)
    await app.close()
    await opens({ connections: 1 })
    const one = await starts(1_000, 'a=')
    await closed(await starts(1_000, 'a='))
    one.destroy()
  })
})

test('of heavy work so much is done at a time, and the others wait for their turn', async () => {
  const warnings: string[] = []
  const hears = ({ name }: Error) => warnings.push(name)
  process.on('warning', hears)
  const filed = await office.citizen.files(application(), { files: [{ name: '材料.txt', content: '一份材料' }] })
  const id = await office.registrar.finds(filed)
  const { blobs } = office.house
  let [now, most] = [0, 0]
  const read = async (sha256: string) => {
    most = Math.max(most, ++now)
    for (let turns = 0; turns < 100 && most < 2; turns++) await sleep(30) // until another one is at it, too
    await sleep(30)
    now--
    return blobs.read(sha256)
  }
  const slow = await openApp({ ...office.house, blobs: { ...blobs, read } }, () => ({ memory: 0, delay: 0 }))
  await slow.ready()
  const headers = { authorization: `Bearer ${await office.registrar.signsIn()}` }
  const bundles = Array.from({ length: 7 }, () => slow.inject({ url: `/api/v1/cases/${id}/evidence`, headers }))
  expect((await Promise.all(bundles)).map(({ statusCode }) => statusCode)).toEqual(Array(7).fill(200))
  expect(most).toBe(2)
  await slow.close()
  process.off('warning', hears)
  expect(warnings, 'MaxListenersExceededWarning').toEqual([])
})

/** Everything that lies in the store, what waits included. */
const onDisk = () => {
  const folder = office.house.config.blobDir
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
}
const brings = (body: object, names: Record<string, string>, part = 'application') =>
  asUpload(
    { [part]: JSON.stringify(body) },
    Object.entries(names).map(([name, content]) => ({ name, content })),
  )
const applies = (remoteAddress: string, body: object, content: string) =>
  office.app.inject({
    ...{ method: 'POST', url: '/api/v1/applications', remoteAddress },
    ...brings(body, { '材料.txt': content }),
  })

describe('files', () => {
  test('of an application that is refused leave nothing on the disk', async () => {
    const before = onDisk()
    const { agency: _, ...without } = application() as Record<string, unknown>
    for (const wrong of [without, application({ agency: 'nobody' }), application({ request: { title: '' } })]) {
      expect((await applies('203.0.113.10', wrong, '一份没有人要的材料')).statusCode).toBe(422)
      expect(onDisk()).toEqual(before)
    }
    expect((await applies('203.0.113.10', application(), '一份要紧的材料')).statusCode).toBe(TAKEN)
    expect(onDisk()).toHaveLength(before.length + 1)
  })

  test('of a fact that the law refuses leave nothing either, and what was there before stays', async () => {
    const filed = await office.citizen.files(application(), { files: [{ name: '材料.txt', content: '同一份材料' }] })
    const before = onDisk()
    const twice = { '材料.txt': '同一份材料', '另一份.txt': '另一份材料' }
    const { headers, payload } = brings({ type: 'corrected', text: '补正' }, twice, 'fact')
    const answer = await office.app.inject({
      ...{ method: 'POST', url: `/api/v1/applications/${filed.receipt}/facts`, payload },
      headers: { ...headers, 'enquiry-code': filed.enquiryCode },
    })
    expect(answer.statusCode).toBe(409)
    expect(onDisk()).toEqual(before)
  })

  test('of what staff send and is refused leave nothing either; what is taken is there, and the letters that it makes', async () => {
    const { id } = await office.caseUntil('registered')
    const authorization = `Bearer ${await office.registrar.signsIn()}`
    const sends = (url: string, body: ReturnType<typeof brings>, headers = {}) =>
      office.app.inject({
        method: 'POST',
        url,
        payload: body.payload,
        headers: { ...body.headers, authorization, ...headers },
      })
    const one = (content: string) => ({ '材料.txt': content })
    const before = onDisk()
    const refused = [
      sends('/api/v1/cases', brings({ channel: 'post' }, one('甲'))),
      sends(`/api/v1/cases/${id}/facts`, brings({ type: 'archived' }, one('乙'), 'fact')),
      sends(`/api/v1/cases/${id}/facts`, brings({ type: 'noSuchFact' }, one('丙'), 'fact')),
      sends(`/api/v1/cases/${id}/files`, brings({}, one('丁'), 'none'), { 'idempotency-key': 'x'.repeat(251) }),
      sends('/releases', asUpload({ csrf: 'another' }, [{ name: '材料.txt', content: '戊' }])),
    ]
    for (const answer of await Promise.all(refused)) expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    await expect.poll(onDisk).toEqual(before) // the answer may leave before
    expect((await sends(`/api/v1/cases/${id}/files`, brings({}, one('己'), 'none'))).statusCode).toBe(TAKEN)
    expect(onDisk()).toHaveLength(before.length + 1)
    const taken = await sends(`/api/v1/cases/${id}/facts`, brings(CORRECTION, one('庚'), 'fact'))
    expect(taken.statusCode, taken.body).toBe(TAKEN)
    expect(onDisk().length, 'a file and the notice').toBeGreaterThanOrEqual(before.length + 3)
  })
})

describe('files that wait for a form', () => {
  const waiting = () => readdirSync(join(office.house.config.dataDir, 'uploads')).sort()
  const FILES = Array.from({ length: 5 }, (_, i) => ({ name: `${i}.txt`, content: `材料${i}` }))
  const token = (i: number) => `${i}`.padStart(32, 'b')
  const uploads = (fields: Record<string, string>, files = FILES, from = '203.0.113.50', url = '/uploads') =>
    office.app.inject({ method: 'POST', url, remoteAddress: from, ...asUpload(fields, files) })

  test('of a request that is refused leave nothing on the disk', async () => {
    expect((await uploads({ basket: token(1) }, FILES.slice(0, 1))).statusCode).toBe(201)
    const before = waiting()
    expect((await uploads({})).statusCode).toBe(400)
    expect((await uploads({ basket: 'guessed' })).statusCode).toBe(400)
    expect((await uploads({ basket: token(1) }, [{ name: '空.txt', content: '' }])).statusCode).toBe(422)
    for (const url of ['/uploads', '/apply']) {
      const { headers, payload } = asUpload({ basket: token(1) }, FILES)
      const boundary = headers['content-type'].split('boundary=')[1]
      const field = `--${boundary}\r\nContent-Disposition: form-data; name="more"\r\n\r\n`
      const whole = payload.subarray(0, payload.lastIndexOf(`--${boundary}--`))
      for (const [rest, status] of [
        [`${field}${'x'.repeat(1_048_577)}\r\n--${boundary}--\r\n`, 413],
        [`${field}${'x'.repeat(700_000)}\r\n${field}${'x'.repeat(700_000)}\r\n--${boundary}--\r\n`, 413],
        [field, 400],
      ] as const) {
        const answer = await office.app.inject({
          ...{ method: 'POST', url, remoteAddress: '203.0.113.51', headers },
          payload: Buffer.concat([whole, Buffer.from(rest)]),
        })
        expect([url, answer.statusCode]).toEqual([url, status])
      }
    }
    expect(waiting()).toEqual(before)
  })

  test('count together for all addresses of one subscriber of IPv6', async () => {
    await uploads({ basket: token(2) }, FILES.slice(0, 1), '2001:db8:5:5::1')
    await office.sql`update uploads set size = ${1024 ** 3} where basket = ${basketOf(office.house, token(2))}`
    for (const url of ['/uploads', '/apply']) {
      const refused = await uploads({ basket: token(3) }, FILES.slice(1), '2001:db8:5:5:9::2', url)
      expect([url, refused.statusCode]).toEqual([url, url === '/uploads' ? 422 : 303])
    }
    const kept = () => office.sql`select 1 from uploads where basket = ${basketOf(office.house, token(3))}`
    expect(await kept()).toHaveLength(0)
    expect((await uploads({ basket: token(3) }, FILES.slice(1), '2001:db8:5:6::2')).statusCode).toBe(201)
    expect(await kept()).toHaveLength(FILES.length - 1)
  })
})

describe('files that strangers bring', () => {
  const MB = 1024 ** 2
  const large = (name: string, size = MB) => ({ name, content: '甲'.repeat(size / 3) })
  const waiting = () => readdirSync(join(office.house.config.dataDir, 'uploads')).length
  const opened: Awaited<ReturnType<typeof openApp>>[] = []
  const opens = async (bounds: Partial<DiskBounds>, trustProxy = office.house.config.trustProxy) => {
    const config = { ...office.house.config, trustProxy, filingLimit: 60 }
    const app = await openApp({ ...office.house, config }, () => ({ memory: 0, delay: 0 }), bounds)
    await app.listen({ host: '127.0.0.1', port: 0 })
    opened.push(app)
    return app
  }
  afterEach(async () => {
    for (const app of opened.splice(0)) await app.close()
  })
  type App = Awaited<ReturnType<typeof opens>>
  let token = 0
  const uploads = (app: App, files = [large('一份.txt')], remoteAddress = '127.0.0.1') =>
    app.inject({
      ...{ method: 'POST', url: '/uploads', remoteAddress },
      ...asUpload({ basket: `${++token}`.padStart(32, 'd') }, files),
    })
  /** Sends so much of a form and leaves it open. */
  const leavesOpen = async (app: App, fields: Record<string, string>, files: ReturnType<typeof large>[]) => {
    const { headers, payload } = asUpload(fields, files)
    const socket = connect({ port: (app.server.address() as AddressInfo).port, host: '127.0.0.1' })
    socket.on('error', () => {}) // cut off
    const type = `Content-Type: ${headers['content-type']}\r\n`
    socket.write(`POST /uploads HTTP/1.1\r\nHost: a\r\n${type}Content-Length: ${100 * MB}\r\n\r\n`)
    socket.write(payload.subarray(0, -100))
    return socket
  }

  test('count while their form is still open, for their network and for all, among processes too, and no longer', async () => {
    const bounds = { ofOne: 2 * MB, ofAll: 3 * MB }
    const [app, second] = [await opens(bounds), await opens(bounds)]
    const folder = join(office.house.config.dataDir, 'uploads')
    const bytes = () => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
    const before = bytes()
    const open = [large('一.txt', 0.9 * MB), large('二.txt', 0.9 * MB)]
    const socket = await leavesOpen(app, { basket: 'e'.repeat(32) }, open)
    await expect.poll(bytes).toBeGreaterThan(before + 1.7 * MB)
    for (const one of [app, second]) {
      await expect.poll(async () => (await uploads(one)).statusCode).toBe(503)
      const refused = await uploads(one)
      expect([refused.headers['retry-after'], refused.body]).toEqual(['10', expect.stringContaining('BUSY')])
    }
    const files = [large('三.txt'), large('四.txt', 0.5 * MB)]
    expect((await uploads(app, files, '203.0.113.61')).statusCode, 'all together').toBe(503)
    // What the other process refused is taken back when it tells of it next.
    await expect.poll(async () => (await uploads(app, files.slice(0, 1), '203.0.113.61')).statusCode).toBe(TAKEN)
    socket.destroy()
    for (const one of [app, second]) await expect.poll(async () => (await uploads(one)).statusCode).toBe(TAKEN)
  })

  test('say for which form they are before the second one comes', async () => {
    const app = await opens({})
    const before = waiting()
    const answer = text(await leavesOpen(app, {}, [large('一.txt', 3_000), large('二.txt', 3_000)]))
    await expect.poll(waiting).toBe(before)
    const sends = (files: ReturnType<typeof large>[]) => {
      const { headers, payload } = asUpload({}, files)
      const boundary = headers['content-type'].split('boundary=')[1]
      const field = `--${boundary}\r\nContent-Disposition: form-data; name="basket"\r\n\r\n${'f'.repeat(32)}\r\n`
      const at = payload.lastIndexOf(`--${boundary}--`)
      const whole = Buffer.concat([payload.subarray(0, at), Buffer.from(field), payload.subarray(at)])
      return app.inject({ method: 'POST', url: '/uploads', headers, payload: whole })
    }
    expect((await sends([large('一.txt', 3_000)])).statusCode).toBe(TAKEN)
    expect((await sends([large('一.txt', 3_000), large('二.txt', 3_000)])).statusCode).toBe(400)
    await app.close()
    expect(await answer).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('of several forms at once are no more than those of one after the other', async () => {
    const app = await opens({})
    const from = '203.0.113.62'
    const small = () => uploads(app, [large('一.txt', 3_000)], from)
    expect((await small()).statusCode).toBe(TAKEN)
    await office.sql`
      update uploads set size = ${1024 ** 3 - 4_000} where basket = ${basketOf(office.house, `${token}`.padStart(32, 'd'))}`
    const statuses = (await Promise.all(Array.from({ length: 5 }, small))).map(({ statusCode }) => statusCode)
    expect(statuses.sort()).toEqual([TAKEN, 422, 422, 422, 422])
  })

  test('and those of applications are so many a day of one network; others are served', async () => {
    const app = await opens({ ofDay: 3 * MB })
    const applies = (remoteAddress: string, size = MB) =>
      app.inject({
        ...{ method: 'POST', url: '/api/v1/applications', remoteAddress },
        ...asUpload({ application: JSON.stringify(application()) }, size ? [large('材料.txt', size)] : []),
      })
    expect((await uploads(app, [large('一.txt')], '2001:db8:7:7::1')).statusCode).toBe(TAKEN)
    expect(await many(2, (i) => applies(`2001:db8:7:7::${i + 2}`, 0.9 * MB))).toEqual([TAKEN, TAKEN])
    const before = onDisk()
    const refused = await applies('2001:db8:7:7::9')
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'MUCH_TODAY'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await uploads(app, undefined, '2001:db8:7:7::8')).statusCode).toBe(429)
    await expect.poll(onDisk).toEqual(before)
    expect((await applies('2001:db8:7:7::9', 0)).statusCode, 'without files').toBe(TAKEN)
    expect((await applies('2001:db8:7:8::1')).statusCode).toBe(TAKEN)
  })

  test('are not taken where the disk is nearly full; words are, and what staff send', async () => {
    const app = await opens({ room: async () => [{ folder: 'a', free: 1, floor: 2 }] })
    const before = [...onDisk(), waiting()]
    const refused = await app.inject({
      ...{ method: 'POST', url: '/api/v1/applications', remoteAddress: '203.0.113.63' },
      ...brings(application(), { '材料.txt': '一份材料' }),
    })
    expect([refused.statusCode, refused.json().code, refused.headers['retry-after']]).toEqual([507, 'DISK_FULL', '600'])
    for (const url of ['/uploads', '/en/apply']) {
      const page = await app.inject({ method: 'POST', url, ...asUpload({ basket: 'g'.repeat(32) }, [large('一.txt')]) })
      expect([url, page.statusCode]).toEqual([url, 507])
      if (url.startsWith('/en')) expect(page.body).toContain('too little room')
    }
    expect([...onDisk(), waiting()]).toEqual(before)
    expect((await files('203.0.113.63', {}, app)).statusCode).toBe(TAKEN)
    const { id } = await office.caseUntil('registered')
    const { headers, payload } = brings({}, { '材料.txt': '工作人员的材料' }, 'none')
    const authorization = `Bearer ${await office.registrar.signsIn()}`
    const url = `/api/v1/cases/${id}/files`
    const taken = await app.inject({ method: 'POST', url, payload, headers: { ...headers, authorization } })
    expect(taken.statusCode).toBe(TAKEN)
  })
})

describe('mails to somebody else’s address', () => {
  const HOUR = 3_600_000
  const MANY = 8
  const outbox = (to: string) =>
    readdirSync(join(office.house.config.dataDir, 'outbox'))
      .map((name) => readFileSync(join(office.house.config.dataDir, 'outbox', name), 'utf8'))
      .filter((mail) => mail.includes(`To: ${to}`)).length
  const waiting = () => office.sql<{ runAt: Date }[]>`
    select run_at from graphile_worker.jobs where task_identifier = 'tell' order by run_at`

  test('so many an hour arrive, the others in the hours after, and none is lost', async () => {
    for (let i = 0; i < MANY; i++)
      await office.citizen.files(application({ applicant: { email: 'victim@example.cn' } }))
    await office.citizen.files(application({ applicant: { email: 'other@example.cn' } }))
    await office.theJobsRun()
    expect([outbox('victim@example.cn'), outbox('other@example.cn')]).toEqual([MAILS, 1])
    const hours = (await waiting()).map(({ runAt }) => Math.ceil((new Date(runAt).getTime() - Date.now()) / HOUR))
    expect(hours).toEqual([1, 1, 1, 2, 2])
    const [named] = await office.sql`select count(*)::int as n from visits where key like '%example%'`
    expect(named!.n).toBe(0)

    for (const sent of [6, MANY]) {
      await office.sql`delete from visits` // the hour is over
      await office.sql`update graphile_worker._private_jobs set run_at = now()`
      await office.theJobsRun()
      expect(outbox('victim@example.cn')).toBe(sent)
    }
    expect(await waiting()).toHaveLength(0)
  })

  test('what the office itself writes is no flood: it goes at once', async () => {
    const filed = await office.citizen.files(application({ applicant: { email: 'third@example.cn' } }))
    await office.theJobsRun()
    const id = await office.registrar.finds(filed)
    await office.registrar.records(id, CONFIRMED)
    await office.registrar.records(id, { type: 'registered' })
    await office.registrar.records(id, CORRECTION)
    await office.sql`update visits set n = 1000`
    const before = outbox('third@example.cn')
    await office.theJobsRun()
    expect(outbox('third@example.cn')).toBeGreaterThan(before)
    expect(await waiting()).toHaveLength(0)
  })
})

describe('what somebody without an account adds to a case', () => {
  const A_DAY = 30

  test('is so much a day and no more, as a program or on the page, many at once; each look at the case stays cheap', async () => {
    const filed = await office.citizen.files(application())
    const id = await office.registrar.finds(filed)
    const adds = (n: number, address: string) =>
      office.app.inject({
        ...{ method: 'POST', url: `/api/v1/applications/${filed.receipt}/facts`, remoteAddress: address },
        headers: { 'content-type': 'application/json', 'enquiry-code': filed.enquiryCode },
        payload: JSON.stringify({ type: 'contactChanged', phone: `0000-${1_000_000 + n}` }),
      })
    // The application is the first of them.
    const answers = await Promise.all(Array.from({ length: A_DAY + 5 }, (_, n) => adds(n, `198.51.100.${n}`)))
    expect(answers.filter(({ statusCode }) => statusCode === TAKEN)).toHaveLength(A_DAY - 1)
    const refused = answers.filter(({ statusCode }) => statusCode === TOO_MANY)
    expect(refused).toHaveLength(6)
    for (const { headers } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(86_000)
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(86_400)
    }
    const recorded = async () =>
      (await office.sql`select 1 from ledger where case_id = ${id} and by = 'applicant'`).length
    expect(await recorded()).toBe(A_DAY)

    const followed = await office.app.inject({
      ...{ method: 'POST', url: '/track', remoteAddress: '198.51.100.90' },
      ...asForm({ receipt: filed.receipt, enquiryCode: filed.enquiryCode }),
    })
    const cookies = Object.fromEntries(followed.cookies.map(({ name, value }) => [name, value]))
    const onPage = () =>
      office.app.inject({
        ...{ method: 'POST', url: `/track/${filed.receipt}/facts`, remoteAddress: '198.51.100.90', cookies },
        ...asForm({ type: 'contactChanged', phone: '0000-1000999', confirm: 'yes' }),
      })
    const posted = await onPage()
    for (const { name, value } of posted.cookies) cookies[name] = value
    const page = await office.app.inject({ url: String(posted.headers.location).split('#')[0]!, cookies })
    expect([posted.statusCode, page.body.includes('操作过于频繁')]).toEqual([303, true])
    // Staff go on, and so does the applicant on another day.
    await office.goes(id, 'submitted', 'registered')
    const time = office.house.time as typeof office.house.time & { set(to: Date): void }
    const now = time.now()
    time.set(new Date(now.getTime() + 86_401_000))
    expect((await adds(99, '198.51.100.91')).statusCode).toBe(TAKEN)
    time.set(now)
  })

  test('is posted on its page so often a minute, whatever becomes of it', async () => {
    const posts = async (url: string) => {
      const answers = []
      for (let n = 0; n < 31; n++)
        answers.push(await office.app.inject({ method: 'POST', url, remoteAddress: '198.51.100.92', payload: {} }))
      return answers.map(({ statusCode }) => statusCode)
    }
    for (const url of ['/track/20260302-00000-000000/facts', '/en/answer/A000000/facts'])
      expect(await posts(url), url).toEqual([...Array(30).fill(303), TOO_MANY])
  })
})

describe('a form with thousands of fields', () => {
  const posts = (remoteAddress: string, body: { headers: object; payload: string | Buffer }, url = '/apply') =>
    office.app.inject({ method: 'POST', url, remoteAddress, ...body, headers: { ...body.headers } })
  const blocks = (n: number) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`a${i}`, ''] as [string, string]))

  test('is refused before anything walks over them, on each page, as each kind of form', async () => {
    const flood = { ...asForm({}), payload: 'a=&'.repeat(300_000) }
    for (const [i, url] of ['/apply', '/apply/review', '/applications', '/en/apply', '/sign-in', '/look'].entries()) {
      const refused = await posts(`203.0.113.${40 + i}`, flood, url)
      expect([url, refused.statusCode]).toEqual([url, 413])
      expect(refused.body).toContain('FORM_TOO_LARGE')
    }
    expect((await posts('203.0.113.46', asUpload(blocks(401), []))).statusCode).toBe(413)
    expect((await posts('203.0.113.46', asForm({ ...blocks(1_000), 'co1-name': '李明' }))).statusCode).toBe(303)
  })

  test('counts, as every posting of a form does, towards what one network may post a minute', async () => {
    const statuses = []
    for (let i = 0; i <= 4 * LIMIT; i++)
      statuses.push((await posts('203.0.113.47', asForm({}), i % 2 ? '/apply' : '/en/apply/review')).statusCode)
    expect([statuses.indexOf(TOO_MANY), statuses.at(-1)]).toEqual([4 * LIMIT, TOO_MANY])
  })
})

test('all fields of a form together are a megabyte at most', async () => {
  const more = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`more${i}`, 'x'.repeat(60_000)]))
  const answer = await office.app.inject({
    ...{ method: 'POST', url: '/api/v1/applications', remoteAddress: '203.0.113.11' },
    ...asUpload({ application: JSON.stringify(application()), ...more }, []),
  })
  expect([answer.statusCode, answer.json().code]).toEqual([413, 'FORM_TOO_LARGE'])
})

test('by the public address cookies are for https alone, and browsers stay with it for a year', async () => {
  const { receipt, enquiryCode } = await office.citizen.files()
  const follows = async (host: string) => {
    const { headers, cookies } = await office.app.inject({
      ...{ method: 'POST', url: '/track', remoteAddress: '203.0.113.12' },
      ...asForm({ receipt, enquiryCode }),
      headers: { host, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    })
    return [headers['strict-transport-security'], cookies.map(({ secure }) => secure ?? false)]
  }
  expect(await follows('gk.example.gov.cn')).toEqual(['max-age=31536000', [true]])
  expect(await follows('127.0.0.1:3000')).toEqual([undefined, [false]])
})
