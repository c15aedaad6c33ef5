/** Names for things: ordered identifiers for rows, readable numbers for people. */
import { randomBytes, randomInt } from 'node:crypto'
import type { Day } from '../workflows/statute/days.ts'

/** UUID version 7 (RFC 9562): ordered by time, so that new rows land at the end of an index. */
export function newId(at: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

/** 受理编号: the day, eight random digits and a check digit, so that a slip of the pen is noticed. No counter, no queue. */
export function newReceipt(on: Day): string {
  const digits = on.replaceAll('-', '') + String(randomInt(100_000_000)).padStart(8, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12)}${checkDigit(digits)}`
}

/** ISO 7064 MOD 11,10. */
function checkDigit(digits: string): number {
  const rest = [...digits].reduce((product, digit) => (((product + Number(digit)) % 10 || 10) * 2) % 11, 10)
  return (11 - rest) % 10
}

/** Was this number copied without a slip? */
export function isReceipt(text: string): boolean {
  const digits = text.replaceAll('-', '')
  return /^\d{17}$/.test(digits) && checkDigit(digits.slice(0, -1)) === Number(digits.at(-1))
}
