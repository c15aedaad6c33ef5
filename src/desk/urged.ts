/** What the page of a case says of 督办: what waits for an answer, and which of its notes urge and answer. */
import type { Day } from '../../workflows/statute/days.ts'
import type { Sql, Tx } from '../db/client.ts'
import { keyOf } from '../ledger/case-file.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Viewer } from '../people/sessions.ts'
import { mayAnswerUrging, mayUrge, urgingsOf } from '../supervision/urgings.ts'
import type { Urged } from './views.ts'

/** Of this case, for this person. */
export async function urgedIn(sql: Sql | Tx, row: CaseRow, viewer: Viewer, today: Day): Promise<Urged> {
  const urgings = await urgingsOf(sql, keyOf(row))
  const called = urgings.flatMap(({ position, answer }): [number, string][] => [
    [position, '督办'],
    ...(answer === null ? [] : [[answer, '督办答复'] as [number, string]]),
  ])
  return {
    open: urgings
      .filter(({ answer }) => answer === null)
      .map(({ position, dueOn, by }) => ({
        ...{ position, dueOn, isOverdue: dueOn < today },
        mayAnswer: mayAnswerUrging(viewer, row, { by }),
      })),
    called: new Map(called),
    mayUrge: row.stage !== 'archive' && mayUrge(viewer, row),
  }
}
