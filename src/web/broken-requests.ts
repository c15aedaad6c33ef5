/** What the server itself cannot read, before there is a request: told as any other refusal is, with a code and what to do. */
import type { Socket } from 'node:net'
import { Refusal } from '../ground/errors.ts'

type Broken = Error & { code?: string }

/** Of Node's parser of HTTP and its limits of time; whatever else is broken is 400. */
const KINDS: Record<string, { status: string; message: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    message: '请求头过大，请清除本站的Cookie后重试',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', message: '请求没有在限定时间内发送完，请重试' },
  HPE_INVALID_URL: {
    status: '400 Bad Request',
    message: '地址中有没有编码的字符。其中的中文请按UTF-8用百分号编码后重新发送（curl可以用 -G --data-urlencode）',
  },
}
const OTHER = { status: '400 Bad Request', message: '请求不合HTTP的格式，请检查后重新发送' }

/** Answers with problem details (RFC 9457) and closes the connection: nobody can tell where another request would begin. */
export function answerBroken(error: Broken, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const { status, message } = KINDS[error.code ?? ''] ?? OTHER
  const { code, next } = new Refusal('MALFORMED')
  const body = JSON.stringify({ type: 'about:blank', title: message, status: Number.parseInt(status, 10), code, next })
  const head = [
    `HTTP/1.1 ${status}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'content-type: application/problem+json',
    'connection: close',
  ].join('\r\n')
  if (socket.writable) socket.write(`${head}\r\n\r\n${body}`)
  socket.destroy()
}
