/**
 * The way to a time stamp authority. Which ones there are is the operator's to say (TIMESTAMP_AUTHORITIES). A name of theirs
 * leads to public addresses alone: whoever answers for the name cannot turn us against our own network. One that stands
 * inside is listed by its IP address, which needs no name.
 */
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isPrivate, lookupAmong } from '../ground/private-networks.ts'
import { requireWayOut } from '../ground/ways-out.ts'
import type { House } from '../house.ts'
import { SealFault } from './fault.ts'

/** A token is 2.5 to 6 kB. */
const LONGEST = 65_536

/** @throws SealFault TIMESTAMP_NOT_LISTED for an address that is not, or no longer, the operator's; StaysInside in a practice space */
export function requireListed({ config }: Pick<House, 'config'>, authority: string): void {
  if (!config.timestampAuthorities.includes(authority)) throw new SealFault('TIMESTAMP_NOT_LISTED')
  requireWayOut(config, 'timestamps')
}

const publicAlone = lookupAmong(
  (address) => !isPrivate(address),
  () => new SealFault('TIMESTAMP_PRIVATE'),
)

/**
 * The answer of the authority to a query, once. It follows no redirection.
 * @param patience in milliseconds @throws SealFault TIMESTAMP_UNREACHABLE or TIMESTAMP_PRIVATE
 */
export async function askAuthority(url: string, body: Buffer, patience: number): Promise<Buffer> {
  try {
    return await posted(url, body, AbortSignal.timeout(patience))
  } catch (error) {
    if (error instanceof SealFault) throw error
    throw new SealFault('TIMESTAMP_UNREACHABLE', (error as Error).message, error)
  }
}

const posted = (url: string, body: Buffer, signal: AbortSignal) =>
  new Promise<Buffer>((resolve, reject) => {
    const open = url.startsWith('https:') ? overHttps : overHttp
    const headers = {
      'content-type': 'application/timestamp-query',
      accept: 'application/timestamp-reply',
      'content-length': body.length,
    }
    const asked = open(url, { method: 'POST', headers, agent: false, lookup: publicAlone, signal }, (answer) => {
      if (answer.statusCode === 200) upTo(LONGEST, answer).then(resolve, reject)
      else asked.destroy(new Error(`HTTP ${answer.statusCode}`))
    })
    asked.on('error', reject)
    asked.end(body)
  })

/** Leaving the loop early closes the connection. */
async function upTo(most: number, answer: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer) {
    size += piece.length
    if (size > most) throw new Error(`more than ${most} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
