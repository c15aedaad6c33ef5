/** What whoever sent a file is to know of it: it was taken in, and the office may not be able to open it. SQL: the tracking page asks each time. */
import type { Sentence } from '../../workflows/statute/sentence.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { Heed, WaitingFile } from '../web/shapes.ts'
import { heedSays } from '../web/words/heeds.ts'
import type { Taken } from './uploads.ts'

export type Heeded = {
  name: string
  code: 'FILE_LOCKED' | 'FILE_DAMAGED' | 'FILE_UNUSUAL' | 'FILE_PROGRAM' | 'FILE_PAGE'
  message: Sentence
}

type Sent = { kind?: WaitingFile['kind']; name: string; heed?: Heed | null | undefined }

/** Of these files those that the office may not be able to open, with words for whoever sent them, or put them on file. */
export const heeded = (files: readonly Sent[], to: 'sender' | 'staff' = 'sender'): Heeded[] =>
  files.flatMap(({ heed, ...file }) =>
    heed
      ? [{ name: file.name, code: `FILE_${heed.toUpperCase()}` as Heeded['code'], message: heedSays(file, heed, to) }]
      : [],
  )

/** What came from the applicant's side, in its order. */
export const filesOfApplicant = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Pick<Taken, 'name' | 'heed'>[]>`
  select name, heed from files where agency_id = ${agencyId} and case_id = ${caseId} and by = 'applicant' order by at, id`

/** As programs read it (contract, section 6): what there is nothing to heed of does not say so. */
export const asTold = ({ heed, ...file }: Taken) => ({ ...file, ...(heed && { heed }) })
