/** Did this applicant ask the same before? Only the very same words count, and nothing of the earlier request is shown. */
import { and, arrayOverlaps, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Applicant } from '../../workflows/disclosure/vocabulary.ts'
import type { Application } from '../acts/application.ts'
import { readAs } from '../db/client.ts'
import type { House } from '../house.ts'
import { applicantIndexes } from '../ledger/found-by.ts'
import { cases, words } from '../ledger/tables.ts'
import { openedWords } from '../ledger/words.ts'

/** So many of their latest requests are looked at. */
const LATEST = 50

/** As `casesUnder` of found-by.ts. */
const under = (indexes: string[]) =>
  sql`(select id from ${cases} where ${arrayOverlaps(cases.foundBy, indexes)} offset 0)`

/**
 * Title and description, joined by a line break, of this applicant's earlier requests to the agency with the same title.
 * The applicant is found by the blind index of identity number or credit code. For the hint `repeated`.
 */
export async function earlierOf(
  house: Pick<House, 'sql' | 'db' | 'keys'>,
  application: Application,
): Promise<string[]> {
  const { agency, applicant, request } = application
  const theirs = applicantIndexes(house.keys, agency, applicant as Applicant)
  if (theirs.length === 0) return []
  const own = and(eq(words.agencyId, cases.agencyId), eq(words.caseId, cases.id), eq(words.position, 1))
  const rows = await readAs(house, [agency], ({ db }) =>
    db
      .select({ sealed: words.sealed, caseId: cases.id })
      .from(cases)
      .innerJoin(words, own)
      .where(
        and(
          eq(cases.agencyId, agency),
          inArray(cases.id, under(theirs)),
          eq(cases.title, request.title),
          ne(cases.step, 'setAside'),
        ),
      )
      .orderBy(desc(cases.submittedAt))
      .limit(LATEST),
  )
  return rows.flatMap(({ sealed, caseId }) => {
    const words = openedWords(house.keys, { agencyId: agency, caseId, position: 1 }, sealed)
    const request = words?.said.request as { title: string; description: string } | undefined
    return request ? [`${request.title}\n${request.description}`] : []
  })
}
