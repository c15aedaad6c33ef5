/**
 * Codes of six digits that change each half minute (RFC 6238 over HMAC-SHA-1, as every authenticator reads it). Tried on
 * the vectors of the RFC.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

const STEP = 30_000 // ms
/** Clocks of telephones go wrong, and people type slowly: one step either way (RFC 6238, 5.2). */
const DRIFT = [-1, 0, 1]
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The half minute of an instant, counted from 1970. */
export const stepAt = (at: Date): number => Math.floor(at.getTime() / STEP)

/** The code of one half minute. */
export function codeAt(secret: Uint8Array, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const number = mac.readUInt32BE(mac[19]! & 15) & 0x7fff_ffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The half minute whose code this is; null where it is none of those around `now`. */
export function stepOf(secret: Uint8Array, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const fits = (step: number) => timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code))
  const steps = DRIFT.map((drift) => stepAt(now) + drift).filter(fits)
  return steps[0] ?? null
}

/** The secret as it is typed by hand (RFC 4648, base32). */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** What the picture says to an authenticator. */
export function enrolmentUri(secret: Uint8Array, username: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(username)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=30`
}
