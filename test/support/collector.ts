/** A collector of traces in this process, as OpenTelemetry's would stand beside the service: OTLP over HTTP, in JSON. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Told = { key: string; value: { stringValue?: string; intValue?: number } }
type Sent = {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  status: { code: number; message?: string }
  attributes: Told[]
}
type Batch = { resourceSpans: { scopeSpans: { spans: Sent[] }[] }[] }

export async function startCollector() {
  const bodies: string[] = []
  let refused = 0
  let status = 200
  const server = createServer(async (request, response) => {
    const body = await text(request)
    if (status === 200 && request.url === '/v1/traces') bodies.push(body)
    else refused++
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Everything that came, as it came. */
    text: () => bodies.join('\n'),
    spans: () =>
      bodies
        .flatMap((body) => (JSON.parse(body) as Batch).resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
        .map(({ attributes, ...span }) => ({
          ...span,
          ...Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue])),
        })),
    refused: () => refused,
    /** From now on, answer with this status. */
    answer: (with_: number) => {
      status = with_
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
export type Collector = Awaited<ReturnType<typeof startCollector>>
