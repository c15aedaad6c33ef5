/**
 * 内部沟通: what colleagues say to each other about a case. It is no fact and no evidence: nothing follows from it in law, it stands
 * on no ledger and in no bundle, and it goes with the content of its case. It is not out of reach of a court for all that: who is
 * asked for it has to hand it over as any record, and the pages say so. SQL: rows within the transaction of the act.
 */
import { enter, type Sql, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { newId } from '../ground/ids.ts'
import type { House, Recording } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { writes } from '../people/sight.ts'
import { type Colleague, colleaguesOf, named, seesIt } from './colleagues.ts'
import { byOf } from './noted.ts'
import { keepWords } from './words.ts'

export type Remark = {
  id: string
  by: string
  at: string
  mentions: { personId: string; name: string; readAt: string | null }[]
}
export const wordsOfRemark = (id: string) => `remark ${id}`

/**
 * @param mentions usernames or ids of those who are to read it, besides those whom the text names after an @
 * @throws Refusal NOT_YOURS; FACT_REFUSED once the content is destroyed; INVALID: mentions (NO_SUCH_PERSON)
 */
export async function remark(
  tx: Tx,
  house: Recording,
  row: CaseRow,
  { says, mentions }: { says: string; mentions: readonly string[] },
  viewer: Viewer,
): Promise<string> {
  const { by, at } = byOf(viewer, house, (who) => writes(who, row))
  if (row.context.erasedOn) throw new Refusal('FACT_REFUSED', { message: '本件的内容已经销毁，不能再添加内部沟通' })
  const key = { agencyId: row.agencyId, caseId: row.id }
  const readers = await mentionable(tx, row)
  const chosen = mentions.map((who) => ({ who, one: named(readers, who) }))
  const unknown = chosen.filter(({ one }) => !one).map(({ who }) => who)
  if (unknown.length > 0)
    throw invalid({
      field: 'mentions',
      code: 'NO_SUCH_PERSON',
      message: '只能提醒看得到本件的在任人员，请从列表中选择',
    })
  const ids = new Set([...chosen.flatMap(({ one }) => (one ? [one.id] : [])), ...namedIn(says, readers)])
  const id = newId(at)
  await enter(tx, [row.agencyId])
  await tx`insert into remarks ${tx({ ...key, id, by, at: at.toISOString() })}`
  await keepWords(tx, house.keys, key, wordsOfRemark(id), says)
  const told = [...ids].filter((personId) => personId !== viewer.id)
  if (told.length > 0)
    await tx`insert into remark_mentions ${tx(told.map((personId) => ({ ...key, remarkId: id, personId })))}`
  return id
}

/** Those who see the case. */
export const mentionable = async (sql: Sql | Tx, row: CaseRow): Promise<Colleague[]> =>
  (await colleaguesOf(sql, row.agencyId)).filter((one) => seesIt(one, row))

/** The longest name first: of 张三 and 张三丰 the second is meant where both fit. */
function namedIn(says: string, readers: readonly Colleague[]): string[] {
  const byLength = readers
    .flatMap(
      ({ id, name, username }) =>
        [
          [name, id],
          [username, id],
        ] as [string, string][],
    )
    .sort(([one], [other]) => other.length - one.length)
  return says
    .split(/[@＠]/)
    .slice(1)
    .flatMap((after) => byLength.find(([name]) => after.startsWith(name))?.[1] ?? [])
}

/** Of a case, the earliest first. */
export const remarksOf = (sql: Sql | Tx, { agencyId, caseId }: CaseKey) => sql<Remark[]>`
  select r.id, r.by, r.at, coalesce((
    select json_agg(json_build_object('personId', m.person_id, 'name', p.name, 'readAt', m.read_at) order by p.name)
    from remark_mentions m join people p on p.id = m.person_id
    where (m.agency_id, m.case_id, m.remark_id) = (r.agency_id, r.case_id, r.id)), '[]') as mentions
  from remarks r where (r.agency_id, r.case_id) = (${agencyId}, ${caseId}::uuid) order by r.at, r.id`

/** They have been shown to whom they were addressed. SQL: one statement, beside what the page reads. */
export const readBy = (
  { sql, time }: Pick<House, 'sql' | 'time'>,
  { agencyId, caseId }: CaseKey,
  personId: string,
) => sql`
  update remark_mentions set read_at = ${time.now().toISOString()}
  where (agency_id, case_id, person_id) = (${agencyId}, ${caseId}::uuid, ${personId}::uuid) and read_at is null`
