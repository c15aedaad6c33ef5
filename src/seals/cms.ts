/**
 * The signature itself: CMS SignedData (RFC 5652) as PAdES baseline asks for it (ETSI EN 319 142-1): detached, with the
 * signer's certificate named by hash, and without a signing time, which stands in the PDF instead. Issuer and serial are
 * copied from the certificate byte for byte: a library that writes them anew loses Chinese names.
 */
import { createHash, type KeyObject, sign, type X509Certificate } from 'node:crypto'
import { promisify } from 'node:util'
import {
  child,
  integer,
  NotDer,
  nothing,
  octets,
  oid,
  oidOf,
  readDer,
  sequence,
  setOf,
  tagged,
  tlv,
  type Value,
} from './der.ts'

const SIGNED_DATA = '1.2.840.113549.1.7.2'
const DATA = '1.2.840.113549.1.7.1'
const SHA256 = '2.16.840.1.101.3.4.2.1'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'
const TIMESTAMP_TOKEN = '1.2.840.113549.1.9.16.2.14'
/** sha256WithRSAEncryption has a parameter, null; ecdsa-with-SHA256 has none (RFC 5754). */
const SIGNATURES: Record<string, Buffer> = {
  rsa: sequence(oid('1.2.840.113549.1.1.11'), nothing()),
  ec: sequence(oid('1.2.840.10045.4.3.2')),
}

const signWith = promisify(sign)
export const sha256 = (...parts: readonly Uint8Array[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const attribute = (name: string, value: Buffer) => sequence(oid(name), setOf(value))

/** `digest` is the SHA-256 of what is signed. RSA gives the same bytes each time, ECDSA does not. */
export async function cmsSignature(
  digest: Buffer,
  key: KeyObject,
  certificates: readonly X509Certificate[],
): Promise<Buffer> {
  const own = certificates[0]!
  const attributes = setOf(
    attribute(CONTENT_TYPE, oid(DATA)),
    attribute(MESSAGE_DIGEST, octets(digest)),
    attribute(SIGNING_CERTIFICATE_V2, sequence(sequence(sequence(octets(sha256(own.raw)))))),
  )
  const signature = await signWith('sha256', attributes, key)
  const digestAlgorithm = sequence(oid(SHA256))
  const signer = sequence(
    integer(Buffer.of(1)),
    issuerAndSerial(own),
    digestAlgorithm,
    retagged(attributes, 0xa0),
    SIGNATURES[key.asymmetricKeyType!]!,
    octets(signature),
  )
  const signed = sequence(
    integer(Buffer.of(1)),
    setOf(digestAlgorithm),
    sequence(oid(DATA)),
    retagged(setOf(...certificates.map(({ raw }) => raw)), 0xa0),
    setOf(signer),
  )
  return sequence(oid(SIGNED_DATA), tlv(0xa0, signed))
}

function issuerAndSerial({ raw }: X509Certificate): Buffer {
  const { serial, issuer } = namesIn(raw)
  return sequence(issuer.raw, serial.raw)
}

/** Serial number and issuer, as they stand in a certificate. */
export function namesIn(certificate: Buffer): { serial: Value; issuer: Value } {
  const fields = child(readDer(certificate), 0)
  const first = fields.children[0]?.tag === 0xa0 ? 1 : 0
  return { serial: child(fields, first), issuer: child(fields, first + 2) }
}

/** An implicit tag takes the place of the value's own. */
export function retagged(der: Buffer, tag: number): Buffer {
  const copy = Buffer.from(der)
  copy[0] = tag
  return copy
}

export type Signed = {
  /** SignedData. */
  signed: Value
  signer: Value
  attributes: Value
  signature: Buffer
}

/** The parts of a CMS signature with one signer. @throws NotDer */
export function readSigned(cms: Value): Signed {
  if (oidOf(child(cms, 0)) !== SIGNED_DATA) throw new NotDer('Not signed data.')
  const signed = child(child(cms, 1), 0)
  const signers = signed.children.at(-1)
  if (signers?.tag !== 0x31 || signers.children.length !== 1) throw new NotDer('Not one signer.')
  const signer = signers.children[0]!
  const attributes = child(signer, 3, 0xa0)
  return { signed, signer, attributes, signature: child(signer, 5, 0x04).content }
}

/** The values of a signed attribute. */
export const valuesOf = ({ attributes }: Signed, name: string): readonly Value[] =>
  attributes.children.find((each) => oidOf(child(each, 0)) === name)?.children[1]?.children ?? []

/** The same signature with a time stamp over it (RFC 3161, appendix A), beside what was signed. */
export function withToken(cms: Value, token: Buffer): Buffer {
  const { signed, signer } = readSigned(cms)
  const bare = signer.children.filter((part) => part !== tagged(signer, 1)).map(({ raw }) => raw)
  const stamped = sequence(...bare, retagged(setOf(attribute(TIMESTAMP_TOKEN, token)), 0xa1))
  const rest = signed.children.slice(0, -1).map(({ raw }) => raw)
  return sequence(oid(SIGNED_DATA), tlv(0xa0, sequence(...rest, setOf(stamped))))
}
