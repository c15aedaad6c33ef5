/**
 * The way to a time stamp authority. Which ones there are is the operator's to say (TIMESTAMP_AUTHORITIES). A name of theirs
 * leads to public addresses alone: whoever answers for the name cannot turn us against our own network. One that stands
 * inside is listed by its IP address, which needs no name.
 */
import dns from 'node:dns'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { BlockList, isIPv6, type LookupFunction } from 'node:net'
import type { House } from '../house.ts'
import { SealFault } from './fault.ts'

/** A token is 2.5 to 6 kB. */
const LONGEST = 65_536

/** Not of the public internet (IANA special-purpose registries). */
const PRIVATE = {
  ipv4: [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
    ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
    ...['224.0.0.0/4', '240.0.0.0/4'],
  ],
  // With those that carry an IPv4 address inside: NAT64, Teredo, 6to4.
  ipv6: [
    ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16'],
    ...['fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
  ],
}
const inside = new BlockList()
for (const family of ['ipv4', 'ipv6'] as const)
  for (const net of PRIVATE[family]) {
    const [address = '', bits] = net.split('/')
    inside.addSubnet(address, Number(bits), family)
  }

/** Whether an address is of no public network; an IPv4 address written as IPv6 is judged as what it is. */
export const isPrivate = (address: string): boolean => inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** @throws SealFault TIMESTAMP_NOT_LISTED for an address that is not, or no longer, the operator's. */
export function requireListed({ config }: Pick<House, 'config'>, authority: string): void {
  if (!config.timestampAuthorities.includes(authority)) throw new SealFault('TIMESTAMP_NOT_LISTED')
}

/** Asked by the socket itself: what is judged here is what it connects to. Never asked where the host is an IP address. */
const publicAlone: LookupFunction = (host, options, done) => {
  dns.lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '')
    if (found.length === 0 || found.some(({ address }) => isPrivate(address)))
      return done(new SealFault('TIMESTAMP_PRIVATE'), '')
    if (options.all) return done(null, found)
    const [{ address, family }] = found as [dns.LookupAddress]
    return done(null, address, family)
  })
}

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
