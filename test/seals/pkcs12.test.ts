/** Key stores as authorities export them, old and new; and everything that is wrong with one, by name. */
import { createHmac, pbkdf2Sync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SealFault } from '../../src/seals/fault.ts'
import { readKeyStore } from '../../src/seals/pkcs12.ts'
import { childrenOf, decode, encode, octetsOf } from '../../src/seals/pki.ts'
import { holds, pkcs12Seal } from '../../src/seals/provider.ts'
import { Password } from '../../src/seals/unlock.ts'
import {
  asFile,
  authority,
  certificate,
  ec,
  type Identity,
  keyPem,
  loosened,
  newKey,
  openssl,
  PASSWORD,
  pem,
  plainStore,
  rsa,
  store,
} from './certificates.ts'
import { integer, nothing, octets, oid, sequence, tlv } from './der.ts'
import { mutations } from './mutations.ts'

const OLD = ['-legacy', '-provider', 'default']
const KINDS: [string, string[]][] = [
  ['AES-256 and SHA-256, as OpenSSL 3', []],
  ['AES-128, MAC with SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
  ['AES-192, MAC with SHA-384', ['-keypbe', 'AES-192-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha384']],
  ['3DES', ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
  ['3DES with two keys', [...OLD, '-certpbe', 'PBE-SHA1-2DES', '-keypbe', 'PBE-SHA1-2DES']],
  ['3DES with a key of PBKDF2', ['-certpbe', 'DES-EDE3-CBC', '-keypbe', 'DES-EDE3-CBC']],
  ['certificates in the open', ['-certpbe', 'NONE']],
  ['without a check', ['-nomac']],
]

/** What stops the work, by its code; a failure of another kind is thrown on. */
const faultOf = (work: Promise<unknown>): Promise<SealFault | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof SealFault) return error
      throw error
    },
  )
const codeOf = async (work: Promise<unknown>) => (await faultOf(work))?.code ?? 'none'
const codeFor = (file: Buffer) => codeOf(pkcs12Seal(file, PASSWORD))

test.for(KINDS)('%s', async ([, how]) => {
  const file = store(rsa, [authority], ...how)
  for (const form of [file, loosened(file)]) {
    const { key, certificates } = await readKeyStore(form, PASSWORD)
    expect(key.equals(rsa.key)).toBe(true)
    expect(certificates.map(({ raw }) => raw)).toEqual([rsa.der, authority.der])
  }
  expect(await codeOf(readKeyStore(file, 'another'))).toBe('PASSWORD_WRONG')
})

test('a password of nothing', async () => {
  const file = asFile('', 'p12')
  openssl(
    'pkcs12',
    '-export',
    '-inkey',
    asFile(keyPem(rsa)),
    '-in',
    asFile(pem(rsa)),
    '-out',
    file,
    '-passout',
    'pass:',
  )
  expect((await readKeyStore(readFileSync(file), '')).key.equals(rsa.key)).toBe(true)
})

test('RFC 9579: a MAC whose key comes from PBKDF2', async () => {
  const bare = store(rsa, [authority], '-nomac')
  const [version, safe] = childrenOf(decode(bare))
  const content = octetsOf(childrenOf(childrenOf(safe)[1])[0])
  const salt = Buffer.from('0011223344556677', 'hex')
  const hmac = sequence(oid('1.2.840.113549.2.9'), nothing())
  const deriving = sequence(oid('1.2.840.113549.1.5.12'), sequence(octets(salt), integer(8, 0), integer(32), hmac))
  const algorithm = sequence(oid('1.2.840.113549.1.5.14'), sequence(deriving, hmac))
  const checked = (password: string) => {
    const mac = createHmac('sha256', pbkdf2Sync(password, salt, 2_048, 32, 'sha256'))
      .update(content)
      .digest()
    return sequence(
      encode(version!),
      encode(safe!),
      sequence(sequence(algorithm, octets(mac)), octets(salt), integer(1)),
    )
  }
  expect((await readKeyStore(checked(PASSWORD), PASSWORD)).key.equals(rsa.key)).toBe(true)
  expect(await codeFor(checked('another'))).toBe('PASSWORD_WRONG')
})

test.for([
  ['RC2-40', OLD],
  ['RC2-128', [...OLD, '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC2-128']],
] as [string, string[]][])('%s is refused, and the refusal says how the store is converted', async ([name, how]) => {
  const file = store(rsa, [authority], ...how)
  const fault = await faultOf(readKeyStore(file, PASSWORD))
  expect(fault).toMatchObject({
    code: 'ENCRYPTION_UNSUPPORTED',
    message: expect.stringContaining(`不能读取（${name}）。`),
  })
  const commands = fault!.message.match(/openssl pkcs12 [\x20-\x7e]*旧文件.p12[^，]*|openssl pkcs12 -export[^，]*/g)!
  expect(commands).toHaveLength(2)
  const files: Record<string, string> = {
    '旧文件.p12': asFile(file),
    '中间文件.pem': asFile(''),
    '新文件.p12': asFile(''),
  }
  const [old, same] = [asFile(PASSWORD), asFile(PASSWORD)] // of one file it would ask for two lines
  for (const command of commands) {
    const words = command.split(' ').slice(1)
    openssl(...words.map((word) => files[word] ?? word), '-passin', `file:${old}`, '-passout', `file:${same}`)
  }
  const { key, certificates } = await readKeyStore(readFileSync(files['新文件.p12']!), PASSWORD)
  expect(key.equals(rsa.key)).toBe(true)
  expect(certificates.map(({ raw }) => raw)).toEqual([rsa.der, authority.der])
})

test('names in Chinese are read as they are', async () => {
  const { certificate: facts } = await pkcs12Seal(store(ec), PASSWORD)
  expect(facts.subject).toBe('C=CN，O=云溪区人民政府，CN=云溪区人民政府电子印章')
  expect(facts.issuer).toBe('C=CN，O=示例省数字证书认证中心，CN=示例根证书 𠅤')
  expect(facts.notAfter.toISOString()).toBe('2027-12-31T00:00:00.000Z')
})

const own = ({ key, der }: Identity) => plainStore({ keys: [key], certificates: [der] })

test('each fault has its name', async () => {
  expect(await codeFor(own(rsa))).toBe('none')
  expect(await codeFor(own(ec))).toBe('none')
  expect(await codeFor(Buffer.from('%PDF-1.7'))).toBe('NOT_PKCS12')
  expect(await codeFor(Buffer.alloc(0))).toBe('NOT_PKCS12')
  expect(await codeFor(rsa.der)).toBe('NOT_PKCS12')
  expect(await codeFor(plainStore({ certificates: [rsa.der] }))).toBe('KEY_MISSING')
  expect(await codeFor(plainStore({ keys: [rsa.key] }))).toBe('CERTIFICATE_MISSING')
  expect(await codeFor(plainStore({ keys: [ec.key], certificates: [rsa.der] }))).toBe('KEY_DOES_NOT_FIT')
  expect(await codeFor(plainStore({ keys: [newKey.rsa()], certificates: [rsa.der] }))).toBe('KEY_DOES_NOT_FIT')
  expect(await codeFor(own(certificate({ key: newKey.rsa(1024) })))).toBe('KEY_UNSUPPORTED')
  expect(await codeFor(own(certificate({ key: newKey.ec('P-384') })))).toBe('KEY_UNSUPPORTED')
  expect(await codeFor(own(certificate({ key: newKey.ec(), usage: 0b0010_0000 })))).toBe('CERTIFICATE_USE')
  const { certificate: facts } = await pkcs12Seal(own(ec), PASSWORD)
  const on = (day: string) => codeOf((async () => holds(facts, new Date(day)))())
  expect(await on('2025-12-31')).toBe('CERTIFICATE_NOT_YET')
  expect(await on('2028-01-01')).toBe('CERTIFICATE_EXPIRED')
})

test('国密 SM2 is told apart from a damaged file', async () => {
  const [key, selfSigned, file] = ['key', 'pem', 'p12'].map((ending) => asFile('', ending)) as [string, string, string]
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', key)
  openssl('req', '-x509', '-new', '-key', key, '-sm3', '-subj', '/CN=SM2', '-out', selfSigned)
  openssl('pkcs12', '-export', '-inkey', key, '-in', selfSigned, '-out', file, '-passout', `file:${asFile(PASSWORD)}`)
  expect(await codeFor(readFileSync(file))).toBe('KEY_UNSUPPORTED')
})

/** Around a bag's or a store's content. */
const data = (content: Buffer) => sequence(oid('1.2.840.113549.1.7.1'), tlv(0xa0, octets(content)))
const pfx = (safe: Buffer, ...mac: Buffer[]) => sequence(integer(3), data(safe), ...mac)

test('lengths that lie, depths without end, values without number', async () => {
  const deep = (levels: number) => Buffer.from('3080'.repeat(levels), 'hex')
  const nulls = (count: number) => Buffer.from('0500'.repeat(count), 'hex')
  const nested = (levels: number) => {
    let der = nothing()
    for (let i = 0; i < levels; i++) der = sequence(der)
    return der
  }
  const files = {
    'four gigabytes': Buffer.from('3084ffffffff020103', 'hex'),
    'a length of eight bytes': Buffer.from('3088ffffffffffffffff020103', 'hex'),
    'a length of 126 bytes': Buffer.concat([Buffer.of(0x30, 0xfe), Buffer.alloc(200, 0xff)]),
    'open and endless': deep(100_000),
    deep: nested(5_000),
    'deep inside': pfx(nested(5_000)),
    'in octets in octets': pfx(Array.from({ length: 60 }).reduce<Buffer>((der) => octets(der), nothing())),
    wide: sequence(nulls(100_000)),
    'wide inside': pfx(sequence(data(sequence(nulls(100_000))))),
    'a part longer than the whole': Buffer.from('300602010330810401020304', 'hex'),
    'open, and no end': Buffer.concat([Buffer.of(0x30, 0x80), integer(3), data(sequence())]),
    'a long string of time': sequence(integer(3), tlv(0x18, Buffer.alloc(200_000, 0x31))),
    'tags of many bytes': Buffer.concat([Buffer.of(0x3f), Buffer.alloc(100, 0xff)]),
  }
  for (const [name, file] of Object.entries(files)) expect(await codeFor(file), name).toBe('NOT_PKCS12')
})

test('a store that asks for too much work is refused before it is done', async () => {
  const rounds = {
    many: integer(0x0f, 0x42, 0x41),
    endless: integer(0x7f, 0xff, 0xff, 0xff),
    vast: integer(1, ...Buffer.alloc(20)),
  }
  const not = { none: integer(0), 'less than none': integer(0xff) }
  const salt = octets(Buffer.alloc(8))
  const sha1 = sequence(oid('1.3.14.3.2.26'), nothing())
  const aes = sequence(oid('2.16.840.1.101.3.4.1.42'), octets(Buffer.alloc(16)))
  const shrouded = (algorithm: Buffer) =>
    pfx(
      sequence(
        data(
          sequence(
            sequence(oid('1.2.840.113549.1.12.10.1.2'), tlv(0xa0, sequence(algorithm, octets(Buffer.alloc(16))))),
          ),
        ),
      ),
    )
  for (const [name, number] of Object.entries({ ...rounds, ...not })) {
    const mac = sequence(sequence(sha1, octets(Buffer.alloc(20))), salt, number)
    expect(await codeFor(pfx(sequence(), mac)), `MAC: ${name}`).toBe('ENCRYPTION_UNSUPPORTED')
    const pbkdf2 = sequence(oid('1.2.840.113549.1.5.12'), sequence(salt, number))
    const pbes2 = sequence(oid('1.2.840.113549.1.5.13'), sequence(pbkdf2, aes))
    expect(await codeFor(shrouded(pbes2)), `PBES2: ${name}`).toBe('ENCRYPTION_UNSUPPORTED')
    const tripleDes = sequence(oid('1.2.840.113549.1.12.1.3'), sequence(salt, number))
    expect(await codeFor(shrouded(tripleDes)), `3DES: ${name}`).toBe('ENCRYPTION_UNSUPPORTED')
  }
  const password = new Password('')
  for (let i = 0; i < 3; i++) password.spend(1_000_000)
  expect(() => password.spend(1)).toThrow('迭代次数过多')
})

test('a store that is cut off anywhere is no store', async () => {
  const whole = store(ec, [], '-iter', '1')
  for (const file of [whole, loosened(whole)])
    for (let end = 0; end < file.length; end += 7)
      expect(await codeFor(file.subarray(0, end)), `${end} bytes`).toBe('NOT_PKCS12')
})

test('no damage to a store does anything but refuse it', async () => {
  const checked = store(ec, [authority], '-iter', '1', '-macalg', 'sha256')
  let refused = 0
  for (const file of mutations(checked, 300, 'checked')) {
    const { key, certificates } = await readKeyStore(file, PASSWORD).catch((error) => {
      if (!(error instanceof SealFault)) throw error
      refused++
      return { key: ec.key, certificates: [] }
    })
    // What the MAC does not cover, as the mark of a parameter that is null, may change; key and certificates may not.
    expect(key.equals(ec.key)).toBe(true)
    for (const [i, { raw }] of certificates.entries()) expect(raw.equals([ec.der, authority.der][i]!)).toBe(true)
  }
  expect(refused).toBeGreaterThan(250)
  // Without a MAC and in the open there is more to reach; SealFault or a store, and nothing else.
  for (const file of mutations(own(ec), 300, 'open')) await codeFor(file)
  for (const file of mutations(loosened(own(rsa)), 200, 'loose')) await codeFor(file)
})
