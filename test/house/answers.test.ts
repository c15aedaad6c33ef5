/** What every answer carries, whatever it is; and what nobody is answered. */
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
/** Of every kind: pages, answers of the API, refusals, a letter, a style sheet. */
let kinds: string[]
beforeAll(async () => {
  office = await openOffice()
  const { receipt } = await office.caseUntil('registered')
  kinds = ['/', '/en/apply', '/sign-in', '/track', `/receipts/${receipt}`, '/nowhere', '/released', '/released.atom']
  kinds.push(
    '/api/v1/agencies',
    '/api/v1/cases',
    '/api/v1/applications/none',
    '/openapi.json',
    '/health/live',
    '/cases',
  )
})
afterAll(() => office.close())

const asked = (url: string, headers = {}, method: 'GET' | 'OPTIONS' = 'GET') =>
  office.app.inject({ method, url, headers })

test('a policy of content, its type, no framing, no address told, nothing kept by caches that nobody chose', async () => {
  for (const url of kinds) {
    const { headers } = await asked(url)
    expect([url, headers]).toEqual([
      url,
      expect.objectContaining({
        'content-security-policy': expect.stringMatching(
          /default-src 'none'.*script-src 'self'.*frame-ancestors 'self'/,
        ),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': expect.stringMatching(/no-store|no-cache|private|public, max-age/),
      }),
    ])
    if (headers['content-type'])
      expect([url, headers['content-type']]).toEqual([
        url,
        expect.stringMatching(/charset=utf-8|^application\/(json|problem\+json)/),
      ])
  }
})

test('no other site is given leave to read', async () => {
  for (const url of kinds)
    for (const method of ['GET', 'OPTIONS'] as const) {
      const asking = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' }
      const { headers } = await asked(url, asking, method)
      expect([url, Object.keys(headers).filter((name) => name.startsWith('access-control'))]).toEqual([url, []])
    }
})

test('no page or answer names another host', async () => {
  for (const url of kinds.filter((url) => url !== '/released.atom')) {
    const { body } = await asked(url)
    const hosts = [...body.matchAll(/(?:src|href|action)="(?:https?:)?\/\/([^/"]+)/g)].map(([, host]) => host)
    expect([url, hosts]).toEqual([url, []])
  }
})

test('neither folders, nor what the program is made of, nor TRACE', async () => {
  const paths = [
    '/.git/config',
    '/.env',
    '/package.json',
    '/src/',
    '/src/main.ts',
    '/assets/',
    '/assets/..%2f..%2fpackage.json',
  ]
  for (const path of [...paths, '/node_modules/', '/var/secret-key', '/blobs/', '/debug', '/.well-known/'])
    expect([path, (await asked(path)).statusCode]).toEqual([path, 404])
  expect(await spoken('TRACE / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 4\d\d/)
})

test('a request with two ends, or none that is clear, is not read', async () => {
  const head = 'POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n'
  const both = `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /cases HTTP/1.1\r\nHost: a\r\n\r\n`
  const twice = `${head}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}`
  const odd = `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`
  for (const sent of [both, twice, odd]) {
    const answers = (await spoken(sent)).match(/HTTP\/1\.1 \d+/g) ?? []
    expect([sent, answers]).toEqual([sent, ['HTTP/1.1 400']])
  }
})

/** What the server says to these bytes, until it closes. */
async function spoken(bytes: string): Promise<string> {
  if (!office.app.server.listening) await office.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = office.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.end(bytes)
  return text(socket)
}
