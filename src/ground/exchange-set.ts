/** What the operator set for the exchange of single cases with a platform above, and for what goes out to programs of others. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { isThisMachine } from './network.ts'
import type { Complain } from './secrets.ts'

export type ExchangeSet = {
  /** Without a slash at the end. */
  url: string
  /** The first signs, every one proves. */
  secrets: readonly [string, ...string[]]
  /** Absolute path of the table of fields and codes; undefined: the shipped one. */
  mapping: string | undefined
}

const SECRET = /^[\x21-\x2b\x2d-\x7e]{32,200}$/

/** Undefined where no platform is set. Every fault is told to `fault`. */
export function exchangeSet(setting: (name: string) => string | undefined, fault: Complain): ExchangeSet | undefined {
  const [url, secret, mapping] = [setting('EXCHANGE_URL'), setting('EXCHANGE_SECRET'), setting('EXCHANGE_MAPPING')]
  if (!url && !secret && !mapping) return undefined
  if (!url || !secret) {
    for (const name of [url ? 'EXCHANGE_SECRET' : 'EXCHANGE_URL'])
      fault(
        name,
        'is not set, and the exchange with a platform above wants it',
        'Set EXCHANGE_URL and EXCHANGE_SECRET, or neither',
      )
    return undefined
  }
  if (!isPlatform(url))
    fault(
      'EXCHANGE_URL',
      'is not the address of a platform',
      'Write https://HOST/PATH (http on this machine alone), without a password, a query or a fragment',
    )
  const secrets = secret.split(',')
  if (!secrets.every((one) => SECRET.test(one)))
    fault(
      'EXCHANGE_SECRET',
      'holds a secret that is too short, or characters that none may have',
      'Give 32 to 200 random letters, digits and punctuation; while it is being replaced the new one, a comma, the old one',
    )
  const path = mapping && resolve(mapping)
  if (path && !existsSync(path))
    fault('EXCHANGE_MAPPING', 'names a file that is not there', 'Give the path of the YAML, or leave it unset')
  return { url: url.replace(/(?<!\/)\/+$/, ''), secrets: secrets as [string, ...string[]], mapping: path }
}

function isPlatform(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  if (username || password || search || hash) return false
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname))
}
