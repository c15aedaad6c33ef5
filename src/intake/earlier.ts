/** Did this applicant ask the same before? Only the very same words count, and nothing of the earlier request is shown. */
import type { Application } from '../acts/application.ts'
import type { House } from '../house.ts'
import { encryptIdentities } from '../ledger/identity.ts'

/** So many of their latest requests are looked at. */
const LATEST = 50

/**
 * Title and description, joined by a line break, of this applicant's earlier requests to the agency with the same title.
 * The applicant is found by the keyed hash of identity number or credit code. For the hint `repeated`.
 */
export async function earlierOf(
  house: Pick<House, 'sql' | 'time' | 'keys'>,
  application: Application,
): Promise<string[]> {
  const { agency, applicant, request } = application
  const { applicantKey } = encryptIdentities(
    { type: 'submitted', on: house.time.today(), channel: 'online', applicant, request } as never,
    house.keys,
  )
  const rows = await house.sql<{ said: { request?: { title: string; description: string } } }[]>`
    select w.said from cases c join words w on (w.agency_id, w.case_id, w.position) = (c.agency_id, c.id, 1)
    where c.agency_id = ${agency} and c.applicant_key = ${applicantKey} and c.title = ${request.title}
    order by c.submitted_at desc limit ${LATEST}`
  return rows.flatMap(({ said }) => (said.request ? [`${said.request.title}\n${said.request.description}`] : []))
}
