/** Whether a certificate leads to one that a reader trusts: by signatures, names and days, all offline. */
import { X509Certificate } from 'node:crypto'

/** Longer ones there are none among authorities. */
const LONGEST = 8

/** The certificates of a PEM text. @throws Error for what is none */
export function certificatesIn(pem: string): X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (found.length === 0) throw new Error('没有 PEM 格式的证书')
  return found.map((one) => new X509Certificate(one))
}

/**
 * Whether `signer`, or an issuer of it among `others`, was issued by one of `trusted`, each of them valid at that instant and
 * every issuer one that may issue. Revocation, policies and constraints of names are not looked at.
 */
export function leadsTo(
  signer: X509Certificate,
  others: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  at: Date,
): boolean {
  let last = signer
  for (let length = 0; length < LONGEST; length++) {
    if (!(at >= last.validFromDate && at <= last.validToDate)) return false
    if (trusted.some((one) => one.raw.equals(last.raw) || (isIssuer(one, last) && holds(one, at)))) return true
    const next = others.find((one) => !one.raw.equals(last.raw) && isIssuer(one, last))
    if (!next) return false
    last = next
  }
  return false
}

const holds = ({ validFromDate, validToDate }: X509Certificate, at: Date) => at >= validFromDate && at <= validToDate
const isIssuer = (issuer: X509Certificate, of: X509Certificate) =>
  issuer.ca && of.checkIssued(issuer) && of.verify(issuer.publicKey)
