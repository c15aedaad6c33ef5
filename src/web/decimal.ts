/** Numbers in addresses: digits alone. JavaScript would read `1e0`, `0x1` and ` 1 ` as one, and one thing would have many addresses. */

/** A whole number from 1 to 999,999,999 without leading noughts; undefined for everything else. */
export const decimal = (text: unknown): number | undefined =>
  typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
