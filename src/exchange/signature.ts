/**
 * Who sends a request of the exchange: HMAC-SHA256 over its direction, method, path, instant and body. The direction keeps what
 * we signed from being sent back to us as the platform's. A request is good for five minutes; a repeat within them finds what
 * the first one did.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { sha256 } from '../ground/canonical.ts'

export type Direction = 'to-platform' | 'to-office'
type Signed = { direction: Direction; method: string; path: string; timestamp: string; body: string | Buffer }

export const TIMESTAMP = 'exchange-timestamp'
export const SIGNATURE = 'exchange-signature'
/** How far the clocks of both sides may be apart. */
export const WINDOW = 300_000 // ms

/** What stands in the header `exchange-signature`; `timestamp`: seconds since 1970, as in the header. */
export const signatureOf = (secret: string, { direction, method, path, timestamp, body }: Signed): string =>
  `v1,${createHmac('sha256', secret)
    .update([direction, method, path, timestamp, sha256(body)].join('\n'))
    .digest('base64')}`

/** The headers of a request of ours to the platform. */
export function signedHeaders(secret: string, of: Omit<Signed, 'timestamp' | 'direction'>, now: Date) {
  const timestamp = String(Math.floor(now.getTime() / 1_000))
  return { [TIMESTAMP]: timestamp, [SIGNATURE]: signatureOf(secret, { ...of, direction: 'to-platform', timestamp }) }
}

/** Why a request is not the platform's, in Chinese; undefined where it is. */
export function whyNotTheirs(
  secrets: readonly string[],
  headers: Record<string, unknown>,
  of: Omit<Signed, 'timestamp' | 'direction'>,
  now: Date,
): string | undefined {
  const [timestamp, signature] = [String(headers[TIMESTAMP] ?? ''), Buffer.from(String(headers[SIGNATURE] ?? ''))]
  if (!/^\d{10}$/.test(timestamp)) return `请求头缺少 ${TIMESTAMP}（秒）或者格式不正确`
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > WINDOW)
    return '请求的时间与本机相差超过5分钟，请核对双方的时钟后重新签名'
  const isTheirs = secrets.some((secret) => {
    const expected = Buffer.from(signatureOf(secret, { ...of, direction: 'to-office', timestamp }))
    return expected.length === signature.length && timingSafeEqual(expected, signature)
  })
  return isTheirs ? undefined : '签名不正确'
}
