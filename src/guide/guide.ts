/**
 * 公开指南 of an agency (Art 12): its versions, of which the one that was approved last is in force. Who words it anew is never who
 * approves it. SQL: a decision asks the same in its transaction.
 */
import type { Day } from '../../workflows/statute/days.ts'
import { json, type Sql, type Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import { dayIn } from '../ground/time.ts'
import type { House } from '../house.ts'
import { recordChange } from '../people/changes.ts'
import type { Role } from '../people/may.ts'
import type { AgencyProfile } from '../people/tables.ts'
import type { GuideView } from '../web/shapes.ts'
import { differing, type Element, type GuideContent, SHARED, sharedOf } from './content.ts'
import type { Standing } from './tables.ts'

/** Who words and approves guides: the head of the disclosure office and administrators, each for the agencies that they serve. */
export const GUIDE_EDITORS: readonly Role[] = ['head', 'admin']

export type Version = {
  agencyId: string
  n: number
  content: GuideContent
  state: Standing
  why: string
  by: string
  at: string
}
/** One that is, or was, in force; its place among those from 1. */
export type Published = { nth: number; content: GuideContent; on: Day; at: string; by: string }

/** Every line, the last first. */
export const linesOf = (sql: Sql | Tx, agencyId: string) => sql<Version[]>`
  select agency_id, n, content, state, why, "by", at from guide_versions where agency_id = ${agencyId} order by n desc`

/** Those that are or were in force, the first one first. */
export const publishedIn = (lines: readonly Version[]): Published[] =>
  lines
    .filter(({ state }) => state === 'approved')
    .toReversed()
    .map(({ content, at, by }, i) => ({ nth: i + 1, content, on: dayIn(new Date(at)), at, by }))

/** The words that wait for approval. */
export const waitingIn = ([last]: readonly Version[]): Version | undefined =>
  last?.state === 'submitted' ? last : undefined

/** Calendar days for which the page says what was changed. */
const NEWS = 30
const DAY = 86_400_000 // ms

/** What citizens read beside the general words; undefined where nothing was published. */
export async function guideOf(
  { sql, time }: Pick<House, 'sql' | 'time'>,
  agencyId: string,
): Promise<GuideView | undefined> {
  const published = publishedIn(await linesOf(sql, agencyId))
  const [last, before] = [published.at(-1), published.at(-2)]
  if (!last) return undefined
  const isNews = before !== undefined && time.now().getTime() - Date.parse(last.at) < NEWS * DAY
  const { categories, arrangement, obtaining, responsible, online } = last.content
  return {
    ...{ categories, arrangement, obtaining, responsible, online },
    publishedOn: published[0]!.on,
    updatedOn: last.on,
    versions: published.length,
    changed: isNews ? differing(before.content, last.content) : [],
  }
}

type By = { username: string }
type Proposed = {
  agencyId: string
  content: GuideContent /** The line that its writer had read; 0 before the first. */
  from: number
}

/**
 * Puts a wording down; it waits for another person's approval.
 * @throws Refusal INVALID: CHANGED_MEANWHILE, or UNCHANGED where nothing differs from what is in force
 */
export async function proposeGuide(
  tx: Tx,
  house: Pick<House, 'time'>,
  { agencyId, content, from }: Proposed,
  by: By,
): Promise<void> {
  const lines = await linesOf(tx, agencyId)
  // Any other number would jump over words that were not read, or leave none for the next line.
  if (from !== (lines[0]?.n ?? 0)) throw changedMeanwhile('categories')
  const inForce = publishedIn(lines).at(-1)
  const isSame = inForce && differing(inForce.content, content).length === 0
  if (isSame && !waitingIn(lines))
    throw invalid({ field: 'categories', code: 'UNCHANGED', message: '与现在公布的指南相同，没有提交' })
  await add(tx, house, { agencyId, n: from + 1, content, state: 'submitted', why: '' }, inForce?.content, by)
}

export type Decided = { n: number; state: 'approved' | 'withdrawn'; why: string }

/**
 * A decision on the words that were read. Approved they are in force at once, and what letters say of the agency follows them.
 * @throws Refusal FACT_REFUSED for one's own words; INVALID (CHANGED_MEANWHILE) where other words wait, or none
 */
export async function decideGuide(
  tx: Tx,
  house: Pick<House, 'time'>,
  agencyId: string,
  { n, state, why }: Decided,
  by: By,
): Promise<void> {
  const [agency] = await tx<
    { profile: AgencyProfile }[]
  >`select profile from agencies where id = ${agencyId} for update`
  const lines = await linesOf(tx, agencyId)
  const waits = waitingIn(lines)
  if (waits?.n !== n) throw changedMeanwhile('state')
  if (state === 'approved' && waits.by === `staff:${by.username}`)
    throw new Refusal('FACT_REFUSED', { message: '自己修改的指南由另一位负责人或者管理员批准' })
  if (state === 'withdrawn' && why === '')
    throw invalid({ field: 'why', code: 'MISSING', message: '不批准的，请写明理由' })
  await add(
    tx,
    house,
    { agencyId, n: n + 1, content: waits.content, state, why },
    publishedIn(lines).at(-1)?.content,
    by,
  )
  if (state !== 'approved') return
  const said = Object.fromEntries(SHARED.map((name) => [name, waits.content[name]]))
  await tx`update agencies set profile = profile || ${json(said)}::jsonb where id = ${agencyId}`
  const before = sharedOf(agency!.profile)
  await recordChange(
    tx,
    house,
    { agencyId, what: 'agency', subject: agencyId, before, after: said },
    `staff:${by.username}`,
  )
}

const changedMeanwhile = (field: string) =>
  invalid({ field, code: 'CHANGED_MEANWHILE', message: '其他人刚刚修改过指南，没有覆盖。请刷新页面重新查看' })

/** One line more, with what it changes on the audit. */
async function add(
  tx: Tx,
  house: Pick<House, 'time'>,
  line: Omit<Version, 'by' | 'at'>,
  inForce: GuideContent | undefined,
  { username }: By,
): Promise<void> {
  const { agencyId, n, content, state, why } = line
  const [by, at] = [`staff:${username}`, house.time.now().toISOString()]
  const [written] = await tx`
    insert into guide_versions (agency_id, n, content, state, why, "by", at)
    values (${agencyId}, ${n}, ${json(content)}::jsonb, ${state}, ${why}, ${by}, ${at}) on conflict do nothing returning 1 as put`
  // Nobody writes over words that they did not read.
  if (!written) throw changedMeanwhile('categories')
  const elements: readonly Element[] = differing(inForce ?? {}, content)
  const pick = (of: Partial<GuideContent> | undefined) =>
    Object.fromEntries(elements.map((name) => [name, of?.[name] ?? null]))
  const change = { before: inForce ? { ...pick(inForce), state: null } : null, after: { ...pick(content), state, why } }
  await recordChange(tx, house, { agencyId, what: 'guide', subject: agencyId, ...change }, by)
}
