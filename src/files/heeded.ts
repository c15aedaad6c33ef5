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

type OfApplicant = Pick<Taken, 'id' | 'name' | 'heed'> & { with: number }

/** What came from the applicant's side, in its order; `with`: the position of their act that brought it, 0 for the application. */
export const filesOfApplicant = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<OfApplicant[]>`
  select f.id, f.name, f.heed, coalesce((
    select min(l.position) from ledger l where l.agency_id = f.agency_id and l.case_id = f.case_id and l.by = 'applicant'
      and l.type in ('fileAdded', 'corrected') and l.open -> 'contents' ? f.id::text
  ), 0) as with
  from files f where f.agency_id = ${agencyId} and f.case_id = ${caseId} and f.by = 'applicant' order by "with", f.at, f.id`

/** Those that are still asked for: each file that can be read stands for the oldest of an earlier act that cannot. */
export function stillHeeded(files: readonly OfApplicant[]): OfApplicant[] {
  const open: OfApplicant[] = []
  for (const file of files) {
    if (file.heed !== null) open.push(file)
    else if (file.with > 0) {
      const before = open.findIndex((one) => one.with < file.with)
      if (before >= 0) open.splice(before, 1)
    }
  }
  return open
}

/** Of the files of a case those for which the applicant has brought another one. It asks only where one cannot be read. */
export async function broughtFor(
  sql: Sql | Tx,
  key: CaseKey,
  files: readonly { heed: Heed | null }[],
): Promise<ReadonlySet<string>> {
  if (files.every(({ heed }) => heed === null)) return new Set()
  const theirs = await filesOfApplicant(sql, key)
  const open = new Set(stillHeeded(theirs).map(({ id }) => id))
  return new Set(theirs.flatMap(({ id, heed }) => (heed !== null && !open.has(id) ? [id] : [])))
}

/** As programs read it (contract, section 6): what there is nothing to heed of does not say so. */
export const asTold = ({ heed, ...file }: Taken) => ({ ...file, ...(heed && { heed }) })
