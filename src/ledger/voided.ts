/** 作废: a letter stays on file for ever, but counts no longer once its fact was rectified, or its case reopened. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import { counting } from '../../workflows/statute/counting.ts'
import { json, type Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { type FactRow, heard, type LetterRow } from './queries.ts'

/** A letter, and the position of the fact that made it void. */
export type Voided = { letter: string; position: number }

/**
 * The letters of a case that no longer count, as its ledger has it. A rectification that puts another fact of the same
 * type in the place leaves the letter: it was made and it stays the only one. A reopening takes the reply back
 * (法释〔2025〕8号第十一条), until that reopening is itself rectified.
 */
export function voidedBy(facts: readonly Heard[]): Voided[] {
  const count = counting(facts)
  let maker = 0
  return facts.flatMap((fact, i): Voided[] => {
    if (fact.type !== 'letterMade') maker = i
    if (fact.type !== 'letterMade') return []
    const making = facts[maker]!
    const isRectified = count[maker]?.type !== making.type
    const by = isRectified
      ? facts.findLastIndex((each) => each.type === 'rectified' && each.position === maker + 1)
      : making.type === 'replySigned'
        ? count.findIndex((each, at) => at > maker && each?.type === 'reopened')
        : -1
    return by < 0 ? [] : [{ letter: fact.letter, position: by + 1 }]
  })
}

/**
 * What is put behind the title of a letter that counts no longer. A reply that reached somebody and was then decided upon anew was
 * not 作废: it was the reply until then, and whoever reads the file reads it as such.
 */
export function voidMark({ kind, voidedFor }: Pick<LetterRow, 'kind' | 'voidedFor'>): string {
  if (voidedFor === null) return ''
  if (voidedFor === 'rectified') return '（已作废）'
  return kind === 'reply' ? '（重新办理前的答复）' : '（重新办理前的文书）'
}

/** Brings the register of void letters to what the ledger says. In the transaction of the fact that changed it. */
export async function recordVoided(tx: Tx, key: CaseKey, facts: readonly FactRow[]): Promise<void> {
  const { agencyId, caseId } = key
  const voided = voidedBy(facts.map(heard))
  await tx`
    with restored as (
      delete from voided_letters where agency_id = ${agencyId} and case_id = ${caseId}
        and not letter = any(${voided.map(({ letter }) => letter)}::uuid[])
    )
    insert into voided_letters (agency_id, case_id, letter, position)
    select ${agencyId}, ${caseId}::uuid, letter, position
    from jsonb_to_recordset(${json(voided)}::jsonb) as v (letter uuid, position int)
    on conflict (agency_id, case_id, letter) do update set position = excluded.position`
}
