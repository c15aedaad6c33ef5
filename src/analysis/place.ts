/** What the words found wrongly is put right by a person, case by case. */
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { seenInSql } from '../ledger/seen.ts'
import type { Viewer } from '../people/sessions.ts'
import type { Kind } from './kinds.ts'
import { place } from './subjects.ts'

/**
 * SQL: two unique indexes. Puts down that the case with this number belongs to a subject, or does not.
 * @param number 登记编号 or receipt. @throws Refusal INVALID (case) where these agencies have no such case that the viewer sees
 */
export async function placeByNumber(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  viewer: Viewer,
  agencyIds: readonly string[],
  number: string,
  found: { kind: Kind; name: string; belongs: boolean },
  by: string,
): Promise<void> {
  const rows = await sql<{ agencyId: string; id: string }[]>`
    select c.agency_id, c.id from cases c where c.agency_id = any(${agencyIds as string[]})
      and (c.number = ${number} or c.receipt = ${number}) and ${seenInSql(sql, viewer)} limit 2`
  const [kase, other] = rows
  if (!kase || other)
    throw invalid({
      ...{ field: 'case', code: 'NO_SUCH_CASE' },
      message: other ? '几个机关都有这个编号，请填写受理编号' : '没有这个编号的申请，请核对登记编号或者受理编号',
    })
  await sql.begin((tx) => place(tx, { ...found, agencyId: kase.agencyId, caseId: kase.id }, { by, at: time.now() }))
}
