/** 一并拟稿: from what was sent to one draft in several cases, once however often it is asked for. */

import { z } from 'zod'
import { Refused } from '../../workflows/disclosure/decide.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { mayRecord } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import { canonical } from '../ground/canonical.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { Working } from '../house.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { sees } from '../people/sight.ts'
import { day, fileIds, given, text } from '../web/given.ts'
import { type Answer, once } from '../web/once.ts'
import type { Asked } from './accept.ts'
import { refusedBy } from './accept.ts'
import type { Actor } from './record.ts'
import { draftForAll } from './together.ts'

/** Beside this one; a letter that answers more is read by nobody. */
const MOST = 19

export const DRAFT_TOGETHER = z.strictObject({
  cases: z
    .array(z.uuid({ error: '不是申请件的编号' }), { error: '请选择一并答复的申请' })
    .min(1, { error: '请至少选择一件一并答复的申请' })
    .max(MOST, { error: `一次最多一并答复${MOST + 1}件` }),
  outcome: z.string({ error: '请选择办理结果' }),
  fields: z.record(z.string(), z.string()).optional(),
  files: fileIds.optional(),
  on: day.optional(),
  evidence: text(2_000).optional(),
})

/** @throws Refusal INVALID, NOT_YOURS, TOGETHER_REFUSED, FACT_REFUSED: naming the case that is not ready; then nothing is recorded. */
export async function draftTogether(
  house: Working,
  row: CaseRow,
  body: unknown,
  actor: Actor,
  key: string | undefined,
  viewer: Viewer,
): Promise<Answer<{ together: string[] }>> {
  if (!mayRecord(viewer, 'replyDrafted', row)) throw new Refusal('NOT_YOURS')
  const { cases, ...draft } = given(DRAFT_TOGETHER, body)
  const fact = readFact({ fields: {}, ...draft, type: 'replyDrafted' }, house, 'withEvidence') as FactOf<'replyDrafted'>
  if (cases.includes(row.id)) throw invalid({ field: 'cases', code: 'UNFIT', message: '本件不必再选' })
  const asked: Asked = { scope: `${viewer.id} ${row.id}`, key }
  const request = canonical({ together: cases.toSorted(), case: row.id, draft })
  try {
    return await once(house, { ...asked, request }, 201, async (tx) => ({
      together: await draftForAll(tx, house, row, cases, fact, actor, {
        sees: (each) => sees(viewer, each),
        may: (each) => mayRecord(viewer, 'replyDrafted', each),
      }),
    }))
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}
