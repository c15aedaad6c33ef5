/**
 * What evaluators from outside put down themselves: the points of their own sheet of each drawn case. The office reads them beside
 * its own, and neither changes the other's. SQL: one line under the lock of its case.
 */
import type { Sql, Tx } from '../db/client.ts'
import type { House } from '../house.ts'
import type { Draw } from './draws.ts'
import type { Evaluator } from './evaluators.ts'
import { nextLine, theOneToWrite, withoutPersonal } from './put-down.ts'
import { checkScores } from './shapes.ts'

/** As lines name an evaluator. */
export const evaluatorBy = ({ id }: Pick<Evaluator, 'id'>): string => `evaluator:${id}`

/**
 * The last points of an evaluator hold.
 * @param key which case of the draw
 * @throws Refusal INVALID: scores (UNFIT); NOT_FOUND; FACT_REFUSED where the content of the case was destroyed
 */
export async function putEvaluation(
  tx: Tx,
  house: Pick<House, 'time'>,
  draw: Draw,
  key: { agencyId: string; caseId: string },
  { scores, says }: { scores: number[]; says: string },
  evaluator: Evaluator,
): Promise<void> {
  await theOneToWrite(tx, draw, key, house.time.today())
  checkScores(draw.rules, scores)
  const { agencyId, caseId } = key
  const line = {
    ...{
      drawId: draw.id,
      agencyId,
      caseId,
      kind: 'evaluated',
      scores,
      says: withoutPersonal(says),
      by: evaluatorBy(evaluator),
    },
    n: await nextLine(tx, draw.id, agencyId, caseId),
    at: house.time.now().toISOString(),
  }
  await tx`insert into spot_lines ${tx(line)}`
}

/** 张某（某大学）, by how lines name them. */
export async function evaluatorNames(sql: Sql, drawId: string): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; name: string; organisation: string }[]>`
    select id, name, organisation from spot_evaluators where draw_id = ${drawId}`
  return new Map(rows.map((row) => [evaluatorBy(row), `${row.name}（${row.organisation}）`]))
}
