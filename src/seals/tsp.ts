/** A time stamp from an authority over HTTP (RFC 3161), and whether it is what we asked for. */
import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto'
import { namesIn, readSigned, retagged, sha256, valuesOf } from './cms.ts'
import {
  child,
  integer,
  NotDer,
  nothing,
  octets,
  octetsOf,
  oid,
  oidOf,
  readDer,
  sequence,
  tagged,
  tlv,
  type Value,
  wholeOf,
} from './der.ts'
import { SealFault } from './fault.ts'

const SHA256 = '2.16.840.1.101.3.4.2.1'
const TIMESTAMP_INFO = '1.2.840.113549.1.9.16.1.4'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const FOR_TIMESTAMPS = '1.3.6.1.5.5.7.3.8'
const DIGESTS: Record<string, string> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
/** An authority that has not answered by then is tried again later. */
const PATIENCE = 10_000 // ms
/** A token is 2.5 to 6 kB. */
const LONGEST = 65_536

export type Token = { token: Buffer; at: Date }

/** @throws SealFault TIMESTAMP_UNREACHABLE, TIMESTAMP_REFUSED or TIMESTAMP_WRONG. */
export async function timestamp(hash: Buffer, url: string, patience = PATIENCE): Promise<Token> {
  const nonce = randomBytes(8)
  nonce[0] = (nonce[0]! & 0x7f) | 0x40 // positive, and of one length
  const answer = await ask(url, request(hash, nonce), patience)
  try {
    return granted(readDer(answer), hash, nonce)
  } catch (error) {
    throw error instanceof NotDer ? new SealFault('TIMESTAMP_WRONG', error.message, error) : error
  }
}

const imprint = (hash: Buffer) => sequence(sequence(oid(SHA256), nothing()), octets(hash))

const request = (hash: Buffer, nonce: Buffer) =>
  sequence(integer(Buffer.of(1)), imprint(hash), integer(nonce), tlv(0x01, Buffer.of(0xff))) // with certificates

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

function granted(answer: Value, hash: Buffer, nonce: Buffer): Token {
  const status = wholeOf(child(child(answer, 0), 0))
  if (status > 1) throw new SealFault('TIMESTAMP_REFUSED', `PKIStatus ${status}`)
  const token = child(answer, 1)
  return { token: token.raw, at: checkedToken(token, hash, nonce) }
}

/**
 * The instant that a token states, once it proves right: our imprint, our nonce, signed by a certificate that is made
 * for time stamps and holds. Whether its issuer is trusted is for the reader of the letter: we keep no list of authorities.
 */
export function checkedToken(token: Value, hash: Buffer, nonce?: Buffer): Date {
  const wrong = (why: string) => new SealFault('TIMESTAMP_WRONG', why)
  const cms = readSigned(token)
  const wrapped = child(cms.signed, 2)
  if (oidOf(child(wrapped, 0)) !== TIMESTAMP_INFO) throw wrong('not TSTInfo')
  const content = octetsOf(child(child(wrapped, 1), 0))
  const info = readDer(content)
  const stated = child(info, 2)
  if (oidOf(child(child(stated, 0), 0)) !== SHA256 || !octetsOf(child(stated, 1)).equals(hash))
    throw wrong('message imprint')
  const answered = info.children.slice(5).find(({ tag }) => tag === 0x02)
  if (nonce && !answered?.raw.equals(integer(nonce))) throw wrong('nonce')

  const digest = DIGESTS[oidOf(child(child(cms.signer, 2), 0))]
  if (!digest) throw wrong('digest algorithm')
  const named = valuesOf(cms, MESSAGE_DIGEST)[0]
  if (!named || !createHash(digest).update(content).digest().equals(named.content)) throw wrong('message digest')
  const signer = signerOf(cms.signed, cms.signer)
  if (!signer) throw wrong('no certificate')
  const at = instantOf(child(info, 4))
  if (!signer.keyUsage?.includes(FOR_TIMESTAMPS)) throw wrong('certificate is not for time stamps')
  if (at < signer.validFromDate || at > signer.validToDate) throw wrong('certificate does not hold')
  if (!verify(digest, retagged(cms.attributes.raw, 0x31), signer.publicKey, cms.signature)) throw wrong('signature')
  return at
}

function signerOf(signed: Value, signer: Value): X509Certificate | undefined {
  const id = child(signer, 1, 0x30)
  for (const { raw } of tagged(signed, 0)?.children ?? []) {
    const { issuer, serial } = namesIn(raw)
    if (issuer.raw.equals(child(id, 0).raw) && serial.raw.equals(child(id, 1).raw)) return new X509Certificate(raw)
  }
  return undefined
}

/** GeneralizedTime as RFC 3161 restricts it: UTC, with or without a fraction. */
function instantOf({ content }: Value): Date {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(content.toString('latin1'))
  if (!parts) throw new NotDer('Not a time.')
  const [year, month, day, hour, minute, second] = parts.slice(1, 7)
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${(parts[7] ?? '').slice(0, 4)}Z`)
}

/** What a signature's time stamp is over: the value of the signature (RFC 3161, appendix A). */
export const imprintOf = (cms: Value) => sha256(readSigned(cms).signature)
