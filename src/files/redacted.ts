/**
 * 区分处理 (Art 37) before a file leaves: neither a file that is being redacted, or was, in whatever copy of the same bytes, nor what came of marks that were changed since. SQL: asked
 * in the transaction of the fact, of the rows that the room of redaction keeps.
 */
import type { Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { Refusal } from '../ground/errors.ts'
import type { GivenFile } from '../ledger/given.ts'
import { sentence } from '../web/words/sentences.ts'

/** @throws Refusal FILES_REDACTED with the files that may not leave as they are */
export async function requireRedacted(
  tx: Tx,
  { agencyId, caseId }: CaseKey,
  given: readonly Pick<GivenFile, 'id' | 'name'>[],
): Promise<void> {
  const ids = given.map(({ id }) => id)
  const held = await tx<{ id: string }[]>`
    select g.id from files g
    join files o on (o.agency_id, o.sha256) = (g.agency_id, g.sha256)
    join redactions r on (r.agency_id, r.case_id, r.file) = (o.agency_id, o.case_id, o.id)
    where g.agency_id = ${agencyId} and g.case_id = ${caseId} and g.id = any(${ids}::uuid[]) and r.state <> 'dropped'
    union
    select s.result from redaction_results s join redactions r using (agency_id, case_id, file)
    where s.agency_id = ${agencyId} and s.case_id = ${caseId} and s.result = any(${ids}::uuid[])
      and not (r.state = 'made' and r.result = s.result)`
  if (held.length === 0) return
  const named = given.filter(({ id }) => held.some((one) => one.id === id))
  const message = sentence('files.notRedacted', { names: named.map(({ name }) => name).join('、') })
  throw new Refusal('FILES_REDACTED', {
    message,
    more: { article: '条例第三十七条', files: named.map(({ id, name }) => ({ file: id, name })) },
  })
}
