/**
 * A stand-in for an S3-compatible store, in memory: what `s3rver` does not do. It checks each signature (SigV4) and each digest by
 * its own reckoning, writes on condition, keeps versions, locks objects; and it can be told to be away, hang, break off, swallow
 * or falsify. It proves nothing about any store on the market.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Harm = 'none' | 'down' | 'hang' | 'errors' | 'breaks-off' | 'falsifies' | 'swallows'
type Kept = { version: string; bytes: Buffer; at: Date; marker: boolean; mode?: string; until?: Date }

const ID = 'stand-in'
const SECRET = 'a secret of the stand-in, and of nobody else'
const REGION = 'cn-test-1'
const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

export type StandIn = Awaited<ReturnType<typeof startStandIn>>

/** @param page names in a page of a list */
export async function startStandIn({
  bucket = 'files',
  locks = false,
  conditions = true,
  page = 1_000,
}: {
  bucket?: string
  locks?: boolean
  conditions?: boolean
  page?: number
} = {}) {
  const objects = new Map<string, Kept[]>()
  let harm: Harm = 'none'
  const told: string[] = []
  const newest = (key: string) => {
    const last = objects.get(key)?.at(-1)
    return last && !last.marker ? last : undefined
  }
  const keep = (key: string, bytes: Buffer, more: Partial<Kept> = {}) => {
    const version = { version: randomBytes(6).toString('hex'), bytes, at: new Date(), marker: false, ...more }
    objects.set(key, [...(locks ? (objects.get(key) ?? []) : []), version])
    return version
  }

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: Error) => {
      told.push(error.message)
      response.destroy()
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, 'http://stand-in')
    const key = decodeURIComponent(url.pathname.slice(bucket.length + 2))
    told.push(`${request.method} ${key}${url.search}`)
    if (harm === 'down') return void request.socket.destroy()
    if (harm === 'hang') return
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const say = (status: number, text = '', headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-length': Buffer.byteLength(text), ...headers })
      if (harm !== 'breaks-off' || text === '') return void response.end(text)
      response.write(text.slice(0, text.length >> 1))
      setTimeout(() => response.destroy(), 50)
    }
    const fault = (status: number, code: string) => say(status, `<Error><Code>${code}</Code></Error>`)
    if (harm === 'errors') return fault(503, 'SlowDown')
    const unsigned = whyUnsigned(request, url, body)
    if (unsigned) return fault(403, unsigned)
    if (!url.pathname.startsWith(`/${bucket}`)) return fault(404, 'NoSuchBucket')
    const asked = url.searchParams
    const header = (name: string) => request.headers[name] as string | undefined

    if (request.method === 'PUT' && header('x-amz-copy-source')) {
      const from = newest(decodeURIComponent(header('x-amz-copy-source')!).slice(bucket.length + 2))
      if (!from) return fault(404, 'NoSuchKey')
      keep(key, from.bytes)
      return say(200, '<CopyObjectResult></CopyObjectResult>')
    }
    if (request.method === 'PUT') {
      if (header('if-none-match') === '*' && !conditions) return fault(501, 'NotImplemented')
      if (header('if-none-match') === '*' && newest(key)) return fault(412, 'PreconditionFailed')
      const sum = header('x-amz-checksum-sha256')
      if (sum && sum !== createHash('sha256').update(body).digest('base64')) return fault(400, 'BadDigest')
      const md5 = header('content-md5')
      if (md5 && md5 !== createHash('md5').update(body).digest('base64')) return fault(400, 'BadDigest')
      const mode = header('x-amz-object-lock-mode')
      if (mode && !locks) return fault(400, 'InvalidRequest')
      const until = header('x-amz-object-lock-retain-until-date')
      const bytes = harm === 'swallows' ? body.subarray(0, body.length >> 1) : body
      const { version } = keep(key, bytes, { ...(mode && { mode }), ...(until && { until: new Date(until) }) })
      return say(200, '', { etag: etagOf(bytes), ...(locks && { 'x-amz-version-id': version }) })
    }
    if (request.method === 'DELETE') {
      const version = asked.get('versionId')
      const all = objects.get(key) ?? []
      if (version) {
        const one = all.find((kept) => kept.version === version)
        if (one?.until && one.until > new Date()) return fault(403, 'AccessDenied')
        objects.set(
          key,
          all.filter((kept) => kept !== one),
        )
      } else if (locks)
        objects.set(key, [
          ...all,
          { version: randomBytes(6).toString('hex'), bytes: Buffer.alloc(0), at: new Date(), marker: true },
        ])
      else objects.delete(key)
      return say(204)
    }
    if (key === '') return said(asked, say, fault)
    const version = asked.get('versionId')
    const found = version ? objects.get(key)?.find((kept) => kept.version === version) : newest(key)
    if (!found) return fault(404, 'NoSuchKey')
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(header('range') ?? '') ?? []
    const stored = from ? found.bytes.subarray(Number(from), Number(to) + 1) : found.bytes
    const bytes =
      harm === 'falsifies' ? Buffer.from(stored.map((byte, i) => (i === stored.length - 1 ? byte ^ 1 : byte))) : stored
    response.writeHead(from ? 206 : 200, {
      ...{ 'content-length': bytes.length, 'last-modified': found.at.toUTCString(), etag: etagOf(found.bytes) },
      'x-amz-checksum-sha256': createHash('sha256').update(found.bytes).digest('base64'),
      ...(found.mode && { 'x-amz-object-lock-mode': found.mode }),
      ...(found.until && { 'x-amz-object-lock-retain-until-date': found.until.toISOString() }),
    })
    if (request.method === 'HEAD') return void response.end()
    if (harm !== 'breaks-off') return void response.end(bytes)
    response.write(bytes.subarray(0, bytes.length >> 1))
    setTimeout(() => response.destroy(), 50)
  }

  function said(
    asked: URLSearchParams,
    say: (status: number, text: string) => void,
    fault: (status: number, code: string) => void,
  ) {
    if (asked.has('versioning')) return say(200, locks ? '<V><Status>Enabled</Status></V>' : '<V></V>')
    if (asked.has('object-lock'))
      return locks
        ? say(200, '<C><ObjectLockEnabled>Enabled</ObjectLockEnabled></C>')
        : fault(404, 'ObjectLockConfigurationNotFoundError')
    const begin = asked.get('prefix') ?? ''
    const keys = [...objects.keys()].filter((key) => key.startsWith(begin)).sort()
    if (asked.has('versions')) {
      const after = asked.get('key-marker') ?? ''
      const some = keys.filter((key) => key > after)
      const shown = some.slice(0, page)
      const entries = shown.flatMap((key) =>
        objects
          .get(key)!
          .filter(({ marker }) => !marker)
          .map((kept) => entry('Version', key, kept)),
      )
      const isCut = some.length > page
      return say(
        200,
        `<L><IsTruncated>${isCut}</IsTruncated>${isCut ? `<NextKeyMarker>${shown.at(-1)}</NextKeyMarker>` : ''}${entries.join('')}</L>`,
      )
    }
    const after = Buffer.from(asked.get('continuation-token') ?? '', 'base64').toString()
    const some = keys.filter((key) => key > after && newest(key))
    const shown = some.slice(0, page)
    const next = some.length > page ? Buffer.from(shown.at(-1)!).toString('base64') : undefined
    say(
      200,
      `<L><IsTruncated>${next !== undefined}</IsTruncated>${next ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}${shown
        .map((key) => entry('Contents', key, newest(key)!))
        .join('')}</L>`,
    )
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    endpoint,
    /** For BLOB_URL and WITNESS_URL; its keys are in `env`. */
    url: (prefix = 'ours', more = '') => `s3://${bucket}/${prefix}?endpoint=${endpoint}&region=${REGION}${more}`,
    env: { S3_ACCESS_KEY_ID: ID, S3_SECRET_ACCESS_KEY: SECRET },
    objects,
    newest,
    keep,
    /** What was asked of it. */
    told,
    harm: (how: Harm) => {
      harm = how
    },
    /** Puts the time of an object back. */
    ages(key: string, by: number) {
      const kept = newest(key)
      if (kept) kept.at = new Date(Date.now() - by)
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`
const entry = (name: string, key: string, { version, bytes, at }: Kept) =>
  `<${name}><Key>${key}</Key><VersionId>${version}</VersionId><LastModified>${at.toISOString()}</LastModified><Size>${bytes.length}</Size></${name}>`

/** The signature, reckoned anew from the request as it came (AWS, Signature Version 4). */
function whyUnsigned(request: IncomingMessage, url: URL, body: Buffer): string | undefined {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  if (!found) return 'AccessDenied'
  const [, id, day, region, names, signature] = found as unknown as string[]
  if (id !== ID || region !== REGION) return 'InvalidAccessKeyId'
  const payload = request.headers['x-amz-content-sha256'] as string
  if (payload !== digest(body)) return 'XAmzContentSHA256Mismatch'
  const code = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  const query = [...url.searchParams].map(([name, value]) => `${code(name)}=${code(value)}`).sort()
  const signed = names!.split(';')
  for (const needed of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!signed.includes(needed)) return 'AccessDenied'
  const canonical = [
    ...[request.method, url.pathname, query.join('&')],
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    ...['', names, payload],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, digest(canonical)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (by, part) => hmac(by, part!),
    `AWS4${SECRET}`,
  )
  return hmac(key, text).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch'
}
