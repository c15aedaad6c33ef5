/** What whoever sent a file is to know of it: it was taken in, and the office may not be able to open it. SQL: the tracking page asks each time. */
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Heed } from '../web/shapes.ts'
import { sentence } from '../web/words/sentences.ts'
import type { Taken } from './uploads.ts'

export type Heeded = { name: string; code: 'FILE_LOCKED' | 'FILE_UNUSUAL'; message: Sentence }

const HEEDS = {
  locked: { code: 'FILE_LOCKED', says: 'file.locked' },
  unusual: { code: 'FILE_UNUSUAL', says: 'file.unusual' },
} as const

/** Of these files those that the office may not be able to open, with words for whoever sent them. */
export const heeded = (files: readonly { name: string; heed?: Heed | null | undefined }[]): Heeded[] =>
  files.flatMap(({ name, heed }) =>
    heed ? [{ name, code: HEEDS[heed].code, message: sentence(HEEDS[heed].says, { name }) }] : [],
  )

/** What came from the applicant's side, in its order. */
export const filesOfApplicant = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Pick<Taken, 'name' | 'heed'>[]>`
  select name, heed from files where agency_id = ${agencyId} and case_id = ${caseId} and by = 'applicant' order by at, id`

/** As programs read it (contract, section 6): what there is nothing to heed of does not say so. */
export const asTold = ({ heed, ...file }: Taken) => ({ ...file, ...(heed && { heed }) })
