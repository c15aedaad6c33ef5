/**
 * A bucket of an S3-compatible store, as BLOB_URL and WITNESS_URL name it:
 * `s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION`. Each fault of it is told at once, and none repeats a secret.
 */
import { isThisMachine } from '../network.ts'

export type BucketSet = {
  /** For people: without what opens it. */
  name: string
  bucket: string
  /** Empty, or with a slash at its end. */
  prefix: string
  /** Without a slash at its end. */
  endpoint: string
  region: string
  /** `path`: https://HOST/BUCKET/KEY; `host`: https://BUCKET.HOST/KEY, which some clouds insist on. */
  style: 'path' | 'host'
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string | undefined
}

export type BucketFault = { problem: string; remedy: string }

/** What the two names of a pair are called in the environment; the usual ones of AWS come second. */
const KEY_ID = ['S3_ACCESS_KEY_ID', 'AWS_ACCESS_KEY_ID']
const SECRET = ['S3_SECRET_ACCESS_KEY', 'AWS_SECRET_ACCESS_KEY']
const TOKEN = ['S3_SESSION_TOKEN', 'AWS_SESSION_TOKEN']
const REGION = ['S3_REGION', 'AWS_REGION', 'AWS_DEFAULT_REGION']

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
/** Characters that every store writes in an address as they are. */
const PREFIX = /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/
const REGION_NAME = /^[a-z0-9-]{1,40}$/
const OWN = new Set(['endpoint', 'region', 'style'])

const WRITE = 'Write s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION'

/**
 * @param setting the environment, for what the address leaves open: keys and region
 * @param more parameters of the address that somebody else reads
 */
export function bucketSet(
  text: string,
  setting: (name: string) => string | undefined,
  more: readonly string[] = [],
): BucketSet | BucketFault[] {
  const faults: BucketFault[] = []
  const fault = (problem: string, remedy: string) => void faults.push({ problem, remedy })
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 's3:') return [{ problem: 'is not the address of a bucket', remedy: WRITE }]
  const first = (names: readonly string[]) => names.map(setting).find((value) => value !== undefined)

  const odd = [...url.searchParams.keys()].filter((name) => !OWN.has(name) && !more.includes(name))
  if (odd.length > 0) fault(`has ${odd.join(', ')}, which nothing here reads`, `${WRITE}; style=host besides`)
  const bucket = url.host
  if (!BUCKET.test(bucket)) fault('names no bucket', `${WRITE}: 3 to 63 small letters, digits, dots and hyphens`)
  const prefix = url.pathname.replace(/^\/+/, '').replace(/(?<!\/)\/+$/, '')
  const isPlain = PREFIX.test(prefix) && !prefix.split('/').some((part) => part === '.' || part === '..')
  if (prefix && !isPlain) fault('has a prefix of other characters', 'Use letters, digits, dots, hyphens and slashes')
  if (url.hash) fault('has a part after #', WRITE)

  const asked = url.searchParams.get('endpoint') ?? undefined
  const region = url.searchParams.get('region') ?? first(REGION) ?? (asked ? 'us-east-1' : '')
  if (!region) fault('has neither endpoint nor region', `${WRITE}, or only region=… for AWS`)
  else if (!REGION_NAME.test(region)) fault('names no region', 'Give it as the store calls it, as cn-north-1')
  const endpoint = asked ?? `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
  const at = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  const isSafe = at?.protocol === 'https:' || (at?.protocol === 'http:' && isThisMachine(at.hostname))
  if (asked && (!at || !isSafe || at.username || at.password || at.search || at.hash || at.pathname.length > 1))
    fault(
      'has an endpoint that cannot be used',
      'Give https://HOST or https://HOST:PORT (http on this machine alone), without path and password',
    )
  const style = url.searchParams.get('style') ?? 'path'
  if (style !== 'path' && style !== 'host') fault(`has the style ${style}`, 'Give path or host, or leave it out')

  const accessKeyId = url.username ? decoded(url.username) : first(KEY_ID)
  const secretAccessKey = url.username ? decoded(url.password) : first(SECRET)
  if (!accessKeyId || !secretAccessKey)
    fault(
      'comes without the keys of the store',
      `Set ${KEY_ID[0]} and ${SECRET[0]} (or ${KEY_ID[1]} and ${SECRET[1]}), or write s3://ID:SECRET@BUCKET`,
    )
  if (faults.length > 0) return faults
  return {
    ...{ name: `s3://${bucket}/${prefix} (${at!.host})`, bucket, prefix: prefix && `${prefix}/` },
    ...{ endpoint: at!.origin, region, style: style as 'path' | 'host' },
    ...{ accessKeyId: accessKeyId!, secretAccessKey: secretAccessKey! },
    sessionToken: url.username ? undefined : first(TOKEN),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined
  } catch {
    return undefined
  }
}
