/** A request with two Host headers is nobody's: asked over a connection, for only there two can be sent. */
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
let port: number
beforeAll(async () => {
  office = await openOffice()
  port = Number(new URL(await office.app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => office.close())

async function asks(...hosts: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const headers = [...hosts.map((host) => `Host: ${host}`), 'Connection: close']
  socket.write(`GET /guide HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
  return (await text(socket)).split('\r\n')[0]!
}

test('one Host is answered, two are refused, whatever they say', async () => {
  expect(await asks('gk.example.gov.cn')).toBe('HTTP/1.1 200 OK')
  expect(await asks('gk.example.gov.cn', 'elsewhere.example')).toBe('HTTP/1.1 400 Bad Request')
  expect(await asks('gk.example.gov.cn', 'gk.example.gov.cn')).toBe('HTTP/1.1 400 Bad Request')
})
