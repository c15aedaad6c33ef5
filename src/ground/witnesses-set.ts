/** Where checkpoints go that the office cannot edit any more (WITNESS_URL), and whose logs this house witnesses (WITNESS_FOR). */
import { isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isThisMachine } from './network.ts'
import type { Complain } from './secrets.ts'
import { isOfALog, type Verifier, verifierOf } from './signed-note.ts'

export type WitnessSet =
  /** A folder, of another machine as a rule: each checkpoint is a file of its own. */
  | { kind: 'folder'; name: string; folder: string }
  /** Each checkpoint is a mail. */
  | { kind: 'mail'; name: string; to: string }
  /** Another installation, or any witness of C2SP: it cosigns what goes on from what it cosigned before. */
  | { kind: 'cosigner'; name: string; url: string; verifier: Verifier }

const MAIL_ADDRESS = /^[^\s<>(),;:"@\p{Cc}]{1,64}@[^\s<>(),;:"@\p{Cc}]{1,255}$/u

/** The witnesses of this process, each once. */
export function witnessesSet(text: string | undefined, fault: Complain): readonly WitnessSet[] {
  const found = new Map<string, WitnessSet>()
  for (const one of listed(text)) {
    const witness = URL.canParse(one) ? witnessAt(new URL(one)) : undefined
    if (witness) found.set(witness.name, witness)
    else
      fault(
        'WITNESS_URL',
        one.startsWith('s3:')
          ? 'names an object store (s3://), which this version cannot use as a witness'
          : 'names what is no witness',
        'Write file:///ABSOLUTE/FOLDER of a mounted share, mailto:somebody@example.gov.cn, or https://HOST/PATH#VERIFIERKEY with the key that the witness publishes (another installation at /witness/key), several separated by spaces or commas; s3:// is not supported yet',
      )
  }
  return [...found.values()]
}

const listed = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean)

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
