/**
 * Whoever writes an example knows the case that it comes from, and a name slips in: those who ever applied to the agency are looked for
 * in its words. A name may be a common word as well, so whoever wrote it says that it is none of a person's. SQL: one question of
 * the cases of one agency, when an example is submitted.
 */
import { within } from '../db/client.ts'
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { lookOver, NOBODY } from '../released/look-over.ts'
import type { ExampleGiven } from './examples.ts'

/** Nobody mends more of them at a time. */
const MOST = 12

/** Names of applicants of this agency that stand in the words of an example; none for most. */
export async function namesIn(
  { sql }: Pick<House, 'sql'>,
  agencyId: string,
  { title, facts, comment, lesson }: ExampleGiven,
): Promise<string[]> {
  const text = [title, facts, comment, lesson].join('\n').replace(/[^\S\n]+/g, '')
  const rows = await within(
    sql,
    [agencyId],
    (tx) => tx<{ name: string }[]>`
      select distinct n as name from cases c cross join lateral string_to_table(c.applicant_name, '、') n
      where c.agency_id = ${agencyId} and length(n) > 1 and strpos(${text}, n) > 0 order by 1 limit ${MOST}`,
  )
  return rows.map(({ name }) => name)
}

/** @throws Refusal INVALID: namesKept (NAMES_PERSON) with the names, unless somebody says that they are none */
export async function requireNoNames(
  house: Pick<House, 'sql'>,
  agencyId: string,
  example: ExampleGiven,
  areKept: boolean,
): Promise<void> {
  // What lays somebody open is refused as such, whatever else it says.
  const isRefused = lookOver(example, NOBODY).length > 0
  const names = areKept || isRefused ? [] : await namesIn(house, agencyId, example)
  if (names.length === 0) return
  throw invalid({
    field: 'namesKept',
    code: 'NAMES_PERSON',
    message: `写有申请人的姓名、名称：${names.join('、')}。请改为“张某”“某公司”；确实不是申请人的，请勾选确认`,
  })
}
