/**
 * Every figure of the analysis by its name in addresses: what it is called, and which cases it counts, as a condition on the case
 * `c`. The counts ask by the same conditions as the lists behind them. Figures of what was asked for (topic, area, keyword) are
 * found by reading the requests (`subjects-found.ts`).
 */
import { OUTCOMES, type Outcome, RESULTS } from '../../workflows/disclosure/vocabulary.ts'
import type { Fragment, Sql } from '../db/client.ts'
import { isId } from '../ground/ids.ts'
import type { Period } from '../ground/year.ts'
import { APPLICANT_COLUMNS } from '../ledger/applicants.ts'
import { KINDS, type Kind } from './kinds.ts'

/** `concluded.03`, `outcome.notHeld`, `topic.征地拆迁`: a family, and which of it. */
export type Figure = { family: Family; of: string }

type Where = (sql: Sql, period: Period, of: string, agencyIds: readonly string[]) => Fragment
type Told = { zh: (of: string) => string; where?: Where; fits: (of: string) => boolean }

/** Received in law within the year: row 1 of table 3. */
export const receivedIn = (sql: Sql, { from, to }: Period): Fragment =>
  sql`(c.counted_on is null or c.counted_on >= ${from}) and coalesce(c.received_on, c.counted_on) between ${from} and ${to}`
/** Has its result within the year: the rows 3 of table 3. */
export const concludedIn = (sql: Sql, { from, to }: Period): Fragment => sql`c.counted_on between ${from} and ${to}`
/** Answered within the year, by the clock; what was withdrawn was not answered. */
export const answeredIn = (sql: Sql, { from, to }: Period): Fragment => sql`
  c.settled_on is not null and c.settled_on between ${from} and ${to} and c.received_on is not null and c.due_on is not null
  and c.context ->> 'withdrawnOn' is null`
/** As the clock says it: a case that lapsed while it waited for its applicant in time is not late. */
export const wasLate = (sql: Sql): Fragment => sql`c.late`
export const wasExtended = (sql: Sql): Fragment =>
  sql`jsonb_path_exists(c.context, '$.clockFacts[*] ? (@.type == "extended")')`
export const wasConsulted = (sql: Sql): Fragment => sql`jsonb_array_length(c.context -> 'consultations') > 0`
/** Who applies, as one blind index of their agency; null of who gave no number. The oldest key's: rows of all keys share it. */
export const applicantOf = (sql: Sql): Fragment => sql`
  (select f from unnest(c.found_by) with ordinality as u (f, i) where f like 'a%' order by i desc limit 1)`

/** 不予公开 and 部分公开: what Art 18 has looked at again. */
export const WITHHELD: readonly Outcome[] = (Object.keys(OUTCOMES) as Outcome[]).filter(
  (one) => OUTCOMES[one].row === '3.2' || /^3\.3\.[1-7]$/.test(OUTCOMES[one].row),
)
/** 予以公开 and 部分公开. */
export const GIVEN: readonly Outcome[] = ['disclosed', 'partlyDisclosed']

const MONTH = /^(?:0[1-9]|1[0-2])$/
/** As many characters as a word may come to (`joined.ts`). */
const KEYWORD = /^\p{Script=Han}{2,40}$/u
const SILENT = 'none'
const isOutcome = (of: string) => Object.hasOwn(OUTCOMES, of)
const nothing = (of: string) => of === ''
const monthOr = (of: string) => of === '' || MONTH.test(of)
const month = (of: string) => (of === '' ? '' : `（${Number(of)}月）`)
const within = (sql: Sql, day: Fragment, of: string): Fragment =>
  of === '' ? sql`true` : sql`extract(month from ${day}) = ${Number(of)}`
const since = (sql: Sql) => sql`coalesce(c.received_on, c.counted_on)`
const outcomeZh = (of: string) => (of === SILENT ? '没有答复' : OUTCOMES[of as Outcome].zh)

const repeated: Where = (
  sql,
  period,
  _,
  agencyIds,
) => sql`${receivedIn(sql, period)} and (c.agency_id, ${applicantOf(sql)}) in (
  select agency_id, applicant from (select c.agency_id, ${applicantOf(sql)} as applicant from cases c
    where c.agency_id = any(${agencyIds as string[]}) and ${receivedIn(sql, period)}) k
  where applicant is not null group by 1, 2 having count(*) > 1)`

const FAMILIES = {
  received: {
    zh: (of) => `收到申请${month(of)}`,
    where: (sql, period, of) => sql`${receivedIn(sql, period)} and ${within(sql, since(sql), of)}`,
    fits: monthOr,
  },
  concluded: {
    zh: (of) => `办结${month(of)}`,
    where: (sql, period, of) => sql`${concludedIn(sql, period)} and ${within(sql, sql`c.counted_on`, of)}`,
    fits: monthOr,
  },
  outcome: {
    zh: (of) => `办理结果：${outcomeZh(of)}`,
    where: (sql, period, of) => sql`${concludedIn(sql, period)} and c.counted_as = ${of}`,
    fits: isOutcome,
  },
  withheld: {
    zh: () => '不予公开、部分公开',
    where: (sql, period) => sql`${concludedIn(sql, period)} and c.counted_as = any(${WITHHELD as Outcome[]})`,
    fits: nothing,
  },
  answered: { zh: () => '答复', where: answeredIn, fits: nothing },
  late: {
    zh: () => '逾期答复',
    where: (sql, period) => sql`${answeredIn(sql, period)} and ${wasLate(sql)}`,
    fits: nothing,
  },
  extended: {
    zh: () => '延长答复期限',
    where: (sql, period) => sql`${answeredIn(sql, period)} and ${wasExtended(sql)}`,
    fits: nothing,
  },
  consulted: {
    zh: () => '征求第三方、其他机关意见',
    where: (sql, period) => sql`${answeredIn(sql, period)} and ${wasConsulted(sql)}`,
    fits: nothing,
  },
  column: {
    zh: (of) => `申请人：${APPLICANT_ZH[of as keyof typeof APPLICANT_ZH]}`,
    where: (sql, period, of) => sql`${receivedIn(sql, period)} and c.applicant_column = ${of}`,
    fits: (of) => (APPLICANT_COLUMNS as readonly string[]).includes(of),
  },
  repeated: { zh: () => '申请两次以上的申请人的申请', where: repeated, fits: nothing },
  sameAs: {
    zh: () => '同一申请人的申请',
    where: (sql, period, of, agencyIds) => sql`${receivedIn(sql, period)} and (c.agency_id, ${applicantOf(sql)}) = (
      select c.agency_id, ${applicantOf(sql)} from cases c where c.agency_id = any(${agencyIds as string[]}) and c.id = ${of}::uuid)`,
    fits: isId,
  },
  result: {
    zh: (of) => {
      const [result = '', against] = of.split('-')
      return `复议、诉讼结果${RESULTS[result as keyof typeof RESULTS]}${against ? `，原答复：${outcomeZh(against)}` : ''}`
    },
    where: (sql, { from, to }, of, agencyIds) => {
      const [result = '', against] = of.split('-')
      const ground = !against ? sql`true` : against === SILENT ? sql`l.against is null` : sql`l.against = ${against}`
      return sql`(c.agency_id, c.id) in (
        select agency_id, case_id from (select distinct on (agency_id, case_id, suit) * from remedies
          where agency_id = any(${agencyIds as string[]}) and sought_on <= ${to} order by agency_id, case_id, suit, n desc) l
        where l.decided_on between ${from} and ${to} and l.result = ${result} and ${ground})`
    },
    fits: (of) => {
      const [result = '', against, more] = of.split('-')
      return (
        Object.hasOwn(RESULTS, result) && more === undefined && (!against || against === SILENT || isOutcome(against))
      )
    },
  },
  topic: { zh: (of) => `主题：${of}`, fits: (of) => of.length > 0 },
  area: { zh: (of) => `区域：${of}`, fits: (of) => of.length > 0 },
  given: { zh: (of) => `主题：${of}，已经公开、部分公开`, fits: (of) => of.length > 0 },
  keyword: { zh: (of) => `关键词：${of}`, fits: (of) => KEYWORD.test(of) },
} satisfies Record<string, Told>
export type Family = keyof typeof FAMILIES

/** The columns of table 3, as the annual report names them. */
export const APPLICANT_ZH = {
  person: '自然人',
  business: '商业企业',
  research: '科研机构',
  welfare: '社会公益组织',
  legal: '法律服务机构',
  other: '其他',
} as const

const told = (family: Family): Told => FAMILIES[family]

/** Which figure an address names; nothing where there is no such one. */
export function figureNamed(name: string): Figure | undefined {
  const [family = '', ...rest] = name.split('.')
  const of = rest.join('.')
  if (!Object.hasOwn(FAMILIES, family) || !told(family as Family).fits(of)) return undefined
  return { family: family as Family, of }
}

export const figureInWords = ({ family, of }: Figure): string => told(family).zh(of)

/** The condition on `c` besides its agency; null where the requests are read. */
export const conditionOf = (
  sql: Sql,
  { family, of }: Figure,
  period: Period,
  agencyIds: readonly string[],
): Fragment | null => told(family).where?.(sql, period, of, agencyIds) ?? null

/** A family of subjects and the subject that it speaks of. */
export const subjectOf = ({ family, of }: Figure): { kind: Kind; name: string } | null =>
  family === 'given'
    ? { kind: 'topic', name: of }
    : Object.hasOwn(KINDS, family)
      ? { kind: family as Kind, name: of }
      : null
