/** What comes next where the way of a case between units and agencies says more than the procedure does. SQL: by the key of the case. */
import type { NextStep } from '../../workflows/disclosure/next-step.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { mayReassign } from '../cooperation/moves.ts'
import { saidAt } from '../cooperation/noted.ts'
import type { Sql, Tx } from '../db/client.ts'
import { dayIn } from '../ground/time.ts'
import { type CaseFile, keyOf } from '../ledger/case-file.ts'
import type { MovedTo } from '../ledger/moved.ts'
import { namesOf } from '../people/queries.ts'
import type { Viewer } from '../people/sessions.ts'

/** 退回分办 that waits for a head: by whom, when and why. */
export type HandedBack = { on: Day; by: string; why: string }

/** Undefined of a case that was not handed back, that was assigned again, or that was drafted all the same. */
export async function handedBackIn(sql: Sql | Tx, { row, facts }: CaseFile): Promise<HandedBack | undefined> {
  if (row.stage !== 'review' || row.unitId === null) return undefined
  const { agencyId, caseId } = keyOf(row)
  const [back] = await sql<{ position: number; by: string; at: string }[]>`
    select position, by, at from case_moves
    where (agency_id, case_id) = (${agencyId}, ${caseId}::uuid) and kind = 'handedBack' and settled is null`
  if (!back) return undefined
  const names = await namesOf(sql, [back.by])
  return { on: dayIn(new Date(back.at)), by: names.get(back.by) ?? back.by, why: saidAt(facts, back.position) }
}

/** Nobody is urged to handle what they handed back, nor what another agency handles; a remedy that waits is answered all the same. */
export function nextHere(
  next: NextStep,
  viewer: Pick<Viewer, 'seats'>,
  { row }: CaseFile,
  { moved, back }: { moved: MovedTo | undefined; back: HandedBack | undefined },
): NextStep {
  if (back)
    return mayReassign(viewer, row)
      ? { says: '承办机构已退回分办，请重新分办。', act: 'assigned', waits: 'toAssign' }
      : {
          says: '已退回分办，等待负责人重新分办。在那以前仍由原承办机构承办，法定期限照常计算。',
          act: null,
          waits: null,
        }
  if (!moved || (next.waits !== null && next.act !== 'restored')) return next
  const there = `本件已移送${moved.agency}（受理编号${moved.receipt}），由其办理，不作为无效件统计。`
  return moved.lives
    ? { says: `${there}需要收回的，请其在登记以前退回。`, act: null, waits: null }
    : { ...next, says: `${there}该机关没有办理，确需由本机关办理的，请恢复。` }
}
