/** How many versions wait for this person's approval: said on the desk, where everybody's day begins. */
import type { Db } from '../db/client.ts'
import { shippedMessages } from '../letters/templates/messages.ts'
import { hasRole } from '../people/may.ts'
import { everyAct, everyVersion } from './queries.ts'
import { DECIDERS, mayDo } from './standing.ts'

type Who = { roles: readonly string[]; username: string; agency: { id: string } }
/** Of letters, under `/templates`; of mails and text messages, under `/messages`. */
export type WordsWaiting = { letters: number; messages: number }

/** The versions of the person's own agency that they may approve; none for all but legal staff and heads. */
export async function waitingForApproval(db: Db, who: Who): Promise<WordsWaiting> {
  if (!hasRole(who, ...DECIDERS)) return { letters: 0, messages: 0 }
  const [versions, acts] = await Promise.all([everyVersion(db, who.agency.id), everyAct(db, who.agency.id)])
  const waiting = versions.filter((version) => {
    const own = acts.filter(({ template }) => template === version.template)
    return mayDo(version, own, who).includes('approved')
  })
  const messages = waiting.filter(({ template }) => shippedMessages.has(template)).length
  return { letters: waiting.length - messages, messages }
}
