/** A receiver of webhooks in this process: real HTTP; it proves each signature by its own reckoning of Standard Webhooks. */
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Json } from '../support/api.ts'

type Got = { id: string; timestamp: number; signature: string; body: string; json: Json }
/** `down`: it is gone at once; `never`: it says nothing. */
type Mood = 'well' | 'down' | 'never' | { status: number; body?: string; location?: string }

export async function startReceiver() {
  const received: Got[] = []
  let mood: Mood = 'well'
  const server = createServer((request, response) => {
    text(request).then((body) => {
      const { headers } = request
      received.push({
        ...{ id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']) },
        ...{ signature: String(headers['webhook-signature']), body, json: JSON.parse(body) },
      })
      if (mood === 'down') return void request.socket.destroy()
      if (mood === 'never') return
      if (mood === 'well') return void response.writeHead(204, { connection: 'close' }).end()
      const { status, body: said = '', location } = mood
      response.writeHead(status, { connection: 'close', ...(location && { location }) }).end(said)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}/hook?key=of-the-receiver`,
    received,
    is: (now: Mood) => {
      mood = now
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** Whether what came was signed by this secret, as it was shown. */
export function isSigned({ id, timestamp, body, signature }: Got, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return signature === `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}
