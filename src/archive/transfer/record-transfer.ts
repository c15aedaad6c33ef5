/** Records with each case that an archive took it in, a case in a transaction of its own; what was interrupted goes on. */
import { record } from '../../cases/record.ts'
import { type House, overAll, type Recording } from '../../house.ts'
import type { Jobs } from '../../jobs/enqueue.ts'
import { lockCase } from '../../ledger/case-file.ts'
import { transferIn } from './transfers.ts'

/** The job, safe to run again. A case that is handled anew meanwhile keeps its place in the register of transfers, and has no fact of it. */
export async function recordTransfer(
  of: Recording & Pick<House, 'sql' | 'everywhere'>,
  { agencyId, number }: Jobs['recordTransfer'],
): Promise<void> {
  const house = overAll(of)
  const { sql, time } = house
  const { items, answer, said, made } = await transferIn(sql, agencyId, number)
  if (!answer?.accepted || !made.digests) return
  const { on, receivedBy, document, returned } = answer
  const fact = {
    ...{ type: 'transferred' as const, on, transfer: number, digest: made.digests.statement },
    ...{ archive: said.archive, receivedBy, document },
  }
  for (const { caseId } of items.filter((item) => !returned.includes(item.caseId)))
    await sql.begin(async (tx) => {
      const key = { agencyId, caseId }
      const file = await lockCase(tx, house.keys, key)
      if (file?.row.stage !== 'archive' || file.row.context.erasedOn) return
      if (file.facts.some(({ fact: one }) => one.type === 'transferred' && one.transfer === number)) return
      await record(tx, house, key, fact, { by: 'system', at: time.now() })
    })
}
