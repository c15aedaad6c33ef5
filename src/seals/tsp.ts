/** A time stamp from an authority over HTTP (RFC 3161), and whether it is what we asked for. */
import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { signedDataOf } from './cms.ts'
import { SealFault } from './fault.ts'
import { askAuthority } from './outside.ts'
import * as pki from './pki.ts'

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

/** In DER, with the instant that it states. */
export type Token = { token: Buffer; at: Date }

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()
const wrong = (why: string, cause?: unknown) => new SealFault('TIMESTAMP_WRONG', why, cause)

/**
 * A stamp over `data`, of which the authority sees the SHA-256 alone.
 * @throws SealFault TIMESTAMP_UNREACHABLE, TIMESTAMP_PRIVATE, TIMESTAMP_REFUSED or TIMESTAMP_WRONG.
 */
export async function timestamp(data: Buffer, url: string, patience = PATIENCE): Promise<Token> {
  const bytes = randomBytes(8)
  bytes[0] = (bytes[0]! & 0x7f) | 0x40 // positive, and of one length
  const nonce = new pki.Integer({ valueHex: bytes })
  return tokenIn(await askAuthority(url, request(data, nonce), patience), data, nonce)
}

function request(data: Buffer, nonce: pki.Integer): Buffer {
  const messageImprint = new pki.MessageImprint({
    hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new pki.Null() }),
    hashedMessage: new pki.OctetString({ valueHex: sha256(data) }),
  })
  return pki.encode(new pki.TimeStampReq({ version: 1, messageImprint, nonce, certReq: true }))
}

/** The token of an answer to such a request. @throws SealFault TIMESTAMP_REFUSED or TIMESTAMP_WRONG. */
export async function tokenIn(answer: Buffer, data: Buffer, nonce: pki.Integer): Promise<Token> {
  try {
    return await granted(answer, data, nonce)
  } catch (error) {
    const unreadable = error instanceof pki.Malformed || error instanceof pki.SignedDataVerifyError
    throw unreadable ? wrong(error.message, error) : error
  }
}

async function granted(answer: Buffer, data: Buffer, nonce: pki.Integer): Promise<Token> {
  const { status, timeStampToken } = pki.shaped(pki.TimeStampResp, pki.decode(answer))
  if (status.status > 1) throw new SealFault('TIMESTAMP_REFUSED', `PKIStatus ${status.status}`)
  if (!timeStampToken) throw wrong('no token')
  const token = pki.encode(timeStampToken)
  return { token, at: (await provenToken(token, data, nonce)).at }
}

/** The whole answer of an authority that granted this token, as a file of its own has it (`.tsr`, RFC 3161, 2.4.2). */
export const responseWith = ({ token }: Token): Buffer =>
  pki.encode(
    new pki.Sequence({
      value: [new pki.Sequence({ value: [new pki.Integer({ value: 0 })] }), pki.decode(token)],
    }),
  )

/** What a token says, and by whose certificate, with those that came with it. */
export type Proven = { at: Date; signer: X509Certificate; others: X509Certificate[] }

/**
 * What an answer that somebody kept states of this data. It proves right as one of ours does when it comes, but for the nonce,
 * which was for whoever asked. @throws SealFault TIMESTAMP_REFUSED or TIMESTAMP_WRONG.
 */
export async function provenResponse(answer: Buffer, data: Buffer): Promise<Proven> {
  try {
    const { status, timeStampToken } = pki.shaped(pki.TimeStampResp, pki.decode(answer))
    if (status.status > 1) throw new SealFault('TIMESTAMP_REFUSED', `PKIStatus ${status.status}`)
    if (!timeStampToken) throw wrong('no token')
    return await provenToken(pki.encode(timeStampToken), data, undefined)
  } catch (error) {
    const unreadable = error instanceof pki.Malformed || error instanceof pki.SignedDataVerifyError
    throw unreadable ? wrong(error.message, error) : error
  }
}

/**
 * What a token states, once it proves right: our imprint, our nonce, signed by a certificate that is made for time stamps and
 * held then. Whether its issuer is trusted is for the reader of the letter: we keep no list of authorities.
 */
async function provenToken(token: Buffer, data: Buffer, nonce: pki.Integer | undefined): Promise<Proven> {
  const { signed, signer } = signedDataOf(pki.decode(token))
  const { eContentType, eContent } = signed.encapContentInfo
  if (eContentType !== TIMESTAMP_INFO) throw wrong('not TSTInfo')
  const { messageImprint, nonce: theirs, genTime: at } = pki.shaped(pki.TSTInfo, pki.decode(pki.octetsOf(eContent)))
  const { hashAlgorithm, hashedMessage } = messageImprint
  if (hashAlgorithm.algorithmId !== SHA256 || !pki.octetsOf(hashedMessage).equals(sha256(data)))
    throw wrong('message imprint')
  if (nonce && !theirs?.isEqual(nonce)) throw wrong('nonce')
  const how = { signer: 0, data: pki.asArrayBuffer(data), extendedMode: true } as const
  const { signatureVerified, signerCertificate } = await signed.verify(how, pki.engine)
  if (!signerCertificate) throw wrong('no certificate')
  if (!signatureVerified) throw wrong('signature')
  await checkNames(signed, signer, signerCertificate)
  const own = readable(signerCertificate)
  const { keyUsage, validFromDate, validToDate } = own
  if (!keyUsage?.includes(FOR_TIMESTAMPS)) throw wrong('certificate is not for time stamps')
  if (!(at >= validFromDate && at <= validToDate)) throw wrong('certificate does not hold')
  return { at, signer: own, others: (signed.certificates ?? []).map(readable) }
}

/** What the library leaves open: weak digests, broken certificates, content of another type, another certificate's name. */
async function checkNames(signed: pki.SignedData, signer: pki.SignerInfo, own: pki.Certificate): Promise<void> {
  const { signatureAlgorithm, digestAlgorithm, signedAttrs } = signer
  const digest = digestName(digestAlgorithm)
  const ofSignature = signatureAlgorithm.algorithmId === RSA ? digest : pki.engine.getHashAlgorithm(signatureAlgorithm)
  const announced = signed.digestAlgorithms.some(({ algorithmId }) => algorithmId === digestAlgorithm.algorithmId)
  if (!announced || ![digest, ofSignature].every((name) => STRONG.includes(name))) throw wrong('digest algorithm')
  for (const each of signed.certificates ?? []) readable(each)

  const attribute = (name: string) => signedAttrs?.attributes.find(({ type }) => type === name)?.values[0]
  const type = attribute(CONTENT_TYPE)
  if (!(type instanceof pki.ObjectIdentifier) || type.getValue() !== TIMESTAMP_INFO) throw wrong('content type')
  const [v1, v2] = [attribute(SIGNING_CERTIFICATE.v1), attribute(SIGNING_CERTIFICATE.v2)]
  // The first of those that are named is the signer's.
  const [id] = pki.childrenOf(pki.childrenOf(v2 ?? v1)[0])
  const [first, ...rest] = pki.childrenOf(id)
  const named = v2 && first instanceof pki.Sequence ? digestName(pki.shaped(pki.AlgorithmIdentifier, first)) : undefined
  const hash = await pki.engine.digest(named ?? (v2 ? 'SHA-256' : 'SHA-1'), pki.encode(own))
  if (!pki.octetsOf(named ? rest[0] : first).equals(Buffer.from(hash))) throw wrong('certificate is not the one named')
}

/** As readers of the letter open it: with OpenSSL, which Node has too, or with what is no more lenient. */
function readable(certificate: pki.PkiObject): X509Certificate {
  try {
    return new X509Certificate(pki.encode(certificate))
  } catch (error) {
    throw wrong('certificates', error)
  }
}

function digestName({ algorithmId }: pki.AlgorithmIdentifier): string {
  const algorithm = pki.engine.getAlgorithmByOID(algorithmId)
  if (!('name' in algorithm)) throw wrong('digest algorithm')
  return algorithm.name
}
