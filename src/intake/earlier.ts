/** Did this applicant ask the same before? Only the very same words count, and nothing of the earlier request is shown. */
import { and, desc, eq } from 'drizzle-orm'
import type { Application } from '../acts/application.ts'
import { readAs } from '../db/client.ts'
import type { House } from '../house.ts'
import { encryptIdentities } from '../ledger/identity.ts'
import { cases, words } from '../ledger/tables.ts'

/** So many of their latest requests are looked at. */
const LATEST = 50

/**
 * Title and description, joined by a line break, of this applicant's earlier requests to the agency with the same title.
 * The applicant is found by the keyed hash of identity number or credit code. For the hint `repeated`.
 */
export async function earlierOf(
  house: Pick<House, 'sql' | 'db' | 'time' | 'keys'>,
  application: Application,
): Promise<string[]> {
  const { agency, applicant, request } = application
  const { applicantKey } = encryptIdentities(
    { type: 'submitted', on: house.time.today(), channel: 'online', applicant, request } as never,
    house.keys,
  )
  const own = and(eq(words.agencyId, cases.agencyId), eq(words.caseId, cases.id), eq(words.position, 1))
  const rows = await readAs(house, [agency], ({ db }) =>
    db
      .select({ said: words.said })
      .from(cases)
      .innerJoin(words, own)
      .where(and(eq(cases.agencyId, agency), eq(cases.applicantKey, applicantKey), eq(cases.title, request.title)))
      .orderBy(desc(cases.submittedAt))
      .limit(LATEST),
  )
  return rows.flatMap(({ said }) => {
    const { request } = said as { request?: { title: string; description: string } }
    return request ? [`${request.title}\n${request.description}`] : []
  })
}
