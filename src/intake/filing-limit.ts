/** How many applications one network may file: a flood of them is a flood of registrars' work. */
import type { House } from '../house.ts'
import { GROUP } from '../web/limits.ts'

/** The `config` of routes that file, which count together: FILING_LIMIT a minute from one network, refused ones too. */
export const filingLimit = ({ config: { filingLimit } }: Pick<House, 'config'>) =>
  filingLimit === undefined
    ? {}
    : { rateLimit: { max: filingLimit, timeWindow: '1 minute', groupId: `${GROUP}filing` } }
