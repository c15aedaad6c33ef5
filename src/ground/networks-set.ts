/** Networks and addresses that the operator trusts: where webhooks may lead, who stamps the time, who speaks for visitors. */
import { isIP } from 'node:net'
import type { Complain } from './secrets.ts'
import { parsed, type Setting } from './setting.ts'

/** Where webhooks may lead besides the public internet, and who may stamp the time. Every fault is told to `fault`. */
export function networksSet(setting: Setting, fault: Complain) {
  const webhookNetworks = (setting('WEBHOOK_NETWORKS') ?? '').split(/[\s,]+/).filter(Boolean)
  if (!webhookNetworks.every(isNetwork))
    fault(
      'WEBHOOK_NETWORKS',
      `is "${webhookNetworks.join(', ')}", in which not all are addresses`,
      'Name the networks of the office to which webhooks may lead, as 10.20.0.0/16, separated by commas, or leave it unset for the public internet alone',
    )

  const timestampAuthorities = [...new Set((setting('TIMESTAMP_AUTHORITIES') ?? '').split(/[\s,]+/).filter(Boolean))]
  const isAuthority = (text: string) => {
    const url = parsed(text, ['http:', 'https:'])
    return url !== undefined && !url.username && !url.password && !url.hash
  }
  if (!timestampAuthorities.every(isAuthority))
    fault(
      'TIMESTAMP_AUTHORITIES',
      'names what is not the address of a time stamp authority',
      'Write https://HOST/PATH, several separated by commas, without passwords; one in a private network by its IP address (http://10.0.0.8/tsa), for a name that leads to a private address is refused',
    )
  return { webhookNetworks, timestampAuthorities }
}

/** The proxies whose word on the address of a request is taken. */
export function proxiesSet(setting: Setting, fault: Complain): string[] {
  const trustProxy = (setting('TRUST_PROXY') ?? '').split(/[\s,]+/).filter(Boolean)
  if (!trustProxy.every(isNetwork))
    fault(
      'TRUST_PROXY',
      `is "${trustProxy.join(', ')}", in which not all are addresses`,
      'Name the proxies before this service by address or network, as 127.0.0.1, 10.0.0.0/8, separated by commas, or leave it unset where there is none',
    )
  return trustProxy
}

/** An address, or a network as `10.0.0.0/8`; not one of everybody, by whom any address could be claimed. */
function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/')
  const version = isIP(address)
  if (!version || more.length > 0) return false
  return length === undefined || (/^[1-9]\d{0,2}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128))
}
