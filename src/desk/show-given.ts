/** The files that a reply gives, as staff see them beside the draft and on the case. */
import type { Sql, Tx } from '../db/client.ts'
import { findingSays, isToOpen, ownNamesOf, stateOf } from '../files/findings.ts'
import { givenUrl, onTheirWay, openedBy } from '../files/given.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import { givenBySignature } from '../ledger/given.ts'
import type { Viewer } from '../people/sessions.ts'
import { stoppedAmong } from './given-stopped.ts'
import { isOnTheTable } from './on-the-table.ts'
import type { GivenView } from './views.ts'

/** Those of the draft while it waits for review, approval or signature, then those that left; undefined where nothing is given. */
export async function showGiven(
  sql: Sql | Tx,
  { row, facts, given, agency }: CaseFile,
  viewer: Pick<Viewer, 'username'>,
): Promise<GivenView | undefined> {
  const key = keyOf(row)
  const waits = isOnTheTable(row.step)
  const files = waits ? given : await givenBySignature(sql, key, facts)
  if (files.length === 0) return undefined
  const seen = await openedBy(sql, key, files, `staff:${viewer.username}`)
  const own = ownNamesOf(agency)
  const stopped = await stoppedAmong(sql, { row, facts }, files)
  const onWay = await onTheirWay(sql, key, files)
  return {
    left: !waits,
    opened: seen.size,
    files: onWay.map(({ findings, ...file }) => ({
      ...file,
      ...(stopped.has(file.id) && { stopped: stopped.get(file.id)! }),
      url: givenUrl(row.id, file.id),
      toOpen: waits && isToOpen({ findings }, own) && !seen.has(file.id),
      findings: findings.map((finding) => ({
        code: finding.code,
        state: stateOf(finding, own),
        says: findingSays(finding).text,
      })),
    })),
  }
}
