/** Names for things: ordered identifiers for rows, readable numbers for people. */
import { randomInt } from 'node:crypto'
import type { Day } from '../../workflows/statute/days.ts'
import { randomPiece } from './random.ts'

/** Of ids made in one process the later one is the greater, also within a millisecond (RFC 9562, 6.2). */
const SEQUENCE_BITS = 26
let sequence = randomInt(2 ** 20)

/**
 * UUID version 7 (RFC 9562): ordered by time, so that new rows land at the end of an index; files that came in one form
 * keep the order in which they came.
 */
export function newId(at: Date): string {
  sequence = (sequence + 1) % 2 ** SEQUENCE_BITS
  const bytes = randomPiece(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = 0x70 | (sequence >>> 22)
  bytes[7] = (sequence >>> 14) & 0xff
  bytes[8] = 0x80 | ((sequence >>> 8) & 0x3f)
  bytes[9] = sequence & 0xff
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
