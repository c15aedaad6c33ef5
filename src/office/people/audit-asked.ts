/** What an auditor asks for, on the page and as a program. */
import { z } from 'zod'
import { auditedBy, casesCalled, type Term, type Wanted } from '../../audit/read.ts'
import { WHAT, type What } from '../../audit/what.ts'
import { Refusal } from '../../ground/errors.ts'
import { isId } from '../../ground/ids.ts'
import type { House } from '../../house.ts'
import { hasRole } from '../../people/may.ts'
import { searchedFor } from '../../people/searched.ts'
import type { Viewer } from '../../people/sessions.ts'
import { choice, day, given, text } from '../../web/given.ts'

const LONGEST = 60
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional())
const WORDS = Object.assign({}, ...Object.values(WHAT)) as Record<What, string>

const ASKED = z.strictObject({
  by: optional(text(LONGEST)),
  what: optional(choice(WORDS)),
  case: optional(text(LONGEST)),
  words: optional(text(200)),
  from: optional(day),
  to: optional(day),
  failed: optional(choice({ yes: 1 })),
  cursor: optional(z.string().refine(isId, { error: '应当是上一页给出的 next' })),
})

export type Asked = { agencyIds: string[]; wanted: Wanted; cursor: string | undefined }

/**
 * @param isPerson who reads an empty list as “nobody did”: then a person or a case that there is not is named
 * @throws Refusal INVALID
 */
export async function askedFor(
  house: Pick<House, 'sql' | 'keys'>,
  viewer: Viewer,
  query: unknown,
  isPerson = false,
): Promise<Asked> {
  const { by, what, case: called, words, from, to, failed, cursor } = given(ASKED, query)
  const agencyIds = await auditedBy(house.sql, viewer.agencyIds)
  const meant = by === undefined ? undefined : await whoIsMeant(house, by)
  const terms = hasRole(viewer, 'auditor') ? undefined : await auditorsAmong(house, viewer.agencyIds, meant)
  const cases =
    called === undefined || isId(called) ? called && [called] : await casesCalled(house.sql, viewer.agencyIds, called)
  const errors = [
    ...(meant?.length === 0 ? [unknown('by', '没有这个人员，请核对用户名或者姓名')] : []),
    ...(cases?.length === 0 ? [unknown('case', '本机关没有这一编号的申请，请核对')] : []),
    ...(from && to && from > to ? [unknown('to', '至的日期早于自的日期')] : []),
  ]
  if (isPerson && errors.length > 0) throw new Refusal('INVALID', { errors })
  return {
    agencyIds,
    cursor,
    wanted: {
      ...{ from, to, failed: failed === 'yes' },
      by: terms ? undefined : meant,
      terms,
      what: what && [what],
      caseIds: cases || undefined,
      words: words && searchedFor(house, words),
    },
  }
}

const unknown = (field: string, message: string) => ({ field, code: 'UNFIT', message })

/**
 * Who audits these agencies or did so, of those that are meant, and when: what somebody did as an auditor is read by security
 * officers after they are none any more, and nothing that they did before or since. Rights go by the last decision; the
 * first that is known of are those that a person came with.
 */
async function auditorsAmong(
  { sql }: Pick<House, 'sql'>,
  agencyIds: readonly string[],
  meant: readonly string[] | undefined,
): Promise<Term[]> {
  // SQL: the decision after each, for which the builder has no words.
  const terms = await sql<Term[]>`
    with held as (
      select r.person_id, r.roles, d.at as since, lead(d.at) over decided as until, row_number() over decided = 1 as first
      from right_proposals r join right_decisions d using (person_id, position) where d.approved
      window decided as (partition by r.person_id order by r.position))
    select 'staff:' || p.username as by, case when not h.first then h.since end as since, h.until
    from people p left join held h on h.person_id = p.id
    where p.agency_id = any(${agencyIds as string[]}) and 'auditor' = any(coalesce(h.roles, p.roles))`
  return terms.filter(({ by }) => !meant || meant.includes(by))
}

/** Of lines that are nobody's who has a username. */
const OTHERS = ['system', 'nobody', 'applicant', 'consulted', 'evaluator']

/** By username, or whoever has this name. */
async function whoIsMeant({ sql }: Pick<House, 'sql'>, by: string): Promise<string[]> {
  // SQL: capitals are of no account in usernames, for which the builder has no words.
  const people = await sql<{ username: string }[]>`
    select username from people where lower(username) = lower(${by}) or name = ${by}`
  const named = people.map(({ username }) => `staff:${username}`)
  return named.length === 0 && (OTHERS.includes(by) || by.startsWith('token:')) ? [by] : named
}
