/** A platform above in this process, which takes monthly returns: real HTTP, each request kept, each key taken once. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Received = { headers: IncomingHttpHeaders; body: Record<string, unknown>; path: string }
type Answer = { status: number; body: string; headers?: Record<string, string> } | 'never'

export async function startPlatform() {
  const received: Received[] = []
  const receipts = new Map<string, string>()
  const waiting: ServerResponse[] = []
  let answers: Answer | undefined
  const server = createServer((request, response) => {
    text(request).then((body) => {
      const { headers, url = '' } = request
      received.push({ headers, body: JSON.parse(body || '{}'), path: url })
      if (answers === 'never') return void waiting.push(response)
      const key = String(headers['idempotency-key'])
      const before = receipts.get(key)
      const receipt = before ?? `HZ-${receipts.size + 1}`
      if (!answers) receipts.set(key, receipt)
      // Who has it already says so, with the receipt that it gave.
      const usual = { status: before ? 409 : 201, body: JSON.stringify({ receipt }) }
      const { status, body: said, headers: more = {} } = { headers: {}, ...(answers ?? usual) }
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...more }).end(said)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/returns`,
    received,
    receipts,
    /** From now on; without an answer, take what comes. */
    answer: (with_?: Answer) => {
      answers = with_
    },
    close: async () => {
      for (const response of waiting) response.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type Platform = Awaited<ReturnType<typeof startPlatform>>
