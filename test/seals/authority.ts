/** A time stamp authority in this process: HTTP in front of `openssl ts`. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { asFile, authority, certificate, folder, type Identity, keyPem, openssl, pem } from './certificates.ts'

const serial = join(folder, 'serial')
writeFileSync(serial, '01')

const stamperUntil = (until: string) =>
  certificate({
    by: authority,
    name: { C: 'CN', O: '示例省数字证书认证中心', CN: '示例时间戳' },
    from: '200101',
    until,
    timestamps: true,
  })
export const stamper = stamperUntil('491231')

const settings = (signer: Identity, digest: string, names: string) =>
  asFile(
    `[tsa]
default_tsa = ours
[ours]
serial = ${serial}
signer_cert = ${asFile(pem(signer))}
signer_key = ${asFile(keyPem(signer))}
certs = ${asFile(pem(authority))}
signer_digest = ${digest}
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = ${names}
`,
    'cnf',
  )

const reply = (config: string) => (query: Buffer) =>
  openssl('ts', '-reply', '-config', config, '-queryfile', asFile(query))

export const stampFor = reply(settings(stamper, 'sha256', 'sha256'))
/** As older authorities name their certificate. */
export const stampNamedBySha1 = reply(settings(stamper, 'sha512', 'sha1'))
export const stampSignedBySha1 = reply(settings(stamper, 'sha1', 'sha256'))
export const stampOfExpired = reply(settings(stamperUntil('211231'), 'sha256', 'sha384'))

/** `answer` may do worse than an honest authority. */
export async function openAuthority(answer: (query: Buffer) => Buffer | Promise<Buffer> = stampFor, port = 0) {
  const asked: Buffer[] = []
  const server = createServer(async (request, reply) => {
    const query = await buffer(request)
    asked.push(query)
    reply.setHeader('content-type', 'application/timestamp-reply').end(await answer(query))
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    asked,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
