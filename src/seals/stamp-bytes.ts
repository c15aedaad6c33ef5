/** Time stamps over what is no letter: by the authority that an agency's seal names, else by the first that the operator lists. */
import type { House } from '../house.ts'
import { sealInForce } from './installed.ts'
import { requireListed } from './outside.ts'

/** Gives the whole answer (RFC 3161) over some bytes, of which the authority sees the SHA-256 alone. @throws SealFault TIMESTAMP_… */
export type Stamper = (data: Buffer) => Promise<Buffer>

/** Undefined where no authority is configured. */
export async function stamperFor(house: Pick<House, 'sql' | 'config'>, agencyId: string): Promise<Stamper | undefined> {
  const { timestampAuthorities } = house.config
  const named = (await sealInForce(house.sql, agencyId))?.authority
  const authority = named && timestampAuthorities.includes(named) ? named : timestampAuthorities[0]
  if (authority === undefined) return undefined
  return async (data) => {
    requireListed(house, authority)
    const { responseWith, timestamp } = await import('./tsp.ts')
    return responseWith(await timestamp(data, authority))
  }
}
