/** Why a draft is the handler's again: what stopped it last, by whom, with the opinion. SQL: a case and a heap ask it with their page. */
import { FACTS } from '../../workflows/disclosure/vocabulary.ts'
import { readAs, type Sql, type Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import { type CaseRow, countingFacts, type FactRow, factsOfEach } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'
import type { Returned } from './views.ts'

/** The last fact that gave a draft back; undefined where none did since the draft was written. `by` as facts name people. */
export function lastReturn(facts: readonly FactRow[]): Returned | undefined {
  const counted = countingFacts(facts)
  const drafted = counted.findLastIndex(({ type }) => type === 'replyDrafted')
  for (const fact of counted.slice(drafted + 1).reverse()) {
    const { by, on } = fact
    if (fact.type === 'replyReturned') return { what: FACTS.replyReturned.zh, by, on, opinion: fact.why }
    if (fact.type === 'replyReviewed' && !fact.passed)
      return { what: `${FACTS.replyReviewed.zh}未通过`, by, on, opinion: fact.opinion }
    if (fact.type === 'replyApproved' && !fact.passed)
      return { what: `${fact.step}未通过`, by, on, opinion: fact.opinion }
  }
  return undefined
}

/** The same of one case whose facts are at hand, with the name of who did it. */
export async function returnedIn(sql: Sql | Tx, facts: readonly FactRow[]): Promise<Returned | undefined> {
  const last = lastReturn(facts)
  return last && { ...last, by: (await namesOf(sql, [last.by])).get(last.by) ?? last.by }
}

/** Of the cases of a heap, by id. @param agencyIds those that the viewer serves, so that the wall lets the words through */
export async function returnedOf(
  house: House,
  agencyIds: readonly string[],
  rows: readonly Pick<CaseRow, 'id'>[],
): Promise<Map<string, Returned>> {
  if (rows.length === 0) return new Map()
  return readAs(house, agencyIds, async ({ sql }) => {
    const ids = rows.map(({ id }) => id)
    const cases = await sql<Pick<CaseRow, 'agencyId' | 'id'>[]>`
      select agency_id, id from cases where agency_id = any(${[...agencyIds]}) and id = any(${ids}::uuid[])`
    const lasts = (await factsOfEach(sql, house.keys, cases)).map(lastReturn)
    const names = await namesOf(
      sql,
      lasts.flatMap((last) => (last ? [last.by] : [])),
    )
    return new Map(
      lasts.flatMap((last, i) => (last ? [[cases[i]!.id, { ...last, by: names.get(last.by) ?? last.by }]] : [])),
    )
  })
}
