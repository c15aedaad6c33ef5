/** What the page of a case says of 敏感事项: that it is marked, by whom and why, whether it was conferred about since; else what its words suggest. */
import type { Day } from '../../workflows/statute/days.ts'
import { kindsOf, kindsSuggested } from '../../workflows/statute/sensitive.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import type { CaseFile } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { countingFacts } from '../ledger/queries.ts'
import { namesOf } from '../people/queries.ts'

export type SensitiveShown =
  | { marked: { kind: string; why: string; by: string; on: Day; conferred: boolean } }
  | { suggested: { name: string; found: string[] }[] }

/** Undefined where nothing suggests it; what somebody looked at and lifted is suggested no more. */
export async function sensitiveIn(
  sql: Sql | Tx,
  { lawFor, time }: Pick<House, 'lawFor' | 'time'>,
  { row, facts }: CaseFile,
): Promise<SensitiveShown | undefined> {
  const { sensitive } = row.context
  if (row.context.erasedOn || sensitive === null) return undefined
  if (sensitive) {
    const fact = countingFacts(facts).findLast((one) => one.type === 'sensitivityMarked')
    if (!fact) return undefined
    const name = (await namesOf(sql, [fact.by])).get(fact.by) ?? fact.by
    return { marked: { ...sensitive, why: fact.why, by: name, on: fact.on } }
  }
  if (row.stage === 'archive') return undefined
  const { request } = currentSubmission(facts)
  const kinds = kindsOf(lawFor(row.agencyId).choices(time.today()).sensitiveKinds)
  const suggested = kindsSuggested(kinds, `${request.title ?? ''}\n${request.description ?? ''}`)
  return suggested.length > 0 ? { suggested } : undefined
}
