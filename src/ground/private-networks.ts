/**
 * Addresses of no public network, and names that lead to them: whoever answers for a name outside cannot turn us against our
 * own network.
 */
import dns from 'node:dns'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'

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

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

/** Addresses, and networks as `10.0.0.0/8`. */
function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return list
}
const inside = listOf([...PRIVATE.ipv4, ...PRIVATE.ipv6])

/** Whether an address is of no public network; an IPv4 address written as IPv6 is judged as what it is. */
export const isPrivate = (address: string): boolean => inside.check(address, familyOf(address))

/** Which addresses may be connected to: the public ones, and those of these networks of the office. */
export function reachable(networks: readonly string[]): (address: string) => boolean {
  const own = listOf(networks)
  return (address) => isIP(address) !== 0 && (!isPrivate(address) || own.check(address, familyOf(address)))
}

/**
 * Asked by the socket itself: what is judged here is what it connects to. A name is refused where one of its addresses is.
 * Never asked where the host is an IP address, which is judged before.
 * @param refused what the socket fails with
 */
export const lookupAmong =
  (mayReach: (address: string) => boolean, refused: () => Error): LookupFunction =>
  (host, options, done) => {
    dns.lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      if (found.length === 0 || !found.every(({ address }) => mayReach(address))) return done(refused(), '')
      if (options.all) return done(null, found)
      const [{ address, family }] = found as [dns.LookupAddress]
      return done(null, address, family)
    })
  }
