/**
 * Where a webhook may lead: an address over https, or over http on this machine; to the public internet, or to a network of
 * the office that is set (WEBHOOK_NETWORKS). It is judged where it is saved, and again by the socket at each sending, by the
 * address that is connected to: a name that leads elsewhere by then gains nothing.
 */
import { isIP, type LookupFunction } from 'node:net'
import { invalid } from '../ground/errors.ts'
import { isThisMachine } from '../ground/network.ts'
import { lookupAmong, reachable } from '../ground/private-networks.ts'
import type { House } from '../house.ts'

export class Unreachable extends Error {
  constructor() {
    super('地址不在公共网络，也不在允许的内部网段')
    this.name = 'Unreachable'
  }
}

type Set = Pick<House, 'config'>

/** Asked by the socket for a name. */
export const lookupOf = ({ config }: Set): LookupFunction =>
  lookupAmong(reachable(config.webhookNetworks), () => new Unreachable())

/** An address that is a number is asked of nobody, so it is judged here. @throws Unreachable */
export function requireOpen({ config }: Set, url: string): void {
  const host = hostOf(new URL(url))
  if (isIP(host) && !reachable(config.webhookNetworks)(host)) throw new Unreachable()
}

/** IPv6 without its brackets. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '')

const unfit = (message: string) => invalid({ field: 'url', code: 'UNFIT', message })

/** As it is kept. @throws Refusal INVALID: UNFIT for what is no such address, or leads where it must not */
export async function requireAddress(house: Set, text: string): Promise<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const { protocol, hostname } = url ?? {}
  if (!url || !(protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname!))))
    throw unfit('请填写以 https:// 开头的地址（http:// 只能用于本机）')
  if (url.username || url.password || url.hash) throw unfit('地址中不能有用户名、口令和“#”')
  try {
    requireOpen(house, url.href)
    // Even the name server is outside of a practice space, where the address is never connected to.
    if (!house.config.practice) await looked(lookupOf(house), hostOf(url))
  } catch (error) {
    if (error instanceof Unreachable) throw unfit('不能发往内部网络的地址。确需发往本单位内部网段的，请运维人员设置')
    throw unfit('现在查不到这一域名的地址，请核对')
  }
  return url.href
}

const PATIENCE = 5_000 // ms

/** @throws Error for a name that leads nowhere, or to no good */
const looked = (lookup: LookupFunction, host: string) =>
  new Promise<void>((resolve, reject) => {
    if (isIP(host)) return resolve()
    const late = setTimeout(() => reject(new Error('no answer')), PATIENCE)
    lookup(host, { all: true }, (error) => {
      clearTimeout(late)
      if (error) reject(error)
      else resolve()
    })
  })
