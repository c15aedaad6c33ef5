/** Reads a PKCS#12 key store (RFC 7292), which a certificate authority hands to an agency: Node gives no key out of any. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { SealFault } from './fault.ts'
import * as pki from './pki.ts'
import { checkMac, decryptContent, Password } from './unlock.ts'

/** What an agency signs with. */
export type KeyStore = {
  key: KeyObject
  /** The key's own certificate, then its issuer's and so on, as far as the store has them. */
  certificates: X509Certificate[]
}

const BAG = '1.2.840.113549.1.12.10.1.'
const [KEY_BAG, SHROUDED_BAG, CERTIFICATE_BAG, NESTED_BAG] = [1, 2, 3, 6].map((n) => BAG + n)

/** The agency's key with its certificates. @throws SealFault that names what is wrong with the file, the password or the key. */
export async function readKeyStore(file: Buffer, password: string): Promise<KeyStore> {
  try {
    return pair(await contentsOf(file, new Password(password)))
  } catch (error) {
    throw error instanceof pki.Malformed ? new SealFault('NOT_PKCS12', '', error) : error
  }
}

/** In DER. */
type Contents = { keys: Buffer[]; certificates: Buffer[] }

async function contentsOf(file: Buffer, password: Password): Promise<Contents> {
  const store = pki.shaped(pki.PFX, pki.decode(file))
  if (store.version !== 3) throw new pki.Malformed('PKCS#12 has version 3.')
  const safe = dataOf(store.authSafe)
  if (store.macData) await checkMac(safe, store.macData, password)
  const contents: Contents = { keys: [], certificates: [] }
  for (const part of pki.shaped(pki.AuthenticatedSafe, pki.decode(safe)).safeContents) {
    if (part.contentType === pki.ContentInfo.DATA) await collect(pki.decode(dataOf(part)), password, contents)
    else if (part.contentType === pki.ContentInfo.ENCRYPTED_DATA) {
      const { encryptedContentInfo } = pki.shaped(pki.EncryptedData, part.content)
      await collect(await decryptContent(encryptedContentInfo, password), password, contents)
    }
  }
  return contents
}

function dataOf({ contentType, content }: pki.ContentInfo): Buffer {
  if (contentType !== pki.ContentInfo.DATA) throw new pki.Malformed('Not plain data.')
  return pki.octetsOf(content)
}

/**
 * A bag begins as a ContentInfo does: what it is, and the value. The library's own SafeBag would refuse the store for a kind
 * that it does not know, and for a certificate or a key of another sort beside ours.
 */
async function collect(bags: pki.AsnType, password: Password, contents: Contents): Promise<void> {
  for (const bag of pki.childrenOf(bags)) {
    const { contentType: kind, content: value } = pki.shaped(pki.ContentInfo, bag)
    if (kind === KEY_BAG) contents.keys.push(pki.encode(value))
    else if (kind === SHROUDED_BAG) {
      const { encryptionAlgorithm, encryptedData } = pki.shaped(pki.PKCS8ShroudedKeyBag, value)
      const encrypted = { contentEncryptionAlgorithm: encryptionAlgorithm, encryptedContent: encryptedData }
      const info = new pki.EncryptedContentInfo({ ...encrypted, disableSplit: true })
      contents.keys.push(pki.encode(await decryptContent(info, password)))
    } else if (kind === CERTIFICATE_BAG)
      contents.certificates.push(pki.octetsOf(pki.shaped(pki.ContentInfo, value).content))
    else if (kind === NESTED_BAG) await collect(value, password, contents)
  }
}

function pair({ keys, certificates }: Contents): KeyStore {
  if (keys.length === 0) throw new SealFault('KEY_MISSING')
  if (certificates.length === 0) throw new SealFault('CERTIFICATE_MISSING')
  const usableKeys = keys.map(keyFrom).filter((key) => key !== undefined)
  const usable = certificates.map(certificateFrom).filter((each) => each !== undefined)
  if (usableKeys.length === 0 || usable.length === 0) throw new SealFault('KEY_UNSUPPORTED')
  for (const key of usableKeys) {
    const own = usable.find((each) => fits(each, key))
    if (own) return { key, certificates: chainFrom(own, usable) }
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

/** Undefined also where the library would not write it as it is: its bytes are copied into each signature. */
function certificateFrom(der: Buffer): X509Certificate | undefined {
  try {
    return pki.encode(pki.shaped(pki.Certificate, pki.decode(der))).equals(der) ? new X509Certificate(der) : undefined
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

/**
 * Whether a certificate's key may sign: without the extension a key is for everything; with it, for signatures or for what
 * cannot be denied (RFC 5280 4.2.1.3).
 */
export function maySign({ raw }: X509Certificate): boolean {
  const { extensions = [] } = pki.shaped(pki.Certificate, pki.decode(raw))
  const usage = extensions.find(({ extnID }) => extnID === pki.id_KeyUsage)
  return !usage || (firstBits(usage) & 0b1100_0000) !== 0
}

/** None where the extension is not the string of bits that it should be. */
function firstBits({ extnValue }: pki.Extension): number {
  try {
    const bits = pki.decode(pki.octetsOf(extnValue))
    return bits instanceof pki.BitString ? (bits.valueBlock.valueHexView[0] ?? 0) : 0
  } catch {
    return 0
  }
}
