/**
 * Destroys what an approved list names, a case in a transaction of its own: the fact and all that goes with it, or nothing. An
 * interrupted list goes on where it stopped; a case that may no longer be destroyed stays, and the reason is shown on its list.
 */

import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { record } from '../cases/record.ts'
import { decided } from '../cases/supposed.ts'
import type { Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type House, overAll, type Recording } from '../house.ts'
import { enqueue, type Jobs } from '../jobs/enqueue.ts'
import { retentionOf } from '../ledger/archive-items.ts'
import { lockCase } from '../ledger/case-file.ts'
import type { ListedCase } from '../ledger/destruction.ts'
import { contentOf, eraseContent, keptDigest, positionsWithWords, voidedMarks } from '../ledger/erase.ts'
import { heard } from '../ledger/queries.ts'
import { hindrance, periodOf } from './due.ts'
import { decisionsOn, listOf } from './lists.ts'
import { standingOf } from './transfer/transfers.ts'

type Destroying = Recording & Pick<House, 'sql' | 'everywhere'>

/** The job: safe to run again, and after an interruption. */
export async function destroy(of: Destroying, { agencyId, number }: Jobs['destroy']): Promise<void> {
  const house = overAll(of)
  const { sql, time } = house
  const made = await listOf(sql, agencyId, number)
  if (!made) return
  const approvals = (await decisionsOn(sql, agencyId, number)).filter(({ approved }) => approved)
  if (approvals.length < 2) return
  const decision = { list: number, digest: made.digest, approvedBy: approvals.map(({ by }) => by) }
  for (const listed of made.list.cases) {
    const key = { agencyId, caseId: listed.id }
    await sql.begin(async (tx) => {
      const what = await destroyCase(tx, house, key, listed, decision)
      await tx`delete from destruction_troubles where agency_id = ${agencyId} and number = ${number} and case_id = ${listed.id}`
      if (what)
        await tx`
          insert into destruction_troubles ${tx({ ...key, number, what, at: time.now().toISOString() })}`
    })
  }
}

/** @returns why it was not destroyed; undefined where it is */
async function destroyCase(
  tx: Tx,
  house: Destroying,
  key: CaseKey,
  listed: ListedCase,
  decision: FactOf<'wordsErased'>['decision'],
): Promise<string | undefined> {
  const file = await lockCase(tx, house.keys, key)
  if (!file) return '申请件不在本机关'
  const last = file.facts.at(-1)!.fact
  if (last.type === 'wordsErased' && last.decision.digest === decision.digest) return undefined
  const table = await retentionOf(tx, key.agencyId)
  const today = house.time.today()
  const standing = (await standingOf(tx, key.agencyId, [key.caseId])).get(key.caseId)
  const hindered = hindrance(file, table, today, standing)
  if (hindered) return hindered
  if (file.row.head !== listed.head) return '清册提出以后，本件又有新的记录，没有销毁。请另行提出清册'
  const period = periodOf(file, table)!
  if (period.retention !== listed.retention || period.keptUntil !== listed.keptUntil)
    return '清册提出以后，保管期限有变动，没有销毁。请另行提出清册'
  const at = house.time.now()
  const told: Omit<FactOf<'wordsErased'>, 'kept'> = {
    ...{ type: 'wordsErased', on: today, decision },
    positions: await positionsWithWords(tx, key),
    hashes: await contentOf(tx, key),
    ...{ retention: period.retention, keptUntil: period.keptUntil! },
  }
  // Context and state after the fact do not rest on what it commits to of them.
  const after = decided(
    file,
    heard({ fact: { ...told, kept: '' }, by: 'system', at: at.toISOString() }),
    house.lawFor(key.agencyId),
  )
  const fact = { ...told, kept: keptDigest(after, await voidedMarks(tx, key)) }
  await eraseContent(tx, await record(tx, house, key, fact, { by: 'system', at }), at)
  await enqueue(tx, 'eraseBlobs', key)
  return undefined
}
