/** Time stamps: an honest authority, and every way in which one may not be. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { renderPdf } from '../../src/documents/index.ts'
import { integer, readDer, sequence } from '../../src/seals/der.ts'
import { signatureIn } from '../../src/seals/pdf-signature.ts'
import { pkcs12Seal } from '../../src/seals/provider.ts'
import { stampedPdf } from '../../src/seals/stamp.ts'
import { imprintOf, timestamp } from '../../src/seals/tsp.ts'
import { fonts, ISSUED, letterOf, look } from '../documents/samples.ts'
import { openAuthority, stampFor } from './authority.ts'
import { asFile, authority, openssl, PASSWORD, pem, rsa, store } from './certificates.ts'

const HASH = createHash('sha256').update('文书').digest()
const at = async (answer?: Parameters<typeof openAuthority>[0], hash = HASH) => {
  const server = await openAuthority(answer)
  try {
    return await timestamp(hash, server.url, 1_000)
  } finally {
    await server.close()
  }
}

test('a token that openssl verifies, over our hash', async () => {
  const { token, at: stated } = await at()
  expect(Math.abs(stated.getTime() - Date.now())).toBeLessThan(60_000)
  const verdict = openssl(
    ...['ts', '-verify', '-token_in', '-in', asFile(token), '-digest', HASH.toString('hex')],
    ...['-CAfile', asFile(pem(authority))],
  )
  expect(verdict.toString()).toContain('Verification: OK')
})

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
  await expect(at(() => Buffer.from('<html>busy</html>'))).rejects.toMatchObject({ code: 'TIMESTAMP_WRONG' })
  await expect(at(() => sequence(sequence(integer(Buffer.of(2)))))).rejects.toMatchObject({ code: 'TIMESTAMP_REFUSED' })
})

test('an authority that is not there, hangs or never ends', async () => {
  const unreachable = { code: 'TIMESTAMP_UNREACHABLE' }
  await expect(timestamp(HASH, 'http://127.0.0.1:9/tsa')).rejects.toMatchObject(unreachable)
  await expect(at(() => new Promise(() => {}))).rejects.toMatchObject(unreachable)
  await expect(at(() => Buffer.alloc(100_000))).rejects.toMatchObject(unreachable)
})

test('a stamped letter is the same document, still valid, with the token over its signature', async () => {
  const seal = pkcs12Seal(store(rsa), PASSWORD, { timestamped: true })
  const finish = (doc: PDFKit.PDFDocument) => seal.placeholder(doc)
  const { bytes } = await renderPdf(letterOf('disclosed'), fonts, { issuedAt: ISSUED, finish })
  const signed = await seal.sign(bytes, ISSUED)
  const server = await openAuthority()
  const stamped = await stampedPdf(signed, server.url)
  await server.close()
  const { gap } = signatureIn(signed)
  expect(stamped.bytes.subarray(0, gap.from).equals(signed.subarray(0, gap.from))).toBe(true)
  expect(stamped.bytes.subarray(gap.to).equals(signed.subarray(gap.to))).toBe(true)
  expect(stamped.bytes.equals(signed)).toBe(false)
  const path = asFile(stamped.bytes, 'pdf')
  expect(await look('pdfsig', '-nocert', path)).toContain('Signature is Valid')
  expect(await look('qpdf', '--check', path)).toContain('No syntax')
  const after = signatureIn(stamped.bytes).cms
  expect(imprintOf(after).equals(imprintOf(signatureIn(signed).cms))).toBe(true)
  expect(readDer(after.raw).raw.includes(stamped.token)).toBe(true)
})
