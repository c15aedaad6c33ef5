/** What follows a fact after commit, enqueued in its transaction. Identifiers only; each job may run twice. */
import type { Effect } from '../../workflows/disclosure/machine.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { enqueue, enqueueOnceInTurn } from '../jobs/enqueue.ts'
import { partyLetter } from '../letters/party-letters.ts'

export async function follow(tx: Tx | Sql, key: CaseKey, position: number, effects: Effect[]): Promise<void> {
  for (const effect of effects) {
    if ('tell' in effect) await enqueue(tx, 'tell', { ...key, position, tell: effect.tell })
    if ('letter' in effect && partyLetter(effect.letter)) {
      await enqueue(tx, 'tellParty', { ...key, position, occasion: 'sent' })
    }
    if ('seal' in effect) {
      await enqueue(tx, 'storeBundle', { ...key, position })
      await enqueueOnceInTurn(tx, 'readingCopy', key, key.caseId)
    }
  }
}
