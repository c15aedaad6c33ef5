/** Requests as other programs and browsers make them, through the whole application but the socket. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance, InjectOptions } from 'fastify'

// biome-ignore lint/suspicious/noExplicitAny: answers are read as other programs read them, without our types
export type Json = any

export type Answer = {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  bytes: Buffer
  text: string
  /** The body as JSON. */
  json: Json
}

export type Upload = { name: string; content: Uint8Array | string; type?: string; field?: string }

/** Each caller has an address of its own: the limit on tries counts addresses, and stories are many. */
let callers = 0
export const newAddress = () => `10.0.${(++callers >> 8) & 255}.${callers & 255}`

export async function send(app: FastifyInstance, request: InjectOptions): Promise<Answer> {
  const { statusCode, headers, rawPayload } = await app.inject({ remoteAddress: newAddress(), ...request })
  const text = rawPayload.toString('utf8')
  return {
    status: statusCode,
    headers,
    bytes: rawPayload,
    text,
    get json() {
      return JSON.parse(text)
    },
  }
}

/** A JSON body. `JSON.stringify` writes lone surrogates as escapes, as a hostile program would. */
export const asJson = (body: unknown) => ({
  headers: { 'content-type': 'application/json' },
  payload: typeof body === 'string' ? body : JSON.stringify(body),
})

/** A form as a browser without files sends it. */
export const asForm = (fields: Record<string, string> | [string, string][]) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: new URLSearchParams(fields).toString(),
})

/** A multipart form, with file names written as they are given. */
export function asUpload(fields: Record<string, string>, files: readonly Upload[]) {
  const boundary = `----ysqgk${randomUUID()}`
  const parts: (Buffer | Uint8Array)[] = []
  for (const [name, value] of Object.entries(fields)) {
    parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  }
  for (const { field = 'file', name, content, type = 'application/octet-stream' } of files) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`
    parts.push(Buffer.from(head), Buffer.from(content), Buffer.from('\r\n'))
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`))
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: Buffer.concat(parts) }
}

/** The same, as a slow client sends it: once its beginning is read, `meanwhile` happens, and only then comes the rest. */
export function asSlowUpload(
  fields: Record<string, string>,
  meanwhile: () => Promise<unknown>,
  files: readonly Upload[] = [],
) {
  const { headers, payload } = asUpload(fields, files)
  async function* parts() {
    yield payload.subarray(0, 20)
    await meanwhile()
    yield payload.subarray(20)
  }
  return { headers, payload: Readable.from(parts(), { objectMode: false }) }
}

/** The cookies that an answer sets, for the next request's `cookie` header. */
export const cookiesOf = (answer: Answer): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => String(cookie).split(';')[0])
    .join('; ')
