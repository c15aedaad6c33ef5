/** 一并拟稿: from what was sent to one draft in several cases, once however often it is asked for. */

import { z } from 'zod'
import { Refused } from '../../workflows/disclosure/decide.ts'
import type { FactOf } from '../../workflows/disclosure/vocabulary.ts'
import { mayRecord } from '../acts/may-record.ts'
import { readFact } from '../acts/read-fact.ts'
import type { Tx } from '../db/client.ts'
import { putOnFile, type Taken } from '../files/uploads.ts'
import { canonical } from '../ground/canonical.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { Working } from '../house.ts'
import { keyOf } from '../ledger/case-file.ts'
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
  evidence: z.union([fileIds, text(2_000)]).optional(),
})

/** Files that came with the draft, and what is to be done once they are on file. */
type Uploaded = { files: readonly Taken[]; taken: (tx: Tx) => Promise<unknown> }

/** @throws Refusal INVALID, NOT_YOURS, TOGETHER_ITEMS, TOGETHER_REFUSED, FACT_REFUSED: naming the case that is not ready; then nothing is recorded. */
export async function draftTogether(
  house: Working,
  row: CaseRow,
  body: unknown,
  actor: Actor,
  key: string | undefined,
  viewer: Viewer,
  { files, taken }: Uploaded = { files: [], taken: async () => {} },
): Promise<Answer<{ together: string[] }>> {
  if (!mayRecord(viewer, 'replyDrafted', row)) throw new Refusal('NOT_YOURS')
  if (body && typeof body === 'object' && 'items' in body) throw new Refusal('TOGETHER_ITEMS')
  const { cases, ...draft } = given(DRAFT_TOGETHER, body)
  const fact = readFact({ fields: {}, ...draft, type: 'replyDrafted' }, house, 'withEvidence') as FactOf<'replyDrafted'>
  if (cases.includes(row.id)) throw invalid({ field: 'cases', code: 'UNFIT', message: '本件不必再选' })
  const asked: Asked = { scope: `${viewer.id} ${row.id}`, key }
  // A repeat brings the same files under new ids.
  const bySha = (named: unknown) =>
    Array.isArray(named) ? named.map((id) => files.find((file) => file.id === id)?.sha256 ?? id) : named
  const sent = { ...draft, files: bySha(draft.files), evidence: bySha(draft.evidence) }
  const request = canonical({ together: cases.toSorted(), case: row.id, draft: sent })
  try {
    return await once(house, { ...asked, request }, 201, async (tx) => {
      await putOnFile(tx, keyOf(row), files, actor.by, actor.at)
      await taken(tx)
      const who = {
        sees: (each: CaseRow) => sees(viewer, each),
        may: (each: CaseRow) => mayRecord(viewer, 'replyDrafted', each),
      }
      return { together: await draftForAll(tx, house, row, cases, fact, actor, who) }
    })
  } catch (error) {
    throw error instanceof Refused ? refusedBy(error) : error
  }
}
