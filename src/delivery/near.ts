/** Some working days before the applicant's own last day (workflows/statute/office.yaml), one reminder: to correct, or to pay. */
import type { Day } from '../../workflows/statute/days.ts'
import type { CaseKey } from '../ground/case-key.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/enqueue.ts'

const NOTICES: Record<string, string> = { correctionAnswer: 'correctionNear', feePayment: 'feeNear' }

type Near = CaseKey & { kind: string; dueOn: Day; length: number }

/** Claims each reminder and enqueues it in one transaction. @returns how many. */
export async function remindApplicants({ sql, time, law }: Pick<House, 'sql' | 'law' | 'time'>): Promise<number> {
  const today = time.today()
  const { calendar, office } = law()
  const until = calendar.plus(today, office.remindApplicant).on
  return sql.begin(async (tx) => {
    const near = await tx<Near[]>`
      select d.agency_id, d.case_id, d.kind, d.due_on, c.length
      from deadlines d join cases c on c.agency_id = d.agency_id and c.id = d.case_id
      where d.kind = any(${Object.keys(NOTICES)}) and d.due_on between ${today} and ${until}
        and not exists (
          select from reminders r where (r.agency_id, r.case_id, r.kind, r.due_on, r.mark)
            = (d.agency_id, d.case_id, d.kind, d.due_on, 'applicant'))`
    for (const { length, ...limit } of near) {
      const claim = await tx`
        insert into reminders ${tx({ ...limit, mark: 'applicant', on: today })} on conflict do nothing returning mark`
      if (claim.length === 0) continue
      const { agencyId, caseId, kind } = limit
      await enqueue(tx, 'tell', { agencyId, caseId, position: length, tell: NOTICES[kind]! })
    }
    return near.length
  }) as Promise<number>
}
