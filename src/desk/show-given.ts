/** The files that a reply gives, as staff see them beside the draft and on the case. */
import type { Sql, Tx } from '../db/client.ts'
import { findingSays, ownNamesOf, stateOf } from '../files/findings.ts'
import { onTheirWay, openedBy } from '../files/given.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { givenBySignature } from '../ledger/given.ts'
import type { Viewer } from '../people/sessions.ts'
import type { GivenView } from './views.ts'

/** Those of the draft while it waits for review or signature, then those that left; undefined where nothing is given. */
export async function showGiven(
  sql: Sql | Tx,
  { row, facts, given, agency }: CaseFile,
  viewer: Pick<Viewer, 'username'>,
): Promise<GivenView | undefined> {
  const key = keyOf(row)
  const waits = row.step === 'forReview' || row.step === 'forSignature'
  const files = waits ? given : await givenBySignature(sql, key, facts)
  if (files.length === 0) return undefined
  const { opened } = await openedBy(sql, key, files, `staff:${viewer.username}`)
  const onWay = await onTheirWay(sql, key, files)
  return {
    left: !waits,
    opened,
    files: onWay.map(({ findings, ...file }) => ({
      ...file,
      url: `/api/v1/cases/${row.id}/given/${file.id}`,
      findings: findings.map((finding) => ({
        code: finding.code,
        state: stateOf(finding, ownNamesOf(agency)),
        says: findingSays(finding).text,
      })),
    })),
  }
}
