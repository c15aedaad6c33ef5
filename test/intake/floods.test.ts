/** What nobody has to sign in for exhausts nothing: not the registrars, not the disk, not the memory. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApp } from '../../src/app.ts'
import { asForm, asUpload } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

const LIMIT = 5
let office: Office
beforeAll(async () => {
  office = await openOffice({ filingLimit: String(LIMIT), trustProxy: '192.0.2.7' })
})
afterAll(() => office.close())

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
