/** A bucket of an S3-compatible store: objects in, out, copied, listed page by page; and what it promises of them. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import type { BucketSet } from './bucket-set.ts'
import { type Answered, type Asked, arriving, type Body, codeIn, openWire, StoreAway } from './wire.ts'

export type Head = { size: number; at: Date; headers: IncomingHttpHeaders }
export type Listed = { key: string; size: number; at: Date }
export type Version = Listed & { version: string }
/** What is uploaded, and the digests that its bytes must have when they are there. */
export type Upload = { body: Body; size: number; sha256: string; md5: string }

export type Bucket = ReturnType<typeof openBucket>

/** Keys are given without the prefix of the setting. */
export function openBucket(set: BucketSet) {
  const wire = openWire(set)
  const full = (key: string) => set.prefix + key
  const refused = (what: string, status: number, text = '') =>
    new StoreAway(set.name, `answers ${status} ${codeIn(text)} to ${what}`.replace(/ {2,}/g, ' '))

  const head = async (key: string, version?: string): Promise<Head | undefined> => {
    const { status, headers } = await wire.askText({
      ...{ method: 'HEAD', key: full(key), headers: { 'x-amz-checksum-mode': 'ENABLED' } },
      ...(version && { query: { versionId: version } }),
    })
    if (status === 404) return undefined
    if (status !== 200) throw refused('HEAD', status)
    return { size: Number(headers['content-length']), at: new Date(headers['last-modified'] ?? 0), headers }
  }

  /**
   * Uploads where nothing is yet, and looks at what is there then.
   * @returns false where other bytes are there: they were, and are left alone; or somebody wrote at once, and the store knows no
   * conditions
   * @throws StoreAway; also where the store kept less than it was given
   */
  const put = async (
    key: string,
    { body, size, sha256, md5 }: Upload,
    { replaces = false, headers = {} }: { replaces?: boolean; headers?: Record<string, string> } = {},
  ): Promise<boolean> => {
    const asked = (once: boolean): Asked => ({
      ...{ method: 'PUT', key: full(key), body, sha256 },
      headers: {
        'content-type': 'application/octet-stream',
        'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
        'content-md5': Buffer.from(md5, 'hex').toString('base64'),
        ...(once && { 'if-none-match': '*' }),
        ...headers,
      },
    })
    let { status, text } = await wire.askText(asked(!replaces))
    if (status === 412) return false
    // A store that knows no conditions: the name is the hash of the content, so that it replaces its like.
    if (status === 501 && !replaces) ({ status, text } = await wire.askText(asked(false)))
    if (status !== 200) throw refused('PUT', status, text)
    const found = await head(key)
    if (found?.size !== size)
      throw new StoreAway(
        set.name,
        `kept ${found ? `${found.size} bytes` : 'nothing'} of the ${size} that it was given`,
      )
    return isSame(found, { sha256, md5 })
  }

  /** @returns undefined where there is none; its pieces break off where the store does */
  const get = async (key: string, { range, version }: { range?: string; version?: string } = {}) => {
    const answer = await wire.ask({
      ...{ method: 'GET', key: full(key), headers: range ? { range } : {} },
      ...(version && { query: { versionId: version } }),
    })
    if (answer.status === 404) {
      await drained(answer)
      return undefined
    }
    if (answer.status !== 200 && answer.status !== 206) throw refused('GET', answer.status, await drained(answer))
    return { size: Number(answer.headers['content-length']), pieces: arriving(answer.body), body: answer.body }
  }

  /** @returns whether there was one */
  const copy = async (from: string, to: string): Promise<boolean> => {
    const { status, text } = await wire.askText({
      ...{ method: 'PUT', key: full(to) },
      headers: {
        'x-amz-copy-source': `/${set.bucket}/${full(from)}`,
        // Without it a copy onto itself is refused; with it its time is new.
        'x-amz-metadata-directive': 'REPLACE',
        'content-type': 'application/octet-stream',
      },
    })
    if (status === 404) return false
    if (status !== 200 || text.includes('<Error>')) throw refused('a copy', status, text)
    return true
  }

  const remove = async (key: string): Promise<void> => {
    const { status, text } = await wire.askText({ method: 'DELETE', key: full(key) })
    if (![200, 204, 404].includes(status)) throw refused('DELETE', status, text)
  }

  async function* list(begin: string): AsyncGenerator<Listed> {
    for (let token: string | undefined; ; ) {
      const query = { 'list-type': '2', prefix: full(begin), ...(token && { 'continuation-token': token }) }
      const { status, text } = await wire.askText({ method: 'GET', query })
      if (status !== 200) throw refused('a list', status, text)
      for (const entry of entriesOf(text, 'Contents')) yield listed(entry)
      token = field(text, 'IsTruncated') === 'true' ? field(text, 'NextContinuationToken') : undefined
      if (!token) return
    }
  }

  /** Every version of what begins so: one that was written over, too. */
  async function* versions(begin: string): AsyncGenerator<Version> {
    for (let after: Record<string, string> = {}; ; ) {
      const { status, text } = await wire.askText({
        method: 'GET',
        query: { versions: '', prefix: full(begin), ...after },
      })
      if (status !== 200) throw refused('a list of versions', status, text)
      for (const entry of entriesOf(text, 'Version'))
        yield { ...listed(entry), version: field(entry, 'VersionId') ?? '' }
      const next = field(text, 'NextKeyMarker')
      if (field(text, 'IsTruncated') !== 'true' || !next) return
      after = { 'key-marker': next, 'version-id-marker': field(text, 'NextVersionIdMarker') ?? '' }
    }
  }

  /** What the bucket promises; undefined where the store does not say. */
  const promises = async () => {
    const [versioning, lock] = await Promise.all(
      ['versioning', 'object-lock'].map((query) => wire.askText({ method: 'GET', query: { [query]: '' } })),
    )
    return {
      versioning: versioning!.status === 200 && field(versioning!.text, 'Status') === 'Enabled',
      lock: lock!.status === 200 && field(lock!.text, 'ObjectLockEnabled') === 'Enabled',
      /** Every object is locked, also those that the sweep would remove. */
      locksAll: lock!.status === 200 && field(lock!.text, 'Mode') !== undefined,
    }
  }

  const listed = (entry: string): Listed => ({
    key: (field(entry, 'Key') ?? '').slice(set.prefix.length),
    size: Number(field(entry, 'Size')),
    at: new Date(field(entry, 'LastModified') ?? 0),
  })

  const { standing, close } = wire
  return { name: set.name, put, get, head, copy, remove, list, versions, promises, standing, close }
}

/** What a store says of what it holds, beside what it was given: whichever of the two digests it says. */
function isSame({ headers }: Head, given: Pick<Upload, 'sha256' | 'md5'>): boolean {
  const checksum = headers['x-amz-checksum-sha256']
  if (typeof checksum === 'string') return Buffer.from(checksum, 'base64').toString('hex') === given.sha256
  const etag = /^"?([0-9a-f]{32})"?$/i.exec(headers.etag ?? '')?.[1]
  // Of what the store itself encrypts under a key of its own the tag is no MD5.
  const isPlain = !/kms|aws:/.test(String(headers['x-amz-server-side-encryption'] ?? ''))
  return !etag || !isPlain || etag.toLowerCase() === given.md5
}

/** Of bytes that lie in memory. */
export const uploadOf = (bytes: Buffer): Upload => ({
  ...{ body: { bytes }, size: bytes.length },
  sha256: createHash('sha256').update(bytes).digest('hex'),
  md5: createHash('md5').update(bytes).digest('hex'),
})

/** The digest that every store knows, also one that knows no SHA-256. */
export async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

async function drained({ body }: Answered): Promise<string> {
  let text = ''
  for await (const piece of arriving(body)) if (text.length < 10_000) text += piece.toString('utf8')
  return text
}

/** Names and markers of ours hold no sign that XML would write otherwise; those of the store are given back as they came. */
const plain = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const field = (text: string, name: string) => {
  const begin = text.indexOf(`<${name}>`)
  const end = begin < 0 ? -1 : text.indexOf(`</${name}>`, begin)
  return end < 0 ? undefined : plain(text.slice(begin + name.length + 2, end))
}
const entriesOf = (text: string, name: string) =>
  text
    .split(`<${name}>`)
    .slice(1)
    .map((part) => part.slice(0, part.indexOf(`</${name}>`)))
