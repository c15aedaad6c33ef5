/** What seals a document. The first kind signs with a certificate of the agency's; others, as 国密 SES, may follow. */
import { createHash, type X509Certificate } from 'node:crypto'
import { SealFault } from './fault.ts'
import { around, withOffsets, withSignature, writePlaceholder } from './pdf-signature.ts'

/** What people are shown of a certificate; names in one line, the serial number in hexadecimal. */
export type CertificateFacts = {
  subject: string
  issuer: string
  serial: string
  notBefore: Date
  notAfter: Date
  /** SHA-256 of the certificate, in hexadecimal. */
  fingerprint: string
  /** The subjects above it, its issuer first, as far as the store has them. */
  chain: string[]
  /** Nobody but its holder vouches for it: it names itself as its issuer, or its own key signed it under another name. */
  selfSigned: boolean
}

/** An opened seal. */
export interface SealProvider {
  readonly certificate: CertificateFacts
  /** The same document gives the same signed bytes: true of RSA, not of ECDSA, whose every signature is another. */
  readonly repeatable: boolean
  /** Called on the last page, before the document is closed. */
  placeholder(doc: PDFKit.PDFDocument): void
  /** @throws SealFault CERTIFICATE_EXPIRED or CERTIFICATE_NOT_YET for a day on which the certificate does not hold. */
  sign(pdf: Buffer, at: Date): Promise<Buffer>
}

/** What a signature is for. */
export type SealOptions = {
  /** As the signature panel of a reader shows it. */
  reason?: string
  /** Keeps room for a time stamp that is put in later. */
  timestamped?: boolean
}

/** Attributes, algorithm names and a signature of up to 4096 bits. */
const ROOM = 2_048
/** A token with the authority's chain: 2.5 to 6 kB. */
const ROOM_FOR_TOKEN = 10_240

/**
 * Opens a key store. The libraries that read it and sign are loaded here, by the first seal and not at the start.
 * @throws SealFault that names what is wrong with file, password, key or certificate; never for its age.
 */
export async function pkcs12Seal(p12: Buffer, password: string, options: SealOptions = {}): Promise<SealProvider> {
  const { maySign, readKeyStore } = await import('./pkcs12.ts')
  const { cmsSigner } = await import('./cms.ts')
  const { key, certificates } = await readKeyStore(p12, password)
  const own = certificates[0]!
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {}
  const rsa = key.asymmetricKeyType === 'rsa' && modulusLength >= 2_048
  if (!rsa && !(key.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1')) throw new SealFault('KEY_UNSUPPORTED')
  if (!maySign(own)) throw new SealFault('CERTIFICATE_USE')

  const certificate = factsOf(certificates)
  const chain = certificates.reduce((sum, { raw }) => sum + raw.length, 0)
  const room = chain + ROOM + (options.timestamped ? ROOM_FOR_TOKEN : 0)
  const signatureOver = cmsSigner(key, certificates)
  const { reason = '签发' } = options
  return {
    certificate,
    repeatable: rsa,
    placeholder: (doc) => writePlaceholder(doc, { reason, room }),
    async sign(pdf, at) {
      holds(certificate, at)
      const { bytes, gap } = withOffsets(pdf, room)
      const [before, behind] = around(bytes, gap)
      const digest = createHash('sha256').update(before).update(behind).digest()
      return withSignature(bytes, gap, await signatureOver(digest))
    },
  }
}

/** @throws SealFault where the certificate does not hold at that instant. */
export function holds({ notBefore, notAfter }: Pick<CertificateFacts, 'notBefore' | 'notAfter'>, at: Date): void {
  if (at > notAfter) throw new SealFault('CERTIFICATE_EXPIRED')
  if (at < notBefore) throw new SealFault('CERTIFICATE_NOT_YET')
}

function factsOf([own, ...above]: readonly X509Certificate[]): CertificateFacts {
  const { subject, issuer, serialNumber, validFromDate, validToDate, fingerprint256, publicKey } = own!
  return {
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    serial: serialNumber,
    notBefore: validFromDate,
    notAfter: validToDate,
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    chain: above.map((each) => oneLine(each.subject)),
    selfSigned: subject === issuer || own!.verify(publicKey),
  }
}

const oneLine = (name: string) => name.split('\n').join('，')
