/** How many applications one network may file: a flood of them is a flood of registrars' work. */
import type { House } from '../house.ts'
import { GROUP } from '../web/limits.ts'

/** So often a form goes to and fro before it is filed: blocks of joint applicants, faults, the look over it. */
const POSTINGS = 4

/** The `config` of the pages before a form is filed, which count together: a multiple of what may be filed. */
export const formLimit = ({ config: { filingLimit } }: Pick<House, 'config'>) =>
  filingLimit === undefined
    ? {}
    : { rateLimit: { max: POSTINGS * filingLimit, timeWindow: '1 minute', groupId: `${GROUP}forms` } }

/** The `config` of routes that file, which count together: FILING_LIMIT a minute from one network, refused ones too. */
export const filingLimit = ({ config: { filingLimit } }: Pick<House, 'config'>) =>
  filingLimit === undefined
    ? {}
    : { rateLimit: { max: filingLimit, timeWindow: '1 minute', groupId: `${GROUP}filing` } }
