/** Key stores as authorities export them, old and new; and everything that is wrong with one, by name. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { SealFault } from '../../src/seals/fault.ts'
import { readKeyStore } from '../../src/seals/pkcs12.ts'
import { holds, pkcs12Seal } from '../../src/seals/provider.ts'
import { authority, certificate, ec, loosened, newKey, PASSWORD, plainStore, rsa, store } from './certificates.ts'

const OLD = ['-legacy', '-provider', 'default']
const KINDS: [string, string[]][] = [
  ['AES-256 and SHA-256, as OpenSSL 3', []],
  ['AES-128, MAC with SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
  ['RC2-40 and 3DES, as OpenSSL 1 and Windows', OLD],
  ['RC2-128', [...OLD, '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC2-128']],
  ['3DES', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
  ['3DES with two keys', [...OLD, '-certpbe', 'PBE-SHA1-2DES', '-keypbe', 'PBE-SHA1-2DES']],
  ['certificates in the open', ['-certpbe', 'NONE']],
  ['without a check', ['-nomac']],
]

const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof SealFault) return error.code
    throw error
  }
  return 'none'
}

test.for(KINDS)('%s', ([, how]) => {
  const file = store(rsa, [authority], ...how)
  for (const form of [file, loosened(file)]) {
    const { key, certificates } = readKeyStore(form, PASSWORD)
    expect(key.equals(rsa.key)).toBe(true)
    expect(certificates.map(({ raw }) => raw)).toEqual([rsa.der, authority.der])
  }
  expect(codeOf(() => readKeyStore(file, 'another'))).toBe('PASSWORD_WRONG')
})

test('names in Chinese are read as they are', () => {
  const { certificate: facts } = pkcs12Seal(store(ec), PASSWORD)
  expect(facts.subject).toBe('C=CN，O=云溪区人民政府，CN=云溪区人民政府电子印章')
  expect(facts.issuer).toBe('C=CN，O=示例省数字证书认证中心，CN=示例根证书 𠅤')
  expect(facts.notAfter.toISOString()).toBe('2027-12-31T00:00:00.000Z')
})

test('each fault has its name', () => {
  const seal = (file: Buffer) => codeOf(() => pkcs12Seal(file, PASSWORD))
  const own = (held: typeof rsa) => plainStore({ keys: [held.key], certificates: [held.der] })
  expect(seal(own(rsa))).toBe('none')
  expect(seal(own(ec))).toBe('none')
  expect(seal(Buffer.from('%PDF-1.7'))).toBe('NOT_PKCS12')
  expect(seal(Buffer.alloc(0))).toBe('NOT_PKCS12')
  expect(seal(rsa.der)).toBe('NOT_PKCS12')
  expect(seal(plainStore({ certificates: [rsa.der] }))).toBe('KEY_MISSING')
  expect(seal(plainStore({ keys: [rsa.key] }))).toBe('CERTIFICATE_MISSING')
  expect(seal(plainStore({ keys: [ec.key], certificates: [rsa.der] }))).toBe('KEY_DOES_NOT_FIT')
  expect(seal(plainStore({ keys: [newKey.rsa()], certificates: [rsa.der] }))).toBe('KEY_DOES_NOT_FIT')
  expect(seal(own(certificate({ key: newKey.rsa(1024) })))).toBe('KEY_UNSUPPORTED')
  expect(seal(own(certificate({ key: newKey.ec('P-384') })))).toBe('KEY_UNSUPPORTED')
  expect(seal(own(certificate({ key: newKey.ec(), usage: 0b0010_0000 })))).toBe('CERTIFICATE_USE')
  const { certificate: facts } = pkcs12Seal(own(ec), PASSWORD)
  expect(codeOf(() => holds(facts, new Date('2025-12-31')))).toBe('CERTIFICATE_NOT_YET')
  expect(codeOf(() => holds(facts, new Date('2028-01-01')))).toBe('CERTIFICATE_EXPIRED')
})

test('no damage to a store does anything but refuse it', () => {
  const sound = store(ec, [], '-iter', '1', '-macalg', 'sha256')
  const bare = plainStore({ keys: [ec.key], certificates: [ec.der] })
  let random = 1
  const next = (n: number) => {
    random = createHash('sha256').update(String(random)).digest().readUInt32BE(0)
    return random % n
  }
  for (let i = 0; i < 1_500; i++) {
    const damaged = Buffer.from(i % 2 ? sound : bare)
    // Where the structure is, mostly.
    for (let n = 0; n <= next(3); n++) damaged[next(i % 3 ? 80 : damaged.length)] = next(256)
    const file = next(4) ? damaged : damaged.subarray(0, next(damaged.length))
    codeOf(() => pkcs12Seal(file, PASSWORD)) // throws what is no SealFault
  }
})
