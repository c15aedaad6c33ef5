/**
 * What a password opens in a key store (RFC 7292). pkijs checks the MAC and opens AES. Ours is what it cannot: 3DES, which
 * WebCrypto does not know and authorities still export, and the MAC of RFC 9579. RC2 is refused: OpenSSL converts it.
 */
import { createDecipheriv, createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { SealFault } from './fault.ts'
import * as pki from './pki.ts'

const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'
const PBMAC1 = '1.2.840.113549.1.5.14'
const DES_EDE3 = '1.2.840.113549.3.7'
/** Ciphers of PKCS#12 itself (appendix C): 3DES with three keys or two, and the bytes of these together. */
const TRIPLE_DES: Record<string, number> = { '1.2.840.113549.1.12.1.3': 24, '1.2.840.113549.1.12.1.4': 16 }
/** What a refusal calls them. */
const NAMES: Record<string, string> = { '1.2.840.113549.1.12.1.5': 'RC2-128', '1.2.840.113549.1.12.1.6': 'RC2-40' }

/**
 * Exporters use 1 to 600,000 rounds, up to three times in a file; one that asks for more is meant to stop the server.
 * A million take half a second with PBKDF2, beside our thread, and two to four seconds with PKCS#12's derivation, in it.
 */
const MOST_ROUNDS = { once: 1_000_000, together: 3_000_000 }

/** A password, and the work that one file may still ask for. */
export class Password {
  readonly utf8: Buffer
  /** The high byte first, with a zero behind (appendix B.1). */
  readonly utf16: Buffer
  #rounds = MOST_ROUNDS.together

  constructor(text: string) {
    this.utf8 = Buffer.from(text)
    this.utf16 = Buffer.from(`${text}\0`, 'utf16le').swap16()
  }

  /** @throws SealFault ENCRYPTION_UNSUPPORTED for too many rounds, or none: so asn1js reads a number of four bytes. */
  spend(rounds: number): void {
    this.#rounds -= rounds
    if (rounds < 1 || rounds > MOST_ROUNDS.once || this.#rounds < 0)
      throw new SealFault('ENCRYPTION_UNSUPPORTED', '迭代次数过多')
  }
}

const unsupported = (name: string) => new SealFault('ENCRYPTION_UNSUPPORTED', NAMES[name] ?? name)

/** @throws SealFault PASSWORD_WRONG or ENCRYPTION_UNSUPPORTED; Malformed */
export async function checkMac(content: Buffer, data: pki.MacData, password: Password): Promise<void> {
  const newer = data.mac.digestAlgorithm.algorithmId === PBMAC1
  if (!(await (newer ? fitsNewMac : fitsMac)(content, data, password))) throw new SealFault('PASSWORD_WRONG')
}

function fitsMac(content: Buffer, { mac, macSalt, iterations = 1 }: pki.MacData, password: Password): Promise<boolean> {
  const { algorithmId } = mac.digestAlgorithm
  const digest = pki.engine.getAlgorithmByOID(algorithmId)
  if (!('name' in digest) || !digest.name.startsWith('SHA-')) throw unsupported(algorithmId)
  password.spend(iterations)
  return pki.engine.verifyDataStampedWithPassword({
    password: pki.asArrayBuffer(password.utf8),
    hashAlgorithm: digest.name,
    salt: pki.asArrayBuffer(pki.octetsOf(macSalt)),
    iterationCount: iterations,
    contentToVerify: pki.asArrayBuffer(content),
    signatureToVerify: pki.asArrayBuffer(pki.octetsOf(mac.digest)),
  })
}

/** RFC 9579. Its parameters have the form of those of PBES2: how the key is derived, what is done with it. */
async function fitsNewMac(content: Buffer, { mac }: pki.MacData, password: Password): Promise<boolean> {
  const { keyDerivationFunc, encryptionScheme } = pki.shaped(pki.PBES2Params, parametersOf(mac.digestAlgorithm))
  const digest = hmacDigest(encryptionScheme)
  const deriving = derivation(keyDerivationFunc, password)
  const key = await deriving(createHash(digest).digest().length)
  const [right, given] = [createHmac(digest, key).update(content).digest(), pki.octetsOf(mac.digest)]
  return right.length === given.length && timingSafeEqual(right, given)
}

/** What was encrypted, decoded. @throws SealFault PASSWORD_WRONG or ENCRYPTION_UNSUPPORTED; Malformed */
export async function decryptContent(encrypted: pki.EncryptedContentInfo, password: Password): Promise<pki.AsnType> {
  const decrypt = wayInto(encrypted, password)
  try {
    return pki.decode(await decrypt())
  } catch (error) {
    // The padding of a wrong key fits once in 256 times: then it is no value that comes out.
    throw new SealFault('PASSWORD_WRONG', '', error)
  }
}

type Decrypt = () => Promise<ArrayBuffer | Buffer>

function wayInto(encrypted: pki.EncryptedContentInfo, password: Password): Decrypt {
  const algorithm = encrypted.contentEncryptionAlgorithm
  const body = () => Buffer.from(encrypted.getEncryptedContent())
  if (algorithm.algorithmId === PBES2) {
    const { keyDerivationFunc, encryptionScheme } = pki.shaped(pki.PBES2Params, parametersOf(algorithm))
    const deriving = derivation(keyDerivationFunc, password)
    const iv = pki.octetsOf(encryptionScheme.algorithmParams)
    const cipher = pki.engine.getAlgorithmByOID(encryptionScheme.algorithmId)
    if ('name' in cipher && cipher.name === 'AES-CBC')
      return () =>
        pki.engine.decryptEncryptedContentInfo({
          encryptedContentInfo: encrypted,
          password: pki.asArrayBuffer(password.utf8),
        })
    if (encryptionScheme.algorithmId !== DES_EDE3) throw unsupported(encryptionScheme.algorithmId)
    return async () => tripleDes(await deriving(24), iv, body())
  }
  const size = TRIPLE_DES[algorithm.algorithmId]
  if (!size) throw unsupported(algorithm.algorithmId)
  const [salt, rounds] = pki.childrenOf(parametersOf(algorithm))
  if (!(rounds instanceof pki.Integer)) throw new pki.Malformed('No number of rounds.')
  const salted = pki.octetsOf(salt)
  const times = rounds.valueBlock.valueDec
  password.spend(3 * times) // a key takes two derivations
  return async () => {
    const key = derived(1, password.utf16, salted, times, size)
    const three = size === 24 ? key : Buffer.concat([key, key.subarray(0, 8)])
    return tripleDes(three, derived(2, password.utf16, salted, times, 8), body())
  }
}

function tripleDes(key: Buffer, iv: Buffer, body: Buffer): Buffer {
  const opener = createDecipheriv('des-ede3-cbc', key, iv)
  return Buffer.concat([opener.update(body), opener.final()])
}

const pbkdf2With = promisify(pbkdf2)

/** PBKDF2 as its parameters say, for a key of so many bytes. */
function derivation(algorithm: pki.AlgorithmIdentifier, password: Password): (size: number) => Promise<Buffer> {
  if (algorithm.algorithmId !== PBKDF2) throw unsupported(algorithm.algorithmId)
  const { salt, iterationCount, prf } = pki.shaped(pki.PBKDF2Params, parametersOf(algorithm))
  const digest = prf ? hmacDigest(prf) : 'sha1'
  const salted = pki.octetsOf(salt)
  password.spend(iterationCount)
  return (size) => pbkdf2With(password.utf8, salted, iterationCount, size, digest)
}

function hmacDigest({ algorithmId }: pki.AlgorithmIdentifier): string {
  const hmac: { name?: string; hash?: { name: string } } = pki.engine.getAlgorithmByOID(algorithmId)
  if (hmac.name !== 'HMAC' || !hmac.hash) throw unsupported(algorithmId)
  return hmac.hash.name.replace('-', '').toLowerCase()
}

function parametersOf({ algorithmParams }: pki.AlgorithmIdentifier): pki.AsnType {
  if (!algorithmParams) throw new pki.Malformed('An algorithm without its parameters.')
  return algorithmParams
}

/** Appendix B.2 with SHA-1, which has blocks of 64 bytes; `use` is 1 for a key, 2 for an IV. pkijs knows it for a MAC alone. */
function derived(use: 1 | 2, password: Buffer, salt: Buffer, rounds: number, size: number): Buffer {
  const filled = (bytes: Buffer) =>
    bytes.length === 0 ? bytes : Buffer.alloc(Math.ceil(bytes.length / 64) * 64, bytes)
  const work = Buffer.concat([filled(salt), filled(password)])
  const pieces: Buffer[] = []
  for (let length = 0; length < size; length += 20) {
    let hash = createHash('sha1').update(Buffer.alloc(64, use)).update(work).digest()
    for (let i = 1; i < rounds; i++) hash = createHash('sha1').update(hash).digest()
    pieces.push(hash)
    const add = Buffer.alloc(64, hash)
    for (let at = 0; at < work.length; at += 64) addOnePlus(work.subarray(at, at + 64), add)
  }
  return Buffer.concat(pieces).subarray(0, size)
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
