/** Where checkpoints go that the office cannot edit any more (WITNESS_URL), and whose logs this house witnesses (WITNESS_FOR). */
import { isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isThisMachine } from './network.ts'
import { type BucketSet, bucketSet } from './s3/bucket-set.ts'
import type { Complain } from './secrets.ts'
import { isOfALog, type Verifier, verifierOf } from './signed-note.ts'

export type WitnessSet =
  /** A folder, of another machine as a rule: each checkpoint is a file of its own. */
  | { kind: 'folder'; name: string; folder: string }
  /** A bucket of an S3-compatible store that locks objects: each checkpoint is one, which nobody removes for so many years. */
  | { kind: 'bucket'; name: string; set: BucketSet; years: number }
  /** Each checkpoint is a mail. */
  | { kind: 'mail'; name: string; to: string }
  /** Another installation, or any witness of C2SP: it cosigns what goes on from what it cosigned before. */
  | { kind: 'cosigner'; name: string; url: string; verifier: Verifier }

const MAIL_ADDRESS = /^[^\s<>(),;:"@\p{Cc}]{1,64}@[^\s<>(),;:"@\p{Cc}]{1,255}$/u

/** The witnesses of this process, each once. */
export function witnessesSet(
  text: string | undefined,
  fault: Complain,
  setting: (name: string) => string | undefined,
): readonly WitnessSet[] {
  const found = new Map<string, WitnessSet>()
  for (const one of listed(text)) {
    if (one.startsWith('s3:')) {
      const bucket = bucketAt(one, setting)
      if (Array.isArray(bucket)) for (const { problem, remedy } of bucket) fault('WITNESS_URL', problem, remedy)
      else found.set(bucket.name, bucket)
      continue
    }
    const witness = URL.canParse(one) ? witnessAt(new URL(one)) : undefined
    if (witness) found.set(witness.name, witness)
    else
      fault(
        'WITNESS_URL',
        'names what is no witness',
        'Write file:///ABSOLUTE/FOLDER of a mounted share, s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION of a bucket that locks objects, mailto:somebody@example.gov.cn, or https://HOST/PATH#VERIFIERKEY with the key that the witness publishes (another installation at /witness/key), several separated by spaces or commas',
      )
  }
  return [...found.values()]
}

const listed = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean)

/** `years=10` in its address: how long the store keeps each checkpoint from everybody. */
const YEARS = { usual: 10, most: 100 }

function bucketAt(text: string, setting: (name: string) => string | undefined) {
  const set = bucketSet(text, setting, ['years'])
  const asked = (URL.canParse(text) && new URL(text).searchParams.get('years')) || String(YEARS.usual)
  const fits = /^[1-9]\d{0,2}$/.test(asked) && Number(asked) <= YEARS.most
  const unfit = fits
    ? []
    : [{ problem: 'asks for odd years', remedy: `Give years=1 to years=${YEARS.most}, or none for ${YEARS.usual}` }]
  if (Array.isArray(set)) return [...set, ...unfit]
  return fits ? { kind: 'bucket' as const, name: set.name, set, years: Number(asked) } : unfit
}

function witnessAt(url: URL): WitnessSet | undefined {
  const { protocol, hostname, pathname, search, hash } = url
  if (url.username || url.password || search) return undefined
  if (protocol === 'file:') {
    if (url.host || hash || /%2f|%00/i.test(pathname)) return undefined
    const folder = fileURLToPath(url)
    return isAbsolute(folder) && folder.length > 1 ? { kind: 'folder', name: url.href, folder } : undefined
  }
  if (protocol === 'mailto:') {
    const to = decoded(pathname)
    return !hash && to && MAIL_ADDRESS.test(to) ? { kind: 'mail', name: `mailto:${to}`, to } : undefined
  }
  if (protocol !== 'https:' && !(protocol === 'http:' && isThisMachine(hostname))) return undefined
  const verifier = verifierOf(decoded(hash.slice(1)) ?? '')
  if (!verifier || isOfALog(verifier)) return undefined
  const name = `${url.origin}${pathname}`.replace(/(?<!\/)\/+$/, '')
  return { kind: 'cosigner', name, url: `${name}/add-checkpoint`, verifier }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The logs that are witnessed here, by their verifier keys. A log may have several keys: an earlier one, and its next. */
export function witnessedLogs(text: string | undefined, fault: Complain): readonly Verifier[] {
  const keys = listed(text).map(verifierOf)
  const logs = keys.filter((key) => key !== undefined && isOfALog(key)) as Verifier[]
  if (logs.length < keys.length)
    fault(
      'WITNESS_FOR',
      'holds what is not the verifier key of a log',
      'Give the line that each installation publishes at /.well-known/ysqgk-key (NAME+ID+KEY), several separated by spaces or commas, or leave it unset to witness for nobody',
    )
  return logs
}
