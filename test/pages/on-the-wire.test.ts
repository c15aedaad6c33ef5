/** What travels: compressed, each asset once a version. The weights of a first visit are printed. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assetUrl } from '../../src/web/asset-url.ts'
import { compression } from '../../src/web/compressed.ts'
import { type Office, openOffice } from '../support/house.ts'

/** Of a first visit, the page with all that it makes the browser fetch. */
const FIRST_VISIT = 30_000 // bytes

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const asked = (url: string, encoding = 'gzip, deflate, br') =>
  office.app.inject({ url, headers: { 'accept-encoding': encoding } })

const assetsOf = (page: string) => [
  ...new Set([...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, url]) => url!)),
]

test.each(['/', '/en/', '/guide', '/apply', '/en/apply', '/released', '/track'])('%s', async (url) => {
  const page = await asked(url)
  expect(page.headers['content-encoding']).toBe('br')
  expect(page.headers.vary).toMatch(/accept-encoding/i)
  const html = brotliDecompressSync(page.rawPayload).toString()
  const fetched = await Promise.all(assetsOf(html).map((asset) => asked(asset)))
  const weight = [page, ...fetched].reduce((sum, { rawPayload }) => sum + rawPayload.length, 0)
  console.log(`${url}: ${page.rawPayload.length} bytes, with everything ${weight}`)
  expect(weight).toBeLessThan(FIRST_VISIT)
  for (const { headers } of fetched) expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

test('who takes gzip alone, or nothing, reads the same', async () => {
  const plain = await asked('/guide', 'identity')
  expect(plain.headers['content-encoding']).toBeUndefined()
  const zipped = await asked('/guide', 'gzip')
  expect(zipped.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body)
})

test('programs get JSON as it is: a register of a hundred thousand rows is not compressed for them', async () => {
  expect((await asked('/openapi.json')).headers['content-encoding']).toBeUndefined()
})

test('a file is fetched with its length', async () => {
  const app = Fastify()
  await compression(app)
  const text = '公开'.repeat(10_000)
  app.get('/page', (_, reply) => reply.type('text/csv').send(text))
  app.get('/file', (_, reply) => reply.type('text/csv').header('content-disposition', 'attachment').send(text))
  const encodingOf = async (url: string) =>
    (await app.inject({ url, headers: { 'accept-encoding': 'br' } })).headers['content-encoding']
  expect([await encodingOf('/page'), await encodingOf('/file')]).toEqual(['br', undefined])
})

test('what a form sends is not unpacked', async () => {
  const { statusCode } = await office.app.inject({
    ...{ method: 'POST', url: '/api/v1/applications', payload: Buffer.from([31, 139, 8, 0]) },
    headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
  })
  expect(statusCode).toBe(400)
})

test('under the name of another version an asset is kept for an hour', async () => {
  for (const url of ['/assets/form.js', '/assets/form.js?v=older', '/assets/site.css', '/assets/site.css?v=older'])
    expect([url, (await asked(url)).headers['cache-control']]).toEqual([url, 'public, max-age=3600'])
  expect((await asked(`${assetUrl('form.js')}&more`)).headers['cache-control']).toBe('public, max-age=3600')
  expect((await asked('/assets/none.js?v=older')).statusCode).toBe(404)
})
