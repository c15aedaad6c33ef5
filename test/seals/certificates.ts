/** Keys, certificates with Chinese names and key stores, made here: any dates, any faults. */
import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AsnType, childrenOf, decode, encode, OctetString } from '../../src/seals/pki.ts'
import { program } from '../support/programs.ts'
import { integer, nothing, octets, oid, sequence, setOf, tlv, unsigned } from './der.ts'

export const folder = mkdtempSync(join(tmpdir(), 'seals-'))
let files = 0
export function asFile(bytes: Uint8Array | string, ending = 'bin'): string {
  const path = join(folder, `${files++}.${ending}`)
  writeFileSync(path, bytes)
  return path
}

export const openssl = (...args: string[]): Buffer =>
  execFileSync(program('openssl'), args, { stdio: ['ignore', 'pipe', 'pipe'] })

export const newKey = {
  rsa: (bits = 2048) => generateKeyPairSync('rsa', { modulusLength: bits }).privateKey,
  ec: (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve }).privateKey,
}

const NAMES: Record<string, string> = { C: '2.5.4.6', O: '2.5.4.10', CN: '2.5.4.3' }
type Name = Record<string, string>
const nameDer = (name: Name) =>
  sequence(
    ...Object.entries(name).map(([key, value]) =>
      setOf(sequence(oid(NAMES[key]!), tlv(key === 'C' ? 0x13 : 0x0c, Buffer.from(value)))),
    ),
  )

/** A key with the certificate that names its holder. */
export type Identity = { key: KeyObject; der: Buffer; name: Name }
type Wish = {
  key?: KeyObject
  name?: Name
  by?: Identity
  from?: string
  until?: string
  /** Bits of keyUsage, the highest first. */
  usage?: number
  timestamps?: boolean
  authority?: boolean
}

export const AGENCY: Name = { C: 'CN', O: '云溪区人民政府', CN: '云溪区人民政府电子印章' }
const AUTHORITY: Name = { C: 'CN', O: '示例省数字证书认证中心', CN: '示例根证书 𠅤' }

export function certificate(wish: Wish = {}): Identity {
  const { key = newKey.rsa(), name = AGENCY, from = '260101', until = '271231', usage = 0b1100_0000 } = wish
  const issuer = wish.by ?? { key, name }
  const rsa = issuer.key.asymmetricKeyType === 'rsa'
  const algorithm = rsa ? sequence(oid('1.2.840.113549.1.1.11'), nothing()) : sequence(oid('1.2.840.10045.4.3.2'))
  const yes = tlv(0x01, Buffer.of(0xff))
  const extensions = [
    sequence(oid('2.5.29.15'), yes, octets(tlv(0x03, Buffer.of(0, usage)))),
    ...(wish.authority ? [sequence(oid('2.5.29.19'), yes, octets(sequence(yes)))] : []),
    ...(wish.timestamps ? [sequence(oid('2.5.29.37'), yes, octets(sequence(oid('1.3.6.1.5.5.7.3.8'))))] : []),
  ]
  const time = (day: string) => tlv(0x17, Buffer.from(`${day}000000Z`))
  const body = sequence(
    tlv(0xa0, integer(2)),
    integer(0x7a, ...randomBytes(9)),
    algorithm,
    nameDer(issuer.name),
    sequence(time(from), time(until)),
    nameDer(name),
    createSpki(key),
    tlv(0xa3, sequence(...extensions)),
  )
  const signature = tlv(0x03, Buffer.of(0), sign('sha256', body, issuer.key))
  return { key, der: sequence(body, algorithm, signature), name }
}

const createSpki = (key: KeyObject): Buffer => {
  const jwk = key.export({ format: 'jwk' })
  if (jwk.kty === 'RSA') {
    const numbers = sequence(unsigned(Buffer.from(jwk.n!, 'base64url')), unsigned(Buffer.from(jwk.e!, 'base64url')))
    return sequence(sequence(oid('1.2.840.113549.1.1.1'), nothing()), tlv(0x03, Buffer.of(0), numbers))
  }
  const curve = { 'P-256': '1.2.840.10045.3.1.7', 'P-384': '1.3.132.0.34' }[jwk.crv!]!
  const point = Buffer.concat([Buffer.of(4), Buffer.from(jwk.x!, 'base64url'), Buffer.from(jwk.y!, 'base64url')])
  return sequence(sequence(oid('1.2.840.10045.2.1'), oid(curve)), tlv(0x03, Buffer.of(0), point))
}

export const authority = certificate({
  name: AUTHORITY,
  authority: true,
  usage: 0b0000_0110,
  from: '200101',
  until: '491231',
})
export const rsa = certificate({ by: authority })
export const ec = certificate({ by: authority, key: newKey.ec() })

export const pem = (identity: Identity) =>
  `-----BEGIN CERTIFICATE-----\n${identity.der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
export const keyPem = (identity: Identity) => identity.key.export({ type: 'pkcs8', format: 'pem' }) as string

export const PASSWORD = '口令 pass-1'

/** As an authority exports it. */
export function store(identity: Identity, chain: readonly Identity[] = [authority], ...how: string[]): Buffer {
  const out = join(folder, `${files++}.p12`)
  const given = ['-inkey', asFile(keyPem(identity)), '-in', asFile(pem(identity) + chain.map(pem).join(''))]
  // Through a file: the arguments of a program are not always UTF-8.
  openssl('pkcs12', '-export', ...given, '-out', out, '-passout', `file:${asFile(PASSWORD)}`, ...how)
  return readFileSync(out)
}

const BAG = '1.2.840.113549.1.12.10.1.'
const DATA = '1.2.840.113549.1.7.1'
const plain = (bytes: Buffer) => sequence(oid(DATA), tlv(0xa0, octets(bytes)))

/** A store without encryption or check, holding whatever is put into it. */
export function plainStore({ keys = [], certificates = [] }: { keys?: KeyObject[]; certificates?: Buffer[] }): Buffer {
  const bags = [
    ...keys.map((key) => sequence(oid(`${BAG}1`), tlv(0xa0, key.export({ type: 'pkcs8', format: 'der' })))),
    ...certificates.map((der) =>
      sequence(oid(`${BAG}3`), tlv(0xa0, sequence(oid('1.2.840.113549.1.9.22.1'), tlv(0xa0, octets(der))))),
    ),
  ]
  return sequence(integer(3), plain(sequence(plain(sequence(...bags)))))
}

/** The same store as NSS and BouncyCastle write it: lengths left open, octet strings in pieces. */
export function loosened(der: Buffer): Buffer {
  const loose = (value: AsnType): Buffer => {
    if (value instanceof OctetString && value.valueBlock.valueHexView.length > 40) {
      const bytes = Buffer.from(value.getValue())
      const pieces = [bytes.subarray(0, 17), bytes.subarray(17)].map(octets)
      return Buffer.concat([Buffer.of(0x24, 0x80), ...pieces, Buffer.of(0, 0)])
    }
    if (!value.idBlock.isConstructed) return encode(value)
    const [tag = 0] = encode(value)
    return Buffer.concat([Buffer.of(tag, 0x80), ...childrenOf(value).map(loose), Buffer.of(0, 0)])
  }
  return loose(decode(der))
}
