/**
 * The one door to pkijs and asn1js, which read and write certificates, key stores, signatures and time stamps. Loading them
 * takes 50 to 120 ms and 13 MB: what imports this file is itself imported only when a seal is opened or a letter stamped.
 */
import { webcrypto } from 'node:crypto'
import * as asn1js from 'asn1js'
import { type AsnType, Constructed, Integer, Null, ObjectIdentifier, OctetString } from 'asn1js'
import { CryptoEngine, type PkiObject } from 'pkijs'

export * from 'asn1js'
export * from 'pkijs'

/** Node's WebCrypto, as the library wants it. */
export const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto })

/** Bytes that are not the structure they should be. */
export class Malformed extends Error {
  override name = 'Malformed'
}

/** Deeper and wider than any certificate or key store. Strings of octets stay octets, whatever they look like. */
const LIMITS = { maxDepth: 40, maxNodes: 10_000, parseEmbedded: false, copyInput: false }

/** The one value that these bytes are. @throws Malformed */
export function decode(bytes: Uint8Array | ArrayBuffer): AsnType {
  const { value, end } = decodeFirst(bytes)
  if (end !== bytes.byteLength) throw new Malformed(`${bytes.byteLength - end} bytes follow the value.`)
  return value
}

/** The value that these bytes begin with, and where it ends: zeros follow a signature in a PDF. @throws Malformed */
export function decodeFirst(bytes: Uint8Array | ArrayBuffer): { value: AsnType; end: number } {
  try {
    const { offset, result } = asn1js.fromBER(new Uint8Array(bytes), LIMITS) // a copy, for the library keeps views of it
    if (offset < 0) throw new Malformed(result.error)
    return { value: definite(result), end: offset }
  } catch (error) {
    throw error instanceof Malformed ? error : new Malformed('Not ASN.1.', { cause: error })
  }
}

/**
 * As DER has it: octet strings in one piece, lengths stated. pkijs finds no octet string in pieces, as NSS and BouncyCastle
 * write them. asn1js lets a value run over the end of the one around it, and an open one end nowhere: not here.
 */
function definite(value: AsnType): AsnType {
  const parts = partsOf(value)
  if (!parts) return sound(value)
  const { isIndefiniteForm: open, length } = value.lenBlock
  const inside = parts.reduce((sum, { blockLength }) => sum + blockLength, open ? 2 : 0)
  if (inside !== (open ? value.valueBlock.blockLength : length)) throw new Malformed('A value of another length.')
  const closed = parts.map(definite)
  if (value instanceof OctetString) {
    const pieces = closed.map((piece) => new Uint8Array((piece as OctetString).getValue()))
    return new OctetString({ valueHex: Buffer.concat(pieces) })
  }
  value.lenBlock.isIndefiniteForm = false
  parts.splice(0, parts.length, ...closed)
  return value
}

/** asn1js takes a truth of any length and a number without digits, OpenSSL does not. */
function sound(value: AsnType): AsnType {
  const { length } = value.lenBlock
  const wrong =
    (value instanceof asn1js.Boolean && length !== 1) ||
    (value instanceof Null && length !== 0) ||
    ((value instanceof Integer || value instanceof ObjectIdentifier) && length === 0)
  if (wrong) throw new Malformed('A value of a length that it cannot have.')
  return value
}

function partsOf(value: AsnType): AsnType[] | undefined {
  if (!value.idBlock.isConstructed) return undefined
  if (value instanceof Constructed || value instanceof OctetString) return value.valueBlock.value as AsnType[]
  throw new Malformed('A constructed value of a kind that is not.')
}

/** What a value is made of. @throws Malformed where it is not made of values. */
export function childrenOf(value: AsnType | undefined): readonly AsnType[] {
  if (!(value instanceof Constructed)) throw new Malformed('Not made of values.')
  return value.valueBlock.value
}

/** The bytes of an octet string. @throws Malformed */
export function octetsOf(value: unknown): Buffer {
  if (!(value instanceof OctetString)) throw new Malformed('Not an octet string.')
  return Buffer.from(value.getValue())
}

/** The value as one of the library's structures. @throws Malformed where it is another. */
export function shaped<T extends PkiObject>(Shape: new (from: { schema: AsnType }) => T, value: AsnType): T {
  try {
    return new Shape({ schema: value })
  } catch (error) {
    throw new Malformed(`Not ${Shape.name}.`, { cause: error })
  }
}

/** A structure or a value in DER. */
export const encode = (value: AsnType | PkiObject): Buffer<ArrayBuffer> =>
  Buffer.from(('toSchema' in value ? value.toSchema() : value).toBER())

/** A copy, as the library takes bytes in some places: a Buffer's own may be a part of a larger one. */
export const asArrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer
