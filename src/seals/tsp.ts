/** A time stamp from an authority over HTTP (RFC 3161), and whether it is what we asked for. */
import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { signedIn } from './cms.ts'
import { SealFault } from './fault.ts'
import {
  AlgorithmIdentifier,
  asArrayBuffer,
  type Certificate,
  childrenOf,
  decode,
  type ExtKeyUsage,
  encode,
  engine,
  Integer,
  id_ExtKeyUsage,
  Malformed,
  MessageImprint,
  Null,
  ObjectIdentifier,
  OctetString,
  octetsOf,
  type PkiObject,
  Sequence,
  type SignedData,
  SignedDataVerifyError,
  type SignerInfo,
  shaped,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from './pki.ts'

const SHA256 = '2.16.840.1.101.3.4.2.1'
const RSA = '1.2.840.113549.1.1.1'
const TIMESTAMP_INFO = '1.2.840.113549.1.9.16.1.4'
const FOR_TIMESTAMPS = '1.3.6.1.5.5.7.3.8'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const STRONG = ['SHA-256', 'SHA-384', 'SHA-512']
/** How a token names its certificate: by SHA-1, or by a hash that is named too, SHA-256 where it is not (RFC 5816). */
const SIGNING_CERTIFICATE = { v1: '1.2.840.113549.1.9.16.2.12', v2: '1.2.840.113549.1.9.16.2.47' }
/** An authority that has not answered by then is tried again later. */
const PATIENCE = 10_000 // ms
/** A token is 2.5 to 6 kB. */
const LONGEST = 65_536

/** In DER, with the instant that it states. */
export type Token = { token: Buffer; at: Date }

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()
const wrong = (why: string, cause?: unknown) => new SealFault('TIMESTAMP_WRONG', why, cause)

/**
 * A stamp over `data`, of which the authority sees the SHA-256 alone.
 * @throws SealFault TIMESTAMP_UNREACHABLE, TIMESTAMP_REFUSED or TIMESTAMP_WRONG.
 */
export async function timestamp(data: Buffer, url: string, patience = PATIENCE): Promise<Token> {
  const bytes = randomBytes(8)
  bytes[0] = (bytes[0]! & 0x7f) | 0x40 // positive, and of one length
  const nonce = new Integer({ valueHex: bytes })
  return tokenIn(await ask(url, request(data, nonce), patience), data, nonce)
}

function request(data: Buffer, nonce: Integer): Buffer {
  const messageImprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new Null() }),
    hashedMessage: new OctetString({ valueHex: sha256(data) }),
  })
  return encode(new TimeStampReq({ version: 1, messageImprint, nonce, certReq: true }))
}

async function ask(url: string, body: Buffer, patience: number): Promise<Buffer> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}`)
    const pieces: Uint8Array[] = []
    let size = 0
    for await (const piece of answer.body) {
      size += piece.length
      if (size > LONGEST) throw new Error(`more than ${LONGEST} bytes`)
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  } catch (error) {
    throw new SealFault('TIMESTAMP_UNREACHABLE', (error as Error).message, error)
  }
}

/** The token of an answer to such a request. @throws SealFault TIMESTAMP_REFUSED or TIMESTAMP_WRONG. */
export async function tokenIn(answer: Buffer, data: Buffer, nonce: Integer): Promise<Token> {
  try {
    return await granted(answer, data, nonce)
  } catch (error) {
    const unreadable = error instanceof Malformed || error instanceof SignedDataVerifyError
    throw unreadable ? wrong(error.message, error) : error
  }
}

async function granted(answer: Buffer, data: Buffer, nonce: Integer): Promise<Token> {
  const { status, timeStampToken } = shaped(TimeStampResp, decode(answer))
  if (status.status > 1) throw new SealFault('TIMESTAMP_REFUSED', `PKIStatus ${status.status}`)
  if (!timeStampToken) throw wrong('no token')
  const token = encode(timeStampToken)
  return { token, at: await instantOf(token, data, nonce) }
}

/**
 * The instant that a token states, once it proves right: our imprint, our nonce, signed by a certificate that is made
 * for time stamps and holds. Whether its issuer is trusted is for the reader of the letter: we keep no list of authorities.
 */
async function instantOf(token: Buffer, data: Buffer, nonce: Integer): Promise<Date> {
  const { signed, signer } = signedIn(decode(token))
  const { eContentType, eContent } = signed.encapContentInfo
  if (eContentType !== TIMESTAMP_INFO) throw wrong('not TSTInfo')
  const { messageImprint, nonce: answered, genTime: at } = shaped(TSTInfo, decode(octetsOf(eContent)))
  const { hashAlgorithm, hashedMessage } = messageImprint
  if (hashAlgorithm.algorithmId !== SHA256 || !octetsOf(hashedMessage).equals(sha256(data)))
    throw wrong('message imprint')
  if (!answered?.isEqual(nonce)) throw wrong('nonce')
  const how = { signer: 0, data: asArrayBuffer(data), extendedMode: true } as const
  const { signatureVerified, signerCertificate } = await signed.verify(how, engine)
  if (!signerCertificate) throw wrong('no certificate')
  if (!signatureVerified) throw wrong('signature')
  await checkNames(signed, signer, signerCertificate)
  if (!isForTimestamps(signerCertificate)) throw wrong('certificate is not for time stamps')
  if (at < signerCertificate.notBefore.value || at > signerCertificate.notAfter.value)
    throw wrong('certificate does not hold')
  return at
}

/** What the library leaves open: weak digests, content of another type, a certificate in another's place, others that are none. */
async function checkNames(signed: SignedData, signer: SignerInfo, own: Certificate): Promise<void> {
  const { signatureAlgorithm, digestAlgorithm, signedAttrs } = signer
  const digest = digestName(digestAlgorithm)
  const ofSignature = signatureAlgorithm.algorithmId === RSA ? digest : engine.getHashAlgorithm(signatureAlgorithm)
  const announced = signed.digestAlgorithms.some(({ algorithmId }) => algorithmId === digestAlgorithm.algorithmId)
  if (!announced || ![digest, ofSignature].every((name) => STRONG.includes(name))) throw wrong('digest algorithm')
  if (!signed.certificates?.every(isReadable)) throw wrong('certificates')

  const attribute = (name: string) => signedAttrs?.attributes.find(({ type }) => type === name)?.values[0]
  const type = attribute(CONTENT_TYPE)
  if (!(type instanceof ObjectIdentifier) || type.getValue() !== TIMESTAMP_INFO) throw wrong('content type')
  const [v1, v2] = [attribute(SIGNING_CERTIFICATE.v1), attribute(SIGNING_CERTIFICATE.v2)]
  // The first of those that are named is the signer's.
  const [id] = childrenOf(childrenOf(v2 ?? v1)[0])
  const [first, ...rest] = childrenOf(id)
  const named = v2 && first instanceof Sequence ? digestName(shaped(AlgorithmIdentifier, first)) : undefined
  const hash = await engine.digest(named ?? (v2 ? 'SHA-256' : 'SHA-1'), encode(own))
  if (!octetsOf(named ? rest[0] : first).equals(Buffer.from(hash))) throw wrong('certificate is not the one named')
}

/** Readers of the letter open them with OpenSSL, as Node does, or with what is no more lenient. */
function isReadable(certificate: PkiObject): boolean {
  try {
    return new X509Certificate(encode(certificate)).raw.length > 0
  } catch {
    return false
  }
}

function digestName({ algorithmId }: AlgorithmIdentifier): string {
  const algorithm = engine.getAlgorithmByOID(algorithmId)
  if (!('name' in algorithm)) throw wrong('digest algorithm')
  return algorithm.name
}

function isForTimestamps({ extensions }: Certificate): boolean {
  const usage: ExtKeyUsage | undefined = extensions?.find(({ extnID }) => extnID === id_ExtKeyUsage)?.parsedValue
  return usage?.keyPurposes.includes(FOR_TIMESTAMPS) ?? false
}
