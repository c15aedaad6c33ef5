/** Time stamps: an honest authority, and every way in which one may not be. */
import { createHash } from 'node:crypto'
import dns from 'node:dns'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { renderPdf } from '../../src/documents/index.ts'
import { readConfig } from '../../src/ground/config.ts'
import { isPrivate } from '../../src/ground/private-networks.ts'
import { signatureOf, signedDataOf } from '../../src/seals/cms.ts'
import { SealFault } from '../../src/seals/fault.ts'
import { signatureIn } from '../../src/seals/pdf-signature.ts'
import { childrenOf, decode, type Integer, octetsOf } from '../../src/seals/pki.ts'
import { pkcs12Seal } from '../../src/seals/provider.ts'
import { stampedPdf } from '../../src/seals/stamp.ts'
import { timestamp, tokenIn } from '../../src/seals/tsp.ts'
import { fonts, ISSUED, letterOf, look } from '../documents/samples.ts'
import { openAuthority, stamper, stampFor, stampNamedBySha1, stampOfExpired, stampSignedBySha1 } from './authority.ts'
import { asFile, authority, folder, keyPem, openssl, PASSWORD, pem, rsa, store } from './certificates.ts'
import { integer, sequence } from './der.ts'
import { mutations } from './mutations.ts'

const listing = (...timestampAuthorities: string[]) => ({ ...EMPTY, timestampAuthorities })
const EMPTY = readConfig({ DATA_DIR: folder, SECRET_KEY: 'k'.repeat(32) })
const DATA = Buffer.from('文书')
const HASH = createHash('sha256').update(DATA).digest()
const at = async (answer?: Parameters<typeof openAuthority>[0]) => {
  const server = await openAuthority(answer)
  try {
    return await timestamp(DATA, server.url, 1_000)
  } finally {
    await server.close()
  }
}

const opensslsVerdict = (token: Buffer) =>
  openssl(
    ...['ts', '-verify', '-token_in', '-in', asFile(token), '-digest', HASH.toString('hex')],
    ...['-CAfile', asFile(pem(authority))],
  ).toString()

test.for([
  ['as authorities do now', stampFor],
  ['with SHA-512, the certificate named by SHA-1', stampNamedBySha1],
] as const)('a token that openssl verifies, over our data: %s', async ([, answer]) => {
  const { token, at: instant } = await at(answer)
  expect(Math.abs(instant.getTime() - Date.now())).toBeLessThan(60_000)
  expect(opensslsVerdict(token)).toContain('Verification: OK')
})

/** What an honest authority states, signed by who is none. */
const signedByAgency = (type: string) => (query: Buffer) => {
  const { signed } = signedDataOf(childrenOf(decode(stampFor(query)))[1]!)
  const stated = asFile(octetsOf(signed.encapContentInfo.eContent))
  const signer = ['-signer', asFile(pem(rsa)), '-inkey', asFile(keyPem(rsa))]
  const how = ['-sign', '-binary', '-nodetach', '-cades', '-md', 'sha256', '-outform', 'DER', '-econtent_type', type]
  return sequence(sequence(integer(0)), openssl('cms', ...how, '-in', stated, ...signer))
}

test('what is not the stamp that we asked for is refused', async () => {
  const wrong = (detail: string) => ({ code: 'TIMESTAMP_WRONG', message: expect.stringContaining(detail) })
  let first: Buffer | undefined
  const replay = (query: Buffer) => {
    first ??= stampFor(query)
    return first
  }
  await at(replay)
  await expect(at(replay)).rejects.toMatchObject(wrong('nonce'))
  const other = (query: Buffer) => {
    const swapped = Buffer.from(query)
    createHash('sha256').update('another').digest().copy(swapped, query.indexOf(HASH))
    return stampFor(swapped)
  }
  await expect(at(other)).rejects.toMatchObject(wrong('imprint'))
  const spoilt = (query: Buffer) => {
    const bytes = stampFor(query)
    bytes[bytes.length - 1]! ^= 1 // the end of the signature
    return bytes
  }
  await expect(at(spoilt)).rejects.toMatchObject(wrong('signature'))
  const otherCertificate = (query: Buffer) => {
    const bytes = stampFor(query)
    bytes[bytes.indexOf(stamper.der) + stamper.der.length - 1]! ^= 1
    return bytes
  }
  await expect(at(otherCertificate)).rejects.toMatchObject(wrong('not the one named'))
  await expect(at(stampSignedBySha1)).rejects.toMatchObject(wrong('digest algorithm'))
  await expect(at(stampOfExpired)).rejects.toMatchObject(wrong('does not hold'))
  await expect(at(signedByAgency('1.2.840.113549.1.9.16.1.4'))).rejects.toMatchObject(wrong('not for time stamps'))
  await expect(at(signedByAgency('1.2.840.113549.1.7.1'))).rejects.toMatchObject(wrong('not TSTInfo'))
  await expect(at(() => Buffer.from('<html>busy</html>'))).rejects.toMatchObject({ code: 'TIMESTAMP_WRONG' })
  await expect(at(() => sequence(sequence(integer(2))))).rejects.toMatchObject({ code: 'TIMESTAMP_REFUSED' })
})

test('damage to an answer: refused, or out of what was signed and still good to openssl', async () => {
  const server = await openAuthority()
  await timestamp(DATA, server.url)
  await server.close()
  const [query] = server.asked
  const nonce = childrenOf(decode(query!))[2] as Integer
  const answer = stampFor(query!)
  const sound = await tokenIn(answer, DATA, nonce)
  const accepted = []
  for (const damaged of mutations(answer, 400, 'answer')) {
    try {
      accepted.push(await tokenIn(damaged, DATA, nonce))
    } catch (error) {
      if (!(error instanceof SealFault)) throw error
    }
  }
  // In the authority's own certificate, for one: no reader takes that from the token.
  expect(accepted.length).toBeLessThan(40)
  for (const { token, at: instant } of accepted) {
    expect(instant).toEqual(sound.at)
    expect(opensslsVerdict(token)).toContain('Verification: OK')
  }
})

test('an authority that is not there, hangs or never ends', async () => {
  const unreachable = { code: 'TIMESTAMP_UNREACHABLE' }
  await expect(timestamp(DATA, 'http://127.0.0.1:9/tsa')).rejects.toMatchObject(unreachable)
  await expect(at(() => new Promise(() => {}))).rejects.toMatchObject(unreachable)
  await expect(at(() => Buffer.alloc(100_000))).rejects.toMatchObject(unreachable)
})

test('a stamped letter is the same document, still valid, with the token over its signature', async () => {
  const seal = await pkcs12Seal(store(rsa), PASSWORD, { timestamped: true })
  const finish = (doc: PDFKit.PDFDocument) => seal.placeholder(doc)
  const { bytes } = await renderPdf(letterOf('disclosed'), fonts, { issuedAt: ISSUED, finish })
  const signed = await seal.sign(bytes, ISSUED)
  const server = await openAuthority()
  const stamped = await stampedPdf({ config: listing(server.url) }, signed, server.url)
  await server.close()
  const { gap } = signatureIn(signed)
  expect(stamped.bytes.subarray(0, gap.from).equals(signed.subarray(0, gap.from))).toBe(true)
  expect(stamped.bytes.subarray(gap.to).equals(signed.subarray(gap.to))).toBe(true)
  expect(stamped.bytes.equals(signed)).toBe(false)
  const path = asFile(stamped.bytes, 'pdf')
  expect(await look('pdfsig', '-nocert', path)).toContain('Signature is Valid')
  expect(await look('qpdf', '--check', path)).toContain('No syntax')
  const after = signatureIn(stamped.bytes).cms
  expect(signatureOf(after).equals(signatureOf(signatureIn(signed).cms))).toBe(true)
  expect(after.includes(stamped.token)).toBe(true)
})

test('an authority that is not on the operator’s list is not asked', async () => {
  const seal = await pkcs12Seal(store(rsa), PASSWORD, { timestamped: true })
  const finish = (doc: PDFKit.PDFDocument) => seal.placeholder(doc)
  const { bytes } = await renderPdf(letterOf('disclosed'), fonts, { issuedAt: ISSUED, finish })
  const server = await openAuthority()
  const stamping = stampedPdf({ config: listing(`${server.url}/other`) }, await seal.sign(bytes, ISSUED), server.url)
  await expect(stamping).rejects.toMatchObject({ code: 'TIMESTAMP_NOT_LISTED' })
  await server.close()
  expect(server.asked).toHaveLength(0)
})

test('a name that leads inside is not connected to, though it was listed; nor one that leads both ways', async () => {
  const server = await openAuthority()
  const { port } = new URL(server.url)
  const inside = { code: 'TIMESTAMP_PRIVATE' }
  await expect(timestamp(DATA, `http://localhost:${port}/tsa`)).rejects.toMatchObject(inside)
  const outside = { address: '93.184.215.14', family: 4 }
  const leads = vi.spyOn(dns, 'lookup')
  const leadsTo = (...addresses: object[]) =>
    leads.mockImplementation(((_: string, __: object, done: (error: null, found: object[]) => void) =>
      done(null, addresses)) as never)
  try {
    for (const address of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd00::1'])
      for (const found of [[{ address, family: 4 }], [outside, { address, family: 4 }]]) {
        leadsTo(...found)
        await expect(timestamp(DATA, `http://tsa.example.cn:${port}/tsa`)).rejects.toMatchObject(inside)
      }
    // Judged where the socket asks, and asked once: a name that answers otherwise the second time gains nothing.
    expect(leads).toHaveBeenCalledTimes(12)
  } finally {
    leads.mockRestore()
    await server.close()
  }
  expect(server.asked).toHaveLength(0)
})

test.each([
  ['127.0.0.1', true],
  ['127.255.0.9', true],
  ['0.0.0.0', true],
  ['10.0.0.1', true],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['::1', true],
  ['::', true],
  ['::ffff:10.0.0.1', true],
  ['::ffff:a00:1', true],
  ['::127.0.0.1', true],
  ['fe80::1', true],
  ['fd12:3456::1', true],
  ['64:ff9b::a00:1', true],
  ['2002:a00:1::', true],
  ['172.15.0.1', false],
  ['172.32.0.1', false],
  ['100.128.0.1', false],
  ['8.8.8.8', false],
  ['::ffff:8.8.8.8', false],
  ['2400:3200::1', false],
])('%s is of no public network: %s', (address, is) => expect(isPrivate(address)).toBe(is))

test('an authority that sends us elsewhere is not followed', async () => {
  const elsewhere = await openAuthority()
  const server = createServer((_, reply) => reply.writeHead(307, { location: elsewhere.url }).end())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await expect(timestamp(DATA, `http://127.0.0.1:${port}/tsa`)).rejects.toMatchObject({ code: 'TIMESTAMP_UNREACHABLE' })
  server.close()
  await elsewhere.close()
  expect(elsewhere.asked).toHaveLength(0)
})
