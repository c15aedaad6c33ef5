/**
 * Lists of destruction: proposed by the archivist, approved by the head and by the security officer. The head answers for the
 * content, which nobody needs any more; the security officer handles no case, and answers that what cannot be undone was
 * decided in order. Nothing here runs by itself.
 */
import type { Tx } from '../db/client.ts'
import { enter } from '../db/client.ts'
import { sha256 } from '../ground/canonical.ts'
import { invalid, notFound, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { archiveItemOf, retentionOf } from '../ledger/archive-items.ts'
import { lockCase } from '../ledger/case-file.ts'
import { type ListedCase, listText, readList } from '../ledger/destruction.ts'
import { referenceOf, referenceOfAside } from '../ledger/retention.ts'
import { hasRole } from '../people/may.ts'
import { agencyById } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import { hindrance, periodOf } from './due.ts'
import { standingOf } from './transfer/transfers.ts'

/** Cases of one list at most: it is read by people. */
export const MOST_LISTED = 500

export type Seat = 'head' | 'security'
export const SEATS: Record<Seat, string> = { head: '公开机构负责人', security: '安全管理员' }

type Destroying = Pick<House, 'keys' | 'time'>

/**
 * Puts a list on record; it destroys nothing yet.
 * @throws Refusal NOT_YOURS; NOT_DUE that names each case that may not be destroyed, and why; INVALID for too many
 */
export async function proposeList(
  tx: Tx,
  house: Destroying,
  agencyId: string,
  { cases, why }: { cases: readonly string[]; why: string },
  viewer: Viewer,
): Promise<number> {
  if (!agenciesAs(viewer, ['archivist']).includes(agencyId)) throw new Refusal('NOT_YOURS')
  if (cases.length === 0) throw new Refusal('NOT_DUE', { message: '没有选择期限届满的申请件，没有提出清册' })
  if (cases.length > MOST_LISTED)
    throw invalid({ field: 'cases', code: 'TOO_BIG', message: `一份清册最多${MOST_LISTED}件` })
  await lock(tx, agencyId)
  const [agency, table] = [await agencyById(tx, agencyId), await retentionOf(tx, agencyId)]
  const today = house.time.today()
  const listed: ListedCase[] = []
  const faults: string[] = []
  for (const caseId of [...new Set(cases)].sort()) {
    const file = await lockCase(tx, house.keys, { agencyId, caseId })
    const standing = (await standingOf(tx, agencyId, [caseId])).get(caseId)
    const hindered = file ? hindrance(file, table, today, standing) : '不是本机关的申请件'
    if (hindered || !file) {
      faults.push(`${file?.row.number ?? file?.row.receipt ?? caseId}：${hindered}`)
      continue
    }
    const waits = await openListOf(tx, agencyId, caseId)
    if (waits !== undefined) {
      faults.push(`${file.row.number ?? file.row.receipt}：已在第${waits}号清册中`)
      continue
    }
    const { row } = file
    const period = periodOf(file, table)!
    const item = await archiveItemOf(tx, { agencyId, caseId })
    const isAside = row.step === 'setAside'
    listed.push({
      ...{
        id: row.id,
        receipt: row.receipt,
        number: row.number,
        reference: isAside ? referenceOfAside(row.receipt) : referenceOf({ ...item!, fonds: table.fonds }),
      },
      ...{ retention: period.retention, archivedOn: period.archivedOn, keptUntil: period.keptUntil! },
      ...{ facts: row.length, head: row.head },
    })
  }
  if (faults.length > 0) throw new Refusal('NOT_DUE', { message: `不能列入清册：${faults.join('；')}` })
  const [last] = await tx<{ number: number }[]>`
    select number from destruction_lists where agency_id = ${agencyId} order by number desc limit 1`
  const number = (last?.number ?? 0) + 1
  const by = `staff:${viewer.username}`
  const content = listText({
    ...{ agency: { id: agencyId, name: agency!.name }, number, proposedBy: by, proposedOn: today, why },
    cases: listed.sort((a, b) => (a.reference < b.reference ? -1 : 1)),
  })
  const at = house.time.now().toISOString()
  await tx`
    insert into destruction_lists ${tx({ agencyId, number, content, digest: sha256(content), by, at, why })}`
  await tx`
    insert into destruction_items ${tx(listed.map(({ id }) => ({ agencyId, number, caseId: id })))}`
  return number
}

/** The list in which a case waits for its destruction: one that nobody refused. */
async function openListOf(tx: Tx, agencyId: string, caseId: string): Promise<number | undefined> {
  const [list] = await tx<{ number: number }[]>`
    select i.number from destruction_items i where i.agency_id = ${agencyId} and i.case_id = ${caseId} and not exists (
      select from destruction_decisions d where (d.agency_id, d.number) = (i.agency_id, i.number) and not d.approved)`
  return list?.number
}

export type Decided = { seat: Seat; approved: boolean; by: string; at: string; why: string }

/** The decisions on a list, the earlier one first. */
export const decisionsOn = (tx: Tx | House['sql'], agencyId: string, number: number) => tx<Decided[]>`
  select seat, approved, "by", at, why from destruction_decisions
  where agency_id = ${agencyId} and number = ${number} order by at`

/** In which of the two seats somebody may decide on this list now; undefined where in none. */
export function seatOf(
  viewer: Viewer,
  agencyId: string,
  list: { by: string },
  decided: readonly Decided[],
): Seat | undefined {
  const by = `staff:${viewer.username}`
  if (list.by === by || decided.some((one) => one.by === by || !one.approved)) return undefined
  return (['head', 'security'] as const).find(
    (seat) =>
      hasRole(viewer, seat) &&
      agenciesAs(viewer, [seat]).includes(agencyId) &&
      !decided.some((one) => one.seat === seat),
  )
}

/**
 * One of the two decisions. With the second approval the work is enqueued; one refusal ends the list.
 * @returns whether it is approved by both now
 * @throws Refusal NOT_FOUND; NOT_YOURS for whoever proposed it, decided before, or holds neither seat
 */
export async function decideList(
  tx: Tx,
  house: Pick<House, 'time'>,
  { agencyId, number }: { agencyId: string; number: number },
  { approved, why }: { approved: boolean; why: string },
  viewer: Viewer,
): Promise<boolean> {
  await lock(tx, agencyId)
  const [list] = await tx<{ by: string }[]>`
    select "by" from destruction_lists where agency_id = ${agencyId} and number = ${number}`
  if (!list) throw notFound()
  const decided = await decisionsOn(tx, agencyId, number)
  const seat = seatOf(viewer, agencyId, list, decided)
  if (!seat) throw new Refusal('NOT_YOURS', { message: '清册由提出人以外的公开机构负责人和安全管理员各自批准一次' })
  await tx`
    insert into destruction_decisions (agency_id, number, seat, approved, "by", at, why)
    values (${agencyId}, ${number}, ${seat}, ${approved}, ${`staff:${viewer.username}`}, ${house.time.now().toISOString()}, ${why})`
  const both = approved && decided.length === 1
  if (both) await enqueue(tx, 'destroy', { agencyId, number })
  return both
}

/** Goes on with an approved list that was interrupted. @throws Refusal NOT_YOURS; FACT_REFUSED where two have not approved it */
export async function resumeList(tx: Tx, agencyId: string, number: number, viewer: Viewer): Promise<void> {
  if (!agenciesAs(viewer, ['archivist']).includes(agencyId)) throw new Refusal('NOT_YOURS')
  const decided = await decisionsOn(tx, agencyId, number)
  if (decided.filter(({ approved }) => approved).length < 2)
    throw new Refusal('FACT_REFUSED', { message: '这一清册没有经两人批准，不能销毁' })
  await enqueue(tx, 'destroy', { agencyId, number })
}

/** A list as it was proposed; undefined where there is none. */
export async function listOf(tx: Tx | House['sql'], agencyId: string, number: number) {
  const [row] = await tx<{ content: string; digest: string; by: string; at: string; why: string }[]>`
    select content, digest, "by", at, why from destruction_lists where agency_id = ${agencyId} and number = ${number}`
  return row && { ...row, list: readList(row.content) }
}

const lock = async (tx: Tx, agencyId: string) => {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`destruction ${agencyId}`}, 0))`
  await enter(tx, [agencyId])
}
