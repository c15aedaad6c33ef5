/** Names for things: ordered identifiers for rows, readable numbers for people. */
import { randomBytes, randomInt } from 'node:crypto'
import type { Day } from '../../workflows/statute/days.ts'

/** UUID version 7 (RFC 9562): ordered by time, so that new rows land at the end of an index. */
export function newId(at: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Whether the text has the form of a UUID, in lower case, as ids of the house have. */
export const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

/** Random digits of a receipt number. Ten: at 20,000 applications on one day, one chance in fifty that any two are alike. */
const RANDOM_DIGITS = 10

/** 受理编号: the day, random digits and a check digit, so that a slip of the pen is noticed. No counter, no queue. */
export function newReceipt(on: Day): string {
  const random = randomInt(10 ** RANDOM_DIGITS)
  const digits = on.replaceAll('-', '') + String(random).padStart(RANDOM_DIGITS, '0')
  return grouped(`${digits}${checkDigit(digits)}`)
}

const grouped = (digits: string) => `${digits.slice(0, 8)}-${digits.slice(8, 13)}-${digits.slice(13)}`

/** As people type it: with spaces, dots, full-width digits or no dashes at all. */
export function tidyReceipt(typed: string): string {
  const digits = typed.normalize('NFKC').replace(/\D/g, '')
  return digits.length === 8 + RANDOM_DIGITS + 1 ? grouped(digits) : typed.trim()
}

/** ISO 7064 MOD 11,10. */
function checkDigit(digits: string): number {
  const rest = [...digits].reduce((product, digit) => (((product + Number(digit)) % 10 || 10) * 2) % 11, 10)
  return (11 - rest) % 10
}

/** Was this number copied without a slip? */
export function isReceipt(text: string): boolean {
  const digits = text.replaceAll('-', '')
  return (
    digits.length === 8 + RANDOM_DIGITS + 1 &&
    /^\d+$/.test(digits) &&
    checkDigit(digits.slice(0, -1)) === Number(digits.at(-1))
  )
}
