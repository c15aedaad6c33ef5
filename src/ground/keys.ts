/** Everything that follows from SECRET_KEY: enquiry codes, encrypted identity numbers, look-up keys, the checkpoint key. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** No 0, 1, I, L, O, U: read over the phone without mistakes. */
export const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_LENGTH = 10 // 30^10: 49 bits

export type Keys = {
  /** The code that opens the file of this receipt. Derived, so that it is stored nowhere. `issue`: how often a new one was given out. */
  enquiryCode(receipt: string, issue?: number): string
  enquiryCodeFits(receipt: string, code: string, issue?: number): boolean
  /** AES-256-GCM: a nonce of 12 bytes, the tag of 16, the ciphertext. The same text encrypts differently each time. */
  encrypt(plain: string): Buffer
  /** @throws Error where the bytes were changed, or encrypted under another SECRET_KEY. */
  decrypt(encrypted: Buffer): string
  encryptBytes(plain: Uint8Array): Buffer
  decryptBytes(encrypted: Buffer): Buffer
  /** Encrypts what proves a person, for this person alone: in another's row it does not open. */
  sealFactor(secret: Uint8Array, personId: string): Buffer
  /** @throws Error where the bytes were changed, moved, or encrypted under another SECRET_KEY. */
  openFactor(sealed: Buffer, personId: string): Buffer
  /** The same identity number gives the same key; the key gives no number. */
  lookup(value: string): string
  signer: KeyObject
  verifier: KeyObject
  cookie: string
}

/**
 * All keys of the house, derived from one secret (HKDF-SHA-256, RFC 5869): the same secret gives the same keys.
 * @param secret at least 32 characters; readConfig sees to it.
 */
export function keysFrom(secret: string): Keys {
  const derive = (use: string, length = 32) => Buffer.from(hkdfSync('sha256', secret, '', `ysqgk ${use}`, length))
  // Key objects are made once: from raw bytes each call would make one, at a tenth of the cost of an application.
  const secretKey = (use: string) => createSecretKey(derive(use))
  const enquiry = secretKey('enquiry code')
  const identity = secretKey('identity')
  const lookup = secretKey('lookup')
  // PKCS#8 frame of an Ed25519 seed (RFC 8410).
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), derive('checkpoint')])
  const signer = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })

  const enquiryCode = (receipt: string, issue = 0) => {
    const digest = createHmac('sha256', enquiry)
      .update(issue === 0 ? receipt : `${receipt} ${issue}`)
      .digest()
    // 16 bits a character: the bias of the remainder is below one in two thousand.
    return Array.from({ length: CODE_LENGTH }, (_, i) => ALPHABET[digest.readUInt16BE(i * 2) % ALPHABET.length]).join(
      '',
    )
  }
  const factor = secretKey('factor')
  const seal = (key: KeyObject, plain: Uint8Array, whose = '') => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(whose))
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), body])
  }
  const unseal = (key: KeyObject, encrypted: Buffer, whose = '') => {
    const cipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, 12)).setAAD(Buffer.from(whose))
    cipher.setAuthTag(encrypted.subarray(12, 28))
    return Buffer.concat([cipher.update(encrypted.subarray(28)), cipher.final()])
  }
  return {
    enquiryCode,
    enquiryCodeFits(receipt, code, issue) {
      const typed = Buffer.from(code.toUpperCase().replace(/[\s-]/g, ''))
      const right = Buffer.from(enquiryCode(receipt, issue))
      return typed.length === right.length && timingSafeEqual(typed, right)
    },
    encrypt: (plain) => seal(identity, Buffer.from(plain, 'utf8')),
    decrypt: (encrypted) => unseal(identity, encrypted).toString('utf8'),
    encryptBytes: (plain) => seal(identity, plain),
    decryptBytes: (encrypted) => unseal(identity, encrypted),
    sealFactor: (secret, personId) => seal(factor, secret, personId),
    openFactor: (sealed, personId) => unseal(factor, sealed, personId),
    lookup: (value) => createHmac('sha256', lookup).update(value).digest('base64url'),
    signer,
    verifier: createPublicKey(signer),
    cookie: derive('cookie').toString('base64url'),
  }
}
