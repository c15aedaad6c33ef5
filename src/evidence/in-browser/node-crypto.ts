/** What the modules of the proof ask of `node:crypto`, answered in a browser. */
import { Buffer, over } from './bytes.ts'
import { isSigned } from './ed25519.ts'
import { sha256, sha512 } from './sha2.ts'

const DIGESTS = { sha256, sha512 }
type Algorithm = keyof typeof DIGESTS
const bytesOf = (data: string | Uint8Array): Uint8Array => (typeof data === 'string' ? Buffer.from(data) : data)

export function createHash(algorithm: Algorithm) {
  const digest = DIGESTS[algorithm]()
  const hash = {
    update(data: string | Uint8Array) {
      digest.update(bytesOf(data))
      return hash
    },
    digest(code?: string) {
      const bytes = over(digest.digest())
      return code === undefined ? bytes : bytes.toString(code)
    },
  }
  return hash
}

/** In hexadecimals. */
export const hash = (algorithm: Algorithm, data: string | Uint8Array): string | Uint8Array =>
  createHash(algorithm).update(data).digest('hex')

/** Behind this prefix a DER of a public key has its 32 bytes (RFC 8410). */
const PREFIX = 12

/** Of DER (SPKI) alone, and of Ed25519. */
export function createPublicKey({ key }: { key: Uint8Array }) {
  const der = over(new Uint8Array(key))
  return {
    raw: der.subarray(PREFIX),
    export: ({ format }: { format: 'der' | 'pem' }) =>
      format === 'der'
        ? der
        : `-----BEGIN PUBLIC KEY-----\n${over(new Uint8Array(der)).toString('base64')}\n-----END PUBLIC KEY-----\n`,
  }
}

export const verify = (_: null, text: Uint8Array, key: { raw: Uint8Array }, signature: Uint8Array): boolean =>
  isSigned(text, key.raw, signature)

/** @throws Error always: whoever proves signs nothing */
export function sign(): never {
  throw new Error('A page that proves bundles has no key to sign with.')
}
