/**
 * Letters that are made and of which nothing shows that they went out, while the case itself waits for something else: an extension
 * notice beside a draft, a correction notice while the applicant is waited for. SQL: every look at the desk of a registrar asks.
 */
import type { Fragment, Sql } from '../db/client.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'

/** Of a case `c`: what `unsent` of the procedure says (workflows/disclosure/service.ts), of a case that does not wait for it itself. */
export const hasUnsent = (sql: Sql): Fragment => sql`(
  c.stage <> 'archive' and c.waits is distinct from 'toSend' and exists (
    select from jsonb_array_elements(c.context -> 'letters') l
    where (l ->> 'tells' <> 'replySigned' or (l ->> 'toParty')::boolean)
      and jsonb_array_length(l -> 'sent') <
        case when (l ->> 'toParty')::boolean then 1 else jsonb_array_length(c.context #> '{reach,served}') end))`

/** Of the cases nearest to their date so many are looked through at each look at the desk; the list has all. */
const LOOKED = 1_000

/** How many cases have such letters, of the agencies for which the viewer sends them; 0 for who sends none. */
export async function unsentCount(sql: Sql, viewer: Viewer): Promise<number> {
  const agencies = agenciesAs(viewer, ['registrar'])
  if (agencies.length === 0) return 0
  const [{ n }] = await sql<[{ n: number }]>`
    select count(*)::int as n from (
      select c.* from unnest(${agencies as string[]}::text[]) a (id) cross join lateral (
        select c.stage, c.waits, c.context from cases c where c.agency_id = a.id and c.stage <> 'archive'
        order by c.next_due_on, c.id limit ${LOOKED}
      ) c limit ${LOOKED}
    ) c where ${hasUnsent(sql)}`
  return n
}
