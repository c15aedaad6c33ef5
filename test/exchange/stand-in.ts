/** A platform above in this process: real HTTP; it proves each signature by its own reckoning, keeps each message once, and numbers cases. */
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { asJson, type Json, send } from '../support/api.ts'
import type { Office } from '../support/house.ts'

export const SECRET = 'a secret of both sides and of nobody else'.replaceAll(' ', '-')
export const PLATFORM_HOST = 'gk.example.gov.cn'

type Received = { path: string; key: string; body: Json; signed: boolean }
/**
 * `lost`: it records what came and is gone before it answers; `down`: it is gone at once; `never`: it says nothing.
 */
type Mood = 'well' | 'lost' | 'down' | 'never' | { status: number; body: string } | ((one: Received) => object)

const hmac = (secret: string, lines: string[]) =>
  `v1,${createHmac('sha256', secret).update(lines.join('\n')).digest('base64')}`
const hex = (body: string) => createHash('sha256').update(body).digest('hex')

export const platformNumber = (n: number) => `3100002026${String(n).padStart(13, '0')}`

export async function startStandIn() {
  const received: Received[] = []
  const taken = new Map<string, { receipt: string; body: Json }>()
  const numbers = new Map<string, string>()
  const days = new Map<string, object>()
  let mood: Mood = 'well'
  const server = createServer((request, response) => {
    text(request).then((body) => {
      const { headers, url = '', method = '' } = request
      const one = {
        path: url,
        key: keyOf(headers),
        body: body ? JSON.parse(body) : {},
        signed: proven(method, url, headers, body),
      }
      if (method === 'GET') {
        const day = days.get(url.split('/').at(-1)!)
        return void response.writeHead(day ? 200 : 404, { connection: 'close' }).end(JSON.stringify(day ?? {}))
      }
      received.push(one)
      if (mood === 'down') return void request.socket.destroy()
      if (mood === 'never') return
      if (typeof mood === 'object') return void response.writeHead(mood.status, { connection: 'close' }).end(mood.body)
      if (!one.signed) return void response.writeHead(401, { connection: 'close' }).end('{}')
      const before = taken.get(one.key)
      const receipt = before?.receipt ?? `HZ-${taken.size + 1}`
      if (!before) taken.set(one.key, { receipt, body: one.body })
      if (mood === 'lost') return void request.socket.destroy()
      const ours = String(one.body.区县系统申请编号)
      if (!numbers.has(ours)) numbers.set(ours, platformNumber(numbers.size + 1))
      const usual = { receipt, platformNumber: numbers.get(ours) }
      const said = typeof mood === 'function' ? { ...usual, ...mood(one) } : usual
      response
        .writeHead(before ? 409 : 201, { 'content-type': 'application/json', connection: 'close' })
        .end(JSON.stringify(said))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/exchange`,
    received,
    taken,
    numbers,
    days,
    is: (now: Mood) => {
      mood = now
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
export type StandIn = Awaited<ReturnType<typeof startStandIn>>

const keyOf = (headers: IncomingHttpHeaders) => String(headers['idempotency-key'] ?? '')

function proven(method: string, path: string, headers: IncomingHttpHeaders, body: string): boolean {
  const timestamp = String(headers['exchange-timestamp'])
  return headers['exchange-signature'] === hmac(SECRET, ['to-platform', method, path, timestamp, hex(body)])
}

type How = {
  secret?: string
  at?: Date
  direction?: string
  host?: string
  signedBody?: string
  method?: 'GET' | 'POST'
}

/** The platform asks us: signed, over https as a proxy hands it on. */
export function platformAt(office: Office) {
  const asks = (path: string, content: unknown, how: How = {}) => {
    const { payload, headers } = asJson(content)
    const method = how.method ?? 'POST'
    const body = method === 'GET' ? '' : String(payload)
    const timestamp = String(Math.floor((how.at ?? office.house.time.now()).getTime() / 1_000))
    const lines = [
      how.direction ?? 'to-office',
      method,
      `/api/exchange/v1${path}`,
      timestamp,
      hex(how.signedBody ?? body),
    ]
    return send(office.app, {
      method,
      url: `/api/exchange/v1${path}`,
      ...(method === 'POST' && { payload }),
      headers: {
        ...(method === 'POST' && headers),
        host: how.host ?? PLATFORM_HOST,
        'exchange-timestamp': timestamp,
        'exchange-signature': hmac(how.secret ?? SECRET, lines),
      },
    })
  }
  return {
    asks,
    hands: (body: unknown, how?: How) => asks('/applications', body, how),
    steps: (body: unknown, how?: How) => asks('/steps', body, how),
  }
}
