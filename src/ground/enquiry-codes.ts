/** Codes that open a file to whoever has no account: derived from the number that they belong to, so that none is stored. */
import { createHmac, type KeyObject } from 'node:crypto'

/** No 0, 1, I, L, O, U: read over the phone without mistakes. */
export const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 10 // 30^10: 49 bits

/** @param issue how often a new one was given out */
export function codeBy(key: KeyObject, number: string, issue: number): string {
  return readable(
    createHmac('sha256', key)
      .update(issue === 0 ? number : `${number} ${issue}`)
      .digest(),
  )
}

/** Ten characters of a digest of 32 bytes, as people read them out. */
export function readable(digest: Buffer): string {
  // 16 bits a character: the bias of the remainder is below one in two thousand.
  let code = ''
  for (let i = 0; i < CODE_LENGTH; i++) code += ALPHABET[digest.readUInt16BE(i * 2) % ALPHABET.length]
  return code
}
