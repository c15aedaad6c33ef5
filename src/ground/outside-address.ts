/** Whether those who are written to can open our address: of a machine that answers itself alone nobody else can. */
import { isIP } from 'node:net'
import { addressOf, type Config } from './config.ts'

/** PUBLIC_URL, or the address that others of the network reach; undefined where the service answers on this machine alone. */
export function outsideAddress(config: Pick<Config, 'publicUrl' | 'host' | 'port'>): string | undefined {
  if (!config.publicUrl && isOwn(config.host)) return undefined
  return addressOf(config, config.port)
}

/** Loopback; or every address of the machine, of which nobody said by which others know it. */
const isOwn = (host: string) =>
  host === 'localhost' ||
  host === '::' ||
  host === '::1' ||
  host === '0.0.0.0' ||
  (isIP(host) === 4 && host.startsWith('127.'))
