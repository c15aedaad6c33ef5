/**
 * Reads a PKCS#12 key store (RFC 7292): what a certificate authority hands to an agency. Written on node:crypto because
 * OpenSSL 3 opens no store of the older kind, and Node gives no key out of any.
 */
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  type KeyObject,
  pbkdf2Sync,
  timingSafeEqual,
  X509Certificate,
} from 'node:crypto'
import { child, NotDer, octetsOf, oidOf, readDer, tagged, type Value, wholeOf } from './der.ts'
import { SealFault } from './fault.ts'
import { decryptRc2 } from './rc2.ts'

export type KeyStore = {
  key: KeyObject
  /** The key's own certificate, then its issuer's and so on, as far as the store has them. */
  certificates: X509Certificate[]
}

const DATA = '1.2.840.113549.1.7.1'
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
const BAG = '1.2.840.113549.1.12.10.1.'
const [KEY_BAG, SHROUDED_BAG, CERTIFICATE_BAG, NESTED_BAG] = [1, 2, 3, 6].map((n) => BAG + n)
const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'
const PBMAC1 = '1.2.840.113549.1.5.14'

const DIGESTS: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const HMACS: Record<string, string> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}
/** Of PBES2: cipher and length of its key. */
const CIPHERS: Record<string, [string, number]> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24],
}
/** Of PKCS#12 itself (appendix C): 3DES with three keys or two, RC2 with 128 bits or 40. */
const OLD_CIPHERS: Record<string, { name: '3des' | 'rc2'; key: number }> = {
  '1.2.840.113549.1.12.1.3': { name: '3des', key: 24 },
  '1.2.840.113549.1.12.1.4': { name: '3des', key: 16 },
  '1.2.840.113549.1.12.1.5': { name: 'rc2', key: 16 },
  '1.2.840.113549.1.12.1.6': { name: 'rc2', key: 5 },
}
/** A store that asks for more work than this is meant to stop the server. Exporters use 1 to 600,000. */
const MOST_ROUNDS = 1_000_000

/** @throws SealFault that names what is wrong with the file, the password or the key. */
export function readKeyStore(file: Buffer, password: string): KeyStore {
  try {
    const { keys, certificates } = contents(file, password)
    return pair(keys, certificates)
  } catch (error) {
    throw error instanceof NotDer ? new SealFault('NOT_PKCS12', '', error) : error
  }
}

type Found = { keys: Buffer[]; certificates: Buffer[] }

function contents(file: Buffer, password: string): Found {
  const store = readDer(file)
  if (wholeOf(child(store, 0, 0x02)) !== 3) throw new NotDer('PKCS#12 has version 3.')
  const safe = dataOf(child(store, 1))
  const mac = store.children[2]
  if (mac) checkMac(safe, mac, password)
  const found: Found = { keys: [], certificates: [] }
  for (const part of readDer(safe).children) {
    const kind = oidOf(child(part, 0))
    if (kind === DATA) bagsOf(readDer(dataOf(part)), password, found)
    else if (kind === ENCRYPTED_DATA) bagsOf(inside(decryptedData(part, password)), password, found)
  }
  return found
}

/** What comes out of a decryption with the wrong key is no structure, once in 256 times after the padding fits. */
function inside(plain: Buffer): Value {
  try {
    return readDer(plain)
  } catch (error) {
    throw new SealFault('PASSWORD_WRONG', '', error)
  }
}

function dataOf(info: Value): Buffer {
  if (oidOf(child(info, 0)) !== DATA) throw new NotDer('Not plain data.')
  return octetsOf(child(child(info, 1), 0))
}

function decryptedData(info: Value, password: string): Buffer {
  const encrypted = child(child(child(info, 1), 0), 1)
  const body = tagged(encrypted, 0)
  if (!body) throw new NotDer('Nothing encrypted.')
  return decrypt(child(encrypted, 1), octetsOf(body), password)
}

function bagsOf(bags: Value, password: string, found: Found): void {
  for (const bag of bags.children) {
    const kind = oidOf(child(bag, 0))
    const value = child(child(bag, 1), 0)
    if (kind === KEY_BAG) found.keys.push(value.raw)
    else if (kind === SHROUDED_BAG)
      found.keys.push(inside(decrypt(child(value, 0), octetsOf(child(value, 1)), password)).raw)
    else if (kind === CERTIFICATE_BAG) found.certificates.push(octetsOf(child(child(value, 1), 0)))
    else if (kind === NESTED_BAG) bagsOf(value, password, found)
  }
}

function checkMac(safe: Buffer, mac: Value, password: string): void {
  const info = child(mac, 0)
  const algorithm = child(info, 0)
  const expected = octetsOf(child(info, 1))
  const found = macKeys(algorithm, mac, password).map(({ digest, key }) =>
    createHmac(digest, key).update(safe).digest(),
  )
  if (!found.some((each) => each.length === expected.length && timingSafeEqual(each, expected)))
    throw new SealFault('PASSWORD_WRONG')
}

function macKeys(algorithm: Value, mac: Value, password: string): { digest: string; key: Buffer }[] {
  const name = oidOf(child(algorithm, 0))
  if (name === PBMAC1) {
    const parameters = child(algorithm, 1)
    const digest = known(HMACS, child(child(parameters, 1), 0))
    return [{ digest, key: pbkdf2(child(parameters, 0), password, createHash(digest).digest().length) }]
  }
  const digest = known(DIGESTS, child(algorithm, 0))
  const salt = octetsOf(child(mac, 1))
  const rounds = mac.children[2] ? roundsOf(mac.children[2]) : 1
  const size = createHash(digest).digest().length
  return passwordForms(password).map((form) => ({ digest, key: derive(digest, 3, form, salt, rounds, size) }))
}

function decrypt(algorithm: Value, body: Buffer, password: string): Buffer {
  const name = oidOf(child(algorithm, 0))
  const parameters = child(algorithm, 1)
  const ways =
    name === PBES2 ? [() => decryptNew(parameters, body, password)] : oldWays(name, parameters, body, password)
  for (const way of ways) {
    try {
      return way()
    } catch (error) {
      if (error instanceof SealFault || error instanceof NotDer) throw error
    }
  }
  throw new SealFault('PASSWORD_WRONG')
}

function decryptNew(parameters: Value, body: Buffer, password: string): Buffer {
  const scheme = child(parameters, 1)
  const [cipher, size] = known(CIPHERS, child(scheme, 0))
  const key = pbkdf2(child(parameters, 0), password, size)
  const opener = createDecipheriv(cipher, key, octetsOf(child(scheme, 1)))
  return Buffer.concat([opener.update(body), opener.final()])
}

function oldWays(name: string, parameters: Value, body: Buffer, password: string): (() => Buffer)[] {
  const cipher = OLD_CIPHERS[name]
  if (!cipher) throw new SealFault('ENCRYPTION_UNSUPPORTED', name)
  const salt = octetsOf(child(parameters, 0))
  const rounds = roundsOf(child(parameters, 1))
  return passwordForms(password).map((form) => () => {
    const key = derive('sha1', 1, form, salt, rounds, cipher.key)
    const iv = derive('sha1', 2, form, salt, rounds, 8)
    if (cipher.name === 'rc2') return decryptRc2(key, cipher.key * 8, iv, body)
    const three = cipher.key === 24 ? key : Buffer.concat([key, key.subarray(0, 8)])
    const opener = createDecipheriv('des-ede3-cbc', three, iv)
    return Buffer.concat([opener.update(body), opener.final()])
  })
}

function pbkdf2(algorithm: Value, password: string, size: number): Buffer {
  if (oidOf(child(algorithm, 0)) !== PBKDF2) throw new SealFault('ENCRYPTION_UNSUPPORTED', oidOf(child(algorithm, 0)))
  const [salt, rounds, ...rest] = child(algorithm, 1).children
  if (!salt || !rounds) throw new NotDer('PBKDF2 without salt or rounds.')
  const prf = rest.find(({ tag }) => tag === 0x30)
  const digest = prf ? known(HMACS, child(prf, 0)) : 'sha1'
  return pbkdf2Sync(password, octetsOf(salt), roundsOf(rounds), size, digest)
}

/** Appendix B.2: the password as big-endian UTF-16 with a zero behind; some write the empty one as nothing at all. */
function passwordForms(password: string): Buffer[] {
  const form = Buffer.from(`${password}\0`, 'utf16le').swap16()
  return password === '' ? [form, Buffer.alloc(0)] : [form]
}

function derive(digest: string, use: number, password: Buffer, salt: Buffer, rounds: number, size: number): Buffer {
  const block = digest === 'sha1' || digest === 'sha256' ? 64 : 128
  const filled = (bytes: Buffer) =>
    bytes.length === 0 ? bytes : Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes)
  const work = Buffer.concat([filled(salt), filled(password)])
  const made: Buffer[] = []
  for (let length = 0; length < size; ) {
    let hash = createHash(digest).update(Buffer.alloc(block, use)).update(work).digest()
    for (let i = 1; i < rounds; i++) hash = createHash(digest).update(hash).digest()
    made.push(hash)
    length += hash.length
    const add = Buffer.alloc(block, hash)
    for (let at = 0; at < work.length; at += block) addOnePlus(work.subarray(at, at + block), add)
  }
  return Buffer.concat(made).subarray(0, size)
}

/** Both as numbers: target = target + add + 1, cut to its length. */
function addOnePlus(target: Buffer, add: Buffer): void {
  let carry = 1
  for (let i = target.length - 1; i >= 0; i--) {
    const sum = target[i]! + add[i]! + carry
    target[i] = sum & 255
    carry = sum >> 8
  }
}

function roundsOf(value: Value): number {
  const rounds = wholeOf(value)
  if (rounds < 1 || rounds > MOST_ROUNDS) throw new SealFault('ENCRYPTION_UNSUPPORTED', `${rounds}次迭代`)
  return rounds
}

function known<T>(table: Record<string, T>, name: Value): T {
  const found = table[oidOf(name)]
  if (!found) throw new SealFault('ENCRYPTION_UNSUPPORTED', oidOf(name))
  return found
}

function pair(keys: readonly Buffer[], raw: readonly Buffer[]): KeyStore {
  if (keys.length === 0) throw new SealFault('KEY_MISSING')
  if (raw.length === 0) throw new SealFault('CERTIFICATE_MISSING')
  const opened = keys.map(keyFrom).filter((key) => key !== undefined)
  const certificates = raw.map(certificateFrom).filter((each) => each !== undefined)
  if (opened.length === 0 || certificates.length === 0) throw new SealFault('KEY_UNSUPPORTED')
  for (const key of opened) {
    const own = certificates.find((each) => fits(each, key))
    if (own) return { key, certificates: chainFrom(own, certificates) }
  }
  throw new SealFault('KEY_DOES_NOT_FIT')
}

/** Undefined for a kind of key that this Node does not know, as SM2. */
function keyFrom(der: Buffer): KeyObject | undefined {
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } catch {
    return undefined
  }
}

function certificateFrom(der: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(der)
  } catch {
    return undefined
  }
}

function fits(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.checkPrivateKey(key)
  } catch {
    return false
  }
}

function chainFrom(own: X509Certificate, all: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own]
  for (;;) {
    const last = chain.at(-1)!
    const issuer = all.find((each) => !chain.includes(each) && last.checkIssued(each))
    if (!issuer) return chain
    chain.push(issuer)
  }
}
