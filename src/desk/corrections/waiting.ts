/** Corrections that wait for the head: on the page of their case, and on the desk of whoever decides on them. */
import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { FACTS } from '../../../workflows/disclosure/vocabulary.ts'
import { askedCorrections, mayApproveCorrection } from '../../cases/asked-corrections.ts'
import { openedNotice } from '../../cases/prepared-rows.ts'
import { preparedNotices } from '../../cases/tables.ts'
import { readAs, type Sql, type Tx } from '../../db/client.ts'
import type { House } from '../../house.ts'
import type { CaseFile } from '../../ledger/case-file.ts'
import { cases } from '../../ledger/tables.ts'
import { hasRole } from '../../people/may.ts'
import { namesOf } from '../../people/queries.ts'
import type { Viewer } from '../../people/sessions.ts'
import { agenciesAs } from '../../people/sight.ts'
import type { CorrectionRef, CorrectionWaiting } from '../views.ts'

/** Those of a case, for its page. */
export async function correctionRefs(
  sql: Sql | Tx,
  { keys }: Pick<House, 'keys'>,
  { row, facts }: CaseFile,
  viewer: Viewer,
): Promise<CorrectionRef[]> {
  const all = await askedCorrections(sql, keys, row)
  if (all.length === 0) return []
  const names = await namesOf(
    sql,
    all.flatMap(({ askedBy, refusedBy }) => [askedBy, ...(refusedBy ? [refusedBy] : [])]),
  )
  return all.map((one) => ({
    ...{ id: one.id, position: one.position, why: one.why, askedAt: one.askedAt },
    zh: FACTS[facts[one.position - 1]!.fact.type].zh,
    askedBy: names.get(one.askedBy) ?? one.askedBy,
    ...(one.opinion !== null && { refused: { by: names.get(one.refusedBy!) ?? one.refusedBy!, opinion: one.opinion } }),
    forYou: one.opinion === null && mayApproveCorrection(viewer, one, row),
  }))
}

const MOST = 20

/** What waits for this head, the oldest first; none for anybody else. */
export async function correctionsWaiting(
  house: Pick<House, 'sql' | 'db' | 'keys'>,
  viewer: Viewer,
): Promise<CorrectionWaiting[]> {
  if (!hasRole(viewer, 'head')) return []
  const { id, caseId, type, sealed, agencyId, opinion, preparedBy, preparedAt } = preparedNotices
  const { number, receipt, title } = cases
  const agencies = agenciesAs(viewer, ['head'])
  const rows = await readAs(house, agencies, ({ db }) =>
    db
      .select({ id, caseId, agencyId, sealed, number, receipt, title })
      .from(preparedNotices)
      .innerJoin(cases, and(eq(cases.agencyId, agencyId), eq(cases.id, caseId)))
      .where(
        and(
          inArray(agencyId, agencies),
          eq(type, 'rectified'),
          isNull(opinion),
          ne(preparedBy, `staff:${viewer.username}`),
        ),
      )
      .orderBy(asc(preparedAt))
      .limit(MOST),
  )
  return rows.map(({ id, caseId, agencyId, sealed, number, receipt, title }) => {
    const { position } = openedNotice(house.keys, { agencyId, caseId }, id, sealed) as { position: number }
    return { id, caseId, number, receipt, title, position }
  })
}
