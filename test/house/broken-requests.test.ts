/** What the server itself cannot read is refused as anything else is: with a code and what to do. */
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
let port: number
beforeAll(async () => {
  office = await openOffice()
  port = Number(new URL(await office.app.listen({ host: '127.0.0.1', port: 0 })).port)
})
afterAll(() => office.close())

/** The bytes as they are, and the whole answer. */
async function sent(bytes: string): Promise<{ head: string; json: Record<string, unknown> }> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  const [head, body] = (await text(socket)).split('\r\n\r\n')
  return { head: head!, json: JSON.parse(body!) }
}

test.each([
  ['an address with raw characters', 'GET /released?q=电梯 HTTP/1.1\r\nHost: a\r\n\r\n', 400, '百分号编码'],
  ['too long a header', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, '请求头过大'],
  ['what is no HTTP', 'HELLO\r\n\r\n', 400, 'HTTP的格式'],
])('%s', async (_, bytes, status, says) => {
  const { head, json } = await sent(bytes)
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(head).toContain('application/problem+json')
  expect(json).toMatchObject({ status, code: 'MALFORMED', title: expect.stringContaining(says) })
  expect(json.next).toEqual(expect.any(String))
})
