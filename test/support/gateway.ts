/** A gateway for text messages in this process: real HTTP, and every request kept as it came. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

type Received = { headers: IncomingHttpHeaders; body: { to: string; text: string; id: string } }

export async function startGateway() {
  const received: Received[] = []
  let status = 200
  const server = createServer((request, response) => {
    json(request).then((body) => {
      received.push({ headers: request.headers, body: body as Received['body'] })
      // A connection that is kept would be closed some seconds later, perhaps while the next message is on its way.
      const headers = { 'content-type': 'application/json', connection: 'close' }
      // Whoever refuses says which number.
      const { to } = body as Received['body']
      response
        .writeHead(status, headers)
        .end(status === 200 ? '{"accepted":true}' : `{"accepted":false,"to":"+86 ${to}"}`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`,
    received,
    /** From now on, answer with this status. */
    answer: (with_: number) => {
      status = with_
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
export type Gateway = Awaited<ReturnType<typeof startGateway>>
